/* Runs that stop once they are precise enough: where they stop, that their tables are those of a run of so many worlds,
 * stops and resumption, and refused requests. */
#include "job_case.h"

#include "jobs/run.h"

#include <stdio.h>

/* The base has a rare event, the variant one of a half, whose interval is wider and so decides. */
#define UNTIL_SCENARIO                                                                                                 \
    "factors: { a = \"uniform(0, 1)\"; b = \"uniform(0, 1)\"; };"                                                      \
    "events: { e = \"0.2 * a * b\"; }; headline = \"e\";"                                                              \
    "contributors: { n: { troops = \"1k to 2k\"; joins = \"a\"; }; };"                                                 \
    "measures: { m: \"a + e\"; };"                                                                                     \
    "variants: { half: { set = (\"events.e = a\"); }; };"                                                              \
    "checks = (\"P(e) > 0.001\");"

static bool same_tables(const ent_results *a, const ent_results *b, const char *but)
{
    bool same = true;

    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        if (but != NULL && strcmp(ent_tables[t]->file, but) == 0) {
            continue; /* assumptions.csv has the setting itself */
        }
        same = same && a->table[t].length == b->table[t].length &&
               (a->table[t].length == 0 || memcmp(a->table[t].bytes, b->table[t].bytes, a->table[t].length) == 0);
    }
    return same;
}

static double half_width(const ent_results *results, size_t variant)
{
    return 0.5 * (results->summary[variant].headline.high - results->summary[variant].headline.low);
}

/* Runs the scenario with this section run, in memory. */
static void run_with(job_experiment *of, ent_results *results, const char *run, unsigned threads)
{
    const ent_job_request request = {.threads = threads, .draws = 7};
    static char text[2000];
    job_record record;

    snprintf(text, sizeof(text), "run: { seed = 5; %s };%s", run, UNTIL_SCENARIO);
    job_experiment_open(of, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(results, &request, &record.host, &of->experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.done, record.total);
    CU_ASSERT_EQUAL(record.backwards, 0);
}

/* A run that stops, with any number of threads, has the bytes of a run of that many worlds. `until` is just above the
 * half-width of the variant there, and below that at half as many worlds. */
static void expect_stop(const char *design, unsigned worlds)
{
    job_experiment of[4];
    ent_results results[4];
    double until;
    char run[200];

    memset(results, 0, sizeof(results));
    snprintf(run, sizeof(run), "worlds = %u; replications = 20; design = \"%s\";", worlds, design);
    run_with(&of[0], &results[0], run, 2);
    snprintf(run, sizeof(run), "worlds = %u; replications = 20; design = \"%s\";", worlds / 2, design);
    run_with(&of[1], &results[1], run, 2);
    until = 1.001 * half_width(&results[0], 1);
    CU_ASSERT_TRUE(half_width(&results[0], 0) < until);
    CU_ASSERT_TRUE(half_width(&results[1], 0) < until && half_width(&results[1], 1) >= until);
    snprintf(run, sizeof(run), "worlds = 9000; replications = 20; design = \"%s\"; until = %.17g;", design, until);
    run_with(&of[2], &results[2], run, 1);
    run_with(&of[3], &results[3], run, 3);
    CU_ASSERT_EQUAL(of[2].experiment.item[1]->scenario.run.worlds, worlds);
    CU_ASSERT_TRUE(same_tables(&results[2], &results[0], "assumptions.csv"));
    CU_ASSERT_TRUE(same_tables(&results[2], &results[3], NULL));
    for (size_t i = 0; i < 4; i++) {
        ent_results_free(&results[i]);
        job_experiment_close(&of[i]);
    }
}

static void test_random(void)
{
    expect_stop("random", 2000);
}

static void test_designs(void)
{
    expect_stop("lhs", 512);
    expect_stop("sobol", 1024);
}

/* A run that never becomes precise enough plays all its worlds; one of few worlds has a single count. */
static void test_all_worlds(void)
{
    job_experiment of[3];
    ent_results results[3];

    memset(results, 0, sizeof(results));
    run_with(&of[0], &results[0], "worlds = 700; replications = 2; until = \"0.01%\";", 2);
    run_with(&of[1], &results[1], "worlds = 700; replications = 2;", 2);
    run_with(&of[2], &results[2], "worlds = 60; replications = 2; until = \"50%\";", 2);
    CU_ASSERT_EQUAL(of[0].experiment.item[0]->scenario.run.worlds, 700);
    CU_ASSERT_EQUAL(of[2].experiment.item[0]->scenario.run.worlds, 60);
    CU_ASSERT_TRUE(same_tables(&results[0], &results[1], "assumptions.csv"));
    for (size_t i = 0; i < 3; i++) {
        ent_results_free(&results[i]);
        job_experiment_close(&of[i]);
    }
}

/* The headline is the mean of a measure: `until` is in its unit. Worlds of very many draws are split into chunks. */
static void test_means_and_split_worlds(void)
{
    static const char text[] =
        "run: { worlds = 2000; replications = %d; until = %s; }; factors: { a = \"uniform(0, 10)\"; };"
        "measures: { m: \"a\"; }; headline = \"mean(m)\";";
    const ent_job_request request = {.threads = 2};
    job_experiment of;
    ent_results results = {.stopped = false};
    job_record record;
    char file[400];

    job_record_init(&record);
    snprintf(file, sizeof(file), text, 3, "0.3");
    job_experiment_open(&of, file, NULL);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&results, &request, &record.host, &of.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(of.experiment.item[0]->scenario.run.worlds, 500); /* 1.96 * 10 / sqrt(12 * 500) = 0.25 */
    ent_results_free(&results);
    job_experiment_close(&of);
    results = (ent_results){.stopped = false};
    snprintf(file, sizeof(file), text, 70000, "5");
    job_experiment_open(&of, file, NULL);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&results, &request, &record.host, &of.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(of.experiment.item[0]->scenario.run.worlds, 250);
    CU_ASSERT_EQUAL(results.counted, 250 * 70000);
    ent_results_free(&results);
    job_experiment_close(&of);
}

/* The same experiment again begins with the worlds of its file. */
static void test_again(void)
{
    const ent_job_request request = {.threads = 2};
    job_experiment of;
    ent_results first, second;
    job_record record;

    memset(&first, 0, sizeof(first));
    memset(&second, 0, sizeof(second));
    run_with(&of, &first, "worlds = 9000; replications = 20; until = \"3%\";", 2);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&second, &request, &record.host, &of.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.total, 2 * 9000 * 20);
    CU_ASSERT_EQUAL(second.summary[0].headline.low, first.summary[0].headline.low);
    ent_results_free(&first);
    ent_results_free(&second);
    job_experiment_close(&of);
}

