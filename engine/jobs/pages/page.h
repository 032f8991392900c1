/* report.html of a run, index.html over several runs, and the copy of the scenario that they show. */
#ifndef ENT_JOBS_PAGES_PAGE_H
#define ENT_JOBS_PAGES_PAGE_H

#include "folder/folder.h"
#include "jobs/job.h"
#include "report/report.h"
#include "settings/tree.h"

/* Copies the scenario and its bases into the folder. ENT_OK; ENT_ERR_IO with a diagnostic; ENT_ERR_NO_MEMORY. */
int ent_page_keep_scenario(ent_folder *folder, const ent_tree *tree, ent_diagnostics *diagnostics);

/* Writes report.html into a folder that has no manifest yet. Where the request asks for charts in another
 * format, SVG charts are drawn for the page too. arena: scratch. Errors as above; ENT_ERR_CHART, after a message: the
 * page is written, with tables for SVG charts that could not be drawn. */
int ent_page_write(ent_folder *folder, const ent_manifest *manifest, const ent_job_request *request,
    const ent_job_host *host, ent_arena *arena, ent_diagnostics *diagnostics);

/* Draws the charts of a finished folder again (request->charts) and writes its report.html. ENT_ERR_IO with a
 * diagnostic or a message, ENT_ERR_NO_MEMORY; ENT_ERR_CHART: the page is written, with tables for the charts that could
 * not be drawn. */
int ent_page_rewrite(
    const char *folder, const ent_job_request *request, const ent_job_host *host, ent_diagnostics *diagnostics);

/* Folders of finished runs. */
typedef struct ent_run_folders {
    const char **path; /* [count] in the arena, in the order of their names */
    size_t count;
} ent_run_folders;

/* Whether a folder holds a finished run: it has a manifest. */
bool ent_page_is_run(const char *folder);

/* Lists the finished runs in the folders below `folder`, links to folders left out; none where it cannot be read.
 * ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_page_list_runs(ent_run_folders *self, const char *folder, ent_arena *arena);

/* Result of ent_page_index. */
typedef enum ent_index_result {
    ENT_INDEX_NOT_NEEDED, /* one run or none */
    ENT_INDEX_WRITTEN,
    ENT_INDEX_FOREIGN /* an index.html of another hand, or changed since, was not touched */
} ent_index_result;

/* Writes index.html over the finished runs in a folder where there are several, or where there is an index of this
 * program already, or where `wanted`. One process at a time does so. ENT_OK with *result, ENT_ERR_IO with a diagnostic,
 * ENT_ERR_NO_MEMORY. */
int ent_page_index(const char *folder, bool wanted, ent_index_result *result, ent_diagnostics *diagnostics);

#endif
