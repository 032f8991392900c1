/* Measures: numbers of a draw, with their mean, its Monte Carlo interval, its range across worlds, and differences
 * between variants. Computed from the sums by world of the number x and of its square, over the n_w draws of the world
 * in which the measure's condition holds (all draws without one). Numbers may have any sign and size below
 * ENT_MEASURE_LIMIT. */
#ifndef ENT_TALLY_MEASURE_H
#define ENT_TALLY_MEASURE_H

#include "tally/disagreement.h"
#include "tally/estimate.h"
#include "tally/mean.h"
#include "tally/wide_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 2^120 (1.3e36): a number that is infinite, not a number, or of this size or more is `beyond`. */
#define ENT_MEASURE_LIMIT 0x1p120

/* Sums over draws of one world. A zeroed struct is empty; nothing to free. */
typedef struct ent_measure_sum {
    ent_wide_sum x, square; /* of the numbers that are not beyond the limit */
    uint32_t count;         /* draws with the condition, those beyond the limit included */
    uint32_t beyond;
} ent_measure_sum;

/* Adds one number; other draws of the same world. */
void ent_measure_sum_add(ent_measure_sum *self, double x);
void ent_measure_sum_merge(ent_measure_sum *self, const ent_measure_sum *other);

/* The mean of one world's numbers and its noise; 0 draws where there are none. None may be beyond the limit. */
ent_world_mean ent_measure_world_mean(const ent_measure_sum *sum);

/* Sums by world: that of world w is at[w * stride]. Borrowed. bounds: those known of the number before a draw. */
typedef struct ent_measure_column {
    const ent_measure_sum *at;
    size_t stride;
    ent_bounds bounds;
    bool design; /* the sampling units are the randomisations of a design (counts.h); false: the worlds */
} ent_measure_column;

/* Number of draws beyond the limit, of all worlds. */
uint64_t ent_measure_beyond(const ent_measure_column *column, uint64_t worlds);

/* Sets *self to the mean of the first worlds->count worlds, in the unit of the number: `p` is the mean m, [low, high]
 * its interval as in mean.h (ended at the mean where it would be infinite), n the draws with the condition, k 0. With
 * `range` also the range of the mean in a world:
 *
 *   V = sum n_w a_w / N + se^2, a_w = (m_w - m)^2 - s_w^2 / n_w, over the worlds with n_w >= 2
 *   range = quantiles of m + f (m_w - m), each world by its n_w, f^2 = V / (sum n_w (m_w - m)^2 / N)
 *
 * s_w^2 / n_w is the variance of the mean of finite replications, so V is the variance of the means of worlds without
 * it. The range is measured where that of a chance would be (range.h), by the standard error of V. has_p is false where
 * a number was beyond the limit. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_measure_estimate(ent_estimate *self, const ent_measure_column *column, const ent_worlds *worlds, bool range);

/* Sets *self to the difference of the means v - b, paired by world, with the interval d -+ t se:
 *
 *   se^2 = W / (W - 1) * sum z_w^2, z_w = (s_vw - m_v n_vw) / N_v - (s_bw - m_b n_bw) / N_b
 *
 * W is the smaller number of worlds (of a design of randomisations); `better` is the share of worlds with both in which
 * the mean is above that of b, equal ones as one half. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_measure_difference(
    ent_difference *self, const ent_measure_column *v, const ent_measure_column *b, uint64_t worlds);

#endif
