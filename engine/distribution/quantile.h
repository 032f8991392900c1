/* Quantiles of every kind, from either tail. */
#ifndef ENT_DISTRIBUTION_QUANTILE_H
#define ENT_DISTRIBUTION_QUANTILE_H

#include "distribution/kind.h"

/* The smallest x with P(X <= x) >= u, for u in [0, 1]: the ends of the support at 0 and 1, NaN for u outside [0, 1].
 * The error in u is below 1e-12 of min(u, 1 - u), or x is a neighbouring double. Takes up to some microseconds for
 * kinds without a closed form. ent_dist_quantile_upper: the smallest x with P(X > x) <= s. */
double ent_dist_quantile(const ent_dist *self, double u);
double ent_dist_quantile_upper(const ent_dist *self, double s);

/* The smallest x with P(X <= x) >= p, or with `upper` P(X > x) <= p; p in [0, 1], NaN for NaN. `guess` is where a
 * search begins (NaN: no guess); it changes the result by rounding only. */
double ent_dist_invert(const ent_dist *self, double p, bool upper, double guess);

/* For kinds without a closed form: the x in (lo, hi] of a continuous distribution with P(X <= x) = p, or with `upper`
 * P(X > x) = p. P(X <= lo) must be below p, P(X <= hi) at least p. A guess outside (lo, hi) is ignored. */
double ent_quantile_search(const ent_dist *self, double p, bool upper, double lo, double hi, double guess);

typedef struct ent_count_moments {
    double mean, sd, skewness; /* skewness: the third central moment over sd^3 */
} ent_count_moments;

/* The smallest whole number k >= 0 that reaches p; the search begins at the quantile that the moments suggest (Cornish
 * and Fisher 1938, first order). */
double ent_quantile_whole(const ent_dist *self, double p, bool upper, ent_count_moments moments);

/* The smallest of the points x[0], …, x[count - 1] that reaches p. */
double ent_quantile_points(const ent_dist *self, double p, bool upper);

/* Standard normal score with P(Z <= z) = p, or with `upper` P(Z > z) = p. */
double ent_quantile_score(double p, bool upper);

#endif
