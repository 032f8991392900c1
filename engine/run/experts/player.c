#include "run/experts/player.h"

#include "base/status.h"
#include "run/experts/experts.h"

#include <stdlib.h>

int ent_player_init(ent_player *self, const ent_model *model, size_t most_worlds, bool for_tables)
{
    size_t count = ent_experts_models(model);
    int status;

    *self = (ent_player){.model = model};
    self->simulator = calloc(count, sizeof(*self->simulator));
    self->kept = calloc(count, sizeof(*self->kept));
    status = self->simulator != NULL && self->kept != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    while (status == ENT_OK && self->simulators < count) {
        size_t e = self->simulators++;
        status = ent_simulator_init(&self->simulator[e], ent_experts_model(model, e), most_worlds);
        if (status == ENT_OK) {
            status = ent_kept_draws_init(&self->kept[e], ent_experts_model(model, e), for_tables);
        }
        if (status == ENT_OK && for_tables) {
            status = ent_simulator_tell_no_deals(&self->simulator[e]);
        }
    }
    return status;
}

void ent_player_free(ent_player *self)
{
    for (size_t e = 0; e < self->simulators; e++) {
        ent_kept_draws_free(&self->kept[e]);
        ent_simulator_free(&self->simulator[e]);
    }
    free(self->simulator);
    free(self->kept);
    *self = (ent_player){.simulators = 0};
}

void ent_player_reset(ent_player *self)
{
    self->expert_shift = 0;
    for (size_t e = 0; e < self->simulators; e++) {
        ent_block_reset(&self->simulator[e].block);
    }
}

ent_simulator *ent_player_of_world(ent_player *self, uint64_t world)
{
    return &self->simulator[ent_experts_of_world(self->model, world + self->expert_shift)];
}

uint64_t ent_player_stretch(ent_player *self, uint64_t world, uint64_t end, ent_simulator **simulator)
{
    uint64_t next = world + 1;

    *simulator = ent_player_of_world(self, world);
    if (self->simulators == 1) {
        return end - world;
    }
    while (next < end && ent_player_of_world(self, next) == *simulator) {
        next++;
    }
    return next - world;
}

static int run_draws(
    ent_simulator *simulator, ent_kept_draws *kept, uint64_t first, uint64_t end, ent_block_use use, void *context)
{
    int status = ENT_OK;

    while (first < end && status == ENT_OK) {
        uint64_t left = end - first;
        size_t rows = left < ENT_BLOCK_ROWS ? (size_t) left : (size_t) ENT_BLOCK_ROWS;
        status = ent_kept_draws_play(kept, simulator, first, rows);
        if (status == ENT_OK) {
            ent_kept_draws_reduce(kept, simulator);
            status = use(context, simulator);
        }
        first += rows;
    }
    return status;
}

int ent_player_run(
    ent_player *self, const ent_chunk_plan *plan, const ent_chunk *chunk, ent_block_use use, void *context)
{
    uint64_t end_world = chunk->world + chunk->worlds;
    uint64_t first = chunk->first;
    int status = ENT_OK;

    for (uint64_t world = chunk->world; world < end_world && status == ENT_OK;) {
        ent_simulator *simulator;
        uint64_t worlds = ent_player_stretch(self, world, end_world, &simulator);
        uint64_t end = (world + worlds) * plan->replications;
        end = end < chunk->end ? end : chunk->end;
        ent_simulator_set_worlds(simulator, world, (size_t) worlds, plan->replications, chunk->starts_world);
        status = run_draws(simulator, &self->kept[simulator - self->simulator], first, end, use, context);
        first = end;
        world += worlds;
    }
    return status;
}

void ent_player_add_guards(const ent_player *self, ent_guard_count *guard)
{
    for (size_t e = 0; e < self->simulators; e++) {
        const ent_block *block = &self->simulator[e].block;
        for (size_t g = 0; g < block->model->guards; g++, guard++) {
            guard->moved += block->guard[g].moved;
            guard->nan += block->guard[g].nan;
        }
    }
}
