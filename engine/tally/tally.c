#include "tally/tally.h"

#include "base/status.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Assigns the next `count` columns. Returns the first of them. */
static size_t take(size_t *next, size_t count)
{
    size_t first = *next;

    *next += count;
    return first;
}

static void place_drivers(ent_tally_layout *self)
{
    size_t next = 0;

    (void) take(&next, ENT_DRIVER_BASES);
    self->driver_of_event = take(&next, self->driver_events);
    self->driver_of_joins = take(&next, self->contributors);
    self->driver_of_option = take(&next, self->driver_options);
    self->driver_of_stage = take(&next, self->driver_stages);
    self->drivers = self->headline_is_mean ? 0 : next;
}

void ent_tally_layout_place(ent_tally_layout *self)
{
    size_t next = 0;

    self->draws = take(&next, 1);
    self->played = self->is_given ? take(&next, 1) : self->draws;
    self->deals = take(&next, 1);
    self->truces = self->truce_in_force ? self->draws : self->deals;
    self->outcome = take(&next, self->outcomes + 1);
    self->headline = take(&next, 2);
    self->check = take(&next, 2 * self->checks);
    self->survived = take(&next, self->horizon);
    self->kept = next;
    self->joins = take(&next, self->contributors);
    self->offered = take(&next, self->thresholds);
    self->committed = take(&next, self->thresholds);
    self->required = take(&next, self->thresholds);
    self->agreed = take(&next, self->steps);
    self->share = take(&next, self->options);
    self->truce_months = take(&next, self->guarantees > 0 ? 1 : 0);
    self->truces_begun = take(&next, self->guarantees > 0 ? 1 : 0);
    self->truces_lasting = take(&next, self->guarantees > 0 ? 1 : 0);
    self->guarantee = take(&next, self->guarantees * ENT_GUARANTEE_COLUMNS);
    self->signatures = take(&next, self->ratifications > 0 ? 1 : 0);
    self->asked = take(&next, self->ratifications);
    self->yes = take(&next, self->ratifications);
    self->peace = take(&next, self->renews ? self->horizon : 0);
    self->begun = take(&next, self->renews ? self->horizon : 0);
    self->columns = next;
    place_drivers(self);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static size_t guarantee_months(const ent_tally_layout *layout)
{
    return layout->guarantees * ENT_GUARANTEE_SERIES * (layout->horizon + 1);
}

/* Number of streamed columns that are kept by randomisation. */
static size_t streamed_units(const ent_tally_layout *layout)
{
    return layout->design ? layout->columns - layout->kept : 0;
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

    *self = (ent_tally){.layout = *layout, .worlds = worlds, .replications = replications};
    if (worlds > SIZE_MAX / (layout->kept + 1) || worlds > SIZE_MAX / (layout->means + 1) ||
        worlds > SIZE_MAX / (layout->measures + 1)) {
        return ENT_ERR_NO_MEMORY;
    }
    self->kept = array(self, (size_t) worlds * layout->kept, sizeof(*self->kept), &status);
    self->mean = array(self, (size_t) worlds * layout->means, sizeof(*self->mean), &status);
    self->measure_sum = array(self, (size_t) worlds * layout->measures, sizeof(*self->measure_sum), &status);
    self->measure = real_histograms(self, layout->measures, &status);
    self->moments = array(self, layout->columns - layout->kept, sizeof(*self->moments), &status);
    self->units = array(self, streamed_units(layout), sizeof(*self->units), &status);
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

int ent_tally_keep_streamed(ent_tally *self, const ent_tally *from, ent_arena *arena)
{
    size_t count = from->layout.columns - from->layout.kept;

    *self = (ent_tally){.layout = from->layout,
        .worlds = from->worlds,
        .replications = from->replications,
        .draws = from->draws,
        .played = from->played};
    self->moments = ent_arena_array(arena, count, sizeof(*self->moments));
    self->units = ent_arena_array(arena, streamed_units(&from->layout), sizeof(*self->units));
    if (self->moments == NULL || self->units == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(self->moments, from->moments, count * sizeof(*self->moments));
    if (streamed_units(&from->layout) > 0) {
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

    for (size_t i = 0; other->worlds == self->worlds && i < (size_t) self->worlds * at->kept; i++) {
        self->kept[i] += other->kept[i]; /* the counts of a world are 0 in all tallies but one */
    }
    if (other->worlds == self->worlds) {
        add_sums(self->mean, other->mean, (size_t) self->worlds * at->means);
        add_measures(self->measure_sum, other->measure_sum, (size_t) self->worlds * at->measures);
    }
    for (size_t i = 0; i < at->measures; i++) {
        ent_real_histogram_merge(&self->measure[i], &other->measure[i]);
    }
    for (size_t i = 0; i < at->columns - at->kept; i++) {
        ent_moments_merge(&self->moments[i], &other->moments[i]);
    }
    for (size_t i = 0; i < streamed_units(at); i++) {
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

/* The column that a streamed column is a share of. */
static size_t denominator_of(const ent_tally_layout *at, size_t column)
{
    size_t first = at->guarantee + (column - at->guarantee) / ENT_GUARANTEE_COLUMNS * ENT_GUARANTEE_COLUMNS;

    if (column < at->share) {
        return at->draws;
    }
    if (column < at->truce_months) {
        return at->deals;
    }
    if (column < at->guarantee) {
        return column;
    }
    if (column >= at->peace) {
        return at->truces;
    }
    if (column >= at->signatures) {
        return column < at->yes ? at->signatures : at->asked + (column - at->yes);
    }
    switch ((ent_guarantee_column) (column - first)) {
    case ENT_GUARANTEE_MONTHS:
        return at->truce_months;
    case ENT_GUARANTEE_TESTED_TRUCES:
        return at->truces_begun;
    case ENT_GUARANTEE_CONTAINED_TESTS:
        return first + ENT_GUARANTEE_HONOURED_TESTS;
    case ENT_GUARANTEE_SAVED_TRUCES:
        return at->truces_lasting;
    default:
        return first + ENT_GUARANTEE_TESTS;
    }
}

void ent_tally_world(ent_tally *self, uint64_t world, const uint32_t *count)
{
    const ent_tally_layout *at = &self->layout;

    memcpy(&self->kept[world * at->kept], count, at->kept * sizeof(*count));
    for (size_t c = at->kept; c < at->columns; c++) {
        ent_moments_add(&self->moments[c - at->kept], count[c], count[denominator_of(at, c)]);
    }
    for (size_t i = 0; i < streamed_units(at); i++) {
        ent_unit_counts_add(&self->units[i], world, count[at->kept + i], count[denominator_of(at, at->kept + i)]);
    }
    self->draws += count[at->draws];
    self->played += count[at->played];
}

void ent_tally_add_means(ent_tally *self, uint64_t world, const ent_exact_sum *sum)
{
    add_sums(self->mean + world * self->layout.means, sum, self->layout.means);
}

void ent_tally_add_measures(ent_tally *self, uint64_t world, const ent_measure_sum *sum)
{
    add_measures(self->measure_sum + world * self->layout.measures, sum, self->layout.measures);
}

/* --- results -------------------------------------------------------------------------------------------------------
 */

ent_counts ent_tally_counts(const ent_tally *self, size_t column)
{
    return (ent_counts){.at = self->kept + column, .stride = self->layout.kept, .design = self->layout.design};
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
    return ent_tally_kept(self, at->headline, at->headline + 1, estimate);
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

int ent_tally_kept(const ent_tally *self, size_t column, size_t given, ent_estimate *estimate)
{
    const ent_worlds worlds = {self->worlds, self->replications, self->layout.unknowns};

    return ent_estimate_of_counts(estimate, ent_tally_counts(self, column), ent_tally_counts(self, given), &worlds);
}

ent_estimate ent_tally_interval(const ent_tally *self, size_t column, size_t given)
{
    return ent_estimate_without_range(ent_tally_counts(self, column), ent_tally_counts(self, given), self->worlds);
}

ent_moments ent_tally_moments(const ent_tally *self, size_t column)
{
    size_t at = column - self->layout.kept;

    return self->layout.design ? ent_moments_of_units(&self->units[at]) : self->moments[at];
}

ent_estimate ent_tally_streamed(const ent_tally *self, size_t column)
{
    ent_moments moments = ent_tally_moments(self, column);

    return ent_estimate_of_moments(&moments);
}

/* --- verification ------------------------------------------------------------------------------------------------- */

static bool is_pair(const uint32_t *pair, uint32_t draws)
{
    return pair[0] <= pair[1] && pair[1] <= draws;
}

/* Verifies the kept counts and the sums of one world. */
static const char *check_world(const ent_tally *self, const uint32_t *count, const ent_exact_sum *mean)
{
    const ent_tally_layout *at = &self->layout;
    uint32_t draws = count[at->draws];
    uint64_t outcomes = 0;

    if (count[at->played] > self->replications || draws > count[at->played] || count[at->deals] > draws) {
        return "a world has too many draws or deals";
    }
    for (size_t i = 0; i <= at->outcomes; i++) {
        outcomes += count[at->outcome + i];
    }
    if (outcomes != draws) {
        return "the outcomes of a world do not add up to its draws";
    }
    if (!is_pair(&count[at->headline], draws)) {
        return "the headline counts more events than conditions, or more conditions than draws";
    }
    for (size_t i = 0; i < at->checks; i++) {
        if (!is_pair(&count[at->check + 2 * i], draws)) {
            return "a check counts more events than conditions, or more conditions than draws";
        }
    }
    for (size_t i = 0; i < at->means; i++) {
        if (mean[i].count > draws || mean[i].clipped > mean[i].count) {
            return "a mean is taken over more numbers than draws";
        }
    }
    for (size_t m = 0; m < at->horizon; m++) {
        if (count[at->survived + m] > (m == 0 ? count[at->truces] : count[at->survived + m - 1])) {
            return "more truces hold in a month than in the month before";
        }
    }
    return NULL;
}

/* Verifies the streamed columns against the totals of draws and deals. */
static const char *check_moments(const ent_tally *self, uint64_t deals)
{
    const ent_tally_layout *at = &self->layout;

    for (size_t c = at->kept; c < at->columns; c++) {
        const ent_moments *m = &self->moments[c - at->kept];
        bool is_of_draws = c < at->truce_months;
        if ((is_of_draws && m->n != (c < at->share ? self->draws : deals)) || m->k > m->n || m->worlds > self->worlds) {
            return "the moments of a streamed column do not agree with the draws";
        }
        if (c > at->agreed && c < at->share && m->k < (m - 1)->k) {
            return "fewer deals by a round than by the round before";
        }
    }
    return NULL;
}

static bool is_at_most(const uint64_t *count, size_t n, uint64_t most)
{
    for (size_t i = 0; i < n; i++) {
        if (count[i] > most) {
            return false;
        }
    }
    return true;
}

/* Verifies a sum, the histogram of the same numbers, and their count. */
static const char *check_numbers(const ent_exact_sum *sum, const ent_histogram *histogram, uint64_t count)
{
    if (sum->count != count || histogram->count != count || sum->clipped > count) {
        return "a sum or its histogram does not have one number per event";
    }
    return ent_histogram_check(histogram);
}

static const char *check_parties(const ent_tally *self, uint64_t deals)
{
    const ent_tally_layout *at = &self->layout;
    const char *violation = NULL;

    for (size_t c = 0; c < at->contributors && violation == NULL; c++) {
        violation = check_numbers(&self->troops_sum[c], &self->troops[c], self->moments[at->joins - at->kept + c].k);
    }
    for (size_t p = 0; p < at->parties && violation == NULL; p++) {
        violation = check_numbers(&self->utility_sum[p], &self->utility[p], deals);
        if (violation == NULL && self->threshold_sum[p].count != self->draws) {
            violation = "a threshold is not summed over all draws";
        }
    }
    return violation;
}

static const char *check_packages(const ent_tally *self, uint64_t deals)
{
    const ent_tally_layout *at = &self->layout;
    uint64_t count = 0;

    for (size_t i = 0; i < at->packages; i++) {
        count += self->package_count[i];
        for (size_t p = 0; p < at->parties; p++) {
            if (self->package_utility[i * at->parties + p].count != self->package_count[i]) {
                return "the utility of a package is not summed over its deals";
            }
        }
    }
    return at->packages > 0 && count != deals ? "the packages do not add up to the deals" : NULL;
}

static const char *check_counts(const ent_tally *self, uint64_t deals)
{
    const ent_tally_layout *at = &self->layout;
    uint64_t collapses = 0;

    for (size_t i = 0; i < at->causes * at->horizon; i++) {
        collapses += self->cause_month[i];
    }
    if (collapses > (at->truce_in_force ? self->draws : deals)) {
        return "more collapses than truces";
    }
    if (!is_at_most(self->pivotal, at->contributors, self->draws) ||
        !is_at_most(self->shapley, at->contributors, self->draws) ||
        !is_at_most(self->available, at->options, self->draws) ||
        !is_at_most(self->refused, at->options, self->draws)) {
        return "a count exceeds the number of draws";
    }
    return NULL;
}

const char *ent_tally_check(const ent_tally *self)
{
    const char *violation = NULL;
    uint64_t draws = 0;
    uint64_t deals = 0;

    for (uint64_t w = 0; w < self->worlds && violation == NULL; w++) {
        const uint32_t *count = &self->kept[w * self->layout.kept];
        draws += count[self->layout.draws];
        deals += count[self->layout.deals];
        violation = check_world(self, count, &self->mean[w * self->layout.means]);
    }
    if (violation == NULL && draws != self->draws) {
        violation = "the draws of the worlds do not add up";
    }
    violation = violation != NULL ? violation : check_moments(self, deals);
    violation = violation != NULL ? violation : check_parties(self, deals);
    violation = violation != NULL ? violation : check_packages(self, deals);
    return violation != NULL ? violation : check_counts(self, deals);
}
