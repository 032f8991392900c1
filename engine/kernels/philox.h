/* Philox4x32-10 on vectors, VD_WIDTH blocks at a time (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy
 * as 1, 2, 3", SC11, section 3.3). Private to engine/kernels; included once by isa/kernel_table.c. */
#ifndef ENT_KERNELS_PHILOX_H
#define ENT_KERNELS_PHILOX_H

#include "kernels/isa/vector.h"

#include <stddef.h>
#include <string.h>

enum { PHILOX_ROUNDS = 10 };

/* The keys of the rounds. Each half grows by a constant per round (the Weyl sequences of the paper). */
typedef struct philox_keys {
    vu low[PHILOX_ROUNDS], high[PHILOX_ROUNDS];
} philox_keys;

static philox_keys philox_schedule(uint64_t key)
{
    philox_keys keys;
    uint32_t low = (uint32_t) key;
    uint32_t high = (uint32_t) (key >> 32);

    for (int i = 0; i < PHILOX_ROUNDS; i++) {
        keys.low[i] = vu_set(low);
        keys.high[i] = vu_set(high);
        low += UINT32_C(0x9E3779B9);
        high += UINT32_C(0xBB67AE85);
    }
    return keys;
}

/* Round keys from a key per lane. */
static inline philox_keys philox_schedules(vu low)
{
    philox_keys keys;
    vu high = vu_right32(low);

    for (int i = 0; i < PHILOX_ROUNDS; i++) {
        keys.low[i] = low;
        keys.high[i] = high;
        low = vu_add(low, vu_set(UINT32_C(0x9E3779B9)));
        high = vu_add(high, vu_set(UINT32_C(0xBB67AE85)));
    }
    return keys;
}

/* (k + 1/2) / 2^52, k the upper 52 bits: k as the fraction of a number in [1, 2), minus 1 - 2^-53, which is exact. */
static inline vd philox_uniform(vu bits)
{
    vu one_and = vu_or(vu_right12(bits), vu_set(UINT64_C(0x3FF0000000000000)));

    return vd_sub(vd_bits(one_and), vd_set(1.0 - 0x1p-53));
}

/* The four words of each of VD_WIDTH blocks, in the low halves of 64-bit lanes. The high halves of words 1 and 3 are
 * undefined; products do not read them. */
static inline void philox_words_at(const philox_keys *keys, vu block, vu sub, vu *word)
{
    const vu m0 = vu_set(UINT64_C(0xD2511F53)), m1 = vu_set(UINT64_C(0xCD9E8D57));
    vu c0 = block, c1 = vu_right32(block), c2 = sub, c3 = vu_set(0);

    for (int i = 0; i < PHILOX_ROUNDS; i++) {
        vu p0 = vu_mul32(c0, m0), p1 = vu_mul32(c2, m1);
        c0 = vu_xor(vu_xor(vu_right32(p1), c1), keys->low[i]);
        c2 = vu_xor(vu_xor(vu_right32(p0), c3), keys->high[i]);
        c1 = p1;
        c3 = p0;
    }
    word[0] = c0;
    word[1] = c1;
    word[2] = c2;
    word[3] = c3;
}

static inline void philox_words(const philox_keys *keys, vu block, uint32_t sub, vu *word)
{
    philox_words_at(keys, block, vu_set(sub), word);
}

/* philox_words of VD_WIDTH blocks and of the VD_WIDTH blocks after them, interleaved, so that the latencies of their
 * products overlap. */
static inline void philox_words_twice(const philox_keys *keys, uint64_t block, uint32_t sub, vu *a, vu *b)
{
    const vu m0 = vu_set(UINT64_C(0xD2511F53)), m1 = vu_set(UINT64_C(0xCD9E8D57));
    vu a0 = vu_add(vu_set(block), vu_lanes()), a1 = vu_right32(a0), a2 = vu_set(sub), a3 = vu_set(0);
    vu b0 = vu_add(a0, vu_set(VD_WIDTH)), b1 = vu_right32(b0), b2 = a2, b3 = a3;

    for (int i = 0; i < PHILOX_ROUNDS; i++) {
        vu p0 = vu_mul32(a0, m0), p1 = vu_mul32(a2, m1);
        vu q0 = vu_mul32(b0, m0), q1 = vu_mul32(b2, m1);
        a0 = vu_xor(vu_xor(vu_right32(p1), a1), keys->low[i]);
        b0 = vu_xor(vu_xor(vu_right32(q1), b1), keys->low[i]);
        a2 = vu_xor(vu_xor(vu_right32(p0), a3), keys->high[i]);
        b2 = vu_xor(vu_xor(vu_right32(q0), b3), keys->high[i]);
        a1 = p1;
        a3 = p0;
        b1 = q1;
        b3 = q0;
    }
    a[0] = a0;
    a[1] = a1;
    a[2] = a2;
    a[3] = a3;
    b[0] = b0;
    b[1] = b1;
    b[2] = b2;
    b[3] = b3;
}

static inline vd philox_even(const vu *word)
{
    return philox_uniform(vu_or(vu_and(word[0], vu_set(UINT64_C(0xFFFFFFFF))), vu_left32(word[1])));
}

static inline vd philox_odd(const vu *word)
{
    return philox_uniform(vu_or(vu_and(word[2], vu_set(UINT64_C(0xFFFFFFFF))), vu_left32(word[3])));
}

