#include "base/status.h"
#include "cli/commands/run_summary.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/scenario_files.h"
#include "jobs/load.h"
#include "jobs/ranks_run.h"
#include "jobs/run.h"
#include "run/ranks/ranks.h"

#include <stdio.h>
#include <string.h>

/* --- scenarios ---------------------------------------------------------------------------------------------------- */

/* Two files of one name would write into one folder. */
static int check_names(const ent_file_list *files, ent_arena *arena)
{
    for (size_t i = 0; i < files->count; i++) {
        const char *id = ent_scenario_id(files->path[i], arena);
        for (size_t k = 0; id != NULL && k < i; k++) {
            const char *other = ent_scenario_id(files->path[k], arena);
            if (other != NULL && strcmp(id, other) == 0) {
                ent_complain("%s and %s would write into one folder, %s: rename one of them", files->path[k],
                    files->path[i], id);
                return ENT_EXIT_USAGE;
            }
        }
    }
    return ENT_EXIT_OK;
}

/* Loads all files, so that the errors of all are printed. *experiment: [*count] in the arena, to be freed whatever the
 * status. */
static int load_all(const ent_options *options, ent_arena *arena, ent_experiment **experiment, size_t *count)
{
    ent_file_list files = {0};
    int status = ent_list_files(options, arena, &files);

    *count = 0;
    if (status != ENT_EXIT_OK) {
        return status;
    }
    *experiment = ent_arena_array(arena, files.count, sizeof(**experiment));
    if (*experiment == NULL) {
        return ENT_EXIT_FAILED;
    }
    *count = files.count;
    status = check_names(&files, arena);
    for (size_t i = 0; i < files.count; i++) {
        int loaded = ent_load_experiment(options, files.path[i], false, arena, &(*experiment)[i]);
        status = status == ENT_EXIT_OK ? loaded : status;
    }
    return status;
}

