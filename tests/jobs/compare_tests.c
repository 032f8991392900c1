/* Comparisons as calls: figures against those of a run and in closed form, which settings differ, choices that cannot
 * be compared, the folder. */
#include "job_case.h"

#include "jobs/compare/comparison.h"
#include "jobs/results_folder.h"
#include "jobs/run.h"

#include <math.h>

static const ent_job_request in_memory = {.threads = 2};

static ent_choice choice_of(const job_experiment *from, size_t variant, const char *name)
{
    return (ent_choice){.name = name, .label = name, .experiment = &from->experiment, .variant = variant};
}

static int compare(ent_comparison *made, const ent_job_request *request, const ent_choice *choice, size_t choices)
{
    job_record record;

    *made = (ent_comparison){.choices = 0};
    job_record_init(&record);
    return ent_job_compare(made, request, &record.host, choice, choices);
}

/* --- against a run ------------------------------------------------------------------------------------------------ */

/* Probability, difference and share of better worlds are those of headline.csv. */
static void same_as_run(void)
{
    job_experiment loaded;
    job_record record;
    ent_results results = {.stopped = false};
    ent_comparison made;

    job_experiment_open(&loaded, JOB_SCENARIO, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&results, &in_memory, &record.host, &loaded.experiment, 0), ENT_OK);
    {
        const ent_choice choice[] = {choice_of(&loaded, 0, "case.cfg"), choice_of(&loaded, 1, "case.cfg:sure")};
        CU_ASSERT_EQUAL_FATAL(compare(&made, &in_memory, choice, 2), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(made.pairs, 1);
        CU_ASSERT_EQUAL(made.pair[0].first_probability, results.summary[0].headline.p);
        CU_ASSERT_EQUAL(made.pair[0].second_probability, results.summary[1].headline.p);
        CU_ASSERT_EQUAL(made.pair[0].difference.value, results.summary[1].difference.value);
        CU_ASSERT_EQUAL(made.pair[0].difference.low, results.summary[1].difference.low);
        CU_ASSERT_EQUAL(made.pair[0].difference.high, results.summary[1].difference.high);
        CU_ASSERT_EQUAL(made.pair[0].difference.better, results.summary[1].difference.better);
        CU_ASSERT_EQUAL(made.robust[1].worst_p05, results.summary[1].headline.p05);
        CU_ASSERT_EQUAL(made.progress.done, made.progress.total);
        CU_ASSERT_PTR_NULL(made.folder);
        ent_comparison_free(&made);
    }
    ent_results_free(&results);
    job_experiment_close(&loaded);
}

/* --- closed forms ------------------------------------------------------------------------------------------------- */

/* The chance in a world is 0 or 1: of the base where x > 0.5, of `fewer` where x > 0.7, of `other` where y > 0.5. */
#define ZERO_ONE                                                                                                       \
    "run: { worlds = 4000; replications = 2; seed = 5; };"                                                             \
    "factors: { x = \"uniform(0, 1)\"; y = \"uniform(0, 1)\"; limit = 0.5; };"                                         \
    "events: { good = \"x > limit\"; }; headline = \"good\"; levels = ( \"20%\", 0.5 );"                               \
    "variants: { fewer: { set = ( \"factors.limit = 0.7\" ); }; other: { set = ( \"events.good = y > 0.5\" ); }; };"

/* Within 4.5 standard errors of a mean of 4,000 worlds: a false alarm in 7 of a million comparisons with other seeds.
 */
static void check_mean(double found, double chance)
{
    CU_ASSERT(fabs(found - chance) < 4.5 * sqrt(chance * (1.0 - chance) / 4000.0));
}

