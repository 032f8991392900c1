/* Distributions: how a uniform becomes the value of a random quantity. Sampling is by inversion throughout, so that a
 * quantity rises with its uniform (or normal score), whatever its kind.
 *
 * A distribution with constant parameters is an object (ent_dist), made once and then read by any number of threads.
 * Parameters that vary by row go through ent_dist_quantile_with, or through the kind's expression
 * (distribution/kind.h).
 *
 * All results are computed with IEEE basic operations and SLEEF's deterministic scalar functions, without libm, so they
 * are the same bytes on every processor. */
#ifndef ENT_DISTRIBUTION_DISTRIBUTION_H
#define ENT_DISTRIBUTION_DISTRIBUTION_H

#include "distribution/kind.h"
#include "distribution/kinds.h"

/* Makes a distribution.
 *
 * parameters  [count] those arguments of the kind that are numbers; they must be finite, except the bounds of truncate.
 *             interval: low, high and, as an optional third, 1 for logit-normal (then 0 < low < high < 1).
 *             mixture: the weights.
 * components       mixture: [count] distributions; truncate: one; otherwise NULL. They must outlive self.
 * arena       owns the memory that self points to.
 *
 * ENT_ERR_ARGUMENT where the parameters are outside the domain (or truncate's interval has no probability),
 * ENT_ERR_NO_MEMORY. On error self is zeroed. Special cases of another kind become that kind: beta(1, 1) and a
 * truncated uniform are uniform, gamma(1, s) is exponential. */
int ent_dist_init(ent_dist *self, const ent_distribution_kind *kind, const double *parameters, size_t count,
    const ent_dist *const *components, ent_arena *arena);

/* Mean; NaN where it does not exist (student_t, df <= 1) or has no closed form (truncate, logit-normal). */
double ent_dist_mean(const ent_dist *self);

/* The quantile at u (see ent_dist_quantile) for parameters that vary by row; only for kinds without components and up
 * to 64 parameters. NaN where the parameters are outside the domain. Kinds without a closed form take microseconds. */
double ent_dist_quantile_with(const ent_distribution_kind *kind, const double *parameters, size_t count, double u);

/* Verifies the invariants of a distribution and of its lookup structures: the ends of the support are in order, arrays
 * are ascending, every cell of a table that fails is counted, guides point at the first step. */
bool ent_dist_check(const ent_dist *self);

#endif
