/* Sweeps as calls: points in memory and in a folder, those asked for, stopping and resuming, shards. */
#include "job_case.h"

#include "jobs/merge.h"
#include "jobs/run.h"
#include "jobs/sweep.h"
#include "jobs/sweep_clamps.h"

#include <math.h>

static job_experiment loaded;
static ent_sweep_results whole; /* both sweeps in the base, in memory */

enum { POINTS = 3 + 4, DRAWS = POINTS * 1000 * 400 };

static void test_memory(void)
{
    static const ent_job_request request = {.threads = 2};
    job_time start = job_time_start();
    job_record record;

    job_experiment_open(&loaded, JOB_SCENARIO, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_sweep(&whole, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    job_time_check(start, false, whole.results.wall, whole.results.cpu);
    CU_ASSERT_TRUE(whole.tabulated);
    CU_ASSERT_EQUAL(whole.points.sweeps, 2);
    CU_ASSERT_EQUAL(whole.points.first[2], POINTS);
    CU_ASSERT_EQUAL(ent_csv_rows(&whole.table), POINTS);
    CU_ASSERT_EQUAL(record.first, 0);
    CU_ASSERT_EQUAL(record.done, DRAWS);
    CU_ASSERT_EQUAL(record.total, DRAWS);
    CU_ASSERT_EQUAL(record.backwards, 0);
    CU_ASSERT_PTR_NULL(whole.results.folder);
    CU_ASSERT_PTR_NULL(whole.shard);
}

/* A point has the figures of a run with its settings. */
static void test_point(void)
{
    static const ent_job_request request = {.threads = 1};
    job_experiment own;
    job_record record;
    ent_results results = {.stopped = false};

    job_experiment_open(&own, JOB_SCENARIO, "force.required = 20000");
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &own.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(results.summary[0].headline.p, whole.points.points.estimate[2].p);
    CU_ASSERT_EQUAL(results.summary[0].headline.low, whole.points.points.estimate[2].low);
    CU_ASSERT_NOT_EQUAL(whole.points.points.estimate[0].p, whole.points.points.estimate[2].p);
    ent_results_free(&results);
    job_experiment_close(&own);
}

static void test_indices(void)
{
    const ent_sweep *sweep = whole.points.sweep[1];
    size_t index[ENT_SWEEP_AXES];

    for (size_t number = 0; number < 4; number++) {
        ent_sweep_indices(sweep, number, index);
        CU_ASSERT_EQUAL(index[0], number / 2);
        CU_ASSERT_EQUAL(index[1], number % 2);
    }
}

/* One sweep in a variant, into a folder. */
static void test_named(void)
{
    static const char *const name[] = {"size"};
    const ent_job_request request = {
        .out = in_folder("out"), .threads = 1, .variant = "sure", .name = name, .names = 1};
    job_record record;
    ent_sweep_results sweep = {.tabulated = false};

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &loaded.experiment, 1), ENT_OK);
    CU_ASSERT_EQUAL(sweep.points.sweeps, 1);
    CU_ASSERT_STRING_EQUAL(sweep.points.sweep[0]->label.id, "size");
    CU_ASSERT_EQUAL(ent_csv_rows(&sweep.table), 3);
    CU_ASSERT_STRING_EQUAL(sweep.results.folder, in_folder("out/case"));
    CU_ASSERT_TRUE(file_is(in_folder("out/case/sweeps.csv"), sweep.table.bytes, sweep.table.length));
    CU_ASSERT_TRUE(is_there(in_folder("out/case/manifest.json")));
    ent_sweep_results_free(&sweep);
}

static bool same_points(const ent_sweep_results *a, const ent_sweep_results *b)
{
    return a->table.length == b->table.length && memcmp(a->table.bytes, b->table.bytes, a->table.length) == 0;
}

static void test_stopped_and_resumed(void)
{
    const ent_job_request request = {.out = in_folder("stopped"), .threads = 1};
    job_record record;
    ent_sweep_results sweep = {.tabulated = false};

    job_record_init(&record);
    record.stop_after = DRAWS / 2;
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &loaded.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(sweep.results.progress.stopped && sweep.results.progress.resumable);
    CU_ASSERT_FALSE(sweep.tabulated);
    CU_ASSERT_FALSE(is_there(in_folder("stopped/case/sweeps.csv")));
    ent_sweep_results_free(&sweep);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_NOTE], 1);
    CU_ASSERT_STRING_EQUAL(record.text, "case: resuming after 4 of 7 points (--fresh starts over)");
    CU_ASSERT_EQUAL(record.first, 4 * DRAWS / 7);
    CU_ASSERT_EQUAL(record.done, DRAWS);
    CU_ASSERT_TRUE(same_points(&sweep, &whole));
    CU_ASSERT_FALSE(is_there(in_folder("stopped/case/.checkpoint")));
    ent_sweep_results_free(&sweep);
}

