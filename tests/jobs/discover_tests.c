/* `analyse FILE discover`: a planted box, from scenario to tables, sentence and scenario; whose files are replaced.
 * Seeds are fixed. Densities and chances are compared at 5 standard errors of their draws and more (6 false alarms in
 * ten million with other seeds); the ends of boxes at a slice of 5% of the box, and shares of worlds at 1.5 to 3
 * standard errors of the factors, which one seed in ten would miss: they show that the right box is found, not how
 * exactly. */
#include "job_case.h"

#include "jobs/analyse/analyse.h"
#include "run/experts/experts.h"
#include "run/headline.h"

#include <math.h>

#define PLANTED                                                                                                        \
    "run: { worlds = 3000; replications = 40; seed = 5; }; "                                                           \
    "factors: { a = \"uniform(0, 1)\"; b = \"uniform(0, 100)\"; kind = \"discrete(0, 1, 1, 1, 2, 1)\"; "               \
    "d = \"normal(0, 1)\"; }; events: { y = \"if(a < 0.4 and b > 60 and kind == 1, 80%, 10%)\"; z = \"30%\"; }; "

static const char planted[] = PLANTED "headline = \"y\"; variants: { more: { set = (\"factors.a = 0.3\"); }; };";

static int analyse(ent_analysis *made, job_experiment *job, const char *text, ent_job_request request, size_t variant)
{
    static const char *const name[] = {"discover"};
    job_record record;

    job_experiment_open(job, text, NULL);
    job_record_init(&record);
    request.name = name;
    request.names = 1;
    *made = (ent_analysis){.method = NULL};
    return ent_job_analyse(made, &request, &record.host, &job->experiment, variant);
}

static void close_analysis(ent_analysis *made, job_experiment *job)
{
    ent_analysis_free(made);
    job_experiment_close(job);
}

static const ent_csv_writer *table_of(const ent_analysis *made, const ent_table *table)
{
    return &made->results.table[ent_table_index(table)];
}

/* Number `column` of a row of a table whose cells have no quotes; NaN where it is empty. */
static double cell(const ent_csv_writer *csv, size_t row, size_t column)
{
    const char *at = csv->bytes;

    for (size_t i = 0; i <= row; i++) {
        at = strchr(at, '\n') + 1;
    }
    for (size_t i = 0; i < column; i++) {
        at = strchr(at, ',') + 1;
    }
    return *at == ',' || *at == '\r' ? (double) NAN : strtod(at, NULL);
}

/* The row of the step proposed for a box; SIZE_MAX without one. */
static size_t chosen_row(const ent_csv_writer *csv, double box)
{
    for (size_t row = 0; row < ent_csv_rows(csv); row++) {
        if (cell(csv, row, 1) == box && cell(csv, row, 7) == 1.0) {
            return row;
        }
    }
    return SIZE_MAX;
}

static double headline_of(const char *text)
{
    job_experiment job;
    ent_estimate estimate = {.has_p = false};
    ent_guard_count guard[64];

    job_experiment_open(&job, text, NULL);
    CU_ASSERT_EQUAL(ent_run_headline(&job.experiment.item[0]->model, NULL, guard, &estimate), ENT_OK);
    job_experiment_close(&job);
    return estimate.p;
}

static void test_memory(void)
{
    ent_analysis made, again;
    job_experiment job, other;
    const ent_csv_writer *steps, *limits;
    size_t row;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &job, planted, (ent_job_request){.threads = 1}, 0), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(analyse(&again, &other, planted, (ent_job_request){.threads = 3}, 0), ENT_OK);
    steps = table_of(&made, &ent_table_discover);
    limits = table_of(&made, &ent_table_discover_boxes);
    row = chosen_row(steps, 1.0);
    CU_ASSERT_NOT_EQUAL_FATAL(row, SIZE_MAX);
    CU_ASSERT_DOUBLE_EQUAL(cell(steps, row, 4), 0.8, 0.04);
    CU_ASSERT_DOUBLE_EQUAL(cell(steps, row, 3), 0.4 * 0.4 / 3.0, 0.006);
    CU_ASSERT_EQUAL_FATAL(ent_csv_rows(limits), 3);
    CU_ASSERT_DOUBLE_EQUAL(cell(limits, 0, 4), 0.4, 0.02);
    CU_ASSERT_DOUBLE_EQUAL(cell(limits, 1, 3), 60.0, 2.0);
    CU_ASSERT_DOUBLE_EQUAL(cell(limits, 2, 3), 0.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(cell(limits, 2, 4), 1.5, 0.0);
    CU_ASSERT_EQUAL(made.findings, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, " is 1, the chance is "));
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        CU_ASSERT_EQUAL_FATAL(made.results.table[t].length, again.results.table[t].length);
        CU_ASSERT_TRUE(
            made.results.table[t].length == 0 ||
            memcmp(made.results.table[t].bytes, again.results.table[t].bytes, made.results.table[t].length) == 0);
    }
    close_analysis(&made, &job);
    close_analysis(&again, &other);
}

