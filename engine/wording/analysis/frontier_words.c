#include "wording/analysis/frontier_words.h"

#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- zone of agreement -------------------------------------------------------------------------------------------- */

/* A list of clauses while it is written, "in 3% …; in 30% …". */
typedef struct clause_list {
    ent_arena *arena;
    const char *text;
} clause_list;

static void add(clause_list *self, const char *separator, const char *clause)
{
    if (self->text != NULL) {
        self->text = clause == NULL        ? NULL
                     : *self->text == '\0' ? clause
                                           : ent_arena_printf(self->arena, "%s%s%s", self->text, separator, clause);
    }
}

static const char *share(double x, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];

    ent_wording_percent(words, x);
    return ent_arena_strdup(arena, words);
}

/* Shares that do not show in whole per cent are left out where others do. */
static bool is_worth_saying(double x)
{
    return x >= 0.005;
}

static void add_parties(clause_list *self, const ent_frontier_figures *figures)
{
    bool first = true;

    for (size_t p = 0; p < figures->parties; p++) {
        const ent_frontier_party *party = &figures->party[p];
        const char *of;
        if (!is_worth_saying(party->never_enough)) {
            continue;
        }
        of = share(party->never_enough, self->arena);
        add(self, first ? "; " : ", ",
            of == NULL ? NULL
            : first ? ent_arena_printf(self->arena, "in %s nothing that is left is ever enough for %s", of, party->name)
                    : ent_arena_printf(self->arena, "in %s for %s", of, party->name));
        first = false;
    }
}

const char *ent_frontier_zone_sentence(const ent_frontier_figures *self, ent_arena *arena)
{
    clause_list reasons = {.arena = arena, .text = ""};
    const char *none = share(self->none, arena);
    const char *of;

    if (isnan(self->none)) {
        return "In how many futures there is a zone of agreement is not known.";
    }
    if (!(self->none > 0.0)) {
        return "In every simulated future some package is acceptable to all who have a veto, in the last round at "
               "least.";
    }
    if (is_worth_saying(self->nothing_left)) {
        of = share(self->nothing_left, arena);
        add(&reasons, "; ",
            of == NULL
                ? NULL
                : ent_arena_printf(arena, "in %s nothing is left that is available and that nobody refuses", of));
    }
    add_parties(&reasons, self);
    if (is_worth_saying(self->apart)) {
        of = share(self->apart, arena);
        add(&reasons, "; ",
            of == NULL ? NULL
                       : ent_arena_printf(arena, "in %s each could have enough, but never in the same package", of));
    }
    if (none == NULL || reasons.text == NULL) {
        return NULL;
    }
    return ent_arena_printf(arena,
        "In %s of futures there is no zone of agreement at all, not even in the last round%s%s.", none,
        *reasons.text != '\0' ? ": " : "", reasons.text);
}

/* --- the draw ----------------------------------------------------------------------------------------------------- */

static const char *where(const ent_frontier_figures *self, ent_arena *arena)
{
    return isnan(self->draw) ? "In the future in the middle" : ent_arena_printf(arena, "In draw %.0f", self->draw);
}

static const char *number(double x, ent_arena *arena)
{
    char words[ENT_WORDING_BYTES];

    ent_wording_number(words, x);
    return ent_arena_strdup(arena, words);
}

const char *ent_frontier_space_sentence(const ent_frontier_figures *self, ent_arena *arena)
{
    const char *start = where(self, arena);
    const char *packages = number(self->packages, arena), *rational = number(self->rational, arena);
    const char *pareto = number(self->pareto, arena), *out = number(self->out, arena);
    const char *of_out;

    if (start == NULL || packages == NULL || rational == NULL || pareto == NULL || out == NULL) {
        return NULL;
    }
    of_out = self->out > 0.0
                 ? ent_arena_printf(arena, "; %s %s refused or not available", out, ent_wording_are(self->out))
                 : "";
    if (of_out == NULL) {
        return NULL;
    }
    return self->rational > 0.0
               ? ent_arena_printf(arena, "%s, %s of %s packages can be a deal, and %s %s on the Pareto front%s.", start,
                     rational, packages, pareto, ent_wording_are(self->pareto), of_out)
               : ent_arena_printf(arena,
                     "%s there is no zone of agreement: none of %s packages can be a deal, and %s %s on the Pareto "
                     "front%s.",
                     start, packages, pareto, ent_wording_are(self->pareto), of_out);
}

/* --- points ------------------------------------------------------------------------------------------------------- */

