#include "folder/manifest.h"

#include "base/status.h"
#include "base/utf8.h"
#include "formula/number.h"
#include "scenario/unknowns.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- fields of the scenario -----------------------------------------------------------------------------------------
 */

/* A list of labels under construction. */
typedef struct labels {
    ent_manifest_name *item;
    size_t count;
    ent_arena *arena;
    bool failed;
} labels;

static void add_label(labels *self, const char *section, const char *id, const char *label)
{
    const char *path = ent_arena_printf(self->arena, "%s.%s", section, id);

    self->failed = self->failed || path == NULL;
    self->item[self->count++] = (ent_manifest_name){.name = path, .label = label};
}

/* Display name of a variant of the scenario. */
static const char *name_of_variant(const ent_scenario *scenario, const char *id)
{
    for (size_t i = 0; i < scenario->variants; i++) {
        if (strcmp(scenario->variant[i].label.id, id) == 0) {
            return scenario->variant[i].label.name;
        }
    }
    return id;
}

/* "variants.both.of": the names of the variants that a variant puts together. */
static void add_parts(labels *self, const ent_scenario *scenario, const ent_variant *variant)
{
    const char *path = ent_arena_printf(self->arena, "variants.%s", variant->label.id);
    const char *names = "";

    if (variant->ofs == 0) {
        return;
    }
    for (size_t i = 0; i < variant->ofs && names != NULL; i++) {
        names = ent_arena_printf(
            self->arena, "%s%s%s", names, i > 0 ? ", then " : "", name_of_variant(scenario, variant->of[i]));
    }
    self->failed = self->failed || path == NULL || names == NULL;
    if (!self->failed) {
        add_label(self, path, "of", names);
    }
}

static void add_measure(labels *self, const ent_measure *measure)
{
    const char *path = ent_arena_printf(self->arena, "measures.%s", measure->label.id);

    add_label(self, "measures", measure->label.id, measure->label.name);
    self->failed = self->failed || path == NULL;
    if (*measure->unit != '\0' && !self->failed) {
        add_label(self, path, "unit", measure->unit);
    }
}

/* At most so many labels. */
static size_t most_labels(const ent_scenario *scenario)
{
    size_t most = 3 + 2 * scenario->variants + scenario->contributors + scenario->parties + scenario->demands +
                  scenario->causes + scenario->guarantees + scenario->sweeps + scenario->factors + scenario->nameds +
                  scenario->events + 2 * scenario->ratifications + scenario->forces + 2 * scenario->measures +
                  scenario->talks.stages;

    for (size_t i = 0; i < scenario->demands; i++) {
        most += scenario->demand[i].options;
    }
    return most;
}

/* Adds the entries of a section, an array of structs that have a `label`. */
#define ADD_ENTRIES(self, section, entry, entries)                                                                     \
    for (size_t i = 0; i < (entries); i++) {                                                                           \
        add_label(self, section, (entry)[i].label.id, (entry)[i].label.name);                                          \
    }

/* Variants, condition and headline. */
static void add_question(labels *self, const ent_scenario *scenario)
{
    add_label(self, "variants", "base", "Base");
    for (size_t i = 0; i < scenario->variants; i++) {
        add_label(self, "variants", scenario->variant[i].label.id, scenario->variant[i].label.name);
        add_parts(self, scenario, &scenario->variant[i]);
    }
    if (scenario->given.formula != NULL) {
        add_label(self, "given", "condition", scenario->given.written);
    }
    if (scenario->headline_name != NULL) {
        add_label(self, "headline", "name", scenario->headline_name);
    }
}

static void add_demand(labels *self, const ent_demand *demand)
{
    const char *path = ent_arena_printf(self->arena, "demands.%s", demand->label.id);

    self->failed = self->failed || path == NULL;
    add_label(self, "demands", demand->label.id, demand->label.name);
    for (size_t o = 0; o < demand->options && path != NULL; o++) {
        add_label(self, path, demand->option[o], demand->option_name[o]);
    }
}

static void add_ratification(labels *self, const ent_ratification *entry)
{
    const char *path = ent_arena_printf(self->arena, "ratification.%s", entry->label.id);

    self->failed = self->failed || path == NULL;
    add_label(self, "ratification", entry->label.id, entry->label.name);
    if (*entry->by != '\0' && path != NULL) {
        add_label(self, path, "by", entry->by);
    }
}

/* Coalition, talks and truce. */
static void add_model(labels *self, const ent_scenario *scenario)
{
    ADD_ENTRIES(self, "contributors", scenario->contributor, scenario->contributors)
    ADD_ENTRIES(self, "forces", scenario->force, scenario->forces > 1 ? scenario->forces : 0)
    ADD_ENTRIES(self, "parties", scenario->party, scenario->parties)
    for (size_t i = 0; i < scenario->demands; i++) {
        add_demand(self, &scenario->demand[i]);
    }
    ADD_ENTRIES(self, "talks.stages", scenario->talks.stage, scenario->talks.stages)
    ADD_ENTRIES(self, "truce.causes", scenario->cause, scenario->causes)
    ADD_ENTRIES(self, "guarantees", scenario->guarantee, scenario->guarantees)
}

