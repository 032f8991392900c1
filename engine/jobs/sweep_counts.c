#include "jobs/sweep_counts.h"

#include "base/status.h"
#include "run/experts/experts.h"
#include "run/headline.h"
#include "run/run.h"
#include "run/threads.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Number of draws of a point from which on all threads count one point together. */
#define LARGE_POINT (UINT64_C(1) << 22)

static bool is_asked_for(const ent_job_request *request, const char *id)
{
    for (size_t i = 0; i < request->names; i++) {
        if (strcmp(request->name[i], id) == 0) {
            return true;
        }
    }
    return request->names == 0;
}

void ent_sweep_indices(const ent_sweep *sweep, size_t number, size_t index[ENT_SWEEP_AXES])
{
    for (size_t a = sweep->axes; a-- > 0;) {
        index[a] = number % sweep->axis[a].values;
        number /= sweep->axis[a].values;
    }
}

void ent_sweep_counts_free(ent_sweep_counts *self)
{
    ent_sweep_points_close(&self->file);
    ent_arena_free(&self->arena);
    *self = (ent_sweep_counts){.next = 0};
}

/* --- one point ---------------------------------------------------------------------------------------------------- */

/* Compiles the variant with the point's value on each axis. */
static int build(const ent_sweep_counts *self, const ent_sweep *sweep, const size_t *index, ent_variant_model *point,
    ent_diagnostics *diagnostics)
{
    ent_assignment *set = ent_arena_array(&point->arena, sweep->axes, sizeof(*set));
    int status = set != NULL ? ent_tree_copy(&point->tree, &self->from->tree) : ENT_ERR_NO_MEMORY;

    point->id = self->from->id;
    for (size_t a = 0; a < sweep->axes && status == ENT_OK; a++) {
        const char *text =
            ent_arena_printf(&point->tree.arena, "%s = %s", sweep->axis[a].path, sweep->axis[a].value[index[a]]);
        status = text == NULL ? ENT_ERR_NO_MEMORY
                              : ent_tree_assign(&point->tree, text, sweep->axis[a].at[index[a]], diagnostics);
        set[a] = (ent_assignment){.text = text, .at = sweep->axis[a].at[index[a]]};
    }
    if (status == ENT_OK && diagnostics->errors > 0) {
        status = ENT_ERR_SCENARIO;
    }
    if (status == ENT_OK) {
        status = ent_variant_model_build(point, self->experiment->id, self->from->model.kernels, false, diagnostics);
    }
    return status == ENT_OK ? ent_variant_model_add_experts(
                                  point, self->from, set, sweep->axes, self->from->model.kernels, false, diagnostics)
                            : status;
}

static int find_nan(const ent_model *model, const ent_guard_count *guard, ent_diagnostics *diagnostics)
{
    for (size_t i = 0; i < ent_experts_guards(model); i++) {
        if (guard[i].nan > 0) {
            ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0},
                ent_experts_guard(model, i)->quantity->path, NULL,
                "the formula gave no number in some draws of the sweep");
            return ENT_ERR_NUMERIC;
        }
    }
    return ENT_OK;
}

/* Counts one point on all threads. */
static int estimate_on_threads(
    const ent_sweep_counts *self, const ent_model *model, ent_guard_count *guard, ent_estimate *estimate)
{
    const ent_run_options run = {.threads = self->request->threads, .stop = self->host->stop};
    ent_tally tally = {.draws = 0};
    int status = ent_run_model(model, &run, NULL, 0, &tally, guard);

    if (status == ENT_OK) {
        status = ent_tally_headline(&tally, estimate);
    }
    ent_tally_free(&tally);
    return status;
}

/* Notes the values that a point clamped; others may be counted meanwhile. */
static int note_clamps(ent_sweep_counts *self, size_t sweep, const ent_model *model, const ent_guard_count *guard)
{
    int status;

    ENT_CRITICAL(entente_points)
    status = ent_sweep_clamps_add(&self->clamps, sweep, model, guard, &self->arena);
    return status;
}

static int count_point(
    ent_sweep_counts *self, size_t number, bool alone, ent_estimate *estimate, ent_diagnostics *diagnostics)
{
    ent_variant_model point = {.id = NULL, .shelf = self->from->shelf, .base = self->experiment->item[0]};
    ent_guard_count *guard = NULL;
    size_t index[ENT_SWEEP_AXES];
    size_t s = 0;
    int status;

    while (number >= self->first[s + 1]) {
        s++;
    }
    ent_sweep_indices(self->sweep[s], number - self->first[s], index);
    status = build(self, self->sweep[s], index, &point, diagnostics);
    if (status == ENT_OK) {
        guard = calloc(ent_experts_guards(&point.model) + 1, sizeof(*guard));
        status = guard != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        status = alone ? ent_run_headline(&point.model, self->host->stop, guard, estimate)
                       : estimate_on_threads(self, &point.model, guard, estimate);
    }
    if (status == ENT_OK) {
        status = find_nan(&point.model, guard, diagnostics);
    }
    if (status == ENT_OK) {
        status = note_clamps(self, s, &point.model, guard);
    }
    free(guard);
    ent_variant_model_free(&point);
    return status;
}

