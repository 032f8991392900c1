#include "tally/layout/tally_layout.h"

#include "tally/guarantee_counts.h"

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
    self->headline = take(&next, 2);
    self->check = take(&next, 2 * self->checks);
    self->kept = next;
    self->deals = take(&next, 1);
    self->truces = self->truce_in_force ? self->draws : self->deals;
    self->outcome = take(&next, self->outcomes + 1);
    self->survived = take(&next, self->horizon);
    self->kept = self->ranges ? next : self->kept;
    self->joins = take(&next, self->contributors);
    self->offered = take(&next, self->thresholds);
    self->committed = take(&next, self->thresholds);
    self->required = take(&next, self->thresholds);
    self->agreed = take(&next, self->steps);
    self->share = take(&next, self->options);
    self->peace = take(&next, self->renews ? self->horizon : 0);
    self->begun = take(&next, self->renews ? self->horizon : 0);
    self->no_deals = take(&next, self->no_deal_reasons > 0 ? 1 : 0);
    self->reason = take(&next, self->no_deal_reasons);
    self->stalled = take(&next, self->no_deal_reasons > 0 ? 1 : 0);
    self->alone = take(&next, self->no_deal_reasons > 0 ? self->parties : 0);
    self->only = take(&next, self->no_deal_reasons > 0 ? self->parties : 0);
    self->several = take(&next, self->no_deal_reasons > 0 ? 1 : 0);
    self->no_single = take(&next, self->no_deal_reasons > 0 ? 1 : 0);
    self->numbers = next;
    self->truce_months = take(&next, self->guarantees > 0 ? 1 : 0);
    self->truces_begun = take(&next, self->guarantees > 0 ? 1 : 0);
    self->truces_lasting = take(&next, self->guarantees > 0 ? 1 : 0);
    self->guarantee = take(&next, self->guarantees * ENT_GUARANTEE_COLUMNS);
    self->signatures = take(&next, self->ratifications > 0 ? 1 : 0);
    self->asked = take(&next, self->ratifications);
    self->yes = take(&next, self->ratifications);
    self->columns = next;
    place_drivers(self);
}

/* The column that a column of numbers is a share of; its own one where it is none. */
static size_t denominator_of_number(const ent_tally_layout *at, size_t column)
{
    size_t first = at->guarantee + (column - at->guarantee) / ENT_GUARANTEE_COLUMNS * ENT_GUARANTEE_COLUMNS;

    if (column < at->guarantee) {
        return column;
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

size_t ent_tally_denominator(const ent_tally_layout *self, size_t column)
{
    if (column >= self->numbers) {
        return denominator_of_number(self, column);
    }
    if (column >= self->no_deals) {
        return column == self->no_deals ? self->draws : column <= self->stalled ? self->no_deals : self->stalled;
    }
    if (column >= self->share) {
        return column < self->peace ? self->deals : self->truces;
    }
    if (column >= self->survived) {
        return column < self->joins ? self->truces : self->draws;
    }
    if (column >= self->deals) {
        return self->draws;
    }
    return column < self->headline ? column : column + 1 - (column - self->headline) % 2; /* pairs: event, condition */
}
