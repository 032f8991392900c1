#include "jobs/compare/comparison_folder.h"

#include "base/status.h"
#include "folder/datapackage.h"
#include "jobs/own_results.h"
#include "report/report.h"
#include "run/run.h"
#include "tables/tables.h"

#include <string.h>
#include <time.h>

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

/* --- the manifest ------------------------------------------------------------------------------------------------- */

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

/* --- files -------------------------------------------------------------------------------------------------------- */

static int put_page(ent_html *out, ent_run_data *data, const void *notes)
{
    (void) notes;
    return ent_html_comparison(out, data);
}

int ent_comparison_write(ent_comparison *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *name[FILES];
    const ent_own_table table[] = {{ent_table_compare.file, &self->table}, {ent_table_robust.file, &self->robust_table},
        {ent_table_compare_settings.file, &self->settings_table}};
    const ent_own_results results = {.folder = own_folder(request, name),
        .table = table,
        .tables = sizeof(table) / sizeof(*table),
        .page = ENT_REPORT_COMPARISON,
        .put_page = put_page};
    ent_own_written written = {.folder = NULL};
    ent_manifest manifest;
    int status = describe(self, request, &manifest);

    if (status == ENT_OK) {
        status = ent_own_results_write(&results, &manifest, request, host, &self->arena, &self->diagnostics, &written);
    }
    self->folder = written.folder;
    self->charts_drawn = written.charts_drawn;
    return status;
}
