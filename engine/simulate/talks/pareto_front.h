/* A set of packages, or of choices of options for some demands ("partial packages"), by column; its Pareto front.
 *
 * Package a dominates package b if a is at least as good as b for every decider, and a rule would choose a first: a has
 * the smaller index, or is better for every decider by more than the tolerance within which packages tie. Removing
 * dominated packages changes no choice of a rule that rises with the utilities, whatever the aspirations. Utilities are
 * sums over demands, so completions of a dominated partial package are dominated too. */
#ifndef ENT_SIMULATE_TALKS_PARETO_FRONT_H
#define ENT_SIMULATE_TALKS_PARETO_FRONT_H

#include "kernels/kernels.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ent_pareto_front {
    size_t count, capacity, deciders;
    double *utility; /* [deciders][capacity] in [0, 1]; of partial packages: weighted scores summed so far */
    double *package; /* [capacity] package index, a whole number: options in file order, last demand fastest */
} ent_pareto_front;

/* Scratch memory for pruning, reused. */
typedef struct ent_pareto_scratch {
    struct ent_pareto_rank *rank, *spare; /* [capacity] */
    size_t capacity;
    bool by_index;         /* only packages with a smaller index dominate: for utilities that are not clamped yet */
    double *least, *above; /* [deciders] */
    size_t deciders;
} ent_pareto_scratch;

/* Frees the arrays. A zeroed set may be freed. */
void ent_pareto_front_free(ent_pareto_front *self);

/* Makes room for `count` members. Keeps the members if the number of deciders stays the same. Returns ENT_ERR_NO_MEMORY
 * if memory runs out; the set is then as before, apart from its capacity. */
int ent_pareto_front_reserve(ent_pareto_front *self, size_t count, size_t deciders);

/* Exchanges two sets. */
void ent_pareto_front_swap(ent_pareto_front *a, ent_pareto_front *b);

/* A zeroed scratch may be freed. */
void ent_pareto_scratch_free(ent_pareto_scratch *self);

/* Copies the Pareto front of `from` to `kept`, by decreasing sum over deciders of utility / scale. May keep some
 * dominated members of very large fronts. scale: [deciders] divisor of the sums, 0 or more; a decider
 * with 0 does not count in the sum. Adds the estimated cost in nanoseconds to `work` and stops once it exceeds `most`;
 * `kept` is then incomplete. Returns ENT_ERR_NO_MEMORY if memory runs out. */
int ent_pareto_front_prune(ent_pareto_front *kept, const ent_pareto_front *from, const double *scale,
    const ent_kernels *kernels, ent_pareto_scratch *room, double *work, double most);

/* Whether the invariants of a pruned set hold: members by decreasing sum, utilities in [0, scale], no member dominated
 * by one of those before it with which ent_pareto_front_prune compares it, no package twice. */
bool ent_pareto_front_check(const ent_pareto_front *self, const double *scale);

#endif
