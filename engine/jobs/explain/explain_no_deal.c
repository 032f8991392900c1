#include "jobs/explain/explain_no_deal.h"

#include "formula/number.h"
#include "jobs/explain/explain_during.h"
#include "tables/draw_rows.h"

#include <math.h>

static double at(const ent_block *block, ent_register column)
{
    return ent_draw_value(block, column, 0);
}

static const char *number(double value, char *buffer)
{
    return ent_number_readable(value, 3, buffer);
}

double ent_explain_talks_end(const ent_block *block)
{
    bool ended = block->no_deal != NULL && block->no_deal->reason[0] == ENT_NO_DEAL_COLLAPSE;

    return ended ? at(block, block->model->truce.months) : (double) INFINITY;
}

static double last_month(const ent_talks_plan *plan)
{
    return (double) plan->rounds * plan->months_per_round;
}

static void explain_stages(FILE *out, const ent_block *block)
{
    double last = last_month(&block->model->talks);
    char text[ENT_NUMBER_TEXT];
    char when[ENT_EXPLAIN_DATE_BYTES];

    fprintf(out, "  No deal: the stages were not passed by the last round (month %s%s).\n",
        ent_number_readable(last, 17, text), ent_explain_date(block->model->scenario, last, ", ", "", when));
}

/* --- who stands in the way ---------------------------------------------------------------------------------------- */

/* Least utility that party p accepted in the last round, in [0, 1]. */
static double reservation(const ent_block *block, size_t p)
{
    const ent_talks_plan *plan = &block->model->talks;
    double r = at(block, plan->threshold[p]) - at(block, plan->war_cost[p]) * last_month(plan);

    return fmin(1.0, fmax(0.0, r));
}

static bool stands_alone(const ent_block *block, size_t p)
{
    return block->no_deal->alone[p * ENT_BLOCK_ROWS] != 0;
}

/* "Russia", "Russia or Ukraine": those that stand alone in the way. */
static void put_blockers(FILE *out, const ent_block *block, size_t blockers)
{
    size_t named = 0;

    for (size_t p = 0; p < block->model->talks.parties; p++) {
        if (stands_alone(block, p)) {
            named++;
            fprintf(out, "%s%s",
                named == 1          ? ""
                : named == blockers ? " or "
                                    : ", ",
                block->model->scenario->party[p].label.name);
        }
    }
}

static void explain_blockers(FILE *out, const ent_block *block)
{
    size_t blockers = 0;

    for (size_t p = 0; p < block->model->talks.parties; p++) {
        blockers += stands_alone(block, p) ? 1 : 0;
    }
    if (blockers == 0) {
        fprintf(out, "  No single party stands in the way: more than one would have had to accept less.\n");
        return;
    }
    fprintf(out, "  ");
    put_blockers(out, block, blockers);
    fprintf(out, blockers == 1 ? " alone stands in the way: there was a package that was good enough for all others.\n"
                               : " alone could have made the deal by accepting less.\n");
}

/* No package was so in any round. */
static void explain_rounds(FILE *out, size_t rounds, const char *so)
{
    if (rounds == 1) {
        fprintf(out, "  No deal: in the only round no package was %s.\n", so);
    } else {
        fprintf(out, "  No deal: in none of the %zu rounds was a package %s.\n", rounds, so);
    }
}

static void explain_not_accepted(FILE *out, const ent_block *block)
{
    const ent_talks_plan *plan = &block->model->talks;
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];

    explain_rounds(out, plan->rounds, "on the table that all could accept");
    for (size_t p = 0; p < plan->parties; p++) {
        if (plan->veto[p]) {
            fprintf(out, "  In the last round %s would have accepted a utility of %s (threshold %s).\n",
                block->model->scenario->party[p].label.name, number(reservation(block, p), text),
                number(at(block, plan->threshold[p]), other));
        }
    }
    explain_blockers(out, block);
}

/* --- ends from outside -------------------------------------------------------------------------------------------- */

/* A collapse while a signed deal waited for its answers, or before the talks were over. */
static void explain_collapse(FILE *out, const ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    double collapse = at(block, plan->months) + 1.0;
    double signed_month = block->attempts > 0 ? block->attempt[block->attempts - 1].month : (double) INFINITY;
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];
    char when[ENT_EXPLAIN_DATE_BYTES];

    fprintf(out, "  No deal: the truce collapses in month %s%s, ", ent_number_readable(collapse, 17, text),
        ent_explain_date(block->model->scenario, collapse, " (", ")", when));
    if (isfinite(signed_month) && !block->attempt[block->attempts - 1].refused) {
        fprintf(out, "before the deal of month %s is in force.\n", number(signed_month, other));
    } else {
        fprintf(out, "and the talks end with it.\n");
    }
}

static void explain_too_late(FILE *out, const ent_block *block)
{
    fprintf(out, "  No deal: it would enter into force only after month %zu, the last that is followed.\n",
        block->model->truce.horizon);
}

void ent_explain_no_deal(FILE *out, const ent_block *block)
{
    if (block->no_deal == NULL) {
        return;
    }
    switch ((ent_no_deal) block->no_deal->reason[0]) {
    case ENT_NO_DEAL_STAGES:
        explain_stages(out, block);
        break;
    case ENT_NO_DEAL_NOTHING_OPEN:
        explain_rounds(
            out, block->model->talks.rounds, "left: each has an option that is not available or that a party refuses");
        break;
    case ENT_NO_DEAL_NOT_ACCEPTED:
        explain_not_accepted(out, block);
        break;
    case ENT_NO_DEAL_COLLAPSE:
        explain_collapse(out, block);
        break;
    case ENT_NO_DEAL_TOO_LATE:
        explain_too_late(out, block);
        break;
    default: /* the attempts tell it */
        break;
    }
}
