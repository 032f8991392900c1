/* Choices side by side by the public interface: figures, names, folder, and what cannot be compared. */
#include "interface/interface_case.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static entente_results *compared(
    entente_scenario *const *scenario, const char *const *variant, size_t choices, entente_options *options, int status)
{
    entente_results *results = NULL;

    CU_ASSERT_EQUAL_FATAL(entente_compare(scenario, variant, choices, options, &results), status);
    return results;
}

/* Base and variant: the chances and the paired difference of headline.csv, to the bit. */
static void test_variants(void)
{
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_scenario *both[] = {scenario, scenario};
    static const char *const variant[] = {NULL, "sure"};
    entente_results *run = NULL;
    entente_results *results = compared(both, variant, 2, NULL, ENTENTE_OK);
    const entente_table *table = case_table(results, "compare");
    const entente_table *robust = case_table(results, "robust");
    const entente_table *headline;

    CU_ASSERT_EQUAL_FATAL(entente_run(scenario, NULL, &run), ENTENTE_OK);
    headline = case_table(run, "headline");
    CU_ASSERT_EQUAL(entente_results_tables(results), 3);
    CU_ASSERT_EQUAL(entente_results_draws(results), 80000);
    CU_ASSERT_EQUAL_FATAL(entente_table_rows(table), 1);
    CU_ASSERT_STRING_EQUAL(entente_table_text(table, 0, 0), "case.cfg");
    CU_ASSERT_STRING_EQUAL(entente_table_text(table, 0, 1), "case.cfg:sure");
    CU_ASSERT_EQUAL(case_number(table, 0, "first_probability"), case_number(headline, 0, "probability"));
    CU_ASSERT_EQUAL(case_number(table, 0, "second_probability"), case_number(headline, 1, "probability"));
    CU_ASSERT_EQUAL(case_number(table, 0, "difference"), case_number(headline, 1, "difference"));
    CU_ASSERT_EQUAL(case_number(table, 0, "difference_low"), case_number(headline, 1, "difference_low"));
    CU_ASSERT_EQUAL(entente_table_rows(robust), 2);
    CU_ASSERT_STRING_EQUAL(entente_table_unit(robust, 1), "probability or unit");
    CU_ASSERT_EQUAL(entente_table_rows(case_table(results, "compare_settings")), 1);
    entente_results_free(run);
    entente_results_free(results);
    entente_scenario_free(scenario);
}

/* One text opened three times, with other settings: numbered names, columns for the levels of the one that has them. */
static void test_settings(void)
{
    static const char *const easier[] = {"force.required = 4k"};
    static const char *const levels[] = {"levels = (0.2, 0.5)"};
    entente_scenario *scenario[] = {
        case_open(CASE_TEXT, NULL, 0), case_open(CASE_TEXT, easier, 1), case_open(CASE_TEXT, levels, 1)};
    entente_results *results = compared(scenario, NULL, 3, NULL, ENTENTE_OK);
    const entente_table *robust = case_table(results, "robust");

    CU_ASSERT_EQUAL(entente_table_rows(case_table(results, "compare")), 3);
    CU_ASSERT_STRING_EQUAL(entente_table_text(robust, 0, 0), "case.cfg");
    CU_ASSERT_STRING_EQUAL(entente_table_text(robust, 1, 0), "case.cfg#2");
    CU_ASSERT_STRING_EQUAL(entente_table_text(robust, 2, 0), "case.cfg#3");
    CU_ASSERT_EQUAL(case_number(robust, 0, "probability"), case_number(robust, 2, "probability"));
    CU_ASSERT_TRUE(case_number(robust, 1, "probability") > case_number(robust, 0, "probability"));
    CU_ASSERT_TRUE(entente_table_find(robust, "meets_20") >= 0);
    CU_ASSERT_STRING_EQUAL(entente_table_unit(robust, (size_t) entente_table_find(robust, "meets_50")), "share");
    entente_results_free(results);
    for (size_t i = 0; i < 3; i++) {
        entente_scenario_free(scenario[i]);
    }
}

