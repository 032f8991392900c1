/* The counts of an evaluation as the methods of analysis read them. */
#ifndef ENT_JOBS_ANALYSE_HEADLINE_SUMS_H
#define ENT_JOBS_ANALYSE_HEADLINE_SUMS_H

#include "analysis/world_sums.h"
#include "run/evaluation/evaluation.h"

/* Which draws of each world. */
typedef enum ent_headline_part { ENT_ALL_DRAWS, ENT_EARLY_DRAWS, ENT_LATE_DRAWS } ent_headline_part;

/* Sums and draws of the headline, [worlds] each. A zeroed struct may be freed. */
typedef struct ent_headline_sums {
    double *sum, *draws;
} ent_headline_sums;

/* Takes the sums from counts; early draws are the first half of each world's, late ones the others. Where the
 * headline is a mean and some number is infinite, or too large for a sum, no world has any draws: the mean is not
 * defined. Errors: ENT_ERR_NO_MEMORY. */
int ent_headline_sums_init(ent_headline_sums *self, const ent_world_counts *counts, ent_headline_part part);
void ent_headline_sums_free(ent_headline_sums *self);

/* The sums, borrowed. */
ent_world_sums ent_headline_sums_of(const ent_headline_sums *self);

#endif
