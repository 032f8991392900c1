/* Runs: the same tally whatever the threads, the chunks and the instruction set; estimates against exact values. */
#include "everything.h"
#include "experiment_text.h"
#include "run/counter.h"
#include "run/deals/acceptance.h"
#include "run/experts/player.h"

#include <gsl/gsl_cdf.h>

static void same_for_all_threads(const char *text, const unsigned *threads, size_t count)
{
    experiment_text one;
    experiment_text other;

    if (experiment_text_open(&one, text, NULL) && experiment_text_open(&other, text, NULL)) {
        experiment_text_run(&one, 1);
        CU_ASSERT_EQUAL(one.tally.draws, one.tally.worlds * one.tally.replications);
        for (size_t i = 0; i < count; i++) {
            experiment_text_run(&other, threads[i]);
            CU_ASSERT_TRUE(same_tallies(&one.tally, &other.tally));
            CU_ASSERT_EQUAL(
                memcmp(one.guard, other.guard, one.experiment.item[0]->model.guards * sizeof(*one.guard)), 0);
        }
        experiment_text_close(&other);
    }
    experiment_text_close(&one);
}

static void threads(void)
{
    const unsigned several[] = {2, 7};

    same_for_all_threads("run: { worlds = 301; replications = 500; seed = 5; horizon = 24; };" EVERYTHING, several, 2);
}

/* Worlds of more than 65536 draws are split among chunks. */
static void split_worlds(void)
{
    const unsigned several[] = {3};

    same_for_all_threads("run: { worlds = 2; replications = 70001; seed = 5; horizon = 24; };" EVERYTHING, several, 1);
    same_for_all_threads("run: { worlds = 1; replications = 65537; seed = 6; horizon = 3; };" EVERYTHING, several, 1);
}

static void many_small_worlds(void)
{
    const unsigned several[] = {3};

    same_for_all_threads("run: { worlds = 30001; replications = 1; seed = 7; horizon = 12; };" EVERYTHING, several, 1);
}

/* The same draws counted by the run and by hand, block by block. */
static void counts_by_hand(void)
{
    experiment_text text;
    check_counts counts = {{0}, {0}};

    if (experiment_text_open(
            &text, "run: { worlds = 37; replications = 301; seed = 8; horizon = 24; };" EVERYTHING, NULL)) {
        ent_estimate estimate;
        experiment_text_run(&text, 2);
        scenario_text_play(&text.experiment.item[0]->model, check_counts_see, &counts, NULL);
        estimate = experiment_text_kept(&text, text.tally.layout.check);
        CU_ASSERT_EQUAL((double) estimate.k, counts.event[0]);
        CU_ASSERT_EQUAL((double) estimate.n, counts.given[0]);
        CU_ASSERT_EQUAL(text.tally.draws, 37 * 301);
    }
    experiment_text_close(&text);
}

/* A world split among chunks against the closed form, and against the sum of its months. */
static void split_world_exactly(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 1; replications = 200000; seed = 9; horizon = 24; };"
            "truce: { causes: { one: { hazard = \"weibull_hazard(0.8, 30)\"; }; }; };",
            NULL)) {
        const ent_tally_layout *layout = &text.tally.layout;
        uint64_t collapses = 0;
        experiment_text_run(&text, 2);
        for (size_t m = 1; m <= 24; m++) {
            ent_estimate estimate = experiment_text_kept(&text, layout->survived + m - 1);
            double exact = exp(-pow((double) m / 30.0, 0.8));
            collapses += text.tally.cause_month[m - 1];
            CU_ASSERT_DOUBLE_EQUAL(estimate.p, exact, ENT_TEST_SIGMAS * sqrt(exact * (1.0 - exact) / 200000.0));
            CU_ASSERT_EQUAL(estimate.k + collapses, 200000);
            CU_ASSERT_EQUAL(estimate.n, 200000);
            CU_ASSERT_FALSE(estimate.has_interval); /* a single world */
        }
    }
    experiment_text_close(&text);
}

static void instruction_sets(void)
{
    static const char text[] = "run: { worlds = 40; replications = 500; seed = 10; horizon = 24; };" EVERYTHING;
    experiment_text narrow;

    if (experiment_text_open(&narrow, text, "narrowest")) {
        experiment_text_run(&narrow, 1);
        for (size_t i = 0; ent_kernels_supported(i) != NULL; i++) {
            experiment_text wide;
            if (experiment_text_open(&wide, text, ent_kernels_supported(i)->isa)) {
                experiment_text_run(&wide, 1);
                CU_ASSERT_TRUE(same_tallies(&narrow.tally, &wide.tally));
                experiment_text_close(&wide);
            }
        }
    }
    experiment_text_close(&narrow);
}

