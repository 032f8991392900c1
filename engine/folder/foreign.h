/* Whether files of a folder belong to others, so that results must not be written over them. */
#ifndef ENT_FOLDER_FOREIGN_H
#define ENT_FOLDER_FOREIGN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns the first of name [names] that is in the folder, though the folder has neither a manifest of this program nor
 * its checkpoint; NULL where there is none, and where memory is out. Results that a crash left unfinished look the
 * same: the caller knows them by their lock file (folder/lock.h). arena: scratch. */
const char *ent_folder_foreign(const char *folder, const char *const *name, size_t names, ent_arena *arena);

/* Whether the folder has a manifest of this program that names a file of this name; false where memory is out. arena:
 * scratch. */
bool ent_folder_lists(const char *folder, const char *name, ent_arena *arena);

/* Whose a file is. */
typedef enum ent_file_owner {
    ENT_FILE_MISSING,
    ENT_FILE_OWN,      /* the folder's manifest has it with the hash that it has */
    ENT_FILE_UNLISTED, /* the folder's manifest does not have it */
    ENT_FILE_FOREIGN   /* there is no manifest, or it was changed since it was written */
} ent_file_owner;

/* Returns whose a file of a folder is, FOREIGN where memory is out. arena: scratch. */
ent_file_owner ent_folder_file_owner(const char *folder, const char *name, ent_arena *arena);

#endif
