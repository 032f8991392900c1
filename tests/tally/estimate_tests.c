#include "suite.h"

#include "base/status.h"
#include "tally/estimate.h"
#include "tally/student_t.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

static ent_estimate estimate_of(const uint32_t *k, const uint32_t *n, uint64_t worlds)
{
    return ent_estimate_without_range(ent_counts_of(k, 1), ent_counts_of(n, 1), worlds);
}

/* --- the interval ------------------------------------------------------------------------------------------------- */

/* Two worlds with p_w = 1/4 and 3/4 of 4 draws: se^2 = 2 * (1 + 1) / 64, n_eff = 4, t = 12.7 (1 degree). */
static void test_interval_by_hand(void)
{
    static const uint32_t k[] = {1, 3};
    static const uint32_t n[] = {4, 4};
    ent_estimate e = estimate_of(k, n, 2);

    CU_ASSERT_EQUAL(e.p, 0.5);
    CU_ASSERT_TRUE(e.has_p);
    CU_ASSERT_TRUE(e.has_interval);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.0060811892127968781, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.99391881078720312, 1e-15);
    CU_ASSERT_EQUAL(e.k, 4);
    CU_ASSERT_EQUAL(e.n, 8);
}

/* A condition that holds in 4, 10, 0 and 2 draws: the world without it does not count. se^2 = 3/2 * 2 / 256 is below
 * that of 16 independent draws, so n_eff = 16; t of 2 degrees. */
static void test_ratio_by_hand(void)
{
    static const uint32_t k[] = {1, 5, 0, 2};
    static const uint32_t n[] = {4, 10, 0, 2};
    ent_estimate e = estimate_of(k, n, 4);

    CU_ASSERT_EQUAL(e.p, 0.5);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.13380191136644271, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.86619808863355729, 1e-15);
}

/* k = 1 of 2 and 2 of 5: p = 3/7, sum (k_w - p n_w)^2 = 2/49, se^2 = 2 * 2/49 / 49 = 4/2401,
 * p (1 - p) / se^2 = 588/4 = 147: more than the 7 draws, so n_eff = 7. */
static void test_small_variance_by_hand(void)
{
    static const uint32_t k[] = {1, 2};
    static const uint32_t n[] = {2, 5};
    ent_estimate e = estimate_of(k, n, 2);

    CU_ASSERT_EQUAL(e.p, 3.0 / 7.0);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.0077385492334514083, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.98632488788482353, 1e-15);
}

/* Equal shares in every world: as many independent draws inform no less, so the interval has a width. */
static void test_worlds_that_agree(void)
{
    static const uint32_t same_k[] = {150, 150, 150};
    static const uint32_t same_n[] = {500, 500, 500};
    static const uint32_t halves[] = {50, 50};
    static const uint32_t hundreds[] = {100, 100};
    ent_estimate e = estimate_of(same_k, same_n, 3);

    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.25178117647785736, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.35309538966310372, 1e-14);
    e = estimate_of(halves, hundreds, 2);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.16583330975802624, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.83416669024197376, 1e-14);
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
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.46101513240982639, 1e-15);
    e = estimate_of(all, all, 7);
    CU_ASSERT_EQUAL(e.p, 1.0);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.53898486759017361, 1e-15);
    CU_ASSERT_EQUAL(e.high, 1.0);
    e = estimate_of(none, some, 7); /* the condition holds in 3 worlds */
    CU_ASSERT_EQUAL(e.low, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.86054827175208581, 1e-15);
    e = estimate_of(none, once, 7); /* in 3 worlds, in one draw each */
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.86054827175208581, 1e-15);
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
    CU_ASSERT_EQUAL(e.p, 0.3);
    CU_ASSERT_EQUAL(e.worlds, 1);
    CU_ASSERT_FALSE(e.has_interval);
    CU_ASSERT_TRUE(isnan(e.low) && isnan(e.high));
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
    e = ent_estimate_of_moments(&moments);
    CU_ASSERT_EQUAL(e.p, 0.5);
    /* the worlds agree too well: n_eff is the number of draws */
    se = fmax(se, sqrt(0.25 / (1000.0 * (double) n)));
    CU_ASSERT_DOUBLE_EQUAL((e.high - e.low) / (2.0 * ent_student_t_975(999) * se), 1.0, 1e-4);
    CU_ASSERT_EQUAL(moments.worlds, 1000);
}

