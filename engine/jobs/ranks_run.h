/* Counts a run on several ranks (run/ranks/ranks.h): the chunks of a variant are counted in windows, and each rank
 * counts a range of the window. Rank 0 adds up the ranks' counts in the order of the ranks, which is the order of the
 * chunks; between two windows it can save a checkpoint. */
#ifndef ENT_JOBS_RANKS_RUN_H
#define ENT_JOBS_RANKS_RUN_H

#include "jobs/job.h"
#include "run/run.h"

/* The variant to count. All pointers are borrowed. */
typedef struct ent_ranks_run {
    size_t experiment, variant; /* indices, the same on all ranks */
    const ent_model *model;
    const ent_threshold *threshold; /* as many as the part was made for */
    ent_run_options run;            /* of this rank; `pause` is NULL */
    const ent_job_host *host;
    uint64_t window; /* number of chunks of the next window, about a second's work; 0 at first */
} ent_ranks_run;

/* Rank 0: counts the next window of a part together with the other ranks. run.progress gets the draws of all ranks.
 * ENT_OK; ENT_ERR_INTERRUPTED where run.stop was set before the window; ENT_ERR_NO_MEMORY. */
int ent_ranks_run_count(ent_ranks_run *self, ent_chunk_range *part);

/* Rank 0: ends ent_ranks_run_help on the other ranks. */
void ent_ranks_run_end(void);

/* Other ranks: count ranges of windows until rank 0 calls ent_ranks_run_end. experiment: [count] */
void ent_ranks_run_help(ent_experiment *const *experiment, size_t count, unsigned threads);

#endif
