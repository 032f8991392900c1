#include "cli/sweeping.h"

#include "base/status.h"
#include "cli/counting.h"
#include "run/headline.h"
#include "run/run.h"
#include "run/threads.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Draws of a point from which all threads share it. */
#define LARGE_POINT (UINT64_C(1) << 22)

bool ent_sweep_is_named(const ent_options *options, const char *id)
{
    for (size_t i = 1; i < options->operands; i++) {
        if (strcmp(options->operand[i], id) == 0) {
            return true;
        }
    }
    return options->operands < 2;
}

void ent_sweep_place(const ent_sweep *sweep, size_t number, size_t place[ENT_SWEEP_AXES])
{
    for (size_t a = sweep->axes; a-- > 0;) {
        place[a] = number % sweep->axis[a].values;
        number /= sweep->axis[a].values;
    }
}

void ent_sweeping_free(ent_sweeping *self)
{
    ent_progress_end(&self->progress);
    ent_sweep_points_close(&self->file);
    ent_arena_free(&self->arena);
    *self = (ent_sweeping){.next = 0};
}

/* --- one point ------------------------------------------------------------------------------------------------------
 */

/* The variant with a value for each path. */
static int build(const ent_sweeping *self, const ent_sweep *sweep, const size_t *place, ent_variant_model *point,
    ent_diagnostics *diagnostics)
{
    ent_position at = sweep->label.setting->name_at;
    int status = ent_tree_copy(&point->tree, &self->from->tree);

    point->id = self->from->id;
    for (size_t a = 0; a < sweep->axes && status == ENT_OK; a++) {
        const char *text =
            ent_arena_printf(&point->tree.arena, "%s = %s", sweep->axis[a].path, sweep->axis[a].value[place[a]]);
        status = text == NULL ? ENT_ERR_NO_MEMORY : ent_tree_assign(&point->tree, text, at, diagnostics);
    }
    if (status == ENT_OK && diagnostics->errors > 0) {
        status = ENT_ERR_SCENARIO;
    }
    return status == ENT_OK ? ent_variant_model_build(point, self->experiment->id, self->from->model.kernels, false, diagnostics)
                            : status;
}

static int find_nan(const ent_model *model, const ent_guard_count *guard, ent_diagnostics *diagnostics)
{
    for (size_t i = 0; i < model->guards; i++) {
        if (guard[i].nan > 0) {
            ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, model->guard[i].quantity->path,
                NULL, "the formula gave no number in some draws of the sweep");
            return ENT_ERR_NUMERIC;
        }
    }
    return ENT_OK;
}

static int estimate_alone(const ent_model *model, ent_guard_count *guard, ent_estimate *estimate)
{
    return ent_run_headline(model, &ent_interrupted, guard, estimate);
}

static int estimate_together(const ent_model *model, unsigned threads, ent_guard_count *guard, ent_estimate *estimate)
{
    const ent_run_options run = {.threads = threads, .stop = &ent_interrupted};
    ent_tally tally = {.draws = 0};
    int status = ent_run_model(model, &run, NULL, 0, &tally, guard);

    if (status == ENT_OK) {
        status = ent_tally_kept(&tally, tally.layout.headline, tally.layout.headline + 1, estimate);
    }
    ent_tally_free(&tally);
    return status;
}

static int count_point(
    const ent_sweeping *self, size_t number, bool alone, ent_estimate *estimate, ent_diagnostics *diagnostics)
{
    ent_variant_model point = {.id = NULL, .shelf = self->from->shelf};
    ent_guard_count *guard = NULL;
    size_t place[ENT_SWEEP_AXES];
    size_t s = 0;
    int status;

    while (number >= self->first[s + 1]) {
        s++;
    }
    ent_sweep_place(self->sweep[s], number - self->first[s], place);
    status = build(self, self->sweep[s], place, &point, diagnostics);
    if (status == ENT_OK) {
        guard = calloc(point.model.guards + 1, sizeof(*guard));
        status = guard != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        status = alone ? estimate_alone(&point.model, guard, estimate)
                       : estimate_together(&point.model, self->options->threads, guard, estimate);
    }
    if (status == ENT_OK) {
        status = find_nan(&point.model, guard, diagnostics);
    }
    free(guard);
    ent_variant_model_free(&point);
    return status;
}

