/* Compiling: from a scenario to a model (model/model.h) that any number of threads can run. */
#ifndef ENT_COMPILE_COMPILE_H
#define ENT_COMPILE_COMPILE_H

#include "model/model.h"

struct ent_compiler;

/* Resolves names, checks stages and rates, and lays out the program of a zeroed model. The scenario must outlive the
 * model; kernels are kept. recording: keep every setting's value in a register, for `explain`, `check` and draws.csv
 * (slower). All errors and warnings go to diagnostics. Returns ENT_OK, ENT_ERR_SCENARIO if there are errors, or
 * ENT_ERR_NO_MEMORY; free the model in all cases. */
int ent_model_compile(ent_model *self, const ent_scenario *scenario, const ent_kernels *kernels, bool recording,
    ent_diagnostics *diagnostics);

/* The same with an initialised compiler. Its value graph can be inspected until the compiler is freed. */
int ent_compiler_run(struct ent_compiler *self);

#endif
