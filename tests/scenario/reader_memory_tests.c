/* Each allocation of the readers fails in turn, for correct and for wrong files. */
#include "failing_arena.h"
#include "scenario/scenario.h"
#include "settings/tree_case.h"

static int read_once(const char *text, long allocations, ent_diagnostics *diagnostics)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    int status;

    allocations_left = 1000000;
    status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, diagnostics);
    CU_ASSERT_PTR_NOT_NULL_FATAL(tree.root);
    allocations_left = allocations;
    if (status == ENT_OK || status == ENT_ERR_SCENARIO) {
        int read = ent_scenario_read(&scenario, "s", &tree, diagnostics);
        status = status == ENT_OK || read == ENT_ERR_NO_MEMORY ? read : status;
    }
    ent_scenario_free(&scenario);
    ent_tree_free(&tree);
    return status;
}

/* Fails the n-th allocation for every n until all succeed. */
static void exhaust(const char *text, int last)
{
    long n = 0;
    int status;

    for (;; n++) {
        ent_diagnostics diagnostics = {0};
        status = read_once(text, n, &diagnostics);
        ent_diagnostics_free(&diagnostics);
        if (allocations_left >= 0) {
            break;
        }
        CU_ASSERT_FATAL(n < 100000);
        CU_ASSERT(status == ENT_ERR_NO_MEMORY || (status == last && status != ENT_OK));
    }
    CU_ASSERT(n > 100);
    CU_ASSERT_EQUAL(status, last);
}

static void test_right_file(void)
{
    exhaust(
        "title = \"T\"; notes = \"N\"; sources = ( \"a\", \"b\" );\n"
        "run: { worlds = 10; };\n"
        "factors: { f = \"normal(0, 1)\"; g: { value = \"f\"; note = \"n\"; }; };\n"
        "events: { e = \"15%\"; t: { monthly = \"1%\"; when = \"e\"; }; };\n"
        "contributors: { c: { troops = \"1k to 4k\"; joins = \"60%\"; after = 3; pool = 5; rotation = 2; }; };\n"
        "correlations: { k: { among = ( \"f\", \"g\" ); rho = 0.5; }; };\n"
        "force: { required = 10; thresholds = ( 1, 2 ); };\n"
        "parties: { p: { threshold = 0.5; }; q: { threshold = 0.5; concession = 0.5; }; };\n"
        "demands: { d: { by = \"p\"; options = ( \"a\", \"b\" ); available = ( true, \"e\" );\n"
        "  p: { weight = 1; scores = ( 0, 1 ); refuses = ( 0.1, 0 ); }; q: { scores = ( 1, 0 ); }; }; };\n"
        "talks: { rounds = 3; stages: { s = 0.5; }; };\n"
        "truce: { causes: { x: { hazard = 0.1; }; }; };\n"
        "variants: { v: { set = ( \"events.e = 1\" ); }; };\n"
        "sweeps: { s: { vary = ( \"a\", \"b\" ); from = 0; to = 1; steps = 3; }; u: { vary = \"a\"; values = ( 1 "
        "); }; };\n"
        "values: { n = 1; };\n"
        "observed: { agreed = true; began = \"2001-01\"; truce_months = 5; ended = true; cause = \"c\"; in_sample = "
        "\"s\";\n"
        "  forecast = ( { p = 0.3; on = \"2001-02\"; } ); forecasts: { a: { p = 0; }; }; };\n"
        "cases: { c: { values: { n = 2; }; set = ( \"events.e = 1\" ); observed: { troops = 3; }; }; k: { }; };\n"
        "checks = ( \"P(agreed) > 0.1 in v\" );\n",
        ENT_OK);
}

static void test_wrong_file(void)
{
    exhaust(
        "title = 3; zzz = 1; sources = ( 3 );\n"
        "run: { worlds = \"x\"; seed = 1.5; };\n"
        "factors: { F-g = 1; month = 1; a = \"1 +\"; b: { valu = 1; }; c = ( 1 ); h = 5%; };\n"
        "events: { e = 15; t: { montly = \"1%\"; }; u: { when = 1; }; };\n"
        "contributors: { c: { troops = \"-1 to 4\"; rotation = 2; }; d = 3; };\n"
        "correlations: { k: { among = ( 1 ); rho = 5; }; };\n"
        "force: { thresholds = ( 2, 1 ); };\n"
        "parties: { p: { veto = 3; }; q: { threshold = 0.5; concession = 0; }; };\n"
        "demands: { d: { by = \"r\"; options = ( \"a\", \"a\" ); p: { weight = 1; }; };\n"
        "  g = 3; h: { options = ( \"a\" ); qq: { scores = ( 0, 1 ); }; }; };\n"
        "talks: { rule = \"nsh\"; stages = 3; };\n"
        "truce: { causes: { x = 3; y: { }; }; };\n"
        "outcomes: { o = 1; };\n"
        "headline = \"1 +\";\n"
        "variants: { v: { set = ( \"run.seed = 1\", 3 ); }; };\n"
        "sweeps: { s: { vary = ( \"a\", 3 ); from = 0; }; u: { vary = \"a\"; values = ( \"x\" ); }; };\n"
        "observed: { ended = true; until = \"soon\"; month = -1; in_sample = 3; forecast: { on = 3; }; forecasts = 1; "
        "};\n"
        "cases: { c: { values: { n = 2; }; set = ( 3, \"cases = 1\" ); observed: { agreed = false; month = 3; }; }; k: "
        "{ observed = 3; }; };\n"
        "checks = ( \"P(agreed) > 0.1 in w\", 3 );\n",
        ENT_ERR_SCENARIO);
}

int main(void)
{
    CU_TestInfo tests[] = {{"right file", test_right_file}, {"wrong file", test_wrong_file}, CU_TEST_INFO_NULL};

    return ent_run_suite("reader memory", tests);
}
