/* Each allocation fails in turn: loading an experiment, valid or not, and running it. */
#include "failing_memory.h"

#include "run/deals/frontier.h"
#include "run/experiment.h"
#include "run/run.h"
#include "settings/tree_case.h"

#include <stdlib.h>

static const char right[] =
    "run: { worlds = 5; replications = 3; horizon = 4; };\n"
    "factors: { f = \"normal(10, 2)\"; };\n"
    "contributors: { a: { troops = \"1 to 900\"; joins = 0.5; }; b: { troops = 5; after = \"f\"; }; };\n"
    "parties: { p: { threshold = 0.4; }; };\n"
    "demands: { d: { options = ( \"x\", \"y\" ); p: { scores = ( 1, 0.2 ); refuses = ( 0.3, 0 ); }; }; };\n"
    "truce: { causes: { c: { hazard = \"0.01 * month\"; }; }; };\n";

static const char with_experts[] = "run: { worlds = 9; replications = 2; horizon = 1; };\n"
                                   "events: { e = 0.5; };\n"
                                   "experts: { a: { set = ( \"events.e = 30%\" ); }; b: { weight = 2; }; };\n"
                                   "variants: { sure: { set = ( \"events.e = 100%\" ); }; };\n";

static const char wrong_expert[] = "events: { e = 0.5; };\n"
                                   "experts: { a: { set = ( \"events.e = 7\", \"ratification.r.chance = 1\" ); }; b: { "
                                   "set = ( \"events.x = 1\" ); }; };\n";

static const char with_variant[] = "run: { worlds = 1; replications = 1; horizon = 1; };\n"
                                   "events: { e = 0.5; };\n"
                                   "variants: { sure: { set = ( \"events.e = 100%\" ); }; };\n"
                                   "sweeps: { s: { vary = \"events.e\"; values = ( 0.5, 1 ); }; };\n";

static const char wrong[] =
    "events: { e = \"zzz\"; g = 60; };\n"
    "variants: { v: { set = ( \"events.e = 7\" ); }; w: { set = ( \"events.gg = 0.6\" ); }; };\n"
    "sweeps: { s: { vary = \"events.g\"; values = ( 0.1, 20 ); }; };\n";

static const char with_cases[] =
    "run: { worlds = 1; replications = 1; horizon = 1; }; values: { x = 0.5; }; events: { e = \"x\"; };\n"
    "observed: { collection = \"c\"; };\n"
    "cases: { a: { name = \"A\"; note = \"n\"; values: { x: { value = 0.2; }; }; observed: { ended = false; "
    "truce_months = 3; }; };"
    "b: { set = ( \"values.x = 1\" ); }; };\n";

static const char wrong_case[] =
    "values: { x = 0.5; }; events: { e = \"x\"; };\n"
    "cases: { a: { values: { x = \"y + 1\"; }; }; b: { set = ( \"events.f = 1\" ); }; };\n";

typedef struct subject {
    const char *text;
    const ent_model *model;
    unsigned threads;
} subject;

static int load(const subject *self, ent_experiment *experiment, ent_diagnostics *diagnostics)
{
    static const char *const set[] = {"run.seed = 3"};
    ent_case_file files[] = {{"s.cfg", self->text, 0}, {0}};
    ent_experiment_source source = {.path = "s.cfg",
        .id = "s",
        .load = ent_case_load,
        .context = files,
        .kernels = ent_kernels_select(NULL),
        .set = set,
        .sets = 1,
        .check_cases = true,
        .threads = self->threads};

    return ent_experiment_load(experiment, &source, diagnostics);
}

static int try_load(void *context)
{
    ent_experiment experiment = {0};
    ent_diagnostics diagnostics = {0};
    int status = load(context, &experiment, &diagnostics);
    size_t count;

    if (status == ENT_OK && ent_experiment_thresholds(&experiment, &count) == NULL) {
        status = ENT_ERR_NO_MEMORY;
    }
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&diagnostics);
    return status;
}

