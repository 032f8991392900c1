/* Measures: exact sums in any order, means and differences by hand, ranges and coverage against known distributions. */
#include "suite.h"

#include "base/status.h"
#include "tally/measure.h"
#include "tally/real_histogram.h"
#include "tally/student_t.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const ent_bounds free_bounds = {-INFINITY, INFINITY};

static double mean_of(const ent_wide_sum *sum, uint64_t count)
{
    ent_wide_total total = {.top = 0};

    ent_wide_total_add(&total, sum);
    return ent_wide_mean(ent_wide_total_value(&total), count);
}

static bool same(const ent_wide_sum *a, const ent_wide_sum *b)
{
    return a->top == b->top && memcmp(a->digit, b->digit, sizeof(a->digit)) == 0;
}

/* Numbers of very different sizes and both signs: the same sum in any order, and of parts. */
static void test_order(void)
{
    enum { COUNT = 500 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    ent_wide_sum forwards = {.top = 0}, backwards = {.top = 0}, odd = {.top = 0}, even = {.top = 0};
    double x[COUNT];

    for (size_t i = 0; i < COUNT; i++) {
        x[i] = ldexp(gsl_rng_uniform(rng) - 0.5, (int) gsl_rng_uniform_int(rng, 300) - 180);
        x[i] = i % 50 == 0 ? 0.0 : x[i];
    }
    for (size_t i = 0; i < COUNT; i++) {
        ent_wide_sum_add(&forwards, x[i]);
        ent_wide_sum_add(&backwards, x[COUNT - 1 - i]);
        ent_wide_sum_add(i % 2 == 0 ? &even : &odd, x[i]);
    }
    ent_wide_sum_merge(&odd, &even);
    CU_ASSERT_TRUE(same(&forwards, &backwards));
    CU_ASSERT_TRUE(same(&forwards, &odd));
    memset(&forwards, 0, sizeof(forwards));
    memset(&backwards, 0, sizeof(backwards));
    for (size_t i = 0; i < COUNT; i++) {
        ent_wide_sum_add_square(&forwards, x[i]);
        ent_wide_sum_add_square(&backwards, x[COUNT - 1 - i]);
    }
    CU_ASSERT_TRUE(same(&forwards, &backwards));
    gsl_rng_free(rng);
}

/* What cancels, whole numbers and equal numbers leave no error. */
static void test_exact(void)
{
    ent_wide_sum sum = {.top = 0};
    static const double equal[] = {0.1, -0.1, 1e-300, 3e35, -7.0, 0x1.fffffffffffffp119, 5e-324};

    ent_wide_sum_add(&sum, 1e30);
    ent_wide_sum_add(&sum, 1.0);
    ent_wide_sum_add(&sum, -1e30);
    CU_ASSERT_EQUAL(mean_of(&sum, 1), 1.0);
    ent_wide_sum_add(&sum, -4.0);
    CU_ASSERT_EQUAL(mean_of(&sum, 1), -3.0);
    CU_ASSERT_EQUAL(mean_of(&sum, 3), -1.0);
    for (size_t i = 0; i < sizeof(equal) / sizeof(*equal); i++) {
        memset(&sum, 0, sizeof(sum));
        for (size_t n = 0; n < 1001; n++) {
            ent_wide_sum_add(&sum, equal[i]);
        }
        CU_ASSERT_EQUAL(mean_of(&sum, 1001), equal[i]);
    }
    memset(&sum, 0, sizeof(sum));
    CU_ASSERT_EQUAL(mean_of(&sum, 5), 0.0);
}

static void fill(ent_measure_sum *sum, const double *x, size_t count)
{
    *sum = (ent_measure_sum){.count = 0};
    for (size_t i = 0; i < count; i++) {
        ent_measure_sum_add(sum, x[i]);
    }
}

/* Means 1 of 2 draws and 4 of 4, none of a third world: as in mean_tests. */
static void test_by_hand(void)
{
    static const double first[] = {0.0, 2.0}, third[] = {4.0, 4.0, 3.0, 5.0};
    const ent_worlds worlds = {3, 4, true};
    ent_measure_sum sum[3];
    ent_measure_column column = {.at = sum, .stride = 1, .bounds = free_bounds};
    ent_estimate e;

    fill(&sum[0], first, 2);
    fill(&sum[1], first, 0);
    fill(&sum[2], third, 4);
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &column, &worlds, true), ENT_OK);
    CU_ASSERT_TRUE(e.is_mean && e.has_p && e.has_interval && !e.has_range);
    CU_ASSERT_EQUAL(e.p, 3.0);
    CU_ASSERT_EQUAL(e.n, 6);
    CU_ASSERT_EQUAL(e.worlds, 2);
    CU_ASSERT_EQUAL(e.range, ENT_RANGE_FEW_WORLDS);
    CU_ASSERT_DOUBLE_EQUAL(e.high - 3.0, ent_student_t_975(1) * 4.0 / 3.0, 1e-13);
    CU_ASSERT_DOUBLE_EQUAL(3.0 - e.low, ent_student_t_975(1) * 4.0 / 3.0, 1e-13);
    column.bounds = (ent_bounds){0.0, 5.0};
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &column, &worlds, false), ENT_OK);
    CU_ASSERT_EQUAL(e.low, 0.0);
    CU_ASSERT_EQUAL(e.high, 5.0);
    ent_measure_sum_add(&sum[0], INFINITY); /* one number without end: no mean */
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &column, &worlds, true), ENT_OK);
    CU_ASSERT_FALSE(e.has_p || e.has_interval || e.has_range);
    CU_ASSERT_TRUE(isnan(e.p));
    CU_ASSERT_EQUAL(e.n, 7);
    CU_ASSERT_EQUAL(ent_measure_beyond(&column, 3), 1);
    ent_measure_sum_add(&sum[2], NAN);
    ent_measure_sum_add(&sum[2], -0x1p120);
    CU_ASSERT_EQUAL(ent_measure_beyond(&column, 3), 3);
}

