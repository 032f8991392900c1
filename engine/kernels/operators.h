/* The operators of formulas as loops over columns. A last, partial vector is padded and goes through the same code, so
 * the result for a row does not depend on its position in the column. Private to engine/kernels; included once by
 * isa/kernel_table.c. */
#ifndef ENT_KERNELS_OPERATORS_H
#define ENT_KERNELS_OPERATORS_H

#include "kernels/functions.h"

#include <stddef.h>
#include <stdint.h>

#define UNARY(name, expression)                                                                                        \
    static void op_##name(size_t n, double *out, const double *const *in)                                              \
    {                                                                                                                  \
        const double *pa = in[0];                                                                                      \
        size_t i = 0;                                                                                                  \
        vd a;                                                                                                          \
                                                                                                                       \
        for (; i + VD_LANES <= n; i += VD_LANES) {                                                                     \
            a = vd_load(pa + i);                                                                                       \
            vd_store(out + i, expression);                                                                             \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            a = vd_load_partial(pa + i, n - i);                                                                        \
            vd_store_partial(out + i, n - i, expression);                                                              \
        }                                                                                                              \
    }

#define BINARY(name, expression)                                                                                       \
    static void op_##name(size_t n, double *out, const double *const *in)                                              \
    {                                                                                                                  \
        const double *pa = in[0], *pb = in[1];                                                                         \
        size_t i = 0;                                                                                                  \
        vd a, b;                                                                                                       \
                                                                                                                       \
        for (; i + VD_LANES <= n; i += VD_LANES) {                                                                     \
            a = vd_load(pa + i);                                                                                       \
            b = vd_load(pb + i);                                                                                       \
            vd_store(out + i, expression);                                                                             \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            a = vd_load_partial(pa + i, n - i);                                                                        \
            b = vd_load_partial(pb + i, n - i);                                                                        \
            vd_store_partial(out + i, n - i, expression);                                                              \
        }                                                                                                              \
    }

#define TERNARY(name, expression)                                                                                      \
    static void op_##name(size_t n, double *out, const double *const *in)                                              \
    {                                                                                                                  \
        const double *pa = in[0], *pb = in[1], *pc = in[2];                                                            \
        size_t i = 0;                                                                                                  \
        vd a, b, c;                                                                                                    \
                                                                                                                       \
        for (; i + VD_LANES <= n; i += VD_LANES) {                                                                     \
            a = vd_load(pa + i);                                                                                       \
            b = vd_load(pb + i);                                                                                       \
            c = vd_load(pc + i);                                                                                       \
            vd_store(out + i, expression);                                                                             \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            a = vd_load_partial(pa + i, n - i);                                                                        \
            b = vd_load_partial(pb + i, n - i);                                                                        \
            c = vd_load_partial(pc + i, n - i);                                                                        \
            vd_store_partial(out + i, n - i, expression);                                                              \
        }                                                                                                              \
    }

BINARY(add, vd_add(a, b))
BINARY(sub, vd_sub(a, b))
BINARY(mul, vd_mul(a, b))
BINARY(div, vd_div(a, b))
UNARY(neg, vd_neg(a))
BINARY(pow, vd_power(a, b))
BINARY(min, vd_min(a, b))
BINARY(max, vd_max(a, b))
UNARY(abs, vd_abs(a))
UNARY(exp, vd_exp(a))
UNARY(log, vd_log(a))
UNARY(sqrt, vd_sqrt(a))
UNARY(floor, vd_floor(a))
UNARY(logistic, vd_logistic(a))
UNARY(logit, vd_logit(a))
UNARY(normal_cdf, vd_normal_cdf(a))
BINARY(eq, vd_truth(vd_eq(a, b)))
BINARY(ne, vd_truth(vd_ne(a, b)))
BINARY(lt, vd_truth(vd_lt(a, b)))
BINARY(le, vd_truth(vd_le(a, b)))
BINARY(gt, vd_truth(vd_gt(a, b)))
BINARY(ge, vd_truth(vd_ge(a, b)))
BINARY(and, vd_truth(vm_and(vd_true(a), vd_true(b))))
BINARY(or, vd_truth(vm_or(vd_true(a), vd_true(b))))
UNARY(not, vd_truth(vm_not(vd_true(a))))
TERNARY(if, vd_select(vd_true(a), b, c))
TERNARY(clamp, vd_clamp(a, b, c))
TERNARY(weibull_hazard, vd_weibull_hazard(a, b, c))
UNARY(log1p, vd_log1p(a))
UNARY(expm1, vd_expm1(a))
UNARY(neg_log, vd_neg(vd_log(a)))
BINARY(pow_of_log, vd_power_of_log(a, b))

static void op_triangular(size_t n, double *out, const double *const *in)
{
    const double *u = in[0], *min = in[1], *mode = in[2], *max = in[3];
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd_store(out + i, vd_triangular(vd_load(u + i), vd_load(min + i), vd_load(mode + i), vd_load(max + i)));
    }
    if (i < n) {
        size_t m = n - i;
        vd_store_partial(out + i, m,
            vd_triangular(vd_load_partial(u + i, m), vd_load_partial(min + i, m), vd_load_partial(mode + i, m),
                vd_load_partial(max + i, m)));
    }
}

enum { QUANTILE_BLOCK = 256 };

/* Up to QUANTILE_BLOCK quantiles. The central approximation is computed for all rows. The tails, 15% of uniforms, need
 * a logarithm and are gathered first, so that their vectors are full. */
static void normal_quantile_block(size_t n, const double *u, double *out)
{
    double tail[QUANTILE_BLOCK + VD_WIDTH];
    uint16_t row[QUANTILE_BLOCK + VD_WIDTH];
    const vd half = vd_set(0.5), width_of_centre = vd_set(0.425);
    size_t tails = 0;
    size_t end = 0;

    for (size_t i = 0; i < n; i += VD_LANES) {
        size_t rows = n - i < VD_LANES ? n - i : VD_LANES;
        vd a = rows == VD_LANES ? vd_load(u + i) : vd_load_partial(u + i, rows);
        unsigned far = vm_bits(vm_not(vd_le(vd_abs(vd_sub(a, half)), width_of_centre))) & first_lanes(rows);
        for (; far != 0; far &= far - 1U) {
            size_t k = i + (size_t) __builtin_ctz(far);
            tail[tails] = u[k];
            row[tails++] = (uint16_t) k;
        }
    }
    for (; end + VD_LANES <= n; end += VD_LANES) { /* a loop of its own: no mispredicted branch delays it */
        vd_store(out + end, vd_normal_centre(vd_load(u + end)));
    }
    if (end < n) {
        vd_store_partial(out + end, n - end, vd_normal_centre(vd_load_partial(u + end, n - end)));
    }
    for (size_t k = tails; k % VD_LANES != 0; k++) {
        tail[k] = 0.01;
    }
    for (size_t k = 0; k < tails; k += VD_LANES) {
        vd_store(tail + k, vd_normal_tail(vd_load(tail + k)));
    }
    for (size_t k = 0; k < tails; k++) {
        out[row[k]] = tail[k];
    }
}

static void op_normal_quantile(size_t n, double *out, const double *const *in)
{
    const double *u = in[0];

    for (size_t i = 0; i < n; i += QUANTILE_BLOCK) {
        normal_quantile_block(n - i < QUANTILE_BLOCK ? n - i : QUANTILE_BLOCK, u + i, out + i);
    }
}

#endif
