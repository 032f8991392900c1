/* Range of a chance across worlds: quantiles of its distribution over the worlds, with the binomial noise of finite
 * replications taken out (mixing_distribution.h), where the counts can tell it. */
#ifndef ENT_TALLY_RANGE_H
#define ENT_TALLY_RANGE_H

#include "tally/counts.h"

#include <stdint.h>

/* Whether a range was measured, and if not, the first reason that applies. Numbers are part of files of sweeps. */
typedef enum ent_range_state {
    ENT_RANGE_NONE, /* no probability, or a column whose counts by world are not kept */
    ENT_RANGE_MEASURED,
    ENT_RANGE_NOT_UNKNOWN,  /* nothing is unknown: worlds do not differ */
    ENT_RANGE_FEW_WORLDS,   /* the condition holds in less than ENT_RANGE_LEAST_WORLDS worlds */
    ENT_RANGE_FEW_DRAWS,    /* less than ENT_RANGE_LEAST_DRAWS draws in the condition, on average of these worlds */
    ENT_RANGE_WITHIN_NOISE, /* the variance between worlds is within two of its standard errors of 0 */
    ENT_RANGE_STATES
} ent_range_state;

/* From less than 10 worlds even a variance without any noise is within two of its standard errors of 0, by the normal
 * distribution: 2 sqrt(2 / (W - 1)) > 1. */
enum { ENT_RANGE_LEAST_WORLDS = 10, ENT_RANGE_LEAST_DRAWS = 10 };

/* The range of one chance. Quantiles are probabilities in [0, 1], NaN unless measured. */
typedef struct ent_range {
    ent_range_state state;
    uint64_t replications; /* draws of a world that would do, with two significant digits; 0: none are known to */
    double p05, p50, p95;
} ent_range;

/* Sets *self to the range of k_w / n_w, k <= n, over all worlds with n_w > 0; none is dropped, and each counts by its
 * n_w. p05 and p95 are moved to p = sum k / sum n where they would leave it out.
 *
 * Measured where the estimate V of the variance of p_w is above two of its standard errors:
 *
 *   a_w = k_w (k_w - 1) / (n_w (n_w - 1)), whose mean is p_w^2
 *   V = sum n_w a_w / N - p^2 + se^2, p = K / N, over the worlds with n_w >= 2
 *   SE^2 = W / (W - 1) sum z_w^2 / N^2, z_w = n_w (a_w - A) - 2 p (k_w - p n_w), A = sum n_w a_w / N (linearised)
 *
 * and SE at least that of normal worlds, sqrt(2 / (W - 1)) times the variance of k_w / n_w, since few worlds understate
 * their own spread. The replications that would do are R 10 / mean n_w over all worlds, and R 2 SE / V unless V <= 0 or
 * that is more than 100 R. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_range_of_counts(ent_range *self, ent_counts k, ent_counts n, const ent_worlds *worlds);

/* Sums over all worlds: of k, of n, and the number of worlds with n > 0. */
typedef struct ent_range_totals {
    uint64_t k, n, worlds;
} ent_range_totals;

/* The same from sums that are known. k and n are read only where a range may be measured (ent_range_may_be_measured):
 * elsewhere their `at` may be NULL. */
int ent_range_of_totals(
    ent_range *self, const ent_range_totals *totals, ent_counts k, ent_counts n, const ent_worlds *worlds);

/* Whether a range may be measured in a run of such worlds, whatever is counted: something is unknown, and each world
 * has draws enough. */
bool ent_range_may_be_measured(const ent_worlds *worlds);

/* Whether the variance V of p_w between worlds is above two of its standard errors, as above; false with less than
 * ENT_RANGE_LEAST_WORLDS worlds in the condition. */
bool ent_range_exceeds_noise(ent_counts k, ent_counts n, uint64_t worlds);

#endif
