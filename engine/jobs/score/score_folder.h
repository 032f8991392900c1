/* Writes a score into OUT/score: five tables, charts, a page, and the manifest last. */
#ifndef ENT_JOBS_SCORE_FOLDER_H
#define ENT_JOBS_SCORE_FOLDER_H

#include "jobs/score/score.h"

/* Refuses OUT/score where it holds files of others, or a run of a scenario of that name, so that a score fails before
 * it counts. ENT_OK; ENT_ERR_IO with a diagnostic; ENT_ERR_INTERRUPTED; ENT_ERR_NO_MEMORY. */
int ent_score_check_folder(ent_score *self, const ent_job_request *request, const ent_job_host *host);

/* Writes OUT/score and sets self->folder and charts_drawn. A chart that cannot be drawn is a diagnostic and no error.
 * The errors are the same. */
int ent_score_write(ent_score *self, const ent_job_request *request, const ent_job_host *host);

#endif
