/* The invariants of value graphs, programs and models hold for every shipped scenario and each of its variants. */
#include "base/status.h"
#include "compile/compile.h"
#include "compile/compiler.h"
#include "load_file.h"
#include "settings/tree_case.h"

#include <string.h>

static void expect_sound(const char *what, const char *wrong)
{
    if (wrong != NULL) {
        fprintf(stderr, "%s: %s\n", what, wrong);
        CU_FAIL("an invariant does not hold");
    }
}

/* Compiles one scenario, with or without recording, and checks all that comes of it. Returns the number of nodes. */
static size_t check_compiled(const ent_scenario *scenario, bool recording)
{
    ent_diagnostics diagnostics = {0};
    ent_model model = {.recording = recording};
    ent_compiler compiler;
    size_t nodes;

    CU_ASSERT_EQUAL_FATAL(
        ent_compiler_init(&compiler, &model, scenario, ent_kernels_select(NULL), &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_compiler_run(&compiler), ENT_OK);
    expect_sound(scenario->id, ent_value_graph_check(&compiler.graph));
    expect_sound(scenario->id, ent_model_check(&model));
    nodes = compiler.graph.count;
    ent_compiler_free(&compiler);
    ent_model_free(&model);
    ent_diagnostics_free(&diagnostics);
    return nodes;
}

static void check_tree(const ent_tree *tree, const char *id, size_t *variants)
{
    ent_diagnostics diagnostics = {0};
    ent_scenario scenario = {0};

    CU_ASSERT_EQUAL_FATAL(ent_scenario_read(&scenario, id, tree, &diagnostics), ENT_OK);
    CU_ASSERT(check_compiled(&scenario, false) > 1);
    CU_ASSERT(check_compiled(&scenario, true) > 1);
    for (size_t v = 0; variants != NULL && v < scenario.variants; v++) {
        const ent_variant *variant = &scenario.variant[v];
        ent_tree copy = {0};
        CU_ASSERT_EQUAL_FATAL(ent_tree_copy(&copy, tree), ENT_OK);
        for (size_t i = 0; i < variant->sets; i++) {
            CU_ASSERT_EQUAL(ent_tree_assign(&copy, variant->set[i].text, variant->set[i].at, &diagnostics), ENT_OK);
        }
        check_tree(&copy, variant->label.id, NULL);
        ent_tree_free(&copy);
        ++*variants;
    }
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
}

static void shipped_scenarios(void)
{
    static const char *const names[] = {"coalition", "coalition-truce", "example", "gaza-isf", "lebanon-2026",
        "minimal", "sinai-1956", "ukraine-2025", "ukraine-2026"};
    size_t variants = 0;

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        ent_diagnostics diagnostics = {0};
        ent_tree tree = {0};
        char path[1024];
        snprintf(path, sizeof(path), "%s/scenarios/%s.cfg", ENTENTE_SOURCE, names[i]);
        CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, path, ent_test_load_file, NULL, &diagnostics), ENT_OK);
        check_tree(&tree, names[i], &variants);
        ent_tree_free(&tree);
        ent_diagnostics_free(&diagnostics);
    }
    CU_ASSERT(variants >= 5);
}

int main(void)
{
    CU_TestInfo tests[] = {{"shipped scenarios", shipped_scenarios}, CU_TEST_INFO_NULL};

    return ent_run_suite("shipped", tests);
}
