#include "base/status.h"
#include "cli/console.h"
#include "cli/report.h"
#include "cli/report_page.h"
#include "cli/sweeping.h"
#include "checkpoint/shards.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- the files ------------------------------------------------------------------------------------------------------
 */

typedef struct merging {
    ent_arena arena;
    const char **path;
    size_t paths, capacity;
    ent_shard *shard; /* [paths] */
    size_t shards;
    int status; /* exit status: the first that is not fine */
} merging;

static void failed(merging *self, int status)
{
    self->status = self->status == ENT_EXIT_OK ? status : self->status;
}

static void add_path(merging *self, const char *path)
{
    if (self->paths == self->capacity && path != NULL) {
        size_t capacity = self->capacity == 0 ? 64 : 2 * self->capacity;
        const char **grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            path = NULL;
        } else if (self->paths > 0) {
            memcpy((void *) grown, (const void *) self->path, self->paths * sizeof(*grown));
        }
        self->path = grown != NULL ? grown : self->path;
        self->capacity = grown != NULL ? capacity : self->capacity;
    }
    if (path == NULL) {
        failed(self, ENT_EXIT_FAILED);
        return;
    }
    self->path[self->paths++] = path;
}

static bool is_shard(const char *name)
{
    size_t length = strlen(name);

    return (strncmp(name, "shard-", 6) == 0 || strncmp(name, "sweep-shard-", 12) == 0) && length > 5 &&
           strcmp(name + length - 5, ".part") == 0;
}

/* The shards of a folder, and of those in it: DIR/ID of a run, or its --out. */
static void add_folder(merging *self, const char *folder, int depth)
{
    struct dirent **entry = NULL;
    int count = scandir(folder, &entry, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        const char *name = entry[i]->d_name;
        const char *path = ent_arena_printf(&self->arena, "%s/%s", folder, name);
        struct stat about;
        if (is_shard(name)) {
            add_path(self, path);
        } else if (depth > 0 && name[0] != '.' && path != NULL && stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
            add_folder(self, path, depth - 1);
        }
        free(entry[i]);
    }
    free(entry);
}

static void list_operands(merging *self, const ent_options *options)
{
    for (size_t i = 0; i < options->operands; i++) {
        const char *path = options->operand[i];
        size_t before = self->paths;
        struct stat about;
        if (stat(path, &about) != 0) {
            ent_complain("%s: %s", path, strerror(errno));
            failed(self, ENT_EXIT_USAGE);
        } else if (!S_ISDIR(about.st_mode)) {
            add_path(self, path);
        } else {
            add_folder(self, path, 1);
            if (self->paths == before) {
                ent_complain("the folder %s holds no shards (shard-1-of-8.part and so on); `entente run FILE --shard "
                             "1/8` writes one",
                    path);
                failed(self, ENT_EXIT_USAGE);
            }
        }
    }
}

static void open_shards(merging *self)
{
    self->shard = ent_arena_array(&self->arena, self->paths, sizeof(*self->shard));
    if (self->shard == NULL) {
        failed(self, ENT_EXIT_FAILED);
        return;
    }
    for (size_t i = 0; i < self->paths; i++) {
        ent_shard *shard = &self->shard[self->shards];
        int status = ent_shard_open(shard, self->path[i], &self->arena);
        if (status == ENT_OK) {
            self->shards++;
            continue;
        }
        ent_complain("%s %s", self->path[i],
            status == ENT_ERR_CHECKPOINT ? shard->reader.wrong
            : status == ENT_ERR_IO    ? strerror(errno)
                                      : "out of memory");
        failed(self, ENT_EXIT_FAILED);
        ent_shard_free(shard);
    }
}

/* --- a run ----------------------------------------------------------------------------------------------------------
 */

/* The shards of one run, in order, and the scenario that they carry. */
typedef struct group {
    ent_shard *shard;
    size_t shards;
    ent_experiment *experiment;
} group;

