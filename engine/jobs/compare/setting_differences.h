/* What differs between the settings of two choices, in the terms of the register of assumptions. */
#ifndef ENT_JOBS_SETTING_DIFFERENCES_H
#define ENT_JOBS_SETTING_DIFFERENCES_H

#include "run/experiment.h"
#include "tables/analysis/compare.h"

/* Lists the settings whose entry in the register differs: those of the first in their order, then those that only the
 * second has. An array [*rows] in the arena, whose names of choices are left open. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_setting_differences(const ent_variant_model *first, const ent_variant_model *second, ent_arena *arena,
    ent_compare_settings_row **row, size_t *rows);

#endif