/* A checkpoint that cannot be written is named once, and the sweep goes on. */
static void test_no_room_for_saves(void)
{
    const ent_job_request request = {.out = in_folder("unsaved"), .threads = 1};
    job_record record;
    ent_sweep_results sweep = {.tabulated = false};

    block_checkpoints(in_folder("unsaved"));
    job_record_init(&record);
    record.step = 1.0;
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "the sweep goes on without"));
    ent_sweep_results_free(&sweep);
}

static void test_shards(void)
{
    ent_merge shards = {.shards = 0};
    ent_sweep_results sweep = {.tabulated = false};
    job_record record;
    size_t found = 0;

    for (uint64_t shard = 1; shard <= 2; shard++) {
        const ent_job_request request = {.out = in_folder("shards"), .threads = 1, .shard = shard, .shards = 2};
        ent_sweep_results share = {.tabulated = false};
        job_record_init(&record);
        CU_ASSERT_EQUAL(ent_job_sweep(&share, &request, &record.host, &loaded.experiment, 0), ENT_OK);
        CU_ASSERT_TRUE(is_there(share.shard));
        CU_ASSERT_FALSE(share.tabulated);
        CU_ASSERT_EQUAL(record.done, record.total);
        ent_sweep_results_free(&share);
    }
    CU_ASSERT_EQUAL(ent_merge_add_folder(&shards, in_folder("shards"), &found), ENT_OK);
    CU_ASSERT_EQUAL(found, 2);
    CU_ASSERT_EQUAL(ent_merge_open(&shards, &record.host), ENT_OK);
    CU_ASSERT_EQUAL(ent_merge_check(&shards, &record.host), ENT_OK);
    CU_ASSERT_STRING_EQUAL(shards.shard[0].identity.command, "sweep");
    {
        ent_job_request own = {.out = NULL};
        job_time start = job_time_start();
        CU_ASSERT_EQUAL(ent_job_merge_sweep(&sweep, &own, &record.host, &loaded.experiment, shards.shard, 2), ENT_OK);
        job_time_check(start, true, sweep.results.wall, sweep.results.cpu);
        CU_ASSERT_TRUE(same_points(&sweep, &whole));
        ent_sweep_results_free(&sweep);
        own.variant = "none";
        CU_ASSERT_EQUAL(
            ent_job_merge_sweep(&sweep, &own, &record.host, &loaded.experiment, shards.shard, 2), ENT_ERR_CHECKPOINT);
        ent_sweep_results_free(&sweep);
        own.variant = NULL; /* half of the points */
        CU_ASSERT_EQUAL(
            ent_job_merge_sweep(&sweep, &own, &record.host, &loaded.experiment, shards.shard, 1), ENT_ERR_CHECKPOINT);
        CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "do not add up to the sweep"));
        ent_sweep_results_free(&sweep);
    }
    ent_merge_free(&shards);
}

/* A shard into a folder that is a file. */
static void test_shard_refused(void)
{
    const ent_job_request request = {
        .out = in_folder("file"), .threads = 1, .shard = 1, .shards = 2, .checkpoint_seconds = -1.0};
    ent_sweep_results sweep = {.tabulated = false};
    job_record record;
    FILE *file = fopen(in_folder("file"), "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &loaded.experiment, 0), ENT_ERR_IO);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "cannot write '"));
    ent_sweep_results_free(&sweep);
}

/* Values that no scenario may have, and such as give no number, are diagnostics of the first point. */
static void test_wrong_points(void)
{
    static const ent_job_request request = {.threads = 1};
    job_experiment own;
    job_record record;
    ent_sweep_results sweep = {.tabulated = false};

    job_record_init(&record);
    job_experiment_open(&own,
        "run: { worlds = 50; replications = 2; }; factors: { f = \"uniform(-1, 1)\"; g = 1; };"
        "events: { e = \"f / g * 0 + 0.5\"; }; headline = \"e\";"
        "sweeps: { s: { vary = \"factors.g\"; values = (1, 0); }; };",
        NULL);
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &own.experiment, 0), ENT_ERR_NUMERIC);
    CU_ASSERT_EQUAL(sweep.results.diagnostics.errors, 1);
    CU_ASSERT_STRING_EQUAL(sweep.results.diagnostics.item[0].path, "events.e");
    CU_ASSERT_FALSE(sweep.tabulated);
    ent_sweep_results_free(&sweep);
    job_experiment_close(&own);
    job_experiment_open(&own, /* each value is fine with the first of the other axis */
        "run: { worlds = 50; replications = 2; }; factors: { f = \"uniform(0, 2)\"; top = 1; };"
        "events: { e = \"f / 3\"; }; headline = \"e\"; sweeps: { s: { vary = (\"factors.f\", \"factors.top\");"
        "values = ((\"uniform(0, 2)\", \"uniform(0, top)\"), (1, -1)); }; };",
        NULL);
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &own.experiment, 0), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL_FATAL(sweep.results.diagnostics.errors, 1);
    CU_ASSERT_STRING_EQUAL(sweep.results.diagnostics.item[0].path, "factors.f");
    CU_ASSERT_FALSE(sweep.tabulated);
    ent_sweep_results_free(&sweep);
    job_experiment_close(&own);
}

