/* Characters of UTF-8 text: what columns count. */
#ifndef ENT_BASE_UTF8_H
#define ENT_BASE_UTF8_H

#include <stddef.h>

/* Bytes of the character that starts text, of which `left` bytes are there: 1 to 4; 0 when it is no UTF-8 (cut off,
 * overlong, a surrogate, above U+10FFFF) or nothing is left. A zero byte is a character of its own. */
size_t ent_utf8_length(const char *text, size_t left);

/* The same where something is left, but a byte that belongs to no character counts as one: never 0. */
size_t ent_utf8_step(const char *text, size_t left);

/* Characters in the first `bytes` bytes, counted in such steps. */
size_t ent_utf8_count(const char *text, size_t bytes);

#endif
