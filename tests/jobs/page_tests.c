/* Reports and indexes of finished runs, charts of a folder, and the files of scenarios. */
#include "job_case.h"

#include "jobs/load.h"
#include "jobs/pages/draw_charts.h"
#include "jobs/pages/page.h"
#include "jobs/run.h"

#include <errno.h>

/* Runs the scenario into OUT/case; with `id` into OUT/ID. */
static void run_into(const char *out, const char *id)
{
    const ent_job_request request = {.out = out, .threads = 1, .checkpoint_seconds = -1.0};
    job_experiment loaded;
    job_record record;
    ent_results results = {.stopped = false};

    job_experiment_open(&loaded, JOB_SCENARIO, "run.worlds = 20");
    loaded.experiment.id = id;
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    ent_results_free(&results);
    job_experiment_close(&loaded);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

/* The page that is written again is the page of the run. */
static void test_rewrite(void)
{
    const ent_job_request request = {.charts = false};
    ent_diagnostics diagnostics = {0};
    job_record record;
    size_t length;
    char *page;

    run_into(in_folder("out"), "one");
    page = text_of(in_folder("out/one/report.html"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    CU_ASSERT_EQUAL(unlink(in_folder("out/one/report.html")), 0);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_page_rewrite(in_folder("out/one"), &request, &record.host, &diagnostics), ENT_OK);
    CU_ASSERT_TRUE(file_is(in_folder("out/one/report.html"), page, length));
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    CU_ASSERT_EQUAL(ent_page_rewrite(in_folder("none"), &request, &record.host, &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(diagnostics.errors, 1);
    ent_diagnostics_free(&diagnostics);
    free(page);
}

/* Rewrites the page of a run whose file `name` has this text in place of its own; the page and the manifest stay as
 * they are, and the error has the words. */
static void refuses_page(const char *id, const char *name, const char *text, const char *words)
{
    const ent_job_request request = {.charts = false};
    ent_diagnostics diagnostics = {0};
    job_record record;
    char path[512], inner[80];
    size_t length, manifest_length;
    char *page, *manifest;

    run_into(in_folder("refused"), id);
    snprintf(inner, sizeof(inner), "refused/%s/%s", id, name);
    snprintf(path, sizeof(path), "%s", in_folder(inner));
    write_file(path, text);
    snprintf(inner, sizeof(inner), "refused/%s", id);
    snprintf(path, sizeof(path), "%s", in_folder(inner));
    page = text_of(in_folder(strcat(inner, "/report.html")), &length);
    snprintf(inner, sizeof(inner), "refused/%s/manifest.json", id);
    manifest = text_of(in_folder(inner), &manifest_length);
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_page_rewrite(path, &request, &record.host, &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, words));
    CU_ASSERT_TRUE(file_is(in_folder(inner), manifest, manifest_length));
    snprintf(inner, sizeof(inner), "refused/%s/report.html", id);
    CU_ASSERT_TRUE(file_is(in_folder(inner), page, length));
    ent_diagnostics_free(&diagnostics);
    free(page);
    free(manifest);
}

static void test_rewrite_refused(void)
{
    refuses_page(
        "changed_page", "report.html", "mine", "report.html was not written by this program or has been changed");
    refuses_page("changed_file", "scenario.cfg", "title = \"x\";", "scenario.cfg: has been changed since the run");
    refuses_page("empty_table", "force.csv", "", "force.csv: line 1 is no CSV row of this table");
    refuses_page("half", "manifest.json", "{ \"program\": \"entente\",", "manifest.json: is no manifest of a run");
}

static void test_draw(void)
{
    const ent_job_request request = {.charts = true};
    ent_diagnostics diagnostics = {0};
    job_record record;

    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_draw(in_folder("none"), &request, &record.host), ENT_ERR_IO);
    CU_ASSERT_EQUAL(record.diagnostics, 1);
    CU_ASSERT_EQUAL(ent_job_draw(in_folder("out/one"), &request, &record.host), ENT_ERR_IO); /* no scripts */
    CU_ASSERT_EQUAL(record.diagnostics, 2);
    CU_ASSERT_EQUAL(ent_page_rewrite(in_folder("out/one"), &request, &record.host, &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_diagnostics_free(&diagnostics);
}

/* A gnuplot before the real one on the path, which draws no SVG. Returns the path to set again. */
static char *without_svg(void)
{
    char *before = strdup(getenv("PATH"));
    char path[4096];

    CU_ASSERT_EQUAL(mkdir(in_folder("bin"), 0755), 0);
    write_file(in_folder("bin/gnuplot"),
        "#!/bin/sh\ncase \"$*\" in *svg*) exit 1;; esac\nPATH=${PATH#*:} exec gnuplot \"$@\"\n");
    CU_ASSERT_EQUAL(chmod(in_folder("bin/gnuplot"), 0755), 0);
    (void) snprintf(path, sizeof(path), "%s:%s", in_folder("bin"), before);
    setenv("PATH", path, 1);
    return before;
}

/* PNG charts that are drawn, and SVG charts for the page that cannot be: the run does not claim that charts are there.
 */
static void test_page_without_charts(void)
{
    const ent_job_request request = {.out = in_folder("png"),
        .threads = 1,
        .checkpoint_seconds = -1.0,
        .charts = true,
        .format = ENT_CHART_PNG,
        .plots = ENTENTE_SOURCE "/plots"};
    job_experiment loaded;
    job_record record;
    ent_results results = {.stopped = false};
    char *path = without_svg();

    job_experiment_open(&loaded, JOB_SCENARIO, "run.worlds = 20");
    job_record_init(&record);
    CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    CU_ASSERT_FALSE(results.charts_drawn);
    CU_ASSERT_TRUE(is_there(in_folder("png/case/report.html")));
    CU_ASSERT_TRUE(is_there(in_folder("png/case/charts/outcomes.png")));
    CU_ASSERT_FALSE(is_there(in_folder("png/case/charts/outcomes.svg")));
    ent_results_free(&results);
    job_experiment_close(&loaded);
    setenv("PATH", path, 1);
    free(path);
}

static void test_list(void)
{
    ent_arena arena = {0};
    ent_run_folders runs;

    run_into(in_folder("out"), "two");
    CU_ASSERT_EQUAL(mkdir(in_folder("out/empty"), 0755), 0);
    CU_ASSERT_EQUAL(ent_page_list_runs(&runs, in_folder("out"), &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(runs.count, 2);
    CU_ASSERT_STRING_EQUAL(runs.path[0], in_folder("out/one"));
    CU_ASSERT_STRING_EQUAL(runs.path[1], in_folder("out/two"));
    CU_ASSERT_EQUAL(ent_page_list_runs(&runs, in_folder("none"), &arena), ENT_OK);
    CU_ASSERT_EQUAL(runs.count, 0);
    CU_ASSERT_TRUE(ent_page_is_run(in_folder("out/one")));
    CU_ASSERT_FALSE(ent_page_is_run(in_folder("out")));
    ent_arena_free(&arena);
}

/* The index is written over several runs, over one where it is wanted or there already, and never over a file that this
 * program did not write or that was changed since. */
static void test_index(void)
{
    ent_diagnostics diagnostics = {0};
    ent_index_result result;
    char *index;
    size_t length;

    CU_ASSERT_EQUAL(ent_page_index(in_folder("out"), false, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_WRITTEN);
    index = text_of(in_folder("out/index.html"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(index);
    CU_ASSERT_PTR_NOT_NULL(strstr(index, "one/report.html"));
    CU_ASSERT_PTR_NOT_NULL(strstr(index, "two/report.html"));
    free(index);

    run_into(in_folder("single"), "one");
    CU_ASSERT_EQUAL(ent_page_index(in_folder("single"), false, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_NOT_NEEDED);
    CU_ASSERT_FALSE(is_there(in_folder("single/index.html")));
    CU_ASSERT_EQUAL(ent_page_index(in_folder("single"), true, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_WRITTEN);
    CU_ASSERT_EQUAL(ent_page_index(in_folder("single"), false, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_WRITTEN);

    index = text_of(in_folder("single/index.html"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(index);
    *strstr(index, "Scenarios and") = 's'; /* changed by its user */
    write_file(in_folder("single/index.html"), index);
    CU_ASSERT_EQUAL(ent_page_index(in_folder("single"), false, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_NOT_NEEDED);
    CU_ASSERT_EQUAL(ent_page_index(in_folder("single"), true, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_FOREIGN);
    CU_ASSERT_TRUE(file_is(in_folder("single/index.html"), index, length));
    free(index);

    write_file(in_folder("single/index.html"), "mine");
    CU_ASSERT_EQUAL(ent_page_index(in_folder("single"), false, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_NOT_NEEDED);
    CU_ASSERT_EQUAL(ent_page_index(in_folder("single"), true, &result, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(result, ENT_INDEX_FOREIGN);
    CU_ASSERT_TRUE(file_is(in_folder("single/index.html"), "mine", 4));
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_diagnostics_free(&diagnostics);
}

/* A run without its report is not in the index. */
static void test_index_without_report(void)
{
    ent_diagnostics diagnostics = {0};
    ent_index_result result;
    char *index;
    size_t length;

    CU_ASSERT_EQUAL(remove(in_folder("out/two/report.html")), 0);
    CU_ASSERT_EQUAL(ent_page_index(in_folder("out"), true, &result, &diagnostics), ENT_OK);
    index = text_of(in_folder("out/index.html"), &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(index);
    CU_ASSERT_PTR_NOT_NULL(strstr(index, "one/report.html"));
    CU_ASSERT_PTR_NULL(strstr(index, "two/report.html"));
    free(index);
    ent_diagnostics_free(&diagnostics);
}

/* --- scenario files ----------------------------------------------------------------------------------------------- */

static void test_load_file(void)
{
    ent_arena arena = {0};
    const char *text = NULL;
    size_t length = 0;
    ent_file_scope scope = {.scenario = in_folder("a.cfg")};

    write_file(in_folder("a.cfg"), "x = 1;\n");
    CU_ASSERT_EQUAL(ent_load_file(&scope, in_folder("a.cfg"), &arena, &text, &length), ENT_OK);
    CU_ASSERT_EQUAL(length, 7);
    CU_ASSERT_STRING_EQUAL(text, "x = 1;\n");
    CU_ASSERT_EQUAL(ent_load_file(&scope, in_folder("none.cfg"), &arena, &text, &length), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, ENOENT);
    scope.scenario = job_folder;
    CU_ASSERT_EQUAL(ent_load_file(&scope, job_folder, &arena, &text, &length), ENT_ERR_IO);
    CU_ASSERT_EQUAL(mkfifo(in_folder("pipe.cfg"), 0600), 0); /* would block when opened */
    CU_ASSERT_EQUAL(ent_load_file(&scope, in_folder("pipe.cfg"), &arena, &text, &length), ENT_ERR_IO);
    ent_arena_free(&arena);
}

static void test_id(void)
{
    ent_arena arena = {0};

    CU_ASSERT_STRING_EQUAL(ent_scenario_id("scenarios/ukraine-2025.cfg", &arena), "ukraine-2025");
    CU_ASSERT_STRING_EQUAL(ent_scenario_id("a.b.cfg", &arena), "a.b");
    CU_ASSERT_STRING_EQUAL(ent_scenario_id("x.y/plain", &arena), "plain");
    CU_ASSERT_STRING_EQUAL(ent_scenario_id("x/.cfg", &arena), ".cfg");
    ent_arena_free(&arena);
}

/* A warning that is true of all variants is given once. */
static void test_warnings(void)
{
    ent_diagnostics warnings = {0};
    job_experiment loaded;
    size_t all = 0;

    job_experiment_open(&loaded,
        "run: { worlds = 5; replications = 2; }; events: { e = 0.5; f = \"40% to 80%\"; };"
        "headline = \"e\"; variants: { v: { set = (\"events.e = 1\"); }; };",
        NULL);
    for (size_t v = 0; v < 2; v++) {
        all += loaded.experiment.item[v]->warnings.count;
    }
    ent_experiment_warnings(&loaded.experiment, &warnings);
    CU_ASSERT_TRUE(warnings.count > 0);
    CU_ASSERT_EQUAL(warnings.count, all);
    ent_diagnostics_free(&warnings);
    job_experiment_close(&loaded);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a page again", test_rewrite},
        {"a page that is refused", test_rewrite_refused},
        {"charts that cannot be drawn", test_draw},
        {"a page without charts", test_page_without_charts},
        {"finished runs", test_list},
        {"index", test_index},
        {"index without a report", test_index_without_report},
        {"files", test_load_file},
        {"id", test_id},
        {"warnings", test_warnings},
        CU_TEST_INFO_NULL,
    };
    int status = job_folder_make() == 0 ? ent_run_suite("jobs/page", tests) : EXIT_FAILURE;

    return job_folder_remove() == 0 ? status : EXIT_FAILURE;
}
