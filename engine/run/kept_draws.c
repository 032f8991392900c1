#include "run/kept_draws.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

int ent_kept_draws_init(ent_kept_draws *self, const ent_model *model, bool by_month)
{
    const ent_truce_plan *truce = &model->truce;

    *self = (ent_kept_draws){.model = model};
    if (model->outcome.given == ENT_NO_REGISTER) {
        return ENT_OK;
    }
    self->kept = calloc(ENT_BLOCK_ROWS, sizeof(*self->kept));
    self->row = calloc(ENT_BLOCK_ROWS, sizeof(*self->row));
    if (by_month && truce->guarantees > 0) {
        self->months = truce->guarantees * ENT_GUARANTEE_SERIES * (truce->horizon + 1);
        self->month = calloc(self->months, sizeof(*self->month));
        self->guard = calloc(model->guards + 1, sizeof(*self->guard));
    }
    return self->kept != NULL && self->row != NULL &&
                   (self->months == 0 || (self->month != NULL && self->guard != NULL))
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

void ent_kept_draws_free(ent_kept_draws *self)
{
    free(self->kept);
    free(self->row);
    free(self->month);
    free(self->guard);
    *self = (ent_kept_draws){.model = NULL};
}

/* Plays the block once more, so that only kept draws add to the counts by month. */
static int play_again(ent_kept_draws *self, ent_simulator *simulator)
{
    ent_block *block = &simulator->block;
    size_t guards = self->model->guards;
    int status;

    memcpy(block->guarantee_month, self->month, self->months * sizeof(*self->month));
    if (self->model->kernels->count_nonzero(block->rows, self->kept) == 0) {
        return ENT_OK;
    }
    memcpy(self->guard, block->guard, guards * sizeof(*self->guard));
    block->counted = self->kept;
    status = ent_simulator_run(simulator, block->first, block->rows);
    block->counted = NULL;
    memcpy(block->guard, self->guard, guards * sizeof(*self->guard));
    return status;
}

int ent_kept_draws_play(ent_kept_draws *self, ent_simulator *simulator, uint64_t first, size_t rows)
{
    ent_block *block = &simulator->block;
    int status;

    if (self->month != NULL) {
        memcpy(self->month, block->guarantee_month, self->months * sizeof(*self->month));
    }
    block->row_number = NULL;
    status = ent_simulator_run(simulator, first, rows);
    if (status != ENT_OK || self->kept == NULL) {
        return status;
    }
    memcpy(self->kept, block->draw[self->model->outcome.given], rows * sizeof(*self->kept));
    if (self->month != NULL && self->model->kernels->count_nonzero(rows, self->kept) < rows) {
        status = play_again(self, simulator);
    }
    return status;
}

/* Moves the kept rows of a column to its beginning. */
#define GATHER(column, row, count)                                                                                     \
    for (size_t k = 0; k < (count); k++) {                                                                             \
        (column)[k] = (column)[(size_t) (row)[k]];                                                                     \
    }

static void gather_ratification(ent_ratification_state *state, const double *row, size_t count)
{
    size_t entries = state->model->ratification.entries;

    GATHER(state->signatures, row, count)
    for (size_t e = 0; e < entries; e++) {
        GATHER(state->asked + e * ENT_BLOCK_ROWS, row, count)
        GATHER(state->yes + e * ENT_BLOCK_ROWS, row, count)
        GATHER(state->months + e * ENT_BLOCK_ROWS, row, count)
    }
}

void ent_kept_draws_reduce(ent_kept_draws *self, ent_simulator *simulator)
{
    ent_block *block = &simulator->block;
    size_t registers = self->model->program.space[ENT_SPACE_DRAW].registers;
    size_t count = 0;

    for (size_t i = 0; self->kept != NULL && i < block->rows; i++) {
        if (self->kept[i] != 0.0) {
            self->row[count++] = (double) i;
        }
    }
    if (self->kept == NULL || count == block->rows) {
        return;
    }
    for (size_t r = 0; r < registers; r++) { /* constants stay as they are */
        GATHER(block->draw[r], self->row, count)
    }
    GATHER(block->world_of, self->row, count)
    GATHER(block->package, self->row, count)
    GATHER(block->outcome, self->row, count)
    for (size_t m = 0; block->peace != NULL && m < self->model->truce.horizon; m++) {
        GATHER(block->peace + m * ENT_BLOCK_ROWS, self->row, count)
    }
    if (block->no_deal != NULL) {
        ent_no_deal_rows_gather(block->no_deal, self->row, count);
    }
    if (self->model->ratification.entries > 0) {
        gather_ratification(&simulator->ratification, self->row, count);
    }
    block->rows = count;
    block->row_number = self->row;
}
