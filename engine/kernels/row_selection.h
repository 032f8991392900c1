/* Selection of rows: compaction, and comparison of all columns of a row with bounds. Private to engine/kernels;
 * included once by isa/kernel_table.c. */
#ifndef ENT_KERNELS_ROW_SELECTION_H
#define ENT_KERNELS_ROW_SELECTION_H

#include "kernels/isa/vector.h"

#include <stddef.h>
#include <stdint.h>

/* Without a branch on the mask, which a processor could not predict. */
static size_t choose(size_t n, const double *x, const double *mask, double *out)
{
    size_t count = 0;
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        unsigned chosen = vm_bits(vm_not(vd_eq(vd_load(mask + i), vd_set(0.0))));
        vd_store_chosen(out + count, chosen, vd_load(x + i));
        count += (size_t) __builtin_popcount(chosen);
    }
    for (; i < n; i++) {
        out[count] = x[i];
        count += mask[i] != 0.0 ? 1 : 0;
    }
    return count;
}

static size_t choose_reaching(size_t n, size_t columns, const double *const *x, double *out, size_t stride)
{
    size_t count = 0;
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        vd quota = vd_load(x[1] + i);
        unsigned chosen = vm_bits(vm_and(vd_ge(vd_load(x[0] + i), quota), vd_gt(quota, vd_set(0.0))));
        for (size_t c = 0; c < columns; c++) {
            vd_store_chosen(out + c * stride + count, chosen, vd_load(x[c] + i));
        }
        count += (size_t) __builtin_popcount(chosen);
    }
    for (; i < n; i++) {
        for (size_t c = 0; c < columns; c++) {
            out[c * stride + count] = x[c][i];
        }
        count += x[0][i] >= x[1][i] && x[1][i] > 0.0 ? 1 : 0;
    }
    return count;
}

static void mark(size_t n, const double *x, uint64_t bits, uint64_t *word)
{
    for (size_t i = 0; i < n; i++) {
        word[i] |= x[i] != 0.0 ? bits : 0;
    }
}

static void mark_unless(size_t n, const double *low, const double *high, uint64_t bits, uint64_t *restrict word)
{
    for (size_t i = 0; i < n; i++) {
        word[i] |= low[i] <= high[i] ? 0 : bits;
    }
}

/* Bit mask of the rows i < m <= VD_WIDTH with x[c * stride + i] >= least[c] for all columns c. */
static inline unsigned lanes_reaching(size_t m, size_t columns, const double *x, size_t stride, const double *least)
{
    unsigned found = first_lanes(m);

    for (size_t c = 0; c < columns && found != 0; c++) {
        const double *from = x + c * stride;
        found &= vm_bits(vd_ge(m == VD_LANES ? vd_load(from) : vd_load_partial(from, m), vd_set(least[c])));
    }
    return found;
}

static uint64_t count_reach(size_t n, size_t columns, const double *x, size_t stride, const double *least)
{
    uint64_t count = 0;
    size_t i = 0;

    for (; i + VD_LANES <= n; i += VD_LANES) {
        count += (uint64_t) __builtin_popcount(lanes_reaching(VD_LANES, columns, x + i, stride, least));
    }
    return count + (i < n ? (uint64_t) __builtin_popcount(lanes_reaching(n - i, columns, x + i, stride, least)) : 0);
}

static size_t reach(size_t n, size_t columns, const double *x, size_t stride, const double *least, uint32_t *index)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i += VD_LANES) {
        unsigned found = i + VD_LANES <= n ? lanes_reaching(VD_LANES, columns, x + i, stride, least)
                                           : lanes_reaching(n - i, columns, x + i, stride, least);
        for (; found != 0; found &= found - 1U) {
            index[count++] = (uint32_t) (i + (size_t) __builtin_ctz(found));
        }
    }
    return count;
}

static size_t outdoing(size_t n, size_t columns, const double *x, size_t stride, const double *least,
    const double *above, const double *order, double before)
{
    for (size_t i = 0; i < n; i += VD_LANES) {
        size_t rows = n - i < VD_LANES ? n - i : VD_LANES;
        unsigned found = first_lanes(rows);
        unsigned strict = found;
        vd position = rows == VD_LANES ? vd_load(order + i) : vd_load_partial(order + i, rows);
        for (size_t c = 0; c < columns && found != 0; c++) {
            const double *from = x + c * stride + i;
            vd a = rows == VD_LANES ? vd_load(from) : vd_load_partial(from, rows);
            found &= vm_bits(vd_ge(a, vd_set(least[c])));
            strict &= vm_bits(vd_gt(a, vd_set(above[c])));
        }
        found &= strict | vm_bits(vd_lt(position, vd_set(before)));
        if (found != 0) {
            return i + (size_t) __builtin_ctz(found);
        }
    }
    return n;
}

/* `sets` is a constant in the callers, so that the inner loop is unrolled. */
static inline uint64_t count_common_of(size_t words, size_t sets, const uint64_t *const *set)
{
    uint64_t count = 0;

    for (size_t w = 0; w < words; w++) {
        uint64_t common = set[0][w];
        for (size_t s = 1; s < sets; s++) {
            common &= set[s][w];
        }
        count += (uint64_t) __builtin_popcountll(common);
    }
    return count;
}

static uint64_t count_common(size_t words, size_t sets, const uint64_t *const *set)
{
    switch (sets) {
    case 2:
        return count_common_of(words, 2, set);
    case 3:
        return count_common_of(words, 3, set);
    case 4:
        return count_common_of(words, 4, set);
    default:
        return count_common_of(words, sets, set);
    }
}

static uint64_t count_between(
    size_t n, size_t columns, const double *x, size_t stride, const double *maybe, const double *sure, uint64_t *surely)
{
    uint64_t count = 0;

    *surely = 0;
    for (size_t i = 0; i < n; i += VD_LANES) {
        size_t m = n - i < VD_LANES ? n - i : VD_LANES;
        unsigned may = first_lanes(m), is = may;
        for (size_t c = 0; c < columns && may != 0; c++) {
            const double *from = x + c * stride + i;
            vd a = m == VD_LANES ? vd_load(from) : vd_load_partial(from, m);
            may &= vm_bits(vd_ge(a, vd_set(maybe[c])));
            is &= vm_bits(vd_ge(a, vd_set(sure[c])));
        }
        count += (uint64_t) __builtin_popcount(may);
        *surely += (uint64_t) __builtin_popcount(is & may);
    }
    return count;
}

#endif
