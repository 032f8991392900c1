/* Counts by world of the chunk that a thread plays: each column of the tally's layout, block by block. Each function
 * that counts takes all worlds of a block together, so a column costs a pass or two over its rows.
 *
 * Worlds of one draw each need no counts of their own, since their sums suffice (ent_tally_single_draws): then a
 * column is counted over the whole block at once, and only kept columns and numbers are stored by world. */
#ifndef ENT_RUN_COUNTING_CHUNK_COUNTS_H
#define ENT_RUN_COUNTING_CHUNK_COUNTS_H

#include "simulate/block.h"
#include "tally/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sums over the worlds of a chunk, which fit 64 bits: no more than 2^16 draws. */
typedef struct ent_world_sum {
    uint64_t k, kk, kn, worlds; /* worlds with k > 0 */
} ent_world_sum;

/* Columns first … end - 1, shares of column `of`. */
typedef struct ent_column_run {
    size_t first, end, of;
} ent_column_run;

typedef struct ent_chunk_counts {
    const ent_kernels *kernels; /* borrowed */
    ent_tally_layout layout;
    bool single;      /* one draw a world, and no design */
    size_t room;      /* worlds of a chunk at most */
    uint32_t *count;  /* [room][layout.columns] `survived` by exact month held, `agreed` by exact step, until they are
                         added to a tally; of single draws one row for all worlds */
    uint32_t *number; /* [room][columns - numbers] of single draws; else NULL */
    uint8_t *kept;    /* [layout.kept][room] of single draws; else NULL */
    ent_moments *column; /* [columns] of the chunk's worlds, once closed; NULL where draws are single, or of a design */
    ent_world_sum *sum;  /* [columns] scratch: the same of columns of draws; likewise */
    ent_column_run *run; /* [runs] columns of draws that are shares of the same column; likewise */
    size_t runs;
    /* the block that is counted */
    size_t rows, worlds;              /* worlds with rows in it */
    size_t start[ENT_BLOCK_ROWS + 1]; /* [worlds + 1] rows start[i] … start[i + 1] - 1 belong to one world */
    size_t world[ENT_BLOCK_ROWS];     /* [worlds] its number in the chunk */
    size_t world_of[ENT_BLOCK_ROWS];  /* [rows] likewise */
} ent_chunk_counts;

/* A zeroed struct may be freed. Errors: ENT_ERR_NO_MEMORY. */
int ent_chunk_counts_init(ent_chunk_counts *self, const ent_kernels *kernels, const ent_tally_layout *layout,
    uint64_t replications, size_t most_worlds);
void ent_chunk_counts_free(ent_chunk_counts *self);

/* Sets the counts of the first `worlds` worlds to 0. */
void ent_chunk_counts_clear(ent_chunk_counts *self, size_t worlds);

/* Adds so many draws to those that were played of each of the first `worlds` worlds. */
void ent_chunk_counts_add_played(ent_chunk_counts *self, size_t worlds, uint64_t draws);

/* Begins a block whose first world has the number `first` in the chunk. */
void ent_chunk_counts_begin(ent_chunk_counts *self, const ent_block *block, size_t first);

/* --- columns of draws (below layout.numbers). x: [rows] of the block ------------------------------------------------
 */

/* Counts all rows; those where x is not 0 (x NULL: all rows); and those where it is at least `limit`. */
void ent_chunk_counts_all(ent_chunk_counts *self, size_t column);
void ent_chunk_counts_true(ent_chunk_counts *self, size_t column, const double *x);
void ent_chunk_counts_at_least(ent_chunk_counts *self, size_t column, double limit, const double *x);

/* Counts the rows where x is 0, 1, …, values - 1 in the columns from first on. x has no other values, but for negative
 * ones, which are not counted. */
void ent_chunk_counts_values(ent_chunk_counts *self, size_t first, size_t values, const double *x);

/* Counts one row. column: no kept one where draws are single. */
static inline void ent_chunk_counts_row(ent_chunk_counts *self, size_t column, size_t row)
{
    self->count[(self->single ? 0 : self->world_of[row] * self->layout.columns) + column]++;
}

/* --- columns of numbers ---------------------------------------------------------------------------------------------
 */

/* Returns where the sum over the rows start[i] … start[i + 1] - 1 is added. */
uint32_t *ent_chunk_counts_number(ent_chunk_counts *self, size_t column, size_t i);

/* Adds up x, whole numbers. */
void ent_chunk_counts_sum(ent_chunk_counts *self, size_t column, const double *x);
void ent_chunk_counts_sum_whole(ent_chunk_counts *self, size_t column, const uint32_t *x);

/* --- the end of a chunk ---------------------------------------------------------------------------------------------
 */

/* Sums up the chunk's complete worlds, before they are added to a tally that threads share. */
void ent_chunk_counts_close(ent_chunk_counts *self, size_t worlds);

/* Adds them to a tally, as its worlds from first_world on. */
void ent_chunk_counts_add_to(ent_chunk_counts *self, ent_tally *tally, uint64_t first_world, size_t worlds);

/* Turns counts by exact month and round into cumulative ones, as a tally takes them: truces that held to the end of
 * month m at least, deals in round k at the latest. count: [columns]. */
void ent_chunk_counts_cumulate(const ent_tally_layout *layout, uint32_t *count);

#endif
