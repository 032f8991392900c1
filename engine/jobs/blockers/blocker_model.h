/* The model of a variant with one change. */
#ifndef ENT_JOBS_ANALYSE_BLOCKER_MODEL_H
#define ENT_JOBS_ANALYSE_BLOCKER_MODEL_H

#include "jobs/blockers/blocker_changes.h"
#include "run/variant_model.h"

typedef struct ent_blocker_model {
    ent_variant_model made;     /* with the change, ready to play */
    ent_variant_model settings; /* those of the experts with the change, to which `made` refers */
} ent_blocker_model;

/* Compiles `variant` with the change into self (zeroed), the settings of its experts too; `variant` must outlive self.
 * Free in either case. Errors: ENT_ERR_NO_MEMORY; ENT_ERR_SCENARIO with messages where the change makes the scenario
 * invalid. */
int ent_blocker_model_build(ent_blocker_model *self, const ent_variant_model *variant, const char *scenario_id,
    const ent_blocker_change *change, ent_diagnostics *diagnostics);
void ent_blocker_model_free(ent_blocker_model *self);

#endif
