#include "jobs/blockers/blockers.h"

#include "base/status.h"
#include "jobs/blockers/blocker_model.h"
#include "run/experts/experts.h"
#include "run/threads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Number of draws of a change from which on all threads play one change together. */
#define LARGE_CHANGE (UINT64_C(1) << 22)

/* At most so many worlds; of a design 16 times a power of 2, which suits each. */
static uint64_t fewer_worlds(const ent_run_size *run, uint64_t most)
{
    uint64_t worlds = ENT_RANDOMISATIONS;

    if (run->design == ENT_DESIGN_RANDOM) {
        return most > 0 ? most : 1;
    }
    while (worlds <= most / 2) {
        worlds *= 2;
    }
    return worlds;
}

ent_blocker_size ent_blocker_size_of(const ent_run_size *run, size_t changes, size_t settings)
{
    uint64_t most = ENT_BLOCKER_WORK / (changes + 1) / (settings + 1); /* draws of one change */
    ent_blocker_size size = {.worlds = run->worlds, .replications = run->replications};

    if (size.worlds > most) {
        size = (ent_blocker_size){.worlds = fewer_worlds(run, most), .replications = 1};
    } else if (size.replications > most / size.worlds) {
        size.replications = most / size.worlds;
    }
    return size;
}

void ent_blockers_free(ent_blockers *self)
{
    ent_blocker_changes_free(&self->changes);
    ent_arena_free(&self->arena);
    *self = (ent_blockers){.count = 0};
}

static int list_changes(ent_blocker_changes *changes, const ent_variant_model *variant)
{
    const ent_scenario **expert = malloc((variant->experts + 1) * sizeof(ent_scenario *));
    int status;

    if (expert == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t e = 0; e < variant->experts; e++) {
        expert[e] = &variant->expert[e]->scenario;
    }
    status = ent_blocker_changes_list(changes, &variant->scenario, expert, variant->experts);
    free(expert);
    return status;
}

static int count_setting(const ent_quantity *quantity, void *context)
{
    size_t *settings = context;

    (void) quantity;
    (*settings)++;
    return ENT_OK;
}

static ent_blocker_size size_of(const ent_variant_model *variant, size_t changes)
{
    size_t settings = 0;

    (void) ent_scenario_each_quantity(&variant->scenario, count_setting, &settings); /* never fails */
    return ent_blocker_size_of(&variant->scenario.run, changes, settings);
}

uint64_t ent_blockers_draws(const ent_variant_model *variant)
{
    ent_blocker_changes changes = {.count = 0};
    int status = list_changes(&changes, variant);
    ent_blocker_size size = size_of(variant, changes.count);
    uint64_t models = changes.count + 1;

    ent_blocker_changes_free(&changes);
    return status == ENT_OK ? models * size.worlds * size.replications : 0;
}

/* --- one change --------------------------------------------------------------------------------------------------- */

/* State that the threads share. */
typedef struct change_counts {
    ent_blockers *result;
    const ent_variant_model *variant;
    const ent_blocker_options *options;
    ent_world_counts base;
    ent_front_stock *stock; /* of the variant */
    bool *found;            /* [changes] whether item[change] holds the figures of the change */
    size_t next;            /* change to be taken next */
    int status;
} change_counts;

static void report_draws(void *context, uint64_t draws)
{
    const ent_blocker_options *options = context;

    ENT_CRITICAL(entente_blockers)
    options->progress(options->context, draws);
}

static int play(const change_counts *self, const ent_model *model, unsigned threads, ent_world_counts *counts)
{
    const ent_blocker_options *options = self->options;
    ent_blocker_options callbacks = *options;
    ent_evaluation evaluation = {.model = model,
        .worlds = self->result->size.worlds,
        .replications = self->result->size.replications,
        .stock = self->stock,
        .threads = threads,
        .stop = options->stop,
        .progress = options->progress != NULL ? report_draws : NULL,
        .context = &callbacks};

    return ent_evaluate(counts, &evaluation);
}

static ent_measure_column sums(const ent_world_counts *counts, const ent_model *model)
{
    return (ent_measure_column){.at = counts->sum,
        .stride = 1,
        .design = counts->design,
        .bounds = ent_experts_measure_bounds(model, model->scenario->headline_measure)};
}

