/* The range of each kind of number, and its description in messages. */
#ifndef ENT_SCENARIO_MEANING_H
#define ENT_SCENARIO_MEANING_H

#include "scenario/scenario.h"

typedef struct ent_meaning_range {
    double low, high; /* in the unit of the setting; infinite without a bound */
    bool above;       /* low itself is excluded */
    bool constants;   /* the range holds for constants alone: drawn values may leave it */
    const char *what; /* "a probability from 0% to 100%" */
} ent_meaning_range;

/* Returns the range of a kind of number. */
ent_meaning_range ent_meaning_range_of(ent_meaning meaning);

/* True for an amount, which can be neither true nor false: troops, months, weights, hazards, shares. */
bool ent_meaning_is_amount(ent_meaning meaning);

/* True for a constant outside the range, and for NaN. */
bool ent_meaning_excludes(ent_meaning meaning, double value);

#endif
