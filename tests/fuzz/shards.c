/* A shard, checkpoint or file of sweep points of a stranger: `merge` on it. Its hashes are no protection, since anyone
 * can compute them: the target seals the records of the input itself. An input is records: kind (1 byte), length (2
 * bytes, low first), content. As it stands it is read too, as a file. */
#include "checkpoint/sealed_file.h"
#include "checkpoint/sweep_points.h"
#include "jobs/merge.h"
#include "jobs/sweep.h"
#include "target.h"

#include <string.h>

static void ignore_message(void *context, ent_severity severity, const char *text)
{
    (void) context;
    (void) severity;
    fuzz_require(text != NULL && *text != '\0', "a message with a text");
}

static void ignore_diagnostics(void *context, ent_diagnostics *diagnostics)
{
    (void) context;
    (void) diagnostics;
}

enum { HEAD = 5 }; /* bytes before the content of a record */

static void seal(const uint8_t *data, size_t size, const char *path)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {.file = -1};
    int status = ent_sealed_create(&writer, path, 1, &arena);

    fuzz_require(status == ENT_OK, "a sealed file");
    while (status == ENT_OK && size >= HEAD) {
        size_t length = data[1] | (size_t) data[2] << 8 | (size_t) data[3] << 16 | (size_t) data[4] << 24;
        length = length <= size - HEAD ? length : size - HEAD;
        status = ent_sealed_put(&writer, data[0], data + HEAD, length);
        data += HEAD + length;
        size -= HEAD + length;
    }
    if (status == ENT_OK) {
        (void) ent_sealed_finish(&writer);
    }
    ent_sealed_close(&writer);
    ent_arena_free(&arena);
}

/* The sizes that a shard of a stranger may ask for are those of any scenario; the target plays small ones. */
static int is_small(const ent_identity *identity, const ent_experiment *experiment)
{
    return identity->worlds <= 1000 && identity->replications <= 1000 && experiment->count <= 4;
}

static void merge(ent_merge *shards, const ent_job_host *host)
{
    const ent_identity *identity = &shards->shard[0].identity;
    ent_job_request from = {.out = fuzz_folder(), .command_line = "entente", .charts = false, .threads = 1};
    ent_job_request request;
    ent_experiment experiment = {.id = NULL};
    ent_diagnostics diagnostics = {0};
    ent_experiment_source source = {.path = identity->file[0].path,
        .id = identity->scenario,
        .load = ent_merge_load,
        .context = &identity,
        .kernels = ent_kernels_select(NULL),
        .threads = 1};

    if (ent_merge_request(identity, &from, &shards->arena, &request) != ENT_OK) {
        return;
    }
    source.set = request.set;
    source.sets = request.sets;
    if (ent_experiment_load(&experiment, &source, &diagnostics) == ENT_OK && is_small(identity, &experiment)) {
        if (strcmp(identity->command, "run") == 0) {
            ent_results results = {0};
            (void) ent_job_merge(&results, &request, host, &experiment, shards->shard, shards->shards);
            ent_results_free(&results);
        } else {
            ent_sweep_results sweep = {.tabulated = false};
            (void) ent_job_merge_sweep(&sweep, &request, host, &experiment, shards->shard, shards->shards);
            ent_sweep_results_free(&sweep);
        }
    }
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&diagnostics);
}

static void read_back(const char *path)
{
    ent_job_host host = {.message = ignore_message, .diagnostics = ignore_diagnostics};
    ent_merge shards = {.shards = 0};

    if (ent_merge_add_file(&shards, path) == ENT_OK && ent_merge_open(&shards, &host) == ENT_OK &&
        ent_merge_check(&shards, &host) == ENT_OK) {
        merge(&shards, &host);
    }
    ent_merge_free(&shards);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_arena arena = {0};
    const char *path = ent_arena_printf(&arena, "%s/shard-1-of-1.part", fuzz_folder());

    fuzz_empty();
    if (path != NULL) {
        fuzz_write("shard-1-of-1.part", data, size);
        read_back(path);
        fuzz_empty(); /* a sealed file replaces no other */
        seal(data, size, path);
        read_back(path);
    }
    ent_arena_free(&arena);
    return 0;
}
