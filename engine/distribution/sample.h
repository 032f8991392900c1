/* Columns of draws from a distribution. */
#ifndef ENT_DISTRIBUTION_SAMPLE_H
#define ENT_DISTRIBUTION_SAMPLE_H

#include "distribution/kind.h"

/* Builds the lookup structure of kinds without a closed form (continuous ones: a table in the normal score; discrete
 * ones and quantiles: a guide table); does nothing for the others. Sampling without it gives the same numbers up to
 * rounding, but is slow. ENT_ERR_NO_MEMORY. Takes a millisecond or two for plain kinds, up to a tenth of a second for
 * mixtures with kinks and for shapes far below 0.1. */
int ent_dist_tabulate(ent_dist *self, ent_arena *arena);

/* x[i] = quantile(u[i]), 0 < u < 1, i < n. x may be u. The bytes are the same for every set of kernels. Error in u:
 * below 1e-10 of min(u, 1 - u) for tabulated kinds, 1e-12 otherwise, or x is a neighbouring double. Discrete kinds are
 * inverted exactly; one with more than 2^15 values of relevant probability has no guide table and takes microseconds a
 * number. */
void ent_dist_sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *x);

/* The same from normal scores: x[i] = quantile(Phi(z[i])). normal, lognormal, interval and tabulated kinds take z
 * directly; for the others u = Phi(z) is clamped to [2^-53, 1 - 2^-53]; bernoulli is 1 where z > -quantile(p). */
void ent_dist_sample_z(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x);

/* Whether ent_dist_draw may be called. */
bool ent_dist_draws(const ent_dist *self);

/* The same as ent_dist_sample from the uniforms first, first + 1, …, first + n - 1 of the stream `key`, which need no
 * column: out[i] is 0 where chosen[i] is 0 (chosen NULL: every row is sampled). */
void ent_dist_draw(const ent_dist *self, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t n,
    const double *chosen, double *out);

#endif
