/* The example of the language's documentation as a tree; the other scenarios without errors. */
#include "load_file.h"
#include "settings/tree_case.h"

static void load(ent_tree *tree, const char *name)
{
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};
    char path[1024];

    snprintf(path, sizeof(path), "%s/scenarios/%s", ENTENTE_SOURCE, name);
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(tree, path, ent_test_load_file, NULL, &diagnostics), ENT_OK);
    ent_case_diagnostics(&found, &diagnostics);
    ent_case_compare(name, found.text, "");
    ent_case_check(tree);
    ent_diagnostics_free(&diagnostics);
}

static void expect_setting(const ent_tree *tree, const char *path, const char *expected)
{
    const ent_setting *setting = ent_setting_find(tree->root, path);
    ent_case_text found = {.text = ""};

    CU_ASSERT_PTR_NOT_NULL_FATAL(setting);
    ent_case_setting(&found, setting);
    ent_case_compare(path, found.text, expected);
}

static void test_example(void)
{
    static const char *const sections[] = {"title", "notes", "sources", "run", "factors", "events", "contributors",
        "correlations", "force", "parties", "demands", "talks", "truce", "outcomes", "headline", "variants", "sweeps",
        "checks"};
    ent_tree tree = {0};

    load(&tree, "example.cfg");
    CU_ASSERT_EQUAL_FATAL(tree.root->count, sizeof(sections) / sizeof(*sections));
    for (size_t i = 0; i < tree.root->count; i++) {
        CU_ASSERT_STRING_EQUAL(tree.root->child[i]->name, sections[i]);
    }
    expect_setting(&tree, "title", "title=\"Example\"");
    expect_setting(&tree, "run", "run={worlds=10000 replications=100 seed=20250821 horizon=60}");
    expect_setting(&tree, "factors",
        "factors={resolve=\"normal(0, 1)\" us_commitment={value=\"normal(0, 1)\" note=\"judgement\"}}");
    expect_setting(&tree, "events.us_withdraws", "us_withdraws={monthly=\"1%\" when=\"us_air_cover\"}");
    expect_setting(&tree, "contributors.italy",
        "italy={name=\"Italy\" troops=\"1k to 4k\" joins=\"unknown(40% to 80%)\" requires=\"un_mandate\" after=\"10k\" "
        "lead_months=\"2 "
        "to 6\" "
        "leaves=\"5%\" pool=30000 rotation=3 allowed=\"true\" note=\"Only under the UN\" source=\"Illustration\"}");
    expect_setting(&tree, "correlations.backstop", "backstop={among=(\"resolve\" \"us_commitment\") rho=f0.5}");
    expect_setting(&tree, "force.thresholds", "thresholds=(10000 20000 30000)");
    expect_setting(&tree, "parties.russia.veto", "veto=true");
    expect_setting(
        &tree, "demands.western_troops.russia", "russia={weight=25 scores=(0 f0.5 1) refuses=(\"60%\" 0 0)}");
    expect_setting(&tree, "truce.causes.offensive.hazard",
        "hazard=\"weibull_hazard(0.8, 60) * exp(-0.9 * min(force.ratio, 1) + 0.4 * us_withdraws)\"");
    expect_setting(&tree, "sweeps.grid",
        "grid={vary=(\"events.un_mandate\" \"parties.russia.threshold\") from=(0 f0.29999999999999999) to=(1 "
        "f0.90000000000000002) steps=(11 13)}");
    expect_setting(
        &tree, "checks", "checks=(\"P(truce.held) > 0.001\" \"P(truce.held given agreed) < 0.9 in air_cover\")");
    ent_tree_free(&tree);
}

static void test_places_in_the_example(void)
{
    ent_tree tree = {0};
    const ent_setting *joins, *hazard;
    ent_position at;

    load(&tree, "example.cfg");
    joins = ent_setting_find(tree.root, "contributors.france.joins");
    hazard = ent_setting_find(tree.root, "truce.causes.offensive.hazard");
    CU_ASSERT_FATAL(joins != NULL && hazard != NULL);
    CU_ASSERT(joins->name_at.line == 7 && joins->name_at.column == 52 && joins->name_at.length == 5);
    CU_ASSERT(joins->at.line == 7 && joins->at.column == 60 && joins->at.length == 31);
    at = ent_setting_text_position(joins, 21, 7); /* resolve */
    CU_ASSERT(at.line == 7 && at.column == 82 && at.length == 7);
    CU_ASSERT_EQUAL(strncmp(joins->text + 21, "resolve", 7), 0);
    CU_ASSERT_EQUAL(hazard->at.column, 24);
    ent_tree_free(&tree);
}

static void test_every_scenario(void)
{
    static const char *const names[] = {"minimal.cfg", "coalition.cfg", "coalition-truce.cfg", "sinai-1956.cfg",
        "ukraine-2025.cfg", "gaza-isf.cfg", "lebanon-2026.cfg", "ukraine-2026.cfg"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        ent_tree tree = {0};
        load(&tree, names[i]);
        CU_ASSERT_EQUAL(tree.files.count, i == 2 ? 2 : 1); /* coalition-truce.cfg has a base */
        ent_tree_free(&tree);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"example", test_example}, {"places in the example", test_places_in_the_example},
        {"every scenario", test_every_scenario}, CU_TEST_INFO_NULL};

    return ent_run_suite("example", tests);
}