/* All ranks must have loaded the scenarios. */
static int agree(int status)
{
    uint64_t worst = ent_ranks_max((uint64_t) status);

    if (status == ENT_EXIT_OK && worst != ENT_EXIT_OK) {
        ent_complain("another rank could not read the scenario: is it on a disk that all machines see?");
        return ENT_EXIT_FAILED;
    }
    return status;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Prints the end of a run. Returns an exit status; 3 only from the caller, after all scenarios. */
static int conclude(ent_results *results, ent_job_console *console, int status)
{
    ent_job_console_end(console);
    if (results->progress.stopped) {
        ent_print_stop(results->experiment->id, &results->progress);
    }
    if (status == ENT_OK && ent_job_stopped(&console->host)) {
        ent_complain("%s: stopped after all draws were counted: the tables are complete", results->experiment->id);
        (void) ent_conclude_run(results, console->options, status);
        return ENT_EXIT_INTERRUPTED;
    }
    if (status == ENT_ERR_INTERRUPTED && results->shown > 0) {
        fprintf(stderr, "  partial results, %zu of %zu variants, the last as far as it came: %s/\n", results->shown,
            results->experiment->count, results->folder);
    }
    return ent_conclude_run(results, console->options, status);
}

static int run_shard(ent_job_console *console, ent_experiment *experiment, size_t number)
{
    const ent_options *options = console->options;
    ent_shard_file shard = {.path = NULL};
    int status = ent_job_shard(&shard, &console->request, &console->host, experiment, number);

    ent_job_console_end(console);
    if (status == ENT_ERR_INTERRUPTED) {
        ent_print_stop(experiment->id, &shard.progress);
    } else if (status != ENT_OK && status != ENT_ERR_IO) {
        ent_complain("%s: %s", experiment->id, ent_strerror(status));
    }
    if (status == ENT_OK && !options->json && !options->quiet) {
        printf("%s: %s%s\n", experiment->id, shard.path, shard.existed ? " (was there)" : "");
    }
    ent_shard_file_free(&shard);
    return ent_exit_status(status);
}

/* Results of all runs of a command that decide its exit status. */
typedef struct run_outcome {
    size_t checks_failed;
    bool charts_missing;
} run_outcome;

/* After all scenarios were run: the index and the hint at the next command. */
static int finish(
    const ent_options *options, const ent_experiment *experiment, size_t count, const run_outcome *outcome)
{
    const char *path = experiment[0].item[0]->tree.file[0]->path;
    int status = ENT_EXIT_OK;

    if (options->shards > 0) {
        ent_print_next_merge(options);
        return ENT_EXIT_OK;
    }
    status = ent_exit_status(ent_write_index(options->out, count > 1, false, options));
    if (status == ENT_EXIT_OK && strcmp(path, ENT_STANDARD_INPUT) != 0) {
        ent_print_next(options, "entente explain %s --draw 0", path);
    }
    if (status == ENT_EXIT_OK && outcome->charts_missing) {
        return ENT_EXIT_FAILED;
    }
    return status == ENT_EXIT_OK && outcome->checks_failed > 0 ? ENT_EXIT_CHECK : status;
}

/* --- run ---------------------------------------------------------------------------------------------------------- */

static int run(const ent_options *options)
{
    ent_arena arena = {0};
    ent_job_console console;
    ent_experiment *experiment = NULL;
    size_t count = 0;
    run_outcome outcome = {.charts_missing = false};
    int status = agree(load_all(options, &arena, &experiment, &count));

    ent_job_console_open(&console, options);
    console.request.ranks = true;
    ent_defer_interrupts(true);
    if (status == ENT_EXIT_OK && ent_ranks_rank() > 0) {
        ent_ranks_run_help(experiment, count, console.request.threads);
    } else if (status == ENT_EXIT_OK) {
        for (size_t i = 0; i < count && status == ENT_EXIT_OK; i++) {
            ent_results results = {.stopped = false};
            ent_job_console_begin(&console, experiment[i].id);
            if (options->shards > 0) {
                status = run_shard(&console, &experiment[i], i);
            } else {
                int ran = ent_job_run(&results, &console.request, &console.host, &experiment[i], i);
                status = conclude(&results, &console, ran);
                outcome.charts_missing =
                    outcome.charts_missing || (status == ENT_EXIT_OK && ent_charts_missing(&results, options));
            }
            outcome.checks_failed += results.checks_failed;
            ent_results_free(&results);
        }
        ent_ranks_run_end();
        status = status == ENT_EXIT_OK ? finish(options, experiment, count, &outcome) : status;
    }
    ent_defer_interrupts(false);
    for (size_t i = 0; i < count; i++) {
        ent_experiment_free(&experiment[i]);
    }
    ent_job_console_close(&console);
    ent_arena_free(&arena);
    return status;
}

const ent_command_entry ent_command_run = {.name = "run",
    .operands = "FILE|DIR...",
    .summary = "simulate scenarios with their variants: report, tables, charts",
    .text = "Simulates each scenario with its variants, and writes one folder each under --out: the tables (CSV), "
            "the charts, report.html, and manifest.json last; over several runs, an index.html. A mistake in any "
            "file: nothing is run. A run of more than some seconds saves how far it is; after a crash, or Ctrl-C, "
            "the same command goes on from there, to the same results.",
    .example = {{"entente run scenarios/ukraine-2025.cfg", "all variants, into results/ukraine-2025/"},
        {"entente run mine.cfg --set force.required=20k", "with one setting changed"},
        {"entente run scenarios/ --out OUT --format png", "every scenario of a folder"},
        {"entente run mine.cfg --worlds 500 --no-charts --json", "a small run, for a script"}},
    .options = ENT_OPTIONS_OF_SETTINGS " threads out draws excel format no-charts fresh shard",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "a scenario file",
    .operand = ENT_ARGUMENT_SCENARIOS,
    .others = ENT_ARGUMENT_SCENARIOS,
    .run = run};
