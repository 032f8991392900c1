/* Bytes of a source text and their lines and columns. */
#ifndef ENT_SETTINGS_SOURCE_POSITION_H
#define ENT_SETTINGS_SOURCE_POSITION_H

#include "base/diagnostic.h"

#include <stddef.h>

/* Lines and columns of some bytes of a text. */
typedef struct ent_source_index ent_source_index;

/* Makes the index of a text, for a source of which many positions are asked for. In the arena; NULL when memory is out.
 * The index that the source has is not read. */
const ent_source_index *ent_source_index_make(const ent_source *source, ent_arena *arena);

/* Returns the position of byte `byte` (from 0). `length`, in bytes, is converted to characters and ends with the line;
 * the result's length is at least 1. Bytes beyond the text stand for its end. */
ent_position ent_source_position(const ent_source *source, size_t byte, size_t length);

/* Returns the byte at a position; the length of the source for a position beyond its text. */
size_t ent_source_byte(const ent_position *at);

#endif