static void closed_forms(void)
{
    job_experiment loaded;
    ent_comparison made;

    job_experiment_open(&loaded, ZERO_ONE, NULL);
    {
        const ent_choice choice[] = {
            choice_of(&loaded, 0, "a"), choice_of(&loaded, 1, "a:fewer"), choice_of(&loaded, 2, "a:other")};
        CU_ASSERT_EQUAL_FATAL(compare(&made, &in_memory, choice, 3), ENT_OK);
    }
    CU_ASSERT_EQUAL_FATAL(made.pairs, 3); /* 1-2, 1-3, 2-3 */
    CU_ASSERT_STRING_EQUAL(made.pair[1].second, "a:other");
    CU_ASSERT_STRING_EQUAL(made.pair[2].first, "a:fewer");
    CU_ASSERT_STRING_EQUAL(made.pair[0].expression, "good");
    check_mean(made.pair[0].first_probability, 0.5);
    check_mean(made.pair[0].second_probability, 0.3);
    check_mean(-made.pair[0].difference.value, 0.2);
    check_mean(made.pair[0].difference.better, 0.4); /* equal in 80 of 100 worlds */
    /* cov 0.3 - 0.15, variances 0.25 and 0.21; saving (0.25 + 0.21) / (0.25 + 0.21 - 2 * 0.15) */
    CU_ASSERT(fabs(made.pair[0].pair.correlation - 0.15 / sqrt(0.25 * 0.21)) < 0.04);
    CU_ASSERT(fabs(made.pair[0].pair.saving - 0.46 / 0.16) < 0.25);
    CU_ASSERT(fabs(made.pair[1].pair.correlation) < 4.5 / sqrt(4000.0)); /* other random numbers */
    CU_ASSERT(fabs(made.pair[1].pair.saving - 1.0) < 0.1);
    /* regret of the base against the best of three: 0.5 * 0.5 where y alone is good */
    check_mean(made.robust[0].regret.mean, 0.25);
    check_mean(made.robust[1].regret.mean, 0.75 - 0.3);
    CU_ASSERT_EQUAL(made.robust[0].regret.p95, 1.0);
    CU_ASSERT_EQUAL(made.scenario->levels, 2);
    CU_ASSERT_EQUAL(made.robust[0].meets[0], made.pair[0].first_probability);
    CU_ASSERT_EQUAL(made.robust[1].meets[1], made.pair[0].second_probability);
    CU_ASSERT(strstr(made.robust_table.bytes, "regret_p95,meets_20,meets_50\r\n") != NULL);
    ent_comparison_free(&made);
    job_experiment_close(&loaded);
}

/* The same bytes for any number of threads. */
static void any_number_of_threads(void)
{
    static const unsigned threads[] = {1, 2, 7};
    ent_comparison made[3];
    job_experiment loaded;

    job_experiment_open(&loaded, JOB_SCENARIO, "run.worlds = 300");
    for (size_t k = 0; k < 3; k++) {
        const ent_choice choice[] = {choice_of(&loaded, 0, "a"), choice_of(&loaded, 1, "b")};
        const ent_job_request request = {.threads = threads[k]};
        CU_ASSERT_EQUAL_FATAL(compare(&made[k], &request, choice, 2), ENT_OK);
        CU_ASSERT_EQUAL(made[k].table.length, made[0].table.length);
        CU_ASSERT_EQUAL(memcmp(made[k].table.bytes, made[0].table.bytes, made[0].table.length), 0);
        CU_ASSERT_EQUAL(memcmp(made[k].robust_table.bytes, made[0].robust_table.bytes, made[0].robust_table.length), 0);
    }
    for (size_t k = 0; k < 3; k++) {
        ent_comparison_free(&made[k]);
    }
    job_experiment_close(&loaded);
}

/* --- means, given, differing questions ---------------------------------------------------------------------------- */

