/* Which files a scenario may read: those of its own folder.
 *
 * A scenario may come from a stranger, and its `base` and tables name files. It may read what is in its own folder and
 * the folders below it. The own folder is that of the scenario file as it was named; or, where a folder above that one
 * holds a file `entente-library.txt`, the nearest such folder, so that files of a library can share templates. Links
 * are resolved first. The file counts only if it belongs to the superuser, to this user, or to the owner of the
 * scenario's folder: on a shared machine others may not widen what is read. */
#ifndef ENT_JOBS_FILE_SCOPE_H
#define ENT_JOBS_FILE_SCOPE_H

#include "base/arena.h"

#include <stdbool.h>

#define ENT_LIBRARY_MARK "entente-library.txt"

typedef struct ent_file_scope {
    const char *scenario; /* path of the scenario; borrowed */
    bool outside;         /* any file may be read */
} ent_file_scope;

/* Whether the scenario may read a file, which need not be there. False where memory is out, and for NULL. arena:
 * scratch. */
bool ent_file_scope_allows(const ent_file_scope *self, const char *path, ent_arena *arena);

#endif
