/* Probabilities with two measures of uncertainty: the Monte Carlo interval, with the world as sampling unit, and the
 * range of the probability across worlds. All are computed from counts by world: k_w draws with the event among n_w
 * draws with the condition (all draws of the world for a probability without a condition). */
#ifndef ENT_TALLY_ESTIMATE_H
#define ENT_TALLY_ESTIMATE_H

#include "tally/exact_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The 97.5% quantile of the standard normal distribution, for 95% intervals. */
#define ENT_ESTIMATE_Z 1.959963984540054

/* Draws in the condition that a world needs to enter the range across worlds. */
enum { ENT_ESTIMATE_RANGE_DRAWS = 50 };

/* Sums over worlds of k_w, n_w, k_w^2, k_w n_w and n_w^2. Exact while (worlds * draws per world)^2 * draws per world is
 * below 2^127. A zeroed struct is empty. */
typedef struct ent_moments {
    uint64_t k, n;
    ent_uint128 kk, kn, nn;
    uint64_t worlds; /* number of worlds with n_w > 0 */
} ent_moments;

/* Adds the counts of one world, k <= n. */
void ent_moments_add(ent_moments *self, uint64_t k, uint64_t n);

/* Adds the moments of other worlds. */
void ent_moments_merge(ent_moments *self, const ent_moments *other);

/* An estimated probability. Doubles are probabilities in [0, 1], NaN unless the flag for them is set. */
typedef struct ent_estimate {
    bool has_p;           /* p: the condition held in at least one draw */
    bool has_interval;    /* low, high: p is known, and there are two worlds or more */
    bool has_range;       /* p05, p50, p95: two worlds or more have 50 draws in the condition */
    uint64_t k, n;        /* draws with event and condition; draws with the condition */
    double p;             /* k / n */
    double low, high;     /* 95% Monte Carlo interval */
    double p05, p50, p95; /* quantiles of the probability across worlds, sampling noise removed */
    uint64_t left_out;    /* worlds with fewer than 50 draws in the condition, which are not in the range */
} ent_estimate;

/* Returns probability and interval from the moments over `worlds` worlds (W):
 *
 *   p = K / N, K = sum k_w, N = sum n_w
 *   se^2 = W / (W - 1) * sum (k_w - p n_w)^2 / N^2, over all W worlds (a world with n_w = 0 adds 0)
 *   interval = Wilson(p, n_eff), n_eff = p (1 - p) / se^2
 *
 * se^2 is the ratio-linearised variance of Cochran, Sampling Techniques (3rd ed., 1977), section 6.4, with the worlds
 * as clusters. The interval is that of Wilson (J. Am. Stat. Assoc. 22, 1927, 209-212) with the effective number of
 * draws. When p is 0 or 1, se is 0 for any number of worlds; n_eff is then the number of worlds in which the condition
 * held at least once (W without a condition), as if all draws of a world were alike. se = 0 with p inside (0, 1) gives
 * the interval [p, p]. */
ent_estimate ent_estimate_of_moments(const ent_moments *moments, uint64_t worlds);

/* A column of counts: that of world w is at[w * stride]. Borrowed. */
typedef struct ent_counts {
    const uint32_t *at;
    size_t stride;
} ent_counts;

/* Sets *self to probability and interval as above, with the range across worlds: the type 7 quantiles 5%, 50% and 95%
 * of m + c (p_w - m) over the worlds with n_w >= 50, where
 *
 *   p_w = k_w / n_w, m = mean of p_w
 *   c^2 = max(0, 1 - mean[p_w (1 - p_w) / (n_w - 1)] / var(p_w)), var with W - 1; c = 0 when var is 0.
 *
 * The probabilities p_w vary more than the true ones by their binomial sampling noise; c shrinks them to the variance
 * without it (the method of moments for a constrained empirical Bayes estimate: Louis, J. Am. Stat. Assoc. 79, 1984,
 * 393-398). ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, uint64_t worlds);

/* A difference of two probabilities, in [-1, 1]. Doubles are NaN unless the flag for them is set. */
typedef struct ent_difference {
    bool has_value;    /* value: both probabilities are known */
    bool has_interval; /* low, high: and there are two worlds or more */
    double value;      /* p_v - p_b */
    double low, high;  /* 95% interval; may extend beyond [-1, 1] */
} ent_difference;

/* Returns the difference p_v - p_b of two probabilities, paired by world (common random numbers), with the normal
 * interval d -+ z se:
 *
 *   se^2 = W / (W - 1) * sum z_w^2, z_w = (k_vw - p_v n_vw) / N_v - (k_bw - p_b n_bw) / N_b
 *
 * the ratio-linearised variance of a difference of two ratios of the same sample (Cochran 1977, chapter 6). Each column
 * has `worlds` worlds. */
ent_difference ent_paired_difference(ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds);

/* Returns the type 7 quantile at q in [0, 1] of numbers [count] in ascending order: linear interpolation at the index
 * (count - 1) q (Hyndman and Fan, Am. Stat. 50, 1996, 361-365, definition 7). NaN for count 0. */
double ent_quantile7(const double *sorted, size_t count, double q);

/* Returns the type 7 quantile of numbers [count] in any order, which are rearranged (deterministically). */
double ent_quantile7_of(double *x, size_t count, double q);

#endif
