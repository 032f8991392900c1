#include "tally/exact_sum.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Adding 1.5 * 2^k to a number below 2^(k-1) rounds it to a multiple of 2^(k-52), and the low bits of the sum hold
 * that multiple as an integer (the extractor of Demmel and Nguyen 2015). Unlike a conversion instruction to int64 it
 * exists on every vector unit. */
#define HIGH_MAGIC 0x1.8p44 /* multiples of 2^-8 */
#define LOW_MAGIC 0x1.8p-8  /* multiples of 2^-60 */

static inline double held_within(double x)
{
    double below = x < ENT_EXACT_SUM_LIMIT ? x : ENT_EXACT_SUM_LIMIT; /* also for NaN */

    return below > -ENT_EXACT_SUM_LIMIT ? below : -ENT_EXACT_SUM_LIMIT;
}

static inline double high_part(double held)
{
    return held + HIGH_MAGIC;
}

static inline double low_part(double held, double high)
{
    return (held - (high - HIGH_MAGIC)) + LOW_MAGIC;
}

/* Returns the integer held in a sum with a magic number. */
static inline int64_t whole_in(double sum, double magic)
{
    int64_t a;
    int64_t b;

    memcpy(&a, &sum, sizeof(a));
    memcpy(&b, &magic, sizeof(b));
    return a - b;
}

void ent_exact_sum_add_repeated(ent_exact_sum *self, double x, uint64_t count)
{
    double held = held_within(x);
    double high = high_part(held);

    self->high += (ent_int128) whole_in(high, HIGH_MAGIC) * (ent_int128) count;
    self->low += (ent_int128) whole_in(low_part(held, high), LOW_MAGIC) * (ent_int128) count;
    self->count += count;
    self->clipped += held != x ? count : 0;
}

void ent_exact_sum_add(ent_exact_sum *self, double x)
{
    ent_exact_sum_add_repeated(self, x, 1);
}

void ent_exact_sum_add_split(ent_exact_sum *self, const ent_split_sum *split)
{
    self->high += split->high;
    self->low += split->low;
    self->count += split->count;
    self->clipped += split->beyond;
}

void ent_exact_sum_merge(ent_exact_sum *self, const ent_exact_sum *other)
{
    self->high += other->high;
    self->low += other->low;
    self->count += other->count;
    self->clipped += other->clipped;
}

/* --- the mean ----------------------------------------------------------------------------------------------------- */

/* A number >= 0 in units of 2^-60: whole + fraction / 2^64, plus less than 2^-64 when `rest` is set. */
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

/* Returns (high * 2^52 + low) / n rounded down, by long division in base 2^52: no step exceeds 128 bits. */
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

/* Rounds a quotient to the nearest double, ties to even. The leading 64 bits, with all following bits folded into
 * the last of them (a sticky bit), suffice for one correctly rounded conversion. */
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
    shift = leading_zeros(whole); /* >= 1: whole is below 2^127 */
    whole = whole << shift | fraction >> (128 - shift);
    fraction <<= shift;
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
