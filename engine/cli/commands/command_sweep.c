#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "cli/summaries/run_summary.h"
#include "cli/summaries/solve_summary.h"
#include "cli/summaries/sweep_summary.h"

#include <stdio.h>
#include <string.h>

/* Whether the scenario has all sweeps that the operands name. ENT_EXIT_OK, or ENT_EXIT_USAGE after a message. */
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

static void print_end(const ent_options *options, const ent_sweep_results *sweep, int status)
{
    const ent_job_progress *progress = &sweep->results.progress;

    if (status == ENT_OK && sweep->shard != NULL) {
        if (!options->quiet && !options->json) {
            printf("%s: %s\n", ent_line(sweep->results.experiment->id), ent_line(sweep->shard));
        }
        ent_print_next_merge(options);
    } else if (status == ENT_OK) {
        ent_print_sweep(sweep, options);
        if (strcmp(options->operand[0], "-") != 0) {
            ent_print_next_alike(options, "entente run %s", options->operand[0]);
        }
    } else if (status == ENT_ERR_INTERRUPTED) {
        ent_complain("%s: stopped at %.0f%%; the same command goes on from there", sweep->results.experiment->id,
            progress->total > 0 ? 100.0 * (double) progress->done / (double) progress->total : 0.0);
    } else if (sweep->results.diagnostics.errors == 0) {
        ent_complain("%s", ent_strerror(status));
    }
}

static int sweep_variant(const ent_options *options, ent_experiment *experiment, size_t variant)
{
    ent_job_console console;
    ent_sweep_results sweep = {.tabulated = false};
    int status;

    ent_job_console_open(&console, options);
    console.request.name = options->operand + 1;
    console.request.names = options->operands - 1;
    ent_job_console_begin(&console, "sweep");
    ent_defer_interrupts(true);
    status = ent_job_sweep(&sweep, &console.request, &console.host, experiment, variant);
    ent_defer_interrupts(false);
    ent_job_console_end(&console);
    ent_add_sweep_results(&sweep, options);
    ent_print_diagnostics(&sweep.results.diagnostics, options->quiet);
    print_end(options, &sweep, status);
    status = status == ENT_OK && ent_charts_missing(&sweep.results, options) ? ENT_ERR_CHART : status;
    ent_sweep_results_free(&sweep);
    ent_job_console_close(&console);
    return ent_exit_status(status);
}

static int sweep(const ent_options *options)
{
    ent_arena arena = {0};
    ent_experiment experiment = {0};
    size_t variant = 0;
    int status = ENT_EXIT_OK;
    bool solves = ent_solve_wanted(options, &status);

    if (status != ENT_EXIT_OK) {
        return status;
    }
    status = ent_load_experiment(options, options->operand[0], options->variant == NULL, &arena, &experiment);

    if (status == ENT_EXIT_OK && !solves) {
        status = check_names(options, &experiment.item[0]->scenario);
    }
    if (status == ENT_EXIT_OK) {
        variant = ent_pick_variant(options, &experiment);
        status = variant == SIZE_MAX ? ENT_EXIT_USAGE
                 : solves            ? ent_solve_variant(options, &experiment, variant)
                                     : sweep_variant(options, &experiment, variant);
    }
    ent_experiment_free(&experiment);
    ent_arena_free(&arena);
    return status;
}

const ent_command_entry ent_command_sweep = {.name = "sweep",
    .operands = "FILE [NAME...]",
    .summary = "the headline over a range of settings",
    .text = "Runs the scenario's `sweeps`, or those named: the headline at every point, into sweeps.csv and a "
            "chart, in the folder of a run of the same file, seed and size. With --solve: the value of one setting "
            "at which an expression takes a level, with the interval that the simulation's noise leaves, into "
            "solve.csv; without --from and --to the range comes from the setting itself.",
    .example = {{"entente sweep mine.cfg", "every sweep of the file"},
        {"entente sweep mine.cfg size --variant air_cover", "one of them, in a variant"},
        {"entente sweep mine.cfg --solve 'P(truce.held) = 50%' --vary force.required",
            "how large the force must be for an even chance"}},
    .options = ENT_OPTIONS_OF_SETTINGS " variant threads out excel format no-charts fresh shard solve vary from to",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "a scenario file",
    .operand = ENT_ARGUMENT_SCENARIO,
    .others = ENT_ARGUMENT_SWEEP,
    .run = sweep};
