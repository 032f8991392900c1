#include "run/voting_power.h"

#include "base/status.h"
#include "model/model.h"

#include <stdlib.h>

int ent_voting_power_init(ent_voting_power *self, const ent_model *model)
{
    size_t contributors = model->coalition.contributors;
    size_t columns = ENT_VOTING_POWER_FIRST_TROOPS + contributors;

    *self = (ent_voting_power){
        .order_key = ent_stream_make(model->scenario->run.seed, "force.required", ENT_POSITION_ORDER).key};
    self->row = calloc(ENT_BLOCK_ROWS, sizeof(*self->row));
    self->from = calloc(columns, sizeof(*self->from));
    self->chosen = calloc(columns * ENT_VOTING_POWER_STRIDE, sizeof(*self->chosen));
    self->scratch = calloc((contributors + 3) * ENT_GAME_SCRATCH, sizeof(*self->scratch));
    if (self->row == NULL || self->from == NULL || self->chosen == NULL || self->scratch == NULL) {
        ent_voting_power_free(self);
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < ENT_BLOCK_ROWS; i++) {
        self->row[i] = (double) i;
    }
    return ENT_OK;
}

void ent_voting_power_free(ent_voting_power *self)
{
    free(self->row);
    free(self->from);
    free(self->chosen);
    free(self->scratch);
    *self = (ent_voting_power){0};
}

/* Copies the columns of the draws that have a game to `chosen`. Returns the number of these draws. */
static size_t choose_reaching(ent_voting_power *self, const ent_coalition_plan *plan, const ent_block *block)
{
    self->from[0] = block->draw[plan->offered];
    self->from[1] = block->draw[plan->required];
    self->from[2] = block->row_number != NULL ? block->row_number : self->row;
    for (size_t c = 0; c < plan->contributors; c++) {
        self->from[ENT_VOTING_POWER_FIRST_TROOPS + c] = block->draw[plan->troops[c]];
    }
    return block->model->kernels->choose_reaching(block->rows, ENT_VOTING_POWER_FIRST_TROOPS + plan->contributors,
        self->from, self->chosen, ENT_VOTING_POWER_STRIDE);
}

void ent_voting_power_add(ent_voting_power *self, const ent_block *block, ent_tally *tally)
{
    const ent_coalition_plan *plan = &block->model->coalition;
    const ent_kernels *kernels = block->model->kernels;
    const double *offered = self->chosen, *required = offered + ENT_VOTING_POWER_STRIDE,
                 *row = required + ENT_VOTING_POWER_STRIDE;
    const double *troops = row + ENT_VOTING_POWER_STRIDE;
    uint64_t blocks = (plan->contributors + 3) / 4; /* of the random stream that an order takes */
    size_t draws = choose_reaching(self, plan, block);

    if (draws == 0) {
        return;
    }
    for (size_t c = 0; c < plan->contributors; c++) {
        tally->pivotal[c] += kernels->count_short(draws, offered, troops + c * ENT_VOTING_POWER_STRIDE, required);
    }
    kernels->pivots(draws, plan->contributors, troops, ENT_VOTING_POWER_STRIDE, required, row, block->first * blocks,
        self->order_key, self->scratch, tally->shapley);
}
