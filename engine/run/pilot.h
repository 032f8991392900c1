/* A pilot: ENT_PILOT_DRAWS draws, each in a world of its own, that show the spread of every setting before a run. */
#ifndef ENT_RUN_PILOT_H
#define ENT_RUN_PILOT_H

#include "model/model.h"

enum { ENT_PILOT_DRAWS = 4096, ENT_PILOT_THRESHOLDS = 20 };

/* Spread of a setting over worlds and draws, in the unit of the setting; of a month-rate setting in month 1 of truces.
 */
typedef struct ent_spread {
    bool known;           /* false: never evaluated, since no draw of the pilot has a deal */
    bool constant;        /* the percentiles are equal: all draws have the same value */
    double p05, p50, p95; /* 5th, 50th and 95th percentile */
} ent_spread;

typedef struct ent_pilot {
    ent_arena arena;     /* owns the arrays */
    ent_spread *spread;  /* [model->quantities], in the order of model->recorded */
    double *most_troops; /* [forces] largest finite number that the force offers or requires, in troops */
} ent_pilot;

/* model: compiled for recording. A zeroed pilot may be freed. Errors: ENT_ERR_NO_MEMORY. */
int ent_pilot_run(ent_pilot *self, const ent_model *model);
void ent_pilot_free(ent_pilot *self);

/* Sets threshold, [ENT_PILOT_THRESHOLDS] troops, to equidistant round numbers above 0, the last at least `most`.
 * Returns their number. */
size_t ent_round_thresholds(double most, double *threshold);

#endif
