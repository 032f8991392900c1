#include "cli/summaries/solve_summary.h"

#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "cli/summaries/run_summary.h"
#include "jobs/solve/solve.h"

#include <math.h>
#include <stdio.h>

/* --- options ------------------------------------------------------------------------------------------------------ */

/* The fault of the options, one missing or in excess, as a sentence; NULL: none. */
static const char *misfit(const ent_options *options)
{
    if (options->solve == NULL) {
        return ent_options_gave(options, "vary") || ent_options_gave(options, "from") || ent_options_gave(options, "to")
                   ? "--vary, --from and --to go with --solve, as in --solve 'P(truce.held) = 50%' --vary "
                     "force.required; "
                     "without it `sweep` runs the sweeps of the file"
                   : NULL;
    }
    if (options->vary == NULL) {
        return "--solve needs the setting to vary, as in --vary force.required";
    }
    if (options->operands > 1) {
        return "--solve takes no names of sweeps; it varies the setting of --vary alone";
    }
    if (options->shards > 0) {
        return "--solve cannot be shared out: each point depends on those before it";
    }
    if (ent_options_gave(options, "from") && ent_options_gave(options, "to") && !(options->from < options->to)) {
        return "--from must be below --to";
    }
    return NULL;
}

bool ent_solve_wanted(const ent_options *options, int *status)
{
    const char *wrong = misfit(options);

    if (wrong != NULL) {
        ent_complain("%s", wrong);
        *status = ENT_EXIT_USAGE;
    }
    return wrong != NULL || options->solve != NULL;
}

/* --- output ------------------------------------------------------------------------------------------------------- */

static void add_points(cJSON *json, const ent_crossing *crossing)
{
    cJSON *points = cJSON_AddArrayToObject(json, "points");

    for (size_t i = 0; i < crossing->points; i++) {
        cJSON *point = cJSON_CreateObject();
        ent_json_number(point, "value", true, crossing->point[i].x);
        ent_json_number(point, "probability", true, crossing->point[i].y);
        ent_json_number(point, "mc_low", true, crossing->point[i].low);
        ent_json_number(point, "mc_high", true, crossing->point[i].high);
        ent_json_append(points, point);
    }
}

static void add_json(const ent_solve_results *solve, const ent_options *options)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "scenario", solve->results.experiment->id);
    cJSON_AddStringToObject(json, "variant", solve->question.at->id);
    cJSON_AddStringToObject(json, "path", options->vary);
    cJSON_AddStringToObject(json, "expression", solve->question.expression);
    ent_json_number(json, "level", true, solve->question.level);
    ent_json_number(json, "value", true, solve->crossing.value);
    ent_json_number(json, "value_low", true, solve->crossing.low);
    ent_json_number(json, "value_high", true, solve->crossing.high);
    ent_json_number(json, "slope", true, solve->crossing.slope);
    ent_json_count(json, "crossings", solve->crossing.crossings);
    cJSON_AddStringToObject(json, "text", solve->sentence);
    cJSON_AddStringToObject(json, "folder", solve->results.folder != NULL ? solve->results.folder : "");
    add_points(json, &solve->crossing);
    ent_json_result(json);
}

static void print_answer(const ent_solve_results *solve)
{
    printf("%s\n", solve->sentence);
    if (solve->others != NULL) {
        printf("%s\n", solve->others);
    }
    printf("curve: %s/solve_curve.csv%s\n", ent_line(solve->results.folder),
        solve->results.charts_drawn ? "; its chart beside it, in charts/" : "");
}

static void print_end(const ent_options *options, const ent_solve_results *solve, int status)
{
    if (status == ENT_OK && options->json) {
        add_json(solve, options);
    } else if (status == ENT_OK && !options->quiet) {
        print_answer(solve);
    } else if (status == ENT_ERR_INTERRUPTED) {
        ent_complain("%s: stopped, and nothing was written", solve->results.experiment->id);
    } else if (status != ENT_OK && solve->results.diagnostics.errors == 0) {
        ent_complain("%s: %s", solve->results.experiment->id, ent_strerror(status));
    }
}

int ent_solve_variant(const ent_options *options, ent_experiment *experiment, size_t variant)
{
    const ent_solve_request question = {.text = options->solve,
        .path = options->vary,
        .from = ent_options_gave(options, "from") ? options->from : (double) NAN,
        .to = ent_options_gave(options, "to") ? options->to : (double) NAN};
    ent_job_console console;
    ent_solve_results solve = {.sentence = NULL};
    int status;

    ent_print_notes(options, experiment);
    ent_job_console_open(&console, options);
    ent_job_console_begin(&console, "solve");
    ent_defer_interrupts(true);
    status = ent_job_solve(&solve, &question, &console.request, &console.host, experiment, variant);
    ent_defer_interrupts(false);
    ent_job_console_end(&console);
    ent_print_diagnostics(&solve.results.diagnostics, options->quiet);
    print_end(options, &solve, status);
    status = status == ENT_OK && ent_charts_missing(&solve.results, options) ? ENT_ERR_CHART : status;
    ent_solve_results_free(&solve);
    ent_job_console_close(&console);
    return ent_exit_status(status);
}
