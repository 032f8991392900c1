/* Bytes of a source and their lines and columns, both ways. */
#include "settings/source_position.h"
#include "suite.h"

#include <stdbool.h>
#include <string.h>

static ent_source source_of(const char *text)
{
    return (ent_source){.name = "s.cfg", .text = text, .length = strlen(text)};
}

static void test_bytes_and_positions(void)
{
    static const char text[] = "a\xC3\xA9z\n\n\tb\xE2\x82\xAC\r\nlast";
    ent_source source = source_of(text);

    for (size_t byte = 0; byte <= source.length; byte++) {
        ent_position at = ent_source_position(&source, byte, 1);
        bool inside = ((unsigned char) text[byte] & 0xC0U) == 0x80U;
        CU_ASSERT(at.length == 1 && at.line >= 1 && at.column >= 1);
        if (!inside) {
            CU_ASSERT_EQUAL(ent_source_byte(&at), byte);
        }
    }
    CU_ASSERT_EQUAL(ent_source_position(&source, 4, 1).column, 4); /* the line's end */
    CU_ASSERT_EQUAL(ent_source_position(&source, 5, 1).line, 2);
    CU_ASSERT_EQUAL(ent_source_position(&source, 6, 4).line, 3);
    CU_ASSERT_EQUAL(ent_source_position(&source, 6, 5).length, 3);
    CU_ASSERT_EQUAL(ent_source_position(&source, 999, 9).line, 4);
    CU_ASSERT_EQUAL(ent_source_position(&source, 999, 9).column, 5);
    CU_ASSERT_EQUAL(ent_source_byte(&(ent_position){&source, 99, 1, 1}), source.length);
    CU_ASSERT_EQUAL(ent_source_byte(&(ent_position){&source, 1, 999, 1}), source.length);
}

/* With an index every position is the same, in short and in long lines, inside a character and at the end. */
static void test_index(void)
{
    static char text[5000];
    ent_arena arena = {0};
    ent_source plain, indexed;
    size_t length = 0;
    unsigned state = 1;

    while (length < sizeof(text) - 4) {
        state = state * 1103515245U + 12345U;
        if (state >> 16 & 1U) {
            memcpy(text + length, "\xE2\x82\xAC", 3);
            length += 3;
        } else {
            text[length] = length > 3000 || state >> 17 & 63U ? 'a' : '\n'; /* the last line is long */
            length++;
        }
    }
    plain = source_of(text);
    for (size_t cut = 0; cut <= plain.length; cut += cut < 3 ? 1 : 251) {
        plain.length = cut;
        indexed = plain;
        indexed.index = ent_source_index_make(&plain, &arena);
        CU_ASSERT_PTR_NOT_NULL_FATAL(indexed.index);
        for (size_t byte = 0; byte <= cut + 1; byte++) {
            ent_position a = ent_source_position(&plain, byte, 5), b = ent_source_position(&indexed, byte, 5);
            if (a.line != b.line || a.column != b.column || a.length != b.length) {
                CU_FAIL("a position differs with an index");
            }
            b = (ent_position){&plain, a.line, a.column + (int) (byte % 3), 1};
            a = (ent_position){&indexed, b.line, b.column, 1};
            if (ent_source_byte(&a) != ent_source_byte(&b)) {
                CU_FAIL("a byte differs with an index");
            }
        }
        plain.length = strlen(text);
    }
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"bytes and positions", test_bytes_and_positions}, {"index", test_index}, CU_TEST_INFO_NULL};

    return ent_run_suite("source_position", tests);
}
