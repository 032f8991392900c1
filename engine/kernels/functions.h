/* The formulas of the operators that take more than one instruction, written once for all instruction sets. Private to
 * engine/kernels. */
#ifndef ENT_KERNELS_FUNCTIONS_H
#define ENT_KERNELS_FUNCTIONS_H

#include "kernels/isa/vector.h"

#include <math.h>

/* Horner: c[0] + x (c[1] + x (… + x c[7])) */
static inline vd vd_polynomial7(vd x, const double c[8])
{
    vd sum = vd_set(c[7]);

    for (int i = 6; i >= 0; i--) {
        sum = vd_add(vd_mul(sum, x), vd_set(c[i]));
    }
    return sum;
}

/* NaN where either argument is NaN; so is vd_max. */
static inline vd vd_min(vd a, vd b)
{
    return vd_select(vd_number(a), vd_least(a, b), a);
}

static inline vd vd_max(vd a, vd b)
{
    return vd_select(vd_number(a), vd_greatest(a, b), a);
}

static inline vd vd_clamp(vd x, vd low, vd high)
{
    return vd_min(vd_max(x, low), high);
}

/* Rounds to a whole number by adding 2^52 with the sign of x (SSE2 has no rounding instruction), then subtracts 1 where
 * that is above x. */
static inline vd vd_floor(vd x)
{
    vd sign = vd_and(x, vd_set(-0.0));
    vd magic = vd_or(sign, vd_set(4503599627370496.0));
    vd near = vd_sub(vd_add(x, magic), magic);
    vd down = vd_sub(near, vd_truth(vd_gt(near, x)));
    vm small = vd_lt(vd_abs(x), vd_set(4503599627370496.0));

    return vd_select(small, vd_or(vd_abs(down), sign), x);
}

/* The square is the commonest power, and x * x is its correctly rounded value. SLEEF's x^1 overflows at the largest
 * doubles. */
static inline vd vd_power(vd x, vd y)
{
    vm square = vd_eq(y, vd_set(2.0));
    const unsigned all = (1U << VD_WIDTH) - 1U;

    if (vm_bits(square) == all) {
        return vd_mul(x, x);
    }
    return vd_select(square, vd_mul(x, x), vd_select(vd_eq(y, vd_set(1.0)), x, vd_pow(x, y)));
}

/* x^y for x >= 0 as exp(y log x), in a third of the time of vd_pow. A factor of 0 makes the product 0 even where the
 * other one is infinite or NaN: x^0 and 1^y are 1. */
static inline vd vd_power_of_log(vd y, vd log_x)
{
    vd zero = vd_set(0.0);
    vm is_one = vm_or(vd_eq(y, zero), vd_eq(log_x, zero));

    return vd_exp(vd_select(is_one, zero, vd_mul(y, log_x)));
}

static inline vd vd_logistic(vd x)
{
    return vd_div(vd_set(1.0), vd_add(vd_set(1.0), vd_exp(vd_neg(x))));
}

static inline vd vd_logit(vd p)
{
    return vd_log(vd_div(p, vd_sub(vd_set(1.0), p)));
}

static inline vd vd_normal_cdf(vd z)
{
    return vd_mul(vd_set(0.5), vd_erfc(vd_mul(z, vd_set(-0.70710678118654752440))));
}

/* x^k, x >= 0: a relative error of a few 1e-16 times 1 + |k log x|. */
static inline vd vd_quick_power(vd x, vd k)
{
    return vd_power_of_log(k, vd_log(x));
}

/* (month / scale)^shape - ((month - 1) / scale)^shape, the second term 0 for month <= 1: the increase of the cumulative
 * hazard of a Weibull distribution in one month. Infinite where the first term is, whatever the second one. */
static inline vd vd_weibull_hazard(vd shape, vd scale, vd month)
{
    vd one = vd_set(1.0);
    vd now = vd_quick_power(vd_div(month, scale), shape);
    vd before = vd_quick_power(vd_div(vd_sub(month, one), scale), shape);
    vm alone = vm_or(vd_le(month, one), vd_eq(now, vd_set((double) INFINITY)));

    return vd_sub(now, vd_select(alone, vd_set(0.0), before));
}

