#include "report/verdict.h"

#include "base/status.h"
#include "formula/describe.h"
#include "formula/query.h"
#include "words/clause.h"
#include "words/words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* --- the headline ------------------------------------------------------------------------------------------------- */

/* Last month in a table with one row a month; NaN where the table is empty. */
static double last_month(const ent_digest *digest, ent_digest_table table)
{
    return ent_digest_number_at(digest, table, ent_digest_last_row(digest, table, digest->variant[0]), "month");
}

/* Describes an expression that words/clause.h has no phrase for. */
static void describe(ent_digest *digest, ent_verdict *self, const char *expression)
{
    ent_query query = {0};
    ent_formula_error error = {0};
    const char *event = NULL;
    const char *given = NULL;
    int status = ent_query_parse(expression, &digest->arena, &query, &error);

    if (status == ENT_OK) {
        event = ent_ast_describe(query.event, &digest->arena);
        given = query.given != NULL ? ent_ast_describe(query.given, &digest->arena) : NULL;
        digest->no_memory = digest->no_memory || event == NULL || (query.given != NULL && given == NULL);
    }
    digest->no_memory = digest->no_memory || status == ENT_ERR_NO_MEMORY;
    self->event = ent_digest_say(digest, "this is true: %s", event != NULL ? event : expression);
    self->given = given != NULL ? ent_digest_say(digest, "in which %s", given) : "";
}

static void word(ent_digest *digest, ent_verdict *self, const char *expression)
{
    const ent_clause *clause = ent_clause_find(expression);
    const char *own = ent_digest_label(digest, "headline", "name");
    char span[ENT_WORDS] = "";
    double months = NAN;

    if (strcmp(own, "Name") != 0) { /* the scenario names its headline */
        self->event = own;
        self->given = "";
        return;
    }
    if (clause == NULL) {
        describe(digest, self, expression);
        return;
    }
    if (clause->span != ENT_CLAUSE_NO_SPAN) {
        months = last_month(digest, clause->span == ENT_CLAUSE_HORIZON ? ENT_DIGEST_TRUCE : ENT_DIGEST_TALKS);
    }
    if (months >= 1) {
        ent_words_months(span, months);
        self->event = ent_digest_say(digest, "%s %s %s", clause->event, clause->joint, span);
    } else {
        self->event = clause->event;
    }
    self->given = clause->given != NULL ? clause->given : "";
}

ent_verdict ent_verdict_of(ent_digest *digest, const char *variant)
{
    const ent_digest_table table = ENT_DIGEST_HEADLINE;
    size_t row = ent_digest_row(digest, table, variant, 0);
    const char *expression = ent_digest_text_at(digest, table, row, "expression");
    ent_verdict self = {.p = ent_digest_number_at(digest, table, row, "probability"),
        .mc_low = ent_digest_number_at(digest, table, row, "mc_low"),
        .mc_high = ent_digest_number_at(digest, table, row, "mc_high"),
        .low = ent_digest_number_at(digest, table, row, "world_p05"),
        .high = ent_digest_number_at(digest, table, row, "world_p95"),
        .difference = ent_digest_number_at(digest, table, row, "difference"),
        .difference_low = ent_digest_number_at(digest, table, row, "difference_low"),
        .difference_high = ent_digest_number_at(digest, table, row, "difference_high")};
    char futures[ENT_WORDS];

    word(digest, &self, expression[0] != '\0' ? expression : digest->manifest.headline);
    self.known = !isnan(self.p);
    ent_words_futures(
        futures, self.p, self.mc_low, self.mc_high, self.given[0] == '\0' ? ent_digest_futures(digest) : 0);
    self.frequency = self.given[0] != '\0' ? ent_digest_say(digest, "%s %s,", futures, self.given)
                                           : ent_digest_say(digest, "%s", futures);
    return self;
}

const char *ent_verdict_sentence(ent_digest *digest, const ent_verdict *answer)
{
    char span[ENT_WORDS];

    if (!answer->known) {
        return digest->table[ENT_DIGEST_HEADLINE].rows == 0
                   ? "This folder holds no headline figure."
                   : "There is no figure for the headline: its condition never came true.";
    }
    ent_words_span(span, answer->low, answer->high);
    if (span[0] == '\0') {
        return ent_digest_say(digest,
            "%s %s. How far that could move across what we do not know was not measured: it takes two worlds or more, "
            "with 50 futures each.",
            answer->frequency, answer->event);
    }
    if (strstr(span, " to ") == NULL) {
        return ent_digest_say(
            digest, "%s %s; across what we do not know, %s throughout.", answer->frequency, answer->event, span);
    }
    return ent_digest_say(digest, "%s %s; across what we do not know, %s.", answer->frequency, answer->event, span);
}

