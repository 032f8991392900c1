#include "checkpoint/checkpoint.h"

#include "base/status.h"
#include "checkpoint/inner_path.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { INNER = 3 }; /* DIR may lead through links, ID/.checkpoint/FILE may not */

/* --- names -------------------------------------------------------------------------------------------------------- */

static const char *variant_path(const ent_checkpoint *self, size_t variant, ent_arena *arena)
{
    return ent_arena_printf(arena, "%s/%" PRIu64 "-of-%" PRIu64 ".variant-%zu", self->folder, self->identity->shard,
        self->identity->shards, variant);
}

static const char *lock_path(const ent_checkpoint *self, ent_arena *arena)
{
    return ent_arena_printf(
        arena, "%s/%" PRIu64 "-of-%" PRIu64 ".lock", self->folder, self->identity->shard, self->identity->shards);
}

/* --- one process at a time ---------------------------------------------------------------------------------------- */

/* Takes the lock, which the system releases when this process ends. Errors: ENT_ERR_INTERRUPTED: another process holds
 * it; ENT_ERR_IO: there is no such file or folder, or no regular file; ENT_ERR_NO_MEMORY. */
static int take_lock(ent_checkpoint *self, bool create)
{
    ent_arena scratch = {0};
    const char *path = lock_path(self, &scratch);
    int file = path != NULL ? ent_open_lock(path, INNER, create) : -1;
    int status = path != NULL ? ENT_ERR_IO : ENT_ERR_NO_MEMORY;

    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) {
        self->lock = file;
        status = ENT_OK;
    } else if (file >= 0) {
        status = errno == EWOULDBLOCK ? ENT_ERR_INTERRUPTED : ENT_ERR_IO;
        close(file);
    }
    ent_arena_free(&scratch);
    return status;
}

/* --- examining the files
 * ------------------------------------------------------------------------------------------------------ */

/* Reads identity, variant and number of draws of a file with sound records. *wrong: why it is not of this variant of
 * this run, as the end of a sentence; NULL if it is. */
static int inspect(const ent_checkpoint *self, size_t variant, ent_sealed_reader *reader, ent_arena *arena,
    const char **wrong, uint64_t *draws)
{
    ent_identity other;
    size_t number = 0;
    int status = ent_get_identity(reader, arena, &other);

    if (status == ENT_OK) {
        *wrong = ent_identity_difference(self->identity, &other, arena);
        status = ent_get_chunk_range_size(reader, 1, &number, draws);
    }
    if (status == ENT_OK && *wrong == NULL && (number != variant || reader->records != 3)) {
        *wrong = "is damaged";
    }
    return status;
}

/* Examines the file of a variant, if there is one, and adds its draws, or sets the note if it cannot be used. */
static int find(ent_checkpoint *self, size_t variant)
{
    ent_arena scratch = {0};
    ent_sealed_reader reader = {0};
    const char *path = variant_path(self, variant, &scratch);
    const char *wrong = NULL;
    uint64_t draws = 0;
    int status = path != NULL ? ent_sealed_open(&reader, path, INNER, &scratch) : ENT_ERR_NO_MEMORY;
    bool missing = status == ENT_ERR_IO && errno == ENOENT;

    if (status == ENT_OK) {
        status = inspect(self, variant, &reader, &scratch, &wrong, &draws);
    }
    if (status == ENT_ERR_CHECKPOINT) {
        wrong = reader.wrong != NULL ? reader.wrong : "is damaged";
    } else if (status == ENT_ERR_IO && !missing) {
        wrong = "cannot be read";
    }
    if (wrong != NULL) {
        self->note = ent_arena_printf(&self->arena, "%s", wrong);
        draws = 0;
    }
    self->draws += draws;
    ent_sealed_free(&reader);
    ent_arena_free(&scratch);
    return status == ENT_ERR_NO_MEMORY || (wrong != NULL && self->note == NULL) ? ENT_ERR_NO_MEMORY : ENT_OK;
}

/* Examines the files of all variants. */
static int find_all(ent_checkpoint *self)
{
    int status = ENT_OK;

    for (size_t v = 0; v < self->identity->items && status == ENT_OK && self->note == NULL; v++) {
        status = find(self, v);
    }
    if (self->note != NULL) { /* all or nothing: files of other variants may be of the same other run */
        self->draws = 0;
    }
    self->saving = self->draws > 0;
    return status;
}

