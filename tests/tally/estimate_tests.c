#include "suite.h"

#include "base/status.h"
#include "tally/estimate.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

static ent_estimate estimate_of(const uint32_t *k, const uint32_t *n, uint64_t worlds)
{
    ent_estimate estimate;

    CU_ASSERT_EQUAL(ent_estimate_of_counts(&estimate, (ent_counts){k, 1}, (ent_counts){n, 1}, worlds), ENT_OK);
    return estimate;
}

/* --- the interval ------------------------------------------------------------------------------------------------- */

/* Two worlds with p_w = 1/4 and 3/4 of 4 draws: se^2 = 2 * (1 + 1) / 64, n_eff = 4. */
static void test_interval_by_hand(void)
{
    static const uint32_t k[] = {1, 3};
    static const uint32_t n[] = {4, 4};
    ent_estimate e = estimate_of(k, n, 2);

    CU_ASSERT_EQUAL(e.p, 0.5);
    CU_ASSERT_TRUE(e.has_p);
    CU_ASSERT_TRUE(e.has_interval);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.15003898915214953, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.8499610108478505, 1e-15);
    CU_ASSERT_EQUAL(e.k, 4);
    CU_ASSERT_EQUAL(e.n, 8);
}

/* A condition that holds in 4, 10, 0 and 2 draws: the world without it adds 0 but counts as a world. */
static void test_ratio_by_hand(void)
{
    static const uint32_t k[] = {1, 5, 0, 2};
    static const uint32_t n[] = {4, 10, 0, 2};
    ent_estimate e = estimate_of(k, n, 4);

    CU_ASSERT_EQUAL(e.p, 0.5);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.31427425819573357, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.6857257418042664, 1e-15);
}

/* k = 1 of 2 and 2 of 5: p = 3/7, sum (k_w - p n_w)^2 = 2/49, se^2 = 2 * 2/49 / 49 = 4/2401, n_eff = 588/4 = 147. */
static void test_small_variance_by_hand(void)
{
    static const uint32_t k[] = {1, 2};
    static const uint32_t n[] = {2, 5};
    ent_estimate e = estimate_of(k, n, 2);

    CU_ASSERT_EQUAL(e.p, 3.0 / 7.0);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.35139623824120982, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.50938474223868074, 1e-15);
}

static void test_worlds_that_agree(void)
{
    static const uint32_t same_k[] = {150, 150, 150};
    static const uint32_t same_n[] = {500, 500, 500};
    static const uint32_t k[] = {100, 7, 3000000, 0};
    static const uint32_t n[] = {300, 21, 9000000, 0};
    ent_estimate e = estimate_of(same_k, same_n, 3);

    CU_ASSERT_TRUE(e.has_interval);
    CU_ASSERT_EQUAL(e.low, e.p);
    CU_ASSERT_EQUAL(e.high, e.p);
    CU_ASSERT_EQUAL(e.p05, 0.3);
    CU_ASSERT_EQUAL(e.p50, 0.3);
    CU_ASSERT_EQUAL(e.p95, 0.3);
    e = estimate_of(k, n, 4); /* one ratio, other sizes */
    CU_ASSERT_EQUAL(e.low, 1.0 / 3.0);
    CU_ASSERT_EQUAL(e.high, 1.0 / 3.0);
}

static void test_never_and_always(void)
{
    static const uint32_t none[] = {0, 0, 0, 0, 0, 0, 0};
    static const uint32_t all[] = {60, 60, 60, 60, 60, 60, 60};
    static const uint32_t some[] = {60, 0, 60, 0, 0, 60, 0};
    static const uint32_t once[] = {1, 0, 1, 0, 0, 1, 0};
    ent_estimate e = estimate_of(none, all, 7);

    CU_ASSERT_EQUAL(e.p, 0.0);
    CU_ASSERT_EQUAL(e.low, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.3543304350666875, 1e-15);
    CU_ASSERT_EQUAL(e.p95, 0.0);
    e = estimate_of(all, all, 7);
    CU_ASSERT_EQUAL(e.p, 1.0);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.6456695649333126, 1e-15);
    CU_ASSERT_EQUAL(e.high, 1.0);
    e = estimate_of(none, some, 7); /* the condition holds in 3 worlds */
    CU_ASSERT_EQUAL(e.low, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.5614970317550455, 1e-15);
    e = estimate_of(none, once, 7); /* in 3 worlds, in one draw each */
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.5614970317550455, 1e-15);
}

