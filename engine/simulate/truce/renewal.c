#include "simulate/truce/renewal.h"

#include <math.h>

/* The unit exponential of a row at the sub-address `sub` of a stream. */
static double unit_exponential(const ent_active_truces *self, size_t i, uint64_t key, uint64_t sub)
{
    const ent_kernels *kernels = self->model->kernels;
    double uniform = 0.5;
    double result;
    const double *in[] = {&uniform};

    kernels->philox_each(1, &key, &self->index[i], &sub, &uniform);
    kernels->op[ENT_OP_NEG_LOG](1, &result, in);
    return result;
}

void ent_renewal_start(ent_active_truces *truces)
{
    const ent_renewal_plan *plan = &truces->model->truce.renewal;
    ent_renewal_state *state = &truces->renewal;
    size_t count = truces->count;

    truces->block->spells = 0;
    ent_column_fill(state->peace, 1.0, count);
    ent_column_fill(state->began, 1.0, count);
    ent_column_fill(state->broke, 0.0, count);
    ent_column_fill(state->spells, 1.0, count);
    ent_column_fill(state->months, 0.0, count);
    ent_column_fill(state->cumulative, 0.0, count);
    ent_column_fill(state->threshold, 0.0, count);
    ent_column_fill(truces->reg[plan->since], 1.0, count);
    for (size_t g = 0; g < truces->model->truce.guarantees; g++) {
        ent_column_fill(state->tested[g], 0.0, count);
    }
}

/* --- months ------------------------------------------------------------------------------------------------------- */

/* The month before the first of the force in a truce that begins in `month`; infinity without a deal. */
static double base_of_force(const ent_active_truces *self, size_t i, double month)
{
    const ent_truce_plan *plan = &self->model->truce;

    return !plan->awaits_deal || self->reg[plan->deal_month_now][i] < month ? month - 1.0 : INFINITY;
}

static void begin(ent_active_truces *self, size_t i, double month)
{
    const ent_truce_plan *plan = &self->model->truce;
    ent_renewal_state *state = &self->renewal;

    state->peace[i] = 1.0;
    state->began[i] = month;
    state->spells[i] += 1.0;
    self->base[i] = base_of_force(self, i, month);
    for (size_t g = 0; g < plan->guarantees; g++) { /* of the truce that holds to the horizon */
        self->block->draw[plan->guarantee[g].saved][self->row[i]] = 0.0;
    }
    self->cumulative[i] = 0.0;
    self->reg[plan->trigger][i] = unit_exponential(self, i, plan->trigger_key, (uint64_t) state->broke[i]);
}

static void fill_since(ent_active_truces *self, double month)
{
    const ent_renewal_state *state = &self->renewal;
    double *since = self->reg[self->model->truce.renewal.since];

    for (size_t i = 0; i < self->count; i++) {
        since[i] = state->peace[i] == 0.0 ? month - state->broke[i] : 1.0;
    }
}

static void begin_truces(ent_active_truces *self, double month)
{
    const double *rate = self->reg[self->model->truce.renewal.rate];
    ent_renewal_state *state = &self->renewal;

    for (size_t i = 0; i < self->count; i++) {
        if (state->peace[i] == 0.0) {
            state->cumulative[i] += rate[i];
            if (state->cumulative[i] >= state->threshold[i]) {
                begin(self, i, month);
            }
        }
    }
}

static void fill_truce_month(ent_active_truces *self, double month)
{
    const ent_renewal_state *state = &self->renewal;
    ent_register to = self->model->truce.renewal.truce_month;

    for (size_t i = 0; to != ENT_NO_REGISTER && i < self->count; i++) {
        self->reg[to][i] = state->peace[i] != 0.0 ? month - state->began[i] + 1.0 : 1.0;
    }
}

void ent_renewal_run_month(ent_active_truces *truces, size_t month)
{
    ent_row_set frame = ent_active_truces_frame(truces);

    frame.alive = truces->alive;
    fill_since(truces, (double) month);
    ent_segment_run(&truces->model->program.segment[ENT_SEGMENT_RENEWAL], &frame);
    begin_truces(truces, (double) month);
    fill_truce_month(truces, (double) month);
}

void ent_renewal_close_month(const ent_active_truces *truces, size_t month)
{
    const ent_renewal_state *state = &truces->renewal;
    uint8_t *peace = truces->block->peace + (month - 1) * ENT_BLOCK_ROWS;

    for (size_t i = 0; i < truces->count; i++) {
        bool begun = state->spells[i] > 1.0 && state->began[i] == (double) month;
        peace[truces->row[i]] =
            (uint8_t) ((state->peace[i] != 0.0 ? ENT_PEACE_HELD : 0) + (begun ? ENT_PEACE_BEGUN : 0));
    }
}

/* Keeps a truce of row 0 for an explanation; month 0: it holds to the horizon. */
static void keep_spell(const ent_active_truces *self, size_t i, size_t month, size_t cause)
{
    ent_block *block = self->block;

    if (block->spell != NULL && self->row[i] == 0) {
        block->spell[block->spells++] =
            (ent_spell){.began = (size_t) self->renewal.began[i], .broke = month, .cause = cause};
    }
}

void ent_renewal_break(ent_active_truces *truces, size_t i, size_t month, size_t cause)
{
    const ent_renewal_plan *plan = &truces->model->truce.renewal;
    ent_renewal_state *state = &truces->renewal;

    keep_spell(truces, i, month, cause);
    state->peace[i] = 0.0;
    state->months[i] += (double) month - state->began[i];
    state->broke[i] = (double) month;
    state->cumulative[i] = 0.0;
    state->threshold[i] = unit_exponential(truces, i, plan->key, (uint64_t) state->spells[i] + 1);
    truces->base[i] = INFINITY;
}

void ent_renewal_end(ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;
    const ent_renewal_state *state = &truces->renewal;
    double **draw = truces->block->draw;
    double horizon = (double) plan->horizon;

    for (size_t i = 0; i < truces->count; i++) {
        size_t row = truces->row[i];
        double last = state->peace[i] != 0.0 ? horizon - state->began[i] + 1.0 : 0.0;
        draw[plan->renewal.spells][row] = state->spells[i];
        draw[plan->renewal.peace_months][row] = state->months[i] + last;
        draw[plan->renewal.at_peace][row] = state->peace[i];
        if (state->peace[i] != 0.0) {
            keep_spell(truces, i, 0, 0);
        }
    }
}
