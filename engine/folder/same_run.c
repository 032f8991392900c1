#include "folder/same_run.h"

#include <string.h>

static bool same_number(const cJSON *earlier, const char *key, uint64_t number)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(earlier, key);

    return cJSON_IsNumber(item) && item->valuedouble == (double) number;
}

uint64_t ent_earlier_number(const cJSON *earlier, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(earlier, key);

    return cJSON_IsNumber(item) && item->valuedouble > 0.0 && item->valuedouble < 1.8e19 ? (uint64_t) item->valuedouble
                                                                                         : 0;
}

static bool same_text(const cJSON *earlier, const char *key, const char *text)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(earlier, key);

    return cJSON_IsString(item) && strcmp(item->valuestring, text) == 0;
}

/* Whether the files of a list have these contents, in this order; their names may differ. */
static bool same_files(const cJSON *earlier, const char *key, const ent_manifest_hash *file, size_t files)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(earlier, key);
    const cJSON *item;
    size_t count = 0;

    cJSON_ArrayForEach(item, list)
    {
        if (count >= files || !cJSON_IsString(item) || strcmp(item->valuestring, file[count].sha256) != 0) {
            return false;
        }
        count++;
    }
    return count == files;
}

static bool same_texts(const cJSON *earlier, const char *key, const char *const *text, size_t texts)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(earlier, key);
    const cJSON *item;
    size_t count = 0;

    cJSON_ArrayForEach(item, list)
    {
        if (count >= texts || !cJSON_IsString(item) || strcmp(item->valuestring, text[count]) != 0) {
            return false;
        }
        count++;
    }
    return count == texts;
}

/* The worlds of the file, of which a run with `until` may have played fewer. */
static bool same_worlds(const cJSON *earlier, const ent_manifest *manifest)
{
    bool stops = cJSON_GetObjectItemCaseSensitive(earlier, "worlds_most") != NULL;

    return same_number(earlier, stops ? "worlds_most" : "worlds",
        manifest->worlds_most > 0 ? manifest->worlds_most : manifest->worlds);
}

bool ent_same_run(const cJSON *earlier, const ent_manifest *manifest)
{
    return same_text(earlier, "program", "entente") && same_files(earlier, "bases", manifest->base, manifest->bases) &&
           same_files(earlier, "tables", manifest->table, manifest->tables) &&
           same_texts(earlier, "set", manifest->set, manifest->sets) &&
           same_text(earlier, "sha256", manifest->sha256) && same_text(earlier, "version", manifest->version) &&
           same_number(earlier, "seed", manifest->seed) && same_worlds(earlier, manifest) &&
           same_number(earlier, "replications", manifest->replications);
}
