/* The headline alone, for the many small runs of a sweep: no other counts, and one thread. */
#ifndef ENT_RUN_HEADLINE_H
#define ENT_RUN_HEADLINE_H

#include "model/model.h"
#include "tally/estimate.h"

#include <stdatomic.h>

/* Runs the model and estimates the probability of its headline; the same estimate, to the bit, as that of a whole run.
 * stop: as in ent_run_options. guard: [ent_experts_guards(model)], set. Errors: ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED.
 */
int ent_run_headline(const ent_model *model, const atomic_int *stop, ent_guard_count *guard, ent_estimate *estimate);

#endif