int ent_checkpoint_open(ent_checkpoint *self, const char *result, const ent_identity *identity)
{
    int status;

    *self = (ent_checkpoint){.identity = identity, .lock = -1};
    self->result = ent_arena_strdup(&self->arena, result);
    self->folder = ent_arena_printf(&self->arena, "%s/.checkpoint", result);
    self->pending = ent_arena_array(&self->arena, (size_t) identity->items, sizeof(*self->pending));
    if (self->result == NULL || self->folder == NULL || self->pending == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = take_lock(self, false);
    if (status == ENT_OK) {
        return find_all(self);
    }
    if (status == ENT_ERR_INTERRUPTED) {
        self->note = "belongs to a run that is still going on";
    }
    return status == ENT_ERR_NO_MEMORY ? status : ENT_OK;
}

void ent_checkpoint_close(ent_checkpoint *self)
{
    if (self->folder != NULL && self->lock >= 0) {
        close(self->lock);
    }
    for (size_t v = 0; self->pending != NULL && v < self->identity->items; v++) {
        free(self->pending[v].data);
    }
    ent_arena_free(&self->arena);
    *self = (ent_checkpoint){.lock = -1};
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

int ent_checkpoint_load(const ent_checkpoint *self, size_t variant, ent_chunk_range *range)
{
    ent_arena scratch = {0};
    ent_sealed_reader reader = {0};
    ent_chunk_span span = {0};
    const char *path = self->draws > 0 ? variant_path(self, variant, &scratch) : NULL;
    int status = path != NULL ? ent_sealed_open(&reader, path, INNER, &scratch) : ENT_ERR_NO_MEMORY;

    if (self->draws == 0 || (status == ENT_ERR_IO && errno == ENOENT)) {
        status = ENT_OK;
        goto out;
    }
    if (status == ENT_OK) {
        status = ent_get_chunk_range(&reader, 1, variant, range, &span);
    }
    if (status == ENT_OK && (span.first != range->first || span.next > range->end)) {
        status = ENT_ERR_CHECKPOINT;
    }
    if (status == ENT_OK) {
        range->next = span.next;
    }
out:
    ent_sealed_free(&reader);
    ent_arena_free(&scratch);
    return status == ENT_ERR_IO ? ENT_ERR_CHECKPOINT : status;
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

/* Creates the folders and takes the lock. */
static int create_folder(ent_checkpoint *self)
{
    const char *path = lock_path(self, &self->arena);
    int status = path != NULL ? ent_make_folders(path, INNER, &self->arena) : ENT_ERR_NO_MEMORY;

    return status == ENT_OK ? take_lock(self, true) : status;
}

static int write_variant(const ent_checkpoint *self, size_t variant, const ent_chunk_record *content)
{
    ent_arena scratch = {0};
    ent_sealed_writer writer = {0};
    const char *path = variant_path(self, variant, &scratch);
    int status = path != NULL ? ent_sealed_create(&writer, path, INNER, &scratch) : ENT_ERR_NO_MEMORY;
    int reason;

    if (status == ENT_OK) {
        status = ent_put_identity(&writer, self->identity);
    }
    if (status == ENT_OK) {
        status = ent_sealed_put(&writer, ENT_RECORD_CHUNKS, content->data, content->length);
    }
    if (status == ENT_OK) {
        status = ent_sealed_finish(&writer);
    }
    reason = errno;
    ent_sealed_close(&writer);
    ent_arena_free(&scratch);
    errno = reason;
    return status;
}

static void remove_variants(const ent_checkpoint *self)
{
    for (size_t v = 0; v < self->identity->items; v++) {
        ent_arena scratch = {0};
        const char *path = variant_path(self, v, &scratch);
        if (path != NULL) {
            ent_sealed_remove(path, INNER);
            ent_sealed_remove_stale(path, INNER, true); /* this run has the lock of its writers */
        }
        ent_arena_free(&scratch);
    }
}

/* Prepares the first save: takes the lock and removes the files of another run. */
static int begin(ent_checkpoint *self)
{
    int status = self->lock >= 0 ? ENT_OK : create_folder(self);

    if (status == ENT_OK && !self->saving) {
        remove_variants(self);
        self->saving = true;
    }
    return status;
}

int ent_checkpoint_save(ent_checkpoint *self, size_t variant, const ent_chunk_range *range)
{
    ent_chunk_record content = {0};
    int status = begin(self);

    for (size_t v = 0; v < self->identity->items && status == ENT_OK; v++) {
        if (self->pending[v].data != NULL) {
            status = write_variant(self, v, &self->pending[v]);
            if (status == ENT_OK) {
                free(self->pending[v].data);
                self->pending[v] = (ent_chunk_record){0};
            }
        }
    }
    if (status == ENT_OK) {
        status = ent_chunk_record_make(&content, variant, range);
    }
    if (status == ENT_OK) {
        status = write_variant(self, variant, &content);
    }
    free(content.data);
    return status;
}

int ent_checkpoint_keep(ent_checkpoint *self, size_t variant, const ent_chunk_range *range)
{
    if (self->saving) {
        return ent_checkpoint_save(self, variant, range);
    }
    return ent_chunk_record_make(&self->pending[variant], variant, range);
}

/* --- removing ----------------------------------------------------------------------------------------------------- */

void ent_checkpoint_forget(ent_checkpoint *self)
{
    self->draws = 0;
    self->note = NULL;
    self->saving = false;
}

void ent_checkpoint_remove(ent_checkpoint *self)
{
    ent_arena scratch = {0};
    const char *path = self->lock >= 0 ? lock_path(self, &scratch) : NULL;

    if (path != NULL) {
        remove_variants(self);
        ent_remove_lock(path, INNER);
        ent_remove_folder(self->folder, INNER - 1); /* fails while files of other shards are in it */
    }
    ent_arena_free(&scratch);
}
