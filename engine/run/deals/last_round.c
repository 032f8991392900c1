#include "run/deals/last_round.h"

size_t ent_last_round_open(ent_simulator *self, size_t first)
{
    return self->talks.clock != NULL ? ent_talks_clock_run(&self->clock, first) : self->block.rows - first;
}

void ent_last_round_enter(ent_simulator *self, size_t row, ent_last_round *round)
{
    ent_block *block = &self->block;
    ent_talks_state *talks = &self->talks;
    size_t last = talks->plan->rounds;
    size_t slot = ent_preferences_find(&talks->preferences, block->draw, block->world, block->world_of[row], row);

    if (slot == SIZE_MAX) {
        slot = ent_preferences_add(&talks->preferences);
    }
    ent_aspirations_set(&talks->aspirations, block->draw, row, last);
    *round = (ent_last_round){.preference = ent_preferences_at(&talks->preferences, slot),
        .reservation = talks->aspirations.reservation,
        .aspiration = talks->aspirations.aspiration,
        .excluded = ent_exclusions_of(&talks->exclusions, block->draw, row, last)};
}