/* --- all points --------------------------------------------------------------------------------------------------- */

/* Hands out the next point. Returns whether there is one. */
static bool take(ent_sweep_counts *self, size_t *number)
{
    while (self->next < self->end && self->points.done[self->next]) {
        self->next++;
    }
    if (self->status == ENT_OK && ent_job_stopped(self->host)) {
        self->status = ENT_ERR_INTERRUPTED;
    }
    if (self->status != ENT_OK || self->next >= self->end) {
        return false;
    }
    *number = self->next++;
    return true;
}

static void save(ent_sweep_counts *self)
{
    int status = self->saves ? ent_sweep_points_save(&self->file, &self->identity, &self->points) : ENT_OK;

    self->saved = ent_job_clock(self->host);
    if (status != ENT_OK) {
        self->saves = false;
        ent_job_message(self->host, ENT_SEVERITY_ERROR, "no checkpoint in %s: %s; the sweep goes on without",
            self->file.folder, status == ENT_ERR_IO ? ent_sealed_reason(errno) : ent_strerror(status));
    }
}

static void put_estimate(ent_sweep_counts *self, size_t number, const ent_estimate *estimate)
{
    const ent_run_size *run = &self->from->scenario.run;

    self->points.estimate[number] = *estimate;
    self->points.done[number] = true;
    ent_job_add_draws(self->host, &self->progress, run->worlds * run->replications);
    if (self->saves && ent_job_clock(self->host) - self->saved >= self->request->checkpoint_seconds) {
        save(self);
    }
}

static void fail(ent_sweep_counts *self, int status, const ent_diagnostics *diagnostics)
{
    self->status = self->status == ENT_OK ? status : self->status;
    for (size_t i = 0; i < diagnostics->count; i++) {
        const ent_diagnostic *item = &diagnostics->item[i];
        ent_diagnostics_add(self->diagnostics, item->severity, item->at, item->path, item->help, "%s", item->text);
    }
}

/* Counts points until there are none left. alone: this thread counts whole points, beside others. */
static void count_points(ent_sweep_counts *self, bool alone)
{
    for (;;) {
        ent_diagnostics diagnostics = {.count = 0};
        ent_estimate estimate = {.k = 0};
        size_t number = 0;
        bool taken = false;
        int status;

        ENT_CRITICAL(entente_points)
        taken = take(self, &number);
        if (!taken) {
            return;
        }
        status = count_point(self, number, alone, &estimate, &diagnostics);
        ENT_CRITICAL(entente_points)
        {
            if (status == ENT_OK) {
                put_estimate(self, number, &estimate);
            } else {
                fail(self, status, &diagnostics);
            }
        }
        ent_diagnostics_free(&diagnostics);
    }
}

static void count_all(ent_sweep_counts *self)
{
    const ent_run_size *run = &self->from->scenario.run;
    const ent_run_options options = {.threads = self->request->threads};
    unsigned threads = ent_run_threads(&options);

    if (run->worlds * run->replications >= LARGE_POINT || self->end - self->next < threads) {
        count_points(self, false);
        return;
    }
    ENT_PARALLEL((int) threads)
    count_points(self, true);
}

/* --- begin and end---------------------------------------------------------------------------------------------------
 */

static size_t number_of_points(const ent_sweep *sweep)
{
    size_t points = 1;

    for (size_t a = 0; a < sweep->axes; a++) {
        points *= sweep->axis[a].values;
    }
    return points;
}

