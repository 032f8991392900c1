/* Layout of charts: widths and lines of text, text escaped for gnuplot, labels that do not overlap. */
#include "suite.h"

#include "base/status.h"
#include "charts/layout/label_layout.h"
#include "charts/layout/page.h"
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- width and lines of text */

static void test_wrapping(void)
{
    ent_arena arena = {0};
    const char *line[6];
    size_t count = ent_chart_text_wrap("Guarantors from the Security Council", 150, 12, 1, 3, &arena, line);

    CU_ASSERT_EQUAL_FATAL(count, 2);
    CU_ASSERT_STRING_EQUAL(line[0], "Guarantors from the");
    CU_ASSERT_STRING_EQUAL(line[1], "Security Council");
    count = ent_chart_text_wrap("Guarantors from the Security Council", 120, 12, 1, 1, &arena, line);
    CU_ASSERT_EQUAL_FATAL(count, 1);
    CU_ASSERT_STRING_EQUAL(line[0], "Guarantors\xE2\x80\xA6"
                                    "ouncil");
    CU_ASSERT(ent_chart_text_width(line[0], 12, 1) <= 120);
    count = ent_chart_text_wrap("Unbreakableasthisonewordis here", 60, 12, 0, 4, &arena, line);
    CU_ASSERT_EQUAL_FATAL(count, 2);
    CU_ASSERT(ent_chart_text_width(line[0], 12, 0) <= 60);
    CU_ASSERT_STRING_EQUAL(line[1], "here");
    count = ent_chart_text_wrap("", 60, 12, 0, 4, &arena, line);
    CU_ASSERT_EQUAL(count, 1);
    CU_ASSERT_STRING_EQUAL(line[0], "");
    ent_arena_free(&arena);
}

/* Names that begin alike are not cut alike: what differs stands at the end. */
static void test_names_that_begin_alike(void)
{
    static const char *const name[] = {"Air cover by the coalition of the willing from 2026 on",
        "Air cover by the coalition of the willing from 2027 on", "Luftunterst\xC3\xBCtzungsvereinbarungsentwurf-2026",
        "Luftunterst\xC3\xBCtzungsvereinbarungsentwurf-2027"};
    static const char *const cut[] = {"of the willing fro\xE2\x80\xA6"
                                      "2026 on",
        "of the willing fro\xE2\x80\xA6"
        "2027 on"};
    ent_arena arena = {0};
    const char *line[6];

    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL_FATAL(ent_chart_text_wrap(name[i], 170, 12, 0, 2, &arena, line), 2);
        CU_ASSERT_STRING_EQUAL(line[1], cut[i]);
        CU_ASSERT(ent_chart_text_width(line[1], 12, 0) <= 170);
    }
    CU_ASSERT_EQUAL_FATAL(ent_chart_text_wrap(name[2], 120, 12, 0, 1, &arena, line), 1);
    CU_ASSERT_EQUAL_FATAL(ent_chart_text_wrap(name[3], 120, 12, 0, 1, &arena, line + 1), 1);
    CU_ASSERT(strcmp(line[0], line[1]) != 0);
    CU_ASSERT(ent_chart_text_width(line[0], 12, 0) <= 120);
    ent_arena_free(&arena);
}

/* ---- escaping */

static void expect_quoted(const char *text, const char *quoted)
{
    ent_page page = {0};
    char *bytes = NULL;
    size_t length = 0;

    page.file = open_memstream(&bytes, &length);
    CU_ASSERT_FATAL(page.file != NULL);
    ent_page_quote(&page, text);
    fclose(page.file);
    CU_ASSERT_STRING_EQUAL(bytes, quoted);
    free(bytes);
}

static void test_quoting(void)
{
    expect_quoted("plain", "'plain'");
    expect_quoted("'; system('x'); '", "'\xE2\x80\x99; system(\xE2\x80\x99x\xE2\x80\x99); \xE2\x80\x99'");
    expect_quoted("{/=50 A_B^C} %d @ & ~", "'\\{/=50 A\\_B\\^C\\} %d \\@ \\& \\~'");
    expect_quoted("\\U+0041 \\n", "'\\\\{}U+0041 \\\\{}n'");
    expect_quoted("a\nb\tc", "'a b c'");
    expect_quoted("\xC3\xA9\xFF\xED\xA0\x80", "'\xC3\xA9"
                                              "?"
                                              "?"
                                              "?"
                                              "?"
                                              "'");
    expect_quoted("cut \xE2\x80", "'cut ?"
                                  "?'");
}

/* ---- scripts and fonts */

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define LRM "\xE2\x80\x8E"
#define SHALOM "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"
#define FLAG "\xF0\x9F\x87\xBA\xF0\x9F\x87\xA6" /* two regional indicators */