/* Two boxes: the rows of each are its own limits, with the density without each of them. */
static void test_two_boxes(void)
{
    static const struct {
        const char *start;
        double low, high, without;
    } row[] = {{"\nbase,1,a,", NAN, 0.3, 0.305}, {"\nbase,1,b,", NAN, 50.0, 0.475}, {"\nbase,2,a,", 0.7, NAN, 0.215},
        {"\nbase,2,b,", 50.0, NAN, 0.325}};
    ent_analysis made;
    job_experiment job;
    const ent_csv_writer *limits, *steps;
    const char *at;

    CU_ASSERT_EQUAL_FATAL(
        analyse(&made, &job,
            "run: { worlds = 3000; replications = 40; seed = 5; }; "
            "factors: { a = \"uniform(0, 1)\"; b = \"uniform(0, 100)\"; }; events: { y = \"if(a < 0.3 and b < 50, "
            "90%, if(a > 0.7 and b > 50, 60%, 5%))\"; }; headline = \"y\";",
            (ent_job_request){.threads = 2}, 0),
        ENT_OK);
    limits = table_of(&made, &ent_table_discover_boxes);
    CU_ASSERT_EQUAL_FATAL(ent_csv_rows(limits), 4);
    at = limits->bytes;
    for (size_t i = 0; i < 4; i++) {
        double scale = i % 2 == 0 ? 1.0 : 100.0;
        at = strchr(at + 1, '\n');
        CU_ASSERT_EQUAL(strncmp(at, row[i].start, strlen(row[i].start)), 0);
        for (size_t side = 0; side < 2; side++) {
            double exact = side == 0 ? row[i].low : row[i].high, found = cell(limits, i, 3 + side);
            CU_ASSERT_TRUE(isnan(exact) ? isnan(found) : fabs(found - exact) < 0.02 * scale);
        }
        CU_ASSERT_DOUBLE_EQUAL(cell(limits, i, 5), row[i].without, 0.03);
        CU_ASSERT_TRUE(cell(limits, i, 6) < 1e-9);
    }
    steps = table_of(&made, &ent_table_discover);
    for (size_t b = 0; b < 2; b++) { /* both hold 15% of the worlds */
        size_t chosen = chosen_row(steps, (double) b + 1.0);
        CU_ASSERT_NOT_EQUAL_FATAL(chosen, SIZE_MAX);
        CU_ASSERT_DOUBLE_EQUAL(cell(steps, chosen, 3), 0.15, 0.02);
        CU_ASSERT_DOUBLE_EQUAL(cell(steps, chosen, 4), b == 0 ? 0.9 : 0.6, 0.04);
    }
    close_analysis(&made, &job);
}

/* The scenario of a box has its chance: 4.5 standard errors, 120,000 draws and the box's 7,000 (a false alarm in 7 of a
 * million comparisons with other seeds). */
