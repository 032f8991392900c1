/* Runs as calls: tables in memory and in a folder, progress, stopping and resuming, shards and their merge. */
#include "job_case.h"

#include "jobs/merge.h"
#include "jobs/results_folder.h"
#include "jobs/run.h"
#include "tables/format/csv_reader.h"

#include <math.h>

enum { DRAWS = 2 * 1000 * 400 }; /* of the scenario's two variants */

/* Index of a table by its file name. */
static size_t table_of(const char *name)
{
    size_t t = 0;

    while (strcmp(ent_tables[t]->file, name) != 0) {
        t++;
    }
    return t;
}

/* A number of a variant's row in a table. */
static double cell(const ent_results *results, const char *table, const char *variant, const char *column)
{
    const ent_csv_writer *from = &results->table[table_of(table)];
    ent_csv csv = {0};
    double number = NAN;

    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, from->bytes, from->length), ENT_OK);
    for (size_t row = 0; row < csv.rows; row++) {
        if (strcmp(ent_csv_cell(&csv, row, ent_csv_column(&csv, "variant")), variant) == 0) {
            number = ent_csv_number(&csv, row, ent_csv_column(&csv, column));
        }
    }
    ent_csv_free(&csv);
    return number;
}

static bool same_tables(const ent_results *a, const ent_results *b)
{
    bool same = true;

    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        same = same && a->table[t].length == b->table[t].length &&
               (a->table[t].length == 0 || memcmp(a->table[t].bytes, b->table[t].bytes, a->table[t].length) == 0);
    }
    return same;
}

/* The results of the scenario in memory, which all others are compared with. */
static ent_results whole;
static job_experiment of_whole;

static void test_whole(void)
{
    static const ent_job_request request = {.threads = 2, .draws = 3};
    job_record record;

    job_experiment_open(&of_whole, JOB_SCENARIO, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&whole, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
}

static void test_memory(void)
{
    static const ent_job_request request = {.threads = 1, .draws = 3};
    job_time start = job_time_start();
    job_record record;
    ent_results results = {.stopped = false};

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    job_time_check(start, false, results.wall, results.cpu);
    CU_ASSERT_TRUE(same_tables(&results, &whole));
    CU_ASSERT_EQUAL(record.first, 0);
    CU_ASSERT_EQUAL(record.done, DRAWS);
    CU_ASSERT_EQUAL(record.total, DRAWS);
    CU_ASSERT_TRUE(record.calls > 10);
    CU_ASSERT_EQUAL(record.backwards, 0);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR] + record.messages[ENT_SEVERITY_NOTE], 0);
    CU_ASSERT_EQUAL(results.progress.done, DRAWS);
    CU_ASSERT_FALSE(results.progress.stopped || results.progress.resumable);
    CU_ASSERT_PTR_NULL(results.folder);
    CU_ASSERT_EQUAL(results.counted, DRAWS);
    ent_results_free(&results);
}

/* The figures of the summary are those of the tables. */
static void test_figures(void)
{
    for (size_t v = 0; v < 2; v++) {
        const ent_variant_summary *summary = &whole.summary[v];
        CU_ASSERT_EQUAL(cell(&whole, "headline.csv", summary->id, "probability"), summary->headline.p);
        CU_ASSERT_EQUAL(cell(&whole, "headline.csv", summary->id, "mc_low"), summary->headline.low);
        CU_ASSERT_EQUAL(cell(&whole, "headline.csv", summary->id, "difference"), summary->difference.value);
        CU_ASSERT_EQUAL(cell(&whole, "outcomes.csv", summary->id, "probability"), summary->outcome[1].p);
        CU_ASSERT_TRUE(summary->headline.p > 0.01 && summary->headline.p < 0.99);
    }
    CU_ASSERT_STRING_EQUAL(whole.summary[0].id, "base");
    CU_ASSERT_STRING_EQUAL(whole.summary[1].label, "Surely");
    CU_ASSERT_EQUAL(whole.shown, 2);
    CU_ASSERT_EQUAL(whole.checks, 1);
    CU_ASSERT_EQUAL(whole.checks_failed, 0);
    CU_ASSERT_EQUAL(ent_csv_rows(&whole.table[table_of("draws.csv")]), 2 * 3);
}

