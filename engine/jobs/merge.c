#include "jobs/merge.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "jobs/results_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

void ent_merge_free(ent_merge *self)
{
    for (size_t i = 0; i < self->shards; i++) {
        ent_shard_free(&self->shard[i]);
    }
    ent_arena_free(&self->arena);
    *self = (ent_merge){.shards = 0};
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static int add_file(ent_merge *self, const char *path, size_t inner)
{
    if (self->files == self->capacity) {
        size_t capacity = self->capacity == 0 ? 64 : 2 * self->capacity;
        ent_merge_file *grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (self->files > 0) {
            memcpy(grown, self->file, self->files * sizeof(*grown));
        }
        self->file = grown;
        self->capacity = capacity;
    }
    self->file[self->files++] = (ent_merge_file){.path = path, .inner = inner};
    return ENT_OK;
}

int ent_merge_add_file(ent_merge *self, const char *path)
{
    return add_file(self, path, 0);
}

static bool is_shard(const char *name)
{
    size_t length = strlen(name);

    return (strncmp(name, "shard-", 6) == 0 || strncmp(name, "sweep-shard-", 12) == 0) && length > 5 &&
           strcmp(name + length - 5, ".part") == 0;
}

/* depth: levels of folders below this one that are read too. */
static int add_folder(ent_merge *self, const char *folder, int depth)
{
    struct dirent **entry = NULL;
    int count = scandir(folder, &entry, NULL, alphasort);
    int status = ENT_OK;

    for (int i = 0; i < count; i++) {
        const char *name = entry[i]->d_name;
        const char *path = ent_arena_printf(&self->arena, "%s/%s", folder, name);
        if (path == NULL) {
            status = ENT_ERR_NO_MEMORY;
        } else if (status == ENT_OK && is_shard(name)) {
            status = add_file(self, path, 1);
        } else if (status == ENT_OK && depth > 0 && name[0] != '.' &&
                   ent_inner_kind_of(folder, name) == ENT_INNER_FOLDER) {
            status = add_folder(self, path, depth - 1);
        }
        free(entry[i]);
    }
    free((void *) entry);
    return status;
}

int ent_merge_add_folder(ent_merge *self, const char *folder, size_t *found)
{
    size_t before = self->files;
    int status = add_folder(self, folder, 1);

    *found = self->files - before;
    return status;
}

int ent_merge_open(ent_merge *self, const ent_job_host *host)
{
    int first = ENT_OK;

    self->shard = ent_arena_array(&self->arena, self->files, sizeof(*self->shard));
    if (self->shard == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->files; i++) {
        ent_shard *shard = &self->shard[self->shards];
        int status = ent_shard_open(shard, self->file[i].path, self->file[i].inner, &self->arena);
        if (status == ENT_OK) {
            self->shards++;
            continue;
        }
        ent_job_message(host, ENT_SEVERITY_ERROR, "%s%s %s", self->file[i].path,
            status == ENT_ERR_CHECKPOINT ? "" : ":",
            status == ENT_ERR_CHECKPOINT ? shard->reader.wrong
            : status == ENT_ERR_IO       ? ent_inner_reason(errno)
                                         : "out of memory");
        first = first == ENT_OK ? status : first;
        ent_shard_free(shard);
    }
    return first;
}

/* --- runs --------------------------------------------------------------------------------------------------------- */

static bool same_run(const ent_shard *a, const ent_shard *b)
{
    return strcmp(a->identity.command, b->identity.command) == 0 &&
           strcmp(a->identity.scenario, b->identity.scenario) == 0;
}

size_t ent_merge_group(ent_merge *self, size_t first)
{
    ent_shard *shard = self->shard + first;
    size_t n = 1;

    for (size_t i = 1; i < self->shards - first; i++) {
        if (same_run(&shard[0], &shard[i])) {
            ent_shard other = shard[n];
            shard[n++] = shard[i];
            shard[i] = other;
        }
    }
    return n;
}

int ent_merge_check(ent_merge *self, const ent_job_host *host)
{
    ent_diagnostics diagnostics = {0};
    int status = ENT_OK;

    for (size_t first = 0; first < self->shards;) {
        size_t count = ent_merge_group(self, first);
        int checked = ent_shards_check(self->shard + first, count, &diagnostics);
        status = status == ENT_OK ? checked : status;
        first += count;
    }
    for (size_t i = 0; i < diagnostics.count; i++) {
        ent_job_message(host, ENT_SEVERITY_ERROR, "%s", diagnostics.item[i].text);
    }
    ent_diagnostics_free(&diagnostics);
    return status;
}

int ent_merge_request(
    const ent_identity *identity, const ent_job_request *from, ent_arena *arena, ent_job_request *request)
{
    const char **set = ent_arena_array(arena, identity->sets + 1, sizeof(*set));
    const char **name = ent_arena_array(arena, identity->names + 1, sizeof(*name));

    if (set == NULL || name == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < identity->sets; i++) {
        set[i] = identity->set[i];
    }
    for (size_t i = 0; i < identity->names; i++) {
        name[i] = identity->name[i];
    }
    *request = *from;
    request->set = set;
    request->sets = identity->sets;
    request->name = name;
    request->names = identity->names;
    request->variant = *identity->variant != '\0' ? identity->variant : NULL;
    request->draws = identity->draws;
    request->draws_first = identity->draws_first;
    return ENT_OK;
}

int ent_merge_load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    const ent_identity *const *carried = context;
    const ent_identity *identity = *carried;

    (void) arena;
    for (size_t i = 0; i < identity->files; i++) {
        if (strcmp(identity->file[i].path, path) == 0) {
            *text = identity->file[i].bytes;
            *length = identity->file[i].length;
            return ENT_OK;
        }
    }
    return ENT_ERR_IO;
}

/* Context of an ent_part_source that adds up the shards of a run. */
typedef struct shard_source {
    ent_shard *shard;
    size_t shards;
    const ent_experiment *experiment;
    const ent_job_host *host;
} shard_source;

static int add_up(
    void *context, size_t variant, const ent_threshold *threshold, size_t thresholds, ent_chunk_range *part)
{
    const shard_source *self = context;
    const ent_model *model = &self->experiment->item[variant]->model;
    size_t at = 0;
    int status = ent_chunk_range_init(part, model, thresholds, 0, ent_chunk_plan_make(model).chunks);

    (void) threshold;
    if (status == ENT_OK) {
        status = ent_shards_merge(self->shard, self->shards, variant, part, &at);
    }
    if (status == ENT_ERR_CHECKPOINT || status == ENT_ERR_IO) {
        ent_job_message(self->host, ENT_SEVERITY_ERROR, "%s %s", self->shard[at].path,
            status == ENT_ERR_CHECKPOINT ? self->shard[at].reader.wrong : "cannot be read any more");
    }
    return status;
}

int ent_job_merge(ent_results *results, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, ent_shard *shard, size_t shards)
{
    shard_source source = {.shard = shard, .shards = shards, .experiment = experiment, .host = host};
    int status = ent_results_tabulate(results, request, experiment, add_up, &source);

    return status == ENT_OK && request->out != NULL ? ent_results_write(results, request, host) : status;
}
