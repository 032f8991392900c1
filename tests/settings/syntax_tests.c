/* The tree of correct files, its positions, and the limits of size. */
#include "settings/tree_case.h"

static void expect_tree(const char *text, const char *expected)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};

    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    ent_case_diagnostics(&found, &diagnostics);
    if (tree.root != NULL) {
        ent_case_setting(&found, tree.root);
        ent_case_check(&tree);
    }
    ent_case_compare(text, found.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_numbers(void)
{
    expect_tree("a = 0; b = -7; c = +7; d = 2147483647; e = -2147483648;", "{a=0 b=-7 c=7 d=2147483647 e=-2147483648}");
    expect_tree("a = 010; b = 0x1F; c = 0X7fffffff;", "{a=10 b=31 c=2147483647}");
    expect_tree("a = 3000000000L; b = 5LL; c = 0x1FFFFFFFFL;", "{a=3000000000 b=5 c=8589934591}");
    expect_tree("a = 0.5; b = .5; c = 5.; d = 1e3; e = 1.5E-3; f = -.5e+1; g = 1.e2;",
        "{a=f0.5 b=f0.5 c=f5 d=f1000 e=f0.0015 f=f-5 g=f100}");
    expect_tree(
        "a = 0.1; b = 1e-400; c = 1.7976931348623157e308;", "{a=f0.10000000000000001 b=f0 c=f1.7976931348623157e+308}");
    expect_tree("a = true; b = FALSE; c = True;", "{a=true b=false c=true}");
}

static void test_texts(void)
{
    expect_tree(
        "a = \"\"; b = \"x\"; c = \"a\" \"\" \"b\"\n\"c\"; d = \"l1\nl2\";", "{a=\"\" b=\"x\" c=\"abc\" d=\"l1\nl2\"}");
    expect_tree("a = \"\\\"\\\\\\n\\x41\\q\";", "{a=\"\"\\\nA\\q\"}");
    expect_tree("a = \"# no comment // nor /* this */\";", "{a=\"# no comment // nor /* this */\"}");
    expect_tree("a = \"\xE2\x80\x9Cquoted\xE2\x80\x9D, it's\"; b = \"@include\";",
        "{a=\"\xE2\x80\x9Cquoted\xE2\x80\x9D, it's\" b=\"@include\"}");
    expect_tree("a = \"x\" /* c */ \"y\" // d\n \"z\" # e\n;", "{a=\"xyz\"}");
    expect_tree("a = \"first,\n  second: third\n\" \"x\" \"\";", "{a=\"first,\n  second: third\nx\"}");
}

static void test_separators(void)
{
    expect_tree(
        "a = 1 b = 2 c: \"x\" d = true e = { f = 1 } g = ( 1 ) h: [ ]", "{a=1 b=2 c=\"x\" d=true e={f=1} g=(1) h=()}");
    expect_tree("a = 1, b = 2; c = { d = 1, e = 2, }, f = 3,", "{a=1 b=2 c={d=1 e=2} f=3}");
    expect_tree("a=1;b:2;", "{a=1 b=2}");
    expect_tree("a = 1\r\nb = 2;\r\n", "{a=1 b=2}");
    expect_tree("a\n=\n1\n;\fb\t=\t2", "{a=1 b=2}");
    expect_tree("A-b_c*1 = 1; *x = 2;", "{A-b_c*1=1 *x=2}");
}

static void test_lists_and_groups(void)
{
    expect_tree("a = (); b = []; c = {};", "{a=() b=() c={}}");
    expect_tree("a = [1, 2]; b = (1, 2.5, \"x\", true, (1, (2)), { c = 3; }, [4]);",
        "{a=(1 2) b=(1 f2.5 \"x\" true (1 (2)) {c=3} (4))}");
    expect_tree("a = { b: { c = ( { d = 1; } ); }; };", "{a={b={c=({d=1})}}}");
}

static void test_comments(void)
{
    expect_tree("# a\n// b\n/* c\n ** d = 5; */ a = 1; # end", "{a=1}");
    expect_tree("a = /**/ 1 /* ; */ ; // end", "{a=1}");
    expect_tree("a = ( 1 # one\n, 2 // two\n)", "{a=(1 2)}");
}

static void expect_place(const ent_setting *root, const char *path, int line, int column, int length, int name_column)
{
    const ent_setting *setting = ent_setting_find(root, path);

    CU_ASSERT_PTR_NOT_NULL_FATAL(setting);
    CU_ASSERT_EQUAL(setting->at.line, line);
    CU_ASSERT_EQUAL(setting->at.column, column);
    CU_ASSERT_EQUAL(setting->at.length, length);
    CU_ASSERT_EQUAL(setting->name_at.column, name_column);
    CU_ASSERT_EQUAL(setting->name_at.length, (int) strlen(setting->name));
    CU_ASSERT_STRING_EQUAL(setting->at.source->name, "s.cfg");
}

static void test_places(void)
{
    static const char text[] =
        "\xEF\xBB\xBF/* \xC3\xA9 */ a = 12; b: {\n\tc = \"\xE2\x82\xAC 5\" ; d = ( 1, \"x\" );\n  e = \"one\"\n"
        "      \"two\"; f = true; };";
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    const ent_setting *d;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    expect_place(tree.root, "a", 1, 13, 2, 9);
    expect_place(tree.root, "b", 1, 20, 1, 17);
    expect_place(tree.root, "b.c", 2, 6, 5, 2);
    expect_place(tree.root, "b.d", 2, 18, 1, 14);
    expect_place(tree.root, "b.e", 3, 7, 5, 3); /* up to its line's end */
    expect_place(tree.root, "b.f", 4, 18, 4, 14);
    d = ent_setting_find(tree.root, "b.d");
    CU_ASSERT_EQUAL(d->child[1]->at.column, 23);
    CU_ASSERT_EQUAL(d->child[1]->name_at.column, 23);
    CU_ASSERT_EQUAL(ent_setting_text_position(ent_setting_find(tree.root, "b.c"), 4, 1).column, 9);
    CU_ASSERT_EQUAL(ent_setting_text_position(ent_setting_find(tree.root, "b.e"), 4, 2).line, 4);
    CU_ASSERT_EQUAL(ent_setting_text_position(ent_setting_find(tree.root, "b.e"), 4, 2).column, 9);
    CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, "a")->text, "12");
    CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, "b.f")->text, "true");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* --- limits ---------------------------------------------------------------------------------------------------------
 */

