/* Quantiles of every kind, from either tail. Private to engine/random. */
#ifndef ENT_DISTRIBUTION_QUANTILE_H
#define ENT_DISTRIBUTION_QUANTILE_H

#include "distribution/distribution.h"

/* The smallest x with P(X <= x) >= p, or with `upper` P(X > x) <= p; 0 <= p <= 1. `guess` is where to begin, for kinds
 * that have to search (NaN: nowhere in particular); it never changes what is found beyond rounding. */
double ent_dist_invert(const ent_dist *self, double p, bool upper, double guess);

#endif
