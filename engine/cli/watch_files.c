/* realpath is not in POSIX without XSI */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier) */

#include "cli/watch_files.h"

#include "base/status.h"

#include <errno.h>
#include <libgen.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
    SETTLE = 40, /* milliseconds without a save: editors write several files, and some a file twice */
    LOOK = 250   /* milliseconds between looks at *stop, should a signal come just before poll */
};

int ent_watch_open(ent_watch *self)
{
    *self = (ent_watch){.events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    return self->events >= 0 ? ENT_OK : ENT_ERR_IO;
}

void ent_watch_close(ent_watch *self)
{
    close(self->events);
    ent_arena_free(&self->arena);
    *self = (ent_watch){.events = -1};
}

static bool is_watched(const ent_watch *self, int folder, const char *name)
{
    for (size_t i = 0; i < self->count; i++) {
        if (self->file[i].folder == folder && strcmp(self->file[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static int add_one(ent_watch *self, const char *path)
{
    char *folder = ent_arena_strdup(&self->arena, path); /* both are changed by dirname and basename */
    char *name = ent_arena_strdup(&self->arena, path);
    int number;

    if (folder == NULL || name == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    name = basename(name);
    /* the same folder has the same number */
    number = inotify_add_watch(self->events, dirname(folder), IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR);
    if (number < 0) {
        return ENT_ERR_IO;
    }
    if (is_watched(self, number, name)) {
        return ENT_OK;
    }
    if (self->count == self->capacity) {
        size_t capacity = 2 * self->capacity + 8;
        ent_watched_file *grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (self->count > 0) {
            memcpy(grown, self->file, self->count * sizeof(*grown));
        }
        self->file = grown;
        self->capacity = capacity;
    }
    self->file[self->count++] = (ent_watched_file){.folder = number, .name = name};
    return ENT_OK;
}

int ent_watch_add(ent_watch *self, const char *path)
{
    char *target = realpath(path, NULL);
    int status = add_one(self, path);

    if (status == ENT_OK && target != NULL) {
        status = add_one(self, target);
    }
    free(target);
    return status;
}

/* Reads what there is. *saved is set when a watched file is among it. */
static int read_events(ent_watch *self, bool *saved)
{
    _Alignas(struct inotify_event) char buffer[4096];
    ssize_t length;

    while ((length = read(self->events, buffer, sizeof(buffer))) > 0) {
        for (const char *at = buffer; at < buffer + length;) {
            const struct inotify_event *event = (const void *) at;
            if ((event->mask & IN_IGNORED) != 0) {
                errno = ENOENT;
                return ENT_ERR_IO;
            }
            /* after an overflow it is not known which files were saved */
            *saved = *saved || (event->mask & IN_Q_OVERFLOW) != 0 ||
                     (event->len > 0 && is_watched(self, event->wd, event->name));
            at += sizeof(*event) + event->len;
        }
    }
    return length == 0 || errno == EAGAIN || errno == EINTR ? ENT_OK : ENT_ERR_IO;
}

int ent_watch_wait(ent_watch *self, const atomic_int *stop)
{
    struct pollfd descriptor = {.fd = self->events, .events = POLLIN};
    bool saved = false;
    int status = ENT_OK;

    while (status == ENT_OK) {
        int ready = poll(&descriptor, 1, saved ? SETTLE : LOOK);
        if (atomic_load(stop) != 0) {
            return ENT_ERR_INTERRUPTED;
        }
        if (ready < 0 && errno != EINTR) {
            return ENT_ERR_IO;
        }
        if (ready == 0 && saved) {
            return ENT_OK;
        }
        if (ready > 0) {
            status = read_events(self, &saved);
        }
    }
    return status;
}
