#include "run/headline.h"
#include "scenario/unknowns.h"

#include "base/status.h"
#include "run/chunks.h"
#include "simulate/simulator.h"

#include <stdlib.h>
#include <string.h>

enum { EVENT, GIVEN, COLUMNS };

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

static int play(ent_simulator *simulator, const ent_chunk_plan *plan, const atomic_int *stop, uint32_t *counts)
{
    const ent_block *block = &simulator->block;

    for (uint64_t number = 0; number < plan->chunks; number++) {
        ent_chunk chunk = ent_chunk_plan_get(plan, number);
        ent_simulator_set_worlds(simulator, chunk.world, (size_t) chunk.worlds, plan->replications, chunk.starts_world);
        for (uint64_t first = chunk.first; first < chunk.end; first += block->rows) {
            uint64_t left = chunk.end - first;
            int status =
                ent_simulator_run(simulator, first, left < ENT_BLOCK_ROWS ? (size_t) left : (size_t) ENT_BLOCK_ROWS);
            if (status != ENT_OK) {
                return status;
            }
            count(block, counts);
            if (stop != NULL && atomic_load(stop) != 0) {
                return ENT_ERR_INTERRUPTED;
            }
        }
    }
    return ENT_OK;
}

int ent_run_headline(const ent_model *model, const atomic_int *stop, ent_guard_count *guard, ent_estimate *estimate)
{
    ent_chunk_plan plan = ent_chunk_plan_make(model);
    uint32_t *counts = calloc((size_t) plan.worlds * COLUMNS, sizeof(*counts));
    ent_simulator simulator = {.block = {.model = NULL}};
    const ent_worlds worlds = {plan.worlds, plan.replications, ent_scenario_has_unknowns(model->scenario)};
    int status =
        counts != NULL ? ent_simulator_init(&simulator, model, (size_t) plan.worlds_in_chunk) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = play(&simulator, &plan, stop, counts);
    }
    if (status == ENT_OK) {
        memcpy(guard, simulator.block.guard, model->guards * sizeof(*guard));
        status = ent_estimate_of_counts(
            estimate, (ent_counts){counts + EVENT, COLUMNS}, (ent_counts){counts + GIVEN, COLUMNS}, &worlds);
    }
    ent_simulator_free(&simulator);
    free(counts);
    return status;
}