/* The upper 32 bits of the 2 VD_WIDTH consecutive 64-bit numbers of the blocks, in their order. */
static inline vu philox_upper(const vu *word)
{
    return vu_or(vu_and(word[1], vu_set(UINT64_C(0xFFFFFFFF))), vu_left32(word[3]));
}

/* The 2 VD_WIDTH uniforms from number 2 block on. */
static inline void philox_run(const philox_keys *keys, uint64_t block, uint32_t sub, double *out)
{
    vu word[4];

    philox_words(keys, vu_add(vu_set(block), vu_lanes()), sub, word);
    vd_store_pairs(out, philox_even(word), philox_odd(word));
}

/* The 4 VD_WIDTH uniforms from number 2 block on. */
static inline void philox_run_twice(const philox_keys *keys, uint64_t block, uint32_t sub, double *out)
{
    vu a[4], b[4];

    philox_words_twice(keys, block, sub, a, b);
    vd_store_pairs(out, philox_even(a), philox_odd(a));
    vd_store_pairs(out + 2 * VD_LANES, philox_even(b), philox_odd(b));
}

/* Up to 2 VD_WIDTH - skip uniforms from number 2 block + skip on. Returns their number. */
static size_t philox_piece(const philox_keys *keys, uint64_t block, uint32_t sub, size_t skip, size_t n, double *out)
{
    double pad[2 * VD_WIDTH];
    size_t room = 2 * VD_LANES - skip;

    n = n < room ? n : room;
    philox_run(keys, block, sub, pad);
    memcpy(out, pad + skip, n * sizeof(*out));
    return n;
}

static void philox(uint64_t key, uint64_t first, uint32_t sub, size_t n, double *out)
{
    const philox_keys keys = philox_schedule(key);
    uint64_t block = first >> 1;
    size_t i = 0;

    if (n > 0 && (first & 1) != 0) {
        i = philox_piece(&keys, block, sub, 1, n, out);
        block += VD_WIDTH;
    }
    for (; i + 4 * VD_LANES <= n; i += 4 * VD_LANES) {
        philox_run_twice(&keys, block, sub, out + i);
        block += 2 * VD_WIDTH;
    }
    for (; i + 2 * VD_LANES <= n; i += 2 * VD_LANES) {
        philox_run(&keys, block, sub, out + i);
        block += VD_WIDTH;
    }
    if (i < n) {
        philox_piece(&keys, block, sub, 0, n - i, out + i);
    }
}

static inline vd philox_lanes(const philox_keys *keys, const uint64_t *index, uint32_t sub)
{
    vu number = vu_load(index);
    vu word[4];

    philox_words(keys, vu_right1(number), sub, word);
    return vd_select(vu_odd(number), philox_odd(word), philox_even(word));
}

static void philox_at(uint64_t key, const uint64_t *index, uint32_t sub, size_t n, double *out)
{
    const philox_keys keys = philox_schedule(key);
    size_t i = 0;

    for (; i + VD_WIDTH <= n; i += VD_WIDTH) {
        vd_store(out + i, philox_lanes(&keys, index + i, sub));
    }
    if (i < n) {
        uint64_t lane[VD_WIDTH] = {0};
        double pad[VD_WIDTH];
        memcpy(lane, index + i, (n - i) * sizeof(*lane));
        vd_store(pad, philox_lanes(&keys, lane, sub));
        memcpy(out + i, pad, (n - i) * sizeof(*out));
    }
}

static void philox_streams(const uint64_t *key, size_t n, uint64_t number, uint32_t sub, double *out)
{
    for (size_t i = 0; i < n; i += VD_WIDTH) {
        size_t rows = n - i < VD_LANES ? n - i : VD_LANES;
        uint64_t lane[VD_WIDTH] = {0};
        double pad[VD_WIDTH];
        philox_keys keys;
        vu word[4];

        memcpy(lane, key + i, rows * sizeof(*lane));
        keys = philox_schedules(vu_load(lane));
        philox_words(&keys, vu_set(number >> 1), sub, word);
        vd_store(pad, (number & 1) != 0 ? philox_odd(word) : philox_even(word));
        memcpy(out + i, pad, rows * sizeof(*out));
    }
}

static void philox_each(size_t n, const uint64_t *key, const uint64_t *index, const uint64_t *sub, double *out)
{
    for (size_t i = 0; i < n; i += VD_WIDTH) {
        size_t rows = n - i < VD_LANES ? n - i : VD_LANES;
        uint64_t lane[3][VD_WIDTH] = {{0}};
        double pad[VD_WIDTH];
        philox_keys keys;
        vu number, word[4];

        memcpy(lane[0], key + i, rows * sizeof(*key));
        memcpy(lane[1], index + i, rows * sizeof(*index));
        memcpy(lane[2], sub + i, rows * sizeof(*sub));
        keys = philox_schedules(vu_load(lane[0]));
        number = vu_load(lane[1]);
        philox_words_at(&keys, vu_right1(number), vu_load(lane[2]), word);
        vd_store(pad, vd_select(vu_odd(number), philox_odd(word), philox_even(word)));
        memcpy(out + i, pad, rows * sizeof(*out));
    }
}

#endif
