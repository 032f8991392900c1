#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/scenario_files.h"
#include "cli/summaries/run_summary.h"
#include "cli/summaries/sweep_summary.h"
#include "jobs/merge.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* Adds the shards of all operands, so that all messages are printed. Returns an exit status. */
static int add_operands(ent_merge *shards, const ent_options *options)
{
    int status = ENT_EXIT_OK;

    for (size_t i = 0; i < options->operands; i++) {
        const char *path = options->operand[i];
        struct stat about;
        size_t found = 1;
        int added = ENT_OK;
        if (stat(path, &about) != 0) {
            ent_complain("%s: %s", path, strerror(errno));
            found = 0;
        } else if (!S_ISDIR(about.st_mode)) {
            added = ent_merge_add_file(shards, path);
        } else {
            added = ent_merge_add_folder(shards, path, &found);
            if (added == ENT_OK && found == 0) {
                ent_complain("the folder %s holds no shards (shard-1-of-8.part and so on); `entente run FILE --shard "
                             "1/8` writes one",
                    path);
            }
        }
        if (status == ENT_EXIT_OK) {
            status = added != ENT_OK ? ENT_EXIT_FAILED : found == 0 ? ENT_EXIT_USAGE : ENT_EXIT_OK;
        }
    }
    return status;
}

/* Both set *charts_missing where charts were not drawn; the other runs are merged all the same. */
static int merge_run(const ent_job_console *console, const ent_job_request *request, ent_experiment *experiment,
    ent_shard *shard, size_t shards, bool *charts_missing)
{
    ent_results results = {.stopped = false};
    int status = ent_job_merge(&results, request, &console->host, experiment, shard, shards);
    int exit_status = ent_conclude_run(&results, console->options, status);

    if (exit_status == ENT_EXIT_OK && results.checks_failed > 0) {
        exit_status = ENT_EXIT_CHECK;
    }
    *charts_missing = *charts_missing || (status == ENT_OK && ent_charts_missing(&results, console->options));
    ent_results_free(&results);
    return exit_status;
}

static int merge_sweep(const ent_job_console *console, const ent_job_request *request, ent_experiment *experiment,
    ent_shard *shard, size_t shards, bool *charts_missing)
{
    ent_sweep_results sweep = {.tabulated = false};
    int status = ent_job_merge_sweep(&sweep, request, &console->host, experiment, shard, shards);

    ent_add_sweep_results(&sweep, console->options);
    ent_print_diagnostics(&sweep.results.diagnostics, console->options->quiet);
    if (status == ENT_OK) {
        ent_print_sweep(&sweep, console->options);
    } else if (sweep.results.diagnostics.errors == 0) {
        ent_complain("%s: %s", experiment->id, ent_strerror(status));
    }
    *charts_missing = *charts_missing || (status == ENT_OK && ent_charts_missing(&sweep.results, console->options));
    ent_sweep_results_free(&sweep);
    return ent_exit_status(status);
}

/* Merges the shards of one run, with the scenario that they carry. Returns an exit status. */
static int merge_group(ent_job_console *console, ent_merge *merge, size_t first, size_t count, bool *charts_missing)
{
    ent_shard *shard = merge->shard + first;
    const ent_identity *identity = &shard[0].identity;
    ent_experiment experiment = {.id = NULL};
    ent_job_request request;
    ent_experiment_source source = {
        .path = identity->file[0].path, .id = identity->scenario, .load = ent_merge_load, .context = &identity};
    int status;

    if (ent_merge_request(identity, &console->request, &merge->arena, &request) != ENT_OK) {
        return ENT_EXIT_FAILED;
    }
    source.set = request.set;
    source.sets = request.sets;
    status = ent_load_source(console->options, &source, &experiment);
    if (status == ENT_EXIT_OK) {
        status = (strcmp(identity->command, "run") == 0 ? merge_run : merge_sweep)(
            console, &request, &experiment, shard, count, charts_missing);
    }
    ent_experiment_free(&experiment);
    return status;
}

/* Merges every run. Returns the exit status of the last one that is not 0. */
static int merge_all(ent_merge *shards, const ent_options *options)
{
    ent_job_console console;
    size_t runs = 0;
    bool charts_missing = false;
    int status = ENT_EXIT_OK;

    ent_job_console_open(&console, options);
    ent_set_interrupt_text(ENT_INTERRUPT_WRITING);
    ent_defer_interrupts(true);
    for (size_t first = 0; first < shards->shards && (status == ENT_EXIT_OK || status == ENT_EXIT_CHECK); runs++) {
        size_t count = ent_merge_group(shards, first);
        int merged = merge_group(&console, shards, first, count, &charts_missing);
        status = merged == ENT_EXIT_OK ? status : merged;
        first += count;
        if (ent_job_stopped(&console.host) && (status == ENT_EXIT_OK || status == ENT_EXIT_CHECK)) {
            ent_complain("stopped: the tables of the runs merged so far are complete");
            status = ENT_EXIT_INTERRUPTED;
        }
    }
    if (status == ENT_EXIT_OK || status == ENT_EXIT_CHECK) {
        int written = ent_exit_status(ent_write_index(options->out, runs > 1, false, options));
        status = written == ENT_EXIT_OK ? status : written;
    }
    ent_defer_interrupts(false);
    if (charts_missing && (status == ENT_EXIT_OK || status == ENT_EXIT_CHECK)) {
        status = ENT_EXIT_FAILED;
    }
    if (status == ENT_EXIT_OK && runs == 1) {
        const char *folder =
            ent_arena_printf(&shards->arena, "%s/%s", options->out, shards->shard[0].identity.scenario);
        ent_print_next(options, "entente plot %s --format png", folder != NULL ? folder : options->out);
    }
    ent_job_console_close(&console);
    return status;
}

static int merge(const ent_options *options)
{
    ent_merge shards = {.shards = 0};
    ent_job_console console;
    int status = add_operands(&shards, options);

    ent_job_console_open(&console, options);
    if (status == ENT_EXIT_OK) {
        status = ent_merge_open(&shards, &console.host) == ENT_OK ? ENT_EXIT_OK : ENT_EXIT_FAILED;
    }
    if (status == ENT_EXIT_OK) { /* nothing is written unless all shards fit */
        status = ent_merge_check(&shards, &console.host) == ENT_OK ? ENT_EXIT_OK : ENT_EXIT_USAGE;
    }
    ent_job_console_close(&console);
    if (status == ENT_EXIT_OK) {
        status = merge_all(&shards, options);
    }
    ent_merge_free(&shards);
    return status;
}

const ent_command_entry ent_command_merge = {.name = "merge",
    .operands = "DIR|FILE...",
    .summary = "put the shards of a run together: tables and charts",
    .text = "Puts together what `run` or `sweep` counted with --shard 1/N to --shard N/N, on whatever machines and in "
            "whatever order: the same tables and charts as of one run. Takes the shards, or the folder that they are "
            "in. Shards that are missing, there twice, or of another run are named, and nothing is written.",
    .example = {{"entente merge results/", "every run whose shards are there"},
        {"entente merge results/mine/shard-*-of-8.part --out OUT", "these shards, into OUT/mine/"}},
    .options = "out excel format no-charts",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "the folder with the shards of a run, as `entente run FILE --shard 1/8` writes them",
    .operand = ENT_ARGUMENT_SHARDS,
    .others = ENT_ARGUMENT_SHARDS,
    .run = merge};
