/* Estimators of the range across worlds that were tried, in the plainest arithmetic. */
#ifndef ENT_TESTS_CANDIDATES_H
#define ENT_TESTS_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Counts of the worlds of a run. */
typedef struct world_counts {
    uint32_t *k, *n; /* [worlds] */
    size_t worlds;
} world_counts;

/* Version 0.1.0: p_w of the worlds with 50 draws or more, shrunk linearly towards their mean to the variance without
 * noise; type 7 quantiles 5%, 50% and 95%. NaN where two worlds or more have so many draws nowhere. */
void linear_shrinkage(const world_counts *worlds, double quantile[3]);

/* Average of the worlds' posteriors after steps[0 ... count - 1] (ascending) steps of expectation-maximisation, begun
 * from the beta distribution with the same mean and variance. One step is the empirical Bayes estimate under that beta;
 * many lead to the nonparametric maximum likelihood estimate. grouped: in 20 groups of worlds by n. quantile:
 * [count][3]. */
void average_of_posteriors(
    const world_counts *worlds, bool grouped, const int *steps, size_t count, double (*quantile)[3]);

#endif
