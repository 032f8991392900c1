#include "checkpoint/records.h"

#include "base/status.h"

#include <stdlib.h>

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void encode(const ent_chunk_range *range, size_t variant, ent_byte_writer *out)
{
    ent_put_whole(out, variant);
    ent_put_whole(out, ent_chunk_range_draws(range));
    ent_chunk_range_encode(range, out);
}

int ent_chunk_record_make(ent_chunk_record *self, size_t variant, const ent_chunk_range *range)
{
    ent_byte_writer out = {.data = NULL};

    encode(range, variant, &out); /* counts the bytes */
    out.data = malloc(out.length);
    out.length = 0;
    if (out.data == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    encode(range, variant, &out);
    *self = (ent_chunk_record){.data = out.data, .length = out.length};
    return ENT_OK;
}

int ent_put_chunk_range(ent_sealed_writer *writer, size_t variant, const ent_chunk_range *range)
{
    ent_chunk_record record = {.data = NULL};
    int status = ent_chunk_record_make(&record, variant, range);

    if (status == ENT_OK) {
        status = ent_sealed_put(writer, ENT_RECORD_CHUNKS, record.data, record.length);
    }
    free(record.data);
    return status;
}

int ent_put_identity(ent_sealed_writer *writer, const ent_identity *identity)
{
    ent_byte_writer out = {.data = NULL};
    int status;

    ent_identity_encode(identity, &out); /* counts the bytes */
    out.data = malloc(out.length);
    out.length = 0;
    if (out.data == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_identity_encode(identity, &out);
    status = ent_sealed_put(writer, ENT_RECORD_IDENTITY, out.data, out.length);
    free(out.data);
    return status;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Notes that the file is damaged. */
static int damaged(ent_sealed_reader *reader)
{
    reader->wrong = "is damaged";
    return ENT_ERR_CHECKPOINT;
}

int ent_get_identity(ent_sealed_reader *reader, ent_arena *arena, ent_identity *identity)
{
    unsigned char *data = NULL;
    int status;

    if (reader->records == 0 || reader->record[0].kind != ENT_RECORD_IDENTITY) {
        return damaged(reader);
    }
    status = ent_sealed_read(reader, 0, arena, &data);
    if (status == ENT_OK) {
        status = ent_identity_decode(identity, data, (size_t) reader->record[0].length, arena);
    }
    return status == ENT_ERR_CHECKPOINT && reader->wrong == NULL ? damaged(reader) : status;
}

/* Reads a record of kind CHUNKS and the two numbers before its counts. in: at the counts afterwards. */
static int begin(
    ent_sealed_reader *reader, size_t record, ent_arena *arena, ent_byte_reader *in, size_t *variant, uint64_t *draws)
{
    unsigned char *data = NULL;
    int status;

    if (record >= reader->records || reader->record[record].kind != ENT_RECORD_CHUNKS) {
        return damaged(reader);
    }
    status = ent_sealed_read(reader, record, arena, &data);
    if (status != ENT_OK) {
        return status;
    }
    *in = (ent_byte_reader){.at = data, .end = data + reader->record[record].length};
    *variant = (size_t) ent_get_whole(in);
    *draws = ent_get_whole(in);
    return in->bad ? damaged(reader) : ENT_OK;
}

int ent_get_chunk_range_size(ent_sealed_reader *reader, size_t record, size_t *variant, uint64_t *draws)
{
    ent_arena scratch = {0};
    ent_byte_reader in;
    int status = begin(reader, record, &scratch, &in, variant, draws);

    ent_arena_free(&scratch);
    return status;
}

int ent_get_chunk_range(
    ent_sealed_reader *reader, size_t record, size_t variant, ent_chunk_range *range, ent_chunk_span *span)
{
    ent_arena scratch = {0};
    ent_byte_reader in;
    size_t number = 0;
    uint64_t draws = 0;
    int status = begin(reader, record, &scratch, &in, &number, &draws);

    if (status == ENT_OK && number != variant) {
        status = damaged(reader);
    }
    if (status == ENT_OK) {
        status = ent_chunk_range_decode(range, in.at, (size_t) (in.end - in.at), span);
    }
    if (status == ENT_ERR_CHECKPOINT && reader->wrong == NULL) {
        reader->wrong = "was written by another build of this version, whose counts are of another kind";
    }
    ent_arena_free(&scratch);
    return status;
}
