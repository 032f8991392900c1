#include "tally/range.h"

#include "base/status.h"
#include "tally/mixing_distribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More replications than this factor times those of the run are not proposed. */
static const double MOST_MORE = 100.0;

/* Sums over the worlds with two draws in the condition or more. */
typedef struct pair_sums {
    uint64_t worlds; /* number of them */
    double k, n;
} pair_sums;

static pair_sums add_pairs(ent_counts k, ent_counts n, uint64_t worlds)
{
    pair_sums sum = {0};

    for (uint64_t w = 0; w < worlds; w++) {
        uint32_t draws = ent_count(n, w);
        if (draws > 1) {
            sum.worlds++;
            sum.k += (double) ent_count(k, w);
            sum.n += (double) draws;
        }
    }
    return sum;
}

static ent_range_totals add_up(ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_range_totals sum = {0};

    for (uint64_t w = 0; w < worlds; w++) {
        uint32_t draws = ent_count(n, w);
        sum.k += ent_count(k, w);
        sum.n += draws;
        sum.worlds += draws > 0;
    }
    return sum;
}

/* --- the variance between worlds ------------------------------------------------------------------------------------
 */

typedef struct spread {
    double variance; /* V, may be below 0 */
    double error;    /* its standard error */
} spread;

/* Unbiased estimate of p_w^2; draws > 1. */
static double square_of(uint32_t events, uint32_t draws)
{
    return (double) events * ((double) events - 1.0) / ((double) draws * ((double) draws - 1.0));
}

static spread spread_of(ent_counts k, ent_counts n, uint64_t worlds, const pair_sums *sum)
{
    const double p = sum->k / sum->n;
    const double unbiased = (double) sum->worlds / (double) (sum->worlds - 1);
    double square = 0.0;
    double total = 0.0, error = 0.0, linear = 0.0;
    spread made;

    for (uint64_t w = 0; w < worlds; w++) {
        uint32_t draws = ent_count(n, w);
        square += draws > 1 ? (double) draws * square_of(ent_count(k, w), draws) : 0.0;
    }
    square /= sum->n;
    for (uint64_t w = 0; w < worlds; w++) {
        uint32_t draws = ent_count(n, w);
        if (draws > 1) {
            double off = (double) ent_count(k, w) - p * (double) draws;
            double z = (double) draws * (square_of(ent_count(k, w), draws) - square) - 2.0 * p * off;
            linear += off * off;
            total += off * off / (double) draws;
            error += z * z;
        }
    }
    made.variance = square - p * p + unbiased * linear / (sum->n * sum->n);
    made.error = fmax(sqrt(unbiased * error) / sum->n, total / sum->n * sqrt(2.0 / (double) (sum->worlds - 1)));
    return made;
}

/* Rounds up to two significant digits. */
static uint64_t rounded_up(double x)
{
    double unit = 1.0;

    while (x / unit > 99.0) {
        unit *= 10.0;
    }
    return (uint64_t) (ceil(x / unit) * unit);
}

/* Sets the state of the range, and where it cannot be measured the number of replications that would do. */
static void decider(ent_range *self, ent_counts k, ent_counts n, const ent_worlds *worlds, const ent_range_totals *sum)
{
    double mean = (double) sum->n / (double) sum->worlds;
    spread between = {.variance = 0.0};
    pair_sums pairs;

    if (!worlds->unknowns) {
        self->state = ENT_RANGE_NOT_UNKNOWN;
    } else if (sum->worlds < ENT_RANGE_LEAST_WORLDS) {
        self->state = ENT_RANGE_FEW_WORLDS;
    } else if (mean < ENT_RANGE_LEAST_DRAWS) {
        self->state = ENT_RANGE_FEW_DRAWS;
        mean = (double) sum->n / (double) worlds->count; /* more replications find the condition in more worlds */
        self->replications = rounded_up((double) worlds->replications * ENT_RANGE_LEAST_DRAWS / mean);
    } else {
        pairs = add_pairs(k, n, worlds->count);
        between = pairs.worlds > 1 ? spread_of(k, n, worlds->count, &pairs) : between;
        self->state = between.variance > 2.0 * between.error ? ENT_RANGE_MEASURED : ENT_RANGE_WITHIN_NOISE;
        if (self->state == ENT_RANGE_WITHIN_NOISE && between.variance > 0.0 &&
            2.0 * between.error <= MOST_MORE * between.variance) {
            self->replications =
                rounded_up((double) worlds->replications * fmax(2.0 * between.error / between.variance, 1.0));
        }
    }
}

/* --- worlds with the same counts ------------------------------------------------------------------------------------
 */

