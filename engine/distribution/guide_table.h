/* Guides: fast inverses of distribution functions that rise in steps or along straight lines. Private to
 * engine/random. */
#ifndef ENT_DISTRIBUTION_GUIDE_TABLE_H
#define ENT_DISTRIBUTION_GUIDE_TABLE_H

#include "distribution/distribution.h"

#include <stdint.h>

/* u belongs to the first step k with u <= cut[k]: x = value[k] + (u - from[k]) * slope[k]. */
typedef struct ent_guide_table {
    size_t count;
    const double *cut; /* ascending; the last one is infinite */
    const double *value;
    const double *from, *slope; /* NULL where every slope is 0 */
    size_t buckets;             /* a power of two */
    const uint32_t *guide;      /* [buckets]: the first step that a u >= g / buckets can belong to */
} ent_guide_table;

/* Whether every value is an atom. */
bool ent_dist_discrete(const ent_dist *self);

/* Builds the guide of a discrete distribution or of `quantiles`; *steps stays NULL where there would be more than 2^15
 * steps. Values rarer than 2^-54 in either tail are left out: no uniform reaches them. ENT_ERR_NO_MEMORY. */
int ent_guide_table_build(const ent_dist *self, const ent_guide_table **steps, ent_arena *arena);

void ent_guide_table_sample(const ent_guide_table *self, size_t n, const double *u, double *x);

#endif
