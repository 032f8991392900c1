/* Approximate normal scores in floats, precise enough to decide most comparisons of a score with a bound; the other
 * rows are computed again in double, so that no approximation reaches a result (see distribution/approximate_score.h).
 * Private to engine/kernels; included once by isa/kernel_table.c. */
#ifndef ENT_KERNELS_APPROXIMATE_SCORE_H
#define ENT_KERNELS_APPROXIMATE_SCORE_H

#include "kernels/kernels.h"
#include "kernels/philox.h"

#include <math.h>

enum { SCORE_WIDTH = 2 * VD_WIDTH };

static inline vf vf_polynomial(vf x, const float *c, int degree)
{
    vf sum = vf_set(c[degree]);

    for (int i = degree - 1; i >= 0; i--) {
        sum = vf_add(vf_mul(sum, x), vf_set(c[i]));
    }
    return sum;
}

/* The quantile of a uniform u from the upper 32 bits of its k. With p = min(u, 1 - u), the quantile as a function of
 * s = sqrt(-log2 p) is almost linear: a polynomial of degree 7 on 1 <= s <= 4 has an error below 2.8e-5, and one of
 * degree 5 for log2 of the fraction of p has an error below 1.3e-5 (minimax fits). NaN where p < 2^-16. */
static inline vf approximate_quantile(vu word)
{
    static const float log2_of[] = {-2.80036426F, 5.091712F, -3.55079412F, 1.63114941F, -0.416563839F, 0.044873625F};
    static const float score_of[] = {2.22210145F, 1.34777129F, -0.0479697436F, 0.0146498112F, -0.00381863024F,
        0.000992982998F, -0.000880164327F, 0.000359602942F};
    vu upper = vu_top_bit32(word);
    vu p = vu_of_floats(vf_whole(vu_xor(word, upper))); /* times 2^-32 */
    vf fraction = vf_bits(vu_or(vu_and(p, vu_set32(0x7FFFFF)), vu_set32(0x3F800000)));
    vf length = vf_sub(vf_set(127.0F + 32.0F), vf_whole(vu_exponent32(p)));
    vf bits = vf_sub(length, vf_polynomial(fraction, log2_of, 5));
    vf z = vf_polynomial(vf_sub(vf_sqrt(bits), vf_set(2.5F)), score_of, 7);
    vu sign = vu_and(vu_xor(upper, vu_set32(0xFFFFFFFF)), vu_set32(0x80000000));

    z = vf_select(vf_gt(bits, vf_set(16.0F)), vf_set(NAN), z);
    return vf_bits(vu_xor(vu_of_floats(z), sign));
}

/* The SCORE_WIDTH scores from number 2 block on. */
static inline vf approximate_run(const philox_keys *keys, uint64_t block)
{
    vu word[4];

    philox_words(keys, vu_add(vu_set(block), vu_lanes()), 0, word);
    return approximate_quantile(philox_upper(word));
}

static void approximate_scores(uint64_t key, uint64_t first, size_t n, float *out)
{
    const philox_keys keys = philox_schedule(key);
    const size_t width = (size_t) SCORE_WIDTH;
    uint64_t block = first >> 1;
    size_t skip = first & 1;
    float pad[SCORE_WIDTH];

    for (size_t i = 0; i < n;) {
        size_t rows = n - i < width - skip ? n - i : width - skip;
        if (skip == 0 && n - i >= 2 * width) {
            vu a[4], b[4];
            philox_words_twice(&keys, block, 0, a, b);
            vf_store(out + i, approximate_quantile(philox_upper(a)));
            vf_store(out + i + width, approximate_quantile(philox_upper(b)));
            rows = 2 * width;
        } else {
            vf_store(pad, approximate_run(&keys, block));
            memcpy(out + i, pad + skip, rows * sizeof(*out));
        }
        block += rows == 2 * width ? 2 * VD_WIDTH : VD_WIDTH;
        i += rows;
        skip = 0;
    }
}

/* One vector of rows: out = 1 where sum > t, else 0. Returns the bit mask of the rows in which they differ by at most
 * margin. */
static inline unsigned compare_scores(vf sum, const double *t, float margin, double *out)
{
    vf bound = vf_of(vd_load(t), vd_load(t + VD_WIDTH));
    vfm yes = vf_gt(sum, vf_add(bound, vf_set(margin)));
    vfm no = vf_lt(sum, vf_sub(bound, vf_set(margin)));

    vd_store(out, vd_truth(vfm_low(yes)));
    vd_store(out + VD_WIDTH, vd_truth(vfm_high(yes)));
    return ~vfm_bits(vfm_or(yes, no)) & ((1U << SCORE_WIDTH) - 1U);
}

/* Appends the rows of a bit mask to the list; returns its new length. */
static inline size_t list_rows(unsigned rows, size_t first, uint32_t *list, size_t count)
{
    for (; rows != 0; rows &= rows - 1U) {
        list[count++] = (uint32_t) (first + (size_t) __builtin_ctz(rows));
    }
    return count;
}

/* The rows after the last four full vectors. */
static size_t compare_last_rows(size_t n, size_t terms, const float *a, const float *const *x, size_t start,
    const double *t, float margin, double *out, uint32_t *unsure, size_t count)
{
    for (size_t i = n - n % (4 * (size_t) SCORE_WIDTH); i < n; i++) {
        float bound = (float) t[i];
        float sum = 0.0F;
        for (size_t k = 0; k < terms; k++) {
            sum = sum + a[k] * x[k][start + i];
        }
        out[i] = sum > bound + margin ? 1.0 : 0.0;
        if (!(sum > bound + margin) && !(sum < bound - margin)) {
            unsure[count++] = (uint32_t) i;
        }
    }
    return count;
}

/* Four vectors at a time, so that additions do not wait for one another. */
static size_t approximate_above(size_t n, size_t terms, const float *a, const float *const *x, size_t start,
    const double *t, float margin, double *out, uint32_t *unsure)
{
    size_t count = 0;

    for (size_t i = 0; i + 4 * (size_t) SCORE_WIDTH <= n; i += 4 * (size_t) SCORE_WIDTH) {
        vf sum[4] = {vf_set(0.0F), vf_set(0.0F), vf_set(0.0F), vf_set(0.0F)};
        for (size_t k = 0; k < terms; k++) {
            vf factor = vf_set(a[k]);
            const float *from = x[k] + start + i;
            for (size_t v = 0; v < 4; v++) {
                sum[v] = vf_add(sum[v], vf_mul(factor, vf_load(from + v * (size_t) SCORE_WIDTH)));
            }
        }
        for (size_t v = 0; v < 4; v++) {
            size_t at = i + v * (size_t) SCORE_WIDTH;
            count = list_rows(compare_scores(sum[v], t + at, margin, out + at), at, unsure, count);
        }
    }
    return compare_last_rows(n, terms, a, x, start, t, margin, out, unsure, count);
}

#endif
