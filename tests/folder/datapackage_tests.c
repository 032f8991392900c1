/* datapackage.json: which column is which, where names resemble one another; units of a headline; files that cannot be
 * described. Whole folders of every command: tests/program/datapackage. */
#include "folder/package_folder.h"

#include "base/status.h"
#include "folder/datapackage.h"
#include "folder/table_columns.h"
#include "tables/tables.h"

#include <cjson/cJSON.h>
#include <errno.h>

static const ent_manifest_name labels[] = {{"factors.draw", "A draw"}, {"factors.outcome", "End"},
    {"values.half", "Half"}, {"events.joins", "Joins"}, {"contributors.a", "Alpha"}, {"forces.east", "East"},
    {"parties.p", "Party"}, {"demands.land", "Land"}, {"truce.causes.war", "War"}, {"measures.cost.unit", "euros"}};

static ent_manifest made(const char *headline)
{
    return (ent_manifest){.program = "entente",
        .version = "1.2.3",
        .scenario = "A b/c.d",
        .headline = headline,
        .label = labels,
        .labels = sizeof(labels) / sizeof(*labels)};
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

typedef struct expected_column {
    const char *name;  /* in the file */
    const char *about; /* start of its meaning; NULL: unknown */
    const char *label;
} expected_column;

static void check_columns(const ent_table *table, const expected_column *expected, size_t columns)
{
    const ent_manifest manifest = made("truce.held");
    const char *name[24];
    ent_table_column found[24];

    for (size_t c = 0; c < columns; c++) {
        name[c] = expected[c].name;
    }
    ent_table_columns_find(found, table, &manifest, name, columns);
    for (size_t c = 0; c < columns; c++) {
        const char *about = found[c].column != NULL ? found[c].column->about : NULL;
        bool same = about == NULL || expected[c].about == NULL
                        ? about == expected[c].about
                        : strncmp(about, expected[c].about, strlen(expected[c].about)) == 0;
        if (!same) {
            printf("\n%s: %s is described as: %s\n", table->file, expected[c].name, about != NULL ? about : "nothing");
        }
        CU_ASSERT_TRUE(same);
        CU_ASSERT_STRING_EQUAL(found[c].label != NULL ? found[c].label : "", expected[c].label);
    }
}

/* Factors and events with names of columns; paths that end as the columns of contributors and forces. */
static void test_names_alike(void)
{
    static const expected_column draws[] = {{"variant", "id of the variant", ""}, {"world", "number of the world", ""},
        {"draw", "number of the draw", ""}, {"draw", "value of each factor", "A draw"},
        {"outcome", "value of each factor", "End"},
        {"contributors.a.joins", "value of each distribution within unknown", ""},
        {"events.joins", "value of each distribution within unknown", ""},
        {"force.required#1", "value of each distribution within unknown", ""},
        {"joins", "whether each plain event", "Joins"}, {"half", "each of `values`", "Half"},
        {"a.joins", "whether each contributor joins", "Alpha"}, {"a.troops", "troops it sends", "Alpha"},
        {"force.offered", "troops offered", ""}, {"force.required", "troops required", ""},
        {"east.offered", "troops offered to each further force", "East"},
        {"east.required", "troops that it requires", "East"}, {"deal.land", "option of each demand", "Land"},
        {"p.utility", "utility of the deal", "Party"}, {"nonsense", NULL, ""}, {"outcome", "id of the outcome", ""}};
    static const expected_column sweeps[] = {{"variant", "id of the variant", ""}, {"sweep", "id of the sweep", ""},
        {"talks.rule", "value of each setting", ""}, {"probability", "probability of the headline", ""}};
    static const expected_column robust[] = {{"choice", "FILE.cfg", ""}, {"meets_20", "share of worlds", ""}};
    static const expected_column force[] = {
        {"variant", "id of the variant", ""}, {"force", "id of the force", ""}, {"troops", "the threshold", ""}};
    static const expected_column truce[] = {{"cause_war", "share of truces ended", "War"}, {"cause_peace", NULL, ""}};

    check_columns(&ent_table_draws, draws, sizeof(draws) / sizeof(*draws));
    check_columns(&ent_table_sweeps, sweeps, sizeof(sweeps) / sizeof(*sweeps));
    check_columns(&ent_table_robust, robust, sizeof(robust) / sizeof(*robust));
    check_columns(&ent_table_force, force, sizeof(force) / sizeof(*force));
    check_columns(&ent_table_truce, truce, sizeof(truce) / sizeof(*truce));
}

/* --- descriptions ------------------------------------------------------------------------------------------------- */

/* The description of the files that were put, which the caller deletes; NULL: none. */
static cJSON *described(const ent_manifest *manifest)
{
    ent_diagnostics diagnostics = {0};
    char *text = NULL;
    cJSON *json;

    CU_ASSERT_EQUAL(
        ent_datapackage_text(package_root, manifest, package_file, package_files, &text, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    json = text != NULL ? cJSON_Parse(text) : NULL;
    CU_ASSERT_TRUE(text == NULL || json != NULL);
    free(text);
    return json;
}

static const cJSON *item(const cJSON *list, const char *name)
{
    const cJSON *one;

    cJSON_ArrayForEach(one, list)
    {
        if (strcmp(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(one, "name")), name) == 0) {
            return one;
        }
    }
    return NULL;
}

static const cJSON *field(const cJSON *json, const char *table, const char *column)
{
    const cJSON *resource = item(cJSON_GetObjectItemCaseSensitive(json, "resources"), table);
    const cJSON *schema = cJSON_GetObjectItemCaseSensitive(resource, "schema");

    return item(cJSON_GetObjectItemCaseSensitive(schema, "fields"), column);
}

static const char *text_at(const cJSON *json, const char *key)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, key));

    return text != NULL ? text : "";
}

