#include "tally/exact_sum.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Adding 1.5 * 2^k to a number below 2^(k-1) rounds it to a multiple of 2^(k-52), and leaves that multiple in the low
 * bits of the sum: the conversion to integers that every vector unit can do. */
#define HIGH_MAGIC 0x1.8p44 /* multiples of 2^-8 */
#define LOW_MAGIC 0x1.8p-8  /* multiples of 2^-60 */

enum { BLOCK = 1024 }; /* parts are below 2^51 each, so this many fit 64 bits */

/* Partial sums of a block. */
typedef struct partial {
    int64_t high, low;
    uint64_t clipped;
} partial;

static inline int64_t bits_of(double x)
{
    int64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static inline void split(double x, partial *into)
{
    double below = x < ENT_EXACT_SUM_LIMIT ? x : ENT_EXACT_SUM_LIMIT; /* NaN too */
    double kept = below > -ENT_EXACT_SUM_LIMIT ? below : -ENT_EXACT_SUM_LIMIT;
    double high = kept + HIGH_MAGIC;
    double low = (kept - (high - HIGH_MAGIC)) + LOW_MAGIC;

    into->high += bits_of(high) - bits_of(HIGH_MAGIC);
    into->low += bits_of(low) - bits_of(LOW_MAGIC);
    into->clipped += kept != x ? 1 : 0;
}

static void take(ent_exact_sum *self, const partial *part, uint64_t count)
{
    self->high += part->high;
    self->low += part->low;
    self->clipped += part->clipped;
    self->count += count;
}

void ent_exact_sum_add(ent_exact_sum *self, double x)
{
    partial part = {0};

    split(x, &part);
    take(self, &part, 1);
}

static void add_all(ent_exact_sum *self, size_t n, const double *x)
{
    partial part = {0};

    for (size_t i = 0; i < n; i++) {
        split(x[i], &part);
    }
    take(self, &part, n);
}

static void add_selected(ent_exact_sum *self, size_t n, const double *x, const double *mask)
{
    partial part = {0};
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++) {
        split(mask[i] != 0.0 ? x[i] : 0.0, &part);
        count += mask[i] != 0.0 ? 1 : 0;
    }
    take(self, &part, count);
}

void ent_exact_sum_add_where(ent_exact_sum *self, size_t n, const double *x, const double *mask)
{
    for (size_t start = 0; start < n; start += BLOCK) {
        size_t rows = n - start < BLOCK ? n - start : BLOCK;
        if (mask == NULL) {
            add_all(self, rows, x + start);
        } else {
            add_selected(self, rows, x + start, mask + start);
        }
    }
}

void ent_exact_sum_add_repeated(ent_exact_sum *self, double x, uint64_t count)
{
    partial part = {0};

    split(x, &part);
    self->high += (ent_int128) part.high * count;
    self->low += (ent_int128) part.low * count;
    self->clipped += part.clipped * count;
    self->count += count;
}

void ent_exact_sum_merge(ent_exact_sum *self, const ent_exact_sum *other)
{
    self->high += other->high;
    self->low += other->low;
    self->count += other->count;
    self->clipped += other->clipped;
}

/* --- the mean ----------------------------------------------------------------------------------------------------- */

/* A number >= 0 in units of 2^-60: whole + fraction / 2^64, and `rest` when a little more than that. */
typedef struct quotient {
    ent_int128 whole;
    uint64_t fraction;
    bool rest;
} quotient;

static ent_int128 floor_divide(ent_int128 a, ent_int128 n, ent_int128 *remainder)
{
    ent_int128 q = a / n;

    *remainder = a % n;
    if (*remainder < 0) {
        *remainder += n;
        q -= 1;
    }
    return q;
}

/* (high * 2^52 + low) / n, rounded down, in steps none of which leaves 128 bits. */
static quotient divide(ent_int128 high, ent_int128 low, uint64_t n)
{
    const ent_int128 unit = (ent_int128) 1 << 52;
    ent_int128 rest;
    quotient q;

    q.whole = floor_divide(high, n, &rest) * unit;
    q.whole += floor_divide(rest * unit + low, n, &rest);
    q.fraction = (uint64_t) (((ent_uint128) rest << 64) / n);
    q.rest = ((ent_uint128) rest << 64) % n != 0;
    return q;
}

static int leading_zeros(ent_uint128 x)
{
    uint64_t top = (uint64_t) (x >> 64);

    return top != 0 ? __builtin_clzll(top) : 64 + __builtin_clzll((uint64_t) x);
}

/* The leading 64 bits of a quotient whose whole part is above 0, with all that follows folded into the last of them,
 * are what one conversion to double needs to round correctly. */
static double rounded(const quotient *q)
{
    ent_uint128 whole = (ent_uint128) q->whole;
    ent_uint128 fraction = (ent_uint128) q->fraction << 64;
    int shift;
    uint64_t top;
    bool rest;

    if (whole == 0) {
        return ldexp((double) q->fraction, -124);
    }
    shift = leading_zeros(whole);
    if (shift > 0) {
        whole = whole << shift | fraction >> (128 - shift);
        fraction <<= shift;
    }
    top = (uint64_t) (whole >> 64);
    rest = (uint64_t) whole != 0 || fraction != 0 || q->rest;
    return ldexp((double) (top | (rest ? 1U : 0U)), 4 - shift);
}

double ent_exact_sum_over(const ent_exact_sum *self, uint64_t count)
{
    quotient q;

    if (count == 0) {
        return (double) NAN;
    }
    q = divide(self->high, self->low, count);
    if (q.whole >= 0) {
        return rounded(&q);
    }
    q = divide(-self->high, -self->low, count);
    return -rounded(&q);
}

double ent_exact_sum_mean(const ent_exact_sum *self)
{
    return ent_exact_sum_over(self, self->count);
}
