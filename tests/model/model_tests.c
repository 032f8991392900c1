/* The check of models finds each way in which a compiled model can be wrong. */
#include "scenario_text.h"

#define TEXT                                                                                                           \
    "run: { worlds = 2; replications = 2; horizon = 12; };"                                                            \
    "contributors: { a: { troops = \"uniform(0, 2)\"; joins = 0.5; leaves = 0.3; }; b: { troops = 3; joins = 0.4; }; " \
    "};"                                                                                                               \
    "events: { e: { monthly = 0.1; }; };"                                                                              \
    "correlations: { c: { among = (\"*.joins\"); rho = 0.3; }; };"                                                     \
    "truce: { causes: { x: { hazard = \"log(force.deployed) + e\"; }; }; };"

static void is_wrong(const ent_model *model, const char *expected)
{
    const char *wrong = ent_model_check(model);

    CU_ASSERT_STRING_EQUAL(wrong != NULL ? wrong : "sound", expected);
}

/* Sets a register to one beyond its space, checks, and sets it back. */
static void misplace(const ent_model *model, ent_space_kind space, ent_register *reg)
{
    ent_register right = *reg;

    *reg = (ent_register) model->program.space[space].registers;
    is_wrong(model, "a plan refers to a register outside its space");
    *reg = right;
    CU_ASSERT_PTR_NULL(ent_model_check(model));
}

static void registers(void)
{
    scenario_text scenario;

    if (scenario_text_open(&scenario, TEXT, NULL)) {
        ent_model *model = &scenario.recorder;
        misplace(model, ENT_SPACE_DRAW, &model->coalition.joins[1]);
        misplace(model, ENT_SPACE_DRAW, &model->coalition.force[0].required);
        misplace(model, ENT_SPACE_DRAW, &model->talks.agreed);
        misplace(model, ENT_SPACE_TRUCE, &model->truce.departure[0].leaves);
        misplace(model, ENT_SPACE_TRUCE, &model->truce.timed[0].when);
        misplace(model, ENT_SPACE_DRAW, &model->truce.timed[0].last);
        misplace(model, ENT_SPACE_TRUCE, &model->truce.hazard[0]);
        misplace(model, ENT_SPACE_DRAW, &model->truce.held);
        misplace(model, ENT_SPACE_DRAW, &model->outcome.headline);
        misplace(model, ENT_SPACE_DRAW, &model->quantity[0]);
        misplace(model, ENT_SPACE_DRAW, &model->draw_group[0].z[1]);
    }
    scenario_text_close(&scenario);
}

static void ranges_and_factors(void)
{
    scenario_text scenario;

    if (scenario_text_open(&scenario, TEXT, NULL)) {
        ent_model *model = &scenario.model;
        CU_ASSERT_FATAL(model->guards > 0 && model->draw_groups == 1);
        model->guard[0].low = NAN;
        is_wrong(model, "the range of a guard is not in order");
        model->guard[0].low = model->guard[0].high;
        model->draw_group[0].factor[2] += 0.1; /* the second row is no longer of length 1 */
        is_wrong(model, "the factor of a correlation matrix is not a Cholesky factor");
    }
    scenario_text_close(&scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"registers", registers}, {"ranges and factors", ranges_and_factors}, CU_TEST_INFO_NULL};

    return ent_run_suite("model", tests);
}