static void test_what_is_left_blank(void)
{
    static const uint32_t k[] = {30, 0};
    static const uint32_t n[] = {100, 0};
    static const uint32_t nothing[] = {0, 0};
    ent_estimate e = estimate_of(k, n, 1);

    CU_ASSERT_EQUAL(e.p, 0.3);
    CU_ASSERT_FALSE(e.has_interval);
    CU_ASSERT_FALSE(e.has_range);
    CU_ASSERT_TRUE(isnan(e.low) && isnan(e.high) && isnan(e.p05) && isnan(e.p50) && isnan(e.p95));
    e = estimate_of(nothing, nothing, 2);
    CU_ASSERT_FALSE(e.has_p);
    CU_ASSERT_FALSE(e.has_interval);
    CU_ASSERT_TRUE(isnan(e.p) && isnan(e.low));
    e = estimate_of(k, n, 2); /* the condition holds in one of two worlds */
    CU_ASSERT_TRUE(e.has_interval);
    CU_ASSERT_FALSE(e.has_range);
    CU_ASSERT_EQUAL(e.left_out, 1);
}

/* Sums of squares far above 2^64 are exact: p_w = 1/2 -+ 2^-31 in 1000 worlds of 2^31 draws. */
static void test_large_counts(void)
{
    const uint64_t n = UINT64_C(1) << 31;
    ent_moments moments = {0};
    ent_moments other = {0};
    ent_estimate e;
    double se = sqrt(1000.0 / 999.0 * 1000.0) / (1000.0 * (double) n);

    for (int w = 0; w < 500; w++) {
        ent_moments_add(&moments, n / 2 + 1, n);
        ent_moments_add(&other, n / 2 - 1, n);
    }
    ent_moments_merge(&moments, &other);
    e = ent_estimate_of_moments(&moments, 1000);
    CU_ASSERT_EQUAL(e.p, 0.5);
    CU_ASSERT_DOUBLE_EQUAL((e.high - e.low) / (2.0 * ENT_ESTIMATE_Z * se), 1.0, 1e-4);
    CU_ASSERT_EQUAL(moments.worlds, 1000);
}

/* --- statistical tests of interval and range -----------------------------------------------------------------------
 */

enum { WORLDS = 4000, DRAWS = 200 };

/* Beta-binomial worlds; a = 0: binomial with p = 0.3. */
static void simulate(gsl_rng *rng, double a, double b, size_t worlds, uint32_t *k, uint32_t *n)
{
    for (size_t w = 0; w < worlds; w++) {
        double p = a > 0.0 ? gsl_ran_beta(rng, a, b) : 0.3;
        k[w] = gsl_ran_binomial(rng, p, DRAWS);
        n[w] = DRAWS;
    }
}

/* Without differences between worlds, se^2 is p (1 - p) / N times a chi-squared of 3999 degrees over them: relative
 * standard deviation sqrt(2 / 3999) = 2.2%, so of the width 1.1%. Bound 6%: false alarms below 1e-7. The variance of
 * p_w is all noise: c^2 is within 6 of its standard deviations, 2.2%, of 0, so the remaining range is at most
 * sqrt(0.134) = 0.37 of the 0.1066 that 2 * 1.645 * sqrt(0.21 / 200) makes. */
