/* The settings of a scenario as one tree: each file merged into its base, with the assignments of `set`. */
#ifndef ENT_SETTINGS_TREE_H
#define ENT_SETTINGS_TREE_H

#include "settings/setting.h"

/* Reads a file, since the engine has no I/O of its own: sets *text to its content, in the arena and NUL-terminated, and
 * *length to its bytes. ENT_OK, ENT_ERR_IO or ENT_ERR_NO_MEMORY; ENT_ERR_ARGUMENT: the scenario may not read this file,
 * which is outside its own folder. */
typedef int (*ent_loader)(void *context, const char *path, ent_arena *arena, const char **text, size_t *length);

/* A file that was read. */
typedef struct ent_tree_file {
    const char *path;
    ent_source source; /* the content without a byte order mark */
    const char *bytes; /* [length] the whole content */
    size_t length;
} ent_tree_file;

typedef struct ent_tree_files {
    ent_tree_file **item; /* [count] */
    size_t count, capacity;
} ent_tree_files;

typedef struct ent_tree {
    ent_arena arena;          /* owns everything below */
    ent_setting *root;        /* a group without a name */
    ent_tree_files files;     /* the scenario, its base, the base's base, …; the manifest lists them */
    const ent_setting *where; /* a condition that is no setting of the file: see ent_tree_ask; NULL: none */
    ent_tree_files tables;    /* the CSV files of their sections, each path once, in the order in which they are read */
} ent_tree;

enum {
    ENT_TREE_BASES = 16,  /* longest chain of files */
    ENT_TREE_TABLES = 100 /* most CSV files */
};

/* Initialises an empty tree. A zeroed tree may also be freed. */
void ent_tree_init(ent_tree *self);

/* Frees the tree and all memory of its arena. */
void ent_tree_free(ent_tree *self);

/* Reads a file and its chain of bases (paths relative to the file that names them). Merges each file into its base:
 * groups are merged recursively, any other value replaces the base's, new settings are appended. Before that, the rows
 * of a section's `table` become groups of the section (settings/tables/tables.h). Each file's `set` is applied after
 * its merge. `base` and `set` stay in the tree and are not read again.
 *
 * Error codes: ENT_ERR_SCENARIO with diagnostics, ENT_ERR_IO with a diagnostic, ENT_ERR_NO_MEMORY. Diagnostics borrow
 * from the tree, which must outlive them. On error root is NULL, except after ENT_ERR_SCENARIO when only single values
 * or assignments of `set` are wrong: a reader may then find further errors. */
int ent_tree_load(ent_tree *self, const char *path, ent_loader load, void *context, ent_diagnostics *diagnostics);

/* Makes a copy whose settings can be assigned without changing self, which must outlive it. The group `variants` is
 * self's own, with its parent, until an assignment changes it. Error codes:
 * ENT_ERR_ARGUMENT when self has no root, ENT_ERR_NO_MEMORY. */
int ent_tree_copy(ent_tree *copy, const ent_tree *self);

/* Carries out `path = value` as ent_assign does; ENT_ERR_ARGUMENT without a root. */
int ent_tree_assign(ent_tree *self, const char *assignment, ent_position at, ent_diagnostics *diagnostics);

/* Carries out an argument of --set as ent_assign_argument does; ENT_ERR_ARGUMENT without a root. */
int ent_tree_assign_argument(ent_tree *self, const char *assignment, ent_diagnostics *diagnostics);

/* Adds a condition on draws that the command line asks about; it changes nothing that is simulated. Reads it as the
 * value of an assignment `where = …`; positions point into a source called "--where". Errors: ENT_ERR_SCENARIO with a
 * diagnostic, ENT_ERR_NO_MEMORY. */
int ent_tree_ask(ent_tree *self, const char *condition, ent_diagnostics *diagnostics);

/* Verifies a tree with a root, for tests: the invariants of ent_setting_check; a root that is a group without a name or
 * a parent; 1 to ENT_TREE_BASES files and at most ENT_TREE_TABLES tables, each source inside the bytes of its file.
 * Returns NULL, or a description of the first violation (a static string). */
const char *ent_tree_check(const ent_tree *self);

#endif
