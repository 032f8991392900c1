#include "folder/manifest_read.h"

#include "base/status.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

/* A manifest while it is read; status keeps ENT_ERR_NO_MEMORY. */
typedef struct reading {
    const cJSON *object;
    ent_arena *arena;
    int status;
} reading;

static const char *keep(reading *self, const char *text)
{
    const char *copy = ent_arena_strdup(self->arena, text != NULL ? text : "");

    if (copy == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        copy = "";
    }
    return copy;
}

static const cJSON *get(const reading *self, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(self->object, key);
}

static const char *text_of(reading *self, const char *key)
{
    const cJSON *item = get(self, key);

    return keep(self, cJSON_IsString(item) ? item->valuestring : "");
}

static double number_of(const reading *self, const char *key)
{
    const cJSON *item = get(self, key);

    return cJSON_IsNumber(item) && item->valuedouble >= 0 ? item->valuedouble : 0;
}

static uint64_t count_of(const reading *self, const char *key)
{
    double number = number_of(self, key);

    return number < 1.8e19 ? (uint64_t) number : 0;
}

/* "2025-08-22T09:00:00Z" as seconds since 1970. The days are counted here, since timegm is not in POSIX. */
static time_t time_of(const reading *self, const char *key)
{
    static const int before[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const cJSON *item = get(self, key);
    int y, m, d, hour, minute, second;
    long long days;

    if (!cJSON_IsString(item) ||
        sscanf(item->valuestring, "%4d-%2d-%2dT%2d:%2d:%2dZ", &y, &m, &d, &hour, &minute, &second) != 6 || y < 1970 ||
        m < 1 || m > 12) {
        return 0;
    }
    days = 365LL * (y - 1970) + (y - 1969) / 4 - (y - 1901) / 100 + (y - 1601) / 400 + before[m - 1] + d - 1;
    if (m > 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0)) {
        days++;
    }
    return (time_t) (((days * 24 + hour) * 60 + minute) * 60 + second);
}

static size_t size_of(const cJSON *list)
{
    int size = cJSON_GetArraySize(list);

    return size > 0 ? (size_t) size : 0;
}