static bool has_limits(const cJSON *column)
{
    const cJSON *limits = cJSON_GetObjectItemCaseSensitive(column, "constraints");
    const cJSON *least = cJSON_GetObjectItemCaseSensitive(limits, "minimum");
    const cJSON *most = cJSON_GetObjectItemCaseSensitive(limits, "maximum");

    return least != NULL && most != NULL && least->valuedouble == 0.0 && most->valuedouble == 1.0;
}

/* The headline of `file` and of a row of headline.csv: unit and limits of its columns. */
static void check_headline(const char *file, const char *row, const char *unit, const char *difference, bool limits)
{
    const ent_manifest manifest = made(file);
    char text[128];
    cJSON *json;

    package_files = 0;
    snprintf(text, sizeof(text), "variant,expression,probability,difference\r\nbase,%s,,\r\n", row);
    package_put("headline.csv", text);
    json = described(&manifest);
    CU_ASSERT_STRING_EQUAL(text_at(field(json, "headline", "probability"), "unit"), unit);
    CU_ASSERT_STRING_EQUAL(text_at(field(json, "headline", "difference"), "unit"), difference);
    CU_ASSERT_EQUAL(has_limits(field(json, "headline", "probability")), limits);
    CU_ASSERT_FALSE(has_limits(field(json, "headline", "difference")));
    cJSON_Delete(json);
}

static void test_headline(void)
{
    static const char either[] = "probability or unit";
    static const char difference[] = "difference in probability or unit";

    package_open();
    check_headline("truce.held", "truce.held", "probability", "difference in probability", true);
    check_headline("mean(cost)", "mean(cost)", "euros", "euros", false);
    check_headline("mean(other)", "mean(other)", either, difference, false);
    check_headline("truce.held", "mean(cost)", either, difference, false);
    check_headline("", "truce.held", either, difference, false);
    package_close();
}

