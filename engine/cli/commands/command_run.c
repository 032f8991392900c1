#include "base/status.h"
#include "cli/commands/page_template.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "cli/summaries/run_cost.h"
#include "cli/summaries/run_summary.h"
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

/* The scenarios of a command. */
typedef struct run_list {
    ent_arena arena;
    entente_scenario **scenario; /* [count] */
    ent_experiment **experiment; /* [count] theirs */
    size_t count;
} run_list;

static void run_list_free(run_list *self)
{
    for (size_t i = 0; i < self->count; i++) {
        entente_scenario_free(self->scenario[i]);
    }
    ent_arena_free(&self->arena);
    *self = (run_list){.count = 0};
}

/* Opens all files, even after errors, so that the errors of all are printed. */
static int open_all(run_list *self, const ent_options *options, const entente_options *with)
{
    ent_file_list files = {0};
    int status = ent_list_files(options, &self->arena, &files);

    if (status != ENT_EXIT_OK) {
        return status;
    }
    self->scenario = ent_arena_array(&self->arena, files.count, sizeof(entente_scenario *));
    self->experiment = ent_arena_array(&self->arena, files.count, sizeof(ent_experiment *));
    if (self->scenario == NULL || self->experiment == NULL) {
        return ENT_EXIT_FAILED;
    }
    status = check_names(&files, &self->arena);
    for (size_t i = 0; i < files.count; i++) {
        int opened = ent_open_scenario(options, files.path[i], with, &self->scenario[i]);
        if (self->scenario[i] == NULL) {
            return opened;
        }
        self->experiment[i] = &self->scenario[i]->experiment;
        self->count++;
        opened = opened == ENT_EXIT_OK ? ent_print_run_cost(self->experiment[i], options->quiet) : opened;
        status = status == ENT_EXIT_OK ? opened : status;
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

/* Prints the end of a run, of which there are no results when memory is out. id: of the scenario. Returns an exit
 * status; 3 only from the caller, after all scenarios. */
static int conclude(entente_results *results, const char *id, ent_job_console *console, int status)
{
    ent_results *figures = results != NULL ? &results->sweep.results : NULL;

    ent_job_console_end(console);
    if (figures == NULL) {
        ent_complain("%s: %s", id, entente_strerror(status));
        return ENT_EXIT_FAILED;
    }
    if (figures->progress.stopped) {
        ent_print_stop(id, &figures->progress);
    }
    if (status == ENT_OK && ent_job_stopped(&console->host)) {
        ent_complain("%s: stopped after all draws were counted: the tables are complete", id);
        (void) ent_conclude_run(figures, console->options, status);
        return ENT_EXIT_INTERRUPTED;
    }
    if (status == ENT_ERR_INTERRUPTED && figures->shown > 0) {
        fprintf(stderr, "  partial results, %zu of %zu variants, the last as far as it came: %s/\n", figures->shown,
            figures->experiment->count, ent_line(figures->folder));
    }
    return ent_conclude_run(figures, console->options, status);
}

static int run_shard(ent_job_console *console, ent_experiment *experiment, size_t number)
{
    const ent_options *options = console->options;
    ent_shard_file shard = {.path = NULL};
    int status = ent_job_shard(&shard, &console->request, &console->host, experiment, number);

    ent_job_console_end(console);
    if (status == ENT_ERR_INTERRUPTED) {
        ent_print_stop(experiment->id, &shard.progress);
    } else if (status != ENT_OK && status != ENT_ERR_IO && status != ENT_ERR_ARGUMENT) { /* which have their message */
        ent_complain("%s: %s", experiment->id, ent_strerror(status));
    }
    if (status == ENT_OK && !options->json && !options->quiet) {
        printf("%s: %s%s\n", ent_line(experiment->id), ent_line(shard.path), shard.existed ? " (was there)" : "");
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
static int finish(const ent_options *options, const run_list *list, const run_outcome *outcome)
{
    const char *path = list->experiment[0]->item[0]->tree.files.item[0]->path;
    int status = ENT_EXIT_OK;

    if (options->shards > 0) {
        ent_print_next_merge(options);
        return ENT_EXIT_OK;
    }
    status = ent_exit_status(ent_write_index(options->out, list->count > 1, false, options));
    if (status == ENT_EXIT_OK && strcmp(path, ENT_STANDARD_INPUT) != 0) {
        ent_print_next_alike(options, "entente explain %s --draw 0", path);
    }
    if (status == ENT_EXIT_OK && outcome->charts_missing) {
        return ENT_EXIT_FAILED;
    }
    return status == ENT_EXIT_OK && outcome->checks_failed > 0 ? ENT_EXIT_CHECK : status;
}

/* Reads the template of --live. */
static int read_template(run_list *list, const ent_options *options, entente_options *with)
{
    ent_live_template *template = ent_arena_alloc(&list->arena, sizeof(*template));
    int status;

    if (!options->live || template == NULL) {
        return template != NULL ? ENT_EXIT_OK : ENT_EXIT_FAILED;
    }
    if (options->shards > 0) {
        ent_complain("--live and --shard exclude each other: a share of a run has no page");
        return ENT_EXIT_USAGE;
    }
    status = ent_read_page_template(options, template, &list->arena);
    with->request.live = template;
    return status;
}

/* --- run ---------------------------------------------------------------------------------------------------------- */

static int run(const ent_options *options)
{
    run_list list = {.count = 0};
    ent_job_console console;
    entente_options *with;
    run_outcome outcome = {.charts_missing = false};
    int status;

    ent_job_console_open(&console, options);
    console.request.ranks = true;
    with = ent_job_console_options(&console);
    status = with != NULL ? read_template(&list, options, with) : ENT_EXIT_FAILED;
    status = agree(status == ENT_EXIT_OK ? open_all(&list, options, with) : status);
    ent_defer_interrupts(true);
    if (status == ENT_EXIT_OK && ent_ranks_rank() > 0) {
        ent_ranks_run_help(list.experiment, list.count, console.request.threads);
    } else if (status == ENT_EXIT_OK) {
        for (size_t i = 0; i < list.count && status == ENT_EXIT_OK; i++) {
            entente_results *results = NULL;
            ent_job_console_begin(&console, list.experiment[i]->id);
            if (options->shards > 0) {
                status = run_shard(&console, list.experiment[i], i);
                continue;
            }
            with->number = i;
            status = entente_run(list.scenario[i], with, &results);
            status = conclude(results, list.experiment[i]->id, &console, status);
            if (results != NULL) {
                outcome.checks_failed += entente_results_checks_failed(results);
                outcome.charts_missing =
                    outcome.charts_missing ||
                    (status == ENT_EXIT_OK && ent_charts_missing(&results->sweep.results, options));
            }
            entente_results_free(results);
        }
        ent_ranks_run_end();
        status = status == ENT_EXIT_OK ? finish(options, &list, &outcome) : status;
    }
    ent_defer_interrupts(false);
    run_list_free(&list);
    entente_options_free(with);
    ent_job_console_close(&console);
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
    .options = ENT_OPTIONS_OF_SETTINGS " threads out draws excel format no-charts live page fresh shard",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "a scenario file",
    .operand = ENT_ARGUMENT_SCENARIOS,
    .others = ENT_ARGUMENT_SCENARIOS,
    .run = run};
