/* Probabilities with their two figures: the Monte Carlo interval, with the world as sampling unit, and the range of the
 * probability across worlds. Everything is computed from counts a world: k_w draws with the event among the n_w with
 * the condition (all of the world's draws where there is no condition). */
#ifndef ENT_TALLY_ESTIMATE_H
#define ENT_TALLY_ESTIMATE_H

#include "tally/exact_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The normal 97.5% point: intervals hold 95%. */
#define ENT_ESTIMATE_Z 1.959963984540054

/* A world enters the range only with at least this many draws in the condition. */
enum { ENT_ESTIMATE_RANGE_DRAWS = 50 };

/* Sums over worlds of k_w, n_w, k_w^2, k_w n_w and n_w^2. Exact while (worlds * draws a world)^2 * draws a world is
 * below 2^127. Zeroed is empty. */
typedef struct ent_moments {
    uint64_t k, n;
    ent_uint128 kk, kn, nn;
    uint64_t worlds; /* in which n_w > 0 */
} ent_moments;

void ent_moments_add(ent_moments *self, uint64_t k, uint64_t n);
void ent_moments_merge(ent_moments *self, const ent_moments *other);

/* has_p: the condition held at least once. has_interval: there is p, and more than one world. has_range: at least two
 * worlds had 50 draws or more in the condition. What has not been computed is NaN. */
typedef struct ent_estimate {
    bool has_p, has_interval, has_range;
    uint64_t k, n; /* draws with event and condition; with the condition */
    double p;
    double low, high;     /* 95% Monte Carlo interval, within [0, 1] */
    double p05, p50, p95; /* range across worlds */
    uint64_t left_out;    /* worlds with fewer than 50 draws in the condition: not in the range */
} ent_estimate;

/* Probability and interval from the moments over `worlds` worlds:
 *
 *   p = K / N, K = sum k_w, N = sum n_w
 *   se^2 = W / (W - 1) * sum (k_w - p n_w)^2 / N^2, over all W worlds (those with n_w = 0 add 0): the ratio-linearised
 *   variance of Cochran, Sampling Techniques (1977), section 6.4
 *   interval: Wilson's (1927) with n_eff = p (1 - p) / se^2; where p is 0 or 1, with n_eff = the number of worlds in
 *   which the condition holds at least once, which is W for a probability without a condition.
 *
 * se = 0 with p inside (0, 1) gives the interval [p, p]. */
ent_estimate ent_estimate_of_moments(const ent_moments *moments, uint64_t worlds);

/* A column of counts: that of world w is at[w * stride]. */
typedef struct ent_counts {
    const uint32_t *at;
    size_t stride;
} ent_counts;

/* The same from counts, with the range across worlds: type 7 quantiles 5%, 50% and 95% of m + c (p_w - m), with
 * p_w = k_w / n_w, m the mean of p_w, c^2 = max(0, 1 - mean[p_w (1 - p_w) / (n_w - 1)] / var(p_w)), var with W - 1, and
 * c = 0 where var is 0; only worlds with n_w >= 50 enter. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, uint64_t worlds);

/* The difference of two probabilities p_v - p_b, paired by world (common random numbers), with its 95% normal interval
 * d -+ z se, se^2 = W / (W - 1) * sum z_w^2, z_w = (k_vw - p_v n_vw) / N_v - (k_bw - p_b n_bw) / N_b. */
typedef struct ent_difference {
    bool has_value;          /* both probabilities are defined */
    bool has_interval;       /* and there is more than one world */
    double value, low, high; /* NaN where not computed */
} ent_difference;

ent_difference ent_paired_difference(ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds);

/* The type 7 quantile (Hyndman and Fan, 1996) at q in [0, 1] of ascending numbers; NaN for none. */
double ent_quantile7(const double *sorted, size_t count, double q);

/* The same of numbers in any order, which are rearranged (deterministically). */
double ent_quantile7_of(double *x, size_t count, double q);

#endif
