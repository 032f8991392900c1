/* The range of a setting in which `sweep --solve` searches where the command line names none. */
#ifndef ENT_JOBS_SOLVE_ENDS_H
#define ENT_JOBS_SOLVE_ENDS_H

#include "run/variant_model.h"

/* How a setting is varied. */
typedef struct ent_solve_ends {
    double from, to; /* in the unit of the setting; NaN: the setting gives no scale */
    bool whole;      /* it takes whole numbers alone */
    bool percent;    /* people read it as per cent */
} ent_solve_ends;

/* Returns the ends for the setting `path` of a variant whose pilot was run:
 *
 *   a number with two bounds, such as a probability or a threshold: both
 *   one that varies: from p05 - (p95 - p05) to p95 + (p95 - p05), of its values in the pilot
 *   a constant c: from 0 to 2 c; of a number that must be above 0, from c / 10
 *   rounds, deadline, horizon: from 1 to 2 c
 *
 * rounded outwards, to a tenth or hundredth of the width, and within the bounds of the setting; of a number written
 * with % within 0 and 1. */
ent_solve_ends ent_solve_ends_of(const ent_variant_model *variant, const char *path);

#endif
