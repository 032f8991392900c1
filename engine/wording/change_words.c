#include "wording/change_words.h"

#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

bool ent_change_moves_deal(const ent_change_words *self)
{
    return ent_wording_is_clear(self->agreed.difference, self->agreed.low, self->agreed.high) != 0;
}

bool ent_change_moves_headline(const ent_change_words *self)
{
    const ent_change_effect *it = &self->headline;

    return (self->unit != NULL ? ent_wording_excludes_zero(it->low, it->high)
                               : ent_wording_is_clear(it->difference, it->low, it->high)) != 0;
}

/* Shares of futures without and with the change, "15" and "38"; the difference, "+23 points, clear". Returns whether
 * the shares read differently. */
static bool word(const ent_change_effect *it, char from[ENT_WORDING_BYTES], char to[ENT_WORDING_BYTES],
    char difference[ENT_WORDING_BYTES])
{
    ent_wording_share(from, it->with - it->difference);
    ent_wording_share(to, it->with);
    ent_wording_difference(difference, it->difference, it->low, it->high, 0);
    return strcmp(from, to) != 0;
}

/* "38 of 100 futures have a deal instead of 15 (+23 points, clear)" */
static const char *words_of_deal(const ent_change_words *self, ent_arena *arena)
{
    char from[ENT_WORDING_BYTES], to[ENT_WORDING_BYTES], difference[ENT_WORDING_BYTES];

    if (!word(&self->agreed, from, to, difference)) {
        return ent_arena_printf(arena, "the chance of a deal is %s of 100 (%s)", to, difference);
    }
    return ent_arena_printf(arena, "%s of 100 futures have a deal instead of %s (%s)", to, from, difference);
}

/* "“Cost” is 12 billion euro instead of 9 billion euro (+3 billion, clear)" */
static const char *words_of_mean(const ent_change_words *self, ent_arena *arena)
{
    const ent_change_effect *it = &self->headline;
    double half = (it->high - it->low) / 2.0;
    const char *blank = *self->unit != '\0' ? " " : "";
    char from[ENT_WORDING_BYTES], to[ENT_WORDING_BYTES], difference[ENT_WORDING_BYTES];

    ent_measure_words(from, it->with - it->difference, half);
    ent_measure_words(to, it->with, half);
    ent_measure_difference_words(difference, it->difference, it->low, it->high, 0);
    return ent_arena_printf(
        arena, "“%s” is %s%s%s on average instead of %s (%s)", self->clause, to, blank, self->unit, from, difference);
}

/* "the truce holds in 38 of 100 futures instead of 15 (+23 points, clear)" */
static const char *words_of_chance(const ent_change_words *self, ent_arena *arena)
{
    char from[ENT_WORDING_BYTES], to[ENT_WORDING_BYTES], difference[ENT_WORDING_BYTES];

    if (!word(&self->headline, from, to, difference)) {
        return ent_arena_printf(arena, "the chance that %s is %s of 100 (%s)", self->clause, to, difference);
    }
    return ent_arena_printf(arena, "%s in %s of 100 futures instead of %s (%s)", self->clause, to, from, difference);
}

const char *ent_change_sentence(const ent_change_words *self, ent_arena *arena)
{
    bool deal = ent_change_moves_deal(self);
    bool headline = ent_change_moves_headline(self);
    const char *first = deal ? words_of_deal(self, arena) : "";
    const char *second = !headline            ? ""
                         : self->unit != NULL ? words_of_mean(self, arena)
                                              : words_of_chance(self, arena);

    if (first == NULL || second == NULL) {
        return NULL;
    }
    if (!deal && !headline) {
        return ent_arena_printf(arena, "If %s, nothing clearly changes.", self->change);
    }
    return ent_arena_printf(arena, "If %s, %s%s%s.", self->change, first, deal && headline ? ", and " : "", second);
}
