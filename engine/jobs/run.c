#include "jobs/run.h"

#include "base/status.h"
#include "checkpoint/inner_path.h"
#include "checkpoint/shards.h"
#include "jobs/results_folder.h"
#include "jobs/run_counts.h"

#include <errno.h>
#include <string.h>

/* Writes the results of counts that ended with `status`, and removes the checkpoint. */
static int write_results(
    ent_results *results, const ent_job_request *request, const ent_job_host *host, ent_run_counts *counts, int status)
{
    int written = ENT_OK;

    if (status == ENT_OK || (status == ENT_ERR_INTERRUPTED && results->shown > 0)) {
        written = ent_results_write(results, request, host);
    }
    if (status == ENT_OK && written == ENT_OK) {
        ent_run_counts_remove_checkpoint(counts);
    }
    return written != ENT_OK ? written : status;
}

static ent_job_progress progress_of(const ent_run_counts *counts, int status)
{
    ent_job_progress progress = counts->progress;

    progress.stopped = status == ENT_ERR_INTERRUPTED;
    progress.resumable = counts->saves && progress.done > 0;
    return progress;
}

int ent_job_run(ent_results *results, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t number)
{
    ent_run_counts counts = {0};
    int status;

    results->experiment = experiment;
    status = request->out != NULL ? ent_results_check_folder(results, request, host) : ENT_OK;
    if (status != ENT_OK) {
        return status;
    }
    status = ent_run_counts_begin(&counts, request, host, experiment, number);
    if (status == ENT_OK) {
        status = ent_results_tabulate(results, request, experiment, ent_run_counts_variant, &counts);
    }
    results->progress = progress_of(&counts, status);
    if (request->out != NULL) {
        status = write_results(results, request, host, &counts, status);
    }
    ent_run_counts_free(&counts);
    return status;
}

/* --- a shard ------------------------------------------------------------------------------------------------------ */

void ent_shard_file_free(ent_shard_file *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_shard_file){.path = NULL};
}

/* Counts every variant and puts it into the file. */
static int put_variants(ent_sealed_writer *writer, ent_run_counts *counts, ent_experiment *experiment)
{
    size_t thresholds = 0;
    const ent_threshold *threshold = ent_experiment_thresholds(experiment, &thresholds);
    int status = threshold != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t v = 0; v < experiment->count && status == ENT_OK; v++) {
        ent_chunk_range part = {.first = 0};
        status = ent_run_counts_variant(counts, v, threshold, thresholds, &part);
        if (status == ENT_OK) {
            status = ent_put_chunk_range(writer, v, &part);
        }
        ent_chunk_range_free(&part);
    }
    return status;
}

static int write_shard(ent_run_counts *counts, const ent_job_host *host, ent_experiment *experiment, const char *path)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {0};
    int status = ent_make_folders(path, ENT_SHARD_INNER, &arena);

    if (status == ENT_OK) {
        status = ent_sealed_create(&writer, path, ENT_SHARD_INNER, &arena);
    }
    if (status == ENT_OK) {
        status = ent_put_identity(&writer, &counts->identity);
    }
    if (status == ENT_OK) {
        status = put_variants(&writer, counts, experiment);
    }
    if (status == ENT_OK) {
        status = ent_sealed_finish(&writer);
    }
    if (status == ENT_ERR_IO) {
        ent_job_message(host, ENT_SEVERITY_ERROR, "cannot write '%s': %s", path, ent_sealed_reason(errno));
    }
    ent_sealed_close(&writer);
    ent_arena_free(&arena);
    return status;
}

int ent_job_shard(ent_shard_file *shard, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t number)
{
    ent_run_counts counts = {0};
    const char *folder = ent_job_folder(request, experiment, &shard->arena);
    int status = ent_run_counts_begin(&counts, request, host, experiment, number);

    if (status == ENT_OK) {
        shard->path = folder != NULL ? ent_shard_path(folder, &counts.identity, &shard->arena) : NULL;
        status = shard->path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        shard->existed = !request->fresh && ent_shard_exists(shard->path, &counts.identity);
        status = shard->existed ? ENT_OK : write_shard(&counts, host, experiment, shard->path);
    }
    if (status == ENT_OK) {
        ent_run_counts_remove_checkpoint(&counts);
    }
    shard->progress = progress_of(&counts, status);
    ent_run_counts_free(&counts);
    return status;
}
