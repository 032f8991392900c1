/* Plays the cases and keeps the model's predictions. Internal to jobs/score. */
#ifndef ENT_JOBS_PREDICTIONS_H
#define ENT_JOBS_PREDICTIONS_H

#include "jobs/score/score.h"

/* Fills `survival` and the chances of all cases. ENT_OK; ENT_ERR_SCENARIO and ENT_ERR_NUMERIC with diagnostics;
 * ENT_ERR_INTERRUPTED; ENT_ERR_NO_MEMORY. */
int ent_score_predict(ent_score *self, const ent_job_request *request, const ent_job_host *host);

#endif
