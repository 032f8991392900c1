/* Quantiles of a stream of numbers of either sign: two wide histograms (histogram.h), one of them of the numbers below
 * 0 without their sign. A quantile has the same error, relative to the number: below 1/128. */
#ifndef ENT_TALLY_REAL_HISTOGRAM_H
#define ENT_TALLY_REAL_HISTOGRAM_H

#include "tally/histogram.h"

typedef struct ent_real_histogram {
    ent_histogram negative; /* of -x where x < 0 */
    ent_histogram other;    /* of x >= 0 */
    uint64_t not_numbers;   /* NaN: in neither */
} ent_real_histogram;

/* Initialises an empty histogram. The arena owns the bins; nothing to free. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_real_histogram_init(ent_real_histogram *self, ent_arena *arena);

/* Adds one number, infinite ones and NaN included. */
void ent_real_histogram_add(ent_real_histogram *self, double x);

/* Adds another histogram. */
void ent_real_histogram_merge(ent_real_histogram *self, const ent_real_histogram *other);

/* Returns the quantile at q in [0, 1] of all numbers, as ent_histogram_quantile. NaN for an empty histogram, where NaN
 * was added, and where it is infinite or cannot be determined (beyond 2^120). */
double ent_real_histogram_quantile(const ent_real_histogram *self, double q);

/* Verifies both histograms, for tests (ent_histogram_check). */
const char *ent_real_histogram_check(const ent_real_histogram *self);

#endif
