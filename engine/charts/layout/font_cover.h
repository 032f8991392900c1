/* The characters that the fonts of this machine have, as fontconfig lists them.
 *
 * PNG and PDF are drawn with these fonts. A character that none of them has is drawn in an unscaled font and fills the
 * page, so it must not reach the drawing. SVG is drawn with the reader's fonts. */
#ifndef ENT_CHARTS_LAYOUT_FONT_COVER_H
#define ENT_CHARTS_LAYOUT_FONT_COVER_H

#include "base/arena.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ent_font_cover {
    uint8_t *has;           /* A bit a code point; in the arena. NULL: not known */
    bool read;              /* The list has been read, or cannot be */
    const atomic_int *stop; /* Not 0: the list is not waited for any longer. NULL: none. Borrowed */
    char missing[64];       /* The first characters that were asked for and are missing, UTF-8 */
    size_t misses;          /* Number of times that a character was missing */
} ent_font_cover;

/* Whether a font has the character at the start of a UTF-8 text. Latin, Greek and Cyrillic letters are in every font
 * used; the list of the others is read on first use, by `fc-list`. Where it cannot be read, takes over 30 seconds, or
 * memory is out, no further script is taken to be there. A missing character is added to self->missing. */
bool ent_font_cover_has(ent_font_cover *self, const char *character, ent_arena *arena);

/* Adds the characters of a list of fonts, one a line, "charset=20-7e a0 600-6ff". has: a bit a code point. */
void ent_font_cover_parse(uint8_t *has, const char *line);

/* Bytes of `has`. */
enum { ENT_FONT_COVER_BYTES = 0x110000 / 8 };

#endif
