#include "jobs/pages/live.h"

#include "base/inner_file.h"
#include "base/read_file.h"
#include "base/status.h"
#include "folder/foreign.h"
#include "folder/whole_file.h"

#include <errno.h>
#include <string.h>

static int fail(ent_diagnostics *diagnostics, const char *help, const char *path, const char *what, const char *reason)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, help, "%s %s%s", path, what, reason);
    return ENT_ERR_IO;
}

/* --- the template ------------------------------------------------------------------------------------------------- */

int ent_live_load(ent_live_template *self, const char *path, ent_arena *arena, ent_diagnostics *diagnostics)
{
    static const char *const wrong[] = {[ENT_LIVE_OTHER] = "is no page of entente",
        [ENT_LIVE_VERSION] = "is a page of another version than " ENTENTE_VERSION,
        [ENT_LIVE_DAMAGED] = "is damaged: it must have one list of scenarios"};
    static const char build[] = "`bash engine/page/build.sh` builds the page of this version";
    size_t length = 0;
    int status;
    const char *bytes = ent_read_file(path, arena, &length, &status);
    ent_live_kind kind;

    if (bytes == NULL) {
        return status == ENT_ERR_IO ? fail(diagnostics, build, path, "cannot be read: ", ent_inner_reason(errno))
                                    : status;
    }
    kind = ent_live_template_read(self, bytes, length);
    return kind == ENT_LIVE_FINE ? ENT_OK : fail(diagnostics, build, path, wrong[kind], "");
}

/* --- a page of its own -------------------------------------------------------------------------------------------- */

/* Refuses a name that belongs to anything but an earlier page. */
static int check_free(
    const char *path, const char *folder, const char *name, ent_arena *arena, ent_diagnostics *diagnostics)
{
    ent_inner_kind kind = ent_inner_kind_of(folder, name);
    size_t length = 0;
    int status = ENT_OK;
    const char *bytes;

    if (kind == ENT_INNER_MISSING) {
        return ENT_OK;
    }
    bytes = kind == ENT_INNER_FILE ? ent_inner_read(folder, name, arena, &length, &status) : NULL;
    if (status == ENT_ERR_NO_MEMORY) {
        return status;
    }
    return bytes != NULL && ent_live_is_page(bytes, length)
               ? ENT_OK
               : fail(diagnostics, "move it away, or choose another name with --out", path,
                     "is there already and is no page of entente; nothing was changed", "");
}

int ent_live_save(const char *path, const ent_live_template *template, const ent_live_scenario *scenario,
    size_t scenarios, size_t *bytes, ent_diagnostics *diagnostics)
{
    ent_arena arena = {0};
    ent_html page = {0};
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *folder = slash == NULL   ? "."
                         : slash == path ? "/"
                                         : ent_arena_strndup(&arena, path, (size_t) (slash - path));
    int status = folder != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK && *name == '\0') {
        status = fail(diagnostics, "name a file, as in --out " ENT_LIVE_PAGE, path, "is the name of a folder", "");
    }
    if (status == ENT_OK) {
        status = check_free(path, folder, name, &arena, diagnostics);
    }
    if (status == ENT_OK) {
        ent_live_page(&page, template, scenario, scenarios);
        status = page.status;
    }
    if (status == ENT_OK) {
        status = ent_whole_file_write(folder, name, page.bytes, page.length, false, diagnostics);
    }
    *bytes = page.length;
    ent_html_free(&page);
    ent_arena_free(&arena);
    return status;
}

/* --- the page of a run -------------------------------------------------------------------------------------------- */

int ent_live_check(const ent_experiment *experiment, const ent_job_request *request, ent_diagnostics *diagnostics)
{
    ent_arena arena = {0};
    ent_live_scenario scenario;
    int status = request->live == NULL
                     ? ENT_OK
                     : ent_live_scenario_of(&scenario, experiment->id, &experiment->item[0]->tree, &arena, diagnostics);

    ent_arena_free(&arena);
    return status == ENT_ERR_ARGUMENT ? ENT_ERR_IO : status;
}

int ent_live_write(
    ent_folder *folder, const ent_experiment *experiment, const ent_job_request *request, ent_diagnostics *diagnostics)
{
    ent_live_scenario scenario;
    ent_html page = {0};
    int status;

    if (request->live == NULL) {
        return ENT_OK;
    }
    status = ent_live_scenario_of(&scenario, experiment->id, &experiment->item[0]->tree, &folder->arena, diagnostics);
    if (status == ENT_OK) {
        scenario.set = request->set;
        scenario.sets = request->sets;
        ent_live_page(&page, request->live, &scenario, 1);
        status = page.status;
    }
    if (status == ENT_OK) {
        status = ent_folder_write(folder, ENT_LIVE_FILE, page.bytes, page.length, diagnostics);
    }
    ent_html_free(&page);
    return status == ENT_ERR_ARGUMENT ? ENT_ERR_IO : status;
}

int ent_live_rewrite(const char *folder, const ent_job_request *request, ent_diagnostics *diagnostics)
{
    ent_arena arena = {0};
    ent_html page = {0};
    const char *earlier = NULL;
    size_t length = 0;
    int status = ENT_OK;

    if (request->live != NULL && ent_folder_lists(folder, ENT_LIVE_FILE, &arena) &&
        ent_inner_kind_of(folder, ENT_LIVE_FILE) == ENT_INNER_FILE) {
        earlier = ent_inner_read(folder, ENT_LIVE_FILE, &arena, &length, &status);
        status = status == ENT_ERR_IO ? ent_file_failure(diagnostics, "read", folder, ENT_LIVE_FILE) : status;
    }
    if (earlier != NULL && ent_live_page_again(&page, request->live, earlier, length)) {
        status = page.status == ENT_OK ? ent_folder_replace(folder, ENT_LIVE_FILE, page.bytes, page.length, diagnostics)
                                       : page.status;
    }
    ent_html_free(&page);
    ent_arena_free(&arena);
    return status;
}
