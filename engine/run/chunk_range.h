/* A chunk range: the tally of a range of the chunks of one variant.
 *
 * All figures are counts and exact sums, so ranges with different chunks add up to the same tally in any order.
 * Checkpoints, shards and ranks exchange chunk ranges. */
#ifndef ENT_RUN_CHUNK_RANGE_H
#define ENT_RUN_CHUNK_RANGE_H

#include "run/chunks.h"
#include "tally/tally.h"

typedef struct ent_chunk_range {
    ent_tally tally;        /* its arena owns the other arrays too */
    ent_guard_count *guard; /* [guards] */
    size_t guards;
    uint32_t *split; /* [worlds][split_columns] counts of split worlds that are incomplete: those by exact month and
                        round, then of the drivers; NULL: worlds are not split */
    size_t split_columns; /* layout.columns + 2 * layout.drivers */
    ent_chunk_plan plan;
    uint64_t first, next, end; /* chunks first … next - 1 are counted; those up to end - 1 are to be counted */
} ent_chunk_range;

/* Makes an empty range that is to count the chunks first … end - 1 of the model. thresholds: number of troop thresholds
 * that will be counted. A zeroed range may be freed. Errors: ENT_ERR_NO_MEMORY. */
int ent_chunk_range_init(
    ent_chunk_range *self, const ent_model *model, size_t thresholds, uint64_t first, uint64_t end);
void ent_chunk_range_free(ent_chunk_range *self);

/* Restricts the range to the first `worlds` worlds of those that it was made for, or widens it again: plan, end and the
 * worlds of the tally. Counts by world stay where they are; other counts are of all chunks that were counted. */
void ent_chunk_range_cut(ent_chunk_range *self, uint64_t worlds);

/* Adds the counts of `other`, which is of the same model and thresholds and of other chunks. first, next and end stay
 * as they are. */
void ent_chunk_range_merge(ent_chunk_range *self, const ent_chunk_range *other);

/* Counts of the drivers of a split world that is incomplete, [2 * layout.drivers] (run/drivers/driver_counter.h). */
uint32_t *ent_chunk_range_split_drivers(ent_chunk_range *self, uint64_t world);

/* Adds the counts of some draws of a split world, whose drivers have been added, then completes the world if all its
 * draws are counted. count: [columns] by exact month and round. */
void ent_chunk_range_add_split(ent_chunk_range *self, uint64_t world, const uint32_t *count);

/* Moves the counts of a split world to the tally if all its draws are counted. */
void ent_chunk_range_settle_split(ent_chunk_range *self, uint64_t world);

/* Returns the number of worlds from world 0 on that are complete, in a range that starts with chunk 0; else 0. Tables
 * of a stopped run are made of these. Split worlds count only when no draw of the next one is counted. */
uint64_t ent_chunk_range_whole_worlds(const ent_chunk_range *self);

/* Returns the number of draws that are counted. */
uint64_t ent_chunk_range_draws(const ent_chunk_range *self);

/* Returns NULL if the range is consistent, else the invariant that does not hold. For tests; not for ranges that others
 * were merged into, in which draws of other chunks are counted. */
const char *ent_chunk_range_check(const ent_chunk_range *self);

#endif
