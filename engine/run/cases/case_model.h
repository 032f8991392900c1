/* The cases of a file as models of their own, which a score plays. */
#ifndef ENT_RUN_CASES_CASE_MODEL_H
#define ENT_RUN_CASES_CASE_MODEL_H

#include "run/variant_model.h"

/* Builds the model of case i of a file (file->scenario.one_case), ready to play worlds, with the models of its experts.
 * Its record is made->scenario.observed, its id that of the case. `made` is zeroed, must not be moved, and needs
 * ent_variant_model_free, also after errors; `file` must outlive it. Errors name the case and go to diagnostics, unless
 * it has the same without the name; warnings go to made->warnings. Error codes: ENT_ERR_SCENARIO, ENT_ERR_NO_MEMORY. */
int ent_case_model_build(ent_variant_model *made, const ent_variant_model *file, size_t i, const ent_kernels *kernels,
    ent_diagnostics *diagnostics);

/* Builds each case in turn, to find all errors. Error codes: likewise. */
int ent_case_models_check(const ent_variant_model *file, const ent_kernels *kernels, ent_diagnostics *diagnostics);

#endif
