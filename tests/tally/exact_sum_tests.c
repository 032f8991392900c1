#include "suite.h"

#include "tally/exact_sum.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>

enum { N = 5000 };

static bool same(const ent_exact_sum *a, const ent_exact_sum *b)
{
    return a->high == b->high && a->low == b->low && a->count == b->count && a->clipped == b->clipped;
}

static void test_mean_of_equal_numbers(void)
{
    static const double numbers[] = {5000.0, 0.0, 1.0, 0.1, 29.0 / 30.0, 1.0 / 3.0, 123456.789, 4e12, -7.25, 0x1p-60};

    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        ent_exact_sum sum = {0};
        for (int k = 0; k < 1003; k++) {
            ent_exact_sum_add(&sum, numbers[i]);
        }
        CU_ASSERT_EQUAL(ent_exact_sum_mean(&sum), numbers[i]);
        CU_ASSERT_EQUAL(sum.count, 1003);
        CU_ASSERT_EQUAL(sum.clipped, 0);
    }
}

static void test_merge_of_clipped(void)
{
    ent_exact_sum to = {0};
    ent_exact_sum from = {0};

    ent_exact_sum_add(&to, 0x1p50);
    ent_exact_sum_add_repeated(&from, -0x1p50, 3);
    ent_exact_sum_add(&from, (double) NAN);
    ent_exact_sum_merge(&to, &from);
    CU_ASSERT_EQUAL(to.count, 5);
    CU_ASSERT_EQUAL(to.clipped, 5);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&to, 1), -0x1p42); /* (1 - 3 + 1) limits */
}

/* Numbers off the 2^-60 grid add at most 2^-61 each. */
static void test_resolution(void)
{
    ent_exact_sum sum = {0};
    double total = 0.0;

    for (int k = 1; k <= 1000; k++) {
        double x = 1e-15 / k;
        total += x;
        ent_exact_sum_add(&sum, x);
        CU_ASSERT_DOUBLE_EQUAL(ent_exact_sum_over(&sum, 1), total, k * 0x1p-61);
    }
    sum = (ent_exact_sum){0};
    ent_exact_sum_add_repeated(&sum, 1e-15, 1000000);
    CU_ASSERT_DOUBLE_EQUAL(ent_exact_sum_mean(&sum), 1e-15, 0x1p-61);
    CU_ASSERT_NOT_EQUAL(ent_exact_sum_mean(&sum), 1e-15);
}

static void fill(double *x, double *mask, unsigned long seed)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, seed);
    for (int i = 0; i < N; i++) {
        x[i] = gsl_ran_lognormal(rng, 8.0, 2.0) - 3000.0;
        mask[i] = gsl_rng_uniform(rng) < 0.4 ? 1.0 : 0.0;
    }
    gsl_rng_free(rng);
}

/* A column, by as many calls of the kernel as it takes. */
static void add_where(ent_exact_sum *sum, size_t n, const double *x, const double *mask)
{
    const ent_kernels *kernels = ent_kernels_select(NULL);

    for (size_t i = 0; i < n; i += ENT_SPLIT_ROWS) {
        ent_split_sum part;
        size_t rows = n - i < ENT_SPLIT_ROWS ? n - i : (size_t) ENT_SPLIT_ROWS;
        kernels->split_sum(rows, ENT_EXACT_SUM_LIMIT, x + i, mask != NULL ? mask + i : NULL, &part);
        ent_exact_sum_add_split(sum, &part);
    }
}

static void test_any_order_and_any_parts(void)
{
    double x[N];
    double mask[N];
    ent_exact_sum forward = {0};
    ent_exact_sum backward = {0};
    ent_exact_sum column = {0};
    ent_exact_sum first = {0};
    ent_exact_sum second = {0};

    fill(x, mask, 7);
    for (int i = 0; i < N; i++) {
        ent_exact_sum_add(&forward, x[i]);
        ent_exact_sum_add(&backward, x[N - 1 - i]);
    }
    add_where(&column, N, x, NULL);
    add_where(&first, 1234, x, NULL);
    add_where(&second, N - 1234, x + 1234, NULL);
    ent_exact_sum_merge(&second, &first);
    CU_ASSERT_TRUE(same(&forward, &backward));
    CU_ASSERT_TRUE(same(&forward, &column));
    CU_ASSERT_TRUE(same(&forward, &second));
    CU_ASSERT_EQUAL(forward.count, N);
}

static void test_mask(void)
{
    double x[N];
    double mask[N];
    ent_exact_sum single = {0};
    ent_exact_sum column = {0};

    fill(x, mask, 11);
    x[0] = (double) NAN; /* not chosen: must not count */
    mask[0] = 0.0;
    x[1] = (double) INFINITY;
    mask[1] = 1.0;
    for (int i = 0; i < N; i++) {
        if (mask[i] != 0.0) {
            ent_exact_sum_add(&single, x[i]);
        }
    }
    add_where(&column, N, x, mask);
    CU_ASSERT_TRUE(same(&single, &column));
    CU_ASSERT_EQUAL(column.clipped, 1);
    CU_ASSERT_TRUE(column.count > N / 3 && column.count < N / 2);
}