/* --- coverage ----------------------------------------------------------------------------------------------------- */

enum { DRAWS = 200 };

/* Beta-binomial worlds. */
static void simulate(gsl_rng *rng, double a, double b, size_t worlds, uint32_t *k, uint32_t *n)
{
    for (size_t w = 0; w < worlds; w++) {
        k[w] = gsl_ran_binomial(rng, gsl_ran_beta(rng, a, b), DRAWS);
        n[w] = DRAWS;
    }
}

/* The interval covers the true mean in 95% of runs or more for any number of worlds: 100%, 97.1%, 95.2%, 95.0%
 * and 95.1% of 20,000 other runs (with two worlds Wilson's interval reaches far beyond them). With 2000 runs the
 * standard error of the share is 0.5%, and the bounds are 4.5 of them away: false alarms below 1e-5 a bound. With the
 * normal quantile and no limit to n_eff 2, 3, 5 and 10 worlds cover 75%, 83%, 88% and 92%. */
static void test_coverage(void)
{
    static const size_t worlds[] = {2, 3, 5, 10, 100};
    uint32_t k[100];
    uint32_t n[100];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    for (size_t i = 0; i < sizeof(worlds) / sizeof(*worlds); i++) {
        int covered = 0;
        for (int run = 0; run < 2000; run++) {
            ent_estimate e;
            simulate(rng, 8.0, 12.0, worlds[i], k, n);
            e = estimate_of(k, n, worlds[i]);
            covered += e.low <= 0.4 && 0.4 <= e.high;
        }
        CU_ASSERT_TRUE(covered >= 1850);
        CU_ASSERT_TRUE(worlds[i] < 5 || covered <= 1947);
    }
    gsl_rng_free(rng);
}

/* Counts in a table of other columns: k = 20 of 100, 50 of 120, 90 of 150. */
static void test_strides(void)
{
    static const uint32_t table[] = {20, 100, 99, 50, 120, 98, 90, 150, 97};
    ent_counts k = ent_counts_of(table, 3);
    ent_counts n = ent_counts_of(table + 1, 3);
    ent_estimate e = ent_estimate_without_range(k, n, 3);
    ent_difference d = ent_paired_difference(k, n, k, n, 3);

    CU_ASSERT_EQUAL(e.k, 160);
    CU_ASSERT_EQUAL(e.n, 370);
    CU_ASSERT_DOUBLE_EQUAL(e.low, 0.11636150891914682, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.81509745798135613, 1e-14);
    CU_ASSERT_EQUAL(d.value, 0.0);
    CU_ASSERT_EQUAL(d.high, 0.0);
    CU_ASSERT_EQUAL(d.better, 0.5);
}

