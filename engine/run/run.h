/* A run: plays the draws of a model on several threads and counts them into one tally. */
#ifndef ENT_RUN_RUN_H
#define ENT_RUN_RUN_H

#include "model/model.h"
#include "run/chunk_range.h"
#include "run/evaluation/world_counts.h"
#include "tally/tally.h"

#include <stdatomic.h>

/* Chunks between two questions whether to pause: a paused run has counted a multiple of this number. */
enum { ENT_RUN_PAUSE_CHUNKS = 8 };

typedef struct ent_run_options {
    unsigned threads;       /* number of threads; 0: one for each processor */
    const atomic_int *stop; /* borrowed: the run stops after its current chunks once it is not 0; NULL: never */
    void (*progress)(void *context, uint64_t draws); /* called after each chunk with the number of its draws; from any
                                                        thread, one call at a time */
    bool (*pause)(void *context); /* whether to return, to be called again later; calls as above. NULL: never */
    void *context;                /* of both callbacks */
    ent_world_counts *worlds; /* borrowed: counts of all worlds, which the blocks played are added to beside the tables;
                                 the guards are left out. NULL: none */
} ent_run_options;

/* Returns the number of threads that the options stand for. */
unsigned ent_run_threads(const ent_run_options *options);

/* Counts the chunks range->next … range->end - 1. ENT_OK: all are counted, or those before a pause; range->next is the
 * first that is not. threshold: [as many as the range was made for]. Errors: ENT_ERR_INTERRUPTED:
 * stopped; the range is consistent and may be continued. ENT_ERR_NO_MEMORY: the range is inconsistent and must be
 * freed. */
int ent_run_range(
    ent_chunk_range *range, const ent_model *model, const ent_run_options *options, const ent_threshold *threshold);

/* Runs all worlds and replications of the scenario. threshold: [thresholds]. tally: initialised here,
 * freed by the caller whatever the status. guard: [ent_experts_guards(model)], set. Errors: ENT_ERR_NO_MEMORY,
 * ENT_ERR_INTERRUPTED. */
int ent_run_model(const ent_model *model, const ent_run_options *options, const ent_threshold *threshold,
    size_t thresholds, ent_tally *tally, ent_guard_count *guard);

#endif
