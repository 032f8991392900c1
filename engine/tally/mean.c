#include "tally/mean.h"

#include "tally/exact_sum.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* The number mantissa * 2^exponent, or its negative; the highest bit of the mantissa is set unless the number is 0. */
typedef struct extended {
    uint64_t mantissa;
    int exponent;
    bool negative;
} extended;

static extended from_double(double x)
{
    extended self = {0, 0, x < 0.0};

    self.mantissa = (uint64_t) ldexp(frexp(fabs(x), &self.exponent), 64 - 11) << 11; /* a double has 64 - 11 bits */
    self.exponent -= 64;
    return self;
}

static int leading_zeros(ent_uint128 x)
{
    uint64_t high = (uint64_t) (x >> 64);

    return high != 0 ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t) x);
}

/* Rounds x * 2^exponent to 64 bits. inexact: the number is larger than x by a fraction of 1; x then has more than 65
 * bits, so the fraction decides nothing but a tie. */
static extended rounded(ent_uint128 x, int exponent, bool inexact, bool negative)
{
    const uint64_t half = UINT64_C(1) << 63;
    extended self = {0, 0, negative};
    uint64_t rest;
    int shift;

    if (x == 0) {
        return self;
    }
    shift = leading_zeros(x);
    x <<= shift;
    self.mantissa = (uint64_t) (x >> 64);
    self.exponent = exponent - shift + 64;
    rest = (uint64_t) x;
    if (rest > half || (rest == half && (inexact || (self.mantissa & 1U) != 0))) {
        self.mantissa++;
        if (self.mantissa == 0) {
            self.mantissa = half;
            self.exponent++;
        }
    }
    return self;
}

static bool is_smaller(const extended *a, const extended *b)
{
    return a->exponent < b->exponent || (a->exponent == b->exponent && a->mantissa < b->mantissa);
}

static extended add(extended a, extended b)
{
    ent_uint128 large, small;
    int shift;
    bool inexact;

    if (a.mantissa == 0 || b.mantissa == 0) {
        return a.mantissa == 0 ? b : a;
    }
    if (is_smaller(&a, &b)) {
        extended smaller = a;
        a = b;
        b = smaller;
    }
    shift = a.exponent - b.exponent < 127 ? a.exponent - b.exponent : 127;
    large = (ent_uint128) a.mantissa << 63; /* a bit is left for the carry */
    small = ((ent_uint128) b.mantissa << 63) >> shift;
    inexact = small << shift != (ent_uint128) b.mantissa << 63;
    if (a.negative == b.negative) {
        return rounded(large + small, a.exponent - 63, inexact, a.negative);
    }
    return rounded(large - small - (inexact ? 1U : 0U), a.exponent - 63, inexact, a.negative);
}

static extended divide(extended a, uint64_t n)
{
    ent_uint128 dividend = (ent_uint128) a.mantissa << 64;
    ent_uint128 quotient = dividend / n;

    return rounded(quotient, a.exponent - 64, quotient * n != dividend, a.negative);
}

double ent_mean(const double *x, size_t count)
{
    extended mean = {0, 0, false};
    double result;

    for (size_t i = 0; i < count; i++) {
        extended minus = {mean.mantissa, mean.exponent, !mean.negative};
        mean = add(mean, divide(add(from_double(x[i]), minus), i + 1));
    }
    result = ldexp((double) mean.mantissa, mean.exponent);
    return mean.negative ? -result : result;
}
