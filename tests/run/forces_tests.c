/* Counts of several forces: exceedances at each force's own thresholds, and who is pivotal in the game of the own
 * force, against an enumeration of all coalitions and orders. Statistical comparisons: 4.5 standard errors, false alarm
 * 7e-6 each, fixed seeds; the rest is exact. */
#include "run/experiment_text.h"

enum { MEMBERS = 7, DRAWS = 60000 };

/* Four of the main force, which requires 50, and three monitors, of whom 7 are required. */
static const double chance[MEMBERS] = {0.8, 0.5, 0.6, 0.9, 0.7, 0.5, 0.4};
static const double troops[MEMBERS] = {30, 20, 20, 10, 4, 3, 5};
static const unsigned own[MEMBERS] = {15, 15, 15, 15, 112, 112, 112};
static const double required[MEMBERS] = {50, 50, 50, 50, 7, 7, 7};

static double sum_of(unsigned in)
{
    double sum = 0.0;

    for (size_t c = 0; c < MEMBERS; c++) {
        sum += (in >> c & 1U) != 0 ? troops[c] : 0.0;
    }
    return sum;
}

/* The share of orders of the members of `in` in which c tips the sum: over all sets that can stand before it. */
static double shapley_of(unsigned in, size_t c)
{
    size_t n = (size_t) __builtin_popcount(in);
    double value = 0.0;

    for (unsigned before = 0; before < 1U << MEMBERS; before++) {
        if ((before & ~in) == 0 && (before >> c & 1U) == 0 && sum_of(before) < required[c] &&
            sum_of(before | 1U << c) >= required[c]) {
            size_t k = (size_t) __builtin_popcount(before);
            value += tgamma((double) k + 1.0) * tgamma((double) (n - k)) / tgamma((double) n + 1.0);
        }
    }
    return value;
}

static void close_to(uint64_t count, double exact)
{
    double share = (double) count / (double) DRAWS;

    if (!(fabs(share - exact) <= ENT_TEST_SIGMAS * sqrt(exact * (1.0 - exact) / (double) DRAWS) + 1e-12)) {
        fprintf(stderr, "%.5f, exactly %.5f\n", share, exact);
        CU_FAIL("a share is off");
    }
}

static const char text[] =
    "run: { worlds = 1; replications = 60000; seed = 421; horizon = 1; };"
    "contributors: { a: { troops = 30; joins = 0.8; }; b: { troops = 20; joins = 0.5; };"
    "m0: { troops = 4; joins = 0.7; force = \"m\"; }; c: { troops = 20; joins = 0.6; };"
    "m1: { troops = 3; joins = 0.5; force = \"m\"; }; d: { troops = 10; joins = 0.9; };"
    "m2: { troops = 5; joins = 0.4; force = \"m\"; }; };"
    "force: { required = 50; thresholds = (50, 60, 80); }; forces: { m: { required = 7; thresholds = (7, 12); }; };";

/* Index of contributor c, of the arrays above, in the file: monitors stand between the others. */
static const size_t at[MEMBERS] = {0, 1, 3, 5, 2, 4, 6};

static void pivotal_by_enumeration(void)
{
    double pivotal[MEMBERS] = {0}, shapley[MEMBERS] = {0};
    uint64_t sum[2] = {0};
    experiment_text run;

    for (unsigned in = 0; in < 1U << MEMBERS; in++) {
        double p = 1.0;
        for (size_t c = 0; c < MEMBERS; c++) {
            p *= (in >> c & 1U) != 0 ? chance[c] : 1.0 - chance[c];
        }
        for (size_t c = 0; c < MEMBERS; c++) {
            unsigned of_force = in & own[c];
            if ((in >> c & 1U) != 0 && sum_of(of_force) >= required[c]) {
                pivotal[c] += sum_of(of_force & ~(1U << c)) < required[c] ? p : 0.0;
                shapley[c] += p * shapley_of(of_force, c);
            }
        }
    }
    if (experiment_text_open(&run, text, NULL)) {
        experiment_text_run(&run, 2);
        for (size_t c = 0; c < MEMBERS; c++) {
            close_to(run.tally.pivotal[at[c]], pivotal[c]);
            close_to(run.tally.shapley[at[c]], shapley[c]);
            sum[c < 4 ? 0 : 1] += run.tally.shapley[at[c]];
        }
        /* the values of a force add up to the share of draws in which enough is offered to it */
        CU_ASSERT_EQUAL(sum[0], ent_tally_interval(&run.tally, run.tally.layout.offered).k);
        CU_ASSERT_EQUAL(sum[1], ent_tally_interval(&run.tally, run.tally.layout.offered + 3).k);
    }
    experiment_text_close(&run);
}

