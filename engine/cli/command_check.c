#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"
#include "formula/number.h"
#include "tables/assumptions.h"

#include <math.h>
#include <stdio.h>

static const char *shown(double value, char *buffer)
{
    return isnan(value) ? "-" : ent_number_readable(value, 3, buffer);
}

static void print_field(const char *name, const char *text)
{
    printf("    %-10s  ", name);
    ent_print_wrapped(stdout, text, 16, 16, ent_terminal_reading_width(stdout));
}

static void print_row(const ent_assumption_row *row)
{
    char low[ENT_NUMBER_TEXT];
    char middle[ENT_NUMBER_TEXT];
    char high[ENT_NUMBER_TEXT];

    bool bold = ent_console_colour(stdout);

    printf("%s%s%s\n", bold ? "\033[1m" : "", row->path, bold ? "\033[0m" : "");
    print_field("written", row->written);
    print_field("understood", row->understood);
    if (!isnan(row->p50) && row->p05 != row->p95) {
        char line[3 * ENT_NUMBER_TEXT + 8];
        snprintf(line, sizeof(line), "%s / %s / %s", shown(row->p05, low), shown(row->p50, middle),
            shown(row->p95, high));
        fputs("    5% / 50% / 95%  ", stdout);
        ent_print_wrapped(stdout, line, 20, 16, ent_terminal_reading_width(stdout));
    } else if (isnan(row->p50)) {
        printf("    5%% / 50%% / 95%%  not met in a pilot of %d futures\n", ENT_PILOT_DRAWS);
    }
    if (*row->note != '\0') {
        print_field("note", row->note);
    }
    if (*row->source != '\0') {
        print_field("source", row->source);
    }
}

static void add_row(cJSON *list, const ent_assumption_row *row)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "path", row->path);
    cJSON_AddStringToObject(json, "written", row->written);
    cJSON_AddStringToObject(json, "understood", row->understood);
    cJSON_AddNumberToObject(json, "p05", row->p05); /* NaN and infinity become null */
    cJSON_AddNumberToObject(json, "p50", row->p50);
    cJSON_AddNumberToObject(json, "p95", row->p95);
    cJSON_AddStringToObject(json, "note", row->note);
    cJSON_AddStringToObject(json, "source", row->source);
    cJSON_AddItemToArray(list, json);
}

static int say_settings(const ent_options *options, const ent_experiment *experiment, cJSON *json)
{
    ent_arena arena = {0};
    ent_assumption_row *row = NULL;
    size_t rows = 0;
    size_t unsourced = 0;
    int status = ent_assumptions(experiment->item[0], &arena, &row, &rows);

    for (size_t i = 0; status == ENT_OK && i < rows; i++) {
        unsourced += *row[i].note == '\0' && *row[i].source == '\0' ? 1 : 0;
        if (json != NULL) {
            add_row(json, &row[i]);
        } else if (!options->quiet) {
            print_row(&row[i]);
        }
    }
    if (status == ENT_OK && json == NULL && !options->quiet) {
        printf("%s: fine; %zu settings, %zu of them without note or source, %zu variant%s\n", experiment->id, rows,
            unsourced, experiment->count - 1, experiment->count == 2 ? "" : "s");
    }
    ent_arena_free(&arena);
    return ent_exit_status(status);
}

/* Warnings of reading, each once, whatever variants it is true of; a run has them by variant in warnings.csv. */
static void say_warnings(const ent_options *options, const ent_experiment *experiment)
{
    ent_diagnostics all = {0};

    for (size_t v = 0; v < experiment->count; v++) {
        const ent_diagnostics *from = &experiment->item[v]->warnings;
        for (size_t i = 0; i < from->count; i++) {
            const ent_diagnostic *item = &from->item[i];
            if (!ent_diagnostics_has(&all, item)) {
                ent_diagnostics_add(&all, item->severity, item->at, item->path, item->help, "%s", item->text);
            }
        }
    }
    ent_print_diagnostics(&all, options->quiet);
    ent_diagnostics_free(&all);
}

static void add_name(cJSON *list, const char *key, const ent_label *label)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, key, label->id);
    cJSON_AddStringToObject(json, "name", label->name);
    cJSON_AddItemToArray(list, json);
}

/* What --variant and sweep may be given. */
static void add_names(cJSON *json, const ent_experiment *experiment)
{
    const ent_scenario *scenario = &experiment->item[0]->scenario;
    cJSON *variants = cJSON_AddArrayToObject(json, "variants");
    cJSON *sweeps = cJSON_AddArrayToObject(json, "sweeps");

    for (size_t v = 0; v < scenario->variants; v++) {
        add_name(variants, "variant", &scenario->variant[v].label);
    }
    for (size_t s = 0; s < scenario->sweeps; s++) {
        add_name(sweeps, "sweep", &scenario->sweep[s].label);
    }
}

/* The result of one file; its settings only when it has no mistake. The list for them, NULL without JSON. */
static cJSON *add_result(const char *path, const ent_experiment *experiment, bool fine, ent_arena *arena)
{
    cJSON *json;
    cJSON *settings;
    const char *id = ent_scenario_id(path, arena);

    if (!ent_answer_wanted()) {
        return NULL;
    }
    json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "scenario", id != NULL ? id : path);
    cJSON_AddStringToObject(json, "file", path);
    cJSON_AddBoolToObject(json, "fine", fine);
    if (fine) {
        add_names(json, experiment);
    }
    settings = cJSON_AddArrayToObject(json, "settings");
    ent_answer_result(json);
    return settings;
}

static int check_one(const ent_options *options, const char *path, ent_arena *arena)
{
    ent_experiment experiment = {0};
    int status = ent_load_experiment(options, path, false, arena, &experiment);
    cJSON *settings = add_result(path, &experiment, status == ENT_EXIT_OK, arena);

    if (status == ENT_EXIT_OK) {
        say_warnings(options, &experiment);
        status = say_settings(options, &experiment, settings);
    }
    ent_experiment_free(&experiment);
    return status;
}

int ent_command_check(const ent_options *options)
{
    ent_arena arena = {0};
    ent_file_list files = {0};
    int status = ent_list_files(options, &arena, &files);

    for (size_t i = 0; i < files.count; i++) {
        int checked = check_one(options, files.path[i], &arena);
        status = status == ENT_EXIT_OK ? checked : status;
    }
    if (status == ENT_EXIT_OK) {
        ent_say_next(options, "entente run %s", options->operand[0]);
    }
    ent_arena_free(&arena);
    return status;
}
