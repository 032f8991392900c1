/* Each allocation of compiling a scenario, right or wrong, fails in turn. */
#include "compile/compile.h"
#include "compile/every_section.h"

typedef struct subject {
    const ent_scenario *scenario;
    bool recording;
} subject;

static int try_compile(void *context)
{
    const subject *self = context;
    ent_diagnostics diagnostics = {0};
    ent_model model = {0};
    int status = ent_model_compile(&model, self->scenario, ent_kernels_select(NULL), self->recording, &diagnostics);

    ent_model_free(&model);
    ent_diagnostics_free(&diagnostics);
    return status;
}

static void test_compiling(void)
{
    opened_text text;
    subject about = {.scenario = &text.scenario};

    open_text(&text, every_section);
    CU_ASSERT_EQUAL_FATAL(text.diagnostics.errors, 0);
    CU_ASSERT(memory_exhaust(try_compile, &about, ENT_OK) > 200);
    about.recording = true;
    CU_ASSERT(memory_exhaust(try_compile, &about, ENT_OK) > 200);
    close_text(&text);
}

static void test_messages(void)
{
    opened_text text;
    subject about = {.scenario = &text.scenario};

    open_text(&text,
        "factors: { a = \"b\"; b = \"a + zz\"; c = \"uniform(3 * d, 1)\"; d = 1; e1 = \"truncate(normal(0, 1), c, "
        "9)\"; f = \"e\"; };\n"
        "events: { e = \"h\"; h = \"e\"; g = \"7 + c\"; i = \"d - 7\"; j = \"beta(2, 3)\"; };\n"
        "contributors: { x: { troops = \"y.joins + events.e\"; joins = \"agreed\"; }; y: { troops = \"force.offered\"; "
        "}; };\n"
        "correlations: { k: { among = ( \"c\", \"e\", \"x\", \"*.troops\", \"agreed\" ); rho = 0.5; };\n"
        "  l: { among = ( \"c\", \"e1\" ); rho = 0.9; }; };\n"
        "parties: { p: { threshold = \"q.threshold\"; }; q: { threshold = \"p.leaves\"; veto = false; }; };\n"
        "demands: { d1: { options = ( \"a\", \"b\" ); p: { scores = ( 0, 1 ); }; q: { scores = ( 0, 1 ); refuses = ( "
        "1, 0 ); }; }; };\n"
        "truce: { causes: { x1: { hazard = \"normal(month, 1) + truce.held\"; }; }; };\n"
        "outcomes: { o: { when = \"deal.d1 == 'c' or deal.d1 == a or deal.d1 > 3 or truce.cause == 'z'\"; }; };\n");
    CU_ASSERT(memory_exhaust(try_compile, &about, ENT_ERR_SCENARIO) > 150);
    close_text(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"compiling", test_compiling}, {"messages", test_messages}, CU_TEST_INFO_NULL};

    memory_allow_all();
    return ent_run_suite("memory of the compiler", tests);
}
