/* Probabilities with two measures of uncertainty: the Monte Carlo interval, with the world as sampling unit, and the
 * range of the probability across worlds. All are computed from counts by world: k_w draws with the event among n_w
 * draws with the condition (all draws of the world for a probability without a condition). */
#ifndef ENT_TALLY_ESTIMATE_H
#define ENT_TALLY_ESTIMATE_H

#include "tally/counts.h"
#include "tally/exact_sum.h"
#include "tally/range.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sums over sampling units of k, n, k^2, k n and n^2, the counts of a unit. Exact while the square of all draws, times
 * the draws of a unit, is below 2^127. A zeroed struct is empty. */
typedef struct ent_moments {
    uint64_t k, n;
    ent_uint128 kk, kn, nn;
    uint64_t worlds; /* number of worlds with n_w > 0 */
    uint64_t units;  /* number of randomisations of a design with n > 0, which are the units then; 0: the worlds are */
} ent_moments;

/* Counts of a design by randomisation, from which the moments of its units are computed. A zeroed struct is empty. */
typedef struct ent_unit_counts {
    uint64_t k[ENT_RANDOMISATIONS], n[ENT_RANDOMISATIONS];
    uint64_t worlds; /* number of worlds with n_w > 0 */
} ent_unit_counts;

/* Adds the counts of world number `world`, k <= n. */
void ent_unit_counts_add(ent_unit_counts *self, uint64_t world, uint64_t k, uint64_t n);

/* Adds the counts of other worlds. */
void ent_unit_counts_merge(ent_unit_counts *self, const ent_unit_counts *other);

/* Returns the moments over the randomisations. */
ent_moments ent_moments_of_units(const ent_unit_counts *units);

/* Adds the counts of one world, k <= n. */
void ent_moments_add(ent_moments *self, uint64_t k, uint64_t n);

/* Adds the moments of other worlds. */
void ent_moments_merge(ent_moments *self, const ent_moments *other);

/* Number of sampling units with n > 0. */
static inline uint64_t ent_moments_units(const ent_moments *self)
{
    return self->units > 0 ? self->units : self->worlds;
}

/* Half-width of an interval for a number in [0, 1] of which all randomisations, `units` >= 2, have the same mean: a
 * share t^2 / (U + t^2) of them may be off by one of their worlds, of which there are `worlds` / U each. That is
 * Wilson's interval for a chance that came about in none of U independent trials. */
double ent_least_reach(uint64_t units, uint64_t worlds);

/* An estimated probability. Doubles are probabilities in [0, 1], NaN unless the flag for them is set. */
typedef struct ent_estimate {
    bool is_mean;          /* p is the mean of a measure in its unit (measure.h), and no probability */
    bool has_p;            /* p: the condition held in at least one draw */
    bool has_interval;     /* low, high: and it held in two worlds or more */
    bool has_range;        /* p05, p50, p95: the range across worlds was measured */
    uint64_t k, n;         /* draws with event and condition; draws with the condition */
    uint64_t worlds;       /* worlds with the condition in at least one draw */
    double p;              /* k / n */
    double low, high;      /* 95% Monte Carlo interval */
    double p05, p50, p95;  /* quantiles of the probability across worlds, sampling noise removed; p05 <= p <= p95 */
    ent_range_state range; /* whether the range was measured, and if not, why */
    uint64_t replications; /* draws of a world with which it could be; 0: no number is known */
} ent_estimate;

/* Returns probability and interval from moments, without a range:
 *
 *   p = K / N, K = sum k_w, N = sum n_w
 *   se^2 = W / (W - 1) * sum (k_w - p n_w)^2 / N^2, W the worlds with n_w > 0
 *   interval = Wilson(p, n_eff, t), n_eff = min(N, p (1 - p) / se^2), t Student's quantile with W - 1 degrees of
 * freedom
 *
 * se^2 is the ratio-linearised variance of Cochran, Sampling Techniques (3rd ed., 1977), section 6.4, with the worlds
 * as clusters. The interval is that of Wilson (J. Am. Stat. Assoc. 22, 1927, 209-212) with the effective number of
 * draws, and t in place of the normal quantile since se comes from W worlds only. Worlds cannot tell more than N
 * independent draws: so worlds that agree by chance give no interval of width 0. When p is 0 or 1, se is 0 for any
 * number of worlds; n_eff is then W, as if all draws of a world were alike. One world gives no interval.
 *
 * Of a design (moments->units > 0) the units are the randomisations r with n_r > 0, U of them: se^2 = U / (U - 1) sum
 * (k_r - p n_r)^2 / N^2, t has U - 1 degrees of freedom, and n_eff may be above N, since points that fill the space
 * evenly can tell more than independent draws. When p is 0 or 1, n_eff is W as above. When all randomisations have the
 * same ratio between 0 and 1, t se is ent_least_reach. */
