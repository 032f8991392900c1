/* The range across worlds of a difference of two chances: quantiles of d_w = p_vw - p_bw, the difference in a world. */
#ifndef ENT_ANALYSIS_DIFFERENCE_RANGE_H
#define ENT_ANALYSIS_DIFFERENCE_RANGE_H

#include "tally/counts.h"

#include <stdbool.h>

typedef struct ent_difference_range {
    bool measured;        /* else the numbers are NaN */
    double p05, p50, p95; /* in [-1, 1] */
} ent_difference_range;

/* Sets *self from the counts of draws with the event in the variant and in the base, of n_w draws a world in either. It
 * is measured where something differs from world to world, in 10 worlds or more of 10 draws or more, where both have
 * the same draws (without a condition), and where the variance V across worlds is above two of its standard errors:
 *
 *   m = mean of d_w, d_w = (k_vw - k_bw) / n_w
 *   V = W / (W - 1) mean of (d_w - m)^2 - mean of c_w, c_w = (|d_w| - d_w^2) / (n_w - 1)
 *   range = quantiles of m + f (d_w - m), f^2 = V / (W / (W - 1) mean of (d_w - m)^2)
 *
 * c_w is an unbiased estimate of the noise of finite replications where the change moves draws in one direction only.
 * Where it moves them in both, the noise is larger, and can not be inferred from the counts by world: the range is then
 * too wide, and never too narrow. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_difference_range_of(ent_difference_range *self, ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b,
    const ent_worlds *worlds);

#endif
