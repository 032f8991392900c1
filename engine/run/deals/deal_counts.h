/* Which package is the deal, and which ones could be, counted over all draws of a model. */
#ifndef ENT_RUN_DEAL_COUNTS_H
#define ENT_RUN_DEAL_COUNTS_H

#include "run/deals/acceptance.h"
#include "run/run.h"

/* Counts of kept draws (run/kept_draws.h). */
typedef struct ent_deal_counts {
    size_t packages;
    uint64_t draws;                   /* all */
    uint64_t *deals;                  /* [packages] draws in which the package is the deal; owned */
    uint64_t worlds;                  /* worlds 0 … worlds - 1 are those whose draws acceptance is counted in */
    ent_acceptance_counts acceptance; /* of the draws of these worlds */
} ent_deal_counts;

/* Sets *worlds to the number of worlds in which acceptance is counted: all that the model has, unless packages times
 * draws would take more than about five seconds of processor time. A function of the model and the size of its run
 * alone: where preferences vary by draw, the first 4,096 draws tell how often they are the same. Errors:
 * ENT_ERR_NO_MEMORY. */
int ent_deal_counts_worlds(const ent_model *model, uint64_t *worlds);

/* Plays all draws of a model with talks, of its experts too, to the end of the talks (to the end of the draw where
 * `given` or a truce in force decides which deals count). options: as of a run; no pause. counts: initialised here, and
 * freed by the caller whatever the status. Errors: ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED. */
int ent_deal_counts_run(ent_deal_counts *self, const ent_model *model, const ent_run_options *options);

/* A zeroed struct may be freed. */
void ent_deal_counts_free(ent_deal_counts *self);

#endif