static void test_comparison(void)
{
    ent_variant_summary fewer = whole.summary[0];
    ent_difference difference;

    CU_ASSERT_FALSE(ent_summary_compare(&whole.summary[0], &whole.summary[0], &difference));
    CU_ASSERT_EQUAL(difference.value, 0.0);
    CU_ASSERT_TRUE(ent_summary_compare(&whole.summary[1], &whole.summary[0], &difference));
    CU_ASSERT_EQUAL(difference.value, whole.summary[1].difference.value);
    CU_ASSERT_EQUAL(difference.low, whole.summary[1].difference.low);
    fewer.worlds--;
    CU_ASSERT_TRUE(ent_summary_compare(&fewer, &whole.summary[0], &difference));
    CU_ASSERT_TRUE(isnan(difference.value) && isnan(difference.low) && isnan(difference.high));
}

/* The headline is the mean of a measure: sums by world are compared. More worlds than before are another count. */
static void test_comparison_of_means(void)
{
    static const char text[] =
        "run: { worlds = 100; replications = 4; seed = 3; }; factors: { a = \"uniform(0, 10)\"; b = 0; }; events: { e "
        "= 0.5; "
        "};"
        "measures: { m: { value = \"a\"; given = \"e\"; }; }; headline = \"mean(m)\";"
        "variants: { same: { set = (\"factors.b = 1\"); }; more: { set = (\"measures.m.value = a + 2\"); };"
        "rarer: { set = (\"events.e = 0.4\"); }; };";
    static const ent_job_request request = {.threads = 1};
    job_experiment own[2];
    ent_results results[2];
    job_record record;
    ent_difference difference;
    const ent_variant_summary *of = NULL;

    for (size_t i = 0; i < 2; i++) {
        job_experiment_open(&own[i], text, i == 0 ? NULL : "run.worlds = 101");
        job_record_init(&record);
        results[i] = (ent_results){.stopped = false};
        CU_ASSERT_EQUAL_FATAL(ent_job_run(&results[i], &request, &record.host, &own[i].experiment, 0), ENT_OK);
    }
    of = results[0].summary;
    CU_ASSERT_FALSE(ent_summary_compare(&of[1], &of[0], &difference));
    CU_ASSERT_EQUAL(difference.value, 0.0);
    for (size_t v = 2; v < 4; v++) {
        CU_ASSERT_TRUE(ent_summary_compare(&of[v], &of[0], &difference));
        CU_ASSERT_EQUAL(difference.value, of[v].difference.value);
        CU_ASSERT_EQUAL(difference.low, of[v].difference.low);
    }
    CU_ASSERT_TRUE(ent_summary_compare(&results[1].summary[0], &of[0], &difference));
    CU_ASSERT_TRUE(isnan(difference.value));
    CU_ASSERT_TRUE(ent_summary_compare(&of[0], &whole.summary[0], &difference)); /* a mean and a chance */
    CU_ASSERT_TRUE(ent_summary_compare(&whole.summary[0], &of[0], &difference));
    CU_ASSERT_TRUE(isnan(difference.value));
    for (size_t i = 0; i < 2; i++) {
        ent_results_free(&results[i]);
        job_experiment_close(&own[i]);
    }
}

/* Without any callback. */
static void test_no_host(void)
{
    static const ent_job_request request = {.draws = 3};
    static const ent_job_host nobody = {.context = NULL};
    ent_results results = {.stopped = false};

    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &nobody, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_TRUE(same_tables(&results, &whole));
    ent_results_free(&results);
}

static void test_folder(void)
{
    const ent_job_request request = {.out = in_folder("out"), .command_line = "a test", .threads = 1, .draws = 3};
    job_record record;
    ent_results results = {.stopped = false};
    char *manifest;
    size_t length;

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_STRING_EQUAL(results.folder, in_folder("out/case"));
    CU_ASSERT_FALSE(results.charts_drawn);
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        char path[64];
        if (whole.table[t].length == 0) {
            continue;
        }
        snprintf(path, sizeof(path), "out/case/%s", ent_tables[t]->file);
        CU_ASSERT_TRUE(file_is(in_folder(path), whole.table[t].bytes, whole.table[t].length));
    }
    CU_ASSERT_TRUE(file_is(in_folder("out/case/scenario.cfg"), JOB_SCENARIO, strlen(JOB_SCENARIO)));
    CU_ASSERT_TRUE(is_there(in_folder("out/case/report.html")));
    CU_ASSERT_FALSE(is_there(in_folder("out/case/.checkpoint")));
    manifest = text_of(in_folder("out/case/manifest.json"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(manifest);
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest, "\"a test\""));
    free(manifest);
    ent_results_free(&results);
}

