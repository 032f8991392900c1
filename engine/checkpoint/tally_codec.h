/* Parts of a run as bytes. */
#ifndef ENT_CHECKPOINT_TALLY_CODEC_H
#define ENT_CHECKPOINT_TALLY_CODEC_H

#include "checkpoint/bytes.h"
#include "run/chunk_range.h"

/* Writes all that a part has counted, and of which chunks. */
void ent_chunk_range_encode(const ent_chunk_range *self, ent_byte_writer *out);

/* The same in room of its own, in the arena; NULL when memory is out. */
unsigned char *ent_chunk_range_encoded(const ent_chunk_range *self, ent_arena *arena, size_t *length);

/* What bytes are said to hold. */
typedef struct ent_chunk_span {
    uint64_t first, next; /* chunks */
} ent_chunk_span;

/* Adds the bytes' counts to a part of the same model, whose own chunks stay as they are. ENT_OK, or ENT_ERR_CHECKPOINT:
 * the bytes are damaged or of another model, and the part is of no more use. */
int ent_chunk_range_decode(ent_chunk_range *self, const unsigned char *data, size_t length, ent_chunk_span *stretch);

#endif
