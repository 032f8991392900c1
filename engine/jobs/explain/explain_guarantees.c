#include "jobs/explain/explain_guarantees.h"

#include "formula/number.h"
#include "tables/draw_rows.h"
#include "wording/wording.h"

#include <math.h>

static double at(const ent_block *block, ent_register column)
{
    return ent_draw_value(block, column, 0);
}

static const char *whole(double value, char *buffer)
{
    return ent_number_readable(isfinite(value) ? round(value) : value, 17, buffer);
}

/* Number of tests of a guarantee in a month, or of those of the series' end: 0 or 1 in a single draw. */
static uint64_t in_month(const ent_block *block, size_t guarantee, ent_guarantee_series series, size_t month)
{
    return block
        ->guarantee_month[(guarantee * ENT_GUARANTEE_SERIES + (size_t) series) * (block->model->truce.horizon + 1) +
                          month - 1];
}

static void explain_tests(FILE *out, const ent_block *block, size_t g)
{
    for (size_t m = 1; m <= block->model->truce.horizon; m++) {
        if (in_month(block, g, ENT_GUARANTEE_TESTED, m) == 0) {
            continue;
        }
        fprintf(out, "    In month %zu it is tested, and %s.\n", m,
            in_month(block, g, ENT_GUARANTEE_HONOURED, m) == 0
                ? (block->model->scenario->guarantee[g].fails_for_good ? "not honoured: it is void from then on"
                                                                       : "not honoured")
            : in_month(block, g, ENT_GUARANTEE_CONTAINED, m) == 0 ? "honoured, but the violation is not contained"
                                                                  : "honoured: the violation is contained");
    }
}

void ent_explain_guarantees(FILE *out, const ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    double months = at(block, plan->renewal.peace_months) + at(block, plan->renewal.spells) -
                    at(block, plan->renewal.at_peace); /* with those in which a truce breaks */
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];

    for (size_t g = 0; g < plan->guarantees; g++) {
        const char *name = block->model->scenario->guarantee[g].label.name;
        double in_force = at(block, plan->guarantee[g].months);
        if (in_force == 0.0) {
            fprintf(out, "  %s is never in force.\n", name);
            continue;
        }
        fprintf(out, "  %s is in force in %s of %s month%s%s\n", name, whole(in_force, text), whole(months, other),
            ent_wording_plural(months), at(block, plan->guarantee[g].tested) == 0.0 ? ", and is not tested." : ".");
        explain_tests(out, block, g);
    }
}