/* Loads `times` copies of a piece between a head and a tail; copies the first message, or "". */
static int load_repeated(const char *head, const char *piece, size_t times, const char *tail, ent_case_text *found)
{
    size_t length = strlen(head) + times * strlen(piece) + strlen(tail);
    char *text = malloc(length + 1);
    size_t n = strlen(head);
    ent_case_file files[] = {{"s.cfg", text, length}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    int status;

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, head, n);
    for (size_t i = 0; i < times; i++, n += strlen(piece)) {
        memcpy(text + n, piece, strlen(piece));
    }
    memcpy(text + n, tail, strlen(tail) + 1);
    status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics);
    *found = (ent_case_text){.text = ""};
    ent_case_diagnostics(found, &diagnostics);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
    free(text);
    return status;
}

static void test_depth(void)
{
    static ent_case_text found;

    CU_ASSERT_EQUAL(
        load_repeated("a = ", "(", 64, "))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));", &found),
        ENT_OK);
    CU_ASSERT_STRING_EQUAL(found.text, "");
    CU_ASSERT_EQUAL(
        load_repeated("a = ", "(", 65, ")))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));", &found),
        ENT_ERR_SCENARIO);
    CU_ASSERT_PTR_NOT_NULL(strstr(found.text, "[0]: groups and lists are nested more than 64 deep\n"));
    CU_ASSERT_EQUAL(strncmp(found.text, "E 1:69+1 a[0]", 13), 0);
    CU_ASSERT_EQUAL(load_repeated("a = ", "{ b = ", 100000, "", &found), ENT_ERR_SCENARIO);
    CU_ASSERT_PTR_NOT_NULL(strstr(found.text, "nested more than 64 deep"));
    CU_ASSERT_PTR_EQUAL(strchr(found.text, '\n'), found.text + found.length - 1);
    CU_ASSERT_EQUAL(load_repeated("a = ", "[", 1000000, "", &found), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(load_repeated("", "{", 1000000, "", &found), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(load_repeated("", "}", 1000000, "", &found), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(load_repeated("a = (", "1,(", 1000000, "", &found), ENT_ERR_SCENARIO);
}

static void test_many_mistakes(void)
{
    static ent_case_text found;
    size_t lines = 0;

    CU_ASSERT_EQUAL(load_repeated("", "a = ;\n", 100000, "", &found), ENT_ERR_SCENARIO);
    for (const char *c = found.text; *c != '\0'; c++) {
        lines += *c == '\n' ? 1 : 0;
    }
    CU_ASSERT_EQUAL(lines, 101);
    CU_ASSERT_PTR_NOT_NULL(strstr(found.text, "that is mistake number 100: the rest of the file is not read\n"));
}

static void test_sizes(void)
{
    static ent_case_text found;

    CU_ASSERT_EQUAL(load_repeated("a = 1; #", "xxxxxxxx", (2 << 20) - 1, "", &found), ENT_OK);
    CU_ASSERT_EQUAL(load_repeated("a = 1; #", "xxxxxxxx", (2 << 20) - 1, "x", &found), ENT_ERR_SCENARIO);
    ent_case_compare("size", found.text, "E 1:1+1 : the file is larger than 16 MB: is it a scenario?\n");
    CU_ASSERT_EQUAL(load_repeated("a = (1", ",1", 90000, ");", &found), ENT_OK);
    CU_ASSERT_EQUAL(load_repeated("a = (1", ",1", 120000, ");", &found), ENT_ERR_SCENARIO);
    ent_case_compare("settings", found.text, "E 1:200004+1 a: more than 100000 settings in one file\n");
    CU_ASSERT_EQUAL(load_repeated("a = \"", "\xC3\xA9", 100000, "\";", &found), ENT_OK);
    CU_ASSERT_EQUAL(
        load_repeated("a = (\"x\"", "\"y\"", 100000, ");", &found), ENT_OK); /* a warning for the first 100 */
    CU_ASSERT_PTR_NOT_NULL(strstr(found.text, "W 1:306+1 a[0]: no comma"));
    CU_ASSERT_PTR_NULL(strstr(found.text, "W 1:309+1"));
}

static void test_names_in_a_group(void)
{
    static char text[1100 * 12];
    static ent_case_text found;
    size_t n = 0;

    for (int i = 0; i < 1000; i++) {
        n += (size_t) snprintf(text + n, sizeof(text) - n, "n%d=%d;", i, i);
    }
    CU_ASSERT_EQUAL(load_repeated(text, "", 0, "", &found), ENT_OK);
    snprintf(text + n, sizeof(text) - n, "last=1;");
    CU_ASSERT_EQUAL(load_repeated(text, "", 0, "", &found), ENT_ERR_SCENARIO);
    CU_ASSERT_PTR_NOT_NULL(strstr(found.text, "last: more than 1000 settings in one group\n"));
}

int main(void)
{
    CU_TestInfo tests[] = {{"numbers", test_numbers}, {"texts", test_texts}, {"separators", test_separators},
        {"lists and groups", test_lists_and_groups}, {"comments", test_comments}, {"places", test_places},
        {"depth", test_depth}, {"many mistakes", test_many_mistakes}, {"sizes", test_sizes},
        {"names in a group", test_names_in_a_group}, CU_TEST_INFO_NULL};

    return ent_run_suite("syntax", tests);
}
