#include "jobs/pages/draw_charts.h"

#include "base/status.h"
#include "jobs/folder_lock.h"

#include <string.h>
#include <sys/stat.h>

/* Labels the variants by their names in the scenario. */
static void label_variants(ent_chart_request *request, ent_arena *arena)
{
    ent_chart_name *variant = ent_arena_array(arena, request->variants + 1, sizeof(*variant));

    for (size_t v = 0; variant != NULL && v < request->variants; v++) {
        const char *key = ent_arena_printf(arena, "variants.%s", request->variant[v].id);
        variant[v] = request->variant[v];
        if (strcmp(variant[v].id, "base") == 0 && (variant[v].label == NULL || *variant[v].label == '\0')) {
            variant[v].label = "Base";
        }
        for (size_t i = 0; key != NULL && i < request->labels; i++) {
            if (strcmp(request->label[i].id, key) == 0) {
                variant[v].label = request->label[i].label;
            }
        }
    }
    if (variant != NULL) {
        request->variant = variant;
    }
}

static int draw(ent_chart_request *request, const char *plots, ent_arena *arena, ent_diagnostics *diagnostics)
{
    request->plots = plots;
    if (plots == NULL) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "install the program whole, or name the folder with style.gp in it: ENTENTE_PLOTS=FOLDER entente plot ...",
            "the program's drawing scripts (share/entente/plots) are not there, so there are no charts; the tables are "
            "complete");
        return ENT_ERR_IO;
    }
    label_variants(request, arena);
    return ent_charts_draw(request, diagnostics);
}

int ent_job_draw_held(const char *folder, const ent_job_request *request, const ent_job_host *host)
{
    ent_arena arena = {0};
    ent_diagnostics diagnostics = {0};
    ent_chart_request chart = {.format = request->format, .stop = host->stop};
    int status = ent_charts_request_load(&chart, folder, &arena, &diagnostics);

    if (status == ENT_OK) {
        status = draw(&chart, request->plots, &arena, &diagnostics);
    }
    ent_job_diagnostics(host, &diagnostics);
    ent_diagnostics_free(&diagnostics);
    ent_arena_free(&arena);
    return status;
}

/* Takes the lock of a folder that is there; another one is complained of where its manifest is read. */
static int take_lock(ent_folder_lock *lock, const char *folder, const ent_job_host *host)
{
    ent_diagnostics diagnostics = {0};
    struct stat about;
    int status = ENT_OK;

    if (stat(folder, &about) == 0 && S_ISDIR(about.st_mode)) {
        status = ent_job_lock_folder(lock, folder, host, &diagnostics);
        ent_job_diagnostics(host, &diagnostics);
    }
    ent_diagnostics_free(&diagnostics);
    return status;
}

int ent_job_draw(const char *folder, const ent_job_request *request, const ent_job_host *host)
{
    ent_folder_lock lock = {0};
    int status = take_lock(&lock, folder, host);

    if (status == ENT_OK) {
        status = ent_job_draw_held(folder, request, host);
    }
    ent_folder_lock_release(&lock, !lock.existed);
    return status;
}

int ent_job_draw_described(const char *folder, const ent_manifest *manifest, ent_chart_format format,
    const ent_job_request *request, const ent_job_host *host, ent_arena *arena)
{
    ent_diagnostics diagnostics = {0};
    ent_chart_request chart = {.folder = folder, .format = format, .stop = host->stop};
    int status = ent_charts_request_describe(&chart, manifest, arena);

    if (status == ENT_OK) {
        status = draw(&chart, request->plots, arena, &diagnostics);
    }
    ent_job_diagnostics(host, &diagnostics);
    ent_diagnostics_free(&diagnostics);
    return status;
}
