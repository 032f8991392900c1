/* The range that a setting's meaning allows, and how messages say it. */
#ifndef ENT_SCENARIO_MEANING_H
#define ENT_SCENARIO_MEANING_H

#include "scenario/scenario.h"

typedef struct ent_meaning_range {
    double low, high;
    bool above;       /* low itself is outside */
    const char *what; /* "a probability from 0% to 100%" */
} ent_meaning_range;

ent_meaning_range ent_meaning_range_of(ent_meaning meaning);

/* Whether a number lies outside; NaN does. */
bool ent_meaning_excludes(ent_meaning meaning, double value);

#endif
