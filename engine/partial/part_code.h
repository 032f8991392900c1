/* Parts of a run as bytes. */
#ifndef ENT_PARTIAL_PART_CODE_H
#define ENT_PARTIAL_PART_CODE_H

#include "partial/bytes.h"
#include "run/part.h"

/* Writes all that a part has counted, and of which chunks. */
void ent_part_encode(const ent_part *self, ent_byte_writer *out);

/* The same in room of its own, in the arena; NULL when memory is out. */
unsigned char *ent_part_encoded(const ent_part *self, ent_arena *arena, size_t *length);

/* What bytes are said to hold. */
typedef struct ent_part_stretch {
    uint64_t first, next; /* chunks */
} ent_part_stretch;

/* Adds the bytes' counts to a part of the same model, whose own chunks stay as they are. ENT_OK, or ENT_ERR_PARTIAL:
 * the bytes are damaged or of another model, and the part is of no more use. */
int ent_part_decode(ent_part *self, const unsigned char *data, size_t length, ent_part_stretch *stretch);

#endif
