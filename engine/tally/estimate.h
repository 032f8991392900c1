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
    uint64_t worlds_with_n; /* worlds in which n_w > 0 */
} ent_moments;

void ent_moments_add(ent_moments *self, uint64_t k, uint64_t n);
void ent_moments_merge(ent_moments *self, const ent_moments *other);

/* has_p: the condition held at least once. has_interval: there is p, and more than one world. has_range: at least two
 * worlds had 50 draws or more in the condition. What has not been computed is NaN. */
typedef struct ent_estimate {
    double p;
    bool has_p;
    double low, high; /* Monte Carlo interval, in [0, 1] */
    bool has_interval;
    double world_p05, world_p50, world_p95;
    bool has_range;
    uint64_t k, n;            /* draws with event and condition; with the condition */
    uint64_t worlds_left_out; /* of the range: fewer than 50 draws in the condition; 0 when no range was asked for */
} ent_estimate;

/* An estimate without a range, from the moments over `worlds` worlds.
 *
 *   p = K / N, K = sum k_w, N = sum n_w
 *   se^2 = W / (W - 1) * sum (k_w - p n_w)^2 / N^2, over all W worlds (those with n_w = 0 add 0)
 *   interval: Wilson's with n_eff = p (1 - p) / se^2; where p is 0 or 1, with n_eff = the number of worlds in which the
 *   condition holds at least once, which is W for a probability without a condition.
 *
 * se = 0 with p inside (0, 1) gives the interval [p, p]. */
ent_estimate ent_estimate_from_moments(const ent_moments *moments, uint64_t worlds);

/* Counts of one probability: world w has k[w * stride] and n[w * stride]. */
typedef struct ent_world_counts {
    const uint32_t *k, *n;
    size_t stride;
} ent_world_counts;

/* An estimate with its range across worlds; scratch has room for `worlds` numbers.
 *
 *   range: type 7 quantiles 5%, 50% and 95% over worlds of m + c (p_w - m), with p_w = k_w / n_w, m the mean of p_w,
 *   c^2 = max(0, 1 - mean[p_w (1 - p_w) / (n_w - 1)] / var(p_w)), var with W - 1, and c = 0 where var is 0;
 *   only worlds with n_w >= 50 enter. */
ent_estimate ent_estimate_from_worlds(ent_world_counts counts, uint64_t worlds, double *scratch);

/* The difference of two probabilities p_v - p_b, paired by world (common random numbers), with its 95% normal interval
 * d -+ z se, se^2 = W / (W - 1) * sum z_w^2, z_w = (k_vw - p_v n_vw) / N_v - (k_bw - p_b n_bw) / N_b. */
typedef struct ent_difference {
    double d;
    bool has_d; /* both probabilities are defined */
    double low, high;
    bool has_interval; /* and there is more than one world */
} ent_difference;

ent_difference ent_paired_difference(ent_world_counts variant, ent_world_counts base, uint64_t worlds);

/* The type 7 quantile at q in [0, 1] of n numbers, which are rearranged (deterministically); NaN when n is 0. */
double ent_quantile(double *x, size_t n, double q);

#endif
