#include "checkpoint/sealed_file.h"

#include "base/inner_file.h"
#include "base/read_file.h"
#include "base/status.h"
#include "checkpoint/inner_path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "ENTPART3";

enum { MAGIC = 8, HEAD = 12 }; /* bytes at the start of a file; of a record */

/* Computes the hash of the first bytes of a file. */
static void begin_chain(unsigned char digest[ENT_SEALED_DIGEST])
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, MAGIC, (const uint8_t *) magic);
    sha256_digest(&context, ENT_SEALED_DIGEST, digest);
}

static void put_little(unsigned char *to, uint64_t x, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        to[i] = (unsigned char) (x >> (8 * i));
    }
}

static uint64_t get_little(const unsigned char *from, size_t bytes)
{
    uint64_t x = 0;

    for (size_t i = 0; i < bytes; i++) {
        x |= (uint64_t) from[i] << (8 * i);
    }
    return x;
}

const char *ent_sealed_reason(int error)
{
    return error == EEXIST ? "a file of that name was not written by this program: move it away, or choose another "
                             "folder with --out"
                           : ent_inner_reason(error);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static int write_all(int file, const void *data, size_t length)
{
    const char *bytes = data;

    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno != EINTR) {
            return ENT_ERR_IO;
        }
        if (written > 0) {
            bytes += written;
            length -= (size_t) written;
        }
    }
    return ENT_OK;
}

/* Whether `name` is a temporary name of the file `base`: BASE.PROCESS.new. */
static bool is_temporary_of(const char *name, const char *base)
{
    size_t length = strlen(base);
    size_t digits =
        strncmp(name, base, length) == 0 && name[length] == '.' ? strspn(name + length + 1, "0123456789") : 0;

    return digits > 0 && strcmp(name + length + 1 + digits, ".new") == 0;
}

/* Removes a temporary file without a writer: a writer holds its lock before it writes the first byte, so an empty one
 * may be about to be locked, unless the caller holds the lock of all writers. */
static void remove_if_stale(const char *folder, const char *name, bool alone)
{
    struct stat about;
    int file = ent_inner_open(folder, name, O_WRONLY);

    if (file < 0) {
        return;
    }
    if (fstat(file, &about) == 0 && (alone || about.st_size > 0) && flock(file, LOCK_EX | LOCK_NB) == 0) {
        (void) ent_inner_unlink(folder, name);
    }
    close(file);
}

/* The folder that holds a name within its folder: "a/b" of "a/b/c", "" of "c". NULL when memory is out. */
static const char *inner_folder(const char *name, ent_arena *arena)
{
    const char *slash = strrchr(name, '/');

    return slash != NULL ? ent_arena_strndup(arena, name, (size_t) (slash - name)) : "";
}

static void remove_stale(const char *folder, const char *name, bool alone, ent_arena *arena)
{
    const char *slash = strrchr(name, '/');
    const char *inner = inner_folder(name, arena);
    DIR *listed = inner != NULL ? ent_inner_list(folder, inner) : NULL;
    const struct dirent *entry;

    while (listed != NULL && (entry = readdir(listed)) != NULL) {
        const char *found = is_temporary_of(entry->d_name, slash != NULL ? slash + 1 : name)
                                ? ent_arena_printf(arena, "%s%s%s", inner, slash != NULL ? "/" : "", entry->d_name)
                                : NULL;
        if (found != NULL) {
            remove_if_stale(folder, found, alone);
        }
    }
    if (listed != NULL) {
        closedir(listed);
    }
}

void ent_sealed_remove_stale(const char *path, size_t inner, bool alone)
{
    ent_arena arena = {0};
    const char *folder, *name;

    if (ent_inner_path_split(path, inner, &arena, &folder, &name) == ENT_OK) {
        remove_stale(folder, name, alone, &arena);
    }
    ent_arena_free(&arena);
}

/* Returns 0 where a sealed file, in any format of them, or nothing has that name; else the errno of what is in the way:
 * EEXIST for a file of another hand. */