static void test_binomial_worlds(void)
{
    static uint32_t k[WORLDS];
    static uint32_t n[WORLDS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double width = 2.0 * ENT_ESTIMATE_Z * sqrt(0.3 * 0.7 / (WORLDS * DRAWS));
    ent_estimate e;

    simulate(rng, 0.0, 0.0, WORLDS, k, n);
    e = estimate_of(k, n, WORLDS);
    CU_ASSERT_DOUBLE_EQUAL((e.high - e.low) / width, 1.0, 0.06);
    CU_ASSERT_DOUBLE_EQUAL(e.p, 0.3, 5.5 * width / (2.0 * ENT_ESTIMATE_Z)); /* false alarms below 4e-8 */
    CU_ASSERT_TRUE(e.p95 - e.p05 < 0.37 * 0.1066);
    CU_ASSERT_TRUE(e.p05 <= e.p50 && e.p50 <= e.p95);
    gsl_rng_free(rng);
}

/* The range recovers the quantiles of p_w's own distribution, beta(8, 12). Standard errors with 4000 worlds (from 400
 * other runs): 0.0033, 0.0026 and 0.0039 for the three quantiles, 0.015 for the ratio of p95 - p05 to the truth.
 * Bounds: 5.2 of them, and for the mean of 16 ratios 5 of its 0.0037: false alarms below 2e-5 in all. The raw p_w have
 * a ratio of 1.048, so without shrinking the last one fails. */
static void test_beta_binomial_worlds(void)
{
    static uint32_t k[WORLDS];
    static uint32_t n[WORLDS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double spread = gsl_cdf_beta_Pinv(0.95, 8.0, 12.0) - gsl_cdf_beta_Pinv(0.05, 8.0, 12.0);
    double mean_ratio = 0.0;
    ent_estimate e;

    for (int run = 0; run < 16; run++) {
        simulate(rng, 8.0, 12.0, WORLDS, k, n);
        e = estimate_of(k, n, WORLDS);
        CU_ASSERT_DOUBLE_EQUAL(e.p05, gsl_cdf_beta_Pinv(0.05, 8.0, 12.0), 0.0170);
        CU_ASSERT_DOUBLE_EQUAL(e.p50, gsl_cdf_beta_Pinv(0.50, 8.0, 12.0), 0.0135);
        CU_ASSERT_DOUBLE_EQUAL(e.p95, gsl_cdf_beta_Pinv(0.95, 8.0, 12.0), 0.0205);
        mean_ratio += (e.p95 - e.p05) / spread / 16.0;
    }
    CU_ASSERT_DOUBLE_EQUAL(mean_ratio, 1.0, 0.0185);
    gsl_rng_free(rng);
}

/* The interval covers the true mean in 94.6% of runs of 100 worlds (20,000 other runs: with so few, its standard error
 * is itself uncertain); with 1000 runs the standard error of that share is 0.7%, and the bounds are more than 5.5 of
 * them away: false alarms below 5e-8. With the draw as sampling unit the interval would be 3.2 times too short. */
static void test_coverage(void)
{
    uint32_t k[100];
    uint32_t n[100];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int covered = 0;

    for (int run = 0; run < 1000; run++) {
        ent_estimate e;
        simulate(rng, 8.0, 12.0, 100, k, n);
        e = estimate_of(k, n, 100);
        covered += e.low <= 0.4 && 0.4 <= e.high;
    }
    CU_ASSERT_TRUE(covered > 905 && covered < 990);
    gsl_rng_free(rng);
}

/* --- the range ---------------------------------------------------------------------------------------------------- */

static void test_range_by_hand(void)
{
    static const uint32_t k[] = {20, 50, 90, 3, 10};
    static const uint32_t n[] = {100, 100, 100, 49, 50};
    static const uint32_t uneven[] = {100, 60, 120, 49, 50};
    ent_estimate e = estimate_of(k, n, 3);

    CU_ASSERT_TRUE(e.has_range);
    CU_ASSERT_EQUAL(e.left_out, 0);
    CU_ASSERT_DOUBLE_EQUAL(e.p05, 0.23207736544474272, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p50, 0.5002282819170047, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p95, 0.8577628372133539, 1e-15);
    e = estimate_of(k, uneven, 5); /* 49 draws are too few, 50 are enough */
    CU_ASSERT_EQUAL(e.left_out, 1);
    CU_ASSERT_DOUBLE_EQUAL(e.p05, 0.2027778835430617, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p50, 0.4751956256016241, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p95, 0.8177815739479979, 1e-15);
}

/* Two worlds are enough for a range: k = 10 of 50 and 40 of 80. */
static void test_range_of_two_worlds(void)
{
    static const uint32_t k[] = {10, 40, 1};
    static const uint32_t n[] = {50, 80, 1};
    ent_estimate e = estimate_of(k, n, 3);

    CU_ASSERT_TRUE(e.has_range);
    CU_ASSERT_EQUAL(e.left_out, 1);
    CU_ASSERT_DOUBLE_EQUAL(e.p05, 0.21991175024086935, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p50, 0.35, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p95, 0.48008824975913065, 1e-15);
    e = estimate_of(k + 1, n + 1, 2); /* one is not */
    CU_ASSERT_FALSE(e.has_range);
    CU_ASSERT_EQUAL(e.left_out, 1);
}

/* Worlds that differ by less than chance would make them: nothing is left of the range. */
static void test_range_of_noise(void)
{
    static const uint32_t k[] = {50, 51, 49, 50};
    static const uint32_t n[] = {100, 100, 100, 100};
    ent_estimate e = estimate_of(k, n, 4);

    CU_ASSERT_TRUE(e.has_range);
    CU_ASSERT_DOUBLE_EQUAL(e.p05, 0.5, 1e-15);
    CU_ASSERT_EQUAL(e.p05, e.p95);
}

/* Counts in a table of other columns: k = 20 of 100, 50 of 120, 90 of 150. */
static void test_strides(void)
{
    static const uint32_t table[] = {20, 100, 99, 50, 120, 98, 90, 150, 97};
    ent_estimate e;
    ent_difference d;

    CU_ASSERT_EQUAL(ent_estimate_of_counts(&e, (ent_counts){table, 3}, (ent_counts){table + 1, 3}, 3), ENT_OK);
    CU_ASSERT_EQUAL(e.k, 160);
    CU_ASSERT_EQUAL(e.n, 370);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.24052520338848023, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.6470129242916338, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p05, 0.22573987509988596, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p50, 0.41642055135348121, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.p95, 0.57776573895267719, 1e-15);
    d = ent_paired_difference(
        (ent_counts){table, 3}, (ent_counts){table + 1, 3}, (ent_counts){table, 3}, (ent_counts){table + 1, 3}, 3);
    CU_ASSERT_EQUAL(d.value, 0.0);
    CU_ASSERT_EQUAL(d.high, 0.0);
}

/* Each of the four columns has a stride of its own: the result of test_difference_by_hand from wider tables. */
static void test_strides_of_a_difference(void)
{
    static const uint32_t k_v[] = {1, 5, 3};
    static const uint32_t n_v[] = {4, 90, 10, 90, 6};
    static const uint32_t k_b[] = {2, 90, 90, 4, 90, 90, 1};
    static const uint32_t n_b[] = {5, 90, 90, 90, 9, 90, 90, 90, 6};
    ent_difference d = ent_paired_difference(
        (ent_counts){k_v, 1}, (ent_counts){n_v, 2}, (ent_counts){k_b, 3}, (ent_counts){n_b, 4}, 3);

    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.11419949530674767, 1e-15);
    d = ent_paired_difference(
        (ent_counts){k_b, 3}, (ent_counts){n_b, 4}, (ent_counts){k_v, 1}, (ent_counts){n_v, 2}, 3);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.31419949530674747, 1e-15);
}