/* --- all of them ----------------------------------------------------------------------------------------------------
 */

static bool take(ent_sweeping *self, size_t *number)
{
    while (self->next < self->end && self->points.done[self->next]) {
        self->next++;
    }
    if (self->status == ENT_OK && atomic_load(&ent_interrupted) != 0) {
        self->status = ENT_ERR_INTERRUPTED;
    }
    if (self->status != ENT_OK || self->next >= self->end) {
        return false;
    }
    *number = self->next++;
    return true;
}

static void save(ent_sweeping *self)
{
    int status = self->saves ? ent_sweep_points_save(&self->file, &self->identity, &self->points) : ENT_OK;

    self->saved = ent_now();
    if (status != ENT_OK) {
        self->saves = false;
        ent_complain("no checkpoint in %s: %s; the sweep goes on without", self->file.folder,
            status == ENT_ERR_IO ? strerror(errno) : ent_strerror(status));
    }
}

static void put(ent_sweeping *self, size_t number, const ent_estimate *estimate)
{
    const ent_run_size *run = &self->from->scenario.run;

    self->points.estimate[number] = *estimate;
    self->points.done[number] = true;
    ent_progress_add(&self->progress, run->worlds * run->replications);
    if (self->saves && ent_now() - self->saved >= ent_checkpoint_interval()) {
        save(self);
    }
}

static void fail(ent_sweeping *self, int status, const ent_diagnostics *said)
{
    self->status = self->status == ENT_OK ? status : self->status;
    for (size_t i = 0; i < said->count; i++) {
        const ent_diagnostic *item = &said->item[i];
        ent_diagnostics_add(self->diagnostics, item->severity, item->at, item->path, item->help, "%s", item->text);
    }
}

static void work(ent_sweeping *self, bool alone)
{
    for (;;) {
        ent_diagnostics said = {.count = 0};
        ent_estimate estimate = {.k = 0};
        size_t number = 0;
        bool taken = false;
        int status;

        ENT_CRITICAL(entente_points)
        taken = take(self, &number);
        if (!taken) {
            return;
        }
        status = count_point(self, number, alone, &estimate, &said);
        ENT_CRITICAL(entente_points)
        {
            if (status == ENT_OK) {
                put(self, number, &estimate);
            } else {
                fail(self, status, &said);
            }
        }
        ent_diagnostics_free(&said);
    }
}

static void count_all(ent_sweeping *self)
{
    const ent_run_size *run = &self->from->scenario.run;
    const ent_run_options options = {.threads = self->options->threads};
    unsigned threads = ent_run_threads(&options);

    if (run->worlds * run->replications >= LARGE_POINT || self->end - self->next < threads) {
        work(self, false);
        return;
    }
    ENT_PARALLEL((int) threads)
    work(self, true);
}

/* --- beginning ------------------------------------------------------------------------------------------------------
 */

static size_t points_of(const ent_sweep *sweep)
{
    size_t points = 1;

    for (size_t a = 0; a < sweep->axes; a++) {
        points *= sweep->axis[a].values;
    }
    return points;
}

