#include "base/transliterate.h"

#include "base/utf8.h"

#include <string.h>

enum { FIRST = 0xC0, LETTERS = 0xC0 };

/* The letters U+00C0 to U+017F in small letters without accents; NULL for signs. */
/* clang-format off */
static const char *const plain[LETTERS] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", NULL, "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", NULL, "o", "u", "u", "u", "u", "y", "th", "y",
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",
    "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",
    "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",
    "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"
};
/* clang-format on */

bool ent_transliterate(const char *text, char *out, size_t room)
{
    size_t left = strlen(text);
    size_t n = 0;

    while (left > 0) {
        uint32_t code;
        size_t length = ent_utf8_decode(text, left, &code);
        char one[2] = {*text, '\0'};
        const char *with = one;
        if (length == 0 || (code >= 0x80 && (code < FIRST || code >= FIRST + LETTERS || plain[code - FIRST] == NULL))) {
            return false;
        }
        if (code >= 0x80) {
            with = plain[code - FIRST];
        }
        if (n + strlen(with) >= room) {
            return false;
        }
        memcpy(out + n, with, strlen(with));
        n += strlen(with);
        text += length;
        left -= length;
    }
    out[n] = '\0';
    return true;
}
