/* A loader of scenario files from the disk, for the tests that read shipped scenarios. */
#ifndef ENT_TESTS_LOAD_FILE_H
#define ENT_TESTS_LOAD_FILE_H

#include "base/arena.h"
#include "base/status.h"

#include <stdio.h>

/* An ent_loader without context. */
static inline int ent_test_load_file(
    void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size;

    (void) context;
    if (file == NULL) {
        return ENT_ERR_IO;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        bytes = ent_arena_alloc(arena, (size_t) size + 1);
        *length = bytes != NULL ? fread(bytes, 1, (size_t) size, file) : 0;
    }
    fclose(file);
    *text = bytes;
    return bytes != NULL ? ENT_OK : ENT_ERR_IO;
}

#endif
