#include "run/headline.h"

#include "base/status.h"
#include "run/chunks.h"
#include "run/experts/experts.h"
#include "run/experts/player.h"
#include "tally/measure.h"

#include <stdlib.h>

enum { EVENT, GIVEN, COLUMNS };

/* Adds a block's rows to the sums of their worlds. */
static void add_measure(const ent_block *block, ent_measure_sum *sums)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    size_t measure = block->model->scenario->headline_measure;
    const double *x = block->draw[plan->measure[measure]];
    const double *given =
        plan->measure_given[measure] != ENT_NO_REGISTER ? block->draw[plan->measure_given[measure]] : NULL;

    for (size_t i = 0; i < block->rows; i++) {
        if (given == NULL || given[i] != 0.0) {
            ent_measure_sum_add(&sums[block->first_world + block->world_of[i]], x[i]);
        }
    }
}

/* Adds a block's rows to the counts of their worlds. */
static void count(const ent_block *block, uint32_t *counts)
{
    const ent_outcome_plan *plan = &block->model->outcome;
    const ent_kernels *kernels = block->model->kernels;
    const double *event = block->draw[plan->headline];
    const double *given = plan->headline_given != ENT_NO_REGISTER ? block->draw[plan->headline_given] : NULL;

    for (size_t first = 0, rows; first < block->rows; first += rows) {
        uint32_t *of = counts + (block->first_world + block->world_of[first]) * COLUMNS;
        rows = 1;
        while (first + rows < block->rows && block->world_of[first + rows] == block->world_of[first]) {
            rows++;
        }
        of[EVENT] += (uint32_t) kernels->count_nonzero(rows, event + first);
        of[GIVEN] += (uint32_t) (given == NULL ? rows : kernels->count_nonzero(rows, given + first));
    }
}

/* What a block is counted for, by world: counts, or the sums of a measure; the other is NULL. */
typedef struct headline_counts {
    const atomic_int *stop;
    uint32_t *counts;      /* [worlds][COLUMNS]; owned */
    ent_measure_sum *sums; /* [worlds]; owned */
} headline_counts;

static int count_block(void *context, const ent_simulator *simulator)
{
    const headline_counts *self = context;

    if (self->sums != NULL) {
        add_measure(&simulator->block, self->sums);
    } else {
        count(&simulator->block, self->counts);
    }
    return self->stop != NULL && atomic_load(self->stop) != 0 ? ENT_ERR_INTERRUPTED : ENT_OK;
}

static int play(ent_player *player, const ent_chunk_plan *plan, headline_counts *counting)
{
    int status = ENT_OK;

    for (uint64_t number = 0; number < plan->chunks && status == ENT_OK; number++) {
        ent_chunk chunk = ent_chunk_plan_get(plan, number);
        status = ent_player_run(player, plan, &chunk, count_block, counting);
    }
    return status;
}

/* Sets guard, [ent_experts_guards(model)]. */
static void copy_guards(const ent_player *player, ent_guard_count *guard)
{
    for (size_t e = 0; e < player->simulators; e++) {
        const ent_block *block = &player->simulator[e].block;
        for (size_t g = 0; g < block->model->guards; g++) {
            *guard++ = block->guard[g];
        }
    }
}

static int estimate_of(
    const ent_model *model, const ent_chunk_plan *plan, const headline_counts *from, ent_estimate *estimate)
{
    const ent_worlds worlds = {plan->worlds, plan->replications, ent_experts_have_unknowns(model)};
    ent_measure_column column = {.at = from->sums, .stride = 1};

    if (from->sums == NULL) {
        return ent_estimate_of_counts(estimate, (ent_counts){from->counts + EVENT, COLUMNS},
            (ent_counts){from->counts + GIVEN, COLUMNS}, &worlds);
    }
    column.bounds = ent_experts_measure_bounds(model, model->scenario->headline_measure);
    return ent_measure_estimate(estimate, &column, &worlds, true);
}

int ent_run_headline(const ent_model *model, const atomic_int *stop, ent_guard_count *guard, ent_estimate *estimate)
{
    ent_chunk_plan plan = ent_chunk_plan_make(model);
    bool mean = model->scenario->headline_query.measure != NULL;
    ent_player player = {.simulators = 0};
    headline_counts counting = {.stop = stop,
        .counts = mean ? NULL : calloc((size_t) plan.worlds * COLUMNS, sizeof(uint32_t)),
        .sums = mean ? calloc((size_t) plan.worlds, sizeof(ent_measure_sum)) : NULL};
    int status = counting.counts != NULL || counting.sums != NULL
                     ? ent_player_init(&player, model, (size_t) plan.worlds_in_chunk, false)
                     : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = play(&player, &plan, &counting);
    }
    if (status == ENT_OK) {
        copy_guards(&player, guard);
        status = estimate_of(model, &plan, &counting, estimate);
    }
    ent_player_free(&player);
    free(counting.counts);
    free(counting.sums);
    return status;
}
