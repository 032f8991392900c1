#include "suite.h"

#include "base/status.h"
#include "tally/mixing_distribution.h"
#include "tally/range.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

enum { WORLDS = 2000 };

typedef struct counts {
    uint32_t k[WORLDS], n[WORLDS];
} counts;

static ent_range range_of(const counts *self, uint64_t worlds, uint64_t replications)
{
    const ent_worlds all = {worlds, replications, true};
    ent_range range;

    CU_ASSERT_EQUAL(ent_range_of_counts(&range, ent_counts_of(self->k, 1), ent_counts_of(self->n, 1), &all), ENT_OK);
    return range;
}

/* --- whether it is measured -----------------------------------------------------------------------------------------
 */

static void expect_blank(const ent_range *range, ent_range_state state, uint64_t replications)
{
    CU_ASSERT_EQUAL(range->state, state);
    CU_ASSERT_EQUAL(range->replications, replications);
    CU_ASSERT_TRUE(isnan(range->p05) && isnan(range->p50) && isnan(range->p95));
}

/* Worlds with chances 1/4 and 3/4 of 8 draws, `worlds` of them: k = 2 and 6. */
static void fill_halves(counts *self, uint64_t worlds, uint32_t scale)
{
    for (uint64_t w = 0; w < worlds; w++) {
        self->k[w] = scale * (w % 2 == 0 ? 1 : 3);
        self->n[w] = scale * 4;
    }
}

static void test_nothing_unknown(void)
{
    static counts c;
    const ent_worlds same = {100, 40, false};
    ent_range range;

    fill_halves(&c, 100, 10);
    CU_ASSERT_EQUAL(ent_range_of_counts(&range, ent_counts_of(c.k, 1), ent_counts_of(c.n, 1), &same), ENT_OK);
    expect_blank(&range, ENT_RANGE_NOT_UNKNOWN, 0);
}

static void test_no_draws(void)
{
    static counts c;
    ent_range range = range_of(&c, 100, 40);

    expect_blank(&range, ENT_RANGE_NONE, 0);
}

/* 9 worlds are too few, 10 enough; a world without draws does not count. */
static void test_few_worlds(void)
{
    static counts c;
    ent_range range;

    fill_halves(&c, 11, 100);
    c.k[0] = 0;
    c.n[0] = 0;
    range = range_of(&c, 10, 400);
    expect_blank(&range, ENT_RANGE_FEW_WORLDS, 0);
    range = range_of(&c, 11, 400);
    CU_ASSERT_EQUAL(range.state, ENT_RANGE_MEASURED);
}

/* 9.5 draws a world of 40 on average: 40 * 10 / 9.5 = 42.1, so 43. Of 0.0325: 12,308, rounded up to 13,000. */
static void test_few_draws(void)
{
    static counts c;
    ent_range range;

    fill_halves(&c, 20, 2);
    for (size_t w = 0; w < 10; w++) {
        c.k[w] = w % 2 == 0 ? 0 : 11;
        c.n[w] = 11;
    }
    range = range_of(&c, 20, 40);
    expect_blank(&range, ENT_RANGE_FEW_DRAWS, 43);
    for (size_t w = 10; w < 15; w++) {
        c.n[w] = 10;
    }
    range = range_of(&c, 20, 40); /* 10 draws a world */
    CU_ASSERT_NOT_EQUAL(range.state, ENT_RANGE_FEW_DRAWS);
    for (size_t w = 0; w < 400; w++) {
        c.k[w] = 0;
        c.n[w] = w < 13 ? 1 : 0;
    }
    range = range_of(&c, 400, 40);
    expect_blank(&range, ENT_RANGE_FEW_DRAWS, 13000);
}

/* 100 worlds of k = 4 or 6 of 10: a = k (k - 1) / 90 is 12/90 or 30/90, A = 21/90, p = 1/2, se^2 = 100/99 * 100 /
 * 1000^2, so V = 21/90 - 1/4 + 0.000101 < 0: the worlds differ less than chance alone would make them. With 2 and 8: V
 * = (2 + 56)/180 - 1/4 + 0.000909 = 0.07313, far above its error. Never and always: V = 0 and no error. */
