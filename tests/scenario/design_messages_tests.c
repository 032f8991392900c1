/* Messages of run.design and run.until: each mistake gives one, with what to write instead. */
#include "reader_case.h"

static void test_design(void)
{
    ent_case_messages("run: { design = \"sobol\"; worlds = 4096; };", "");
    ent_case_messages("run: { design = { value = \"lhs\"; note = \"fewer worlds\"; }; worlds = 16; };", "");
    ent_case_messages("run: { design = \"sobl\"; };",
        "E 1:17+6 run.design: found \"sobl\", expected \"random\", \"lhs\" or \"sobol\" [write design = \"sobol\"]\n");
    ent_case_messages("run: { design = \"grid\"; };",
        "E 1:17+6 run.design: found \"grid\", expected \"random\", \"lhs\" or \"sobol\" [write design = \"random\" "
        "(independent worlds), \"lhs\" (Latin hypercubes) or \"sobol\" (Sobol' points)]\n");
    ent_case_messages("run: { design = 2; };",
        "E 1:17+1 run.design: found 2, expected \"random\", \"lhs\" or \"sobol\" [write design = \"random\" "
        "(independent worlds), \"lhs\" (Latin hypercubes) or \"sobol\" (Sobol' points)]\n");
    ent_case_messages("run: { design = \"sobol\"; worlds = 2147483647; };",
        "E 1:35+10 run.worlds: found 2147483647, expected at most 1073741824 worlds with design = \"sobol\"\n");
}

/* The number of worlds is rounded up, with a note. */
static void expect_worlds(const char *text, uint64_t worlds, const char *note)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(scenario.run.worlds, worlds);
    CU_ASSERT_EQUAL(diagnostics.count, note != NULL ? 1 : 0);
    if (note != NULL && diagnostics.count == 1) {
        CU_ASSERT_EQUAL(diagnostics.item[0].severity, ENT_SEVERITY_NOTE);
        CU_ASSERT_STRING_EQUAL(diagnostics.item[0].text, note);
    }
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_rounding(void)
{
    expect_worlds("run: { worlds = 4001; };", 4001, NULL);
    expect_worlds("run: { worlds = 4001; design = \"lhs\"; };", 4016,
        "4001 worlds are rounded up to 4016: design = \"lhs\" has a multiple of 16");
    expect_worlds("run: { worlds = 4000; design = \"sobol\"; };", 4096,
        "4000 worlds are rounded up to 4096: design = \"sobol\" has a multiple of 16, times a power of 2");
    expect_worlds("run: { design = \"lhs\"; };", 10000, NULL);
}

static void test_until(void)
{
    ent_case_messages("run: { until = \"0.2%\"; };", "");
    ent_case_messages("run: { until = 0; };", "");
    ent_case_messages("measures: { x: \"talks.month\"; }; headline = \"mean(x)\"; run: { until = 3; };", "");
    ent_case_messages("run: { until = 2; };",
        "E 1:16+1 run.until: found 2, expected a half-width of the headline from 0% to 50% [write the half-width of "
        "the "
        "95% interval that will do, such as until = \"0.2%\"; 0 plays all worlds]\n");
    ent_case_messages("run: { until = \"-1%\"; };",
        "E 1:16+5 run.until: found -1%, expected a half-width of the headline from 0% to 50% [write the half-width of "
        "the 95% interval that will do, such as until = \"0.2%\"; 0 plays all worlds]\n");
    ent_case_messages("run: { until = \"uniform(0, 1)\"; };",
        "E 1:16+15 run.until: found `uniform(0, 1)`, expected a constant number: the run stops by it [write the "
        "half-width of the 95% interval that will do, such as until = \"0.2%\"; 0 plays all worlds]\n");
    ent_case_messages("measures: { x: \"talks.month\"; }; headline = \"mean(x)\"; run: { until = \"3%\"; };",
        "E 1:71+4 run.until: `3%` is a share, and the headline is the mean of a measure: expected a half-width in its "
        "unit [write the number itself, without %]\n");
}

static void test_variants(void)
{
    ent_case_messages("variants: { v: { set = ( \"run.design = 'lhs'\", \"run.until = 0.1\" ); }; };",
        "E 1:26+20 variants.v: a variant may not change run.design: its draws are compared with those of the base [set "
        "it in `run`, for all variants]\n"
        "E 1:48+17 variants.v: a variant may not change run.until: its draws are compared with those of the base [set "
        "it "
        "in `run`, for all variants]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"design", test_design}, {"rounding", test_rounding}, {"until", test_until},
        {"variants", test_variants}, CU_TEST_INFO_NULL};

    return ent_run_suite("designs in a file", tests);
}
