/* How long truces last, counted by world: what predictions of survival are estimated from. */
#ifndef ENT_RUN_TRUCE_SURVIVAL_H
#define ENT_RUN_TRUCE_SURVIVAL_H

#include "run/evaluation/evaluation.h"
#include "tally/estimate.h"

/* Of the first truce of each draw: a draw with a deal in force, or with a truce in force every draw. A zeroed struct
 * may be freed. */
typedef struct ent_truce_survival {
    uint64_t worlds, replications;
    size_t horizon;      /* months that truces are followed */
    uint32_t *lasting;   /* [horizon + 1][worlds] draws whose truce lasts m months or more, m = 0 all of them */
    bool unknowns;       /* something differs between worlds */
    bool design;         /* as in ent_world_counts */
    size_t not_a_number; /* number of the first guard of which a value was NaN: its figures must not be used; SIZE_MAX
                            without one */
} ent_truce_survival;

/* Plays the evaluation (whose members count and counts it sets) and counts. Fills self (zeroed), which is freed by the
 * caller whatever the status. Errors: ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED. */
int ent_truce_survival_fill(ent_truce_survival *self, const ent_evaluation *evaluation);
void ent_truce_survival_free(ent_truce_survival *self);

/* Sets *estimate to the chance that a truce lasts `months` or more of those that last `given` or more, given <= months
 * <= horizon, with its range across worlds. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_truce_survival_estimate(const ent_truce_survival *self, size_t months, size_t given, ent_estimate *estimate);

/* Returns the same chance alone; NaN where no truce lasts so long. */
double ent_truce_survival_chance(const ent_truce_survival *self, size_t months, size_t given);

#endif
