/* Quantiles of a stream of numbers >= 0: a log-linear histogram that also keeps the smallest and the largest number of
 * each bin. It consists of counts and extremes only, so it does not depend on the order of additions or merges.
 *
 * An octave has 128 bins, over 2^-20 to 2^40 (9.5e-7 to 1.1e12), or a wide one over 2^-60 to 2^120; 0 has a bin of its
 * own, and so have the numbers between 0 and the first octave and those from the end of the last one on. The text below
 * writes 2^-20 and 2^40 for these two ends. A quantile is a number that was added, the smallest or the largest of its
 * bin, so it is exact while that bin holds one or two distinct numbers (point masses, a few levels) and at both ends;
 * otherwise its error is below the width of the bin, 1/128 of the number. Where the numbers are smooth, a quantile
 * interpolates between the extremes of the bin, and its error is smaller than the sampling error of the numbers: for a
 * lognormal with sigma 0.3, between 1% and 99%, at most 0.3%, 0.2% and 0.1% from 1e3, 1e4 and 1e5 numbers. Between 0
 * and 2^-20 the error is absolute, below 2^-20. */
#ifndef ENT_TALLY_HISTOGRAM_H
#define ENT_TALLY_HISTOGRAM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ENT_HISTOGRAM_FINENESS = 7, /* 2^7 bins per octave */
    ENT_HISTOGRAM_LOWEST = -20, /* the first octave starts at 2^-20 */
    ENT_HISTOGRAM_OCTAVES = 60,
    ENT_HISTOGRAM_BINS = (ENT_HISTOGRAM_OCTAVES << ENT_HISTOGRAM_FINENESS) + 3, /* zero, below, octaves, above */
    ENT_HISTOGRAM_WIDE_LOWEST = -60,                                            /* the same of a wide histogram */
    ENT_HISTOGRAM_WIDE_OCTAVES = 180,
    ENT_HISTOGRAM_WIDE_BINS = (ENT_HISTOGRAM_WIDE_OCTAVES << ENT_HISTOGRAM_FINENESS) + 3
};

typedef struct ent_histogram_bin {
    uint64_t count;
    double min, max; /* extremes of the bin's numbers, in their unit; 0 while count is 0 */
} ent_histogram_bin;

typedef struct ent_histogram {
    ent_histogram_bin *bin; /* [bins] in ascending order, 184 KB (wide: 553 KB); in the arena; zeroed is empty */
    size_t bins;            /* ENT_HISTOGRAM_BINS or ENT_HISTOGRAM_WIDE_BINS */
    uint64_t first;         /* leading bits of a number in the first bin of the octaves */
    uint64_t count;         /* number of all numbers */
    uint64_t clipped;       /* numbers below 0, and NaN: they count as 0 */
} ent_histogram;

/* Initialises an empty histogram. The arena owns the bins; nothing to free. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_histogram_init(ent_histogram *self, ent_arena *arena);
int ent_histogram_init_wide(ent_histogram *self, ent_arena *arena);

/* Adds one number `count` times. */
void ent_histogram_add(ent_histogram *self, double x, uint64_t count);

/* Adds a column x [n]. */
void ent_histogram_add_all(ent_histogram *self, size_t n, const double *x);

/* Adds another histogram of the same width. */
void ent_histogram_merge(ent_histogram *self, const ent_histogram *other);

/* Returns the quantile at q in [0, 1], in the unit of the numbers: the smallest number that at least q of all numbers
 * do not exceed (Hyndman and Fan 1996, definition 1), or an extreme of its bin. Where the numbers look smooth around
 * it, type 7 (estimate.h) with interpolation in the bin: each of three neighbouring bins holds three numbers or more,
 * between extremes that differ and are not whole. NaN for an empty histogram, for other q, and from 2^40 on unless all
 * numbers there are equal. */
double ent_histogram_quantile(const ent_histogram *self, double q);

/* The same without the exception for smooth numbers: always a number that was added. For numbers with few values. */
double ent_histogram_attained(const ent_histogram *self, double q);

/* The quantile with a given rank: rank (from 0, below count) is the index of the number by definition 1, position that
 * by type 7. smooth: whether to interpolate where the numbers look smooth. */
double ent_histogram_ranked(const ent_histogram *self, uint64_t rank, double position, bool smooth);

/* Verifies a histogram, for tests: the counts of the bins add up to `count`, `clipped` is at most the count of zeros,
 * the extremes of each bin are in order and in the bin, and those of an empty bin are 0. Returns NULL, or a description
 * of the first violation (a static string). */
const char *ent_histogram_check(const ent_histogram *self);

#endif
