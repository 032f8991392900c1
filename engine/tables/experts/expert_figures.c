#include "tables/experts/expert_figures.h"

#include "base/status.h"
#include "run/experts/experts.h"
#include "scenario/unknowns.h"

#include <math.h>
#include <stdlib.h>

/* The counts of the headline in the worlds of one expert, and in the same worlds of the base. Of a design a world keeps
 * its number, on which its randomisation depends, and the worlds of others have no draws. */
typedef struct own_worlds {
    uint32_t *event, *given;           /* [tally->worlds] the first `rows` are filled */
    uint32_t *base_event, *base_given; /* likewise */
    ent_measure_sum *sum, *base_sum;   /* [tally->worlds] of a headline that is a mean, in place of these; else NULL */
    uint64_t rows;
    uint64_t count; /* worlds of the expert */
    bool design;
} own_worlds;

static void copy_headline(const ent_tally *tally, uint64_t world, uint32_t *event, uint32_t *given)
{
    size_t column = tally->layout.headline;

    *event = ent_count(ent_tally_counts(tally, column), world);
    *given = ent_count(ent_tally_counts(tally, column + 1), world);
}

static ent_measure_sum sum_of(const ent_tally *tally, uint64_t world)
{
    ent_measure_column column = ent_tally_measure(tally, tally->layout.headline_measure);

    return column.at[world * column.stride];
}

/* Writes the figures of world w of the run as number `at` of the expert. */
static void keep(own_worlds *self, const ent_tally *tally, const ent_tally *base, uint64_t w, uint64_t at)
{
    if (self->sum != NULL) {
        self->sum[at] = sum_of(tally, w);
        self->base_sum[at] = base != NULL ? sum_of(base, w) : (ent_measure_sum){.count = 0};
        return;
    }
    copy_headline(tally, w, &self->event[at], &self->given[at]);
    if (base != NULL) {
        copy_headline(base, w, &self->base_event[at], &self->base_given[at]);
    }
}

static void leave_empty(own_worlds *self, uint64_t at)
{
    self->event[at] = self->given[at] = self->base_event[at] = self->base_given[at] = 0;
    if (self->sum != NULL) {
        self->sum[at] = self->base_sum[at] = (ent_measure_sum){.count = 0};
    }
}

static void gather(
    own_worlds *self, const ent_tally *tally, const ent_tally *base, const uint32_t *expert_of, uint32_t expert)
{
    self->rows = self->count = 0;
    for (uint64_t w = 0; w < tally->worlds; w++) {
        bool is_own = expert_of[w] == expert;
        if (is_own) {
            keep(self, tally, base, w, self->rows++);
            self->count++;
        } else if (self->design) {
            leave_empty(self, self->rows++);
        }
    }
}

static int estimate_mean(ent_expert_figure *figure, const own_worlds *own, const ent_worlds *worlds, bool compares)
{
    const ent_bounds none = {-(double) INFINITY, (double) INFINITY};
    const ent_measure_column column = {.at = own->sum, .stride = 1, .bounds = none, .design = own->design};
    const ent_measure_column of_base = {.at = own->base_sum, .stride = 1, .bounds = none, .design = own->design};
    int status = ent_measure_estimate(&figure->headline, &column, worlds, true);

    if (status == ENT_OK && compares) {
        status = ent_measure_difference(&figure->difference, &column, &of_base, own->rows);
    }
    return status;
}

static int estimate(ent_expert_figure *figure, const own_worlds *own, const ent_tally *tally, const ent_tally *base,
    const ent_scenario *scenario)
{
    const ent_counts event = {.at = own->event, .stride = 1, .design = own->design};
    const ent_counts given = {.at = own->given, .stride = 1, .design = own->design};
    const bool is_base = base == tally; /* whose difference from itself is 0 */
    const ent_counts base_event =
        is_base ? event : (ent_counts){.at = own->base_event, .stride = 1, .design = own->design};
    const ent_counts base_given =
        is_base ? given : (ent_counts){.at = own->base_given, .stride = 1, .design = own->design};
    const ent_worlds worlds = {own->rows, tally->replications, ent_scenario_has_unknowns(scenario)};
    const double nan = (double) NAN;

    figure->worlds = own->count;
    figure->difference = (ent_difference){.value = nan, .low = nan, .high = nan, .better = nan};
    if (own->sum != NULL) {
        return estimate_mean(figure, own, &worlds, base != NULL);
    }
    if (base != NULL) {
        figure->difference = ent_paired_difference(event, given, base_event, base_given, own->rows);
    }
    return ent_estimate_of_counts(&figure->headline, event, given, &worlds);
}

