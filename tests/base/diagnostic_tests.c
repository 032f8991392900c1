#include "base/diagnostic.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static ent_source source_of(const char *name, const char *text)
{
    return (ent_source){.name = name, .text = text, .length = strlen(text)};
}

/* Formats one diagnostic and compares the whole text. */
static void expect(const ent_diagnostic *diagnostic, int colour, const char *expected)
{
    ent_arena arena = {0};
    static const ent_diagnostic_tints tints = {
        {"\033[1;31m", "\033[1;33m", "\033[1;36m"}, "\033[1m", "\033[32m", "\033[0m"};
    char *text = ent_diagnostic_format(diagnostic, colour != 0 ? &tints : NULL, &arena);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    if (strcmp(text, expected) != 0) {
        printf("\nfound:\n%s\nexpected:\n%s\n", text, expected);
    }
    CU_ASSERT_STRING_EQUAL(text, expected);
    ent_arena_free(&arena);
}

static void expect_at(const char *text, ent_position at, const char *expected)
{
    ent_source source = source_of("s.cfg", text);
    ent_diagnostic diagnostic = {
        .severity = ENT_SEVERITY_ERROR, .at = at, .path = "a.b", .text = "wrong", .help = NULL};

    diagnostic.at.source = &source;
    expect(&diagnostic, 0, expected);
}

static void test_all_parts(void)
{
    ent_source source = source_of("x.cfg", "a = 1;\nb = 40%;\n");
    ent_diagnostic d = {
        ENT_SEVERITY_ERROR, {&source, 2, 5, 3}, "b", "`40%` is no plain number", "put it in quotes: \"40%\""};

    expect(&d, 0,
        "x.cfg:2:5: error: b: `40%` is no plain number\n"
        "    b = 40%;\n"
        "        ^^^\n"
        "    help: put it in quotes: \"40%\"\n");
    d.severity = ENT_SEVERITY_WARNING;
    d.help = NULL;
    d.path = "";
    expect(&d, 0,
        "x.cfg:2:5: warning: `40%` is no plain number\n"
        "    b = 40%;\n"
        "        ^^^\n");
    d.severity = ENT_SEVERITY_NOTE;
    d.at.line = 0;
    expect(&d, 0, "x.cfg: note: `40%` is no plain number\n");
    d.at.source = NULL;
    d.path = "b";
    d.help = "h";
    expect(&d, 0, "note: b: `40%` is no plain number\n    help: h\n");
}

static void test_colours(void)
{
    ent_source source = source_of("x.cfg", "ab");
    ent_diagnostic d = {ENT_SEVERITY_ERROR, {&source, 1, 2, 1}, "p", "t", "h"};

    expect(&d, 1,
        "\033[1mx.cfg:1:2:\033[0m \033[1;31merror:\033[0m p: t\n"
        "    ab\n"
        "     \033[32m^\033[0m\n"
        "    \033[32mhelp:\033[0m h\n");
    d.severity = ENT_SEVERITY_WARNING;
    d.at = (ent_position){0};
    d.help = NULL;
    expect(&d, 1, "\033[1;33mwarning:\033[0m p: t\n");
    d.severity = ENT_SEVERITY_NOTE;
    expect(&d, 1, "\033[1;36mnote:\033[0m p: t\n");
}

static void test_caret_stands_under_the_mark(void)
{
    expect_at("\ta\tbc", (ent_position){.line = 1, .column = 4, .length = 2},
        "s.cfg:1:4: error: a.b: wrong\n    \ta\tbc\n    \t \t^^\n");
    expect_at("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80x\xC3\xA9", (ent_position){.line = 1, .column = 4, .length = 2},
        "s.cfg:1:4: error: a.b: wrong\n    \xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80x\xC3\xA9\n       ^^\n");
    /* at the end of a line, on an empty line, after the text, without a length, longer than the line */
    expect_at("ab\ncd", (ent_position){.line = 1, .column = 3, .length = 1},
        "s.cfg:1:3: error: a.b: wrong\n    ab\n      ^\n");
    expect_at(
        "ab\n\ncd", (ent_position){.line = 2, .column = 1, .length = 1}, "s.cfg:2:1: error: a.b: wrong\n    \n    ^\n");
    expect_at("ab", (ent_position){.line = 9, .column = 9, .length = 9}, "s.cfg:9:9: error: a.b: wrong\n    \n    ^\n");
    expect_at(
        "ab", (ent_position){.line = 1, .column = 1, .length = 0}, "s.cfg:1:1: error: a.b: wrong\n    ab\n    ^\n");
    expect_at("ab\ncd", (ent_position){.line = 1, .column = 2, .length = 100},
        "s.cfg:1:2: error: a.b: wrong\n    ab\n     ^\n");
    expect_at("ab\r\ncd\r\n", (ent_position){.line = 2, .column = 2, .length = 1},
        "s.cfg:2:2: error: a.b: wrong\n    cd\n     ^\n");
}

