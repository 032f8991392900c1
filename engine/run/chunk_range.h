/* A part of a run: what a stretch of the chunks of one variant came to.
 *
 * Everything in it is counts and exact sums, so parts of disjoint stretches add up to the same in any order: that is
 * what checkpoints, shards and ranks carry. */
#ifndef ENT_RUN_CHUNK_RANGE_H
#define ENT_RUN_CHUNK_RANGE_H

#include "run/chunks.h"
#include "tally/tally.h"

typedef struct ent_chunk_range {
    ent_tally tally;        /* its arena owns the rest too */
    ent_guard_count *guard; /* [guards] */
    size_t guards;
    uint32_t *split; /* [worlds][columns] counts of worlds that are split and not complete yet; NULL: none are */
    ent_chunk_plan plan;
    uint64_t first, next, end; /* chunks first … next - 1 are counted; those up to end are wanted */
} ent_chunk_range;

/* An empty part that wants the chunks first … end - 1 of the model. A zeroed part may be freed. ENT_ERR_NO_MEMORY. */
int ent_chunk_range_init(ent_chunk_range *self, const ent_model *model, size_t thresholds, uint64_t first, uint64_t end);
void ent_chunk_range_free(ent_chunk_range *self);

/* Adds other (of the same model and thresholds, other chunks). first, next and end stay as they are. */
void ent_chunk_range_merge(ent_chunk_range *self, const ent_chunk_range *other);

/* Adds counts of some draws of a world that is split; once all its draws are in, it counts as a world. */
void ent_chunk_range_add_split(ent_chunk_range *self, uint64_t world, const uint32_t *count);

/* The second half of that: counts a world if all its draws are in. */
void ent_chunk_range_settle_split(ent_chunk_range *self, uint64_t world);

/* Worlds at the front of the run that are complete, where the part starts with the first chunk: the tally of a run that
 * was stopped speaks of these. Worlds that are split count only where no draw of the next one is in. */
uint64_t ent_chunk_range_whole_worlds(const ent_chunk_range *self);

/* Draws that are counted. */
uint64_t ent_chunk_range_draws(const ent_chunk_range *self);

#endif
