/* Scenarios from text in memory, compiled and played block by block, for the tests of model and run. */
#ifndef ENT_TESTS_SCENARIO_TEXT_H
#define ENT_TESTS_SCENARIO_TEXT_H

#include "base/status.h"
#include "compile/compile.h"
#include "kernels/kernels.h"
#include "model/model.h"
#include "scenario/scenario.h"
#include "settings/tree.h"
#include "simulate/simulator.h"
#include "suite.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Statistical tests allow this many standard errors: false alarm 7e-6 a comparison, with fixed seeds all the same. */
#define ENT_TEST_SIGMAS 4.5

enum { ENT_TEST_CHECKS = 64, ENT_TEST_WORLDS = 256 };

typedef struct scenario_text {
    ent_diagnostics said;
    ent_tree tree;
    ent_scenario scenario;
    ent_model model;    /* as runs use it */
    ent_model recorder; /* keeps every setting */
} scenario_text;

/* A loader whose context is the text itself. */
static inline int ent_test_loader(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    (void) path;
    *text = ent_arena_strdup(arena, context);
    *length = strlen(context);
    return *text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static inline void scenario_text_close(scenario_text *self)
{
    ent_model_free(&self->recorder);
    ent_model_free(&self->model);
    ent_scenario_free(&self->scenario);
    ent_tree_free(&self->tree);
    ent_diagnostics_free(&self->said);
    *self = (scenario_text){0};
}

/* Reads and compiles; isa NULL: the widest. False, with the messages on standard error, where anything is wrong. */
static inline bool scenario_text_open(scenario_text *self, const char *text, const char *isa)
{
    const ent_kernels *kernels = ent_kernels_select(isa);
    int status;

    *self = (scenario_text){0};
    status = ent_tree_load(&self->tree, "text.cfg", ent_test_loader, (void *) (uintptr_t) text, &self->said);
    if (status == ENT_OK) {
        status = ent_scenario_read(&self->scenario, "text", &self->tree, &self->said);
    }
    if (status == ENT_OK) {
        status = ent_model_compile(&self->model, &self->scenario, kernels, false, &self->said);
    }
    if (status == ENT_OK) {
        status = ent_model_compile(&self->recorder, &self->scenario, kernels, true, &self->said);
    }
    for (size_t i = 0; status != ENT_OK && i < self->said.count; i++) {
        fprintf(stderr, "%s: %s\n", self->said.item[i].path, self->said.item[i].text);
    }
    CU_ASSERT_EQUAL(status, ENT_OK);
    return status == ENT_OK;
}

/* Plays all draws of the scenario in order; `see` is shown every block. guard: [model->guards + 1] or NULL. */
static inline void scenario_text_play(
    const ent_model *model, void (*see)(void *context, const ent_block *block), void *context, ent_guard_count *guard)
{
    const ent_run_size *run = &model->scenario->run;
    ent_simulator simulator = {.block = {.model = NULL}};

    CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&simulator, model, ENT_TEST_WORLDS), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_simulator_tell_no_deals(&simulator), ENT_OK);
    for (uint64_t world = 0; world < run->worlds; world += ENT_TEST_WORLDS) {
        uint64_t worlds = run->worlds - world < ENT_TEST_WORLDS ? run->worlds - world : (uint64_t) ENT_TEST_WORLDS;
        uint64_t end = (world + worlds) * run->replications;
        ent_simulator_set_worlds(&simulator, world, (size_t) worlds, run->replications, true);
        for (uint64_t first = world * run->replications; first < end; first += ENT_BLOCK_ROWS) {
            size_t rows = end - first < ENT_BLOCK_ROWS ? (size_t) (end - first) : (size_t) ENT_BLOCK_ROWS;
            CU_ASSERT_EQUAL_FATAL(ent_simulator_run(&simulator, first, rows), ENT_OK);
            CU_ASSERT_TRUE(ent_talks_check(&simulator.talks));
            CU_ASSERT_PTR_NULL(ent_active_truces_check(&simulator.truces.active));
            see(context, &simulator.block);
        }
    }
    if (guard != NULL) {
        memcpy(guard, simulator.block.guard, model->guards * sizeof(*guard));
    }
    ent_simulator_free(&simulator);
}

/* How often each of the scenario's checks held, and its condition. */
typedef struct check_counts {
    double event[ENT_TEST_CHECKS], given[ENT_TEST_CHECKS];
} check_counts;

static inline void check_counts_see(void *context, const ent_block *block)
{
    check_counts *self = context;
    const ent_outcome_plan *plan = &block->model->outcome;

    for (size_t c = 0; c < plan->checks; c++) {
        for (size_t i = 0; i < block->rows; i++) {
            bool given = plan->check_given[c] == ENT_NO_REGISTER || block->draw[plan->check_given[c]][i] != 0.0;
            self->given[c] += given ? 1.0 : 0.0;
            self->event[c] += block->draw[plan->check[c]][i] != 0.0 ? 1.0 : 0.0;
        }
    }
}

/* Plays `text` and compares the probability in each of its checks with exact[check]; draws must be independent. The
 * recorder must count exactly the same. exact NULL: compares only the two. */
static inline void scenario_text_compare(const char *text, const double *exact)
{
    scenario_text scenario;
    check_counts counts = {{0}, {0}};
    check_counts again = {{0}, {0}};

    if (scenario_text_open(&scenario, text, NULL)) {
        CU_ASSERT_FATAL(scenario.scenario.checks > 0 && scenario.scenario.checks <= ENT_TEST_CHECKS);
        scenario_text_play(&scenario.model, check_counts_see, &counts, NULL);
        scenario_text_play(&scenario.recorder, check_counts_see, &again, NULL);
        CU_ASSERT_EQUAL(memcmp(&counts, &again, sizeof(counts)), 0);
        for (size_t c = 0; exact != NULL && c < scenario.scenario.checks; c++) {
            double p = counts.event[c] / counts.given[c];
            double bound = ENT_TEST_SIGMAS * sqrt(exact[c] * (1.0 - exact[c]) / counts.given[c]) + 1e-12;
            CU_ASSERT(counts.given[c] > 0.0);
            if (!(fabs(p - exact[c]) <= bound)) {
                fprintf(stderr, "%s: %.6f, exactly %.6f, bound %.6f\n", scenario.scenario.check[c].text, p, exact[c],
                    bound);
                CU_FAIL("a probability is off");
            }
        }
    }
    scenario_text_close(&scenario);
}

/* The column of a setting in the recorder's block; NULL where it was never read. */
static inline const double *scenario_text_column(const ent_block *block, const char *path)
{
    const ent_model *model = block->model;

    for (size_t q = 0; q < model->quantities; q++) {
        if (strcmp(model->recorded[q]->path, path) == 0) {
            return model->quantity[q] != ENT_NO_REGISTER ? block->draw[model->quantity[q]] : NULL;
        }
    }
    return NULL;
}

#endif
