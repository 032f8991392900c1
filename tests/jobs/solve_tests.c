/* `sweep --solve`: values that are known in closed form, ranges from the setting, and every mistake. */
#include "job_case.h"

#include "jobs/solve/solve.h"

#include <math.h>

/* Three troops uniform on (0, 1); a truce with one constant hazard; a stage of the talks. */
static const char text[] =
    "run: { worlds = 500; replications = 400; seed = 5; horizon = 24; }; "
    "factors: { f = \"normal(10, 2)\"; p = \"unknown(20% to 40%)\"; }; events: { e = \"p\"; }; "
    "contributors: { a: { troops = \"uniform(0, 1)\"; }; b: { troops = \"uniform(0, 1)\"; }; "
    "c: { troops = \"uniform(0, 1)\"; }; }; force: { required = 1.5; }; "
    "parties: { q: { threshold = 0; }; }; demands: { x: { options = (\"a\", \"b\"); q: { scores = (1, 1); }; }; }; "
    "talks: { rounds = 12; stages: { s: \"10%\"; }; }; truce: { causes: { c: { hazard = 0.03; contained = 0; }; }; }; "
    "measures: { m: { value = \"truce.months\"; unit = \"months\"; given = \"agreed\"; }; }; "
    "variants: { three: { set = (\"force.required = 2.9\", \"truce.causes.c.hazard = 0.01\"); }; }; "
    "experts: { one: { weight = 1; }; two: { weight = 1; set = (\"events.e = 50%\"); }; };";

static ent_solve_results made;
static job_experiment job;

static int solve(const char *question, const char *path, double from, double to, size_t variant, unsigned threads)
{
    const ent_job_request request = {.threads = threads};
    const ent_solve_request asked = {question, path, from, to};
    job_record record;

    job_experiment_open(&job, text, NULL);
    job_record_init(&record);
    return ent_job_solve(&made, &asked, &request, &record.host, &job.experiment, variant);
}

static void finish(void)
{
    ent_solve_results_free(&made);
    job_experiment_close(&job);
}

/* The value is within its interval of the exact one, stretched to 4.5 standard errors (7 in a million). */
static void expect_value(const char *question, const char *path, size_t variant, double exact)
{
    double half;

    CU_ASSERT_EQUAL_FATAL(solve(question, path, (double) NAN, (double) NAN, variant, 2), ENT_OK);
    half = (made.crossing.high - made.crossing.low) / 2.0;
    CU_ASSERT_TRUE(made.crossing.low < made.crossing.value && made.crossing.value < made.crossing.high);
    CU_ASSERT_TRUE(half < 0.05 * fabs(exact) + 0.01);
    if (!(fabs(made.crossing.value - exact) <= 4.5 / 1.96 * half)) {
        printf("\n%s: %.8g, %.8g to %.8g\n", question, made.crossing.value, made.crossing.low, made.crossing.high);
        CU_FAIL("another value");
    }
    finish();
}

static void test_known(void)
{
    expect_value("P(force.offered >= force.required) = 50%", "force.required", 0, 1.5); /* Irwin-Hall */
    expect_value("P( force.offered >= force.required ) = 0.16666666666666666", "force.required", 0, 2.0);
    expect_value("P(truce.held given agreed)=50%", "truce.causes.c.hazard", 0, log(2.0) / 24.0);
    expect_value("P(truce.held given agreed) = 70%", "truce.causes.c.hazard", 1, -log(0.7) / 24.0);
    expect_value("P(agreed) = 90%", "talks.stages.s", 0, 1.0 - pow(0.1, 1.0 / 12.0));
    expect_value("P(e) = 45%", "events.e", 0, 0.45); /* over the expert's own setting, as in a variant */
    expect_value("P(e) = 45%", "factors.p", 0, 0.4); /* half of the worlds are of an expert with 50% */
    /* E of survival by month: (1 - q^24) / (1 - q) q = 18 with q = exp(-h): h = 0.0241272 */
    expect_value("E(truce.months given agreed) = 18", "truce.causes.c.hazard", 0, 0.0241272);
    expect_value("mean(m) = 18", "truce.causes.c.hazard", 0, 0.0241272);
    expect_value("E(e) = 0.45", "events.e", 0, 0.45);
}

