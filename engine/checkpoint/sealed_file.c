#include "checkpoint/sealed_file.h"

#include "base/status.h"

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

/* --- writing ------------------------------------------------------------------------------------------------------ */

int ent_make_folders(const char *path, ent_arena *arena)
{
    char *folders = ent_arena_strdup(arena, path);

    if (folders == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (char *slash = strchr(folders + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folders, 0777) != 0 && errno != EEXIST) {
            return ENT_ERR_IO;
        }
        *slash = '/';
    }
    return ENT_OK;
}

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
static void remove_if_stale(const char *path, bool alone)
{
    struct stat about;
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);

    if (file < 0) {
        return;
    }
    if (fstat(file, &about) == 0 && (alone || about.st_size > 0) && flock(file, LOCK_EX | LOCK_NB) == 0) {
        (void) unlink(path);
    }
    close(file);
}

void ent_sealed_remove_stale(const char *path, bool alone)
{
    ent_arena arena = {0};
    const char *slash = strrchr(path, '/');
    const char *folder = slash != NULL ? ent_arena_strndup(&arena, path, (size_t) (slash - path) + 1) : "./";
    DIR *listed = folder != NULL ? opendir(folder) : NULL;
    const struct dirent *entry;

    while (listed != NULL && (entry = readdir(listed)) != NULL) {
        const char *found = is_temporary_of(entry->d_name, slash != NULL ? slash + 1 : path)
                                ? ent_arena_printf(&arena, "%s%s", folder, entry->d_name)
                                : NULL;
        if (found != NULL) {
            remove_if_stale(found, alone);
        }
    }
    if (listed != NULL) {
        closedir(listed);
    }
    ent_arena_free(&arena);
}

int ent_sealed_create(ent_sealed_writer *self, const char *path, ent_arena *arena)
{
    *self = (ent_sealed_writer){.path = ent_arena_strdup(arena, path)};
    self->temporary = ent_arena_printf(arena, "%s.%ld.new", path, (long) getpid());
    if (self->path == NULL || self->temporary == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_sealed_remove_stale(path, false);
    self->file = open(self->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
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
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[4096] = ".";
    int file;

    if (slash != NULL && (size_t) (slash - path) < sizeof(folder) - 1) {
        memcpy(folder, path, (size_t) (slash - path) + 1);
        folder[slash - path + 1] = '\0';
    }
    file = open(folder, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        (void) fsync(file);
        close(file);
    }
}

int ent_sealed_publish(ent_sealed_writer *self)
{
    int status = ent_sealed_sync(self);

    if (status == ENT_OK && self->temporary != NULL) {
        status = rename(self->temporary, self->path) == 0 ? ENT_OK : ENT_ERR_IO;
        if (status == ENT_OK) {
            self->temporary = NULL;
            sync_folder(self->path);
        }
    }
    return status;
}

int ent_sealed_finish(ent_sealed_writer *self)
{
    int status = ent_sealed_put(self, ENT_RECORD_END, magic, 0);
    int reason;

    if (status == ENT_OK) {
        status = ent_sealed_publish(self);
    }
    reason = errno;
    ent_sealed_close(self);
    errno = reason;
    return status;
}

void ent_sealed_close(ent_sealed_writer *self)
{
    if (self->open) {
        close(self->file);
        if (self->temporary != NULL) {
            unlink(self->temporary);
        }
    }
    *self = (ent_sealed_writer){.file = -1};
}

int ent_sealed_append(ent_sealed_writer *self, const char *path, const ent_sealed_reader *from)
{
    *self = (ent_sealed_writer){.path = path, .file = open(path, O_WRONLY | O_CLOEXEC)};
    if (self->file < 0) {
        return ENT_ERR_IO;
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

int ent_sealed_open(ent_sealed_reader *self, const char *path, ent_arena *arena)
{
    unsigned char start[MAGIC] = {0};
    off_t size;

    *self = (ent_sealed_reader){.file = fopen(path, "rb"), .path = path};
    if (self->file == NULL || fseeko(self->file, 0, SEEK_END) != 0) {
        return ENT_ERR_IO;
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
        self->file = fopen(self->path, "rb");
    }
    if (self->file == NULL || fseeko(self->file, (off_t) item->at, SEEK_SET) != 0 ||
        !read_all(self->file, *data, (size_t) item->length)) {
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
