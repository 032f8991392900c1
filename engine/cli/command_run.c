#include "base/status.h"
#include "cli/console.h"
#include "cli/report.h"
#include "cli/report_page.h"
#include "cli/together.h"
#include "checkpoint/shards.h"
#include "run/ranks/ranks.h"

#include <errno.h>
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

static void say_stop(const ent_experiment *experiment, const ent_counting *counting)
{
    const ent_progress *progress = &counting->progress;

    ent_complain("%s: stopped at %.0f%%", experiment->id,
        progress->total > 0 ? 100.0 * (double) progress->done / (double) progress->total : 0.0);
    if (counting->saves && progress->done > 0) {
        fprintf(stderr, "  the same command goes on from there; with --fresh it starts over\n");
    }
}

/* What Ctrl-C leaves: the checkpoint, and the tables as far as they go. */
static int stop(ent_report *report, const ent_counting *counting)
{
    int status = report->shown > 0 ? ent_report_write(report) : ENT_OK;

    say_stop(report->experiment, counting);
    if (status == ENT_OK && report->shown > 0) {
        fprintf(stderr, "  partial results, %zu of %zu variants, the last as far as it came: %s/\n", report->shown,
            report->experiment->count, report->folder);
    }
    return status == ENT_OK ? ENT_ERR_INTERRUPTED : status;
}

static int count_and_write(
    ent_report *report, const ent_options *options, ent_experiment *experiment, size_t number)
{
    ent_counting counting = {0};
    int status = ent_counting_begin(&counting, options, experiment, number);

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

static int run_one(ent_report *report, const ent_options *options, ent_experiment *experiment, size_t number)
{
    report->options = options;
    report->experiment = experiment;
    return ent_report_conclude(report, count_and_write(report, options, experiment, number));
}

/* --- a shard ---------------------------------------------------------------------------------------------------------- */

static int write_shard(ent_counting *counting, ent_experiment *experiment, const char *path)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {0};
    size_t thresholds = 0;
    const double *threshold = ent_experiment_thresholds(experiment, &thresholds);
    int status = threshold != NULL ? ent_make_folders(path, &arena) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = ent_sealed_create(&writer, path, &arena);
    }
    if (status == ENT_OK) {
        status = ent_put_identity(&writer, &counting->identity);
    }
    for (size_t v = 0; v < experiment->count && status == ENT_OK; v++) {
        ent_chunk_range part = {.first = 0};
        status = ent_counting_variant(counting, v, threshold, thresholds, &part);
        if (status == ENT_OK) {
            status = ent_put_chunk_range(&writer, v, &part);
        }
        ent_chunk_range_free(&part);
    }
    if (status == ENT_OK) {
        status = ent_sealed_finish(&writer);
    }
    if (status == ENT_ERR_IO) {
        ent_complain("cannot write '%s': %s", path, strerror(errno));
    }
    ent_sealed_close(&writer);
    ent_arena_free(&arena);
    return status;
}

/* A share that was counted before is not counted again, so that a batch whose jobs were lost in part can be sent again
 * as it is. */
static int shard_one(const ent_options *options, ent_experiment *experiment, size_t number)
{
    ent_counting counting = {0};
    ent_arena arena = {0};
    const char *folder = ent_arena_printf(&arena, "%s/%s", options->out, experiment->id);
    int status = ent_counting_begin(&counting, options, experiment, number);
    const char *path = folder != NULL ? ent_shard_path(folder, &counting.identity, &arena) : NULL;
    bool there = status == ENT_OK && path != NULL && !options->fresh && ent_shard_exists(path, &counting.identity);

    if (status == ENT_OK && !there) {
        status = path != NULL ? write_shard(&counting, experiment, path) : ENT_ERR_NO_MEMORY;
    }
    ent_progress_end(&counting.progress);
    if (status == ENT_OK) {
        ent_counting_done(&counting);
    } else if (status == ENT_ERR_INTERRUPTED) {
        say_stop(experiment, &counting);
    } else if (status != ENT_ERR_IO) {
        ent_complain("%s: %s", experiment->id, ent_strerror(status));
    }
    if (status == ENT_OK && !options->json && !options->quiet) {
        printf("%s: %s%s\n", experiment->id, path, there ? " (was there)" : "");
    }
    ent_counting_end(&counting);
    ent_arena_free(&arena);
    return ent_exit_status(status);
}

/* --- all -------------------------------------------------------------------------------------------------------------- */

static int run_all(const ent_options *options, const char *path, ent_experiment *experiment, size_t count)
{
    ent_report *report = calloc(count, sizeof(*report));
    size_t checks_failed = 0;
    int status = report != NULL ? ENT_EXIT_OK : ENT_EXIT_FAILED;
    size_t runs = 0;

    for (; options->shards > 0 && runs < count && status == ENT_EXIT_OK; runs++) {
        status = shard_one(options, &experiment[runs], runs);
    }
    for (; runs < count && status == ENT_EXIT_OK; runs++) {
        status = run_one(&report[runs], options, &experiment[runs], runs);
        checks_failed += report[runs].checks_failed;
    }
    if (status == ENT_EXIT_OK && options->shards == 0) {
        status = ent_exit_status(ent_write_index(options->out, count > 1, options));
    }
    if (status == ENT_EXIT_OK && options->shards > 0) {
        ent_say_next(options, "entente merge %s, once all %llu shards are there", options->out,
            (unsigned long long) options->shards);
    } else if (status == ENT_EXIT_OK) {
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

/* All ranks must have read the same. */
static int agree(int status)
{
    uint64_t worst = ent_ranks_max((uint64_t) status);

    if (status == ENT_EXIT_OK && worst != ENT_EXIT_OK) {
        ent_complain("another rank could not read the scenario: is it on a disk that all machines see?");
        return ENT_EXIT_FAILED;
    }
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
    status = agree(status);
    if (status == ENT_EXIT_OK && ent_ranks_rank() > 0) {
        ent_together_help(experiment, files.count, options->threads);
    } else if (status == ENT_EXIT_OK) {
        status = run_all(options, files.path[0], experiment, files.count);
        ent_together_end();
    }
    for (size_t i = 0; experiment != NULL && i < files.count; i++) {
        ent_experiment_free(&experiment[i]);
    }
    ent_arena_free(&arena);
    return status;
}
