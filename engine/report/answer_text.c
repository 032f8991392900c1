#include "report/answer_text.h"
#include "base/to_count.h"

#include "base/status.h"
#include "charts/guarantees/guarantee_rows.h"
#include "formula/describe.h"
#include "formula/query.h"
#include "report/forces/force_text.h"
#include "report/measures/measure_text.h"
#include "tables/structure_rows.h"
#include "wording/headline_phrase.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* --- the headline ------------------------------------------------------------------------------------------------- */

/* Last month in a table with one row a month; NaN where the table is empty. */
static double last_month(const ent_run_data *digest, const ent_table *table)
{
    return ent_run_data_number_at(digest, table, ent_run_data_last_row(digest, table, digest->variant[0]), "month");
}

static bool is_ratified(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_ratification)->rows > 0;
}

/* A condition as a clause: "a deal is signed", "“Rare” comes true", "this holds: force.offered is at least 20,000".
 * NULL when memory is out. */
static const char *clause_of(ent_run_data *digest, const ent_ast *condition, const char *other)
{
    const char *text = ent_ast_describe(condition, &digest->arena);
    const ent_headline_phrase *phrase = text != NULL ? ent_headline_phrase_find(text, is_ratified(digest)) : NULL;

    digest->no_memory = digest->no_memory || text == NULL;
    if (phrase != NULL) {
        return phrase->event;
    }
    if (text != NULL && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text)) {
        return ent_run_data_format(digest, "\xE2\x80\x9C%s\xE2\x80\x9D comes true", ent_run_data_words(digest, text));
    }
    return ent_run_data_format(digest, "%s: %s", other, text != NULL ? text : "");
}

/* Describes an expression that wording/headline_phrase.h has no phrase for. */
static void describe(ent_run_data *digest, ent_answer_text *self, const char *expression)
{
    ent_query query = {0};
    ent_formula_error error = {0};
    int status = ent_query_parse(expression, &digest->arena, &query, &error);

    digest->no_memory = digest->no_memory || status == ENT_ERR_NO_MEMORY;
    if (status != ENT_OK) {
        self->event = ent_run_data_format(digest, "this is true: %s", expression);
        self->given = "";
        return;
    }
    self->event = clause_of(digest, query.event, "this is true");
    self->given = query.given == NULL
                      ? ""
                      : ent_run_data_format(digest, "in which %s", clause_of(digest, query.given, "this holds"));
}

static void word_expression(ent_run_data *digest, ent_answer_text *self, const char *expression)
{
    const ent_headline_phrase *clause = ent_headline_phrase_find(expression, is_ratified(digest));
    char span[ENT_WORDING_BYTES] = "";
    double months = NAN;

    if (clause == NULL) {
        describe(digest, self, expression);
        return;
    }
    if (clause->span != ENT_HEADLINE_NO_PERIOD) {
        months = last_month(digest, clause->span == ENT_HEADLINE_HORIZON ? &ent_table_truce : &ent_table_talks);
    }
    self->event = strcmp(expression, "truce.held") == 0 && ent_run_data_truce_in_force(digest)
                      ? "the truce in force still holds"
                      : clause->event;
    if (months >= 1) {
        const char *date = clause->span == ENT_HEADLINE_TALKS ? ent_run_data_date(digest, months) : "";
        ent_wording_months(span, months);
        self->event = ent_run_data_format(digest, "%s %s %s%s%s%s", self->event, clause->joint, span,
            *date != '\0' ? " (by " : "", date, *date != '\0' ? ")" : "");
    }
    self->given = clause->given != NULL ? clause->given : "";
}

/* A name that the scenario gives its headline stands for the event; a condition keeps its words. */
static void word(ent_run_data *digest, ent_answer_text *self, const char *expression)
{
    const char *own = ent_run_data_named(digest, "headline.name");

    word_expression(digest, self, expression);
    if (own != NULL) {
        self->event = ent_run_data_format(digest, "\xE2\x80\x9C%s\xE2\x80\x9D comes true", own);
    }
}

