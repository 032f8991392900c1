/* Worlds put together from two sets of worlds: some streams of uniforms are those of one set, all others those of the
 * other (the mixed matrices of pick-freeze designs: Saltelli, Comput. Phys. Commun. 145, 2002, 280-297). */
#ifndef ENT_RUN_WORLD_SHIFT_H
#define ENT_RUN_WORLD_SHIFT_H

#include "model/world_source.h"

/* World w has the uniforms of world w + inside in the streams key [keys], and of world w + outside in all others; sums
 * are modulo 2^64, so a shift may go down. Borrowed memory only. */
typedef struct ent_world_shift {
    const uint64_t *key;
    size_t keys;
    uint64_t inside, outside;
} ent_world_shift;

/* Returns a source that reads *self, which must outlive it. */
ent_world_source ent_world_shift_source(const ent_world_shift *self);

#endif
