#include "jobs/results.h"

#include "base/status.h"
#include "tables/talks/talks.h"

#include <math.h>
#include <string.h>

void ent_results_free(ent_results *self)
{
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        ent_csv_writer_free(&self->table[t]);
        ent_memory_table_free(&self->memory[t]);
    }
    ent_diagnostics_free(&self->diagnostics);
    ent_arena_free(&self->arena);
    *self = (ent_results){0};
}

/* --- one variant -------------------------------------------------------------------------------------------------- */

/* Appends the variant's checks that are false or undecided to those of the variants before. */
static int keep_checks(ent_results *self, const ent_figures *figures)
{
    ent_check_outcome *check;
    size_t count;
    int status = ent_checks_of(figures, &self->arena, &check, &count);

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        self->checks_failed += check[i].result == ENT_CHECK_FALSE ? 1 : 0;
        self->checks_undecided += check[i].result == ENT_CHECK_UNDECIDED ? 1 : 0;
        if (check[i].result != ENT_CHECK_TRUE) {
            self->check[self->checks_failed + self->checks_undecided - 1] = check[i];
        }
    }
    return status;
}

/* Appends the variant to the tables that are written variant by variant, or to those written after all. columns: to
 * those in memory too. */
static int fill_tables(ent_results *self, const ent_figures *figures, bool columns, bool after_all)
{
    int status = ENT_OK;

    for (size_t t = 0; t < ENT_TABLES_COUNT && status == ENT_OK; t++) {
        if (ent_tables[t]->after_all == after_all &&
            ent_table_is_written(ent_tables[t], figures->scenario, figures->draws)) {
            status = ent_table_write(ent_tables[t], ent_csv_sink(&self->table[t]), figures);
            if (status == ENT_OK && columns) {
                status = ent_table_write(ent_tables[t], ent_memory_table_sink(&self->memory[t]), figures);
            }
        }
    }
    return status;
}

