#include "tally/tally.h"

#include "base/status.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* --- memory ------------------------------------------------------------------------------------------------------- */

static size_t guarantee_months(const ent_tally_layout *layout)
{
    return layout->guarantees * ENT_GUARANTEE_SERIES * (layout->horizon + 1);
}

/* Number of columns that are counted by randomisation. */
static size_t columns_by_unit(const ent_tally_layout *layout)
{
    return layout->design ? layout->columns : 0;
}

/* Returns a zeroed array in the tally's arena; NULL with *status set to ENT_ERR_NO_MEMORY. */
static void *array(ent_tally *self, size_t count, size_t size, int *status)
{
    void *made = ent_arena_array(&self->arena, count, size);

    if (made == NULL) {
        *status = ENT_ERR_NO_MEMORY;
    }
    return made;
}

static ent_histogram *histograms(ent_tally *self, size_t count, int *status)
{
    ent_histogram *made = array(self, count, sizeof(*made), status);

    for (size_t i = 0; i < count && *status == ENT_OK; i++) {
        *status = ent_histogram_init(&made[i], &self->arena);
    }
    return made;
}

static ent_real_histogram *real_histograms(ent_tally *self, size_t count, int *status)
{
    ent_real_histogram *made = array(self, count, sizeof(*made), status);

    for (size_t i = 0; i < count && *status == ENT_OK; i++) {
        *status = ent_real_histogram_init(&made[i], &self->arena);
    }
    return made;
}

int ent_tally_init(ent_tally *self, const ent_tally_layout *layout, uint64_t worlds, uint64_t replications)
{
    int status = ENT_OK;

    *self = (ent_tally){.layout = *layout,
        .worlds = worlds,
        .replications = replications,
        .room = worlds,
        .bytes = replications <= UINT8_MAX    ? 1
                 : replications <= UINT16_MAX ? 2
                                              : 4};
    if (worlds > SIZE_MAX / (layout->kept + 1) || worlds > SIZE_MAX / (layout->means + 1) ||
        worlds > SIZE_MAX / (layout->measures + 1)) {
        return ENT_ERR_NO_MEMORY;
    }
    self->kept = array(self, (size_t) worlds * layout->kept, self->bytes, &status);
    self->mean = array(self, (size_t) worlds * layout->means, sizeof(*self->mean), &status);
    self->measure_sum = array(self, (size_t) worlds * layout->measures, sizeof(*self->measure_sum), &status);
    self->measure = real_histograms(self, layout->measures, &status);
    self->column = array(self, layout->columns, sizeof(*self->column), &status);
    self->units = array(self, columns_by_unit(layout), sizeof(*self->units), &status);
    self->troops_sum = array(self, layout->contributors, sizeof(*self->troops_sum), &status);
    self->troops = histograms(self, layout->contributors, &status);
    self->pivotal = array(self, layout->contributors, sizeof(*self->pivotal), &status);
    self->shapley = array(self, layout->contributors, sizeof(*self->shapley), &status);
    self->available = array(self, layout->options, sizeof(*self->available), &status);
    self->refused = array(self, layout->options, sizeof(*self->refused), &status);
    self->threshold_sum = array(self, layout->parties, sizeof(*self->threshold_sum), &status);
    self->utility_sum = array(self, layout->parties, sizeof(*self->utility_sum), &status);
    self->utility = histograms(self, layout->parties, &status);
    self->package_count = array(self, layout->packages, sizeof(*self->package_count), &status);
    self->package_utility = array(self, layout->packages * layout->parties, sizeof(*self->package_utility), &status);
    self->answer_months = array(self, layout->ratifications, sizeof(*self->answer_months), &status);
    self->cause_month = array(self, layout->causes * layout->horizon, sizeof(*self->cause_month), &status);
    self->guarantee_month = array(self, guarantee_months(layout), sizeof(*self->guarantee_month), &status);
    self->driver = array(self, layout->drivers, sizeof(*self->driver), &status);
    if (status != ENT_OK) {
        ent_tally_free(self);
    }
    return status;
}

int ent_tally_copy_moments(ent_tally *self, const ent_tally *from, ent_arena *arena)
{
    size_t count = from->layout.columns;

    *self = (ent_tally){.layout = from->layout,
        .worlds = from->worlds,
        .replications = from->replications,
        .draws = from->draws,
        .played = from->played};
    self->column = ent_arena_array(arena, count, sizeof(*self->column));
    self->units = ent_arena_array(arena, columns_by_unit(&from->layout), sizeof(*self->units));
    if (self->column == NULL || self->units == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(self->column, from->column, count * sizeof(*self->column));
    if (columns_by_unit(&from->layout) > 0) {
        memcpy(self->units, from->units, count * sizeof(*self->units));
    }
    return ENT_OK;
}

void ent_tally_free(ent_tally *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_tally){0};
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

static void add_counts(uint64_t *to, const uint64_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] += from[i];
    }
}

void ent_tally_set_count(ent_tally *self, size_t column, uint64_t world, uint32_t count)
{
    ent_count_set(self->kept + column * self->room * self->bytes, self->bytes, world, count);
}

