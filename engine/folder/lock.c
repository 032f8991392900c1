#include "folder/lock.h"

#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether the open file is one of this program, which is empty: a user's file of that name must not be removed. */
static bool is_own(int file)
{
    struct stat about;
    bool own = fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size == 0;

    return own;
}

/* Whether the open file is the one that the path names: its former holder may have removed it since it was opened. */
static bool is_named(int file, const char *path)
{
    struct stat own;
    struct stat named;

    return fstat(file, &own) == 0 && lstat(path, &named) == 0 && own.st_dev == named.st_dev &&
           own.st_ino == named.st_ino;
}

/* Takes the lock of an open file. *held is false after ENT_OK where the file system has no locks. */
static int lock_file(int file, bool *held)
{
    *held = flock(file, LOCK_EX | LOCK_NB) == 0;
    if (*held) {
        return ENT_OK;
    }
    if (errno == EWOULDBLOCK) {
        return ENT_ERR_INTERRUPTED;
    }
    return errno == ENOSYS || errno == ENOLCK || errno == ENOTSUP || errno == EOPNOTSUPP ? ENT_OK : ENT_ERR_IO;
}

/* Opens the lock file; sets self->existed where it need not be created. */
static int open_file(ent_folder_lock *self)
{
    const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    int file = open(self->path, flags);

    if (file >= 0 && !is_own(file)) {
        close(file);
        errno = ENOTEMPTY;
        return -1;
    }
    self->existed = file >= 0;
    return file < 0 && errno == ENOENT ? open(self->path, flags | O_CREAT | O_EXCL, 0666) : file;
}

/* ENT_OK with self->file. *again: the file was made or removed by another process meanwhile. */
static int take(ent_folder_lock *self, bool *again)
{
    int file = open_file(self);
    bool held = false;
    int status = file >= 0 ? lock_file(file, &held) : ENT_ERR_IO;
    int reason = errno;

    *again = file < 0 ? reason == EEXIST : status == ENT_OK && held && !is_named(file, self->path);
    status = *again ? ENT_OK : status;
    self->file = file;
    if (file >= 0 && (status != ENT_OK || *again || !held)) {
        close(file);
        self->file = -1;
    }
    errno = reason;
    return status;
}

int ent_folder_lock_try(ent_folder_lock *self, const char *folder)
{
    bool again = true;
    int status;

    *self = (ent_folder_lock){.file = -1};
    self->path = ent_arena_printf(&self->arena, "%s/.lock", folder);
    status = self->path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    while (status == ENT_OK && again) {
        status = take(self, &again);
    }
    if (status != ENT_OK) {
        int reason = errno;
        ent_arena_free(&self->arena);
        *self = (ent_folder_lock){.file = -1};
        errno = reason;
    }
    return status;
}

void ent_folder_lock_release(ent_folder_lock *self, bool finished)
{
    int reason = errno;

    if (self->path != NULL && finished) {
        (void) unlink(self->path); /* before the lock is given up: a later holder has a file of its own */
    }
    if (self->path != NULL && self->file >= 0) {
        close(self->file);
    }
    ent_arena_free(&self->arena);
    *self = (ent_folder_lock){.file = -1};
    errno = reason;
}
