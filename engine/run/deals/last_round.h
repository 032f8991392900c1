/* The last round of the talks, in a draw that a simulator has played: the utilities of each package, the utility
 * that each party asks for, and the options that are out. */
#ifndef ENT_RUN_LAST_ROUND_H
#define ENT_RUN_LAST_ROUND_H

#include "simulate/simulator.h"

/* One row of a block. Arrays are borrowed from the simulator, and valid until the next row is entered. */
typedef struct ent_last_round {
    ent_preference preference;
    const double *reservation; /* [deciders of the plan] R_p(K) in [0, 1] */
    const double *aspiration;  /* [deciders] a_p(K) - 1e-12; -infinity without a veto */
    const uint64_t *excluded;  /* flags of the options that are out (ent_is_excluded) */
} ent_last_round;

/* Makes rows of the block that was played last ready to be entered, from row `first` on; returns how many, at least 1.
 * Where something happens month by month in the talks, these months are played again, which changes draw registers
 * of the talks. Only for a plan with talks. */
size_t ent_last_round_open(ent_simulator *self, size_t first);

/* Sets the last round of a row that is ready. */
void ent_last_round_enter(ent_simulator *self, size_t row, ent_last_round *round);

#endif
