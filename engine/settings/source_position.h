/* Bytes of a source text and their lines and columns. */
#ifndef ENT_SETTINGS_SOURCE_POSITION_H
#define ENT_SETTINGS_SOURCE_POSITION_H

#include "base/diagnostic.h"

#include <stddef.h>

/* Returns the position of byte `byte` (from 0). `length`, in bytes, is converted to characters and ends with the line;
 * the result's length is at least 1. Bytes beyond the text stand for its end. */
ent_position ent_source_position(const ent_source *source, size_t byte, size_t length);

/* Returns the byte at a position; the length of the source for a position beyond its text. */
size_t ent_source_byte(const ent_position *at);

#endif
