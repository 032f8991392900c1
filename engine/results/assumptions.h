/* The register of assumptions: every setting as written, as understood, what it comes to, and where it is from. */
#ifndef ENT_RESULTS_ASSUMPTIONS_H
#define ENT_RESULTS_ASSUMPTIONS_H

#include "results/tables.h"
#include "run/experiment.h"

/* The rows of a variant, those of settings that the file gives; in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_assumptions(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row **row, size_t *rows);

#endif
