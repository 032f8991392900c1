#include "tally/histogram.h"

#include "base/status.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static int init(ent_histogram *self, ent_arena *arena, size_t bins, int lowest)
{
    *self = (ent_histogram){.bins = bins, .first = (uint64_t) (1023 + lowest) << ENT_HISTOGRAM_FINENESS};
    self->bin = ent_arena_array(arena, bins, sizeof(*self->bin));
    return self->bin != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_histogram_init(ent_histogram *self, ent_arena *arena)
{
    return init(self, arena, ENT_HISTOGRAM_BINS, ENT_HISTOGRAM_LOWEST);
}

int ent_histogram_init_wide(ent_histogram *self, ent_arena *arena)
{
    return init(self, arena, ENT_HISTOGRAM_WIDE_BINS, ENT_HISTOGRAM_WIDE_LOWEST);
}

static inline uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

/* Returns the index of the bin of x among those of the octaves. The bits of a double >= 0 increase with it, so the
 * exponent and the first bits of the fraction are that index. Numbers outside the octaves (also 0, NaN and negative
 * ones) give an index >= in_octaves. */
static inline uint64_t octave_bin(double x, uint64_t first)
{
    return (bits_of(x) >> (52 - ENT_HISTOGRAM_FINENESS)) - first;
}

static inline uint64_t in_octaves(const ent_histogram *self)
{
    return self->bins - 3;
}

static size_t bin_of(const ent_histogram *self, double x)
{
    uint64_t offset = octave_bin(x, self->first);

    if (offset < in_octaves(self)) {
        return (size_t) offset + 2;
    }
    if (x < 1.0) {
        return x > 0.0 ? 1 : 0;
    }
    return self->bins - 1;
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
    double kept = x > 0.0 ? x : 0.0; /* also for NaN and -0 */

    if (count == 0) {
        return;
    }
    put(&self->bin[bin_of(self, kept)], kept, count);
    self->count += count;
    self->clipped += kept == x ? 0 : count;
}

/* Most numbers lie in an octave and between the extremes of their bin. Among numbers >= 0 the bits also decide which
 * is larger, so one branch covers both extremes. The extremes of an empty bin are 0, below all numbers of an octave. */
void ent_histogram_add_all(ent_histogram *self, size_t n, const double *x)
{
    const uint64_t first = self->first;
    const uint64_t most = in_octaves(self);
    ent_histogram_bin *octaves = self->bin + 2;
    uint64_t apart = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t bits = bits_of(x[i]);
        uint64_t offset = octave_bin(x[i], first);
        ent_histogram_bin *bin;
        if (offset >= most) {
            ent_histogram_add(self, x[i], 1);
            apart++;
            continue;
        }
        bin = &octaves[offset];
        if (((int) (bits < bits_of(bin->min)) | (int) (bits > bits_of(bin->max))) !=
            0) { /* | instead of ||: one branch */
            put(bin, x[i], 0);
        }
        bin->count++;
    }
    self->count += n - apart;
}

void ent_histogram_merge(ent_histogram *self, const ent_histogram *other)
{
    for (size_t i = 0; i < self->bins; i++) {
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

/* Returns the number of rank `rank` (from 0) of a bin, interpolated linearly between its extremes. */
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

/* Sets *first and *second to the numbers of rank `rank` and `rank` + 1, which may lie in a later bin. */
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

static double interpolated(const ent_histogram *self, double position)
{
    double rank = floor(position);
    double first, second;

    neighbours(self, (uint64_t) rank, &first, &second);
    if (position <= rank || first >= second) {
        return first;
    }
    return first + (position - rank) * (second - first);
}

/* The bin that holds the number of rank `rank` from 0; *rank becomes the rank within it. */
static size_t bin_of_rank(const ent_histogram *self, uint64_t *rank)
{
    size_t i = 0;

    while (*rank >= self->bin[i].count) {
        *rank -= self->bin[i++].count;
    }
    return i;
}

static uint64_t rank_of(const ent_histogram *self, double q)
{
    double rank = ceil(q * (double) self->count) - 1.0;

    return rank > 0.0 ? (uint64_t) rank : 0;
}

/* The extreme of the bin that is nearer by rank. */
static double attained(const ent_histogram_bin *bin, uint64_t rank)
{
    return rank < bin->count - rank ? bin->min : bin->max;
}

static bool is_smooth(const ent_histogram_bin *bin)
{
    return bin->count >= 3 && bin->min < bin->max && bin->min > floor(bin->min) && bin->max > floor(bin->max);
}

/* Whether a bin of an octave and its neighbours look as if many different numbers had been added. */
static bool is_smooth_around(const ent_histogram *self, size_t i)
{
    return i > 2 && i + 2 < self->bins && is_smooth(&self->bin[i - 1]) && is_smooth(&self->bin[i]) &&
           is_smooth(&self->bin[i + 1]);
}

double ent_histogram_ranked(const ent_histogram *self, uint64_t rank, double position, bool smooth)
{
    size_t i = bin_of_rank(self, &rank);

    if (i == self->bins - 1 && self->bin[i].min < self->bin[i].max) {
        return (double) NAN;
    }
    return smooth && is_smooth_around(self, i) ? interpolated(self, position) : attained(&self->bin[i], rank);
}

static double quantile_of(const ent_histogram *self, double q, bool may_interpolate)
{
    if (self->count == 0 || !(q >= 0.0 && q <= 1.0)) {
        return (double) NAN;
    }
    return ent_histogram_ranked(self, rank_of(self, q), (double) (self->count - 1) * q, may_interpolate);
}

double ent_histogram_quantile(const ent_histogram *self, double q)
{
    return quantile_of(self, q, true);
}

double ent_histogram_attained(const ent_histogram *self, double q)
{
    return quantile_of(self, q, false);
}

/* --- verification ------------------------------------------------------------------------------------------------- */

const char *ent_histogram_check(const ent_histogram *self)
{
    uint64_t count = 0;

    for (size_t i = 0; i < self->bins; i++) {
        const ent_histogram_bin *bin = &self->bin[i];
        count += bin->count;
        if (bin->count == 0 && (bin->min != 0.0 || bin->max != 0.0)) {
            return "an empty bin has extremes";
        }
        if (!(bin->min <= bin->max)) {
            return "the extremes of a bin are not in order";
        }
        if (bin->count > 0 && (bin_of(self, bin->min) != i || bin_of(self, bin->max) != i)) {
            return "an extreme is outside its bin";
        }
    }
    if (count != self->count) {
        return "the counts of the bins do not add up";
    }
    return self->clipped > self->bin[0].count ? "more clipped numbers than zeros" : NULL;
}
