#include "jobs/fit/fit_folder.h"

#include "base/status.h"
#include "folder/datapackage.h"
#include "jobs/own_results.h"
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

int ent_fit_write(ent_fit *self, const ent_job_request *request, const ent_job_host *host)
{
    const char *name[FILES];
    const ent_own_table table[] = {{ent_table_fit.file, &self->table},
        {ent_table_fit_summary.file, &self->summary_table}, {ent_table_fit_residuals.file, &self->residuals_table}};
    const ent_own_results results = {.folder = own_folder(self, request, name),
        .table = table,
        .tables = sizeof(table) / sizeof(*table),
        .text_file = scenario_file,
        .text = self->scenario};
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