/* Sorts keys [count] by their digit of 8 bits at `shift`, into `to`. */
static void sort_by_digit(const uint64_t *key, uint64_t *to, size_t count, unsigned shift)
{
    size_t start[256] = {0};
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        start[key[i] >> shift & 255U]++;
    }
    for (size_t d = 0; d < 256; d++) {
        size_t size = start[d];
        start[d] = at;
        at += size;
    }
    for (size_t i = 0; i < count; i++) {
        to[start[key[i] >> shift & 255U]++] = key[i];
    }
}

/* Sorts keys [count]; spare: [count]. Returns the sorted array, one of the two. Digits that do not vary are left out.
 */
static uint64_t *sort(uint64_t *key, uint64_t *spare, size_t count)
{
    uint64_t varied = 0;

    for (size_t i = 1; i < count; i++) {
        varied |= key[i] ^ key[0];
    }
    for (unsigned shift = 0; shift < 64; shift += 8) {
        if ((varied >> shift & 255U) != 0) {
            uint64_t *other = spare;
            sort_by_digit(key, spare, count, shift);
            spare = key;
            key = other;
        }
    }
    return key;
}

/* Fills cell [worlds with n_w > 0] ascending by n, then k. Returns the number of cells. key: [2 * worlds], scratch. */
static size_t fill_cells(ent_counts k, ent_counts n, uint64_t worlds, uint64_t *key, ent_mixing_cell *cell)
{
    size_t count = 0;
    size_t cells = 0;
    uint64_t *sorted;

    for (uint64_t w = 0; w < worlds; w++) {
        if (ent_count(n, w) > 0) {
            key[count++] = (uint64_t) ent_count(n, w) << 32 | ent_count(k, w);
        }
    }
    sorted = sort(key, key + worlds, count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && sorted[i] == sorted[i - 1]) {
            cell[cells - 1].worlds++;
        } else {
            cell[cells++] =
                (ent_mixing_cell){.n = (uint32_t) (sorted[i] >> 32), .k = (uint32_t) sorted[i], .worlds = 1};
        }
    }
    return cells;
}

/* --- the range ---------------------------------------------------------------------------------------------------- */

static int measure(ent_range *self, ent_counts k, ent_counts n, uint64_t worlds, const ent_range_totals *sum)
{
    static const double level[] = {0.05, 0.50, 0.95};
    const double p = (double) sum->k / (double) sum->n;
    uint64_t *key = worlds <= SIZE_MAX / sizeof(*key) / 2 ? malloc((size_t) worlds * 2 * sizeof(*key)) : NULL;
    ent_mixing_cell *cell = malloc((size_t) sum->worlds * sizeof(*cell));
    int status = ENT_ERR_NO_MEMORY;
    double quantile[3];

    if (key != NULL && cell != NULL) {
        size_t cells = fill_cells(k, n, worlds, key, cell);
        status = ent_mixing_quantiles(cell, cells, level, 3, quantile);
    }
    if (status == ENT_OK) {
        self->p05 = fmin(quantile[0], p);
        self->p50 = quantile[1];
        self->p95 = fmax(quantile[2], p);
    }
    free(cell);
    free(key);
    return status;
}

bool ent_range_may_be_measured(const ent_worlds *worlds)
{
    return worlds->unknowns && worlds->replications >= ENT_RANGE_LEAST_DRAWS;
}

int ent_range_of_totals(
    ent_range *self, const ent_range_totals *totals, ent_counts k, ent_counts n, const ent_worlds *worlds)
{
    const double nan = (double) NAN;

    *self = (ent_range){.p05 = nan, .p50 = nan, .p95 = nan};
    if (totals->n == 0) {
        return ENT_OK;
    }
    decider(self, k, n, worlds, totals);
    return self->state == ENT_RANGE_MEASURED ? measure(self, k, n, worlds->count, totals) : ENT_OK;
}

int ent_range_of_counts(ent_range *self, ent_counts k, ent_counts n, const ent_worlds *worlds)
{
    const ent_range_totals totals = add_up(k, n, worlds->count);

    return ent_range_of_totals(self, &totals, k, n, worlds);
}

bool ent_range_exceeds_noise(ent_counts k, ent_counts n, uint64_t worlds)
{
    pair_sums pairs = add_pairs(k, n, worlds);
    spread between = {.variance = 0.0};

    if (pairs.worlds > 1 && add_up(k, n, worlds).worlds >= ENT_RANGE_LEAST_WORLDS) {
        between = spread_of(k, n, worlds, &pairs);
    }
    return between.variance > 2.0 * between.error;
}