/* The inverse cdf: min + sqrt(u (max - min) (mode - min)) up to the mode, mirrored above it. A single square root, the
 * slowest operation, serves both branches. NaN unless min <= mode <= max and min < max. */
static inline vd vd_triangular(vd u, vd min, vd mode, vd max)
{
    vd width = vd_sub(max, min);
    vd rise = vd_sub(mode, min);
    vd fall = vd_sub(max, mode);
    vm lower = vd_le(vd_mul(u, width), rise);
    vd share = vd_select(lower, u, vd_sub(vd_set(1.0), u));
    vd step = vd_sqrt(vd_mul(share, vd_mul(width, vd_select(lower, rise, fall))));
    vd x = vd_select(lower, vd_add(min, step), vd_sub(max, step));
    vd inside = vd_least(vd_greatest(x, min), max); /* the sum may round past an end */
    vm valid = vm_and(vm_and(vd_le(min, mode), vd_le(mode, max)), vd_lt(min, max));

    return vd_select(valid, inside, vd_set((double) NAN));
}

/* Rational approximations to the normal quantile, relative error about 1e-16 (Wichura, "Algorithm AS 241: the
 * percentage points of the normal distribution", Applied Statistics 37, 1988; routine PPND16). */
static const double normal_centre_above[8] = {3.3871328727963666080e0, 1.3314166789178437745e+2,
    1.9715909503065514427e+3, 1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
    3.3430575583588128105e+4, 2.5090809287301226727e+3};
static const double normal_centre_below[8] = {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2,
    5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
    5.2264952788528545610e+3};
static const double normal_tail_above[8] = {1.42343711074968357734e0, 4.63033784615654529590e0,
    5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4};
static const double normal_tail_below[8] = {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
    6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
    1.05075007164441684324e-9};
static const double normal_far_above[8] = {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
    2.01033439929228813265e-7};
static const double normal_far_below[8] = {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
    1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
    2.04426310338993978564e-15};

/* The quantile for |u - 1/2| <= 0.425. */
static inline vd vd_normal_centre(vd u)
{
    vd q = vd_sub(u, vd_set(0.5));
    vd r = vd_sub(vd_set(0.180625), vd_mul(q, q));

    return vd_div(vd_mul(q, vd_polynomial7(r, normal_centre_above)), vd_polynomial7(r, normal_centre_below));
}

/* Mask of the lanes in which |u - 1/2| <= 0.425, where the central approximation holds. */
static inline vm vd_normal_central(vd u)
{
    return vd_le(vd_abs(vd_sub(u, vd_set(0.5))), vd_set(0.425));
}

/* The magnitude of the quantile for r = sqrt(-log(min(u, 1 - u))) > 5. */
static inline vd vd_normal_far(vd r)
{
    vd x = vd_sub(r, vd_set(5.0));

    return vd_div(vd_polynomial7(x, normal_far_above), vd_polynomial7(x, normal_far_below));
}

/* The quantile for |u - 1/2| > 0.425; -inf at 0, inf at 1, NaN outside [0, 1]. */
static inline vd vd_normal_tail(vd u)
{
    vd one = vd_set(1.0);
    vm lower = vd_lt(u, vd_set(0.5));
    vd p = vd_select(lower, u, vd_sub(one, u));
    vd r = vd_sqrt(vd_neg(vd_log(p)));
    vd x = vd_sub(r, vd_set(1.6));
    vd z = vd_div(vd_polynomial7(x, normal_tail_above), vd_polynomial7(x, normal_tail_below));
    vm far = vd_gt(r, vd_set(5.0)); /* one uniform in 3.6e10 */

    if (vm_bits(far) != 0) {
        z = vd_select(far, vd_normal_far(r), z);
    }
    z = vd_select(vd_eq(p, vd_set(0.0)), vd_set((double) INFINITY), z);
    return vd_select(lower, vd_neg(z), z);
}

#endif
