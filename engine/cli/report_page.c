#include "cli/report_page.h"

#include "base/read_file.h"
#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"
#include "cli/report.h"
#include "report/report.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Says which page was written: a line, or an object of the JSON answer. */
static void say_page(const char *kind, const char *folder, const char *file, const ent_options *options)
{
    if (ent_answer_wanted()) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "folder", folder);
        cJSON_AddStringToObject(json, kind, file);
        ent_answer_result(json);
    } else if (!options->quiet) {
        printf("%s: %s/%s\n", kind, folder, file);
    }
}

int ent_keep_scenario(ent_folder *folder, const ent_tree *tree, ent_diagnostics *diagnostics)
{
    int status = ENT_OK;

    for (size_t i = 0; i < tree->files && status == ENT_OK; i++) {
        const char *name = ent_run_data_scenario_file(i, &folder->arena);
        status = name == NULL
                     ? ENT_ERR_NO_MEMORY
                     : ent_folder_write(folder, name, tree->file[i]->bytes, tree->file[i]->length, diagnostics);
    }
    return status;
}

/* The page from what is in a folder and a manifest's text (NULL: the folder's own). The caller frees it. */
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

int ent_write_page(ent_folder *folder, const ent_manifest *manifest, const ent_options *options, ent_arena *arena,
    ent_diagnostics *diagnostics)
{
    ent_manifest whole = *manifest;
    ent_html page = {0};
    char *text = NULL;
    int status;

    if (options->charts && options->format != ENT_CHART_SVG) {
        (void) ent_draw_described(
            folder->path, manifest, ENT_CHART_SVG, arena); /* what is missing is shown as a table */
    }
    whole.file = folder->file;
    whole.files = folder->files;
    status = ent_manifest_text(&whole, &text);
    if (status == ENT_OK) {
        status = make_page(&page, folder->path, text, options->charts, diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_write(folder, ENT_REPORT_FILE, page.bytes, page.length, diagnostics);
    }
    free(text);
    ent_html_free(&page);
    return status;
}

/* --- the index ---------------------------------------------------------------------------------------------------- */

/* Folders in which there is a manifest. */
typedef struct runs {
    const char **path;
    size_t count;
} runs;

static int find_runs(runs *self, const char *folder, ent_arena *arena)
{
    struct dirent **entry = NULL;
    int entries = scandir(folder, &entry, NULL, alphasort);

    self->count = 0;
    self->path = ent_arena_array(arena, entries > 0 ? (size_t) entries : 1, sizeof(*self->path));
    for (int i = 0; i < entries; i++) {
        const char *path = ent_arena_printf(arena, "%s/%s", folder, entry[i]->d_name);
        const char *manifest = ent_arena_printf(arena, "%s/%s/manifest.json", folder, entry[i]->d_name);
        struct stat about;
        if (self->path != NULL && path != NULL && manifest != NULL && entry[i]->d_name[0] != '.' &&
            stat(manifest, &about) == 0) {
            self->path[self->count++] = path;
        }
        free(entry[i]);
    }
    free((void *) entry);
    return self->path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Whether index.html may be written: it is not there, or it is ours. `*there` says which. */
static bool is_free(const char *folder, ent_arena *arena, bool *there)
{
    const char *path = ent_arena_printf(arena, "%s/" ENT_REPORT_INDEX, folder);
    size_t length = 0;
    int status = ENT_OK;
    const char *text = path != NULL ? ent_read_file(path, arena, &length, &status) : NULL;

    *there = text != NULL;
    return text == NULL || ent_html_is_index(text);
}

/* Only runs of this program that can be read, and that have a report, are in the index. */
static int make_index(ent_html *page, const runs *found, ent_arena *arena)
{
    ent_run_data *digest = ent_arena_array(arena, found->count + 1, sizeof(*digest));
    size_t count = 0;
    int status = digest != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (size_t i = 0; i < found->count && status == ENT_OK; i++) {
        ent_diagnostics unread = {0};
        const char *report = ent_arena_printf(arena, "%s/" ENT_REPORT_FILE, found->path[i]);
        struct stat about;
        int loaded = ent_run_data_load(&digest[count], found->path[i], NULL, false, &unread);
        if (loaded == ENT_OK && report != NULL && stat(report, &about) == 0) {
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

static int put_index(const char *folder, const ent_html *page, ent_diagnostics *diagnostics)
{
    ent_folder target;
    int status = ent_folder_name(&target, folder);

    if (status == ENT_OK) {
        status = ent_folder_write(&target, ENT_REPORT_INDEX, page->bytes, page->length, diagnostics);
    }
    ent_folder_free(&target);
    return status;
}

int ent_write_index(const char *folder, bool wanted, const ent_options *options)
{
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_html page = {0};
    runs found;
    bool there;
    bool ours = is_free(folder, &arena, &there);
    int status = find_runs(&found, folder, &arena);

    if (status == ENT_OK && ours && (wanted || there || found.count > 1)) {
        status = make_index(&page, &found, &arena);
        status = status == ENT_OK ? put_index(folder, &page, &diagnostics) : status;
        if (status == ENT_OK && options->entry->run == ent_command_report) {
            say_page("index", folder, ENT_REPORT_INDEX, options);
        } else if (status == ENT_OK && !ent_answer_wanted() && !options->quiet) {
            printf("index: %s/" ENT_REPORT_INDEX "\n", folder);
        }
    } else if (status == ENT_OK && !ours && wanted) {
        ent_complain("%s/" ENT_REPORT_INDEX " was not written by entente and is left as it is", folder);
    }
    ent_print_diagnostics(&diagnostics, options->quiet);
    ent_diagnostics_free(&diagnostics);
    ent_html_free(&page);
    ent_arena_free(&arena);
    return status;
}

/* --- entente report ----------------------------------------------------------------------------------------------- */

static int report_folder(const char *folder, const ent_options *options)
{
    ent_diagnostics diagnostics = {0};
    ent_folder target = {0};
    ent_html page = {0};
    int status = ENT_OK;

    if (options->charts) {
        status = ent_draw_charts(folder, ENT_CHART_SVG);
        status = status == ENT_ERR_CHART ? ENT_OK : status;
    }
    if (status == ENT_OK) {
        status = make_page(&page, folder, NULL, options->charts, &diagnostics);
    }
    if (status == ENT_OK) {
        status = ent_folder_name(&target, folder);
    }
    if (status == ENT_OK) {
        status = ent_folder_replace(&target, ENT_REPORT_FILE, page.bytes, page.length, &diagnostics);
    }
    if (status == ENT_OK) {
        say_page("report", folder, ENT_REPORT_FILE, options);
    }
    ent_print_diagnostics(&diagnostics, options->quiet);
    ent_diagnostics_free(&diagnostics);
    ent_folder_free(&target);
    ent_html_free(&page);
    return status;
}

static bool is_run(const char *folder, ent_arena *arena)
{
    const char *manifest = ent_arena_printf(arena, "%s/manifest.json", folder);
    struct stat about;

    return manifest != NULL && stat(manifest, &about) == 0;
}

/* The run in a folder, or else all runs in the folders below it, with an index. */
static int report_operand(const char *operand, const ent_options *options)
{
    ent_arena arena = {0};
    const char *manifest = ent_arena_printf(&arena, "%s/manifest.json", operand);
    runs found;
    struct stat about;
    int status = manifest != NULL ? find_runs(&found, operand, &arena) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && (stat(manifest, &about) == 0 || found.count == 0)) {
        status = report_folder(operand, options);
    } else if (status == ENT_OK) {
        for (size_t i = 0; i < found.count && status == ENT_OK; i++) {
            status = report_folder(found.path[i], options);
        }
        status = status == ENT_OK ? ent_write_index(operand, true, options) : status;
    }
    ent_arena_free(&arena);
    return status;
}

/* "results/mine/" as "results/mine". */
static char *without_slash(const char *operand, ent_arena *arena)
{
    size_t length = strlen(operand);

    while (length > 1 && operand[length - 1] == '/') {
        length--;
    }
    return ent_arena_strndup(arena, operand, length);
}

int ent_command_report(const ent_options *options)
{
    ent_arena arena = {0};
    int status = ENT_EXIT_OK;

    for (size_t i = 0; i < options->operands; i++) {
        const char *operand = without_slash(options->operand[i], &arena);
        int written = operand != NULL ? report_operand(operand, options) : ENT_ERR_NO_MEMORY;
        status = written == ENT_OK ? status : ENT_EXIT_FAILED;
    }
    if (status == ENT_EXIT_OK && is_run(options->operand[0], &arena)) {
        ent_say_next(options, "entente plot %s --format png", options->operand[0]);
    }
    ent_arena_free(&arena);
    return status;
}
