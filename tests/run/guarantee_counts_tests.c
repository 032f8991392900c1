/* The figures of guarantees.csv against closed forms: 4.5 standard errors, false alarm 7e-6 each, fixed seeds. */
#include "run/experiment_text.h"

static void expect_share(const ent_tally *tally, size_t guarantee, ent_guarantee_column column, double exact)
{
    ent_estimate share =
        ent_tally_interval(tally, tally->layout.guarantee + guarantee * ENT_GUARANTEE_COLUMNS + column);
    double error = (share.high - share.low) / (2.0 * 1.96);

    if (!(fabs(share.p - exact) <= ENT_TEST_SIGMAS * error + 1e-12)) {
        fprintf(stderr, "guarantee %zu, column %d: %.5f, exactly %.5f\n", guarantee, (int) column, share.p, exact);
        CU_FAIL("a share is off");
    }
}

/* Of each violation (chance v a month) a contains 0.4 and alone 0.4 * 0.7; b contains 0.6 * 0.3 after it. */
static void saved(void)
{
    static const char text[] = "run: { worlds = 400; replications = 100; seed = 59; horizon = 10; };"
                               "truce: { causes: { c: { hazard = 0.2; }; }; };"
                               "guarantees: { a: { honoured = 0.5; contains = 0.8; fails_for_good = false; };"
                               "b: { honoured = 0.6; contains = 0.5; fails_for_good = false; }; };";
    const double v = 1.0 - exp(-0.2), hold = 1.0 - v * (1.0 - 0.58);
    experiment_text run;

    if (experiment_text_open(&run, text, NULL)) {
        experiment_text_run(&run, 2);
        expect_share(&run.tally, 0, ENT_GUARANTEE_MONTHS, 1.0);
        expect_share(&run.tally, 0, ENT_GUARANTEE_HONOURED_TESTS, 0.5);
        expect_share(&run.tally, 0, ENT_GUARANTEE_CONTAINED_TESTS, 0.8);
        expect_share(&run.tally, 1, ENT_GUARANTEE_HONOURED_TESTS, 0.6);
        expect_share(&run.tally, 1, ENT_GUARANTEE_CONTAINED_TESTS, 0.5);
        expect_share(&run.tally, 0, ENT_GUARANTEE_SAVED_TRUCES, 1.0 - pow((hold - v * 0.28) / hold, 10));
        expect_share(&run.tally, 1, ENT_GUARANTEE_SAVED_TRUCES, 1.0 - pow((hold - v * 0.18) / hold, 10));
    }
    experiment_text_close(&run);
}

/* In force in months 3 to 6 of truces that may collapse: by month, and of all months of truce. */
static void months_in_force(void)
{
    static const char text[] = "run: { worlds = 400; replications = 100; seed = 60; horizon = 10; };"
                               "truce: { causes: { c: { hazard = 0.1; }; }; };"
                               "guarantees: { g: { starts = 3; lasts = 4; honoured = 0; fails_for_good = false; }; };";
    const double s = exp(-0.1);
    experiment_text run;

    if (experiment_text_open(&run, text, NULL)) {
        const uint64_t *count;
        uint64_t in_force = 0;
        experiment_text_run(&run, 2);
        count = run.tally.guarantee_month;
        for (size_t m = 0; m < 10; m++) {
            uint64_t at_risk = m == 0 ? 40000 : ent_tally_total(&run.tally, run.tally.layout.survived + m - 1);
            in_force += count[(size_t) ENT_GUARANTEE_BEGINS * 11 + m] - count[(size_t) ENT_GUARANTEE_CEASES * 11 + m];
            CU_ASSERT_EQUAL(in_force, m >= 2 && m <= 5 ? at_risk : 0);
            CU_ASSERT_EQUAL(count[(size_t) ENT_GUARANTEE_HONOURED * 11 + m], 0);
            CU_ASSERT((count[(size_t) ENT_GUARANTEE_TESTED * 11 + m] > 0) == (m >= 2 && m <= 5));
        }
        expect_share(&run.tally, 0, ENT_GUARANTEE_MONTHS, (pow(s, 2) - pow(s, 6)) / (1.0 - pow(s, 10)));
        expect_share(&run.tally, 0, ENT_GUARANTEE_TESTED_TRUCES, pow(s, 2) - pow(s, 6));
        expect_share(&run.tally, 0, ENT_GUARANTEE_HONOURED_TESTS, 0.0);
    }
    experiment_text_close(&run);
}

int main(void)
{
    CU_TestInfo tests[] = {{"saved", saved}, {"months in force", months_in_force}, CU_TEST_INFO_NULL};

    return ent_run_suite("guarantee counts", tests);
}