/* An ent_loader: the texts that the shards were counted from, wherever the files are now. */
static int load_carried(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
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

/* An ent_part_source. */
static int add_up(void *context, size_t variant, const double *threshold, size_t thresholds, ent_chunk_range *part)
{
    const group *self = context;
    const ent_model *model = &self->experiment->item[variant]->model;
    size_t at = 0;
    int status = ent_chunk_range_init(part, model, thresholds, 0, ent_chunk_plan_make(model).chunks);

    (void) threshold;
    if (status == ENT_OK) {
        status = ent_shards_merge(self->shard, self->shards, variant, part, &at);
    }
    if (status == ENT_ERR_CHECKPOINT || status == ENT_ERR_IO) {
        ent_complain("%s %s", self->shard[at].path,
            status == ENT_ERR_CHECKPOINT ? self->shard[at].reader.wrong : "cannot be read any more");
    }
    return status;
}

static int merge_run(group *self, const ent_options *options)
{
    ent_report report = {.options = options};
    int status = ent_report_tabulate(&report, options, self->experiment, add_up, self);
    int exit_status;

    if (status == ENT_OK) {
        status = ent_report_write(&report);
    }
    exit_status = ent_report_conclude(&report, status);
    if (exit_status == ENT_EXIT_OK && report.checks_failed > 0) {
        exit_status = ENT_EXIT_CHECK;
    }
    ent_report_free(&report);
    return exit_status;
}

static int merge_group(group *self, const ent_options *options, ent_arena *arena)
{
    const ent_identity *identity = &self->shard[0].identity;
    ent_options own = *options;
    ent_experiment experiment = {.id = NULL};
    bool sweeps = strcmp(identity->command, "run") != 0;
    const char **operand = ent_arena_array(arena, identity->names + 1, sizeof(*operand));
    const char **set = ent_arena_array(arena, identity->sets + 1, sizeof(*set));
    int status;

    if (operand == NULL || set == NULL) {
        return ENT_EXIT_FAILED;
    }
    for (size_t i = 0; i < identity->sets; i++) {
        set[i] = identity->set[i];
    }
    operand[0] = identity->file[0].path;
    for (size_t i = 0; i < identity->names; i++) {
        operand[i + 1] = identity->name[i];
    }
    own.operand = operand; /* as of the command that counted the shards */
    own.operands = identity->names + 1;
    own.variant = *identity->variant != '\0' ? identity->variant : NULL;
    own.set = set;
    own.sets = identity->sets;
    own.draws = identity->draws;
    status = ent_load_carried_experiment(
        &own, identity->file[0].path, identity->scenario, load_carried, &identity, &experiment);
    self->experiment = &experiment;
    if (status == ENT_EXIT_OK && sweeps) {
        status = ent_merge_sweep(&own, &experiment, self->shard, self->shards);
    } else if (status == ENT_EXIT_OK) {
        status = merge_run(self, &own);
    }
    self->experiment = NULL;
    ent_experiment_free(&experiment);
    return status;
}

/* --- all ------------------------------------------------------------------------------------------------------------
 */

static bool together(const ent_shard *a, const ent_shard *b)
{
    return strcmp(a->identity.command, b->identity.command) == 0 &&
           strcmp(a->identity.scenario, b->identity.scenario) == 0;
}

/* Moves the shards that go with the first to the front; returns how many these are. */
static size_t gather(ent_shard *shard, size_t count)
{
    size_t n = 1;

    for (size_t i = 1; i < count; i++) {
        if (together(&shard[0], &shard[i])) {
            ent_shard other = shard[n];
            shard[n++] = shard[i];
            shard[i] = other;
        }
    }
    return n;
}

static int check_all(merging *self)
{
    ent_diagnostics diagnostics = {0};
    int status = ENT_OK;

    for (size_t first = 0; first < self->shards;) {
        size_t count = gather(self->shard + first, self->shards - first);
        int checked = ent_shards_check(self->shard + first, count, &diagnostics);
        status = status == ENT_OK ? checked : status;
        first += count;
    }
    for (size_t i = 0; i < diagnostics.count; i++) {
        ent_complain("%s", diagnostics.item[i].text);
    }
    ent_diagnostics_free(&diagnostics);
    return status == ENT_OK ? ENT_EXIT_OK : ENT_EXIT_USAGE;
}

int ent_command_merge(const ent_options *options)
{
    merging self = {.status = ENT_EXIT_OK};
    size_t runs = 0;

    list_operands(&self, options);
    if (self.status == ENT_EXIT_OK) {
        open_shards(&self);
    }
    if (self.status == ENT_EXIT_OK) { /* nothing is written unless all is well */
        self.status = check_all(&self);
    }
    for (size_t first = 0; first < self.shards && (self.status == ENT_EXIT_OK || self.status == ENT_EXIT_CHECK);) {
        group one = {.shard = self.shard + first, .shards = gather(self.shard + first, self.shards - first)};
        int status = merge_group(&one, options, &self.arena);
        self.status = status == ENT_EXIT_OK ? self.status : status;
        first += one.shards;
        runs++;
    }
    if (self.status == ENT_EXIT_OK || self.status == ENT_EXIT_CHECK) {
        int written = ent_exit_status(ent_write_index(options->out, runs > 1, options));
        self.status = written == ENT_EXIT_OK ? self.status : written;
    }
    if (self.status == ENT_EXIT_OK && runs == 1) {
        ent_say_next(options, "entente plot %s/%s --format png", options->out, self.shard[0].identity.scenario);
    }
    for (size_t i = 0; i < self.shards; i++) {
        ent_shard_free(&self.shard[i]);
    }
    ent_arena_free(&self.arena);
    return self.status;
}
