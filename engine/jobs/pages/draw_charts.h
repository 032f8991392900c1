/* Draws the charts of a result folder. */
#ifndef ENT_JOBS_PAGES_DRAW_CHARTS_H
#define ENT_JOBS_PAGES_DRAW_CHARTS_H

#include "folder/manifest.h"
#include "jobs/job.h"

/* Draws the charts of a finished folder, which its manifest describes. Of the request, plots and format are read.
 * Diagnostics go to host->diagnostics. ENT_OK; ENT_ERR_CHART: gnuplot is missing or failed; ENT_ERR_IO: no manifest, or
 * a file could not be read or written, or no drawing scripts; ENT_ERR_NO_MEMORY. */
int ent_job_draw(const char *folder, const ent_job_request *request, const ent_job_host *host);

/* The same for a caller that holds the folder's lock. */
int ent_job_draw_held(const char *folder, const ent_job_request *request, const ent_job_host *host);

/* The same for a folder that is being written, from the manifest that it will have, in another format than the
 * request's. arena: scratch. */
int ent_job_draw_described(const char *folder, const ent_manifest *manifest, ent_chart_format format,
    const ent_job_request *request, const ent_job_host *host, ent_arena *arena);

#endif
