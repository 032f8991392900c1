/* Measures of whole runs: closed forms, brute force over the draws, conditions, headlines, threads. */
#include "experiment_text.h"
#include "run/headline.h"

#include <math.h>

/* Results of the brute force. */
typedef struct brute {
    double sum[4], draws[4];
} brute;

static void see(void *context, const ent_block *block)
{
    brute *self = context;
    const ent_outcome_plan *plan = &block->model->outcome;

    for (size_t m = 0; m < plan->measures; m++) {
        const double *given = plan->measure_given[m] != ENT_NO_REGISTER ? block->draw[plan->measure_given[m]] : NULL;
        for (size_t i = 0; i < block->rows; i++) {
            if (given == NULL || given[i] != 0.0) {
                self->sum[m] += block->draw[plan->measure[m]][i];
                self->draws[m]++;
            }
        }
    }
}

static ent_estimate estimate_of(const experiment_text *text, size_t measure)
{
    const ent_tally *tally = &text->tally;
    const ent_worlds worlds = {tally->worlds, tally->replications, tally->layout.unknowns};
    ent_measure_column column = ent_tally_measure(tally, measure);
    ent_estimate estimate = {0};

    CU_ASSERT_EQUAL(ent_measure_estimate(&estimate, &column, &worlds, true), ENT_OK);
    return estimate;
}

static const char mixed[] =
    "run: { worlds = 41; replications = 301; seed = 8; horizon = 24; };"
    "factors: { f = \"normal(0, 1)\"; }; parties: { a: { threshold = \"20% to 70%\"; }; b: { threshold = 0.3; }; };"
    "demands: { d: { options = (\"x\", \"y\"); a: { weight = 1; scores = (1, 0.4); };"
    "b: { weight = 1; scores = (0.2, 0.8); }; }; };"
    "truce: { causes: { c: { hazard = \"0.05 * exp(f)\"; }; }; };"
    "measures: { peace = \"truce.months\"; loss: { value = \"-1M * talks.month\"; given = \"agreed\"; };"
    "held = \"truce.held\"; anew = \"uniform(0, 2) + f\"; }; headline = \"mean(loss)\";";

static void by_brute_force(void)
{
    experiment_text text;
    brute found = {{0}, {0}};

    if (experiment_text_open(&text, mixed, NULL)) {
        experiment_text_run(&text, 2);
        scenario_text_play(&text.experiment.item[0]->model, see, &found, NULL);
        for (size_t m = 0; m < 4; m++) {
            ent_estimate e = estimate_of(&text, m);
            CU_ASSERT_EQUAL((double) e.n, found.draws[m]);
            CU_ASSERT_DOUBLE_EQUAL(e.p, found.sum[m] / found.draws[m], 1e-9 * (1.0 + fabs(e.p)));
        }
        CU_ASSERT_TRUE(found.draws[1] < found.draws[0]);
        CU_ASSERT_TRUE(found.sum[1] < 0.0);
    }
    experiment_text_close(&text);
}

