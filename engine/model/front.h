/* Packages, or parts of packages, by column; and their Pareto front.
 *
 * A package is dropped only if another is at least as good for every party that deciders, and would be chosen before it:
 * it comes earlier in order, or is better for every party by more than the tie tolerance. So dropping changes no choice
 * of any rule that rises with utilities, whatever the thresholds. What is dropped as a part of a package would be
 * dropped in any completion, since utilities add up. */
#ifndef ENT_MODEL_FRONT_H
#define ENT_MODEL_FRONT_H

#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ent_front {
    size_t count, capacity, deciders;
    double *utility; /* [deciders][capacity] in [0, 1]; of parts: weighted scores summed so far */
    double *package; /* [capacity] index: options in file order, last demand fastest */
} ent_front;

/* Room for pruning, reused. */
typedef struct ent_front_room {
    struct ent_front_rank *rank, *spare; /* [capacity] */
    size_t capacity;
    double *least, *above; /* [deciders] */
    size_t deciders;
} ent_front_room;

void ent_front_free(ent_front *self);

/* Room for `count` members; what is there stays, unless it has other deciders. ENT_ERR_NO_MEMORY. */
int ent_front_reserve(ent_front *self, size_t count, size_t deciders);

void ent_front_room_free(ent_front_room *self);

/* Copies what nothing outdoes from `from` to `kept`, the largest sums of utility / scale first. scale: [deciders] what
 * the utilities are still to be divided by; 0 for a party that has none. Adds to `work` about as many nanoseconds as it
 * took, and stops once it exceeds `most`: then `kept` is of no use. ENT_ERR_NO_MEMORY. */
int ent_front_prune(ent_front *kept, const ent_front *from, const double *scale, const ent_kernels *kernels,
    ent_front_room *room, double *work, double most);

#endif