/* A result folder that is a file. */
static void test_folder_refused(void)
{
    const ent_job_request request = {.out = in_folder("file"), .threads = 1};
    job_record record;
    ent_results results = {.stopped = false};
    FILE *file = fopen(in_folder("file"), "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_ERR_IO);
    CU_ASSERT_EQUAL(results.diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(results.diagnostics.item[0].text, "file"));
    CU_ASSERT_PTR_NULL(results.folder);
    ent_results_free(&results);
}

/* Charts that cannot be drawn are a diagnostic at once, and no error of the run. */
static void test_no_scripts(void)
{
    const ent_job_request request = {.out = in_folder("plain"), .threads = 1, .charts = true};
    job_record record;
    ent_results results = {.stopped = false};

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.diagnostics, 1);
    CU_ASSERT_FALSE(results.charts_drawn);
    CU_ASSERT_EQUAL(results.diagnostics.errors, 0);
    ent_results_free(&results);
}

/* A setting that is not a number in some draws: no figure may be used. */
static void test_not_a_number(void)
{
    static const ent_job_request request = {.threads = 1};
    job_experiment own;
    job_record record;
    ent_results results = {.stopped = false};

    job_experiment_open(&own,
        "run: { worlds = 50; replications = 2; }; factors: { f = \"uniform(-1, 1)\"; };"
        "events: { e = \"f / (f - f) * 0 + 0.5\"; }; headline = \"e\";",
        NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &own.experiment, 0), ENT_ERR_NUMERIC);
    CU_ASSERT_EQUAL(results.diagnostics.errors, 1);
    CU_ASSERT_STRING_EQUAL(results.diagnostics.item[0].path, "events.e");
    ent_results_free(&results);
    job_experiment_close(&own);
}

/* --- stopping ----------------------------------------------------------------------------------------------------- */

static void test_stopped_at_once(void)
{
    static const ent_job_request request = {.threads = 1};
    job_record record;
    ent_results results = {.stopped = false};

    job_record_init(&record);
    atomic_store(&record.stop, 1);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(results.progress.stopped);
    CU_ASSERT_FALSE(results.progress.resumable);
    CU_ASSERT_EQUAL(results.shown, 0);
    ent_results_free(&results);
}

/* Stopped in the second variant: the first is in the partial tables whole. The same request goes on from there, to the
 * same bytes, and removes the partial tables. */
static void test_stopped_and_resumed(void)
{
    const ent_job_request request = {.out = in_folder("stopped"), .threads = 1, .draws = 3};
    job_record record;
    ent_results results = {.stopped = false};

    job_record_init(&record);
    record.stop_after = DRAWS * 3 / 4;
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(results.progress.stopped && results.progress.resumable && results.stopped);
    CU_ASSERT_EQUAL(results.progress.done, record.done);
    CU_ASSERT_TRUE(record.done < DRAWS);
    CU_ASSERT_EQUAL(results.shown, 2);
    CU_ASSERT_EQUAL(results.summary[0].headline.p, whole.summary[0].headline.p);
    CU_ASSERT_STRING_EQUAL(results.folder, in_folder("stopped/case/partial"));
    CU_ASSERT_TRUE(is_there(in_folder("stopped/case/.checkpoint")));
    CU_ASSERT_FALSE(is_there(in_folder("stopped/case/manifest.json")));
    ent_results_free(&results);

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_NOTE], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "case: resuming at 7"));
    CU_ASSERT_TRUE(record.first > DRAWS / 2);
    CU_ASSERT_EQUAL(record.done, DRAWS);
    CU_ASSERT_TRUE(same_tables(&results, &whole));
    CU_ASSERT_FALSE(is_there(in_folder("stopped/case/.checkpoint")));
    CU_ASSERT_FALSE(is_there(in_folder("stopped/case/partial")));
    ent_results_free(&results);
}

