/* Means, differences, reliability and survival of a set, and the forecasts of others. Internal to jobs/score. */
#ifndef ENT_JOBS_SUMMARIES_H
#define ENT_JOBS_SUMMARIES_H

#include "jobs/score/score.h"

/* Appends the rows of score_summary.csv of a set. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_score_summarise(ent_score *self, const ent_score_set *set);

/* Appends the rows of score_reliability.csv and score_survival.csv. Likewise. */
int ent_score_rate(ent_score *self, const ent_score_set *set);

/* Fills the rows of score_forecasts.csv. Likewise. */
int ent_score_list_forecasts(ent_score *self);

/* Sets the closing sentence of a set, from its rows of the summary. Likewise. */
int ent_score_conclude(ent_score *self, ent_score_set *set);

#endif