static void test_what_cannot_be_shown(void)
{
    /* each stands for one column: an escape character, a lone carriage return, a byte that is no UTF-8, DEL, a C1 one
     */
    expect_at("a\033[31m\rb\xFF\x7F\xC2\x9Bz", (ent_position){.line = 1, .column = 12, .length = 1},
        "s.cfg:1:12: error: a.b: wrong\n"
        "    a\xEF\xBF\xBD[31m\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\n"
        "               ^\n");
}

static void test_zero_bytes_do_not_end_the_line(void)
{
    ent_source source = {.name = "s", .text = "a\0b", .length = 3};
    ent_diagnostic d = {ENT_SEVERITY_ERROR, {&source, 1, 3, 1}, "", "t", NULL};

    expect(&d, 0,
        "s:1:3: error: t\n    a\xEF\xBF\xBD"
        "b\n      ^\n");
}

/* A line of 300 digits, 0 to 9 repeated. */
static void expect_window(int column, int length, const char *shown, int indent, int carets)
{
    char text[301];
    char expected[1024];
    char marks[301];

    for (size_t i = 0; i < 300; i++) {
        text[i] = (char) ('0' + (char) (i % 10));
    }
    text[300] = '\0';
    memset(marks, '^', 300);
    snprintf(expected, sizeof(expected), "s.cfg:1:%d: error: a.b: wrong\n    %s\n    %*s%.*s\n", column, shown, indent,
        "", carets, marks);
    expect_at(text, (ent_position){.line = 1, .column = column, .length = length}, expected);
}

#define TEN "0123456789"
#define DOTS "\xE2\x80\xA6"

static void test_long_lines_are_cut_round_the_mark(void)
{
    /* 110 characters are shown, the first and the last as ellipses */
    expect_window(1, 3, TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "012345678" DOTS, 0, 3);
    expect_window(37, 1, TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "012345678" DOTS, 36, 1);
    expect_window(151, 2, DOTS "56789" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "012" DOTS, 36, 2);
    expect_window(300, 1, DOTS "123456789" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN, 109, 1);
    expect_window(301, 1, DOTS "123456789" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN, 110, 1);
    expect_window(151, 300, DOTS "56789" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "012" DOTS, 36, 74);
}

/* Texts from outside: nothing reaches a terminal that it would obey, and no text makes a line of its own. */
static void test_hidden_characters(void)
{
    ent_source source = source_of("a\033[2Jb\n.cfg", "x\xE2\x80\xAEy");
    ent_diagnostic d = {ENT_SEVERITY_ERROR, {&source, 1, 3, 1}, "p\007", "t\nnext: rm\xC2\x9B", "h\r\xD8\x9C"};

    expect(&d, 0,
        "a\\u001b[2Jb\\u000a.cfg:1:3: error: p\\u0007: t\\u000anext: rm\\u009b\n"
        "    x\xEF\xBF\xBDy\n"
        "      ^\n"
        "    help: h\\u000d\\u061c\n");
}

