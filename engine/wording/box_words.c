#include "wording/box_words.h"

#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A limit with a larger quasi-p may owe its effect to luck. */
static const double most_luck = 0.05;
enum { NAMED_LUCK = 2 /* such limits that a sentence names; more of them are left to the table */ };

/* A limit with three digits, so that neighbouring worlds do not make it look more exact than it is. */
static void limit_number(char buffer[ENT_WORDING_BYTES], ent_limited kind, double value)
{
    char digits[ENT_WORDING_BYTES];

    snprintf(digits, sizeof(digits), "%.3g", kind == ENT_LIMITED_PERCENT ? 100.0 * value : value);
    ent_wording_number(buffer, strtod(digits, NULL));
    if (kind == ENT_LIMITED_PERCENT && strlen(buffer) + 2 < ENT_WORDING_BYTES) {
        strcat(buffer, "%");
    }
}

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

ent_limited ent_limited_of(const char *written)
{
    const char *unknown = strstr(written, "unknown(");
    const char *text = unknown != NULL ? unknown + strlen("unknown(") : written;

    text += strspn(text, " \t");
    if (begins(text, "bernoulli")) {
        return ENT_LIMITED_TRUTH;
    }
    if (begins(text, "binomial") || begins(text, "poisson") ||
        (begins(text, "discrete") && strpbrk(text, ".%kMBab") == NULL)) {
        return ENT_LIMITED_WHOLE;
    }
    return strchr(written, '%') != NULL ? ENT_LIMITED_PERCENT : ENT_LIMITED_NUMBER;
}

/* "kind is 2", "kind is at least 2", "kind is 2 to 4" */
static const char *whole_phrase(const ent_limit_words *limit, ent_arena *arena)
{
    double first = ceil(limit->low), last = floor(limit->high);
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    ent_wording_number(low, first);
    ent_wording_number(high, last);
    if (isnan(first) || isnan(last)) {
        return ent_arena_printf(arena, "is %s %s", isnan(last) ? "at least" : "at most", isnan(last) ? low : high);
    }
    return first < last ? ent_arena_printf(arena, "is %s to %s", low, high) : ent_arena_printf(arena, "is %s", high);
}

/* What does or does not: "happens", "stays out". */
static const char *verb(ent_limited kind, bool does)
{
    switch (kind) {
    case ENT_LIMITED_EVENT:
        return does ? "happens" : "does not happen";
    case ENT_LIMITED_JOINS:
        return does ? "joins" : "stays out";
    default:
        return does ? "holds" : "does not hold";
    }
}

/* The phrase behind the name. */
static const char *phrase_of(const ent_limit_words *limit, ent_arena *arena)
{
    bool yes = isnan(limit->high);
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    if (limit->kind == ENT_LIMITED_WHOLE) {
        return whole_phrase(limit, arena);
    }
    if (limit->kind == ENT_LIMITED_EVENT || limit->kind == ENT_LIMITED_JOINS || limit->kind == ENT_LIMITED_TRUTH) {
        return verb(limit->kind, yes);
    }
    limit_number(low, limit->kind, limit->low);
    limit_number(high, limit->kind, limit->high);
    if (!isnan(limit->low) && !isnan(limit->high)) {
        return ent_arena_printf(arena, "is between %s and %s", low, high);
    }
    return ent_arena_printf(arena, "is %s %s", yes ? "above" : "below", yes ? low : high);
}

/* Names of states need no quotation marks. */
static const char *name_of(const ent_limit_words *limit, ent_arena *arena)
{
    return limit->kind == ENT_LIMITED_JOINS ? limit->name
                                            : ent_arena_printf(arena, "\xE2\x80\x9C%s\xE2\x80\x9D", limit->name);
}

const char *ent_limit_phrase(const ent_limit_words *limit, ent_arena *arena)
{
    const char *name = name_of(limit, arena);
    const char *rest = phrase_of(limit, arena);

    return name == NULL || rest == NULL ? NULL : ent_arena_printf(arena, "%s %s", name, rest);
}

const char *ent_box_limits(const ent_box_words *box, ent_arena *arena)
{
    const char *text = "";

    for (size_t l = 0; l < box->limits && text != NULL; l++) {
        const char *phrase = ent_limit_phrase(&box->limit[l], arena);
        const char *mark = l == 0 ? "" : l + 1 < box->limits ? ", " : " and ";
        text = phrase != NULL ? ent_arena_printf(arena, "%s%s%s", text, mark, phrase) : NULL;
    }
    return text;
}

