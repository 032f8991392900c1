/* A shared library for LD_PRELOAD that lets one call of the C library fail: faults.py sets it up and examines the
 * behaviour of the program afterwards.
 *
 *   ENTENTE_FAULT        KIND:N, the N-th call (from 1) of that kind fails; KIND:N+, this one and all later ones;
 *                        KIND alone: none fails, calls are counted. KIND: memory, or the name of a call below.
 *   ENTENTE_FAULT_LOG    file to which one line a finding is appended: `failed`, `calls N`, `leak BYTES SITE`
 *
 * A leak: memory that the program, or a library other than the C library and the runtime of OpenMP, has taken and that
 * is not free when the program ends. Children start without this library. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SLOTS = 1 << 20 };

/* A block of memory in use. */
typedef struct block {
    void *start; /* NULL: never used; REMOVED: used before */
    size_t size; /* bytes */
    void *site;  /* who asked for it */
} block;

#define REMOVED ((void *) 1)

static char kind[32]; /* "": nothing is set up */
static long target;   /* the call that fails; 0: none */
static bool for_good; /* and all later ones */
static atomic_long calls;
static int log_file = -1;
static block *blocks; /* [SLOTS], by open addressing */
static atomic_flag lock = ATOMIC_FLAG_INIT;
static pid_t owner; /* children that were forked report nothing */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *start);

/* --- the plan -----------------------------------------------------------------------------------------------------
 */

static void note(const char *text)
{
    if (log_file >= 0) {
        (void) syscall(SYS_write, log_file, text, strlen(text));
    }
}

