/* The engine reads from a scenario what libconfig reads from it: in every scenario that is shipped, and in texts with
 * every notation of a value. Damaged texts: hostile_tests.c. The comparison itself is shown to see differences. */
#include "load_file.h"
#include "settings/libconfig_values.h"
#include "settings/syntax.h"
#include "settings/tree_case.h"

#include <glob.h>
#include <locale.h>

static bool agrees(const char *text, size_t length, char *message)
{
    ent_source source = {.name = "s.cfg", .text = text, .length = length};
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_setting *root;
    bool same;

    snprintf(message, 200, "the engine refuses it");
    same = ent_syntax_read(&source, &arena, &root, &diagnostics) == ENT_OK &&
           libconfig_agrees(root, text, length, message);
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
    return same;
}

static void expect_same(const char *text)
{
    char message[200];

    if (!agrees(text, strlen(text), message)) {
        printf("\n%s\n%s\n", text, message);
        CU_FAIL("libconfig and the engine read other values");
    }
}

static void test_every_notation(void)
{
    expect_same("a = 1;");
    expect_same("a = -2147483648, b = 2147483647, c = +5, d = 007;");
    expect_same("a = 0x1F; b = 0X7fffffff; c = 0x1FL; d = 0x1FFFFFFFFFFFFFL;");
    expect_same("a = 5L; b = -9007199254740991L; c = 12LL;");
    expect_same("a = 1.; b = .5; c = -.5e3; d = +1.5E-3; e = 1e3; f = 0.1; g = 123456789.123456789; h = 4.9e-324; "
                "i = 1e-999; j = 1.7976931348623157e308; k = 2e-7; l = 0.30000000000000004;");
    expect_same("a = true; b = FALSE; c = True;");
    expect_same("a = \"x\"; b = \"\"; c = \"x\" \"y\" \"\"; d = \"\\x41\\n\\t\\\\\\\"\"; e = \"\xC3\xA9\";");
    expect_same(
        "a = []; b = [ 1, 2 ]; c = (); d = ( 1, 2.5, \"x\", ( true ), { y = 1; } ); e = {}; f: { g: { h = 1 } }");
    expect_same("a = 1e3; # no line end");
    expect_same("/* one */ a = 1 // two\n; b-c = 2 # three\n d*e : 3");
}

static void test_shipped_scenarios(void)
{
    glob_t found;

    CU_ASSERT_EQUAL_FATAL(glob(ENTENTE_SOURCE "/scenarios/*.cfg", 0, NULL, &found), 0);
    (void) glob(ENTENTE_SOURCE "/scenarios/*/*.cfg", GLOB_APPEND, NULL, &found); /* where folders hold any */
    CU_ASSERT(found.gl_pathc >= 10);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        ent_arena arena = {0};
        const char *text = NULL;
        size_t length = 0;
        char message[200];
        CU_ASSERT_EQUAL_FATAL(ent_test_load_file(NULL, found.gl_pathv[i], &arena, &text, &length), ENT_OK);
        if (!agrees(text, length, message)) {
            printf("\n%s: %s\n", found.gl_pathv[i], message);
            CU_FAIL("libconfig and the engine read other values");
        }
        ent_arena_free(&arena);
    }
    globfree(&found);
}

/* A root with one setting `a` of a type and number, beside a text that libconfig reads otherwise. */
static void expect_other(const char *text, ent_setting_type type, double number, const char *content)
{
    ent_setting root = {.type = ENT_SETTING_GROUP, .text = ""};
    ent_arena arena = {0};
    ent_setting *a = ent_setting_add(&root, "a", type, &arena);
    char message[200];

    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    a->text = content;
    a->number = number;
    CU_ASSERT_FALSE(libconfig_agrees(&root, text, strlen(text), message));
    ent_arena_free(&arena);
}

static void test_differences_are_seen(void)
{
    expect_other("a = 1;\n\nb = ;", ENT_SETTING_INTEGER, 1.0, "1");
    expect_other("a = 1;\na = 2;", ENT_SETTING_INTEGER, 1.0, "1");
    expect_other("a = 1;", ENT_SETTING_FLOAT, 1.0, "1");
    expect_other("a = 1;", ENT_SETTING_INTEGER, 2.0, "1");
    expect_other("a = 1L;", ENT_SETTING_STRING, 1.0, "1");
    expect_other("a = 1.5;", ENT_SETTING_FLOAT, 1.25, "1.5");
    expect_other("a = true;", ENT_SETTING_BOOLEAN, 0.0, "true");
    expect_other("a = \"y\";", ENT_SETTING_STRING, 0.0, "x");
    expect_other("a = \"x\";", ENT_SETTING_BOOLEAN, 0.0, "x");
    expect_other("a = ( 1 );", ENT_SETTING_LIST, 0.0, "");
    expect_other("a = { b = 1; };", ENT_SETTING_GROUP, 0.0, "");
    expect_other("a = ();", ENT_SETTING_GROUP, 0.0, "");
    expect_other("b = 1;", ENT_SETTING_INTEGER, 1.0, "1"); /* another name */
    expect_other("a = 1; b = 2;", ENT_SETTING_INTEGER, 1.0, "1");
}

/* A process may have a decimal comma; scenarios never have. */
static void test_any_locale(void)
{
    const char *set = setlocale(LC_NUMERIC, "de_DE.UTF-8");

    expect_same("a = 1.5; b = 2.5e3;");
    setlocale(LC_NUMERIC, "C");
    (void) set; /* where that locale is not there, the test is one more of the C locale */
}

int main(void)
{
    CU_TestInfo tests[] = {{"every notation", test_every_notation}, {"shipped scenarios", test_shipped_scenarios},
        {"differences are seen", test_differences_are_seen}, {"any locale", test_any_locale}, CU_TEST_INFO_NULL};

    return ent_run_suite("values", tests);
}
