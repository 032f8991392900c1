/* The scores of all forecasters on the cases of a set. Internal to jobs/score. */
#ifndef ENT_JOBS_SET_SCORES_H
#define ENT_JOBS_SET_SCORES_H

#include "jobs/score/score.h"

/* Fills the scores of a set and those of its rows. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_score_set_fill(ent_score *self, ent_score_set *set);

/* The scores of forecaster f at score s: [cases of the set]. */
const double *ent_score_set_brier(const ent_score_set *self, size_t f, size_t s);
const double *ent_score_set_log(const ent_score_set *self, size_t f, size_t s);
const double *ent_score_set_weight(const ent_score_set *self, size_t s);

#endif
