/* Texts in double quotes, and where each byte of their content stands. Internal to engine/scenario. */
#ifndef ENT_SETTINGS_QUOTED_H
#define ENT_SETTINGS_QUOTED_H

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stdint.h>

/* The content of one or more literals: pieces with nothing but blanks and comments between them are one text. */
typedef struct ent_quoted {
    char *text;
    size_t length; /* bytes of text, which holds no zero byte but its last */
    /* Byte k of text came from the source's bytes [map[2 k], map[2 k + 1]); map[2 length] is where the text ends. */
    uint32_t *map;
    size_t zero; /* where the first \x00 stands in the source, which libconfig leaves out; SIZE_MAX without one */
} ent_quoted;

/* Reads the literals that begin with the quote at `start`, as libconfig 1.5 does: its escapes are \n \r \t \f \\ \"
 * and \xHH, any other backslash is itself. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_quoted_read(const ent_source *source, size_t start, ent_arena *arena, ent_quoted *self);

/* A map for a text that stands in a source as it is, from byte `start` on; NULL when memory is out. */
uint32_t *ent_plain_map(size_t start, size_t length, ent_arena *arena);

/* Where bytes [offset, offset + length) of a mapped text stand, of which there are `end`. */
ent_position ent_map_position(const ent_source *source, const uint32_t *map, size_t end, size_t offset, size_t length);

/* The position of a byte of a source; `length` in bytes becomes the characters of it on the same line, 1 or more. */
ent_position ent_source_position(const ent_source *source, size_t byte, size_t length);

/* The byte of a position; the source's length where it has no such place. */
size_t ent_source_byte(const ent_position *at);

#endif