/* A point of more than four million draws is counted by all threads, to the same estimate; of 0.3 the standard error is
 * 0.0002, and the bound 9 of them. */
static void test_large_point(void)
{
    static const ent_job_request request = {.threads = 2};
    static const char text[] = "run: { worlds = 2200; replications = 2000; }; events: { e = 0.3; }; headline = \"e\";"
                               "sweeps: { s: { vary = \"events.e\"; values = (0.3); }; };";
    job_experiment own;
    job_record record;
    ent_sweep_results sweep = {.tabulated = false};
    ent_results results = {.stopped = false};

    job_record_init(&record);
    job_experiment_open(&own, text, NULL);
    CU_ASSERT_EQUAL(ent_job_sweep(&sweep, &request, &record.host, &own.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &own.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(sweep.points.points.estimate[0].p, results.summary[0].headline.p);
    CU_ASSERT_DOUBLE_EQUAL(results.summary[0].headline.p, 0.3, 0.002);
    ent_sweep_results_free(&sweep);
    ent_results_free(&results);
    job_experiment_close(&own);
}

/* The warning that concerns a path; "" where there is none. */
static const char *warning_of(const ent_sweep_results *sweep, const char *path)
{
    const char *found = "";

    for (size_t i = 0; i < sweep->results.diagnostics.count; i++) {
        const ent_diagnostic *item = &sweep->results.diagnostics.item[i];
        if (item->path != NULL && strcmp(item->path, path) == 0) {
            CU_ASSERT_EQUAL(item->severity, ENT_SEVERITY_WARNING);
            CU_ASSERT_STRING_EQUAL(found, ""); /* once */
            found = item->text;
        }
    }
    return found;
}

/* Values that points clamp are reported once a sweep and setting, with the number of points and the worst share. */
static void test_clamped(void)
{
    static const ent_job_request request = {.threads = 2};
    job_experiment own;
    job_record record;
    ent_sweep_results sweep = {.tabulated = false};

    job_experiment_open(&own,
        "run: { worlds = 100; replications = 100; horizon = 2; }; factors: { x = \"discrete(-1, 1, 1, 1)\"; s = 0; };"
        "contributors: { a: { troops = \"if(bernoulli(20%), -5, 5) + 10 * s\"; joins = \"x * s + 0.5\"; }; };"
        "truce: { causes: { c: { hazard = \"month - 1.5\"; }; }; }; headline = \"a.joins and truce.held\";"
        "sweeps: { shift: { vary = \"factors.s\"; values = (0, 0.2, 1, 2); }; none: { vary = \"factors.s\"; values = "
        "(0.5); }; };",
        NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_sweep(&sweep, &request, &record.host, &own.experiment, 0), ENT_OK);
    CU_ASSERT_STRING_EQUAL(warning_of(&sweep, "contributors.a.joins"),
        "left [0, 1] and was held there at 2 points of the sweep `shift`, in up to 100% of the worlds");
    CU_ASSERT_PTR_NOT_NULL(strstr(warning_of(&sweep, "contributors.a.troops"),
        "fell below 0 and was held there at 2 points of the sweep `shift`, in up to "));
    ent_sweep_results_free(&sweep);
    job_experiment_close(&own);
}

/* Points are counted in any order: warnings come by sweep, then by path, each with its share of the worst point. */
static void test_clamps_in_order(void)
{
    static const char *const name[] = {"first", "second"};
    static const char *const path[] = {"a.joins", "b.troops", "b.troops", "c.hazard"};
    static const char *const said[][2] = {
        {"a.joins", "left [0, 1] and was held there at 1 point of the sweep `first`, in up to 0.5% of the draws"},
        {"b.troops", "fell below 0 and was held there at 2 points of the sweep `first`, in up to 60% of the worlds"},
        {"b.troops", "fell below 0 and was held there at 1 point of the sweep `second`, in up to 10% of the worlds"},
        {"c.hazard", "left [0, 1] and was held there at 2 points of the sweep `second`, in up to 70 months of draws"}};
    static const uint64_t moved[][4] = {{0, 1, 0, 70}, {0, 0, 0, 7}, {0, 6, 4, 0}, {1, 0, 1, 0}, {0, 0, 0, 0}};
    static const size_t sweep[] = {1, 1, 0, 0, 0};
    const ent_run_size size = {.worlds = 10, .replications = 20};
    ent_quantity quantity[4] = {{.path = NULL}};
    ent_guard guard[4] = {{.high = 1.0}, {.high = INFINITY, .world = true}, {.high = INFINITY, .world = true},
        {.high = 1.0, .monthly = true}};
    ent_model model = {.guard = guard, .guards = 4};
    ent_sweep_clamps clamps = {.count = 0};
    ent_diagnostics diagnostics = {.count = 0};
    ent_arena arena = {0};

    for (size_t g = 0; g < 4; g++) {
        quantity[g].path = path[g];
        guard[g].quantity = &quantity[g];
    }
    for (size_t i = 0; i < 5; i++) {
        ent_guard_count count[4] = {
            {.moved = moved[i][0]}, {.moved = moved[i][1]}, {.moved = moved[i][2]}, {.moved = moved[i][3]}};
        CU_ASSERT_EQUAL(ent_sweep_clamps_add(&clamps, sweep[i], &model, count, &arena), ENT_OK);
    }
    ent_sweep_clamps_warn(&clamps, name, &size, &diagnostics);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 4);
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_STRING_EQUAL(diagnostics.item[i].path, said[i][0]);
        CU_ASSERT_STRING_EQUAL(diagnostics.item[i].text, said[i][1]);
    }
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

/* Settings of many sweeps: the first ones are still counted when there are more of them. */
static void test_many_clamps(void)
{
    enum { SWEEPS = 20 };
    static const char *const name[SWEEPS] = {
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"};
    const ent_run_size size = {.worlds = 10, .replications = 10};
    const ent_guard_count count = {.moved = 10};
    const ent_quantity quantity = {.path = "x"};
    ent_guard guard = {.quantity = &quantity, .high = 1.0};
    ent_model model = {.guard = &guard, .guards = 1};
    ent_sweep_clamps clamps = {.count = 0};
    ent_diagnostics diagnostics = {.count = 0};
    ent_arena arena = {0};
    char text[128];

    for (size_t i = 0; i < 2 * SWEEPS; i++) {
        CU_ASSERT_EQUAL(ent_sweep_clamps_add(&clamps, i % SWEEPS, &model, &count, &arena), ENT_OK);
    }
    ent_sweep_clamps_warn(&clamps, name, &size, &diagnostics);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, SWEEPS);
    for (size_t i = 0; i < SWEEPS; i++) {
        snprintf(text, sizeof(text),
            "left [0, 1] and was held there at 2 points of the sweep `%s`, in up to 10%% of the draws", name[i]);
        CU_ASSERT_STRING_EQUAL(diagnostics.item[i].text, text);
    }
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"in memory", test_memory},
        {"a point is a run", test_point},
        {"indices of a point", test_indices},
        {"one sweep in a variant", test_named},
        {"stopped and resumed", test_stopped_and_resumed},
        {"no room for saves", test_no_room_for_saves},
        {"shards and their merge", test_shards},
        {"a shard that cannot be written", test_shard_refused},
        {"points that cannot be counted", test_wrong_points},
        {"a large point", test_large_point},
        {"clamped values", test_clamped},
        {"clamped values in order", test_clamps_in_order},
        {"clamped values of many sweeps", test_many_clamps},
        CU_TEST_INFO_NULL,
    };
    int status = job_folder_make() == 0 ? ent_run_suite("jobs/sweep", tests) : EXIT_FAILURE;

    ent_sweep_results_free(&whole);
    job_experiment_close(&loaded);
    return job_folder_remove() == 0 ? status : EXIT_FAILURE;
}