static void test_whole(void)
{
    CU_ASSERT_EQUAL_FATAL(solve("P(agreed) = 90%", "talks.rounds", (double) NAN, (double) NAN, 0, 2), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(made.crossing.value, 22.0, 0.0); /* 1 - 0.9^22 = 0.9015, 1 - 0.9^21 = 0.8906 */
    CU_ASSERT_TRUE(made.crossing.rises);
    CU_ASSERT_TRUE(strncmp(made.sentence, "P(agreed) rises to 90% at talks.rounds = 22 (", 45) == 0);
    finish();
}

static void test_no_crossing(void)
{
    CU_ASSERT_EQUAL_FATAL(solve("P(agreed) = 99%", "force.required", 0.0, 1.0, 0, 2), ENT_OK);
    CU_ASSERT_TRUE(isnan(made.crossing.value) && isnan(made.crossing.low) && isnan(made.crossing.slope));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(made.sentence, "P(agreed) stays below 99% at the 11 values tried of force.required from 0 to 1"));
    CU_ASSERT_PTR_NULL(made.others);
    finish();
}

static void test_ends(void)
{
    static const struct {
        const char *path;
        double from, to;
        bool whole, percent;
    } item[] = {{"force.required", 0.0, 3.0, false, false}, {"events.e", 0.0, 1.0, false, true},
        {"parties.q.threshold", 0.0, 1.0, false, false}, {"talks.rounds", 1.0, 24.0, true, false},
        {"run.horizon", 1.0, 48.0, true, false}, {"truce.causes.c.hazard", 0.0, 0.06, false, false},
        {"talks.months_per_round", 0.1, 2.0, false, false}, {"talks.stages.s", 0.0, 1.0, false, true},
        {"factors.p", 0.0, 0.6, false, true}, {"factors.q", (double) NAN, (double) NAN, false, false}};

    job_experiment_open(&job, text, NULL);
    for (size_t i = 0; i < sizeof(item) / sizeof(*item); i++) {
        ent_solve_ends ends = ent_solve_ends_of(job.experiment.item[0], item[i].path);
        CU_ASSERT_TRUE(
            isnan(item[i].from) ? isnan(ends.from) : fabs(ends.from - item[i].from) < (i == 8 ? 0.02 : 1e-12));
        CU_ASSERT_TRUE(isnan(item[i].to) ? isnan(ends.to) : fabs(ends.to - item[i].to) < (i == 8 ? 0.02 : 1e-12));
        CU_ASSERT_EQUAL(ends.whole, item[i].whole);
        CU_ASSERT_EQUAL(ends.percent, item[i].percent);
    }
    /* normal(10, 2): p05 6.7, p95 13.3; as much again on both sides, to two digits */
    CU_ASSERT_DOUBLE_EQUAL(ent_solve_ends_of(job.experiment.item[0], "factors.f").from, 0.1, 0.4);
    CU_ASSERT_DOUBLE_EQUAL(ent_solve_ends_of(job.experiment.item[0], "factors.f").to, 20.0, 1.1);
    job_experiment_close(&job);
}

/* One message each. */
static void test_mistakes(void)
{
    static const struct {
        const char *question, *path;
        double from, to;
        const char *message;
    } item[] = {{"P(agreed)", "force.required", 0, 1, "expected an expression and the level"},
        {"P(agreed) == 50%", "force.required", 0, 1, "found `==`, expected one `=`"},
        {"P(agreed) = ", "force.required", 0, 1, "expected a level after `=`"},
        {"P(agreed) = 1.5", "force.required", 0, 1, "a probability lies between 0 and 1"},
        {"P(agreed) = many", "force.required", 0, 1, "a check compares with a number"},
        {"P(agreed) = P(e)", "force.required", 0, 1, "the level is a number"},
        {"P(agreed) = 50% in three", "force.required", 0, 1, "the variant is an option of its own"},
        {"agreed = 50%", "force.required", 0, 1, "a check starts with what it is about"},
        {"P(agred) = 50%", "force.required", 0, 1, "unknown name `agred`"},
        {"P(agreed and) = 50%", "force.required", 0, 1, ""}, {"mean(n) = 5", "force.required", 0, 1, "`n`"},
        {"P(truce.months) = 50%", "force.required", 0, 1, ""},
        {"P(agreed) = 50%", "force.requird", 0, 1, "unknown setting `requird`"},
        {"P(agreed) = 50%", "factors.none_such", 0, 1, "there is no `none_such`"},
        {"P(agreed) = 50%", "run.seed", 0, 1, "the size of the run"},
        {"P(agreed) = 50%", "title", 0, 1, "takes no number from this setting"},
        {"P(agreed) = 50%", "title", (double) NAN, (double) NAN, "takes no number from this setting"},
        {"P(agreed) = 50%", "events.e.note", 0, 1, "takes no number from this setting"},
        {"P(agreed) = 50%", "talks.rule", 0, 1, "expected one of nash"},
        {"P(agreed) = 50%", "force.required", 1, 1, "--from must be below --to"},
        {"P(agreed) = 50%", "force.required", -1, 1, "0 or more"},
        {"P(agreed) = 50%", "truce.causes.c.contained", 0, 2, "0% to 100%"},
        {"P(agreed) = 50%", "contributors.a.after", (double) NAN, (double) NAN, "gives no range to search"}};

    for (size_t i = 0; i < sizeof(item) / sizeof(*item); i++) {
        int status = solve(item[i].question, item[i].path, item[i].from, item[i].to, 0, 2);
        CU_ASSERT_EQUAL(status, ENT_ERR_SCENARIO);
        CU_ASSERT_EQUAL(made.results.diagnostics.errors, 1);
        if (made.results.diagnostics.errors != 1 ||
            strstr(made.results.diagnostics.item[0].text, item[i].message) == NULL) {
            printf("\n%s --vary %s: %s\n", item[i].question, item[i].path,
                made.results.diagnostics.errors > 0 ? made.results.diagnostics.item[0].text : "no error");
            CU_FAIL("another message");
        }
        finish();
    }
}

