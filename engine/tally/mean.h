/* Means of a number that differs from draw to draw, with the Monte Carlo interval. They are computed from sums by
 * world: s_w, the sum of the number over the n_w draws of the world in which a condition holds (all draws without one).
 */
#ifndef ENT_TALLY_MEAN_H
#define ENT_TALLY_MEAN_H

#include "tally/exact_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sums by world: that of world w is at[w * stride]. Borrowed. */
typedef struct ent_sums {
    const ent_exact_sum *at;
    size_t stride;
    bool design; /* the sampling units are the randomisations of a design (counts.h); false: the worlds */
} ent_sums;

/* Sums of independent worlds. */
static inline ent_sums ent_sums_of(const ent_exact_sum *at, size_t stride)
{
    return (ent_sums){.at = at, .stride = stride};
}

/* Bounds known of a number before a draw: it lies in [low, high], either of which may be infinite. */
typedef struct ent_bounds {
    double low, high;
} ent_bounds;

/* An estimated mean, in the unit of the number. Doubles are NaN unless the flag for them is set. */
typedef struct ent_mean {
    bool has_value;    /* value: the condition held in a draw, and the number was never beyond ENT_EXACT_SUM_LIMIT */
    bool has_interval; /* low, high: and it held in two worlds or more */
    uint64_t draws;    /* with the condition; of a difference the fewer */
    uint64_t worlds;   /* with the condition in at least one draw; of a difference the fewer */
    uint64_t beyond;   /* draws in which the number was infinite, not a number or beyond the limit */
    double value;
    double low, high; /* 95% interval */
} ent_mean;

/* Returns the mean m = S / N, S = sum s_w, N = sum n_w, with the interval m -+ t se within the bounds:
 *
 *   se^2 = W / (W - 1) * sum (s_w - m n_w)^2 / N^2, W the worlds with n_w > 0
 *
 * the ratio-linearised variance of Cochran (Sampling Techniques, 3rd ed., 1977, section 6.4), with the worlds as
 * clusters; t is Student's quantile with W - 1 degrees of freedom. Where the means of all worlds are the same, se is 0
 * for any number of worlds; then, as for a probability of 0 or 1 (estimate.h), a share t^2 / (W + t^2) of the draws may
 * be anywhere within the bounds, which gives an infinite end where the number has no bound, and no width where the
 * bounds are one number. Of a design the units are its randomisations; if all of these have the same mean, the interval
 * reaches ent_least_reach of the width of the bounds to either side, or that share of the way to a bound where the
 * other is infinite. */
ent_mean ent_mean_of_sums(ent_sums sums, uint64_t worlds, ent_bounds bounds);

/* Returns the difference of two means of the same draws, a - b, paired by world as ent_paired_difference pairs
 * probabilities: z_w = (s_aw - m_a n_aw) / N_a - (s_bw - m_b n_bw) / N_b in place of (s_w - m n_w) / N, and W the
 * smaller number of worlds. If every z_w is 0, the share is as above, and the bounds those of the difference. */
ent_mean ent_mean_difference(ent_sums a, ent_bounds of_a, ent_sums b, ent_bounds of_b, uint64_t worlds);

#endif
