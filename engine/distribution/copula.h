/* The Gaussian copula: independent normal scores g become correlated scores z = L g, where L L' is the correlation
 * matrix. */
#ifndef ENT_DISTRIBUTION_COPULA_H
#define ENT_DISTRIBUTION_COPULA_H

#include "kernels/kernels.h"

#include <stddef.h>

/* Cholesky-Banachiewicz factorisation in place. matrix: [n * n], row-major and symmetric; only the lower triangle is
 * read. It becomes the lower-triangular L with L L' = matrix, with zeros above the diagonal. ENT_ERR_ARGUMENT where the
 * matrix is not positive definite; *failed (may be NULL) is then the size of the smallest leading block that is not,
 * and the matrix is overwritten. A pivot at or below n * 2.2e-16 times its diagonal entry counts as not positive. */
int ent_cholesky(double *matrix, size_t n, size_t *failed);

/* x = A^-1 x in place with A = L L'. lower: [n * n] as from ent_cholesky. x: [n] */
void ent_cholesky_solve(const double *lower, size_t n, double *x);

/* z = L g in place: columns[i], of length `rows`, holds the independent scores g_i and receives z_i = sum over j <= i
 * of L_ij g_j. The term of g_i is added first, then the others in the order of j; zeros of L are skipped. lower: [n *
 * n] as from ent_cholesky. */
void ent_copula_mix(const ent_kernels *kernels, const double *lower, size_t n, size_t rows, double *const *columns);

#endif
