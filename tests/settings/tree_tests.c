/* Files and their bases: merging, the order of `set`, and errors in a chain. */
#include "settings/tree_case.h"

/* Loads s.cfg; compares the diagnostics and, without errors, the tree. */
static void expect(ent_case_file *files, int status, const char *expected)
{
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};

    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), status);
    ent_case_diagnostics(&found, &diagnostics);
    if (tree.root != NULL) {
        ent_case_setting(&found, tree.root);
        ent_case_check(&tree);
    }
    ent_case_compare(files[0].text, found.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_zeroed_and_freed_twice(void)
{
    ent_tree tree = {0};
    ent_tree copy;
    ent_diagnostics diagnostics = {0};

    ent_tree_free(&tree);
    ent_tree_init(&tree);
    CU_ASSERT_EQUAL(ent_tree_copy(&copy, &tree), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(ent_tree_assign(&tree, "a = 1", (ent_position){0}, &diagnostics), ENT_ERR_ARGUMENT);
    ent_tree_free(&copy);
    ent_tree_free(&tree);
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

static void test_merge(void)
{
    expect(
        (ent_case_file[]){{"s.cfg",
                              "base = \"b.cfg\"; new = 1; a = 2; g: { y = 20; z = 30; h: { q = 1; }; }; l = ( 9 ); m = "
                              "\"now one\"; n: { k = 1; };",
                              0},
            {"b.cfg",
                "a = 1; title = \"5\"; g: { x = 1; y = 2; h: { p = 0; }; }; l = ( 1, 2, 3 ); m: { k = 1; }; n = 4;", 0},
            {0}},
        ENT_OK, "{a=2 title=\"5\" g={x=1 y=20 h={p=0 q=1} z=30} l=(9) m=\"now one\" n={k=1} base=\"b.cfg\" new=1}");
}

static void test_value_and_note_merge(void)
{
    /* a file's group is merged; a file's scalar replaces the group with its note, unlike an assignment */
    expect((ent_case_file[]){{"s.cfg", "base = \"b.cfg\"; factors: { a: { value = 2; }; b = 3; };", 0},
               {"b.cfg", "factors: { a: { value = 1; note = \"n\"; }; b: { value = 1; note = \"n\"; }; };", 0}, {0}},
        ENT_OK, "{factors={a={value=2 note=\"n\"} b=3} base=\"b.cfg\"}");
}

static void test_order(void)
{
    /* the base's own set, then the file over it, then the file's set */
    expect(
        (ent_case_file[]){
            {"s.cfg", "base = \"b.cfg\"; a = 3; c = 3; set = ( \"c = 4\", \"d = 4\", \"a.x = 1\", \"a = 5\" );", 0},
            {"b.cfg", "a = 1; b = 1; c = 1; set = ( \"a = 2\", \"b = 2\", \"c = 2\", \"d = 2\" );", 0}, {0}},
        ENT_ERR_SCENARIO,
        "E 1:60+1 a.x: `a` is a single value, which has no settings of its own [in the file it can be a group: { value "
        "= "
        "\xE2\x80\xA6; note = \"\xE2\x80\xA6\"; source = \"\xE2\x80\xA6\"; }]\n"
        "{a=5 b=2 c=4 set=(\"c = 4\" \"d = 4\" \"a.x = 1\" \"a = 5\") d=4 base=\"b.cfg\"}");
}

static void test_a_set_of_the_base_is_not_applied_again(void)
{
    expect(
        (ent_case_file[]){{"s.cfg", "base = \"b.cfg\"; a = 3;", 0}, {"b.cfg", "a = 1; set = ( \"a = 2\" );", 0}, {0}},
        ENT_OK, "{a=3 set=(\"a = 2\") base=\"b.cfg\"}");
}

static void test_three_files(void)
{
    expect((ent_case_file[]){{"s.cfg", "base = \"b.cfg\"; s = 1; all = \"s\";", 0},
               {"b.cfg", "base = \"c.cfg\"; b = 1; all = \"b\"; two = \"b\";", 0},
               {"c.cfg", "title = \"c\"; all = \"c\"; two = \"c\"; three = \"c\";", 0}, {0}},
        ENT_OK, "{title=\"c\" all=\"s\" two=\"b\" three=\"c\" base=\"b.cfg\" b=1 s=1}");
}

static const ent_case_file paths[] = {{"dir/s.cfg", "base = \"sub/b.cfg\";", 0},
    {"dir/sub/b.cfg", "base = \"../c.cfg\";", 0}, {"dir/sub/../c.cfg", "base = \"/abs/d.cfg\";", 0},
    {"/abs/d.cfg", "base = \"e.cfg\";", 0}, {"/abs/e.cfg", "\xEF\xBB\xBF# last\ntitle = \"a\";", 0}, {0}};

static void test_paths_and_files(void)
{
    static const char *const expected[] = {
        "dir/s.cfg", "dir/sub/b.cfg", "dir/sub/../c.cfg", "/abs/d.cfg", "/abs/e.cfg"};
    ent_tree tree = {0};
    ent_tree copy = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "dir/s.cfg", ent_case_load, (void *) paths, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(tree.files.count, 5);
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_STRING_EQUAL(tree.files.item[i]->path, expected[i]);
        CU_ASSERT_STRING_EQUAL(tree.files.item[i]->source.name, expected[i]);
        CU_ASSERT_STRING_EQUAL(tree.files.item[i]->bytes, paths[i].text);
        CU_ASSERT_EQUAL(tree.files.item[i]->length, strlen(paths[i].text));
    }
    CU_ASSERT_STRING_EQUAL(
        tree.files.item[4]->source.text, "# last\ntitle = \"a\";"); /* without the byte order mark, which bytes keeps */
    CU_ASSERT_EQUAL(ent_setting_get(tree.root, "title")->at.line, 2);
    CU_ASSERT_EQUAL(ent_tree_copy(&copy, &tree), ENT_OK);
    CU_ASSERT_EQUAL(copy.files.count, 5);
    ent_tree_free(&copy);
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

static void test_places_after_a_merge(void)
{
    ent_case_file files[] = {{"s.cfg", "base = \"b.cfg\";\n\ng: { y = 2; };", 0},
        {"b.cfg", "g: { x = 1; y = 1; };\nh: { z = 3; }; title = \"b\";", 0}, {0}};
    static const char *const in_file[] = {"g", "g.y"};
    static const char *const in_base[] = {"g.x", "h", "h.z"};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, in_file[i])->at.source->name, "s.cfg");
        CU_ASSERT_EQUAL(ent_setting_find(tree.root, in_file[i])->name_at.line, 3);
    }
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, in_base[i])->at.source->name, "b.cfg");
    }
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

