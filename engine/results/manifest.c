#include "results/manifest.h"

#include "base/status.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add_time(cJSON *json, const char *key, time_t when)
{
    char text[32] = "";
    struct tm utc;

    if (gmtime_r(&when, &utc) != NULL) {
        strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
    cJSON_AddStringToObject(json, key, text);
}

static void add_bases(cJSON *json, const ent_tree *tree)
{
    cJSON *bases = cJSON_AddObjectToObject(json, "bases");
    char hash[ENT_SHA256_TEXT];

    for (size_t i = 1; i < tree->files; i++) {
        ent_sha256_text(tree->file[i]->bytes, tree->file[i]->length, hash);
        cJSON_AddStringToObject(bases, tree->file[i]->path, hash);
    }
}

static void add_variants(cJSON *json, const ent_scenario *scenario)
{
    cJSON *variants = cJSON_AddArrayToObject(json, "variants");

    cJSON_AddItemToArray(variants, cJSON_CreateString("base"));
    for (size_t i = 0; i < scenario->variants; i++) {
        cJSON_AddItemToArray(variants, cJSON_CreateString(scenario->variant[i].label.id));
    }
}

static void add_label(cJSON *labels, const char *section, const char *id, const char *name)
{
    char key[512] = "";

    if (strlen(section) + strlen(id) + 2 < sizeof(key)) {
        strcat(strcat(strcat(key, section), "."), id);
        cJSON_AddStringToObject(labels, key, name);
    }
}

/* Display names, so that charts can be redrawn from the folder alone. */
static void add_labels(cJSON *json, const ent_scenario *scenario)
{
    cJSON *labels = cJSON_AddObjectToObject(json, "labels");

    for (size_t i = 0; i < scenario->variants; i++) {
        add_label(labels, "variants", scenario->variant[i].label.id, scenario->variant[i].label.name);
    }
    for (size_t i = 0; i < scenario->demands; i++) {
        add_label(labels, "demands", scenario->demand[i].label.id, scenario->demand[i].label.name);
    }
    for (size_t i = 0; i < scenario->parties; i++) {
        add_label(labels, "parties", scenario->party[i].label.id, scenario->party[i].label.name);
    }
    for (size_t i = 0; i < scenario->causes; i++) {
        add_label(labels, "truce.causes", scenario->cause[i].label.id, scenario->cause[i].label.name);
    }
    for (size_t i = 0; i < scenario->sweeps; i++) {
        add_label(labels, "sweeps", scenario->sweep[i].label.id, scenario->sweep[i].label.name);
    }
}

static void add_host(cJSON *json)
{
    char host[256] = "";

    if (gethostname(host, sizeof(host) - 1) != 0) {
        host[0] = '\0';
    }
    cJSON_AddStringToObject(json, "host", host);
}

int ent_manifest_write(const ent_manifest *self, ent_folder *folder, ent_diagnostics *diagnostics)
{
    cJSON *json = cJSON_CreateObject();
    char hash[ENT_SHA256_TEXT];
    cJSON *files;
    char *text;
    int status;

    ent_sha256_text(self->tree->file[0]->bytes, self->tree->file[0]->length, hash);
    cJSON_AddStringToObject(json, "program", "entente");
    cJSON_AddStringToObject(json, "version", ENTENTE_VERSION);
    cJSON_AddStringToObject(json, "scenario", self->scenario->id);
    cJSON_AddStringToObject(json, "sha256", hash);
    add_bases(json, self->tree);
    cJSON_AddStringToObject(json, "command", self->command);
    cJSON_AddNumberToObject(json, "seed", (double) self->scenario->run.seed);
    cJSON_AddNumberToObject(json, "worlds", (double) self->scenario->run.worlds);
    cJSON_AddNumberToObject(json, "replications", (double) self->scenario->run.replications);
    add_variants(json, self->scenario);
    add_time(json, "started", self->started);
    add_time(json, "ended", self->ended);
    cJSON_AddNumberToObject(json, "wall_seconds", self->wall_seconds);
    cJSON_AddNumberToObject(json, "cpu_seconds", self->cpu_seconds);
    cJSON_AddNumberToObject(json, "threads", (double) self->threads);
    cJSON_AddNumberToObject(json, "ranks", 1.0);
    add_host(json);
    files = cJSON_AddObjectToObject(json, "files");
    for (size_t i = 0; i < folder->files; i++) {
        cJSON_AddStringToObject(files, folder->file[i].name, folder->file[i].sha256);
    }
    cJSON_AddStringToObject(json, "title", self->scenario->title);
    cJSON_AddStringToObject(json, "headline", self->scenario->headline);
    add_labels(json, self->scenario);
    text = cJSON_Print(json);
    cJSON_Delete(json);
    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_folder_write(folder, "manifest.json", text, strlen(text), diagnostics);
    cJSON_free(text);
    return status;
}
