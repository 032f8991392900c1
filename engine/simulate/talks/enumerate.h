/* Enumerates the packages that can be the deal, demand by demand: each partial package takes each open option of the
 * next demand. A partial package is dropped if some decider's aspiration is out of reach even with the best options of
 * the remaining demands, or if another partial package dominates it (simulate/talks/pareto_front.h). */
#ifndef ENT_SIMULATE_TALKS_ENUMERATE_H
#define ENT_SIMULATE_TALKS_ENUMERATE_H

#include "simulate/talks/exclusions.h"
#include "simulate/talks/pareto_front.h"
#include "simulate/talks/preferences.h"

/* With `together` the steps are its bundles, not the demands (simulate/talks/bundles.h): below, "options" then means
 * choices, and "weighted scores" their worths. */
typedef struct ent_enumeration {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_pareto_front found; /* result of the last run */
    ent_pareto_front next;
    ent_pareto_scratch room;
    const ent_preference *preference;
    const bool *shut;   /* [options] options that are closed besides the excluded ones; NULL: none */
    bool for_many;      /* the result serves many draws: it is pruned to a Pareto front */
    bool keeps_all;     /* nothing is pruned: all packages that can be acceptable are found; set by the caller */
    double *penalty;    /* [options] -inf for an excluded option, else 0 */
    size_t *open;       /* [options] options that are not excluded, demand by demand */
    size_t *first_open; /* [demands + 1] */
    double *rest;       /* [demands + 1][deciders] largest sum of weighted scores of demands d, d + 1, … */
    double *scale;      /* [deciders] sum of weights */
    double *floor;      /* [deciders] smallest sum of weighted scores that can be enough */
    double *bound;      /* [deciders] smallest sum of a partial package that can be enough */
    uint32_t *index;    /* [indices] */
    size_t indices;
    double work; /* estimated cost of the last run, nanoseconds */
} ent_enumeration;

/* Initialises for a plan with talks. A zeroed struct may be freed. The plan and the kernels must outlive it. Returns
 * ENT_ERR_NO_MEMORY if memory runs out; the struct must be freed all the same. */
int ent_enumeration_init(ent_enumeration *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_enumeration_free(ent_enumeration *self);

/* Begins a search: sets the open options and the bounds. Returns false if it is certain that no package is acceptable:
 * all options of some demand are excluded, or the best options of all demands together give some decider less than
 * `least`. excluded: flags of the excluded options. least: [deciders] utility that every package must reach; NULL: the
 * smallest aspirations that the plan allows, for a result that serves many draws. `preference` must outlive the search.
 */
bool ent_enumeration_open(
    ent_enumeration *self, const ent_preference *preference, const uint64_t *excluded, const double *least);

/* Returns the number of packages of the open options, after ent_enumeration_open returned true. */
double ent_enumeration_packages(const ent_enumeration *self);

/* Fills `found` with the packages that the rule can choose, after ent_enumeration_open returned true. A few others may
 * be among them. Stops when `work` exceeds `most` nanoseconds; `found` is then incomplete. Returns ENT_ERR_NO_MEMORY if
 * memory runs out. */
int ent_enumeration_run(ent_enumeration *self, double most);

/* --- parts, for simulate/talks/bundles.c ----------------------------------------------------------------------------
 */

/* Makes `found` the partial package without any option. */
void ent_enumeration_start(ent_enumeration *self);

/* Makes room for `count` more members in `next` and as many numbers in `index`. Returns ENT_ERR_NO_MEMORY if memory
 * runs out. */
int ent_enumeration_reserve(ent_enumeration *self, size_t count);

/* Whether to compare the packages found with one another. whole: they are whole packages. */
bool ent_enumeration_is_worth_pruning(const ent_enumeration *self, bool whole);

/* Drops dominated packages from `found`. Returns ENT_ERR_NO_MEMORY if memory runs out. */
int ent_enumeration_prune(ent_enumeration *self, double most);

#endif
