/* The methods sensitivity and value as parts of an analysis: tables, findings, warnings, progress. */
#include "job_case.h"

#include "jobs/analyse/analyse.h"
#include "tables/analysis/sensitivity.h"
#include "tables/analysis/value.h"
#include "tables/tables.h"

#include <math.h>

/* x1 alone decides the better choice; x1 + x2 move both. */
#define CASE                                                                                                           \
    "run: { worlds = 500; replications = 40; seed = 4; };"                                                             \
    "factors: { x1 = { name = \"Mood\"; value = \"uniform(-1, 1)\"; }; x2 = \"uniform(-1, 1)\"; act = 0; };"           \
    "events: { y = \"0.5 + 0.2 * x2 + if(act == 1, 0.2 * x1 - 0.02, 0.2 * x1 * x2)\"; }; headline = \"y\";"            \
    "variants: { go: { name = \"Go ahead\"; set = (\"factors.act = 1\"); };"                                           \
    "stay: { set = (\"factors.act = 1\", \"factors.x1 = -0.5\"); }; };"

/* Runs methods in memory. */
static int analyse(
    ent_analysis *made, job_record *record, job_experiment *loaded, const char *text, const ent_job_request *request)
{
    job_experiment_open(loaded, text, NULL);
    job_record_init(record);
    *made = (ent_analysis){.method = NULL};
    return ent_job_analyse(made, request, &record->host, &loaded->experiment, 0);
}

static void close_all(ent_analysis *made, job_experiment *loaded)
{
    ent_analysis_free(made);
    job_experiment_close(loaded);
}

static bool has_text(const ent_csv_writer *table, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i + length <= table->length; i++) {
        if (memcmp(table->bytes + i, text, length) == 0) {
            return true;
        }
    }
    return false;
}

static const ent_csv_writer *table_of(const ent_analysis *made, const ent_table *table)
{
    return &made->results.table[ent_table_index(table)];
}

static void test_sensitivity(void)
{
    static const char *const name[] = {"sensitivity"};
    const ent_job_request request = {.name = name, .names = 1, .threads = 2, .columns = true};
    job_experiment loaded;
    job_record record;
    ent_analysis made;
    const ent_memory_table *memory;
    job_time start = job_time_start();

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded, CASE, &request), ENT_OK);
    job_time_check(start, false, made.results.wall, made.results.cpu);
    CU_ASSERT(has_text(table_of(&made, &ent_table_sensitivity),
        "variant,group,first,first_low,first_high,total,total_low,total_high,evaluations\r\nbase,x1,"));
    CU_ASSERT(has_text(table_of(&made, &ent_table_sensitivity), ",3000\r\nbase,x2,"));
    CU_ASSERT_EQUAL(ent_csv_rows(table_of(&made, &ent_table_sensitivity)), 2);
    CU_ASSERT_EQUAL(table_of(&made, &ent_table_value)->length, 0);
    memory = &made.results.memory[ent_table_index(&ent_table_sensitivity)];
    CU_ASSERT_EQUAL(ent_memory_table_rows(memory), 2);
    CU_ASSERT_EQUAL(ent_memory_table_cell(memory, 1, 8)->number, 3000);
    CU_ASSERT(made.findings >= 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "“X2” explains the largest share"));
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "next comes “Mood”"));
    CU_ASSERT_EQUAL(record.total, 6 * 500 * 40);
    CU_ASSERT_EQUAL(record.done, record.total);
    CU_ASSERT_EQUAL(record.backwards, 0);
    CU_ASSERT_EQUAL(made.results.diagnostics.count, 0);
    close_all(&made, &loaded);
}

/* No variance: a warning, empty cells, and the draws that are not needed count as done. */
static void test_nothing_varies(void)
{
    static const char *const name[] = {"sensitivity"};
    const ent_job_request request = {.name = name, .names = 1, .threads = 1};
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded,
                              "run: { worlds = 200; replications = 10; }; factors: { x = \"normal(0, 1)\"; };"
                              "events: { y = 0.3; }; headline = \"y\";",
                              &request),
        ENT_OK);
    CU_ASSERT(has_text(table_of(&made, &ent_table_sensitivity), "\r\nbase,x,,,,,,,400\r\n"));
    CU_ASSERT_EQUAL(made.results.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.results.diagnostics.item[0].text, "below 4 of its standard errors"));
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "cannot be told"));
    CU_ASSERT_EQUAL(record.done, record.total);
    close_all(&made, &loaded);
}

