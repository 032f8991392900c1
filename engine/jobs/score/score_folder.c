#include "jobs/score/score_folder.h"

#include "base/status.h"
#include "folder/datapackage.h"
#include "jobs/own_results.h"
#include "report/report.h"
#include "run/run.h"
#include "tables/tables.h"

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

static int put_page(ent_html *out, ent_run_data *data, const void *notes)
{
    return ent_html_score(out, data, notes);
}

int ent_score_write(ent_score *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *name[FILES];
    const ent_own_table written_table[TABLES] = {{table[0]->file, &self->score_table},
        {table[1]->file, &self->summary_table}, {table[2]->file, self->forecasts > 0 ? &self->forecasts_table : NULL},
        {table[3]->file, &self->reliability_table}, {table[4]->file, &self->survival_table}};
    ent_score_notes notes;
    const ent_own_results results = {.folder = own_folder(request, name),
        .table = written_table,
        .tables = TABLES,
        .page = ENT_REPORT_SCORE,
        .put_page = put_page,
        .notes = &notes};
    ent_own_written written = {.folder = NULL};
    ent_manifest manifest;
    int status = describe(self, request, &manifest);

    status = status == ENT_OK ? collect_notes(self, &notes) : status;
    if (status == ENT_OK) {
        status = ent_own_results_write(&results, &manifest, request, host, &self->arena, &self->diagnostics, &written);
    }
    self->folder = written.folder;
    self->charts_drawn = written.charts_drawn;
    return status;
}
