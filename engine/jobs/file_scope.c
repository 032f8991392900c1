#define _XOPEN_SOURCE 700 // NOLINT(bugprone-reserved-identifier): for realpath
#include "jobs/file_scope.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The absolute path of a file or folder, links resolved; NULL where it is not there. */
static char *real_path(const char *path, ent_arena *arena)
{
    char real[PATH_MAX];

    return path != NULL && realpath(path, real) != NULL ? ent_arena_strdup(arena, real) : NULL;
}

/* The folder of a path as it is written: "." for a name alone. */
static const char *folder_of(const char *path, ent_arena *arena)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? "." : slash == path ? "/" : ent_arena_strndup(arena, path, (size_t) (slash - path));
}

/* Whether a folder holds the mark of a library, of an owner that counts. owner: of the scenario's folder. */
static bool is_library(const char *folder, uid_t owner, ent_arena *arena)
{
    const char *mark = ent_arena_printf(arena, "%s/" ENT_LIBRARY_MARK, folder);
    struct stat about;

    return mark != NULL && lstat(mark, &about) == 0 && S_ISREG(about.st_mode) &&
           (about.st_uid == 0 || about.st_uid == geteuid() || about.st_uid == owner);
}

/* The scenario's own folder, absolute, links resolved; NULL where it is not there or memory is out. */
static const char *own_folder(const char *scenario, ent_arena *arena)
{
    const char *own = real_path(folder_of(scenario, arena), arena);
    char *above = own != NULL ? ent_arena_strdup(arena, own) : NULL;
    struct stat about;

    if (above == NULL || stat(own, &about) != 0) {
        return NULL;
    }
    for (char *slash = above + strlen(above); slash != NULL; slash = strrchr(above, '/')) {
        *slash = '\0';
        if (*above != '\0' && is_library(above, about.st_uid, arena)) {
            return above;
        }
    }
    return own;
}

static bool is_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return strcmp(folder, "/") == 0 ||
           (strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0'));
}

bool ent_file_scope_allows(const ent_file_scope *self, const char *path, ent_arena *arena)
{
    const char *own;
    const char *real;

    if (self == NULL) {
        return false;
    }
    if (self->outside || strcmp(path, self->scenario) == 0) {
        return true;
    }
    own = own_folder(self->scenario, arena);
    real = real_path(path, arena);
    real =
        real != NULL ? real : real_path(folder_of(path, arena), arena); /* a file that is not there, or a dead link */
    if (real != NULL) {
        return own != NULL && is_within(real, own);
    }
    return path[0] != '/' && strstr(path, "..") == NULL; /* neither is its folder: it will not be found */
}
