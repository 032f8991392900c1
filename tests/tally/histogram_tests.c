#include "suite.h"

#include "base/status.h"
#include "tally/histogram.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

enum { N = 20000 };

/* Type 7, of which smooth numbers have the quantile. */
static double exact(const double *sorted, size_t n, double q)
{
    return gsl_stats_quantile_from_sorted_data(sorted, 1, n, q);
}

/* Type 1: the smallest number that at least q of all do not exceed. */
static double attained(const double *sorted, size_t n, double q)
{
    size_t i = 0;

    while (i + 1 < n && (double) (i + 1) < q * (double) n) {
        i++;
    }
    return sorted[i];
}

/* The largest relative error over the quantiles 1%, 2%, ... 99% of N numbers, against the nearer of both definitions.
 */
static double largest_error(double *x)
{
    ent_arena arena = {0};
    ent_histogram histogram;
    double worst = 0.0;

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    ent_histogram_add_all(&histogram, N, x);
    CU_ASSERT_EQUAL(histogram.count, N);
    CU_ASSERT_PTR_NULL(ent_histogram_check(&histogram));
    gsl_sort(x, 1, N);
    for (int i = 1; i < 100; i++) {
        double found = ent_histogram_quantile(&histogram, i / 100.0);
        double off = fabs(found / exact(x, N, i / 100.0) - 1.0);
        worst = fmax(worst, fmin(off, fabs(found / attained(x, N, i / 100.0) - 1.0)));
    }
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 0.0), x[0]);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 1.0), x[N - 1]);
    ent_arena_free(&arena);
    return worst;
}

/* Fixed seeds; the bounds are about 1.5 times what was measured, and all far inside the 1/128 that always holds. */
static void test_smooth_distributions(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double x[N];

    for (int i = 0; i < N; i++) {
        x[i] = gsl_rng_uniform_pos(rng);
    }
    CU_ASSERT_TRUE(largest_error(x) < 1.0 / 128.0); /* at 1% bins hold few numbers */
    for (int i = 0; i < N; i++) {
        x[i] = gsl_ran_lognormal(rng, 9.0, 0.3);
    }
    CU_ASSERT_TRUE(largest_error(x) < 0.002);
    for (int i = 0; i < N; i++) {
        x[i] = gsl_ran_lognormal(rng, 0.0, 3.0);
    }
    CU_ASSERT_TRUE(largest_error(x) < 0.005);
    for (int i = 0; i < N; i++) {
        x[i] = gsl_ran_beta(rng, 5.0, 3.0);
    }
    CU_ASSERT_TRUE(largest_error(x) < 0.002);
    gsl_rng_free(rng);
}

/* Two levels in one bin: each quantile is one of them. */
static void test_two_levels(void)
{
    double x[N];
    ent_arena arena = {0};
    ent_histogram histogram;

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    for (int i = 0; i < N; i++) {
        x[i] = i % 2 == 0 ? 1.0 : 1.0 + 0.99 / 128.0;
    }
    ent_histogram_add_all(&histogram, N, x);
    gsl_sort(x, 1, N);
    for (int i = 1; i < 100; i++) {
        CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, i / 100.0), attained(x, N, i / 100.0));
        CU_ASSERT_EQUAL(ent_histogram_attained(&histogram, i / 100.0), attained(x, N, i / 100.0));
    }
    ent_arena_free(&arena);
}

/* Utilities of three deals close together (0.696 in 93% of the deals, 0.697 in 3%, 0.698 in 4%), and whole numbers of a
 * wide range: a quantile is a number that came about, and off by less than 1/128. */
static void test_discrete_numbers(void)
{
    static const double few[] = {0.696, 0.697, 0.698};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    ent_arena arena = {0};
    ent_histogram deals, people;
    double x[N];

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&deals, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&people, &arena), ENT_OK);
    for (int i = 0; i < N; i++) {
        ent_histogram_add(&deals, few[i % 100 < 93 ? 0 : i % 100 < 96 ? 1 : 2], 1);
        x[i] = (double) gsl_ran_poisson(rng, 1000.0);
    }
    ent_histogram_add_all(&people, N, x);
    gsl_sort(x, 1, N);
    for (int i = 0; i <= 100; i++) {
        double q = i / 100.0;
        double deal = ent_histogram_quantile(&deals, q);
        double number = ent_histogram_quantile(&people, q);
        CU_ASSERT(deal == few[0] || deal == few[1] || deal == few[2]);
        CU_ASSERT_EQUAL(number, floor(number));
        CU_ASSERT_DOUBLE_EQUAL(number / attained(x, N, q), 1.0, 1.0 / 128.0);
    }
    CU_ASSERT_EQUAL(ent_histogram_quantile(&deals, 0.05), 0.696);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&deals, 0.50), 0.696);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&deals, 0.97), 0.698);
    ent_arena_free(&arena);
    gsl_rng_free(rng);
}

