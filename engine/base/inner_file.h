/* Files inside a folder, reached without following links.
 *
 * A folder of results may come from a stranger, and so may the links in it. Each function here takes the path of the
 * folder, which may lead through links since its user has named it, and the name of a file inside it ("charts/a.svg").
 * The folders of the name are opened one from the other, and none of them may be a link, nor may the file itself; a
 * name may not begin with a slash nor hold "." or "..". So nothing outside the folder is ever read or changed.
 *
 * Errors are errno: ELOOP for a link in the way; EINVAL for a name that is not allowed. Nothing here waits for a pipe
 * or a device: EINVAL too for anything but a regular file. */
#ifndef ENT_BASE_INNER_FILE_H
#define ENT_BASE_INNER_FILE_H

#include "base/arena.h"
#include "base/sha256.h"

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

/* The reason of an errno as words: that of strerror, and for a link in the way that links are not followed. Static
 * storage, or that of strerror. */
const char *ent_inner_reason(int error);

/* The type of the file behind a name. */
typedef enum ent_inner_kind {
    ENT_INNER_MISSING,
    ENT_INNER_FILE,   /* a regular file */
    ENT_INNER_FOLDER, /* a folder, not a link to one */
    ENT_INNER_OTHER,  /* a link, a pipe or a device, or behind a link */
    ENT_INNER_UNKNOWN /* it cannot be examined */
} ent_inner_kind;

ent_inner_kind ent_inner_kind_of(const char *folder, const char *name);

/* Opens a regular file with flags of open(2), which may not be O_CREAT. Returns the descriptor, or -1. */
int ent_inner_open(const char *folder, const char *name, int flags);

/* Creates a file for reading and writing that must not be there. Returns its descriptor, or -1. */
int ent_inner_create(const char *folder, const char *name);

/* Gives a file of the folder another name in it, in place of any file of that name. 0, or -1. */
int ent_inner_rename(const char *folder, const char *from, const char *to);

/* Removes a file, or a link itself. 0, or -1. */
int ent_inner_unlink(const char *folder, const char *name);

/* Makes a folder in the folder; its own folder must be there. 0 where it is there already and is no link; -1. */
int ent_inner_mkdir(const char *folder, const char *name);

/* Removes an empty folder. 0, or -1. */
int ent_inner_rmdir(const char *folder, const char *name);

/* Opens a folder in the folder, for fchdir(2); "" is the folder itself. Returns the descriptor, or -1. */
int ent_inner_folder(const char *folder, const char *name);

/* Opens the list of a folder in the folder; "" is the folder itself. NULL with errno. */
DIR *ent_inner_list(const char *folder, const char *name);

/* As ent_read_file (base/read_file.h). */
char *ent_inner_read(const char *folder, const char *name, ent_arena *arena, size_t *length, int *status);

/* As ent_sha256_file (base/sha256.h). */
int ent_inner_sha256(const char *folder, const char *name, char text[ENT_SHA256_TEXT]);

#endif
