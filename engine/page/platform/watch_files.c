/* cli/watch_files.h in a page: there are no other writers of files, so there is nothing to wait for. */
#include "cli/watch_files.h"

#include "base/status.h"

#include <errno.h>

int ent_watch_open(ent_watch *self)
{
    *self = (ent_watch){.events = -1};
    errno = ENOSYS;
    return ENT_ERR_IO;
}

void ent_watch_close(ent_watch *self)
{
    *self = (ent_watch){.events = -1};
}

int ent_watch_add(ent_watch *self, const char *path)
{
    (void) self;
    (void) path;
    return ENT_ERR_IO;
}

int ent_watch_wait(ent_watch *self, const atomic_int *stop)
{
    (void) self;
    (void) stop;
    return ENT_ERR_IO;
}
