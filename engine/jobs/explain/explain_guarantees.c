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
    }
}
