#include "distribution/copula.h"

#include "base/status.h"

#include <float.h>
#include <math.h>

/* Row i needs only the rows above it, so the first row that fails gives the smallest leading block that is not positive
 * definite. */
static int factor_row(double *matrix, size_t n, size_t i)
{
    double *row = matrix + i * n;
    double diagonal = row[i];
    double pivot = diagonal;

    for (size_t j = 0; j < i; j++) {
        const double *above = matrix + j * n;
        double sum = row[j];
        for (size_t k = 0; k < j; k++) {
            sum -= row[k] * above[k];
        }
        row[j] = sum / above[j];
        pivot -= row[j] * row[j];
    }
    if (!(pivot > (double) n * DBL_EPSILON * diagonal) || !(diagonal > 0.0)) {
        return ENT_ERR_ARGUMENT;
    }
    row[i] = sqrt(pivot);
    for (size_t j = i + 1; j < n; j++) {
        row[j] = 0.0;
    }
    return ENT_OK;
}

int ent_cholesky(double *matrix, size_t n, size_t *failed)
{
    for (size_t i = 0; i < n; i++) {
        int status = factor_row(matrix, n, i);
        if (status != ENT_OK) {
            if (failed != NULL) {
                *failed = i + 1;
            }
            return status;
        }
    }
    return ENT_OK;
}

void ent_cholesky_solve(const double *lower, size_t n, double *x)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            x[i] -= lower[i * n + j] * x[j];
        }
        x[i] /= lower[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t j = i + 1; j < n; j++) {
            x[i] -= lower[j * n + i] * x[j];
        }
        x[i] /= lower[i * n + i];
    }
}

enum {
    GROUP = 32, /* terms summed in one pass over a column */
    TILE = 128  /* rows at a time: 30 columns of them stay in the first-level cache */
};

/* The score of column i goes first, since the sum overwrites it; then the others, a group at a time. */
static void mix_row(
    const ent_kernels *kernels, const double *row, size_t i, size_t first, size_t rows, double *const *columns)
{
    double *out = columns[i] + first;
    const double *x[GROUP];
    double a[GROUP];
    size_t terms = 1;

    a[0] = row[i];
    x[0] = out;
    for (size_t j = 0; j < i; j++) {
        if (row[j] == 0.0) {
            continue;
        }
        if (terms == GROUP) {
            kernels->combine(rows, terms, a, x, out);
            a[0] = 1.0;
            terms = 1;
        }
        a[terms] = row[j];
        x[terms++] = columns[j] + first;
    }
    kernels->combine(rows, terms, a, x, out);
}

/* From the last row of L upwards, since a row needs the independent scores of the columns before it. */
void ent_copula_mix(const ent_kernels *kernels, const double *lower, size_t n, size_t rows, double *const *columns)
{
    for (size_t first = 0; first < rows; first += TILE) {
        size_t m = rows - first < TILE ? rows - first : TILE;
        for (size_t i = n; i-- > 0;) {
            mix_row(kernels, lower + i * n, i, first, m, columns);
        }
    }
}
