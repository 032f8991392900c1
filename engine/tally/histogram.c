#include "tally/histogram.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

int ent_histogram_init(ent_histogram *self, ent_arena *arena)
{
    *self = (ent_histogram){0};
    self->bin = ent_arena_array(arena, ENT_HISTOGRAM_BINS, sizeof(*self->bin));
    return self->bin != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static inline uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

/* The bits of a double >= 0 grow with it, so its exponent and first bits are the number of its bin among those of the
 * octaves. Numbers that belong to none of these (0, NaN and those below 0 too) come out at in_octaves or above. */
static const uint64_t in_octaves = (uint64_t) ENT_HISTOGRAM_OCTAVES << ENT_HISTOGRAM_FINENESS;

static inline uint64_t place_of(double x)
{
    const uint64_t lowest = (uint64_t) (1023 + ENT_HISTOGRAM_LOWEST) << ENT_HISTOGRAM_FINENESS;

    return (bits_of(x) >> (52 - ENT_HISTOGRAM_FINENESS)) - lowest;
}

static size_t bin_of(double x)
{
    uint64_t place = place_of(x);

    if (place < in_octaves) {
        return (size_t) place + 2;
    }
    if (x < 1.0) {
        return x > 0.0 ? 1 : 0;
    }
    return ENT_HISTOGRAM_BINS - 1;
}

static inline void put(ent_histogram_bin *bin, double x, uint64_t count)
{
    if (bin->count == 0) {
        bin->min = x;
        bin->max = x;
    }
    if (x < bin->min) {
        bin->min = x;
    }
    if (x > bin->max) {
        bin->max = x;
    }
    bin->count += count;
}

void ent_histogram_add(ent_histogram *self, double x, uint64_t count)
{
    double kept = x > 0.0 ? x : 0.0; /* NaN and -0 too */

    if (count == 0) {
        return;
    }
    put(&self->bin[bin_of(kept)], kept, count);
    self->count += count;
    self->clipped += kept == x ? 0 : count;
}

/* Most numbers lie within an octave and between the extremes of their bin. Of numbers >= 0 the bits tell as well which
 * is larger, and one branch does for both ends. The extremes of an empty bin are 0, below all numbers of an octave. */
void ent_histogram_add_all(ent_histogram *self, size_t n, const double *x)
{
    ent_histogram_bin *octaves = self->bin + 2;
    uint64_t apart = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t bits = bits_of(x[i]);
        uint64_t place = place_of(x[i]);
        ent_histogram_bin *bin;
        if (place >= in_octaves) {
            ent_histogram_add(self, x[i], 1);
            apart++;
            continue;
        }
        bin = &octaves[place];
        if (((int) (bits < bits_of(bin->min)) | (int) (bits > bits_of(bin->max))) != 0) { /* one branch, not two */
            put(bin, x[i], 0);
        }
        bin->count++;
    }
    self->count += n - apart;
}

void ent_histogram_merge(ent_histogram *self, const ent_histogram *other)
{
    for (size_t i = 0; i < ENT_HISTOGRAM_BINS; i++) {
        const ent_histogram_bin *from = &other->bin[i];
        if (from->count != 0) {
            put(&self->bin[i], from->min, from->count);
            put(&self->bin[i], from->max, 0);
        }
    }
    self->count += other->count;
    self->clipped += other->clipped;
}

/* --- quantiles ---------------------------------------------------------------------------------------------------- */

/* The number of rank `rank` (from 0) among a bin's, were they evenly spread between its extremes. */
static double within(const ent_histogram_bin *bin, uint64_t rank)
{
    if (rank == 0 || bin->min >= bin->max) {
        return bin->min;
    }
    if (rank == bin->count - 1) {
        return bin->max;
    }
    return bin->min + (bin->max - bin->min) * ((double) rank / (double) (bin->count - 1));
}

/* The numbers of rank `rank` and of the one after it, which may lie in a later bin. */
static void neighbours(const ent_histogram *self, uint64_t rank, double *first, double *second)
{
    uint64_t before = 0;
    size_t i = 0;

    while (rank - before >= self->bin[i].count) {
        before += self->bin[i++].count;
    }
    *first = within(&self->bin[i], rank - before);
    *second = *first;
    if (rank + 1 >= self->count) {
        return;
    }
    while (rank + 1 - before >= self->bin[i].count) {
        before += self->bin[i++].count;
    }
    *second = within(&self->bin[i], rank + 1 - before);
}

double ent_histogram_quantile(const ent_histogram *self, double q)
{
    double place;
    double rank;
    double first;
    double second;

    if (self->count == 0 || !(q >= 0.0 && q <= 1.0)) {
        return (double) NAN;
    }
    place = (double) (self->count - 1) * q;
    rank = floor(place);
    neighbours(self, (uint64_t) rank, &first, &second);
    if (place <= rank || first >= second) {
        return first;
    }
    return first + (place - rank) * (second - first);
}
