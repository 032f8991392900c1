#include "checkpoint/sweep_points.h"

#include "base/status.h"
#include "checkpoint/inner_path.h"
#include "checkpoint/shards.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { INNER = 3 }; /* DIR may lead through links, ID/.checkpoint/FILE may not */

/* --- one record --------------------------------------------------------------------------------------------------- */

/* Bits of a point: which figures of the estimate are known, and in units of WHY_NOT why its range was not measured; the
 * replications that would do follow then. Part of the format. */
enum { HAS_P = 1, HAS_INTERVAL = 2, HAS_RANGE = 4, WHY_NOT = 8 };

static void put_point(ent_byte_writer *out, size_t number, const ent_estimate *e)
{
    const double figure[] = {e->p, e->low, e->high, e->p05, e->p50, e->p95};
    uint64_t why_not = e->has_range ? 0 : (uint64_t) e->range;

    ent_put_whole(out, number);
    ent_put_whole(out, (uint64_t) (e->has_p ? HAS_P : 0) + (e->has_interval ? HAS_INTERVAL : 0) +
                           (e->has_range ? HAS_RANGE : 0) + WHY_NOT * why_not);
    ent_put_whole(out, e->k);
    ent_put_whole(out, e->n);
    ent_put_whole(out, e->worlds);
    for (size_t i = 0; i < sizeof(figure) / sizeof(*figure); i++) {
        ent_put_double(out, figure[i]);
    }
    if (why_not != 0) {
        ent_put_whole(out, e->replications);
    }
}

void ent_sweep_points_encode(const ent_sweep_points *points, const bool *left_out, ent_byte_writer *out)
{
    for (size_t i = 0; i < points->count; i++) {
        if (points->done[i] && (left_out == NULL || !left_out[i])) {
            put_point(out, i, &points->estimate[i]);
        }
    }
}

static bool get_point(ent_byte_reader *in, ent_sweep_points *points)
{
    uint64_t number = ent_get_whole(in);
    uint64_t has = ent_get_whole(in);
    ent_estimate e = {
        .has_p = (has & HAS_P) != 0, .has_interval = (has & HAS_INTERVAL) != 0, .has_range = (has & HAS_RANGE) != 0};
    double *const figure[] = {&e.p, &e.low, &e.high, &e.p05, &e.p50, &e.p95};
    uint64_t why_not = has / WHY_NOT;

    e.k = ent_get_whole(in);
    e.n = ent_get_whole(in);
    e.worlds = ent_get_whole(in);
    for (size_t i = 0; i < sizeof(figure) / sizeof(*figure); i++) {
        *figure[i] = ent_get_double(in);
    }
    e.range = e.has_range ? ENT_RANGE_MEASURED : (ent_range_state) (why_not < ENT_RANGE_STATES ? why_not : 0);
    e.replications = why_not != 0 ? ent_get_whole(in) : 0;
    if (in->bad || number >= points->count || why_not >= ENT_RANGE_STATES || points->done[number]) {
        return false;
    }
    points->estimate[number] = e;
    points->done[number] = true;
    return true;
}