/* Adds the kept counts of another tally of as many worlds: those of a world are 0 in all tallies but one. */
static void add_kept(ent_tally *self, const ent_tally *other)
{
    for (size_t c = 0; c < self->layout.kept; c++) {
        ent_counts to = ent_tally_counts(self, c);
        ent_counts from = ent_tally_counts(other, c);
        for (uint64_t w = 0; w < self->worlds; w++) {
            ent_tally_set_count(self, c, w, ent_count(to, w) + ent_count(from, w));
        }
    }
}

static void add_sums(ent_exact_sum *to, const ent_exact_sum *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_exact_sum_merge(&to[i], &from[i]);
    }
}

static void add_measures(ent_measure_sum *to, const ent_measure_sum *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_measure_sum_merge(&to[i], &from[i]);
    }
}

static void add_histograms(ent_histogram *to, const ent_histogram *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_histogram_merge(&to[i], &from[i]);
    }
}

/* Adds the packages with deals only: untouched pages of a long array then need no memory. */
static void add_packages(ent_tally *self, const ent_tally *other)
{
    size_t parties = self->layout.parties;

    for (size_t i = 0; i < other->layout.packages; i++) {
        if (other->package_count[i] != 0) {
            self->package_count[i] += other->package_count[i];
            add_sums(self->package_utility + i * parties, other->package_utility + i * parties, parties);
        }
    }
}

void ent_tally_merge(ent_tally *self, const ent_tally *other)
{
    const ent_tally_layout *at = &self->layout;

    if (other->worlds == self->worlds) {
        add_kept(self, other);
        add_sums(self->mean, other->mean, (size_t) self->worlds * at->means);
        add_measures(self->measure_sum, other->measure_sum, (size_t) self->worlds * at->measures);
    }
    for (size_t i = 0; i < at->measures; i++) {
        ent_real_histogram_merge(&self->measure[i], &other->measure[i]);
    }
    for (size_t i = 0; i < at->columns; i++) {
        ent_moments_merge(&self->column[i], &other->column[i]);
    }
    for (size_t i = 0; i < columns_by_unit(at); i++) {
        ent_unit_counts_merge(&self->units[i], &other->units[i]);
    }
    add_sums(self->troops_sum, other->troops_sum, at->contributors);
    add_histograms(self->troops, other->troops, at->contributors);
    add_counts(self->pivotal, other->pivotal, at->contributors);
    add_counts(self->shapley, other->shapley, at->contributors);
    add_counts(self->available, other->available, at->options);
    add_counts(self->refused, other->refused, at->options);
    add_sums(self->threshold_sum, other->threshold_sum, at->parties);
    add_sums(self->utility_sum, other->utility_sum, at->parties);
    add_histograms(self->utility, other->utility, at->parties);
    add_packages(self, other);
    add_counts(self->answer_months, other->answer_months, at->ratifications);
    add_counts(self->cause_month, other->cause_month, at->causes * at->horizon);
    ent_tally_guarantee_months(self, other->guarantee_month);
    for (size_t i = 0; i < at->drivers; i++) {
        ent_driver_sum_merge(&self->driver[i], &other->driver[i]);
    }
    self->draws += other->draws;
    self->played += other->played;
}

void ent_tally_guarantee_months(ent_tally *self, const uint64_t *count)
{
    add_counts(self->guarantee_month, count, guarantee_months(&self->layout));
}

void ent_tally_deal(ent_tally *self, size_t package, const double *utility)
{
    self->package_count[package]++;
    for (size_t p = 0; p < self->layout.parties; p++) {
        ent_exact_sum_add(&self->package_utility[package * self->layout.parties + p], utility[p]);
    }
}

void ent_tally_world(ent_tally *self, uint64_t world, const uint32_t *count)
{
    const ent_tally_layout *at = &self->layout;

    for (size_t c = 0; c < at->kept; c++) {
        ent_tally_set_count(self, c, world, count[c]);
    }
    for (size_t c = 0; c < at->columns; c++) {
        ent_moments_add(&self->column[c], count[c], count[ent_tally_denominator(at, c)]);
    }
    for (size_t i = 0; i < columns_by_unit(at); i++) {
        ent_unit_counts_add(&self->units[i], world, count[i], count[ent_tally_denominator(at, i)]);
    }
    self->draws += count[at->draws];
    self->played += count[at->played];
}

void ent_tally_worlds(
    ent_tally *self, uint64_t first_world, size_t worlds, const ent_moments *column, const uint32_t *count)
{
    const ent_tally_layout *at = &self->layout;

    for (size_t w = 0; w < worlds; w++) {
        for (size_t c = 0; c < at->kept; c++) {
            ent_tally_set_count(self, c, first_world + w, count[w * at->columns + c]);
        }
    }
    for (size_t c = 0; c < at->columns; c++) {
        ent_moments_merge(&self->column[c], &column[c]);
    }
    self->draws += column[at->draws].k;
    self->played += column[at->played].k;
}