/* Estimates P(agreed) and the headline, without ranges. */
static int estimate(
    const ent_world_counts *counts, const ent_model *model, ent_estimate *agreed, ent_estimate *headline)
{
    *agreed = ent_estimate_without_range(
        ent_world_counts_column(counts, counts->deals), ent_world_counts_column(counts, counts->draws), counts->worlds);
    if (counts->sum != NULL) {
        ent_measure_column of = sums(counts, model);
        ent_worlds worlds = {.count = counts->worlds, .replications = counts->replications};
        return ent_measure_estimate(headline, &of, &worlds, false);
    }
    *headline = ent_estimate_without_range(
        ent_world_counts_column(counts, counts->event), ent_world_counts_column(counts, counts->given), counts->worlds);
    return ENT_OK;
}

/* Sets the figures of a change and its differences from the base, paired by world. */
static int compare(
    const change_counts *self, const ent_world_counts *counts, const ent_model *model, ent_blocker *blocker)
{
    const ent_world_counts *base = &self->base;
    int status = estimate(counts, model, &blocker->agreed, &blocker->headline);

    blocker->agreed_difference = ent_paired_difference(ent_world_counts_column(counts, counts->deals),
        ent_world_counts_column(counts, counts->draws), ent_world_counts_column(base, base->deals),
        ent_world_counts_column(base, base->draws), base->worlds);
    if (status == ENT_OK && counts->sum != NULL) {
        ent_measure_column v = sums(counts, model);
        ent_measure_column b = sums(base, &self->variant->model);
        return ent_measure_difference(&blocker->headline_difference, &v, &b, base->worlds);
    }
    blocker->headline_difference = ent_paired_difference(ent_world_counts_column(counts, counts->event),
        ent_world_counts_column(counts, counts->given), ent_world_counts_column(base, base->event),
        ent_world_counts_column(base, base->given), base->worlds);
    return status;
}

/* Notes why a change could not be tried. */
static int omit(change_counts *self, const ent_blocker_change *change, const char *path, const char *why)
{
    ent_blockers *result = self->result;
    ent_blocker_omission made = {.path = ent_arena_strdup(&result->arena, path)};

    made.text = ent_arena_printf(&result->arena, "`%s` is not tried: %s", change->words, why);
    if (made.path == NULL || made.text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    result->omission[result->omissions++] = made;
    return ENT_OK;
}

/* Notes the first error of a change that makes the scenario invalid. */
static int omit_invalid(change_counts *self, const ent_blocker_change *change, const ent_diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        if (diagnostics->item[i].severity == ENT_SEVERITY_ERROR) {
            return omit(self, change, diagnostics->item[i].path, diagnostics->item[i].text);
        }
    }
    return omit(self, change, "", "the scenario would not be valid");
}

static int play_change(change_counts *self, size_t number, const ent_model *model, unsigned threads)
{
    ent_blocker *blocker = &self->result->item[number];
    ent_world_counts counts = {.worlds = 0};
    int status = play(self, model, threads, &counts);
    size_t guard = status == ENT_OK ? ent_world_counts_not_a_number(&counts) : SIZE_MAX;

    if (guard != SIZE_MAX) {
        ENT_CRITICAL(entente_blockers)
        status = omit(self, blocker->change, ent_experts_guard(model, guard)->quantity->path,
            "the formula gives no number in some draws");
    } else if (status == ENT_OK) {
        status = compare(self, &counts, model, blocker);
        self->found[number] = status == ENT_OK;
    }
    ent_world_counts_free(&counts);
    return status;
}

static int try_change(change_counts *self, size_t number, unsigned threads)
{
    const ent_blocker_change *change = self->result->item[number].change;
    ent_blocker_model built = {.made = {.id = NULL}};
    ent_diagnostics diagnostics = {.count = 0};
    int status = ent_blocker_model_build(&built, self->variant, self->options->scenario_id, change, &diagnostics);

    if (status == ENT_OK) {
        status = play_change(self, number, &built.made.model, threads);
    } else if (status == ENT_ERR_SCENARIO) {
        ENT_CRITICAL(entente_blockers)
        status = omit_invalid(self, change, &diagnostics);
    }
    ent_blocker_model_free(&built);
    ent_diagnostics_free(&diagnostics);
    return status;
}