static int look_in_the_way(const char *folder, const char *name)
{
    char start[MAGIC];
    int file = ent_inner_open(folder, name, O_RDONLY);
    bool own = file >= 0 && read(file, start, MAGIC) == MAGIC && memcmp(start, magic, MAGIC - 1) == 0;
    int reason = file >= 0 ? EEXIST : errno;

    if (file >= 0) {
        close(file);
    }
    return own || reason == ENOENT ? 0 : reason;
}

int ent_sealed_in_the_way(const char *path, size_t inner)
{
    ent_arena arena = {0};
    const char *folder, *name;
    int split = ent_inner_path_split(path, inner, &arena, &folder, &name);
    int reason = split == ENT_OK ? look_in_the_way(folder, name) : ENOMEM;

    ent_arena_free(&arena);
    return reason;
}

void ent_sealed_remove(const char *path, size_t inner)
{
    ent_arena arena = {0};
    const char *folder, *name;

    if (ent_inner_path_split(path, inner, &arena, &folder, &name) == ENT_OK && look_in_the_way(folder, name) == 0) {
        (void) ent_inner_unlink(folder, name);
    }
    ent_arena_free(&arena);
}

int ent_sealed_create(ent_sealed_writer *self, const char *path, size_t inner, ent_arena *arena)
{
    *self = (ent_sealed_writer){.file = -1};
    if (ent_inner_path_split(path, inner, arena, &self->folder, &self->name) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    self->name = ent_arena_strdup(arena, self->name);
    self->temporary = self->name != NULL ? ent_arena_printf(arena, "%s.%ld.new", self->name, (long) getpid()) : NULL;
    self->inner = self->name != NULL ? inner_folder(self->name, arena) : NULL;
    if (self->temporary == NULL || self->inner == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    errno = look_in_the_way(self->folder, self->name);
    if (errno != 0) {
        return ENT_ERR_IO;
    }
    remove_stale(self->folder, self->name, false, arena);
    self->file = ent_inner_create(self->folder, self->temporary);
    if (self->file < 0) {
        return ENT_ERR_IO;
    }
    self->open = true;
    (void) flock(
        self->file, LOCK_EX | LOCK_NB); /* keeps others from appending; no other process has this new file open */
    begin_chain(self->digest);
    return write_all(self->file, magic, MAGIC);
}

int ent_sealed_put(ent_sealed_writer *self, uint32_t kind, const void *data, size_t length)
{
    unsigned char head[HEAD];
    struct sha256_ctx context;
    int status;

    put_little(head, kind, 4);
    put_little(head + 4, length, 8);
    sha256_init(&context);
    sha256_update(&context, ENT_SEALED_DIGEST, self->digest);
    sha256_update(&context, HEAD, head);
    sha256_update(&context, length, data);
    sha256_digest(&context, ENT_SEALED_DIGEST, self->digest);
    status = write_all(self->file, head, HEAD);
    if (status == ENT_OK) {
        status = write_all(self->file, data, length);
    }
    return status == ENT_OK ? write_all(self->file, self->digest, ENT_SEALED_DIGEST) : status;
}

int ent_sealed_sync(ent_sealed_writer *self)
{
    return fsync(self->file) == 0 ? ENT_OK : ENT_ERR_IO;
}

/* Flushes the folder, which holds the file's name. On a file system that cannot, the name may appear late. */
static void sync_folder(const char *folder, const char *inner)
{
    int file = ent_inner_folder(folder, inner);

    if (file >= 0) {
        (void) fsync(file);
        close(file);
    }
}

int ent_sealed_publish(ent_sealed_writer *self)
{
    int status = ent_sealed_sync(self);

    if (status == ENT_OK && self->temporary != NULL) {
        status = ent_inner_rename(self->folder, self->temporary, self->name) == 0 ? ENT_OK : ENT_ERR_IO;
        if (status == ENT_OK) {
            self->temporary = NULL;
            sync_folder(self->folder, self->inner);
        }
    }
    return status;
}

int ent_sealed_finish(ent_sealed_writer *self)
{
    int status = ent_sealed_put(self, ENT_RECORD_END, magic, 0);

    if (status == ENT_OK) {
        status = ent_sealed_publish(self);
    }
    ent_sealed_close(self);
    return status;
}

void ent_sealed_close(ent_sealed_writer *self)
{
    int reason = errno;

    if (self->open) {
        close(self->file);
        if (self->temporary != NULL) {
            (void) ent_inner_unlink(self->folder, self->temporary);
        }
    }
    errno = reason;
    *self = (ent_sealed_writer){.file = -1};
}

int ent_sealed_append(ent_sealed_writer *self, const char *path, size_t inner, const ent_sealed_reader *from)
{
    ent_arena scratch = {0};
    const char *folder, *name;
    int status = ent_inner_path_split(path, inner, &scratch, &folder, &name);

    *self = (ent_sealed_writer){.file = status == ENT_OK ? ent_inner_open(folder, name, O_WRONLY) : -1};
    ent_arena_free(&scratch);
    if (self->file < 0) {
        return status == ENT_OK ? ENT_ERR_IO : status;
    }
    self->open = true;
    if (flock(self->file, LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? ENT_ERR_INTERRUPTED : ENT_ERR_IO;
    }
    memcpy(self->digest, from->record[from->records - 1].digest, ENT_SEALED_DIGEST);
    if (ftruncate(self->file, (off_t) from->sound) != 0 || lseek(self->file, 0, SEEK_END) < 0) {
        return ENT_ERR_IO;
    }
    return ENT_OK;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool read_all(FILE *file, void *to, size_t length)
{
    return fread(to, 1, length, file) == length;
}

/* Reads a record's content and adds it to the hash. */
static bool hash_content(FILE *file, struct sha256_ctx *context, uint64_t length)
{
    unsigned char bytes[16384];

    while (length > 0) {
        size_t some = length < sizeof(bytes) ? (size_t) length : sizeof(bytes);
        if (!read_all(file, bytes, some)) {
            return false;
        }
        sha256_update(context, some, bytes);
        length -= some;
    }
    return true;
}

static int grow(ent_sealed_reader *self, ent_arena *arena)
{
    size_t capacity = self->capacity == 0 ? 16 : 2 * self->capacity;
    ent_sealed_record *grown;

    if (self->records < self->capacity) {
        return ENT_OK;
    }
    grown = ent_arena_array(arena, capacity, sizeof(*grown));
    if (grown == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (self->records > 0) {
        memcpy(grown, self->record, self->records * sizeof(*grown));
    }
    self->record = grown;
    self->capacity = capacity;
    return ENT_OK;
}

/* Reads the record after the last sound one. Returns the end of a sentence if it is not sound, else NULL. */
static const char *check_record(ent_sealed_reader *self, uint64_t size, ent_sealed_record *item)
{
    unsigned char head[HEAD];
    unsigned char stored[ENT_SEALED_DIGEST];
    struct sha256_ctx context;
    uint64_t left = size - self->sound;

    if (left < HEAD + ENT_SEALED_DIGEST || !read_all(self->file, head, HEAD)) {
        return "is cut off";
    }
    item->kind = (uint32_t) get_little(head, 4);
    item->length = get_little(head + 4, 8);
    item->at = self->sound + HEAD;
    if (item->length > left - HEAD - ENT_SEALED_DIGEST) {
        return "is cut off or damaged";
    }
    sha256_init(&context);
    sha256_update(&context, ENT_SEALED_DIGEST, item->before);
    sha256_update(&context, HEAD, head);
    if (!hash_content(self->file, &context, item->length) || !read_all(self->file, stored, sizeof(stored))) {
        return "is cut off";
    }
    sha256_digest(&context, ENT_SEALED_DIGEST, item->digest);
    return memcmp(stored, item->digest, sizeof(stored)) == 0 ? NULL : "is damaged";
}

static int check_records(ent_sealed_reader *self, uint64_t size, ent_arena *arena)
{
    ent_sealed_record item = {.kind = 0};

    begin_chain(item.digest);
    while (!self->whole) {
        int status = grow(self, arena);
        if (status != ENT_OK) {
            return status;
        }
        memcpy(item.before, item.digest, ENT_SEALED_DIGEST);
        self->wrong = check_record(self, size, &item);
        if (self->wrong != NULL) {
            return ENT_ERR_CHECKPOINT;
        }
        self->record[self->records++] = item;
        self->sound = item.at + item.length + ENT_SEALED_DIGEST;
        self->whole = item.kind == ENT_RECORD_END;
    }
    self->wrong = self->sound == size ? NULL : "has something behind its end";
    return self->wrong == NULL ? ENT_OK : ENT_ERR_CHECKPOINT;
}

/* Opens the file of a reader; NULL with errno. */
static FILE *open_to_read(const char *path, size_t inner)
{
    ent_arena scratch = {0};
    const char *folder = NULL, *name = NULL;
    int split_status = inner > 0 ? ent_inner_path_split(path, inner, &scratch, &folder, &name) : ENT_OK;
    int file = split_status != ENT_OK ? -1
               : inner > 0            ? ent_inner_open(folder, name, O_RDONLY)
                                      : ent_open_regular(path);
    FILE *opened = file >= 0 ? fdopen(file, "rb") : NULL;
    int reason = split_status == ENT_OK ? errno : ENOMEM;

    if (file >= 0 && opened == NULL) {
        close(file);
    }
    ent_arena_free(&scratch);
    errno = reason;
    return opened;
}

/* The status of a call that has set errno. */
static int status_of_errno(void)
{
    return errno == ENOMEM ? ENT_ERR_NO_MEMORY : ENT_ERR_IO;
}

int ent_sealed_open(ent_sealed_reader *self, const char *path, size_t inner, ent_arena *arena)
{
    unsigned char start[MAGIC] = {0};
    off_t size;

    *self = (ent_sealed_reader){.file = open_to_read(path, inner), .path = path, .inner = inner};
    if (self->file == NULL || fseeko(self->file, 0, SEEK_END) != 0) {
        return status_of_errno();
    }
    size = ftello(self->file);
    if (size < 0 || fseeko(self->file, 0, SEEK_SET) != 0) {
        return ENT_ERR_IO;
    }
    self->sound = MAGIC;
    if (size < MAGIC || !read_all(self->file, start, MAGIC) || memcmp(start, magic, MAGIC - 1) != 0) {
        self->wrong = "is no file of partial results";
        return ENT_ERR_CHECKPOINT;
    }
    if (memcmp(start, magic, MAGIC) != 0) {
        self->wrong = "is in a format that this version does not read";
        return ENT_ERR_CHECKPOINT;
    }
    return check_records(self, (uint64_t) size, arena);
}

int ent_sealed_read(ent_sealed_reader *self, size_t record, ent_arena *arena, unsigned char **data)
{
    const ent_sealed_record *item = &self->record[record];
    unsigned char head[HEAD];
    unsigned char digest[ENT_SEALED_DIGEST];
    struct sha256_ctx context;

    *data = ent_arena_alloc(arena, (size_t) item->length);
    if (*data == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (self->file == NULL) {
        self->file = open_to_read(self->path, self->inner);
        if (self->file == NULL) {
            return status_of_errno();
        }
    }
    if (fseeko(self->file, (off_t) item->at, SEEK_SET) != 0 || !read_all(self->file, *data, (size_t) item->length)) {
        return ENT_ERR_IO;
    }
    put_little(head, item->kind, 4);
    put_little(head + 4, item->length, 8);
    sha256_init(&context);
    sha256_update(&context, ENT_SEALED_DIGEST, item->before);
    sha256_update(&context, HEAD, head);
    sha256_update(&context, (size_t) item->length, *data);
    sha256_digest(&context, ENT_SEALED_DIGEST, digest);
    self->wrong = memcmp(digest, item->digest, sizeof(digest)) == 0 ? NULL : "has changed while it was read";
    return self->wrong == NULL ? ENT_OK : ENT_ERR_CHECKPOINT;
}

void ent_sealed_release(ent_sealed_reader *self)
{
    if (self->file != NULL) {
        fclose(self->file);
        self->file = NULL;
    }
}

void ent_sealed_free(ent_sealed_reader *self)
{
    ent_sealed_release(self);
    *self = (ent_sealed_reader){.file = NULL};
}
