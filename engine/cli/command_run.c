#include "base/status.h"
#include "cli/console.h"
#include "cli/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static int load_all(
    const ent_options *options, const ent_file_list *files, ent_arena *arena, ent_experiment *experiment)
{
    int status = check_names(files, arena);

    for (size_t i = 0; i < files->count; i++) { /* all files are read, so that all mistakes are said */
        int loaded = ent_load_experiment(options, files->path[i], false, arena, &experiment[i]);
        status = status == ENT_EXIT_OK ? loaded : status;
    }
    return status;
}

/* What Ctrl-C leaves: the checkpoint, and the tables as far as they go. */
static int stop(ent_report *report, const ent_counting *counting)
{
    uint64_t done = counting->progress.done;
    int status = report->shown > 0 ? ent_report_write(report) : ENT_OK;

    ent_complain("%s: stopped at %.0f%%", report->experiment->id,
        counting->progress.total > 0 ? 100.0 * (double) done / (double) counting->progress.total : 0.0);
    if (counting->saves && done > 0) {
        fprintf(stderr, "  the same command goes on from there; with --fresh it starts over\n");
    }
    if (status == ENT_OK && report->shown > 0) {
        fprintf(stderr, "  partial results, %zu of %zu variants, the last as far as it came: %s/\n", report->shown,
            report->experiment->count, report->folder);
    }
    return status == ENT_OK ? ENT_ERR_INTERRUPTED : status;
}

static int count_and_write(ent_report *report, const ent_options *options, ent_experiment *experiment)
{
    ent_counting counting = {0};
    int status = ent_counting_begin(&counting, options, experiment);

    if (status == ENT_OK) {
        status = ent_report_tabulate(report, options, experiment, ent_counting_variant, &counting);
    }
    ent_progress_end(&counting.progress);
    if (status == ENT_OK) {
        status = ent_report_write(report);
        if (status == ENT_OK) {
            ent_counting_done(&counting);
            ent_report_forget_partial(report);
        }
    } else if (status == ENT_ERR_INTERRUPTED) {
        status = stop(report, &counting);
    }
    ent_counting_end(&counting);
    return status;
}

static int run_one(ent_report *report, const ent_options *options, ent_experiment *experiment)
{
    int status = count_and_write(report, options, experiment);

    ent_print_diagnostics(&report->diagnostics, options->quiet);
    if (status != ENT_OK) {
        if (report->diagnostics.errors == 0 && status != ENT_ERR_INTERRUPTED) {
            ent_complain("%s: %s", experiment->id, ent_strerror(status));
        }
        return status == ENT_ERR_NUMERIC ? ENT_EXIT_FAILED : ent_exit_status(status);
    }
    ent_report_answer(report);
    if (!options->json && !options->quiet) {
        ent_report_print(report);
    }
    return ENT_EXIT_OK;
}

static int run_all(const ent_options *options, const char *path, ent_experiment *experiment, size_t count)
{
    ent_report *report = calloc(count, sizeof(*report));
    size_t checks_failed = 0;
    int status = report != NULL ? ENT_EXIT_OK : ENT_EXIT_FAILED;
    size_t runs = 0;

    for (; runs < count && status == ENT_EXIT_OK; runs++) {
        status = run_one(&report[runs], options, &experiment[runs]);
        checks_failed += report[runs].checks_failed;
    }
    if (status == ENT_EXIT_OK) {
        ent_say_next(options, "entente explain %s --draw 0", path);
    }
    if (status == ENT_EXIT_OK && checks_failed > 0) {
        status = ENT_EXIT_CHECK;
    }
    for (size_t i = 0; report != NULL && i < runs; i++) {
        ent_report_free(&report[i]);
    }
    free(report);
    return status;
}

int ent_command_run(const ent_options *options)
{
    ent_arena arena = {0};
    ent_file_list files = {0};
    ent_experiment *experiment = NULL;
    int status = ent_list_files(options, &arena, &files);

    if (status == ENT_EXIT_OK) {
        experiment = ent_arena_array(&arena, files.count, sizeof(*experiment));
        status = experiment != NULL ? load_all(options, &files, &arena, experiment) : ENT_EXIT_FAILED;
    }
    if (status == ENT_EXIT_OK) {
        status = run_all(options, files.path[0], experiment, files.count);
    }
    for (size_t i = 0; experiment != NULL && i < files.count; i++) {
        ent_experiment_free(&experiment[i]);
    }
    ent_arena_free(&arena);
    return status;
}
