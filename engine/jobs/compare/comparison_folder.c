#include "jobs/compare/comparison_folder.h"

#include "base/status.h"
#include "folder/datapackage.h"
#include "folder/folder.h"
#include "jobs/folder_lock.h"
#include "jobs/pages/draw_charts.h"
#include "jobs/results_folder.h"
#include "report/report.h"
#include "run/run.h"
#include "tables/tables.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char id[] = "compare"; /* of the folder in OUT */

enum { FILES = 6 };

/* name: [FILES], filled; the result borrows it. */
static ent_own_folder own_folder(const ent_job_request *request, const char **name)
{
    name[0] = "manifest.json";
    name[1] = ENT_REPORT_COMPARISON;
    name[2] = ent_table_compare.file;
    name[3] = ent_table_robust.file;
    name[4] = ent_table_compare_settings.file;
    name[5] = ENT_DATAPACKAGE_FILE;
    return (ent_own_folder){.out = request->out, .id = id, .what = "a comparison", .file = name, .files = FILES};
}

int ent_comparison_check_folder(ent_comparison *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *name[FILES];
    const ent_own_folder own = own_folder(request, name);

    return ent_job_check_own_folder(&own, host, &self->arena, &self->diagnostics);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

/* The files of the choices and their hashes, each once. */
static const ent_manifest_hash *hash_files(ent_comparison *self, size_t *files)
{
    size_t most = 0;
    ent_manifest_hash *made;

    for (size_t c = 0; c < self->choices; c++) {
        most += self->choice[c].experiment->item[0]->tree.files.count;
    }
    made = ent_arena_array(&self->arena, most, sizeof(*made));
    *files = 0;
    for (size_t c = 0; made != NULL && c < self->choices; c++) {
        const ent_tree *tree = &self->choice[c].experiment->item[0]->tree;
        for (size_t i = 0; i < tree->files.count; i++) {
            const ent_tree_file *file = tree->files.item[i];
            size_t k = 0;
            while (k < *files && strcmp(made[k].name, file->path) != 0) {
                k++;
            }
            if (k == *files) {
                made[k].name = file->path;
                ent_sha256(file->bytes, file->length, made[(*files)++].sha256);
            }
        }
    }
    return made;
}

/* The display names of the choices, as those of variants. */
static const ent_manifest_name *label_choices(ent_comparison *self, size_t *labels)
{
    ent_manifest_name *made = ent_arena_array(&self->arena, self->choices, sizeof(*made));

    for (size_t c = 0; made != NULL && c < self->choices; c++) {
        made[c].name = ent_arena_printf(&self->arena, "variants.%s", self->choice[c].name);
        made[c].label = self->choice[c].label;
        if (made[c].name == NULL) {
            return NULL;
        }
    }
    *labels = self->choices;
    return made;
}

static int describe(ent_comparison *self, const ent_job_request *request, ent_manifest *manifest)
{
    const ent_run_options run = {.threads = request->threads};
    const ent_scenario *first = ent_choice_scenario(&self->choice[0]);
    ent_manifest_name *name = ent_arena_array(&self->arena, self->choices, sizeof(*name));

    for (size_t c = 0; name != NULL && c < self->choices; c++) {
        name[c] = (ent_manifest_name){.name = self->choice[c].name, .label = self->choice[c].label};
    }
    *manifest = (ent_manifest){.program = "entente",
        .version = ENTENTE_VERSION,
        .scenario = id,
        .title = "Comparison",
        .headline = self->one_question ? first->headline : NULL,
        .command = request->command_line,
        .seed = self->seed,
        .worlds = self->worlds,
        .replications = self->replications,
        .variant = name,
        .variants = self->choices,
        .started = time(NULL),
        .threads = ent_run_threads(&run),
        .ranks = 1,
        .host = ""};
    manifest->base = hash_files(self, &manifest->bases);
    manifest->label = label_choices(self, &manifest->labels);
    if (manifest->label == NULL || name == NULL || manifest->base == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(manifest->sha256, manifest->base[0].sha256, sizeof(manifest->sha256));
    return ENT_OK;
}

static int write_files(ent_comparison *self, const ent_job_request *request, ent_folder *folder)
{
    const struct {
        const char *name;
        const ent_csv_writer *csv;
    } file[] = {{ent_table_compare.file, &self->table}, {ent_table_robust.file, &self->robust_table},
        {ent_table_compare_settings.file, &self->settings_table}};
    int status = ENT_OK;

    for (size_t i = 0; i < sizeof(file) / sizeof(*file) && status == ENT_OK; i++) {
        status = ent_results_put_table(folder, file[i].name, file[i].csv, request->byte_order_mark, &self->diagnostics);
    }
    return status;
}

/* In the format of the request, and as SVG for the page. */
static bool draw_charts(ent_comparison *self, const char *folder, const ent_manifest *manifest,
    const ent_job_request *request, const ent_job_host *host)
{
    int status = ent_job_draw_described(folder, manifest, request->format, request, host, &self->arena);

    if (status == ENT_OK && request->format != ENT_CHART_SVG) {
        status = ent_job_draw_described(folder, manifest, ENT_CHART_SVG, request, host, &self->arena);
    }
    return status == ENT_OK;
}

/* The page, from the tables that were written and the chart. */
static int write_page(
    ent_comparison *self, const ent_job_request *request, ent_folder *folder, const ent_manifest *manifest)
{
    ent_manifest whole = *manifest;
    ent_run_data data = {.charts = 0};
    ent_html page = {0};
    char *text = NULL;
    int status;

    whole.file = folder->file;
    whole.files = folder->files;
    status = ent_manifest_text(&whole, &text);
    status =
        status == ENT_OK ? ent_run_data_load(&data, folder->path, text, request->charts, &self->diagnostics) : status;
    status = status == ENT_OK ? ent_html_comparison(&page, &data) : status;
    if (status == ENT_OK) {
        status = ent_folder_write(folder, ENT_REPORT_COMPARISON, page.bytes, page.length, &self->diagnostics);
    }
    ent_run_data_free(&data);
    ent_html_free(&page);
    free(text);
    return status;
}

int ent_comparison_write(ent_comparison *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *name[FILES];
    const ent_own_folder own = own_folder(request, name);
    ent_folder folder = {0};
    ent_folder_lock lock;
    ent_manifest manifest;
    int status = describe(self, request, &manifest);

    if (status == ENT_OK) {
        status = ent_job_lock_own_folder(&lock, &own, host, &self->arena, &self->diagnostics);
    }
    if (status != ENT_OK) {
        return status;
    }
    status = ent_folder_open(&folder, request->out, id, &self->diagnostics);
    status = status == ENT_OK ? write_files(self, request, &folder) : status;
    if (status == ENT_OK && request->charts) {
        self->charts_drawn = draw_charts(self, folder.path, &manifest, request, host);
    }
    status = status == ENT_OK ? write_page(self, request, &folder, &manifest) : status;
    if (status == ENT_OK) {
        manifest.ended = time(NULL);
        self->folder = ent_arena_strdup(&self->arena, folder.path);
        status = self->folder != NULL ? ent_folder_finish(&folder, &manifest, &self->diagnostics) : ENT_ERR_NO_MEMORY;
    }
    ent_folder_free(&folder);
    ent_folder_lock_release(&lock, status == ENT_OK);
    return status;
}
