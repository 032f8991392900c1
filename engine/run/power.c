#include "run/power.h"

#include "base/status.h"
#include "model/compile.h"

#include <stdlib.h>

int ent_power_init(ent_power *self, const ent_model *model)
{
    size_t contributors = model->coalition.contributors;

    *self =
        (ent_power){.order_key = ent_stream_make(model->scenario->run.seed, "force.required", ENT_POSITION_ORDER).key};
    self->reached = calloc(ENT_BLOCK_ROWS, sizeof(*self->reached));
    self->offered = calloc(ENT_POWER_STRIDE, sizeof(*self->offered));
    self->required = calloc(ENT_POWER_STRIDE, sizeof(*self->required));
    self->first = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->first));
    self->troops = calloc((contributors + 1) * ENT_POWER_STRIDE, sizeof(*self->troops));
    self->scratch = calloc((contributors + 3) * ENT_GAME_SCRATCH, sizeof(*self->scratch));
    if (self->reached == NULL || self->offered == NULL || self->required == NULL || self->first == NULL ||
        self->troops == NULL || self->scratch == NULL) {
        ent_power_free(self);
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

void ent_power_free(ent_power *self)
{
    free(self->reached);
    free(self->offered);
    free(self->required);
    free(self->first);
    free(self->troops);
    free(self->scratch);
    *self = (ent_power){0};
}

/* Marks the draws that count and numbers the orders of these; returns how many there are. Two loops: the compiler turns
 * the first into vectors. */
static size_t find_reached(ent_power *self, const ent_coalition_plan *plan, const ent_block *block)
{
    const double *offered = block->draw[plan->offered];
    const double *required = block->draw[plan->required];
    uint64_t blocks = (plan->contributors + 3) / 4;
    uint64_t first = block->first * blocks;
    size_t count = 0;

    for (size_t i = 0; i < block->rows; i++) {
        bool reached = (offered[i] >= required[i]) & (required[i] > 0.0);
        self->reached[i] = reached ? 1.0 : 0.0;
    }
    for (size_t i = 0; i < block->rows; i++) {
        self->first[count] = first;
        first += blocks;
        count += self->reached[i] != 0.0 ? 1 : 0;
    }
    return count;
}

void ent_power_add(ent_power *self, const ent_block *block, ent_tally *tally)
{
    const ent_coalition_plan *plan = &block->model->coalition;
    const ent_kernels *kernels = block->model->kernels;
    size_t draws = find_reached(self, plan, block);

    if (draws == 0) {
        return;
    }
    kernels->choose(block->rows, block->draw[plan->offered], self->reached, self->offered);
    kernels->choose(block->rows, block->draw[plan->required], self->reached, self->required);
    for (size_t c = 0; c < plan->contributors; c++) {
        double *troops = self->troops + c * ENT_POWER_STRIDE;
        kernels->choose(block->rows, block->draw[plan->troops[c]], self->reached, troops);
        tally->pivotal[c] += kernels->count_short(draws, self->offered, troops, self->required);
    }
    kernels->pivots(draws, plan->contributors, self->troops, ENT_POWER_STRIDE, self->required, self->first,
        self->order_key, self->scratch, tally->shapley);
}
