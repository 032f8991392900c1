#include "run/power.h"

#include "base/status.h"
#include "model/model.h"

#include <stdlib.h>

int ent_power_init(ent_power *self, const ent_model *model)
{
    size_t contributors = model->coalition.contributors;
    size_t columns = ENT_POWER_TROOPS + contributors;

    *self =
        (ent_power){.order_key = ent_stream_make(model->scenario->run.seed, "force.required", ENT_POSITION_ORDER).key};
    self->row = calloc(ENT_BLOCK_ROWS, sizeof(*self->row));
    self->from = calloc(columns, sizeof(*self->from));
    self->chosen = calloc(columns * ENT_POWER_STRIDE, sizeof(*self->chosen));
    self->scratch = calloc((contributors + 3) * ENT_GAME_SCRATCH, sizeof(*self->scratch));
    if (self->row == NULL || self->from == NULL || self->chosen == NULL || self->scratch == NULL) {
        ent_power_free(self);
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < ENT_BLOCK_ROWS; i++) {
        self->row[i] = (double) i;
    }
    return ENT_OK;
}

void ent_power_free(ent_power *self)
{
    free(self->row);
    free(self->from);
    free(self->chosen);
    free(self->scratch);
    *self = (ent_power){0};
}

/* Takes the draws that count; returns how many there are. */
static size_t choose_reaching(ent_power *self, const ent_coalition_plan *plan, const ent_block *block)
{
    self->from[0] = block->draw[plan->offered];
    self->from[1] = block->draw[plan->required];
    self->from[2] = self->row;
    for (size_t c = 0; c < plan->contributors; c++) {
        self->from[ENT_POWER_TROOPS + c] = block->draw[plan->troops[c]];
    }
    return block->model->kernels->choose_reaching(
        block->rows, ENT_POWER_TROOPS + plan->contributors, self->from, self->chosen, ENT_POWER_STRIDE);
}

void ent_power_add(ent_power *self, const ent_block *block, ent_tally *tally)
{
    const ent_coalition_plan *plan = &block->model->coalition;
    const ent_kernels *kernels = block->model->kernels;
    const double *offered = self->chosen, *required = offered + ENT_POWER_STRIDE, *row = required + ENT_POWER_STRIDE;
    const double *troops = row + ENT_POWER_STRIDE;
    uint64_t blocks = (plan->contributors + 3) / 4; /* of an order */
    size_t draws = choose_reaching(self, plan, block);

    if (draws == 0) {
        return;
    }
    for (size_t c = 0; c < plan->contributors; c++) {
        tally->pivotal[c] += kernels->count_short(draws, offered, troops + c * ENT_POWER_STRIDE, required);
    }
    kernels->pivots(draws, plan->contributors, troops, ENT_POWER_STRIDE, required, row, block->first * blocks,
        self->order_key, self->scratch, tally->shapley);
}
