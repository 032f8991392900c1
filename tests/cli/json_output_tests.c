/* The JSON document: its members, messages, numbers that are not known, and several documents in lines. */
#include "command_line.h"

#include <math.h>

/* Prints the document; the caller frees it. */
static char *printed(const char *command, int status)
{
    redirected out;

    redirect(&out, stdout);
    CU_ASSERT_EQUAL(ent_json_print(command, status), 0);
    return restore(&out);
}

static void test_not_wanted(void)
{
    char *text;

    ent_json_close();
    CU_ASSERT_FALSE(ent_json_wanted());
    ent_json_message("error", "lost");
    ent_json_diagnostic(&(ent_diagnostic){.text = "lost"});
    ent_json_result(cJSON_CreateObject()); /* freed at once */
    text = printed("run", 1);
    CU_ASSERT_STRING_EQUAL(text, "");
    free(text);
}

static void test_document(void)
{
    char *text;

    ent_json_open();
    ent_json_in_lines();
    CU_ASSERT_TRUE(ent_json_wanted());
    ent_json_message("error", "a \"text\"");
    ent_json_result(cJSON_CreateNumber(7));
    text = printed("run", 2);
    CU_ASSERT_STRING_EQUAL(text,
        "{\"entente\":\"" ENTENTE_VERSION "\",\"command\":\"run\",\"exit_status\":2,"
        "\"messages\":[{\"severity\":\"error\",\"text\":\"a \\\"text\\\"\"}],\"results\":[7]}\n");
    free(text);
    text = printed(NULL, 0); /* an empty one follows */
    CU_ASSERT_STRING_EQUAL(text, "{\"entente\":\"" ENTENTE_VERSION "\",\"command\":null,\"exit_status\":0,"
                                 "\"messages\":[],\"results\":[]}\n");
    free(text);
    ent_json_close();
}

static void test_diagnostic(void)
{
    const ent_source source = {.name = "a.cfg", .text = "x", .length = 1};
    const ent_diagnostic whole = {.severity = ENT_SEVERITY_WARNING,
        .at = {.source = &source, .line = 2, .column = 3, .length = 4},
        .path = "events.e",
        .text = "odd",
        .help = "mend it"};
    const ent_diagnostic bare = {.severity = ENT_SEVERITY_NOTE, .path = "", .text = "well"};
    char *text;

    ent_json_open();
    ent_json_in_lines();
    ent_json_diagnostic(&whole);
    ent_json_diagnostic(&bare);
    text = printed("check", 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(text,
        "[{\"severity\":\"warning\",\"text\":\"odd\",\"file\":\"a.cfg\",\"line\":2,\"column\":3,\"length\":4,"
        "\"path\":\"events.e\",\"help\":\"mend it\"},{\"severity\":\"note\",\"text\":\"well\"}]"));
    free(text);
    ent_json_close();
}

static void test_numbers(void)
{
    const ent_estimate estimate = {.p = 0.25, .has_p = true, .low = 0.125, .high = 0.5, .has_interval = true};
    const ent_difference difference = {.value = -0.5, .has_value = true};
    cJSON *json = cJSON_CreateObject();
    char *text;

    ent_json_estimate(json, &estimate);
    ent_json_difference(json, &difference);
    ent_json_number(json, "nan", true, NAN);
    ent_json_number(json, "infinity", true, INFINITY);
    text = cJSON_PrintUnformatted(json);
    CU_ASSERT_STRING_EQUAL(text, "{\"probability\":0.25,\"mc_low\":0.125,\"mc_high\":0.5,\"world_p05\":null,"
                                 "\"world_p50\":null,\"world_p95\":null,\"difference\":-0.5,\"difference_low\":null,"
                                 "\"difference_high\":null,\"nan\":null,\"infinity\":null}");
    cJSON_free(text);
    cJSON_Delete(json);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"not wanted", test_not_wanted},
        {"document", test_document},
        {"diagnostics", test_diagnostic},
        {"numbers", test_numbers},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("cli/json_output", tests);
}
