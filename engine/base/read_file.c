#include "base/read_file.h"

#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes: a file with holes may claim any length. */
static const off_t longest = (off_t) 1 << 30;

int ent_open_regular(const char *path)
{
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat about = {0};

    if (file >= 0 && (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))) {
        close(file);
        errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
        file = -1;
    }
    return file;
}

/* Reads exactly so many bytes; a file that has become shorter is an error. */
static bool read_all(int file, char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t some = read(file, bytes, length);
        if (some == 0 || (some < 0 && errno != EINTR)) {
            errno = some == 0 ? EIO : errno;
            return false;
        }
        if (some > 0) {
            bytes += some;
            length -= (size_t) some;
        }
    }
    return true;
}

char *ent_read_descriptor(int file, ent_arena *arena, size_t *length, int *status)
{
    struct stat about;
    bool known = fstat(file, &about) == 0 && about.st_size >= 0;
    bool sized = known && about.st_size <= longest;
    size_t size = sized ? (size_t) about.st_size : 0;
    char *text = sized ? ent_arena_alloc(arena, size + 1) : NULL;
    int reason;

    errno = known && !sized ? EFBIG : errno;
    *status = !sized ? ENT_ERR_IO : text == NULL ? ENT_ERR_NO_MEMORY : ENT_OK;
    if (text != NULL && !read_all(file, text, size)) {
        *status = ENT_ERR_IO;
        text = NULL;
    }
    if (text != NULL) {
        text[size] = '\0';
        *length = size;
    }
    reason = errno;
    close(file);
    errno = reason;
    return text;
}

char *ent_read_file(const char *path, ent_arena *arena, size_t *length, int *status)
{
    int file = ent_open_regular(path);

    *status = ENT_ERR_IO;
    return file >= 0 ? ent_read_descriptor(file, arena, length, status) : NULL;
}