/* A constant has an interval and a difference without width; of a bounded number that worlds agree on, not. */
static void test_agreeing_worlds(void)
{
    const ent_worlds worlds = {3, 4, true};
    const double t = ent_student_t_975(2), share = t * t / (3.0 + t * t);
    ent_measure_sum sum[3];
    ent_measure_column column = {.at = sum, .stride = 1, .bounds = free_bounds};
    ent_difference difference;
    ent_estimate e;

    for (size_t w = 0; w < 3; w++) {
        static const double x[] = {0.1, 0.1, 0.1};
        fill(&sum[w], x, w + 1);
    }
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &column, &worlds, false), ENT_OK);
    CU_ASSERT_TRUE(e.p == 0.1 && e.low == 0.1 && e.high == 0.1);
    column.bounds = (ent_bounds){0.0, INFINITY};
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &column, &worlds, false), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.1 - share * 0.1, 1e-15);
    CU_ASSERT_EQUAL(e.high, 0.1);
    CU_ASSERT_EQUAL(ent_measure_difference(&difference, &column, &column, 3), ENT_OK);
    CU_ASSERT_TRUE(difference.value == 0.0 && difference.low == 0.0 && difference.high == 0.0);
    CU_ASSERT_EQUAL(difference.better, 0.5);
}

/* World w has mean mu_w ~ normal(10, 2) and draws mu_w + normal(0, 6), v a draw more by 3 in each: the range of the
 * mean, without the noise of 20 draws (standard deviation 1.34), and the difference. 2,000 worlds: the standard error
 * of the estimated quantile is below 0.1. */
