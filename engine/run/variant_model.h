/* A variant of a scenario: its settings and the models compiled from them. */
#ifndef ENT_RUN_VARIANT_MODEL_H
#define ENT_RUN_VARIANT_MODEL_H

#include "model/model.h"
#include "run/difference.h"
#include "run/pilot.h"
#include "settings/tree.h"

/* Models refer to the scenario, so a variant must not be moved once built. */
typedef struct ent_variant_model {
    const char *id;         /* "base" for the scenario file itself */
    const char *label;      /* in words, as the file has it */
    ent_table_cache *shelf; /* borrowed: cache of distribution tables for all variants; NULL: each model's own */
    ent_tree tree;          /* settings, with the variant's assignments */
    ent_changes changes;    /* against the base; none for the base itself */
    ent_scenario scenario;
    ent_model model;          /* for runs */
    ent_model recorder;       /* keeps every setting's value */
    bool records;             /* whether the recorder is compiled */
    ent_pilot pilot;          /* of the recorder; zeroed until it is run */
    ent_diagnostics warnings; /* of reading and compiling */
} ent_variant_model;

/* Reads and compiles the scenario of self->tree, which holds all assignments already. scenario_id: names the result
 * folder. record: whether to compile the recorder too; its pilot is not run. Errors go to `diagnostics`, unless another
 * variant has the same there, warnings to self->warnings. Errors: ENT_ERR_SCENARIO, ENT_ERR_NO_MEMORY. */
int ent_variant_model_build(ent_variant_model *self, const char *scenario_id, const ent_kernels *kernels, bool record,
    ent_diagnostics *diagnostics);

/* A zeroed variant may be freed. */
void ent_variant_model_free(ent_variant_model *self);

#endif
