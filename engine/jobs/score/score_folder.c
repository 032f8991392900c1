#include "jobs/score/score_folder.h"

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

enum { TABLES = 5, FILES = TABLES + 3 };

static const char id[] = "score"; /* of the folder in OUT */
static const ent_table *const table[TABLES] = {&ent_table_score, &ent_table_score_summary, &ent_table_score_forecasts,
    &ent_table_score_reliability, &ent_table_score_survival};

/* name: [FILES], filled; the result borrows it. */
static ent_own_folder own_folder(const ent_job_request *request, const char **name)
{
    name[TABLES] = "manifest.json";
    name[TABLES + 1] = ENT_REPORT_SCORE;
    name[TABLES + 2] = ENT_DATAPACKAGE_FILE;
    for (size_t t = 0; t < TABLES; t++) {
        name[t] = table[t]->file;
    }
    return (ent_own_folder){.out = request->out, .id = id, .what = "a score", .file = name, .files = FILES};
}

int ent_score_check_folder(ent_score *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *name[FILES];
    const ent_own_folder own = own_folder(request, name);

    return ent_job_check_own_folder(&own, host, &self->arena, &self->diagnostics);
}

/* --- the manifest ------------------------------------------------------------------------------------------------- */

static const ent_tree *tree_of(const ent_score_case *one)
{
    return &one->file->experiment->item[0]->tree;
}

static bool is_listed(const ent_manifest_hash *hash, size_t count, const char *path)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(hash[i].name, path) == 0) {
            return true;
        }
    }
    return false;
}

/* The files of the cases and their hashes, each once; scenario files, or tables of them. */
static const ent_manifest_hash *hash_files(ent_score *self, bool tables, size_t *files)
{
    size_t most = 0;
    ent_manifest_hash *made;

    for (size_t i = 0; i < self->cases; i++) {
        most += tables ? tree_of(&self->one[i])->tables.count : tree_of(&self->one[i])->files.count;
    }
    made = ent_arena_array(&self->arena, most + 1, sizeof(*made));
    *files = 0;
    for (size_t i = 0; made != NULL && i < self->cases; i++) {
        const ent_tree_files *list = tables ? &tree_of(&self->one[i])->tables : &tree_of(&self->one[i])->files;
        for (size_t k = 0; k < list->count; k++) {
            if (!is_listed(made, *files, list->item[k]->path)) {
                made[*files].name = list->item[k]->path;
                ent_sha256(list->item[k]->bytes, list->item[k]->length, made[(*files)++].sha256);
            }
        }
    }
    return made;
}

/* A set stands where a run has a variant. */
static int describe(ent_score *self, const ent_job_request *request, ent_manifest *manifest)
{
    const ent_run_options run = {.threads = request->threads};
    ent_manifest_name *name = ent_arena_array(&self->arena, self->sets, sizeof(*name));

    for (size_t s = 0; name != NULL && s < self->sets; s++) {
        name[s] = (ent_manifest_name){.name = self->set[s].name, .label = self->set[s].name};
    }
    *manifest = (ent_manifest){.program = "entente",
        .version = ENTENTE_VERSION,
        .scenario = id,
        .title = "Score",
        .command = request->command_line,
        .seed = self->seed,
        .worlds = self->worlds,
        .replications = self->replications,
        .variant = name,
        .variants = self->sets,
        .started = time(NULL),
        .threads = ent_run_threads(&run),
        .ranks = 1,
        .host = ""};
    manifest->base = hash_files(self, false, &manifest->bases);
    manifest->table = hash_files(self, true, &manifest->tables);
    if (name == NULL || manifest->base == NULL || manifest->table == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(manifest->sha256, manifest->base[0].sha256, sizeof(manifest->sha256));
    return ENT_OK;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static int write_files(ent_score *self, const ent_job_request *request, ent_folder *folder)
{
    const ent_csv_writer *csv[TABLES] = {&self->score_table, &self->summary_table, &self->forecasts_table,
        &self->reliability_table, &self->survival_table};
    int status = ENT_OK;

    for (size_t t = 0; t < TABLES && status == ENT_OK; t++) {
        if (csv[t] != &self->forecasts_table || self->forecasts > 0) {
            status =
                ent_results_put_table(folder, table[t]->file, csv[t], request->byte_order_mark, &self->diagnostics);
        }
    }
    return status;
}

/* In the format of the request, and as SVG for the page. */
static bool draw_charts(ent_score *self, const char *folder, const ent_manifest *manifest,
    const ent_job_request *request, const ent_job_host *host)
{
    int status = ent_job_draw_described(folder, manifest, request->format, request, host, &self->arena);

    if (status == ENT_OK && request->format != ENT_CHART_SVG) {
        status = ent_job_draw_described(folder, manifest, ENT_CHART_SVG, request, host, &self->arena);
    }
    return status == ENT_OK;
}

/* What only the score knows, for its page. */
static int collect_notes(ent_score *self, ent_score_notes *notes)
{
    size_t most = self->diagnostics.count + self->sets;
    const char **text = ent_arena_array(&self->arena, most + 1, sizeof(*text));
    const char **verdict = ent_arena_array(&self->arena, self->sets, sizeof(*verdict));

    *notes = (ent_score_notes){.verdict = verdict, .verdicts = self->sets, .warning = text};
    for (size_t s = 0; verdict != NULL && s < self->sets; s++) {
        verdict[s] = self->set[s].verdict;
    }
    for (size_t i = 0; text != NULL && i < self->diagnostics.count; i++) {
        if (self->diagnostics.item[i].severity == ENT_SEVERITY_WARNING) {
            text[notes->warnings++] = self->diagnostics.item[i].text;
        }
    }
    return text != NULL && verdict != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* The page, from the tables that were written and the charts. */
static int write_page(ent_score *self, const ent_job_request *request, ent_folder *folder, const ent_manifest *manifest)
{
    ent_manifest whole = *manifest;
    ent_run_data data = {.charts = 0};
    ent_score_notes notes;
    ent_html page = {0};
    char *text = NULL;
    int status = collect_notes(self, &notes);

    whole.file = folder->file;
    whole.files = folder->files;
    status = status == ENT_OK ? ent_manifest_text(&whole, &text) : status;
    status =
        status == ENT_OK ? ent_run_data_load(&data, folder->path, text, request->charts, &self->diagnostics) : status;
    status = status == ENT_OK ? ent_html_score(&page, &data, &notes) : status;
    if (status == ENT_OK) {
        status = ent_folder_write(folder, ENT_REPORT_SCORE, page.bytes, page.length, &self->diagnostics);
    }
    ent_run_data_free(&data);
    ent_html_free(&page);
    free(text);
    return status;
}

int ent_score_write(ent_score *self, const ent_job_request *request, const ent_job_host *host)
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