/* A value of the range that cannot be is named: the first beyond 100%. */
static void test_value_tried(void)
{
    const ent_diagnostics *diagnostics = &made.results.diagnostics;

    CU_ASSERT_EQUAL(solve("P(agreed) = 50%", "truce.causes.c.contained", 0.0, 2.0, 0, 2), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL_FATAL(diagnostics->count, 2);
    CU_ASSERT_EQUAL(diagnostics->item[1].severity, ENT_SEVERITY_NOTE);
    CU_ASSERT_STRING_EQUAL(diagnostics->item[1].text, "the value tried was 1.2");
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics->item[1].help, "--from and --to"));
    finish();
}

/* The same bytes for any number of threads; the tables in a folder. */
static void test_tables(void)
{
    const ent_job_request request = {.threads = 3, .out = in_folder("s"), .columns = true};
    const ent_solve_request asked = {"P(truce.held given agreed) = 50%", "truce.causes.c.hazard", 0.01, 0.05};
    static const char path[] = "s/case/solve.csv";
    job_record record;
    ent_solve_results other = {.sentence = NULL};
    job_experiment own;
    job_time start;

    CU_ASSERT_EQUAL_FATAL(solve(asked.text, asked.path, asked.from, asked.to, 0, 1), ENT_OK);
    job_experiment_open(&own, text, NULL);
    job_record_init(&record);
    start = job_time_start();
    CU_ASSERT_EQUAL_FATAL(ent_job_solve(&other, &asked, &request, &record.host, &own.experiment, 0), ENT_OK);
    job_time_check(start, false, other.results.wall, other.results.cpu);
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        if (made.results.table[t].length > 0) {
            CU_ASSERT_TRUE(file_is(in_folder(t == ent_table_index(&ent_table_solve) ? path : "s/case/solve_curve.csv"),
                made.results.table[t].bytes, made.results.table[t].length));
        }
    }
    CU_ASSERT_EQUAL(ent_csv_rows(&made.results.table[ent_table_index(&ent_table_solve)]), 1);
    CU_ASSERT_EQUAL(ent_csv_rows(&made.results.table[ent_table_index(&ent_table_solve_curve)]), made.crossing.points);
    CU_ASSERT_TRUE(is_there(in_folder("s/case/manifest.json")));
    CU_ASSERT_EQUAL(record.done, record.total);
    ent_solve_results_free(&other);
    job_experiment_close(&own);
    finish();
}

static void test_stopped(void)
{
    const ent_job_request request = {.threads = 2};
    const ent_solve_request asked = {"P(agreed) = 50%", "force.required", 0.0, 1.0};
    job_record record;

    job_experiment_open(&job, text, NULL);
    job_record_init(&record);
    record.stop_after = 300000;
    CU_ASSERT_EQUAL(ent_job_solve(&made, &asked, &request, &record.host, &job.experiment, 0), ENT_ERR_INTERRUPTED);
    CU_ASSERT_TRUE(made.results.progress.stopped);
    finish();
}

int main(void)
{
    static CU_TestInfo tests[] = {{"closed forms", test_known}, {"whole numbers", test_whole},
        {"no crossing", test_no_crossing}, {"ends", test_ends}, {"mistakes", test_mistakes},
        {"a value tried", test_value_tried}, {"tables", test_tables}, {"stopped", test_stopped}, CU_TEST_INFO_NULL};
    int status = job_folder_make();

    status = status == 0 ? ent_run_suite("jobs/solve", tests) : status;
    return job_folder_remove() != 0 ? 1 : status;
}
