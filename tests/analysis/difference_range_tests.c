/* The range of a difference across worlds: against known distributions of worlds, and where it is not measured. */
#include "analysis/difference_range.h"

#include "base/status.h"
#include "suite.h"

#include <math.h>
#include <string.h>

enum { WORLDS = 4000, DRAWS = 100 };

typedef struct pair {
    uint32_t v[WORLDS], b[WORLDS], n[WORLDS];
} pair;

/* Reproducible uniforms in (0, 1): a linear congruential generator by Knuth, its upper 32 bits. */
static double uniform(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ((double) (*state >> 32) + 0.5) / 4294967296.0;
}

/* Draws have the event of the base with chance 0.4; of the others the variant has it with a chance of the world,
 * uniform in [low, high] over 0.6. So the difference in a world is uniform in [low, high]. */
static void play(pair *self, double low, double high, double lost)
{
    uint64_t state = 12345;

    for (size_t w = 0; w < WORLDS; w++) {
        double d = low + (high - low) * uniform(&state);
        self->v[w] = self->b[w] = 0;
        self->n[w] = DRAWS;
        for (size_t i = 0; i < DRAWS; i++) {
            bool base = uniform(&state) < 0.4;
            bool moved = uniform(&state) < (base ? lost / 0.4 : (d + lost) / 0.6);
            self->b[w] += base ? 1 : 0;
            self->v[w] += base != moved ? 1 : 0;
        }
    }
}

static ent_difference_range range_of(const pair *self, bool unknowns)
{
    const ent_worlds worlds = {.count = WORLDS, .replications = DRAWS, .unknowns = unknowns};
    ent_difference_range range;

    CU_ASSERT_EQUAL(ent_difference_range_of(&range, ent_counts_of(self->v, 1), ent_counts_of(self->n, 1),
                        ent_counts_of(self->b, 1), ent_counts_of(self->n, 1), &worlds),
        ENT_OK);
    return range;
}

/* The change helps some draws and harms none: within a point of the true quantiles. A quantile of 4,000 uniform worlds
 * has a standard error of 0.2 sqrt(q (1 - q) / 4000), 0.0007 to 0.0016: the point is 6 of them or more (2e-9 each). */
static void test_one_direction(void)
{
    static pair counts;
    ent_difference_range range;

    play(&counts, 0.0, 0.2, 0.0);
    range = range_of(&counts, true);
    CU_ASSERT_TRUE(range.measured);
    CU_ASSERT_DOUBLE_EQUAL(range.p05, 0.01, 0.01);
    CU_ASSERT_DOUBLE_EQUAL(range.p50, 0.1, 0.01);
    CU_ASSERT_DOUBLE_EQUAL(range.p95, 0.19, 0.01);
}

/* It helps some and harms others: too wide, never too narrow; the middle stays. Standard errors are below 0.003 (draws
 * that move both ways have a variance of 0.4 / 100 a world): the ends lie 5 and more within the bounds, a false alarm
 * in 6 of ten million comparisons with other seeds. */
static void test_both_directions(void)
{
    static pair counts;
    ent_difference_range range;

    play(&counts, 0.0, 0.2, 0.15);
    range = range_of(&counts, true);
    CU_ASSERT_TRUE(range.measured);
    CU_ASSERT_TRUE(range.p05 < 0.01 && range.p05 > -0.06);
    CU_ASSERT_DOUBLE_EQUAL(range.p50, 0.1, 0.01);
    CU_ASSERT_TRUE(range.p95 > 0.19 && range.p95 < 0.26);
}

/* Nothing varies, nothing is unknown, a condition, few worlds. */
static void test_not_measured(void)
{
    static pair counts;
    ent_worlds few = {.count = 9, .replications = DRAWS, .unknowns = true};
    ent_difference_range range;

    play(&counts, 0.1, 0.1, 0.0);
    CU_ASSERT_FALSE(range_of(&counts, true).measured);
    play(&counts, 0.0, 0.2, 0.0);
    CU_ASSERT_FALSE(range_of(&counts, false).measured);
    CU_ASSERT_TRUE(isnan(range_of(&counts, false).p05));
    CU_ASSERT_EQUAL(ent_difference_range_of(&range, ent_counts_of(counts.v, 1), ent_counts_of(counts.n, 1),
                        ent_counts_of(counts.b, 1), ent_counts_of(counts.n, 1), &few),
        ENT_OK);
    CU_ASSERT_FALSE(range.measured);
    memcpy(counts.v, counts.b, sizeof(counts.v)); /* no world differs */
    CU_ASSERT_FALSE(range_of(&counts, true).measured);
    play(&counts, 0.0, 0.2, 0.0);
    counts.n[7] = DRAWS - 1; /* the condition failed in one draw */
    CU_ASSERT_FALSE(range_of(&counts, true).measured);
}

/* By hand: differences 0 and 0.5 in turn, of 10 draws. */
static void test_by_hand(void)
{
    uint32_t v[20], b[20], n[20];
    const ent_worlds worlds = {.count = 20, .replications = 10, .unknowns = true};
    const double total = 0.0625 * 20.0 / 19.0;
    const double factor = sqrt((total - 0.125 / 9.0) / total);
    ent_difference_range range;

    for (size_t w = 0; w < 20; w++) {
        v[w] = w % 2 == 0 ? 7 : 2;
        b[w] = 2;
        n[w] = 10;
    }
    CU_ASSERT_EQUAL(ent_difference_range_of(&range, ent_counts_of(v, 1), ent_counts_of(n, 1), ent_counts_of(b, 1),
                        ent_counts_of(n, 1), &worlds),
        ENT_OK);
    CU_ASSERT_TRUE(range.measured);
    CU_ASSERT_DOUBLE_EQUAL(range.p05, 0.25 - 0.25 * factor, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(range.p50, 0.25, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(range.p95, 0.25 + 0.25 * factor, 1e-15);
}

int main(void)
{
    CU_TestInfo tests[] = {{"a change in one direction", test_one_direction},
        {"a change in both directions", test_both_directions}, {"not measured", test_not_measured},
        {"by hand", test_by_hand}, CU_TEST_INFO_NULL};

    return ent_run_suite("range of a difference", tests);
}
