/* The draws that are kept: those in which the scenario's `given` holds. A block is played whole, and then reduced to
 * its kept rows, so that all that is counted afterwards is of these. Without `given` nothing is done. */
#ifndef ENT_RUN_KEPT_DRAWS_H
#define ENT_RUN_KEPT_DRAWS_H

#include "simulate/simulator.h"

/* A zeroed struct may be freed. */
typedef struct ent_kept_draws {
    const ent_model *model;
    double *kept;    /* [ENT_BLOCK_ROWS] 1 where the draw of the block that was played last is kept; NULL: all are */
    double *row;     /* [ENT_BLOCK_ROWS] number of each kept row in its block */
    uint64_t *month; /* the block's guarantee_month before it was played; NULL where it is not needed */
    ent_guard_count *guard; /* [guards] likewise */
    size_t months;          /* numbers in `month` */
} ent_kept_draws;

/* model: borrowed. by_month: the block's counts of guarantees by month are read, and must be those of kept draws; a
 * block with draws left out is then played twice. Errors: ENT_ERR_NO_MEMORY; the struct may be freed then too. */
int ent_kept_draws_init(ent_kept_draws *self, const ent_model *model, bool by_month);
void ent_kept_draws_free(ent_kept_draws *self);

/* Plays draws as ent_simulator_run, and notes which are kept. The block has all rows; the counts of guards too are of
 * all draws. */
int ent_kept_draws_play(ent_kept_draws *self, ent_simulator *simulator, uint64_t first, size_t rows);

/* Reduces the block, and the counts of its ratification, to the kept rows, of which there may be none. */
void ent_kept_draws_reduce(ent_kept_draws *self, ent_simulator *simulator);

#endif
