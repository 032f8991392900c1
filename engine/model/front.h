/* A set of packages, or of choices of options for some demands ("partial packages"), by column; its Pareto front.
 *
 * Package a dominates package b if a is at least as good as b for every decider, and a rule would choose a first: a has
 * the smaller index, or is better for every decider by more than the tolerance within which packages tie. Removing
 * dominated packages changes no choice of a rule that rises with the utilities, whatever the aspirations. Utilities are
 * sums over demands, so completions of a dominated partial package are dominated too. */
#ifndef ENT_MODEL_FRONT_H
#define ENT_MODEL_FRONT_H

#include "math/kernels.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ent_front {
    size_t count, capacity, deciders;
    double *utility; /* [deciders][capacity] in [0, 1]; of partial packages: weighted scores summed so far */
    double *package; /* [capacity] package index, a whole number: options in file order, last demand fastest */
} ent_front;

/* Scratch memory for pruning, reused. */
typedef struct ent_front_room {
    struct ent_front_rank *rank, *spare; /* [capacity] */
    size_t capacity;
    double *least, *above; /* [deciders] */
    size_t deciders;
} ent_front_room;

/* Frees the arrays. A zeroed set may be freed. */
void ent_front_free(ent_front *self);

/* Makes room for `count` members. Keeps the members if the number of deciders stays the same. Returns ENT_ERR_NO_MEMORY
 * if memory runs out; the set is then as before, apart from its capacity. */
int ent_front_reserve(ent_front *self, size_t count, size_t deciders);

/* Exchanges two sets. */
void ent_front_swap(ent_front *a, ent_front *b);

void ent_front_room_free(ent_front_room *self);

/* Copies the Pareto front of `from` to `kept`, by decreasing sum over deciders of utility / scale. May keep some
 * dominated members of very large fronts. scale: [deciders] divisor of the sums, 0 or more; a decider
 * with 0 does not count in the sum. Adds the estimated cost in nanoseconds to `work` and stops once it exceeds `most`;
 * `kept` is then incomplete. Returns ENT_ERR_NO_MEMORY if memory runs out. */
int ent_front_prune(ent_front *kept, const ent_front *from, const double *scale, const ent_kernels *kernels,
    ent_front_room *room, double *work, double most);

/* Whether the invariants of a pruned set hold: members by decreasing sum, utilities in [0, scale], no member dominated
 * by one of those before it with which ent_front_prune compares it, no package twice. */
bool ent_front_check(const ent_front *self, const double *scale);

#endif
