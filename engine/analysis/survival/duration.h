/* A duration that may be censored on the right and truncated on the left. */
#ifndef ENT_ANALYSIS_DURATION_H
#define ENT_ANALYSIS_DURATION_H

#include <stdbool.h>

typedef struct ent_duration {
    double months;  /* > entered: to the end, or to the last month known */
    bool ended;     /* at `months`; false: censored there */
    double entered; /* >= 0: the case would not be here had it ended by then (left truncation) */
} ent_duration;

#endif
