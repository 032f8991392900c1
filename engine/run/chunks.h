/* Chunks: the units of work of a run. How a run is divided depends on the scenario alone, so that checkpoints, shards
 * and ranks of any number refer to the same chunks. */
#ifndef ENT_RUN_CHUNKS_H
#define ENT_RUN_CHUNKS_H

#include "model/model.h"

#include <stdint.h>

/* How a run is divided: a chunk is a number of whole worlds, or, where a world has very many draws, a share of one
 * world. */
typedef struct ent_chunk_plan {
    uint64_t worlds, replications;
    uint64_t worlds_in_chunk; /* 1 where worlds are split */
    uint64_t chunks_in_world; /* where worlds are split; else 1 */
    uint64_t chunks;          /* number of all chunks */
} ent_chunk_plan;

/* A chunk: the draws first … end - 1 of `worlds` worlds, the first of which is number `world`. */
typedef struct ent_chunk {
    uint64_t world, worlds, first, end;
    bool starts_world; /* the first draw is the first of its world; false in the later chunks of a split world */
} ent_chunk;

/* Returns the division of the model's run. With `until` the worlds of each stage (ent_design_stage) are whole chunks.
 */
ent_chunk_plan ent_chunk_plan_make(const ent_model *model);

/* Changes the number of worlds, and that of chunks with it. */
void ent_chunk_plan_cut(ent_chunk_plan *self, uint64_t worlds);

/* Returns the division of that many draws of the model: worlds and replications > 0. */
ent_chunk_plan ent_chunk_plan_of_size(const ent_model *model, uint64_t worlds, uint64_t replications);

/* Returns a chunk by its number, below self->chunks. */
ent_chunk ent_chunk_plan_get(const ent_chunk_plan *self, uint64_t chunk);

/* Returns the number of draws in the chunks before `chunk`; in all chunks if there is no such chunk. */
uint64_t ent_chunk_plan_draws_before(const ent_chunk_plan *self, uint64_t chunk);

/* Returns the first chunk after share `share` of `shares`: share i = 1 … shares is the chunks boundary(i - 1) …
 * boundary(i) - 1. Sizes of shares differ by one chunk at most. */
uint64_t ent_chunk_plan_boundary(const ent_chunk_plan *self, uint64_t share, uint64_t shares);

#endif
