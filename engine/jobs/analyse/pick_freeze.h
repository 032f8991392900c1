/* Sobol' indices of a model's headline: plays the matrices of a pick-freeze design and takes their covariances. */
#ifndef ENT_JOBS_ANALYSE_PICK_FREEZE_H
#define ENT_JOBS_ANALYSE_PICK_FREEZE_H

#include "analysis/sobol_indices.h"
#include "jobs/analyse/evaluator.h"
#include "run/evaluation/unknown_groups.h"

/* The indices of one group. */
typedef struct ent_group_indices {
    ent_sobol_index first, total;
} ent_group_indices;

typedef struct ent_pick_freeze {
    ent_unknown_groups groups;
    ent_group_indices *index; /* [groups.count] in the arena of groups */
    bool measured;            /* the variance is distinct from noise; else all indices are NaN */
    double variance, error;   /* V(A) of p_w across worlds and its standard error, squared unit of the headline */
    uint64_t evaluations;     /* worlds played */
} ent_pick_freeze;

/* Number of draws that ent_pick_freeze_run plays where the variance is measured. */
uint64_t ent_pick_freeze_draws(const ent_model *model);

/* Plays the worlds n and replications of the model's scenario 4 + g times for g groups of unknowns. A are the worlds 0
 * … n - 1, B the worlds n … 2 n - 1: rows of uniforms, of which the mixture of a group takes its streams from B and all
 * others from A. The first-order index is that of B: both are rows of independent uniforms, so their roles may be
 * exchanged, and one mixture serves both indices:
 *
 *   S = Cov(p(B), p(A with the group from B)) / V(B),   T = 1 - Cov(p(A), p(A with the group from B)) / V(A)
 *
 * V is the covariance of two evaluations of the same worlds. Evaluation e (A, A again, B, B again, then a mixture a
 * group) has the draws of the worlds e n … e n + n - 1, so each has random numbers of its own, and the first has those
 * of the run. Where V of A or of B is not measured, the others are not played.
 *
 * Errors: those of the evaluator; ENT_ERR_NO_MEMORY. Free in either case; a zeroed struct may be freed. */
int ent_pick_freeze_run(ent_pick_freeze *self, const ent_model *model, const ent_evaluator *evaluator);
void ent_pick_freeze_free(ent_pick_freeze *self);

#endif