/* Each of the four columns has a stride of its own: the result of test_difference_by_hand from wider tables. */
static void test_strides_of_a_difference(void)
{
    static const uint32_t k_v[] = {1, 5, 3};
    static const uint32_t n_v[] = {4, 90, 10, 90, 6};
    static const uint32_t k_b[] = {2, 90, 90, 4, 90, 90, 1};
    static const uint32_t n_b[] = {5, 90, 90, 90, 9, 90, 90, 90, 6};
    ent_difference d = ent_paired_difference(
        ent_counts_of(k_v, 1), ent_counts_of(n_v, 2), ent_counts_of(k_b, 3), ent_counts_of(n_b, 4), 3);

    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.43412426475783289, 1e-14);
    d = ent_paired_difference(
        ent_counts_of(k_b, 3), ent_counts_of(n_b, 4), ent_counts_of(k_v, 1), ent_counts_of(n_v, 2), 3);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.6759692821373029, 1e-14);
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
        ent_counts_of(k_v, 1), ent_counts_of(n_v, 1), ent_counts_of(k_b, 1), ent_counts_of(n_b, 1), worlds);
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
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.43412426475783289, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.6759692821373029, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(d.better, 2.0 / 3.0, 1e-15); /* 1/4 < 2/5, 5/10 > 4/9, 3/6 > 1/6 */
    d = difference_of(k_v, n_v, k_b, n_b, 2);           /* p = 6/14 in both; d -+ 1.037, held within [-1, 1] */
    CU_ASSERT_TRUE(d.has_interval);
    CU_ASSERT_EQUAL(d.value, 0.0);
    CU_ASSERT_EQUAL(d.low, -1.0);
    CU_ASSERT_EQUAL(d.high, 1.0);
    CU_ASSERT_EQUAL(d.better, 0.5);
    d = difference_of(k_v, n_v, nothing, nothing, 3);
    CU_ASSERT_FALSE(d.has_value || d.has_interval || d.has_better);
    CU_ASSERT_TRUE(isnan(d.value) && isnan(d.better));
    d = difference_of(nothing, nothing, k_b, n_b, 3);
    CU_ASSERT_FALSE(d.has_value);
}

/* A condition that holds in one world, of one or of both: nothing is known of the difference. */
static void test_difference_of_one_world(void)
{
    static const uint32_t k_v[] = {0, 55, 0};
    static const uint32_t n_v[] = {0, 100, 0};
    static const uint32_t k_b[] = {40, 41, 42};
    static const uint32_t n_b[] = {100, 100, 100};
    ent_difference d = difference_of(k_v, n_v, k_v, n_v, 3);

    CU_ASSERT_FALSE(d.has_value || d.has_interval || d.has_better);
    CU_ASSERT_TRUE(isnan(d.value) && isnan(d.low) && isnan(d.high) && isnan(d.better));
    d = difference_of(k_v, n_v, k_b, n_b, 3);
    CU_ASSERT_FALSE(d.has_value);
    d = difference_of(k_b, n_b, k_v, n_v, 3);
    CU_ASSERT_FALSE(d.has_value);
    d = difference_of(k_b, n_b, k_b, n_b, 1);
    CU_ASSERT_FALSE(d.has_value);
}

/* Conditions that hold together in one world only: that world alone decides which is better. */
static void test_better_where_both_hold(void)
{
    static const uint32_t k_v[] = {1, 5, 0};
    static const uint32_t n_v[] = {4, 10, 0};
    static const uint32_t k_b[] = {0, 4, 1};
    static const uint32_t n_b[] = {0, 9, 6};
    static const uint32_t apart_k[] = {0, 0, 2, 3};
    static const uint32_t apart_n[] = {0, 0, 5, 5};
    static const uint32_t other_k[] = {1, 1, 0, 0};
    static const uint32_t other_n[] = {5, 5, 0, 0};
    ent_difference d = difference_of(k_v, n_v, k_b, n_b, 3);

    CU_ASSERT_TRUE(d.has_value && d.has_better);
    CU_ASSERT_EQUAL(d.better, 1.0);
    d = difference_of(apart_k, apart_n, other_k, other_n, 4);
    CU_ASSERT_TRUE(d.has_value);
    CU_ASSERT_FALSE(d.has_better);
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

/* Counts that are equal by chance, of columns of their own: 1.96^2 / 300, as for none of 300 draws. */
static void test_no_draw_differs(void)
{
    static const uint32_t k_v[] = {10, 50, 90};
    static const uint32_t k_b[] = {10, 50, 90};
    static const uint32_t n[] = {100, 100, 100};
    ent_difference d = difference_of(k_v, n, k_b, n, 3);

    CU_ASSERT_EQUAL(d.value, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.012804862735647082, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.012804862735647082, 1e-15);
}

/* One draw, and five draws of one world: the longer tail is that of the world's draws. */
static void test_few_draws_differ(void)
{
    static const uint32_t one[] = {10, 51, 90};
    static const uint32_t five[] = {10, 50, 95};
    static const uint32_t k[] = {10, 50, 90};
    static const uint32_t n[] = {100, 100, 100};
    ent_difference d = difference_of(one, n, k, n, 3);

    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.015770412200619519, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.025442105239859545, 1e-14);
    d = difference_of(k, n, five, n, 3);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.099837829648111262, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.058703963981803026, 1e-14);
    d = difference_of(five, n, k, n, 3);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.058703963981803026, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.099837829648111262, 1e-14);
}