/* Of one draw, k_w and n_w are 0 or 1, and k_w = 1 only where n_w = 1: so k_w^2 = k_w n_w = k_w, and n_w^2 = n_w. */
static void add_single(ent_moments *moments, uint64_t k, uint64_t n)
{
    const ent_moments more = {.k = k, .n = n, .kk = k, .kn = k, .nn = n, .worlds = n};

    ent_moments_merge(moments, &more);
}

void ent_tally_single_draws(ent_tally *self, uint64_t first_world, size_t worlds, const uint32_t *total,
    const uint32_t *number, const uint8_t *kept, size_t stride)
{
    const ent_tally_layout *at = &self->layout;

    for (size_t c = 0; c < at->kept; c++) {
        memcpy(self->kept + c * self->room + first_world, kept + c * stride, worlds);
    }
    for (size_t c = 0; c < at->numbers; c++) {
        add_single(&self->column[c], total[c], total[ent_tally_denominator(at, c)]);
    }
    for (size_t c = at->numbers; c < at->columns; c++) {
        const uint32_t *k = number + (c - at->numbers);
        const uint32_t *n = number + (ent_tally_denominator(at, c) - at->numbers);
        for (size_t w = 0; w < worlds; w++) {
            size_t row = w * (at->columns - at->numbers);
            ent_moments_add(&self->column[c], k[row], n[row]);
        }
    }
    self->draws += total[at->draws];
    self->played += total[at->played];
}

void ent_tally_add_means(ent_tally *self, uint64_t world, const ent_exact_sum *sum)
{
    add_sums(self->mean + world * self->layout.means, sum, self->layout.means);
}

void ent_tally_add_measures(ent_tally *self, uint64_t world, const ent_measure_sum *sum)
{
    add_measures(self->measure_sum + world * self->layout.measures, sum, self->layout.measures);
}

/* --- results ------------------------------------------------------------------------------------------------------ */

ent_counts ent_tally_counts(const ent_tally *self, size_t column)
{
    const unsigned char *at = column < self->layout.kept ? self->kept + column * self->room * self->bytes : NULL;

    return (ent_counts){.at = at, .stride = 1, .bytes = self->bytes, .design = self->layout.design};
}

uint64_t ent_tally_total(const ent_tally *self, size_t column)
{
    return self->column[column].k;
}

ent_sums ent_tally_sums(const ent_tally *self, size_t mean)
{
    return (ent_sums){.at = self->mean + mean, .stride = self->layout.means, .design = self->layout.design};
}

ent_measure_column ent_tally_measure(const ent_tally *self, size_t measure)
{
    const ent_tally_layout *at = &self->layout;
    double low = at->measure_low != NULL ? at->measure_low[measure] : -(double) INFINITY;
    double high = at->measure_high != NULL ? at->measure_high[measure] : (double) INFINITY;

    return (ent_measure_column){.at = self->measure_sum + measure,
        .stride = at->measures,
        .bounds = {.low = low, .high = high},
        .design = at->design};
}

int ent_tally_headline(const ent_tally *self, ent_estimate *estimate)
{
    const ent_tally_layout *at = &self->layout;
    const ent_worlds worlds = {self->worlds, self->replications, at->unknowns};

    if (at->headline_is_mean) {
        ent_measure_column column = ent_tally_measure(self, at->headline_measure);
        return ent_measure_estimate(estimate, &column, &worlds, true);
    }
    return ent_tally_estimate(self, at->headline, estimate);
}

int ent_tally_headline_difference(const ent_tally *self, const ent_tally *base, ent_difference *difference)
{
    size_t of_self = self->layout.headline;
    size_t of_base = base->layout.headline;

    if (self->layout.headline_is_mean) {
        ent_measure_column v = ent_tally_measure(self, self->layout.headline_measure);
        ent_measure_column b = ent_tally_measure(base, base->layout.headline_measure);
        return ent_measure_difference(difference, &v, &b, self->worlds);
    }
    *difference = ent_paired_difference(ent_tally_counts(self, of_self), ent_tally_counts(self, of_self + 1),
        ent_tally_counts(base, of_base), ent_tally_counts(base, of_base + 1), self->worlds);
    return ENT_OK;
}

int ent_tally_estimate(const ent_tally *self, size_t column, ent_estimate *estimate)
{
    const ent_worlds worlds = {self->worlds, self->replications, self->layout.unknowns};
    const ent_moments moments = ent_tally_moments(self, column);

    return ent_estimate_with_range(estimate, &moments, ent_tally_counts(self, column),
        ent_tally_counts(self, ent_tally_denominator(&self->layout, column)), &worlds);
}

ent_moments ent_tally_moments(const ent_tally *self, size_t column)
{
    return self->layout.design ? ent_moments_of_units(&self->units[column]) : self->column[column];
}

ent_estimate ent_tally_interval(const ent_tally *self, size_t column)
{
    ent_moments moments = ent_tally_moments(self, column);

    return ent_estimate_of_moments(&moments);
}
