/* Distributions: what a random quantity's uniform becomes. Sampling is inverse transform throughout, so that a
 * quantity rises with its uniform (or normal score), whatever its kind.
 *
 * A distribution with constant parameters is an object (ent_dist): checked and prepared once, then used read-only by
 * any number of threads. One whose parameters vary by row goes through ent_dist_quantile_with.
 *
 * Everything is computed from IEEE basic operations and SLEEF's deterministic scalar functions: no libm, no GSL. So the
 * results, tables included, are the same bytes on every processor. */
#ifndef ENT_DISTRIBUTION_DISTRIBUTION_H
#define ENT_DISTRIBUTION_DISTRIBUTION_H

#include "base/arena.h"
#include "base/distribution_kind.h"
#include "kernels/kernels.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ent_dist ent_dist;
struct ent_quantile_table;
struct ent_guide_table;

enum { ENT_DIST_DERIVED = 9 };

/* Visible so that it can be placed anywhere; the fields are for engine/random only. */
struct ent_dist {
    ent_distribution_kind kind;
    double derived[ENT_DIST_DERIVED]; /* what the kind needs, computed once; see tails.h */
    double low, high;                 /* support: no value lies outside; infinite where unbounded */
    size_t count;                     /* discrete, quantiles: points; mixture: parts; truncate: 1 */
    const double *x, *p, *q;          /* discrete: values, P(X <= x), P(X > x); quantiles: values, chances;
                                         mixture: p: normalised weights */
    const ent_dist *const *part;      /* mixture, truncate: borrowed */
    const struct ent_quantile_table *table;
    const struct ent_guide_table *steps;
};

/* Makes a distribution.
 *
 * parameters  as listed in base/distribution_kind.h; infinite or NaN ones are refused except truncate's bounds.
 *             interval: low, high and, as an optional third, 1 for logit-normal (then 0 < low < high < 1).
 *             mixture: the weights, one a part. truncate: lo, hi.
 * parts       mixture: `count` distributions; truncate: one; otherwise NULL. They must outlive self.
 * arena       owns what self points to.
 *
 * ENT_ERR_ARGUMENT where the parameters are outside the domain (or truncate's interval has no probability),
 * ENT_ERR_NO_MEMORY. On error self is zeroed. What is another kind in disguise becomes that kind: beta(1, 1) and a
 * truncated uniform are uniform, gamma(1, s) exponential. */
int ent_dist_init(ent_dist *self, ent_distribution_kind kind, const double *parameters, size_t count,
    const ent_dist *const *parts, ent_arena *arena);

/* Builds what makes sampling fast where the kind needs it (gamma, beta, pert, student_t, truncate, mixture: a table in
 * the normal score; binomial, poisson, discrete, quantiles: a guide); else does nothing. Sampling without it is
 * right, but slow. ENT_ERR_NO_MEMORY. Takes a millisecond or two for plain kinds, up to a tenth of a second for
 * mixtures with kinks and for shapes far below 0.1. */
int ent_dist_tabulate(ent_dist *self, ent_arena *arena);

/* P(X <= x), P(X > x), each accurate relative to itself in its own tail (about 1e-13; a truncation's 1e-12); NaN for
 * NaN. */
double ent_dist_cdf(const ent_dist *self, double x);
double ent_dist_sf(const ent_dist *self, double x);

/* P(X < x), P(X >= x): differ from the former at atoms. */
double ent_dist_cdf_below(const ent_dist *self, double x);
double ent_dist_sf_from(const ent_dist *self, double x);

/* Density; 0 for discrete kinds and outside the support. */
double ent_dist_pdf(const ent_dist *self, double x);

/* The smallest x with P(X <= x) >= u, 0 <= u <= 1 (NaN outside; the ends of the support at 0 and 1). Error in u below
 * 1e-12 of min(u, 1 - u), or the step to a neighbouring double. ent_dist_quantile_upper: the same from the upper tail,
 * P(X > x) <= s. Up to some microseconds for kinds without a closed form. */
double ent_dist_quantile(const ent_dist *self, double u);
double ent_dist_quantile_upper(const ent_dist *self, double s);

/* Mean; NaN where it does not exist (student_t, df <= 1) or has no closed form (truncate, logit-normal). */
double ent_dist_mean(const ent_dist *self);

/* Whether it may be coupled as a quantity: every kind but bernoulli, binomial, poisson, discrete, and mixtures and
 * truncations that contain one. (quantiles counts as continuous, though its flat ends gather its tails.) */
bool ent_dist_continuous(const ent_dist *self);

/* Columns: x[i] = quantile(u[i]), 0 < u < 1, i < n. x may be u. Same bytes whatever the kernels. Error in u: below
 * 1e-10 of min(u, 1 - u) for tabulated kinds, 1e-12 otherwise, or the step to a neighbouring double. Discrete kinds are
 * inverted exactly; one with more than 2^15 values that matter has no guide, and then takes microseconds a number. */
void ent_dist_sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *x);

/* The same from the uniforms first, first + 1, … of a stream, which then need no column: out[i] is 0 where chosen[i] is
 * false (NULL: everywhere drawn). Only where ent_dist_draws says so. */
bool ent_dist_draws(const ent_dist *self);
void ent_dist_draw(const ent_dist *self, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t n,
    const double *chosen, double *out);

/* The same from normal scores: x[i] = quantile(Phi(z[i])). normal, lognormal, interval and tabulated kinds take z
 * directly; for the others u = Phi(z) is held in [2^-53, 1 - 2^-53]; bernoulli is 1 where z > -quantile(p). */
void ent_dist_sample_z(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x);

/* quantile(u) for parameters that vary by row; kinds without parts only. NaN when they are outside the domain. (Exact
 * but slow, microseconds, for gamma, beta, pert, student_t, binomial, poisson.) discrete and quantiles take up to 64
 * parameters. */
double ent_dist_quantile_with(ent_distribution_kind kind, const double *parameters, size_t count, double u);

#endif
