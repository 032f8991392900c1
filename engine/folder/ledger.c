#include "folder/ledger.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "folder/manifest_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The first line of a ledger, which distinguishes it from a file of the same name of another hand. */
static const char mark[] = "# files that entente has written here, and their SHA-256\n";

enum { DIGITS = ENT_SHA256_TEXT - 1 };

static bool reserve(ent_ledger *self)
{
    size_t capacity = self->capacity == 0 ? 32 : 2 * self->capacity;
    ent_manifest_hash *grown;

    if (self->count < self->capacity) {
        return true;
    }
    grown = ent_arena_array(self->arena, capacity, sizeof(*grown));
    if (grown == NULL) {
        return false;
    }
    if (self->count > 0) {
        memcpy(grown, self->item, self->count * sizeof(*grown));
    }
    self->item = grown;
    self->capacity = capacity;
    return true;
}

static int add(ent_ledger *self, const char *name, size_t length, const char *sha256)
{
    const char *copy = ent_arena_strndup(self->arena, name, length);

    if (copy == NULL || !reserve(self)) {
        return ENT_ERR_NO_MEMORY;
    }
    self->item[self->count].name = copy;
    memcpy(self->item[self->count].sha256, sha256, DIGITS);
    self->item[self->count++].sha256[DIGITS] = '\0';
    return ENT_OK;
}

int ent_ledger_add(ent_ledger *self, const char *name, const char *sha256)
{
    return strlen(sha256) == DIGITS ? add(self, name, strlen(name), sha256) : ENT_OK;
}

static int read_manifest(ent_ledger *self, const char *folder, bool *complete)
{
    ent_manifest manifest = {0};
    size_t length = 0;
    int status;
    const char *text = ent_inner_read(folder, "manifest.json", self->arena, &length, &status);

    *complete = false;
    if (text == NULL) {
        return status == ENT_ERR_NO_MEMORY ? status : ENT_OK;
    }
    status = ent_manifest_read(&manifest, text, length, self->arena);
    if (status != ENT_OK || strcmp(manifest.program, "entente") != 0) {
        return status == ENT_ERR_NO_MEMORY ? status : ENT_OK;
    }
    *complete = true;
    for (size_t i = 0; i < manifest.files && status == ENT_OK; i++) {
        status = ent_ledger_add(self, manifest.file[i].name, manifest.file[i].sha256);
    }
    return status;
}

int ent_ledger_read_folder(ent_ledger *self, const char *folder, bool *complete)
{
    bool found;
    int status = read_manifest(self, folder, &found);

    if (complete != NULL) {
        *complete = found;
    }
    if (status == ENT_OK) {
        status = ent_ledger_read(self, folder, ENT_LEDGER_WRITTEN);
    }
    return status == ENT_ERR_IO ? ENT_OK : status;
}

/* The line "SHA-256, two blanks, name" [length]; the last line may be cut off by a crash, and is then passed over. */
static int read_line(ent_ledger *self, const char *line, size_t length)
{
    if (length <= DIGITS + 2 || strspn(line, "0123456789abcdef") != DIGITS || line[DIGITS] != ' ') {
        return ENT_OK;
    }
    return add(self, line + DIGITS + 2, length - DIGITS - 2, line);
}

int ent_ledger_read(ent_ledger *self, const char *folder, const char *name)
{
    size_t length = 0;
    int status;
    const char *text = ent_inner_read(folder, name, self->arena, &length, &status);
    const char *line;
    const char *end;

    if (text == NULL) {
        return status == ENT_ERR_IO && errno == ENOENT ? ENT_OK : status;
    }
    if (length > 0 && strncmp(text, mark, sizeof(mark) - 1) != 0) {
        return ENT_ERR_IO;
    }
    status = ENT_OK;
    for (line = text; status == ENT_OK && (end = strchr(line, '\n')) != NULL; line = end + 1) {
        status = read_line(self, line, (size_t) (end - line));
    }
    return status;
}

/* Opens a ledger at its end, or makes it with its first line. */
static int open_at_end(const char *folder, const char *ledger)
{
    int file = ent_inner_open(folder, ledger, O_WRONLY | O_APPEND);

    if (file < 0 && errno == ENOENT) {
        file = ent_inner_create(folder, ledger);
        if (file >= 0 && write(file, mark, sizeof(mark) - 1) != (ssize_t) sizeof(mark) - 1) {
            int reason = errno;
            close(file);
            errno = reason;
            file = -1;
        }
    }
    return file;
}

/* Appends a line in one call, so that no line is mixed with another. */
static int append_line(const char *folder, const char *ledger, const char *line)
{
    size_t length = strlen(line);
    int file = open_at_end(folder, ledger);
    ssize_t written = file >= 0 ? write(file, line, length) : -1;
    int reason = written >= 0 ? ENOSPC : errno;

    if (file >= 0 && close(file) != 0 && written == (ssize_t) length) {
        written = -1;
        reason = errno;
    }
    errno = reason;
    return written == (ssize_t) length ? ENT_OK : ENT_ERR_IO;
}

int ent_ledger_append(const char *folder, const char *ledger, const char *name, const char *sha256)
{
    ent_arena arena = {0};
    size_t length;
    int status;
    const char *line = ent_arena_printf(&arena, "%s  %s\n", sha256, name);
    const char *text = line != NULL ? ent_inner_read(folder, ledger, &arena, &length, &status) : NULL;
    int reason = errno;

    if (line == NULL || (text == NULL && status == ENT_ERR_NO_MEMORY)) {
        status = ENT_ERR_NO_MEMORY;
    } else if (text != NULL && strstr(text, line) != NULL) {
        status = ENT_OK; /* so that runs that fail again and again do not make it grow */
    } else if (text == NULL && reason != ENOENT) {
        status = ENT_ERR_IO;
    } else {
        status = append_line(folder, ledger, line);
        reason = errno;
    }
    ent_arena_free(&arena);
    errno = reason;
    return status;
}

static bool lists(const ent_ledger *self, const char *name)
{
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->item[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

ent_file_owner ent_ledger_owner(const ent_ledger *self, const char *folder, const char *name)
{
    ent_inner_kind kind = ent_inner_kind_of(folder, name);
    char sha256[ENT_SHA256_TEXT];

    if (kind != ENT_INNER_FILE) {
        return kind == ENT_INNER_MISSING   ? ENT_FILE_MISSING
               : kind == ENT_INNER_UNKNOWN ? ENT_FILE_UNREADABLE
                                           : ENT_FILE_FOREIGN;
    }
    if (!lists(self, name)) { /* it need not be read, whatever its length */
        return ENT_FILE_UNLISTED;
    }
    if (ent_inner_sha256(folder, name, sha256) != ENT_OK) {
        return ENT_FILE_UNREADABLE;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->item[i].name, name) == 0 && strcmp(self->item[i].sha256, sha256) == 0) {
            return ENT_FILE_OWN;
        }
    }
    return ENT_FILE_FOREIGN;
}