/* "In 34 of 100 futures", "There is none among 2,500 futures in which": the event follows. */
static const char *frequency_of(ent_run_data *digest, const ent_answer_text *self)
{
    char text[ENT_WORDING_BYTES];

    if (self->p <= 0) {
        ent_wording_count(text, ent_run_data_draws(digest), "future");
        return ent_run_data_format(digest, "There is none among %s in which", text);
    }
    ent_wording_futures(text, self->p, self->mc_low, self->mc_high, ent_run_data_draws(digest));
    return ent_run_data_format(digest, "%s", text);
}

/* " (14,778 in 400 worlds)"; "" where the numbers are not known. */
static const char *basis_of(ent_run_data *digest, const ent_answer_text *self)
{
    char draws[ENT_WORDING_BYTES];
    char worlds[ENT_WORDING_BYTES];

    if (self->draws == 0 || self->worlds == 0) {
        return "";
    }
    ent_wording_number(draws, (double) self->draws);
    ent_wording_count(worlds, self->worlds, "world");
    return ent_run_data_format(
        digest, " (%s in %s%s)", draws, worlds, self->worlds < ENT_WORDING_FEW_WORLDS ? " only" : "");
}

/* The same for a headline with a condition, with the futures and worlds that it holds in. */
static const char *frequency_given(ent_run_data *digest, const ent_answer_text *self)
{
    const char *basis = basis_of(digest, self);
    char text[ENT_WORDING_BYTES];

    if (self->p <= 0) {
        return ent_run_data_format(digest, "Among the futures %s%s, there is none in which", self->given, basis);
    }
    ent_wording_futures(text, self->p, self->mc_low, self->mc_high, 0);
    return ent_run_data_format(digest, "%s %s%s,", text, self->given, basis);
}

ent_answer_text ent_answer_text_of(ent_run_data *digest, const char *variant)
{
    const ent_table *table = &ent_table_headline;
    size_t row = ent_run_data_row(digest, table, variant, 0);
    const char *expression = ent_run_data_text_at(digest, table, row, "expression");
    ent_answer_text self = {.p = ent_run_data_number_at(digest, table, row, "probability"),
        .mc_low = ent_run_data_number_at(digest, table, row, "mc_low"),
        .mc_high = ent_run_data_number_at(digest, table, row, "mc_high"),
        .low = ent_run_data_number_at(digest, table, row, "world_p05"),
        .high = ent_run_data_number_at(digest, table, row, "world_p95"),
        .difference = ent_run_data_number_at(digest, table, row, "difference"),
        .difference_low = ent_run_data_number_at(digest, table, row, "difference_low"),
        .difference_high = ent_run_data_number_at(digest, table, row, "difference_high")};

    self.measure = ent_run_data_headline_measure(digest);
    if (self.measure == NULL) {
        word(digest, &self, expression[0] != '\0' ? expression : digest->manifest.headline);
    } else {
        self.event = "";
        self.given = "";
    }
    self.unit = self.measure != NULL ? ent_run_data_unit(digest, self.measure) : "";
    self.known = !isnan(self.p);
    self.draws = ent_to_count(ent_run_data_number_at(digest, table, row, "draws"));
    self.worlds = ent_to_count(ent_run_data_number_at(digest, table, row, "worlds"));
    self.reason = ent_run_data_range_reason(digest, variant);
    self.range = !isnan(self.low) && !isnan(self.high)        ? ENT_ANSWER_RANGE_MEASURED
                 : ent_run_data_has_unknowns(digest, variant) ? ENT_ANSWER_RANGE_NOT_MEASURED
                                                              : ENT_ANSWER_NOTHING_UNKNOWN;
    self.frequency = self.measure != NULL
                         ? ent_measure_text_lead(digest, self.measure, self.p, self.mc_low, self.mc_high)
                     : self.given[0] != '\0' ? frequency_given(digest, &self)
                                             : frequency_of(digest, &self);
    return self;
}

