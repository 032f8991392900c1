/* The files that a tree is read from: their paths and their content. Internal to engine/settings. */
#ifndef ENT_SETTINGS_TREE_FILES_H
#define ENT_SETTINGS_TREE_FILES_H

#include "settings/tree.h"

#include <stdbool.h>

/* Source of files, and target of the diagnostics on them. All pointers are borrowed. */
typedef struct ent_file_loading {
    ent_arena *arena;
    ent_loader load;
    void *context; /* of load */
    ent_diagnostics *diagnostics;
} ent_file_loading;

/* A path relative to the folder of the file `from`, in the arena, or `path` itself; NULL when memory is exhausted. */
const char *ent_path_beside(const char *from, const char *path, ent_arena *arena);

/* A path of a normal form, so that a//b, ./a/b and a/c/../b compare equal, in the arena; NULL when memory is exhausted.
 * A circle through symbolic links is not found this way. */
const char *ent_path_normal(const char *path, ent_arena *arena);

/* Adds a file without content to the end of a list. Returns NULL when memory is exhausted. */
ent_tree_file *ent_tree_files_add(ent_tree_files *self, const char *path, ent_arena *arena);

/* Reads the content of a file, and passes over a byte order mark. A file that cannot be read is an error at `named_at`,
 * with the path of the setting that names it. Error codes: ENT_ERR_IO with a diagnostic, ENT_ERR_NO_MEMORY. */
int ent_tree_file_read(
    ent_tree_file *self, const ent_file_loading *loading, ent_position named_at, const char *setting);

#endif
