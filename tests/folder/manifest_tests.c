#include "base/status.h"
#include "fake_scenario.h"
#include "suite.h"

#include "folder/manifest.h"
#include "folder/manifest_read.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static ent_manifest made(void)
{
    static const ent_manifest_hash bases[] = {{"common.cfg", "aa"}, {"world \"x\".cfg", "bb"}};
    static const ent_manifest_hash tables[] = {{"pledges.csv", "cc"}};
    static const ent_manifest_name variants[] = {{"base", "Base"}, {"air_cover", "US air cover"}};
    static const ent_manifest_hash files[] = {{"outcomes.csv", "cc"}, {"headline.csv", "dd"}};
    static const ent_manifest_change changes[] = {{"air_cover", "parties.russia.veto", NULL, "false"},
        {"air_cover", "events.aid", "40%", "100%"}, {"away", "contributors.italy", "", NULL}};
    static const char *const drawn_anew[] = {"contributors.france.troops", "force.required"};
    ent_manifest manifest = {.program = "entente",
        .version = "1.2.3",
        .scenario = "ukraine-2025",
        .title = "Peace, \"at last\"",
        .headline = "truce.held",
        .sha256 = "ee",
        .base = bases,
        .bases = 2,
        .table = tables,
        .tables = 1,
        .command = "entente run ukraine.cfg",
        .seed = UINT64_MAX,
        .worlds = 2000,
        .replications = 500,
        .variant = variants,
        .variants = 2,
        .change = changes,
        .changes = 3,
        .drawn_anew = drawn_anew,
        .drawn = 2,
        .started = 1755774245,
        .ended = 1755774250,
        .wall_seconds = 5.25,
        .cpu_seconds = 0.1,
        .threads = 8,
        .ranks = 1,
        .host = "here",
        .file = files,
        .files = 2};

    return manifest;
}

static cJSON *parsed(const ent_manifest *manifest)
{
    char *text = NULL;
    cJSON *json;

    CU_ASSERT_EQUAL_FATAL(ent_manifest_text(manifest, &text), ENT_OK);
    CU_ASSERT_EQUAL(text[strlen(text) - 1], '\n');
    json = cJSON_Parse(text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    free(text);
    return json;
}

static const char *string_at(const cJSON *json, const char *key)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, key));

    return text != NULL ? text : "(none)";
}

static double number_at(const cJSON *json, const char *key)
{
    return cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(json, key));
}

static void test_keys(void)
{
    static const char *const keys[] = {"program", "version", "scenario", "title", "headline", "notes", "sources",
        "sha256", "bases", "tables", "command", "seed", "worlds", "replications", "variants", "changes", "drawn_anew",
        "started", "ended", "wall_seconds", "cpu_seconds", "threads", "ranks", "host", "files"};
    ent_manifest manifest = made();
    cJSON *json = parsed(&manifest);
    const cJSON *item = json->child;

    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(item);
        CU_ASSERT_STRING_EQUAL(item->string, keys[i]);
        item = item->next;
    }
    CU_ASSERT_PTR_NULL(item);
    cJSON_Delete(json);
}

static void test_values(void)
{
    ent_manifest manifest = made();
    cJSON *json = parsed(&manifest);
    const cJSON *bases = cJSON_GetObjectItemCaseSensitive(json, "bases");
    const cJSON *variants = cJSON_GetObjectItemCaseSensitive(json, "variants");

    CU_ASSERT_STRING_EQUAL(string_at(json, "program"), "entente");
    CU_ASSERT_STRING_EQUAL(string_at(json, "title"), "Peace, \"at last\"");
    CU_ASSERT_STRING_EQUAL(string_at(json, "sha256"), "ee");
    CU_ASSERT_STRING_EQUAL(string_at(json, "started"), "2025-08-21T11:04:05Z");
    CU_ASSERT_STRING_EQUAL(string_at(json, "ended"), "2025-08-21T11:04:10Z");
    CU_ASSERT_EQUAL(number_at(json, "worlds"), 2000.0);
    CU_ASSERT_EQUAL(number_at(json, "wall_seconds"), 5.25);
    CU_ASSERT_EQUAL(number_at(json, "cpu_seconds"), 0.1);
    CU_ASSERT_EQUAL(number_at(json, "threads"), 8.0);
    CU_ASSERT_STRING_EQUAL(string_at(bases, "common.cfg"), "aa");
    CU_ASSERT_STRING_EQUAL(string_at(cJSON_GetObjectItemCaseSensitive(json, "tables"), "pledges.csv"), "cc");
    CU_ASSERT_STRING_EQUAL(string_at(bases, "world \"x\".cfg"), "bb");
    CU_ASSERT_EQUAL_FATAL(cJSON_GetArraySize(variants), 2);
    CU_ASSERT_STRING_EQUAL(cJSON_GetArrayItem(variants, 0)->valuestring, "base");
    CU_ASSERT_STRING_EQUAL(cJSON_GetArrayItem(variants, 1)->valuestring, "air_cover");
    CU_ASSERT_STRING_EQUAL(string_at(cJSON_GetObjectItemCaseSensitive(json, "files"), "headline.csv"), "dd");
    cJSON_Delete(json);
}