static void test_range_and_difference(void)
{
    enum { WORLDS = 2000, DRAWS = 20 };
    const ent_worlds worlds = {WORLDS, DRAWS, true};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    ent_measure_sum *a = calloc(WORLDS, sizeof(*a)), *b = calloc(WORLDS, sizeof(*b)),
                    *noise = calloc(WORLDS, sizeof(*noise));
    const ent_measure_column of_a = {.at = a, .stride = 1, .bounds = free_bounds},
                             of_b = {.at = b, .stride = 1, .bounds = free_bounds},
                             of_noise = {.at = noise, .stride = 1, .bounds = free_bounds};
    ent_difference difference;
    ent_estimate e;

    for (size_t w = 0; w < WORLDS; w++) {
        double mu = 10.0 + gsl_ran_gaussian(rng, 2.0);
        for (size_t i = 0; i < DRAWS; i++) {
            double x = mu + gsl_ran_gaussian(rng, 6.0);
            ent_measure_sum_add(&a[w], x);
            ent_measure_sum_add(&b[w], x + 3.0 + gsl_ran_gaussian(rng, 1.0));
            ent_measure_sum_add(&noise[w], gsl_ran_gaussian(rng, 6.0));
        }
    }
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &of_a, &worlds, true), ENT_OK);
    CU_ASSERT_TRUE(e.has_range);
    CU_ASSERT_DOUBLE_EQUAL(e.p05, 10.0 - 1.6449 * 2.0, 0.45);
    CU_ASSERT_DOUBLE_EQUAL(e.p50, 10.0, 0.45);
    CU_ASSERT_DOUBLE_EQUAL(e.p95, 10.0 + 1.6449 * 2.0, 0.45);
    CU_ASSERT_DOUBLE_EQUAL((e.high - e.low) / 2.0, 1.961 * sqrt((4.0 + 36.0 / DRAWS) / WORLDS), 0.01);
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &of_noise, &worlds, true), ENT_OK);
    CU_ASSERT_EQUAL(e.range, ENT_RANGE_WITHIN_NOISE);
    CU_ASSERT_TRUE(isnan(e.p05));
    CU_ASSERT_EQUAL(ent_measure_difference(&difference, &of_b, &of_a, WORLDS), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(difference.value, 3.0, 5.0 / sqrt(WORLDS * DRAWS));
    CU_ASSERT_DOUBLE_EQUAL((difference.high - difference.low) / 2.0, 1.961 / sqrt(WORLDS * DRAWS), 0.001);
    CU_ASSERT_EQUAL(difference.better, 1.0);
    free(a);
    free(b);
    free(noise);
    gsl_rng_free(rng);
}

enum { MOST_WORLDS = 400 };

static ent_measure_sum worlds_sum[MOST_WORLDS];

/* Sets world w to n draws, k of which have the number 1 and the others 0. */
static void set_chance(size_t w, uint32_t k, uint32_t n)
{
    worlds_sum[w] = (ent_measure_sum){.count = 0};
    for (uint32_t i = 0; i < n; i++) {
        ent_measure_sum_add(&worlds_sum[w], i < k ? 1.0 : 0.0);
    }
}

static ent_estimate range_of(uint64_t count, uint64_t replications, bool unknowns)
{
    const ent_measure_column column = {.at = worlds_sum, .stride = 1, .bounds = free_bounds};
    const ent_worlds worlds = {count, replications, unknowns};
    ent_estimate e;

    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &column, &worlds, true), ENT_OK);
    return e;
}

static void expect_blank(const ent_estimate *e, ent_range_state state, uint64_t replications)
{
    CU_ASSERT_EQUAL(e->range, state);
    CU_ASSERT_EQUAL(e->replications, replications);
    CU_ASSERT_TRUE(!e->has_range && isnan(e->p05) && isnan(e->p50) && isnan(e->p95));
}

/* Numbers of 0 and 1 are chances: why a range is not measured, and the replications that would do, are those of
 * range_tests.c. */
