#include "settings/tree_files.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "settings/source_position.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

/* --- paths -------------------------------------------------------------------------------------------------------- */

const char *ent_path_beside(const char *from, const char *path, ent_arena *arena)
{
    const char *slash = strrchr(from, '/');

    if (path[0] == '/' || slash == NULL) {
        return path;
    }
    return ent_arena_printf(arena, "%.*s/%s", (int) (slash - from), from, path);
}

/* True for a component that does not change the path: empty or `.`. */
static bool is_current_folder(const char *name, size_t length)
{
    return length == 0 || (length == 1 && name[0] == '.');
}

static bool is_parent_folder(const char *name, size_t length)
{
    return length == 2 && name[0] == '.' && name[1] == '.';
}

/* Returns the byte at which the last component of a path of n bytes begins; n for a path without components. Each
 * component ends with a slash. */
static size_t last_component(const char *path, size_t n, size_t root)
{
    size_t at = n > root ? n - 1 : n;

    while (at > root && n > root && path[at - 1] != '/') {
        at--;
    }
    return at;
}

const char *ent_path_normal(const char *path, ent_arena *arena)
{
    char *made = ent_arena_alloc(arena, strlen(path) + 2);
    size_t root = *path == '/' ? 1 : 0;
    size_t n = root;

    if (made == NULL) {
        return NULL;
    }
    memcpy(made, path, root);
    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        size_t last = last_component(made, n, root);
        if (is_parent_folder(path, length) && last < n && !is_parent_folder(made + last, n - 1 - last)) {
            n = last;
        } else if (!is_current_folder(path, length)) {
            memcpy(made + n, path, length);
            n += length;
            made[n++] = '/';
        }
        path += length + (path[length] == '/' ? 1 : 0);
    }
    made[n] = '\0';
    return made;
}

/* --- content ------------------------------------------------------------------------------------------------------ */

enum { FIRST_CAPACITY = 16 };

ent_tree_file *ent_tree_files_add(ent_tree_files *self, const char *path, ent_arena *arena)
{
    ent_tree_file *file = ent_arena_alloc(arena, sizeof(*file));

    if (self->count == self->capacity) {
        size_t capacity = self->capacity == 0 ? FIRST_CAPACITY : 2 * self->capacity;
        ent_tree_file **grown = ent_arena_array(arena, capacity, sizeof(ent_tree_file *));
        if (grown == NULL) {
            return NULL;
        }
        if (self->count > 0) {
            memcpy(grown, self->item, self->count * sizeof(ent_tree_file *));
        }
        self->item = grown;
        self->capacity = capacity;
    }
    if (file == NULL) {
        return NULL;
    }
    file->path = ent_arena_strdup(arena, path);
    file->source.name = file->path;
    if (file->path == NULL) {
        return NULL;
    }
    self->item[self->count++] = file;
    return file;
}

int ent_tree_file_read(ent_tree_file *self, const ent_file_loading *loading, ent_position named_at, const char *setting)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* the byte order mark, which libconfig does not know */
    int status;

    errno = 0; /* the loader may set it to the reason */
    status = loading->load(loading->context, self->path, loading->arena, &self->bytes, &self->length);
    if (status == ENT_ERR_ARGUMENT) {
        ent_diagnostics_add(loading->diagnostics, ENT_SEVERITY_ERROR, named_at, setting,
            "move it there; or, where you know and trust the scenario, allow it with --allow-outside",
            "the file %s is outside the scenario's own folder, where it may not read", self->path);
        return ENT_ERR_IO;
    }
    if (status == ENT_ERR_IO) {
        ent_diagnostics_add(loading->diagnostics, ENT_SEVERITY_ERROR, named_at, setting,
            "check the name and the folder", "the file %s cannot be read%s%s", self->path, errno != 0 ? ": " : "",
            errno != 0 ? ent_inner_reason(errno) : "");
    }
    if (status != ENT_OK) {
        return status;
    }
    self->source.text = self->bytes;
    self->source.length = self->length;
    if (self->length >= 3 && memcmp(self->bytes, mark, 3) == 0) {
        self->source.text += 3;
        self->source.length -= 3;
    }
    self->source.index = ent_source_index_make(&self->source, loading->arena);
    return self->source.index != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}