ent_estimate ent_estimate_of_moments(const ent_moments *moments);

/* Returns se^2 of p, as above; 0 with less than two worlds. n > 0. */
double ent_squared_error(const ent_moments *moments);

/* Sets *self to probability and interval as above, with the range across worlds (range.h). ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, const ent_worlds *worlds);

/* The same from moments that are known: k and n, which they are of, are read only where the range needs them
 * (ent_range_of_totals). */
int ent_estimate_with_range(
    ent_estimate *self, const ent_moments *moments, ent_counts k, ent_counts n, const ent_worlds *worlds);

/* The same without the range. */
ent_estimate ent_estimate_without_range(ent_counts k, ent_counts n, uint64_t worlds);

/* A difference of two probabilities, in [-1, 1]. Doubles are NaN unless the flag for them is set. */
typedef struct ent_difference {
    bool has_value;    /* value: each probability stands on two worlds or more */
    bool has_interval; /* low, high: likewise */
    double value;      /* p_v - p_b */
    double low, high;  /* 95% interval */
    bool has_better;   /* better: both conditions hold in the same world somewhere */
    double better;     /* share of these worlds in which k_v / n_v > k_b / n_b, equal ones as one half */
} ent_difference;

/* Returns the difference d = p_v - p_b of two probabilities, paired by world (common random numbers), with an interval
 * within [-1, 1] whose ends x solve
 *
 *   (x - d)^2 = max(t^2 se^2, 1.96^2 (|d| - d^2) / N) + 1.96^2 q (max(0, |x| - |d|) + r)
 *   se^2 = W / (W - 1) * sum z_w^2, z_w = (k_vw - p_v n_vw) / N_v - (k_bw - p_b n_bw) / N_b
 *
 * se^2 is the ratio-linearised variance of a difference of two ratios of the same sample (Cochran 1977, chapter 6). W
 * is the smaller number of worlds in which a condition holds, and t has W - 1 degrees of freedom. N is the smaller
 * number of draws: (|d| - d^2) / N is the least variance that a difference of d by paired draws can have, so worlds
 * that happen to differ alike give no interval of width 0.
 *
 * The term with q lets the variance grow with the difference that is supposed, as in the score interval of Tango (Stat.
 * Med. 17, 1998, 891-908), with the rate of opposite differences as observed. Without it the interval of a few
 * differing draws is too short, and of none [0, 0]. One draw more that differs has q = 1 / N; where worlds differ by
 * many draws at once, q is sum z^3 / sum z^2 for the upper end, minus that for the lower, if it is larger. r is 0 for
 * the end away from 0 and max(0, 2 |d| - 1) |x - d| for the other: above 1/2 the variance (|x| - x^2) / N grows towards
 * 0, and where all draws differ the interval ends at 1 - 1.96^2 / N. Where no draw differs it is -+ 1.96^2 / N; that of
 * a pair of columns with itself is [0, 0]. With W < 2 nothing is known of the difference. Each column has `worlds`
 * worlds.
 *
 * Of a design the z are those of the randomisations and W is their number: d -+ t se without least variance and without
 * q, for the variance may be below that of independent draws. If every z is 0 although worlds differ, t se is
 * ent_least_reach; if no world differs, of other columns than the base's own, 1.96^2 / N. */
ent_difference ent_paired_difference(ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds);

/* Returns the type 7 quantile at q in [0, 1] of numbers [count] in ascending order: linear interpolation at the index
 * (count - 1) q (Hyndman and Fan, Am. Stat. 50, 1996, 361-365, definition 7). NaN for count 0. */
double ent_quantile7(const double *sorted, size_t count, double q);

/* Returns the type 7 quantile of numbers [count] in any order, which are rearranged (deterministically). */
double ent_quantile7_of(double *x, size_t count, double q);

#endif
