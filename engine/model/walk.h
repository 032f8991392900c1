/* The deal of one round without a front: packages as heads and tails (model/halves.h). The best that a head can be
 * worth with any tail is known beforehand, and tails are gone through only where it may be the best of all.
 *
 * Bounds and values are within rounding here, so what is found is all that may be the deal; who uses it looks at these
 * few packages again with their utilities in full. */
#ifndef ENT_MODEL_WALK_H
#define ENT_MODEL_WALK_H

#include "model/halves.h"

typedef struct ent_walk {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_front found;
    double *offset;        /* [deciders] gains are counted from here: reservations, times the sum of weights */
    double *maybe, *sure;  /* [deciders] gains that may be, and certainly are, acceptable */
    double *unit;          /* [deciders] one over the sum of weights; 0 where there are none */
    double *weight, *best; /* [deciders] */
    ent_pairing pairing;
    size_t *option; /* [demands] */
    double work;    /* of the last run: about so many nanoseconds */
    bool full;      /* there are too many that may be the deal */
} ent_walk;

/* A zeroed struct may be freed. The plan, which must have deciders, and the kernels must outlive it. ENT_ERR_NO_MEMORY.
 */
int ent_walk_init(ent_walk *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_walk_free(ent_walk *self);

/* Fills `found` with all packages that the rule (not `random`) may choose where the deciders ask for `least` and have
 * `reservation` otherwise ([deciders] each); others may be among them, the same one more than once. Where these are very
 * many, `full` is set and `found` is of no use. ENT_ERR_NO_MEMORY. */
int ent_walk_run(ent_walk *self, const ent_halves *halves, const ent_preference *preference, const double *least,
    const double *reservation);

#endif
