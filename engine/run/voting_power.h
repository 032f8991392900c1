/* Power indices of contributors in the weighted voting game "the sum of troops reaches the required force", one game a
 * draw and force in which the contributors to the force that join reach it.
 *
 * Shapley value (Shapley 1953, A value for n-person games, Contributions to the Theory of Games II, 307-317; as a power
 * index: Shapley and Shubik 1954, American Political Science Review 48, 787-792): the probability that a contributor is
 * the pivot, the one that tips the sum, when contributors come in a random order. Estimated by one random order a draw
 * (Castro, Gómez and Tejada 2009, Polynomial calculation of the Shapley value based on sampling, Computers & Operations
 * Research 36, 1726-1730; there one game and many orders). */
#ifndef ENT_RUN_VOTING_POWER_H
#define ENT_RUN_VOTING_POWER_H

#include "simulate/block.h"
#include "tally/tally.h"

enum {
    ENT_VOTING_POWER_STRIDE = ENT_BLOCK_ROWS + ENT_CHOOSE_ROOM, /* room of a column */
    ENT_VOTING_POWER_FIRST_TROOPS = 3 /* first column of troops: before it come offered, required, row */
};

/* The draws of a block that have a game of a force: offered >= required > 0, by column. A zeroed one may be freed. */
typedef struct ent_voting_power {
    uint64_t *order_key; /* [forces] stream of the random orders */
    double *row;         /* [ENT_BLOCK_ROWS] 0, 1, 2, … */
    const double **from; /* [3 + contributors] columns to choose from: offered, required, row, troops of the members;
                            borrowed */
    double *chosen;      /* [3 + contributors][ENT_VOTING_POWER_STRIDE] the same columns, of the chosen draws */
    double *scratch;     /* [contributors + 3][ENT_GAME_SCRATCH] */
    uint64_t *pivots;    /* [contributors] of the members of a force: draws of a block in which each is the pivot */
} ent_voting_power;

/* Errors: ENT_ERR_NO_MEMORY. */
int ent_voting_power_init(ent_voting_power *self, const ent_model *model);
void ent_voting_power_free(ent_voting_power *self);

/* Adds the draws of a block that was run to tally->pivotal (draws in which the offer falls short without the
 * contributor's troops) and tally->shapley (draws in which the contributor is the pivot of the random order). */
void ent_voting_power_add(ent_voting_power *self, const ent_block *block, ent_tally *tally);

#endif
