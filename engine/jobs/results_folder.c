#include "jobs/results_folder.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "folder/datapackage.h"
#include "folder/folder.h"
#include "folder/foreign.h"
#include "jobs/folder_lock.h"
#include "jobs/pages/draw_charts.h"
#include "jobs/pages/live.h"
#include "jobs/pages/page.h"
#include "run/ranks/ranks.h"
#include "run/run.h"

#include <string.h>
#include <unistd.h>

/* --- the manifest ------------------------------------------------------------------------------------------------- */

/* Names and hashes of the files of a list from the `first` on; NULL when memory is out. */
static const ent_manifest_hash *hash_files(const ent_tree_files *files, size_t first, ent_arena *arena)
{
    ent_manifest_hash *made = ent_arena_array(arena, files->count, sizeof(*made));

    for (size_t i = first; made != NULL && i < files->count; i++) {
        made[i - first].name = files->item[i]->path;
        ent_sha256(files->item[i]->bytes, files->item[i]->length, made[i - first].sha256);
    }
    return made;
}

/* Hashes of the scenario, its bases and their tables. */
static int hash_inputs(ent_results *self, ent_manifest *manifest)
{
    const ent_tree *tree = &self->experiment->item[0]->tree;
    const ent_tree_file *scenario = tree->files.item[0];

    ent_sha256(scenario->bytes, scenario->length, manifest->sha256);
    manifest->base = hash_files(&tree->files, 1, &self->arena);
    manifest->bases = tree->files.count - 1;
    manifest->table = hash_files(&tree->tables, 0, &self->arena);
    manifest->tables = tree->tables.count;
    return manifest->base != NULL && manifest->table != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static int describe_changes(ent_results *self, ent_manifest *manifest)
{
    const ent_experiment *experiment = self->experiment;
    ent_manifest_change *made;
    size_t most = 0;

    for (size_t v = 0; v < experiment->count; v++) {
        most += experiment->item[v]->changes.count;
    }
    made = ent_arena_array(&self->arena, most, sizeof(*made));
    manifest->change = made;
    for (size_t v = 0; made != NULL && v < experiment->count; v++) {
        const ent_changes *changes = &experiment->item[v]->changes;
        for (size_t i = 0; i < changes->count; i++) {
            made[manifest->changes++] = (ent_manifest_change){.variant = experiment->item[v]->id,
                .path = changes->item[i].path,
                .before = changes->item[i].before,
                .after = changes->item[i].after};
        }
    }
    return made != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static int describe_run(
    ent_results *self, const ent_job_request *request, ent_manifest *manifest, char *host_name, size_t room)
{
    ent_run_options run = {.threads = request->threads};
    int status;

    *manifest = (ent_manifest){.program = "entente",
        .version = ENTENTE_VERSION,
        .command = request->command_line,
        .set = request->set,
        .sets = request->sets,
        .started = self->started,
        .wall_seconds = self->wall,
        .cpu_seconds = self->cpu,
        .threads = ent_run_threads(&run),
        .ranks = ent_ranks_count(),
        .host = host_name};
    if (gethostname(host_name, room - 1) != 0) {
        host_name[0] = '\0';
    }
    status = ent_manifest_describe(manifest, &self->experiment->item[0]->scenario, &self->arena);
    status = status == ENT_OK ? describe_changes(self, manifest) : status;
    return status == ENT_OK ? hash_inputs(self, manifest) : status;
}

/* The title of a stopped run, and so that of its charts, states that its tables are partial. */
static int describe_stop(ent_results *self, ent_manifest *manifest)
{
    manifest->counted = self->counted;
    manifest->wanted = manifest->worlds * manifest->replications * self->experiment->count;
    manifest->variants = self->shown;
    manifest->title = ent_arena_printf(&self->arena, "PARTIAL, stopped at %.0f%%: %s",
        100.0 * (double) manifest->counted / (double) manifest->wanted, manifest->title);
    return manifest->title != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* --- the folder --------------------------------------------------------------------------------------------------- */

/* Charts and page come before the manifest, so that a folder with a manifest is complete. */
static int finish_folder(ent_results *self, const ent_job_request *request, const ent_job_host *host,
    ent_folder *folder, ent_manifest *manifest)
{
    int status;

    self->folder = ent_arena_strdup(&self->arena, folder->path);
    if (self->folder == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (request->charts && !self->stopped) {
        self->charts_drawn =
            ent_job_draw_described(self->folder, manifest, request->format, request, host, &self->arena) == ENT_OK;
    }
    status = ent_page_keep_scenario(folder, &self->experiment->item[0]->tree, &self->diagnostics);
    if (status == ENT_OK && !self->stopped) {
        status = ent_live_write(folder, self->experiment, request, &self->diagnostics); /* the page links it */
    }
    if (status == ENT_OK && !self->stopped) {
        status = ent_page_write(folder, manifest, request, host, &self->arena, &self->diagnostics);
    }
    if (status == ENT_ERR_CHART) {
        self->charts_drawn = false; /* those of the page are missing */
        status = ENT_OK;
    }
    manifest->ended = time(NULL);
    return status == ENT_OK ? ent_folder_finish(folder, manifest, &self->diagnostics) : status;
}

/* The names under which results are written; the last one where the request asks for that page. */
static const char *const own_name[] = {
    "manifest.json", ENT_DATAPACKAGE_FILE, ENT_REPORT_FILE, "scenario.cfg", ENT_LIVE_FILE};

enum { OWN_NAMES = sizeof(own_name) / sizeof(*own_name) };

static int refuse(ent_results *self, const char *help, const char *folder, const char *what)
{
    ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, help,
        "%s%s, and results would replace it; nothing was changed", folder, what);
    return ENT_ERR_IO;
}

/* Sets the names of the files that results are written to; NULL where memory is out. */
static const char *const *result_names(ent_results *self, bool live, size_t *names)
{
    const ent_tree *tree = &self->experiment->item[0]->tree;
    size_t most = OWN_NAMES + ENT_TABLES_COUNT + tree->files.count + tree->tables.count;
    const char **name = ent_arena_array(&self->arena, most, sizeof(*name));
    bool whole = name != NULL;

    *names = 0;
    for (size_t i = 0; whole && i < (live ? OWN_NAMES : OWN_NAMES - 1); i++) {
        name[(*names)++] = own_name[i];
    }
    for (size_t t = 0; whole && t < ENT_TABLES_COUNT; t++) {
        name[(*names)++] = ent_tables[t]->file;
    }
    for (size_t i = 1; whole && i < tree->files.count; i++) {
        name[*names] = ent_run_data_scenario_file(i, &self->arena);
        whole = name[(*names)++] != NULL;
    }
    for (size_t i = 0; whole && i < tree->tables.count; i++) {
        name[*names] = ent_run_data_table_file(i, &self->arena);
        whole = name[(*names)++] != NULL;
    }
    return whole ? name : NULL;
}

/* Refuses a folder that is a link, one with a file of such a name that is not this program's own, and one that holds a
 * comparison. */
static int check_foreign(ent_results *self, const ent_job_request *request, const char *folder)
{
    size_t names = 0;
    const char *const *name = result_names(self, request->live != NULL, &names);
    const char *foreign;
    const char *what;

    if (name == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (ent_inner_kind_of(request->out, self->experiment->id) != ENT_INNER_FOLDER) {
        return refuse(self, "choose another folder with --out", folder, " is a link to a folder");
    }
    if (ent_folder_lists(folder, ent_table_compare.file, &self->arena)) {
        return refuse(self, "choose another folder with --out", folder, " holds a comparison");
    }
    if (ent_folder_lists(folder, ent_table_score.file, &self->arena)) {
        return refuse(self, "choose another folder with --out", folder, " holds a score");
    }
    foreign = ent_folder_foreign(folder, name, names, &self->arena);
    if (foreign == NULL) {
        return ENT_OK;
    }
    what = ent_arena_printf(&self->arena, "/%s was not written by this program or has been changed since", foreign);
    return what != NULL ? refuse(self, "move the file away, or choose another folder with --out", folder, what)
                        : ENT_ERR_NO_MEMORY;
}

/* Takes the lock of OUT/ID, and refuses a foreign folder. lock: to be released only after ENT_OK. */
static int lock_folder(
    ent_results *self, const ent_job_request *request, const ent_job_host *host, ent_folder_lock *lock)
{
    const char *folder = ent_job_folder(request, self->experiment, &self->arena);
    int status = folder != NULL ? ent_job_lock_folder(lock, folder, host, &self->diagnostics) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = check_foreign(self, request, folder);
        if (status != ENT_OK) {
            ent_folder_lock_release(lock, !lock->existed);
        }
    }
    return status;
}

int ent_results_check_folder(ent_results *self, const ent_job_request *request, const ent_job_host *host)
{
    ent_folder_lock lock;
    int status = lock_folder(self, request, host, &lock);

    if (status == ENT_OK) {
        ent_folder_lock_release(&lock, !lock.existed);
        status = ent_live_check(self->experiment, request, &self->diagnostics);
    }
    return status;
}

/* Removes OUT/ID/partial, which an earlier run that was stopped may have left. */
static void remove_partial(ent_results *self, const ent_job_request *request)
{
    const char *folder = ent_job_folder(request, self->experiment, &self->arena);

    if (folder != NULL) {
        ent_folder_remove(folder, "partial");
    }
}

static int open_folder(ent_results *self, const ent_job_request *request, ent_folder *folder, ent_manifest *manifest)
{
    const char *parent = ent_job_folder(request, self->experiment, &self->arena);

    if (!self->stopped) {
        return ent_folder_open(folder, request->out, self->experiment->id, &self->diagnostics);
    }
    if (parent == NULL || describe_stop(self, manifest) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_folder_open(folder, parent, "partial", &self->diagnostics);
}

int ent_results_put_table(
    ent_folder *folder, const char *name, const ent_csv_writer *csv, bool mark, ent_diagnostics *diagnostics)
{
    static const char bytes[] = "\xEF\xBB\xBF";
    const size_t more = sizeof(bytes) - 1;
    char *marked;

    if (!mark) {
        return ent_folder_write(folder, name, csv->bytes, csv->length, diagnostics);
    }
    marked = ent_arena_alloc(&folder->arena, csv->length + more);
    if (marked == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(marked, bytes, more);
    memcpy(marked + more, csv->bytes, csv->length);
    return ent_folder_write(folder, name, marked, csv->length + more, diagnostics);
}

static int write_tables(
    ent_results *self, const ent_job_request *request, const ent_job_host *host, ent_manifest *manifest)
{
    ent_folder folder = {0};
    int status = open_folder(self, request, &folder, manifest);

    folder.passing = request->temporary;
    for (size_t t = 0; t < ENT_TABLES_COUNT && status == ENT_OK; t++) {
        if (self->table[t].length > 0) { /* a table that is written has column names */
            status = ent_results_put_table(
                &folder, ent_tables[t]->file, &self->table[t], request->byte_order_mark, &self->diagnostics);
        }
    }
    if (status == ENT_OK) {
        status = finish_folder(self, request, host, &folder, manifest);
    }
    ent_folder_free(&folder);
    if (status == ENT_OK && !self->stopped) {
        remove_partial(self, request);
    }
    return status;
}

int ent_results_write(ent_results *self, const ent_job_request *request, const ent_job_host *host)
{
    ent_folder_lock lock;
    ent_manifest manifest;
    char host_name[256] = "";
    int status = describe_run(self, request, &manifest, host_name, sizeof(host_name));

    if (status == ENT_OK) {
        status = lock_folder(self, request, host, &lock);
        if (status == ENT_OK) {
            status = write_tables(self, request, host, &manifest);
            ent_folder_lock_release(&lock, status == ENT_OK);
        }
    }
    return status;
}

static int put_file(ent_results *self, const ent_job_request *request, ent_folder *folder, const ent_result_file *file)
{
    if (file->csv != NULL) {
        return ent_results_put_table(folder, file->name, file->csv, request->byte_order_mark, &self->diagnostics);
    }
    return file->bytes != NULL ? ent_folder_write(folder, file->name, file->bytes, file->length, &self->diagnostics)
                               : ent_folder_drop(folder, file->name, &self->diagnostics);
}

/* Refuses a folder in which a file to be written is not as this program left it, and keeps such a file where it would
 * be removed: *keeps [files] is set for each. */
static int check_owners(
    ent_results *self, const ent_job_request *request, const ent_result_file *file, size_t files, const bool **keeps)
{
    const char *folder = ent_job_folder(request, self->experiment, &self->arena);
    bool *made = ent_arena_array(&self->arena, files + 1, sizeof(*made));

    if (folder == NULL || made == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < files; i++) {
        ent_file_owner owner = ent_folder_file_owner(folder, file[i].name, &self->arena);
        if (owner == ENT_FILE_MISSING || owner == ENT_FILE_OWN) {
            continue;
        }
        if (file[i].csv != NULL || file[i].bytes != NULL) {
            ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
                "move the file away, or choose another folder with --out",
                "%s/%s was not written by this program or has been changed since, and results would replace it; "
                "nothing was changed",
                folder, file[i].name);
            return ENT_ERR_IO;
        }
        made[i] = true;
    }
    *keeps = made;
    return ENT_OK;
}

static int add_files(ent_results *self, const ent_job_request *request, const ent_job_host *host,
    ent_manifest *manifest, const ent_result_file *file, size_t files)
{
    ent_folder folder = {0};
    const bool *keeps = NULL;
    int status = check_owners(self, request, file, files, &keeps);

    if (status == ENT_OK) {
        status = ent_folder_extend(&folder, request->out, self->experiment->id, manifest, &self->diagnostics);
    }
    for (size_t i = 0; i < files && status == ENT_OK; i++) {
        status = keeps[i] ? ENT_OK : put_file(self, request, &folder, &file[i]);
    }
    if (status == ENT_OK) {
        status = finish_folder(self, request, host, &folder, manifest);
    }
    ent_folder_free(&folder);
    return status;
}

int ent_results_add_files(ent_results *self, const ent_job_request *request, const ent_job_host *host,
    const ent_result_file *file, size_t files)
{
    ent_folder_lock lock;
    ent_manifest manifest;
    char host_name[256] = "";
    int status = describe_run(self, request, &manifest, host_name, sizeof(host_name));

    if (status == ENT_OK) {
        status = lock_folder(self, request, host, &lock);
        if (status == ENT_OK) {
            status = add_files(self, request, host, &manifest, file, files);
            ent_folder_lock_release(&lock, status == ENT_OK);
        }
    }
    return status;
}

bool ent_results_are_written(ent_results *self, const ent_job_request *request)
{
    ent_manifest manifest;
    char host_name[256] = "";

    return describe_run(self, request, &manifest, host_name, sizeof(host_name)) == ENT_OK &&
           ent_folder_holds(request->out, self->experiment->id, &manifest, ent_table_outcomes.file, &self->arena);
}
