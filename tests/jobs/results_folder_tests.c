/* What the manifest of a results folder says of a run, of one that was stopped, and of a sweep beside them. */
#include "jobs/job_case.h"

#include "base/sha256.h"
#include "folder/manifest_read.h"
#include "jobs/run.h"
#include "jobs/sweep.h"
#include "run/run.h"

#include <time.h>

enum { DRAWS = 2 * 1000 * 400 };

static const char *const set[] = {"run.seed = 3", "run.worlds = 1000"};

/* A request with what its manifest repeats. */
static ent_job_request request_to(const char *out)
{
    return (ent_job_request){
        .out = out, .threads = 2, .command_line = "entente run case.cfg", .set = set, .sets = 2, .draws = 3};
}

static void read_manifest(ent_manifest *manifest, const char *path, ent_arena *arena)
{
    size_t length;
    char *text = text_of(path, &length);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL_FATAL(ent_manifest_read(manifest, text, length, arena), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"set\":\t[\"run.seed = 3\", \"run.worlds = 1000\"]")); /* no one reads it */
    free(text);
}

/* What all manifests of the scenario have in common. */
static void check_source(const ent_manifest *manifest, time_t before)
{
    char sha256[ENT_SHA256_TEXT];
    char host[256] = "";

    ent_sha256(JOB_SCENARIO, strlen(JOB_SCENARIO), sha256);
    CU_ASSERT_EQUAL(gethostname(host, sizeof(host) - 1), 0);
    CU_ASSERT_STRING_EQUAL(manifest->program, "entente");
    CU_ASSERT_STRING_EQUAL(manifest->version, ENTENTE_VERSION);
    CU_ASSERT_STRING_EQUAL(manifest->scenario, "case");
    CU_ASSERT_STRING_EQUAL(manifest->headline, "truce.held");
    CU_ASSERT_STRING_EQUAL(manifest->sha256, sha256);
    CU_ASSERT_EQUAL(manifest->bases + manifest->tables, 0);
    CU_ASSERT_STRING_EQUAL(manifest->command, "entente run case.cfg");
    CU_ASSERT_EQUAL(manifest->seed, 3);
    CU_ASSERT_EQUAL(manifest->worlds, 1000);
    CU_ASSERT_EQUAL(manifest->replications, 400);
    CU_ASSERT(before <= manifest->started && manifest->started <= manifest->ended && manifest->ended <= time(NULL));
    CU_ASSERT_EQUAL(manifest->threads, ent_run_threads(&(ent_run_options){.threads = 2}));
    CU_ASSERT_EQUAL(manifest->ranks, 1);
    CU_ASSERT_STRING_EQUAL(manifest->host, host);
}

static void check_variants(const ent_manifest *manifest)
{
    CU_ASSERT_EQUAL_FATAL(manifest->variants, 2);
    CU_ASSERT_STRING_EQUAL(manifest->variant[0].name, "base");
    CU_ASSERT_STRING_EQUAL(manifest->variant[1].name, "sure");
    CU_ASSERT_EQUAL_FATAL(manifest->changes, 1);
    CU_ASSERT_STRING_EQUAL(manifest->change[0].variant, "sure");
    CU_ASSERT_STRING_EQUAL(manifest->change[0].path, "events.mandate");
    CU_ASSERT_STRING_EQUAL(manifest->change[0].before, "40%");
    CU_ASSERT_STRING_EQUAL(manifest->change[0].after, "100%");
}

/* The hash that the manifest has of a file; "" where it does not list it. */
static const char *hash_of(const ent_manifest *manifest, const char *name)
{
    const char *found = "";

    for (size_t i = 0; i < manifest->files; i++) {
        found = strcmp(manifest->file[i].name, name) == 0 ? manifest->file[i].sha256 : found;
    }
    return found;
}

/* Every table that is not empty is there, with the hash of its bytes. */
static void check_tables(const ent_manifest *manifest, const ent_results *results)
{
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        char sha256[ENT_SHA256_TEXT] = "";
        if (results->table[t].length > 0) {
            ent_sha256(results->table[t].bytes, results->table[t].length, sha256);
        }
        CU_ASSERT_STRING_EQUAL(hash_of(manifest, ent_tables[t]->file), sha256);
    }
}

