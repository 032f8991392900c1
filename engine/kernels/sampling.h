/* The loops of the sampler and the copula: weighted sums, and quantities from uniforms in the same pass. Private to
 * engine/kernels; included once by isa/kernel_table.c. */
#ifndef ENT_KERNELS_SAMPLING_H
#define ENT_KERNELS_SAMPLING_H

#include "kernels/functions.h"
#include "kernels/philox.h"

#include <stddef.h>
#include <string.h>

/* Four vectors at a time, so that additions do not wait for one another. */
static void combine(size_t n, size_t terms, const double *a, const double *const *x, double *out)
{
    size_t i = 0;

    for (; i + 4 * VD_LANES <= n; i += 4 * VD_LANES) {
        vd s0 = vd_set(0.0), s1 = s0, s2 = s0, s3 = s0;
        for (size_t k = 0; k < terms; k++) {
            const double *p = x[k] + i;
            vd f = vd_set(a[k]);
            s0 = vd_add(s0, vd_mul(f, vd_load(p)));
            s1 = vd_add(s1, vd_mul(f, vd_load(p + VD_LANES)));
            s2 = vd_add(s2, vd_mul(f, vd_load(p + 2 * VD_LANES)));
            s3 = vd_add(s3, vd_mul(f, vd_load(p + 3 * VD_LANES)));
        }
        vd_store(out + i, s0);
        vd_store(out + i + VD_LANES, s1);
        vd_store(out + i + 2 * VD_LANES, s2);
        vd_store(out + i + 3 * VD_LANES, s3);
    }
    for (; i < n; i++) {
        double sum = 0.0;
        for (size_t k = 0; k < terms; k++) {
            sum = sum + a[k] * x[k][i];
        }
        out[i] = sum;
    }
}

/* Four vectors at a time, so that additions do not wait for one another. */
static void sum_columns(size_t n, size_t terms, const double *const *x, double *out)
{
    size_t i = 0;

    for (; i + 4 * VD_LANES <= n; i += 4 * VD_LANES) {
        vd s0 = vd_load(x[0] + i), s1 = vd_load(x[0] + i + VD_LANES);
        vd s2 = vd_load(x[0] + i + 2 * VD_LANES), s3 = vd_load(x[0] + i + 3 * VD_LANES);
        for (size_t k = 1; k < terms; k++) {
            const double *p = x[k] + i;
            s0 = vd_add(s0, vd_load(p));
            s1 = vd_add(s1, vd_load(p + VD_LANES));
            s2 = vd_add(s2, vd_load(p + 2 * VD_LANES));
            s3 = vd_add(s3, vd_load(p + 3 * VD_LANES));
        }
        vd_store(out + i, s0);
        vd_store(out + i + VD_LANES, s1);
        vd_store(out + i + 2 * VD_LANES, s2);
        vd_store(out + i + 3 * VD_LANES, s3);
    }
    for (; i < n; i++) {
        double total = x[0][i];
        for (size_t k = 1; k < terms; k++) {
            total = total + x[k][i];
        }
        out[i] = total;
    }
}

static inline vd add_if(vd sum, const double *chosen, const double *x)
{
    return vd_add(sum, vd_select(vd_true(vd_load(chosen)), vd_load(x), vd_set(0.0)));
}

static void add_chosen(size_t n, size_t terms, const double *const *chosen, const double *const *x, double *out)
{
    size_t i = 0;

    for (; i + 2 * VD_LANES <= n; i += 2 * VD_LANES) {
        vd s0 = vd_load(out + i), s1 = vd_load(out + i + VD_LANES);
        for (size_t k = 0; k < terms; k++) {
            s0 = add_if(s0, chosen[k] + i, x[k] + i);
            s1 = add_if(s1, chosen[k] + i + VD_LANES, x[k] + i + VD_LANES);
        }
        vd_store(out + i, s0);
        vd_store(out + i + VD_LANES, s1);
    }
    for (; i < n; i++) {
        double sum = out[i];
        for (size_t k = 0; k < terms; k++) {
            double more = chosen[k][i] < 0.0 || chosen[k][i] > 0.0 ? x[k][i] : 0.0;
            sum = sum + more;
        }
        out[i] = sum;
    }
}

static void triangular(size_t n, double min, double mode, double max, const double *u, double *out)
{
    size_t i = 0;
    vd a = vd_set(min), b = vd_set(mode), c = vd_set(max);

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd_store(out + i, vd_triangular(vd_load(u + i), a, b, c));
    }
    if (i < n) {
        vd_store_partial(out + i, n - i, vd_triangular(vd_load_partial(u + i, n - i), a, b, c));
    }
}

static inline vd chosen_of(vd x, const double *chosen)
{
    return chosen == NULL ? x : vd_select(vd_true(vd_load(chosen)), x, vd_set(0.0));
}

/* Up to 2 VD_LANES - skip quantities, from number 2 block + skip of the stream on. Returns their number. */
static size_t triangular_piece(
    const philox_keys *keys, uint64_t block, size_t skip, size_t n, const vd *shape, const double *chosen, double *out)
{
    double x[2 * VD_WIDTH], mask[2 * VD_WIDTH] = {0};

    n = n < 2 * VD_LANES - skip ? n : 2 * VD_LANES - skip;
    philox_run(keys, block, 0, x);
    for (size_t i = 0; i < n; i++) {
        mask[skip + i] = chosen == NULL ? 1.0 : chosen[i];
    }
    for (size_t i = 0; i < 2 * VD_LANES; i += VD_LANES) {
        vd_store(x + i, chosen_of(vd_triangular(vd_load(x + i), shape[0], shape[1], shape[2]), mask + i));
    }
    memcpy(out, x + skip, n * sizeof(*out));
    return n;
}

/* Square roots and the generation of uniforms overlap. */
static void draw_triangular(
    uint64_t key, uint64_t first, size_t n, double min, double mode, double max, const double *chosen, double *out)
{
    const philox_keys keys = philox_schedule(key);
    const vd shape[3] = {vd_set(min), vd_set(mode), vd_set(max)};
    uint64_t block = first >> 1;
    size_t i = 0;

    if (n > 0 && (first & 1) != 0) {
        i = triangular_piece(&keys, block, 1, n, shape, chosen, out);
        block += VD_WIDTH;
    }
    for (; i + 4 * VD_LANES <= n; i += 4 * VD_LANES) {
        double u[4 * VD_WIDTH];
        philox_run_twice(&keys, block, 0, u);
        for (size_t k = 0; k < 4 * VD_LANES; k += VD_LANES) {
            vd x = vd_triangular(vd_load(u + k), shape[0], shape[1], shape[2]);
            vd_store(out + i + k, chosen_of(x, chosen == NULL ? NULL : chosen + i + k));
        }
        block += 2 * VD_WIDTH;
    }
    while (i < n) {
        i += triangular_piece(&keys, block, 0, n - i, shape, chosen == NULL ? NULL : chosen + i, out + i);
        block += VD_WIDTH;
    }
}

#endif
