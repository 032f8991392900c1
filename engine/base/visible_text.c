#include "base/visible_text.h"

#include "base/utf8.h"

#include <string.h>

bool ent_is_direction_mark(uint32_t code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

bool ent_is_hidden(uint32_t code)
{
    if (code < 0xA0) {
        return (code < 0x20 && code != '\n' && code != '\t') || code >= 0x7F;
    }
    return ent_is_direction_mark(code) || code == 0x2028 || code == 0x2029 || code == 0xFEFF;
}

/* Writes \u or \x and the digits of a number below 16^digits. */
static size_t write_out(char *shown, char letter, uint32_t number, size_t digits)
{
    static const char hexadecimal[] = "0123456789abcdef";

    shown[0] = '\\';
    shown[1] = letter;
    for (size_t i = 0; i < digits; i++) {
        shown[2 + i] = hexadecimal[number >> (4 * (digits - 1 - i)) & 0xFU];
    }
    return 2 + digits;
}

size_t ent_visible_character(const char *text, size_t left, char *shown, size_t *step)
{
    uint32_t code;
    size_t length = ent_utf8_decode(text, left, &code);

    *step = length > 0 ? length : 1;
    if (length == 0) {
        return write_out(shown, 'x', (unsigned char) *text, 2);
    }
    if (ent_is_hidden(code)) {
        return write_out(shown, 'u', code, 4);
    }
    memcpy(shown, text, length);
    return length;
}

const char *ent_visible_text(const char *text, bool one_line, ent_arena *arena)
{
    char *copy = ent_arena_alloc(arena, ENT_VISIBLE_LONGEST * strlen(text) + 1);
    size_t length = 0;

    while (copy != NULL && *text != '\0') {
        size_t step = 1;
        length += one_line && *text == '\n' ? write_out(copy + length, 'u', '\n', 4)
                                            : ent_visible_character(text, ENT_UTF8_LONGEST, copy + length, &step);
        text += step;
    }
    if (copy != NULL) {
        copy[length] = '\0';
    }
    return copy;
}
