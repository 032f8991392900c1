#include "tally/histogram.h"

#include <math.h>
#include <string.h>

static size_t bin_of(double x)
{
    uint64_t bits;
    int64_t place;

    memcpy(&bits, &x, sizeof(bits));
    /* sign, exponent and the upper 7 bits of the fraction: consecutive integers for consecutive bins */
    place = (int64_t) (bits >> 45) - ((int64_t) (1023 + ENT_HISTOGRAM_FIRST) << 7) + 1;
    if (place < 1 || x < 0.0) {
        return 0;
    }
    return place < ENT_HISTOGRAM_BINS ? (size_t) place : ENT_HISTOGRAM_BINS - 1;
}

void ent_histogram_add_where(ent_histogram *self, size_t n, const double *x, const double *mask)
{
    for (size_t i = 0; i < n; i++) {
        ent_bin *bin;
        if ((mask != NULL && mask[i] == 0.0) || isnan(x[i])) {
            continue;
        }
        bin = &self->bin[bin_of(x[i])];
        if (bin->count++ == 0) {
            bin->least = x[i];
            bin->most = x[i];
        } else {
            bin->least = x[i] < bin->least ? x[i] : bin->least;
            bin->most = x[i] > bin->most ? x[i] : bin->most;
        }
        self->count++;
    }
}

void ent_histogram_merge(ent_histogram *self, const ent_histogram *other)
{
    self->count += other->count;
    for (size_t b = 0; b < ENT_HISTOGRAM_BINS; b++) {
        const ent_bin *from = &other->bin[b];
        ent_bin *to = &self->bin[b];
        if (from->count == 0) {
            continue;
        }
        to->least = to->count == 0 || from->least < to->least ? from->least : to->least;
        to->most = to->count == 0 || from->most > to->most ? from->most : to->most;
        to->count += from->count;
    }
}

/* The value of rank r (from 0) as if a bin's values lay evenly from its least to its most. */
static double value_of_rank(const ent_histogram *self, uint64_t rank)
{
    uint64_t below = 0;

    for (size_t b = 0; b < ENT_HISTOGRAM_BINS; b++) {
        const ent_bin *bin = &self->bin[b];
        if (rank < below + bin->count) {
            double within = bin->count > 1 ? (double) (rank - below) / (double) (bin->count - 1) : 0.0;
            return bin->least == bin->most ? bin->least : bin->least + within * (bin->most - bin->least);
        }
        below += bin->count;
    }
    return NAN;
}

double ent_histogram_quantile(const ent_histogram *self, double p)
{
    double at = p * (double) (self->count - 1);
    double low = floor(at);
    double a;

    if (self->count == 0) {
        return NAN;
    }
    a = value_of_rank(self, (uint64_t) low);
    if (at == low) {
        return a;
    }
    return a + (at - low) * (value_of_rank(self, (uint64_t) low + 1) - a);
}
