#include "simulate/truce/truce.h"

#include "base/status.h"
#include "simulate/truce/compaction.h"
#include "simulate/truce/guarantees.h"
#include "simulate/truce/monthly.h"
#include "simulate/truce/story.h"

#include <math.h>
#include <string.h>

int ent_truces_init(ent_truces *self, ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    int status;

    *self = (ent_truces){.active = {.count = 0}};
    status = ent_active_truces_init(&self->active, block);
    if (status == ENT_OK) {
        ent_compaction_list(&self->active);
        status = ent_violations_init(&self->due, plan->causes);
    }
    if (status == ENT_OK && plan->event_driven) {
        status = ent_event_driven_init(&self->event_driven, block->model, block->most_worlds);
    }
    return status;
}

void ent_truces_free(ent_truces *self)
{
    ent_active_truces_free(&self->active);
    ent_violations_free(&self->due);
    ent_event_driven_free(&self->event_driven);
}

void ent_truces_set_worlds(ent_truces *self)
{
    if (self->active.model->truce.event_driven) {
        ent_proportional_hazards_set_worlds(&self->event_driven.hazards, self->active.block);
    }
}

/* --- results of draws in which no truce ends ------------------------------------------------------------------------
 */

static void fill_if_used(double **reg, ent_register column, double value, size_t rows)
{
    if (column != ENT_NO_REGISTER) {
        ent_column_fill(reg[column], value, rows);
    }
}

/* Fills held and months as if every truce held to the horizon. */
static void fill_held(ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    const double *agreed = block->draw[block->model->talks.agreed];
    double *held = block->draw[plan->held], *months = block->draw[plan->months];
    double horizon = (double) plan->horizon;

    for (size_t i = 0; i < block->rows; i++) {
        held[i] = agreed[i] != 0.0 || plan->in_force ? 1.0 : 0.0;
        months[i] = agreed[i] != 0.0 || plan->in_force ? horizon : 0.0;
    }
    if (plan->last_month != ENT_NO_REGISTER) {
        memcpy(block->draw[plan->last_month], months, block->rows * sizeof(*months));
    }
}

/* Fills what counts all truces of a draw as if each held to the horizon. */
static void fill_renewal(ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    size_t bytes = block->rows * sizeof(double);

    if (plan->renewal.any) {
        memcpy(block->draw[plan->renewal.spells], block->draw[plan->held], bytes);
        memcpy(block->draw[plan->renewal.peace_months], block->draw[plan->months], bytes);
        memcpy(block->draw[plan->renewal.at_peace], block->draw[plan->held], bytes);
        for (size_t m = 0; m < plan->horizon; m++) {
            for (size_t i = 0; i < block->rows; i++) {
                block->peace[m * ENT_BLOCK_ROWS + i] = block->draw[plan->held][i] != 0.0 ? ENT_PEACE_HELD : 0;
            }
        }
    }
}

/* Fills all results with their values in draws without a deal or without any event; violations change them later. */
static void fill_results(ent_block *block)
{
    const ent_model *model = block->model;
    const ent_truce_plan *plan = &model->truce;
    size_t rows = block->rows;

    fill_held(block);
    fill_renewal(block);
    ent_column_fill(block->draw[plan->violations], 0.0, rows);
    ent_column_fill(block->draw[plan->cause], -1.0, rows);
    for (size_t f = 0; f < plan->forces; f++) {
        if (plan->force[f].followed) {
            fill_if_used(block->draw, plan->force[f].last_deployed, 0.0, rows);
        }
        if (plan->force[f].committed_monthly) {
            ent_column_fill(block->draw[plan->force[f].committed_draw], 0.0, rows);
        }
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        ent_register last = plan->timed[e].last;
        fill_if_used(block->draw, last, 0.0, rows);
        if (last != ENT_NO_REGISTER && plan->timed[e].continues) { /* without a deal it keeps its state */
            memcpy(block->draw[last], block->draw[plan->timed[e].state], rows * sizeof(double));
        }
    }
    for (size_t g = 0; g < plan->guarantees; g++) {
        const ent_guarantee_plan *it = &plan->guarantee[g];
        const ent_register count[] = {it->months, it->tested, it->honoured, it->failed, it->contained,
            it->tested_truces, it->saved, it->last_in_force};
        for (size_t k = 0; k < sizeof(count) / sizeof(*count); k++) {
            fill_if_used(block->draw, count[k], 0.0, rows);
        }
    }
    for (size_t i = 0; model->recording && i < model->quantities; i++) {
        if (model->quantity_in_truce[i] != ENT_NO_REGISTER) {
            ent_column_fill(block->draw[model->quantity[i]], NAN, rows);
        }
    }
}

/* --- running ------------------------------------------------------------------------------------------------------ */

void ent_truces_run(ent_truces *self)
{
    ent_active_truces *active = &self->active;
    const ent_truce_plan *plan = &active->model->truce;

    fill_results(active->block);
    if (active->block->story != NULL) {
        ent_story_start(active->block->story, plan);
    }
    if (plan->causes == 0 && !plan->force_followed && plan->timed_events == 0 &&
        plan->guarantees == 0) { /* nothing can happen */
        return;
    }
    ent_active_truces_start(active);
    if (active->count == 0) {
        return;
    }
    ent_guarantees_start(active);
    if (plan->event_driven) {
        ent_event_driven_run(&self->event_driven, active, &self->due);
    } else {
        ent_monthly_run(active, &self->due);
    }
}