static void test_range_not_measured(void)
{
    static const uint32_t turn[] = {3, 4, 6, 7};
    ent_estimate e;

    for (size_t w = 0; w < 20; w++) {
        set_chance(w, w < 10 ? 11 * (uint32_t) (w % 2) : 2, w < 10 ? 11 : 8);
    }
    e = range_of(20, 40, false);
    expect_blank(&e, ENT_RANGE_NOT_UNKNOWN, 0);
    e = range_of(9, 40, true);
    expect_blank(&e, ENT_RANGE_FEW_WORLDS, 0);
    e = range_of(20, 40, true); /* 9.5 draws a world: 40 * 10 / 9.5 = 42.1 */
    expect_blank(&e, ENT_RANGE_FEW_DRAWS, 43);
    for (size_t w = 0; w < 400; w++) {
        set_chance(w, 0, w < 13 ? 1 : 0);
    }
    e = range_of(400, 40, true);
    expect_blank(&e, ENT_RANGE_FEW_DRAWS, 13000);
    for (size_t w = 0; w < 52; w++) {
        set_chance(w, turn[w % 4], 10);
    }
    e = range_of(52, 10, true);
    expect_blank(&e, ENT_RANGE_WITHIN_NOISE, 210);
    e = range_of(52, 4, true); /* 4 * 2 SE / V = 80.80 */
    expect_blank(&e, ENT_RANGE_WITHIN_NOISE, 81);
    for (size_t w = 0; w < 24; w++) {
        set_chance(2 * w, (const uint32_t[]){6, 8, 12, 14}[w % 4], 20);
        set_chance(2 * w + 1, w % 8 == 0 ? 0 : w % 8 == 1 ? 2 : 1, 2);
    }
    e = range_of(48, 20, true);
    expect_blank(&e, ENT_RANGE_WITHIN_NOISE, 170);
    for (size_t w = 0; w < 40; w++) { /* 2 SE / V = 152.7: more than 100 times as many are not proposed */
        set_chance(w, w < 20 ? 3 + 4 * (uint32_t) (w % 2) : w < 38 ? 4 + 2 * (uint32_t) (w % 2) : 5, 10);
    }
    e = range_of(40, 10, true);
    expect_blank(&e, ENT_RANGE_WITHIN_NOISE, 0);
    for (size_t w = 0; w < 100; w++) {
        set_chance(w, w % 2 == 0 ? 4 : 6, 10);
    }
    e = range_of(100, 10, true); /* less than chance alone would make them: no number would do */
    expect_blank(&e, ENT_RANGE_WITHIN_NOISE, 0);
}

/* World w has the number w in each of its 10 draws, world 0 in 30 and world 20 none: no noise, so the quantiles are
 * those of the numbers, of 220 draws those at 11, 110 and 209 between the middles 15, 35, 45, .. 215. */
