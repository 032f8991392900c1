/* What became of the draws: outcomes.csv, headline.csv, convergence.csv, checks.csv. */
#include "base/status.h"
#include "results/cells.h"

#include <math.h>
#include <string.h>

/* --- outcomes.csv ------------------------------------------------------------------------------------------------- */

static void outcome_row(ent_csv_writer *self, const ent_figures *figures, const char *id, const char *name,
    const ent_estimate *estimate)
{
    ent_csv_text(self, figures->variant);
    ent_csv_text(self, id);
    ent_csv_text(self, name);
    ent_csv_count(self, estimate->n);
    ent_csv_count(self, estimate->k);
    ent_cells_estimate(self, estimate);
    ent_cells_range(self, estimate);
    ent_csv_end_row(self);
}

void ent_table_outcomes(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally_layout *at = &figures->tally->layout;
    ent_estimate estimate;

    ent_cells_header(self,
        "variant,outcome,name,draws,count,probability,mc_low,mc_high,world_p05,world_p50,world_p95");
    for (size_t i = 0; i < figures->scenario->outcomes; i++) {
        const ent_label *label = &figures->scenario->outcome[i].label;
        estimate = ent_cells_kept(self, figures->tally, at->outcome + i, at->draws);
        outcome_row(self, figures, label->id, label->name, &estimate);
    }
    estimate = ent_cells_kept(self, figures->tally, at->outcome + at->outcomes, at->draws);
    if (estimate.k > 0) {
        outcome_row(self, figures, "unclassified", "Unclassified", &estimate);
    }
}

/* --- headline.csv, convergence.csv -------------------------------------------------------------------------------- */

void ent_table_headline(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    const ent_tally *base = figures->base;
    size_t k = tally->layout.headline;
    ent_estimate estimate = ent_cells_kept(self, tally, k, k + 1);
    ent_difference difference = {.value = (double) NAN, .low = (double) NAN, .high = (double) NAN};

    ent_cells_header(self, "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,"
                           "difference_low,difference_high");
    if (base != NULL) {
        size_t k_base = base->layout.headline;
        difference = ent_paired_difference(ent_tally_counts(tally, k), ent_tally_counts(tally, k + 1),
            ent_tally_counts(base, k_base), ent_tally_counts(base, k_base + 1), tally->worlds);
    }
    ent_csv_text(self, figures->variant);
    ent_csv_text(self, figures->scenario->headline);
    ent_cells_estimate(self, &estimate);
    ent_cells_range(self, &estimate);
    ent_csv_real(self, difference.value);
    ent_csv_real(self, difference.low);
    ent_csv_real(self, difference.high);
    ent_csv_end_row(self);
}

void ent_table_convergence(ent_csv_writer *self, const ent_figures *figures)
{
    const ent_tally *tally = figures->tally;
    ent_counts k = ent_tally_counts(tally, tally->layout.headline);
    ent_counts n = ent_tally_counts(tally, tally->layout.headline + 1);
    ent_moments moments = {0};
    uint64_t next = 1;

    ent_cells_header(self, "variant,worlds,draws,probability,mc_low,mc_high");
    for (uint64_t worlds = 1; worlds <= tally->worlds; worlds++) {
        ent_moments_add(&moments, k.at[(worlds - 1) * k.stride], n.at[(worlds - 1) * n.stride]);
        if (worlds == next || worlds == tally->worlds) {
            ent_estimate estimate = ent_estimate_of_moments(&moments, worlds);
            ent_csv_text(self, figures->variant);
            ent_csv_count(self, worlds);
            ent_csv_count(self, worlds * tally->replications);
            ent_cells_estimate(self, &estimate);
            ent_csv_end_row(self);
            next *= 2;
        }
    }
}

/* --- checks.csv --------------------------------------------------------------------------------------------------- */

/* A comparison with NaN, an undefined probability, is false for all but !=, and that one must not hold either. */
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

static bool asked_of(const ent_check *check, const char *variant)
{
    return strcmp(check->variant != NULL ? check->variant : "base", variant) == 0;
}

size_t ent_table_checks(ent_csv_writer *self, const ent_figures *figures)
{
    size_t failed = 0;

    ent_cells_header(self, "variant,check,value,mc_low,mc_high,holds");
    for (size_t i = 0; i < figures->scenario->checks; i++) {
        const ent_check_line *line = &figures->scenario->check[i];
        size_t k = figures->tally->layout.check + 2 * i;
        if (asked_of(&line->check, figures->variant)) {
            ent_estimate estimate = ent_cells_kept(self, figures->tally, k, k + 1);
            bool held = holds(&line->check, &estimate);
            ent_csv_text(self, figures->variant);
            ent_csv_text(self, line->text);
            ent_cells_estimate(self, &estimate);
            ent_csv_count(self, held ? 1 : 0);
            ent_csv_end_row(self);
            failed += held ? 0 : 1;
        }
    }
    return failed;
}