/* Where all draws differ, the interval has the width of none of 300 the other way; where all but one do, the lower end
 * is d - (s + sqrt(s^2 + 4 t^2 se^2)) / 2 with s = 1.96^2 q (2 d - 1), q = -sum z^3 / sum z^2 above 1 / 300. */
static void test_all_draws_differ(void)
{
    static const uint32_t all[] = {100, 100, 100};
    static const uint32_t most[] = {100, 99, 100};
    static const uint32_t none[] = {0, 0, 0};
    ent_difference d = difference_of(all, all, none, all, 3);

    CU_ASSERT_EQUAL(d.value, 1.0);
    CU_ASSERT_DOUBLE_EQUAL(d.low, 1.0 - 0.012804862735647082, 1e-15);
    CU_ASSERT_EQUAL(d.high, 1.0);
    d = difference_of(none, all, all, all, 3);
    CU_ASSERT_EQUAL(d.low, -1.0);
    CU_ASSERT_DOUBLE_EQUAL(d.high, -1.0 + 0.012804862735647082, 1e-15);
    d = difference_of(most, all, none, all, 3);
    CU_ASSERT_DOUBLE_EQUAL(d.low, 0.9746179281950288, 1e-14);
    CU_ASSERT_EQUAL(d.high, 1.0);
}

/* Every interval holds its difference and stays within [-1, 1], whatever the counts, also where the condition holds in
 * some worlds only; exchanged columns give the interval of the other sign. */
static void test_any_counts(void)
{
    enum { MOST_WORLDS = 6, RUNS = 20000 };
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    bool sound = true;

    for (int run = 0; run < RUNS; run++) {
        uint32_t count[4][MOST_WORLDS];
        uint64_t worlds = 2 + gsl_rng_uniform_int(rng, MOST_WORLDS - 1);
        double chance = gsl_rng_uniform(rng);
        for (uint64_t w = 0; w < worlds; w++) {
            count[1][w] = (uint32_t) gsl_rng_uniform_int(rng, 5);
            count[3][w] = (uint32_t) gsl_rng_uniform_int(rng, 5);
            count[0][w] = gsl_ran_binomial(rng, chance, count[1][w]);
            count[2][w] = gsl_ran_binomial(rng, 1.0 - chance, count[3][w]);
        }
        ent_difference d = difference_of(count[0], count[1], count[2], count[3], worlds);
        ent_difference other = difference_of(count[2], count[3], count[0], count[1], worlds);
        sound = sound && d.has_interval == other.has_interval;
        if (d.has_interval) {
            sound = sound && -1.0 <= d.low && d.low <= d.value && d.value <= d.high && d.high <= 1.0 &&
                    d.low < d.high && fabs(d.low + other.high) < 1e-12 && fabs(d.high + other.low) < 1e-12;
        }
    }
    CU_ASSERT_TRUE(sound);
    gsl_rng_free(rng);
}

/* The counts of a world of 20 draws: base, the variant's from which they start, and how many draws may be added and
 * taken away, each with a chance of its own. */
typedef struct few_draws {
    uint32_t base, start;
    unsigned up, down;
    double more, less;
} few_draws;

/* Fraction of 1,000 intervals that hold the difference. Bounds of the tests: a fraction of 0.95 falls below 0.925 less
 * than once in 1,000 seeds. */
