/* A run of all variants, variant by variant, as counts: with a progress bar, and with a checkpoint where it is long. */
#ifndef ENT_CLI_COUNTING_H
#define ENT_CLI_COUNTING_H

#include "cli/console.h"
#include "checkpoint/checkpoint.h"
#include "run/run.h"

/* Gives the counts of a variant. part: initialised here, freed by the caller whatever the status. ENT_OK;
 * ENT_ERR_INTERRUPTED: stopped, and the part holds what was counted until then; other errors of the library. */
typedef int (*ent_part_source)(
    void *context, size_t variant, const double *threshold, size_t thresholds, ent_chunk_range *part);

typedef struct ent_counting {
    ent_arena arena;
    const ent_options *options;
    const ent_experiment *experiment;
    ent_identity identity;
    ent_checkpoint checkpoint;
    ent_progress progress;
    double interval, saved; /* seconds between saves; when the last was */
    size_t number;          /* of the experiment among those of the command */
    bool saves;             /* false after one failed, which was said */
} ent_counting;

/* Seconds between two saves. */
double ent_checkpoint_interval(void);

/* What a command works on, for its partial results. Arrays are in the arena; NULL texts in none. ENT_ERR_NO_MEMORY. */
int ent_describe_work(const ent_options *options, const ent_experiment *experiment, const char *command,
    ent_arena *arena, ent_identity *identity);

/* number: of the experiment among those of the command. Looks for a checkpoint, says what comes of it, and shows the progress bar. A zeroed one may be ended.
 * ENT_ERR_NO_MEMORY. */
int ent_counting_begin(
    ent_counting *self, const ent_options *options, const ent_experiment *experiment, size_t number);
void ent_counting_end(ent_counting *self);

/* An ent_part_source: counts the variant, from where the checkpoint left it. */
int ent_counting_variant(void *self, size_t variant, const double *threshold, size_t thresholds, ent_chunk_range *part);

/* The results are written: the checkpoint is of no more use. */
void ent_counting_done(ent_counting *self);

#endif
