#include "jobs/sweep.h"

#include "base/status.h"
#include "jobs/results_folder.h"
#include "tables/sweeps.h"
#include "tables/tables.h"

#include <errno.h>

void ent_sweep_results_free(ent_sweep_results *self)
{
    ent_csv_writer_free(&self->table);
    ent_sweep_counts_free(&self->points);
    ent_results_free(&self->results);
    *self = (ent_sweep_results){.tabulated = false};
}

static int fill_table(const ent_sweep_results *self, ent_sink *sink)
{
    const ent_sweep_counts *from = &self->points;
    const ent_scenario *scenario = &from->experiment->item[0]->scenario;

    ent_table_header(&ent_table_sweeps, sink, scenario);
    for (size_t s = 0; s < from->sweeps; s++) {
        for (size_t number = from->first[s]; number < from->first[s + 1]; number++) {
            size_t index[ENT_SWEEP_AXES] = {0};
            ent_sweep_row row = {.variant = from->from->id,
                .sweep = from->sweep[s],
                .value = index,
                .expression = from->from->scenario.headline,
                .estimate = from->points.estimate[number]};
            ent_sweep_indices(from->sweep[s], number - from->first[s], index);
            ent_table_sweeps_row(sink, scenario, &row);
        }
    }
    return sink->status;
}

static int write_table(ent_sweep_results *self, const ent_job_request *request, const ent_job_host *host)
{
    int status = fill_table(self, ent_csv_sink(&self->table));

    self->tabulated = status == ENT_OK;
    if (status == ENT_OK && request->columns) {
        status = fill_table(self, ent_memory_table_sink(&self->results.memory[ent_table_index(&ent_table_sweeps)]));
    }
    if (status == ENT_OK && request->out != NULL) {
        const ent_result_file file = {.name = ent_table_sweeps.file, .csv = &self->table};
        status = ent_results_add_files(&self->results, request, host, &file, 1);
    }
    return status;
}

/* Refuses a place where results or a shard would replace a file of another hand, before anything is counted. */
static int check_place(ent_sweep_results *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *folder, *path;
    const ent_identity identity = {.command = "sweep", .shard = request->shard, .shards = request->shards};
    int reason;

    if (request->out == NULL || request->shards == 0) {
        return request->out != NULL ? ent_results_check_folder(&self->results, request, host) : ENT_OK;
    }
    folder = ent_job_folder(request, self->results.experiment, &self->results.arena);
    path = folder != NULL ? ent_shard_path(folder, &identity, &self->results.arena) : NULL;
    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    reason = ent_sealed_in_the_way(path, ENT_SHARD_INNER);
    if (reason != 0) {
        ent_job_message(host, ENT_SEVERITY_ERROR, "cannot write '%s': %s", path, ent_sealed_reason(reason));
    }
    return reason == 0 ? ENT_OK : ENT_ERR_IO;
}

static int write_shard(ent_sweep_results *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *folder = ent_job_folder(request, self->results.experiment, &self->results.arena);
    int status;

    self->shard = folder != NULL ? ent_shard_path(folder, &self->points.identity, &self->results.arena) : NULL;
    if (self->shard == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_sweep_points_write_shard(self->shard, &self->points.identity, &self->points.points);
    if (status != ENT_OK) {
        ent_job_message(host, ENT_SEVERITY_ERROR, "cannot write '%s': %s", self->shard,
            status == ENT_ERR_IO ? ent_sealed_reason(errno) : ent_strerror(status));
    }
    return status;
}

int ent_job_sweep(ent_sweep_results *self, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t variant)
{
    double began = ent_now();
    double cpu = ent_cpu_now();
    int status;

    ent_experiment_resize(experiment, experiment->item[0]->scenario.run.worlds_most); /* after a run that stopped */
    self->results.experiment = experiment;
    self->results.started = time(NULL);
    status = check_place(self, request, host);
    if (status != ENT_OK) {
        return status;
    }
    status = ent_sweep_counts_count(&self->points, request, host, experiment, variant, &self->results.diagnostics);
    self->results.wall = ent_now() - began;
    self->results.cpu = ent_cpu_now() - cpu;
    self->results.progress = self->points.progress;
    if (status == ENT_OK) {
        status = request->shards > 0 ? write_shard(self, request, host) : write_table(self, request, host);
    }
    if (status == ENT_OK && request->out != NULL) {
        ent_sweep_points_remove(&self->points.file);
    }
    return status;
}

int ent_job_merge_sweep(ent_sweep_results *self, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, ent_shard *shard, size_t shards)
{
    size_t variant = ent_experiment_find(experiment, request->variant != NULL ? request->variant : "base");
    double began = ent_now();
    double cpu = ent_cpu_now();
    size_t at = 0;
    int status = ENT_ERR_CHECKPOINT;

    self->results.experiment = experiment;
    self->results.started = time(NULL);
    if (variant != SIZE_MAX) {
        status = ent_sweep_counts_merge(&self->points, request, experiment, variant, shard, shards, &at);
    }
    self->results.wall = ent_now() - began;
    self->results.cpu = ent_cpu_now() - cpu;
    if ((status == ENT_ERR_CHECKPOINT || status == ENT_ERR_IO) && shard[at].reader.wrong != NULL) {
        ent_job_message(host, ENT_SEVERITY_ERROR, "%s %s", shard[at].path, shard[at].reader.wrong);
    }
    return status == ENT_OK ? write_table(self, request, host) : status;
}
