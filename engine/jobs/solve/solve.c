#include "jobs/solve/solve.h"

#include "base/status.h"
#include "formula/number.h"
#include "jobs/results_folder.h"
#include "jobs/solve/answer.h"
#include "run/evaluation/evaluation.h"
#include "run/experts/experts.h"
#include "run/headline.h"
#include "settings/schema.h"
#include "tables/analysis/solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_POINTS = 11,
    EXPECTED_POINTS = 24 /* of the progress bar */
};

void ent_solve_results_free(ent_solve_results *self)
{
    ent_crossing_free(&self->crossing);
    ent_results_free(&self->results);
    ent_solve_question_free(&self->question);
    *self = (ent_solve_results){.sentence = NULL};
}

/* Inputs and results of the points of the curve. */
typedef struct solver {
    ent_solve_results *to;
    const ent_solve_request *asked;
    const ent_job_request *request;
    const ent_job_host *host;
} solver;

static int fail(solver *self, const char *help, const char *message)
{
    ent_diagnostics_add(
        &self->to->results.diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, self->asked->path, help, "%s", message);
    return ENT_ERR_SCENARIO;
}

/* --- a point of the curve ----------------------------------------------------------------------------------------- */

/* Compiles the variant with the setting at x. */
static int build_point(solver *self, double x, ent_variant_model *point)
{
    const ent_solve_question *question = &self->to->question;
    const ent_kernels *kernels = question->base.model.kernels;
    ent_diagnostics *diagnostics = &self->to->results.diagnostics;
    char number[ENT_NUMBER_TEXT];
    ent_assignment set = {.text = NULL};
    int status = ent_tree_copy(&point->tree, &question->at->tree);

    point->id = question->at->id;
    point->shelf = question->at->shelf;
    if (status == ENT_OK) {
        set.text = ent_arena_printf(&point->tree.arena, "%s = %s", self->asked->path, ent_number_shortest(x, number));
        status = set.text != NULL ? ent_tree_assign(&point->tree, set.text, set.at, diagnostics) : ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        status = ent_variant_model_build(point, self->to->results.experiment->id, kernels, false, diagnostics);
    }
    return status == ENT_OK ? ent_variant_model_add_experts(point, question->at, &set, 1, kernels, false, diagnostics)
                            : status;
}

static void advance(void *context, uint64_t draws)
{
    solver *self = context;

    ent_job_add_draws(self->host, &self->to->results.progress, draws);
}

static int check_numbers(solver *self, const ent_model *model, const ent_world_counts *counts)
{
    size_t guard = ent_world_counts_not_a_number(counts);

    if (guard == SIZE_MAX) {
        return ENT_OK;
    }
    ent_diagnostics_add(&self->to->results.diagnostics, ENT_SEVERITY_ERROR, (ent_position){0},
        ent_experts_guard(model, guard)->quantity->path, "narrow the range with --from and --to",
        "the formula gave no number in some draws of the curve");
    return ENT_ERR_NUMERIC;
}

static int evaluate(solver *self, const ent_variant_model *variant, ent_curve_point *point)
{
    ent_world_counts counts = {.worlds = 0};
    ent_estimate estimate = {.has_p = false};
    ent_evaluation evaluation = {.model = &variant->model,
        .worlds = variant->scenario.run.worlds,
        .replications = variant->scenario.run.replications,
        .threads = self->request->threads,
        .stop = self->host->stop,
        .progress = advance,
        .context = self};
    int status = ent_evaluate(&counts, &evaluation);

    status = status == ENT_OK ? check_numbers(self, &variant->model, &counts) : status;
    status = status == ENT_OK ? ent_headline_estimate(&variant->model, &counts, &estimate) : status;
    point->y = estimate.has_p ? estimate.p : (double) NAN;
    point->low = estimate.has_interval ? estimate.low : (double) NAN;
    point->high = estimate.has_interval ? estimate.high : (double) NAN;
    ent_world_counts_free(&counts);
    return status;
}