/* Numbers the points of all sweeps that are asked for. */
static int list_points(ent_sweep_counts *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;

    self->sweep = ent_arena_array(&self->arena, scenario->sweeps, sizeof(ent_sweep *));
    self->first = ent_arena_array(&self->arena, scenario->sweeps + 1, sizeof(*self->first));
    if (self->sweep == NULL || self->first == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t s = 0; s < scenario->sweeps; s++) {
        const ent_sweep *sweep = &scenario->sweep[s];
        if (!is_asked_for(self->request, sweep->label.id)) {
            continue;
        }
        if (sweep->axes > ENT_SWEEP_AXES) {
            return ENT_ERR_ARGUMENT;
        }
        self->sweep[self->sweeps] = sweep;
        self->first[self->sweeps + 1] = self->first[self->sweeps] + number_of_points(sweep);
        self->sweeps++;
    }
    self->points.count = self->first[self->sweeps];
    self->points.estimate = ent_arena_array(&self->arena, self->points.count, sizeof(*self->points.estimate));
    self->points.done = ent_arena_array(&self->arena, self->points.count, sizeof(*self->points.done));
    return self->points.estimate != NULL && self->points.done != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* The file of an earlier sweep does not record whether the estimates are means. */
static void mark_means(ent_sweep_counts *self)
{
    for (size_t i = 0; i < self->points.count; i++) {
        self->points.estimate[i].is_mean = self->from->scenario.headline_query.measure != NULL;
    }
}

/* Reads the points that an earlier sweep saved. */
static int open_file(ent_sweep_counts *self, size_t *found)
{
    const char *folder;
    int status;

    if (self->request->out == NULL || self->request->checkpoint_seconds < 0.0) {
        return ENT_OK;
    }
    folder = ent_job_folder(self->request, self->experiment, &self->arena);
    if (folder == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->saves = true;
    status = ent_sweep_points_open(&self->file, folder, &self->identity, self->request->fresh, &self->points, found);
    mark_means(self);
    if (self->file.note != NULL) {
        ent_job_message(self->host, ENT_SEVERITY_WARNING, "the checkpoint %s %s: starting from the beginning",
            self->file.path, self->file.note);
    } else if (*found > 0) {
        ent_job_message(self->host, ENT_SEVERITY_NOTE, "%s: resuming after %zu of %zu points (--fresh starts over)",
            self->experiment->id, *found, self->end - self->next);
    }
    return status;
}

static int begin(ent_sweep_counts *self)
{
    const ent_run_size *run = &self->from->scenario.run;
    ent_chunk_plan plan = {.chunks_in_world = 1};
    size_t found = 0;
    int status = list_points(self);

    if (status == ENT_OK) {
        status = ent_job_identity(self->request, self->experiment, "sweep", &self->arena, &self->identity);
    }
    if (status != ENT_OK) {
        return status;
    }
    self->identity.items = self->points.count;
    plan.chunks = self->points.count; /* points are divided into shares as chunks are */
    self->next = (size_t) ent_chunk_plan_boundary(&plan, self->identity.shard - 1, self->identity.shards);
    self->end = (size_t) ent_chunk_plan_boundary(&plan, self->identity.shard, self->identity.shards);
    status = open_file(self, &found);
    self->progress.total = (self->end - self->next) * run->worlds * run->replications;
    ent_job_add_draws(self->host, &self->progress, found * run->worlds * run->replications);
    return status;
}

static void warn_of_clamps(ent_sweep_counts *self)
{
    const char **name = ent_arena_array(&self->arena, self->sweeps, sizeof(*name));

    for (size_t s = 0; name != NULL && s < self->sweeps; s++) {
        name[s] = self->sweep[s]->label.id;
    }
    if (name != NULL) {
        ent_sweep_clamps_warn(&self->clamps, name, &self->from->scenario.run, self->diagnostics);
    } else {
        self->status = self->status == ENT_OK ? ENT_ERR_NO_MEMORY : self->status;
    }
}

int ent_sweep_counts_count(ent_sweep_counts *self, const ent_job_request *request, const ent_job_host *host,
    const ent_experiment *experiment, size_t variant, ent_diagnostics *diagnostics)
{
    int status;

    *self = (ent_sweep_counts){.request = request,
        .host = host,
        .experiment = experiment,
        .from = experiment->item[variant],
        .diagnostics = diagnostics,
        .file = {.writer = {.file = -1}},
        .saved = ent_job_clock(host)};
    status = begin(self);
    if (status != ENT_OK) {
        return status;
    }
    count_all(self);
    self->progress.stopped = self->status == ENT_ERR_INTERRUPTED;
    if (self->progress.stopped) {
        save(self);
    }
    warn_of_clamps(self);
    self->progress.resumable = self->saves && self->progress.done > 0;
    return self->status;
}

/* --- shards ------------------------------------------------------------------------------------------------------- */

int ent_sweep_counts_merge(ent_sweep_counts *self, const ent_job_request *request, const ent_experiment *experiment,
    size_t variant, ent_shard *shard, size_t shards, size_t *at)
{
    int status;

    *self = (ent_sweep_counts){.request = request,
        .experiment = experiment,
        .from = experiment->item[variant],
        .file = {.writer = {.file = -1}}};
    status = list_points(self);
    for (*at = 0; *at < shards && status == ENT_OK; (*at)++) {
        status = ent_sweep_points_read_shard(&shard[*at].reader, &self->points);
        ent_sealed_release(&shard[*at].reader);
        if (status != ENT_OK) {
            return status;
        }
    }
    mark_means(self);
    *at = shards - 1;
    for (size_t i = 0; i < self->points.count && status == ENT_OK; i++) {
        if (!self->points.done[i]) {
            shard[*at].reader.wrong = "and the others do not add up to the sweep";
            status = ENT_ERR_CHECKPOINT;
        }
    }
    return status;
}
