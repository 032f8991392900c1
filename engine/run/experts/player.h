/* A player: plays the draws of chunks block by block, each world with the model of the expert that it belongs to. Each
 * thread has one of its own. */
#ifndef ENT_RUN_PLAYER_H
#define ENT_RUN_PLAYER_H

#include "run/chunks.h"
#include "run/kept_draws.h"
#include "simulate/simulator.h"

typedef struct ent_player {
    const ent_model *model;   /* borrowed: of the run */
    ent_simulator *simulator; /* [simulators] one a model of the run (run/experts/experts.h) */
    ent_kept_draws *kept;     /* [simulators] */
    size_t simulators;
    uint64_t expert_shift; /* the expert of world w is that of world w + expert_shift (modulo 2^64); 0 by default */
} ent_player;

/* Receives a block that was run, reduced to its kept draws (run/kept_draws.h), of which there may be none; a status
 * other than ENT_OK ends the chunk. No block has draws of two experts. */
typedef int (*ent_block_use)(void *context, const ent_simulator *simulator);

/* for_tables: all that tables need is counted: guarantees by month, as in ent_kept_draws_init, and why there is no
 * deal. most_worlds: largest number of worlds in a chunk. model: borrowed. A zeroed player may be freed. Errors:
 * ENT_ERR_NO_MEMORY. */
int ent_player_init(ent_player *self, const ent_model *model, size_t most_worlds, bool for_tables);
void ent_player_free(ent_player *self);

/* Makes a player that has played as a new one is: no counts, the worlds of the model. What its simulators keep of the
 * talks stays. */
void ent_player_reset(ent_player *self);

/* The simulator that plays a world: that of its expert. */
ent_simulator *ent_player_of_world(ent_player *self, uint64_t world);

/* Returns the number of the worlds from `world` on, below `end`, that belong to one expert; sets *simulator to the one
 * that plays them. */
uint64_t ent_player_stretch(ent_player *self, uint64_t world, uint64_t end, ent_simulator **simulator);

/* Plays all draws of a chunk of the plan. Returns the status of `use`, or ENT_ERR_NO_MEMORY. */
int ent_player_run(
    ent_player *self, const ent_chunk_plan *plan, const ent_chunk *chunk, ent_block_use use, void *context);

/* Adds the counts of all guards of its simulators to guard [ent_experts_guards(model)]. */
void ent_player_add_guards(const ent_player *self, ent_guard_count *guard);

#endif