/* Reports the value of the range that cannot be. */
static void name_value(solver *self, double x)
{
    char number[ENT_NUMBER_TEXT];

    ent_diagnostics_add(&self->to->results.diagnostics, ENT_SEVERITY_NOTE, (ent_position){0}, self->asked->path,
        "give a range of values that can be with --from and --to", "the value tried was %s",
        ent_number_shortest(x, number));
}

static int compute_point(void *context, ent_curve_point *point)
{
    solver *self = context;
    ent_variant_model *variant = calloc(1, sizeof(*variant));
    int status = ENT_ERR_NO_MEMORY;

    if (variant != NULL) {
        status = build_point(self, point->x, variant);
        status = status == ENT_OK && self->to->results.diagnostics.errors > 0 ? ENT_ERR_SCENARIO : status;
        if (status == ENT_ERR_SCENARIO) {
            name_value(self, point->x);
        }
        status = status == ENT_OK ? evaluate(self, variant, point) : status;
        ent_variant_model_free(variant);
    }
    free(variant);
    return status;
}

/* --- the ends ----------------------------------------------------------------------------------------------------- */

static bool may_vary(const char *path)
{
    static const char *const fixed[] = {"run.worlds", "run.replications", "run.seed"};

    for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++) {
        if (strcmp(fixed[i], path) == 0) {
            return false;
        }
    }
    return true;
}

/* Whether a setting is a text, or is read with the file: none that the simulation takes a number from. */
static bool is_description(const char *path)
{
    const char *dot = strrchr(path, '.');
    const ent_schema_row *row = dot == NULL ? ent_schema_find(ENT_GROUP_ROOT, path) : NULL;

    if (ent_schema_is_record(path)) {
        return true;
    }
    return ent_schema_is_label(dot != NULL ? dot + 1 : path) ||
           (row != NULL && (row->traits & ENT_TRAIT_NOT_SIMULATED) != 0);
}

static int choose_ends(solver *self, size_t variant)
{
    const ent_experiment *experiment = self->to->results.experiment;
    ent_solve_ends *ends = &self->to->ends;
    bool given = !isnan(self->asked->from) && !isnan(self->asked->to);

    *ends = ent_solve_ends_of(experiment->item[variant], self->asked->path);
    ends->from = isnan(self->asked->from) ? ends->from : self->asked->from;
    ends->to = isnan(self->asked->to) ? ends->to : self->asked->to;
    if (!may_vary(self->asked->path)) {
        return fail(self, "vary another setting; --worlds, --replications and --seed change the run",
            "the size of the run is the same at all points of a curve");
    }
    if (is_description(self->asked->path)) {
        return fail(self, "vary a number, such as force.required", "the simulation takes no number from this setting");
    }
    if (isnan(ends->from) || isnan(ends->to)) {
        ends->from = isnan(ends->from) ? 0.0 : ends->from;
        ends->to = isnan(ends->to) ? ends->from + 1.0 : ends->to;
        return ENT_ERR_ARGUMENT; /* once the path is known to be right */
    }
    if (ends->whole) {
        ends->from = ceil(ends->from);
        ends->to = floor(ends->to);
    }
    if (!(ends->from < ends->to)) {
        return fail(self, given ? "exchange them" : "give both --from and --to", "--from must be below --to");
    }
    return ENT_OK;
}

/* A path that is not in the file gives the message of an assignment; one without a scale needs ends. */
static int check_path(solver *self)
{
    ent_variant_model *point = calloc(1, sizeof(*point));
    int status = point != NULL ? build_point(self, self->to->ends.from, point) : ENT_ERR_NO_MEMORY;

    if (point != NULL) {
        ent_variant_model_free(point);
    }
    free(point);
    return status == ENT_OK && self->to->results.diagnostics.errors > 0 ? ENT_ERR_SCENARIO : status;
}

static int prepare(solver *self, size_t variant)
{
    int status = choose_ends(self, variant);
    bool missing = status == ENT_ERR_ARGUMENT;

    if (status == ENT_OK || missing) {
        status = check_path(self);
    }
    return status == ENT_OK && missing
               ? fail(self, "give the ends, for example --from 0 --to 1", "the setting itself gives no range to search")
               : status;
}

