#include "base/inner_file.h"

#include "base/read_file.h"
#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_NAME = 255 /* bytes of one component, as of common file systems */ };

static const int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

const char *ent_inner_reason(int error)
{
    return error == ELOOP    ? "a link is in the way, and links are not followed"
           : error == EINVAL ? "it is not a regular file"
                             : strerror(error);
}

static void close_quietly(int file)
{
    int reason = errno;

    close(file);
    errno = reason;
}

/* Whether a component of a name is allowed; sets errno where it is not. */
static bool is_allowed(const char *name, size_t length)
{
    bool dots = (length == 1 && name[0] == '.') || (length == 2 && name[0] == '.' && name[1] == '.');

    errno = length > LONGEST_NAME ? ENAMETOOLONG : EINVAL;
    return length > 0 && length <= LONGEST_NAME && !dots;
}

/* Opens the folder `name` [length] in an open folder. -1 with errno, ELOOP for a link. */
static int step(int at, const char *name, size_t length)
{
    char component[LONGEST_NAME + 1];
    struct stat about;
    int next;

    if (!is_allowed(name, length)) {
        return -1;
    }
    memcpy(component, name, length);
    component[length] = '\0';
    next = openat(at, component, folder_flags);
    if (next < 0 && errno == ENOTDIR && fstatat(at, component, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(about.st_mode)) {
        errno = ELOOP;
    } else if (next < 0 && errno == EINVAL) {
        errno = ENOTDIR;
    }
    return next;
}

/* Opens the folder that a name of `folder` is in, and sets *last to the last component of the name. -1 with errno. */
static int open_parent(const char *folder, const char *name, const char **last)
{
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const char *slash;

    while (at >= 0 && (slash = strchr(name, '/')) != NULL) {
        int next = step(at, name, (size_t) (slash - name));
        close_quietly(at);
        at = next;
        name = slash + 1;
    }
    if (at >= 0 && !is_allowed(name, strlen(name))) {
        close_quietly(at);
        at = -1;
    }
    *last = name;
    return at;
}

ent_inner_kind ent_inner_kind_of(const char *folder, const char *name)
{
    const char *last;
    struct stat about;
    int at = open_parent(folder, name, &last);
    bool seen = at >= 0 && fstatat(at, last, &about, AT_SYMLINK_NOFOLLOW) == 0;
    int reason = errno;

    if (at >= 0) {
        close(at);
    }
    if (!seen) {
        return reason == ENOENT || reason == ENOTDIR ? ENT_INNER_MISSING
               : reason == ELOOP                     ? ENT_INNER_OTHER
                                                     : ENT_INNER_UNKNOWN;
    }
    return S_ISREG(about.st_mode) ? ENT_INNER_FILE : S_ISDIR(about.st_mode) ? ENT_INNER_FOLDER : ENT_INNER_OTHER;
}

int ent_inner_open(const char *folder, const char *name, int flags)
{
    const char *last;
    struct stat about;
    int at = open_parent(folder, name, &last);
    int file = at >= 0 ? openat(at, last, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;

    if (at >= 0) {
        close_quietly(at);
    }
    if (file >= 0 && (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))) {
        close(file);
        errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
        file = -1;
    }
    return file;
}

int ent_inner_create(const char *folder, const char *name)
{
    const char *last;
    int at = open_parent(folder, name, &last);
    int file = at >= 0 ? openat(at, last, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666) : -1;

    if (at >= 0) {
        close_quietly(at);
    }
    return file;
}

int ent_inner_rename(const char *folder, const char *from, const char *to)
{
    const char *last_from;
    const char *last_to = to;
    int at_from = open_parent(folder, from, &last_from);
    int at_to = at_from >= 0 ? open_parent(folder, to, &last_to) : -1;
    int result = at_to >= 0 ? renameat(at_from, last_from, at_to, last_to) : -1;

    if (at_from >= 0) {
        close_quietly(at_from);
    }
    if (at_to >= 0) {
        close_quietly(at_to);
    }
    return result;
}

static int remove_entry(const char *folder, const char *name, int flags)
{
    const char *last;
    int at = open_parent(folder, name, &last);
    int result = at >= 0 ? unlinkat(at, last, flags) : -1;

    if (at >= 0) {
        close_quietly(at);
    }
    return result;
}

int ent_inner_unlink(const char *folder, const char *name)
{
    return remove_entry(folder, name, 0);
}

int ent_inner_rmdir(const char *folder, const char *name)
{
    return remove_entry(folder, name, AT_REMOVEDIR);
}

int ent_inner_mkdir(const char *folder, const char *name)
{
    const char *last;
    int at = open_parent(folder, name, &last);
    int result = at >= 0 ? mkdirat(at, last, 0777) : -1;
    int made;

    if (result != 0 && at >= 0 && errno == EEXIST) {
        made = step(at, last, strlen(last));
        result = made >= 0 ? close(made) : -1;
    }
    if (at >= 0) {
        close_quietly(at);
    }
    return result;
}

int ent_inner_folder(const char *folder, const char *name)
{
    const char *last;
    int at;
    int inner;

    if (*name == '\0') {
        return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    at = open_parent(folder, name, &last);
    inner = at >= 0 ? step(at, last, strlen(last)) : -1;
    if (at >= 0) {
        close_quietly(at);
    }
    return inner;
}

DIR *ent_inner_list(const char *folder, const char *name)
{
    int file = ent_inner_folder(folder, name);
    DIR *list = file >= 0 ? fdopendir(file) : NULL;

    if (file >= 0 && list == NULL) {
        close_quietly(file);
    }
    return list;
}

char *ent_inner_read(const char *folder, const char *name, ent_arena *arena, size_t *length, int *status)
{
    int file = ent_inner_open(folder, name, O_RDONLY);

    *status = ENT_ERR_IO;
    return file >= 0 ? ent_read_descriptor(file, arena, length, status) : NULL;
}

int ent_inner_sha256(const char *folder, const char *name, char text[ENT_SHA256_TEXT])
{
    int file = ent_inner_open(folder, name, O_RDONLY);

    return file >= 0 ? ent_sha256_descriptor(file, text) : ENT_ERR_IO;
}
