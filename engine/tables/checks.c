/* checks.csv */
#include "tables/checks.h"

#include "base/status.h"
#include "tables/cells.h"

#include <string.h>

static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("check", "text", "the check as written"),
    ENT_COLUMNS_ESTIMATE("value", "probability that the check bounds"),
    ENT_COLUMN("holds", "0 or 1", "whether the check holds; 0 where the probability is undefined")};

/* An undefined probability (NaN) satisfies no comparison; C would let != hold. */
static bool holds(const ent_check *check, const ent_estimate *estimate)
{
    double p = estimate->p;

    if (!estimate->has_p) {
        return false;
    }
    switch (check->op) {
    case ENT_AST_EQ:
        return p == check->bound;
    case ENT_AST_NE:
        return p != check->bound;
    case ENT_AST_LT:
        return p < check->bound;
    case ENT_AST_LE:
        return p <= check->bound;
    case ENT_AST_GT:
        return p > check->bound;
    case ENT_AST_GE:
        return p >= check->bound;
    default:
        return false;
    }
}

/* A check without `in` concerns the base. */
static bool concerns(const ent_check *check, const char *variant)
{
    return strcmp(check->variant != NULL ? check->variant : "base", variant) == 0;
}

size_t ent_checks_failed(const ent_figures *figures)
{
    size_t failed = 0;

    for (size_t i = 0; i < figures->scenario->checks; i++) {
        const ent_check *check = &figures->scenario->check[i].check;
        size_t k = figures->tally->layout.check + 2 * i;
        ent_estimate estimate;
        if (concerns(check, figures->variant) &&
            (ent_tally_kept(figures->tally, k, k + 1, &estimate) != ENT_OK || !holds(check, &estimate))) {
            failed++;
        }
    }
    return failed;
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    for (size_t i = 0; i < figures->scenario->checks; i++) {
        const ent_check_line *line = &figures->scenario->check[i];
        size_t k = figures->tally->layout.check + 2 * i;
        if (concerns(&line->check, figures->variant)) {
            ent_estimate estimate = ent_cells_kept(sink, figures->tally, k, k + 1);
            ent_sink_text(sink, figures->variant);
            ent_sink_text(sink, line->text);
            ent_cells_estimate(sink, &estimate);
            ent_sink_count(sink, holds(&line->check, &estimate) ? 1 : 0);
            ent_sink_end_row(sink);
        }
    }
}

const ent_table ent_table_checks = {.file = "checks.csv",
    .about = "The scenario's checks of its own results",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .write = write_rows};
