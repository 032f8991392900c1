/* Estimates: a probability with its Monte Carlo interval and its range across worlds, which are never mixed.
 *
 * The world is the sampling unit. p = sum k / sum n over worlds, k_w successes in n_w draws of the condition;
 * se^2 = W / (W - 1) * sum (k_w - p n_w)^2 / (sum n)^2, the cluster-robust (ratio-linearised) variance (Cochran,
 * Sampling Techniques, 1977, section 6.4); the interval is Wilson's (1927) with n_eff = p (1 - p) / se^2. */
#ifndef ENT_TALLY_ESTIMATE_H
#define ENT_TALLY_ESTIMATE_H

#include "tally/exact_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the interval needs, added up over worlds. */
typedef struct ent_moments {
    uint64_t k, n;
    ent_int128 kk, kn, nn;
    uint64_t worlds; /* with n > 0 */
} ent_moments;

typedef struct ent_estimate {
    bool has_p, has_interval, has_range;
    uint64_t k, n;
    double p;
    double low, high;           /* 95% Monte Carlo interval */
    double p05, p50, p95;       /* range across worlds */
    uint64_t left_out;          /* worlds with fewer than 50 draws of the condition: not in the range */
} ent_estimate;

typedef struct ent_difference {
    bool has_value, has_interval;
    double value, low, high;
} ent_difference;

/* A column of counts: cell w is at[w * stride]. */
typedef struct ent_counts {
    const uint32_t *at;
    size_t stride;
} ent_counts;

void ent_moments_add(ent_moments *self, uint64_t k, uint64_t n);
void ent_moments_merge(ent_moments *self, const ent_moments *other);

/* Probability and interval; worlds: all. Without an interval where worlds is 1. Where p is 0 or 1, n_eff is the number
 * of worlds in which the condition holds at least once: all of them for an unconditional probability. */
ent_estimate ent_estimate_of_moments(const ent_moments *moments, uint64_t worlds);

/* The same from counts, with the range: type-7 quantiles over worlds of p_w, shrunk towards their mean m by
 * c^2 = max(0, 1 - mean[p_w (1 - p_w) / (n_w - 1)] / var(p_w)) for the binomial noise of finite n_w. Worlds with
 * n_w < 50 are left out; blank with fewer than 2 left. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, uint64_t worlds);

/* p_v - p_b, paired by world: normal 95% interval of the linearised difference. Blank where a condition never holds. */
ent_difference ent_paired_difference(ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds);

/* Type-7 quantile (Hyndman and Fan, 1996) of sorted values; NaN for none. */
double ent_quantile7(const double *sorted, size_t count, double p);

#endif
