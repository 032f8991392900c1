/* Distributions whose parameters vary are computed by expressions: they have the same moments as with constants. */
#include "suite.h"

#include "model/scenario_text.h"

#include <string.h>

typedef struct moments {
    double sum, squares;
    uint64_t rows;
} moments;

static void see(void *context, const ent_block *block)
{
    moments *self = context;
    const double *x = scenario_text_column(block, "contributors.a.troops");

    CU_ASSERT_FATAL(x != NULL);
    for (size_t i = 0; i < block->rows; i++) {
        self->sum += x[i];
        self->squares += x[i] * x[i];
        self->rows++;
    }
}

/* 100,000 draws: within 5 standard errors of the mean (false alarm 6e-7), and 5% of the standard deviation, which is
 * 10 standard errors or more. */
static void check_moments(const char *distribution, double mean, double sd)
{
    scenario_text scenario;
    moments seen = {0};
    ent_guard_count guard[16] = {{0}};
    char text[512];

    snprintf(text, sizeof(text),
        "run: { worlds = 10; replications = 10000; seed = 5; horizon = 1; };"
        "events: { e: 0.5; };"
        "contributors: { a: { troops = \"%s\"; }; };",
        distribution);
    if (scenario_text_open(&scenario, text, NULL)) {
        double found, spread;
        scenario_text_play(&scenario.recorder, see, &seen, guard);
        found = seen.sum / (double) seen.rows;
        spread = sqrt(seen.squares / (double) seen.rows - found * found);
        CU_ASSERT_EQUAL(seen.rows, 100000);
        CU_ASSERT_DOUBLE_EQUAL(found, mean, 5.0 * sd / sqrt((double) seen.rows));
        CU_ASSERT_DOUBLE_EQUAL(spread, sd, 0.05 * sd);
    }
    scenario_text_close(&scenario);
}

static void test_lognormal_mean_sd(void)
{
    check_moments("lognormal_mean_sd(10000, 2000)", 10000.0, 2000.0);
    check_moments("lognormal_mean_sd(10000 + 0 * e, 2000)", 10000.0, 2000.0);
    check_moments("lognormal_mean_sd(10000, 2000 + 0 * e)", 10000.0, 2000.0);
}

/* Parameters that are drawn themselves, once a draw (10 worlds would be too few for `unknown`): total variance. */
static void test_drawn_parameters(void)
{
    check_moments("normal(uniform(40, 60), 1)", 50.0, sqrt(1.0 + 400.0 / 12.0));
    check_moments("uniform(uniform(0, 10), 10)", 7.5, sqrt(100.0 / 9.0 - 6.25 + 0.0));
    check_moments("100 + poisson(uniform(4, 6))", 105.0, sqrt(5.0 + 4.0 / 12.0));
    check_moments("20 * binomial(10, uniform(0, 1))", 100.0, 20.0 * sqrt(10.0 / 6.0 + 100.0 / 12.0));
}

/* Mean (min + lambda mode + max) / (lambda + 2), variance (mean - min) (max - mean) / (lambda + 3). */
static void test_pert(void)
{
    check_moments(
        "pert(1000, 2000, 7000)", 16000.0 / 6.0, sqrt((16000.0 / 6.0 - 1000.0) * (7000.0 - 16000.0 / 6.0) / 7.0));
    check_moments("pert(1000, 2000, 7000, 10)", 28000.0 / 12.0,
        sqrt((28000.0 / 12.0 - 1000.0) * (7000.0 - 28000.0 / 12.0) / 13.0));
    check_moments("pert(1000, 2000, 7000, 10 + 0 * e)", 28000.0 / 12.0,
        sqrt((28000.0 / 12.0 - 1000.0) * (7000.0 - 28000.0 / 12.0) / 13.0));
}

enum { VALUES = 20000 };

typedef struct values {
    double at[VALUES];
    size_t count;
} values;

static void keep(void *context, const ent_block *block)
{
    values *self = context;
    const double *x = scenario_text_column(block, "contributors.a.troops");

    CU_ASSERT_FATAL(x != NULL && self->count + block->rows <= VALUES);
    memcpy(self->at + self->count, x, block->rows * sizeof(*x));
    self->count += block->rows;
}

static bool play_values(const char *distribution, values *seen)
{
    scenario_text scenario;
    ent_guard_count guard[16] = {{0}};
    char text[512];
    bool opened;

    snprintf(text, sizeof(text),
        "run: { worlds = 10; replications = 2000; seed = 8; horizon = 1; }; events: { e: 0.5; };"
        "contributors: { a: { troops = \"100 + (%s)\"; }; };",
        distribution);
    seen->count = 0;
    opened = scenario_text_open(&scenario, text, NULL);
    if (opened) {
        scenario_text_play(&scenario.recorder, keep, seen, guard);
    }
    scenario_text_close(&scenario);
    return opened;
}

/* The same uniforms give the same numbers, whether the parameters are constants, for which there are tables and
 * kernels, or vary by draw. */
static void test_same_numbers(void)
{
    static const char *const pair[][2] = {{"exponential(20)", "exponential(20 + 0 * e)"},
        {"weibull(1.5, 30)", "weibull(1.5 + 0 * e, 30)"}, {"weibull(0.6, 30)", "weibull(0.6, 30 + 0 * e)"},
        {"uniform(2, 7)", "uniform(2, 7 + 0 * e)"}, {"triangular(1, 2, 5)", "triangular(1, 2 + 0 * e, 5)"},
        {"normal(40, 3)", "normal(40, 3 + 0 * e)"}, {"lognormal(1, 0.5)", "lognormal(1 + 0 * e, 0.5)"},
        {"gamma(2.5, 3)", "gamma(2.5 + 0 * e, 3)"}, {"beta(2, 3)", "beta(2 + 0 * e, 3)"},
        {"pert(1, 2, 7)", "pert(1, 2 + 0 * e, 7)"}, {"student_t(5)", "student_t(5 + 0 * e)"},
        {"bernoulli(0.3)", "bernoulli(0.3 + 0 * e)"}, {"binomial(10, 0.3)", "binomial(10, 0.3 + 0 * e)"},
        {"poisson(4)", "poisson(4 + 0 * e)"}, {"discrete(1, 2, 5, 1)", "discrete(1, 2 + 0 * e, 5, 1)"}};
    static values constant, varying;

    for (size_t i = 0; i < sizeof(pair) / sizeof(*pair); i++) {
        size_t others = 0;
        if (!play_values(pair[i][0], &constant) || !play_values(pair[i][1], &varying)) {
            CU_FAIL("a distribution that is not played");
            continue;
        }
        CU_ASSERT_EQUAL(constant.count, VALUES);
        CU_ASSERT_EQUAL(varying.count, VALUES);
        for (size_t v = 0; v < VALUES; v++) {
            others += fabs(constant.at[v] - varying.at[v]) > 1e-9 * fabs(constant.at[v]) ? 1 : 0;
        }
        if (others > 0) {
            fprintf(stderr, "%s: %zu of %d numbers are others\n", pair[i][1], others, VALUES);
        }
        CU_ASSERT_EQUAL(others, 0);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"lognormal by mean", test_lognormal_mean_sd}, {"pert", test_pert},
        {"drawn parameters", test_drawn_parameters}, {"the same numbers", test_same_numbers}, CU_TEST_INFO_NULL};

    return ent_run_suite("distributions", tests);
}
