#include "base/read_file.h"

#include "base/status.h"

#include <stdio.h>
#include <sys/stat.h>

/* Size of a regular file in bytes; -1 for any other: of a folder, fseek and ftell would return an arbitrary size. */
static long long size_of(FILE *file)
{
    struct stat about;

    return fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode) ? (long long) about.st_size : -1;
}

char *ent_read_file(const char *path, ent_arena *arena, size_t *length, int *status)
{
    FILE *file = fopen(path, "rb");
    long long size = file != NULL ? size_of(file) : -1;
    char *text = size >= 0 ? ent_arena_alloc(arena, (size_t) size + 1) : NULL;

    *status = size < 0 ? ENT_ERR_IO : text == NULL ? ENT_ERR_NO_MEMORY : ENT_OK;
    if (text != NULL && fread(text, 1, (size_t) size, file) != (size_t) size) {
        *status = ENT_ERR_IO;
        text = NULL;
    }
    if (text != NULL) {
        text[size] = '\0';
        *length = (size_t) size;
    }
    if (file != NULL) {
        fclose(file);
    }
    return text;
}
