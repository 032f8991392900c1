/* Guide tables: fast inverses of distribution functions that are step functions or piecewise linear. */
#ifndef ENT_RANDOM_STEPS_H
#define ENT_RANDOM_STEPS_H

#include "random/kind.h"

/* Builds the guide table of a discrete distribution or of `quantiles` in the arena; *steps is unchanged where there
 * would be more than 2^15 steps. Values with a probability below 2^-54 in either tail are left out: no uniform reaches
 * them. ENT_ERR_NO_MEMORY. */
int ent_dist_steps_build(const ent_dist *self, const ent_dist_steps **steps, ent_arena *arena);

/* x[i] = quantile(u[i]), 0 < u < 1, i < n; x may be u. */
void ent_dist_steps_sample(const ent_dist_steps *self, size_t n, const double *u, double *x);

#endif