static void test_a_long_line_of_wide_characters(void)
{
    char text[4 * 200 + 1] = "";
    ent_source source;
    ent_diagnostic d = {ENT_SEVERITY_ERROR, {NULL, 1, 200, 1}, "", "t", NULL};
    ent_arena arena = {0};
    const char *shown;

    for (size_t i = 0; i < 200; i++) {
        memcpy(text + 4 * i, "\xF0\x9F\x98\x80", 4);
    }
    source = (ent_source){.name = "s", .text = text, .length = 800};
    d.at.source = &source;
    shown = ent_diagnostic_format(&d, 0, &arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(shown);
    /* 109 characters of four bytes and an ellipsis; the caret under the last */
    CU_ASSERT_EQUAL(strlen(shown), strlen("s:1:200: error: t\n") + 4 + 3 + 4 * 109 + 1 + 4 + 109 + 1 + 1);
    ent_arena_free(&arena);
}

/* --- collecting -----------------------------------------------------------------------------------------------------
 */

static void test_zeroed_and_freed_twice(void)
{
    ent_diagnostics d = {0};

    ent_diagnostics_free(&d);
    ent_diagnostics_init(&d);
    ent_diagnostics_sort(&d);
    CU_ASSERT_TRUE(ent_diagnostics_check(&d));
    CU_ASSERT_EQUAL(d.count, 0);
    ent_diagnostics_free(&d);
    ent_diagnostics_free(&d);
}

static void test_add_copies(void)
{
    ent_diagnostics d = {0};
    char path[] = "path";
    char help[] = "help";
    char part[] = "part";

    ent_diagnostics_add(&d, ENT_SEVERITY_WARNING, (ent_position){0}, path, help, "a %s %d", part, 3);
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "%s", "%d");
    memset(path, 'x', 4);
    memset(help, 'x', 4);
    memset(part, 'x', 4);
    CU_ASSERT_EQUAL(d.count, 2);
    CU_ASSERT_EQUAL(d.errors, 1);
    CU_ASSERT_STRING_EQUAL(d.item[0].path, "path");
    CU_ASSERT_STRING_EQUAL(d.item[0].help, "help");
    CU_ASSERT_STRING_EQUAL(d.item[0].text, "a part 3");
    CU_ASSERT_STRING_EQUAL(d.item[1].path, "");
    CU_ASSERT_PTR_NULL(d.item[1].help);
    CU_ASSERT_STRING_EQUAL(d.item[1].text, "%d");
    ent_diagnostics_free(&d);
}

static void test_sort(void)
{
    ent_source a = source_of("a.cfg", "");
    ent_source b = source_of("b.cfg", "");
    static const char expected[] = "no place|a early|a late|b 2:1|b 2:1 too|b 10:1|b 10:2|";
    char found[256] = "";
    ent_diagnostics d = {0};

    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){&b, 10, 2, 1}, "", NULL, "b 10:2");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){&b, 2, 1, 1}, "", NULL, "b 2:1");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){&a, 7, 1, 1}, "", NULL, "a late");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){&b, 2, 1, 1}, "", NULL, "b 2:1 too");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){0}, "", NULL, "no place");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){&b, 10, 1, 1}, "", NULL, "b 10:1");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){&a, 1, 9, 1}, "", NULL, "a early");
    ent_diagnostics_sort(&d);
    CU_ASSERT_TRUE(ent_diagnostics_check(&d));
    for (size_t i = 0; i < d.count; i++) {
        strncat(found, d.item[i].text, 20);
        strncat(found, "|", 2);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
    ent_diagnostics_free(&d);
}

static void test_repeats_are_dropped(void)
{
    ent_source a = source_of("a.cfg", "");
    ent_position at = {&a, 1, 1, 1};
    ent_diagnostics d = {0};

    for (int variant = 0; variant < 3; variant++) { /* each adds the same two messages at one position */
        ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, at, "p", "h", "first");
        ent_diagnostics_add(&d, ENT_SEVERITY_WARNING, at, "p", NULL, "second");
    }
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, at, "p", "other help", "first");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, at, "q", "h", "first");
    ent_diagnostics_add(&d, ENT_SEVERITY_WARNING, at, "p", "h", "first");
    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){&a, 1, 2, 1}, "p", "h", "first");
    ent_diagnostics_sort(&d);
    CU_ASSERT_TRUE(ent_diagnostics_check(&d));
    CU_ASSERT_EQUAL(d.count, 6);
    CU_ASSERT_EQUAL(d.errors, 4);
    CU_ASSERT_STRING_EQUAL(d.item[0].text, "first");
    CU_ASSERT_STRING_EQUAL(d.item[1].text, "second");
    ent_diagnostics_free(&d);
}

static void test_sort_many_is_stable(void)
{
    ent_source a = source_of("a.cfg", "");
    ent_diagnostics d = {0};
    unsigned state = 12345;

    for (int i = 0; i < 1000; i++) {
        state = state * 1103515245U + 12345U;
        ent_diagnostics_add(
            &d, ENT_SEVERITY_ERROR, (ent_position){&a, (int) (state >> 16) % 50 + 1, 1, 1}, "", NULL, "%04d", i);
    }
    ent_diagnostics_sort(&d);
    CU_ASSERT_TRUE(ent_diagnostics_check(&d));
    CU_ASSERT_EQUAL(d.count, 1000);
    CU_ASSERT_EQUAL(d.errors, 1000);
    for (size_t i = 1; i < d.count; i++) {
        int before = d.item[i - 1].at.line;
        int now = d.item[i].at.line;
        CU_ASSERT_FATAL(before < now || (before == now && strcmp(d.item[i - 1].text, d.item[i].text) < 0));
    }
    ent_diagnostics_free(&d);
}

