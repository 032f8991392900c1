/* The filter of standard output: the same bytes in any pieces, own codes only behind the mark. */
#include "suite.h"

#include "base/visible_text.h"
#include "cli/output/filter.h"
#include "cli/output/streams.h"

#include <stdlib.h>
#include <string.h>

#define MARK "\0330123456789abcdef"

/* Feeds text in pieces of `piece` bytes. */
static void expect(const char *text, size_t length, size_t piece, const char *wanted)
{
    ent_filter filter = {.mark = MARK};
    char out[4096];
    size_t made = 0;

    for (size_t at = 0; at < length; at += piece) {
        size_t more = length - at < piece ? length - at : piece;
        char *exact = malloc(more); /* reading past the piece is seen by the sanitizer */
        CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
        memcpy(exact, text + at, more);
        made += ent_filter_feed(&filter, exact, more, 0, out + made);
        CU_ASSERT_TRUE(filter.length < ENT_FILTER_HELD);
        free(exact);
    }
    made += ent_filter_feed(&filter, "", 0, 1, out + made);
    out[made] = '\0';
    CU_ASSERT_EQUAL(made, strlen(wanted));
    CU_ASSERT_STRING_EQUAL(out, wanted);
    CU_ASSERT_EQUAL(filter.length, 0);
}

static void expect_in_pieces(const char *text, const char *wanted)
{
    for (size_t piece = 1; piece <= strlen(text); piece++) {
        expect(text, strlen(text), piece, wanted);
    }
}

static void test_pieces(void)
{
    expect_in_pieces("Україна 平和 \xF0\x9F\x98\x80 and\ttabs\n", "Україна 平和 \xF0\x9F\x98\x80 and\ttabs\n");
    expect_in_pieces("\033[31mred\007\xC2\x9B\xE2\x80\xAE\xE2\x81\xA9\xD8\x9C.",
        "\\u001b[31mred\\u0007\\u009b\\u202e\\u2069\\u061c.");
    expect_in_pieces("bytes \xFF\xE2\x80 cut \xE2", "bytes \\xff\\xe2\\x80 cut \\xe2");
    expect_in_pieces("a\r\nb\rc\n", "a\nb\\u000dc\n");
}

static void test_codes(void)
{
    expect_in_pieces(MARK "bbold" MARK "a.", "\033[1mbold\033[0m.");
    expect_in_pieces(MARK "h" MARK "i", "\r\033[K");
    expect_in_pieces(MARK "z", "\\u001b0123456789abcdefz");                /* no such code */
    expect_in_pieces("\0330123456789abcdeXb", "\\u001b0123456789abcdeXb"); /* another mark */
    expect_in_pieces(MARK, "\\u001b0123456789abcdef");
}

static void test_sequences(void)
{
    CU_ASSERT_STRING_EQUAL(ent_filter_sequence('a'), "\033[0m");
    CU_ASSERT_STRING_EQUAL(ent_filter_sequence((char) ('a' + ENT_CODE_CYAN_BOLD)), "\033[1;36m");
    CU_ASSERT_PTR_NULL(ent_filter_sequence('`'));
    CU_ASSERT_PTR_NULL(ent_filter_sequence((char) ('a' + ENT_CODES)));
    CU_ASSERT_STRING_EQUAL(ent_code_text(ENT_CODE_BOLD), "\033[1m"); /* no filter is open in a test */
    CU_ASSERT_STRING_EQUAL(ent_code_if(0, ENT_CODE_BOLD), "");
}

static void test_lines(void)
{
    const char *first = ent_line("a\nb");

    CU_ASSERT_STRING_EQUAL(ent_line("plain"), "plain");
    CU_ASSERT_STRING_EQUAL(ent_line("c\nd"), "c\\u000ad");
    CU_ASSERT_STRING_EQUAL(first, "a\\u000ab");
    for (int i = 0; i < 20; i++) {
        (void) ent_line("e\nf");
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"pieces", test_pieces}, {"codes", test_codes}, {"sequences", test_sequences},
        {"lines", test_lines}, CU_TEST_INFO_NULL};

    return ent_run_suite("filter", tests);
}
