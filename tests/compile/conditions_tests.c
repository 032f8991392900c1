/* Conditions on NaN: the result is NaN, which the run counts, unless the other operand decides; it is never false. */
#include "model/scenario_text.h"

typedef enum truth { FALSE, TRUE, NONE } truth;

static truth of(bool value)
{
    return value ? TRUE : FALSE;
}

/* u is uniform on (0, 2), so log(u - 1) is NaN in half of the draws. */
static truth above(double u)
{
    return u < 1.0 ? NONE : of(log(u - 1.0) > -1.0);
}

static truth is_not(double u)
{
    return u < 1.0 ? NONE : of(!(log(u - 1.0) > -1.0));
}

static truth only_where_number(double u)
{
    return of(u > 1.0 && log(u - 1.0) > -1.0);
}

static truth true_where_none(double u)
{
    return u < 1.0 ? TRUE : above(u);
}

static truth partly(double u)
{
    return u < 0.5 ? TRUE : above(u);
}

static truth always(double u)
{
    (void) u;
    return TRUE;
}

static truth where_number(double u)
{
    return u < 1.0 ? NONE : TRUE;
}

typedef struct logic_case {
    const char *formula;
    truth (*exact)(double u);
} logic_case;

static const logic_case cases[] = {
    {"log(a.troops - 1) > -1", above},
    {"-1 < log(a.troops - 1)", above},
    {"not (log(a.troops - 1) > -1)", is_not},
    {"not (log(a.troops - 1) <= -1)", above},
    {"a.troops > 1 and log(a.troops - 1) > -1", only_where_number},
    {"log(a.troops - 1) > -1 and a.troops > 1", only_where_number},
    {"log(a.troops - 1) > -1 and log(a.troops - 1) < 5", above},
    {"a.troops < 1 or log(a.troops - 1) > -1", true_where_none},
    {"log(a.troops - 1) > -1 or a.troops < 1", true_where_none},
    {"a.troops < 0.5 or log(a.troops - 1) > -1", partly},
    {"not (a.troops > 1.5 and log(a.troops - 1) > 5)", always},
    {"if(log(a.troops - 1) > -1, true, 0)", above},
    {"if(a.troops > 1, log(a.troops - 1) > -1, true)", true_where_none},
    {"log(a.troops - 1) != 0", where_number},
    {"log(a.troops - 1) == log(a.troops - 1)", where_number},
};

typedef struct logic_seen {
    const logic_case *expected;
    uint64_t none, wrong;
} logic_seen;

static void see_logic(void *context, const ent_block *block)
{
    logic_seen *self = context;
    const double *u = scenario_text_column(block, "contributors.a.troops");
    const double *when = scenario_text_column(block, "outcomes.o.when");

    CU_ASSERT_FATAL(u != NULL && when != NULL);
    for (size_t i = 0; i < block->rows; i++) {
        truth exact = self->expected->exact(u[i]);
        self->none += exact == NONE ? 1 : 0;
        self->wrong += exact != NONE && when[i] != (exact == TRUE ? 1.0 : 0.0) ? 1 : 0;
    }
}

static uint64_t no_numbers(const ent_model *model, const ent_guard_count *guard, const char *path)
{
    for (size_t g = 0; g < model->guards; g++) {
        if (strcmp(model->guard[g].quantity->path, path) == 0) {
            return guard[g].nan;
        }
    }
    return 0;
}

static void three_values(void)
{
    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
        scenario_text scenario;
        logic_seen seen = {.expected = &cases[c]};
        ent_guard_count guard[16] = {{0}};
        char text[512];

        snprintf(text, sizeof(text),
            "run: { worlds = 4; replications = 500; seed = 17; horizon = 1; };"
            "contributors: { a: { troops = \"uniform(0, 2)\"; }; };"
            "outcomes: { o: { when = \"%s\"; }; rest: { }; };",
            cases[c].formula);
        if (scenario_text_open(&scenario, text, NULL)) {
            CU_ASSERT_FATAL(scenario.recorder.guards <= 16);
            scenario_text_play(&scenario.recorder, see_logic, &seen, guard);
            if (seen.wrong > 0 || seen.none != no_numbers(&scenario.recorder, guard, "outcomes.o.when")) {
                fprintf(stderr, "%s: %d wrong, %d NaN\n", cases[c].formula, (int) seen.wrong, (int) seen.none);
                CU_FAIL("a condition has a wrong value");
            }
        }
        scenario_text_close(&scenario);
    }
}

static void see_nothing(void *context, const ent_block *block)
{
    (void) context;
    (void) block;
}

/* The headline and the checks are guarded like settings, and so is a check's condition where its event is always false:
 * the denominator of the share depends on it. */
static void headline_and_checks(void)
{
    static const char text[] = "run: { worlds = 4; replications = 500; seed = 17; horizon = 1; };"
                               "contributors: { a: { troops = \"uniform(0, 2)\"; }; };"
                               "headline = \"log(a.troops - 1) > -1\";"
                               "checks = (\"P(a.troops < 0 given log(a.troops - 1) > -1) < 1\");";
    scenario_text scenario;
    ent_guard_count guard[16] = {{0}};

    if (scenario_text_open(&scenario, text, NULL)) {
        CU_ASSERT_FATAL(scenario.model.guards <= 16);
        scenario_text_play(&scenario.model, see_nothing, NULL, guard);
        CU_ASSERT(no_numbers(&scenario.model, guard, "headline") > 800);
        CU_ASSERT_EQUAL(no_numbers(&scenario.model, guard, "checks"), no_numbers(&scenario.model, guard, "headline"));
    }
    scenario_text_close(&scenario);
}

/* A condition that is never NaN has no guard. */
static void free_of_guards(void)
{
    static const char text[] =
        "run: { worlds = 4; replications = 5; seed = 17; horizon = 1; };"
        "contributors: { a: { troops = \"uniform(0, 2)\"; }; };"
        "outcomes: { o: { when = \"not (a.troops > 1 and log(a.troops + 1) > 2)\"; }; rest: { }; };"
        "headline = \"force.offered > 1 or agreed\";";
    scenario_text scenario;

    if (scenario_text_open(&scenario, text, NULL)) {
        CU_ASSERT_EQUAL(scenario.model.guards, 0);
    }
    scenario_text_close(&scenario);
}

/* The list of guards grows: one for each of many chances without bounds, in the order of the file. */
static void many_guards(void)
{
    enum { EVENTS = 150 };
    static char text[16 * 1024];
    scenario_text scenario;
    size_t n = (size_t) snprintf(text, sizeof(text), "%s",
        "run: { worlds = 2; replications = 2; horizon = 1; }; factors: { f = \"normal(0, 1)\"; };\nevents: {\n");

    for (int i = 0; i < EVENTS; i++) {
        n += (size_t) snprintf(text + n, sizeof(text) - n, "e%d = \"f - %d\";\n", i, i);
    }
    snprintf(text + n, sizeof(text) - n, "};\n");
    if (scenario_text_open(&scenario, text, NULL)) {
        CU_ASSERT_EQUAL_FATAL(scenario.model.guards, EVENTS);
        for (size_t i = 0; i < EVENTS; i++) {
            char path[32];
            snprintf(path, sizeof(path), "events.e%zu", i);
            CU_ASSERT_STRING_EQUAL(scenario.model.guard[i].quantity->path, path);
        }
    }
    scenario_text_close(&scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"conditions of three values", three_values}, {"headline and checks", headline_and_checks},
        {"free of guards", free_of_guards}, {"many guards", many_guards}, CU_TEST_INFO_NULL};

    return ent_run_suite("conditions", tests);
}
