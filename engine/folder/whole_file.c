#include "folder/whole_file.h"

#include "base/inner_file.h"
#include "base/status.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_NAME = 1024, DIGITS = 16, TRIES = 100 };

int ent_file_failure(ent_diagnostics *diagnostics, const char *what, const char *folder, const char *name)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "cannot %s '%s%s%s': %s", what,
        folder, *name != '\0' ? "/" : "", name, ent_inner_reason(errno));
    return ENT_ERR_IO;
}

bool ent_whole_file_is_temporary(const char *name)
{
    static const char ending[] = ".part";
    size_t length = strlen(name);
    size_t behind = DIGITS + sizeof(ending) - 1;
    const char *digits = length > 2 + behind ? name + length - behind : NULL;

    return digits != NULL && name[0] == '.' && digits[-1] == '.' && strspn(digits, "0123456789abcdef") == DIGITS &&
           strcmp(digits + DIGITS, ending) == 0;
}

/* 16 digits that two writers hardly share: of process, time and try. Where they do, O_EXCL detects it. */
static uint64_t number_of_try(int attempt)
{
    struct timespec now = {0};
    uint64_t number;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    number = ((uint64_t) getpid() << 32) ^ ((uint64_t) now.tv_sec << 20) ^ (uint64_t) now.tv_nsec;
    return (number + (uint64_t) attempt) * UINT64_C(0x9E3779B97F4A7C15);
}

/* Creates a temporary file beside `name`, and writes its name. Returns the descriptor; -1 with errno. */
static int create(const char *folder, const char *name, char temporary[LONGEST_NAME])
{
    const char *slash = strrchr(name, '/');
    int inner = slash != NULL ? (int) (slash - name) + 1 : 0;
    int file = -1;

    errno = EEXIST;
    for (int attempt = 0; attempt < TRIES && file < 0 && errno == EEXIST; attempt++) {
        int length = snprintf(
            temporary, LONGEST_NAME, "%.*s.%s.%016" PRIx64 ".part", inner, name, name + inner, number_of_try(attempt));
        if (length < 0 || length >= LONGEST_NAME) {
            errno = ENAMETOOLONG;
            return -1;
        }
        file = ent_inner_create(folder, temporary);
    }
    return file;
}

int ent_whole_file_scratch(const char *folder, const char *inner)
{
    char name[LONGEST_NAME];
    char temporary[LONGEST_NAME];
    int length = snprintf(name, sizeof(name), "%s/scratch", inner);
    int file = length < LONGEST_NAME ? create(folder, name, temporary) : -1;

    if (file >= 0 && ent_inner_unlink(folder, temporary) != 0) {
        close(file);
        file = -1;
    }
    return file;
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            bytes += written;
            length -= (size_t) written;
        }
    }
    return true;
}

int ent_whole_file_write(
    const char *folder, const char *name, const char *bytes, size_t length, bool passing, ent_diagnostics *diagnostics)
{
    char temporary[LONGEST_NAME];
    int file = create(folder, name, temporary);
    bool done;
    int reason;

    if (file < 0) {
        return ent_file_failure(diagnostics, "write", folder, name);
    }
    done = write_all(file, bytes, length) && (passing || fsync(file) == 0);
    reason = errno;
    if (close(file) != 0 && done) {
        done = false;
        reason = errno;
    }
    errno = reason;
    if (done && ent_inner_rename(folder, temporary, name) == 0) {
        return ENT_OK;
    }
    (void) ent_file_failure(diagnostics, "write", folder, name);
    (void) ent_inner_unlink(folder, temporary);
    return ENT_ERR_IO;
}
