/* Memory that runs out at every possible request of a run, a sweep, a score, an explanation and a difference. */
#include "failing_memory.h"

#include "job_case.h"

#include "jobs/explain/explanation.h"
#include "jobs/merge.h"
#include "jobs/run.h"
#include "jobs/score/score.h"
#include "jobs/sweep.h"
#include "run/difference.h"

static const char text[] =
    "run: { worlds = 6; replications = 3; horizon = 4; };\n"
    "factors: { f = \"normal(10, 2)\"; };\n"
    "contributors: { a: { troops = \"1 to 900\"; joins = 0.5; }; b: { troops = 5; after = \"f\"; }; };\n"
    "parties: { p: { threshold = 0.4; }; };\n"
    "demands: { d: { options = ( \"x\", \"y\" ); p: { scores = ( 1, 0.2 ); refuses = ( 0.3, 0 ); }; }; };\n"
    "truce: { causes: { c: { hazard = \"0.01 * month\"; }; }; };\n"
    "variants: { v: { set = ( \"contributors.a.joins = 0.9\" ); }; };\n"
    "sweeps: { s: { vary = \"contributors.a.joins\"; values = ( 0.2, 0.9 ); }; };\n";

static job_experiment loaded;
static ent_job_request request = {.threads = 1, .draws = 2, .checkpoint_seconds = -1.0};
static const ent_job_host host = {.context = NULL};

static int try_run(void *context)
{
    ent_results results = {.stopped = false};
    int status = ent_job_run(&results, &request, &host, &loaded.experiment, 0);

    (void) context;
    ent_results_free(&results);
    return status;
}

static void test_run(void)
{
    memory_allow_all();
    job_experiment_open(&loaded, text, NULL);
    request.out = NULL;
    CU_ASSERT(memory_exhaust(try_run, NULL, ENT_OK) > 100);
}

static int try_sweep(void *context)
{
    ent_sweep_results sweep = {.tabulated = false};
    int status = ent_job_sweep(&sweep, &request, &host, &loaded.experiment, 0);

    (void) context;
    ent_sweep_results_free(&sweep);
    return status;
}

static void test_sweep(void)
{
    request.out = NULL;
    CU_ASSERT(memory_exhaust(try_sweep, NULL, ENT_OK) > 500);
}

static const char record[] =
    "run: { worlds = 6; replications = 3; horizon = 4; }; values: { scale = 50; };\n"
    "truce: { causes: { c: { hazard = \"0.01 * scale\"; }; }; };\n"
    "observed: { agreed = true; };\n"
    "cases: { a: { observed: { truce_months = 3; ended = true; forecasts: { x: { p = 0.3; months = 12; }; }; }; };\n"
    " b: { values: { scale = 5; }; observed: { truce_months = 90; ended = false; }; }; };\n";

static int try_score(void *context)
{
    const ent_score_file file = {.path = "case.cfg", .experiment = context, .named = true};
    ent_score score = {.cases = 0};
    int status = ent_job_score(&score, &request, &host, &file, 1);

    ent_score_free(&score);
    return status;
}

static void test_score(void)
{
    job_experiment recorded;

    memory_allow_all();
    job_experiment_open(&recorded, record, NULL);
    request.out = NULL;
    CU_ASSERT(memory_exhaust(try_score, &recorded.experiment, ENT_OK) > 100);
    memory_allow_all();
    job_experiment_close(&recorded);
}

static int try_explanation(void *context)
{
    ent_simulator simulator = {.block = {.model = NULL}};
    int status = ent_replay(&simulator, loaded.experiment.item[0], 7);
    char *sentences = status == ENT_OK ? ent_explanation(&simulator.block) : NULL;

    (void) context;
    free(sentences);
    ent_simulator_free(&simulator);
    return status;
}

static void test_explanation(void)
{
    CU_ASSERT(memory_exhaust(try_explanation, NULL, ENT_OK) > 3);
}

static int try_difference(void *context)
{
    ent_changes changes = {.count = 0};
    const ent_setting *const *root = context;
    int status = ent_changes_find(&changes, root[0], root[1]);

    if (status == ENT_OK && ent_changes_words(&changes) == NULL) {
        status = ENT_ERR_NO_MEMORY;
    }
    ent_changes_free(&changes);
    return status;
}

static void test_difference(void)
{
    const ent_setting *roots[] = {loaded.experiment.item[0]->tree.root, loaded.experiment.item[1]->tree.root};

    CU_ASSERT(memory_exhaust(try_difference, roots, ENT_OK) > 10);
}

static int try_shards(void *context)
{
    ent_merge shards = {.shards = 0};
    ent_job_request of_shards;
    ent_results results = {.stopped = false};
    size_t found = 0;
    int status = ent_merge_add_folder(&shards, context, &found);

    status = status == ENT_OK ? ent_merge_open(&shards, &host) : status;
    status =
        status == ENT_OK ? ent_merge_request(&shards.shard[0].identity, &request, &shards.arena, &of_shards) : status;
    if (status == ENT_OK) {
        status = ent_job_merge(&results, &of_shards, &host, &loaded.experiment, shards.shard, shards.shards);
    }
    ent_results_free(&results);
    ent_merge_free(&shards);
    return status;
}

static void test_shards(void)
{
    ent_job_request share = request;
    ent_shard_file file = {.path = NULL};

    share.out = in_folder("shards");
    share.shard = 1;
    share.shards = 1;
    memory_allow_all();
    CU_ASSERT_EQUAL(ent_job_shard(&file, &share, &host, &loaded.experiment, 0), ENT_OK);
    ent_shard_file_free(&file);
    CU_ASSERT(memory_exhaust(try_shards, (void *) in_folder("shards"), ENT_OK) > 100);
}

int main(void)
{
    CU_TestInfo tests[] = {{"run", test_run}, {"sweep", test_sweep}, {"score", test_score},
        {"explanation", test_explanation}, {"difference", test_difference}, {"shards", test_shards}, CU_TEST_INFO_NULL};
    int status;

    memory_allow_all();
    status = job_folder_make() == 0 ? ent_run_suite("jobs/exhaustion", tests) : EXIT_FAILURE;
    memory_allow_all();
    job_experiment_close(&loaded);
    return job_folder_remove() == 0 ? status : EXIT_FAILURE;
}