/* The package's keys, a column that varies in texts, a byte-order mark, and files that are no tables. */
static void test_package(void)
{
    static const char swept[] =
        "\xEF\xBB\xBFvariant,sweep,talks.rule,force.required\r\nbase,s,nash,\r\nbase,t,,1e+20\r\n";
    const ent_manifest manifest = made("truce.held");
    cJSON *json;
    const cJSON *resources;
    const cJSON *resource;

    memcpy(package_root + strlen(package_root) - 6, "XXXXXX", 6);
    package_open();
    package_files = 0;
    package_put("sweeps.csv", swept);
    package_put("scenario.cfg", "a");
    package_put("table-1.csv", "a,b\r\n");
    json = described(&manifest);
    CU_ASSERT_STRING_EQUAL(text_at(json, "name"), "a-b-c.d");
    CU_ASSERT_STRING_EQUAL(text_at(json, "program"), "entente 1.2.3");
    CU_ASSERT_PTR_NULL(cJSON_GetObjectItemCaseSensitive(json, "title"));
    resources = cJSON_GetObjectItemCaseSensitive(json, "resources");
    CU_ASSERT_EQUAL_FATAL(cJSON_GetArraySize(resources), 1);
    resource = cJSON_GetArrayItem(resources, 0);
    CU_ASSERT_TRUE(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(resource, "byteOrderMark")));
    CU_ASSERT_EQUAL(cJSON_GetObjectItemCaseSensitive(resource, "bytes")->valuedouble, (double) strlen(swept));
    CU_ASSERT_STRING_EQUAL(text_at(resource, "hash") + 7, package_file[0].sha256);
    CU_ASSERT_STRING_EQUAL(text_at(field(json, "sweeps", "variant"), "type"), "string"); /* the mark is no part of it */
    CU_ASSERT_STRING_EQUAL(text_at(field(json, "sweeps", "talks.rule"), "type"), "string");
    CU_ASSERT_STRING_EQUAL(text_at(field(json, "sweeps", "force.required"), "type"), "number");
    cJSON_Delete(json);
    package_files = 0;
    CU_ASSERT_PTR_NULL(described(&manifest));
    package_close();
}

static void test_unreadable(void)
{
    const ent_manifest manifest = made("truce.held");
    static const ent_manifest_hash absent = {.name = "outcomes.csv", .sha256 = ""};
    ent_diagnostics diagnostics = {0};
    char *text = NULL;

    CU_ASSERT_EQUAL(ent_datapackage_text("/nowhere", &manifest, &absent, 1, &text, &diagnostics), ENT_ERR_IO);
    CU_ASSERT_PTR_NULL(text);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "/nowhere/outcomes.csv"));
    ent_diagnostics_free(&diagnostics);
}

/* A file that was read and has no line of names: the message gives no reason of the system. */
static void test_no_names(void)
{
    const ent_manifest manifest = made("truce.held");
    const char *const content[] = {"", "\"never closed,"};

    for (size_t i = 0; i < sizeof(content) / sizeof(*content); i++) {
        ent_diagnostics diagnostics = {0};
        char *text = NULL;
        memcpy(package_root + strlen(package_root) - 6, "XXXXXX", 6);
        package_open();
        package_files = 0;
        package_put("outcomes.csv", content[i]);
        errno = 0;
        CU_ASSERT_EQUAL(ent_datapackage_text(package_root, &manifest, package_file, package_files, &text, &diagnostics),
            ENT_ERR_IO);
        CU_ASSERT_EQUAL_FATAL(diagnostics.count, 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "/outcomes.csv: line 1 is no CSV row of this table"));
        ent_diagnostics_free(&diagnostics);
        package_close();
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"names alike", test_names_alike}, {"headline", test_headline}, {"package", test_package},
        {"unreadable", test_unreadable}, {"no names", test_no_names}, CU_TEST_INFO_NULL};

    return ent_run_suite("datapackage.json", tests);
}