static int list(ent_sweeping *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;

    self->sweep = ent_arena_array(&self->arena, scenario->sweeps, sizeof(ent_sweep *));
    self->first = ent_arena_array(&self->arena, scenario->sweeps + 1, sizeof(*self->first));
    if (self->sweep == NULL || self->first == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t s = 0; s < scenario->sweeps; s++) {
        const ent_sweep *sweep = &scenario->sweep[s];
        if (!ent_sweep_is_named(self->options, sweep->label.id)) {
            continue;
        }
        if (sweep->axes > ENT_SWEEP_AXES) {
            return ENT_ERR_ARGUMENT;
        }
        self->sweep[self->sweeps] = sweep;
        self->first[self->sweeps + 1] = self->first[self->sweeps] + points_of(sweep);
        self->sweeps++;
    }
    self->points.count = self->first[self->sweeps];
    self->points.estimate = ent_arena_array(&self->arena, self->points.count, sizeof(*self->points.estimate));
    self->points.done = ent_arena_array(&self->arena, self->points.count, sizeof(*self->points.done));
    return self->points.estimate != NULL && self->points.done != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static int begin(ent_sweeping *self)
{
    const ent_run_size *run = &self->from->scenario.run;
    const char *result = ent_arena_printf(&self->arena, "%s/%s", self->options->out, self->experiment->id);
    ent_chunk_plan plan = {.chunks_in_world = 1};
    size_t found = 0;
    int status = list(self);

    if (status == ENT_OK) {
        status = ent_describe_work(self->options, self->experiment, "sweep", &self->arena, &self->identity);
    }
    if (status != ENT_OK || result == NULL) {
        return status != ENT_OK ? status : ENT_ERR_NO_MEMORY;
    }
    self->identity.items = self->points.count;
    plan.chunks = self->points.count; /* shares of points as of chunks */
    self->next = (size_t) ent_chunk_plan_boundary(&plan, self->identity.shard - 1, self->identity.shards);
    self->end = (size_t) ent_chunk_plan_boundary(&plan, self->identity.shard, self->identity.shards);
    self->identity.name = self->options->operand + 1;
    self->identity.names = self->options->operands - 1;
    status = ent_sweep_points_open(&self->file, result, &self->identity, self->options->fresh, &self->points, &found);
    if (self->file.note != NULL && !self->options->quiet) {
        ent_complain("the checkpoint %s %s: starting from the beginning", self->file.path, self->file.note);
    } else if (found > 0 && !self->options->quiet) {
        fprintf(stderr, "entente: %s: resuming after %zu of %zu points (--fresh starts over)\n", self->experiment->id,
            found, self->end - self->next);
    }
    ent_progress_begin(
        &self->progress, "sweep", (self->end - self->next) * run->worlds * run->replications, self->options->quiet);
    ent_progress_resume(&self->progress, found * run->worlds * run->replications);
    return status;
}

int ent_sweeping_count(ent_sweeping *self, const ent_options *options, const ent_experiment *experiment, size_t variant,
    ent_diagnostics *diagnostics)
{
    int status;

    *self = (ent_sweeping){.options = options,
        .experiment = experiment,
        .from = experiment->item[variant],
        .diagnostics = diagnostics,
        .file = {.writer = {.file = -1}},
        .saved = ent_now(),
        .saves = true};
    status = begin(self);
    if (status != ENT_OK) {
        return status;
    }
    count_all(self);
    ent_progress_end(&self->progress);
    if (self->status == ENT_ERR_INTERRUPTED) {
        save(self);
    }
    return self->status;
}

/* --- shards ---------------------------------------------------------------------------------------------------------
 */

int ent_sweeping_merge(ent_sweeping *self, const ent_options *options, const ent_experiment *experiment, size_t variant,
    ent_shard *shard, size_t shards, size_t *at)
{
    int status;

    *self = (ent_sweeping){.options = options,
        .experiment = experiment,
        .from = experiment->item[variant],
        .file = {.writer = {.file = -1}}};
    status = list(self);
    for (*at = 0; *at < shards && status == ENT_OK; (*at)++) {
        status = ent_sweep_points_read_shard(&shard[*at].reader, &self->points);
        ent_sealed_release(&shard[*at].reader);
        if (status != ENT_OK) {
            return status;
        }
    }
    *at = shards - 1;
    for (size_t i = 0; i < self->points.count && status == ENT_OK; i++) {
        if (!self->points.done[i]) {
            shard[*at].reader.wrong = "and the others do not add up to the sweep";
            status = ENT_ERR_CHECKPOINT;
        }
    }
    return status;
}
