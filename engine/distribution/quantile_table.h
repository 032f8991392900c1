/* Tables: the quantile as a piecewise polynomial of the normal score. Private to engine/random.
 *
 * z in [-8.3, 8.3] (no uniform gives a score beyond 8.21) is cut into equal cells; in each a polynomial of degree 5
 * meets the exact quantile at Chebyshev-Lobatto points, and is checked between them: the error in u must be below 1e-10
 * of min(u, 1 - u), or what the next double makes. Kinks and atoms leave some cells that fail; these are cut once
 * more, and what still fails is marked NaN and solved exactly. */
#ifndef ENT_DISTRIBUTION_QUANTILE_TABLE_H
#define ENT_DISTRIBUTION_QUANTILE_TABLE_H

#include "distribution/distribution.h"

#include <stdint.h>

/* What the polynomial is of. */
typedef enum ent_table_form {
    ENT_TABLE_PLAIN, /* x */
    ENT_TABLE_LOW,   /* log(x - low) */
    ENT_TABLE_HIGH,  /* -log(high - x) */
    ENT_TABLE_BOTH,  /* log((x - low) / (high - x)) */
    ENT_TABLE_SINH   /* asinh(x) */
} ent_table_form;

enum { ENT_TABLE_FINE = 32 }; /* cells that a failing cell is cut into */

typedef double ent_table_row[ENT_TABLE_COEFFICIENTS];

typedef struct ent_quantile_table {
    ent_table_grid grid;
    ent_table_form form;
    size_t cells;
    size_t failing;          /* cells marked NaN */
    const uint32_t *fine_of; /* [cells]: number of the failing cell's finer cells, from 1; 0: none */
    const ent_table_row *fine;
    size_t unsolved; /* finer cells marked NaN */
} ent_quantile_table;

/* ENT_ERR_NO_MEMORY. */
int ent_quantile_table_build(const ent_dist *self, const ent_quantile_table **table, ent_arena *arena);

/* x[i] = quantile(Phi(z[i])); x and z are different columns. */
void ent_quantile_table_sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x);

#endif
