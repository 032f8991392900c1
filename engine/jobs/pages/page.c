#include "jobs/pages/page.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "folder/datapackage.h"
#include "folder/foreign.h"
#include "folder/manifest_read.h"
#include "folder/whole_file.h"
#include "jobs/folder_lock.h"
#include "jobs/pages/draw_charts.h"
#include "jobs/pages/live.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* --- report.html -------------------------------------------------------------------------------------------------- */

int ent_page_keep_scenario(ent_folder *folder, const ent_tree *tree, ent_diagnostics *diagnostics)
{
    size_t bases = tree->files.count;
    int status = ENT_OK;

    for (size_t i = 0; i < bases + tree->tables.count && status == ENT_OK; i++) {
        const ent_tree_file *file = i < bases ? tree->files.item[i] : tree->tables.item[i - bases];
        const char *name = i < bases ? ent_run_data_scenario_file(i, &folder->arena)
                                     : ent_run_data_table_file(i - bases, &folder->arena);
        status =
            name == NULL ? ENT_ERR_NO_MEMORY : ent_folder_write(folder, name, file->bytes, file->length, diagnostics);
    }
    return status;
}

/* Makes the page from a folder and the text of a manifest (NULL: the folder's own). The caller frees it. */
static int make_page(
    ent_html *page, const char *folder, const char *manifest, bool charts, ent_diagnostics *diagnostics)
{
    ent_run_data digest;
    int status = ent_run_data_load(&digest, folder, manifest, charts, diagnostics);

    if (status == ENT_OK) {
        status = ent_html_report(page, &digest);
    }
    ent_run_data_free(&digest);
    return status;
}

int ent_page_write(ent_folder *folder, const ent_manifest *manifest, const ent_job_request *request,
    const ent_job_host *host, ent_arena *arena, ent_diagnostics *diagnostics)
{
    ent_manifest whole = *manifest;
    ent_html page = {0};
    char *text = NULL;
    int drawn = ENT_OK;
    int status;

    if (request->charts && request->format != ENT_CHART_SVG) { /* a missing chart is shown as a table */
        drawn = ent_job_draw_described(folder->path, manifest, ENT_CHART_SVG, request, host, arena);
    }
    whole.file = folder->file;
    whole.files = folder->files;
    status = ent_manifest_text(&whole, &text);
    if (status == ENT_OK) {
        status = make_page(&page, folder->path, text, request->charts, diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_write(folder, ENT_REPORT_FILE, page.bytes, page.length, diagnostics);
    }
    free(text);
    ent_html_free(&page);
    return status == ENT_OK && drawn != ENT_OK ? ENT_ERR_CHART : status;
}

/* Makes datapackage.json of a finished folder again, which the caller frees: one of an earlier version may have none.
 * NULL where there are no tables. */
static int describe_again(const char *folder, char **package, ent_diagnostics *diagnostics)
{
    ent_arena arena = {0};
    ent_manifest manifest;
    size_t length = 0;
    int status = ENT_ERR_IO;
    const char *text = ent_inner_read(folder, "manifest.json", &arena, &length, &status);

    if (text != NULL) {
        status = ent_manifest_read(&manifest, text, length, &arena);
        if (status == ENT_OK) {
            status = ent_datapackage_text(folder, &manifest, manifest.file, manifest.files, package, diagnostics);
        }
    }
    ent_arena_free(&arena);
    return status;
}

/* Makes page and description before any of them is written: an error leaves both as they were. */
static int rewrite_pages(const char *folder, const ent_job_request *request, ent_diagnostics *diagnostics)
{
    ent_html page = {0};
    char *package = NULL;
    int status = make_page(&page, folder, NULL, request->charts, diagnostics);

    if (status == ENT_OK) {
        status = describe_again(folder, &package, diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_live_rewrite(folder, request, diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_replace(folder, ENT_REPORT_FILE, page.bytes, page.length, diagnostics);
    }
    if (status == ENT_OK && package != NULL) {
        status = ent_folder_replace(folder, ENT_DATAPACKAGE_FILE, package, strlen(package), diagnostics);
    }
    free(package);
    ent_html_free(&page);
    return status;
}

static int rewrite(
    const char *folder, const ent_job_request *request, const ent_job_host *host, ent_diagnostics *diagnostics)
{
    ent_job_request svg = *request;
    int drawn = ENT_OK;
    int status;

    svg.format = ENT_CHART_SVG;
    if (request->charts) {
        drawn = ent_job_draw_held(folder, &svg, host);
    }
    status = drawn == ENT_ERR_CHART ? ENT_OK : drawn; /* a missing chart is shown as a table */
    if (status == ENT_OK) {
        status = rewrite_pages(folder, request, diagnostics);
    }
    return status == ENT_OK ? drawn : status;
}

static bool holds(const char *folder, const ent_table *table)
{
    ent_arena arena = {0};
    bool has = ent_folder_lists(folder, table->file, &arena);

    ent_arena_free(&arena);
    return has;
}

/* A comparison or a score: its page is written with its tables, and no report of a run. */
static bool has_own_page(const char *folder)
{
    return holds(folder, &ent_table_compare) || holds(folder, &ent_table_score);
}

/* A fit of a hazard: it has tables and a chart, and no page. */
static bool has_no_page(const char *folder)
{
    return holds(folder, &ent_table_fit);
}

/* Refuses to write the report of a run for a folder that holds something else. */
static int check_is_reported(const char *folder, ent_diagnostics *diagnostics)
{
    if (has_own_page(folder)) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "run `entente compare` or `entente score` again",
            "%s holds a comparison or a score, and no run: its page is written with its tables", folder);
        return ENT_ERR_IO;
    }
    if (has_no_page(folder)) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, "`entente plot` draws its chart",
            "%s holds a fit, and no run: it has tables and a chart, and no page", folder);
        return ENT_ERR_IO;
    }
    return ENT_OK;
}