static void test_run(void)
{
    const ent_job_request request = request_to(in_folder("run"));
    time_t before = time(NULL);
    ent_results results = {.stopped = false};
    ent_arena arena = {0};
    ent_manifest manifest;
    job_experiment loaded;
    job_record record;

    job_experiment_open(&loaded, JOB_SCENARIO, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&results, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    read_manifest(&manifest, in_folder("run/case/manifest.json"), &arena);
    check_source(&manifest, before);
    check_variants(&manifest);
    check_tables(&manifest, &results);
    CU_ASSERT_STRING_EQUAL(manifest.title, "A case");
    CU_ASSERT_EQUAL(manifest.counted + manifest.wanted, 0);
    CU_ASSERT_EQUAL(manifest.wall_seconds, results.wall);
    CU_ASSERT_EQUAL(manifest.cpu_seconds, results.cpu);
    ent_arena_free(&arena);
    ent_results_free(&results);
    job_experiment_close(&loaded);
}

/* Stopped within the second variant: the title says how far the tables go, and the counts are exact. */
static void test_stopped(void)
{
    const ent_job_request request = request_to(in_folder("stopped"));
    time_t before = time(NULL);
    ent_results results = {.stopped = false};
    ent_arena arena = {0};
    ent_manifest manifest;
    job_experiment loaded;
    job_record record;
    char title[64];

    job_experiment_open(&loaded, JOB_SCENARIO, NULL);
    job_record_init(&record);
    record.stop_after = DRAWS / 2 + DRAWS / 5;
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&results, &request, &record.host, &loaded.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT(results.counted > DRAWS / 2 && results.counted < DRAWS && results.counted % 400 == 0);
    read_manifest(&manifest, in_folder("stopped/case/partial/manifest.json"), &arena);
    check_source(&manifest, before);
    check_variants(&manifest);
    check_tables(&manifest, &results);
    (void) snprintf(
        title, sizeof(title), "PARTIAL, stopped at %.0f%%: A case", 100.0 * (double) results.counted / DRAWS);
    CU_ASSERT_STRING_EQUAL(manifest.title, title);
    CU_ASSERT_EQUAL(manifest.counted, results.counted);
    CU_ASSERT_EQUAL(manifest.wanted, DRAWS);
    CU_ASSERT_STRING_EQUAL(hash_of(&manifest, "report.html"), ""); /* no page */
    ent_arena_free(&arena);
    ent_results_free(&results);
    job_experiment_close(&loaded);
}

/* The folder of a run that a sweep is added to has the tables of both, and the times of the sweep. */
static void test_sweep(void)
{
    static const char *const name[] = {"size"};
    ent_job_request request = request_to(in_folder("run"));
    time_t before = time(NULL);
    ent_sweep_results sweep = {.tabulated = false};
    ent_arena arena = {0};
    ent_manifest manifest;
    job_experiment loaded;
    job_record record;
    char sha256[ENT_SHA256_TEXT];

    request.name = name;
    request.names = 1;
    job_experiment_open(&loaded, JOB_SCENARIO, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_sweep(&sweep, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    read_manifest(&manifest, in_folder("run/case/manifest.json"), &arena);
    check_source(&manifest, before);
    check_variants(&manifest);
    ent_sha256(sweep.table.bytes, sweep.table.length, sha256);
    CU_ASSERT_STRING_EQUAL(hash_of(&manifest, "sweeps.csv"), sha256);
    CU_ASSERT_STRING_NOT_EQUAL(hash_of(&manifest, "outcomes.csv"), "");
    CU_ASSERT_EQUAL(manifest.wall_seconds, sweep.results.wall);
    CU_ASSERT_EQUAL(manifest.cpu_seconds, sweep.results.cpu);
    ent_arena_free(&arena);
    ent_sweep_results_free(&sweep);
    job_experiment_close(&loaded);
}

int main(void)
{
    CU_TestInfo tests[] = {{"a run", test_run}, {"a run that was stopped", test_stopped},
        {"a sweep beside a run", test_sweep}, CU_TEST_INFO_NULL};
    int status = job_folder_make() == 0 ? ent_run_suite("jobs/results_folder", tests) : EXIT_FAILURE;

    return job_folder_remove() == 0 ? status : EXIT_FAILURE;
}