static void test_beyond_the_limit(void)
{
    static const double numbers[] = {(double) INFINITY, 1e300, 0x1p43, (double) NAN};
    double x = (double) -INFINITY;
    ent_exact_sum sum = {0};

    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        sum = (ent_exact_sum){0};
        ent_exact_sum_add(&sum, numbers[i]);
        CU_ASSERT_EQUAL(ent_exact_sum_mean(&sum), ENT_EXACT_SUM_LIMIT);
        CU_ASSERT_EQUAL(sum.clipped, 1);
    }
    sum = (ent_exact_sum){0};
    add_where(&sum, 1, &x, NULL);
    CU_ASSERT_EQUAL(ent_exact_sum_mean(&sum), -ENT_EXACT_SUM_LIMIT);
    CU_ASSERT_EQUAL(sum.clipped, 1);
    sum = (ent_exact_sum){0};
    ent_exact_sum_add(&sum, ENT_EXACT_SUM_LIMIT);
    ent_exact_sum_add(&sum, -ENT_EXACT_SUM_LIMIT);
    CU_ASSERT_EQUAL(sum.clipped, 0);
    CU_ASSERT_EQUAL(ent_exact_sum_mean(&sum), 0.0);
}

/* The most that 64 bits can count, of the largest number, does not overflow. */
static void test_no_overflow(void)
{
    ent_exact_sum sum = {0};

    ent_exact_sum_add_repeated(&sum, ENT_EXACT_SUM_LIMIT, UINT64_MAX - 5);
    ent_exact_sum_add_repeated(&sum, ENT_EXACT_SUM_LIMIT, 5);
    CU_ASSERT_EQUAL(ent_exact_sum_mean(&sum), ENT_EXACT_SUM_LIMIT);
    sum = (ent_exact_sum){0};
    ent_exact_sum_add_repeated(&sum, 0x1.fffffp-10, UINT64_MAX);
    CU_ASSERT_EQUAL(ent_exact_sum_mean(&sum), 0x1.fffffp-10);
}

/* Where the sum itself is a double, dividing it by the count is the mean rounded once. */
static void test_mean_is_rounded_once(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    for (int trial = 0; trial < 2000; trial++) {
        ent_exact_sum sum = {0};
        uint64_t n = 3 + gsl_rng_uniform_int(rng, 1000);
        double total = 0.0;
        for (uint64_t i = 0; i < n; i++) { /* multiples of 2^-20, of both signs, that add up to less than 2^32 */
            double x = ((double) gsl_rng_uniform_int(rng, 1 << 30) - 0x1p29) * 0x1p-20;
            ent_exact_sum_add(&sum, x);
            total += x;
        }
        CU_ASSERT_EQUAL(ent_exact_sum_mean(&sum), total / (double) n);
    }
    gsl_rng_free(rng);
}

/* 1 + 2^-53 lies halfway between two doubles and goes to the even one; a 2^-70 more, far below what 64 bits hold, and
 * it is nearer to the other. */
static void test_ties(void)
{
    ent_exact_sum sum = {0};

    ent_exact_sum_add(&sum, 1024.0);
    ent_exact_sum_add(&sum, 0x1p-43);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, 1024), 1.0);
    ent_exact_sum_add(&sum, 0x1p-60);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, 1024), 1.0 + 0x1p-52);
    sum = (ent_exact_sum){0};
    ent_exact_sum_add_repeated(&sum, 0x1p41, UINT64_C(1) << 40);
    ent_exact_sum_add(&sum, 0x1p28);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, UINT64_C(1) << 40), 0x1p41);
    ent_exact_sum_add(&sum, 0x1p-60);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, UINT64_C(1) << 40), 0x1p41 + 0x1p-11);
}

/* A sum whose parts have different signs. */
static void test_parts_of_both_signs(void)
{
    ent_exact_sum sum = {0};
    double total = 3.0 * 0x1p-8 - 0x1p-58;

    ent_exact_sum_add(&sum, 3.0 * 0x1p-8);
    ent_exact_sum_add(&sum, -0x1p-58);
    CU_ASSERT_TRUE(sum.high > 0 && sum.low < 0);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, 3), total / 3.0);
}

static void test_tiny_and_empty(void)
{
    ent_exact_sum sum = {0};

    CU_ASSERT_TRUE(isnan(ent_exact_sum_mean(&sum)));
    CU_ASSERT_TRUE(isnan(ent_exact_sum_over(&sum, 0)));
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, 3), 0.0);
    ent_exact_sum_add(&sum, 0x1p-60);
    CU_ASSERT_DOUBLE_EQUAL(ent_exact_sum_over(&sum, 3), 0x1p-60 / 3.0, 1e-35);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, 4), 0x1p-62);
    ent_exact_sum_add_repeated(&sum, 100.0, 0);
    CU_ASSERT_EQUAL(sum.count, 1);
    ent_exact_sum_add(&sum, 3.0);
    CU_ASSERT_EQUAL(ent_exact_sum_over(&sum, 1), 3.0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"merge of clipped", test_merge_of_clipped},
        {"mean of equal numbers", test_mean_of_equal_numbers}, {"resolution", test_resolution},
        {"any order and any parts", test_any_order_and_any_parts}, {"mask", test_mask},
        {"beyond the limit", test_beyond_the_limit}, {"no overflow", test_no_overflow},
        {"mean is rounded once", test_mean_is_rounded_once}, {"ties", test_ties},
        {"parts of both signs", test_parts_of_both_signs}, {"tiny and empty", test_tiny_and_empty}, CU_TEST_INFO_NULL};

    return ent_run_suite("exact sums", tests);
}