/* `fresh` ignores the checkpoint; a checkpoint of another run is named and not used. */
static void test_checkpoint_not_used(void)
{
    ent_job_request request = {.out = in_folder("fresh"), .threads = 1};
    job_record record;
    ent_results results = {.stopped = false};
    job_experiment other;

    job_experiment_open(&other, JOB_SCENARIO, "run.seed = 4");
    job_record_init(&record);
    record.stop_after = DRAWS / 4;
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_ERR_INTERRUPTED);
    ent_results_free(&results);

    job_record_init(&record);
    atomic_store(&record.stop, 1);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &other.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_WARNING], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "is of seed 3, not 4: starting from the beginning"));
    ent_results_free(&results);

    job_record_init(&record);
    request.fresh = true;
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.first, 0);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_NOTE], 0);
    ent_results_free(&results);
    job_experiment_close(&other);
}

/* Saves are due by the job's clock; without checkpoints nothing is saved. */
static void test_saves(void)
{
    ent_job_request request = {.out = in_folder("saves"), .threads = 1, .checkpoint_seconds = 0.0};
    job_record record;
    ent_results results = {.stopped = false};

    job_record_init(&record);
    record.step = 1.0;
    record.stop_after = DRAWS * 9 / 10;
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(is_there(in_folder("saves/case/.checkpoint")));
    ent_results_free(&results);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_NOTE], 1);
    ent_results_free(&results);
    request.checkpoint_seconds = -1.0;
    job_record_init(&record);
    record.step = 1.0;
    record.stop_after = DRAWS / 4;
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_FALSE(results.progress.resumable);
    CU_ASSERT_FALSE(is_there(in_folder("saves/case/.checkpoint")));
    ent_results_free(&results);
}

/* A checkpoint that cannot be written is named once, and the run goes on. */
static void test_no_room_for_saves(void)
{
    const ent_job_request request = {.out = in_folder("unsaved"), .threads = 1, .checkpoint_seconds = 0.0};
    job_record record;
    ent_results results = {.stopped = false};

    block_checkpoints(in_folder("unsaved"));
    job_record_init(&record);
    record.step = 1.0;
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "the run goes on without"));
    ent_results_free(&results);
}

/* --- shards ------------------------------------------------------------------------------------------------------- */

