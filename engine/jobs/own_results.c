#include "jobs/own_results.h"

#include "base/status.h"
#include "folder/folder.h"
#include "jobs/pages/draw_charts.h"
#include "jobs/results_folder.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static int write_files(
    const ent_own_results *self, const ent_job_request *request, ent_folder *folder, ent_diagnostics *diagnostics)
{
    int status = ENT_OK;

    for (size_t t = 0; t < self->tables && status == ENT_OK; t++) {
        if (self->table[t].csv != NULL) {
            status = ent_results_put_table(
                folder, self->table[t].file, self->table[t].csv, request->byte_order_mark, diagnostics);
        }
    }
    if (status == ENT_OK && self->text != NULL) {
        status = ent_folder_write(folder, self->text_file, self->text, strlen(self->text), diagnostics);
    }
    return status;
}

/* In the format of the request, and as SVG for the page. */
static bool draw_charts(const ent_own_results *self, const char *folder, const ent_manifest *manifest,
    const ent_job_request *request, const ent_job_host *host, ent_arena *arena)
{
    int status = ent_job_draw_described(folder, manifest, request->format, request, host, arena);

    if (status == ENT_OK && self->page != NULL && request->format != ENT_CHART_SVG) {
        status = ent_job_draw_described(folder, manifest, ENT_CHART_SVG, request, host, arena);
    }
    return status == ENT_OK;
}

/* The page, from the tables that were written and the charts. */
static int write_page(const ent_own_results *self, const ent_job_request *request, ent_folder *folder,
    const ent_manifest *manifest, ent_diagnostics *diagnostics)
{
    ent_manifest whole = *manifest;
    ent_run_data data = {.charts = 0};
    ent_html page = {0};
    char *text = NULL;
    int status;

    whole.file = folder->file;
    whole.files = folder->files;
    status = ent_manifest_text(&whole, &text);
    status = status == ENT_OK ? ent_run_data_load(&data, folder->path, text, request->charts, diagnostics) : status;
    status = status == ENT_OK ? self->put_page(&page, &data, self->notes) : status;
    if (status == ENT_OK) {
        status = ent_folder_write(folder, self->page, page.bytes, page.length, diagnostics);
    }
    ent_run_data_free(&data);
    ent_html_free(&page);
    free(text);
    return status;
}

int ent_own_results_write(const ent_own_results *self, ent_manifest *manifest, const ent_job_request *request,
    const ent_job_host *host, ent_arena *arena, ent_diagnostics *diagnostics, ent_own_written *written)
{
    ent_folder folder = {0};
    ent_folder_lock lock;
    int status = ent_job_lock_own_folder(&lock, &self->folder, host, arena, diagnostics);

    *written = (ent_own_written){.folder = NULL};
    if (status != ENT_OK) {
        return status;
    }
    status = ent_folder_open(&folder, self->folder.out, self->folder.id, diagnostics);
    status = status == ENT_OK ? write_files(self, request, &folder, diagnostics) : status;
    if (status == ENT_OK && request->charts) {
        written->charts_drawn = draw_charts(self, folder.path, manifest, request, host, arena);
    }
    if (status == ENT_OK && self->page != NULL) {
        status = write_page(self, request, &folder, manifest, diagnostics);
    }
    if (status == ENT_OK) {
        manifest->ended = time(NULL);
        written->folder = ent_arena_strdup(arena, folder.path);
        status = written->folder != NULL ? ent_folder_finish(&folder, manifest, diagnostics) : ENT_ERR_NO_MEMORY;
    }
    ent_folder_free(&folder);
    ent_folder_lock_release(&lock, status == ENT_OK);
    return status;
}
