#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"
#include "cli/report.h"
#include "cli/sweeping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct tabulation {
    const ent_sweeping *points;
    ent_experiment *experiment;
    ent_csv_writer csv;
    const char *folder;           /* that the table will be in */
    cJSON *json;                  /* of the answer; NULL without one */
    size_t value[ENT_SWEEP_AXES]; /* place on each axis */
} tabulation;

static int check_names(const ent_options *options, const ent_scenario *scenario)
{
    const char *names[64];
    size_t count = 0;

    for (size_t i = 0; i < scenario->sweeps && count < 64; i++) {
        names[count++] = scenario->sweep[i].label.id;
    }
    if (count == 0) {
        ent_complain("%s has no `sweeps`; scenarios/README.md shows how they are written", scenario->id);
        return ENT_EXIT_USAGE;
    }
    for (size_t i = 1; i < options->operands; i++) {
        const char *near = ent_nearest_name(options->operand[i], names, count);
        size_t k = 0;
        while (k < count && strcmp(names[k], options->operand[i]) != 0) {
            k++;
        }
        if (k == count) {
            ent_complain("%s has no sweep `%s`%s%s%s", scenario->id, options->operand[i],
                near != NULL ? "; did you mean `" : "", near != NULL ? near : "", near != NULL ? "`?" : "");
            return ENT_EXIT_USAGE;
        }
    }
    return ENT_EXIT_OK;
}

/* A result of the JSON answer: one a sweep, with a list for its points. */
static cJSON *add_result(const tabulation *self, const ent_scenario *scenario, const ent_sweep *sweep)
{
    cJSON *json;
    cJSON *points;

    if (!ent_answer_wanted()) {
        return NULL;
    }
    json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "scenario", self->experiment->id);
    cJSON_AddStringToObject(json, "variant", self->points->from->id);
    cJSON_AddStringToObject(json, "sweep", sweep->label.id);
    cJSON_AddStringToObject(json, "name", sweep->label.name);
    cJSON_AddStringToObject(json, "headline", scenario->headline);
    cJSON_AddStringToObject(json, "folder", self->folder);
    points = cJSON_AddArrayToObject(json, "points");
    ent_answer_result(json);
    return points;
}

static void add_point(const tabulation *self, const ent_sweep *sweep, const ent_estimate *estimate)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *set = cJSON_AddObjectToObject(json, "set");

    for (size_t a = 0; a < sweep->axes; a++) {
        cJSON_AddStringToObject(set, sweep->axis[a].path, sweep->axis[a].value[self->value[a]]);
    }
    ent_json_estimate(json, estimate);
    cJSON_AddItemToArray(self->json, json);
}

static int fill_table(tabulation *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;
    const ent_sweeping *from = self->points;

    ent_table_sweeps_header(&self->csv, scenario->sweep, scenario->sweeps);
    for (size_t s = 0; s < from->sweeps; s++) {
        self->json = add_result(self, scenario, from->sweep[s]);
        for (size_t number = from->first[s]; number < from->first[s + 1]; number++) {
            ent_sweep_row row = {.variant = from->from->id,
                .sweep = from->sweep[s],
                .value = self->value,
                .expression = from->from->scenario.headline,
                .estimate = from->points.estimate[number]};
            ent_sweep_place(from->sweep[s], number - from->first[s], self->value);
            ent_table_sweeps_row(&self->csv, scenario->sweep, scenario->sweeps, &row);
            if (self->json != NULL) {
                add_point(self, from->sweep[s], &row.estimate);
            }
        }
    }
    return self->csv.status;
}

static void say_end(const ent_options *options, const ent_report *report, const ent_sweeping *points, int status)
{
    if (status == ENT_OK && !options->quiet && !options->json) {
        printf(
            "sweeps: %s/sweeps.csv%s\n", report->folder, report->charts_drawn ? "; charts beside it, in charts/" : "");
        ent_say_next(options, "entente run %s", options->operand[0]);
    } else if (status == ENT_ERR_INTERRUPTED) {
        const ent_progress *progress = &points->progress;
        ent_complain("%s: stopped at %.0f%%; the same command goes on from there", report->experiment->id,
            progress->total > 0 ? 100.0 * (double) progress->done / (double) progress->total : 0.0);
    } else if (status != ENT_OK && report->diagnostics.errors == 0) {
        ent_complain("%s", ent_strerror(status));
    }
}

