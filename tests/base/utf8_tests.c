#include "base/utf8.h"
#include "suite.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct utf8_case {
    const char *text;
    size_t left;
    size_t length;
} utf8_case;

static void test_length(void)
{
    static const utf8_case cases[] = {{"a", 1, 1}, {"\0", 1, 1}, {"", 0, 0}, {"\x7F", 1, 1}, {"\xC2\x80", 2, 2},
        {"\xDF\xBF", 2, 2}, {"\xE0\xA0\x80", 3, 3}, {"\xED\x9F\xBF", 3, 3}, {"\xEE\x80\x80", 3, 3},
        {"\xEF\xBF\xBF", 3, 3}, {"\xF0\x90\x80\x80", 4, 4}, {"\xF4\x8F\xBF\xBF", 4, 4},
        /* truncated */
        {"\xC3\xA9", 1, 0}, {"\xE2\x82\xAC", 2, 0}, {"\xF0\x9F\x98\x80", 3, 0},
        /* a byte that cannot start a character, or cannot continue it */
        {"\x80", 1, 0}, {"\xBF", 1, 0}, {"\xFE", 1, 0}, {"\xFF", 1, 0}, {"\xF5\x80\x80\x80", 4, 0}, {"\xC3(", 2, 0},
        {"\xE2\x82(", 3, 0}, {"\xF0\x9F\x98(", 4, 0}, {"\xE2(\xAC", 3, 0},
        /* overlong, surrogates, above U+10FFFF */
        {"\xC0\x80", 2, 0}, {"\xC1\xBF", 2, 0}, {"\xE0\x9F\xBF", 3, 0}, {"\xF0\x8F\xBF\xBF", 4, 0},
        {"\xED\xA0\x80", 3, 0}, {"\xED\xBF\xBF", 3, 0}, {"\xF4\x90\x80\x80", 4, 0}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        CU_ASSERT_EQUAL(ent_utf8_length(cases[i].text, cases[i].left), cases[i].length);
        CU_ASSERT_EQUAL(ent_utf8_step(cases[i].text, cases[i].left), cases[i].length > 0 ? cases[i].length : 1);
    }
}

static void test_every_character_round(void)
{
    /* every code point but surrogates, encoded by the definition, is decoded to itself; truncated, to none */
    for (unsigned code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 61) {
        char text[5] = {0};
        size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        static const unsigned first[] = {0, 0, 0xC0, 0xE0, 0xF0};
        for (size_t i = length; i-- > 1;) {
            text[i] = (char) (unsigned char) (0x80U | ((code >> (6 * (length - 1 - i))) & 0x3FU));
        }
        text[0] = (char) (unsigned char) (first[length] | (code >> (6 * (length - 1))));
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        uint32_t decoded;
        CU_ASSERT_EQUAL_FATAL(ent_utf8_decode(text, length, &decoded), surrogate ? 0 : length);
        CU_ASSERT_EQUAL_FATAL(decoded, surrogate ? 0 : code);
        CU_ASSERT_EQUAL(ent_utf8_decode(text, length - 1, &decoded), 0);
    }
}

static void test_count(void)
{
    CU_ASSERT_EQUAL(ent_utf8_count("", 0), 0);
    CU_ASSERT_EQUAL(ent_utf8_count("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z", 11), 5);
    CU_ASSERT_EQUAL(ent_utf8_count("a\xC3\xA9", 2), 2); /* a truncated character counts as its bytes */
    CU_ASSERT_EQUAL(ent_utf8_count("\xE2\x82z\x80", 4), 4);
}

/* "é€😀z": borders of characters at 0, 2, 5, 9 and 10. */
static void test_prefix(void)
{
    static const char text[] = "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
    static const size_t prefix[] = {0, 0, 2, 2, 2, 5, 5, 5, 5, 9, 10, 10};

    for (size_t most = 0; most < sizeof(prefix) / sizeof(*prefix); most++) {
        CU_ASSERT_EQUAL(ent_utf8_prefix(text, 10, most), prefix[most]);
    }
    CU_ASSERT_EQUAL(ent_utf8_prefix("\x80\x80\x80", 3, 2), 2); /* bytes that are no characters count as one each */
}

/* Nothing behind the NUL is read, wherever the text is truncated. */
static void test_terminated(void)
{
    static const char *const texts[] = {"\xC3", "\xE2", "\xE2\x82", "\xF0", "\xF0\x9F", "\xF0\x9F\x98"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        char *exact = malloc(strlen(texts[i]) + 1); /* the sanitizers see a byte too many */
        CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
        strcpy(exact, texts[i]);
        CU_ASSERT_EQUAL(ent_utf8_length(exact, ENT_UTF8_LONGEST), 0);
        free(exact);
    }
}

/* Bytes that are no characters are replaced one by one; the rest stays. */
static void test_valid_copy(void)
{
    static const char *const text[][2] = {{"", ""}, {"caf\xC3\xA9", "caf\xC3\xA9"},
        {"caf\xE9.cfg", "caf\xEF\xBF\xBD.cfg"}, {"\xF0\x9F", "\xEF\xBF\xBD\xEF\xBF\xBD"}};

    for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++) {
        char *copy = ent_utf8_valid_copy(text[i][0]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
        CU_ASSERT_STRING_EQUAL(copy, text[i][1]);
        free(copy);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"length", test_length}, {"valid copy", test_valid_copy},
        {"every character", test_every_character_round}, {"count", test_count}, {"prefix", test_prefix},
        {"NUL-terminated text", test_terminated}, CU_TEST_INFO_NULL};

    return ent_run_suite("utf8", tests);
}
