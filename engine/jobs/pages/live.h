/* Files of pages that hold the whole program (report/live/live_page.h): the template, a page of its own, and the page
 * of a run in its results folder. */
#ifndef ENT_JOBS_PAGES_LIVE_H
#define ENT_JOBS_PAGES_LIVE_H

#include "folder/folder.h"
#include "jobs/job.h"
#include "report/live/live_page.h"

/* Reads a template of this version into the arena. ENT_OK; ENT_ERR_IO with a diagnostic: it cannot be read, is no such
 * page, or one of another version; ENT_ERR_NO_MEMORY. */
int ent_live_load(ent_live_template *self, const char *path, ent_arena *arena, ent_diagnostics *diagnostics);

/* Writes a page with scenario [scenarios] to a path, in place of an earlier page alone: any other file, a link and a
 * folder are refused, and nothing is changed. *bytes: its size. ENT_OK; ENT_ERR_IO with a diagnostic;
 * ENT_ERR_NO_MEMORY. */
int ent_live_save(const char *path, const ent_live_template *template, const ent_live_scenario *scenario,
    size_t scenarios, size_t *bytes, ent_diagnostics *diagnostics);

/* Whether the page of a run could hold its scenario: ENT_OK also where the request has no template. Errors as
 * ent_live_write. */
int ent_live_check(const ent_experiment *experiment, const ent_job_request *request, ent_diagnostics *diagnostics);

/* Writes the page of a run, ENT_LIVE_FILE, into its folder, where the request has a template. ENT_OK; ENT_ERR_IO with a
 * diagnostic: also where the scenario cannot be put in a page; ENT_ERR_NO_MEMORY. */
int ent_live_write(
    ent_folder *folder, const ent_experiment *experiment, const ent_job_request *request, ent_diagnostics *diagnostics);

/* Writes the page of a finished folder that has one again, with its scenario and the template of the request; NULL: the
 * page stays as it is. Errors as ent_folder_replace. */
int ent_live_rewrite(const char *folder, const ent_job_request *request, ent_diagnostics *diagnostics);

#endif
