#include "base/status.h"
#include "settings/writing/quoted.h"
#include "suite.h"

#include <stdbool.h>
#include <string.h>

static ent_source source_of(const char *text)
{
    return (ent_source){.name = "s.cfg", .text = text, .length = strlen(text)};
}

static void expect_content(const char *literal, const char *content)
{
    ent_source source = source_of(literal);
    ent_arena arena = {0};
    ent_quoted quoted;

    CU_ASSERT_EQUAL_FATAL(ent_quoted_read(&source, 0, &arena, &quoted), ENT_OK);
    CU_ASSERT_STRING_EQUAL(quoted.text, content);
    CU_ASSERT_EQUAL(quoted.length, strlen(content));
    ent_arena_free(&arena);
}

static void test_content(void)
{
    expect_content("\"\"", "");
    expect_content("\"abc\"", "abc");
    expect_content("\"a\nb\"", "a\nb");
    expect_content("\"\\n\\r\\t\\f\\\\\\\"\"", "\n\r\t\f\\\"");
    expect_content("\"\\a\\b\\v\\q\\'\"", "\\a\\b\\v\\q\\'"); /* not among libconfig 1.5's escapes */
    expect_content("\"\\x41\\X7a\\xc3\\xA9\"", "Az\xC3\xA9");
    expect_content("\"\\x4\\xg1\\x\"", "\\x4\\xg1\\x");
    expect_content("\"a\\x00b\"", "ab");
    expect_content("\"a\" \"b\"\t\"c\";", "abc");
    expect_content("\"a\" // x \"y\"\n \"b\" # \"z\"\n/* \"q\" */ \"c\" = \"d\"", "abc");
    expect_content("\"abc", "abc"); /* not closed: ends with the source */
    expect_content("\"a\\", "a\\");
    expect_content("\"a\" /* \"b\"", "a");
}

static void test_zero_is_found(void)
{
    ent_source source = source_of("\"ab\\x00c\\x00\"");
    ent_arena arena = {0};
    ent_quoted quoted;

    CU_ASSERT_EQUAL_FATAL(ent_quoted_read(&source, 0, &arena, &quoted), ENT_OK);
    CU_ASSERT_EQUAL(quoted.zero, 3);
    source = source_of("\"ab\\x01\"");
    CU_ASSERT_EQUAL_FATAL(ent_quoted_read(&source, 0, &arena, &quoted), ENT_OK);
    CU_ASSERT_EQUAL(quoted.zero, SIZE_MAX);
    ent_arena_free(&arena);
}

static void expect_place(const char *literals, size_t offset, size_t length, int line, int column, int marked)
{
    ent_source source = source_of(literals);
    ent_arena arena = {0};
    ent_quoted quoted;
    ent_position at;

    CU_ASSERT_EQUAL_FATAL(ent_quoted_read(&source, 0, &arena, &quoted), ENT_OK);
    at = ent_map_position(&source, quoted.map, quoted.length, offset, length);
    CU_ASSERT_PTR_EQUAL(at.source, &source);
    CU_ASSERT_EQUAL(at.line, line);
    CU_ASSERT_EQUAL(at.column, column);
    CU_ASSERT_EQUAL(at.length, marked);
    ent_arena_free(&arena);
}

static void test_places(void)
{
    expect_place("\"abc\"", 0, 1, 1, 2, 1);
    expect_place("\"abc\"", 2, 1, 1, 4, 1);
    expect_place("\"abc\"", 0, 3, 1, 2, 3);
    /* the end, and beyond it: the closing quote */
    expect_place("\"abc\"", 3, 0, 1, 5, 1);
    expect_place("\"abc\"", 3, 9, 1, 5, 1);
    expect_place("\"abc\"", 99, 9, 1, 5, 1);
    expect_place("\"\"", 0, 0, 1, 2, 1);
    expect_place("\"abc\"", 1, 0, 1, 3, 1);
    /* the length of an escape is that of its source */
    expect_place("\"\\\"b\\x41d\\qe\"", 0, 1, 1, 2, 2);
    expect_place("\"\\\"b\\x41d\\qe\"", 1, 1, 1, 4, 1);
    expect_place("\"\\\"b\\x41d\\qe\"", 2, 1, 1, 5, 4);
    expect_place("\"\\\"b\\x41d\\qe\"", 3, 1, 1, 9, 1);
    expect_place("\"\\\"b\\x41d\\qe\"", 6, 1, 1, 12, 1);
    /* characters of several bytes */
    expect_place("\"\xC3\xA9x\xE2\x82\xAC\"", 2, 1, 1, 3, 1);
    expect_place("\"\xC3\xA9x\xE2\x82\xAC\"", 0, 6, 1, 2, 3);
    expect_place("\"\xC3\xA9x\xE2\x82\xAC\"", 3, 3, 1, 4, 1);
}

static void test_places_in_pieces(void)
{
    static const char text[] = "\"ab\"   \"cd\" // \"xx\"\n  \"ef\"";

    expect_place(text, 0, 2, 1, 2, 2);
    expect_place(text, 1, 1, 1, 3, 1); /* the last byte of a literal ends there, not where the next literal begins */
    expect_place(text, 2, 1, 1, 9, 1);
    expect_place(text, 4, 2, 2, 4, 2);
    expect_place(text, 6, 0, 2, 6, 1);
    expect_place(text, 1, 2, 1, 3, 7);   /* across both literals, with the text between them */
    expect_place(text, 3, 2, 1, 10, 10); /* across a line end: up to it */
    expect_place("\"a\nb\"", 0, 3, 1, 2, 1);
    expect_place("\"a\nb\"", 2, 1, 2, 1, 1);
}

static void test_plain_map(void)
{
    ent_source source = source_of("xx a\\n\xC3\xA9 = 3");
    ent_arena arena = {0};
    uint32_t *map = ent_plain_map(3, 9, &arena);
    ent_position at;

    CU_ASSERT_PTR_NOT_NULL_FATAL(map);
    at = ent_map_position(&source, map, 9, 1, 2);
    CU_ASSERT_EQUAL(at.column, 5);
    CU_ASSERT_EQUAL(at.length, 2);
    at = ent_map_position(&source, map, 9, 3, 2);
    CU_ASSERT_EQUAL(at.column, 7);
    CU_ASSERT_EQUAL(at.length, 1);
    at = ent_map_position(&source, map, 9, 9, 0);
    CU_ASSERT_EQUAL(at.column, 12);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"content", test_content}, {"zero bytes", test_zero_is_found}, {"places", test_places},
        {"places in pieces", test_places_in_pieces}, {"plain map", test_plain_map}, CU_TEST_INFO_NULL};

    return ent_run_suite("quoted", tests);
}
