#include "tally/tally.h"

#include "base/status.h"

#include <string.h>

/* Gives `count` columns their place after those before. */
static size_t place(size_t *next, size_t count)
{
    size_t first = *next;

    *next += count;
    return first;
}

void ent_tally_layout_place(ent_tally_layout *self)
{
    size_t next = 0;

    self->draws = place(&next, 1);
    self->deals = place(&next, 1);
    self->outcome = place(&next, self->outcomes + 1);
    self->headline = place(&next, 2);
    self->check = place(&next, 2 * self->checks);
    self->survived = place(&next, self->horizon);
    self->kept = next;
    self->joins = place(&next, self->contributors);
    self->offered = place(&next, self->thresholds);
    self->committed = place(&next, self->thresholds);
    self->required = place(&next, self->thresholds);
    self->agreed = place(&next, self->rounds);
    self->share = place(&next, self->options);
    self->columns = next;
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* An array in the tally's arena; *status says when memory is out. */
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

int ent_tally_init(ent_tally *self, const ent_tally_layout *layout, uint64_t worlds, uint64_t replications)
{
    int status = ENT_OK;

    *self = (ent_tally){.layout = *layout, .worlds = worlds, .replications = replications};
    if (worlds > SIZE_MAX / (layout->kept + 1)) {
        return ENT_ERR_NO_MEMORY;
    }
    self->kept = array(self, (size_t) worlds * layout->kept, sizeof(*self->kept), &status);
    self->moments = array(self, layout->columns - layout->kept, sizeof(*self->moments), &status);
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
    self->cause_month = array(self, layout->causes * layout->horizon, sizeof(*self->cause_month), &status);
    if (status != ENT_OK) {
        ent_tally_free(self);
    }
    return status;
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

static void add_histograms(ent_histogram *to, const ent_histogram *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_histogram_merge(&to[i], &from[i]);
    }
}

/* Those of many that there are deals of: what is not touched takes no memory. */
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
        self->kept[i] += other->kept[i]; /* a world's counts are 0 in all tallies but one */
    }
    for (size_t i = 0; i < at->columns - at->kept; i++) {
        ent_moments_merge(&self->moments[i], &other->moments[i]);
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
    add_counts(self->cause_month, other->cause_month, at->causes * at->horizon);
    self->draws += other->draws;
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

    memcpy(&self->kept[world * at->kept], count, at->kept * sizeof(*count));
    for (size_t c = at->kept; c < at->columns; c++) {
        size_t of = c < at->share ? at->draws : at->deals;
        ent_moments_add(&self->moments[c - at->kept], count[c], count[of]);
    }
    self->draws += count[at->draws];
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

ent_counts ent_tally_counts(const ent_tally *self, size_t column)
{
    return (ent_counts){.at = self->kept + column, .stride = self->layout.kept};
}

int ent_tally_kept(const ent_tally *self, size_t column, size_t given, ent_estimate *estimate)
{
    return ent_estimate_of_counts(
        estimate, ent_tally_counts(self, column), ent_tally_counts(self, given), self->worlds);
}

ent_estimate ent_tally_streamed(const ent_tally *self, size_t column)
{
    return ent_estimate_of_moments(&self->moments[column - self->layout.kept], self->worlds);
}