/* --- errors --------------------------------------------------------------------------------------------------------
 */

static void test_files_that_cannot_be_read(void)
{
    expect((ent_case_file[]){{"x.cfg", "", 0}, {0}}, ENT_ERR_IO,
        "E : the file s.cfg cannot be read [check the name and the folder]\n");
    expect((ent_case_file[]){{"s.cfg", "a = 1;\n  base = \"gone.cfg\";", 0}, {0}}, ENT_ERR_IO,
        "E 2:10+10 base: the file gone.cfg cannot be read [check the name and the folder]\n");
}

static void test_wrong_bases(void)
{
    static const char *const texts[] = {"base = 5;", "base = \"\";", "base = ( \"b\" );", "base: { };"};
    static const char *const places[] = {"1:8+1", "1:8+2", "1:8+1", "1:7+1"};
    char expected[200];

    for (size_t i = 0; i < 4; i++) {
        snprintf(expected, sizeof(expected),
            "E %s base: expected the name of a file in quotes [base = \"other.cfg\";]\n", places[i]);
        expect((ent_case_file[]){{"s.cfg", texts[i], 0}, {0}}, ENT_ERR_SCENARIO, expected);
    }
}

static void test_circles(void)
{
    expect((ent_case_file[]){{"s.cfg", "base = \"s.cfg\";", 0}, {0}}, ENT_ERR_SCENARIO,
        "E 1:8+7 base: the bases go round in a circle: s.cfg, which starts from s.cfg [a file cannot start from "
        "itself]\n");
    expect((ent_case_file[]){{"s.cfg", "base = \".//x/../s.cfg\";", 0}, {0}}, ENT_ERR_SCENARIO,
        "E 1:8+15 base: the bases go round in a circle: s.cfg, which starts from .//x/../s.cfg "
        "[a file cannot start from itself]\n");
    expect((ent_case_file[]){{"s.cfg", "base = \"b.cfg\";", 0}, {"b.cfg", "base = \"d/c.cfg\";", 0},
               {"d/c.cfg", "base = \"../b.cfg\";", 0}, {0}},
        ENT_ERR_SCENARIO,
        "E d/c.cfg:1:8+10 base: the bases go round in a circle: b.cfg, which starts from d/c.cfg, which starts from "
        "d/../b.cfg [a file cannot start from itself]\n");
}

