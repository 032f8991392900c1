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
    const struct ent_variant_model *base; /* borrowed: the file without a variant, which numbers the dimensions of the
                                             run's design (run/designs/design.h); NULL: this one */
    ent_tree tree;                        /* settings, with the variant's assignments */
    ent_changes changes;                  /* against the base; none for the base itself */
    ent_scenario scenario;
    ent_model model;                   /* for runs */
    ent_model recorder;                /* keeps every setting's value */
    bool records;                      /* whether the recorder is compiled */
    ent_pilot pilot;                   /* of the recorder; zeroed until it is run */
    ent_diagnostics warnings;          /* of reading and compiling */
    ent_arena arena;                   /* owns the following */
    struct ent_variant_model **expert; /* [experts] the variant with the settings of each expert, by whose models its
                                          worlds are played; `changes` against the variant; none of their own */
    size_t experts;
} ent_variant_model;

/* Reads and compiles the scenario of self->tree, which holds all assignments already. scenario_id: names the result
 * folder. record: whether to compile the recorder too; its pilot is not run. Errors go to `diagnostics`, unless another
 * variant has the same there, warnings to self->warnings. Errors: ENT_ERR_SCENARIO, ENT_ERR_NO_MEMORY. */
int ent_variant_model_build(ent_variant_model *self, const char *scenario_id, const ent_kernels *kernels, bool record,
    ent_diagnostics *diagnostics);

/* Builds the variant of each expert of self->scenario, once self is built, and lets their models play its worlds. The
 * settings of expert e are those of from->expert[e], or where `from` is self its own ones with the expert's `set`; then
 * come the assignments set [sets]. `from` must outlive self. The variants must have the named groups and options of
 * self. Errors name the expert, unless self has the same; warnings go to self->warnings. Without experts nothing is
 * done. Errors: as above. */
int ent_variant_model_add_experts(ent_variant_model *self, const ent_variant_model *from, const ent_assignment *set,
    size_t sets, const ent_kernels *kernels, bool record, ent_diagnostics *diagnostics);

/* A zeroed variant may be freed. */
void ent_variant_model_free(ent_variant_model *self);

#endif
