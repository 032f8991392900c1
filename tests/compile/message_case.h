/* Compares the messages of reading and compiling a scenario's text with the expected ones. */
#ifndef ENT_TESTS_MESSAGE_CASE_H
#define ENT_TESTS_MESSAGE_CASE_H

#include "base/status.h"
#include "compile/compile.h"
#include "kernels/kernels.h"
#include "model/model.h"
#include "scenario/scenario.h"

#include "../settings/tree_case.h"

/* Reads and compiles a tree, even after errors of reading; appends the messages. */
static inline int compile(const ent_tree *tree, ent_diagnostics *diagnostics)
{
    ent_scenario scenario = {0};
    ent_model model = {0};
    int status = ent_scenario_read(&scenario, "s", tree, diagnostics);
    size_t before = diagnostics->errors;
    int compiled = ent_model_compile(&model, &scenario, ent_kernels_select(NULL), false, diagnostics);

    CU_ASSERT_EQUAL(compiled, diagnostics->errors > before ? ENT_ERR_SCENARIO : ENT_OK);
    ent_model_free(&model);
    ent_scenario_free(&scenario);
    return status == ENT_OK ? compiled : status;
}

static inline void expect(const char *text, const char *expected)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};
    int status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics);

    CU_ASSERT_PTR_NOT_NULL_FATAL(tree.root);
    if (compile(&tree, &diagnostics) != ENT_OK) {
        status = ENT_ERR_SCENARIO;
    }
    CU_ASSERT_EQUAL(status, diagnostics.errors > 0 ? ENT_ERR_SCENARIO : ENT_OK);
    ent_diagnostics_sort(&diagnostics);
    ent_case_diagnostics(&found, &diagnostics);
    ent_case_compare(text, found.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* The sections that most tests refer to. */
#define WORLD                                                                                                          \
    "factors: { resolve = \"normal(0, 1)\"; commitment = \"normal(0, 1)\"; };\n"                                       \
    "events: { mandate = \"15%\"; withdraws: { monthly = \"1%\"; }; };\n"                                              \
    "contributors: { france: { troops = \"6k to 10k\"; joins = \"60%\"; }; italy: { troops = "                         \
    "\"1k to 4k\"; joins = \"60%\"; }; };\n"                                                                           \
    "parties: { russia: { threshold = 0.6; }; ukraine: { threshold = 0.5; }; };\n"                                     \
    "demands: { d: { options = ( \"refused\", \"un_only\", \"met\" );\n"                                               \
    "  russia: { weight = 1; scores = ( 0, 0.5, 1 ); }; ukraine: { weight = 1; scores = ( 1, "                         \
    "0.6, 0 ); }; }; };\n"                                                                                             \
    "truce: { causes: { offensive: { hazard = 0.01; }; }; };\n"

#endif
