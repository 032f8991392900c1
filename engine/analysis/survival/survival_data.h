/* Durations that may be censored on the right and truncated on the left, with covariates. */
#ifndef ENT_ANALYSIS_SURVIVAL_SURVIVAL_DATA_H
#define ENT_ANALYSIS_SURVIVAL_SURVIVAL_DATA_H

#include <stdbool.h>
#include <stddef.h>

/* A row a truce (or whatever else lasts). All arrays belong to the caller. */
typedef struct ent_survival_data {
    size_t rows;
    size_t covariates;
    const double *time;      /* [rows] duration to the failure or to the last moment of observation; finite, > 0 */
    const bool *event;       /* [rows] true: failed at `time`; false: still without failure then (right-censored) */
    const double *entered;   /* [rows] duration at which the row came under observation (left truncation), in
                                [0, time); NULL: all from 0 */
    const double *covariate; /* [rows][covariates] row-major, finite; NULL without covariates */
} ent_survival_data;

#endif