static void write_shards(const char *out)
{
    for (uint64_t shard = 3; shard >= 1; shard--) {
        const ent_job_request request = {.out = out, .threads = 1, .draws = 3, .shard = shard, .shards = 3};
        ent_shard_file file = {.path = NULL};
        job_record record;
        job_record_init(&record);
        CU_ASSERT_EQUAL(ent_job_shard(&file, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
        CU_ASSERT_FALSE(file.existed);
        CU_ASSERT_TRUE(is_there(file.path));
        CU_ASSERT_TRUE(record.total < DRAWS / 2);
        CU_ASSERT_EQUAL(record.done, record.total);
        ent_shard_file_free(&file);
    }
}

/* Merges the shards in a folder into results. */
static int merge(const char *folder, const char *out, job_record *record, ent_results *results)
{
    ent_merge shards = {.shards = 0};
    ent_job_request request = {.out = out, .threads = 1};
    ent_job_request counted;
    size_t found = 0;
    int status = ent_merge_add_folder(&shards, folder, &found);

    CU_ASSERT_EQUAL(found, 3);
    status = status == ENT_OK ? ent_merge_open(&shards, &record->host) : status;
    status = status == ENT_OK ? ent_merge_check(&shards, &record->host) : status;
    if (status == ENT_OK) {
        CU_ASSERT_EQUAL(ent_merge_group(&shards, 0), 3);
        CU_ASSERT_EQUAL(ent_merge_request(&shards.shard[0].identity, &request, &shards.arena, &counted), ENT_OK);
        CU_ASSERT_EQUAL(counted.draws, 3);
        CU_ASSERT_PTR_EQUAL(counted.out, out);
        status = ent_job_merge(results, &counted, &record->host, &of_whole.experiment, shards.shard, shards.shards);
    }
    ent_merge_free(&shards);
    return status;
}

static void test_shards(void)
{
    job_record record;
    ent_results results = {.stopped = false};

    write_shards(in_folder("shards"));
    job_record_init(&record);
    CU_ASSERT_EQUAL(merge(in_folder("shards"), NULL, &record, &results), ENT_OK);
    CU_ASSERT_TRUE(same_tables(&results, &whole));
    ent_results_free(&results);
    CU_ASSERT_EQUAL(merge(in_folder("shards/case"), in_folder("merged"), &record, &results), ENT_OK);
    CU_ASSERT_STRING_EQUAL(results.folder, in_folder("merged/case"));
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 0);
    ent_results_free(&results);
}

/* A share that is there is not counted again, unless `fresh`. */
static void test_shard_again(void)
{
    ent_job_request request = {.out = in_folder("shards"), .threads = 1, .draws = 3, .shard = 2, .shards = 3};
    ent_shard_file file = {.path = NULL};
    job_record record;

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_shard(&file, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_TRUE(file.existed);
    CU_ASSERT_EQUAL(record.done, 0);
    ent_shard_file_free(&file);
    request.fresh = true;
    CU_ASSERT_EQUAL(ent_job_shard(&file, &request, &record.host, &of_whole.experiment, 0), ENT_OK);
    CU_ASSERT_FALSE(file.existed);
    CU_ASSERT_TRUE(record.done > 0);
    ent_shard_file_free(&file);
}

static void test_shard_errors(void)
{
    const ent_job_request refused = {.out = in_folder("file"), .threads = 1, .shard = 1, .shards = 2};
    const ent_job_request stopped = {.out = in_folder("halted"), .threads = 1, .shard = 1, .shards = 2};
    ent_shard_file file = {.path = NULL};
    job_record record;

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_shard(&file, &refused, &record.host, &of_whole.experiment, 0), ENT_ERR_IO);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "cannot write '"));
    ent_shard_file_free(&file);
    atomic_store(&record.stop, 1);
    CU_ASSERT_EQUAL(ent_job_shard(&file, &stopped, &record.host, &of_whole.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(file.progress.stopped);
    CU_ASSERT_FALSE(is_there(file.path));
    ent_shard_file_free(&file);
}

/* A shard that is missing, and one that is damaged, are named. */
static void test_merge_errors(void)
{
    ent_merge shards = {.shards = 0};
    job_record record;
    FILE *file;

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_merge_add_file(&shards, in_folder("shards/case/shard-1-of-3.part")), ENT_OK);
    CU_ASSERT_EQUAL(ent_merge_open(&shards, &record.host), ENT_OK);
    CU_ASSERT_EQUAL(ent_merge_check(&shards, &record.host), ENT_ERR_CHECKPOINT);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "2"));
    ent_merge_free(&shards);
    file = fopen(in_folder("shards/case/shard-1-of-3.part"), "r+");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fseek(file, 200, SEEK_SET);
    fputs("!!!!", file);
    fclose(file);
    CU_ASSERT_EQUAL(ent_merge_add_file(&shards, in_folder("shards/case/shard-1-of-3.part")), ENT_OK);
    CU_ASSERT_EQUAL(ent_merge_add_file(&shards, in_folder("shards/none.part")), ENT_OK);
    CU_ASSERT_EQUAL(ent_merge_open(&shards, &record.host), ENT_ERR_CHECKPOINT);
    CU_ASSERT_EQUAL(record.messages[ENT_SEVERITY_ERROR], 3);
    CU_ASSERT_PTR_NOT_NULL(strstr(record.text, "none.part: No such file"));
    ent_merge_free(&shards);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"two threads", test_whole},
        {"one thread, the same tables", test_memory},
        {"the figures are those of the tables", test_figures},
        {"comparison of two runs", test_comparison},
        {"comparison of means", test_comparison_of_means},
        {"without callbacks", test_no_host},
        {"into a folder", test_folder},
        {"a folder that cannot be written", test_folder_refused},
        {"charts without scripts", test_no_scripts},
        {"a setting that is not a number", test_not_a_number},
        {"stopped at once", test_stopped_at_once},
        {"stopped and resumed", test_stopped_and_resumed},
        {"a checkpoint that is not used", test_checkpoint_not_used},
        {"saves by the clock", test_saves},
        {"no room for saves", test_no_room_for_saves},
        {"shards and their merge", test_shards},
        {"a shard that is there", test_shard_again},
        {"shards that cannot be counted", test_shard_errors},
        {"shards that cannot be merged", test_merge_errors},
        CU_TEST_INFO_NULL,
    };
    int status = job_folder_make() == 0 ? ent_run_suite("jobs/run", tests) : EXIT_FAILURE;

    ent_results_free(&whole);
    job_experiment_close(&of_whole);
    return job_folder_remove() == 0 ? status : EXIT_FAILURE;
}
