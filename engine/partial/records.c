#include "partial/records.h"

#include "base/status.h"

#include <stdlib.h>

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void encode(const ent_part *part, size_t variant, ent_byte_writer *out)
{
    ent_put_whole(out, variant);
    ent_put_whole(out, ent_part_draws(part));
    ent_part_encode(part, out);
}

int ent_part_record_make(ent_part_record *self, size_t variant, const ent_part *part)
{
    ent_byte_writer out = {.data = NULL};

    encode(part, variant, &out); /* counts */
    out.data = malloc(out.length);
    out.length = 0;
    if (out.data == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    encode(part, variant, &out);
    *self = (ent_part_record){.data = out.data, .length = out.length};
    return ENT_OK;
}

int ent_put_part(ent_frames_writer *writer, size_t variant, const ent_part *part)
{
    ent_part_record record = {.data = NULL};
    int status = ent_part_record_make(&record, variant, part);

    if (status == ENT_OK) {
        status = ent_frames_put(writer, ENT_FRAME_PART, record.data, record.length);
    }
    free(record.data);
    return status;
}

int ent_put_identity(ent_frames_writer *writer, const ent_identity *identity)
{
    ent_byte_writer out = {.data = NULL};
    int status;

    ent_identity_encode(identity, &out); /* counts */
    out.data = malloc(out.length);
    out.length = 0;
    if (out.data == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_identity_encode(identity, &out);
    status = ent_frames_put(writer, ENT_FRAME_IDENTITY, out.data, out.length);
    free(out.data);
    return status;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static int damaged(ent_frames_reader *reader)
{
    reader->wrong = "is damaged";
    return ENT_ERR_PARTIAL;
}

int ent_get_identity(ent_frames_reader *reader, ent_arena *arena, ent_identity *identity)
{
    unsigned char *data = NULL;
    int status;

    if (reader->frames == 0 || reader->frame[0].kind != ENT_FRAME_IDENTITY) {
        return damaged(reader);
    }
    status = ent_frames_read(reader, 0, arena, &data);
    if (status == ENT_OK) {
        status = ent_identity_decode(identity, data, (size_t) reader->frame[0].length, arena);
    }
    return status == ENT_ERR_PARTIAL && reader->wrong == NULL ? damaged(reader) : status;
}

/* Reads a frame and the two numbers in front of its counts. */
static int begin(
    ent_frames_reader *reader, size_t frame, ent_arena *arena, ent_byte_reader *in, size_t *variant, uint64_t *draws)
{
    unsigned char *data = NULL;
    int status;

    if (frame >= reader->frames || reader->frame[frame].kind != ENT_FRAME_PART) {
        return damaged(reader);
    }
    status = ent_frames_read(reader, frame, arena, &data);
    if (status != ENT_OK) {
        return status;
    }
    *in = (ent_byte_reader){.at = data, .end = data + reader->frame[frame].length};
    *variant = (size_t) ent_get_whole(in);
    *draws = ent_get_whole(in);
    return in->bad ? damaged(reader) : ENT_OK;
}

int ent_get_part_size(ent_frames_reader *reader, size_t frame, size_t *variant, uint64_t *draws)
{
    ent_arena scratch = {0};
    ent_byte_reader in;
    int status = begin(reader, frame, &scratch, &in, variant, draws);

    ent_arena_free(&scratch);
    return status;
}

int ent_get_part(ent_frames_reader *reader, size_t frame, size_t variant, ent_part *part, ent_part_stretch *stretch)
{
    ent_arena scratch = {0};
    ent_byte_reader in;
    size_t told = 0;
    uint64_t draws = 0;
    int status = begin(reader, frame, &scratch, &in, &told, &draws);

    if (status == ENT_OK && told != variant) {
        status = damaged(reader);
    }
    if (status == ENT_OK) {
        status = ent_part_decode(part, in.at, (size_t) (in.end - in.at), stretch);
    }
    if (status == ENT_ERR_PARTIAL && reader->wrong == NULL) {
        reader->wrong = "was written by another build of this version, whose counts are of another kind";
    }
    ent_arena_free(&scratch);
    return status;
}