size_t ent_sweep_points_decode(ent_sweep_points *points, const unsigned char *data, size_t length)
{
    ent_byte_reader in = {.at = data, .end = data + length};
    size_t count = 0;

    while (in.at < in.end) {
        if (!get_point(&in, points)) {
            return SIZE_MAX;
        }
        count++;
    }
    return count;
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

static int read_points(ent_sealed_reader *reader, ent_arena *arena, ent_sweep_points *points, size_t *found)
{
    for (size_t r = 1; r < reader->records; r++) {
        unsigned char *data = NULL;
        size_t count = SIZE_MAX;
        int status = ent_sealed_read(reader, r, arena, &data);
        if (status == ENT_OK && reader->record[r].kind == ENT_RECORD_POINTS) {
            count = ent_sweep_points_decode(points, data, (size_t) reader->record[r].length);
        }
        if (status != ENT_OK || count == SIZE_MAX) {
            return status != ENT_OK ? status : ENT_ERR_CHECKPOINT;
        }
        *found += count;
    }
    return ENT_OK;
}

/* Reads the points in the file, if it is of this sweep, and opens it for appending; else sets the note. */
static int read_file(ent_sweep_points_file *self, const ent_identity *identity, ent_sweep_points *points, size_t *found)
{
    ent_sealed_reader reader = {.file = NULL};
    ent_identity other;
    int status = ent_sealed_open(&reader, self->path, INNER, &self->arena);

    if (status == ENT_ERR_IO) { /* the note of a file that is there and cannot be read, as a pipe or a link */
        self->note = errno == ENOENT ? NULL : "cannot be read";
        status = ENT_OK;
        goto out;
    }
    if (status == ENT_ERR_CHECKPOINT && reader.records > 0) { /* cut off by a kill, or without END: as expected */
        status = ENT_OK;
    }
    if (status == ENT_OK) {
        status = ent_get_identity(&reader, &self->arena, &other);
    }
    if (status == ENT_OK) {
        self->note = ent_identity_difference(identity, &other, &self->arena);
        status = self->note == NULL ? read_points(&reader, &self->arena, points, found) : ENT_OK;
    }
    if (status == ENT_OK && self->note == NULL) {
        status = ent_sealed_append(&self->writer, self->path, INNER, &reader);
        if (status == ENT_ERR_INTERRUPTED) {
            self->note = "belongs to a sweep that is still going on";
            status = ENT_OK;
        }
    }
    if (status == ENT_ERR_CHECKPOINT || status == ENT_ERR_IO) {
        self->note = reader.wrong != NULL ? reader.wrong : "is damaged";
        status = ENT_OK;
    }
out:
    ent_sealed_free(&reader);
    if (self->note != NULL) {
        ent_sealed_close(&self->writer);
        memset(points->done, 0, points->count * sizeof(*points->done));
        *found = 0;
    }
    return status;
}

int ent_sweep_points_open(ent_sweep_points_file *self, const char *result, const ent_identity *identity, bool fresh,
    ent_sweep_points *points, size_t *found)
{
    int status = ENT_OK;

    *self = (ent_sweep_points_file){.writer = {.file = -1}};
    *found = 0;
    self->folder = ent_arena_printf(&self->arena, "%s/.checkpoint", result);
    self->path = identity->shards == 1
                     ? ent_arena_printf(&self->arena, "%s/.checkpoint/sweep.points", result)
                     : ent_arena_printf(&self->arena, "%s/.checkpoint/sweep-%" PRIu64 "-of-%" PRIu64 ".points", result,
                           identity->shard, identity->shards);
    self->written = ent_arena_array(&self->arena, points->count, sizeof(*self->written));
    if (self->folder == NULL || self->path == NULL || self->written == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (!fresh) {
        status = read_file(self, identity, points, found);
        memcpy(self->written, points->done, points->count * sizeof(*self->written));
    }
    return status;
}

static int begin(ent_sweep_points_file *self, const ent_identity *identity)
{
    int status = ent_make_folders(self->path, INNER, &self->arena);

    if (status == ENT_OK) {
        status = ent_sealed_create(&self->writer, self->path, INNER, &self->arena);
    }
    if (status == ENT_OK) {
        status = ent_put_identity(&self->writer, identity);
    }
    return status == ENT_OK ? ent_sealed_publish(&self->writer) : status;
}

int ent_sweep_points_save(ent_sweep_points_file *self, const ent_identity *identity, const ent_sweep_points *points)
{
    ent_byte_writer out = {.data = NULL};
    int status = self->writer.open ? ENT_OK : begin(self, identity);

    if (status != ENT_OK) {
        return status;
    }
    ent_sweep_points_encode(points, self->written, &out); /* counts the bytes */
    if (out.length == 0) {
        return ENT_OK;
    }
    out.data = malloc(out.length);
    out.length = 0;
    if (out.data == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_sweep_points_encode(points, self->written, &out);
    status = ent_sealed_put(&self->writer, ENT_RECORD_POINTS, out.data, out.length);
    free(out.data);
    if (status == ENT_OK) {
        status = ent_sealed_sync(&self->writer);
        memcpy(self->written, points->done, points->count * sizeof(*self->written));
    }
    return status;
}

/* --- shards ------------------------------------------------------------------------------------------------------- */

int ent_sweep_points_write_shard(const char *path, const ent_identity *identity, const ent_sweep_points *points)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {.file = -1};
    ent_byte_writer out = {.data = NULL};
    int status = ent_make_folders(path, ENT_SHARD_INNER, &arena);

    ent_sweep_points_encode(points, NULL, &out); /* counts the bytes */
    out.data = ent_arena_alloc(&arena, out.length);
    out.length = 0;
    if (status == ENT_OK) {
        status = out.data != NULL ? ent_sealed_create(&writer, path, ENT_SHARD_INNER, &arena) : ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        status = ent_put_identity(&writer, identity);
    }
    if (status == ENT_OK) {
        ent_sweep_points_encode(points, NULL, &out);
        status = ent_sealed_put(&writer, ENT_RECORD_POINTS, out.data, out.length);
    }
    if (status == ENT_OK) {
        status = ent_sealed_finish(&writer);
    }
    ent_sealed_close(&writer);
    ent_arena_free(&arena);
    return status;
}

int ent_sweep_points_read_shard(ent_sealed_reader *reader, ent_sweep_points *points)
{
    ent_arena scratch = {0};
    unsigned char *data = NULL;
    int status = ENT_ERR_CHECKPOINT;

    if (reader->records == 3 && reader->record[1].kind == ENT_RECORD_POINTS) {
        status = ent_sealed_read(reader, 1, &scratch, &data);
    }
    if (status == ENT_OK && ent_sweep_points_decode(points, data, (size_t) reader->record[1].length) == SIZE_MAX) {
        status = ENT_ERR_CHECKPOINT;
    }
    if (status == ENT_ERR_CHECKPOINT && reader->wrong == NULL) {
        reader->wrong = "does not hold points of this sweep";
    }
    ent_arena_free(&scratch);
    return status;
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

void ent_sweep_points_remove(ent_sweep_points_file *self)
{
    if (self->writer.open) {
        ent_sealed_remove(self->path, INNER);
        ent_remove_folder(self->folder, INNER - 1); /* fails while the checkpoint of a run is in it */
    }
}

void ent_sweep_points_close(ent_sweep_points_file *self)
{
    ent_sealed_close(&self->writer);
    ent_arena_free(&self->arena);
    *self = (ent_sweep_points_file){.writer = {.file = -1}};
}