static void test_loading(void)
{
    subject about = {.text = right};

    CU_ASSERT(memory_exhaust(try_load, &about, ENT_OK) > 500);
    about.text = with_variant;
    CU_ASSERT(memory_exhaust(try_load, &about, ENT_OK) > 500);
    about.text = with_experts;
    CU_ASSERT(memory_exhaust(try_load, &about, ENT_OK) > 500);
    about.text = with_cases;
    CU_ASSERT(memory_exhaust(try_load, &about, ENT_OK) > 300);
    about.text = wrong_case;
    CU_ASSERT(memory_exhaust(try_load, &about, ENT_ERR_SCENARIO) > 200);
    about.text = wrong;
    CU_ASSERT(memory_exhaust(try_load, &about, ENT_ERR_SCENARIO) > 300);
    about.text = wrong_expert;
    CU_ASSERT(memory_exhaust(try_load, &about, ENT_ERR_SCENARIO) > 300);
}

static int try_run(void *context)
{
    static const ent_threshold threshold[] = {{5.0, 0}, {10.0, 0}};
    const subject *self = context;
    ent_run_options options = {.threads = self->threads};
    ent_guard_count guard[32];
    ent_tally tally = {0};
    int status = ent_run_model(self->model, &options, threshold, 2, &tally, guard);

    ent_tally_free(&tally);
    return status;
}

static void run_text(const char *text)
{
    subject about = {.text = text};
    ent_experiment experiment = {0};
    ent_diagnostics diagnostics = {0};

    memory_allow_all();
    CU_ASSERT_EQUAL_FATAL(load(&about, &experiment, &diagnostics), ENT_OK);
    about.model = &experiment.item[0]->model;
    CU_ASSERT_FATAL(about.model->guards <= 32);
    about.threads = 1;
    CU_ASSERT(memory_exhaust(try_run, &about, ENT_OK) > 50);
    about.threads = 2; /* which thread asks first differs from run to run; that it is reported may not */
    CU_ASSERT(memory_exhaust(try_run, &about, ENT_OK) > 50);
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&diagnostics);
}

static void test_running(void)
{
    run_text(right);
    run_text(with_experts);
}

static int try_frontier(void *context)
{
    const subject *self = context;
    const ent_run_options options = {.threads = self->threads};
    const uint64_t draw = 4;
    ent_frontier frontier;
    int status = ent_frontier_run(&frontier, self->model, self->threads > 1 ? &draw : NULL, &options);

    ent_frontier_free(&frontier);
    return status;
}

static const char preferences_by_draw[] =
    "run: { worlds = 5; replications = 3; }; events: { e = 0.5; }; parties: { p: { threshold = \"uniform(0, 1)\"; }; "
    "q: { threshold = 0.2; }; }; demands: { d: { options = ( \"x\", \"y\" ); p: { weight = \"1 + e\"; scores = ( 1, "
    "0.2 ); "
    "}; q: { scores = ( 0, 1 ); }; }; };\n";

/* In the middle by one thread; at a draw by two. */
static void test_space_of_deals(void)
{
    const char *const text[] = {right, preferences_by_draw};

    for (size_t i = 0; i < 2; i++) {
        subject about = {.text = text[i], .threads = 1};
        ent_experiment experiment = {0};
        ent_diagnostics diagnostics = {0};
        memory_allow_all();
        CU_ASSERT_EQUAL_FATAL(load(&about, &experiment, &diagnostics), ENT_OK);
        about.model = &experiment.item[0]->model;
        CU_ASSERT(memory_exhaust(try_frontier, &about, ENT_OK) > 50);
        about.threads = 2;
        CU_ASSERT(memory_exhaust(try_frontier, &about, ENT_OK) > 50);
        ent_experiment_free(&experiment);
        ent_diagnostics_free(&diagnostics);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"loading", test_loading}, {"running", test_running},
        {"the space of deals", test_space_of_deals}, CU_TEST_INFO_NULL};

    memory_allow_all();
    return ent_run_suite("memory of runs", tests);
}
