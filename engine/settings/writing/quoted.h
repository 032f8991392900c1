/* Texts in double quotes, and the position in the source of each byte of their content. Internal to engine/settings. */
#ifndef ENT_SETTINGS_QUOTED_H
#define ENT_SETTINGS_QUOTED_H

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stdint.h>

/* The content of one or more literals: literals with only blanks and comments between them are one text. */
typedef struct ent_quoted {
    char *text;    /* in the arena */
    size_t length; /* bytes of text, without the terminating zero; the content holds no zero byte */
    /* [2 length + 1] byte k of text comes from bytes [map[2 k], map[2 k + 1]) of the source; map[2 length] is the end
     * of the text. In the arena. */
    uint32_t *map;
    size_t zero; /* byte of the first \x00 of the source, which libconfig skips; SIZE_MAX: none */
} ent_quoted;

/* Reads the literals that begin with the quote at byte `start`, as libconfig 1.5 does: escapes are \n \r \t \f \\ \"
 * and \xHH; any other backslash stands for itself. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_quoted_read(const ent_source *source, size_t start, ent_arena *arena, ent_quoted *self);

/* Returns the map [2 length + 1] of a text without escapes at bytes [start, start + length); NULL when memory is
 * exhausted. */
uint32_t *ent_plain_map(size_t start, size_t length, ent_arena *arena);

/* Returns the source position of bytes [offset, offset + length) of a mapped text of `end` bytes. */
ent_position ent_map_position(const ent_source *source, const uint32_t *map, size_t end, size_t offset, size_t length);

#endif
