/* The acceptable packages without those that ratification has refused, for draws in a second or later attempt.
 *
 * Where there are few packages, all acceptable ones are listed, dominated ones too, and the refused are left out. Else:
 * a refused package may dominate others, which can then be the deal, so the Pareto fronts and bounds of all packages do
 * not serve here. All packages but a refused one are a union of boxes (sets of packages given by the open options of
 * each demand): those that differ from it in the first demand; those that agree with it there and differ in the second;
 * and so on. With r refused packages and D demands there are at most 1 + r (D - 1) boxes. Within a box every package is
 * allowed, so each is enumerated as usual (simulate/talks/enumerate.h), and the packages found in all of them go to the
 * rule. */
#ifndef ENT_SIMULATE_TALKS_REMAINING_PACKAGES_H
#define ENT_SIMULATE_TALKS_REMAINING_PACKAGES_H

#include "simulate/talks/enumerate.h"

/* The packages that a draw cannot agree on any more, each once. Borrowed. */
typedef struct ent_refused_packages {
    const uint32_t *package; /* [count] package indices */
    size_t count;            /* at most the number of rounds */
} ent_refused_packages;

typedef struct ent_remaining_packages {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_pareto_front found; /* acceptable packages of the last run */
    bool *shut;             /* [rounds + 1][options] closed options of the boxes that are being divided */
    uint32_t *index;        /* [indices] scratch */
    size_t indices;
    size_t *option; /* [demands] scratch */
} ent_remaining_packages;

/* Initialises for a plan with talks. A zeroed struct may be freed. The plan and the kernels must outlive it. Returns
 * ENT_ERR_NO_MEMORY if memory runs out; the struct must be freed all the same. */
int ent_remaining_packages_init(ent_remaining_packages *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_remaining_packages_free(ent_remaining_packages *self);

/* Fills `found` with the packages that the rule can choose among those that give every decider `aspiration`
 * ([deciders]) or more and were not refused; a few others may be among them. search: runs the enumerations. excluded:
 * flags of the excluded options. Returns ENT_ERR_NO_MEMORY if memory runs out. */
int ent_remaining_packages_run(ent_remaining_packages *self, ent_enumeration *search, const ent_preference *preference,
    const uint64_t *excluded, const double *aspiration, ent_refused_packages refused);

/* Returns how many of the refused packages with an index up to `last` would be acceptable otherwise. */
size_t ent_acceptable_refused(ent_remaining_packages *self, const ent_preference *preference, const uint64_t *excluded,
    const double *aspiration, ent_refused_packages refused, size_t last);

#endif
