#include "run/evaluation/world_counts.h"

#include "base/status.h"
#include "run/experts/experts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 6 }; /* of counts, one after another in the memory that begins at `draws` */

static bool has_sums(const ent_model *model)
{
    return model->scenario->headline_query.measure != NULL;
}

size_t ent_world_counts_bytes(const ent_model *model, uint64_t worlds)
{
    size_t world = COLUMNS * sizeof(uint32_t) + (has_sums(model) ? 2 * sizeof(ent_measure_sum) : 0);

    return (size_t) worlds * world;
}

int ent_world_counts_init(ent_world_counts *self, const ent_model *model, uint64_t worlds, uint64_t replications)
{
    size_t rows = (size_t) worlds;
    uint32_t **column[COLUMNS] = {
        &self->draws, &self->deals, &self->event, &self->given, &self->early_event, &self->early_given};

    *self = (ent_world_counts){.worlds = worlds,
        .replications = replications,
        .design = model->scenario->run.design != ENT_DESIGN_RANDOM,
        .guards = ent_experts_guards(model)};
    self->draws = calloc(rows * COLUMNS, sizeof(*self->draws));
    self->guard = calloc(self->guards + 1, sizeof(*self->guard));
    if (has_sums(model)) {
        self->sum = calloc(2 * rows, sizeof(*self->sum));
        self->early_sum = self->sum != NULL ? self->sum + rows : NULL;
    }
    for (size_t c = 1; c < COLUMNS && self->draws != NULL; c++) {
        *column[c] = self->draws + c * rows;
    }
    return self->draws != NULL && self->guard != NULL && (self->sum != NULL || !has_sums(model)) ? ENT_OK
                                                                                                 : ENT_ERR_NO_MEMORY;
}

int ent_world_counts_copy(ent_world_counts *self, const ent_world_counts *from, const ent_model *model)
{
    size_t rows = (size_t) from->worlds;
    int status = ent_world_counts_init(self, model, from->worlds, from->replications);

    if (status != ENT_OK) {
        return status;
    }
    memcpy(self->draws, from->draws, rows * COLUMNS * sizeof(*self->draws));
    memcpy(self->guard, from->guard, from->guards * sizeof(*self->guard));
    if (from->sum != NULL) {
        memcpy(self->sum, from->sum, 2 * rows * sizeof(*self->sum));
    }
    return ENT_OK;
}

void ent_world_counts_free(ent_world_counts *self)
{
    free(self->draws);
    free(self->guard);
    free(self->sum);
    *self = (ent_world_counts){.worlds = 0};
}

ent_counts ent_world_counts_column(const ent_world_counts *self, const uint32_t *column)
{
    return (ent_counts){.at = column, .stride = 1, .design = self->design};
}

void ent_world_counts_means(const ent_world_counts *self, double *mean, double *weight)
{
    for (uint64_t w = 0; w < self->worlds; w++) {
        double n = self->sum != NULL ? (double) self->sum[w].count : (double) self->given[w];
        weight[w] = n;
        if (!(n > 0.0)) {
            mean[w] = (double) NAN;
        } else {
            mean[w] = self->sum != NULL ? ent_measure_world_mean(&self->sum[w]).mean : (double) self->event[w] / n;
        }
    }
}

size_t ent_world_counts_not_a_number(const ent_world_counts *self)
{
    for (size_t g = 0; g < self->guards; g++) {
        if (self->guard[g].nan > 0) {
            return g;
        }
    }
    return SIZE_MAX;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* The rows of a block that belong to one world: the first of them, and the first of its second half. */
typedef struct world_rows {
    size_t first, middle, end;
    uint64_t world; /* of the evaluation */
} world_rows;

static uint32_t count_nonzero(const ent_block *block, ent_register column, size_t first, size_t end)
{
    return column == ENT_NO_REGISTER
               ? (uint32_t) (end - first)
               : (uint32_t) block->model->kernels->count_nonzero(end - first, block->draw[column] + first);
}

static void count_world(ent_world_counts *counts, const ent_block *block, const world_rows *at)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    uint64_t w = at->world;
    uint32_t event = count_nonzero(block, plan->headline, at->first, at->middle);
    uint32_t given = count_nonzero(block, plan->headline_given, at->first, at->middle);

    counts->draws[w] += (uint32_t) (at->end - at->first);
    counts->deals[w] += count_nonzero(block, block->model->talks.agreed, at->first, at->end);
    counts->early_event[w] += event;
    counts->early_given[w] += given;
    counts->event[w] += event + count_nonzero(block, plan->headline, at->middle, at->end);
    counts->given[w] += given + count_nonzero(block, plan->headline_given, at->middle, at->end);
}

static void sum_world(ent_world_counts *counts, const ent_block *block, const world_rows *at)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    size_t measure = block->model->scenario->headline_measure;
    const double *x = block->draw[plan->measure[measure]];
    const double *given =
        plan->measure_given[measure] != ENT_NO_REGISTER ? block->draw[plan->measure_given[measure]] : NULL;

    for (size_t i = at->first; i < at->end; i++) {
        if (given == NULL || given[i] != 0.0) {
            ent_measure_sum_add(&counts->sum[at->world], x[i]);
            if (i < at->middle) {
                ent_measure_sum_add(&counts->early_sum[at->world], x[i]);
            }
        }
    }
}

/* Number of a row's draw within its world. */
static uint64_t replication_of(const ent_block *block, size_t row)
{
    uint64_t number = block->row_number != NULL ? (uint64_t) block->row_number[row] : row;

    return (block->first + number) % block->replications;
}

/* The first row of first … end - 1, all of one world, that is not of the first `half` draws of the world. */
static size_t find_middle(const ent_block *block, size_t first, size_t end, uint64_t half)
{
    uint64_t at = replication_of(block, first);

    if (block->row_number == NULL) {
        return at >= half ? first : half - at < end - first ? first + (size_t) (half - at) : end;
    }
    while (first < end && replication_of(block, first) < half) {
        first++;
    }
    return first;
}

void ent_world_counts_add(ent_world_counts *counts, const ent_block *block, uint64_t first_world)
{
    uint64_t half = counts->replications / 2;

    for (world_rows at = {.first = 0}; at.first < block->rows; at.first = at.end) {
        at.world = block->first_world + block->world_of[at.first] - first_world;
        at.end = at.first + 1;
        while (at.end < block->rows && block->world_of[at.end] == block->world_of[at.first]) {
            at.end++;
        }
        at.middle = find_middle(block, at.first, at.end, half);
        if (counts->sum != NULL) {
            counts->draws[at.world] += (uint32_t) (at.end - at.first);
            counts->deals[at.world] += count_nonzero(block, block->model->talks.agreed, at.first, at.end);
            sum_world(counts, block, &at);
        } else {
            count_world(counts, block, &at);
        }
    }
}
