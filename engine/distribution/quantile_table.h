/* Quantile tables: the quantile as a piecewise polynomial in the normal score.
 *
 * The interval [-8.3, 8.3] of scores z (no uniform has a score beyond 8.21) is divided into equal cells. In each one a
 * polynomial of degree 5 interpolates the exact quantile at the Chebyshev-Lobatto points, and is checked between them:
 * the error in u must be below 1e-10 of min(u, 1 - u), or x a neighbouring double. Cells that contain a kink or an atom
 * fail; these are divided once more, and the finer cells that still fail are marked NaN: their quantiles are computed
 * one by one. */
#ifndef ENT_DISTRIBUTION_QUANTILE_TABLE_H
#define ENT_DISTRIBUTION_QUANTILE_TABLE_H

#include "distribution/kind.h"

/* Builds the table of a distribution in the arena. ENT_ERR_NO_MEMORY; *table is then unchanged. */
int ent_quantile_table_build(const ent_dist *self, const ent_quantile_table **table, ent_arena *arena);

/* x[i] = quantile(Phi(z[i])), i < n, from self->table; x and z are different columns. */
void ent_quantile_table_sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x);

#endif
