/* Who is needed: power indices of contributors in the game "the sum of troops reaches what is required". */
#ifndef ENT_RUN_VOTING_POWER_H
#define ENT_RUN_VOTING_POWER_H

#include "simulate/block.h"
#include "tally/tally.h"

/* What is taken of the draws of a block in which the offer reaches what is required (> 0): one column after the other.
 * Zeroed may be freed. */
typedef struct ent_voting_power {
    uint64_t order_key;  /* stream of the random orders of the Shapley value */
    double *row;         /* [ENT_BLOCK_ROWS] 0, 1, 2, … */
    const double **from; /* [ENT_VOTING_POWER_FIRST_TROOPS + contributors] where columns come from: offered, required, row, troops */
    double *chosen;      /* [ENT_VOTING_POWER_FIRST_TROOPS + contributors][ENT_VOTING_POWER_STRIDE] */
    double *scratch;
} ent_voting_power;

enum { ENT_VOTING_POWER_STRIDE = ENT_BLOCK_ROWS + ENT_CHOOSE_ROOM, ENT_VOTING_POWER_FIRST_TROOPS = 3 };

/* ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_voting_power_init(ent_voting_power *self, const ent_model *model);
void ent_voting_power_free(ent_voting_power *self);

/* Adds the draws of a block that was run to `pivotal` (without this contributor's troops the offer falls short) and
 * `shapley` (it tips the sum when those that join come in a random order; Shapley and Shubik 1954). */
void ent_voting_power_add(ent_voting_power *self, const ent_block *block, ent_tally *tally);

#endif
