/* The Gaussian copula: independent normal scores made to correlate. */
#ifndef ENT_DISTRIBUTION_COPULA_H
#define ENT_DISTRIBUTION_COPULA_H

#include "kernels/kernels.h"

#include <stddef.h>

/* Cholesky factor, in place: `matrix` is n by n, row-major, symmetric (the lower triangle is read); it becomes the
 * lower-triangular L with L L' = matrix, zeros above the diagonal. ENT_ERR_ARGUMENT where the matrix is not positive
 * definite; *failed (may be NULL) is then the size of the first leading block that is not, and the matrix is spoilt.
 * A pivot at or below n * 2.2e-16 times its diagonal entry counts as not positive. */
int ent_cholesky(double *matrix, size_t n, size_t *failed);

/* z = L g in place over columns: columns[i], `rows` long, holds the independent scores g_i and receives
 * z_i = sum over j <= i of L_ij g_j, the own score first, then in the order of j; exact zeros of L cost
 * nothing. L as from ent_cholesky. */
void ent_copula_mix(const ent_kernels *kernels, const double *lower, size_t n, size_t rows, double *const *columns);

#endif
