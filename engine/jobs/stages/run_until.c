#include "jobs/stages/run_until.h"

#include "base/status.h"
#include "run/ranks/ranks.h"

static const ent_run_size *size_of(const ent_run_counts *self)
{
    return &self->experiment->item[0]->scenario.run;
}

int ent_run_until_begin(ent_run_counts *self)
{
    const ent_run_size *run = size_of(self);
    bool ranks = self->request->ranks && ent_ranks_count() > 1;

    ent_experiment_resize(self->experiment, run->worlds_most);
    if (run->until <= 0.0) {
        return ENT_OK;
    }
    if (self->request->shards > 1 || ranks) {
        ent_job_message(self->host, ENT_SEVERITY_ERROR,
            "%s: run.until is decided from all worlds together, so the run cannot be shared out among %s: write "
            "--until 0, and "
            "the number of worlds with --worlds",
            self->experiment->id, ranks ? "ranks" : "shards");
        return ENT_ERR_ARGUMENT;
    }
    self->saves = self->saves && run->design != ENT_DESIGN_LHS;
    return ENT_OK;
}

void ent_run_until_free(ent_run_counts *self)
{
    for (size_t v = 0; self->part != NULL && v < self->experiment->count; v++) {
        ent_chunk_range_free(&self->part[v]);
    }
    self->part = NULL;
}

/* Counts a variant up to the worlds of a stage. Points of Latin hypercubes depend on their number: all are counted
 * again. */
static int count_stage(ent_run_counts *self, unsigned stage, uint64_t worlds, size_t variant,
    const ent_threshold *threshold, size_t thresholds)
{
    ent_chunk_range *part = &self->part[variant];
    bool anew = stage == 0 || size_of(self)->design == ENT_DESIGN_LHS;
    int status = ENT_OK;

    if (anew) { /* made for all worlds, of which memory is used as far as they are counted */
        ent_chunk_range_free(part);
        ent_experiment_resize(self->experiment, size_of(self)->worlds_most);
        status = ent_run_counts_load(self, variant, thresholds, part);
        ent_experiment_resize(self->experiment, worlds);
    }
    if (status == ENT_OK) {
        ent_chunk_range_cut(part, worlds);
        status = ent_run_counts_count(self, variant, threshold, part);
    }
    return status;
}

/* Sets *headline to that of the worlds of the stage alone, though a checkpoint may have counted more. */
static int estimate(const ent_tally *tally, ent_estimate *headline)
{
    const ent_tally_layout *at = &tally->layout;
    const ent_worlds worlds = {tally->worlds, tally->replications, at->unknowns};

    if (at->headline_is_mean) {
        ent_measure_column column = ent_tally_measure(tally, at->headline_measure);
        return ent_measure_estimate(headline, &column, &worlds, false);
    }
    *headline = ent_estimate_without_range(
        ent_tally_counts(tally, at->headline), ent_tally_counts(tally, at->headline + 1), tally->worlds);
    return ENT_OK;
}

/* Whether the headline's half-width is below `until` in every variant. */
static int is_precise(const ent_run_counts *self, bool *precise)
{
    int status = ENT_OK;

    *precise = true;
    for (size_t v = 0; v < self->experiment->count && status == ENT_OK; v++) {
        ent_estimate headline;
        status = estimate(&self->part[v].tally, &headline);
        *precise = *precise && headline.has_interval && 0.5 * (headline.high - headline.low) < size_of(self)->until;
    }
    return status;
}

/* Saves all variants of a run that was stopped. */
static void save_all(ent_run_counts *self)
{
    int status = ENT_OK;

    for (size_t v = 0; v < self->experiment->count && status == ENT_OK; v++) {
        status = self->part[v].plan.worlds > 0 ? ent_run_counts_save(self, v, &self->part[v]) : ENT_OK;
    }
}

static int count_all(ent_run_counts *self, const ent_threshold *threshold, size_t thresholds)
{
    uint64_t most = size_of(self)->worlds_most;
    bool done = false;
    int status = ENT_OK;

    self->part = ent_arena_array(&self->arena, self->experiment->count, sizeof(*self->part));
    if (self->part == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (unsigned stage = 0; status == ENT_OK && !done; stage++) {
        uint64_t worlds = ent_design_stage(size_of(self)->design, most, stage);
        ent_experiment_resize(self->experiment, worlds);
        for (size_t v = 0; v < self->experiment->count && status == ENT_OK; v++) {
            status = count_stage(self, stage, worlds, v, threshold, thresholds);
        }
        if (status == ENT_OK) {
            status = is_precise(self, &done);
        }
        done = done || worlds == most;
    }
    if (status == ENT_OK) {
        ent_job_add_draws(self->host, &self->progress, self->progress.total);
    } else if (status == ENT_ERR_INTERRUPTED) {
        save_all(self);
    }
    return status;
}

int ent_run_until_variant(
    ent_run_counts *self, size_t variant, const ent_threshold *threshold, size_t thresholds, ent_chunk_range *part)
{
    if (self->part == NULL) {
        self->stage_status = count_all(self, threshold, thresholds);
    }
    if (self->part != NULL && (self->stage_status == ENT_OK || self->stage_status == ENT_ERR_INTERRUPTED)) {
        *part = self->part[variant];
        self->part[variant] = (ent_chunk_range){.first = 0};
    }
    return self->stage_status;
}
