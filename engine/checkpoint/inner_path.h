/* Paths whose last components are inside a results folder.
 *
 * No link is followed in the last `inner` components (base/inner_file.h), 1 or more, while the folder above them may
 * lead through links, since its user has named it: of "DIR/ID/shard-1-of-2.part" inner is 2. */
#ifndef ENT_CHECKPOINT_INNER_PATH_H
#define ENT_CHECKPOINT_INNER_PATH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Sets *folder, in the arena or static, and *name, which is borrowed from the path. ENT_ERR_NO_MEMORY. */
int ent_inner_path_split(const char *path, size_t inner, ent_arena *arena, const char **folder, const char **name);

/* Creates the folders that lead to a file. arena: for scratch. Errors: ENT_ERR_IO with errno, ENT_ERR_NO_MEMORY. */
int ent_make_folders(const char *path, size_t inner, ent_arena *arena);

/* Removes a folder that is empty. */
void ent_remove_folder(const char *path, size_t inner);

/* Opens a file to lock it. create: makes it where it is not there. Returns the descriptor; -1 with errno. */
int ent_open_lock(const char *path, size_t inner, bool create);

/* Removes a file to lock, which is empty; anything else of that name is left alone. */
void ent_remove_lock(const char *path, size_t inner);

#endif