static void *room(reading *self, const cJSON *list, size_t size)
{
    void *memory = ent_arena_array(self->arena, size_of(list) + 1, size);

    if (memory == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return memory;
}

static size_t read_hashes(reading *self, const char *key, const ent_manifest_hash **hash)
{
    const cJSON *object = get(self, key);
    ent_manifest_hash *made = room(self, object, sizeof(*made));
    const cJSON *item;
    size_t count = 0;

    *hash = made;
    cJSON_ArrayForEach(item, object)
    {
        if (made != NULL && item->string != NULL && cJSON_IsString(item)) {
            made[count].name = keep(self, item->string);
            (void) snprintf(made[count].sha256, sizeof(made[count].sha256), "%s", item->valuestring);
            count++;
        }
    }
    return count;
}

/* `variants`: names, or objects with `name` and `label`. */
static size_t read_variants(reading *self, const ent_manifest_name **variant)
{
    const cJSON *list = get(self, "variants");
    ent_manifest_name *made = room(self, list, sizeof(*made));
    const cJSON *item;
    size_t count = 0;

    *variant = made;
    cJSON_ArrayForEach(item, list)
    {
        reading one = {.object = item, .arena = self->arena};
        if (made == NULL || !(cJSON_IsString(item) || cJSON_IsObject(item))) {
            continue;
        }
        made[count].name = cJSON_IsString(item) ? keep(self, item->valuestring) : text_of(&one, "name");
        made[count].label = cJSON_IsString(item) ? "" : text_of(&one, "label");
        self->status = one.status != ENT_OK ? one.status : self->status;
        count++;
    }
    return count;
}

static size_t read_labels(reading *self, const ent_manifest_name **label)
{
    const cJSON *object = get(self, "labels");
    ent_manifest_name *made = room(self, object, sizeof(*made));
    const cJSON *item;
    size_t count = 0;

    *label = made;
    cJSON_ArrayForEach(item, object)
    {
        if (made != NULL && item->string != NULL && cJSON_IsString(item)) {
            made[count].name = keep(self, item->string);
            made[count++].label = keep(self, item->valuestring);
        }
    }
    return count;
}

/* Number of changes in the lists of all variants. */
static size_t count_changes(const cJSON *object)
{
    const cJSON *list;
    size_t count = 0;

    cJSON_ArrayForEach(list, object)
    {
        count += cJSON_IsArray(list) ? (size_t) cJSON_GetArraySize(list) : 0;
    }
    return count;
}

/* The text `key` of a change; NULL where it has none. */
static const char *optional(reading *self, const cJSON *item, const char *key)
{
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(item, key);

    return cJSON_IsString(text) ? keep(self, text->valuestring) : NULL;
}

/* `changes`: a list for each variant. */
static size_t read_changes(reading *self, const ent_manifest_change **change)
{
    const cJSON *object = get(self, "changes");
    ent_manifest_change *made = ent_arena_array(self->arena, count_changes(object), sizeof(*made));
    const cJSON *list;
    const cJSON *item;
    size_t count = 0;

    self->status = made != NULL ? self->status : ENT_ERR_NO_MEMORY;
    *change = made;
    cJSON_ArrayForEach(list, object)
    {
        cJSON_ArrayForEach(item, list)
        {
            if (made == NULL || !cJSON_IsArray(list) || optional(self, item, "path") == NULL) {
                continue;
            }
            made[count].variant = keep(self, list->string);
            made[count].path = optional(self, item, "path");
            made[count].before = optional(self, item, "before");
            made[count++].after = optional(self, item, "after");
        }
    }
    return count;
}

static size_t read_texts(reading *self, const char *key, const char *const **text)
{
    const cJSON *list = get(self, key);
    const char **made = room(self, list, sizeof(*made));
    const cJSON *item;
    size_t count = 0;

    *text = made;
    cJSON_ArrayForEach(item, list)
    {
        if (made != NULL && cJSON_IsString(item)) {
            made[count++] = keep(self, item->valuestring);
        }
    }
    return count;
}

static void read_all(reading *self, ent_manifest *manifest)
{
    manifest->program = text_of(self, "program");
    manifest->version = text_of(self, "version");
    manifest->scenario = text_of(self, "scenario");
    manifest->title = text_of(self, "title");
    manifest->headline = text_of(self, "headline");
    manifest->notes = text_of(self, "notes");
    manifest->sources = read_texts(self, "sources", &manifest->source);
    (void) snprintf(manifest->sha256, sizeof(manifest->sha256), "%s", text_of(self, "sha256"));
    manifest->bases = read_hashes(self, "bases", &manifest->base);
    manifest->tables = read_hashes(self, "tables", &manifest->table);
    manifest->command = text_of(self, "command");
    manifest->seed = count_of(self, "seed");
    manifest->worlds = count_of(self, "worlds");
    manifest->replications = count_of(self, "replications");
    manifest->design = *text_of(self, "design") != '\0' ? text_of(self, "design") : NULL;
    manifest->until = number_of(self, "until");
    manifest->worlds_most = manifest->until > 0.0 ? count_of(self, "worlds_most") : manifest->worlds;
    manifest->counted = count_of(self, "draws_counted");
    manifest->wanted = count_of(self, "draws_wanted");
    manifest->variants = read_variants(self, &manifest->variant);
    manifest->changes = read_changes(self, &manifest->change);
    manifest->drawn = read_texts(self, "drawn_anew", &manifest->drawn_anew);
    manifest->labels = read_labels(self, &manifest->label);
    manifest->started = time_of(self, "started");
    manifest->ended = time_of(self, "ended");
    manifest->wall_seconds = number_of(self, "wall_seconds");
    manifest->cpu_seconds = number_of(self, "cpu_seconds");
    manifest->threads = (unsigned) count_of(self, "threads");
    manifest->ranks = (unsigned) count_of(self, "ranks");
    manifest->host = text_of(self, "host");
    manifest->files = read_hashes(self, "files", &manifest->file);
}

int ent_manifest_read(ent_manifest *self, const char *text, size_t length, ent_arena *arena)
{
    cJSON *object = cJSON_ParseWithLength(text, length);
    reading reader = {.object = object, .arena = arena, .status = ENT_OK};

    *self = (ent_manifest){0};
    if (!cJSON_IsObject(object)) {
        reader.status = ENT_ERR_IO;
    } else {
        read_all(&reader, self);
    }
    cJSON_Delete(object);
    return reader.status;
}
