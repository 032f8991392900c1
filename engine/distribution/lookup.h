/* Lookup structures for fast sampling: plain data, built by table.c and steps.c.
 *
 * The quantile table approximates the quantile by a piecewise polynomial in the normal score z. The guide table inverts
 * a distribution function that is a step function or piecewise linear (Chen and Asau 1974, "On generating random
 * variates from an empirical distribution"). */
#ifndef ENT_DISTRIBUTION_LOOKUP_H
#define ENT_DISTRIBUTION_LOOKUP_H

#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

/* The function of the quantile x that the polynomials approximate; low and high are the ends of the support. */
typedef enum ent_table_form {
    ENT_TABLE_PLAIN, /* x */
    ENT_TABLE_LOW,   /* log(x - low) */
    ENT_TABLE_HIGH,  /* -log(high - x) */
    ENT_TABLE_BOTH,  /* log((x - low) / (high - x)) */
    ENT_TABLE_SINH   /* asinh(x) */
} ent_table_form;

/* Number of finer cells that a failing cell is divided into. */
enum { ENT_TABLE_FINE = 32 };

/* Coefficients of one cell in ascending powers of the position within the cell, in [0, 1]; the first one is NaN where
 * the polynomial is not accurate enough. */
typedef double ent_table_row[ENT_TABLE_COEFFICIENTS];

typedef struct ent_quantile_table {
    ent_table_grid grid;
    ent_table_form form;
    size_t cells;
    size_t failing;            /* number of cells marked NaN */
    const uint32_t *fine_of;   /* [cells] position of the cell's finer cells in `fine`, counted from 1; 0: none. NULL
                                  where no cell fails */
    const ent_table_row *fine; /* [finer groups * ENT_TABLE_FINE] */
    size_t unsolved;           /* number of finer cells marked NaN; their quantiles are computed one by one */
} ent_quantile_table;

/* The step of a uniform u is the first k with u <= cut[k]; its quantile is value[k] + (u - from[k]) * slope[k]. */
typedef struct ent_guide_table {
    size_t count;          /* number of steps */
    const double *cut;     /* [count] probabilities, ascending; the last one is infinite */
    const double *value;   /* [count] quantile at from[k] */
    const double *from;    /* [count] probability at which the step begins; NULL where every slope is 0 */
    const double *slope;   /* [count] change of the quantile per unit of probability; NULL where every slope is 0 */
    size_t buckets;        /* a power of two */
    const uint32_t *guide; /* [buckets] the first step with cut[k] >= g / buckets */
} ent_guide_table;

#endif
