#include "tally/tally.h"

#include "base/status.h"

#include <stdbool.h>
#include <string.h>

void ent_tally_layout_place(ent_tally_layout *self)
{
    size_t at = 0;

    self->draws = at++;
    self->deals = at++;
    self->outcome = at;
    at += self->outcomes + 1;
    self->headline = at;
    at += 2;
    self->check = at;
    at += 2 * self->checks;
    self->survived = at;
    at += self->horizon;
    self->kept = at;
    self->joins = at;
    at += self->contributors;
    self->offered = at;
    at += self->thresholds;
    self->committed = at;
    at += self->thresholds;
    self->required = at;
    at += self->thresholds;
    self->agreed = at;
    at += self->rounds;
    self->share = at;
    at += self->options;
    self->columns = at;
}

static ent_histogram *new_histograms(ent_tally *self, size_t count)
{
    ent_histogram *made = ent_arena_array(&self->arena, count, sizeof(*made));

    for (size_t i = 0; made != NULL && i < count; i++) {
        made[i].bin = ent_arena_array(&self->arena, ENT_HISTOGRAM_BINS, sizeof(*made[i].bin));
        if (made[i].bin == NULL) {
            return NULL;
        }
    }
    return made;
}

static void *array(ent_tally *self, size_t count, size_t size, bool *failed)
{
    void *made = ent_arena_array(&self->arena, count, size);

    *failed = *failed || made == NULL;
    return made;
}

int ent_tally_init(ent_tally *self, const ent_tally_layout *layout, uint64_t worlds, uint64_t replications)
{
    bool failed = false;

    *self = (ent_tally){.layout = *layout, .worlds = worlds, .replications = replications};
    self->kept = array(self, (size_t) worlds * layout->kept, sizeof(*self->kept), &failed);
    self->moments = array(self, layout->columns - layout->kept, sizeof(*self->moments), &failed);
    self->troops_sum = array(self, layout->contributors, sizeof(*self->troops_sum), &failed);
    self->pivotal = array(self, layout->contributors, sizeof(*self->pivotal), &failed);
    self->shapley = array(self, layout->contributors, sizeof(*self->shapley), &failed);
    self->available = array(self, layout->options, sizeof(*self->available), &failed);
    self->refused = array(self, layout->options, sizeof(*self->refused), &failed);
    self->threshold_sum = array(self, layout->parties, sizeof(*self->threshold_sum), &failed);
    self->utility_sum = array(self, layout->parties, sizeof(*self->utility_sum), &failed);
    self->package_count = array(self, layout->packages, sizeof(*self->package_count), &failed);
    self->package_utility =
        array(self, layout->packages * layout->parties, sizeof(*self->package_utility), &failed);
    self->cause_month = array(self, layout->causes * layout->horizon, sizeof(*self->cause_month), &failed);
    self->troops = new_histograms(self, layout->contributors);
    self->utility = new_histograms(self, layout->parties);
    return failed || self->troops == NULL || self->utility == NULL ? ENT_ERR_NO_MEMORY : ENT_OK;
}

void ent_tally_free(ent_tally *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_tally){0};
}

static void add_counts(uint64_t *to, const uint64_t *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        to[i] += from[i];
    }
}

static void add_sums(ent_exact_sum *to, const ent_exact_sum *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ent_exact_sum_merge(&to[i], &from[i]);
    }
}

void ent_tally_merge(ent_tally *self, const ent_tally *other)
{
    const ent_tally_layout *layout = &self->layout;

    if (other->worlds == self->worlds) {
        for (size_t i = 0; i < (size_t) self->worlds * layout->kept; i++) {
            self->kept[i] += other->kept[i];
        }
    }
    for (size_t i = 0; i < layout->columns - layout->kept; i++) {
        ent_moments_merge(&self->moments[i], &other->moments[i]);
    }
    add_sums(self->troops_sum, other->troops_sum, layout->contributors);
    add_counts(self->pivotal, other->pivotal, layout->contributors);
    add_counts(self->shapley, other->shapley, layout->contributors);
    add_counts(self->available, other->available, layout->options);
    add_counts(self->refused, other->refused, layout->options);
    add_sums(self->threshold_sum, other->threshold_sum, layout->parties);
    add_sums(self->utility_sum, other->utility_sum, layout->parties);
    add_counts(self->package_count, other->package_count, layout->packages);
    add_sums(self->package_utility, other->package_utility, layout->packages * layout->parties);
    add_counts(self->cause_month, other->cause_month, layout->causes * layout->horizon);
    for (size_t i = 0; i < layout->contributors; i++) {
        ent_histogram_merge(&self->troops[i], &other->troops[i]);
    }
    for (size_t i = 0; i < layout->parties; i++) {
        ent_histogram_merge(&self->utility[i], &other->utility[i]);
    }
    self->draws += other->draws;
}

void ent_tally_world(ent_tally *self, uint64_t world, const uint32_t *count)
{
    const ent_tally_layout *layout = &self->layout;

    memcpy(self->kept + (size_t) world * layout->kept, count, layout->kept * sizeof(*count));
    for (size_t c = layout->kept; c < layout->columns; c++) {
        ent_moments_add(
            &self->moments[c - layout->kept], count[c], count[c >= layout->share ? layout->deals : layout->draws]);
    }
    self->draws += count[layout->draws];
}

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