const char *ent_verdict_likelihood(ent_digest *digest, const ent_verdict *answer)
{
    char likelihood[ENT_WORDS];
    char range[ENT_WORDS];

    ent_words_likelihood_figure(likelihood, answer->p, answer->mc_low, answer->mc_high);
    if (!answer->known || likelihood[0] == '\0') {
        return "";
    }
    ent_words_likelihoods(range, answer->low, answer->high);
    likelihood[0] = (char) toupper((unsigned char) likelihood[0]);
    if (range[0] == '\0' || strcmp(range + 1, likelihood + 1) == 0) {
        return ent_digest_say(digest, "%s", likelihood);
    }
    return ent_digest_say(digest, "%s; across what we do not know, %s", likelihood, range);
}

/* --- findings ----------------------------------------------------------------------------------------------------- */

/* Row of the base with the largest number above 0 in a column; the number of rows where there is none. */
static size_t largest(const ent_digest *digest, ent_digest_table table, const char *column)
{
    size_t rows = digest->table[table].rows;
    size_t best = rows;
    const char *base = digest->variant[0];

    for (size_t i = ent_digest_row(digest, table, base, 0); i < rows; i = ent_digest_row(digest, table, base, i + 1)) {
        double it = ent_digest_number_at(digest, table, i, column);
        if (it > 0 && (best == rows || it > ent_digest_number_at(digest, table, best, column))) {
            best = i;
        }
    }
    return best;
}

/* "in 34 of 100 futures", for the middle of a sentence. */
static const char *of_100(ent_digest *digest, double p, double low, double high)
{
    char futures[ENT_WORDS];

    ent_words_futures(futures, p, low, high, ent_digest_futures(digest));
    futures[0] = 'i';
    return ent_digest_say(digest, "%s", futures);
}

static const char *say_ending(ent_digest *digest)
{
    size_t row = largest(digest, ENT_DIGEST_OUTCOMES, "probability");

    if (row == digest->table[ENT_DIGEST_OUTCOMES].rows) {
        return NULL;
    }
    return ent_digest_say(digest, "The most frequent ending is \xE2\x80\x9C%s\xE2\x80\x9D, %s.",
        ent_digest_text_at(digest, ENT_DIGEST_OUTCOMES, row, "name"),
        of_100(digest, ent_digest_number_at(digest, ENT_DIGEST_OUTCOMES, row, "probability"),
            ent_digest_number_at(digest, ENT_DIGEST_OUTCOMES, row, "mc_low"),
            ent_digest_number_at(digest, ENT_DIGEST_OUTCOMES, row, "mc_high")));
}

static const char *say_deal(ent_digest *digest)
{
    size_t row = ent_digest_last_row(digest, ENT_DIGEST_TALKS, digest->variant[0]);
    double p = ent_digest_number_at(digest, ENT_DIGEST_TALKS, row, "agreed");
    double months = ent_digest_number_at(digest, ENT_DIGEST_TALKS, row, "month");
    char span[ENT_WORDS];

    if (!(months >= 1) || isnan(p) || digest->table[ENT_DIGEST_PARTIES].rows == 0) {
        return NULL;
    }
    ent_words_months(span, months);
    return ent_digest_say(digest, "A deal is signed within %s %s.", span,
        of_100(digest, p, ent_digest_number_at(digest, ENT_DIGEST_TALKS, row, "mc_low"),
            ent_digest_number_at(digest, ENT_DIGEST_TALKS, row, "mc_high")));
}

bool ent_verdict_is_force_required(const ent_digest *digest)
{
    for (size_t i = 0; i < digest->table[ENT_DIGEST_FORCE].rows; i++) {
        if (strcmp(ent_digest_text_at(digest, ENT_DIGEST_FORCE, i, "quantity"), "required") == 0 &&
            ent_digest_number_at(digest, ENT_DIGEST_FORCE, i, "exceedance") > 0) {
            return true;
        }
    }
    return false;
}

