/* Weighted means of scores over cases, and differences of two forecasters on the same cases: bootstrap intervals over
 * cases (Efron, Ann. Stat. 7, 1979, 1-26), and the difference that so many cases could show. */
#ifndef ENT_ANALYSIS_SCORE_MEANS_H
#define ENT_ANALYSIS_SCORE_MEANS_H

#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

enum { ENT_SCORE_RESAMPLES = 2000 };

/* A mean sum w s / sum w with its 95% interval: percentiles 2.5 and 97.5 over ENT_SCORE_RESAMPLES resamples of the
 * cases that count, drawn with replacement; NaN with fewer than two. Resamples in which one infinite score stands
 * against another have none. */
typedef struct ent_score_mean {
    double value, low, high; /* NaN: no case counts; value may be infinite */
    size_t cases;            /* with a weight above 0 and a score */
} ent_score_mean;

/* The smallest true mean difference that a two-sided t test at 5% would find in 80% of samples of so many cases:
 * (t_0.975 + z_0.8) se, se^2 = n / (n - 1) sum (w_i (d_i - d))^2 / (sum w)^2, t of n - 1 degrees of freedom; NaN with
 * fewer than two cases or infinite scores. */
typedef struct ent_score_difference {
    ent_score_mean mean; /* of first - second: below 0, the first is better */
    double detectable;
} ent_score_difference;

/* Returns the mean of score [count] with weight [count] >= 0; cases of weight 0 or without a score (NaN) are left out.
 * Resample r draws from the stream `key` with the sub-counter r. scratch: [2 * count] numbers. */
ent_score_mean ent_score_mean_of(
    const ent_kernels *kernels, uint64_t key, const double *score, const double *weight, size_t count, double *scratch);

/* Returns the difference of two forecasters over the cases that both have a score in. Two infinite scores
 * of a case differ by 0. scratch: [2 * count] numbers. */
ent_score_difference ent_score_difference_of(const ent_kernels *kernels, uint64_t key, const double *first,
    const double *second, const double *weight, size_t count, double *scratch);

#endif
