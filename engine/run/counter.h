/* From a block's columns to counts. */
#ifndef ENT_RUN_COUNTER_H
#define ENT_RUN_COUNTER_H

#include "run/deal_buffer.h"
#include "run/voting_power.h"
#include "tally/batch.h"
#include "tally/tally.h"

/* What a thread adds to: counts of the worlds of its chunk, and its part of the rest. */
typedef struct ent_counter {
    const ent_model *model;
    const double *threshold; /* [layout.thresholds] ascending */
    ent_tally_layout layout;
    uint32_t *count;    /* [most_worlds][layout.columns]; `survived` and `agreed` by exact month and round */
    ent_tally part;     /* without worlds */
    ent_batch *troops;  /* [contributors] on their way into `part`, as the next */
    ent_batch *utility; /* [parties] */
    ent_voting_power power;
    ent_deal_buffer deals;
    double *utilities; /* [parties] scratch: of one deal */
    double *flag;      /* [rows] scratch: 1 where an option is refused */
} ent_counter;

/* A zeroed counter may be freed. thresholds: borrowed. packages: the tally, shared by threads, that deals are added to
 * where packages are many; NULL: `part` always. ENT_ERR_NO_MEMORY. */
int ent_counter_init(ent_counter *self, const ent_model *model, const ent_tally_layout *layout, const double *threshold,
    size_t most_worlds, ent_tally *packages);
void ent_counter_free(ent_counter *self);

/* The layout for a model with so many thresholds. */
ent_tally_layout ent_counter_layout(const ent_model *model, size_t thresholds);

/* Empties the counts of the chunk's first `worlds` worlds. */
void ent_counter_clear(ent_counter *self, size_t worlds);

/* Adds a block that was run. */
void ent_counter_add(ent_counter *self, const ent_block *block);

/* To be called before `part`, or the tally of packages, is read. */
void ent_counter_flush(ent_counter *self);

/* Turns a world's counts by exact month and round into counts up to them, as ent_tally_world takes them. */
void ent_counter_cumulate(const ent_tally_layout *layout, uint32_t *count);

#endif
