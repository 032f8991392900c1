/* Numbers as bytes: exact bytes, round trips, and bytes that are not numbers. */
#include "suite.h"

#include "checkpoint/bytes.h"

#include <math.h>
#include <string.h>

static void exact_bytes(void)
{
    static const unsigned char expected[] = {0, 127, 0x80, 1, 0xAC, 2, /* 0, 127, 128, 300 */
        1, 2, 0xD7, 4,                                                 /* -1, 1, -300 */
        0, 0, 0, 0, 0, 0, 0xF8, 0x3F,                                  /* 1.5 */
        2, 'h', 'i',                                                   /* a text */
        2, 1, 9, 1, 2, 1, 1};                                          /* counts 0 0 9 0 1 1 */
    static const uint64_t counts[] = {0, 0, 9, 0, 1, 1};
    unsigned char room[sizeof(expected)];
    ent_byte_writer out = {.data = NULL};

    for (int pass = 0; pass < 2; pass++) {
        ent_put_whole(&out, 0);
        ent_put_whole(&out, 127);
        ent_put_whole(&out, 128);
        ent_put_wide(&out, 300);
        ent_put_signed(&out, -1);
        ent_put_signed(&out, 1);
        ent_put_signed(&out, -300);
        ent_put_double(&out, 1.5);
        ent_put_text(&out, "hi", 2);
        ent_put_counts(&out, counts, 6);
        CU_ASSERT_EQUAL_FATAL(out.length, sizeof(expected));
        if (pass == 0) { /* the bytes were counted; now they are written */
            out = (ent_byte_writer){.data = room};
        }
    }
    CU_ASSERT_EQUAL(memcmp(room, expected, sizeof(expected)), 0);
}

static void extremes(void)
{
    const ent_int128 most = (ent_int128) (~(ent_uint128) 0 >> 1);
    const double doubles[] = {0.0, -0.0, 1e-310, -INFINITY, 0x1.fffffffffffffp1023};
    unsigned char room[200];
    ent_byte_writer out = {.data = room};
    ent_byte_reader in = {.at = room};

    ent_put_whole(&out, UINT64_MAX);
    ent_put_wide(&out, ~(ent_uint128) 0);
    ent_put_signed(&out, most);
    ent_put_signed(&out, -most - 1);
    for (size_t i = 0; i < 5; i++) {
        ent_put_double(&out, doubles[i]);
    }
    in.end = room + out.length;
    CU_ASSERT_EQUAL(ent_get_whole(&in), UINT64_MAX);
    CU_ASSERT_TRUE(ent_get_wide(&in) == ~(ent_uint128) 0);
    CU_ASSERT_TRUE(ent_get_signed(&in) == most);
    CU_ASSERT_TRUE(ent_get_signed(&in) == -most - 1);
    for (size_t i = 0; i < 5; i++) {
        double x = ent_get_double(&in);
        CU_ASSERT_EQUAL(memcmp(&x, &doubles[i], sizeof(x)), 0);
    }
    CU_ASSERT_FALSE(in.bad);
    CU_ASSERT_PTR_EQUAL(in.at, in.end);
    CU_ASSERT_EQUAL(ent_get_whole(&in), 0);
    CU_ASSERT_TRUE(in.bad);
}

/* Counts that are read are added to the counts in the array. */
static void counts_add(void)
{
    static const uint32_t narrow[] = {7, 0, 0, UINT32_MAX, 0};
    uint32_t sum[5] = {1, 2, 0, 0, 0};
    uint64_t wide[5] = {1, 0, 0, 1, 0};
    unsigned char room[64];
    ent_byte_writer out = {.data = room};
    ent_byte_reader in = {.at = room};
    ent_byte_reader again;

    ent_put_column(&out, ent_counts_of(narrow, 1), 5);
    in.end = room + out.length;
    again = in;
    ent_get_column(&in, sum, 4, 5);
    CU_ASSERT_FALSE(in.bad);
    CU_ASSERT_EQUAL(sum[0], 8);
    CU_ASSERT_EQUAL(sum[1], 2);
    CU_ASSERT_EQUAL(sum[3], UINT32_MAX);
    in = again;
    ent_get_counts(&in, wide, 5);
    CU_ASSERT_EQUAL(wide[3], (uint64_t) UINT32_MAX + 1);
    in = again;
    sum[0] = 0;
    ent_get_column(&in, sum, 4, 5); /* overflows */
    CU_ASSERT_TRUE(in.bad);
    wide[0] = UINT64_MAX;
    ent_get_counts(&again, wide, 5);
    CU_ASSERT_TRUE(again.bad);
}

static void no_numbers(void)
{
    static const struct {
        unsigned char bytes[20];
        size_t length;
    } whole[] = {{{0}, 0}, {{0x80}, 1}, {{0xFF, 0xFF}, 2},
        {{0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 2}, 10}, /* 2^64 */
        {{0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
             4},
            19}}; /* 2^128 */
    static const unsigned char text[] = {5, 'a'};
    static const unsigned char none[] = {0, 0};         /* a run of no counts would never end */
    static const unsigned char beyond[] = {2, 2, 1, 1}; /* four counts where there are three */
    uint64_t counts[3] = {0};
    size_t length = 0;

    for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
        ent_byte_reader in = {.at = whole[i].bytes, .end = whole[i].bytes + whole[i].length};
        CU_ASSERT_EQUAL(ent_get_whole(&in), 0);
        CU_ASSERT_TRUE(in.bad);
    }
    CU_ASSERT_EQUAL(ent_get_double(&(ent_byte_reader){.at = text, .end = text + 2}), 0.0);
    CU_ASSERT_PTR_NULL(ent_get_text(&(ent_byte_reader){.at = text, .end = text + 2}, &length));
    for (int i = 0; i < 2; i++) {
        ent_byte_reader in = {.at = i == 0 ? none : beyond};
        in.end = in.at + (i == 0 ? sizeof(none) : sizeof(beyond));
        ent_get_counts(&in, counts, 3);
        CU_ASSERT_TRUE(in.bad);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"exact bytes", exact_bytes}, {"extremes", extremes}, {"counts add", counts_add},
        {"no numbers", no_numbers}, CU_TEST_INFO_NULL};

    return ent_run_suite("bytes", tests);
}
