#include "run/headline.h"

#include "base/status.h"
#include "run/chunks.h"
#include "run/experts.h"
#include "run/player.h"

#include <stdlib.h>

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

/* What a block is counted for. */
typedef struct headline_counts {
    const atomic_int *stop;
    uint32_t *counts;
} headline_counts;

static int count_block(void *context, const ent_simulator *simulator)
{
    const headline_counts *self = context;

    count(&simulator->block, self->counts);
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

int ent_run_headline(const ent_model *model, const atomic_int *stop, ent_guard_count *guard, ent_estimate *estimate)
{
    ent_chunk_plan plan = ent_chunk_plan_make(model);
    uint32_t *counts = calloc((size_t) plan.worlds * COLUMNS, sizeof(*counts));
    ent_player player = {.simulators = 0};
    headline_counts counting = {.stop = stop, .counts = counts};
    const ent_worlds worlds = {plan.worlds, plan.replications, ent_experts_have_unknowns(model)};
    int status = counts != NULL ? ent_player_init(&player, model, (size_t) plan.worlds_in_chunk) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = play(&player, &plan, &counting);
    }
    if (status == ENT_OK) {
        copy_guards(&player, guard);
        status = ent_estimate_of_counts(
            estimate, (ent_counts){counts + EVENT, COLUMNS}, (ent_counts){counts + GIVEN, COLUMNS}, &worlds);
    }
    ent_player_free(&player);
    free(counts);
    return status;
}
