/* Disagreement of libconfig with the parser, which does not occur with correct code: the tests construct it. */
#include "settings/libconfig_values.h"
#include "settings/tree_case.h"

/* A root with one setting `a` of a type and text. */
static void expect(const char *text, ent_setting_type type, const char *value, int status, const char *expected)
{
    ent_source source = {"s.cfg", text, strlen(text)};
    ent_setting root = {.type = ENT_SETTING_GROUP, .text = "", .at = {&source, 1, 1, 1}};
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};
    ent_setting *a = ent_setting_add(&root, "a", type, &arena);

    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    a->text = value;
    a->at = (ent_position){&source, 1, 5, 1};
    CU_ASSERT_EQUAL(ent_libconfig_values(&source, &root, &arena, &diagnostics), status);
    ent_case_diagnostics(&found, &diagnostics);
    ent_case_compare(text, found.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
}

static void expect_other(const char *text, ent_setting_type type)
{
    expect(text, type, "x", ENT_ERR_SCENARIO, "E 1:5+1 a: libconfig reads another value here\n");
}

static void test_what_libconfig_refuses(void)
{
    expect("a = 1;\n\nb = ;", ENT_SETTING_INTEGER, "1", ENT_ERR_SCENARIO,
        "E 3:1+1 : libconfig cannot read this line: syntax error\n");
    expect("a = 1;\na = 2;", ENT_SETTING_INTEGER, "1", ENT_ERR_SCENARIO,
        "E 2:1+1 : libconfig cannot read this line: duplicate setting name\n");
}

static void test_what_libconfig_reads_otherwise(void)
{
    expect_other("a = 1;", ENT_SETTING_FLOAT);
    expect_other("a = 1L;", ENT_SETTING_STRING);
    expect_other("a = 1.5;", ENT_SETTING_INTEGER);
    expect_other("a = 1e999;", ENT_SETTING_FLOAT);
    expect_other("a = true;", ENT_SETTING_STRING);
    expect_other("a = \"y\";", ENT_SETTING_STRING);
    expect_other("a = \"x\";", ENT_SETTING_BOOLEAN);
    expect_other("a = ( 1 );", ENT_SETTING_LIST);
    expect_other("a = [ 1 ];", ENT_SETTING_LIST);
    expect_other("a = { b = 1; };", ENT_SETTING_GROUP);
    expect_other("a = {};", ENT_SETTING_LIST);
    expect_other("a = ();", ENT_SETTING_GROUP);
    expect_other("b = 1;", ENT_SETTING_INTEGER); /* another name */
    expect(
        "a = 1; b = 2;", ENT_SETTING_INTEGER, "1", ENT_ERR_SCENARIO, "E 1:1+1 : libconfig reads another value here\n");
}

static void test_what_is_the_same(void)
{
    expect("a = 1;", ENT_SETTING_INTEGER, "1", ENT_OK, "");
    expect("a = 1e3; # no line end", ENT_SETTING_FLOAT, "1e3", ENT_OK, "");
    expect("a = \"x\";", ENT_SETTING_STRING, "x", ENT_OK, "");
    expect("a = \"\";", ENT_SETTING_STRING, "", ENT_OK, "");
    expect("a = [];", ENT_SETTING_LIST, "", ENT_OK, "");
}

int main(void)
{
    CU_TestInfo tests[] = {{"refused", test_what_libconfig_refuses},
        {"read otherwise", test_what_libconfig_reads_otherwise}, {"the same", test_what_is_the_same},
        CU_TEST_INFO_NULL};

    return ent_run_suite("values", tests);
}
