#include "jobs/run_counts.h"

#include "base/status.h"
#include "jobs/ranks_run.h"
#include "jobs/stages/run_until.h"
#include "run/ranks/ranks.h"
#include "run/run.h"

#include <errno.h>
#include <string.h>

enum { SAVE_SHARE = 20 }; /* saving takes at most 1/20 of the time: the interval grows where it would take more */

/* --- begin and end ------------------------------------------------------------------------------------------------ */

/* Number of draws of all variants in this share. */
static uint64_t draws_of_share(const ent_run_counts *self)
{
    uint64_t draws = 0;

    for (size_t v = 0; v < self->experiment->count; v++) {
        ent_chunk_plan plan = ent_chunk_plan_make(&self->experiment->item[v]->model);
        draws += ent_chunk_plan_draws_before(
                     &plan, ent_chunk_plan_boundary(&plan, self->identity.shard, self->identity.shards)) -
                 ent_chunk_plan_draws_before(
                     &plan, ent_chunk_plan_boundary(&plan, self->identity.shard - 1, self->identity.shards));
    }
    return draws;
}

static void announce_checkpoint(const ent_run_counts *self)
{
    const ent_checkpoint *checkpoint = &self->checkpoint;

    if (checkpoint->note != NULL) {
        ent_job_message(self->host, ENT_SEVERITY_WARNING, "%s: the checkpoint in %s %s: starting from the beginning",
            self->experiment->id, checkpoint->folder, checkpoint->note);
    } else if (checkpoint->draws > 0) {
        ent_job_message(self->host, ENT_SEVERITY_NOTE,
            "%s: resuming at %.0f%% (the checkpoint in %s; --fresh starts over)", self->experiment->id,
            100.0 * (double) checkpoint->draws / (double) self->progress.total, checkpoint->folder);
    }
}

static int open_checkpoint(ent_run_counts *self)
{
    const char *folder = ent_job_folder(self->request, self->experiment, &self->arena);
    int status = folder != NULL ? ent_checkpoint_open(&self->checkpoint, folder, &self->identity) : ENT_ERR_NO_MEMORY;

    if (status != ENT_OK) {
        return status;
    }
    if (self->request->fresh) {
        ent_checkpoint_forget(&self->checkpoint);
    }
    announce_checkpoint(self);
    return ENT_OK;
}

int ent_run_counts_begin(ent_run_counts *self, const ent_job_request *request, const ent_job_host *host,
    const ent_experiment *experiment, size_t number)
{
    int status;

    *self = (ent_run_counts){.request = request,
        .host = host,
        .experiment = experiment,
        .number = number,
        .saves = request->out != NULL && request->checkpoint_seconds >= 0.0,
        .interval = request->checkpoint_seconds,
        .saved = ent_job_clock(host)};
    status = ent_run_until_begin(self);
    if (status != ENT_OK) {
        return status;
    }
    status = ent_job_identity(request, experiment, "run", &self->arena, &self->identity);
    if (status != ENT_OK) {
        return status;
    }
    self->progress.total = draws_of_share(self);
    if (self->saves) {
        status = open_checkpoint(self);
    }
    if (status == ENT_OK) {
        ent_job_add_draws(host, &self->progress, self->checkpoint.draws);
    }
    return status;
}

void ent_run_counts_free(ent_run_counts *self)
{
    if (self->checkpoint.identity != NULL) {
        ent_checkpoint_close(&self->checkpoint);
    }
    ent_run_until_free(self);
    ent_arena_free(&self->arena);
    *self = (ent_run_counts){.request = NULL};
}

