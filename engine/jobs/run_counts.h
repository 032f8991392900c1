/* Counts the variants of a run one after another, with progress and with a checkpoint where the run is long. */
#ifndef ENT_JOBS_RUN_COUNTS_H
#define ENT_JOBS_RUN_COUNTS_H

#include "checkpoint/checkpoint.h"
#include "jobs/job.h"
#include "run/chunk_range.h"

/* A zeroed struct may be freed. */
typedef struct ent_run_counts {
    ent_arena arena;
    const ent_job_request *request; /* borrowed, like the next two */
    const ent_job_host *host;
    const ent_experiment *experiment;
    ent_identity identity;
    ent_checkpoint checkpoint;
    ent_job_progress progress;
    double interval, saved; /* seconds between two saves; time of the last save, seconds of the job's clock */
    size_t number;          /* index of the experiment among those of the caller, the same on all ranks */
    ent_chunk_range *part; /* [experiment->count] of a run with `until`: the variants, counted stage by stage; NULL: not
                              yet, or without `until` */
    int stage_status;      /* of counting them */
    bool saves;            /* checkpoints are written: false without a folder, and after one could not be written */
} ent_run_counts;

/* Looks for a checkpoint of the whole run, reports its use through host->message, and calls host->progress for the
 * first time. ENT_OK; ENT_ERR_NO_MEMORY; ENT_ERR_ARGUMENT with a message: a run with `until` is asked for in shares. */
int ent_run_counts_begin(ent_run_counts *self, const ent_job_request *request, const ent_job_host *host,
    const ent_experiment *experiment, size_t number);
void ent_run_counts_free(ent_run_counts *self);

/* An ent_part_source (jobs/results.h) with an ent_run_counts as context: counts a variant, from where the checkpoint
 * left it, and saves it from time to time. */
int ent_run_counts_variant(
    void *self, size_t variant, const ent_threshold *threshold, size_t thresholds, ent_chunk_range *part);

/* Parts of it, for jobs/stages/run_until.h. Initialises a variant's range with this share's chunks, and adds the counts
 * of the checkpoint. */
int ent_run_counts_load(ent_run_counts *self, size_t variant, size_t thresholds, ent_chunk_range *part);

/* Counts the chunks up to part->end, and saves them from time to time and when the run is stopped. */
int ent_run_counts_count(ent_run_counts *self, size_t variant, const ent_threshold *threshold, ent_chunk_range *part);

/* Saves a variant in its present state. */
int ent_run_counts_save(ent_run_counts *self, size_t variant, ent_chunk_range *part);

/* Removes the checkpoint: the results are written. */
void ent_run_counts_remove_checkpoint(ent_run_counts *self);

#endif