static void test_quantiles(void)
{
    static const double sorted[] = {1.0, 2.0, 4.0, 8.0};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double x[501];
    double copy[501];

    CU_ASSERT_EQUAL(ent_quantile7(sorted, 4, 0.0), 1.0);
    CU_ASSERT_EQUAL(ent_quantile7(sorted, 4, 0.5), 3.0);
    CU_ASSERT_DOUBLE_EQUAL(ent_quantile7(sorted, 4, 0.9), 4.0 + 0.7 * 4.0, 1e-15);
    CU_ASSERT_EQUAL(ent_quantile7(sorted, 4, 1.0), 8.0);
    CU_ASSERT_EQUAL(ent_quantile7(sorted, 1, 0.3), 1.0);
    CU_ASSERT_TRUE(isnan(ent_quantile7(sorted, 0, 0.5)));
    CU_ASSERT_TRUE(isnan(ent_quantile7_of(x, 0, 0.5)));
    x[0] = 3.0;
    x[1] = 7.0;
    x[2] = (double) NAN; /* beyond the numbers: must not be read */
    CU_ASSERT_EQUAL(ent_quantile7_of(x, 2, 1.0), 7.0);
    CU_ASSERT_EQUAL(ent_quantile7_of(x, 2, 0.25), 4.0);
    CU_ASSERT_EQUAL(ent_quantile7_of(x, 1, 0.5), 3.0);
    for (size_t i = 0; i < 501; i++) {
        x[i] = floor(40.0 * gsl_rng_uniform(rng)); /* with ties */
        copy[i] = x[i];
    }
    gsl_sort(copy, 1, 501);
    for (int q = 0; q <= 100; q++) {
        CU_ASSERT_DOUBLE_EQUAL(ent_quantile7_of(x, 501, q / 100.0), ent_quantile7(copy, 501, q / 100.0), 1e-12);
    }
    gsl_rng_free(rng);
}