/* Thresholds of the main force, then those of the other one. */
static void own_thresholds(void)
{
    experiment_text run;
    size_t count = 0;

    if (experiment_text_open(&run, text, NULL)) {
        const ent_threshold *threshold = ent_experiment_thresholds(&run.experiment, &count);
        const ent_tally_layout *layout = &run.tally.layout;
        CU_ASSERT_EQUAL_FATAL(count, 5);
        CU_ASSERT(threshold[2].troops == 80.0 && threshold[2].force == 0);
        CU_ASSERT(threshold[3].troops == 7.0 && threshold[3].force == 1);
        experiment_text_run(&run, 1);
        CU_ASSERT_EQUAL(ent_tally_interval(&run.tally, layout->required).k, DRAWS);
        CU_ASSERT_EQUAL(ent_tally_interval(&run.tally, layout->required + 1).k, 0);
        CU_ASSERT_EQUAL(ent_tally_interval(&run.tally, layout->required + 3).k, DRAWS);
        CU_ASSERT_EQUAL(ent_tally_interval(&run.tally, layout->required + 4).k, 0);
        close_to(ent_tally_interval(&run.tally, layout->offered + 4).k, 0.7 * 0.5 * 0.4);
        close_to(ent_tally_interval(&run.tally, layout->committed + 4).k, 0.7 * 0.5 * 0.4);
        close_to(ent_tally_interval(&run.tally, layout->offered + 2).k, 0.8 * 0.5 * 0.6 * 0.9);
    }
    experiment_text_close(&run);
}

/* Round numbers that cover the offered or required troops of each force, over all variants; 1 to 20 where there are
 * none. */
static void chosen_thresholds(void)
{
    experiment_text run;
    size_t count = 0;

    if (experiment_text_open(&run,
            "contributors: { a: { troops = 9000; }; b: { troops = 90; force = \"m\"; }; };"
            "forces: { m: { required = 30; }; n: { required = 5; }; idle: { required = 0; }; };"
            "variants: { v: { set = (\"forces.m.required = 170\"); }; };",
            NULL)) {
        const ent_threshold *threshold = ent_experiment_thresholds(&run.experiment, &count);
        CU_ASSERT_EQUAL_FATAL(count, 80);
        CU_ASSERT_EQUAL(threshold[19].troops, 10000.0);
        CU_ASSERT(threshold[20].troops == 10.0 && threshold[39].troops == 200.0 && threshold[39].force == 1);
        CU_ASSERT(threshold[59].troops == 5.0 && threshold[59].force == 2);
        CU_ASSERT(threshold[60].troops == 1.0 && threshold[79].troops == 20.0 && threshold[79].force == 3);
    }
    experiment_text_close(&run);
}

/* A contributor that a variant sends to the other force counts there. */
static void moved_by_a_variant(void)
{
    experiment_text run;
    size_t count = 0;

    if (experiment_text_open(&run,
            "run: { worlds = 10; replications = 20; horizon = 2; };"
            "contributors: { a: { troops = 90; }; b: { troops = 80; force = \"m\"; }; };"
            "force: { required = 50; thresholds = ( 50, 100 ); }; forces: { m: { required = 100; thresholds = ( 150, "
            "300 ); }; };"
            "variants: { v: { set = (\"contributors.a.force = m\"); }; };",
            NULL)) {
        const ent_threshold *threshold = ent_experiment_thresholds(&run.experiment, &count);
        ent_run_options options = {.threads = 1};
        ent_tally tally = {.worlds = 0};
        CU_ASSERT_EQUAL(
            ent_run_model(&run.experiment.item[1]->model, &options, threshold, count, &tally, run.guard), ENT_OK);
        CU_ASSERT_EQUAL(ent_tally_interval(&tally, tally.layout.offered).k, 0);
        CU_ASSERT_EQUAL(ent_tally_interval(&tally, tally.layout.offered + 2).k, 200);
        CU_ASSERT(tally.pivotal[0] == 200 && tally.pivotal[1] == 200);
        CU_ASSERT_EQUAL(tally.shapley[0] + tally.shapley[1], 200);
        ent_tally_free(&tally);
    }
    experiment_text_close(&run);
}

int main(void)
{
    CU_TestInfo tests[] = {{"pivotal by enumeration", pivotal_by_enumeration}, {"own thresholds", own_thresholds},
        {"chosen thresholds", chosen_thresholds}, {"moved by a variant", moved_by_a_variant}, CU_TEST_INFO_NULL};

    return ent_run_suite("forces", tests);
}