/* Counts a call; true for one that is to fail. */
static bool fails(const char *name)
{
    long n;

    if (kind[0] == '\0' || strcmp(kind, name) != 0 || owner != (pid_t) syscall(SYS_getpid)) {
        return false;
    }
    n = atomic_fetch_add(&calls, 1) + 1;
    if (target == 0 || (n != target && !(for_good && n > target))) {
        return false;
    }
    note("failed\n");
    return true;
}

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void set_up(void)
{
    const char *plan = getenv("ENTENTE_FAULT");
    const char *log = getenv("ENTENTE_FAULT_LOG");
    const char *number = plan != NULL ? strchr(plan, ':') : NULL;
    size_t length = plan == NULL ? 0 : number != NULL ? (size_t) (number - plan) : strlen(plan);

    if (plan == NULL || length >= sizeof(kind)) {
        return;
    }
    log_file =
        log != NULL ? (int) syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    blocks = mmap(NULL, SLOTS * sizeof(*blocks), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    blocks = blocks != MAP_FAILED ? blocks : NULL;
    owner = (pid_t) syscall(SYS_getpid);
    target = number != NULL ? atol(number + 1) : 0;
    for_good = number != NULL && strchr(number, '+') != NULL;
    unsetenv("LD_PRELOAD");
    unsetenv("ENTENTE_FAULT");
    unsetenv("ENTENTE_FAULT_LOG");
    memcpy(kind, plan, length); /* last: from here on calls count */
}

/* --- memory in use ------------------------------------------------------------------------------------------------
 */

static size_t slot_of(const void *start)
{
    return (size_t) ((uintptr_t) start / 16 * 0x9E3779B97F4A7C15U >> 20) % SLOTS;
}

static void hold(void)
{
    while (atomic_flag_test_and_set(&lock)) {
    }
}

static void *keep(void *start, size_t size, void *site)
{
    size_t at = slot_of(start);

    if (start == NULL || blocks == NULL) {
        return start;
    }
    hold();
    while (blocks[at].start != NULL && blocks[at].start != REMOVED) {
        at = (at + 1) % SLOTS;
    }
    blocks[at] = (block){start, size, site};
    atomic_flag_clear(&lock);
    return start;
}

static void forget(void *start)
{
    size_t at = slot_of(start);

    if (start == NULL || blocks == NULL) {
        return;
    }
    hold();
    while (blocks[at].start != NULL && blocks[at].start != start) {
        at = (at + 1) % SLOTS;
    }
    if (blocks[at].start == start) {
        blocks[at].start = REMOVED;
    }
    atomic_flag_clear(&lock);
}

/* True where a block left behind is a fault: not of the C library, the loader or the runtime of OpenMP. */
static bool is_ours(const block *left, Dl_info *about)
{
    const char *name;

    if (dladdr(left->site, about) == 0 || about->dli_fname == NULL) {
        return false;
    }
    name = strrchr(about->dli_fname, '/') != NULL ? strrchr(about->dli_fname, '/') + 1 : about->dli_fname;
    return strncmp(name, "libc.", 5) != 0 && strncmp(name, "libc-", 5) != 0 && strncmp(name, "ld-", 3) != 0 &&
           strncmp(name, "libgomp", 7) != 0 && strncmp(name, "libomp", 6) != 0;
}

__attribute__((destructor)) static void report(void)
{
    char line[400];
    Dl_info about;

    if (kind[0] == '\0' || owner != (pid_t) syscall(SYS_getpid)) {
        return;
    }
    snprintf(line, sizeof(line), "calls %ld\n", atomic_load(&calls));
    kind[0] = '\0';
    note(line);
    for (size_t i = 0; blocks != NULL && i < SLOTS; i++) {
        if (blocks[i].start != NULL && blocks[i].start != REMOVED && is_ours(&blocks[i], &about)) {
            snprintf(line, sizeof(line), "leak %zu %s+0x%zx\n", blocks[i].size, about.dli_fname,
                (size_t) ((char *) blocks[i].site - (char *) about.dli_fbase));
            note(line);
        }
    }
}

/* --- memory -------------------------------------------------------------------------------------------------------
 */

#define SITE __builtin_return_address(0)

static bool out_of_memory(void)
{
    bool out = fails("memory");

    if (out) {
        errno = ENOMEM;
    }
    return out;
}

void *malloc(size_t size)
{
    return out_of_memory() ? NULL : keep(__libc_malloc(size), size, SITE);
}

void *calloc(size_t count, size_t size)
{
    return out_of_memory() ? NULL : keep(__libc_calloc(count, size), count * size, SITE);
}

void *realloc(void *old, size_t size)
{
    void *site = SITE;
    void *now;

    if (out_of_memory()) {
        return NULL;
    }
    forget(old); /* before, since another thread may be given its place */
    now = __libc_realloc(old, size);
    return keep(now, size, site);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return out_of_memory() ? NULL : keep(__libc_memalign(alignment, size), size, SITE);
}

void *memalign(size_t alignment, size_t size)
{
    return out_of_memory() ? NULL : keep(__libc_memalign(alignment, size), size, SITE);
}

int posix_memalign(void **start, size_t alignment, size_t size)
{
    if (out_of_memory()) {
        return ENOMEM;
    }
    *start = keep(__libc_memalign(alignment, size), size, SITE);
    return *start != NULL ? 0 : ENOMEM;
}

char *strndup(const char *text, size_t most)
{
    size_t length = strnlen(text, most);
    char *copy = out_of_memory() ? NULL : keep(__libc_malloc(length + 1), length + 1, SITE);

    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

char *strdup(const char *text)
{
    size_t length = strlen(text);
    char *copy = out_of_memory() ? NULL : keep(__libc_malloc(length + 1), length + 1, SITE);

    return copy != NULL ? memcpy(copy, text, length + 1) : NULL;
}

void free(void *start)
{
    forget(start);
    __libc_free(start);
}

/* --- files --------------------------------------------------------------------------------------------------------
 */

ssize_t write(int file, const void *bytes, size_t length)
{
    if (file > 2 && fails("write")) {
        if (length > 1) { /* a full disk takes a part first; the second request fails */
            (void) syscall(SYS_write, file, bytes, length / 2);
        }
        errno = ENOSPC;
        return -1;
    }
    return syscall(SYS_write, file, bytes, length);
}

ssize_t read(int file, void *bytes, size_t length)
{
    if (file > 2 && fails("read")) {
        errno = EIO;
        return -1;
    }
    return syscall(SYS_read, file, bytes, length);
}

/* Calls that fail without doing anything; kind: that of the name, which the -at form shares. */
#define FAILING(result, name, parameters, arguments, error, failure)                                                   \
    FAILING_AS(result, #name, name, parameters, arguments, error, failure)
#define FAILING_AS(result, as, name, parameters, arguments, error, failure)                                            \
    result name parameters                                                                                             \
    {                                                                                                                  \
        result(*real) parameters = (result(*) parameters) next(#name);                                                 \
        if (fails(as)) {                                                                                               \
            errno = error;                                                                                             \
            return failure;                                                                                            \
        }                                                                                                              \
        return real arguments;                                                                                         \
    }

FAILING(int, rename, (const char *from, const char *to), (from, to), EACCES, -1)
FAILING(int, fsync, (int file), (file), EIO, -1)
FAILING(int, mkdir, (const char *path, mode_t mode), (path, mode), ENOSPC, -1)
FAILING(int, unlink, (const char *path), (path), EACCES, -1)
FAILING_AS(int, "unlink", unlinkat, (int folder, const char *path, int flags), (folder, path, flags), EACCES, -1)
FAILING_AS(int, "mkdir", mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), ENOSPC, -1)
FAILING_AS(int, "rename", renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), EACCES, -1)
FAILING(int, ftruncate, (int file, off_t length), (file, length), EIO, -1)
FAILING(int, flock, (int file, int how), (file, how), ENOLCK, -1)
FAILING(DIR *, opendir, (const char *path), (path), EACCES, NULL)
FAILING_AS(DIR *, "opendir", fdopendir, (int folder), (folder), ENOMEM, NULL)
FAILING(pid_t, fork, (void), (), EAGAIN, -1)
FAILING(FILE *, fdopen, (int file, const char *how), (file, how), ENOMEM, NULL)
FAILING(FILE *, fopen, (const char *path, const char *how), (path, how), EMFILE, NULL)
FAILING(int, pipe2, (int ends[2], int flags), (ends, flags), EMFILE, -1)
FAILING(int, fstat, (int file, struct stat *about), (file, about), EIO, -1)
FAILING(off_t, lseek, (int file, off_t to, int from), (file, to, from), EINVAL, -1)
FAILING(int, fflush, (FILE * file), (file), ENOSPC, EOF)

/* Files are closed also where closing fails. */
int close(int file)
{
    bool failed = fails("close");
    int done = (int) syscall(SYS_close, file);

    if (failed) {
        errno = EIO;
    }
    return failed ? -1 : done;
}

int fclose(FILE *file)
{
    int (*real)(FILE *) = (int (*)(FILE *)) next("fclose");
    bool failed = fails("fclose");
    int done = real(file);

    if (failed) {
        errno = ENOSPC;
    }
    return failed ? EOF : done;
}

size_t fread(void *to, size_t size, size_t count, FILE *file)
{
    size_t (*real)(void *, size_t, size_t, FILE *) = (size_t(*)(void *, size_t, size_t, FILE *)) next("fread");

    if (fails("fread")) {
        file->_flags |= 0x20; /* glibc's mark of an error, for ferror */
        errno = EIO;
        return 0;
    }
    return real(to, size, count, file);
}

size_t __fread_chk(void *to, size_t room, size_t size, size_t count, FILE *file)
{
    (void) room;
    return fread(to, size, count, file);
}

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    va_list rest;

    va_start(rest, flags);
    mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (fails("open")) {
        errno = EMFILE;
        return -1;
    }
    return (int) syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    mode_t mode = 0;
    va_list rest;

    va_start(rest, flags);
    mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (fails("open")) {
        errno = EMFILE;
        return -1;
    }
    return (int) syscall(SYS_openat, folder, path, flags, mode);
}
