#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"
#include "cli/report.h"
#include "run/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct sweeping {
    const ent_options *options;
    ent_experiment *experiment;
    const ent_case *from; /* the variant that is varied */
    ent_report *report;
    ent_csv_writer csv;
    ent_run_options run;
    const char *folder; /* that the table will be in */
    cJSON *points;      /* of the JSON answer; NULL without one */
    size_t value[16];   /* place on each axis */
} sweeping;

static bool is_named(const ent_options *options, const char *id)
{
    for (size_t i = 1; i < options->operands; i++) {
        if (strcmp(options->operand[i], id) == 0) {
            return true;
        }
    }
    return options->operands < 2;
}

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

static size_t cells_of(const ent_sweep *sweep)
{
    size_t cells = 1;

    for (size_t a = 0; a < sweep->axes; a++) {
        cells *= sweep->axis[a].values;
    }
    return cells;
}

/* One point: the variant with a value for each path. */
static int build_cell(sweeping *self, const ent_sweep *sweep, ent_case *cell)
{
    ent_position at = sweep->label.setting->name_at;
    size_t before = self->report->diagnostics.errors;
    int status = ent_tree_copy(&cell->tree, &self->from->tree);

    cell->id = self->from->id;
    for (size_t a = 0; a < sweep->axes && status == ENT_OK; a++) {
        const char *text =
            ent_arena_printf(&cell->tree.arena, "%s = %s", sweep->axis[a].path, sweep->axis[a].value[self->value[a]]);
        status = text == NULL ? ENT_ERR_NO_MEMORY : ent_tree_assign(&cell->tree, text, at, &self->report->diagnostics);
    }
    if (status == ENT_OK && self->report->diagnostics.errors > before) {
        status = ENT_ERR_SCENARIO;
    }
    if (status == ENT_OK) {
        status =
            ent_case_build(cell, self->experiment->id, self->from->model.kernels, false, &self->report->diagnostics);
    }
    return status;
}

static int count_nan(sweeping *self, const ent_model *model, const ent_guard_count *guard)
{
    for (size_t i = 0; i < model->guards; i++) {
        if (guard[i].nan > 0) {
            ent_diagnostics_add(&self->report->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0},
                model->guard[i].quantity->path, NULL, "the formula gave no number in some draws of the sweep");
            return ENT_ERR_NUMERIC;
        }
    }
    return ENT_OK;
}

/* A result of the JSON answer: one a sweep, with a list for its points. */
static cJSON *add_result(const sweeping *self, const ent_scenario *scenario, const ent_sweep *sweep)
{
    cJSON *json;
    cJSON *points;

    if (!ent_answer_wanted()) {
        return NULL;
    }
    json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "scenario", self->experiment->id);
    cJSON_AddStringToObject(json, "variant", self->from->id);
    cJSON_AddStringToObject(json, "sweep", sweep->label.id);
    cJSON_AddStringToObject(json, "name", sweep->label.name);
    cJSON_AddStringToObject(json, "headline", scenario->headline);
    cJSON_AddStringToObject(json, "folder", self->folder);
    points = cJSON_AddArrayToObject(json, "points");
    ent_answer_result(json);
    return points;
}

static void add_point(const sweeping *self, const ent_sweep *sweep, const ent_estimate *estimate)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *set = cJSON_AddObjectToObject(json, "set");

    for (size_t a = 0; a < sweep->axes; a++) {
        cJSON_AddStringToObject(set, sweep->axis[a].path, sweep->axis[a].value[self->value[a]]);
    }
    ent_json_estimate(json, estimate);
    cJSON_AddItemToArray(self->points, json);
}