/* P(offered >= required) is the sum of the Shapley values (efficiency axiom; Shapley 1953). */
static const char *say_force(ent_digest *digest)
{
    const ent_digest_table table = ENT_DIGEST_CONTRIBUTORS;
    size_t rows = digest->table[table].rows;
    size_t top = largest(digest, table, "shapley");
    double sum = 0;
    const char *base = digest->variant[0];
    bool any = false;

    for (size_t i = ent_digest_row(digest, table, base, 0); i < rows; i = ent_digest_row(digest, table, base, i + 1)) {
        sum += fmax(0, ent_digest_number_at(digest, table, i, "shapley"));
        any = true;
    }
    if (!any || !ent_verdict_is_force_required(digest)) {
        return NULL;
    }
    if (top == rows) {
        return ent_digest_say(digest, "As many troops as are required are offered %s.", of_100(digest, 0, NAN, NAN));
    }
    return ent_digest_say(digest,
        "As many troops as are required are offered %s; most depends on \xE2\x80\x9C%s\xE2\x80\x9D.",
        of_100(digest, fmin(1, sum), NAN, NAN), ent_digest_text_at(digest, table, top, "name"));
}

static const char *say_truce(ent_digest *digest)
{
    const ent_digest_table table = ENT_DIGEST_TRUCE;
    size_t row = ent_digest_last_row(digest, table, digest->variant[0]);
    double p = ent_digest_number_at(digest, table, row, "survival");
    char span[ENT_WORDS];
    char months[ENT_WORDS];
    char figure[ENT_WORDS];

    if (isnan(p)) {
        return NULL;
    }
    ent_words_months(months, ent_digest_number_at(digest, table, row, "month"));
    ent_words_figure(figure, p, ent_digest_number_at(digest, table, row, "mc_low"),
        ent_digest_number_at(digest, table, row, "mc_high"));
    ent_words_span(span, ent_digest_number_at(digest, table, row, "world_p05"),
        ent_digest_number_at(digest, table, row, "world_p95"));
    return ent_digest_say(digest, "Of the truces that begin, %s still hold after %s%s%s%s.", figure, months,
        span[0] != '\0' ? "; across what we do not know, " : "", span, span[0] != '\0' ? "%" : "");
}

/* Variant with the largest clear difference of a sign, 1 (up) or -1 (down); 0 where there is none. */
static size_t mover(ent_digest *digest, double sign)
{
    size_t best = 0;
    double most = 0;

    for (size_t v = 1; v < digest->variants; v++) {
        ent_verdict it = ent_verdict_of(digest, digest->variant[v]);
        if (ent_words_is_clear(it.difference_low, it.difference_high) && sign * it.difference > most) {
            best = v;
            most = sign * it.difference;
        }
    }
    return best;
}

static const char *say_move(ent_digest *digest, size_t v)
{
    ent_verdict base = ent_verdict_of(digest, digest->variant[0]);
    ent_verdict it = ent_verdict_of(digest, digest->variant[v]);
    char from[ENT_WORDS];
    char to[ENT_WORDS];
    char difference[ENT_WORDS];

    ent_words_figure(from, base.p, base.mc_low, base.mc_high);
    ent_words_figure(to, it.p, it.mc_low, it.mc_high);
    ent_words_difference(difference, it.difference, it.difference_low, it.difference_high);
    return ent_digest_say(digest, "\xE2\x80\x9C%s\xE2\x80\x9D, %s %s (%s)",
        ent_digest_label(digest, "variants", digest->variant[v]),
        strcmp(from, to) == 0 ? "still" : ent_digest_say(digest, "%s to", from), to, difference);
}

/* Number of other variants whose interval overlaps that of `most`, so that they may move the headline as far. *clear:
 * the number of those with a clear difference; *one: the last of them. */
static size_t rivals_of(ent_digest *digest, size_t most, double sign, size_t *clear, size_t *one)
{
    ent_verdict best = ent_verdict_of(digest, digest->variant[most]);
    size_t count = 0;

    *clear = 0;
    for (size_t v = 1; v < digest->variants; v++) {
        ent_verdict it = ent_verdict_of(digest, digest->variant[v]);
        if (v != most &&
            (sign > 0 ? it.difference_high >= best.difference_low : it.difference_low <= best.difference_high)) {
            count++;
            if (ent_words_is_clear(it.difference_low, it.difference_high)) {
                *one = v;
                *clear += 1;
            }
        }
    }
    return count;
}

