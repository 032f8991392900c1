/* Uniforms: the vector kernels against a plain Philox4x32-10, and that against Random123's known answers. */
#include "kernels/kernels.h"
#include "suite.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t c[4], k[2];

    memcpy(c, counter, sizeof(c));
    memcpy(k, key, sizeof(k));
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t) c[0] * UINT32_C(0xD2511F53);
        uint64_t p1 = (uint64_t) c[2] * UINT32_C(0xCD9E8D57);
        uint32_t c0 = (uint32_t) (p1 >> 32) ^ c[1] ^ k[0];
        uint32_t c2 = (uint32_t) (p0 >> 32) ^ c[3] ^ k[1];
        c[0] = c0;
        c[1] = (uint32_t) p1;
        c[2] = c2;
        c[3] = (uint32_t) p0;
        k[0] += UINT32_C(0x9E3779B9);
        k[1] += UINT32_C(0xBB67AE85);
    }
    memcpy(out, c, sizeof(c));
}

static double reference(uint64_t key, uint64_t index, uint32_t sub)
{
    uint64_t block = index >> 1;
    const uint32_t counter[4] = {(uint32_t) block, (uint32_t) (block >> 32), sub, 0};
    const uint32_t halves[2] = {(uint32_t) key, (uint32_t) (key >> 32)};
    uint32_t w[4];
    uint64_t bits;

    philox4x32(counter, halves, w);
    bits = (index & 1) == 0 ? (uint64_t) w[1] << 32 | w[0] : (uint64_t) w[3] << 32 | w[2];
    return ((double) (bits >> 12) + 0.5) / 4503599627370496.0;
}

/* Random123, tests/kat_vectors, philox4x32 10. */
static void known_answers(void)
{
    static const uint32_t counter[3][4] = {
        {0, 0, 0, 0}, {~0U, ~0U, ~0U, ~0U}, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}};
    static const uint32_t key[3][2] = {{0, 0}, {~0U, ~0U}, {0xa4093822, 0x299f31d0}};
    static const uint32_t expected[3][4] = {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
        {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}};
    double u[2];

    for (int i = 0; i < 3; i++) {
        uint32_t out[4];
        philox4x32(counter[i], key[i], out);
        CU_ASSERT_EQUAL(memcmp(out, expected[i], sizeof(out)), 0);
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        kernels->philox(0, 0, 0, 2, u);
        CU_ASSERT_EQUAL(u[0], ((double) (UINT64_C(0xe169c58d6627e8d5) >> 12) + 0.5) * 0x1p-52);
        CU_ASSERT_EQUAL(u[1], ((double) (UINT64_C(0x9b00dbd8bc57ac4c) >> 12) + 0.5) * 0x1p-52);
    }
}

/* Any start, odd numbers included, any length, and the 32-bit limits of index, key and sub. */
static void runs(void)
{
    static const uint64_t first[] = {0, 1, 2, 7, 1000003, UINT64_C(0x1FFFFFFF8), UINT64_C(0x1FFFFFFF9),
        UINT64_C(0xFFFFFFFFFFFFFFC0), UINT64_C(0x7FFFFFFFFFFFFFFF)};
    static const uint64_t key[] = {0, 1, UINT64_C(0xFFFFFFFFFFFFFFFF), UINT64_C(0x0123456789ABCDEF)};
    static const uint32_t sub[] = {0, 1, 60, UINT32_MAX};
    double out[61];

    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t f = 0; f < sizeof(first) / sizeof(*first); f++) {
            for (size_t n = 0; n <= 60; n++) {
                uint64_t seed = key[n % 4];
                uint32_t s = sub[(n / 4 + f) % 4];
                int different = 0;
                out[n] = 7.0;
                kernels->philox(seed, first[f], s, n, out);
                for (size_t i = 0; i < n; i++) {
                    different += out[i] != reference(seed, first[f] + i, s);
                }
                CU_ASSERT_EQUAL(different, 0);
                CU_ASSERT_EQUAL(out[n], 7.0);
            }
        }
    }
}

