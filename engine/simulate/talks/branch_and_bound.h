/* The deal of one round by branch and bound over pairs of half packages (simulate/talks/half_packages.h). Bounds of
 * blocks of heads and tails rule out most pairs without valuing them (A. H. Land and A. G. Doig, Econometrica 28
 * (1960), 497-520).
 *
 * Bounds and values are within rounding, so the result is a short list: all packages that can be the deal. The caller
 * values these again, in the order of the demands, and applies the rule. */
#ifndef ENT_SIMULATE_TALKS_BRANCH_AND_BOUND_H
#define ENT_SIMULATE_TALKS_BRANCH_AND_BOUND_H

#include "simulate/talks/half_packages.h"

typedef struct ent_branch_and_bound {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_pareto_front found; /* result of the last run, with utilities */
    double *offset;         /* [deciders] reservation times sum of weights: gains are counted from here */
    double *maybe;          /* [deciders] weighted gains that can be acceptable */
    double *sure;           /* [deciders] weighted gains that certainly are */
    double *unit;           /* [deciders] 1 / sum of weights; 0 for a decider without weights */
    double *weight;         /* [deciders] factors of the goal */
    double *best;           /* [deciders] largest gain of each, in [0, 1] */
    ent_pairing pairing;
    size_t *option; /* [demands] */
    double work;    /* estimated cost of the last run, nanoseconds */
    bool full;      /* more candidates than the list can hold, or a rule without bounds; `found` is incomplete */
} ent_branch_and_bound;

/* Initialises for a plan with talks. A zeroed struct may be freed. The plan and the kernels must outlive it. Returns
 * ENT_ERR_NO_MEMORY if memory runs out; the struct must be freed all the same. */
int ent_branch_and_bound_init(ent_branch_and_bound *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_branch_and_bound_free(ent_branch_and_bound *self);

/* Fills `found` with all packages that the rule can choose in a round, unless `full` is set. Others may be among them,
 * and a package may be there twice. The plan must have a decider. halves: filled with `preference`. aspiration,
 * reservation: [deciders] utilities of the round. Returns ENT_ERR_NO_MEMORY if memory runs out. */
int ent_branch_and_bound_run(ent_branch_and_bound *self, const ent_half_packages *halves,
    const ent_preference *preference, const double *aspiration, const double *reservation);

#endif
