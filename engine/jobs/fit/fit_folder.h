/* Writes a fit into OUT/ID: three tables, fit.cfg, a chart, and the manifest last. */
#ifndef ENT_JOBS_FIT_FIT_FOLDER_H
#define ENT_JOBS_FIT_FIT_FOLDER_H

#include "jobs/fit/fit.h"

/* Writes the folder and sets self->folder and charts_drawn. A folder with files of others, or with the results of a
 * scenario of that name, is refused. A chart that cannot be drawn is a diagnostic and no error. ENT_OK; ENT_ERR_IO with
 * a diagnostic; ENT_ERR_INTERRUPTED; ENT_ERR_NO_MEMORY. */
int ent_fit_write(ent_fit *self, const ent_job_request *request, const ent_job_host *host);

#endif
