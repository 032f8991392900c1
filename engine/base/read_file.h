/* Reads a whole file into memory. */
#ifndef ENT_BASE_READ_FILE_H
#define ENT_BASE_READ_FILE_H

#include "base/arena.h"

#include <stddef.h>

/* Opens a regular file for reading, and does not wait for a pipe or a device. Returns the descriptor; -1 with errno,
 * EISDIR for a folder and EINVAL for anything else that is no regular file. */
int ent_open_regular(const char *path);

/* Returns the content of a file, [*length] bytes and a NUL, in the arena. NULL on failure, with *status ENT_ERR_IO and
 * errno (the file cannot be opened or read, is not a regular file, or EFBIG: it has more than 1 GiB) or
 * ENT_ERR_NO_MEMORY; else *status is ENT_OK. */
char *ent_read_file(const char *path, ent_arena *arena, size_t *length, int *status);

/* As ent_read_file, of an open regular file, from its present place on; closes it in any case. */
char *ent_read_descriptor(int file, ent_arena *arena, size_t *length, int *status);

#endif
