/* A run: all draws of a model, on several threads, into one tally. */
#ifndef ENT_RUN_RUN_H
#define ENT_RUN_RUN_H

#include "model/model.h"
#include "tally/tally.h"

#include <stdatomic.h>

typedef struct ent_run_options {
    unsigned threads;                 /* 0: as many as the machine has */
    const atomic_int *stop;           /* not 0: stop as soon as possible; NULL: never */
    void (*progress)(void *context, uint64_t draws); /* after each chunk, with its draws; any thread, one at a time */
    void *context;
} ent_run_options;

/* Threads that `options` stands for. */
unsigned ent_run_threads(const ent_run_options *options);

/* Runs scenario->run's worlds and replications. threshold: [thresholds] ascending. tally: initialised here, freed by
 * the caller whatever the status. guard: [model->guards], set. ENT_OK, ENT_ERR_NO_MEMORY, ENT_ERR_INTERRUPTED. */
int ent_run_model(const ent_model *model, const ent_run_options *options, const double *threshold, size_t thresholds,
    ent_tally *tally, ent_guard_count *guard);

#endif