/* "the chance is 44% instead of 15%" */
static const char *density_phrase(const ent_box_words *box, ent_arena *arena)
{
    char density[ENT_WORDING_BYTES], overall[ENT_WORDING_BYTES];

    if (box->unit == NULL) {
        ent_wording_chance(density, box->density);
        ent_wording_chance(overall, box->overall);
        return ent_arena_printf(arena, "the chance is %s instead of %s", density, overall);
    }
    limit_number(density, ENT_LIMITED_NUMBER, box->density);
    limit_number(overall, ENT_LIMITED_NUMBER, box->overall);
    return ent_arena_printf(
        arena, "the mean is %s instead of %s%s%s", density, overall, *box->unit != '\0' ? " " : "", box->unit);
}

/* "12% of the worlds and 35% of all cases" */
static const char *mass_phrase(const ent_box_words *box, ent_arena *arena)
{
    char mass[ENT_WORDING_BYTES], coverage[ENT_WORDING_BYTES];
    const char *of = box->draws ? "draws" : "worlds";

    ent_wording_chance(mass, box->mass);
    if (isnan(box->coverage)) {
        return ent_arena_printf(arena, "%s of the %s", mass, of);
    }
    ent_wording_chance(coverage, box->coverage);
    return ent_arena_printf(
        arena, "%s of the %s and %s of all %s", mass, of, coverage, box->least ? "draws without it" : "cases");
}

static bool may_be_luck(const ent_limit_words *limit)
{
    return limit->quasi_p > most_luck; /* false where it is not known */
}

static size_t count_luck(const ent_box_words *box)
{
    size_t count = 0;

    for (size_t l = 0; l < box->limits; l++) {
        count += may_be_luck(&box->limit[l]) ? 1 : 0;
    }
    return count;
}

/* All limits, or without most of those that may be luck: "“War” holds and 12 more limits hold that may each be luck
 * (discover_boxes.csv)". */
static const char *limits_phrase(const ent_box_words *box, ent_arena *arena)
{
    size_t luck = count_luck(box);
    ent_limit_words *limit = ent_arena_array(arena, box->limits + 1, sizeof(*limit));
    ent_box_words others = {.limit = limit};
    const char *text;

    if (limit == NULL || luck <= NAMED_LUCK) {
        return limit != NULL ? ent_box_limits(box, arena) : NULL;
    }
    for (size_t l = 0; l < box->limits; l++) {
        if (!may_be_luck(&box->limit[l])) {
            limit[others.limits++] = box->limit[l];
        }
    }
    text = ent_box_limits(&others, arena);
    return text != NULL ? ent_arena_printf(arena, "%s%s%zu %slimits hold that may each be luck (discover_boxes.csv)",
                              text, others.limits > 0 ? " and " : "", luck, others.limits > 0 ? "more " : "")
                        : NULL;
}

/* " The limits on “Cost” and Italy may be luck."; "" where none may, or limits_phrase states it. */
static const char *luck_phrase(const ent_box_words *box, ent_arena *arena)
{
    size_t count = count_luck(box);
    const char *text = "";

    if (count == 0 || count > NAMED_LUCK) {
        return "";
    }
    for (size_t l = 0; l < box->limits && text != NULL; l++) {
        const char *name = may_be_luck(&box->limit[l]) ? name_of(&box->limit[l], arena) : "";
        text = name == NULL    ? NULL
               : *name == '\0' ? text
                               : ent_arena_printf(arena, "%s%s%s", text, *text != '\0' ? " and " : "", name);
    }
    return text != NULL ? ent_arena_printf(arena, " The limit%s on %s may be luck.", count > 1 ? "s" : "", text) : NULL;
}

const char *ent_box_sentence(const ent_box_words *box, ent_arena *arena)
{
    const char *limits = limits_phrase(box, arena);
    const char *density = density_phrase(box, arena);
    const char *mass = mass_phrase(box, arena);
    const char *luck = luck_phrase(box, arena);

    if (limits == NULL || density == NULL || mass == NULL || luck == NULL) {
        return NULL;
    }
    return ent_arena_printf(arena, "%s %s, %s; that is %s.%s",
        box->number == 1 ? "Where"
        : box->draws     ? "Of the other draws, where"
                         : "Of the other worlds, where",
        limits, density, mass, luck);
}