/* Writes a label with a font list that lacks what `cover` lacks; the caller frees the script. */
static char *label_of(const char *text, ent_font_cover *cover)
{
    const ent_page_type type = {12, 0, "ink", ENT_PAGE_START};
    ent_arena arena = {0};
    ent_page page = {.arena = &arena, .cover = cover};
    char *bytes = NULL;
    size_t length = 0;

    page.file = open_memstream(&bytes, &length);
    CU_ASSERT_FATAL(page.file != NULL);
    ent_page_text(&page, 0, 0, type, text);
    fclose(page.file);
    ent_arena_free(&arena);
    return bytes;
}

static void expect_label(const char *text, ent_font_cover *cover, const char *expected)
{
    char *script = label_of(text, cover);

    CU_ASSERT_PTR_NOT_NULL(strstr(script, expected));
    if (strstr(script, expected) == NULL) {
        fprintf(stderr, "'%s' is not in: %s", expected, script);
    }
    free(script);
}

static void test_from_right(void)
{
    CU_ASSERT_TRUE(ent_chart_text_is_from_right(SHALOM));
    CU_ASSERT_TRUE(ent_chart_text_is_from_right("a \xD8\xA7")); /* Arabic alef */
    CU_ASSERT_FALSE(ent_chart_text_is_from_right("Kyiv, \xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2, \xED\x95\x9C"));
    /* a line is set from the left, and a part of a name stays isolated from the figures beside it */
    expect_label(FSI SHALOM PDI ": >99%", NULL, "set label '" LRM FSI SHALOM PDI ": >99%'");
    expect_label(SHALOM PDI ": >99%", NULL, "'" LRM FSI SHALOM PDI ": >99%'");
    expect_label("with " FSI SHALOM, NULL, "'" LRM "with " FSI SHALOM PDI "'");
    expect_label("plain >99%", NULL, "'plain >99%'");
    CU_ASSERT_DOUBLE_EQUAL(ent_chart_text_width(FSI "a" PDI, 12, 0), ent_chart_text_width("a", 12, 0), 1e-9);
}

/* Names from outside: no mark of direction, no control character, no end of a CDATA section in one piece of text. */
static void test_hidden_characters(void)
{
    ent_arena arena = {0};

    expect_quoted("a\xE2\x80\xAE"
                  "b\xD8\x9C"
                  "c\xE2\x81\xA6"
                  "d\xEF\xBB\xBF",
        "'abcd'");
    expect_quoted("a\033[1m\xC2\x9B"
                  "b\x7F"
                  "c\xE2\x80\xA8"
                  "d",
        "'a [1m b c d'");
    expect_quoted("]]>", "']]{}>'");
    expect_quoted("]]\xE2\x80\xAE>", "']]{}>'");
    expect_quoted("a > b]> c]] > ]]]>", "'a > b]> c]] > ]]]{}>'");
    CU_ASSERT_STRING_EQUAL(ent_chart_text_isolated("plain", &arena), "plain");
    CU_ASSERT_STRING_EQUAL(ent_chart_text_isolated("\xE5\xB9\xB3\xE2\x80\xAE PDI" PDI, &arena), "\xE5\xB9\xB3 PDI");
    CU_ASSERT_STRING_EQUAL(ent_chart_text_isolated(PDI SHALOM "\xE2\x80\xAE 12" FSI, &arena), FSI SHALOM " 12" PDI);
    CU_ASSERT_STRING_EQUAL(ent_chart_text_isolated("\xFF\xC3\xA9", &arena), "\xFF\xC3\xA9");
    ent_arena_free(&arena);
}

static void test_font_cover(void)
{
    static uint8_t has[ENT_FONT_COVER_BYTES];
    ent_font_cover cover = {.has = has, .read = true};

    ent_font_cover_parse(has, ":charset=20-7e 5d0-5ea 2192\n");
    expect_label("a " SHALOM, &cover, SHALOM);
    CU_ASSERT_EQUAL(cover.misses, 0);
    expect_label(FLAG " Ukraine", &cover, "'[?] Ukraine'"); /* one sign for all characters that follow each other */
    expect_label("\xED\x95\x9C\xEA\xB5\xAD Korea", &cover, "'[?] Korea'");
    expect_label("\xE2\x9C\x88\xEF\xB8\x8F to Kyiv", &cover, "'[?] to Kyiv'"); /* with a selector of its variant */
    CU_ASSERT_STRING_EQUAL(cover.missing, FLAG "\xED\x95\x9C\xEA\xB5\xAD\xE2\x9C\x88");
    expect_label("\xE2\x86\x92", &cover, "'\xE2\x86\x92'");
    /* without a list, no other script is taken to be there */
    cover = (ent_font_cover){.read = true};
    expect_label(SHALOM, &cover, "'" LRM "[?]'");
    expect_label("\xC3\xA9 \xD0\x9A \xE2\x89\x88 \xE2\x80\x9Cx\xE2\x80\x9D", &cover,
        "'\xC3\xA9 \xD0\x9A \xE2\x89\x88 \xE2\x80\x9Cx\xE2\x80\x9D'");
    expect_label(FLAG, NULL, FLAG); /* SVG: the reader's fonts */
}

