#include "run/chunks.h"

enum { CHUNK_DRAWS = 32768, LARGEST_PART = 65536, MOST_WORLDS = 1024, TABLE_NUMBERS = 1 << 19 };

ent_chunk_plan ent_chunk_plan_make(const ent_model *model)
{
    const ent_run_size *run = &model->scenario->run;
    ent_chunk_plan made = {.worlds = run->worlds, .replications = run->replications, .parts = 1};
    size_t tables = model->program.space[ENT_SPACE_WORLD_MONTH].registers * model->truce.horizon;

    if (run->replications > LARGEST_PART) {
        made.worlds_in_chunk = 1;
        made.parts = (run->replications + LARGEST_PART - 1) / LARGEST_PART;
        made.chunks = made.worlds * made.parts;
        return made;
    }
    made.worlds_in_chunk = (CHUNK_DRAWS + run->replications - 1) / run->replications;
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
    uint64_t part = chunk % self->parts;
    ent_chunk made = {.world = chunk / self->parts * self->worlds_in_chunk, .starts_world = part == 0};
    uint64_t left = self->worlds - made.world;

    made.worlds = left < self->worlds_in_chunk ? left : self->worlds_in_chunk;
    made.first = made.world * self->replications + part * LARGEST_PART;
    made.end = (made.world + made.worlds) * self->replications;
    if (self->parts > 1 && made.end - made.first > LARGEST_PART) {
        made.end = made.first + LARGEST_PART;
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
    uint64_t rest = self->chunks % shares; /* two steps, so that nothing overflows for 2^31 shares */

    return whole * share + rest * share / shares;
}
