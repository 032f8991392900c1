/* What analyses read of a set of worlds, counted by world: the headline, and deals. An evaluation fills it
 * (run/evaluation/evaluation.h), or a run beside its tables (ent_run_options.worlds), to the same numbers. */
#ifndef ENT_RUN_WORLD_COUNTS_H
#define ENT_RUN_WORLD_COUNTS_H

#include "simulate/block.h"
#include "tally/counts.h"
#include "tally/measure.h"

/* Counts by world, of the draws that are kept (`given` of the scenario). A zeroed struct may be freed. */
typedef struct ent_world_counts {
    uint64_t worlds, replications;
    uint32_t *draws;         /* [worlds] draws */
    uint32_t *deals;         /* [worlds] draws with a deal in force */
    uint32_t *event, *given; /* [worlds] draws with event and condition of the headline; with its condition */
    uint32_t *early_event, *early_given; /* [worlds] likewise, of the first replications / 2 draws of each world */
    ent_measure_sum *sum;                /* [worlds] where the headline is the mean of a measure: its sums; else NULL */
    ent_measure_sum *early_sum;          /* [worlds] likewise, of the first half */
    bool design;                         /* the worlds are those of a design: see ent_counts */
    ent_guard_count *guard;              /* [guards] of all draws, as in ent_run_headline */
    size_t guards;
} ent_world_counts;

/* Zeroed counts of `worlds` worlds of `replications` draws. Returns ENT_ERR_NO_MEMORY if memory runs out; the counts
 * must be freed all the same. */
int ent_world_counts_init(ent_world_counts *self, const ent_model *model, uint64_t worlds, uint64_t replications);
void ent_world_counts_free(ent_world_counts *self);

/* Makes *self a copy of other counts of the model. Memory as above. */
int ent_world_counts_copy(ent_world_counts *self, const ent_world_counts *from, const ent_model *model);

/* Bytes that the columns of `worlds` worlds take. */
size_t ent_world_counts_bytes(const ent_model *model, uint64_t worlds);

/* Adds the rows of a block that was played and reduced to its kept draws. World i of the counts has the number
 * first_world + i. No other thread adds to one of these worlds meanwhile. */
void ent_world_counts_add(ent_world_counts *self, const ent_block *block, uint64_t first_world);

/* Returns one of the columns above with its sampling unit, for estimates (tally/estimate.h). Borrowed. */
ent_counts ent_world_counts_column(const ent_world_counts *self, const uint32_t *column);

/* Sets mean [worlds] to the chance of the headline in each world, or the mean of its measure, and weight [worlds] to
 * the number of draws with its condition; mean is NaN where that is 0. */
void ent_world_counts_means(const ent_world_counts *self, double *mean, double *weight);

/* Number of the first guard of which a value was NaN; SIZE_MAX without one. Its figures must not be used. */
size_t ent_world_counts_not_a_number(const ent_world_counts *self);

#endif
