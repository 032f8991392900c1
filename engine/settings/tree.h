/* A scenario's settings as one tree: the file merged into its bases, with what `set` assigns. */
#ifndef ENT_SETTINGS_TREE_H
#define ENT_SETTINGS_TREE_H

#include "settings/setting.h"

/* Reading is the caller's: gives the whole text of a file, in the arena, NUL-terminated, and its length. ENT_OK,
 * ENT_ERR_IO or ENT_ERR_NO_MEMORY. */
typedef int (*ent_loader)(void *context, const char *path, ent_arena *arena, const char **text, size_t *length);

/* A file that was read. */
typedef struct ent_tree_file {
    const char *path;
    ent_source source; /* without a byte order mark */
    const char *bytes; /* the whole file */
    size_t length;
} ent_tree_file;

typedef struct ent_tree {
    ent_arena arena;
    ent_setting *root;    /* a group without a name */
    ent_tree_file **file; /* the scenario first, then its base, the base's base, …; what the manifest lists */
    size_t files, capacity;
} ent_tree;

enum { ENT_SETTING_DEPTH = 64, ENT_SETTING_BYTES = 16 << 20, ENT_TREE_BASES = 16 /* files in a chain */ };

/* A zeroed tree may be freed. */
void ent_tree_init(ent_tree *self);
void ent_tree_free(ent_tree *self);

/* Reads a file and its chain of bases (paths relative to the file that names them), merges each into its base, and
 * applies each file's own `set` after its merge: groups are merged deeply, anything else replaces what the base has,
 * and what is new comes behind. `base` and `set` stay in the tree as the files have them; nothing reads them again.
 * ENT_ERR_SCENARIO with diagnostics, ENT_ERR_IO (said too) or ENT_ERR_NO_MEMORY. The tree must outlive the
 * diagnostics' use. root is NULL unless all files were read: where it is not after ENT_ERR_SCENARIO, only some values
 * or assignments in `set` were wrong, and a reader may go on to find other mistakes. */
int ent_tree_load(ent_tree *self, const char *path, ent_loader load, void *context, ent_diagnostics *diagnostics);

/* A copy whose settings can be assigned without touching self, which must outlive it. ENT_ERR_ARGUMENT where self has
 * no root. */
int ent_tree_copy(ent_tree *copy, const ent_tree *self);

/* `path = value`, split at the first '='. See assign.c for what either may be. `at` is where the assignment stands: the
 * string in a file, whose parts are then found for messages and for what is made. ENT_ERR_SCENARIO with a diagnostic
 * (the tree is then as before), ENT_ERR_ARGUMENT without a root, ENT_ERR_NO_MEMORY. */
int ent_tree_assign(ent_tree *self, const char *assignment, ent_position at, ent_diagnostics *diagnostics);

/* The same for an argument of the command line: positions point into a source called "--set". */
int ent_tree_assign_argument(ent_tree *self, const char *assignment, ent_diagnostics *diagnostics);

#endif
