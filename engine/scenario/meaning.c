#include "scenario/meaning.h"

#include <math.h>

ent_meaning_range ent_meaning_range_of(ent_meaning meaning)
{
    switch (meaning) {
    case ENT_MEANING_PROBABILITY:
        return (ent_meaning_range){0.0, 1.0, false, false, "a probability from 0% to 100%"};
    case ENT_MEANING_PART:
        return (ent_meaning_range){0.0, 1.0, false, false, "a share from 0% to 100%"};
    case ENT_MEANING_SHARE:
        return (ent_meaning_range){0.0, 1.0, false, true, "a share from 0% to 100%"};
    case ENT_MEANING_SCORE:
        return (ent_meaning_range){0.0, 1.0, false, false, "a score from 0 to 1"};
    case ENT_MEANING_ADDITION:
        return (ent_meaning_range){-1.0, 1.0, false, false, "an addition to a utility, from -1 to 1"};
    case ENT_MEANING_TROOPS:
        return (ent_meaning_range){0.0, INFINITY, false, false, "a number of troops, 0 or more"};
    case ENT_MEANING_DURATION:
        return (ent_meaning_range){0.0, INFINITY, false, false, "a number of months, 0 or more"};
    case ENT_MEANING_PERIOD:
        return (ent_meaning_range){1.0, INFINITY, false, false, "a number of months, 1 or more"};
    case ENT_MEANING_WAIT:
        return (ent_meaning_range){0.0, ENT_LONGEST_WAIT, false, false, "a number of months from 0 to 1200"};
    case ENT_MEANING_NOT_NEGATIVE:
    case ENT_MEANING_HAZARD:
        return (ent_meaning_range){0.0, INFINITY, false, false, "0 or more"};
    case ENT_MEANING_POSITIVE:
        return (ent_meaning_range){0.0, INFINITY, true, false, "more than 0"};
    default:
        return (ent_meaning_range){-INFINITY, INFINITY, false, false, "a number"};
    }
}

bool ent_meaning_excludes(ent_meaning meaning, double value)
{
    ent_meaning_range range = ent_meaning_range_of(meaning);

    return !(value >= range.low && value <= range.high) || (range.above && value == range.low);
}

bool ent_meaning_is_amount(ent_meaning meaning)
{
    return meaning != ENT_MEANING_NUMBER && meaning != ENT_MEANING_CONDITION && meaning != ENT_MEANING_PROBABILITY &&
           meaning != ENT_MEANING_SCORE && meaning != ENT_MEANING_PART;
}