/* Not a circle, though the name looks like one: .. above the first folder is another folder. */
static void test_paths_that_lead_up(void)
{
    expect((ent_case_file[]){{"s.cfg", "base = \"../s.cfg\";", 0}, {"../s.cfg", "base = \"../s.cfg\";", 0},
               {"../../s.cfg", "base = \"/s.cfg\";", 0}, {"/s.cfg", "base = \"/../s.cfg\";", 0},
               {"/../s.cfg", "title = \"a\";", 0}, {0}},
        ENT_OK, "{title=\"a\" base=\"../s.cfg\"}");
}

static int endless(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    int *count = context;

    (void) path;
    *text = ent_arena_printf(arena, "base = \"%d.cfg\";", ++*count);
    *length = strlen(*text);
    return ENT_OK;
}

static void test_endless_chain(void)
{
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};
    int count = 0;

    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", endless, &count, &diagnostics), ENT_ERR_SCENARIO);
    ent_case_diagnostics(&found, &diagnostics);
    ent_case_compare("endless", found.text, "E 15.cfg:1:8+8 base: a chain of more than 16 files\n");
    CU_ASSERT_EQUAL(count, 16);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_mistakes_in_a_base(void)
{
    expect((ent_case_file[]){{"s.cfg", "base = \"b.cfg\"; a = 1;", 0}, {"b.cfg", "title = ;\nc = 5%;", 0}, {0}},
        ENT_ERR_SCENARIO,
        "E b.cfg:1:1+7 title: expected a value after `title` [write title = \xE2\x80\xA6;]\n"
        "E b.cfg:2:5+2 c: `5%` is no plain number: formulas and texts stand in quotes [put it in quotes: \"5%\"]\n"
        "{title=\"\" c=5 base=\"b.cfg\" a=1}");
    expect((ent_case_file[]){{"s.cfg", "base = \"b.cfg\"; set = ( a = 5 );", 0}, {"b.cfg", "{ title = 1;", 0}, {0}},
        ENT_ERR_SCENARIO,
        "E 1:25+5 set[0]: `a = 5` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"a = 5\"]\n"
        "E 1:8+7 base: the file b.cfg is no scenario [name the file of a scenario; if it is one, `entente check` on "
        "that file shows its mistakes]\n");
    expect((ent_case_file[]){{"s.cfg", "base = \"passwd\";", 0}, {"passwd", "root:x:0:0:root:/root:/bin/sh\n", 0}, {0}},
        ENT_ERR_SCENARIO,
        "E 1:8+8 base: the file passwd is no scenario [name the file of a scenario; if it is one, `entente check` on "
        "that file shows its mistakes]\n");
    expect(
        (ent_case_file[]){{"s.cfg", "base = \"b.cfg\";", 0}, {"b.cfg", "title = \"b\";\nfactors: { a = 1;\n", 0}, {0}},
        ENT_ERR_SCENARIO, "E b.cfg:2:10+1 factors: the `{` that opens here is never closed [close it with }]\n");
    expect((ent_case_file[]){{"s.cfg", "base = \".env\";", 0}, {".env", "password = \"secret\";\n", 0}, {0}},
        ENT_ERR_SCENARIO,
        "E 1:8+6 base: the file .env is no scenario [name the file of a scenario; if it is one, `entente check` on "
        "that file shows its mistakes]\n");
    expect((ent_case_file[]){{"s.cfg", "", 0}, {0}}, ENT_ERR_SCENARIO,
        "E 1:1+1 : the file holds no settings [settings are written name = value;]\n");
}

static void test_wrong_sets(void)
{
    expect((ent_case_file[]){{"s.cfg", "set = \"a = 1\";", 0}, {0}}, ENT_ERR_SCENARIO,
        "E 1:7+7 set: expected a list of assignments [set = ( \"path = value\" );]\n{set=\"a = 1\"}");
    expect((ent_case_file[]){{"s.cfg", "set = ( 5, ( \"b = 1\" ), \"a = 1\" );", 0}, {0}}, ENT_ERR_SCENARIO,
        "E 1:9+1 set: expected `path = value` in quotes [\"force.required = 20k\"]\n"
        "E 1:12+1 set: expected `path = value` in quotes [\"force.required = 20k\"]\n"
        "{set=(5 (\"b = 1\") \"a = 1\") a=1}");
    expect((ent_case_file[]){{"s.cfg", "set = [ \"a = 1\", \"b = 2\" ];", 0}, {0}}, ENT_OK,
        "{set=(\"a = 1\" \"b = 2\") a=1 b=2}");
    expect((ent_case_file[]){{"s.cfg", "set = ();", 0}, {0}}, ENT_OK, "{set=()}");
}