/* What follows on the figure about its range across worlds. */
static const char *range_clause(ent_run_data *digest, const ent_answer_text *answer, const char *reason)
{
    double low = answer->low;
    double high = answer->high;
    char span[ENT_WORDING_BYTES];

    switch (answer->range) {
    case ENT_ANSWER_RANGE_MEASURED:
        break;
    case ENT_ANSWER_RANGE_NOT_MEASURED:
        return ent_run_data_format(digest, ". How far that could move across what we do not know was not measured%s%s.",
            reason != NULL ? ": " : "", reason != NULL ? reason : "");
    case ENT_ANSWER_NOTHING_UNKNOWN:
    default:
        return ".";
    }
    if (answer->measure != NULL) {
        ent_measure_span(span, low, high, (answer->mc_high - answer->mc_low) / 2.0);
        return ent_run_data_format(digest, "; across what we do not know, %s.", span);
    }
    ent_wording_widen(&low, &high, answer->mc_low, answer->mc_high);
    ent_wording_span(span, low, high);
    if (strstr(span, " to ") == NULL) {
        return "; what we do not know moves that by less than a point.";
    }
    return ent_run_data_format(digest, "; across what we do not know, %s.", span);
}

static const char *sentence(ent_run_data *digest, const ent_answer_text *answer, const char *reason)
{
    if (!answer->known) {
        return ent_run_data_table(digest, &ent_table_headline)->rows == 0 ? "This folder holds no headline figure."
               : answer->measure != NULL && answer->draws > 0
                   ? "There is no figure for the headline: in some futures its measure is infinite or too large."
                   : "There is no figure for the headline: its condition never came true.";
    }
    if (answer->measure != NULL) {
        return ent_run_data_format(digest, "%s%s", answer->frequency, range_clause(digest, answer, reason));
    }
    return ent_run_data_format(
        digest, "%s %s%s", answer->frequency, answer->event, range_clause(digest, answer, reason));
}

const char *ent_answer_text_sentence(ent_run_data *digest, const ent_answer_text *answer)
{
    return sentence(digest, answer, answer->reason);
}

const char *ent_answer_text_short_sentence(ent_run_data *digest, const ent_answer_text *answer)
{
    return sentence(digest, answer, NULL);
}

const char *ent_answer_text_likelihood(ent_run_data *digest, const ent_answer_text *answer)
{
    char likelihood[ENT_WORDING_BYTES];
    char range[ENT_WORDING_BYTES];

    if (answer->measure != NULL) {
        return "";
    }
    ent_wording_likelihood_figure(likelihood, answer->p, answer->mc_low, answer->mc_high);
    if (!answer->known || likelihood[0] == '\0') {
        return "";
    }
    ent_wording_likelihoods(range, answer->low, answer->high);
    likelihood[0] = (char) toupper((unsigned char) likelihood[0]);
    if (answer->range == ENT_ANSWER_RANGE_NOT_MEASURED) {
        return ent_run_data_format(digest, "%s on average over what we do not know", likelihood);
    }
    if (range[0] == '\0' || strcmp(range + 1, likelihood + 1) == 0) {
        return ent_run_data_format(digest, "%s", likelihood);
    }
    return ent_run_data_format(digest, "%s; across what we do not know, %s", likelihood, range);
}

/* Number of worlds behind the smaller side of a difference; 0: not known. */
static uint64_t worlds_of(const ent_answer_text *base, const ent_answer_text *it)
{
    return base->worlds < it->worlds ? base->worlds : it->worlds;
}

void ent_answer_text_difference(char buffer[ENT_WORDING_BYTES], const ent_answer_text *base, const ent_answer_text *it)
{
    if (it->measure != NULL) {
        ent_measure_difference_words(
            buffer, it->difference, it->difference_low, it->difference_high, worlds_of(base, it));
        return;
    }
    ent_wording_difference(buffer, it->difference, it->difference_low, it->difference_high, worlds_of(base, it));
}

bool ent_answer_text_is_clear(const ent_answer_text *base, const ent_answer_text *it)
{
    uint64_t worlds = worlds_of(base, it);

    return (worlds == 0 || worlds >= ENT_WORDING_LEAST_WORLDS) &&
           (it->measure != NULL ? ent_wording_excludes_zero(it->difference_low, it->difference_high)
                                : ent_wording_is_clear(it->difference, it->difference_low, it->difference_high));
}

/* --- findings ----------------------------------------------------------------------------------------------------- */