/* The mean of a condition is its probability, and the headline of a measure that of a whole run. */
static void as_probability_and_headline(void)
{
    experiment_text text;

    if (experiment_text_open(&text, mixed, NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        ent_guard_count guard[64];
        ent_estimate held, loss, alone, headline;
        uint64_t k;
        experiment_text_run(&text, 1);
        k = ent_tally_total(&text.tally, text.tally.layout.survived + 23);
        held = estimate_of(&text, 2);
        CU_ASSERT_EQUAL(held.p, (double) k / (41.0 * 301.0));
        loss = estimate_of(&text, 1);
        CU_ASSERT_EQUAL(ent_tally_headline(&text.tally, &headline), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_run_headline(model, NULL, guard, &alone), ENT_OK);
        CU_ASSERT_EQUAL(headline.p, loss.p);
        CU_ASSERT_EQUAL(alone.p, loss.p);
        CU_ASSERT_EQUAL(alone.low, loss.low);
        CU_ASSERT_EQUAL(alone.n, loss.n);
        CU_ASSERT_EQUAL(alone.range, loss.range);
        CU_ASSERT_TRUE(alone.is_mean);
    }
    experiment_text_close(&text);
}

/* uniform(-3, 5) and normal(2, 3) anew in every draw; a factor normal(10, 2) plus noise. 300,000 draws: bounds of 4.5
 * standard errors or more (a false alarm in 7 of a million comparisons with other seeds), of percentiles sqrt(q (1 - q)
 * / n) / density. */
static void closed_forms(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 3000; replications = 100; }; factors: { f = \"normal(10, 2)\"; };"
            "measures: { u = \"uniform(-3, 5)\"; z = \"normal(2, 3)\"; w = \"1e12 * (f + normal(0, 4))\"; };",
            NULL)) {
        const ent_tally *tally = &text.tally;
        ent_estimate e;
        experiment_text_run(&text, 2);
        e = estimate_of(&text, 0);
        CU_ASSERT_DOUBLE_EQUAL(e.p, 1.0, 4.5 * sqrt(64.0 / 12.0 / 3e5));
        CU_ASSERT_EQUAL(e.range, ENT_RANGE_WITHIN_NOISE);
        CU_ASSERT_DOUBLE_EQUAL(ent_real_histogram_quantile(&tally->measure[0], 0.05), -2.6, 0.02);
        CU_ASSERT_DOUBLE_EQUAL(ent_real_histogram_quantile(&tally->measure[0], 0.50), 1.0, 0.04);
        CU_ASSERT_DOUBLE_EQUAL(ent_real_histogram_quantile(&tally->measure[0], 0.95), 4.6, 0.02);
        e = estimate_of(&text, 1);
        CU_ASSERT_DOUBLE_EQUAL(e.p, 2.0, 4.5 * 3.0 / sqrt(3e5));
        CU_ASSERT_DOUBLE_EQUAL(ent_real_histogram_quantile(&tally->measure[1], 0.05), 2.0 - 1.64485 * 3.0, 0.06);
        CU_ASSERT_DOUBLE_EQUAL(ent_real_histogram_quantile(&tally->measure[1], 0.95), 2.0 + 1.64485 * 3.0, 0.06);
        e = estimate_of(&text, 2);
        CU_ASSERT_EQUAL(e.range, ENT_RANGE_MEASURED);
        CU_ASSERT_DOUBLE_EQUAL(e.p / 1e12, 10.0, 4.5 * sqrt(4.16 / 3000.0));
        CU_ASSERT_DOUBLE_EQUAL(e.p05 / 1e12, 10.0 - 1.64485 * 2.0, 0.36);
        CU_ASSERT_DOUBLE_EQUAL(e.p50 / 1e12, 10.0, 0.21);
        CU_ASSERT_DOUBLE_EQUAL(e.p95 / 1e12, 10.0 + 1.64485 * 2.0, 0.36);
    }
    experiment_text_close(&text);
}

/* talks.month is infinite without a deal: no mean, percentiles below the infinite ones, and a count. */
static void infinite_numbers(void)
{
    static const char rare[] =
        "run: { worlds = 50; replications = 40; }; talks: { stages: { s: \"5%\"; }; };"
        "parties: { a: { threshold = 0; }; }; demands: { d: { options = (\"x\", \"y\"); a: { weight = 1; scores = (1, "
        "0); "
        "}; }; }; measures: { wait = \"talks.month\"; fine: { value = \"talks.month\"; given = \"agreed\"; }; };";
    experiment_text text;

    if (experiment_text_open(&text, rare, NULL)) {
        ent_measure_column column;
        ent_estimate e;
        experiment_text_run(&text, 1);
        e = estimate_of(&text, 0);
        CU_ASSERT_FALSE(e.has_p);
        CU_ASSERT_EQUAL(e.n, 2000);
        column = ent_tally_measure(&text.tally, 0);
        CU_ASSERT_TRUE(ent_measure_beyond(&column, 50) > 500);
        CU_ASSERT_TRUE(isfinite(ent_real_histogram_quantile(&text.tally.measure[0], 0.05)));
        CU_ASSERT_TRUE(isnan(ent_real_histogram_quantile(&text.tally.measure[0], 0.95)));
        e = estimate_of(&text, 1);
        CU_ASSERT_EQUAL(e.n + ent_measure_beyond(&column, 50), 2000);
        CU_ASSERT_TRUE(e.has_p && e.p > 1.0 && e.p < 12.0);
    }
    experiment_text_close(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"by brute force", by_brute_force},
        {"as probability and headline", as_probability_and_headline}, {"closed forms", closed_forms},
        {"infinite numbers", infinite_numbers}, CU_TEST_INFO_NULL};

    return ent_run_suite("measures", tests);
}
