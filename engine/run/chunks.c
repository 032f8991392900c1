#include "run/chunks.h"

#include "run/experts/experts.h"

/* Draws wanted in a chunk of whole worlds, most draws of a world that is not split (and of a chunk of one that is),
 * most worlds in a chunk, and most numbers in its tables by month. Checkpoints and shards depend on them: changing one
 * makes files written before unreadable. */
enum { CHUNK_DRAWS = 32768, SPLIT_DRAWS = 65536, MOST_WORLDS = 1024, TABLE_NUMBERS = 1 << 19 };

/* Number of tables by world and month, of the expert with the most. */
static size_t most_tables(const ent_model *model)
{
    size_t most = 0;

    for (size_t e = 0; e < ent_experts_models(model); e++) {
        size_t own = ent_experts_model(model, e)->program.space[ENT_SPACE_WORLD_MONTH].registers;
        most = own > most ? own : most;
    }
    return most;
}

/* Makes the worlds of the first stage a whole number of chunks, and so those of all stages but the last. */
static void fit_stages(ent_chunk_plan *self, const ent_run_size *run)
{
    uint64_t first = ent_design_stage(run->design, UINT64_MAX, 0);

    self->worlds_in_chunk = self->worlds_in_chunk < first ? self->worlds_in_chunk : first;
    while (first % self->worlds_in_chunk != 0) {
        self->worlds_in_chunk--;
    }
    ent_chunk_plan_cut(self, self->worlds);
}

ent_chunk_plan ent_chunk_plan_make(const ent_model *model)
{
    const ent_run_size *run = &model->scenario->run;
    ent_chunk_plan made = ent_chunk_plan_of_size(model, run->worlds, run->replications);

    if (run->until > 0.0) {
        fit_stages(&made, run);
    }
    return made;
}

void ent_chunk_plan_cut(ent_chunk_plan *self, uint64_t worlds)
{
    self->worlds = worlds;
    self->chunks = (worlds + self->worlds_in_chunk - 1) / self->worlds_in_chunk * self->chunks_in_world;
}

ent_chunk_plan ent_chunk_plan_of_size(const ent_model *model, uint64_t worlds, uint64_t replications)
{
    ent_chunk_plan made = {.worlds = worlds, .replications = replications, .chunks_in_world = 1};
    size_t tables = most_tables(model) * model->truce.horizon;

    if (replications > SPLIT_DRAWS) {
        made.worlds_in_chunk = 1;
        made.chunks_in_world = (replications + SPLIT_DRAWS - 1) / SPLIT_DRAWS;
        made.chunks = made.worlds * made.chunks_in_world;
        return made;
    }
    made.worlds_in_chunk = (CHUNK_DRAWS + replications - 1) / replications;
    if (made.worlds_in_chunk > MOST_WORLDS) {
        made.worlds_in_chunk = MOST_WORLDS;
    }
    while (made.worlds_in_chunk > 1 && made.worlds_in_chunk * tables > TABLE_NUMBERS) {
        made.worlds_in_chunk /= 2;
    }
    made.chunks = (made.worlds + made.worlds_in_chunk - 1) / made.worlds_in_chunk;
    return made;
}

ent_chunk ent_chunk_plan_get(const ent_chunk_plan *self, uint64_t chunk)
{
    uint64_t in_world = chunk % self->chunks_in_world;
    ent_chunk made = {.world = chunk / self->chunks_in_world * self->worlds_in_chunk, .starts_world = in_world == 0};
    uint64_t left = self->worlds - made.world;

    made.worlds = left < self->worlds_in_chunk ? left : self->worlds_in_chunk;
    made.first = made.world * self->replications + in_world * SPLIT_DRAWS;
    made.end = (made.world + made.worlds) * self->replications;
    if (self->chunks_in_world > 1 && made.end - made.first > SPLIT_DRAWS) {
        made.end = made.first + SPLIT_DRAWS;
    }
    return made;
}

uint64_t ent_chunk_plan_draws_before(const ent_chunk_plan *self, uint64_t chunk)
{
    return chunk < self->chunks ? ent_chunk_plan_get(self, chunk).first : self->worlds * self->replications;
}

uint64_t ent_chunk_plan_boundary(const ent_chunk_plan *self, uint64_t share, uint64_t shares)
{
    uint64_t whole = self->chunks / shares;
    uint64_t rest = self->chunks % shares; /* in two terms, so that no product overflows for 2^31 shares */

    return whole * share + rest * share / shares;
}
