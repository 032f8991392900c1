#include "jobs/job.h"

#include "base/status.h"

#include <stdarg.h>
#include <time.h>

void ent_job_message(const ent_job_host *host, ent_severity severity, const char *format, ...)
{
    ent_arena arena = {0};
    va_list arguments;
    const char *text;

    if (host->message == NULL) {
        return;
    }
    va_start(arguments, format);
    text = ent_arena_vprintf(&arena, format, arguments);
    va_end(arguments);
    host->message(host->context, severity, text != NULL ? text : "out of memory");
    ent_arena_free(&arena);
}

void ent_job_diagnostics(const ent_job_host *host, ent_diagnostics *diagnostics)
{
    if (host->diagnostics != NULL) {
        host->diagnostics(host->context, diagnostics);
    }
}

void ent_job_advance(const ent_job_host *host, const ent_job_progress *progress)
{
    if (host->progress != NULL) {
        host->progress(host->context, progress->done, progress->total);
    }
}

void ent_job_add_draws(const ent_job_host *host, ent_job_progress *progress, uint64_t draws)
{
    progress->done = draws < progress->total - progress->done ? progress->done + draws : progress->total;
    ent_job_advance(host, progress);
}

bool ent_job_stopped(const ent_job_host *host)
{
    return host->stop != NULL && atomic_load(host->stop) != 0;
}

double ent_job_clock(const ent_job_host *host)
{
    return host->clock != NULL ? host->clock(host->context) : ent_now();
}

double ent_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

double ent_cpu_now(void)
{
    struct timespec used = {0};

    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) { /* as in WebAssembly, which has one thread */
        return ent_now();
    }
    return (double) used.tv_sec + 1e-9 * (double) used.tv_nsec;
}

const char *ent_job_folder(const ent_job_request *request, const ent_experiment *experiment, ent_arena *arena)
{
    return ent_arena_printf(arena, "%s/%s", request->out, experiment->id);
}

static int describe_files(const ent_tree *tree, ent_arena *arena, ent_identity *identity)
{
    size_t bases = tree->files.count;
    size_t count = bases + tree->tables.count;
    ent_identity_file *file = ent_arena_array(arena, count, sizeof(*file));

    if (file == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        const ent_tree_file *from = i < bases ? tree->files.item[i] : tree->tables.item[i - bases];
        file[i] = (ent_identity_file){.path = from->path, .bytes = from->bytes, .length = from->length};
    }
    identity->file = file;
    identity->files = count;
    return ENT_OK;
}

int ent_job_identity(const ent_job_request *request, const ent_experiment *experiment, const char *command,
    ent_arena *arena, ent_identity *identity)
{
    const ent_run_size *run = &experiment->item[0]->scenario.run;

    *identity = (ent_identity){.command = command,
        .version = ENTENTE_VERSION,
        .scenario = experiment->id,
        .set = request->set,
        .sets = request->sets,
        .variant = request->variant != NULL ? request->variant : "",
        .name = request->name,
        .names = request->names,
        .seed = run->seed,
        .worlds = run->worlds,
        .replications = run->replications,
        .draws = request->draws,
        .draws_first = request->draws_first,
        .items = experiment->count,
        .shard = request->shards > 0 ? request->shard : 1,
        .shards = request->shards > 0 ? request->shards : 1};
    return describe_files(&experiment->item[0]->tree, arena, identity);
}
