/* Whether files of a folder belong to others, so that results must not be written over them. */
#ifndef ENT_FOLDER_FOREIGN_H
#define ENT_FOLDER_FOREIGN_H

#include "base/arena.h"
#include "folder/ledger.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns the first of name [names] that is in the folder and is not this program's own (folder/ledger.h): written by
 * others, changed since it was written, a link, a folder, a pipe; "manifest.json" where it is not of this program. NULL
 * where there is none, and where memory is out. arena: scratch. */
const char *ent_folder_foreign(const char *folder, const char *const *name, size_t names, ent_arena *arena);

/* Whether the folder has a manifest of this program that names a file of this name; false where memory is out. arena:
 * scratch. */
bool ent_folder_lists(const char *folder, const char *name, ent_arena *arena);

/* Returns whose a file of a folder is, FOREIGN where memory is out. arena: scratch. */
ent_file_owner ent_folder_file_owner(const char *folder, const char *name, ent_arena *arena);

#endif
