/* Characters hidden from a reader that change the visible text: where they may do harm, they are written out. */
#ifndef ENT_BASE_VISIBLE_TEXT_H
#define ENT_BASE_VISIBLE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Length of the longest form of one character, without a NUL. */
enum { ENT_VISIBLE_LONGEST = 6 };

/* Whether a character is hidden: a control character (C0 but for tab and line feed, delete, C1), a mark, embedding,
 * override or isolate of direction (Unicode Standard Annex 9: U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to
 * U+2069), a separator of lines or paragraphs (U+2028, U+2029), or a byte order mark (U+FEFF). */
bool ent_is_hidden(uint32_t code);

/* Whether a character is one of those that change the direction of reading. */
bool ent_is_direction_mark(uint32_t code);

/* Writes the visible form of the character at the start of text, of which `left` > 0 bytes are readable, to shown
 * [ENT_VISIBLE_LONGEST]: a hidden one as \u and four digits, \u001b, which JSON reads back within a string; a byte that
 * is not part of a character as \x and two digits, \x9b; any other unchanged. Returns the length of that form, and that
 * of the character in *step. */
size_t ent_visible_character(const char *text, size_t left, char *shown, size_t *step);

/* A text of which every character is in its visible form, in the arena; NULL when memory is out. one_line: line feeds
 * too, so that no text can pass for several lines of output. */
const char *ent_visible_text(const char *text, bool one_line, ent_arena *arena);

#endif