/* --- nearest names --------------------------------------------------------------------------------------------------
 */

static void test_nearest_name(void)
{
    static const char *const names[] = {"joins", "requires", "lead_months", "leaves", "troops", "a", "un_mandate"};
    static const char *const pairs[][2] = {{"join", "joins"}, {"jions", "joins"}, {"joinss", "joins"},
        {"johns", "joins"}, {"requries", "requires"}, {"lead_month", "lead_months"}, {"leadmonths", "lead_months"},
        {"trops", "troops"}, {"un_mandat", "un_mandate"}, {"un_mnadate", "un_mandate"}, {"unmandat", "un_mandate"},
        {"joins", "joins"}};
    static const char *const strangers[] = {"", "b", "xyz", "jns", "france", "mandate_", "requirement"};

    for (size_t i = 0; i < COUNT(pairs); i++) {
        const char *near = ent_nearest_name(pairs[i][0], names, COUNT(names));
        CU_ASSERT_PTR_NOT_NULL_FATAL(near);
        CU_ASSERT_STRING_EQUAL(near, pairs[i][1]);
    }
    for (size_t i = 0; i < COUNT(strangers); i++) {
        CU_ASSERT_PTR_NULL(ent_nearest_name(strangers[i], names, COUNT(names)));
    }
    CU_ASSERT_PTR_NULL(ent_nearest_name("joins", NULL, 0));
}

static void test_nearest_is_the_nearest(void)
{
    static const char *const names[] = {"weights", "weigh", "weight"};
    static const char *const ties[] = {"weightx", "weighty"};

    CU_ASSERT_STRING_EQUAL(ent_nearest_name("weight", names, 3), "weight");
    CU_ASSERT_STRING_EQUAL(ent_nearest_name("wieght", names, 3), "weight");
    CU_ASSERT_STRING_EQUAL(ent_nearest_name("weightz", ties, 2), "weightx"); /* the first of equal distances */
}

static void test_long_names(void)
{
    char word[80], other[80];
    const char *names[] = {other};

    memset(word, 'w', sizeof(word));
    memset(other, 'w', sizeof(other));
    word[64] = other[64] = '\0';
    other[0] = 'x';
    CU_ASSERT_PTR_EQUAL(ent_nearest_name(word, names, 1), other);
    other[64] = 'w';
    other[65] = '\0';
    CU_ASSERT_PTR_NULL(ent_nearest_name(word, names, 1)); /* longer than the longest name that is compared */
    CU_ASSERT_PTR_NULL(ent_nearest_name(other, names, 1));
}

/* ent_diagnostics_check fails for a wrong number of errors and for an item without text. */
static void test_check(void)
{
    ent_diagnostics d = {0};

    ent_diagnostics_add(&d, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "message");
    CU_ASSERT_TRUE(ent_diagnostics_check(&d));
    d.errors = 0;
    CU_ASSERT_FALSE(ent_diagnostics_check(&d));
    d.errors = 1;
    d.item[0].text = NULL;
    CU_ASSERT_FALSE(ent_diagnostics_check(&d));
    ent_diagnostics_free(&d);
}

int main(void)
{
    CU_TestInfo tests[] = {{"all parts", test_all_parts}, {"colours", test_colours},
        {"hidden characters", test_hidden_characters}, {"caret under the mark", test_caret_stands_under_the_mark},
        {"what cannot be shown", test_what_cannot_be_shown}, {"zero bytes", test_zero_bytes_do_not_end_the_line},
        {"long lines", test_long_lines_are_cut_round_the_mark},
        {"long line of wide characters", test_a_long_line_of_wide_characters},
        {"zeroed, freed twice", test_zeroed_and_freed_twice}, {"add copies", test_add_copies}, {"sort", test_sort},
        {"repeats", test_repeats_are_dropped}, {"sort many", test_sort_many_is_stable},
        {"nearest name", test_nearest_name}, {"the nearest of several", test_nearest_is_the_nearest},
        {"long names", test_long_names}, {"check", test_check}, CU_TEST_INFO_NULL};

    return ent_run_suite("diagnostic", tests);
}