int ent_page_rewrite(
    const char *folder, const ent_job_request *request, const ent_job_host *host, ent_diagnostics *diagnostics)
{
    ent_folder_lock lock = {0};
    int status = check_is_reported(folder, diagnostics);

    if (status != ENT_OK) {
        return status;
    }
    if (ent_page_is_run(folder)) { /* else there is nothing to write, and nothing is made */
        status = ent_job_lock_folder(&lock, folder, host, diagnostics);
    }
    if (status == ENT_OK) {
        status = rewrite(folder, request, host, diagnostics);
    }
    ent_folder_lock_release(&lock, true);
    return status;
}

/* --- finished runs ------------------------------------------------------------------------------------------------ */

bool ent_page_is_run(const char *folder)
{
    return ent_inner_kind_of(folder, "manifest.json") == ENT_INNER_FILE;
}

int ent_page_list_runs(ent_run_folders *self, const char *folder, ent_arena *arena)
{
    struct dirent **entry = NULL;
    int entries = scandir(folder, &entry, NULL, alphasort);

    self->count = 0;
    self->path = ent_arena_array(arena, entries > 0 ? (size_t) entries : 1, sizeof(*self->path));
    for (int i = 0; i < entries; i++) {
        const char *path = ent_arena_printf(arena, "%s/%s", folder, entry[i]->d_name);
        bool listed = entry[i]->d_name[0] != '.' && ent_inner_kind_of(folder, entry[i]->d_name) == ENT_INNER_FOLDER;
        if (self->path != NULL && path != NULL && listed && ent_page_is_run(path) && !has_own_page(path) &&
            !has_no_page(path)) {
            self->path[self->count++] = path;
        }
        free(entry[i]);
    }
    free((void *) entry);
    return self->path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* --- index.html --------------------------------------------------------------------------------------------------- */

/* Whether index.html may be written: there is none, or it is as this program wrote it. *exists: whether there is one.
 */
static bool index_is_free(const char *folder, ent_arena *arena, bool *exists)
{
    size_t length = 0;
    int status = ENT_OK;
    const char *text = ent_inner_read(folder, ENT_REPORT_INDEX, arena, &length, &status);

    *exists = ent_inner_kind_of(folder, ENT_REPORT_INDEX) != ENT_INNER_MISSING;
    return !*exists || (text != NULL && ent_html_is_index(text, length));
}

/* The index lists the runs of this program that can be read and that have a report. */
static int make_index(ent_html *page, const ent_run_folders *runs, ent_arena *arena)
{
    ent_run_data *digest = ent_arena_array(arena, runs->count + 1, sizeof(*digest));
    size_t count = 0;
    int status = digest != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t i = 0; i < runs->count && status == ENT_OK; i++) {
        ent_diagnostics unread = {0};
        int loaded = ent_run_data_load(&digest[count], runs->path[i], NULL, false, &unread);
        if (loaded == ENT_OK && ent_inner_kind_of(runs->path[i], ENT_REPORT_FILE) == ENT_INNER_FILE) {
            count++;
        } else {
            ent_run_data_free(&digest[count]);
        }
        status = loaded == ENT_ERR_NO_MEMORY ? loaded : ENT_OK;
        ent_diagnostics_free(&unread);
    }
    if (status == ENT_OK) {
        status = ent_html_index(page, digest, count);
    }
    for (size_t i = 0; i < count; i++) {
        ent_run_data_free(&digest[i]);
    }
    return status;
}

static int update_index(const char *folder, bool wanted, ent_index_result *result, ent_diagnostics *diagnostics)
{
    ent_arena arena = {0};
    ent_html page = {0};
    ent_run_folders runs;
    bool exists;
    bool ours = index_is_free(folder, &arena, &exists);
    int status = ent_page_list_runs(&runs, folder, &arena);

    *result = !ours && wanted ? ENT_INDEX_FOREIGN : ENT_INDEX_NOT_NEEDED;
    if (status == ENT_OK && ours && (wanted || exists || runs.count > 1)) {
        status = make_index(&page, &runs, &arena);
        status = status == ENT_OK
                     ? ent_whole_file_write(folder, ENT_REPORT_INDEX, page.bytes, page.length, false, diagnostics)
                     : status;
        *result = ENT_INDEX_WRITTEN;
    }
    ent_html_free(&page);
    ent_arena_free(&arena);
    return status;
}

int ent_page_index(const char *folder, bool wanted, ent_index_result *result, ent_diagnostics *diagnostics)
{
    ent_folder_lock lock;
    int status;

    *result = ENT_INDEX_NOT_NEEDED;
    status = ent_job_lock_folder(&lock, folder, NULL, diagnostics);
    if (status == ENT_OK) { /* whoever comes last lists all runs that were finished before */
        status = update_index(folder, wanted, result, diagnostics);
    }
    ent_folder_lock_release(&lock, true);
    return status;
}