/* Returns the number of the expert of each world, [worlds] in the arena; NULL when memory is out. */
static uint32_t *experts_of_worlds(const ent_variant_model *variant, uint64_t worlds, ent_arena *arena)
{
    uint32_t *made = ent_arena_array(arena, (size_t) worlds, sizeof(*made));

    for (uint64_t w = 0; made != NULL && w < worlds; w++) {
        made[w] = (uint32_t) ent_experts_of_world(&variant->model, w);
    }
    return made;
}

static int fill(const ent_variant_model *variant, const ent_tally *tally, const ent_tally *base,
    const uint32_t *expert_of, own_worlds *own, ent_expert_figure *figure)
{
    const ent_scenario *scenario = &variant->scenario;
    double all = 0.0;
    int status = ENT_OK;

    for (size_t e = 0; e < scenario->experts; e++) {
        all += scenario->expert[e].weight;
    }
    for (size_t e = 0; e < scenario->experts && status == ENT_OK; e++) {
        figure[e].id = scenario->expert[e].label.id;
        figure[e].name = scenario->expert[e].label.name;
        figure[e].weight = scenario->expert[e].weight / all;
        gather(own, tally, base, expert_of, (uint32_t) e);
        status = estimate(&figure[e], own, tally, base, &variant->expert[e]->scenario);
    }
    return status;
}

int ent_expert_figures(const ent_variant_model *variant, const ent_tally *tally, const ent_tally *base,
    ent_arena *arena, ent_expert_figure **figure)
{
    ent_arena scratch = {0};
    size_t worlds = (size_t) tally->worlds;
    const uint32_t *expert_of = experts_of_worlds(variant, tally->worlds, &scratch);
    own_worlds own = {.event = ent_arena_array(&scratch, worlds, sizeof(uint32_t)),
        .given = ent_arena_array(&scratch, worlds, sizeof(uint32_t)),
        .base_event = ent_arena_array(&scratch, worlds, sizeof(uint32_t)),
        .base_given = ent_arena_array(&scratch, worlds, sizeof(uint32_t)),
        .design = tally->layout.design};
    bool mean = tally->layout.headline_is_mean;
    int status = ENT_ERR_NO_MEMORY;

    *figure = ent_arena_array(arena, variant->experts, sizeof(**figure));
    if (mean) {
        own.sum = ent_arena_array(&scratch, worlds, sizeof(*own.sum));
        own.base_sum = ent_arena_array(&scratch, worlds, sizeof(*own.base_sum));
    }
    if (*figure != NULL && expert_of != NULL && own.event != NULL && own.given != NULL && own.base_event != NULL &&
        own.base_given != NULL && (!mean || (own.sum != NULL && own.base_sum != NULL))) {
        status = fill(variant, tally, base, expert_of, &own, *figure);
    }
    ent_arena_free(&scratch);
    return status;
}

/* The same of a headline that is a mean: measured where the range across worlds is. */
static int disagreement_of_means(
    ent_disagreement *self, const ent_tally *tally, const uint32_t *expert_of, size_t experts, ent_arena *scratch)
{
    const ent_worlds worlds = {tally->worlds, tally->replications, true};
    ent_measure_column column = ent_tally_measure(tally, tally->layout.headline_measure);
    ent_world_mean *mean = ent_arena_array(scratch, (size_t) tally->worlds, sizeof(*mean));
    ent_estimate all;
    int status = mean != NULL ? ent_measure_estimate(&all, &column, &worlds, true) : ENT_ERR_NO_MEMORY;

    for (uint64_t w = 0; status == ENT_OK && w < tally->worlds; w++) {
        mean[w] = all.has_p ? ent_measure_world_mean(&column.at[w * column.stride]) : (ent_world_mean){.draws = 0.0};
    }
    if (status == ENT_OK) {
        status = ent_disagreement_of_means(
            self, mean, tally->worlds, column.design, expert_of, experts, all.has_p && all.range == ENT_RANGE_MEASURED);
    }
    return status;
}

int ent_expert_disagreement(ent_disagreement *self, const ent_variant_model *variant, const ent_tally *tally)
{
    ent_arena scratch = {0};
    const uint32_t *expert_of = experts_of_worlds(variant, tally->worlds, &scratch);
    size_t column = tally->layout.headline;
    int status = ENT_ERR_NO_MEMORY;

    if (expert_of != NULL && tally->layout.headline_is_mean) {
        status = disagreement_of_means(self, tally, expert_of, variant->experts, &scratch);
    } else if (expert_of != NULL) {
        status = ent_disagreement_of_counts(self, ent_tally_counts(tally, column), ent_tally_counts(tally, column + 1),
            tally->worlds, expert_of, variant->experts);
    }
    ent_arena_free(&scratch);
    return status;
}
