/* Players that evaluations of one model take one after another. The findings of a simulator about the talks (fronts
 * of packages) then serve the next evaluation too; they change no count. */
#ifndef ENT_RUN_PLAYER_POOL_H
#define ENT_RUN_PLAYER_POOL_H

#include "run/experts/player.h"

/* A zeroed pool is empty and may be freed. Calls of one pool must not overlap. */
typedef struct ent_player_pool {
    ent_player *idle; /* [idles] owned: players that no evaluation uses */
    size_t idles, capacity;
} ent_player_pool;

void ent_player_pool_free(ent_player_pool *self);

/* Takes a player of the model for chunks of at most most_worlds worlds out of the pool, as if it were new. Returns
 * false where there is none. *player: freed or given back by the caller. */
bool ent_player_pool_take(ent_player_pool *self, const ent_model *model, size_t most_worlds, ent_player *player);

/* Puts a player that ended without an error into the pool, or frees it where there is no memory for that. *player is
 * zeroed. */
void ent_player_pool_give(ent_player_pool *self, ent_player *player);

#endif
