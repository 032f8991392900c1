/* The register of assumptions: every setting that the file gives, as written and as understood, with the quantiles of
 * its value, its note and its source. */
#ifndef ENT_TABLES_ASSUMPTIONS_H
#define ENT_TABLES_ASSUMPTIONS_H

#include "base/arena.h"
#include "run/experiment.h"

#include <stddef.h>

/* One setting. Texts are borrowed from the case and the arena. */
typedef struct ent_assumption_row {
    const char *path;       /* "contributors.italy.joins" */
    const char *written;    /* As in the file */
    const char *understood; /* In words */
    double p05, p50, p95;   /* Quantiles in the pilot, in the unit of the setting; NaN: not known */
    const char *note;       /* Own note, else that of the nearest group around the setting; "" when there is none */
    const char *source;     /* Likewise */
} ent_assumption_row;

/* Lists the assumptions of a variant: an array [*rows] in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_assumptions(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row **row, size_t *rows);

#endif
