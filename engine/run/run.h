/* A run: the draws of a model, on several threads, into one tally. */
#ifndef ENT_RUN_RUN_H
#define ENT_RUN_RUN_H

#include "model/model.h"
#include "run/chunk_range.h"
#include "tally/tally.h"

#include <stdatomic.h>

/* A pause is asked about after so many chunks, so that a run is saved at fixed counts of them. */
enum { ENT_RUN_PAUSE_CHUNKS = 8 };

typedef struct ent_run_options {
    unsigned threads;                                /* 0: as many as the machine has */
    const atomic_int *stop;                          /* not 0: stop as soon as possible; NULL: never */
    void (*progress)(void *context, uint64_t draws); /* after each chunk, with its draws; any thread, one at a time */
    bool (*pause)(void *context); /* whether to return now, to be called again later; likewise. NULL: never */
    void *context;
} ent_run_options;

/* Threads that `options` stands for. */
unsigned ent_run_threads(const ent_run_options *options);

/* Goes on with a part: counts the chunks part->next … part->end - 1. ENT_OK: all of them, or those before a pause
 * (part->next says). ENT_ERR_INTERRUPTED: stopped; the part is sound and can be gone on with. ENT_ERR_NO_MEMORY: the
 * part is of no more use. threshold: [as many as the part was made for] ascending. */
int ent_run_range(ent_chunk_range *part, const ent_model *model, const ent_run_options *options, const double *threshold);

/* Runs scenario->run's worlds and replications. threshold: [thresholds] ascending. tally: initialised here, freed by
 * the caller whatever the status. guard: [model->guards], set. ENT_OK, ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED. */
int ent_run_model(const ent_model *model, const ent_run_options *options, const double *threshold, size_t thresholds,
    ent_tally *tally, ent_guard_count *guard);

#endif
