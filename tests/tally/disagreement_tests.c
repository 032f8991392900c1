/* What disagreement explains, against closed forms. Means over 400 seeds: 4.5 standard errors, false alarm 7e-6 each;
 * fixed seeds. */
#include "base/status.h"
#include "suite.h"
#include "tally/disagreement.h"

#include <math.h>
#include <stdlib.h>

enum { WORLDS = 600, SEEDS = 400 };

static uint64_t state;

static double uniform(void)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return ((double) (state >> 11) + 0.5) / 9007199254740992.0;
}

typedef struct counts {
    uint32_t k[WORLDS], n[WORLDS], group[WORLDS];
} counts;

/* Group g has weight[g] and chances uniform in middle[g] -+ half[g]; each world has `draws` draws. */
static void fill(counts *self, const double *weight, const double *middle, const double *half, uint32_t draws)
{
    for (size_t w = 0; w < WORLDS; w++) {
        double u = uniform();
        uint32_t g = u < weight[0] ? 0 : u < weight[0] + weight[1] ? 1 : 2;
        double p = middle[g] + half[g] * (2 * uniform() - 1);
        self->group[w] = g;
        self->n[w] = draws;
        self->k[w] = 0;
        for (uint32_t i = 0; i < draws; i++) {
            self->k[w] += uniform() < p ? 1 : 0;
        }
    }
}

static ent_disagreement of(const counts *it)
{
    ent_disagreement made;

    CU_ASSERT_EQUAL_FATAL(
        ent_disagreement_of_counts(&made, ent_counts_of(it->k, 1), ent_counts_of(it->n, 1), WORLDS, it->group, 3),
        ENT_OK);
    return made;
}

/* B and V are unbiased also where draws are few; the share is near its true value, and its interval covers it. */
static void test_unbiased(void)
{
    static const double weight[] = {0.5, 0.3, 0.2}, middle[] = {0.2, 0.5, 0.6}, half[] = {0.1, 0.2, 0.0};
    double mean = 0, between = 0, within = 0, b = 0, bb = 0, v = 0, vv = 0, share = 0;
    size_t covered = 0;
    counts it;

    for (size_t g = 0; g < 3; g++) {
        mean += weight[g] * middle[g];
        within += weight[g] * half[g] * half[g] / 3;
    }
    for (size_t g = 0; g < 3; g++) {
        between += weight[g] * (middle[g] - mean) * (middle[g] - mean);
    }
    state = 5;
    for (size_t s = 0; s < SEEDS; s++) {
        ent_disagreement made;
        fill(&it, weight, middle, half, 10);
        made = of(&it);
        CU_ASSERT_TRUE_FATAL(made.has_share && made.has_interval);
        CU_ASSERT(made.low <= made.share && made.share <= made.high && made.high <= 1);
        b += made.between;
        bb += made.between * made.between;
        v += made.variance;
        vv += made.variance * made.variance;
        share += made.share / SEEDS;
        covered += made.low <= between / (between + within) && between / (between + within) <= made.high ? 1 : 0;
    }
    CU_ASSERT_DOUBLE_EQUAL(b / SEEDS, between, 4.5 * sqrt((bb / SEEDS - pow(b / SEEDS, 2)) / SEEDS) + 0.002 * between);
    CU_ASSERT_DOUBLE_EQUAL(v / SEEDS, between + within, 4.5 * sqrt((vv / SEEDS - pow(v / SEEDS, 2)) / SEEDS));
    CU_ASSERT_DOUBLE_EQUAL(share, between / (between + within), 0.02);
    CU_ASSERT((double) covered > 0.90 * SEEDS); /* 95% within 4.5 standard errors of 1.1 points each */
}

/* A share near 1 that noise takes beyond it in a third of the runs: the interval covers it, and is never a point. Cut
 * to [0, 1] before the jackknife, the shares without a block would be alike, and too few intervals would cover. 95%
 * within 4.5 standard errors of 1.1 points: false alarm 7e-6. */
static void test_near_one(void)
{
    static const double weight[] = {0.5, 0.3, 0.2}, middle[] = {0.3, 0.5, 0.7}, half[] = {0.08, 0.08, 0.08};
    const double between = 0.5 * 0.0196 + 0.3 * 0.0036 + 0.2 * 0.0676, within = 0.08 * 0.08 / 3.0;
    const double truth = between / (between + within);
    size_t covered = 0, beyond = 0;
    counts it;

    state = 8;
    for (size_t s = 0; s < SEEDS; s++) {
        ent_disagreement made;
        fill(&it, weight, middle, half, 4);
        made = of(&it);
        CU_ASSERT_TRUE_FATAL(made.has_share && made.has_interval);
        CU_ASSERT(made.low < made.share && made.share <= made.high && made.high <= 1.0);
        covered += made.low <= truth && truth <= made.high ? 1 : 0;
        beyond += made.between > made.variance ? 1 : 0;
    }
    CU_ASSERT(beyond > SEEDS / 5);
    CU_ASSERT((double) covered > 0.90 * SEEDS);
}

