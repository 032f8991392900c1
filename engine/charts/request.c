#include "charts/charts.h"

#include "base/status.h"
#include "tables/format/csv_reader.h"

#include <cjson/cJSON.h>
#include <string.h>

static int fail(ent_diagnostics *diagnostics, const char *path, const char *what)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "%s: %s", path, what);
    return ENT_ERR_IO;
}

/* A copy of a text in the manifest; `fallback` where there is none. NULL when memory is out. */
static const char *text_of(const cJSON *object, const char *key, const char *fallback, ent_arena *arena)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

    return ent_arena_strdup(arena, cJSON_IsString(item) ? item->valuestring : fallback);
}

/* A whole number, written as a number or, beyond 2^53, as a text. */
static uint64_t number_of(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    uint64_t value = 0;

    if (cJSON_IsNumber(item) && item->valuedouble >= 0 && item->valuedouble < 1.8e19) {
        return (uint64_t) item->valuedouble;
    }
    for (const char *c = cJSON_IsString(item) ? item->valuestring : ""; *c >= '0' && *c <= '9'; c++) {
        value = 10 * value + (uint64_t) (*c - '0');
    }
    return value;
}

static int load_variants(ent_chart_request *request, const cJSON *list, ent_arena *arena)
{
    ent_chart_name *name = ent_arena_array(arena, (size_t) cJSON_GetArraySize(list) + 1, sizeof(*name));
    const cJSON *item;

    if (name == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    request->variant = name;
    request->variants = 0;
    cJSON_ArrayForEach(item, list)
    {
        ent_chart_name *it = &name[request->variants];
        if (cJSON_IsString(item)) {
            it->id = ent_arena_strdup(arena, item->valuestring);
            it->label = "";
        } else if (cJSON_IsObject(item)) {
            it->id = text_of(item, "name", "", arena);
            it->label = text_of(item, "label", "", arena);
        } else {
            continue;
        }
        if (it->id == NULL || it->label == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        request->variants++;
    }
    return ENT_OK;
}

static int load_labels(ent_chart_request *request, const cJSON *object, ent_arena *arena)
{
    ent_chart_name *name = ent_arena_array(arena, (size_t) cJSON_GetArraySize(object) + 1, sizeof(*name));
    const cJSON *item;

    if (name == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    request->label = name;
    request->labels = 0;
    cJSON_ArrayForEach(item, object)
    {
        ent_chart_name *it = &name[request->labels];
        if (item->string == NULL || !cJSON_IsString(item)) {
            continue;
        }
        it->id = ent_arena_strdup(arena, item->string);
        it->label = ent_arena_strdup(arena, item->valuestring);
        if (it->id == NULL || it->label == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        request->labels++;
    }
    return ENT_OK;
}

static int load_keys(ent_chart_request *request, const char *folder, const cJSON *manifest, ent_arena *arena)
{
    int status;

    request->folder = ent_arena_strdup(arena, folder);
    request->scenario = text_of(manifest, "scenario", "", arena);
    request->title = text_of(manifest, "title", "", arena);
    request->version = text_of(manifest, "version", "", arena);
    request->headline = NULL;
    if (cJSON_IsString(cJSON_GetObjectItemCaseSensitive(manifest, "headline"))) {
        request->headline = text_of(manifest, "headline", "", arena);
        if (request->headline == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (request->folder == NULL || request->scenario == NULL || request->title == NULL || request->version == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    request->seed = number_of(manifest, "seed");
    request->draws = number_of(manifest, "worlds") * number_of(manifest, "replications");
    request->stopped = number_of(manifest, "draws_counted");
    status = load_variants(request, cJSON_GetObjectItemCaseSensitive(manifest, "variants"), arena);
    return status != ENT_OK ? status
                            : load_labels(request, cJSON_GetObjectItemCaseSensitive(manifest, "labels"), arena);
}

int ent_charts_request_load(
    ent_chart_request *request, const char *folder, ent_arena *arena, ent_diagnostics *diagnostics)
{
    char *path = ent_arena_printf(arena, "%s/manifest.json", folder);
    cJSON *manifest = NULL;
    size_t length = 0;
    int status = ENT_ERR_NO_MEMORY;
    const char *text = path == NULL ? NULL : ent_read_file(path, arena, &length, &status);

    if (text == NULL) {
        return status != ENT_ERR_IO
                   ? status
                   : fail(diagnostics, path, "cannot be read: there is no finished run in this folder");
    }
    manifest = cJSON_ParseWithLength(text, length);
    if (!cJSON_IsObject(manifest)) {
        status = fail(diagnostics, path, "is no manifest of a run");
    } else {
        status = load_keys(request, folder, manifest, arena);
    }
    cJSON_Delete(manifest);
    return status;
}
