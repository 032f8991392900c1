#include "jobs/explain/explain_forces.h"

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

/* Whether a force has an offer to report: among several, only with contributors or a requirement. */
static bool has_force(const ent_block *block, size_t f)
{
    const ent_force_offer *force = &block->model->coalition.force[f];

    return block->model->coalition.forces == 1 || force->members > 0 || at(block, force->required) > 0.0;
}

static void explain_offer(FILE *out, const ent_block *block, size_t f)
{
    const ent_coalition_plan *plan = &block->model->coalition;
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];
    double offered = at(block, plan->force[f].offered);
    double required = at(block, plan->force[f].required);

    if (plan->forces > 1) {
        fprintf(out, "  %s: together they offer", block->model->scenario->force[f].label.name);
    } else {
        fprintf(out, "  Together they offer");
    }
    fprintf(out, " %s troop%s", whole(offered, text), ent_wording_plural(round(offered)));
    if (required > 0.0) {
        fprintf(out, "; %s %s required, so it is %s", whole(required, other), ent_wording_are(round(required)),
            offered >= required ? "enough" : "not enough");
    }
    fprintf(out, ".\n");
}

void ent_explain_offers(FILE *out, const ent_block *block)
{
    for (size_t f = 0; f < block->model->coalition.forces; f++) {
        if (has_force(block, f)) {
            explain_offer(out, block, f);
        }
    }
}

void ent_explain_committed(FILE *out, const ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    char text[ENT_NUMBER_TEXT];

    for (size_t f = 0; f < plan->forces && plan->contributors > 0; f++) {
        if (!has_force(block, f)) {
            continue;
        }
        if (plan->forces > 1) {
            fprintf(out, "  %s: troops committed under the deal: ", block->model->scenario->force[f].label.name);
        } else {
            fprintf(out, "  Troops committed under the deal: ");
        }
        fprintf(
            out, "%s; in place in the last month followed: ", whole(at(block, plan->force[f].committed_draw), text));
        fprintf(out, "%s.\n", whole(at(block, plan->force[f].last_deployed), text));
    }
}
