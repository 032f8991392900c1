#include "cli/counting.h"

#include "base/status.h"
#include "cli/together.h"
#include "run/ranks/ranks.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAVE_SHARE = 20 }; /* saving takes at most one part in so many of the time */

/* --- which run it is ---------------------------------------------------------------------------------------------- */

static int describe_files(const ent_tree *tree, ent_arena *arena, ent_identity *identity)
{
    ent_identity_file *file = ent_arena_array(arena, tree->files, sizeof(*file));

    if (file == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < tree->files; i++) {
        file[i] = (ent_identity_file){
            .path = tree->file[i]->path, .bytes = tree->file[i]->bytes, .length = tree->file[i]->length};
    }
    identity->file = file;
    identity->files = tree->files;
    return ENT_OK;
}

int ent_describe_work(const ent_options *options, const ent_experiment *experiment, const char *command,
    ent_arena *arena, ent_identity *identity)
{
    const ent_run_size *run = &experiment->item[0]->scenario.run;

    *identity = (ent_identity){.command = command,
        .version = ENTENTE_VERSION,
        .scenario = experiment->id,
        .set = options->set,
        .sets = options->sets,
        .variant = options->variant != NULL ? options->variant : "",
        .seed = run->seed,
        .worlds = run->worlds,
        .replications = run->replications,
        .draws = options->draws,
        .items = experiment->count,
        .shard = options->shards > 0 ? options->shard : 1,
        .shards = options->shards > 0 ? options->shards : 1};
    return describe_files(&experiment->item[0]->tree, arena, identity);
}

/* --- beginning ---------------------------------------------------------------------------------------------------- */

double ent_checkpoint_interval(void)
{
    const char *text = getenv("ENTENTE_CHECKPOINT_SECONDS");
    char *end = NULL;
    double seconds = text != NULL ? strtod(text, &end) : 5.0;

    return text == NULL || (end != text && *end == '\0' && seconds >= 0.0) ? seconds : 5.0;
}

/* Draws of all variants that are this run's to count. */
static uint64_t draws_of(const ent_counting *self)
{
    uint64_t draws = 0;

    for (size_t v = 0; v < self->experiment->count; v++) {
        ent_chunk_plan plan = ent_chunk_plan_make(&self->experiment->item[v]->model);
        draws +=
            ent_chunk_plan_draws_before(&plan, ent_chunk_plan_boundary(&plan, self->identity.shard, self->identity.shards)) -
            ent_chunk_plan_draws_before(&plan, ent_chunk_plan_boundary(&plan, self->identity.shard - 1, self->identity.shards));
    }
    return draws;
}

static void announce(const ent_counting *self, uint64_t total)
{
    const ent_checkpoint *checkpoint = &self->checkpoint;

    if (self->options->quiet) {
        return;
    }
    if (checkpoint->note != NULL) {
        ent_complain("%s: the checkpoint in %s %s: starting from the beginning", self->experiment->id,
            checkpoint->folder, checkpoint->note);
    } else if (checkpoint->draws > 0) {
        fprintf(stderr, "entente: %s: resuming at %.0f%% (the checkpoint in %s; --fresh starts over)\n",
            self->experiment->id, 100.0 * (double) checkpoint->draws / (double) total, checkpoint->folder);
    }
}

