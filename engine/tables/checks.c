/* checks.csv */
#include "tables/checks.h"

#include "base/status.h"
#include "tables/cells.h"

#include <math.h>
#include <string.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("check", "text", "the check as written"),
    ENT_COLUMNS_INTERVAL("value", "as the check", "probability or mean that the check bounds; of two the difference"),
    ENT_COLUMN("holds", "0 or 1", "whether the check holds; empty: cannot be told, the interval takes in the limit")};

/* Of two ways to decide at most one is true. */
static ent_check_result decided(bool is_true, bool is_false)
{
    return is_true ? ENT_CHECK_TRUE : is_false ? ENT_CHECK_FALSE : ENT_CHECK_UNDECIDED;
}

/* The probability that a check bounds, or the difference of its two, paired by world. */
static ent_estimate probability_of(const ent_tally *tally, const ent_check_line *line)
{
    const size_t k = tally->layout.check + 2 * line->first;
    ent_estimate estimate = {0};

    if (ent_check_queries(&line->check) == 1) {
        return ent_tally_interval(tally, k);
    }
    ent_difference difference = ent_paired_difference(ent_tally_counts(tally, k), ent_tally_counts(tally, k + 1),
        ent_tally_counts(tally, k + 2), ent_tally_counts(tally, k + 3), tally->worlds);
    estimate.has_p = difference.has_value;
    estimate.p = difference.value;
    estimate.has_interval = difference.has_interval;
    estimate.low = difference.low;
    estimate.high = difference.high;
    return estimate;
}

/* Bounds known of a number before a draw; none where the run's model is not at hand. */
static ent_bounds bounds_of(const ent_figures *figures, size_t mean)
{
    const ent_outcome_plan *plan = figures->compiled != NULL ? &figures->compiled->model.outcome : NULL;

    return plan != NULL ? (ent_bounds){plan->mean_low[mean], plan->mean_high[mean]}
                        : (ent_bounds){-(double) INFINITY, (double) INFINITY};
}

/* Likewise the mean, or the difference of two. */
static ent_mean mean_of(const ent_figures *figures, const ent_check_line *line)
{
    const ent_tally *tally = figures->tally;
    size_t first = line->first;

    if (ent_check_queries(&line->check) == 1) {
        return ent_mean_of_sums(ent_tally_sums(tally, first), tally->worlds, bounds_of(figures, first));
    }
    return ent_mean_difference(ent_tally_sums(tally, first), bounds_of(figures, first),
        ent_tally_sums(tally, first + 1), bounds_of(figures, first + 1), tally->worlds);
}

/* The mean of a measure, or the difference of two. */
static int of_measures(const ent_tally *tally, const ent_check_line *line, ent_estimate *estimate)
{
    const ent_worlds worlds = {.count = tally->worlds, .replications = tally->replications};
    ent_measure_column a = ent_tally_measure(tally, line->first);
    ent_measure_column b = ent_tally_measure(tally, line->second);
    ent_difference difference;
    int status;

    if (ent_check_queries(&line->check) == 1) {
        return ent_measure_estimate(estimate, &a, &worlds, false);
    }
    status = ent_measure_difference(&difference, &a, &b, tally->worlds);
    *estimate = (ent_estimate){.has_p = difference.has_value,
        .has_interval = difference.has_interval,
        .p = difference.value,
        .low = difference.low,
        .high = difference.high};
    return status;
}

/* Compares the whole interval with the limit. */
static ent_check_result result_of(const ent_check *check, const ent_estimate *e)
{
    const double limit = check->bound;
    bool apart = limit < e->low || limit > e->high;

    if (!e->has_interval) {
        return ENT_CHECK_UNDECIDED;
    }
    switch (check->op) {
    case ENT_AST_EQ:
        return decided(false, apart);
    case ENT_AST_NE:
        return decided(apart, false);
    case ENT_AST_LT:
        return decided(e->high < limit, e->low >= limit);
    case ENT_AST_LE:
        return decided(e->high <= limit, e->low > limit);
    case ENT_AST_GT:
        return decided(e->low > limit, e->high <= limit);
    case ENT_AST_GE:
        return decided(e->low >= limit, e->high < limit);
    default:
        return ENT_CHECK_UNDECIDED;
    }
}

/* status: ENT_ERR_NO_MEMORY where memory is out, else unchanged. */
static ent_check_outcome outcome_of(const ent_figures *figures, const ent_check_line *line, int *status)
{
    ent_check_outcome made = {
        .variant = figures->variant, .text = line->text, .has_two = ent_check_queries(&line->check) == 2};

    if (line->check.of_measures) {
        int made_of = of_measures(figures->tally, line, &made.estimate);
        *status = made_of == ENT_OK ? *status : made_of;
    } else if (line->check.is_mean) {
        ent_mean mean = mean_of(figures, line);
        made.beyond = mean.beyond;
        made.estimate = (ent_estimate){.has_p = mean.has_value,
            .has_interval = mean.has_interval,
            .p = mean.value,
            .low = mean.low,
            .high = mean.high};
    } else {
        made.estimate = probability_of(figures->tally, line);
    }
    made.result = result_of(&line->check, &made.estimate);
    return made;
}

bool ent_check_concerns(const ent_check *check, const char *variant)
{
    return strcmp(check->variant != NULL ? check->variant : "base", variant) == 0;
}

int ent_checks_of(const ent_figures *figures, ent_arena *arena, ent_check_outcome **check, size_t *count)
{
    const ent_scenario *scenario = figures->scenario;
    ent_check_outcome *made = ent_arena_array(arena, scenario->checks, sizeof(*made));
    int status = ENT_OK;

    *count = 0;
    *check = made;
    for (size_t i = 0; made != NULL && i < scenario->checks; i++) {
        if (ent_check_concerns(&scenario->check[i].check, figures->variant)) {
            made[(*count)++] = outcome_of(figures, &scenario->check[i], &status);
        }
    }
    return made != NULL ? status : ENT_ERR_NO_MEMORY;
}

size_t ent_checks_count(const ent_figures *figures, ent_check_result result)
{
    size_t count = 0;
    int status = ENT_OK;

    for (size_t i = 0; i < figures->scenario->checks; i++) {
        const ent_check_line *line = &figures->scenario->check[i];
        if (ent_check_concerns(&line->check, figures->variant)) {
            count += outcome_of(figures, line, &status).result == result ? 1 : 0;
        }
    }
    return count;
}

size_t ent_checks_failed(const ent_figures *figures)
{
    return ent_checks_count(figures, ENT_CHECK_FALSE);
}

static void put_row(ent_sink *sink, const ent_check_outcome *check)
{
    const double holds[] = {[ENT_CHECK_FALSE] = 0.0, [ENT_CHECK_TRUE] = 1.0, [ENT_CHECK_UNDECIDED] = (double) NAN};

    ent_sink_text(sink, check->variant);
    ent_sink_text(sink, check->text);
    ent_sink_real(sink, check->estimate.p);
    ent_cells_end(sink, check->estimate.low);
    ent_cells_end(sink, check->estimate.high);
    ent_sink_real(sink, holds[check->result]);
    ent_sink_end_row(sink);
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    ent_arena arena = {0};
    ent_check_outcome *check;
    size_t count;

    ent_sink_fail(sink, ent_checks_of(figures, &arena, &check, &count));
    for (size_t i = 0; i < count; i++) {
        put_row(sink, &check[i]);
    }
    ent_arena_free(&arena);
}

const ent_table ent_table_checks = {.file = "checks.csv",
    .about = "The scenario's checks of its own results",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
