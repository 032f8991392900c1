/* Distribution functions: P(X <= x), P(X > x) and the density of every kind. */
#ifndef ENT_DISTRIBUTION_CDF_H
#define ENT_DISTRIBUTION_CDF_H

#include "distribution/kind.h"

/* At x: P(X <= x), P(X > x), density; with `open` P(X < x), P(X >= x). NaN for NaN. */
ent_tails ent_dist_tails(const ent_dist *self, double x, bool open);

/* The tail at x, P(X > x) with `upper`, else P(X <= x), also where it is too small for a double. Continuous kinds only.
 * The logarithm is -inf where there is no probability. */
ent_log_tail ent_dist_log_tail(const ent_dist *self, double x, bool upper);

/* P(X <= x), P(X > x), each with a small error relative to itself in its own tail (about 1e-13; of a truncation 1e-12);
 * NaN for NaN. */
double ent_dist_cdf(const ent_dist *self, double x);
double ent_dist_sf(const ent_dist *self, double x);

/* P(X < x), P(X >= x); they differ from the former at atoms. */
double ent_dist_cdf_below(const ent_dist *self, double x);
double ent_dist_sf_from(const ent_dist *self, double x);

/* Density; 0 for discrete kinds and outside the support. */
double ent_dist_pdf(const ent_dist *self, double x);

#endif
