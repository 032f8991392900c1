#include "jobs/load.h"

#include "base/read_file.h"
#include "base/status.h"

#include <stdio.h>
#include <string.h>

/* A copy of bytes [length] in an array [room]; NULL when memory is out. */
static char *grow(const char *bytes, size_t length, size_t room, ent_arena *arena)
{
    char *grown = ent_arena_alloc(arena, room);

    if (grown != NULL) {
        memcpy(grown, bytes, length);
    }
    return grown;
}

/* Reads standard input to its end. */
static int load_standard_input(ent_arena *arena, const char **text, size_t *length)
{
    size_t room = 1 << 16;
    char *bytes = ent_arena_alloc(arena, room);

    *length = 0;
    while (bytes != NULL) {
        *length += fread(bytes + *length, 1, room - *length, stdin);
        if (*length < room) {
            bytes[*length] = '\0';
            *text = bytes;
            return ferror(stdin) == 0 ? ENT_OK : ENT_ERR_IO;
        }
        room *= 2;
        bytes = grow(bytes, *length, room, arena);
    }
    return ENT_ERR_NO_MEMORY;
}

int ent_load_file(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    const ent_file_scope *scope = context;
    int status = ENT_ERR_IO;

    if (!ent_file_scope_allows(scope, path, arena)) {
        return ENT_ERR_ARGUMENT;
    }
    if (strcmp(path, ENT_STANDARD_INPUT) == 0 && strcmp(scope->scenario, path) == 0) {
        return load_standard_input(arena, text, length);
    }
    *text = ent_read_file(path, arena, length, &status);
    return status;
}

const char *ent_scenario_id(const char *path, ent_arena *arena)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    if (strcmp(path, ENT_STANDARD_INPUT) == 0) {
        return ent_arena_strdup(arena, "stdin");
    }
    return ent_arena_strndup(arena, name, dot != NULL && dot != name ? (size_t) (dot - name) : strlen(name));
}

void ent_experiment_warnings(const ent_experiment *experiment, ent_diagnostics *warnings)
{
    for (size_t v = 0; v < experiment->count; v++) {
        const ent_diagnostics *from = &experiment->item[v]->warnings;
        for (size_t i = 0; i < from->count; i++) {
            const ent_diagnostic *item = &from->item[i];
            if (!ent_diagnostics_has(warnings, item)) {
                ent_diagnostics_add(warnings, item->severity, item->at, item->path, item->help, "%s", item->text);
            }
        }
    }
}
