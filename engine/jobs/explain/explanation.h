/* One simulated future (draw) replayed, and in plain sentences. */
#ifndef ENT_JOBS_EXPLANATION_H
#define ENT_JOBS_EXPLANATION_H

#include "run/experiment.h"
#include "simulate/simulator.h"

/* Runs one draw of a variant with all values recorded. draw: 0 ... worlds * replications - 1. simulator: initialised
 * here, freed by the caller whatever the status. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_replay(ent_simulator *simulator, const ent_variant_model *variant, uint64_t draw);

/* Explains row 0 of a block that was replayed: the world, the coalition, the talks, the truce and the outcome, in
 * lines. The caller frees the text. NULL when memory is out. */
char *ent_explanation(const ent_block *block);

#endif
