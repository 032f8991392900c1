/* The right to write into a folder, held by one process at a time.
 *
 * It is an flock on the file FOLDER/.lock. The system releases it when the process ends, however it ends, so a lock is
 * never stale, and a file that a crash left behind is no hindrance. Where the file system has no locks (some of
 * clusters) every try succeeds. */
#ifndef ENT_FOLDER_LOCK_H
#define ENT_FOLDER_LOCK_H

#include "base/arena.h"

#include <stdbool.h>

/* A zeroed struct holds nothing and may be released. */
typedef struct ent_folder_lock {
    ent_arena arena;
    const char *path; /* of the lock file, in the arena; NULL: nothing is held */
    int file;         /* its descriptor; -1 where the file system has no locks */
    bool existed;     /* the file was there: an earlier writer has left the folder unfinished */
} ent_folder_lock;

/* Takes the lock of a folder that exists. ENT_OK; ENT_ERR_INTERRUPTED: another process, or another thread of this one,
 * holds it; ENT_ERR_IO with errno (ENOTEMPTY: a file of that name is not of this program, whose locks are empty; ELOOP:
 * a link is in the way); ENT_ERR_NO_MEMORY. */
int ent_folder_lock_try(ent_folder_lock *self, const char *folder);

/* Releases the lock. finished: removes the file too; otherwise it stays, as a mark that this program has left the
 * folder unfinished (`existed`). Keeps errno. */
void ent_folder_lock_release(ent_folder_lock *self, bool finished);

#endif