/* Row of the base with the largest number above 0 in a column; the number of rows where there is none. */
static size_t largest(const ent_run_data *digest, const ent_table *table, const char *column)
{
    size_t rows = ent_run_data_table(digest, table)->rows;
    size_t best = rows;
    const char *base = digest->variant[0];

    for (size_t i = ent_run_data_row(digest, table, base, 0); i < rows;
         i = ent_run_data_row(digest, table, base, i + 1)) {
        double it = ent_run_data_number_at(digest, table, i, column);
        if (it > 0 && (best == rows || it > ent_run_data_number_at(digest, table, best, column))) {
            best = i;
        }
    }
    return best;
}

const char *ent_answer_text_of_100(ent_run_data *digest, double p, double low, double high)
{
    char futures[ENT_WORDING_BYTES];

    ent_wording_futures(futures, p, low, high, ent_run_data_draws(digest));
    futures[0] = 'i';
    return ent_run_data_format(digest, "%s", futures);
}

static const char *say_ending(ent_run_data *digest)
{
    size_t row = largest(digest, &ent_table_outcomes, "probability");

    if (row == ent_run_data_table(digest, &ent_table_outcomes)->rows) {
        return NULL;
    }
    return ent_run_data_format(digest, "The most frequent ending is \xE2\x80\x9C%s\xE2\x80\x9D, %s.",
        ent_run_data_text_at(digest, &ent_table_outcomes, row, "name"),
        ent_answer_text_of_100(digest, ent_run_data_number_at(digest, &ent_table_outcomes, row, "probability"),
            ent_run_data_number_at(digest, &ent_table_outcomes, row, "mc_low"),
            ent_run_data_number_at(digest, &ent_table_outcomes, row, "mc_high")));
}

static const char *say_deal(ent_run_data *digest)
{
    size_t row = ent_run_data_last_row(digest, &ent_table_talks, digest->variant[0]);
    double p = ent_run_data_number_at(digest, &ent_table_talks, row, "agreed");
    double months = ent_run_data_number_at(digest, &ent_table_talks, row, "month");
    char span[ENT_WORDING_BYTES];
    const char *date = "";

    if (!(months >= 1) || isnan(p) || ent_run_data_table(digest, &ent_table_parties)->rows == 0) {
        return NULL;
    }
    ent_wording_months(span, months);
    date = ent_run_data_date(digest, months);
    return ent_run_data_format(digest, "A deal is %s within %s%s%s%s %s.",
        ent_run_data_table(digest, &ent_table_ratification)->rows > 0 ? "in force" : "signed", span,
        *date != '\0' ? " (by " : "", date, *date != '\0' ? ")" : "",
        ent_answer_text_of_100(digest, p, ent_run_data_number_at(digest, &ent_table_talks, row, "mc_low"),
            ent_run_data_number_at(digest, &ent_table_talks, row, "mc_high")));
}

/* "14,778 truces that begin", without a number where it is not known. Where new truces may follow, only the first of
 * each future is counted here. */
static const char *begun(ent_run_data *digest)
{
    const char *kind = ent_run_data_table(digest, &ent_table_renewal)->rows > 0 ? "first truces" : "truces that begin";
    double truces = ent_run_data_number_at(
        digest, &ent_table_truce, ent_run_data_row(digest, &ent_table_truce, digest->variant[0], 0), "at_risk");
    char number[ENT_WORDING_BYTES];

    if (!(truces > 1)) {
        return kind;
    }
    ent_wording_number(number, truces);
    return ent_run_data_format(digest, "%s %s", number, kind);
}

ent_answer_text_truces ent_answer_text_truces_of(const ent_run_data *digest, const char *variant)
{
    const ent_table *table = &ent_table_truce;
    size_t row = ent_run_data_last_row(digest, table, variant);

    return (ent_answer_text_truces){ent_run_data_number_at(digest, table, row, "survival"),
        ent_run_data_number_at(digest, table, row, "mc_low"), ent_run_data_number_at(digest, table, row, "mc_high"),
        ent_run_data_number_at(digest, table, row, "world_p05"),
        ent_run_data_number_at(digest, table, row, "world_p95")};
}