static void test_value(void)
{
    static const char *const name[] = {"value"};
    const ent_job_request request = {.name = name, .names = 1, .threads = 2};
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded, CASE, &request), ENT_OK);
    CU_ASSERT(has_text(table_of(&made, &ent_table_value),
        "variant,factor,value,value_low,value_high,best_without,switches\r\nbase,x1,0."));
    CU_ASSERT(has_text(table_of(&made, &ent_table_value), "\r\nbase,x2,"));
    CU_ASSERT(has_text(table_of(&made, &ent_table_value), "\r\nbase,all,"));
    CU_ASSERT_EQUAL(ent_csv_rows(table_of(&made, &ent_table_value)), 3);
    CU_ASSERT_EQUAL(made.findings, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "to know “Mood” before choosing would add"));
    CU_ASSERT_EQUAL(record.done, 3 * 500 * 40);
    CU_ASSERT_EQUAL(record.total, record.done);
    close_all(&made, &loaded);
}

/* Only the choices asked for are played; one alone has nothing to choose. */
static void test_choices(void)
{
    static const char *const name[] = {"value"}, *const choose[] = {"stay", "base"}, *const wrong[] = {"gone"};
    ent_job_request request = {.name = name, .names = 1, .threads = 1, .choose = choose, .choices = 2};
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded, CASE, &request), ENT_OK);
    CU_ASSERT_EQUAL(record.done, 2 * 500 * 40);
    CU_ASSERT(has_text(table_of(&made, &ent_table_value), ",base,"));
    close_all(&made, &loaded);
    request.choices = 1;
    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded, CASE, &request), ENT_OK);
    CU_ASSERT_EQUAL(ent_csv_rows(table_of(&made, &ent_table_value)), 3);
    CU_ASSERT(has_text(table_of(&made, &ent_table_value), "\r\nbase,all,0,0,0,stay,0\r\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "There is one choice alone, “Stay”"));
    close_all(&made, &loaded);
    request.choose = wrong;
    CU_ASSERT_EQUAL(analyse(&made, &record, &loaded, CASE, &request), ENT_ERR_ARGUMENT);
    close_all(&made, &loaded);
}

/* One draw a world: no halves, an empty cell and a warning. */
static void test_one_draw(void)
{
    static const char *const name[] = {"value"};
    const ent_job_request request = {.name = name, .names = 1, .threads = 1};
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded,
                              "run: { worlds = 300; replications = 1; }; factors: { x = \"uniform(0, 1)\"; act = 0; };"
                              "events: { y = \"if(act == 1, x, 0.5)\"; }; headline = \"y\"; variants: { go: { set = "
                              "(\"factors.act = 1\"); }; };",
                              &request),
        ENT_OK);
    CU_ASSERT(has_text(table_of(&made, &ent_table_value), "\r\nbase,all,,,,"));
    CU_ASSERT_EQUAL(made.results.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.results.diagnostics.item[0].text, "`all` has no value"));
    close_all(&made, &loaded);
}

/* One world: nothing differs from world to world, and no value is known. */
static void test_one_world(void)
{
    static const char *const name[] = {"value"};
    const ent_job_request request = {.name = name, .names = 1, .threads = 1};
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded,
                              "run: { worlds = 1; replications = 40; }; factors: { x = \"uniform(0, 1)\"; };"
                              "events: { y = \"x\"; }; headline = \"y\"; variants: { go: { set = "
                              "(\"events.y = 0.5\"); }; };",
                              &request),
        ENT_OK);
    CU_ASSERT(has_text(table_of(&made, &ent_table_value), "\r\nbase,all,,,,"));
    CU_ASSERT_EQUAL(made.results.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.results.diagnostics.item[0].text, "known in a single world"));
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "cannot be told"));
    close_all(&made, &loaded);
}

/* A mean that is infinite in some draw, and a condition that never holds: empty cells, and one warning each. */
static void test_undefined(void)
{
    static const char *const name[] = {"sensitivity", "value"};
    static const char *const texts[] = {
        "run: { worlds = 100; replications = 10; }; factors: { x = \"uniform(0, 1)\"; }; events: { e = 0.2; };"
        "measures: { m = \"if(e, inf, x)\"; }; headline = \"mean(m)\";",
        "run: { worlds = 100; replications = 10; }; factors: { x = \"uniform(0, 1)\"; }; events: { e = \"x\"; b = 0; };"
        "headline = \"e given b\";"};
    const ent_job_request request = {.name = name, .names = 2, .threads = 1};

    for (size_t t = 0; t < 2; t++) {
        job_experiment loaded;
        job_record record;
        ent_analysis made;
        CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded, texts[t], &request), ENT_OK);
        CU_ASSERT(has_text(table_of(&made, &ent_table_sensitivity), "\r\nbase,x,,,,,,,200\r\n"));
        CU_ASSERT(has_text(table_of(&made, &ent_table_value), "\r\nbase,x,,,,base,\r\nbase,all,,,,base,\r\n"));
        CU_ASSERT_EQUAL(made.results.diagnostics.count, 2);
        for (size_t i = 0; i < made.results.diagnostics.count; i++) {
            CU_ASSERT_PTR_NOT_NULL(strstr(made.results.diagnostics.item[i].text,
                i == 0 ? "fewer than two worlds" : "the headline is not defined"));
        }
        close_all(&made, &loaded);
    }
}

