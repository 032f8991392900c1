/* Histograms: quantiles of a stream of values in fixed memory. Bins are log-linear, 128 to an octave (a bin is at most
 * 0.8% wide); each keeps its count, smallest and largest value, so a value that many draws share comes out exact, and
 * within a bin quantiles are interpolated. Merging adds counts and takes extremes: exact, in any order. */
#ifndef ENT_TALLY_HISTOGRAM_H
#define ENT_TALLY_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

/* Octaves from 2^-12 to 2^24; zero and below 2^-12 share the first bin, what is above the last one. */
enum { ENT_HISTOGRAM_FIRST = -12, ENT_HISTOGRAM_OCTAVES = 36, ENT_HISTOGRAM_PARTS = 128,
    ENT_HISTOGRAM_BINS = ENT_HISTOGRAM_OCTAVES * ENT_HISTOGRAM_PARTS + 2 };

typedef struct ent_bin {
    uint64_t count;
    double least, most; /* meaningless where count is 0 */
} ent_bin;

typedef struct ent_histogram {
    ent_bin *bin; /* [ENT_HISTOGRAM_BINS], owned by the caller */
    uint64_t count;
} ent_histogram;

/* Adds x[i] where mask[i] is not 0 (mask NULL: everywhere). Values are not negative; NaN is left out. */
void ent_histogram_add_where(ent_histogram *self, size_t n, const double *x, const double *mask);

void ent_histogram_merge(ent_histogram *self, const ent_histogram *other);

/* The p-quantile, type 7 on the counts; NaN where there is nothing. Relative error below 0.4% (of the bin's width in
 * fact far less where the density is smooth); exact where one value fills the bin. */
double ent_histogram_quantile(const ent_histogram *self, double p);

#endif
