#include "jobs/analyse/analyse.h"

#include "base/status.h"
#include "jobs/analyse/methods.h"
#include "jobs/results_folder.h"
#include "jobs/run.h"

#include <string.h>

enum { MOST_BYTES_BY_WORLD = 64 << 20 }; /* of the run's counts for methods */

/* Whether the request names the method, or none. */
static bool is_wanted(const ent_job_request *request, const ent_analysis_method *method)
{
    for (size_t i = 0; i < request->names; i++) {
        if (strcmp(request->name[i], method->name) == 0) {
            return true;
        }
    }
    return request->names == 0;
}

static bool all_known(const ent_job_request *request)
{
    for (size_t i = 0; i < request->names; i++) {
        if (ent_method_find(request->name[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* Has the run count by world what methods will read, where that takes no more memory than they do. */
static int reserve_worlds(ent_analysis *self, ent_job_request *request)
{
    const ent_experiment *experiment = self->experiment;
    uint64_t worlds = experiment->item[0]->scenario.run.worlds;
    size_t bytes = 0;
    bool wanted = is_wanted(self->request, &ent_method_sensitivity) || is_wanted(self->request, &ent_method_discover) ||
                  is_wanted(self->request, &ent_method_value);

    for (size_t v = 0; v < experiment->count; v++) {
        bytes += ent_world_counts_bytes(&experiment->item[v]->model, worlds);
    }
    if (!wanted || bytes > MOST_BYTES_BY_WORLD) {
        return ENT_OK;
    }
    self->worlds = ent_arena_array(&self->arena, experiment->count, sizeof(*self->worlds));
    request->worlds = self->worlds;
    return self->worlds != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Runs the scenario where the folder does not hold its run. Charts are drawn once, after the analyses. */
static int run_first(ent_analysis *self)
{
    ent_job_request request = *self->request;
    int status;

    if (request.out == NULL || ent_results_are_written(&self->results, &request)) {
        return ENT_OK;
    }
    request.charts = false;
    request.columns = false;
    request.name = NULL;
    request.names = 0;
    status = reserve_worlds(self, &request);
    status = status == ENT_OK ? ent_job_run(&self->run, &request, self->host, self->experiment, 0) : status;
    self->ran = status == ENT_OK;
    self->results.progress = self->run.progress;
    return status;
}

static int run_methods(ent_analysis *self)
{
    size_t count;
    const ent_analysis_method *const *method = ent_methods(&count);
    int status = ENT_OK;

    self->results.progress = (ent_job_progress){.done = 0};
    for (size_t i = 0; i < count; i++) {
        self->results.progress.total += is_wanted(self->request, method[i]) ? method[i]->draws(self) : 0;
    }
    ent_job_advance(self->host, &self->results.progress);
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        if (is_wanted(self->request, method[i])) {
            self->method = method[i];
            status = method[i]->run(self);
        }
    }
    self->results.progress.stopped = status == ENT_ERR_INTERRUPTED;
    return status;
}

static int write_files(ent_analysis *self)
{
    ent_result_file *file = ent_arena_array(&self->arena, ENT_TABLES_COUNT + self->files, sizeof(*file));
    size_t files = 0;

    if (file == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        if (self->results.table[t].length > 0) {
            file[files++] = (ent_result_file){.name = ent_tables[t]->file, .csv = &self->results.table[t]};
        }
    }
    for (size_t i = 0; i < self->files; i++) {
        file[files++] =
            (ent_result_file){.name = self->file[i].name, .bytes = self->file[i].bytes, .length = self->file[i].length};
    }
    return ent_results_add_files(&self->results, self->request, self->host, file, files);
}

/* A run with `until` stops before all worlds are played, and analyses play all of them: one page would mix both. */
static int check_until(ent_analysis *self)
{
    if (!(self->variant->scenario.run.until > 0.0)) {
        return ENT_OK;
    }
    ent_diagnostics_add(&self->results.diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, "run.until",
        "add --until 0, with --worlds N for fewer worlds",
        "analyses play all worlds, and a run with `until` stops before: its figures would stand on other worlds");
    return ENT_ERR_SCENARIO;
}

int ent_job_analyse(ent_analysis *self, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t variant)
{
    double began = ent_now();
    double cpu = ent_cpu_now();
    int status;

    self->request = request;
    self->host = host;
    self->experiment = experiment;
    self->variant = experiment->item[variant];
    self->results.experiment = experiment;
    self->results.started = time(NULL);
    if (!all_known(request)) {
        return ENT_ERR_ARGUMENT;
    }
    status = check_until(self);
    status =
        status == ENT_OK && request->out != NULL ? ent_results_check_folder(&self->results, request, host) : status;
    status = status == ENT_OK ? run_first(self) : status;
    ent_experiment_resize(
        experiment, experiment->item[0]->scenario.run.worlds_most); /* the run may have stopped early */
    status = status == ENT_OK ? run_methods(self) : status;
    self->results.wall = ent_now() - began;
    self->results.cpu = ent_cpu_now() - cpu;
    return status == ENT_OK && request->out != NULL ? write_files(self) : status;
}