/* A choice for which the headline is never defined is named; of two alike none is clearly best. */
static void test_unclear(void)
{
    static const char *const name[] = {"value"};
    const ent_job_request request = {.name = name, .names = 1, .threads = 1};
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &record, &loaded,
                              "run: { worlds = 200; replications = 20; }; factors: { x = \"uniform(0, 1)\"; act = 0; };"
                              "events: { e = \"0.4\"; b = \"if(act == 1, 0, 0.5)\"; d = \"x < 2 and act == 0\"; };"
                              "headline = \"e given b\"; variants: { go: { set = (\"factors.act = 1\"); };"
                              "still: { name = \"Stand still\"; set = (\"events.d = 0\"); }; };",
                              &request),
        ENT_OK);
    CU_ASSERT_EQUAL(made.results.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.results.diagnostics.item[0].text, "value: the choice `go` is left out"));
    CU_ASSERT_EQUAL_FATAL(made.findings, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[1].text, "No choice is clearly best"));
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[1].text, "“Stand still”"));
    close_all(&made, &loaded);
}

static void test_stopped(void)
{
    static const char *const name[] = {"sensitivity", "value"};

    for (size_t i = 0; i < 2; i++) {
        const ent_job_request request = {.name = &name[i], .names = 1, .threads = 1};
        job_experiment loaded;
        job_record record;
        ent_analysis made = {.method = NULL};
        job_experiment_open(&loaded, CASE, NULL);
        job_record_init(&record);
        record.stop_after = 500 * 40 + 1;
        CU_ASSERT_EQUAL(ent_job_analyse(&made, &request, &record.host, &loaded.experiment, 0), ENT_ERR_INTERRUPTED);
        CU_ASSERT_TRUE(made.results.progress.stopped);
        close_all(&made, &loaded);
    }
}

/* Where the scenario is run first, the run counts by world, and the methods play those worlds no more: the same tables.
 */
static void test_counts_of_the_run(void)
{
    static const char *const name[] = {"sensitivity", "value", "discover"};
    ent_job_request request = {.name = name, .names = 3, .threads = 2, .checkpoint_seconds = -1.0};
    char folder[] = "/tmp/entente-analyse-XXXXXX", command[64];
    job_experiment loaded, again;
    job_record record, record_again;
    ent_analysis played, counted;

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    CU_ASSERT_EQUAL_FATAL(analyse(&played, &record, &loaded, CASE, &request), ENT_OK);
    request.out = folder;
    CU_ASSERT_EQUAL_FATAL(analyse(&counted, &record_again, &again, CASE, &request), ENT_OK);
    CU_ASSERT(counted.ran);
    CU_ASSERT_PTR_NULL(played.worlds);
    CU_ASSERT_PTR_NOT_NULL_FATAL(counted.worlds);
    for (size_t v = 0; v < 3; v++) {
        CU_ASSERT_EQUAL(counted.worlds[v].worlds, 500);
        CU_ASSERT_EQUAL(counted.worlds[v].draws[499], 40);
    }
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        const ent_csv_writer *a = &played.results.table[t], *b = &counted.results.table[t];
        CU_ASSERT_EQUAL_FATAL(a->length, b->length);
        CU_ASSERT(a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
    }
    CU_ASSERT(table_of(&counted, &ent_table_value)->length > 0);
    CU_ASSERT_EQUAL(record_again.total, record.total);
    CU_ASSERT_EQUAL(record_again.done, record_again.total);
    close_all(&played, &loaded);
    close_all(&counted, &again);
    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    CU_ASSERT_EQUAL(system(command), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"sensitivity", test_sensitivity}, {"nothing varies", test_nothing_varies},
        {"value", test_value}, {"choices", test_choices}, {"one draw a world", test_one_draw},
        {"one world", test_one_world}, {"undefined headlines", test_undefined}, {"unclear choices", test_unclear},
        {"stopped", test_stopped}, {"counts of the run", test_counts_of_the_run}, CU_TEST_INFO_NULL};

    return ent_run_suite("sensitivity and value as methods", tests);
}
