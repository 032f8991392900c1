/* checks.csv */
#include "tables/checks.h"

#include "base/status.h"
#include "tables/cells.h"

#include <math.h>
#include <string.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("check", "text", "the check as written"),
    ENT_COLUMNS_ESTIMATE("value", "probability that the check bounds; of two probabilities the difference"),
    ENT_COLUMN("holds", "0 or 1", "whether the check holds; empty: cannot be told, the interval takes in the limit")};

/* Of two ways to decide at most one is true. */
static ent_check_result decided(bool is_true, bool is_false)
{
    return is_true ? ENT_CHECK_TRUE : is_false ? ENT_CHECK_FALSE : ENT_CHECK_UNDECIDED;
}

/* The probability that a check bounds, or the difference of its two, paired by world. query: number of the first. */
static ent_estimate estimate_of(const ent_tally *tally, const ent_check *check, size_t query)
{
    const size_t k = tally->layout.check + 2 * query;
    ent_estimate estimate = {0};

    if (ent_check_queries(check) == 1) {
        return ent_tally_interval(tally, k, k + 1);
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

/* A check without `in` concerns the base. */
static bool concerns(const ent_check *check, const char *variant)
{
    return strcmp(check->variant != NULL ? check->variant : "base", variant) == 0;
}

int ent_checks_of(const ent_figures *figures, ent_arena *arena, ent_check_outcome **check, size_t *count)
{
    const ent_scenario *scenario = figures->scenario;
    ent_check_outcome *made = ent_arena_array(arena, scenario->checks, sizeof(*made));

    *count = 0;
    *check = made;
    for (size_t i = 0, query = 0; made != NULL && i < scenario->checks; i++) {
        const ent_check_line *line = &scenario->check[i];
        if (concerns(&line->check, figures->variant)) {
            ent_estimate estimate = estimate_of(figures->tally, &line->check, query);
            made[(*count)++] = (ent_check_outcome){figures->variant, line->text, result_of(&line->check, &estimate),
                estimate, ent_check_queries(&line->check) == 2};
        }
        query += ent_check_queries(&line->check);
    }
    return made != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

size_t ent_checks_count(const ent_figures *figures, ent_check_result result)
{
    size_t count = 0;

    for (size_t i = 0, query = 0; i < figures->scenario->checks; i++) {
        const ent_check *check = &figures->scenario->check[i].check;
        if (concerns(check, figures->variant)) {
            ent_estimate estimate = estimate_of(figures->tally, check, query);
            count += result_of(check, &estimate) == result ? 1 : 0;
        }
        query += ent_check_queries(check);
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
    ent_cells_estimate(sink, &check->estimate);
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
