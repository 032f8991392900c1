/* Runs one scenario with its variants: counts, tables, and a result folder; or counts one share of it into a shard. */
#ifndef ENT_JOBS_RUN_H
#define ENT_JOBS_RUN_H

#include "jobs/results.h"

/* Runs an experiment. number: its index among those of the caller, the same on all ranks (0 where there is one).
 *
 * Without request->out the results stay in memory: nothing is read or written. With it, a checkpoint is saved from time
 * to time, and the results are written into OUT/ID. results: zeroed; freed by the caller whatever the status.
 *
 * ENT_OK. ENT_ERR_INTERRUPTED: stopped by the host; results->progress states how far the run came, and the tables of
 * the complete worlds, if there are any, are in OUT/ID/partial. ENT_ERR_NUMERIC: a setting was not a number in some
 * draw (diagnostics); ENT_ERR_IO (diagnostics); ENT_ERR_NO_MEMORY. */
int ent_job_run(ent_results *results, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t number);

/* A shard that was written. A zeroed struct may be freed. */
typedef struct ent_shard_file {
    ent_arena arena;
    const char *path;          /* in the arena */
    bool existed;              /* it was complete already, so nothing was counted */
    ent_job_progress progress; /* how far the share came */
} ent_shard_file;

/* Frees the texts; the file stays. */
void ent_shard_file_free(ent_shard_file *self);

/* Counts share request->shard of request->shards into OUT/ID/shard-I-of-N.part. A share that is there already is not
 * counted again, so that a batch of jobs of which some were lost can be submitted again; request->fresh counts it.
 * Errors as ent_job_run; ENT_ERR_IO was reported by host->message. */
int ent_job_shard(ent_shard_file *shard, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t number);

#endif