static void test_noise(void)
{
    static counts c;
    ent_range range;

    for (size_t w = 0; w < 100; w++) {
        c.k[w] = w % 2 == 0 ? 4 : 6;
        c.n[w] = 10;
    }
    range = range_of(&c, 100, 10);
    expect_blank(&range, ENT_RANGE_WITHIN_NOISE, 0);
    for (size_t w = 0; w < 100; w++) {
        c.k[w] = w % 2 == 0 ? 2 : 8;
    }
    range = range_of(&c, 100, 10);
    CU_ASSERT_EQUAL(range.state, ENT_RANGE_MEASURED);
    for (size_t w = 0; w < 100; w++) {
        c.k[w] = 0;
    }
    range = range_of(&c, 100, 10);
    expect_blank(&range, ENT_RANGE_WITHIN_NOISE, 0);
    for (size_t w = 0; w < 100; w++) {
        c.k[w] = 10;
    }
    range = range_of(&c, 100, 10);
    expect_blank(&range, ENT_RANGE_WITHIN_NOISE, 0);
}

/* 52 worlds of 3, 4, 6 or 7 of 10, in turn. Worked out apart: V = 0.00049020 is above 0, but not by two standard
 * errors, SE = 0.0049507 (as of normal worlds; the other is 0.0023338); so 10 * 2 SE / V = 201.99, rounded up to 210.
 * Worlds of 3, 5, 5 and 7, some of 4 and 6, differ no more than by chance, and no number is proposed. */
static void test_replications_that_would_do(void)
{
    static const uint32_t turn[] = {3, 4, 6, 7};
    static counts c;
    ent_range range;

    for (size_t w = 0; w < 52; w++) {
        c.k[w] = turn[w % 4];
        c.n[w] = 10;
    }
    range = range_of(&c, 52, 10);
    expect_blank(&range, ENT_RANGE_WITHIN_NOISE, 210);
    for (size_t w = 0; w < 52; w++) {
        c.k[w] = w % 4 == 0 ? 3 : w % 4 == 1 ? 7 : w % 26 == 3 ? 6 : w % 26 == 24 ? 4 : 5;
    }
    range = range_of(&c, 52, 10);
    expect_blank(&range, ENT_RANGE_WITHIN_NOISE, 0);
}

/* 24 worlds of 6, 8, 12 or 14 of 20 draws, in turn, 24 of two draws, one in eight of them with none and one with both,
 * and two of a single draw, which says nothing of the variance within a world. Worked out apart from the first 48: V =
 * 0.0014993, SE = 0.0060289, so 20 * 2 SE / V = 160.85, rounded up to 170. */
static void test_worlds_of_two_draws(void)
{
    static const uint32_t turn[] = {6, 8, 12, 14};
    static counts c;
    ent_range range;

    for (size_t w = 0; w < 24; w++) {
        c.k[2 * w] = turn[w % 4];
        c.n[2 * w] = 20;
        c.k[2 * w + 1] = w % 8 == 0 ? 0 : w % 8 == 1 ? 2 : 1;
        c.n[2 * w + 1] = 2;
    }
    for (size_t w = 48; w < 50; w++) {
        c.k[w] = c.n[w] = 1;
    }
    range = range_of(&c, 50, 20);
    expect_blank(&range, ENT_RANGE_WITHIN_NOISE, 170);
}

/* V is above 0, but 2 SE / V = 152.7: more than 100 times as many replications are not proposed. */
static void test_too_many_replications(void)
{
    static counts c;
    ent_range range;

    for (size_t w = 0; w < 40; w++) {
        c.k[w] = w < 20 ? 3 + 4 * (uint32_t) (w % 2) : w < 38 ? 4 + 2 * (uint32_t) (w % 2) : 5;
        c.n[w] = 10;
    }
    range = range_of(&c, 40, 10);
    expect_blank(&range, ENT_RANGE_WITHIN_NOISE, 0);
}

/* Chances that are 0.3 in all worlds: with a bound of two standard errors, a range is printed in 2.3% of runs or fewer
 * (normal); of 400 runs in 9, and in more than 25 once in 10^5 times. */
