/* The method blockers as a part of an analysis: table, findings, warnings, progress, memory running out. */
#define _GNU_SOURCE /* memmem */
#include "job_case.h"

#include "jobs/analyse/analyse.h"
#include "tables/tables.h"

#define CASE                                                                                                           \
    "run: { worlds = 50; replications = 40; seed = 4; }; factors: { mood = \"normal(0, 1)\"; };"                       \
    "events: { storm = \"logistic(mood)\"; };"                                                                         \
    "parties: { a: { name = \"Ann\"; threshold = \"uniform(0, 1)\"; }; b: { threshold = \"uniform(0, 1)\"; }; };"      \
    "demands: { d: { options = (\"x\", \"y\"); a: { scores = (0.3, 0.8); }; b: { scores = (0.7, 0.2); }; }; };"        \
    "headline = \"agreed and not storm\"; variants: { calm: { set = (\"events.storm = 0\"); }; };"

/* Runs the method in memory. */
static int analyse(ent_analysis *made, job_record *record, job_experiment *loaded, const char *text, size_t variant)
{
    static const char *const name[] = {"blockers"};
    static const ent_job_request request = {.name = name, .names = 1, .threads = 2, .columns = true};

    job_experiment_open(loaded, text, NULL);
    job_record_init(record);
    *made = (ent_analysis){.method = NULL};
    return ent_job_analyse(made, &request, &record->host, &loaded->experiment, variant);
}

static const ent_csv_writer *table_of(const ent_analysis *made)
{
    return &made->results.table[ent_table_index(&ent_table_blockers)];
}

static void test_method(void)
{
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL(analyse(&made, &record, &loaded, CASE, 0), ENT_OK);
    CU_ASSERT_EQUAL(ent_csv_rows(table_of(&made)), 2 + 2 + 2); /* vetoes, thresholds, events */
    CU_ASSERT_EQUAL(memcmp(table_of(&made)->bytes, "variant,kind,change,paths,agreed,", 33), 0);
    CU_ASSERT_EQUAL(record.done, record.total);
    CU_ASSERT_EQUAL(record.total, (6 + 1) * 50 * 40);
    CU_ASSERT_EQUAL(record.backwards, 0);
    CU_ASSERT_TRUE(made.findings >= 3);
    CU_ASSERT_EQUAL(strncmp(made.finding[0].text, "If ", 3), 0);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(made.finding[made.findings - 1].text, "Of 6 changes, each on its own with 2,000 draws"));
    CU_ASSERT_EQUAL(made.results.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.results.diagnostics.item[0].text,
        "demands.d: it is not dropped, for without it `a` has no weight on anything"));
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

static void test_variant(void)
{
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL(analyse(&made, &record, &loaded, CASE, 1), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_csv_rows(table_of(&made)), 6);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[made.findings - 1].text, "Of 6 changes"));
    CU_ASSERT_PTR_NOT_NULL(memmem(table_of(&made)->bytes, table_of(&made)->length, "calm,event,", 11));
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

static void test_nothing(void)
{
    job_experiment loaded;
    job_record record;
    ent_analysis made;

    CU_ASSERT_EQUAL(analyse(&made, &record, &loaded, "run: { worlds = 10; replications = 10; };", 0), ENT_OK);
    CU_ASSERT_EQUAL(ent_csv_rows(table_of(&made)), 0);
    CU_ASSERT_EQUAL_FATAL(made.findings, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "There is nothing to change"));
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

static void test_stopped(void)
{
    static const char *const name[] = {"blockers"};
    const ent_job_request request = {.name = name, .names = 1, .threads = 1};
    job_experiment loaded;
    job_record record;
    ent_analysis made = {.method = NULL};

    job_experiment_open(&loaded, CASE, NULL);
    job_record_init(&record);
    record.stop_after = 3000;
    CU_ASSERT_EQUAL(ent_job_analyse(&made, &request, &record.host, &loaded.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(record.done < 7 * 2000);
    CU_ASSERT_EQUAL(made.results.table[ent_table_index(&ent_table_blockers)].length, 0);
    ent_analysis_free(&made);
    job_experiment_close(&loaded);
}

int main(void)
{
    CU_TestInfo tests[] = {{"table, findings, warnings, progress", test_method}, {"of a variant", test_variant},
        {"nothing to change", test_nothing}, {"stopped", test_stopped}, CU_TEST_INFO_NULL};

    return ent_run_suite("method blockers", tests);
}
