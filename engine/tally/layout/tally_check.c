/* ent_tally_check */
#include "tally/drivers/driver_check.h"
#include "tally/tally.h"

#include <stdbool.h>

/* Whether a column never exceeds another one, in any world where both are kept. */
static bool is_within(const ent_tally *self, size_t column, size_t most)
{
    ent_counts k = ent_tally_counts(self, column);
    ent_counts n = ent_tally_counts(self, most);
    bool within = self->column[column].k <= self->column[most].k;

    for (uint64_t w = 0; within && k.at != NULL && n.at != NULL && w < self->worlds; w++) {
        within = ent_count(k, w) <= ent_count(n, w);
    }
    return within;
}

/* Verifies that the kept counts of each world add up to the moments. */
static bool kept_add_up(const ent_tally *self)
{
    for (size_t c = 0; c < self->layout.kept; c++) {
        ent_counts counts = ent_tally_counts(self, c);
        uint64_t sum = 0;
        for (uint64_t w = 0; w < self->worlds; w++) {
            sum += ent_count(counts, w);
        }
        if (sum != self->column[c].k) {
            return false;
        }
    }
    return true;
}

static bool outcomes_add_up(const ent_tally *self)
{
    const ent_tally_layout *at = &self->layout;
    ent_counts draws = ent_tally_counts(self, at->draws);
    uint64_t all = 0;

    for (size_t i = 0; i <= at->outcomes; i++) {
        all += self->column[at->outcome + i].k;
    }
    for (uint64_t w = 0; at->ranges && w < self->worlds; w++) {
        uint64_t outcomes = 0;
        for (size_t i = 0; i <= at->outcomes; i++) {
            outcomes += ent_count(ent_tally_counts(self, at->outcome + i), w);
        }
        if (outcomes != ent_count(draws, w)) {
            return false;
        }
    }
    return all == self->draws;
}

static bool no_world_has_more_than_replications(const ent_tally *self)
{
    ent_counts played = ent_tally_counts(self, self->layout.played);

    for (uint64_t w = 0; w < self->worlds; w++) {
        if (ent_count(played, w) > self->replications) {
            return false;
        }
    }
    return true;
}

/* Verifies the sums by world of numbers whose means are taken. */
static bool means_are_within(const ent_tally *self)
{
    const ent_tally_layout *at = &self->layout;
    ent_counts draws = ent_tally_counts(self, at->draws);

    for (size_t i = 0; i < (size_t) self->worlds * at->means; i++) {
        if (self->mean[i].count > ent_count(draws, i / at->means) || self->mean[i].clipped > self->mean[i].count) {
            return false;
        }
    }
    return true;
}

/* Verifies the kept counts and the sums of all worlds. */
static const char *check_worlds(const ent_tally *self)
{
    const ent_tally_layout *at = &self->layout;

    if (!no_world_has_more_than_replications(self) || !is_within(self, at->draws, at->played) ||
        !is_within(self, at->deals, at->draws)) {
        return "a world has too many draws or deals";
    }
    if (!outcomes_add_up(self)) {
        return "the outcomes of a world do not add up to its draws";
    }
    for (size_t c = at->headline; c < at->deals; c += 2) {
        if (!is_within(self, c, c + 1) || !is_within(self, c + 1, at->draws)) {
            return c == at->headline ? "the headline counts more events than conditions, or more conditions than draws"
                                     : "a check counts more events than conditions, or more conditions than draws";
        }
    }
    for (size_t m = 0; m < at->horizon; m++) {
        if (!is_within(self, at->survived + m, m == 0 ? at->truces : at->survived + m - 1)) {
            return "more truces hold in a month than in the month before";
        }
    }
    if (!means_are_within(self)) {
        return "a mean is taken over more numbers than draws";
    }
    return kept_add_up(self) ? NULL : "the kept counts of the worlds do not add up to the moments";
}

/* Verifies the moments of the streamed columns. */
static const char *check_moments(const ent_tally *self)
{
    const ent_tally_layout *at = &self->layout;

    for (size_t c = at->joins; c < at->columns; c++) {
        const ent_moments *m = &self->column[c];
        if (m->n != self->column[ent_tally_denominator(at, c)].k || m->k > m->n || m->worlds > self->worlds) {
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
        violation = check_numbers(&self->troops_sum[c], &self->troops[c], self->column[at->joins + c].k);
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
    const uint64_t deals = self->column[self->layout.deals].k;
    const char *violation = NULL;

    if (self->column[self->layout.draws].k != self->draws) {
        return "the draws of the worlds do not add up";
    }
    violation = self->worlds > 0 ? check_worlds(self) : NULL;
    violation = violation != NULL ? violation : check_moments(self);
    violation = violation != NULL ? violation : check_parties(self, deals);
    violation = violation != NULL ? violation : check_packages(self, deals);
    violation = violation != NULL ? violation : check_counts(self, deals);
    return violation != NULL ? violation : ent_tally_check_drivers(self);
}