bool ent_answer_text_shows_truces(const ent_run_data *digest)
{
    size_t headline = ent_run_data_row(digest, &ent_table_headline, digest->variant[0], 0);
    size_t first = ent_run_data_row(digest, &ent_table_truce, digest->variant[0], 0);

    return strcmp(ent_run_data_text_at(digest, &ent_table_headline, headline, "expression"), "truce.held") == 0 &&
           ent_run_data_number_at(digest, &ent_table_truce, first, "at_risk") < (double) ent_run_data_draws(digest) &&
           !isnan(ent_answer_text_truces_of(digest, digest->variant[0]).p);
}

const char *ent_answer_text_truces_sentence(ent_run_data *digest)
{
    ent_answer_text_truces it = ent_answer_text_truces_of(digest, digest->variant[0]);
    char span[ENT_WORDING_BYTES];
    char months[ENT_WORDING_BYTES];
    char figure[ENT_WORDING_BYTES];

    if (isnan(it.p)) {
        return NULL;
    }
    ent_wording_months(months, last_month(digest, &ent_table_truce));
    ent_wording_figure(figure, it.p, it.mc_low, it.mc_high);
    ent_wording_widen(&it.low, &it.high, it.mc_low, it.mc_high);
    ent_wording_span(span, it.low, it.high);
    return ent_run_data_format(digest, "%s%s%s%s%s%s%s.",
        ent_run_data_truce_in_force(digest) ? "Of the truces in force, one in each future, "
                                            : ent_run_data_format(digest, "Of the %s, ", begun(digest)),
        figure, " still hold after ", months,
        span[0] != '\0'                                         ? "; across what we do not know, "
        : ent_run_data_has_unknowns(digest, digest->variant[0]) ? "; how far that moves across what we do not know was "
                                                                  "not measured"
                                                                : "",
        span, span[0] != '\0' ? "%" : "");
}

/* A card of its own unless the answer shows it already. */
static const char *say_truce(ent_run_data *digest)
{
    return ent_answer_text_shows_truces(digest) ? NULL : ent_answer_text_truces_sentence(digest);
}

const char *ent_answer_text_guarantees(ent_run_data *digest, const char *variant)
{
    size_t count = 0;
    const ent_guarantee_figures *list =
        ent_guarantees_read(ent_run_data_table(digest, &ent_table_guarantees), variant, &digest->arena, &count);
    const char *text = count > 0 ? ent_guarantees_answer(list, count, &digest->arena) : NULL;

    digest->no_memory = digest->no_memory || list == NULL || (count > 0 && text == NULL);
    return text;
}

static const char *say_guarantee(ent_run_data *digest)
{
    return ent_answer_text_guarantees(digest, digest->variant[0]);
}

/* Variant with the largest clear difference of a sign, 1 (up) or -1 (down); 0 where there is none. */
static size_t mover(ent_run_data *digest, double sign)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    size_t best = 0;
    double most = 0;

    for (size_t v = 1; v < digest->variants; v++) {
        ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);
        if (ent_answer_text_is_clear(&base, &it) && sign * it.difference > most) {
            best = v;
            most = sign * it.difference;
        }
    }
    return best;
}

static const char *say_move(ent_run_data *digest, size_t v)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);
    char from[ENT_WORDING_BYTES];
    char to[ENT_WORDING_BYTES];
    char difference[ENT_WORDING_BYTES];

    if (base.measure != NULL) {
        ent_measure_words(from, base.p, (base.mc_high - base.mc_low) / 2.0);
        ent_measure_words(to, it.p, (it.mc_high - it.mc_low) / 2.0);
    } else {
        ent_wording_figure(from, base.p, base.mc_low, base.mc_high);
        ent_wording_figure(to, it.p, it.mc_low, it.mc_high);
    }
    ent_answer_text_difference(difference, &base, &it);
    return ent_run_data_format(digest, "\xE2\x80\x9C%s\xE2\x80\x9D, %s %s (%s)",
        ent_run_data_label(digest, "variants", digest->variant[v]),
        strcmp(from, to) == 0 ? "still" : ent_run_data_format(digest, "%s to", from), to, difference);
}

/* Number of other variants whose interval overlaps that of `most`, so that they may move the headline as far. *clear:
 * the number of those with a clear difference; *one: the last of them. */
