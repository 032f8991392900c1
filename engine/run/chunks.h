/* The chunks of a run: its units of work, which depend on the scenario alone. */
#ifndef ENT_RUN_CHUNKS_H
#define ENT_RUN_CHUNKS_H

#include "model/model.h"

#include <stdint.h>

/* A chunk is some whole worlds, or a part of one where a world has very many draws. */
typedef struct ent_chunk_plan {
    uint64_t worlds, replications;
    uint64_t worlds_in_chunk; /* 1 where worlds are split */
    uint64_t parts;           /* chunks a world, where worlds are split; else 1 */
    uint64_t chunks;
} ent_chunk_plan;

/* One chunk: draws first … end - 1, of `worlds` worlds from `world` on. */
typedef struct ent_chunk {
    uint64_t world, worlds, first, end;
    bool starts_world; /* not a later part of a world that is split */
} ent_chunk;

ent_chunk_plan ent_chunk_plan_make(const ent_model *model);
ent_chunk ent_chunk_plan_get(const ent_chunk_plan *self, uint64_t chunk);

/* Draws of the chunks before `chunk` (at most all of them). */
uint64_t ent_chunk_plan_draws_before(const ent_chunk_plan *self, uint64_t chunk);

/* Shares 1 … shares of the chunks: share i is from boundary(i - 1) up to boundary(i). Equal to a chunk. */
uint64_t ent_chunk_plan_boundary(const ent_chunk_plan *self, uint64_t share, uint64_t shares);

#endif