static void any_indices(void)
{
    uint64_t index[60];
    double out[61];

    for (int i = 0; i < 60; i++) {
        index[i] = i % 3 == 0 ? (uint64_t) i * UINT64_C(0x123456789ABCDEF) : (uint64_t) (100 - i);
    }
    for (size_t k = 0; ent_kernels_supported(k) != NULL; k++) {
        const ent_kernels *kernels = ent_kernels_supported(k);
        for (size_t n = 0; n <= 60; n++) {
            int different = 0;
            out[n] = 7.0;
            kernels->philox_at(UINT64_C(0xFEDCBA9876543210), index, 5, n, out);
            for (size_t i = 0; i < n; i++) {
                different += out[i] != reference(UINT64_C(0xFEDCBA9876543210), index[i], 5);
            }
            CU_ASSERT_EQUAL(different, 0);
            CU_ASSERT_EQUAL(out[n], 7.0);
        }
    }
}

/* 2^20 uniforms: mean within 5 standard errors, 64 bins by chi-square (63 degrees; 5 sigma is about 119): false alarm
 * below 1e-5 were the seed not fixed. All inside (0, 1); neighbours uncorrelated within 5 standard errors. */
static void uniform(void)
{
    enum { N = 1 << 20, BINS = 64 };
    static double u[N];
    double sum = 0.0, lag = 0.0, chi2 = 0.0;
    int bin[BINS] = {0}, outside = 0;

    ent_kernels_select(NULL)->philox(UINT64_C(0xA5A5A5A512345678), 3, 0, N, u);
    for (size_t i = 0; i < N; i++) {
        outside += !(u[i] > 0.0 && u[i] < 1.0);
        bin[(int) (u[i] * BINS)]++;
        sum += u[i] - 0.5;
        lag += i > 0 ? (u[i] - 0.5) * (u[i - 1] - 0.5) : 0.0;
    }
    for (int b = 0; b < BINS; b++) {
        double expected = (double) N / BINS;
        chi2 += (bin[b] - expected) * (bin[b] - expected) / expected;
    }
    CU_ASSERT_EQUAL(outside, 0);
    CU_ASSERT(fabs(sum) < 5.0 * sqrt(N / 12.0));
    CU_ASSERT(fabs(lag) < 5.0 * sqrt(N / 144.0));
    CU_ASSERT(chi2 < 119.0);
}

/* Each lane with a stream, a number and a sub of its own. */
static void own_addresses(void)
{
    enum { N = 37 };
    uint64_t key[N], index[N], sub[N];
    double u[N + 1];

    for (size_t i = 0; i < N; i++) {
        key[i] = UINT64_C(0x9E3779B97F4A7C15) * (i % 5 + 1) | (i % 3 == 0 ? UINT64_C(0xFFFFFFFF) : 0);
        index[i] = UINT64_C(0x1FFFFFFF0) + 7 * i;
        sub[i] = i % 4 == 0 ? UINT32_MAX : i;
    }
    for (size_t s = 0; ent_kernels_supported(s) != NULL; s++) {
        const ent_kernels *kernels = ent_kernels_supported(s);
        for (size_t n = 0; n <= N; n++) {
            u[n] = 7.0;
            kernels->philox_each(n, key, index, sub, u);
            for (size_t i = 0; i < n; i++) {
                CU_ASSERT_EQUAL(u[i], reference(key[i], index[i], (uint32_t) sub[i]));
            }
            CU_ASSERT_EQUAL(u[n], 7.0);
        }
    }
}

/* One number of many streams. */
static void many_streams(void)
{
    enum { N = 37 };
    uint64_t key[N];
    double u[N + 1];

    for (size_t i = 0; i < N; i++) {
        key[i] = UINT64_C(0x9E3779B97F4A7C15) * (i + 1) | (i % 3 == 0 ? UINT64_C(0xFFFFFFFF) : 0);
    }
    for (size_t s = 0; ent_kernels_supported(s) != NULL; s++) {
        const ent_kernels *kernels = ent_kernels_supported(s);
        for (size_t n = 0; n <= N; n += 3) {
            uint64_t number = UINT64_C(0x1FFFFFFF0) + n;
            u[n] = 7.0;
            kernels->philox_streams(key, n, number, 3, u);
            for (size_t i = 0; i < n; i++) {
                CU_ASSERT_EQUAL(u[i], reference(key[i], number, 3));
            }
            CU_ASSERT_EQUAL(u[n], 7.0);
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"known answers", known_answers}, {"runs", runs}, {"any indices", any_indices},
        {"many streams", many_streams}, {"own addresses: a stream, a number and a sub for each lane", own_addresses},
        {"uniform", uniform}, CU_TEST_INFO_NULL};

    return ent_run_suite("philox", tests);
}
