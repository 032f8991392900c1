/* Each allocation of simulating a block fails in turn. */
#include "compile/compile.h"
#include "compile/every_section.h"
#include "failing_memory.h"
#include "settings/tree_case.h"
#include "simulate/simulator.h"

typedef struct subject {
    const ent_scenario *scenario;
    const ent_model *model;
} subject;

static int try_block(void *context)
{
    const subject *self = context;
    const ent_run_size *run = &self->scenario->run;
    ent_simulator simulator = {.block = {.model = NULL}};
    int status = ent_simulator_init(&simulator, self->model, (size_t) run->worlds);

    if (status == ENT_OK) {
        ent_simulator_set_worlds(&simulator, 0, (size_t) run->worlds, run->replications, true);
        status = ent_simulator_run(&simulator, 0, (size_t) (run->worlds * run->replications));
    }
    ent_simulator_free(&simulator);
    return status;
}

static void test_playing(void)
{
    opened_text text;
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
    CU_TestInfo tests[] = {{"playing", test_playing}, CU_TEST_INFO_NULL};

    memory_allow_all();
    return ent_run_suite("memory of blocks", tests);
}