static void test_check(void)
{
    ent_case_file files[] = {{"s.cfg",
                                 "\xEF\xBB\xBF"
                                 "a = 1; g: { b = 2; };",
                                 0},
        {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_setting *root;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    root = tree.root;
    CU_ASSERT_PTR_NULL(ent_tree_check(&tree));
    tree.root = root->child[1];
    CU_ASSERT_STRING_EQUAL(ent_tree_check(&tree), "the root is not a nameless group without a parent");
    tree.root = NULL;
    CU_ASSERT_STRING_EQUAL(ent_tree_check(&tree), "the root is not a nameless group without a parent");
    tree.root = root;
    tree.files.count = 0;
    CU_ASSERT_STRING_EQUAL(
        ent_tree_check(&tree), "the number of files is wrong, or a source is outside the bytes of its file");
    tree.files.count = 1;
    tree.files.capacity = 0;
    CU_ASSERT_STRING_EQUAL(
        ent_tree_check(&tree), "the number of files is wrong, or a source is outside the bytes of its file");
    tree.files.capacity = ENT_TREE_BASES;
    tree.files.item[0]->source.length--;
    CU_ASSERT_STRING_EQUAL(
        ent_tree_check(&tree), "the number of files is wrong, or a source is outside the bytes of its file");
    tree.files.item[0]->source.length++;
    root->child[0]->text = NULL;
    CU_ASSERT_STRING_EQUAL(ent_tree_check(&tree), "a setting has no text");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* Copies share the variants until one of them changes its own. */
static void test_copies_share_variants(void)
{
    ent_case_file files[] = {
        {"s.cfg", "factors: { x = 1; }; variants: { v: { name = \"V\"; set = ( \"factors.x = 2\" ); }; };", 0}, {0}};
    ent_diagnostics diagnostics = {0};
    ent_tree tree = {0}, copy = {0}, second = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_tree_copy(&copy, &tree), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_tree_copy(&second, &copy), ENT_OK);
    CU_ASSERT_PTR_EQUAL(ent_setting_get(copy.root, "variants"), ent_setting_get(tree.root, "variants"));
    CU_ASSERT_PTR_EQUAL(ent_setting_get(second.root, "variants"), ent_setting_get(tree.root, "variants"));
    CU_ASSERT_PTR_NOT_EQUAL(ent_setting_get(copy.root, "factors"), ent_setting_get(tree.root, "factors"));
    CU_ASSERT_PTR_NULL(ent_tree_check(&copy));
    CU_ASSERT_EQUAL(ent_tree_assign(&copy, "variants.v.name = W", (ent_position){0}, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_tree_assign(&copy, "factors.x = 7", (ent_position){0}, &diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(ent_setting_find(copy.root, "variants.v.name")->text, "W");
    CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, "variants.v.name")->text, "V");
    CU_ASSERT_STRING_EQUAL(ent_setting_find(second.root, "variants.v.name")->text, "V");
    CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, "factors.x")->text, "1");
    CU_ASSERT_PTR_NULL(ent_tree_check(&tree));
    CU_ASSERT_PTR_NULL(ent_tree_check(&copy));
    ent_tree_free(&second);
    ent_tree_free(&copy);
    ent_tree_free(&tree);
    ent_diagnostics_free(&diagnostics);
}

int main(void)
{
    CU_TestInfo tests[] = {{"zeroed, freed twice", test_zeroed_and_freed_twice}, {"merge", test_merge},
        {"value and note", test_value_and_note_merge}, {"order", test_order},
        {"copies share variants", test_copies_share_variants},
        {"a base's set", test_a_set_of_the_base_is_not_applied_again}, {"three files", test_three_files},
        {"paths and files", test_paths_and_files}, {"places after a merge", test_places_after_a_merge},
        {"files that cannot be read", test_files_that_cannot_be_read}, {"wrong bases", test_wrong_bases},
        {"circles", test_circles}, {"paths that lead up", test_paths_that_lead_up},
        {"endless chain", test_endless_chain}, {"mistakes in a base", test_mistakes_in_a_base},
        {"wrong sets", test_wrong_sets}, {"check", test_check}, CU_TEST_INFO_NULL};

    return ent_run_suite("tree", tests);
}
