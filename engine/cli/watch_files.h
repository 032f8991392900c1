/* Waits until one of several files is saved, whether an editor writes in place or replaces the file by rename. */
#ifndef ENT_CLI_WATCH_FILES_H
#define ENT_CLI_WATCH_FILES_H

#include "base/arena.h"

#include <stdatomic.h>
#include <stddef.h>

/* A file, identified by its folder and its name, since a replaced file is another inode. */
typedef struct ent_watched_file {
    int folder; /* inotify's watch descriptor of the folder */
    const char *name;
} ent_watched_file;

typedef struct ent_watch {
    int events; /* inotify's file descriptor */
    ent_arena arena;
    ent_watched_file *file; /* [count] */
    size_t count, capacity;
} ent_watch;

/* ENT_OK, or ENT_ERR_IO with errno. A watch that was not opened must not be closed. */
int ent_watch_open(ent_watch *self);
void ent_watch_close(ent_watch *self);

/* Adds a file, which need not exist yet, and the target of a link. Adding a file again has no effect. ENT_OK;
 * ENT_ERR_IO with errno: its folder cannot be watched; ENT_ERR_NO_MEMORY. */
int ent_watch_add(ent_watch *self, const char *path);

/* Blocks until a file was saved and 40 milliseconds have passed without another save. ENT_OK; ENT_ERR_INTERRUPTED:
 * *stop is not 0; ENT_ERR_IO with errno, ENOENT where a folder was removed. */
int ent_watch_wait(ent_watch *self, const atomic_int *stop);

#endif