static void test_scenario(void)
{
    const ent_job_request request = {.threads = 2, .out = in_folder("a"), .checkpoint_seconds = -1.0};
    ent_analysis made;
    job_experiment job;
    size_t length = 0, row;
    char *text, *manifest;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &job, planted, request, 0), ENT_OK);
    CU_ASSERT_TRUE(made.ran);
    text = text_of(in_folder("a/case/boxes/case-1.cfg"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_FALSE(is_there(in_folder("a/case/boxes/case-2.cfg")));
    row = chosen_row(table_of(&made, &ent_table_discover), 1.0);
    CU_ASSERT_DOUBLE_EQUAL(headline_of(text), cell(table_of(&made, &ent_table_discover), row, 4), 0.025);
    manifest = text_of(in_folder("a/case/manifest.json"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(manifest);
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest, "\"boxes/case-1.cfg\""));
    free(text);
    free(manifest);
    close_analysis(&made, &job);
    /* the same again, and of a variant a file of its own */
    CU_ASSERT_EQUAL(analyse(&made, &job, planted, request, 0), ENT_OK);
    CU_ASSERT_FALSE(made.ran);
    close_analysis(&made, &job);
    CU_ASSERT_EQUAL(analyse(&made, &job, planted, request, 1), ENT_OK);
    text = text_of(in_folder("a/case/boxes/case-more-1.cfg"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "a = 0.3;"));
    CU_ASSERT_TRUE(is_there(in_folder("a/case/boxes/case-1.cfg")));
    free(text);
    close_analysis(&made, &job);
}

static void append(const char *path)
{
    FILE *file = fopen(path, "a");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("# mine\n", file);
    fclose(file);
}

/* A box that its user changed is not replaced, and what was there stays. */
static void test_owners(void)
{
    ent_job_request request = {.threads = 2, .out = in_folder("b"), .checkpoint_seconds = -1.0, .least = true};
    ent_analysis made;
    job_experiment job;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &job, planted, request, 0), ENT_OK);
    close_analysis(&made, &job);
    CU_ASSERT_TRUE(is_there(in_folder("b/case/boxes/case-2.cfg"))); /* of least there are several */
    request.least = false;
    CU_ASSERT_EQUAL(analyse(&made, &job, planted, request, 0), ENT_OK);
    close_analysis(&made, &job);
    CU_ASSERT_FALSE(is_there(in_folder("b/case/boxes/case-2.cfg")));
    append(in_folder("b/case/boxes/case-1.cfg"));
    CU_ASSERT_EQUAL(analyse(&made, &job, planted, request, 0), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(made.results.diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.results.diagnostics.item[0].text, "boxes/case-1.cfg was not written by"));
    CU_ASSERT_TRUE(is_there(in_folder("b/case/manifest.json")));
    close_analysis(&made, &job);
}

/* No box: a warning, and no scenario. */
static void expect_none(const char *text, const char *expected)
{
    ent_analysis made;
    job_experiment job;
    bool said = false;

    CU_ASSERT_EQUAL(analyse(&made, &job, text, (ent_job_request){.threads = 2}, 0), ENT_OK);
    for (size_t i = 0; i < made.results.diagnostics.count; i++) {
        said = said || strstr(made.results.diagnostics.item[i].text, expected) != NULL;
    }
    CU_ASSERT_TRUE(said);
    CU_ASSERT_EQUAL(made.findings, 0);
    CU_ASSERT_EQUAL(ent_csv_rows(table_of(&made, &ent_table_discover_boxes)), 0);
    CU_ASSERT_EQUAL(chosen_row(table_of(&made, &ent_table_discover), 1.0), SIZE_MAX);
    close_analysis(&made, &job);
}

static void test_none(void)
{
    expect_none(
        "run: { worlds = 100; replications = 10; }; events: { y = \"30%\"; }; headline = \"y\";", "nothing is unknown");
    expect_none(PLANTED "headline = \"z\";", "chance noise");
    expect_none(PLANTED "headline = \"z or not z\";", "the same in all boxes");
    expect_none(PLANTED "headline = \"y given z and not z\";", "condition holds in no draw");
}

/* Events are limited draw by draw; the headline's own is not. */
static void test_chance(void)
{
    static const char text[] =
        "run: { worlds = 300; replications = 50; seed = 2; }; factors: { a = \"uniform(0, 1)\"; }; "
        "events: { e = \"30%\"; y = \"if(e and a > 0.5, 90%, 10%)\"; }; "
        "contributors: { c: { troops = 1; joins = \"50%\"; }; }; headline = \"y\";";
    ent_analysis made;
    job_experiment job;
    const ent_csv_writer *limits;

    CU_ASSERT_EQUAL_FATAL(analyse(&made, &job, text, (ent_job_request){.threads = 2, .chance = true}, 0), ENT_OK);
    limits = table_of(&made, &ent_table_discover_boxes);
    CU_ASSERT_EQUAL_FATAL(ent_csv_rows(limits), 2);
    CU_ASSERT_DOUBLE_EQUAL(cell(limits, 0, 3), 0.5, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(cell(limits, 1, 3), 0.5, 0.0);
    CU_ASSERT_EQUAL_FATAL(made.findings, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, " happens, the chance is "));
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, "of the draws and"));
    CU_ASSERT_EQUAL_FATAL(made.files, 3); /* one box, and two that are not there */
    CU_ASSERT_PTR_NOT_NULL(strstr(made.file[2].bytes, "\"events.e = 100%\""));
    CU_ASSERT_DOUBLE_EQUAL(headline_of(made.file[2].bytes), 0.9, 0.03);
    close_analysis(&made, &job);
}

