#include "jobs/fit/fit_folder.h"

#include "base/status.h"
#include "folder/datapackage.h"
#include "folder/folder.h"
#include "jobs/folder_lock.h"
#include "jobs/pages/draw_charts.h"
#include "jobs/results_folder.h"
#include "run/run.h"
#include "tables/tables.h"

#include <string.h>
#include <time.h>

static const char scenario_file[] = "fit.cfg";

enum { FILES = 6 };

/* name: [FILES], filled; the result borrows it. */
static ent_own_folder own_folder(const ent_fit *self, const ent_job_request *request, const char **name)
{
    name[0] = "manifest.json";
    name[1] = scenario_file;
    name[2] = ent_table_fit.file;
    name[3] = ent_table_fit_summary.file;
    name[4] = ent_table_fit_residuals.file;
    name[5] = ENT_DATAPACKAGE_FILE;
    return (ent_own_folder){.out = request->out, .id = self->id, .what = "a fit", .file = name, .files = FILES};
}

/* --- files ---------------------------------------------------------------------------------------------------------
 */

static int describe(ent_fit *self, const ent_job_request *request, ent_manifest *manifest)
{
    ent_manifest_hash *table = ent_arena_alloc(&self->arena, sizeof(*table));
    ent_manifest_name *variant = ent_arena_alloc(&self->arena, sizeof(*variant));

    if (table == NULL || variant == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    table->name = self->request->path;
    memcpy(table->sha256, self->sha256, sizeof(table->sha256));
    *variant = (ent_manifest_name){.name = "base", .label = "Fit"};
    *manifest = (ent_manifest){.program = "entente",
        .version = ENTENTE_VERSION,
        .scenario = self->id,
        .title = ent_arena_printf(&self->arena, "Fit of %s", self->id),
        .command = request->command_line,
        .table = table,
        .tables = 1,
        .variant = variant,
        .variants = 1,
        .started = time(NULL),
        .threads = 1,
        .ranks = 1,
        .host = ""};
    memcpy(manifest->sha256, self->sha256, sizeof(manifest->sha256));
    return manifest->title != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static int write_files(ent_fit *self, const ent_job_request *request, ent_folder *folder)
{
    const struct {
        const char *name;
        const ent_csv_writer *csv;
    } file[] = {{ent_table_fit.file, &self->table}, {ent_table_fit_summary.file, &self->summary_table},
        {ent_table_fit_residuals.file, &self->residuals_table}};
    int status = ENT_OK;

    for (size_t i = 0; i < sizeof(file) / sizeof(*file) && status == ENT_OK; i++) {
        status = ent_results_put_table(folder, file[i].name, file[i].csv, request->byte_order_mark, &self->diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_write(folder, scenario_file, self->scenario, strlen(self->scenario), &self->diagnostics);
    }
    return status;
}

int ent_fit_write(ent_fit *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *name[FILES];
    const ent_own_folder own = own_folder(self, request, name);
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
    status = ent_folder_open(&folder, request->out, self->id, &self->diagnostics);
    status = status == ENT_OK ? write_files(self, request, &folder) : status;
    if (status == ENT_OK && request->charts) {
        self->charts_drawn =
            ent_job_draw_described(folder.path, &manifest, request->format, request, host, &self->arena) == ENT_OK;
    }
    if (status == ENT_OK) {
        manifest.ended = time(NULL);
        self->folder = ent_arena_strdup(&self->arena, folder.path);
        status = self->folder != NULL ? ent_folder_finish(&folder, &manifest, &self->diagnostics) : ENT_ERR_NO_MEMORY;
    }
    ent_folder_free(&folder);
    ent_folder_lock_release(&lock, status == ENT_OK);
    return status;
}
