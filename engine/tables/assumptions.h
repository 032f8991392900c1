/* The register of assumptions: every setting that the results depend on, as written and as understood, with the
 * quantiles of its value, its note and its source. First the quantities that the file gives, in the order of
 * compilation, then the settings without a formula (tables/structure_rows.h). */
#ifndef ENT_TABLES_ASSUMPTIONS_H
#define ENT_TABLES_ASSUMPTIONS_H

#include "base/arena.h"
#include "run/experiment.h"
#include "tables/assumption_row.h"

#include <stddef.h>

/* Lists the assumptions of a variant: an array [*rows] in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_assumptions(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row **row, size_t *rows);

#endif
