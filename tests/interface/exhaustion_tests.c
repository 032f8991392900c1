/* Memory that runs out at every possible request of the public interface. */
#include "failing_memory.h"

#include "interface_case.h"

static const char text[] =
    "run: { worlds = 6; replications = 3; horizon = 4; };\n"
    "factors: { f = \"normal(10, 2)\"; };\n"
    "contributors: { a: { troops = \"1 to 900\"; joins = 0.5; }; b: { troops = 5; after = \"f\"; }; };\n"
    "parties: { p: { threshold = 0.4; }; };\n"
    "demands: { d: { options = ( \"x\", \"y\" ); p: { scores = ( 1, 0.2 ); refuses = ( 0.3, 0 ); }; }; };\n"
    "truce: { causes: { c: { hazard = \"0.01 * month\"; }; }; };\n"
    "variants: { v: { set = ( \"contributors.a.joins = 0.9\" ); }; };\n"
    "sweeps: { s: { vary = \"contributors.a.joins\"; values = ( 0.2, 0.9 ); }; };\n";

static entente_scenario *loaded;

static int try_options(void *context)
{
    entente_options *options = entente_options_new();
    int status = options != NULL ? ENTENTE_OK : ENTENTE_ERR_NO_MEMORY;

    (void) context;
    status = status == ENTENTE_OK ? entente_options_folder(options, "out") : status;
    status = status == ENTENTE_OK ? entente_options_command(options, "line") : status;
    status = status == ENTENTE_OK ? entente_options_charts(options, "plots", "png") : status;
    entente_options_free(options);
    return status;
}

/* context: a setting to change. */
static int try_open(void *context)
{
    const char *set[] = {context};
    entente_scenario *scenario = NULL;
    entente_options *options = entente_options_new();
    int status = ENTENTE_ERR_NO_MEMORY;

    if (options != NULL) {
        entente_options_threads(options, 1);
        status = entente_open_text(&scenario, "case", text, set, 1, options);
    }
    entente_scenario_free(scenario);
    entente_options_free(options);
    return status;
}

static int use_tables(entente_results *results)
{
    int status = ENTENTE_OK;

    for (size_t t = 0; t < entente_results_tables(results) && status == ENTENTE_OK; t++) {
        const entente_table *table = NULL;
        status = entente_results_table(results, entente_results_table_name(results, t), &table);
        CU_ASSERT_EQUAL(status == ENTENTE_OK, table != NULL);
    }
    return status;
}

static int try_run(void *context)
{
    entente_results *results = NULL;
    entente_options *options = entente_options_new();
    int status = ENTENTE_ERR_NO_MEMORY;

    (void) context;
    if (options != NULL) {
        entente_options_threads(options, 1);
        entente_options_draws(options, 2);
        status = entente_run(loaded, options, &results);
        status = status == ENTENTE_OK ? use_tables(results) : status;
    }
    entente_results_free(results);
    entente_options_free(options);
    return status;
}

static int try_sweep(void *context)
{
    entente_results *results = NULL;
    entente_options *options = entente_options_new();
    int status = ENTENTE_ERR_NO_MEMORY;

    (void) context;
    if (options != NULL) {
        entente_options_threads(options, 1);
        status = entente_sweep(loaded, "v", "s", options, &results);
        status = status == ENTENTE_OK ? use_tables(results) : status;
    }
    entente_results_free(results);
    entente_options_free(options);
    return status;
}

static int try_check(void *context)
{
    entente_results *results = NULL;
    int status = entente_check(loaded, &results);

    (void) context;
    status = status == ENTENTE_OK ? use_tables(results) : status;
    entente_results_free(results);
    return status;
}

static void test_options(void)
{
    CU_ASSERT(memory_exhaust(try_options, NULL, ENTENTE_OK) >= 4);
}

static void test_open(void)
{
    CU_ASSERT(memory_exhaust(try_open, "run.seed = 5", ENTENTE_OK) > 100);
    CU_ASSERT(memory_exhaust(try_open, "run.sead = 5", ENTENTE_ERR_SCENARIO) > 100);
}

static void test_runs(void)
{
    memory_allow_all();
    loaded = case_open(text, NULL, 0);
    CU_ASSERT(memory_exhaust(try_check, NULL, ENTENTE_OK) > 10);
    CU_ASSERT(memory_exhaust(try_run, NULL, ENTENTE_OK) > 100);
    CU_ASSERT(memory_exhaust(try_sweep, NULL, ENTENTE_OK) > 50);
    entente_scenario_free(loaded);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"options", test_options},
        {"opening", test_open},
        {"check, run and sweep", test_runs},
        CU_TEST_INFO_NULL,
    };

    memory_allow_all();
    return ent_run_suite("interface/exhaustion", tests);
}
