/* Writes results into a folder: tables, charts, report.html, the copy of the scenario, and the manifest last. */
#ifndef ENT_JOBS_RESULTS_FOLDER_H
#define ENT_JOBS_RESULTS_FOLDER_H

#include "folder/folder.h"
#include "jobs/results.h"

/* Writes the tables and all that follows from them into OUT/ID and sets self->folder and charts_drawn. The results of a
 * run that was stopped go into OUT/ID/partial, without charts and page, and its manifest and title state that they are
 * partial; those of a whole run replace them. The folder's lock is held meanwhile: another run that writes there is
 * waited for. A folder with files of others is refused. That charts cannot be drawn is a diagnostic and no error.
 * ENT_OK; ENT_ERR_IO with a diagnostic in self->diagnostics; ENT_ERR_NO_MEMORY. */
int ent_results_write(ent_results *self, const ent_job_request *request, const ent_job_host *host);

/* Refuses OUT/ID where a file that results would replace is not of this program, and a scenario
 * that the page asked for cannot hold, so that a run fails before it counts.
 * Errors as ent_results_write, with nothing changed. */
int ent_results_check_folder(ent_results *self, const ent_job_request *request, const ent_job_host *host);

/* Writes one table, behind a byte-order mark where `mark`. ENT_OK; ENT_ERR_IO with a diagnostic; ENT_ERR_NO_MEMORY. */
int ent_results_put_table(
    ent_folder *folder, const char *name, const ent_csv_writer *csv, bool mark, ent_diagnostics *diagnostics);

/* A file that is added to a results folder. All pointers are borrowed. */
typedef struct ent_result_file {
    const char *name;          /* within the folder */
    const ent_csv_writer *csv; /* a table; NULL: the bytes [length] */
    const char *bytes;         /* NULL, too: a file of this name that an earlier run wrote is removed */
    size_t length;
} ent_result_file;

/* Adds files (sweeps.csv) to OUT/ID, beside the tables of a run of the same scenario, seed and size, or alone; draws
 * the charts and writes the page again. Sets and errors as ent_results_write. self: experiment, started, wall and cpu
 * are set. */
int ent_results_add_files(ent_results *self, const ent_job_request *request, const ent_job_host *host,
    const ent_result_file *file, size_t files);

/* Whether OUT/ID holds the whole run of this request, so that it need not be run again. self: experiment is set. */
bool ent_results_are_written(ent_results *self, const ent_job_request *request);

#endif
