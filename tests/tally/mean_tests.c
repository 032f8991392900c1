/* Means with their intervals from sums by world: by hand, in closed form, and their coverage. */
#include "suite.h"

#include "kernels/scalar_functions.h"
#include "tally/mean.h"
#include "tally/student_t.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

static const ent_bounds free_bounds = {-INFINITY, INFINITY};

/* The sums of numbers that are the same in all draws of a world. */
static void make_sums(ent_exact_sum *sum, const double *mean, const uint64_t *draws, size_t worlds)
{
    for (size_t w = 0; w < worlds; w++) {
        sum[w] = (ent_exact_sum){.count = 0};
        ent_exact_sum_add_repeated(&sum[w], mean[w], draws[w]);
    }
}

/* Means 1 of 2 draws and 4 of 4, none of a third world: m = 3, scores 2 (1 - 3) / 6 and 4 (4 - 3) / 6,
 * se^2 = 2 (4 / 9 + 4 / 9). */
static void test_by_hand(void)
{
    static const double mean[] = {1.0, 0.0, 4.0};
    static const uint64_t draws[] = {2, 0, 4};
    ent_exact_sum sum[3];
    ent_mean m;

    make_sums(sum, mean, draws, 3);
    m = ent_mean_of_sums(ent_sums_of(sum, 1), 3, free_bounds);
    CU_ASSERT_TRUE(m.has_value && m.has_interval);
    CU_ASSERT_EQUAL(m.value, 3.0);
    CU_ASSERT_EQUAL(m.draws, 6);
    CU_ASSERT_EQUAL(m.worlds, 2);
    CU_ASSERT_EQUAL(m.beyond, 0);
    CU_ASSERT_DOUBLE_EQUAL(m.high - 3.0, ent_student_t_975(1) * 4.0 / 3.0, 1e-13);
    CU_ASSERT_DOUBLE_EQUAL(3.0 - m.low, ent_student_t_975(1) * 4.0 / 3.0, 1e-13);
    m = ent_mean_of_sums(ent_sums_of(sum, 1), 3, (ent_bounds){0.0, 5.0});
    CU_ASSERT_EQUAL(m.low, 0.0); /* never outside the range of the number */
    CU_ASSERT_EQUAL(m.high, 5.0);
}

/* Worlds that agree: an interval without width only where the number cannot be another. */
static void test_worlds_that_agree(void)
{
    static const double mean[] = {0.1, 0.1, 0.1};
    static const uint64_t draws[] = {1, 3, 7};
    const double t = ent_student_t_975(2);
    const double share = t * t / (3.0 + t * t);
    ent_exact_sum sum[3];
    ent_mean m;

    make_sums(sum, mean, draws, 3);
    m = ent_mean_of_sums(ent_sums_of(sum, 1), 3, (ent_bounds){0.0, 1.0});
    CU_ASSERT_EQUAL(m.value, 0.1);
    CU_ASSERT_DOUBLE_EQUAL(m.low, 0.1 - share * 0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(m.high, 0.1 + share * 0.9, 1e-15);
    m = ent_mean_of_sums(ent_sums_of(sum, 1), 3, (ent_bounds){0.0, INFINITY});
    CU_ASSERT_EQUAL(m.high, INFINITY);
    CU_ASSERT_DOUBLE_EQUAL(m.low, 0.1 - share * 0.1, 1e-15);
    m = ent_mean_of_sums(ent_sums_of(sum, 1), 3, (ent_bounds){m.value, m.value});
    CU_ASSERT_TRUE(m.has_interval);
    CU_ASSERT_EQUAL(m.low, m.value);
    CU_ASSERT_EQUAL(m.high, m.value);
}

static void test_no_interval(void)
{
    static const double mean[] = {2.0, 5.0};
    static const uint64_t one[] = {4, 0};
    static const uint64_t none[] = {0, 0};
    ent_exact_sum sum[2];
    ent_mean m;

    make_sums(sum, mean, one, 2);
    m = ent_mean_of_sums(ent_sums_of(sum, 1), 2, free_bounds);
    CU_ASSERT_TRUE(m.has_value);
    CU_ASSERT_EQUAL(m.value, 2.0);
    CU_ASSERT_FALSE(m.has_interval);
    CU_ASSERT_TRUE(isnan(m.low) && isnan(m.high));
    make_sums(sum, mean, none, 2);
    m = ent_mean_of_sums(ent_sums_of(sum, 1), 2, free_bounds);
    CU_ASSERT_FALSE(m.has_value || m.has_interval);
    CU_ASSERT_TRUE(isnan(m.value));
}

/* One number that is infinite, or none, and there is no mean: never one of the limit. */
static void test_beyond(void)
{
    static const double numbers[] = {INFINITY, -INFINITY, (double) NAN, 5e12};
    static const double mean[] = {2.0, 5.0};
    static const uint64_t draws[] = {4, 4};

    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        ent_exact_sum sum[2];
        ent_mean m;
        make_sums(sum, mean, draws, 2);
        ent_exact_sum_add(&sum[1], numbers[i]);
        m = ent_mean_of_sums(ent_sums_of(sum, 1), 2, free_bounds);
        CU_ASSERT_FALSE(m.has_value || m.has_interval);
        CU_ASSERT_TRUE(isnan(m.value) && isnan(m.low));
        CU_ASSERT_EQUAL(m.beyond, 1);
        CU_ASSERT_EQUAL(m.draws, 9);
        m = ent_mean_difference(ent_sums_of(sum, 1), free_bounds, ent_sums_of(sum, 1), free_bounds, 2);
        CU_ASSERT_FALSE(m.has_value || m.has_interval);
        CU_ASSERT_EQUAL(m.beyond, 2);
    }
}

