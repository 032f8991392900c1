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

int main(void)
{
    CU_TestInfo tests[] = {{"bytes and positions", test_bytes_and_positions}, CU_TEST_INFO_NULL};

    return ent_run_suite("source_position", tests);
}
