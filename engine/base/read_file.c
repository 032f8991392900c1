#include "base/read_file.h"

#include "base/status.h"

#include <stdio.h>

char *ent_read_file(const char *path, ent_arena *arena, size_t *length, int *status)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size;

    *status = ENT_ERR_IO;
    if (file == NULL) {
        return NULL;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        text = ent_arena_alloc(arena, (size_t) size + 1);
        *status = text == NULL ? ENT_ERR_NO_MEMORY : ENT_OK;
        if (text != NULL && fread(text, 1, (size_t) size, file) != (size_t) size) {
            *status = ENT_ERR_IO;
            text = NULL;
        }
        if (text != NULL) {
            text[size] = '\0';
            *length = (size_t) size;
        }
    }
    fclose(file);
    return text;
}
