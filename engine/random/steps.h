/* Guides: fast inverses of distribution functions that rise in steps or along straight lines. Private to
 * engine/random. */
#ifndef ENT_RANDOM_STEPS_H
#define ENT_RANDOM_STEPS_H

#include "random/distribution.h"

#include <stdint.h>

/* u belongs to the first step k with u <= cut[k]: x = value[k] + (u - from[k]) * slope[k]. */
typedef struct ent_dist_steps {
    size_t count;
    const double *cut; /* ascending; the last one is infinite */
    const double *value;
    const double *from, *slope; /* NULL where every slope is 0 */
    size_t buckets;             /* a power of two */
    const uint32_t *guide;      /* [buckets]: the first step that a u >= g / buckets can belong to */
} ent_dist_steps;

/* Whether every value is an atom. */
bool ent_dist_discrete(const ent_dist *self);

/* Builds the guide of a discrete distribution or of `quantiles`; *steps stays NULL where there would be more than 2^15
 * steps. Values rarer than 2^-54 in either tail are left out: no uniform reaches them. ENT_ERR_NO_MEMORY. */
int ent_dist_steps_build(const ent_dist *self, const ent_dist_steps **steps, ent_arena *arena);

void ent_dist_steps_sample(const ent_dist_steps *self, size_t n, const double *u, double *x);

#endif