/* --- worlds ------------------------------------------------------------------------------------------------------- */

/* Event with chance p = beta(2, 3) by world: mean 2/5, and quantiles of the beta across worlds. The standard error of a
 * quantile of W worlds is sqrt(q (1 - q) / W) over the density there; the shrinkage leaves a bias of the order of 1/R
 * (p moves by p (1 - p) / R curvature terms, below 0.002 here). */
static void range_across_worlds(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 400; seed = 11; horizon = 1; };"
            "factors: { p: \"beta(2, 3)\"; }; events: { e: \"p\"; }; headline = \"e\";",
            NULL)) {
        static const double q[] = {0.05, 0.5, 0.95};
        ent_estimate estimate;
        experiment_text_run(&text, 2);
        estimate = experiment_text_kept(&text, text.tally.layout.headline);
        CU_ASSERT_TRUE(estimate.has_interval && estimate.has_range);
        /* variance by world 0.04 + 0.2 / 400 */
        CU_ASSERT_DOUBLE_EQUAL(estimate.p, 0.4, ENT_TEST_SIGMAS * sqrt(0.0405 / 4000.0));
        CU_ASSERT(estimate.low < estimate.p && estimate.p < estimate.high);
        CU_ASSERT_DOUBLE_EQUAL(estimate.high - estimate.low, 2.0 * 1.96 * sqrt(0.0405 / 4000.0), 0.0015);
        for (size_t i = 0; i < 3; i++) {
            double exact = gsl_cdf_beta_Pinv(q[i], 2.0, 3.0);
            double density = 12.0 * exact * (1.0 - exact) * (1.0 - exact);
            double se = sqrt(q[i] * (1.0 - q[i]) / 4000.0) / density;
            double found = i == 0 ? estimate.p05 : i == 1 ? estimate.p50 : estimate.p95;
            CU_ASSERT_DOUBLE_EQUAL(found, exact, ENT_TEST_SIGMAS * se + 0.002);
        }
    }
    experiment_text_close(&text);
}

/* --- contributors ------------------------------------------------------------------------------------------------- */

/* Three equal joiners of whom any two suffice: none alone is pivotal, and each is the pivot of a third of orders. */
static void shapley_of_equals(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 1; replications = 60000; seed = 12; horizon = 1; };"
            "contributors: { a: { troops = 10; }; b: { troops = 10; }; c: { troops = 10; }; };"
            "force: { required = 20; };",
            NULL)) {
        experiment_text_run(&text, 2);
        for (size_t c = 0; c < 3; c++) {
            CU_ASSERT_DOUBLE_EQUAL(
                (double) text.tally.shapley[c] / 60000.0, 1.0 / 3.0, ENT_TEST_SIGMAS * sqrt(2.0 / 9.0 / 60000.0));
            CU_ASSERT_EQUAL(text.tally.pivotal[c], 0);
        }
        CU_ASSERT_EQUAL(text.tally.shapley[0] + text.tally.shapley[1] + text.tally.shapley[2], 60000);
    }
    experiment_text_close(&text);
}

/* 30, 20, 10 of 40 required (c joins with chance 1/2). Without c: a and b are both needed, each the second in half of
 * the orders. With c: a is needed; values 2/3 for a, 1/6 for b and for c. */
static void shapley_of_unequals(void)
{
    experiment_text text;
    const double exact[] = {0.5 * 0.5 + 0.5 * 2.0 / 3.0, 0.5 * 0.5 + 0.5 / 6.0, 0.5 / 6.0};

    if (experiment_text_open(&text,
            "run: { worlds = 1; replications = 60000; seed = 13; horizon = 1; };"
            "contributors: { a: { troops = 30; }; b: { troops = 20; }; c: { troops = 10; joins = 0.5; }; };"
            "force: { required = 40; thresholds = (50, 60); };",
            NULL)) {
        const ent_tally_layout *layout = &text.tally.layout;
        ent_estimate joins;
        ent_estimate offered;
        experiment_text_run(&text, 2);
        for (size_t c = 0; c < 3; c++) {
            CU_ASSERT_DOUBLE_EQUAL((double) text.tally.shapley[c] / 60000.0, exact[c],
                ENT_TEST_SIGMAS * sqrt(exact[c] * (1.0 - exact[c]) / 60000.0));
        }
        joins = ent_tally_interval(&text.tally, layout->joins + 2);
        offered = ent_tally_interval(&text.tally, layout->offered + 1);
        CU_ASSERT_EQUAL(joins.k, offered.k);
        CU_ASSERT_EQUAL(ent_tally_interval(&text.tally, layout->offered).k, 60000);
        CU_ASSERT_EQUAL(ent_tally_interval(&text.tally, layout->required).k, 0);
        CU_ASSERT_EQUAL(text.tally.pivotal[0], 60000);
        CU_ASSERT_EQUAL(text.tally.pivotal[1], 60000 - joins.k);
        CU_ASSERT_EQUAL(text.tally.pivotal[2], 0);
        CU_ASSERT_EQUAL(ent_exact_sum_over(&text.tally.troops_sum[2], 1), 10.0 * (double) joins.k);
    }
    experiment_text_close(&text);
}

