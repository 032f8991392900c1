/* What one evaluation of a model counts of the headline, world by world: the input of the methods of analysis. */
#ifndef ENT_ANALYSIS_WORLD_SUMS_H
#define ENT_ANALYSIS_WORLD_SUMS_H

#include <stddef.h>

/* Of world w: p_w = sum[w] / draws[w]. Borrowed arrays, one number a world. */
typedef struct ent_world_sums {
    const double *sum;   /* draws with the event, or the sum of the measure in its unit */
    const double *draws; /* draws in the condition (all draws without one), whole numbers >= 0; with 0 the world has no
                            p_w and `sum` is not read */
} ent_world_sums;

/* Returns sum / draws over worlds 0 … worlds - 1; NaN without any draw. */
double ent_world_sums_mean(const ent_world_sums *self, size_t worlds);

#endif