static int describe_labels(ent_manifest *self, const ent_scenario *scenario, ent_arena *arena)
{
    labels made = {.item = ent_arena_array(arena, most_labels(scenario), sizeof(*made.item)), .arena = arena};

    if (made.item == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    add_question(&made, scenario);
    add_model(&made, scenario);
    for (size_t i = 0; i < scenario->measures; i++) {
        add_measure(&made, &scenario->measure[i]);
    }
    ADD_ENTRIES(&made, "sweeps", scenario->sweep, scenario->sweeps)
    ADD_ENTRIES(&made, "factors", scenario->factor, scenario->factors)
    ADD_ENTRIES(&made, "values", scenario->named, scenario->nameds)
    ADD_ENTRIES(&made, "events", scenario->event, scenario->events)
    for (size_t i = 0; i < scenario->ratifications; i++) {
        add_ratification(&made, &scenario->ratification[i]);
    }
    self->label = made.item;
    self->labels = made.count;
    return made.failed ? ENT_ERR_NO_MEMORY : ENT_OK;
}

#undef ADD_ENTRIES

/* Paths of settings under construction. */
typedef struct paths {
    const char **item; /* NULL: they are only counted */
    size_t count;
} paths;

static int add_drawn_anew(const ent_quantity *quantity, void *context)
{
    paths *self = context;

    if (quantity->given && ent_quantity_is_drawn_anew(quantity)) {
        if (self->item != NULL) {
            self->item[self->count] = quantity->path;
        }
        self->count++;
    }
    return ENT_OK;
}

static int describe_drawn_anew(ent_manifest *self, const ent_scenario *scenario, ent_arena *arena)
{
    paths count = {.item = NULL};
    paths made = {.item = NULL};

    (void) ent_scenario_each_quantity(scenario, add_drawn_anew, &count);
    made.item = ent_arena_array(arena, count.count, sizeof(*made.item));
    if (made.item == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    (void) ent_scenario_each_quantity(scenario, add_drawn_anew, &made);
    self->drawn_anew = made.item;
    self->drawn = made.count;
    return ENT_OK;
}

int ent_manifest_describe(ent_manifest *self, const ent_scenario *scenario, ent_arena *arena)
{
    ent_manifest_name *variant = ent_arena_array(arena, scenario->variants + 1, sizeof(*variant));

    if (variant == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    variant[0] = (ent_manifest_name){.name = "base", .label = "Base"};
    for (size_t i = 0; i < scenario->variants; i++) {
        variant[i + 1].name = scenario->variant[i].label.id;
        variant[i + 1].label = scenario->variant[i].label.name;
    }
    self->variant = variant;
    self->variants = scenario->variants + 1;
    self->scenario = scenario->id;
    self->title = scenario->title;
    self->headline = scenario->headline;
    self->notes = scenario->notes;
    self->source = scenario->source;
    self->sources = scenario->sources;
    self->seed = scenario->run.seed;
    self->worlds = scenario->run.worlds;
    self->replications = scenario->run.replications;
    self->design = scenario->run.design != ENT_DESIGN_RANDOM ? ent_design_name(scenario->run.design) : NULL;
    self->until = scenario->run.until;
    self->worlds_most = scenario->run.worlds_most;
    if (describe_drawn_anew(self, scenario, arena) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    return describe_labels(self, scenario, arena);
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

/* An object under construction; a failure is remembered. */
typedef struct json {
    cJSON *object;
    bool failed;
} json;

static void add_string(json *self, const char *key, const char *text)
{
    self->failed = cJSON_AddStringToObject(self->object, key, text != NULL ? text : "") == NULL || self->failed;
}

/* Written as raw text: numbers of the library are doubles, which round large seeds. */
static void add_count(json *self, const char *key, uint64_t x)
{
    char text[ENT_NUMBER_TEXT];

    snprintf(text, sizeof(text), "%" PRIu64, x);
    self->failed = cJSON_AddRawToObject(self->object, key, text) == NULL || self->failed;
}

static void add_seconds(json *self, const char *key, double x)
{
    char text[ENT_NUMBER_TEXT];

    self->failed = cJSON_AddRawToObject(self->object, key, ent_number_shortest(x, text)) == NULL || self->failed;
}

static void add_real(json *self, const char *key, double x)
{
    self->failed = self->failed || cJSON_AddNumberToObject(self->object, key, x) == NULL;
}

static void add_time(json *self, const char *key, time_t when)
{
    char text[64] = "";
    struct tm utc;

    if (gmtime_r(&when, &utc) != NULL) {
        strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
    add_string(self, key, text);
}

static void add_hashes(json *self, const char *key, const ent_manifest_hash *hash, size_t count)
{
    json inner = {.object = cJSON_AddObjectToObject(self->object, key)};

    for (size_t i = 0; i < count; i++) {
        add_string(&inner, hash[i].name, hash[i].sha256);
    }
    self->failed = self->failed || inner.object == NULL || inner.failed;
}

/* Appends an item, which is freed where that fails. */
static void append(json *self, cJSON *list, cJSON *item)
{
    if (!cJSON_AddItemToArray(list, item)) {
        cJSON_Delete(item);
        self->failed = true;
    }
}

static void add_variants(json *self, const ent_manifest_name *variant, size_t count)
{
    cJSON *list = cJSON_AddArrayToObject(self->object, "variants");

    for (size_t i = 0; i < count; i++) {
        cJSON *one = cJSON_CreateString(variant[i].name != NULL ? variant[i].name : "");
        append(self, list, one);
    }
    self->failed = self->failed || list == NULL;
}

static void add_texts(json *self, const char *key, const char *const *text, size_t count)
{
    cJSON *list = cJSON_AddArrayToObject(self->object, key);

    for (size_t i = 0; i < count; i++) {
        cJSON *one = cJSON_CreateString(text[i]);
        append(self, list, one);
    }
    self->failed = self->failed || list == NULL;
}

/* A text, or null. */
static void add_optional(json *self, const char *key, const char *text)
{
    if (text != NULL) {
        add_string(self, key, text);
    } else {
        self->failed = cJSON_AddNullToObject(self->object, key) == NULL || self->failed;
    }
}

/* Lists by variant. */
static void add_changes(json *self, const ent_manifest_change *change, size_t count)
{
    cJSON *object = cJSON_AddObjectToObject(self->object, "changes");
    cJSON *list = NULL;

    for (size_t i = 0; i < count; i++) {
        json one = {.object = cJSON_CreateObject()};
        if (i == 0 || strcmp(change[i].variant, change[i - 1].variant) != 0) {
            list = cJSON_AddArrayToObject(object, change[i].variant);
        }
        add_string(&one, "path", change[i].path);
        add_optional(&one, "before", change[i].before);
        add_optional(&one, "after", change[i].after);
        self->failed = self->failed || one.failed;
        append(self, list, one.object);
    }
}

static void add_labels(json *self, const ent_manifest_name *label, size_t count)
{
    json inner = {.object = cJSON_AddObjectToObject(self->object, "labels")};

    for (size_t i = 0; i < count; i++) {
        add_string(&inner, label[i].name, label[i].label);
    }
    self->failed = self->failed || inner.object == NULL || inner.failed;
}

static void add_identity(json *out, const ent_manifest *self)
{
    add_string(out, "program", self->program);
    add_string(out, "version", self->version);
    add_string(out, "scenario", self->scenario);
    add_string(out, "title", self->title);
    add_string(out, "headline", self->headline);
    add_string(out, "notes", self->notes);
    add_texts(out, "sources", self->source, self->sources);
    add_string(out, "sha256", self->sha256);
    add_hashes(out, "bases", self->base, self->bases);
    if (self->tables > 0) {
        add_hashes(out, "tables", self->table, self->tables);
    }
    add_string(out, "command", self->command);
    if (self->sets > 0) {
        add_texts(out, "set", self->set, self->sets);
    }
    add_count(out, "seed", self->seed);
    add_count(out, "worlds", self->worlds);
    add_count(out, "replications", self->replications);
    if (self->design != NULL) {
        add_string(out, "design", self->design);
    }
    if (self->until > 0.0) {
        add_real(out, "until", self->until);
        add_count(out, "worlds_most", self->worlds_most);
    }
    add_variants(out, self->variant, self->variants);
    if (self->changes > 0) {
        add_changes(out, self->change, self->changes);
    }
    if (self->drawn > 0) {
        add_texts(out, "drawn_anew", self->drawn_anew, self->drawn);
    }
    if (self->labels > 0) {
        add_labels(out, self->label, self->labels);
    }
}

static void add_circumstances(json *out, const ent_manifest *self)
{
    if (self->wanted > 0) {
        add_string(out, "partial", "stopped before all draws were counted");
        add_count(out, "draws_counted", self->counted);
        add_count(out, "draws_wanted", self->wanted);
    }
    add_time(out, "started", self->started);
    add_time(out, "ended", self->ended);
    add_seconds(out, "wall_seconds", self->wall_seconds);
    add_seconds(out, "cpu_seconds", self->cpu_seconds);
    add_count(out, "threads", self->threads);
    add_count(out, "ranks", self->ranks);
    add_string(out, "host", self->host);
    add_hashes(out, "files", self->file, self->files);
}

int ent_manifest_text(const ent_manifest *self, char **text)
{
    json out = {.object = cJSON_CreateObject()};
    char *printed = NULL;
    char *valid;
    size_t length;

    *text = NULL;
    add_identity(&out, self);
    add_circumstances(&out, self);
    if (!out.failed) {
        printed = cJSON_Print(out.object);
    }
    cJSON_Delete(out.object);
    if (printed == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    valid = ent_utf8_valid_copy(printed);
    cJSON_free(printed);
    if (valid == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    length = strlen(valid);
    *text = malloc(length + 2);
    if (*text != NULL) {
        memcpy(*text, valid, length);
        memcpy(*text + length, "\n", 2);
    }
    free(valid);
    return *text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}
