#include "cli/commands/page_template.h"

#include "base/status.h"
#include "cli/console.h"
#include "cli/install_paths.h"
#include "jobs/pages/live.h"

int ent_read_page_template(const ent_options *options, ent_live_template *template, ent_arena *arena)
{
    ent_diagnostics diagnostics = {0};
    const char *looked = "";
    const char *path = options->page != NULL ? options->page : ent_page_template(&looked, arena);
    int status;

    if (path == NULL) {
        ent_complain(
            "there is no page to put a scenario in; looked for: %s. `bash engine/page/build.sh` builds it in a "
            "copy of the sources, and --page FILE names one that lies elsewhere",
            looked);
        return ENT_EXIT_FAILED;
    }
    status = ent_live_load(template, path, arena, &diagnostics);
    ent_print_diagnostics(&diagnostics, options->quiet);
    ent_diagnostics_free(&diagnostics);
    return ent_exit_status(status);
}

int ent_find_page_template(const ent_options *options, const ent_live_template **found, ent_arena *arena)
{
    ent_diagnostics ignored = {0};
    ent_live_template *made = ent_arena_alloc(arena, sizeof(*made));
    const char *looked = "";
    const char *path;
    int status;

    *found = NULL;
    if (made == NULL) {
        return ENT_EXIT_FAILED;
    }
    if (options->page != NULL) {
        status = ent_read_page_template(options, made, arena);
        *found = status == ENT_EXIT_OK ? made : NULL;
        return status;
    }
    path = ent_page_template(&looked, arena);
    if (path != NULL && ent_live_load(made, path, arena, &ignored) == ENT_OK) {
        *found = made;
    }
    ent_diagnostics_free(&ignored);
    return ENT_EXIT_OK;
}