static double coverage_of(few_draws of, unsigned long seed)
{
    enum { WORLDS = 200, OF_A_WORLD = 20, RUNS = 1000 };
    const double truth =
        ((double) of.start - (double) of.base + (double) of.up * of.more - (double) of.down * of.less) / OF_A_WORLD;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    uint32_t k_v[WORLDS];
    uint32_t k_b[WORLDS];
    uint32_t n[WORLDS];
    int held = 0;

    gsl_rng_set(rng, seed);
    for (int run = 0; run < RUNS; run++) {
        ent_difference d;
        for (int w = 0; w < WORLDS; w++) {
            k_b[w] = of.base;
            k_v[w] = of.start + gsl_ran_binomial(rng, of.more, of.up) - gsl_ran_binomial(rng, of.less, of.down);
            n[w] = OF_A_WORLD;
        }
        d = difference_of(k_v, n, k_b, n, WORLDS);
        held += d.low <= truth && d.high >= truth;
    }
    gsl_rng_free(rng);
    return held / (double) RUNS;
}

static double coverage_of_few(double more, double less, unsigned long seed)
{
    return coverage_of((few_draws){10, 10, 10, 10, more, less}, seed);
}

/* Where a draw does not differ with chance `same`. */
static double coverage_of_most(double same, unsigned long seed)
{
    return coverage_of((few_draws){0, 20, 0, 20, 0.0, same}, seed);
}

static void test_coverage_of_few(void)
{
    CU_ASSERT_TRUE(coverage_of_few(0.0005, 0.0, 1) > 0.925); /* one draw in a run; none in 4 runs of 10 */
    CU_ASSERT_TRUE(coverage_of_few(0.001, 0.0, 2) > 0.925);
    CU_ASSERT_TRUE(coverage_of_few(0.002, 0.0, 3) > 0.925);
    CU_ASSERT_TRUE(coverage_of_few(0.01, 0.0, 4) > 0.925);
    CU_ASSERT_TRUE(coverage_of_few(0.005, 0.001, 5) > 0.925);
    CU_ASSERT_TRUE(coverage_of_most(0.00025, 6) > 0.925); /* one draw that does not; all differ in 4 runs of 10 */
    CU_ASSERT_TRUE(coverage_of_most(0.0005, 7) > 0.925);
    CU_ASSERT_TRUE(coverage_of_most(0.002, 8) > 0.925);
}

/* A variant with one more draw in each world: the difference of worlds does not widen the interval, and it is not
 * narrower than that of three discordant draws of 300: 1.96 sqrt((0.01 - 0.0001) / 300). */
static void test_difference_is_paired(void)
{
    static const uint32_t k_v[] = {11, 51, 91};
    static const uint32_t k_b[] = {10, 50, 90};
    static const uint32_t n[] = {100, 100, 100};
    ent_difference d = difference_of(k_v, n, k_b, n, 3);

    CU_ASSERT_DOUBLE_EQUAL(d.value, 0.01, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.0012591358941486334, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.029354623016444144, 1e-14); /* Wilson's of 3 in 300 */
    CU_ASSERT_EQUAL(d.better, 1.0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"interval by hand", test_interval_by_hand}, {"ratio by hand", test_ratio_by_hand},
        {"small variance by hand", test_small_variance_by_hand}, {"worlds that agree", test_worlds_that_agree},
        {"never and always", test_never_and_always}, {"what is left blank", test_what_is_left_blank},
        {"large counts", test_large_counts}, {"coverage", test_coverage}, {"strides", test_strides},
        {"strides of a difference", test_strides_of_a_difference}, {"quantiles", test_quantiles},
        {"difference by hand", test_difference_by_hand}, {"difference to itself", test_difference_to_itself},
        {"no draw differs", test_no_draw_differs}, {"few draws differ", test_few_draws_differ},
        {"all draws differ", test_all_draws_differ}, {"any counts", test_any_counts},
        {"coverage of few draws that differ", test_coverage_of_few},
        {"difference of one world", test_difference_of_one_world},
        {"better where both hold", test_better_where_both_hold}, {"difference is paired", test_difference_is_paired},
        CU_TEST_INFO_NULL};

    return ent_run_suite("estimates", tests);
}
