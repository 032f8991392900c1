/* A tree as the text of one file: read again, it is the same tree. */
#include "settings/writing/write_settings.h"

#include "settings/tree_case.h"

#include <stdlib.h>

/* Loads s.cfg with assignments of the command line. */
static void load(ent_tree *tree, ent_case_file *files, const char *const *set, ent_diagnostics *diagnostics)
{
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(tree, "s.cfg", ent_case_load, files, diagnostics), ENT_OK);
    for (size_t i = 0; set != NULL && set[i] != NULL; i++) {
        CU_ASSERT_EQUAL(ent_tree_assign_argument(tree, set[i], diagnostics), ENT_OK);
    }
}

static void print_tree(ent_case_text *out, const ent_tree *tree)
{
    *out = (ent_case_text){.length = 0};
    for (size_t i = 0; i < tree->root->count; i++) {
        const char *name = tree->root->child[i]->name;
        if (strcmp(name, "base") != 0 && strcmp(name, "set") != 0) {
            ent_case_setting(out, tree->root->child[i]);
        }
    }
}

/* Returns the text of the tree, to be freed. */
static char *write(const ent_tree *tree, const char *const *set, size_t sets)
{
    char *text = NULL, *ended = NULL;
    size_t length = 0;

    CU_ASSERT_EQUAL_FATAL(ent_tree_write(tree, "# A head.\n", set, sets, &text, &length), ENT_OK);
    ended = calloc(length + 1, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(ended);
    memcpy(ended, text, length);
    free(text);
    return ended;
}

static void expect_same(ent_case_file *files, const char *const *set)
{
    static ent_case_text first, second;
    ent_diagnostics diagnostics = {0};
    ent_tree tree = {0}, again = {0};
    char *text;

    load(&tree, files, set, &diagnostics);
    print_tree(&first, &tree);
    text = write(&tree, NULL, 0);
    CU_ASSERT_EQUAL(strncmp(text, "# A head.\n", 10), 0);
    load(&again, (ent_case_file[]){{"s.cfg", text, 0}, {0}}, NULL, &diagnostics);
    print_tree(&second, &again);
    ent_case_compare(text, second.text, first.text);
    free(text);
    ent_tree_free(&again);
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

static void test_files(void)
{
    ent_case_file files[] = {{"s.cfg",
                                 "base = \"b.cfg\"; title = \"a \\\"quoted\\\" \\\\ text\\nof two "
                                 "lines\\t\\x07\\x7F\\x1B[2J\\xE2\\x80\\xAE\" \" joined\";\n"
                                 "factors: { x = { value = 0.5; note = \"judgement\"; }; y = \"normal(0, 1)\"; };\n"
                                 "list = ( 1, -2.50, 1e3, ( \"a\", { b = true; } ), () ); flag = false;\n"
                                 "set = ( \"factors.x = 8k to 15k\" );",
                                 0},
        {"b.cfg", "base = \"c/c.cfg\"; factors: { z = 7; }; empty: { };", 0},
        {"c/c.cfg", "contributors = { table = \"t.csv\"; };\nstart = \"2025-09\";", 0},
        {"c/t.csv", "id;name;troops;joins\nitaly;Italie;1k to 4k;35 %\n", 0}, {0}};

    expect_same(files, NULL);
    expect_same(files, (const char *const[]){"factors.z = uniform(0, 1)", "run.seed = 7", NULL});
}

/* An assigned number is a text where the setting holds texts: at the top, in an entry, in a record, in a list. */
static void test_assigned_texts(void)
{
    ent_case_file files[] = {
        {"s.cfg",
            "title = \"a\"; notes = \"b\"; sources = \"c\"; levels = ( 0.5 );\n"
            "contributors: { italy: { name = \"Italy\"; }; }; run: { until = \"5%\"; };\n"
            "observed: { kind = \"a\"; forecast: { p = 0.5; }; }; cases: { b: { observed: { month = 1; }; }; };",
            0},
        {0}};
    ent_diagnostics diagnostics = {0};
    ent_tree tree = {0};
    char *text;

    load(&tree, files,
        (const char *const[]){"title = 2025", "notes = 1", "sources = ( 2, true )", "levels = ( 0.8, 0.9 )",
            "contributors.italy.name = true", "contributors.italy.note = 3", "contributors.italy.source = 4",
            "contributors.italy.troops = 5", "observed.kind = 6", "observed.month = 7", "observed.forecast.of = 8",
            "observed.forecast.p = 0.9", "observed.in_sample = true", "run.until = 2", "cases.b.set = ( 3 )",
            "cases.b.observed.cause = 4", "cases.b.observed.entered = 5", NULL},
        &diagnostics);
    text = write(&tree, NULL, 0);
    ent_case_compare("assigned", text,
        "# A head.\ntitle = \"2025\";\nnotes = \"1\";\nsources = ( \"2\", \"true\" );\nlevels = ( 0.8, 0.9 );\n"
        "contributors: {\n  italy: {\n    name = \"true\";\n    note = \"3\";\n    source = \"4\";\n    troops = 5;\n"
        "  };\n};\nrun: {\n  until = 2;\n};\n"
        "observed: {\n  kind = \"6\";\n  forecast: {\n    p = 0.9;\n    of = \"8\";\n  };\n  month = 7;\n  in_sample = "
        "\"true\";\n};\n"
        "cases: {\n  b: {\n    observed: {\n      month = 1;\n      cause = \"4\";\n      entered = 5;\n    };\n    "
        "set = ( \"3\" );\n  };\n};\n");
    free(text);
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

static void test_set(void)
{
    ent_case_file files[] = {{"s.cfg", "x = 1; set = ( \"x = 2\" );", 0}, {0}};
    ent_diagnostics diagnostics = {0};
    ent_tree tree = {0}, none = {0};
    size_t length = 0;
    char *text;

    load(&tree, files, NULL, &diagnostics);
    text = write(&tree, (const char *const[]){"x = truncate(normal(0, 1), 0, inf)", "y = 'a' == \"b\""}, 2);
    ent_case_compare("set", text,
        "# A head.\nx = 2;\nset = (\n  \"x = truncate(normal(0, 1), 0, inf)\",\n  \"y = 'a' == \\\"b\\\"\"\n);\n");
    free(text);
    CU_ASSERT_EQUAL(ent_tree_write(&none, "", NULL, 0, &text, &length), ENT_ERR_ARGUMENT);
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"bases, tables, set and --set", test_files}, {"assigned texts", test_assigned_texts},
        {"assignments at the end", test_set}, CU_TEST_INFO_NULL};

    return ent_run_suite("settings/writing/write_settings", tests);
}
