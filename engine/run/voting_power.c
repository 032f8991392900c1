#include "run/voting_power.h"

#include "base/status.h"
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

/* The stream of a force's random orders. */
static uint64_t key_of(const ent_scenario *scenario, const ent_force *force)
{
    return ent_stream_make(scenario->run.seed, force->required.path, ENT_POSITION_ORDER).key;
}

int ent_voting_power_init(ent_voting_power *self, const ent_model *model)
{
    size_t contributors = model->coalition.contributors;
    size_t forces = model->coalition.forces;
    size_t columns = ENT_VOTING_POWER_FIRST_TROOPS + contributors;

    *self = (ent_voting_power){.order_key = calloc(forces, sizeof(*self->order_key))};
    self->pivots = calloc(contributors + 1, sizeof(*self->pivots));
    self->row = calloc(ENT_BLOCK_ROWS, sizeof(*self->row));
    self->from = calloc(columns, sizeof(*self->from));
    self->chosen = calloc(columns * ENT_VOTING_POWER_STRIDE, sizeof(*self->chosen));
    self->scratch = calloc((contributors + 3) * ENT_GAME_SCRATCH, sizeof(*self->scratch));
    if (self->row == NULL || self->from == NULL || self->chosen == NULL || self->scratch == NULL ||
        self->order_key == NULL || self->pivots == NULL) {
        ent_voting_power_free(self);
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < ENT_BLOCK_ROWS; i++) {
        self->row[i] = (double) i;
    }
    for (size_t f = 0; f < forces; f++) {
        self->order_key[f] = key_of(model->scenario, &model->scenario->force[f]);
    }
    return ENT_OK;
}

void ent_voting_power_free(ent_voting_power *self)
{
    free(self->order_key);
    free(self->pivots);
    free(self->row);
    free(self->from);
    free(self->chosen);
    free(self->scratch);
    *self = (ent_voting_power){0};
}

/* Copies the columns of the draws in which a force has a game to `chosen`. Returns the number of these draws. */
static size_t choose_reaching(ent_voting_power *self, const ent_force_offer *force, const ent_block *block)
{
    const ent_coalition_plan *plan = &block->model->coalition;

    self->from[0] = block->draw[force->offered];
    self->from[1] = block->draw[force->required];
    self->from[2] = block->row_number != NULL ? block->row_number : self->row;
    for (size_t k = 0; k < force->members; k++) {
        self->from[ENT_VOTING_POWER_FIRST_TROOPS + k] = block->draw[plan->troops[force->member[k]]];
    }
    return block->model->kernels->choose_reaching(
        block->rows, ENT_VOTING_POWER_FIRST_TROOPS + force->members, self->from, self->chosen, ENT_VOTING_POWER_STRIDE);
}

static void add_force(ent_voting_power *self, const ent_block *block, size_t f, ent_tally *tally)
{
    const ent_force_offer *force = &block->model->coalition.force[f];
    const ent_kernels *kernels = block->model->kernels;
    const double *offered = self->chosen, *required = offered + ENT_VOTING_POWER_STRIDE,
                 *row = required + ENT_VOTING_POWER_STRIDE;
    const double *troops = row + ENT_VOTING_POWER_STRIDE;
    uint64_t blocks = (force->members + 3) / 4; /* of the random stream that an order takes */
    size_t draws = choose_reaching(self, force, block);

    if (draws == 0) {
        return;
    }
    memset(self->pivots, 0, force->members * sizeof(*self->pivots));
    kernels->pivots(draws, force->members, troops, ENT_VOTING_POWER_STRIDE, required, row, block->first * blocks,
        self->order_key[f], self->scratch, self->pivots);
    for (size_t k = 0; k < force->members; k++) {
        size_t c = force->member[k];
        tally->pivotal[c] += kernels->count_short(draws, offered, troops + k * ENT_VOTING_POWER_STRIDE, required);
        tally->shapley[c] += self->pivots[k];
    }
}

void ent_voting_power_add(ent_voting_power *self, const ent_block *block, ent_tally *tally)
{
    const ent_coalition_plan *plan = &block->model->coalition;

    for (size_t f = 0; f < plan->forces; f++) {
        if (plan->force[f].members > 0) {
            add_force(self, block, f, tally);
        }
    }
}