/* A double would turn this seed into 18446744073709551616. */
static void test_large_seed(void)
{
    ent_manifest manifest = made();
    char *text = NULL;

    CU_ASSERT_EQUAL_FATAL(ent_manifest_text(&manifest, &text), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "18446744073709551615,"));
    free(text);
}

/* What is read of a text is what was written into it: written again, it is the same text. */
static void test_read_back(void)
{
    static const char *const sources[] = {"A journal", "A \"book\""};
    static const ent_manifest_name labels[] = {{"headline.name", "It holds"}, {"measures.m.unit", "months"}};
    ent_manifest manifest = made();
    ent_manifest back = {0};
    ent_arena arena = {0};
    char *text = NULL, *again = NULL;

    manifest.seed = 9007199254740991; /* the largest of a scenario */
    manifest.notes = "Notes\nof two lines";
    manifest.source = sources;
    manifest.sources = 2;
    manifest.design = "sobol";
    manifest.until = 0.0125;
    manifest.worlds_most = 4000;
    manifest.label = labels;
    manifest.labels = 2;
    manifest.counted = 77;
    manifest.wanted = 5000000000;
    CU_ASSERT_EQUAL_FATAL(ent_manifest_text(&manifest, &text), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_manifest_read(&back, text, strlen(text), &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_manifest_text(&back, &again), ENT_OK);
    CU_ASSERT_STRING_EQUAL(again, text);
    free(text);
    free(again);
    ent_arena_free(&arena);
}

static void test_empty(void)
{
    ent_manifest manifest = {0};
    cJSON *json = parsed(&manifest);

    CU_ASSERT_STRING_EQUAL(string_at(json, "host"), "");
    CU_ASSERT_EQUAL(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(json, "files")), 0);
    CU_ASSERT_EQUAL(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(json, "variants")), 0);
    CU_ASSERT_STRING_EQUAL(string_at(json, "started"), "1970-01-01T00:00:00Z");
    cJSON_Delete(json);
}

