/* Chunk ranges as bytes. */
#ifndef ENT_CHECKPOINT_TALLY_CODEC_H
#define ENT_CHECKPOINT_TALLY_CODEC_H

#include "checkpoint/bytes.h"
#include "run/chunk_range.h"

/* Writes the sizes of a range's tally, the numbers of the chunks counted, and all counts and sums. */
void ent_chunk_range_encode(const ent_chunk_range *self, ent_byte_writer *out);

/* Returns the bytes of a range, [*length] in the arena; NULL when memory is out. */
unsigned char *ent_chunk_range_encoded(const ent_chunk_range *self, ent_arena *arena, size_t *length);

/* The chunks first … next - 1, which bytes hold the counts of. */
typedef struct ent_chunk_span {
    uint64_t first, next;
} ent_chunk_span;

/* Adds the counts in the bytes to a range of the same model. first, next and end of the range stay as they are; the
 * chunks counted are in *span. Errors: ENT_ERR_CHECKPOINT: the bytes are damaged or of another model; the range is
 * inconsistent and must be freed. */
int ent_chunk_range_decode(ent_chunk_range *self, const unsigned char *data, size_t length, ent_chunk_span *span);

#endif
