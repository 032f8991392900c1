/* Distributions whose parameters vary are computed by expressions: they have the same moments as with constants. */
#include "suite.h"

#include "model/scenario_text.h"

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

int main(void)
{
    CU_TestInfo tests[] = {{"lognormal by mean", test_lognormal_mean_sd}, {"pert", test_pert},
        {"drawn parameters", test_drawn_parameters}, CU_TEST_INFO_NULL};

    return ent_run_suite("distributions", tests);
}