/* The report reads the changes as they were written: a setting that is new or gone has no text before or after. */
static void test_changes(void)
{
    ent_manifest manifest = made();
    ent_manifest back = {0};
    ent_arena arena = {0};
    char *text = NULL;

    CU_ASSERT_EQUAL_FATAL(ent_manifest_text(&manifest, &text), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_manifest_read(&back, text, strlen(text), &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(back.changes, 3);
    for (size_t i = 0; i < 3; i++) {
        const ent_manifest_change *was = &manifest.change[i];
        const ent_manifest_change *is = &back.change[i];
        CU_ASSERT_STRING_EQUAL(is->variant, was->variant);
        CU_ASSERT_STRING_EQUAL(is->path, was->path);
        CU_ASSERT((is->before == NULL) == (was->before == NULL));
        CU_ASSERT((is->after == NULL) == (was->after == NULL));
        CU_ASSERT(was->before == NULL || is->before == NULL || strcmp(is->before, was->before) == 0);
        CU_ASSERT(was->after == NULL || is->after == NULL || strcmp(is->after, was->after) == 0);
    }
    CU_ASSERT_EQUAL_FATAL(back.drawn, 2);
    CU_ASSERT_STRING_EQUAL(back.drawn_anew[1], "force.required");
    free(text);
    ent_arena_free(&arena);
}

static void test_describe(void)
{
    static const char *of[] = {"air_cover", "un"};
    ent_variant variant[] = {{.label = {.id = "air_cover", .name = "US air cover"}},
        {.label = {.id = "un", .name = "UN"}}, {.label = {.id = "both", .name = "Both"}, .of = of, .ofs = 2}};
    ent_manifest manifest = {0};
    ent_arena arena = {0};
    const cJSON *labels;
    cJSON *json;
    ent_scenario scenario = fake_scenario();

    scenario.variant = variant;
    scenario.variants = 3;
    scenario.headline_name = "A deal that holds";
    scenario.run.seed = 77;
    CU_ASSERT_EQUAL(ent_manifest_describe(&manifest, &scenario, &arena), ENT_OK);
    json = parsed(&manifest);
    labels = cJSON_GetObjectItemCaseSensitive(json, "labels");
    CU_ASSERT_STRING_EQUAL(string_at(json, "scenario"), "ukraine-2025");
    CU_ASSERT_STRING_EQUAL(string_at(json, "title"), "A title");
    CU_ASSERT_STRING_EQUAL(string_at(json, "headline"), "truce.held given agreed");
    CU_ASSERT_EQUAL(number_at(json, "seed"), 77.0);
    CU_ASSERT_EQUAL(number_at(json, "worlds"), 2.0);
    CU_ASSERT_EQUAL(number_at(json, "replications"), 100.0);
    CU_ASSERT_EQUAL(manifest.variants, 4);
    CU_ASSERT_STRING_EQUAL(string_at(labels, "headline.name"), "A deal that holds");
    CU_ASSERT_STRING_EQUAL(string_at(labels, "variants.both.of"), "US air cover, then UN");
    CU_ASSERT_PTR_NULL(cJSON_GetObjectItemCaseSensitive(labels, "variants.un.of"));
    CU_ASSERT_STRING_EQUAL(manifest.variant[0].name, "base");
    CU_ASSERT_STRING_EQUAL(manifest.variant[1].label, "US air cover");
    CU_ASSERT_STRING_EQUAL(string_at(labels, "variants.air_cover"), "US air cover");
    CU_ASSERT_STRING_EQUAL(string_at(labels, "contributors.italy"), "Italy");
    CU_ASSERT_STRING_EQUAL(string_at(labels, "parties.ukraine"), "Ukraine");
    CU_ASSERT_STRING_EQUAL(string_at(labels, "demands.western_troops"), "No Western troops");
    CU_ASSERT_STRING_EQUAL(string_at(labels, "demands.western_troops.un_only"), "UN alone");
    CU_ASSERT_STRING_EQUAL(string_at(labels, "truce.causes.incident"), "Incident");
    cJSON_Delete(json);
    ent_arena_free(&arena);
}

/* --- running out of memory: the JSON library allocates by a function that can be made to fail ----------------------
 */

static long allocations_left;

static void *failing_malloc(size_t size)
{
    return allocations_left-- > 0 ? malloc(size) : NULL;
}

static void test_no_memory(void)
{
    cJSON_Hooks hooks = {.malloc_fn = failing_malloc, .free_fn = free};
    ent_manifest manifest = made();
    int status = ENT_ERR_NO_MEMORY;
    long allowed = 0;

    cJSON_InitHooks(&hooks);
    for (; status != ENT_OK && allowed < 2000; allowed++) {
        char *text = NULL;
        allocations_left = allowed;
        status = ent_manifest_text(&manifest, &text);
        CU_ASSERT_TRUE(status == ENT_OK ? text != NULL : status == ENT_ERR_NO_MEMORY && text == NULL);
        free(text);
    }
    cJSON_InitHooks(NULL);
    CU_ASSERT_TRUE(allowed > 30 && allowed < 2000);
}

int main(void)
{
    CU_TestInfo tests[] = {{"keys", test_keys}, {"values", test_values}, {"large seed", test_large_seed},
        {"read back", test_read_back}, {"empty", test_empty}, {"changes", test_changes}, {"describe", test_describe},
        {"no memory", test_no_memory}, CU_TEST_INFO_NULL};

    return ent_run_suite("manifest", tests);
}
