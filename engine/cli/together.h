/* Counting on several ranks (run/ranks/ranks.h): a variant's chunks in windows, each rank a stretch of the window. Rank 0
 * adds up what the others counted in the order of the ranks, which is that of the chunks; between windows it saves. */
#ifndef ENT_CLI_TOGETHER_H
#define ENT_CLI_TOGETHER_H

#include "run/experiment.h"
#include "run/run.h"

/* What is to be counted. */
typedef struct ent_together {
    size_t experiment, variant; /* numbers, the same on all ranks */
    const ent_model *model;
    const double *threshold;
    size_t thresholds;
    ent_run_options run; /* of this rank; without pause */
    uint64_t window;     /* chunks of the next window; 0 at first. About a second's worth */
} ent_together;

/* Rank 0: counts the next window of a part, with the others. progress hears of all ranks' draws. ENT_OK;
 * ENT_ERR_INTERRUPTED where run.stop was set before the window; ENT_ERR_NO_MEMORY. */
int ent_together_count(ent_together *self, ent_chunk_range *part);

/* Rank 0: lets the others go. */
void ent_together_end(void);

/* The other ranks: count what rank 0 tells until it lets them go. A rank that cannot ends the job. */
void ent_together_help(ent_experiment *experiment, size_t count, unsigned threads);

#endif
