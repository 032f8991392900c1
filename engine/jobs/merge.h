/* Merges shards: finds their files, checks that they make up whole runs, and turns each run into results. */
#ifndef ENT_JOBS_MERGE_H
#define ENT_JOBS_MERGE_H

#include "checkpoint/shards.h"
#include "jobs/results.h"

/* A file of a shard. inner: 0 for one that the user has named; 1 for one found in a folder, where no link is followed.
 */
typedef struct ent_merge_file {
    const char *path;
    size_t inner;
} ent_merge_file;

/* Shards of one or more runs. A zeroed struct is empty and may be freed. */
typedef struct ent_merge {
    ent_arena arena;
    ent_merge_file *file; /* [files] */
    size_t files, capacity;
    ent_shard *shard; /* [shards] the opened shards; ent_merge_group puts the shards of a run together */
    size_t shards;
} ent_merge;

/* Frees everything but the files; a zeroed struct may be freed. */
void ent_merge_free(ent_merge *self);

/* Adds a file. path: borrowed. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_merge_add_file(ent_merge *self, const char *path);

/* Adds the shards (shard-I-of-N.part) in a folder and in the folders in it, links to folders left out: OUT/ID of a run,
 * or its OUT. Returns their number through *found. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_merge_add_folder(ent_merge *self, const char *folder, size_t *found);

/* Opens all files; host->message names each that cannot be read or is damaged. ENT_OK, or the first file's
 * ENT_ERR_CHECKPOINT, ENT_ERR_IO or ENT_ERR_NO_MEMORY. */
int ent_merge_open(ent_merge *self, const ent_job_host *host);

/* Checks that the shards of each run are complete, each share there once; host->message names every defect. ENT_OK or
 * ENT_ERR_CHECKPOINT. */
int ent_merge_check(ent_merge *self, const ent_job_host *host);

/* Moves the shards of the run of shard[first] behind it, and returns their number. After ent_merge_check they are in
 * the order of their shares. */
size_t ent_merge_group(ent_merge *self, size_t first);

/* The request that a run was counted with, as its shards carry it: settings, variant, sweeps and draws. Other members
 * are those of `from`. Arrays are in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_merge_request(
    const ent_identity *identity, const ent_job_request *from, ent_arena *arena, ent_job_request *request);

/* An ent_loader that reads the scenario files that a shard carries. context: the address of a pointer to its
 * identity (const ent_identity **). */
int ent_merge_load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length);

/* Turns the shards of a run into results, as ent_job_run does. experiment: loaded from the shards. shard: [shards] in
 * the order of their shares. ENT_ERR_CHECKPOINT, ENT_ERR_IO: host->message named the shard, or diagnostics name the
 * file that could not be written. results: zeroed; freed by the caller. */
int ent_job_merge(ent_results *results, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, ent_shard *shard, size_t shards);

#endif
