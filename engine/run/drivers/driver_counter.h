/* Counts drivers by world, chunk by chunk: how often each holds, and how often the headline holds with it. */
#ifndef ENT_RUN_DRIVER_COUNTER_H
#define ENT_RUN_DRIVER_COUNTER_H

#include "simulate/block.h"
#include "tally/tally.h"

/* All arrays are owned. A zeroed counter may be freed. */
typedef struct ent_driver_counter {
    bool single;        /* the worlds counted have one draw each */
    size_t drivers;     /* layout.drivers; 0: nothing is counted */
    size_t most_worlds; /* of a chunk */
    uint32_t *with;     /* [drivers][most_worlds] draws with the driver, of those in its base; of a base: its draws */
    uint32_t *both;     /* [drivers][most_worlds] of these, draws with the event of the headline */
    double *flag;       /* [ENT_BLOCK_ROWS] scratch */
    double *month;      /* [ENT_BLOCK_ROWS] scratch */
    double *ones;       /* [ENT_BLOCK_ROWS] 1: what always holds */
} ent_driver_counter;

/* Errors: ENT_ERR_NO_MEMORY. */
int ent_driver_counter_init(ent_driver_counter *self, const ent_tally_layout *layout, size_t most_worlds);
void ent_driver_counter_free(ent_driver_counter *self);

/* Sets the counts of the first `worlds` worlds of a chunk to 0. */
void ent_driver_counter_clear(ent_driver_counter *self, size_t worlds);

/* Adds a block that was run, reduced to its kept draws. offset: number of its first world within the chunk. */
void ent_driver_counter_add(
    ent_driver_counter *self, const ent_tally_layout *layout, const ent_block *block, size_t offset);

/* Adds the complete worlds of a chunk to sums [drivers]. first: number of its first world. */
void ent_driver_counter_fold(
    const ent_driver_counter *self, const ent_tally_layout *layout, ent_driver_sum *sum, uint64_t first, size_t worlds);

/* Counts of one world in one row, where worlds are split: [2 * drivers], those of each driver with and both. */
void ent_driver_counter_add_split(const ent_driver_counter *self, uint32_t *row);

/* Adds a complete split world to sums [drivers]. row: [2 * drivers] as above. */
void ent_driver_split_fold(const ent_tally_layout *layout, const uint32_t *row, ent_driver_sum *sum, uint64_t world);

#endif