static void means(void)
{
    job_experiment loaded;
    ent_comparison made;

    job_experiment_open(&loaded,
        "run: { worlds = 500; replications = 4; }; factors: { x = \"uniform(0, 1)\"; add = 0; };"
        "measures: { m: { value = \"10 * x + add\"; unit = \"euro\"; }; }; headline = \"mean(m)\"; levels = ( \"20%\" "
        ");"
        "variants: { more: { set = ( \"factors.add = 2\" ); }; };",
        NULL);
    {
        const ent_choice choice[] = {choice_of(&loaded, 0, "a"), choice_of(&loaded, 1, "a:more")};
        CU_ASSERT_EQUAL_FATAL(compare(&made, &in_memory, choice, 2), ENT_OK);
    }
    CU_ASSERT(made.mean);
    CU_ASSERT_STRING_EQUAL(made.unit, "euro");
    CU_ASSERT_DOUBLE_EQUAL(made.pair[0].difference.value, 2.0, 1e-9);
    CU_ASSERT_EQUAL(made.pair[0].difference.better, 1.0);
    CU_ASSERT_DOUBLE_EQUAL(made.pair[0].pair.correlation, 1.0, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(made.robust[0].regret.mean, 2.0, 1e-9);
    CU_ASSERT_PTR_NULL(made.robust[0].meets); /* with a warning */
    CU_ASSERT(made.diagnostics.count >= 1);
    ent_comparison_free(&made);
    job_experiment_close(&loaded);
}

static void other_questions(void)
{
    job_experiment a, b, c;
    ent_comparison made;

    job_experiment_open(&a, ZERO_ONE, NULL);
    job_experiment_open(&b, ZERO_ONE, "headline = not good");
    job_experiment_open(&c, ZERO_ONE "measures: { m = \"x\"; };", "headline = mean(m)");
    {
        const ent_choice choice[] = {choice_of(&a, 0, "a"), choice_of(&b, 0, "b")};
        CU_ASSERT_EQUAL_FATAL(compare(&made, &in_memory, choice, 2), ENT_OK);
        CU_ASSERT_STRING_EQUAL(made.pair[0].expression, "good | not good");
        CU_ASSERT(!made.one_question);
        CU_ASSERT(made.diagnostics.count >= 1);
        CU_ASSERT_EQUAL(made.diagnostics.item[0].severity, ENT_SEVERITY_WARNING);
        CU_ASSERT_DOUBLE_EQUAL(made.pair[0].pair.correlation, -1.0, 1e-12);
        ent_comparison_free(&made);
    }
    {
        const ent_choice choice[] = {choice_of(&a, 0, "a"), choice_of(&c, 0, "c")};
        CU_ASSERT_EQUAL(compare(&made, &in_memory, choice, 2), ENT_ERR_ARGUMENT);
        CU_ASSERT_EQUAL_FATAL(made.diagnostics.errors, 1);
        CU_ASSERT(strstr(made.diagnostics.item[0].text, "different units") != NULL);
        ent_comparison_free(&made);
    }
    job_experiment_close(&a);
    job_experiment_close(&b);
    job_experiment_close(&c);
}

/* A comparison is paired by world: other seeds and sizes are refused, with what to write. */
static void other_worlds(void)
{
    static const char *const set[] = {"run.seed = 6", "run.worlds = 4001", "run.replications = 3"};
    static const char *const text[] = {"b has 6", "b has 4001", "b has 3"};
    static const char *const help[] = {"--seed 5", "--worlds 4000", "--replications 2"};

    for (size_t k = 0; k < 3; k++) {
        job_experiment a, b;
        ent_comparison made;
        job_experiment_open(&a, ZERO_ONE, NULL);
        job_experiment_open(&b, ZERO_ONE, set[k]);
        {
            const ent_choice choice[] = {choice_of(&a, 0, "a"), choice_of(&b, 0, "b")};
            CU_ASSERT_EQUAL(compare(&made, &in_memory, choice, 2), ENT_ERR_ARGUMENT);
        }
        CU_ASSERT_EQUAL_FATAL(made.diagnostics.errors, 1);
        CU_ASSERT(strstr(made.diagnostics.item[0].text, text[k]) != NULL);
        CU_ASSERT(strstr(made.diagnostics.item[0].help, help[k]) != NULL);
        ent_comparison_free(&made);
        job_experiment_close(&a);
        job_experiment_close(&b);
    }
}

/* Choices whose chance is the same in all worlds have no correlation, and those that differ by the same no saving. */
static void undefined(void)
{
    job_experiment loaded;
    ent_comparison made;

    job_experiment_open(&loaded,
        "run: { worlds = 50; replications = 4; }; factors: { x = \"uniform(0, 1)\"; };"
        "events: { good = \"x > 2\"; }; headline = \"good\"; variants: { sure: { set = ( \"events.good = 100%\" ); }; "
        "};",
        NULL);
    {
        const ent_choice choice[] = {choice_of(&loaded, 0, "a"), choice_of(&loaded, 1, "a:sure")};
        CU_ASSERT_EQUAL_FATAL(compare(&made, &in_memory, choice, 2), ENT_OK);
    }
    CU_ASSERT(strstr(made.table.bytes, "a,a:sure,good,0,1,1,0.980792") != NULL); /* 1 - 1.96^2 / 200 draws */
    CU_ASSERT(strstr(made.table.bytes, ",1,1,,\r\n") != NULL);
    CU_ASSERT(made.diagnostics.count >= 2);
    CU_ASSERT_EQUAL(made.diagnostics.errors, 0);
    ent_comparison_free(&made);
    job_experiment_close(&loaded);
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

static const ent_compare_settings_row *find_setting(const ent_comparison *made, const char *path)
{
    for (size_t i = 0; i < made->settings; i++) {
        if (strcmp(made->setting[i].path, path) == 0) {
            return &made->setting[i];
        }
    }
    return NULL;
}

/* A value that differs, a default and its value written out, a setting that one of the two has not. */
static void settings(void)
{
    static const char rest[] =
        "run: { worlds = 20; replications = 2; }; events: { e: { value = \"%s\"; note = \"%s\"; }; };"
        "contributors: { a: { troops = 10; %s }; }; talks: { %s }; %s";
    char first[600], second[600];
    job_experiment a, b;
    ent_comparison made;
    const ent_compare_settings_row *row;

    snprintf(first, sizeof(first), rest, "20%", "one", "joins = \"30%\";", "rounds = 12;", "");
    snprintf(second, sizeof(second), rest, "45%", "two", "", "", "factors: { more = \"normal(0, 1)\"; };");
    job_experiment_open(&a, first, NULL);
    job_experiment_open(&b, second, NULL);
    {
        const ent_choice choice[] = {choice_of(&a, 0, "a"), choice_of(&b, 0, "b")};
        CU_ASSERT_EQUAL_FATAL(compare(&made, &in_memory, choice, 2), ENT_OK);
    }
    row = find_setting(&made, "events.e");
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STRING_EQUAL(row->first, "20%");
    CU_ASSERT_STRING_EQUAL(row->second, "45%");
    row = find_setting(&made, "contributors.a.joins");
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STRING_EQUAL(row->first, "30%");
    row = find_setting(&made, "factors.more");
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_PTR_NULL(row->first);
    CU_ASSERT_STRING_EQUAL(row->second, "normal(0, 1)");
    CU_ASSERT_PTR_NULL(find_setting(&made, "talks.rounds")); /* 12 is the default */
    CU_ASSERT_PTR_NULL(find_setting(&made, "contributors.a.troops"));
    ent_comparison_free(&made);
    job_experiment_close(&a);
    job_experiment_close(&b);
}

/* --- the folder --------------------------------------------------------------------------------------------------- */

/* The page has a sentence a pair, and the settings that differ. */
static void check_page(const char *out, const ent_comparison *made)
{
    char path[80];
    size_t length = 0;
    char *page;

    snprintf(path, sizeof(path), "%s/compare/compare.html", out);
    page = text_of(path, &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "<li>a:fewer against a: "));
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "2 choices side by side"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page, made->setting[0].path));
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "Worlds with 50% or more"));
    free(page);
}

