/* The mean: values by hand, and every bit against the extended format where `long double` has it. */
#include "tally/mean.h"

#include "suite.h"

#include <float.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdint.h>

enum { MOST = 1000 };

static void few(void)
{
    static const double x[] = {0.5, 0.25, 3.0, -1.0};
    static const double opposite[] = {0.1, -0.1};

    CU_ASSERT_EQUAL(ent_mean(x, 0), 0.0);
    CU_ASSERT_EQUAL(ent_mean(x, 1), 0.5);
    CU_ASSERT_EQUAL(ent_mean(x, 2), 0.375);
    CU_ASSERT_EQUAL(ent_mean(x, 4), 0.6875);
    CU_ASSERT_EQUAL(ent_mean(opposite, 2), 0.0);
}

static void copies(void)
{
    double x[MOST];

    for (size_t n = 1; n <= MOST; n++) {
        x[n - 1] = 0.1;
        CU_ASSERT_EQUAL(ent_mean(x, n), 0.1);
    }
}

/* In double, 1 + 2^-54 is 1. With 64 bits it is kept, and (1 + 2^-54) / 3 is nearer to the double above a third. */
static void small_beside_large(void)
{
    static const double third[] = {1.0, 0.0, 0.0};
    static const double above_a_third[] = {1.0, 0x1p-54, 0.0};

    CU_ASSERT_EQUAL(ent_mean(third, 3), 0x1.5555555555555p-2);
    CU_ASSERT_EQUAL(ent_mean(above_a_third, 3), 0x1.5555555555556p-2);
    CU_ASSERT_EQUAL(ent_mean((const double[]){0x1p62, 2.0}, 2), 0x1p61);
    CU_ASSERT_EQUAL(ent_mean((const double[]){0x1p100, -0x1p100, 0.75}, 3), 0.25);
}

static double number(uint64_t *state, int kind)
{
    double u;

    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    u = (double) (*state >> 11) * 0x1p-53;
    switch (kind) {
    case 0: /* shares of 60 draws, as in tables */
        return floor(u * 61.0) / 60.0;
    case 1: /* of both signs and of any size */
        return ldexp(u - 0.5, (int) (*state >> 20 & 63) - 32);
    case 2: /* mostly 0 */
        return *state >> 60 == 0 ? u : 0.0;
    default: /* cancelling */
        return (*state >> 40 & 1) != 0 ? 1e9 + u : -1e9;
    }
}

/* 64 bits: gsl_stats_mean accumulates in `long double`. */
static void like_the_extended_format(void)
{
    static double x[MOST];
    uint64_t state = 17;
    int different = 0;

    for (int trial = 0; trial < 2000 && LDBL_MANT_DIG == 64; trial++) {
        size_t n = 1 + (size_t) trial * 7 % MOST;
        for (size_t i = 0; i < n; i++) {
            x[i] = number(&state, trial % 4);
        }
        different += ent_mean(x, n) != gsl_stats_mean(x, 1, n);
    }
    CU_ASSERT_EQUAL(different, 0);
}

/* The same numbers on every processor; the bits were made with x86's extended format. */
static void known_bits(void)
{
    static const double expected[] = {
        0x1.02038cc40fd68p-1, 0x1.921eb257534abp+20, 0x1.e85803c80c8e5p-10, -0x1.e847ff09f6768p+22};
    double x[MOST];
    uint64_t state = 23;

    for (int kind = 0; kind < 4; kind++) {
        for (size_t i = 0; i < MOST; i++) {
            x[i] = number(&state, kind);
        }
        CU_ASSERT_EQUAL(ent_mean(x, MOST), expected[kind]);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"few numbers", few}, {"copies", copies}, {"small beside large", small_beside_large},
        {"like the extended format", like_the_extended_format}, {"known bits", known_bits}, CU_TEST_INFO_NULL};

    return ent_run_suite("mean", tests);
}
