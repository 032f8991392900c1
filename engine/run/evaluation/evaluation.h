/* An evaluation: plays a model over a set of worlds and counts by world what analyses read of it: the headline, and
 * deals. Nothing else is counted, so it costs less than a run. */
#ifndef ENT_RUN_EVALUATION_H
#define ENT_RUN_EVALUATION_H

#include "run/evaluation/front_stock.h"
#include "run/evaluation/player_pool.h"
#include "run/evaluation/world_counts.h"

#include <stdatomic.h>

struct ent_block; /* simulate/block.h */

/* All pointers are borrowed. World i of the evaluation has the number first_world + i, and its draws the numbers
 * (first_world + i) * replications + r: so two evaluations with first_world 0 and the same size have common random
 * numbers, and one with a first_world beyond the worlds of another has random numbers of its own. */
typedef struct ent_evaluation {
    const ent_model *model; /* its experts play their own worlds */
    uint64_t first_world;
    uint64_t worlds, replications;  /* > 0 */
    const ent_world_source *source; /* of the uniforms of worlds; NULL: the model's own */
    uint64_t expert_shift;          /* world w belongs to the expert of world w + expert_shift */
    ent_player_pool *players;       /* where threads take their players from, and leave them; NULL: of their own */
    ent_front_stock *stock; /* what new players take from it and leave in it, where packages agree; NULL: none */
    unsigned threads;       /* 0: one for each processor; the counts are the same for any number */
    const atomic_int *stop; /* not 0: the evaluation ends soon; NULL: never */
    void (*progress)(
        void *context, uint64_t draws); /* after each chunk, from any thread, one call at a time; or NULL */
    void *context;
    /* Counts a block besides, at row's world of the evaluation block->first_world + block->world_of[row] - first_world;
     * from any thread, but for one world one call at a time; or NULL. */
    void (*count)(void *counts, const struct ent_block *block);
    void *counts;
} ent_evaluation;

/* Sets *counts, which is freed by the caller whatever the status. Errors: ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED. */
int ent_evaluate(ent_world_counts *counts, const ent_evaluation *evaluation);

#endif
