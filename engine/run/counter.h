/* A counter: adds the blocks that a thread has run to its own counts and tally. */
#ifndef ENT_RUN_COUNTER_H
#define ENT_RUN_COUNTER_H

#include "run/counting/chunk_counts.h"
#include "run/deal_buffer.h"
#include "run/drivers/driver_counter.h"
#include "run/voting_power.h"
#include "simulate/ratification.h"
#include "tally/batch.h"
#include "tally/tally.h"

typedef struct ent_counter {
    const ent_model *model;         /* borrowed: of the last block, one of the models of the run */
    uint64_t first_world;           /* of the chunk */
    const ent_threshold *threshold; /* borrowed: [layout.thresholds] */
    ent_tally_layout layout;
    ent_chunk_counts worlds;    /* counts of the chunk's worlds */
    ent_exact_sum *mean;        /* [most_worlds][layout.means] sums of the chunk's worlds */
    ent_measure_sum *measure;   /* [most_worlds][layout.measures] likewise */
    ent_tally tally;            /* all that is not counted by world */
    ent_batch *troops;          /* [contributors] numbers that are to be added to `tally` together */
    ent_batch *utility;         /* [parties] likewise */
    ent_driver_counter drivers; /* of the chunk's worlds */
    ent_voting_power power;
    ent_deal_buffer deals;
    double *utilities; /* [parties] scratch: utilities of one deal */
    double *flag;      /* [ENT_BLOCK_ROWS] scratch: 1 where an option is refused */
} ent_counter;

/* model and threshold are borrowed. packages: a tally that threads share, which deals are added to where packages are
 * many; NULL: the counter's own always. A zeroed counter may be freed. Errors: ENT_ERR_NO_MEMORY. */
int ent_counter_init(ent_counter *self, const ent_model *model, const ent_tally_layout *layout,
    const ent_threshold *threshold, size_t most_worlds, ent_tally *packages);
void ent_counter_free(ent_counter *self);

/* Returns the layout of a tally of the model with that number of troop thresholds. */
ent_tally_layout ent_counter_layout(const ent_model *model, size_t thresholds);

/* Begins a chunk: the worlds from first_world on. Sets the counts and sums of `worlds` of them to 0. */
void ent_counter_clear(ent_counter *self, uint64_t first_world, size_t worlds);

/* Adds so many draws to those that were played of each of the chunk's first `worlds` worlds, kept or not. */
void ent_counter_add_played(ent_counter *self, size_t worlds, uint64_t draws);

/* Adds a block that was run, reduced to its kept draws, of the worlds of the current chunk, and what ratification
 * counted in it. */
void ent_counter_add(ent_counter *self, const ent_block *block, const ent_ratification_state *ratification);

/* Adds the drivers of a chunk of complete worlds to `tally`, which sums them by themselves. */
void ent_counter_fold_drivers(ent_counter *self, size_t worlds);

/* Adds all buffered numbers to `tally` and `packages`. Must be called before these are read. */
void ent_counter_flush(ent_counter *self);

#endif
