/* What one change of a scenario does, in a sentence. */
#ifndef ENT_WORDING_CHANGE_WORDS_H
#define ENT_WORDING_CHANGE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>

/* A figure with a change, and its paired difference to that without it, with the 95% interval: probabilities, or in the
 * unit of a measure; NaN: not known. */
typedef struct ent_change_effect {
    double with;
    double difference, low, high;
} ent_change_effect;

/* One change. All texts are borrowed. */
typedef struct ent_change_words {
    const char *change;         /* a clause that can follow "if": "Russia has no veto and refuses nothing" */
    ent_change_effect agreed;   /* chance of a deal */
    ent_change_effect headline; /* of the headline */
    const char *clause;         /* the headline as a clause: "the truce holds"; of a mean the name of the measure */
    const char *unit;           /* of the measure, "" for none; NULL: the headline is a probability */
} ent_change_words;

/* Whether a change clearly moves the chance of a deal; the headline (by ent_wording_is_clear, or for a mean by an
 * interval that excludes 0). */
bool ent_change_moves_deal(const ent_change_words *self);
bool ent_change_moves_headline(const ent_change_words *self);

/* "If Russia has no veto, 38 of 100 futures have a deal instead of 15 (+23 points, clear), and the truce holds in 21
 * instead of 9 (+12 points, clear)." Only clear changes are stated; the whole is a sentence with its full stop.
 * In the arena; NULL when memory is out. */
const char *ent_change_sentence(const ent_change_words *self, ent_arena *arena);

#endif