static int run_cell(sweeping *self, const ent_scenario *scenario, const ent_sweep *sweep, const ent_case *cell)
{
    ent_guard_count *guard = calloc(cell->model.guards + 1, sizeof(*guard));
    ent_tally tally = {0};
    ent_sweep_row row = {
        .variant = self->from->id, .sweep = sweep, .value = self->value, .expression = cell->scenario.headline};
    int status = guard != NULL ? ent_run_model(&cell->model, &self->run, NULL, 0, &tally, guard) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = count_nan(self, &cell->model, guard);
    }
    if (status == ENT_OK) {
        status = ent_tally_kept(&tally, tally.layout.headline, tally.layout.headline + 1, &row.estimate);
    }
    if (status == ENT_OK) {
        ent_table_sweeps_row(&self->csv, scenario->sweep, scenario->sweeps, &row);
        status = self->csv.status;
    }
    if (status == ENT_OK && self->points != NULL) {
        add_point(self, sweep, &row.estimate);
    }
    ent_tally_free(&tally);
    free(guard);
    return status;
}

static int run_sweep(sweeping *self, const ent_scenario *scenario, const ent_sweep *sweep)
{
    size_t cells = cells_of(sweep);
    int status = ENT_OK;

    if (sweep->axes > sizeof(self->value) / sizeof(*self->value)) {
        return ENT_ERR_ARGUMENT;
    }
    self->points = add_result(self, scenario, sweep);
    for (size_t c = 0; c < cells && status == ENT_OK; c++) {
        size_t rest = c;
        ent_case cell = {0};
        for (size_t a = sweep->axes; a-- > 0;) {
            self->value[a] = rest % sweep->axis[a].values;
            rest /= sweep->axis[a].values;
        }
        status = build_cell(self, sweep, &cell);
        if (status == ENT_OK) {
            status = run_cell(self, scenario, sweep, &cell);
        }
        ent_case_free(&cell);
    }
    return status;
}

static int run_sweeps(sweeping *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;
    uint64_t cells = 0;
    ent_progress progress;
    int status = ENT_OK;

    for (size_t s = 0; s < scenario->sweeps; s++) {
        cells += is_named(self->options, scenario->sweep[s].label.id) ? cells_of(&scenario->sweep[s]) : 0;
    }
    ent_progress_begin(
        &progress, "sweep", cells * scenario->run.worlds * scenario->run.replications, self->options->quiet);
    self->run = (ent_run_options){.threads = self->options->threads,
        .stop = &ent_interrupted,
        .progress = ent_progress_add,
        .context = &progress};
    ent_table_sweeps_header(&self->csv, scenario->sweep, scenario->sweeps);
    for (size_t s = 0; s < scenario->sweeps && status == ENT_OK; s++) {
        if (is_named(self->options, scenario->sweep[s].label.id)) {
            status = run_sweep(self, scenario, &scenario->sweep[s]);
        }
    }
    ent_progress_end(&progress);
    return status;
}

static int sweep_loaded(const ent_options *options, ent_experiment *experiment, size_t variant)
{
    ent_report report = {.options = options, .experiment = experiment, .started = time(NULL)};
    sweeping self = {
        .options = options, .experiment = experiment, .from = experiment->item[variant], .report = &report};
    double began = ent_now();
    int status;

    self.folder = ent_arena_printf(&report.arena, "%s/%s", options->out, experiment->id);
    status = self.folder != NULL ? run_sweeps(&self) : ENT_ERR_NO_MEMORY;

    report.wall = ent_now() - began;
    if (status == ENT_OK) {
        status = ent_report_write_table(&report, "sweeps.csv", &self.csv);
    }
    ent_print_diagnostics(&report.diagnostics, options->quiet);
    if (status == ENT_OK && !options->quiet && !options->json) {
        printf("sweeps: %s/sweeps.csv%s\n", report.folder, report.charts_drawn ? "; charts beside it, in charts/" : "");
        ent_say_next(options, "entente run %s", options->operand[0]);
    } else if (status != ENT_OK && report.diagnostics.errors == 0) {
        ent_complain("%s", ent_strerror(status));
    }
    ent_csv_writer_free(&self.csv);
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