static void test_point_masses(void)
{
    static const double points[] = {0.0, 5000.0, 0.1, 29.0 / 30.0, 1e-9, 1e15};
    ent_arena arena = {0};

    for (size_t i = 0; i < sizeof(points) / sizeof(*points); i++) {
        ent_histogram histogram;
        CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
        ent_histogram_add(&histogram, points[i], 12345);
        for (int k = 0; k <= 20; k++) {
            CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, k / 20.0), points[i]);
        }
    }
    ent_arena_free(&arena);
}

/* Levels in bins of their own: every quantile is exact, and one of the levels. */
static void test_levels(void)
{
    static const double level[] = {0.0, 0.25, 0.4, 0.41, 0.6, 0.95, 1.0};
    enum { LEVELS = sizeof(level) / sizeof(*level), COUNT = 301 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    ent_arena arena = {0};
    ent_histogram histogram;
    double x[COUNT];

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    for (int i = 0; i < COUNT; i++) {
        x[i] = level[gsl_rng_uniform_int(rng, LEVELS)];
        ent_histogram_add(&histogram, x[i], 1);
    }
    gsl_sort(x, 1, COUNT);
    for (int k = 0; k <= 1000; k++) {
        CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, k / 1000.0), attained(x, COUNT, k / 1000.0));
    }
    ent_arena_free(&arena);
    gsl_rng_free(rng);
}

static bool same(const ent_histogram *a, const ent_histogram *b)
{
    bool equal = a->count == b->count && a->clipped == b->clipped;

    for (size_t i = 0; i < ENT_HISTOGRAM_BINS; i++) {
        equal = equal && a->bin[i].count == b->bin[i].count;
        if (a->bin[i].count > 0) {
            equal = equal && a->bin[i].min == b->bin[i].min && a->bin[i].max == b->bin[i].max;
        }
    }
    return equal;
}

static void test_parts_and_masks(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    ent_arena arena = {0};
    ent_histogram whole, even, odd, single, forth, back;
    double x[N];

    ent_histogram *all[] = {&whole, &even, &odd, &single, &forth, &back};
    for (size_t i = 0; i < 6; i++) {
        CU_ASSERT_EQUAL_FATAL(ent_histogram_init(all[i], &arena), ENT_OK);
    }
    for (int i = 0; i < N; i++) {
        x[i] = gsl_ran_lognormal(rng, 2.0, 4.0);
        ent_histogram_add(gsl_rng_uniform(rng) < 0.5 ? &even : &odd, x[i], 1);
        ent_histogram_add(&single, x[i], 1);
    }
    ent_histogram_add_all(&whole, N, x);
    ent_histogram_merge(&forth, &even);
    ent_histogram_merge(&forth, &odd);
    ent_histogram_merge(&back, &odd);
    ent_histogram_merge(&back, &even);
    for (size_t i = 0; i < 6; i++) {
        CU_ASSERT_PTR_NULL(ent_histogram_check(all[i]));
    }
    CU_ASSERT_TRUE(same(&whole, &single));
    CU_ASSERT_TRUE(same(&whole, &forth));
    CU_ASSERT_TRUE(same(&whole, &back));
    CU_ASSERT_FALSE(same(&even, &odd));
    ent_arena_free(&arena);
    gsl_rng_free(rng);
}

static void test_edges(void)
{
    static const double numbers[] = {-1.0, -0.0, 0x1p-21, 0x1p-20, 0x1p40, (double) INFINITY, (double) NAN};
    ent_arena arena = {0};
    ent_histogram histogram;

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    CU_ASSERT_TRUE(isnan(ent_histogram_quantile(&histogram, 0.5)));
    ent_histogram_add(&histogram, 7.0, 0);
    CU_ASSERT_EQUAL(histogram.count, 0);
    ent_histogram_add_all(&histogram, sizeof(numbers) / sizeof(*numbers), numbers);
    CU_ASSERT_EQUAL(histogram.count, 7);
    CU_ASSERT_PTR_NULL(ent_histogram_check(&histogram));
    CU_ASSERT_EQUAL(histogram.clipped, 2); /* -1 and NaN */
    CU_ASSERT_EQUAL(histogram.bin[0].count, 3);
    CU_ASSERT_EQUAL(histogram.bin[1].count, 1);
    CU_ASSERT_EQUAL(histogram.bin[2].count, 1);
    CU_ASSERT_EQUAL(histogram.bin[ENT_HISTOGRAM_BINS - 1].count, 2);
    CU_ASSERT_FALSE(signbit(ent_histogram_quantile(&histogram, 0.0)));
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 0.5), 0x1p-21);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 4.5 / 7.0), 0x1p-20);
    CU_ASSERT_TRUE(isnan(ent_histogram_quantile(&histogram, 5.5 / 7.0))); /* between 2^40 and infinity */
    CU_ASSERT_TRUE(isnan(ent_histogram_attained(&histogram, 1.0)));
    CU_ASSERT_TRUE(isnan(ent_histogram_quantile(&histogram, -0.1)));
    CU_ASSERT_TRUE(isnan(ent_histogram_quantile(&histogram, 1.1)));
    CU_ASSERT_TRUE(isnan(ent_histogram_quantile(&histogram, (double) NAN)));
    ent_arena_free(&arena);
}

