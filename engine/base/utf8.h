/* Decoding of UTF-8 (RFC 3629). Columns, widths and cuts of text are counted in characters, that is in code points. */
#ifndef ENT_BASE_UTF8_H
#define ENT_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Length of the longest character in bytes. In NUL-terminated text this may be passed as `left` anywhere before the
 * NUL: no byte after the NUL is read. */
enum { ENT_UTF8_LONGEST = 4 };

/* Decodes the character at the start of text, of which `left` bytes are readable. Returns its length in bytes, 1 to 4,
 * and its code point in *code; 0 with *code 0 where the bytes are not UTF-8 (truncated, overlong, a surrogate, above
 * U+10FFFF) or left is 0. A zero byte is the character U+0000. */
size_t ent_utf8_decode(const char *text, size_t left, uint32_t *code);

/* Length of the character at the start of text in bytes, as above. */
size_t ent_utf8_length(const char *text, size_t left);

/* The same for left > 0, where a byte that is not part of a character counts as one: 1 to 4. */
size_t ent_utf8_step(const char *text, size_t left);

/* Number of characters in the first `bytes` bytes, counted in such steps. */
size_t ent_utf8_count(const char *text, size_t bytes);

/* Length in bytes of the longest prefix of whole characters that is not longer than `most` bytes; text has `bytes`
 * bytes. */
size_t ent_utf8_prefix(const char *text, size_t bytes, size_t most);

/* A copy of a text in which each byte that is not part of a character is replaced by U+FFFD. Freed by the caller; NULL
 * when memory is out. */
char *ent_utf8_valid_copy(const char *text);

#endif
