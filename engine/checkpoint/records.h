/* What the frames of a file of partial results hold: which run it is of, and the counts of its variants. */
#ifndef ENT_CHECKPOINT_RECORDS_H
#define ENT_CHECKPOINT_RECORDS_H

#include "checkpoint/sealed_file.h"
#include "checkpoint/identity.h"
#include "checkpoint/tally_codec.h"

/* Content of a frame of a part: the variant's number, its draws, its counts. */
typedef struct ent_chunk_record {
    unsigned char *data; /* owned: free() */
    size_t length;
} ent_chunk_record;

/* ENT_ERR_NO_MEMORY. */
int ent_chunk_record_make(ent_chunk_record *self, size_t variant, const ent_chunk_range *part);

/* Add a frame. Statuses of ent_sealed_put; ENT_ERR_NO_MEMORY. */
int ent_put_identity(ent_sealed_writer *writer, const ent_identity *identity);
int ent_put_chunk_range(ent_sealed_writer *writer, size_t variant, const ent_chunk_range *part);

/* Which run a file is of: its first frame. Statuses of ent_sealed_read; ENT_ERR_CHECKPOINT with reader->wrong. */
int ent_get_identity(ent_sealed_reader *reader, ent_arena *arena, ent_identity *identity);

/* How many draws of which variant a frame holds. Statuses as above. */
int ent_get_chunk_range_size(ent_sealed_reader *reader, size_t frame, size_t *variant, uint64_t *draws);

/* Adds the counts in a frame to a part. ENT_ERR_CHECKPOINT with reader->wrong: the part is of no more use. */
int ent_get_chunk_range(ent_sealed_reader *reader, size_t frame, size_t variant, ent_chunk_range *part, ent_chunk_span *stretch);

#endif
