/* Groups of worlds in order against sorting them all. */
#include "analysis/rank_groups.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORLDS = 20000, GROUPS = 20 };

static double value[WORLDS];
static uint8_t group[WORLDS];
static uint32_t order[WORLDS];
static uint64_t state = 7;

static double uniform(void)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return ((double) (state >> 11) + 0.5) / 9007199254740992.0;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    if (value[x] != value[y]) {
        return value[x] < value[y] ? -1 : 1;
    }
    return x < y ? -1 : x > y ? 1 : 0;
}

/* Compares with the order of all worlds that have a value. */
static void expect_order(size_t worlds)
{
    bool few = true;
    size_t count = 0;

    memset(group, 77, sizeof(group));
    CU_ASSERT_EQUAL(ent_rank_groups(value, worlds, GROUPS, group, &few), GROUPS);
    CU_ASSERT_FALSE(few);
    for (uint32_t w = 0; w < worlds; w++) {
        if (isnan(value[w])) {
            CU_ASSERT_EQUAL(group[w], GROUPS);
        } else {
            order[count++] = w;
        }
    }
    qsort(order, count, sizeof(*order), by_value);
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT_EQUAL(group[order[i]], GROUPS * i / count);
    }
}

static void test_continuous(void)
{
    for (size_t w = 0; w < WORLDS; w++) {
        value[w] = uniform();
    }
    expect_order(WORLDS);
    expect_order(41);
    expect_order(1023);
    for (size_t w = 0; w < WORLDS; w++) {
        value[w] = -log(uniform()) / sqrt(uniform()); /* with a long tail */
    }
    expect_order(WORLDS);
    for (size_t w = 0; w < WORLDS; w++) {
        value[w] = 1e300 * (uniform() - 0.5) * (w % 2 == 0 ? 1.0 : 1e-290); /* no grid that fits */
    }
    expect_order(WORLDS);
}

/* Equal values go by number; values absent from the first worlds, infinite values, and worlds without a value. */
static void test_ties_and_odd_values(void)
{
    for (size_t w = 0; w < WORLDS; w++) {
        value[w] = floor(37.0 * uniform());
    }
    expect_order(WORLDS);
    for (size_t w = 0; w < WORLDS; w++) {
        value[w] = w < 1500 ? 5.0 + 1e-9 * (double) (w % 30) : floor(1000.0 * uniform()) - 500.0;
    }
    expect_order(WORLDS);
    for (size_t w = 0; w < WORLDS; w++) {
        double u = uniform();
        value[w] = u < 0.1 ? -(double) INFINITY : u > 0.9 ? (double) INFINITY : u < 0.2 ? (double) NAN : u;
    }
    expect_order(WORLDS);
    for (size_t w = 0; w < WORLDS; w++) {
        value[w] = w < 1200 ? (double) NAN : uniform();
    }
    expect_order(WORLDS);
}

static void test_few_values(void)
{
    static const double of[] = {3.0, -1.0, (double) NAN, 0.0, -0.0, 3.0};
    static const uint8_t expected[] = {2, 0, 3, 1, 1, 2};
    bool few = false;

    CU_ASSERT_EQUAL(ent_rank_groups(of, 6, GROUPS, group, &few), 3);
    CU_ASSERT_TRUE(few);
    CU_ASSERT_EQUAL(memcmp(group, expected, 6), 0);
    CU_ASSERT_EQUAL(ent_rank_groups(of + 2, 1, GROUPS, group, &few), 0);
    CU_ASSERT_EQUAL(group[0], 0);
    for (size_t w = 0; w < WORLDS; w++) {
        value[w] = (double) (w % GROUPS);
    }
    CU_ASSERT_EQUAL(ent_rank_groups(value, WORLDS, GROUPS, group, &few), GROUPS);
    CU_ASSERT_TRUE(few);
    CU_ASSERT_EQUAL(group[WORLDS - 1], (WORLDS - 1) % GROUPS);
    value[WORLDS - 1] = 0.5; /* one value too many */
    expect_order(WORLDS);
}

int main(void)
{
    CU_TestInfo tests[] = {{"continuous", test_continuous}, {"ties and odd values", test_ties_and_odd_values},
        {"few values", test_few_values}, CU_TEST_INFO_NULL};

    return ent_run_suite("groups by rank", tests);
}
