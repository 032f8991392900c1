/* Letters with accents as plain ones, to propose names: turkiye for türkiye. */
#ifndef ENT_BASE_TRANSLITERATE_H
#define ENT_BASE_TRANSLITERATE_H

#include <stdbool.h>
#include <stddef.h>

/* Copies a NUL-terminated text to out [room], each letter from U+00C0 to U+017F as one or two small letters from a to
 * z; ASCII stays as it is. Returns false where another character occurs, the text is not UTF-8, or it does not fit. */
bool ent_transliterate(const char *text, char *out, size_t room);

#endif
