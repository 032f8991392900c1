/* Linear combinations, table look-up, counts and exact sums over columns. Private to engine/kernels; included once by
 * isa/kernel_table.c. */
#ifndef ENT_KERNELS_COLUMNS_H
#define ENT_KERNELS_COLUMNS_H

#include "kernels/functions.h"
#include "kernels/kernels.h"

#include <string.h>

static void axpy(size_t n, double a, const double *x, double *y)
{
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd_store(y + i, vd_add(vd_load(y + i), vd_mul(vd_set(a), vd_load(x + i))));
    }
    for (; i < n; i++) {
        y[i] = y[i] + a * x[i];
    }
}

static void affine(size_t n, double a, double b, const double *x, double *out)
{
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd_store(out + i, vd_add(vd_set(a), vd_mul(vd_set(b), vd_load(x + i))));
    }
    for (; i < n; i++) {
        out[i] = a + b * x[i];
    }
}

static void above(size_t n, double t, const double *x, double *out)
{
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd_store(out + i, vd_truth(vd_gt(vd_load(x + i), vd_set(t))));
    }
    for (; i < n; i++) {
        out[i] = x[i] > t ? 1.0 : 0.0;
    }
}

static void hold(size_t n, double low, double high, const double *x, double *out)
{
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd_store(out + i, vd_clamp(vd_load(x + i), vd_set(low), vd_set(high)));
    }
    if (i < n) {
        vd_store_partial(out + i, n - i, vd_clamp(vd_load_partial(x + i, n - i), vd_set(low), vd_set(high)));
    }
}

/* One number at a time: loading the coefficients takes most of the time, and gather instructions are no faster. */
static void table(const ent_table_grid *grid, size_t n, const double *z, double *out)
{
    const double start = grid->start, inverse = grid->inverse, last = grid->last;

    for (size_t i = 0; i < n; i++) {
        double position = (z[i] - start) * inverse;
        position = position > 0.0 ? position : 0.0;
        position = position < last ? position : last;
        size_t cell = (size_t) (long) position;
        double t = position - (double) (long) cell;
        const double *c = grid->coefficient[cell];
        double t2 = t * t;
        out[i] = ((c[0] + c[1] * t) + (c[2] + c[3] * t) * t2) + (c[4] + c[5] * t) * (t2 * t2);
    }
}

/* Written for the compiler to vectorise: the result of a comparison is added as a number. */
static uint64_t count_nonzero(size_t n, const double *x)
{
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++) {
        count += (x[i] < 0.0) | (x[i] > 0.0);
    }
    return count;
}

static uint64_t count_both(size_t n, const double *x, const double *y)
{
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++) {
        count += ((x[i] < 0.0) | (x[i] > 0.0)) & ((y[i] < 0.0) | (y[i] > 0.0));
    }
    return count;
}

static uint64_t count_at_least(size_t n, double t, const double *x)
{
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++) {
        count += x[i] >= t;
    }
    return count;
}

/* The sum of the lanes, whole numbers. */
static uint64_t lanes_of(vd sum)
{
    double lane[VD_WIDTH];
    double total = 0.0;

    vd_store(lane, sum);
    for (size_t i = 0; i < VD_LANES; i++) {
        total += lane[i];
    }
    return (uint64_t) total;
}

static uint64_t guard(size_t n, double low, double high, const double *x, double *out)
{
    const vd least = vd_set(low), most = vd_set(high);
    vd moved = vd_set(0.0);
    uint64_t count;
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd a = vd_load(x + i);
        vm below = vd_lt(a, least), above_most = vd_gt(a, most);
        vd_store(out + i, vd_select(below, least, vd_select(above_most, most, a)));
        moved = vd_add(moved, vd_truth(vm_not(vm_and(vd_ge(a, least), vd_le(a, most)))));
    }
    count = lanes_of(moved);
    for (; i < n; i++) {
        double a = x[i];
        out[i] = a < low ? low : a > high ? high : a;
        count += !(a >= low && a <= high);
    }
    return count;
}

/* Adding 1.5 * 2^k to a number below 2^(k-1) rounds it to a multiple of 2^(k-52) and leaves that multiple in the low
 * bits of the sum, which are added as integers, exactly. */
#define HIGH_MAGIC 0x1.8p44 /* multiples of 2^-8 */
#define LOW_MAGIC 0x1.8p-8  /* multiples of 2^-60 */

typedef struct split {
    vu high, low;
    vd count, beyond;
} split;

static inline void split_add(split *self, vd limit, vd x, vm chosen)
{
    vd given = vd_select(chosen, x, vd_set(0.0));
    vd held = vd_greatest(vd_least(given, limit), vd_neg(limit));
    vd high = vd_add(held, vd_set(HIGH_MAGIC));
    vd low = vd_add(vd_sub(held, vd_sub(high, vd_set(HIGH_MAGIC))), vd_set(LOW_MAGIC));

    self->high = vu_add(self->high, vu_of(high));
    self->low = vu_add(self->low, vu_of(low));
    self->count = vd_add(self->count, vd_truth(chosen));
    self->beyond = vd_add(self->beyond, vd_truth(vm_not(vd_eq(held, given))));
}

/* The sum of the lanes, less the bits of the magic number `vectors` times in each. Intermediate sums may wrap around;
 * the result does not. */
static int64_t split_total(vu sum, double magic, uint64_t vectors)
{
    uint64_t lane[VD_WIDTH];
    uint64_t zero;
    uint64_t total = 0;

    vu_store(lane, sum);
    memcpy(&zero, &magic, sizeof(zero));
    for (size_t i = 0; i < VD_LANES; i++) {
        total += lane[i] - vectors * zero;
    }
    return (int64_t) total;
}

static void split_sum(size_t n, double limit, const double *x, const double *mask, ent_split_sum *sum)
{
    split run = {vu_set(0), vu_set(0), vd_set(0.0), vd_set(0.0)};
    const vd most = vd_set(limit);
    double number[VD_WIDTH] = {0};
    double chosen[VD_WIDTH] = {0};
    size_t i = 0;

    for (; i + VD_LANES <= n && mask == NULL; i += VD_LANES) {
        split_add(&run, most, vd_load(x + i), vd_eq(most, most));
    }
    for (; i + VD_LANES <= n; i += VD_LANES) {
        split_add(&run, most, vd_load(x + i), vm_not(vd_eq(vd_load(mask + i), vd_set(0.0))));
    }
    for (size_t k = 0; i + k < n; k++) {
        number[k] = x[i + k];
        chosen[k] = mask == NULL ? 1.0 : mask[i + k];
    }
    split_add(&run, most, vd_load(number), vm_not(vd_eq(vd_load(chosen), vd_set(0.0))));
    sum->high = split_total(run.high, HIGH_MAGIC, n / VD_LANES + 1);
    sum->low = split_total(run.low, LOW_MAGIC, n / VD_LANES + 1);
    sum->count = lanes_of(run.count);
    sum->beyond = lanes_of(run.beyond);
}

static uint64_t count_short(size_t n, const double *a, const double *b, const double *c)
{
    uint64_t count = 0;
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vm is_short = vd_lt(vd_sub(vd_load(a + i), vd_load(b + i)), vd_load(c + i));
        count += (uint64_t) __builtin_popcount(vm_bits(is_short));
    }
    for (; i < n; i++) {
        count += a[i] - b[i] < c[i];
    }
    return count;
}

#endif