/* Experts who agree: B is 0 on average, though their figures differ by chance. */
static void test_agreement(void)
{
    static const double weight[] = {0.5, 0.3, 0.2}, middle[] = {0.4, 0.4, 0.4}, half[] = {0.3, 0.3, 0.3};
    double b = 0, bb = 0;
    counts it;

    state = 6;
    for (size_t s = 0; s < SEEDS; s++) {
        ent_disagreement made;
        fill(&it, weight, middle, half, 10);
        made = of(&it);
        b += made.between;
        bb += made.between * made.between;
        CU_ASSERT_TRUE(made.has_share);
        CU_ASSERT(made.share < 0.05);
    }
    CU_ASSERT_DOUBLE_EQUAL(b / SEEDS, 0, 4.5 * sqrt(bb / SEEDS / SEEDS));
}

/* By hand: four worlds, two groups, without noise since all draws of a world agree. */
static void test_by_hand(void)
{
    static const uint32_t k[] = {0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2}, n[] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    static const uint32_t all[12] = {0}, split[] = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
    static const uint32_t none[12] = {0};
    ent_disagreement made;

    CU_ASSERT_EQUAL_FATAL(
        ent_disagreement_of_counts(&made, ent_counts_of(k, 1), ent_counts_of(n, 1), 12, split, 2), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(made.between, 0.25, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(made.variance, 3.0 / 11, 1e-15); /* the sample variance of six 0 and six 1 */
    CU_ASSERT_FALSE(made.has_interval);                     /* fewer than 50 worlds */
    CU_ASSERT_EQUAL_FATAL(
        ent_disagreement_of_counts(&made, ent_counts_of(k, 1), ent_counts_of(n, 1), 12, all, 1), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(made.between, 0, 1e-15);
    CU_ASSERT_EQUAL_FATAL(
        ent_disagreement_of_counts(&made, ent_counts_of(none, 1), ent_counts_of(none, 1), 12, split, 2), ENT_OK);
    CU_ASSERT_FALSE(made.has_share); /* the condition never held */
    CU_ASSERT(isnan(made.share) && isnan(made.variance));
    CU_ASSERT_EQUAL_FATAL(
        ent_disagreement_of_counts(&made, ent_counts_of(none, 1), ent_counts_of(n, 1), 12, split, 2), ENT_OK);
    CU_ASSERT_FALSE(made.has_share); /* nothing varies */
    CU_ASSERT_EQUAL_FATAL(
        ent_disagreement_of_counts(&made, ent_counts_of(none, 1), ent_counts_of(n, 1), 0, split, 2), ENT_OK);
    CU_ASSERT_FALSE(made.has_share);
}

/* Means in another unit and far from 0: 1e6 + 1000 p has the shares of p, and 1e6 times its variances. */
static void test_means(void)
{
    static const double weight[] = {0.5, 0.3, 0.2}, middle[] = {0.2, 0.5, 0.6}, half[] = {0.1, 0.2, 0.0};
    ent_world_mean world[WORLDS];
    ent_disagreement of_counts, of_means;
    counts it;

    state = 7;
    fill(&it, weight, middle, half, 10);
    of_counts = of(&it);
    for (size_t w = 0; w < WORLDS; w++) {
        double p = it.k[w] / 10.0;
        world[w] = (ent_world_mean){.mean = 1e6 + 1000 * p, .noise = 1e6 * p * (1 - p) / 9, .draws = 10};
    }
    CU_ASSERT_EQUAL_FATAL(ent_disagreement_of_means(&of_means, world, WORLDS, false, it.group, 3, true), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(of_means.between, 1e6 * of_counts.between, 1e-6 * 1e6 * of_counts.between);
    CU_ASSERT_DOUBLE_EQUAL(of_means.share, of_counts.share, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(of_means.low, of_counts.low, 1e-6);
    CU_ASSERT_EQUAL_FATAL(ent_disagreement_of_means(&of_means, world, WORLDS, false, it.group, 3, false), ENT_OK);
    CU_ASSERT_FALSE(of_means.has_share);
}

int main(void)
{
    CU_TestInfo tests[] = {{"unbiased", test_unbiased}, {"near one", test_near_one}, {"agreement", test_agreement},
        {"by hand", test_by_hand}, {"means", test_means}, CU_TEST_INFO_NULL};

    return ent_run_suite("disagreement", tests);
}
