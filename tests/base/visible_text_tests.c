/* Hidden characters and their visible form, against the lists of the standards. */
#include "suite.h"

#include "base/visible_text.h"

#include <string.h>

/* All code points of the basic plane against the definition, spelt out as ranges. */
static void test_which_are_hidden(void)
{
    static const uint32_t range[][2] = {{0x00, 0x08}, {0x0B, 0x1F}, {0x7F, 0x9F}, {0x061C, 0x061C}, {0x200E, 0x200F},
        {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}};

    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        bool hidden = false;
        for (size_t i = 0; i < sizeof(range) / sizeof(*range); i++) {
            hidden = hidden || (code >= range[i][0] && code <= range[i][1]);
        }
        if (ent_is_hidden(code) != hidden) {
            CU_FAIL("a character is hidden or not, against the list");
        }
        if (ent_is_direction_mark(code) && !ent_is_hidden(code)) {
            CU_FAIL("a mark of direction that is not hidden");
        }
    }
    CU_ASSERT_FALSE(ent_is_direction_mark(0x2028));
    CU_ASSERT_TRUE(ent_is_direction_mark(0x202E));
}

static void expect(const char *text, bool one_line, const char *shown)
{
    ent_arena arena = {0};
    const char *made = ent_visible_text(text, one_line, &arena);

    CU_ASSERT_PTR_NOT_NULL_FATAL(made);
    CU_ASSERT_STRING_EQUAL(made, shown);
    ent_arena_free(&arena);
}

static void test_forms(void)
{
    expect("", true, "");
    expect(
        "plain \xD7\xA9 \xE5\xB9\xB3 \xF0\x9F\x98\x80\ttab", true, "plain \xD7\xA9 \xE5\xB9\xB3 \xF0\x9F\x98\x80\ttab");
    expect("\033[2J\007\b\r\x7F", false, "\\u001b[2J\\u0007\\u0008\\u000d\\u007f");
    expect("\xC2\x9B"
           "31m\xC2\x85",
        false, "\\u009b31m\\u0085");
    expect("\x9B"
           "31m\xE2\x80",
        false, "\\x9b31m\\xe2\\x80");
    expect("\xE2\x80\xAE\xE2\x81\xA6\xD8\x9C\xEF\xBB\xBF\xE2\x80\xA8", false, "\\u202e\\u2066\\u061c\\ufeff\\u2028");
    expect("a\nb", false, "a\nb");
    expect("a\nb", true, "a\\u000ab");
}

int main(void)
{
    CU_TestInfo tests[] = {{"which are hidden", test_which_are_hidden}, {"forms", test_forms}, CU_TEST_INFO_NULL};

    return ent_run_suite("visible_text", tests);
}