/* " most: (US air cover), 11% to 17% (+6 points, clear)"; without "most" where another variant may move it further. */
static const char *say_most(ent_digest *digest, size_t v, double sign)
{
    size_t one = 0, clear;
    size_t rivals = rivals_of(digest, v, sign, &clear, &one);
    const char *move = say_move(digest, v);

    if (clear == 0) {
        return ent_digest_say(digest, "%s: %s", digest->variants > 2 && rivals == 0 ? " most" : "", move);
    }
    if (clear > 1) {
        return ent_digest_say(digest, " most: %s, and %zu others about as much", move, clear);
    }
    return ent_digest_say(digest, " most: %s, and \xE2\x80\x9C%s\xE2\x80\x9D about as much", move,
        ent_digest_label(digest, "variants", digest->variant[one]));
}

static const char *say_variants(ent_digest *digest)
{
    size_t up = mover(digest, 1);
    size_t down = mover(digest, -1);

    if (digest->variants < 2 || digest->table[ENT_DIGEST_HEADLINE].rows < 2) {
        return NULL;
    }
    if (up == 0 && down == 0) {
        return "No variant differs clearly from the base.";
    }
    if (up == 0 || down == 0) {
        return ent_digest_say(digest, "%s%s.", up > 0 ? "Raises the headline" : "Lowers the headline",
            up > 0 ? say_most(digest, up, 1) : say_most(digest, down, -1));
    }
    return ent_digest_say(
        digest, "Raises the headline%s. Lowers it%s.", say_most(digest, up, 1), say_most(digest, down, -1));
}

bool ent_verdict_is_definition(const char *path)
{
    return strncmp(path, "outcomes.", 9) == 0;
}

bool ent_verdict_is_judged(const char *note)
{
    return strstr(note, "udgement") != NULL || strstr(note, "udgment") != NULL;
}

ent_verdict_sources ent_verdict_count_sources(const ent_digest *digest)
{
    const ent_digest_table table = ENT_DIGEST_ASSUMPTIONS;
    size_t rows = digest->table[table].rows;
    const char *base = digest->variant[0];
    ent_verdict_sources count = {0};

    for (size_t i = ent_digest_row(digest, table, base, 0); i < rows; i = ent_digest_row(digest, table, base, i + 1)) {
        if (ent_verdict_is_definition(ent_digest_text_at(digest, table, i, "path"))) {
            continue;
        }
        count.settings++;
        if (ent_digest_text_at(digest, table, i, "source")[0] == '\0') {
            count.unsourced++;
        } else if (ent_verdict_is_judged(ent_digest_text_at(digest, table, i, "note"))) {
            count.judged++;
        }
    }
    return count;
}

static const char *say_assumptions(ent_digest *digest)
{
    ent_verdict_sources count = ent_verdict_count_sources(digest);
    char settings[ENT_WORDS];
    const char *sourced;

    if (count.settings == 0) {
        return NULL;
    }
    ent_words_count(settings, count.settings, "setting");
    sourced =
        count.unsourced == 0 ? (count.settings == 1 ? "It names a source." : "All name a source.")
        : count.unsourced == count.settings
            ? (count.settings == 1 ? "It names no source and is judgement." : "None names a source: all are judgement.")
            : ent_digest_say(digest, "%zu name%s no source and %s judgement.", count.unsourced,
                  count.unsourced == 1 ? "s" : "", count.unsourced == 1 ? "is" : "are");
    if (count.judged == 0) {
        return ent_digest_say(digest, "This rests on %s. %s", settings, sourced);
    }
    return ent_digest_say(digest,
        "This rests on %s. %s %zu name%s a source, but %s judgement in whole or in part by %s.", settings, sourced,
        count.judged, count.judged == 1 ? "s" : "", count.judged == 1 ? "is" : "are",
        count.judged == 1 ? "its own note" : "their own notes");
}

size_t ent_verdict_findings(ent_digest *digest, ent_verdict_finding finding[ENT_FINDINGS])
{
    static const struct {
        const char *topic, *link;
        const char *(*say)(ent_digest *digest);
    } topic[] = {{"How it ends", "endings", say_ending}, {"Variants", "variants", say_variants},
        {"The force", "force", say_force}, {"The deal", "deal", say_deal}, {"The truce", "truce", say_truce},
        {"Assumptions", "assumptions", say_assumptions}};
    size_t count = 0;

    for (size_t i = 0; i < sizeof(topic) / sizeof(topic[0]); i++) {
        const char *text = topic[i].say(digest);
        if (text != NULL) {
            finding[count++] = (ent_verdict_finding){topic[i].topic, topic[i].link, text};
        }
    }
    return count;
}
