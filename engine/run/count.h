/* From a block's columns to counts. */
#ifndef ENT_RUN_COUNT_H
#define ENT_RUN_COUNT_H

#include "model/block.h"
#include "tally/tally.h"

enum { ENT_ARRIVALS = 1024 }; /* drawn together once there are so many */

/* Those who join, in the order of the file, of several draws one after the other: their random orders are drawn
 * together. */
typedef struct ent_arrivals {
    size_t count, rows;
    size_t *joined;   /* [ENT_ARRIVALS + contributors] contributors; the draws' stretches end at end[] */
    uint64_t *index;  /* [likewise] numbers of their uniforms */
    double *uniform;  /* [likewise] */
    size_t *row, *end; /* [ENT_BLOCK_ROWS] row in the block; where its stretch ends */
} ent_arrivals;

/* What a thread adds to: counts of the worlds of its chunk, and its part of the rest. */
typedef struct ent_counter {
    const ent_model *model;
    const double *threshold; /* [layout.thresholds] ascending */
    ent_tally_layout layout;
    uint32_t *count;         /* [most_worlds][layout.columns]; `survived` and `agreed` by exact month and round */
    ent_tally part;          /* without worlds */
    uint64_t order_key;      /* stream of the random orders of the Shapley value */
    ent_arrivals arrivals;
    double *flag;            /* [rows] scratch: 1 where the offer reaches what is required, or an option is refused */
} ent_counter;

/* A zeroed counter may be freed. thresholds: borrowed. ENT_ERR_NO_MEMORY. */
int ent_counter_init(ent_counter *self, const ent_model *model, const ent_tally_layout *layout,
    const double *threshold, size_t most_worlds);
void ent_counter_free(ent_counter *self);

/* The layout for a model with so many thresholds. */
ent_tally_layout ent_counter_layout(const ent_model *model, size_t thresholds);

/* Empties the counts of the chunk's first `worlds` worlds. */
void ent_counter_clear(ent_counter *self, size_t worlds);

/* Adds a block that was run. */
void ent_counter_add(ent_counter *self, const ent_block *block);

/* Turns a world's counts by exact month and round into counts up to them, as ent_tally_world takes them. */
void ent_counter_cumulate(const ent_tally_layout *layout, uint32_t *count);

#endif
