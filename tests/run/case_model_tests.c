/* The cases of a file as models: the models played, their records, and errors with the name of the case. */
#include "experiment_text.h"

#include "run/cases/case_model.h"
#include "run/headline.h"

/* A truce of 24 months, with a monthly hazard of 0.02, in one case none, in another 50. */
static const char text[] =
    "run: { worlds = 50; replications = 40; seed = 3; horizon = 24; };"
    "values: { danger = 0.02; few = false; };"
    "contributors: { a: { troops = \"if(few, 10, 1000)\"; joins = 0.5; }; };"
    "truce: { causes: { war: { hazard = \"danger\"; }; }; };"
    "experts: { one: { set = ( \"contributors.a.joins = 0.6\" ); }; two: { weight = 3; }; };"
    "cases: { calm: { values: { danger = 0; }; observed: { truce_months = 30; ended = false; }; };"
    "  same: { observed: { troops = 7; }; };"
    "  grim: { name = \"Grim\"; values: { danger = 50; few = true; }; set = ( \"contributors.a.joins = 100%\" );"
    "  observed: { truce_months = 0.5; ended = true; }; }; };";

/* The headline of a model: the truce holds. */
static double held_of(const ent_model *model)
{
    ent_guard_count guard[64];
    ent_estimate estimate;

    CU_ASSERT_FATAL(model->guards <= 64);
    CU_ASSERT_EQUAL_FATAL(ent_run_headline(model, NULL, guard, &estimate), ENT_OK);
    return estimate.p;
}

static void build(const experiment_text *file, size_t i, ent_variant_model *made)
{
    ent_diagnostics errors = {0};

    *made = (ent_variant_model){0};
    CU_ASSERT_EQUAL_FATAL(
        ent_case_model_build(made, file->experiment.item[0], i, ent_kernels_select(NULL), &errors), ENT_OK);
    CU_ASSERT_EQUAL(errors.count, 0);
    ent_diagnostics_free(&errors);
}

static void test_cases(void)
{
    experiment_text file;
    ent_variant_model made;

    if (experiment_text_open(&file, text, NULL)) {
        double base = held_of(&file.experiment.item[0]->model);
        CU_ASSERT(base > 0.5 && base < 0.75); /* exp(-0.48) = 0.62 */
        build(&file, 0, &made);
        CU_ASSERT_STRING_EQUAL(made.id, "calm");
        CU_ASSERT_EQUAL(held_of(&made.model), 1.0);
        CU_ASSERT_EQUAL(made.scenario.observed.truce_months, 30.0);
        CU_ASSERT_EQUAL(made.experts, 2);
        ent_variant_model_free(&made);
        build(&file, 1, &made);
        CU_ASSERT_EQUAL(held_of(&made.model), base); /* the random numbers are those of the file */
        CU_ASSERT_EQUAL(made.scenario.observed.troops, 7.0);
        ent_variant_model_free(&made);
        build(&file, 2, &made);
        CU_ASSERT_STRING_EQUAL(made.label, "Grim");
        CU_ASSERT_STRING_EQUAL(made.scenario.title, "Grim");
        CU_ASSERT_EQUAL(held_of(&made.model), 0.0);
        CU_ASSERT_EQUAL(made.scenario.observed.ended, ENT_FACT_TRUE);
        CU_ASSERT_EQUAL(made.scenario.cases, 0);
        ent_model_free(&made.model);
        CU_ASSERT_PTR_NULL(made.model.scenario);
        ent_variant_model_free(&made);
        CU_ASSERT(made.experts == 0 && made.expert == NULL && made.id == NULL && made.label == NULL);
        CU_ASSERT(made.tree.root == NULL && made.model.scenario == NULL && made.scenario.cases == 0);
        ent_variant_model_free(&made);
    }
    experiment_text_close(&file);
}

static void expect_errors(const char *cases, const char *first, size_t count)
{
    static const char head[] = "values: { x = 0.5; }; events: { e = \"x\"; }; cases: { ";
    char whole[400];
    experiment_text file;
    ent_diagnostics errors = {0};

    snprintf(whole, sizeof(whole), "%s%s };", head, cases);
    if (experiment_text_open(&file, whole, NULL)) {
        CU_ASSERT_EQUAL(ent_case_models_check(file.experiment.item[0], ent_kernels_select(NULL), &errors),
            count > 0 ? ENT_ERR_SCENARIO : ENT_OK);
        CU_ASSERT_EQUAL(errors.count, count);
        CU_ASSERT(count == 0 || strcmp(errors.item[0].text, first) == 0);
    }
    ent_diagnostics_free(&errors);
    experiment_text_close(&file);
}

static void test_errors(void)
{
    expect_errors("a: { values: { x = 0.1; }; }; b: { };", "", 0);
    expect_errors("a: { }; b: { set = ( \"events.f = 1\" ); };", "there is no `f` in `events` (in the case `b`)", 1);
    expect_errors("a: { values: { x = \"unknwn + 1\"; }; }; b: { values: { x = \"unknwn + 1\"; }; };",
        "unknown name `unknwn` (in the case `a`)", 2);
}

/* Without cases there is nothing to play and no warning of it; with some a run reports that it leaves them out. */
static void test_warning(void)
{
    experiment_text file;

    if (experiment_text_open(&file, "cases: { };", NULL)) {
        CU_ASSERT_EQUAL(file.experiment.item[0]->warnings.count, 0);
    }
    experiment_text_close(&file);
    if (experiment_text_open(&file, "cases: { a: { }; };", NULL)) {
        const ent_diagnostics *warnings = &file.experiment.item[0]->warnings;
        CU_ASSERT_EQUAL_FATAL(warnings->count, 1);
        CU_ASSERT_EQUAL(warnings->item[0].severity, ENT_SEVERITY_WARNING);
        CU_ASSERT_EQUAL(warnings->item[0].at.line, 1);
        CU_ASSERT_STRING_EQUAL(warnings->item[0].path, "cases");
        CU_ASSERT_STRING_EQUAL(
            warnings->item[0].text, "its case is not played: the figures are those of the file's own values");
        CU_ASSERT_STRING_EQUAL(warnings->item[0].help, "`entente score` plays the cases");
    }
    experiment_text_close(&file);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"cases", test_cases}, {"errors", test_errors}, {"warning", test_warning}, CU_TEST_INFO_NULL};

    return ent_run_suite("case models", tests);
}
