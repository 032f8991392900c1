/* Quantiles of numbers >= 0 that stream by: a log-linear histogram whose bins remember their smallest and largest
 * number. All of it is counts and extremes, so it does not depend on the order of additions or merges.
 *
 * An octave has 128 bins, over 2^-20 to 2^40 (9.5e-7 to 1.1e12); 0 has a bin of its own, and one each is kept for what
 * lies between and above. A quantile interpolates between the extremes of a bin, so it is exact while each bin it
 * touches holds one distinct number (point masses, a few levels), exact at both ends, and otherwise off by less than
 * the bin's width, 1/128 of the number. On smooth distributions it is off by much less, and always by less than the
 * sampling error of the numbers themselves: lognormal, sigma 0.3, 1% to 99%, at most 0.3%, 0.2% and 0.1% from 1e3, 1e4
 * and 1e5 numbers. Between 0 and 2^-20 the error is absolute, under 2^-20. */
#ifndef ENT_TALLY_HISTOGRAM_H
#define ENT_TALLY_HISTOGRAM_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

enum {
    ENT_HISTOGRAM_FINENESS = 7, /* 2^7 bins an octave */
    ENT_HISTOGRAM_LOWEST = -20, /* first octave starts at 2^-20 */
    ENT_HISTOGRAM_OCTAVES = 60,
    ENT_HISTOGRAM_BINS = (ENT_HISTOGRAM_OCTAVES << ENT_HISTOGRAM_FINENESS) + 3 /* zero, below, octaves, above */
};

typedef struct ent_histogram_bin {
    uint64_t count;
    double min, max; /* of its numbers; 0 while count is 0 */
} ent_histogram_bin;

typedef struct ent_histogram {
    ent_histogram_bin *bin; /* [ENT_HISTOGRAM_BINS], 184 KB; zeroed is empty; in the arena */
    uint64_t count;
    uint64_t clipped; /* numbers below 0, or NaN: they count as 0 */
} ent_histogram;

/* ENT_ERR_NO_MEMORY. The arena owns the bins; there is nothing to free. */
int ent_histogram_init(ent_histogram *self, ent_arena *arena);

/* Adds one number `count` times. */
void ent_histogram_add(ent_histogram *self, double x, uint64_t count);

/* Adds a column. */
void ent_histogram_add_all(ent_histogram *self, size_t n, const double *x);

void ent_histogram_merge(ent_histogram *self, const ent_histogram *other);

/* The quantile (type 7: linear between order statistics) at q in [0, 1]; NaN when empty. */
double ent_histogram_quantile(const ent_histogram *self, double q);

#endif