static void test_range_by_hand(void)
{
    ent_estimate e;

    for (size_t w = 0; w < 21; w++) {
        worlds_sum[w] = (ent_measure_sum){.count = 0};
        for (size_t i = 0; i < (w == 0 ? 30 : w == 20 ? 0 : 10); i++) {
            ent_measure_sum_add(&worlds_sum[w], (double) w);
        }
    }
    e = range_of(21, 30, true);
    CU_ASSERT_EQUAL(e.range, ENT_RANGE_MEASURED);
    CU_ASSERT_EQUAL(e.worlds, 20);
    CU_ASSERT_DOUBLE_EQUAL(e.p, 1900.0 / 220.0, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(e.p05, 0.0, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(e.p50, 8.5, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(e.p95, 18.4, 1e-14);
}

/* Coverage of the 95% interval of a mean given a condition that worlds meet unequally often: 1,000 runs of 30 worlds;
 * 4.5 standard errors are 3.1%, and the ratio of small samples is skewed. */
static void test_coverage(void)
{
    enum { RUNS = 1000, WORLDS = 30 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    const ent_worlds worlds = {WORLDS, 40, true};
    /* n_w = 1 + binomial(40, g), g ~ uniform; the number is g + normal(0, 1): E(n g) / E(n) = (0.5 + 40 / 3) / 21 */
    const double truth = (0.5 + 40.0 / 3.0) / 21.0;
    size_t covered = 0;

    for (size_t run = 0; run < RUNS; run++) {
        ent_measure_sum sum[WORLDS];
        const ent_measure_column column = {.at = sum, .stride = 1, .bounds = free_bounds};
        ent_estimate e;
        memset(sum, 0, sizeof(sum));
        for (size_t w = 0; w < WORLDS; w++) {
            double g = gsl_rng_uniform(rng);
            unsigned n = 1 + gsl_ran_binomial(rng, g, 40);
            for (unsigned i = 0; i < n; i++) {
                ent_measure_sum_add(&sum[w], g + gsl_ran_gaussian(rng, 1.0));
            }
        }
        CU_ASSERT_EQUAL(ent_measure_estimate(&e, &column, &worlds, false), ENT_OK);
        covered += e.low <= truth && truth <= e.high ? 1 : 0;
    }
    CU_ASSERT_DOUBLE_EQUAL((double) covered / RUNS, 0.95, 0.031);
    gsl_rng_free(rng);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* Percentiles of numbers of both signs and all sizes against the sorted numbers: within 1/128, merged in two parts. */
static void test_percentiles(void)
{
    enum { COUNT = 20000 };
    static const double level[] = {0.0, 0.01, 0.05, 0.3, 0.5, 0.7, 0.95, 0.99, 1.0};
    static double x[COUNT];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    ent_arena arena = {0};
    ent_real_histogram one, other;

    CU_ASSERT_EQUAL_FATAL(ent_real_histogram_init(&one, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_real_histogram_init(&other, &arena), ENT_OK);
    CU_ASSERT_TRUE(isnan(ent_real_histogram_quantile(&one, 0.5)));
    for (size_t i = 0; i < COUNT; i++) {
        x[i] = i % 3 == 0   ? gsl_ran_gaussian(rng, 1e30)
               : i % 3 == 1 ? gsl_ran_gaussian(rng, 2.0)
                            : (double) (i % 7) - 3.0;
        ent_real_histogram_add(i % 2 == 0 ? &one : &other, x[i]);
    }
    ent_real_histogram_merge(&one, &other);
    CU_ASSERT_PTR_NULL(ent_real_histogram_check(&one));
    qsort(x, COUNT, sizeof(*x), ascending);
    for (size_t i = 0; i < sizeof(level) / sizeof(*level); i++) {
        double exact = x[(size_t) (level[i] * (COUNT - 1))];
        CU_ASSERT_DOUBLE_EQUAL(ent_real_histogram_quantile(&one, level[i]), exact, fabs(exact) / 64.0 + 0.01);
    }
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&one, 0.0), x[0]);
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&one, 1.0), x[COUNT - 1]);
    ent_real_histogram_add(&one, NAN);
    CU_ASSERT_TRUE(isnan(ent_real_histogram_quantile(&one, 0.5)));
    ent_arena_free(&arena);
    gsl_rng_free(rng);
}

/* Few levels are exact; an infinite percentile has no number. */
static void test_levels(void)
{
    ent_arena arena = {0};
    ent_real_histogram h;

    CU_ASSERT_EQUAL_FATAL(ent_real_histogram_init(&h, &arena), ENT_OK);
    for (int i = -50; i < 50; i++) {
        ent_real_histogram_add(&h, i < -10 ? -12.5 : i < 0 ? 0.0 : 1e20);
    }
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&h, 0.05), -12.5);
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&h, 0.40), -12.5);
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&h, 0.41), 0.0);
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&h, 0.50), 0.0);
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&h, 0.95), 1e20);
    for (int i = 0; i < 100; i++) {
        ent_real_histogram_add(&h, INFINITY);
    }
    CU_ASSERT_EQUAL(ent_real_histogram_quantile(&h, 0.5), 1e20);
    CU_ASSERT_TRUE(isnan(ent_real_histogram_quantile(&h, 0.95)));
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"order", test_order}, {"exact", test_exact}, {"by hand", test_by_hand},
        {"agreeing worlds", test_agreeing_worlds}, {"range and difference", test_range_and_difference},
        {"range not measured", test_range_not_measured}, {"range by hand", test_range_by_hand},
        {"coverage", test_coverage}, {"percentiles", test_percentiles}, {"levels", test_levels}, CU_TEST_INFO_NULL};

    return ent_run_suite("measure", tests);
}