static void test_titles_begin_large(void)
{
    ent_arena arena = {0};
    ent_page page = {.arena = &arena};
    char *bytes = NULL;
    size_t length = 0;

    page.file = open_memstream(&bytes, &length);
    CU_ASSERT_FATAL(page.file != NULL);
    ent_page_head(&page, "norway matters most", "of all");
    fclose(page.file);
    CU_ASSERT_PTR_NOT_NULL(strstr(bytes, "{/:Bold Norway matters most}"));
    CU_ASSERT_PTR_NOT_NULL(strstr(bytes, "'of all'"));
    free(bytes);
    ent_arena_free(&arena);
}

/* Few rows fill most of the page, many rows all of it. */
static void test_rows(void)
{
    ent_row_layout two = ent_row_layout_make(2, 100, 400, 62), many = ent_row_layout_make(20, 100, 400, 62);

    CU_ASSERT(two.bottom > 300 && two.bottom <= 400);
    CU_ASSERT_DOUBLE_EQUAL(many.bottom, 400, 1e-9);
}

/* ---- placing */

static void test_labels_spread(void)
{
    double a[] = {10, 11, 12}, b[] = {0, 0, 100}, c[] = {5, 50}, d[] = {1, 2, 3};

    ent_labels_spread(a, 3, 10, 0, 100);
    CU_ASSERT_DOUBLE_EQUAL(a[0], 1, 1e-9); /* least squares: the middle stays */
    CU_ASSERT_DOUBLE_EQUAL(a[1], 11, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(a[2], 21, 1e-9);
    ent_labels_spread(b, 3, 10, 0, 100);
    CU_ASSERT_DOUBLE_EQUAL(b[0], 0, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(b[1], 10, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(b[2], 100, 1e-9);
    ent_labels_spread(c, 2, 10, 0, 100);
    CU_ASSERT_DOUBLE_EQUAL(c[0], 5, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(c[1], 50, 1e-9);
    ent_labels_spread(d, 3, 100, 0, 20); /* no room: evenly */
    CU_ASSERT_DOUBLE_EQUAL(d[1] - d[0], 10, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(d[2], 20, 1e-9);
    ent_labels_spread(NULL, 0, 10, 0, 1);
}

static void test_labels_beside(void)
{
    const double x[] = {0, 100}, y[] = {0, 100}, low[] = {100, 100};
    const ent_layout_curve curve[] = {{x, y, 2}, {x, low, 2}};
    ent_layout_box taken[2];
    ent_label_area crowd = {{0, 0, 200, 200}, curve, 2, taken, 0, 2};
    ent_label_position first = ent_labels_place(&crowd, 0, 40, 12);
    ent_label_position second = ent_labels_place(&crowd, 0, 40, 12);

    CU_ASSERT_EQUAL(crowd.takens, 2);
    CU_ASSERT_EQUAL(ent_labels_overlap(&curve[0], first.box), 0);
    CU_ASSERT_EQUAL(ent_labels_overlap(&curve[1], first.box), 0);
    CU_ASSERT_EQUAL(ent_labels_overlap(&curve[0], second.box), 0);
    CU_ASSERT(first.box.right <= second.box.left || second.box.right <= first.box.left ||
              first.box.bottom <= second.box.top || second.box.bottom <= first.box.top);
    CU_ASSERT(ent_labels_overlap(&curve[0], (ent_layout_box){40, 40, 60, 60}) > 5);
}

/* A table of a stranger may hold any number: curves that go nowhere, or very far, cost no time and cover nothing. */
static void test_curves_without_end(void)
{
    const double x[] = {0, NAN, 50, INFINITY, 0, 1e300}, y[] = {0, 0, NAN, 50, -INFINITY, 1e300};
    const double far[] = {-1e15, 1e15}, level[] = {50, 50};

    CU_ASSERT_EQUAL(ent_labels_overlap(&(ent_layout_curve){x, y, 6}, (ent_layout_box){40, 40, 60, 60}), 0);
    CU_ASSERT(ent_labels_overlap(&(ent_layout_curve){far, level, 2}, (ent_layout_box){40, 40, 60, 60}) <= 10001);
}

int main(void)
{
    CU_TestInfo tests[] = {{"wrapping", test_wrapping}, {"names that begin alike", test_names_that_begin_alike},
        {"quoting", test_quoting}, {"scripts from the right", test_from_right},
        {"hidden characters", test_hidden_characters}, {"fonts", test_font_cover},
        {"titles begin large", test_titles_begin_large}, {"rows", test_rows}, {"labels spread", test_labels_spread},
        {"labels beside a curve", test_labels_beside}, {"curves without end", test_curves_without_end},
        CU_TEST_INFO_NULL};

    return ent_run_suite("layout of charts", tests);
}
