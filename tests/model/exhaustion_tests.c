/* Memory that runs out at every possible place of compiling a model, right or wrong, and of playing a block of it. */
#include "failing_memory.h"

#include "model/block.h"
#include "model/model.h"
#include "settings/tree_case.h"

typedef struct subject {
    const ent_scenario *scenario;
    const ent_model *model;
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

static int try_block(void *context)
{
    const subject *self = context;
    const ent_run_size *run = &self->scenario->run;
    ent_block block = {0};
    int status = ent_block_init(&block, self->model, (size_t) run->worlds);

    if (status == ENT_OK) {
        ent_block_set_worlds(&block, 0, (size_t) run->worlds, run->replications, true);
        status = ent_block_run(&block, 0, (size_t) (run->worlds * run->replications));
    }
    ent_block_free(&block);
    return status;
}

typedef struct opened {
    ent_tree tree;
    ent_scenario scenario;
    ent_diagnostics diagnostics;
} opened;

static void open_text(opened *self, const char *text)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};

    *self = (opened){0};
    memory_allow_all();
    ent_tree_load(&self->tree, "s.cfg", ent_case_load, files, &self->diagnostics);
    CU_ASSERT_PTR_NOT_NULL_FATAL(self->tree.root);
    ent_scenario_read(&self->scenario, "s", &self->tree, &self->diagnostics);
}

static void close_text(opened *self)
{
    ent_scenario_free(&self->scenario);
    ent_tree_free(&self->tree);
    ent_diagnostics_free(&self->diagnostics);
}

static const char every_section[] =
    "run: { worlds = 3; replications = 7; horizon = 5; };\n"
    "factors: { f = \"normal(0, 1)\"; g: { value = \"gamma(2, 1) + abs(f)\"; }; u = \"2k to 5k\"; };\n"
    "events: { e = \"15%\"; t: { monthly = \"1%\"; when = \"e or month > 2\"; lasts = 3; }; s: { at = 2; chance = 0.5; "
    "};\n"
    "  k = \"if(agreed, 0.3, truce.held)\"; };\n"
    "contributors: { c: { troops = \"1k to 4k\"; joins = \"logistic(f)\"; after = 3; pool = 5000; rotation = 2; };\n"
    "  d: { troops = \"beta(2, 3) * 1000\"; joins = \"60%\"; lead_months = \"1 to 3\"; leaves = \"month / 100\"; "
    "allowed = \"t\"; }; };\n"
    "correlations: { k: { among = ( \"f\", \"u\" ); rho = 0.5; }; l: { among = ( \"e\", \"*.joins\" ); rho = 0.3; }; "
    "};\n"
    "force: { required = 10; cap = \"4k\"; allowed = \"deal.d1 != 'b'\"; thresholds = ( 1, 2 ); };\n"
    "parties: { p: { threshold = \"uniform(0.2, 0.6)\"; war_cost = 0.01; }; q: { threshold = 0.3; concession = 0.5; "
    "};\n"
    "  w: { threshold = 0; veto = false; }; };\n"
    "demands: { d1: { options = ( \"a\", \"b\" ); available = ( true, \"e\" );\n"
    "    p: { weight = 1; scores = ( 0, 1 ); refuses = ( 0.1, 0 ); }; q: { scores = ( 1, \"g / 9\" ); }; };\n"
    "  d2: { options = ( \"a\", \"b\", \"c\" ); p: { weight = 2; scores = ( 0, 0.5, 1 ); }; q: { scores = ( 1, 0.3, 0 "
    "); };\n"
    "    w: { scores = ( 0, 1, 0 ); }; }; };\n"
    "talks: { rounds = 3; stages: { s1 = 0.5; }; };\n"
    "truce: { causes: { x: { hazard = \"weibull_hazard(0.8, 60) * exp(-force.ratio)\"; contained = 0.2; }; y: { hazard "
    "= 0.01; }; }; };\n"
    "checks = ( \"P(agreed given e) > 0.0001\" );\n";

static void test_compiling(void)
{
    opened text;
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
    opened text;
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

static void test_playing(void)
{
    opened text;
    ent_model model = {0};
    subject about = {.scenario = &text.scenario, .model = &model};

    open_text(&text, every_section);
    CU_ASSERT_EQUAL_FATAL(
        ent_model_compile(&model, &text.scenario, ent_kernels_select(NULL), false, &text.diagnostics), ENT_OK);
    CU_ASSERT(memory_exhaust(try_block, &about, ENT_OK) > 30);
    ent_model_free(&model);
    close_text(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"compiling", test_compiling}, {"messages", test_messages}, {"playing", test_playing}, CU_TEST_INFO_NULL};

    memory_allow_all();
    return ent_run_suite("memory of models", tests);
}
