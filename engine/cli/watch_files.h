/* Waits until one of some files is saved, however an editor saves: written in place, or replaced by rename. */
#ifndef ENT_CLI_WATCH_FILES_H
#define ENT_CLI_WATCH_FILES_H

#include "base/arena.h"

#include <stdatomic.h>
#include <stddef.h>

/* A file is recognised by its folder and its name in it, since a replaced file is another file. */
typedef struct ent_watched_file {
    int folder; /* inotify's number of the folder */
    const char *name;
} ent_watched_file;

typedef struct ent_watch {
    int events; /* inotify's descriptor */
    ent_arena arena;
    ent_watched_file *file;
    size_t count, capacity;
} ent_watch;

/* ENT_OK, or ENT_ERR_IO with errno set. A watch that was not opened must not be closed. */
int ent_watch_open(ent_watch *self);
void ent_watch_close(ent_watch *self);

/* Adds a file, which need not be there, and what it is a link to. Adding one again does nothing. ENT_OK, ENT_ERR_IO
 * (errno: its folder cannot be watched), ENT_ERR_NO_MEMORY. */
int ent_watch_add(ent_watch *self, const char *path);

/* Blocks until a file was saved and a moment has passed without another save. ENT_OK; ENT_ERR_INTERRUPTED when *stop
 * is set; ENT_ERR_IO (errno; ENOENT when a folder is gone). */
int ent_watch_wait(ent_watch *self, const atomic_int *stop);

#endif
