/* Guide tables: fast inverses of distribution functions that are step functions or piecewise linear. */
#ifndef ENT_DISTRIBUTION_GUIDE_TABLE_H
#define ENT_DISTRIBUTION_GUIDE_TABLE_H

#include "distribution/kind.h"

/* Builds the guide table of a discrete distribution or of `quantiles` in the arena; *steps is unchanged where there
 * would be more than 2^15 steps. Values with a probability below 2^-54 in either tail are left out: no uniform reaches
 * them. ENT_ERR_NO_MEMORY. */
int ent_guide_table_build(const ent_dist *self, const ent_guide_table **steps, ent_arena *arena);

/* x[i] = quantile(u[i]), 0 < u < 1, i < n; x may be u. */
void ent_guide_table_sample(const ent_guide_table *self, size_t n, const double *u, double *x);

#endif