/* The manifest of a comparison in the folder; static storage. */
static const char *manifest_of(const char *out)
{
    static char text[8192];
    char path[64];
    FILE *file;

    snprintf(path, sizeof(path), "%s/compare/manifest.json", out);
    file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* Files of the same name are called by their paths. In the folder a choice has a label: of one file that of the
 * variant, of several with the file before it. */
static void test_names(void)
{
    char out[] = "/tmp/entente-compare-XXXXXX";
    char path[64];
    const char *manifest;
    entente_scenario *scenario[3] = {NULL};
    static const char *const variant[] = {NULL, "sure", "sure"};
    entente_options *options = entente_options_new();
    entente_results *results;

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(out));
    CU_ASSERT_EQUAL(entente_options_folder(options, out), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_open_text(&scenario[0], "a/case.cfg", CASE_TEXT, NULL, 0, NULL), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_open_text(&scenario[1], "b/case.cfg", CASE_TEXT, NULL, 0, NULL), ENTENTE_OK);
    CU_ASSERT_EQUAL(entente_open_text(&scenario[2], "b/other.cfg", CASE_TEXT, NULL, 0, NULL), ENTENTE_OK);
    results = compared(scenario, variant, 3, options, ENTENTE_OK);
    CU_ASSERT_STRING_EQUAL(entente_table_text(case_table(results, "robust"), 0, 0), "a/case.cfg");
    CU_ASSERT_STRING_EQUAL(entente_table_text(case_table(results, "robust"), 1, 0), "b/case.cfg:sure");
    CU_ASSERT_STRING_EQUAL(entente_table_text(case_table(results, "robust"), 2, 0), "other.cfg:sure");
    entente_results_free(results);
    manifest = manifest_of(out);
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest, "\"variants.a/case.cfg\":\t\"a/case.cfg\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest, "\"variants.b/case.cfg:sure\":\t\"b/case.cfg: Surely\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest, "\"variants.other.cfg:sure\":\t\"other.cfg: Surely\""));
    for (size_t i = 0; i < 3; i++) {
        entente_scenario_free(scenario[i]);
    }
    entente_options_free(options);
    snprintf(path, sizeof(path), "rm -rf %s", out);
    CU_ASSERT_EQUAL(system(path), 0);
}

static void test_refused(void)
{
    static const char *const sizes[] = {"run.worlds = 100"};
    static const char *const none[] = {NULL, "nothing"};
    entente_scenario *scenario[] = {case_open(CASE_TEXT, NULL, 0), case_open(CASE_TEXT, sizes, 1)};
    entente_scenario *twice[] = {scenario[0], scenario[0]};
    entente_results *results = compared(scenario, NULL, 2, NULL, ENTENTE_ERR_ARGUMENT);

    CU_ASSERT_EQUAL_FATAL(entente_results_messages(results), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(entente_results_message(results, 0)->text, "case.cfg#2"));
    CU_ASSERT_EQUAL(entente_results_tables(results), 0);
    entente_results_free(results);
    entente_results_free(compared(twice, NULL, 2, NULL, ENTENTE_ERR_ARGUMENT));
    entente_results_free(compared(twice, none, 2, NULL, ENTENTE_ERR_ARGUMENT));
    entente_results_free(compared(twice, NULL, 1, NULL, ENTENTE_ERR_ARGUMENT));
    entente_results_free(compared(twice, NULL, 0, NULL, ENTENTE_ERR_ARGUMENT));
    entente_scenario_free(scenario[0]);
    entente_scenario_free(scenario[1]);
}

/* A folder of the program's form; a stop that was requested before, without tables. */
static void test_folder_and_stop(void)
{
    char out[] = "/tmp/entente-compare-XXXXXX";
    char path[64];
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_scenario *both[] = {scenario, scenario};
    static const char *const variant[] = {"sure", NULL};
    entente_options *options = entente_options_new();
    entente_results *results;

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(out));
    CU_ASSERT_EQUAL(entente_options_folder(options, out), ENTENTE_OK);
    results = compared(both, variant, 2, options, ENTENTE_OK);
    snprintf(path, sizeof(path), "%s/compare", out);
    CU_ASSERT_STRING_EQUAL(entente_results_folder(results), path);
    snprintf(path, sizeof(path), "%s/compare/datapackage.json", out);
    CU_ASSERT_EQUAL(access(path, R_OK), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest_of(out), "\"variants.case.cfg:sure\":\t\"Surely\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest_of(out), "\"variants.case.cfg\":\t\"Base\""));
    entente_results_free(results);
    entente_stop(options);
    results = compared(both, variant, 2, options, ENTENTE_ERR_INTERRUPTED);
    CU_ASSERT_EQUAL(entente_results_tables(results), 0);
    entente_results_free(results);
    entente_results_free(compared(both, variant, 2, options, ENTENTE_OK)); /* the request is taken back */
    entente_options_free(options);
    entente_scenario_free(scenario);
    snprintf(path, sizeof(path), "rm -rf %s", out);
    CU_ASSERT_EQUAL(system(path), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"variants", test_variants}, {"settings", test_settings}, {"names", test_names},
        {"refused", test_refused}, {"folder and stop", test_folder_and_stop}, CU_TEST_INFO_NULL};

    return ent_run_suite("comparison by the interface", tests);
}