int ent_counting_begin(
    ent_counting *self, const ent_options *options, const ent_experiment *experiment, size_t number)
{
    const char *result;
    uint64_t total;
    int status;

    *self = (ent_counting){
        .options = options, .experiment = experiment,
        .number = number, .saves = true, .interval = ent_checkpoint_interval(), .saved = ent_now()};
    status = ent_describe_work(options, experiment, "run", &self->arena, &self->identity);
    result = ent_arena_printf(&self->arena, "%s/%s", options->out, experiment->id);
    if (status != ENT_OK || result == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_checkpoint_open(&self->checkpoint, result, &self->identity);
    if (status != ENT_OK) {
        return status;
    }
    if (options->fresh) {
        ent_checkpoint_forget(&self->checkpoint);
    }
    total = draws_of(self);
    announce(self, total);
    ent_progress_begin(&self->progress, experiment->id, total, options->quiet);
    ent_progress_resume(&self->progress, self->checkpoint.draws);
    return ENT_OK;
}

void ent_counting_end(ent_counting *self)
{
    ent_progress_end(&self->progress);
    if (self->checkpoint.identity != NULL) {
        ent_checkpoint_close(&self->checkpoint);
    }
    ent_arena_free(&self->arena);
    *self = (ent_counting){.options = NULL};
}

void ent_counting_done(ent_counting *self)
{
    ent_checkpoint_remove(&self->checkpoint);
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

static void add_progress(void *context, uint64_t draws)
{
    ent_counting *self = context;

    ent_progress_add(&self->progress, draws);
}

static bool is_due(void *context)
{
    const ent_counting *self = context;

    return self->saves && ent_now() - self->saved >= self->interval;
}

/* A checkpoint that cannot be written is no error of the run, which goes on without; but it is said, once. */
static int after_save(ent_counting *self, int status, double began)
{
    double took = ent_now() - began;

    self->saved = ent_now();
    if (took * SAVE_SHARE > self->interval) {
        self->interval = took * SAVE_SHARE;
    }
    if (status == ENT_OK || status == ENT_ERR_NO_MEMORY) {
        return status;
    }
    self->saves = false;
    ent_complain("%s: no checkpoint in %s: %s; the run goes on without", self->experiment->id, self->checkpoint.folder,
        status == ENT_ERR_INTERRUPTED ? "another run is writing there" : strerror(errno));
    return ENT_OK;
}

static int save(ent_counting *self, size_t variant, const ent_chunk_range *part)
{
    double began = ent_now();

    return self->saves ? after_save(self, ent_checkpoint_save(&self->checkpoint, variant, part), began) : ENT_OK;
}

/* The last variant is not kept: the tables follow at once. */
static int keep(ent_counting *self, size_t variant, const ent_chunk_range *part)
{
    double began = ent_now();

    if (!self->saves || variant + 1 == self->experiment->count) {
        return ENT_OK;
    }
    return after_save(self, ent_checkpoint_keep(&self->checkpoint, variant, part), began);
}

/* An empty part that wants this run's share, or what the checkpoint has of it. */
static int take_up(ent_counting *self, size_t variant, size_t thresholds, ent_chunk_range *part)
{
    const ent_model *model = &self->experiment->item[variant]->model;
    ent_chunk_plan plan = ent_chunk_plan_make(model);
    uint64_t first = ent_chunk_plan_boundary(&plan, self->identity.shard - 1, self->identity.shards);
    uint64_t end = ent_chunk_plan_boundary(&plan, self->identity.shard, self->identity.shards);
    int status = ent_chunk_range_init(part, model, thresholds, first, end);

    if (status == ENT_OK) {
        status = ent_checkpoint_load(&self->checkpoint, variant, part);
    }
    if (status == ENT_ERR_CHECKPOINT) { /* written by another build of this version: its counts are of another kind */
        ent_complain("%s: the checkpoint in %s does not fit: counting this variant again", self->experiment->id,
            self->checkpoint.folder);
        ent_chunk_range_free(part);
        status = ent_chunk_range_init(part, model, thresholds, first, end);
    }
    return status;
}

/* Goes on with a variant, up to a pause, with the other ranks where there are any. */
static int go_on(ent_together *together, ent_chunk_range *part)
{
    ent_run_options alone = together->run;

    if (ent_ranks_count() > 1) {
        return ent_together_count(together, part);
    }
    alone.pause = is_due;
    return ent_run_range(part, together->model, &alone, together->threshold);
}

int ent_counting_variant(void *context, size_t variant, const double *threshold, size_t thresholds, ent_chunk_range *part)
{
    ent_counting *self = context;
    ent_together together = {.experiment = self->number,
        .variant = variant,
        .model = &self->experiment->item[variant]->model,
        .threshold = threshold,
        .thresholds = thresholds,
        .run = {.threads = self->options->threads,
            .stop = &ent_interrupted,
            .progress = add_progress,
            .context = self}};
    int status = take_up(self, variant, thresholds, part);
    uint64_t found = part->next;

    while (status == ENT_OK && part->next < part->end) {
        status = go_on(&together, part);
        if (status == ENT_OK && part->next < part->end && is_due(self)) {
            status = save(self, variant, part);
        }
    }
    if (status == ENT_ERR_INTERRUPTED) {
        int saved = save(self, variant, part);
        return saved == ENT_OK ? status : saved;
    }
    return status == ENT_OK && part->next > found ? keep(self, variant, part) : status;
}