/* Numbers that move together: the difference has its own precision, however much both vary. Columns of two means. */
static void test_difference(void)
{
    static const double at[] = {1.0, 7.0, 100.0};
    ent_exact_sum sum[6] = {{.count = 0}};
    ent_mean d;
    double z[3];
    double square = 0.0;

    for (size_t w = 0; w < 3; w++) {
        ent_exact_sum_add_repeated(&sum[2 * w], at[w] + 3.0, 4);
        ent_exact_sum_add_repeated(&sum[2 * w + 1], at[w], 2);
    }
    d = ent_mean_difference(
        ent_sums_of(sum, 2), (ent_bounds){0.0, 200.0}, ent_sums_of(sum + 1, 2), (ent_bounds){0.0, 200.0}, 3);
    CU_ASSERT_EQUAL(d.value, 3.0);
    CU_ASSERT_TRUE(d.low < 3.0 && d.low > -203.0); /* scores of 0: the range that the bounds leave open */
    CU_ASSERT_EQUAL(d.draws, 6);
    ent_exact_sum_add_repeated(&sum[0], 40.0, 4);
    d = ent_mean_difference(ent_sums_of(sum, 2), free_bounds, ent_sums_of(sum + 1, 2), free_bounds, 3);
    CU_ASSERT_DOUBLE_EQUAL(d.value, (8.0 * 22.0 + 40.0 + 412.0) / 16.0 - 36.0, 1e-13);
    for (size_t w = 0; w < 3; w++) {
        double own = w == 0 ? 22.0 : at[w] + 3.0;
        z[w] = (own - (d.value + 36.0)) * (w == 0 ? 8.0 : 4.0) / 16.0 - (at[w] - 36.0) / 3.0;
        square += z[w] * z[w];
    }
    CU_ASSERT_DOUBLE_EQUAL(d.high - d.value, ent_student_t_975(2) * sqrt(1.5 * square), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(d.value - d.low, ent_student_t_975(2) * sqrt(1.5 * square), 1e-12);
}

/* Worlds that differ, and numbers of draws that do: the interval holds the mean about as often as stated. The share of
 * 4,000 runs has a standard error of 0.0034; the bound is 5.8 of them, which leaves one point for t being an
 * approximation. */
static void test_coverage(void)
{
    enum { RUNS = 4000, SIZE = 12 };
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    int held = 0;

    for (int run = 0; run < RUNS; run++) {
        ent_exact_sum sum[SIZE] = {{.count = 0}};
        ent_mean m;
        for (size_t w = 0; w < SIZE; w++) {
            double centre = gsl_ran_gaussian(random, 2.0);
            unsigned draws = gsl_ran_binomial(random, 0.7, 20);
            for (unsigned i = 0; i < draws; i++) {
                ent_exact_sum_add(&sum[w], 10.0 + centre + gsl_ran_gaussian(random, 3.0));
            }
        }
        m = ent_mean_of_sums(ent_sums_of(sum, 1), SIZE, free_bounds);
        held += m.low <= 10.0 && m.high >= 10.0 ? 1 : 0;
    }
    gsl_rng_free(random);
    CU_ASSERT_DOUBLE_EQUAL((double) held / RUNS, 0.95, 0.02);
}

int main(void)
{
    CU_TestInfo tests[] = {{"by hand", test_by_hand}, {"worlds that agree", test_worlds_that_agree},
        {"no interval", test_no_interval}, {"beyond", test_beyond}, {"difference", test_difference},
        {"coverage", test_coverage}, CU_TEST_INFO_NULL};

    return ent_run_suite("means", tests);
}