/* Stopped after some of a later count, the run goes on from its checkpoint, which has the worlds of all variants, and
 * ends with the same bytes. */
static void test_resumed(void)
{
    static const char run[] = "worlds = 9000; replications = 200; until = \"1%\";";
    const ent_job_request request = {.out = job_folder, .threads = 2, .checkpoint_seconds = 0.0, .draws = 7};
    static char text[2000];
    job_experiment of, of_whole;
    ent_results stopped, resumed, whole;
    job_record record;

    memset(&stopped, 0, sizeof(stopped));
    memset(&resumed, 0, sizeof(resumed));
    memset(&whole, 0, sizeof(whole));
    run_with(&of_whole, &whole, run, 2);
    snprintf(text, sizeof(text), "run: { seed = 5; %s };%s", run, UNTIL_SCENARIO);
    job_experiment_open(&of, text, NULL);
    job_record_init(&record);
    record.stop_after = 2 * 1000 * 200 + 100;
    CU_ASSERT_EQUAL(ent_job_run(&stopped, &request, &record.host, &of.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(stopped.progress.resumable);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&resumed, &request, &record.host, &of.experiment, 0), ENT_OK);
    CU_ASSERT_TRUE(record.first >= 2 * 990 * 200); /* whole chunks of the 1000 worlds of both variants */
    CU_ASSERT_TRUE(record.messages[ENT_SEVERITY_NOTE] > 0);
    CU_ASSERT_TRUE(same_tables(&resumed, &whole, NULL));
    CU_ASSERT_EQUAL(of.experiment.item[0]->scenario.run.worlds, of_whole.experiment.item[0]->scenario.run.worlds);
    ent_results_free(&stopped);
    ent_results_free(&resumed);
    ent_results_free(&whole);
    job_experiment_close(&of);
    job_experiment_close(&of_whole);
}

/* Shares cannot decide: one message. */
static void test_shards(void)
{
    const ent_job_request request = {.out = job_folder, .threads = 1, .shard = 1, .shards = 2};
    static char text[2000];
    job_experiment of;
    ent_shard_file shard = {.path = NULL};
    job_record record;

    snprintf(text, sizeof(text), "run: { worlds = 500; replications = 2; until = \"1%%\"; };%s", UNTIL_SCENARIO);
    job_experiment_open(&of, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_shard(&shard, &request, &record.host, &of.experiment, 0), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 1);
    CU_ASSERT_STRING_EQUAL(record.text, "case: run.until is decided from all worlds together, so the run cannot be "
                                        "shared out among shards: write --until 0, "
                                        "and the number of worlds with --worlds");
    ent_shard_file_free(&shard);
    job_experiment_close(&of);
}

int main(void)
{
    CU_TestInfo tests[] = {{"random", test_random}, {"designs", test_designs}, {"all worlds", test_all_worlds},
        {"means and split worlds", test_means_and_split_worlds}, {"again", test_again}, {"resumed", test_resumed},
        {"shards", test_shards}, CU_TEST_INFO_NULL};
    int status;

    if (job_folder_make() != 0) {
        return EXIT_FAILURE;
    }
    status = ent_run_suite("runs until", tests);
    return job_folder_remove() == 0 ? status : EXIT_FAILURE;
}
