/* An evaluation: plays a model over a set of worlds and counts by world what analyses read of it: the headline, and
 * deals. Nothing else is counted, so it costs less than a run. */
#ifndef ENT_RUN_EVALUATION_H
#define ENT_RUN_EVALUATION_H

#include "model/model.h"
#include "tally/counts.h"
#include "tally/measure.h"

#include <stdatomic.h>

/* All pointers are borrowed. World i of the evaluation has the number first_world + i, and its draws the numbers
 * (first_world + i) * replications + r: so two evaluations with first_world 0 and the same size have common random
 * numbers, and one with a first_world beyond the worlds of another has random numbers of its own. */
typedef struct ent_evaluation {
    const ent_model *model; /* its experts play their own worlds */
    uint64_t first_world;
    uint64_t worlds, replications;  /* > 0 */
    const ent_world_source *source; /* of the uniforms of worlds; NULL: the model's own */
    uint64_t expert_shift;          /* world w belongs to the expert of world w + expert_shift */
    unsigned threads;               /* 0: one for each processor; the counts are the same for any number */
    const atomic_int *stop;         /* not 0: the evaluation ends soon; NULL: never */
    void (*progress)(
        void *context, uint64_t draws); /* after each chunk, from any thread, one call at a time; or NULL */
    void *context;
} ent_evaluation;

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

/* Sets *counts, which is freed by the caller whatever the status. Errors: ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED. */
int ent_evaluate(ent_world_counts *counts, const ent_evaluation *evaluation);
void ent_world_counts_free(ent_world_counts *self);

/* Returns one of the columns above with its sampling unit, for estimates (tally/estimate.h). Borrowed. */
ent_counts ent_world_counts_column(const ent_world_counts *self, const uint32_t *column);

/* Sets mean [worlds] to the chance of the headline in each world, or the mean of its measure, and weight [worlds] to
 * the number of draws with its condition; mean is NaN where that is 0. */
void ent_world_counts_means(const ent_world_counts *self, double *mean, double *weight);

/* Number of the first guard of which a value was NaN; SIZE_MAX without one. Its figures must not be used. */
size_t ent_world_counts_not_a_number(const ent_world_counts *self);

#endif
