/* What the frames of a file of partial results hold: which run it is of, and the counts of its variants. */
#ifndef ENT_PARTIAL_RECORDS_H
#define ENT_PARTIAL_RECORDS_H

#include "partial/frames.h"
#include "partial/identity.h"
#include "partial/part_code.h"

/* Content of a frame of a part: the variant's number, its draws, its counts. */
typedef struct ent_part_record {
    unsigned char *data; /* owned: free() */
    size_t length;
} ent_part_record;

/* ENT_ERR_NO_MEMORY. */
int ent_part_record_make(ent_part_record *self, size_t variant, const ent_part *part);

/* Add a frame. Statuses of ent_frames_put; ENT_ERR_NO_MEMORY. */
int ent_put_identity(ent_frames_writer *writer, const ent_identity *identity);
int ent_put_part(ent_frames_writer *writer, size_t variant, const ent_part *part);

/* Which run a file is of: its first frame. Statuses of ent_frames_read; ENT_ERR_PARTIAL with reader->wrong. */
int ent_get_identity(ent_frames_reader *reader, ent_arena *arena, ent_identity *identity);

/* How many draws of which variant a frame holds. Statuses as above. */
int ent_get_part_size(ent_frames_reader *reader, size_t frame, size_t *variant, uint64_t *draws);

/* Adds the counts in a frame to a part. ENT_ERR_PARTIAL with reader->wrong: the part is of no more use. */
int ent_get_part(ent_frames_reader *reader, size_t frame, size_t variant, ent_part *part, ent_part_stretch *stretch);

#endif