/* --- output ------------------------------------------------------------------------------------------------------- */

static void fill_solve(const solver *self, ent_sink *sink)
{
    const ent_solve_results *from = self->to;

    ent_table_header(&ent_table_solve, sink, &from->question.base.scenario);
    ent_table_solve_row(sink, &(ent_solve_row){.variant = from->question.at->id,
                                  .path = self->asked->path,
                                  .expression = from->question.expression,
                                  .level = from->question.level,
                                  .crossing = &from->crossing});
}

static void fill_curve(const solver *self, ent_sink *sink)
{
    const ent_solve_results *from = self->to;

    ent_table_header(&ent_table_solve_curve, sink, &from->question.base.scenario);
    ent_table_solve_curve_rows(
        sink, from->question.at->id, self->asked->path, from->question.expression, &from->crossing);
}

static int fill(const solver *self, const ent_table *table, void (*rows)(const solver *, ent_sink *))
{
    ent_results *results = &self->to->results;
    size_t t = ent_table_index(table);
    ent_sink *sink = ent_csv_sink(&results->table[t]);

    rows(self, sink);
    if (sink->status == ENT_OK && self->request->columns) {
        sink = ent_memory_table_sink(&results->memory[t]);
        rows(self, sink);
    }
    return sink->status;
}

static int write_tables(solver *self)
{
    ent_results *results = &self->to->results;
    const ent_result_file file[] = {
        {.name = ent_table_solve.file, .csv = &results->table[ent_table_index(&ent_table_solve)]},
        {.name = ent_table_solve_curve.file, .csv = &results->table[ent_table_index(&ent_table_solve_curve)]}};
    int status = fill(self, &ent_table_solve, fill_solve);

    status = status == ENT_OK ? fill(self, &ent_table_solve_curve, fill_curve) : status;
    self->to->tabulated = status == ENT_OK;
    return status == ENT_OK && self->request->out != NULL
               ? ent_results_add_files(results, self->request, self->host, file, sizeof(file) / sizeof(*file))
               : status;
}

/* --- the job ------------------------------------------------------------------------------------------------------ */

static int search(solver *self)
{
    ent_solve_results *to = self->to;
    const ent_run_size *size = &to->question.base.scenario.run;
    ent_crossing_options options = {.from = to->ends.from,
        .to = to->ends.to,
        .level = to->question.level,
        .whole = to->ends.whole,
        .points = FIRST_POINTS};
    int status;

    to->results.progress.total = EXPECTED_POINTS * size->worlds * size->replications;
    ent_job_advance(self->host, &to->results.progress);
    status = ent_crossing_find(&to->crossing, &options, compute_point, self);
    to->results.progress.stopped = status == ENT_ERR_INTERRUPTED;
    if (status == ENT_OK) {
        ent_job_add_draws(self->host, &to->results.progress, to->results.progress.total);
        status = ent_solve_answer(to, self->asked->path);
    }
    return status;
}

int ent_job_solve(ent_solve_results *self, const ent_solve_request *question, const ent_job_request *request,
    const ent_job_host *host, ent_experiment *experiment, size_t variant)
{
    solver made = {.to = self, .asked = question, .request = request, .host = host};
    double began = ent_now();
    double cpu = ent_cpu_now();
    int status = ENT_OK;

    self->results.experiment = experiment;
    self->results.started = time(NULL);
    if (request->out != NULL) {
        status = ent_results_check_folder(&self->results, request, host);
    }
    if (status == ENT_OK) {
        status =
            ent_solve_question_open(&self->question, experiment, variant, question->text, &self->results.diagnostics);
    }
    status = status == ENT_OK ? prepare(&made, variant) : status;
    status = status == ENT_OK ? search(&made) : status;
    self->results.wall = ent_now() - began;
    self->results.cpu = ent_cpu_now() - cpu;
    return status == ENT_OK ? write_tables(&made) : status;
}
