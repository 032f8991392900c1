/* Writes a comparison into OUT/compare: three tables, a chart, a page, and the manifest last. */
#ifndef ENT_JOBS_COMPARISON_FOLDER_H
#define ENT_JOBS_COMPARISON_FOLDER_H

#include "jobs/compare/comparison.h"

/* Refuses OUT/compare where it holds files of others, or a run of a scenario of that name, so that a comparison fails
 * before it counts. ENT_OK; ENT_ERR_IO with a diagnostic; ENT_ERR_INTERRUPTED; ENT_ERR_NO_MEMORY. */
int ent_comparison_check_folder(ent_comparison *self, const ent_job_request *request, const ent_job_host *host);

/* Writes OUT/compare and sets self->folder and charts_drawn. A chart that cannot be drawn is a diagnostic and no error.
 * The errors are the same. */
int ent_comparison_write(ent_comparison *self, const ent_job_request *request, const ent_job_host *host);

#endif
