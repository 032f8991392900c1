#include "base/inner_file.h"
#include "base/status.h"
#include "charts/charts.h"
#include "folder/manifest_read.h"

static int fail(ent_diagnostics *diagnostics, const char *path, const char *what)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "%s: %s", path, what);
    return ENT_ERR_IO;
}

static ent_chart_name *copy_names(const ent_manifest_name *from, size_t count, ent_arena *arena)
{
    ent_chart_name *name = ent_arena_array(arena, count + 1, sizeof(*name));

    for (size_t i = 0; name != NULL && i < count; i++) {
        name[i] = (ent_chart_name){.id = from[i].name, .label = from[i].label};
    }
    return name;
}

int ent_charts_request_describe(ent_chart_request *request, const ent_manifest *manifest, ent_arena *arena)
{
    request->scenario = manifest->scenario;
    request->title = manifest->title;
    request->version = manifest->version;
    request->headline = manifest->headline != NULL && manifest->headline[0] != '\0' ? manifest->headline : NULL;
    request->seed = manifest->seed;
    request->worlds = manifest->worlds;
    request->draws = manifest->worlds * manifest->replications;
    request->stopped = manifest->counted;
    request->variant = copy_names(manifest->variant, manifest->variants, arena);
    request->variants = manifest->variants;
    request->label = copy_names(manifest->label, manifest->labels, arena);
    request->labels = manifest->labels;
    return request->variant != NULL && request->label != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_charts_request_load(
    ent_chart_request *request, const char *folder, ent_arena *arena, ent_diagnostics *diagnostics)
{
    ent_manifest manifest;
    const char *path = ent_arena_printf(arena, "%s/manifest.json", folder);
    size_t length = 0;
    int status = ENT_ERR_NO_MEMORY;
    const char *text = path != NULL ? ent_inner_read(folder, "manifest.json", arena, &length, &status) : NULL;

    request->folder = ent_arena_strdup(arena, folder);
    if (text == NULL || request->folder == NULL) {
        return text == NULL && status == ENT_ERR_IO
                   ? fail(diagnostics, path, "cannot be read: there is no finished run in this folder")
                   : ENT_ERR_NO_MEMORY;
    }
    status = ent_manifest_read(&manifest, text, length, arena);
    if (status == ENT_ERR_IO) {
        return fail(diagnostics, path, "is no manifest of a run");
    }
    return status == ENT_OK ? ent_charts_request_describe(request, &manifest, arena) : status;
}
