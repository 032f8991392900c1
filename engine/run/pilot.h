/* A pilot: a few thousand draws, each in a world of its own, to say what every setting comes to. */
#ifndef ENT_RUN_PILOT_H
#define ENT_RUN_PILOT_H

#include "model/model.h"

enum { ENT_PILOT_DRAWS = 4096 };

/* 5th, 50th and 95th percentile of a setting over worlds and draws; of a month-rate one in month 1 of truces. */
typedef struct ent_spread {
    bool known; /* false: never evaluated (no deal in the pilot) */
    bool constant;
    double p05, p50, p95;
} ent_spread;

typedef struct ent_pilot {
    ent_arena arena;
    ent_spread *spread; /* [model->quantities], in the order of model->recorded */
    double most_troops; /* largest sum offered or required */
} ent_pilot;

/* model: compiled for recording. A zeroed pilot may be freed. ENT_ERR_NO_MEMORY. */
int ent_pilot_run(ent_pilot *self, const ent_model *model);
void ent_pilot_free(ent_pilot *self);

/* Twenty round numbers from 0 upwards that cover `most`; threshold: room for twenty. Returns how many. */
size_t ent_round_thresholds(double most, double *threshold);

#endif