static void test_equal_worlds(void)
{
    static counts c;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int measured = 0;

    for (int run = 0; run < 400; run++) {
        for (size_t w = 0; w < 400; w++) {
            c.k[w] = gsl_ran_binomial(rng, 0.3, 100);
            c.n[w] = 100;
        }
        measured += range_of(&c, 400, 100).state == ENT_RANGE_MEASURED ? 1 : 0;
    }
    CU_ASSERT(measured <= 25);
    gsl_rng_free(rng);
}

/* A range never leaves out its own probability: 12 of 400 worlds carry it all. */
static void test_probability_inside(void)
{
    static counts c;
    ent_range range;

    for (size_t w = 0; w < 400; w++) {
        c.k[w] = w < 12 ? 1000 : 0;
        c.n[w] = 1000;
    }
    range = range_of(&c, 400, 1000);
    CU_ASSERT_EQUAL(range.state, ENT_RANGE_MEASURED);
    CU_ASSERT_EQUAL(range.p95, 0.03);
    CU_ASSERT(range.p05 < 1e-3 && range.p50 < 1e-3);
    for (size_t w = 0; w < 400; w++) {
        c.k[w] = 1000 - c.k[w];
    }
    range = range_of(&c, 400, 1000);
    CU_ASSERT_EQUAL(range.p05, 0.97);
}

/* --- accuracy -------------------------------------------------------------------------------------------------------
 */

typedef enum shape { BETA, LOGIT_NORMAL, TWO_KINDS, CONDITIONAL } shape;

/* A distribution of p_w, with its quantiles and the least absolute error that is asked for. */
typedef struct accuracy_case {
    shape shape;
    double a, b;
    uint32_t replications;
    double quantile[3];
    double least_error;
} accuracy_case;

static double chance(gsl_rng *rng, const accuracy_case *it)
{
    switch (it->shape) {
    case BETA:
        return gsl_ran_beta(rng, it->a, it->b);
    case LOGIT_NORMAL:
        return 1.0 / (1.0 + exp(-it->a - it->b * gsl_ran_gaussian(rng, 1.0)));
    default:
        return gsl_rng_uniform(rng) < 0.5 ? it->a : it->b;
    }
}

/* Condition with chance beta(0.6, 2.4), event given it with chance beta(0.9, 1.1), tied by rho = 0.6. */
static void draw_conditional(gsl_rng *rng, uint32_t replications, uint32_t *k, uint32_t *n)
{
    double z = gsl_ran_gaussian(rng, 1.0);
    double y = 0.6 * z + 0.8 * gsl_ran_gaussian(rng, 1.0);
    double p = gsl_cdf_beta_Pinv(gsl_cdf_ugaussian_P(y), 0.9, 1.1);

    *n = gsl_ran_binomial(rng, gsl_cdf_beta_Pinv(gsl_cdf_ugaussian_P(z), 0.6, 2.4), replications);
    *k = gsl_ran_binomial(rng, p, *n);
}

static void draw_worlds(gsl_rng *rng, const accuracy_case *it, counts *c)
{
    for (size_t w = 0; w < WORLDS; w++) {
        if (it->shape == CONDITIONAL) {
            draw_conditional(rng, it->replications, &c->k[w], &c->n[w]);
        } else {
            c->k[w] = gsl_ran_binomial(rng, chance(rng, it), it->replications);
            c->n[w] = it->replications;
        }
    }
}

/* Mean of six runs within 10% of the quantile or the least error, whichever is larger, as of the 30 runs of
 * tests/verify. The median of two kinds is any number between them. A run of beta(2, 198) with 50 draws may not be
 * measured: V is four standard errors above 0, so in one of 40 runs it is within two. */
