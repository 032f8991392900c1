/* Analyses by the public interface: tables and findings, choices that are not there, and the errors of a scenario. */
#include "interface/interface_case.h"

/* The chance of the mandate is unknown from world to world, and all that the headline depends on. */
static entente_scenario *open_unknown(const char *set)
{
    const char *const sets[] = {"events.mandate = f", "headline = mandate", set};

    return case_open(CASE_TEXT "factors: { f = \"uniform(0, 1)\"; };", sets, set != NULL ? 3 : 2);
}

/* Calls with one method. */
static entente_results *analysed(entente_scenario *scenario, const char *variant, const char *method, int status)
{
    entente_results *results = NULL;

    CU_ASSERT_EQUAL(entente_analyse(scenario, variant, &method, 1, NULL, &results), status);
    CU_ASSERT_PTR_NOT_NULL_FATAL(results);
    return results;
}

static void check_sensitivity(entente_results *results, const char *variant)
{
    const entente_table *table = case_table(results, "sensitivity");

    CU_ASSERT_EQUAL_FATAL(entente_table_rows(table), 1);
    CU_ASSERT_STRING_EQUAL(entente_table_text(table, 0, 0), variant);
    CU_ASSERT_STRING_EQUAL(entente_table_text(table, 0, 1), "f");
    CU_ASSERT_DOUBLE_EQUAL(case_number(table, 0, "total"), 1.0, 0.05);
}

static void test_findings(void)
{
    static const char *const methods[] = {"sensitivity", "value"};
    entente_scenario *scenario = open_unknown(NULL);
    entente_results *results = NULL;

    CU_ASSERT_EQUAL_FATAL(entente_analyse(scenario, NULL, methods, 2, NULL, &results), ENTENTE_OK);
    check_sensitivity(results, "base");
    CU_ASSERT_EQUAL(entente_table_rows(case_table(results, "value")), 2);
    CU_ASSERT_EQUAL_FATAL(entente_results_findings(results), 2);
    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_STRING_EQUAL(entente_results_finding_method(results, i), methods[i]);
        CU_ASSERT_TRUE(strlen(entente_results_finding(results, i)) > 20);
    }
    CU_ASSERT_STRING_NOT_EQUAL(entente_results_finding(results, 0), entente_results_finding(results, 1));
    CU_ASSERT_PTR_NULL(entente_results_finding(results, 2));
    CU_ASSERT_PTR_NULL(entente_results_finding_method(results, 2));
    entente_results_free(results);
    results = analysed(scenario, "sure", "value", ENTENTE_OK);
    CU_ASSERT_STRING_EQUAL(entente_results_finding_method(results, 0), "value");
    entente_results_free(results);
    entente_scenario_free(scenario);
}

/* Neither a variant nor a method of another name, nor a scenario with errors, and no findings then. */
static void test_errors(void)
{
    static const char *const names[][2] = {{"shure", "sensitivity"}, {"sure", "sensitivities"}};
    entente_scenario *scenario = case_open(CASE_TEXT, NULL, 0);
    entente_results *results;

    for (size_t i = 0; i < 2; i++) {
        results = analysed(scenario, names[i][0], names[i][1], ENTENTE_ERR_ARGUMENT);
        CU_ASSERT_EQUAL(entente_results_tables(results), 0);
        CU_ASSERT_EQUAL(entente_results_findings(results), 0);
        CU_ASSERT_PTR_NULL(entente_results_finding(results, 0));
        entente_results_free(results);
    }
    entente_scenario_free(scenario);
    scenario = NULL;
    CU_ASSERT_EQUAL(entente_open_text(&scenario, "x.cfg", "trace: { };", NULL, 0, NULL), ENTENTE_ERR_SCENARIO);
    results = analysed(scenario, NULL, "sensitivity", ENTENTE_ERR_SCENARIO);
    entente_results_free(results);
    entente_scenario_free(scenario);
}

/* A setting that is no number in some draw is named, as by a run, and once. */
static void test_not_a_number(void)
{
    entente_scenario *scenario = open_unknown("force.required = \"sqrt(normal(0, 1))\"");
    entente_results *results = analysed(scenario, NULL, "sensitivity", ENTENTE_ERR_NUMERIC);

    CU_ASSERT_EQUAL_FATAL(entente_results_messages(results), 1);
    CU_ASSERT_STRING_EQUAL(entente_results_message(results, 0)->path, "force.required");
    CU_ASSERT_EQUAL(entente_results_message(results, 0)->origin, ENTENTE_OF_SCENARIO);
    entente_results_free(results);
    entente_scenario_free(scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"findings", test_findings}, {"errors", test_errors},
        {"a setting that is not a number", test_not_a_number}, CU_TEST_INFO_NULL};

    return ent_run_suite("interface/analyse", tests);
}