/* --- talks -------------------------------------------------------------------------------------------------------- */

/* One demand of two options: `a` out in 0.3 of the draws, refused in 0.4; else the deal is a, else b. */
static void options_and_packages(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 1; replications = 60000; seed = 14; horizon = 1; };"
            "events: { e: 0.7; }; parties: { p: { threshold = \"uniform(0, 0.5)\"; }; };"
            "demands: { d: { options = (\"a\", \"b\"); available = (\"e\", \"true\");"
            "p: { weight = 2; scores = (1, 0.5); refuses = (0.4, 0); }; }; };"
            "talks: { rounds = 4; stages: { s: 0.5; }; };",
            NULL)) {
        const ent_tally_layout *layout = &text.tally.layout;
        ent_estimate deals;
        ent_estimate share;
        experiment_text_run(&text, 2);
        deals = experiment_text_kept(&text, layout->deals);
        share = ent_tally_interval(&text.tally, layout->share);
        CU_ASSERT_DOUBLE_EQUAL(deals.p, 15.0 / 16.0, ENT_TEST_SIGMAS * sqrt(15.0 / 256.0 / 60000.0));
        CU_ASSERT_DOUBLE_EQUAL(share.p, 0.42, ENT_TEST_SIGMAS * sqrt(0.42 * 0.58 / (double) deals.k));
        CU_ASSERT_EQUAL(share.n, deals.k);
        CU_ASSERT_EQUAL(text.tally.package_count[0], share.k);
        CU_ASSERT_EQUAL(text.tally.package_count[0] + text.tally.package_count[1], deals.k);
        CU_ASSERT_EQUAL(
            ent_exact_sum_over(&text.tally.package_utility[1], 1), 0.5 * (double) text.tally.package_count[1]);
        CU_ASSERT_EQUAL(ent_tally_interval(&text.tally, layout->agreed + 3).k, deals.k);
        CU_ASSERT_DOUBLE_EQUAL(
            ent_tally_interval(&text.tally, layout->agreed + 1).p, 0.75, ENT_TEST_SIGMAS * sqrt(0.1875 / 60000.0));
        CU_ASSERT_DOUBLE_EQUAL((double) text.tally.available[0] / 60000.0, 0.7, ENT_TEST_SIGMAS * sqrt(0.21 / 60000.0));
        CU_ASSERT_EQUAL(text.tally.available[1], 60000);
        CU_ASSERT_DOUBLE_EQUAL((double) text.tally.refused[0] / 60000.0, 0.4, ENT_TEST_SIGMAS * sqrt(0.24 / 60000.0));
        CU_ASSERT_EQUAL(text.tally.refused[1], 0);
        CU_ASSERT_DOUBLE_EQUAL(ent_exact_sum_over(&text.tally.threshold_sum[0], 1) / 60000.0, 0.25,
            ENT_TEST_SIGMAS * sqrt(1.0 / 48.0 / 60000.0));
    }
    experiment_text_close(&text);
}

/* --- outcomes ----------------------------------------------------------------------------------------------------- */

static void outcomes_and_headline(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 1; replications = 40000; seed = 15; horizon = 1; };"
            "events: { e: 0.5; f: 0.2; };"
            "outcomes: { both: { when = \"e and f\"; }; one: { when = \"e\"; }; two: { when = \"f\"; }; };"
            "headline = \"e given f\";",
            NULL)) {
        const double exact[] = {0.1, 0.4, 0.1, 0.4};
        const ent_tally_layout *layout = &text.tally.layout;
        ent_estimate headline;
        uint64_t sum = 0;
        experiment_text_run(&text, 2);
        for (size_t o = 0; o < 4; o++) { /* the last: unclassified */
            ent_estimate estimate = experiment_text_kept(&text, layout->outcome + o);
            CU_ASSERT_DOUBLE_EQUAL(estimate.p, exact[o], ENT_TEST_SIGMAS * sqrt(exact[o] * (1 - exact[o]) / 40000.0));
            sum += estimate.k;
        }
        CU_ASSERT_EQUAL(sum, 40000);
        headline = experiment_text_kept(&text, layout->headline);
        CU_ASSERT_EQUAL(headline.k, experiment_text_kept(&text, layout->outcome).k);
        CU_ASSERT_EQUAL(headline.n - headline.k, experiment_text_kept(&text, layout->outcome + 2).k);
    }
    experiment_text_close(&text);
}

