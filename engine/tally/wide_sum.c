#include "tally/wide_sum.h"

#include <math.h>
#include <string.h>

enum {
    BITS = ENT_WIDE_DIGIT_BITS,
    ORIGIN = 1080,     /* exponent of the lowest place, negated: a multiple of BITS below that of all doubles */
    DIGITS_OF_ONE = 3, /* digits that a double can have */
    DIGITS_OF_SQUARE = 5
};

static const uint64_t DIGIT = ((uint64_t) 1 << BITS) - 1;

/* A double is mantissa * 2^exponent. */
static uint64_t mantissa_of(double x, int *exponent)
{
    uint64_t bits;
    uint64_t fraction;
    int biased;

    memcpy(&bits, &x, sizeof(bits));
    fraction = bits & (((uint64_t) 1 << 52) - 1);
    biased = (int) (bits >> 52 & 0x7FF);
    *exponent = biased == 0 ? -1074 : biased - 1075;
    return biased == 0 ? fraction : fraction | (uint64_t) 1 << 52;
}

/* Makes `top` the highest place, unless it is below the present one. */
static void raise_to(ent_wide_sum *self, int32_t top)
{
    int32_t by = top - self->top;

    if (by <= 0) {
        return;
    }
    for (int32_t i = ENT_WIDE_DIGITS - 1; i >= 0; i--) {
        self->digit[i] = i >= by ? self->digit[i - by] : 0;
    }
    self->top = top;
}

/* Adds digits [count], from place `top` down. */
static inline void put(ent_wide_sum *self, int32_t top, const int64_t *digit, int32_t count)
{
    int32_t first;

    raise_to(self, top);
    first = self->top - top;
    for (int32_t i = 0; i < count && first + i < ENT_WIDE_DIGITS; i++) {
        self->digit[first + i] += digit[i];
    }
}

void ent_wide_sum_add(ent_wide_sum *self, double x)
{
    int64_t sign = x < 0.0 ? -1 : 1;
    int64_t digit[DIGITS_OF_ONE];
    int exponent;
    uint64_t mantissa = mantissa_of(x, &exponent);
    int at = (exponent + ORIGIN) / BITS;
    ent_uint128 placed = (ent_uint128) mantissa << ((exponent + ORIGIN) % BITS);

    if (mantissa == 0) {
        return;
    }
    for (int i = DIGITS_OF_ONE - 1; i >= 0; i--) {
        digit[i] = sign * (int64_t) ((uint64_t) placed & DIGIT);
        placed >>= BITS;
    }
    put(self, at + DIGITS_OF_ONE - 1, digit, DIGITS_OF_ONE);
}

void ent_wide_sum_add_square(ent_wide_sum *self, double x)
{
    int64_t digit[DIGITS_OF_SQUARE];
    int exponent;
    uint64_t mantissa = mantissa_of(x, &exponent);
    int place = 2 * (exponent + ORIGIN);
    int shift = place % BITS;
    ent_uint128 square = (ent_uint128) mantissa * mantissa;

    if (mantissa == 0) {
        return;
    }
    digit[DIGITS_OF_SQUARE - 1] = (int64_t) (((uint64_t) square << shift) & DIGIT);
    square >>= BITS - shift;
    for (int i = DIGITS_OF_SQUARE - 2; i >= 0; i--) {
        digit[i] = (int64_t) ((uint64_t) square & DIGIT);
        square >>= BITS;
    }
    put(self, place / BITS + DIGITS_OF_SQUARE - 1, digit, DIGITS_OF_SQUARE);
}

void ent_wide_sum_merge(ent_wide_sum *self, const ent_wide_sum *other)
{
    put(self, other->top, other->digit, ENT_WIDE_DIGITS);
}

void ent_wide_total_add(ent_wide_total *self, const ent_wide_sum *sum)
{
    int32_t by = sum->top - self->top;
    int32_t first = by < 0 ? -by : 0;

    for (int32_t i = ENT_WIDE_DIGITS - 1; i >= 0 && by > 0; i--) {
        self->digit[i] = i >= by ? self->digit[i - by] : 0;
    }
    self->top = by > 0 ? sum->top : self->top;
    for (int32_t i = first; i < ENT_WIDE_DIGITS; i++) {
        self->digit[i] += sum->digit[i - first];
    }
}

/* Carries, so that all digits but the first lie in [0, 2^30). */
static void carry(ent_int128 digit[ENT_WIDE_DIGITS])
{
    const ent_int128 unit = (ent_int128) 1 << BITS;

    for (int i = ENT_WIDE_DIGITS - 1; i > 0; i--) {
        ent_int128 rest = digit[i] % unit;
        rest += rest < 0 ? unit : 0;
        digit[i - 1] += (digit[i] - rest) / unit;
        digit[i] = rest;
    }
}

/* The value, places counted from an exponent of -origin. */
static ent_double_double value_of(const ent_wide_total *self, int origin)
{
    ent_int128 digit[ENT_WIDE_DIGITS];
    ent_double_double sum = {0.0, 0.0};
    double sign = 1.0;

    memcpy(digit, self->digit, sizeof(digit));
    carry(digit);
    if (digit[0] < 0) { /* all of one sign, so that nothing cancels */
        for (int i = 0; i < ENT_WIDE_DIGITS; i++) {
            digit[i] = -self->digit[i];
        }
        carry(digit);
        sign = -1.0;
    }
    for (int i = 4; i > 0; i--) { /* the first digit may be longer than a double */
        double part = (double) ((uint64_t) (digit[0] >> (BITS * i)) & DIGIT);
        sum = ent_dd_add(sum, (ent_double_double){ldexp(sign * part, BITS * (self->top + i) - origin), 0.0});
    }
    digit[0] &= (ent_int128) DIGIT;
    for (int i = 0; i < ENT_WIDE_DIGITS; i++) {
        double part = sign * (double) (uint64_t) digit[i];
        sum = ent_dd_add(sum, (ent_double_double){ldexp(part, BITS * (self->top - i) - origin), 0.0});
    }
    return sum;
}

ent_double_double ent_wide_total_value(const ent_wide_total *self)
{
    return value_of(self, ORIGIN);
}

ent_double_double ent_wide_total_squares(const ent_wide_total *self)
{
    return value_of(self, 2 * ORIGIN);
}

double ent_wide_mean(ent_double_double sum, uint64_t count)
{
    double n = (double) count;
    double quotient = sum.high / n;
    ent_double_double taken = ent_dd_product(quotient, n);
    ent_double_double rest = ent_dd_add(sum, (ent_double_double){-taken.high, -taken.low});

    return quotient + rest.high / n;
}