/* --- differences -------------------------------------------------------------------------------------------------- */

static ent_difference difference_of(
    const uint32_t *k_v, const uint32_t *n_v, const uint32_t *k_b, const uint32_t *n_b, uint64_t worlds)
{
    return ent_paired_difference(
        (ent_counts){k_v, 1}, (ent_counts){n_v, 1}, (ent_counts){k_b, 1}, (ent_counts){n_b, 1}, worlds);
}

static void test_difference_by_hand(void)
{
    static const uint32_t k_v[] = {1, 5, 3};
    static const uint32_t n_v[] = {4, 10, 6};
    static const uint32_t k_b[] = {2, 4, 1};
    static const uint32_t n_b[] = {5, 9, 6};
    static const uint32_t nothing[] = {0, 0, 0};
    ent_difference d = difference_of(k_v, n_v, k_b, n_b, 3);

    CU_ASSERT_TRUE(d.has_value && d.has_interval);
    CU_ASSERT_DOUBLE_EQUAL(d.value, 0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.11419949530674767, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.31419949530674747, 1e-15);
    d = difference_of(k_v, n_v, k_b, n_b, 2); /* p = 6/14 in both: the interval is that of the differences alone */
    CU_ASSERT_TRUE(d.has_interval);
    CU_ASSERT_EQUAL(d.value, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.15999705996245339, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.15999705996245339, 1e-15);
    d = difference_of(k_v, n_v, k_b, n_b, 1);
    CU_ASSERT_TRUE(d.has_value);
    CU_ASSERT_FALSE(d.has_interval);
    CU_ASSERT_TRUE(isnan(d.low) && isnan(d.high));
    d = difference_of(k_v, n_v, nothing, nothing, 3);
    CU_ASSERT_FALSE(d.has_value);
    CU_ASSERT_TRUE(isnan(d.value));
    d = difference_of(nothing, nothing, k_b, n_b, 3);
    CU_ASSERT_FALSE(d.has_value);
}

static void test_difference_to_itself(void)
{
    static const uint32_t k[] = {1, 5, 3, 7};
    static const uint32_t n[] = {4, 10, 6, 7};
    ent_difference d = difference_of(k, n, k, n, 4);

    CU_ASSERT_EQUAL(d.value, 0.0);
    CU_ASSERT_EQUAL(d.low, 0.0);
    CU_ASSERT_EQUAL(d.high, 0.0);
}

/* A variant with one more draw in each world: the difference of worlds does not widen the interval. */
static void test_difference_is_paired(void)
{
    static const uint32_t k_v[] = {11, 51, 91};
    static const uint32_t k_b[] = {10, 50, 90};
    static const uint32_t n[] = {100, 100, 100};
    ent_difference d = difference_of(k_v, n, k_b, n, 3);

    CU_ASSERT_DOUBLE_EQUAL(d.value, 0.01, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.low, 0.01, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.01, 1e-15);
}

int main(void)
{
    CU_TestInfo tests[] = {{"interval by hand", test_interval_by_hand}, {"ratio by hand", test_ratio_by_hand},
        {"small variance by hand", test_small_variance_by_hand}, {"worlds that agree", test_worlds_that_agree},
        {"never and always", test_never_and_always}, {"what is left blank", test_what_is_left_blank},
        {"large counts", test_large_counts}, {"binomial worlds", test_binomial_worlds},
        {"beta-binomial worlds", test_beta_binomial_worlds}, {"coverage", test_coverage},
        {"range by hand", test_range_by_hand}, {"range of noise", test_range_of_noise},
        {"range of two worlds", test_range_of_two_worlds}, {"strides", test_strides},
        {"strides of a difference", test_strides_of_a_difference}, {"quantiles", test_quantiles},
        {"difference by hand", test_difference_by_hand}, {"difference to itself", test_difference_to_itself},
        {"difference is paired", test_difference_is_paired}, CU_TEST_INFO_NULL};

    return ent_run_suite("estimates", tests);
}