void ent_run_counts_remove_checkpoint(ent_run_counts *self)
{
    if (self->checkpoint.identity != NULL) {
        ent_checkpoint_remove(&self->checkpoint);
    }
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

static void add_draws(void *context, uint64_t draws)
{
    ent_run_counts *self = context;

    ent_job_add_draws(self->host, &self->progress, draws);
}

static bool save_is_due(void *context)
{
    const ent_run_counts *self = context;

    return self->saves && ent_job_clock(self->host) - self->saved >= self->interval;
}

/* A checkpoint that cannot be written is no error of the run, which goes on without checkpoints after one message. */
static int after_save(ent_run_counts *self, int status, double began)
{
    double now = ent_job_clock(self->host);

    self->saved = now;
    if ((now - began) * SAVE_SHARE > self->interval) {
        self->interval = (now - began) * SAVE_SHARE;
    }
    if (status == ENT_OK || status == ENT_ERR_NO_MEMORY) {
        return status;
    }
    self->saves = false;
    ent_job_message(self->host, ENT_SEVERITY_ERROR, "%s: no checkpoint in %s: %s; the run goes on without",
        self->experiment->id, self->checkpoint.folder,
        status == ENT_ERR_INTERRUPTED ? "another run is writing there" : ent_sealed_reason(errno));
    return ENT_OK;
}

/* A range that is cut to the worlds of a stage is saved as one of the whole run. */
int ent_run_counts_save(ent_run_counts *self, size_t variant, ent_chunk_range *part)
{
    const ent_run_size *run = &self->experiment->item[variant]->scenario.run;
    uint64_t worlds = part->plan.worlds;
    double began = ent_job_clock(self->host);
    int status;

    if (!self->saves) {
        return ENT_OK;
    }
    if (worlds < run->worlds_most) {
        ent_chunk_range_cut(part, run->worlds_most);
    }
    status = ent_checkpoint_save(&self->checkpoint, variant, part);
    if (worlds < run->worlds_most) {
        ent_chunk_range_cut(part, worlds);
    }
    return after_save(self, status, began);
}

/* The last variant is not kept, since the tables follow at once. */
static int keep(ent_run_counts *self, size_t variant, const ent_chunk_range *part)
{
    double began = ent_job_clock(self->host);

    if (!self->saves || variant + 1 == self->experiment->count) {
        return ENT_OK;
    }
    return after_save(self, ent_checkpoint_keep(&self->checkpoint, variant, part), began);
}

/* Initialises the part with this share's range of chunks and adds the counts of the checkpoint. */
int ent_run_counts_load(ent_run_counts *self, size_t variant, size_t thresholds, ent_chunk_range *part)
{
    const ent_model *model = &self->experiment->item[variant]->model;
    ent_chunk_plan plan = ent_chunk_plan_make(model);
    uint64_t first = ent_chunk_plan_boundary(&plan, self->identity.shard - 1, self->identity.shards);
    uint64_t end = ent_chunk_plan_boundary(&plan, self->identity.shard, self->identity.shards);
    int status = ent_chunk_range_init(part, model, thresholds, first, end);

    if (status == ENT_OK && self->checkpoint.identity != NULL) {
        status = ent_checkpoint_load(&self->checkpoint, variant, part);
    }
    if (status == ENT_ERR_CHECKPOINT) { /* written by another build of this version with another layout of counts */
        ent_job_message(self->host, ENT_SEVERITY_ERROR,
            "%s: the checkpoint in %s does not fit: counting this variant again", self->experiment->id,
            self->checkpoint.folder);
        ent_chunk_range_free(part);
        status = ent_chunk_range_init(part, model, thresholds, first, end);
    }
    return status;
}

/* The counts by world that the caller wants of a variant; NULL: none, or they were not begun. */
static ent_world_counts *wanted_worlds(const ent_run_counts *self, size_t variant)
{
    ent_world_counts *worlds = self->request->worlds != NULL ? &self->request->worlds[variant] : NULL;

    return worlds != NULL && worlds->worlds > 0 ? worlds : NULL;
}

/* Begins the counts by world of a variant of which nothing is counted yet, all of which this process will play. */
static int begin_worlds(const ent_run_counts *self, size_t variant, const ent_chunk_range *part)
{
    const ent_model *model = &self->experiment->item[variant]->model;
    const ent_chunk_plan *plan = &part->plan;
    bool whole = part->next == 0 && part->end == plan->chunks && !(self->request->ranks && ent_ranks_count() > 1);

    return self->request->worlds != NULL && whole
               ? ent_world_counts_init(&self->request->worlds[variant], model, plan->worlds, plan->replications)
               : ENT_OK;
}

/* Completes them by the guards' counts, or drops them where the variant was not counted to its end. */
static void end_worlds(const ent_run_counts *self, size_t variant, const ent_chunk_range *part, int status)
{
    ent_world_counts *worlds = wanted_worlds(self, variant);

    if (worlds != NULL && status == ENT_OK) {
        memcpy(worlds->guard, part->guard, worlds->guards * sizeof(*worlds->guard));
    } else if (worlds != NULL) {
        ent_world_counts_free(worlds);
    }
}

int ent_run_counts_count(ent_run_counts *self, size_t variant, const ent_threshold *threshold, ent_chunk_range *part)
{
    const ent_model *model = &self->experiment->item[variant]->model;
    ent_run_options run = {
        .threads = self->request->threads, .stop = self->host->stop, .progress = add_draws, .context = self};
    ent_ranks_run ranks = {.experiment = self->number,
        .variant = variant,
        .model = model,
        .threshold = threshold,
        .run = run,
        .host = self->host};
    bool together = self->request->ranks && ent_ranks_count() > 1;
    int status = ENT_OK;

    run.worlds = wanted_worlds(self, variant);
    run.pause = save_is_due;
    while (status == ENT_OK && part->next < part->end) {
        status = together ? ent_ranks_run_count(&ranks, part) : ent_run_range(part, model, &run, threshold);
        if (status == ENT_OK && part->next < part->end && save_is_due(self)) {
            status = ent_run_counts_save(self, variant, part);
        }
    }
    if (status == ENT_ERR_INTERRUPTED) {
        int saved = ent_run_counts_save(self, variant, part);
        return saved == ENT_OK ? status : saved;
    }
    return status;
}

int ent_run_counts_variant(
    void *context, size_t variant, const ent_threshold *threshold, size_t thresholds, ent_chunk_range *part)
{
    ent_run_counts *self = context;
    int status = ENT_OK;
    uint64_t found;

    if (self->experiment->item[0]->scenario.run.until > 0.0) {
        return ent_run_until_variant(self, variant, threshold, thresholds, part);
    }
    status = ent_run_counts_load(self, variant, thresholds, part);
    found = part->next;
    if (status == ENT_OK) {
        status = begin_worlds(self, variant, part);
    }
    if (status == ENT_OK) {
        status = ent_run_counts_count(self, variant, threshold, part);
    }
    end_worlds(self, variant, part, status);
    return status == ENT_OK && part->next > found ? keep(self, variant, part) : status;
}
