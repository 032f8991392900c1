/* Reads a whole file into memory. */
#ifndef ENT_BASE_READ_FILE_H
#define ENT_BASE_READ_FILE_H

#include "base/arena.h"

#include <stddef.h>

/* Returns the content of a file, [*length] bytes and a NUL, in the arena. NULL on failure, with *status ENT_ERR_IO
 * (the file cannot be opened or read, or is not a regular file) or ENT_ERR_NO_MEMORY; else *status is ENT_OK. */
char *ent_read_file(const char *path, ent_arena *arena, size_t *length, int *status);

#endif