/* From points to the table in its folder. */
static int write_sweep(ent_report *report, const ent_sweeping *points)
{
    tabulation self = {.points = points, .experiment = report->experiment};
    int status;

    self.folder = ent_arena_printf(&report->arena, "%s/%s", report->options->out, report->experiment->id);
    status = self.folder != NULL ? fill_table(&self) : ENT_ERR_NO_MEMORY;
    if (status == ENT_OK) {
        status = ent_report_write_table(report, "sweeps.csv", &self.csv);
    }
    ent_csv_writer_free(&self.csv);
    return status;
}

static int write_shard(const ent_options *options, ent_report *report, const ent_sweeping *points)
{
    const char *folder = ent_arena_printf(&report->arena, "%s/%s", options->out, report->experiment->id);
    const char *path = folder != NULL ? ent_shard_path(folder, &points->identity, &report->arena) : NULL;
    int status = path != NULL ? ent_sweep_points_write_shard(path, &points->identity, &points->points) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && !options->quiet && !options->json) {
        printf("%s: %s\n", report->experiment->id, path);
        ent_say_next(options, "entente merge %s, once all %llu shards are there", options->out,
            (unsigned long long) options->shards);
    } else if (status != ENT_OK && path != NULL) {
        ent_complain("cannot write '%s': %s", path, ent_strerror(status));
    }
    return status;
}

static int sweep_loaded(const ent_options *options, ent_experiment *experiment, size_t variant)
{
    ent_report report = {.options = options, .experiment = experiment, .started = time(NULL)};
    ent_sweeping points;
    double began = ent_now();
    int status = ent_sweeping_count(&points, options, experiment, variant, &report.diagnostics);

    report.wall = ent_now() - began;
    if (status == ENT_OK) {
        status = options->shards > 0 ? write_shard(options, &report, &points) : write_sweep(&report, &points);
    }
    if (status == ENT_OK) {
        ent_sweep_points_remove(&points.file);
    }
    ent_print_diagnostics(&report.diagnostics, options->quiet);
    if (status != ENT_OK || options->shards == 0) {
        say_end(options, &report, &points, status);
    }
    ent_sweeping_free(&points);
    ent_report_free(&report);
    return ent_exit_status(status);
}

int ent_merge_sweep(const ent_options *options, ent_experiment *experiment, ent_shard *shard, size_t shards)
{
    ent_report report = {.options = options, .experiment = experiment, .started = time(NULL)};
    ent_sweeping points = {.next = 0};
    size_t variant = ent_experiment_find(experiment, options->variant != NULL ? options->variant : "base");
    size_t at = 0;
    int status = variant != SIZE_MAX ? ent_sweeping_merge(&points, options, experiment, variant, shard, shards, &at)
                                     : ENT_ERR_CHECKPOINT;

    if ((status == ENT_ERR_CHECKPOINT || status == ENT_ERR_IO) && shard[at].reader.wrong != NULL) {
        ent_complain("%s %s", shard[at].path, shard[at].reader.wrong);
    }
    if (status == ENT_OK) {
        status = write_sweep(&report, &points);
    }
    ent_print_diagnostics(&report.diagnostics, options->quiet);
    if (status == ENT_OK && !options->quiet && !options->json) {
        printf("sweeps: %s/sweeps.csv%s\n", report.folder, report.charts_drawn ? "; charts beside it, in charts/" : "");
    } else if (status != ENT_OK && report.diagnostics.errors == 0) {
        ent_complain("%s: %s", experiment->id, ent_strerror(status));
    }
    ent_sweeping_free(&points);
    ent_report_free(&report);
    return ent_exit_status(status);
}

int ent_command_sweep(const ent_options *options)
{
    ent_arena arena = {0};
    ent_experiment experiment = {0};
    size_t variant = 0;
    int status = ent_load_experiment(options, options->operand[0], options->variant == NULL, &arena, &experiment);
    if (status == ENT_EXIT_OK) {
        status = check_names(options, &experiment.item[0]->scenario);
    }
    if (status == ENT_EXIT_OK) {
        variant = ent_pick_variant(options, &experiment);
        status = variant != SIZE_MAX ? ENT_EXIT_OK : ENT_EXIT_USAGE;
    }
    if (status == ENT_EXIT_OK) {
        status = sweep_loaded(options, &experiment, variant);
    }
    ent_experiment_free(&experiment);
    ent_arena_free(&arena);
    return status;
}