/* Worlds weigh by their draws with the condition; the mean of a measure has a unit and no cases. */
static void test_headlines(void)
{
    ent_analysis made;
    job_experiment job;
    const ent_csv_writer *steps;
    size_t row;

    CU_ASSERT_EQUAL_FATAL(
        analyse(&made, &job,
            "run: { worlds = 1500; replications = 40; seed = 3; }; factors: { a = \"uniform(0, 1)\"; }; "
            "events: { b = \"a\"; y = \"if(a > 0.6, 70%, 20%)\"; }; headline = \"y given b\";",
            (ent_job_request){.threads = 2}, 0),
        ENT_OK);
    steps = table_of(&made, &ent_table_discover);
    row = chosen_row(steps, 1.0);
    CU_ASSERT_NOT_EQUAL_FATAL(row, SIZE_MAX);
    CU_ASSERT_DOUBLE_EQUAL(cell(steps, row, 4), 0.7, 0.02);
    CU_ASSERT_DOUBLE_EQUAL(cell(steps, row, 3), 1.0 - 0.36, 0.03); /* P(a > 0.6 given b) */
    CU_ASSERT_DOUBLE_EQUAL(cell(steps, 0, 4), 0.7 * 0.64 + 0.2 * 0.36, 0.02);
    close_analysis(&made, &job);
    CU_ASSERT_EQUAL_FATAL(
        analyse(&made, &job,
            "run: { worlds = 1500; replications = 40; seed = 3; }; factors: { a = \"uniform(0, 1)\"; }; "
            "events: { y = \"if(a > 0.6, 70%, 20%)\"; }; measures: { m: { value = \"10 * y - 20\"; "
            "unit = \"euro\"; }; }; headline = \"mean(m)\";",
            (ent_job_request){.threads = 2, .least = true}, 0),
        ENT_OK);
    steps = table_of(&made, &ent_table_discover);
    row = chosen_row(steps, 1.0);
    CU_ASSERT_NOT_EQUAL_FATAL(row, SIZE_MAX);
    CU_ASSERT_DOUBLE_EQUAL(cell(steps, row, 4), -18.0, 0.15);
    CU_ASSERT_TRUE(isnan(cell(steps, row, 5)));
    CU_ASSERT_TRUE(isnan(cell(table_of(&made, &ent_table_discover_boxes), 0, 6)));
    CU_ASSERT_PTR_NOT_NULL(strstr(made.finding[0].text, " euro; that is "));
    close_analysis(&made, &job);
}

/* Where experts differ, a warning that they are no dimension. */
static void test_experts(void)
{
    ent_analysis made;
    job_experiment job;

    CU_ASSERT_EQUAL_FATAL(
        analyse(&made, &job,
            "run: { worlds = 1500; replications = 40; seed = 3; }; factors: { a = \"uniform(0, 1)\"; b = 0; }; "
            "experts: { p: { set = (\"factors.b = 0.1\"); }; q: { set = (\"factors.b = 0\"); }; };"
            "events: { y = \"if(a > 0.6, 0.7, 0.2) + b\"; }; headline = \"y\";",
            (ent_job_request){.threads = 2}, 0),
        ENT_OK);
    CU_ASSERT_TRUE(made.findings > 0);
    CU_ASSERT_EQUAL_FATAL(made.results.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(made.results.diagnostics.item[0].text, "discover: which expert is right is no dimension"));
    close_analysis(&made, &job);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"tables in memory, for any threads", test_memory}, {"two boxes", test_two_boxes},
        {"the scenario of a box", test_scenario}, {"whose files are replaced", test_owners}, {"no box", test_none},
        {"events and joins", test_chance}, {"conditions and means", test_headlines}, {"experts", test_experts},
        CU_TEST_INFO_NULL};
    int status = job_folder_make();

    status = status == 0 ? ent_run_suite("jobs/discover", tests) : status;
    return job_folder_remove() != 0 ? 1 : status;
}
