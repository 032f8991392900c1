/* The headline alone, for the many small runs of a sweep: no other counts, and one thread. */
#ifndef ENT_RUN_HEADLINE_H
#define ENT_RUN_HEADLINE_H

#include "model/model.h"
#include "run/evaluation/evaluation.h"
#include "tally/estimate.h"

#include <stdatomic.h>

/* Runs the model and estimates the probability of its headline; the same estimate, to the bit, as that of a whole run.
 * stop: as in ent_run_options. guard: [ent_experts_guards(model)], set. Errors: ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED.
 */
int ent_run_headline(const ent_model *model, const atomic_int *stop, ent_guard_count *guard, ent_estimate *estimate);

/* Estimates the headline from counts by world of the model. Errors: ENT_ERR_NO_MEMORY. */
int ent_headline_estimate(const ent_model *model, const ent_world_counts *counts, ent_estimate *estimate);

#endif