/* --- stopping and progress ---------------------------------------------------------------------------------------- */

static void add_progress(void *context, uint64_t draws)
{
    *(uint64_t *) context += draws;
}

static void progress_and_stop(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 3; replications = 70000; seed = 16; horizon = 1; };", NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        atomic_int stop;
        uint64_t draws = 0;
        ent_run_options options = {.threads = 2, .progress = add_progress, .context = &draws, .stop = &stop};
        const ent_threshold threshold = {1.0, 0};
        atomic_init(&stop, 0);
        CU_ASSERT_EQUAL(ent_run_model(model, &options, &threshold, 1, &text.tally, text.guard), ENT_OK);
        CU_ASSERT_EQUAL(draws, 210000);
        ent_tally_free(&text.tally);
        atomic_store(&stop, 1);
        CU_ASSERT_EQUAL(ent_run_model(model, &options, &threshold, 1, &text.tally, text.guard), ENT_ERR_INTERRUPTED);
        CU_ASSERT_EQUAL(draws, 210000);
        CU_ASSERT(ent_run_threads(&(ent_run_options){0}) >= 1);
        CU_ASSERT_EQUAL(ent_run_threads(&options), 2);
    }
    experiment_text_close(&text);
}

/* Guards of world settings count a world once, however the worlds are split; guards of draws count draws. */
static void guards(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 3; replications = 70000; seed = 17; horizon = 2; };"
            "factors: { f = \"uniform(2, 3)\"; }; events: { a: 0.5; e: \"f\"; d: \"f + a\"; };"
            "headline = \"e and d\";",
            NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        experiment_text_run(&text, 2);
        CU_ASSERT_EQUAL_FATAL(model->guards, 2);
        for (size_t g = 0; g < 2; g++) {
            bool world = strcmp(model->guard[g].quantity->path, "events.e") == 0;
            CU_ASSERT_EQUAL(model->guard[g].world, world);
            CU_ASSERT_EQUAL(text.guard[g].moved, world ? 3 : 210000);
            CU_ASSERT_EQUAL(text.guard[g].nan, 0);
        }
        CU_ASSERT_EQUAL(experiment_text_kept(&text, text.tally.layout.headline).p, 1.0);
    }
    experiment_text_close(&text);
}

/* Players, counters and their parts may be freed again. */
static void freed_again(void)
{
    static const ent_threshold at[] = {{1000.0, 0}};
    experiment_text text;

    if (experiment_text_open(
            &text, "run: { worlds = 9; replications = 9; }; given = \"resolve > 0\";" EVERYTHING, NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        const ent_tally_layout layout = ent_counter_layout(model, 1);
        ent_acceptance_counts counts;
        ent_acceptance acceptance;
        ent_counter counter;
        ent_player player;
        CU_ASSERT_EQUAL_FATAL(ent_player_init(&player, model, 9, true), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_counter_init(&counter, model, &layout, at, 9, NULL), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_acceptance_counts_init(&counts, model->talks.packages, model->talks.parties), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_acceptance_init(&acceptance, &model->talks, model->kernels, &counts), ENT_OK);
        for (int again = 0; again < 2; again++) {
            ent_kept_draws_free(&player.kept[0]);
            ent_chunk_counts_free(&counter.worlds);
            ent_voting_power_free(&counter.power);
            ent_driver_counter_free(&counter.drivers);
            ent_deal_buffer_free(&counter.deals);
            ent_acceptance_free(&acceptance);
            ent_acceptance_counts_free(&counts);
        }
        for (int again = 0; again < 2; again++) {
            ent_player_free(&player);
            ent_counter_free(&counter);
        }
    }
    experiment_text_close(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"threads", threads}, {"split worlds", split_worlds},
        {"many small worlds", many_small_worlds}, {"counts by hand", counts_by_hand},
        {"split world exactly", split_world_exactly}, {"instruction sets", instruction_sets},
        {"range across worlds", range_across_worlds}, {"Shapley of equals", shapley_of_equals},
        {"Shapley of unequals", shapley_of_unequals}, {"options and packages", options_and_packages},
        {"outcomes and headline", outcomes_and_headline}, {"progress and stop", progress_and_stop}, {"guards", guards},
        {"freed again", freed_again}, CU_TEST_INFO_NULL};

    return ent_run_suite("run", tests);
}
