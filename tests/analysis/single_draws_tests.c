/* Fifths of worlds of one draw each against putting all of them in order. */
#include "analysis/rank_groups.h"
#include "analysis/single_draws.h"
#include "suite.h"

#include <string.h>

enum { MOST = 50000 };

static double uniform[MOST];
static uint8_t k[MOST], n[MOST], group[MOST];
static uint64_t state = 11;

static double next(void)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return ((double) (state >> 12) + 0.5) / 4503599627370496.0;
}

static const double *read_uniforms(void *context, uint64_t first, size_t count)
{
    (void) context;
    (void) count;
    return uniform + first;
}

/* Sums of the worlds in groups first … last of twenty. */
static ent_moments by_rank(uint64_t worlds, uint8_t first, uint8_t last)
{
    ent_moments sum = {0};

    for (uint64_t w = 0; w < worlds; w++) {
        if (group[w] >= first && group[w] <= last) {
            ent_moments_add(&sum, k[w], n[w]);
        }
    }
    return sum;
}

static bool same(const ent_moments *a, const ent_moments *b)
{
    return a->k == b->k && a->n == b->n && a->kk == b->kk && a->kn == b->kn && a->nn == b->nn && a->worlds == b->worlds;
}

static void expect_fifths(uint64_t worlds)
{
    const ent_uniform_source source = {.read = read_uniforms};
    ent_moments low, high, low_by_rank, high_by_rank;
    bool few = true;

    CU_ASSERT_TRUE(ent_single_draws_fifths(&low, &high, k, n, worlds, &source));
    CU_ASSERT_EQUAL_FATAL(ent_rank_groups(uniform, worlds, 20, group, &few), 20);
    low_by_rank = by_rank(worlds, 0, 3);
    high_by_rank = by_rank(worlds, 16, 19);
    CU_ASSERT_TRUE(same(&low, &low_by_rank));
    CU_ASSERT_TRUE(same(&high, &high_by_rank));
}

static void test_fifths(void)
{
    for (int seed = 0; seed < 20; seed++) {
        for (size_t w = 0; w < MOST; w++) {
            uniform[w] = next();
            n[w] = next() < 0.7 ? 1 : 0;
            k[w] = n[w] == 1 && next() < uniform[w] ? 1 : 0;
        }
        expect_fifths(MOST);
        expect_fifths(MOST - 1 - (uint64_t) seed);
        expect_fifths(20000);
        expect_fifths(1000);
        expect_fifths(37);
    }
}

/* Numbers that are not uniform after all: the function reports it, and reads no further than its memory. */
static void test_not_uniform(void)
{
    const ent_uniform_source source = {.read = read_uniforms};
    ent_moments low, high;

    for (size_t w = 0; w < MOST; w++) {
        uniform[w] = 0.5 * next();
    }
    CU_ASSERT_FALSE(ent_single_draws_fifths(&low, &high, k, n, MOST, &source));
    for (size_t w = 0; w < MOST; w++) {
        uniform[w] = 0.2;
    }
    CU_ASSERT_FALSE(ent_single_draws_fifths(&low, &high, k, n, MOST, &source));
    for (size_t w = 0; w < MOST; w++) {
        uniform[w] = 1.0 - 1e-16;
    }
    CU_ASSERT_FALSE(ent_single_draws_fifths(&low, &high, k, n, MOST, &source));
}

int main(void)
{
    CU_TestInfo tests[] = {{"fifths", test_fifths}, {"not uniform", test_not_uniform}, CU_TEST_INFO_NULL};

    return ent_run_suite("single draws", tests);
}
