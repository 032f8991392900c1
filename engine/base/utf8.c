#include "base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool between(char c, unsigned low, unsigned high)
{
    unsigned byte = (unsigned char) c;

    return byte >= low && byte <= high;
}

/* The second byte has a smaller range after some first bytes (RFC 3629, section 4), which excludes overlong forms,
 * surrogates and code points above U+10FFFF. */
static bool second_fits(const char *text)
{
    switch ((unsigned char) text[0]) {
    case 0xE0:
        return between(text[1], 0xA0, 0xBF);
    case 0xED:
        return between(text[1], 0x80, 0x9F);
    case 0xF0:
        return between(text[1], 0x90, 0xBF);
    case 0xF4:
        return between(text[1], 0x80, 0x8F);
    default:
        return between(text[1], 0x80, 0xBF);
    }
}

/* Length of the character that begins with a byte; 0: no character begins with it. */
static size_t length_by_first(char first)
{
    if (between(first, 0x00, 0x7F)) {
        return 1;
    }
    if (between(first, 0xC2, 0xDF)) {
        return 2;
    }
    if (between(first, 0xE0, 0xEF)) {
        return 3;
    }
    return between(first, 0xF0, 0xF4) ? 4 : 0;
}

size_t ent_utf8_decode(const char *text, size_t left, uint32_t *code)
{
    static const unsigned char payload[] = {0, 0x7F, 0x1F, 0x0F, 0x07}; /* bits of the first byte, by length */
    size_t length = left > 0 ? length_by_first(text[0]) : 0;
    uint32_t value;

    *code = 0;
    if (length == 0 || length > left || (length > 1 && !second_fits(text))) {
        return 0;
    }
    value = (unsigned char) text[0] & payload[length];
    for (size_t i = 1; i < length; i++) {
        if (!between(text[i], 0x80, 0xBF)) {
            return 0;
        }
        value = value << 6 | ((unsigned char) text[i] & 0x3FU);
    }
    *code = value;
    return length;
}

size_t ent_utf8_length(const char *text, size_t left)
{
    uint32_t code;

    return ent_utf8_decode(text, left, &code);
}

size_t ent_utf8_step(const char *text, size_t left)
{
    size_t length = ent_utf8_length(text, left);

    return length > 0 ? length : 1;
}

size_t ent_utf8_count(const char *text, size_t bytes)
{
    size_t count = 0;

    for (size_t at = 0; at < bytes; count++) {
        at += ent_utf8_step(text + at, bytes - at);
    }
    return count;
}

size_t ent_utf8_prefix(const char *text, size_t bytes, size_t most)
{
    size_t at = 0;

    while (at < bytes && at + ent_utf8_step(text + at, bytes - at) <= most) {
        at += ent_utf8_step(text + at, bytes - at);
    }
    return at;
}

char *ent_utf8_valid_copy(const char *text)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    char *copy = malloc(3 * strlen(text) + 1);
    size_t length = 0;

    while (copy != NULL && *text != '\0') {
        size_t bytes = ent_utf8_length(text, ENT_UTF8_LONGEST);
        if (bytes > 0) {
            memcpy(copy + length, text, bytes);
            length += bytes;
            text += bytes;
        } else {
            memcpy(copy + length, replacement, 3);
            length += 3;
            text++;
        }
    }
    if (copy != NULL) {
        copy[length] = '\0';
    }
    return copy;
}