static int keep_sums(ent_results *self, ent_variant_summary *summary, const ent_tally *tally)
{
    ent_measure_column column = ent_tally_measure(tally, tally->layout.headline_measure);
    ent_measure_sum *kept = ent_arena_array(&self->arena, tally->worlds, sizeof(*kept));

    if (kept == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (uint64_t w = 0; w < tally->worlds; w++) {
        kept[w] = column.at[w * column.stride];
    }
    summary->sums = (ent_measure_column){.at = kept, .stride = 1, .bounds = column.bounds, .design = column.design};
    return ENT_OK;
}

static int summarise_measures(
    ent_results *self, ent_variant_summary *summary, const ent_tally *tally, const ent_tally *base)
{
    const ent_worlds worlds = {tally->worlds, tally->replications, tally->layout.unknowns};
    int status = ENT_OK;

    summary->measure = ent_arena_array(&self->arena, tally->layout.measures, sizeof(*summary->measure));
    if (summary->measure == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < tally->layout.measures && status == ENT_OK; i++) {
        ent_measure_column column = ent_tally_measure(tally, i);
        ent_measure_summary *it = &summary->measure[i];
        status = ent_measure_estimate(&it->mean, &column, &worlds, true);
        it->p05 = ent_real_histogram_quantile(&tally->measure[i], 0.05);
        it->p50 = ent_real_histogram_quantile(&tally->measure[i], 0.50);
        it->p95 = ent_real_histogram_quantile(&tally->measure[i], 0.95);
        if (base != NULL && status == ENT_OK) {
            ent_measure_column of_base = ent_tally_measure(base, i);
            status = ent_measure_difference(&it->difference, &column, &of_base, tally->worlds);
        }
    }
    return status;
}

static int keep_headline(ent_results *self, ent_variant_summary *summary, const ent_tally *tally)
{
    ent_counts event = ent_tally_counts(tally, tally->layout.headline);
    ent_counts given = ent_tally_counts(tally, tally->layout.headline + 1);

    summary->worlds = tally->worlds;
    summary->design = tally->layout.design;
    if (tally->layout.headline_is_mean) {
        return keep_sums(self, summary, tally);
    }
    summary->event = ent_arena_array(&self->arena, tally->worlds, sizeof(*summary->event));
    summary->given = ent_arena_array(&self->arena, tally->worlds, sizeof(*summary->given));
    if (summary->event == NULL || summary->given == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (uint64_t w = 0; w < tally->worlds; w++) {
        summary->event[w] = ent_count(event, w);
        summary->given[w] = ent_count(given, w);
    }
    return ENT_OK;
}

static int summarise(
    ent_results *self, size_t v, const ent_variant_model *variant, const ent_tally *tally, const ent_tally *base)
{
    ent_variant_summary *summary = &self->summary[v];
    const ent_tally_layout *layout = &tally->layout;
    int status = ent_tally_headline(tally, &summary->headline);

    summary->id = variant->id;
    summary->label = variant->label;
    summary->kept = tally->draws;
    summary->played = tally->played;
    summary->outcome = ent_arena_array(&self->arena, layout->outcomes, sizeof(*summary->outcome));
    if (status == ENT_OK) {
        status = keep_headline(self, summary, tally);
    }
    if (status == ENT_OK) {
        status = ent_tally_estimate(tally, layout->deals, &summary->deals);
    }
    for (size_t o = 0; status == ENT_OK && summary->outcome != NULL && o < layout->outcomes; o++) {
        status = ent_tally_estimate(tally, layout->outcome + o, &summary->outcome[o]);
    }
    if (status == ENT_OK && variant->experts > 0) {
        summary->experts = variant->experts;
        status = ent_expert_figures(variant, tally, base != NULL ? base : tally, &self->arena, &summary->expert);
    }
    if (status == ENT_OK && variant->experts > 0) {
        status = ent_expert_disagreement(&summary->disagreement, variant, tally);
    }
    if (status == ENT_OK) {
        status = summarise_measures(self, summary, tally, base);
    }
    if (base != NULL && status == ENT_OK) {
        status = ent_tally_headline_difference(tally, base, &summary->difference);
    }
    return summary->outcome != NULL ? status : ENT_ERR_NO_MEMORY;
}

/* Restricts the counts of a run that was stopped to complete worlds. Returns whether there are any. */
static bool cut_to_worlds(ent_chunk_range *part)
{
    uint64_t worlds = ent_chunk_range_whole_worlds(part);

    if (worlds == 0 || part->split != NULL) { /* with split worlds the tally has draws beyond the complete ones */
        return false;
    }
    part->tally.worlds = worlds;
    return true;
}

/* base: the part of the base, which is `part` itself for variant 0. */
static int tabulate_variant(ent_results *self, const ent_job_request *request, size_t v, const ent_threshold *threshold,
    const ent_chunk_range *part, const ent_chunk_range *base)
{
    ent_variant_model *variant = self->experiment->item[v];
    ent_figures figures = {.variant = variant->id,
        .scenario = &variant->scenario,
        .tally = &part->tally,
        .base = &base->tally,
        .threshold = threshold,
        .compiled = variant,
        .guard = part->guard,
        .draws = request->draws,
        .draws_first = request->draws_first,
        .diagnostics = &self->diagnostics};
    int status = fill_tables(self, &figures, request->columns, false);

    status = status == ENT_OK ? keep_checks(self, &figures) : status;
    self->warnings = ent_csv_rows(&self->table[ent_table_index(&ent_table_warnings)]);
    if (status == ENT_OK) {
        status = ent_tally_copy_moments(&self->moments[v], &part->tally, &self->arena);
    }
    if (status == ENT_OK) {
        status = summarise(self, v, variant, &part->tally, v == 0 ? NULL : &base->tally);
    }
    self->shown++;
    self->counted += ent_chunk_range_draws(part);
    return status;
}

/* --- all variants ------------------------------------------------------------------------------------------------- */

/* Returns the thresholds of force.csv, [*thresholds]; NULL when memory is out. */
static const ent_threshold *begin(ent_results *self, ent_experiment *experiment, size_t *thresholds)
{
    size_t checks = 0;

    self->experiment = experiment;
    self->started = time(NULL);
    self->wall = ent_now();
    self->cpu = ent_cpu_now();
    self->checks = experiment->item[0]->scenario.checks;
    self->summary = ent_arena_array(&self->arena, experiment->count, sizeof(*self->summary));
    for (size_t v = 0; v < experiment->count; v++) {
        checks += experiment->item[v]->scenario.checks;
    }
    self->check = ent_arena_array(&self->arena, checks, sizeof(*self->check));
    self->moments = ent_arena_array(&self->arena, experiment->count, sizeof(*self->moments));
    return self->summary != NULL && self->check != NULL && self->moments != NULL
               ? ent_experiment_thresholds(experiment, thresholds)
               : NULL;
}

static void end(ent_results *self)
{
    self->wall = ent_now() - self->wall;
    self->cpu = ent_cpu_now() - self->cpu;
}

/* Writes the tables that depend on all variants, of those that were counted. */
static int tabulate_together(ent_results *self, const ent_job_request *request)
{
    ent_figures figures = {.draws = request->draws};
    int status = ENT_OK;

    for (size_t v = 0; v < self->shown; v++) {
        uint64_t last = ent_last_deal(&self->experiment->item[v]->scenario, &self->moments[v]);
        figures.last_deal = last > figures.last_deal ? last : figures.last_deal;
    }
    for (size_t v = 0; v < self->shown && status == ENT_OK; v++) {
        figures.variant = self->experiment->item[v]->id;
        figures.scenario = &self->experiment->item[v]->scenario;
        figures.tally = &self->moments[v];
        status = fill_tables(self, &figures, request->columns, true);
    }
    return status;
}

int ent_results_tabulate(ent_results *self, const ent_job_request *request, ent_experiment *experiment,
    ent_part_source source, void *context)
{
    size_t thresholds = 0;
    const ent_threshold *threshold = begin(self, experiment, &thresholds);
    ent_chunk_range base = {.first = 0}; /* kept to the end, for the paired differences */
    int status = threshold != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t v = 0; v < experiment->count && status == ENT_OK; v++) {
        ent_chunk_range own = {.first = 0};
        ent_chunk_range *part = v == 0 ? &base : &own;
        status = source(context, v, threshold, thresholds, part);
        self->stopped = status == ENT_ERR_INTERRUPTED;
        if (status == ENT_OK || (self->stopped && cut_to_worlds(part))) {
            status = tabulate_variant(self, request, v, threshold, part, &base);
        }
        ent_chunk_range_free(&own);
        status = status == ENT_OK && self->stopped ? ENT_ERR_INTERRUPTED : status;
    }
    if (status == ENT_OK || status == ENT_ERR_INTERRUPTED) {
        int written = tabulate_together(self, request);
        status = written == ENT_OK ? status : written;
    }
    ent_chunk_range_free(&base);
    end(self);
    return status;
}

/* --- comparison --------------------------------------------------------------------------------------------------- */

static bool same_sums(const ent_measure_sum *a, const ent_measure_sum *b, uint64_t worlds)
{
    for (uint64_t w = 0; w < worlds; w++) {
        if (a[w].count != b[w].count || a[w].x.top != b[w].x.top ||
            memcmp(a[w].x.digit, b[w].x.digit, sizeof(a[w].x.digit)) != 0) {
            return false;
        }
    }
    return true;
}

bool ent_summary_compare(
    const ent_variant_summary *self, const ent_variant_summary *earlier, ent_difference *difference)
{
    const bool design = self->design;
    const ent_counts event = {.at = self->event, .stride = 1, .design = design};
    const ent_counts given = {.at = self->given, .stride = 1, .design = design};
    const ent_counts event_then = {.at = earlier->event, .stride = 1, .design = design};
    const ent_counts given_then = {.at = earlier->given, .stride = 1, .design = design};

    *difference = (ent_difference){.value = (double) NAN, .low = (double) NAN, .high = (double) NAN};
    if (self->sums.at != NULL && earlier->sums.at != NULL && self->worlds == earlier->worlds) {
        (void) ent_measure_difference(difference, &self->sums, &earlier->sums, self->worlds);
        return !same_sums(self->sums.at, earlier->sums.at, self->worlds);
    }
    if (self->event == NULL || earlier->event == NULL) {
        return true; /* another question */
    }
    if (self->worlds != earlier->worlds) {
        return true; /* one of the two stopped early */
    }
    *difference = ent_paired_difference(event, given, event_then, given_then, self->worlds);
    return memcmp(self->event, earlier->event, self->worlds * sizeof(*self->event)) != 0 ||
           memcmp(self->given, earlier->given, self->worlds * sizeof(*self->given)) != 0;
}
