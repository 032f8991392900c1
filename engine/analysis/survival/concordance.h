/* Harrell's C (Harrell, Califf, Pryor, Lee and Rosati, JAMA 247, 1982, 2543-2546): whether cases that were given a
 * higher chance to hold lasted longer. */
#ifndef ENT_ANALYSIS_CONCORDANCE_H
#define ENT_ANALYSIS_CONCORDANCE_H

#include "analysis/survival/duration.h"

#include <stddef.h>

/* Pairs of cases of which it is known which lasted longer: one ended, and the other was under observation before that
 * month and lasted beyond it, or was censored in it. */
typedef struct ent_concordance {
    double value; /* share of the pairs that are in order, equal chances as one half; NaN without pairs */
    double pairs; /* whole */
} ent_concordance;

/* Returns it for predicted chances p [count]; cases whose p is NaN are left out. */
ent_concordance ent_concordance_of(const double *p, const ent_duration *duration, size_t count);

#endif