/* --- all changes -------------------------------------------------------------------------------------------------- */

static bool take(change_counts *self, size_t *number)
{
    bool taken = false;

    ENT_CRITICAL(entente_blockers)
    {
        taken = self->status == ENT_OK && self->next < self->result->changes.count;
        if (taken) {
            *number = self->next++;
        }
    }
    return taken;
}

/* Tries changes until there are none left, each on so many threads. */
static void try_changes(change_counts *self, unsigned threads)
{
    size_t number = 0;

    while (take(self, &number)) {
        int status = try_change(self, number, threads);
        if (status != ENT_OK) {
            ENT_CRITICAL(entente_blockers)
            self->status = self->status == ENT_OK ? status : self->status;
        }
    }
}

static void try_all(change_counts *self)
{
    const ent_blocker_size *size = &self->result->size;
    unsigned threads = self->options->threads > 0 ? self->options->threads : ent_threads_processors();

    if (size->worlds * size->replications >= LARGE_CHANGE || self->result->changes.count < threads) {
        try_changes(self, threads);
        return;
    }
    ENT_PARALLEL((int) threads)
    try_changes(self, 1);
}

static int play_base(change_counts *self)
{
    int status = play(self, &self->variant->model, self->options->threads, &self->base);

    if (status == ENT_OK && ent_world_counts_not_a_number(&self->base) != SIZE_MAX) {
        status = ENT_ERR_NUMERIC;
    }
    return status == ENT_OK
               ? estimate(&self->base, &self->variant->model, &self->result->agreed, &self->result->headline)
               : status;
}

/* --- order -------------------------------------------------------------------------------------------------------- */

/* Larger first, unknown last: below 0 where a comes before b. */
static int compare_sizes(const ent_difference *a, const ent_difference *b)
{
    double x = a->has_value ? fabs(a->value) : -1.0;
    double y = b->has_value ? fabs(b->value) : -1.0;

    return (x < y) - (x > y);
}

static int compare_blockers(const void *left, const void *right)
{
    const ent_blocker *a = left;
    const ent_blocker *b = right;
    int order = compare_sizes(&a->agreed_difference, &b->agreed_difference);

    if (order == 0) {
        order = compare_sizes(&a->headline_difference, &b->headline_difference);
    }
    return order != 0 ? order : (a->change > b->change) - (a->change < b->change); /* of one array */
}

/* Closes the gaps of changes that could not be tried, and sorts the others. */
static void sort_blockers(change_counts *self)
{
    ent_blockers *result = self->result;

    for (size_t i = 0; i < result->changes.count; i++) {
        if (self->found[i]) {
            result->item[result->count++] = result->item[i];
        }
    }
    qsort(result->item, result->count, sizeof(*result->item), compare_blockers);
}

static int compare_omissions(const void *left, const void *right)
{
    const ent_blocker_omission *a = left;
    const ent_blocker_omission *b = right;

    return strcmp(a->text, b->text);
}

int ent_blockers_find(ent_blockers *self, const ent_variant_model *variant, const ent_blocker_options *options)
{
    ent_front_stock stock = {.model = &variant->model};
    change_counts counts = {.result = self, .variant = variant, .options = options, .stock = &stock};
    int status = list_changes(&self->changes, variant);
    size_t changes = self->changes.count;

    self->item = ent_arena_array(&self->arena, changes, sizeof(*self->item));
    self->omission = ent_arena_array(&self->arena, changes + self->changes.omissions, sizeof(*self->omission));
    counts.found = ent_arena_array(&self->arena, changes, sizeof(*counts.found));
    if (status != ENT_OK || self->item == NULL || self->omission == NULL || counts.found == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < changes; i++) {
        self->item[i].change = &self->changes.item[i];
    }
    for (size_t i = 0; i < self->changes.omissions; i++) {
        self->omission[self->omissions++] = self->changes.omission[i];
    }
    self->size = size_of(variant, changes);
    counts.status = play_base(&counts);
    if (counts.status == ENT_OK) {
        try_all(&counts);
    }
    sort_blockers(&counts);
    qsort(self->omission, self->omissions, sizeof(*self->omission), compare_omissions); /* not by thread */
    ent_world_counts_free(&counts.base);
    ent_front_stock_free(&stock);
    return counts.status;
}
