/* The records of sealed files: the identity of a run, and the counts of its variants. */
#ifndef ENT_CHECKPOINT_RECORDS_H
#define ENT_CHECKPOINT_RECORDS_H

#include "checkpoint/identity.h"
#include "checkpoint/sealed_file.h"
#include "checkpoint/tally_codec.h"

/* Content of a record of kind CHUNKS: number of the variant, number of draws, counts. */
typedef struct ent_chunk_record {
    unsigned char *data; /* [length] owned: free() */
    size_t length;
} ent_chunk_record;

/* Encodes a chunk range of a variant. Errors: ENT_ERR_NO_MEMORY. */
int ent_chunk_record_make(ent_chunk_record *self, size_t variant, const ent_chunk_range *range);

/* Appends the record of an identity, or of a chunk range of a variant. Errors as of ent_sealed_put; ENT_ERR_NO_MEMORY.
 */
int ent_put_identity(ent_sealed_writer *writer, const ent_identity *identity);
int ent_put_chunk_range(ent_sealed_writer *writer, size_t variant, const ent_chunk_range *range);

/* Reads the identity of a file, its first record, into the arena. Errors as of ent_sealed_read; ENT_ERR_CHECKPOINT with
 * reader->wrong. */
int ent_get_identity(ent_sealed_reader *reader, ent_arena *arena, ent_identity *identity);

/* Reads the variant and the number of draws of a record of kind CHUNKS. Errors as of ent_get_identity. */
int ent_get_chunk_range_size(ent_sealed_reader *reader, size_t record, size_t *variant, uint64_t *draws);

/* Adds the counts of a record to a chunk range of the variant; *span: the chunks counted. Errors as of
 * ent_get_identity; the range is inconsistent then and must be freed. */
int ent_get_chunk_range(
    ent_sealed_reader *reader, size_t record, size_t variant, ent_chunk_range *range, ent_chunk_span *span);

#endif