const char *ent_frontier_rule_name(const char *rule, ent_arena *arena)
{
    static const struct {
        const char *rule, *name;
    } known[] = {{"nash", "Nash"}, {"kalai_smorodinsky", "Kalai\xE2\x80\x93Smorodinsky"}};
    char *name;

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (strcmp(rule, known[i].rule) == 0) {
            return known[i].name;
        }
    }
    name = ent_arena_strdup(arena, rule);
    for (char *c = name; c != NULL && *c != '\0'; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    return name;
}

/* "Nash and egalitarian", from "nash egalitarian". *count: their number. */
static const char *rule_names(const char *rules, size_t *count, ent_arena *arena)
{
    const char *text = "";
    const char *at = rules + strspn(rules, " ");

    for (*count = 0; *at != '\0' && text != NULL; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        bool last = at[length + strspn(at + length, " ")] == '\0';
        const char *rule = ent_arena_strndup(arena, at, length);
        const char *name = rule != NULL ? ent_frontier_rule_name(rule, arena) : NULL;
        text = name == NULL ? NULL
                            : ent_arena_printf(arena, "%s%s%s", text,
                                  *count == 0 ? ""
                                  : last      ? " and "
                                              : ", ",
                                  name);
        at += length;
        ++*count;
    }
    return text;
}

/* "worth 62 of 100 to Russia and 55 to Ukraine" */
static const char *worth(const ent_frontier_figures *figures, const double *utility, ent_arena *arena)
{
    const char *text = "";

    for (size_t p = 0; p < figures->parties && text != NULL; p++) {
        text = ent_arena_printf(arena, "%s%s%.0f%s to %s", text,
            p == 0                      ? "worth "
            : p + 1 == figures->parties ? " and "
                                        : ", ",
            100.0 * utility[p], p == 0 ? " of 100" : "", figures->party[p].name);
    }
    return text;
}

/* Length of the first part of a text, up to "; ". */
static size_t part(const char *text)
{
    const char *end = strstr(text, "; ");

    return end != NULL ? (size_t) (end - text) : strlen(text);
}

/* The options in which a package differs from another one: "the same, but Territory: frozen". Where the two texts do
 * not have as many parts, all options. */
static const char *options_unlike(const char *options, const char *other, ent_arena *arena)
{
    const char *text = "";
    const char *at = options;

    while (text != NULL && *at != '\0' && *other != '\0') {
        size_t own = part(at), length = part(other);
        if (own != length || memcmp(at, other, own) != 0) {
            text = ent_arena_printf(arena, "%s%s%.*s", text, *text != '\0' ? "; " : "", (int) own, at);
        }
        at += own + strspn(at + own, "; ");
        other += length + strspn(other + length, "; ");
    }
    if (text == NULL) {
        return NULL;
    }
    return *at != '\0' || *other != '\0' || *text == '\0' ? options : ent_arena_printf(arena, "the same, but %s", text);
}

const char *ent_frontier_points_sentence(
    const ent_frontier_figures *self, const ent_frontier_package *package, size_t packages, ent_arena *arena)
{
    const char *text = "";

    for (size_t i = 0; i < packages && text != NULL; i++) {
        size_t count;
        const char *rules = rule_names(package[i].rules, &count, arena);
        const char *brings = worth(self, package[i].utility, arena);
        const char *options =
            i == 0 ? package[i].options : options_unlike(package[i].options, package[0].options, arena);
        if (rules == NULL || brings == NULL || options == NULL) {
            return NULL;
        }
        text = packages == 1 ? ent_arena_printf(arena, "All bargaining rules would choose the same package, %s: %s.",
                                   brings, options)
                             : ent_arena_printf(arena, "%s%sThe %s rule%s would choose the package %s: %s.", text,
                                   i > 0 ? " " : "", rules, count == 1 ? "" : "s", brings, options);
    }
    return text;
}

const char *ent_frontier_best_sentence(const ent_frontier_package *package, ent_arena *arena)
{
    const char *acceptable = share(package->acceptable, arena), *deal = share(package->is_signed, arena);

    if (!(package->acceptable > 0.0)) {
        return "";
    }
    if (acceptable == NULL || deal == NULL) {
        return NULL;
    }
    return ent_arena_printf(arena,
        "The package that most futures would accept is acceptable to all in %s of them, and %s: %s.", acceptable,
        package->is_signed > 0.0 ? ent_arena_printf(arena, "the deal in %s", deal) : "never the deal",
        package->options);
}