static size_t rivals_of(ent_run_data *digest, size_t most, double sign, size_t *clear, size_t *one)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    ent_answer_text best = ent_answer_text_of(digest, digest->variant[most]);
    size_t count = 0;

    *clear = 0;
    for (size_t v = 1; v < digest->variants; v++) {
        ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);
        if (v != most &&
            (sign > 0 ? it.difference_high >= best.difference_low : it.difference_low <= best.difference_high)) {
            count++;
            if (ent_answer_text_is_clear(&base, &it)) {
                *one = v;
                *clear += 1;
            }
        }
    }
    return count;
}

/* " most: (US air cover), 11% to 17% (+6 points, clear)"; without "most" where another variant may move it further. */
static const char *say_most(ent_run_data *digest, size_t v, double sign)
{
    size_t one = 0, clear;
    size_t rivals = rivals_of(digest, v, sign, &clear, &one);
    const char *move = say_move(digest, v);

    if (clear == 0) {
        return ent_run_data_format(digest, "%s: %s", digest->variants > 2 && rivals == 0 ? " most" : "", move);
    }
    if (clear > 1) {
        return ent_run_data_format(digest, " most: %s, and %zu others about as much", move, clear);
    }
    return ent_run_data_format(digest, " most: %s, and \xE2\x80\x9C%s\xE2\x80\x9D about as much", move,
        ent_run_data_label(digest, "variants", digest->variant[one]));
}

static const char *say_variants(ent_run_data *digest)
{
    size_t up = mover(digest, 1);
    size_t down = mover(digest, -1);

    if (digest->variants < 2 || ent_run_data_table(digest, &ent_table_headline)->rows < 2) {
        return NULL;
    }
    if (up == 0 && down == 0) {
        return "No variant differs clearly from the base.";
    }
    if (up == 0 || down == 0) {
        return ent_run_data_format(digest, "%s%s.", up > 0 ? "Raises the headline" : "Lowers the headline",
            up > 0 ? say_most(digest, up, 1) : say_most(digest, down, -1));
    }
    return ent_run_data_format(
        digest, "Raises the headline%s. Lowers it%s.", say_most(digest, up, 1), say_most(digest, down, -1));
}

static const char *say_assumptions(ent_run_data *digest)
{
    ent_answer_text_sources count = ent_answer_text_count_sources(digest);
    char settings[ENT_WORDING_BYTES];
    const char *sourced;

    if (count.settings == 0) {
        return NULL;
    }
    ent_wording_count(settings, count.settings, "setting");
    sourced =
        count.unsourced == 0 ? (count.settings == 1 ? "It names a source." : "All name a source.")
        : count.unsourced == count.settings
            ? (count.settings == 1 ? "It names no source and is judgement." : "None names a source: all are judgement.")
            : ent_run_data_format(digest, "%zu name%s no source and %s judgement.", count.unsourced,
                  count.unsourced == 1 ? "s" : "", ent_wording_are((double) count.unsourced));
    if (count.judged == 0) {
        return ent_run_data_format(digest, "This rests on %s. %s", settings, sourced);
    }
    return ent_run_data_format(digest,
        "This rests on %s. %s %zu name%s a source, but %s judgement in whole or in part by %s.", settings, sourced,
        count.judged, count.judged == 1 ? "s" : "", ent_wording_are((double) count.judged),
        count.judged == 1 ? "its own note" : "their own notes");
}

size_t ent_answer_text_findings(ent_run_data *digest, ent_answer_text_finding finding[ENT_FINDINGS])
{
    static const struct {
        const char *topic, *link;
        const char *(*say)(ent_run_data *digest);
    } topic[] = {{"How it ends", "endings", say_ending}, {"Variants", "variants", say_variants},
        {"The force", "force", ent_force_text}, {"The deal", "deal", say_deal}, {"The truce", "truce", say_truce},
        {"The guarantee", "guarantee", say_guarantee}, {"Assumptions", "assumptions", say_assumptions}};
    size_t count = 0;

    for (size_t i = 0; i < sizeof(topic) / sizeof(topic[0]); i++) {
        const char *text = topic[i].say(digest);
        if (text != NULL) {
            finding[count++] = (ent_answer_text_finding){topic[i].topic, topic[i].link, text};
        }
    }
    return count;
}