static void test_accuracy(void)
{
    static const accuracy_case cases[] = {{BETA, 2.0, 5.0, 20, {0.0629, 0.2644, 0.5818}, 0.01},
        {BETA, 2.0, 5.0, 100, {0.0629, 0.2644, 0.5818}, 0.002},
        {BETA, 2.0, 198.0, 50, {0.00178, 0.00841, 0.02363}, 0.003},
        {BETA, 2.0, 198.0, 1000, {0.00178, 0.00841, 0.02363}, 0.002},
        {BETA, 0.5, 49.5, 100, {0.00004, 0.00458, 0.03807}, 0.002},
        {LOGIT_NORMAL, -4.6, 1.5, 50, {0.00085, 0.00995, 0.1059}, 0.003},
        {LOGIT_NORMAL, -4.6, 1.5, 1000, {0.00085, 0.00995, 0.1059}, 0.002},
        {TWO_KINDS, 0.02, 0.6, 50, {0.02, NAN, 0.6}, 0.01}, {CONDITIONAL, 0.0, 0.0, 100, {0.124, 0.647, 0.9712}, 0.01},
        {CONDITIONAL, 0.0, 0.0, 1000, {0.124, 0.647, 0.9712}, 0.01}};
    static counts c;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        double sum[3] = {0};
        int runs = 0;
        for (int run = 0; run < 6; run++) {
            ent_range range;
            draw_worlds(rng, &cases[i], &c);
            range = range_of(&c, WORLDS, cases[i].replications);
            if (range.state == ENT_RANGE_MEASURED) {
                sum[0] += range.p05;
                sum[1] += range.p50;
                sum[2] += range.p95;
                runs++;
            }
        }
        CU_ASSERT(runs == 6 || (runs == 5 && i == 2));
        for (size_t q = 0; q < 3; q++) {
            double truth = cases[i].quantile[q];
            CU_ASSERT_TRUE(isnan(truth) || fabs(sum[q] / runs - truth) <= fmax(0.1 * truth, cases[i].least_error));
        }
    }
    gsl_rng_free(rng);
}

/* --- the mixing distribution
 * ------------------------------------------------------------------------------------------ */

/* Many draws a world: the distribution is that of the shares themselves, 0.2 and 0.7 in half of the worlds each. */
static void test_no_noise(void)
{
    static const double level[] = {0.25, 0.75};
    ent_mixing_cell cell[] = {{200000, 1000000, 50}, {700000, 1000000, 50}};
    double quantile[2];

    CU_ASSERT_EQUAL(ent_mixing_quantiles(cell, 2, level, 2, quantile), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(quantile[0], 0.2, 0.005);
    CU_ASSERT_DOUBLE_EQUAL(quantile[1], 0.7, 0.005);
}

/* A world counts by its draws: 100 worlds of 1,000 draws at 0.2 and 100 of 9,000 at 0.7. */
static void test_weights(void)
{
    static const double level[] = {0.05, 0.15};
    ent_mixing_cell cell[] = {{200, 1000, 100}, {6300, 9000, 100}};
    double quantile[2];

    CU_ASSERT_EQUAL(ent_mixing_quantiles(cell, 2, level, 2, quantile), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(quantile[0], 0.2, 0.02);
    CU_ASSERT_DOUBLE_EQUAL(quantile[1], 0.7, 0.02);
}

/* One cell: the chance is k / n in every world, within the noise that a single cell cannot be distinguished from. */
static void test_one_cell(void)
{
    static const double level[] = {0.05, 0.5, 0.95};
    ent_mixing_cell cell[] = {{30, 100, 1}};
    ent_mixing_cell never[] = {{0, 100, 400}};
    double quantile[3];

    CU_ASSERT_EQUAL(ent_mixing_quantiles(cell, 1, level, 3, quantile), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(quantile[1], 0.3, 0.01);
    CU_ASSERT(quantile[0] > 0.27 && quantile[0] < quantile[1] && quantile[1] < quantile[2] && quantile[2] < 0.33);
    CU_ASSERT_EQUAL(ent_mixing_quantiles(never, 1, level, 3, quantile), ENT_OK);
    CU_ASSERT(quantile[0] >= 0.0 && quantile[2] < 0.002);
}

int main(void)
{
    CU_TestInfo tests[] = {{"nothing unknown", test_nothing_unknown}, {"no draws", test_no_draws},
        {"few worlds", test_few_worlds}, {"few draws", test_few_draws}, {"noise", test_noise},
        {"replications that would do", test_replications_that_would_do},
        {"worlds of two draws", test_worlds_of_two_draws}, {"too many replications", test_too_many_replications},
        {"equal worlds", test_equal_worlds}, {"probability inside", test_probability_inside},
        {"accuracy", test_accuracy}, {"no noise", test_no_noise}, {"weights", test_weights},
        {"one cell", test_one_cell}, CU_TEST_INFO_NULL};

    return ent_run_suite("ranges", tests);
}