/* A run of a file that is called compare leaves the comparison as it is. */
static void check_run_beside(ent_experiment *experiment, const ent_job_request *request)
{
    const char *id = experiment->id;
    ent_results results = {.experiment = experiment};
    job_record record;

    job_record_init(&record);
    experiment->id = "compare";
    CU_ASSERT_EQUAL(ent_results_check_folder(&results, request, &record.host), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(results.diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(results.diagnostics.item[0].text, "/compare holds a comparison, and results would"));
    ent_results_free(&results);
    experiment->id = id;
}

static void folder(void)
{
    char out[] = "/tmp/entente-compare-XXXXXX";
    char path[80];
    job_experiment loaded;
    ent_comparison made;
    FILE *file;

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(out));
    job_experiment_open(&loaded, ZERO_ONE, "run.worlds = 20");
    {
        const ent_choice choice[] = {choice_of(&loaded, 0, "a"), choice_of(&loaded, 1, "a:fewer")};
        const ent_job_request request = {.threads = 1, .out = out};
        CU_ASSERT_EQUAL(compare(&made, &request, choice, 2), ENT_OK);
        snprintf(path, sizeof(path), "%s/compare", out);
        CU_ASSERT_STRING_EQUAL(made.folder, path);
        check_page(out, &made);
        ent_comparison_free(&made);
        CU_ASSERT_EQUAL(compare(&made, &request, choice, 2), ENT_OK); /* its own files are replaced */
        ent_comparison_free(&made);
        check_run_beside(&loaded.experiment, &request);
        snprintf(path, sizeof(path), "%s/compare/manifest.json", out);
        CU_ASSERT_EQUAL(remove(path), 0);
        CU_ASSERT_EQUAL(compare(&made, &request, choice, 2), ENT_ERR_IO); /* files of others are not */
        CU_ASSERT(made.diagnostics.errors == 1 && strstr(made.diagnostics.item[0].text, "was not written") != NULL);
        ent_comparison_free(&made);
        file = fopen(path, "w");
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        fputs("{ \"program\": \"entente\", \"files\": { \"sweeps.csv\": \"00\", \"scenario.cfg\": \"00\" } }", file);
        fclose(file);
        CU_ASSERT_EQUAL(compare(&made, &request, choice, 2), ENT_ERR_IO); /* nor results of compare.cfg */
        CU_ASSERT(made.diagnostics.errors == 1 && strstr(made.diagnostics.item[0].text, "called compare") != NULL);
        ent_comparison_free(&made);
    }
    job_experiment_close(&loaded);
    snprintf(path, sizeof(path), "rm -r %s", out);
    CU_ASSERT_EQUAL(system(path), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"the figures of a run", same_as_run},
        {"closed forms", closed_forms},
        {"any number of threads", any_number_of_threads},
        {"means of a measure", means},
        {"other questions", other_questions},
        {"other worlds", other_worlds},
        {"figures that are not defined", undefined},
        {"settings that differ", settings},
        {"the folder", folder},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("comparisons as calls", tests);
}
