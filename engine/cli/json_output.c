#include "cli/json_output.h"

#include "base/status.h"
#include "base/utf8.h"
#include "base/visible_text.h"
#include "cli/options.h"
#include "formula/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct json_output {
    bool wanted, lines;
    cJSON *messages, *results;
} output;

/* cJSON leaves out items on lack of memory, and a document without them looks whole: so a refusal is kept in mind. */
static bool ran_out;

static void *take_memory(size_t size)
{
    void *memory = malloc(size);

    ran_out = ran_out || memory == NULL;
    return memory;
}

bool ent_json_ran_out(void)
{
    return ran_out;
}

void ent_json_open(void)
{
    cJSON_Hooks memory = {.malloc_fn = take_memory, .free_fn = free};

    cJSON_InitHooks(&memory);
    ent_json_close();
    output = (struct json_output){.wanted = true, .messages = cJSON_CreateArray(), .results = cJSON_CreateArray()};
}

void ent_json_close(void)
{
    cJSON_Delete(output.messages);
    cJSON_Delete(output.results);
    output = (struct json_output){0};
}

void ent_json_in_lines(void)
{
    output.lines = true;
}

bool ent_json_wanted(void)
{
    return output.wanted;
}

bool ent_json_result(cJSON *result)
{
    bool added = output.wanted && cJSON_AddItemToArray(output.results, result);

    if (!added) {
        cJSON_Delete(result);
    }
    return added;
}

void ent_json_append(cJSON *list, cJSON *item)
{
    if (!cJSON_AddItemToArray(list, item)) {
        cJSON_Delete(item);
    }
}

void ent_json_member(cJSON *object, const char *key, cJSON *item)
{
    if (!cJSON_AddItemToObject(object, key, item)) {
        cJSON_Delete(item);
    }
}

static cJSON *new_message(const char *severity, const char *text)
{
    cJSON *message = cJSON_CreateObject();

    cJSON_AddStringToObject(message, "severity", severity);
    cJSON_AddStringToObject(message, "text", text);
    if (!cJSON_AddItemToArray(output.messages, message)) {
        cJSON_Delete(message);
        return NULL;
    }
    return message;
}

void ent_json_message(const char *severity, const char *text)
{
    if (output.wanted) {
        new_message(severity, text);
    }
}

void ent_json_diagnostic(const ent_diagnostic *diagnostic)
{
    static const char *const severity[] = {"error", "warning", "note"};
    cJSON *message;

    if (!output.wanted) {
        return;
    }
    message = new_message(severity[diagnostic->severity], diagnostic->text);
    if (diagnostic->at.source != NULL && diagnostic->at.line > 0) {
        cJSON_AddStringToObject(message, "file", diagnostic->at.source->name);
        cJSON_AddNumberToObject(message, "line", diagnostic->at.line);
        cJSON_AddNumberToObject(message, "column", diagnostic->at.column);
        cJSON_AddNumberToObject(message, "length", diagnostic->at.length);
    }
    if (diagnostic->path != NULL && *diagnostic->path != '\0') {
        cJSON_AddStringToObject(message, "path", diagnostic->path);
    }
    if (diagnostic->help != NULL) {
        cJSON_AddStringToObject(message, "help", diagnostic->help);
    }
}

/* The document so far. */
static cJSON *make_document(const char *command, int exit_status)
{
    cJSON *document = cJSON_CreateObject();

    cJSON_AddStringToObject(document, "entente", ENTENTE_VERSION);
    if (command != NULL) {
        cJSON_AddStringToObject(document, "command", command);
    } else {
        cJSON_AddNullToObject(document, "command");
    }
    cJSON_AddNumberToObject(document, "exit_status", exit_status);
    return document;
}

int ent_json_print(const char *command, int exit_status)
{
    cJSON *document;
    ent_arena arena = {0};
    char *text;
    char *valid;
    const char *shown;
    bool before = ran_out;

    if (!output.wanted) {
        return ENT_OK;
    }
    document = make_document(command, exit_status);
    ent_json_member(document, "messages", output.messages);
    ent_json_member(document, "results", output.results);
    output.messages = cJSON_CreateArray(); /* the document owns the former ones */
    output.results = cJSON_CreateArray();
    text = output.lines ? cJSON_PrintUnformatted(document) : cJSON_Print(document);
    cJSON_Delete(document);
    valid = text != NULL ? ent_utf8_valid_copy(text) : NULL;
    cJSON_free(text);
    shown = valid != NULL ? ent_visible_text(valid, false, &arena) : NULL; /* \u0085 is JSON too */
    if (ran_out != before) {
        shown = NULL; /* a member is missing */
    }
    if (shown != NULL) {
        puts(shown);
    }
    free(valid);
    ent_arena_free(&arena);
    return shown != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

char *ent_json_interrupted(const char *command)
{
    cJSON *document;
    cJSON *messages;
    char *text;
    char *line = NULL;

    if (!output.wanted) {
        return NULL;
    }
    document = make_document(command, ENT_EXIT_INTERRUPTED);
    messages = cJSON_AddArrayToObject(document, "messages");
    ent_json_append(messages, cJSON_CreateObject());
    cJSON_AddStringToObject(cJSON_GetArrayItem(messages, 0), "severity", "error");
    cJSON_AddStringToObject(cJSON_GetArrayItem(messages, 0), "text", "interrupted");
    cJSON_AddArrayToObject(document, "results");
    text = cJSON_PrintUnformatted(document);
    cJSON_Delete(document);
    if (text != NULL) {
        size_t room = strlen(text) + 2;
        line = malloc(room);
        if (line != NULL) {
            snprintf(line, room, "%s\n", text);
        }
    }
    cJSON_free(text);
    return line;
}

/* Numbers are added as text, since cJSON prints 9007199254740991 as ...990 and cuts other doubles to 15 digits. */
void ent_json_count(cJSON *json, const char *key, uint64_t number)
{
    char text[ENT_NUMBER_TEXT];

    snprintf(text, sizeof(text), "%" PRIu64, number);
    cJSON_AddRawToObject(json, key, text);
}

void ent_json_number(cJSON *json, const char *key, bool known, double number)
{
    char text[ENT_NUMBER_TEXT];

    if (known && isfinite(number)) {
        cJSON_AddRawToObject(json, key, ent_number_shortest(number, text));
    } else {
        cJSON_AddNullToObject(json, key);
    }
}

void ent_json_estimate(cJSON *json, const ent_estimate *estimate)
{
    ent_json_number(json, "probability", estimate->has_p, estimate->p);
    ent_json_number(json, "mc_low", estimate->has_interval, estimate->low);
    ent_json_number(json, "mc_high", estimate->has_interval, estimate->high);
    ent_json_number(json, "world_p05", estimate->has_range, estimate->p05);
    ent_json_number(json, "world_p50", estimate->has_range, estimate->p50);
    ent_json_number(json, "world_p95", estimate->has_range, estimate->p95);
}

void ent_json_difference(cJSON *json, const ent_difference *difference)
{
    ent_json_number(json, "difference", difference->has_value, difference->value);
    ent_json_number(json, "difference_low", difference->has_interval, difference->low);
    ent_json_number(json, "difference_high", difference->has_interval, difference->high);
}
