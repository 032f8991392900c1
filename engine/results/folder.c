#include "results/folder.h"

#include "base/status.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void ent_sha256_text(const char *bytes, size_t length, char text[ENT_SHA256_TEXT])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *) bytes);
    sha256_digest(&context, sizeof(digest), digest);
    for (size_t i = 0; i < sizeof(digest); i++) {
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    }
}

static int fail(ent_diagnostics *diagnostics, const char *what, const char *path)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, "", NULL, "cannot %s %s: %s", what, path,
        strerror(errno));
    return ENT_ERR_IO;
}

/* mkdir -p */
static int make_folders(ent_folder *self, const char *path, ent_diagnostics *diagnostics)
{
    char *partial = ent_arena_strdup(&self->arena, path);

    if (partial == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (char *c = partial + 1;; c++) {
        char kept = *c;
        if (kept != '/' && kept != '\0') {
            continue;
        }
        *c = '\0';
        if (mkdir(partial, 0777) != 0 && errno != EEXIST) {
            return fail(diagnostics, "make the folder", partial);
        }
        *c = kept;
        if (kept == '\0') {
            return ENT_OK;
        }
    }
}

int ent_folder_open(ent_folder *self, const char *out, const char *id, ent_diagnostics *diagnostics)
{
    static const char *const stale[] = {"manifest.json", "draws.csv", "sweeps.csv"};
    int status;

    *self = (ent_folder){0};
    self->path = ent_arena_printf(&self->arena, "%s/%s", out, id);
    if (self->path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = make_folders(self, self->path, diagnostics);
    for (size_t i = 0; status == ENT_OK && i < sizeof(stale) / sizeof(*stale); i++) {
        const char *path = ent_arena_printf(&self->arena, "%s/%s", self->path, stale[i]);
        if (path == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (unlink(path) != 0 && errno != ENOENT) {
            status = fail(diagnostics, "take away", path);
        }
    }
    return status;
}

void ent_folder_free(ent_folder *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_folder){0};
}

static int remember(ent_folder *self, const char *name, const char *bytes, size_t length)
{
    if (self->files == self->capacity) {
        size_t capacity = self->capacity == 0 ? 32 : 2 * self->capacity;
        ent_folder_file *grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (self->files > 0) {
            memcpy(grown, self->file, self->files * sizeof(*grown));
        }
        self->file = grown;
        self->capacity = capacity;
    }
    self->file[self->files].name = ent_arena_strdup(&self->arena, name);
    ent_sha256_text(bytes, length, self->file[self->files].sha256);
    return self->file[self->files++].name != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_folder_write(ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics)
{
    const char *path = ent_arena_printf(&self->arena, "%s/%s", self->path, name);
    const char *temporary = ent_arena_printf(&self->arena, "%s/.%s.%ld", self->path, name, (long) getpid());
    FILE *file;
    bool written;

    if (path == NULL || temporary == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    file = fopen(temporary, "wb");
    if (file == NULL) {
        return fail(diagnostics, "write", temporary);
    }
    written = fwrite(bytes, 1, length, file) == length;
    written = fclose(file) == 0 && written;
    if (!written || rename(temporary, path) != 0) {
        int status = fail(diagnostics, "write", path);
        unlink(temporary);
        return status;
    }
    return remember(self, name, bytes, length);
}