/* Three bins of [1, 1 + 3/128) with three numbers each: smooth, so quantiles of the middle one interpolate, by type 7,
 * between the extremes of the bin. Those of the others, with an empty neighbour, are extremes. */
static void test_interpolation_by_hand(void)
{
    static const double numbers[] = {1.001, 1.002, 1.006, 1.008, 1.014, 1.015, 1.016, 1.017, 1.022};
    ent_arena arena = {0};
    ent_histogram histogram;

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    ent_histogram_add_all(&histogram, 9, numbers);
    CU_ASSERT_DOUBLE_EQUAL(ent_histogram_quantile(&histogram, 0.5), 0.5 * (1.008 + 1.015), 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(ent_histogram_quantile(&histogram, 4.5 / 8.0), 0.25 * 1.008 + 0.75 * 1.015, 1e-15);
    CU_ASSERT_EQUAL(ent_histogram_attained(&histogram, 0.5), 1.008);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 0.2), 1.001);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 0.3), 1.006);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 1.0), 1.022);
    ent_arena_free(&arena);
}

/* Numbers from 2^40 on share a bin: a quantile there is known only where they are equal. */
static void test_huge_numbers(void)
{
    static const double far[] = {0x1.07295e59bf088p+40, 0x1.98d9d8714faf9p+44};
    static const double infinite[] = {(double) INFINITY, (double) INFINITY, (double) INFINITY};
    ent_arena arena = {0};
    ent_histogram histogram;

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    ent_histogram_add_all(&histogram, 2, far);
    CU_ASSERT_TRUE(isnan(ent_histogram_quantile(&histogram, 1.0)));
    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    ent_histogram_add_all(&histogram, 3, infinite);
    CU_ASSERT_EQUAL(ent_histogram_quantile(&histogram, 0.5), (double) INFINITY);
    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&histogram, &arena), ENT_OK);
    ent_histogram_add(&histogram, -0.0, 2);
    CU_ASSERT_FALSE(signbit(ent_histogram_quantile(&histogram, 0.5)));
    CU_ASSERT_EQUAL(histogram.clipped, 0);
    ent_arena_free(&arena);
}

static void test_merge_of_zeros(void)
{
    ent_arena arena = {0};
    ent_histogram to;
    ent_histogram from;

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&to, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&from, &arena), ENT_OK);
    ent_histogram_add(&from, 0.0, 2);
    ent_histogram_add(&from, -1.0, 3);
    ent_histogram_add(&to, -1.0, 1);
    ent_histogram_add(&to, 5.0, 4);
    ent_histogram_merge(&to, &from);
    CU_ASSERT_EQUAL(to.count, 10);
    CU_ASSERT_EQUAL(to.clipped, 4);
    CU_ASSERT_EQUAL(to.bin[0].count, 6);
    CU_ASSERT_PTR_NULL(ent_histogram_check(&to));
    ent_arena_free(&arena);
}

/* Each violation, in a histogram of 0, two numbers of bin 1 and one far above. */
static void test_check(void)
{
    ent_arena arena = {0};
    ent_histogram h;

    CU_ASSERT_EQUAL_FATAL(ent_histogram_init(&h, &arena), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_histogram_check(&h));
    ent_histogram_add(&h, -1.0, 1);
    ent_histogram_add(&h, 0x1p-30, 1);
    ent_histogram_add(&h, 0x1p-25, 1);
    ent_histogram_add(&h, 0x1p50, 1);
    CU_ASSERT_PTR_NULL(ent_histogram_check(&h));
    h.count++;
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "the counts of the bins do not add up");
    h.count--;
    h.clipped = 2;
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "more clipped numbers than zeros");
    h.clipped = 1;
    h.bin[1].max = 0x1p-31;
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "the extremes of a bin are not in order");
    h.bin[1].max = 0x1p-20;
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "an extreme is outside its bin");
    h.bin[1].max = 0x1p-25;
    h.bin[1].min = 0.0;
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "an extreme is outside its bin");
    h.bin[1].min = 0x1p-30;
    h.bin[7].max = 1.0;
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "an empty bin has extremes");
    h.bin[7] = (ent_histogram_bin){.min = -1.0};
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "an empty bin has extremes");
    h.bin[7].min = 0.0;
    h.bin[ENT_HISTOGRAM_BINS - 1].min = 1.0;
    CU_ASSERT_STRING_EQUAL(ent_histogram_check(&h), "an extreme is outside its bin");
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"smooth distributions", test_smooth_distributions}, {"two levels", test_two_levels},
        {"discrete numbers", test_discrete_numbers}, {"point masses", test_point_masses}, {"levels", test_levels},
        {"parts and masks", test_parts_and_masks}, {"edges", test_edges},
        {"interpolation by hand", test_interpolation_by_hand}, {"huge numbers", test_huge_numbers},
        {"merge of zeros", test_merge_of_zeros}, {"check", test_check}, CU_TEST_INFO_NULL};

    return ent_run_suite("histograms", tests);
}
