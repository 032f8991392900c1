/* fsync counts its calls, and fsync and close fail on request. One program includes it once. */
#ifndef ENT_TESTS_FAILING_SYNC_H
#define ENT_TESTS_FAILING_SYNC_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

extern long syscall(long number, ...); /* not declared by POSIX */
int fsync(int file);

static size_t synced; /* calls of fsync */
static bool failing;
static bool failing_close; /* the file is closed all the same, as the system does it */

/* In place of the C library's. */
int fsync(int file)
{
    synced++;
    if (failing) {
        errno = EIO;
        return -1;
    }
    return (int) syscall(SYS_fsync, file);
}

/* In place of the C library's. */
int close(int file)
{
    int status = (int) syscall(SYS_close, file);

    if (failing_close && status == 0) {
        errno = EIO;
        return -1;
    }
    return status;
}

#endif
