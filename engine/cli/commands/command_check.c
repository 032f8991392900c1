#include "base/status.h"
#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "cli/summaries/run_cost.h"
#include "formula/number.h"
#include "jobs/load.h"
#include "run/difference.h"
#include "scenario/unknowns.h"
#include "tables/assumptions.h"
#include "wording/path_groups.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *readable(double value, char *buffer)
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

    printf("%s%s%s\n", ent_code_if(bold, ENT_CODE_BOLD), row->path, ent_code_if(bold, ENT_CODE_OFF));
    print_field("written", *row->written != '\0' ? row->written : "left out");
    print_field("understood", row->understood);
    if (row->structure) {
        /* a constant or a word: it has no percentiles */
    } else if (!isnan(row->p50) && row->p05 != row->p95) {
        char line[3 * ENT_NUMBER_TEXT + 8];
        snprintf(line, sizeof(line), "%s / %s / %s", readable(row->p05, low), readable(row->p50, middle),
            readable(row->p95, high));
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
    ent_json_number(json, "p05", true, row->p05); /* NaN and infinity become null */
    ent_json_number(json, "p50", true, row->p50);
    ent_json_number(json, "p95", true, row->p95);
    cJSON_AddStringToObject(json, "note", row->note);
    cJSON_AddStringToObject(json, "source", row->source);
    ent_json_append(list, json);
}

/* Prints a paragraph behind four blanks. */
static void print_indented(const char *text)
{
    fputs("    ", stdout);
    ent_print_wrapped(stdout, text, 4, 4, ent_terminal_reading_width(stdout));
}

/* The settings whose ranges the range across worlds does not show. */
static int print_drawn_anew(const ent_assumption_row *row, size_t rows, ent_arena *arena)
{
    const char **path = ent_arena_array(arena, rows, sizeof(*path));
    const char *list;
    size_t count = 0;

    for (size_t i = 0; path != NULL && i < rows; i++) {
        if (row[i].drawn_anew) {
            path[count++] = row[i].path;
        }
    }
    list = path != NULL ? ent_path_groups(path, count, arena) : NULL;
    if (list != NULL && count > 0) {
        putchar('\n');
        ent_print_wrapped(stdout, "Ranges drawn anew in every draw; not in the range across what we do not know", 0, 0,
            ent_terminal_reading_width(stdout));
        print_indented(list);
        print_indented("What could be known, but is not, is written unknown(...).");
    }
    return list != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static const char *change_text(const char *written)
{
    return written == NULL ? "left out" : *written == '\0' ? "a group" : written;
}

/* "; puts together us_in, then un_framework", for a variant of variants; "" for any other. NULL when memory is out. */
static const char *parts_of(const ent_experiment *experiment, const char *id, ent_arena *arena)
{
    const ent_scenario *base = &experiment->item[0]->scenario;
    const char *text = "";

    for (size_t v = 0; v < base->variants; v++) {
        const ent_variant *variant = &base->variant[v];
        for (size_t i = 0; strcmp(variant->label.id, id) == 0 && text != NULL && i < variant->ofs; i++) {
            text = ent_arena_printf(arena, "%s%s %s", text, i == 0 ? "; puts together" : ", then", variant->of[i]);
        }
    }
    return text;
}

/* The changes of a variant or an expert. kind: "Variant"; parts: of a variant of variants, else "" */
static int print_changes_of(const char *kind, const ent_variant_model *variant, const char *parts, ent_arena *arena)
{
    const ent_changes *changes = &variant->changes;
    const char *head = ent_arena_printf(arena, "%s %s (%s)%s%s", kind, variant->id, variant->label,
        changes->count == 0 ? " changes nothing" : "", parts);

    if (head == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    putchar('\n');
    ent_print_wrapped(stdout, head, 0, 0, ent_terminal_reading_width(stdout));
    for (size_t i = 0; i < changes->count; i++) {
        const ent_change *change = &changes->item[i];
        const char *line = ent_arena_printf(
            arena, "%s: %s to %s", change->path, change_text(change->before), change_text(change->after));
        if (line == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        print_indented(line);
    }
    return ENT_OK;
}

/* The changes of each expert and each variant. */
static int print_changes(const ent_experiment *experiment, ent_arena *arena)
{
    const ent_variant_model *base = experiment->item[0];
    int status = ENT_OK;

    for (size_t e = 0; e < base->experts && status == ENT_OK; e++) {
        status = print_changes_of("Expert", base->expert[e], "", arena);
    }
    for (size_t v = 1; v < experiment->count && status == ENT_OK; v++) {
        const char *parts = parts_of(experiment, experiment->item[v]->id, arena);
        status = parts != NULL ? print_changes_of("Variant", experiment->item[v], parts, arena) : ENT_ERR_NO_MEMORY;
    }
    return status;
}

/* Ends the line on the contents of a file. */
static void print_cases(size_t cases)
{
    if (cases > 0) {
        printf(", %zu case%s", cases, cases == 1 ? "" : "s");
    }
    putchar('\n');
}

/* json: the list for the settings; NULL: they are printed. */
static int print_settings(const ent_options *options, const ent_experiment *experiment, cJSON *json)
{
    ent_arena arena = {0};
    ent_assumption_row *row = NULL;
    size_t rows = 0;
    size_t settings = 0; /* quantities */
    size_t unsourced = 0;
    int status = ent_assumptions(experiment->item[0], &arena, &row, &rows);

    for (size_t i = 0; status == ENT_OK && i < rows; i++) {
        if (!row[i].structure) {
            settings++;
            unsourced += *row[i].note == '\0' && *row[i].source == '\0' ? 1 : 0;
        }
        if (json != NULL) {
            add_row(json, &row[i]);
        } else if (!options->quiet) {
            print_row(&row[i]);
        }
    }
    if (status == ENT_OK && json == NULL && !options->quiet) {
        status = print_drawn_anew(row, rows, &arena);
        status = status == ENT_OK ? print_changes(experiment, &arena) : status;
        printf("\n%s: fine; %zu setting%s, %zu of them without note or source, %zu variant%s", ent_line(experiment->id),
            settings, settings == 1 ? "" : "s", unsourced, experiment->count - 1, experiment->count == 2 ? "" : "s");
        print_cases(experiment->item[0]->scenario.cases);
    }
    ent_arena_free(&arena);
    return ent_exit_status(status);
}

static void print_warnings(const ent_options *options, const ent_experiment *experiment)
{
    ent_diagnostics warnings = {0};

    ent_experiment_warnings(experiment, &warnings);
    ent_print_diagnostics(&warnings, options->quiet);
    ent_diagnostics_free(&warnings);
}

static void add_name(cJSON *list, const char *key, const ent_label *label)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, key, label->id);
    cJSON_AddStringToObject(json, "name", label->name);
    ent_json_append(list, json);
}

/* Appends the path of a setting whose range is drawn anew. */
static int add_drawn_anew(const ent_quantity *quantity, void *context)
{
    if (quantity->given && ent_quantity_is_drawn_anew(quantity)) {
        ent_json_append(context, cJSON_CreateString(quantity->path));
    }
    return ENT_OK;
}

/* Adds the values of --variant, the operands of `sweep`, experts, cases, and the settings whose ranges are drawn anew.
 */
static void add_names(cJSON *json, const ent_experiment *experiment)
{
    const ent_scenario *scenario = &experiment->item[0]->scenario;
    cJSON *variants = cJSON_AddArrayToObject(json, "variants");
    cJSON *sweeps = cJSON_AddArrayToObject(json, "sweeps");

    (void) ent_scenario_each_quantity(scenario, add_drawn_anew, cJSON_AddArrayToObject(json, "drawn_anew"));
    if (scenario->experts > 0) {
        cJSON *experts = cJSON_AddArrayToObject(json, "experts");
        for (size_t e = 0; e < scenario->experts; e++) {
            add_name(experts, "expert", &scenario->expert[e].label);
        }
    }
    if (scenario->cases > 0) {
        cJSON *cases = cJSON_AddArrayToObject(json, "cases");
        for (size_t i = 0; i < scenario->cases; i++) {
            add_name(cases, "case", &scenario->one_case[i].label);
        }
    }
    for (size_t v = 0; v < scenario->variants; v++) {
        add_name(variants, "variant", &scenario->variant[v].label);
    }
    for (size_t s = 0; s < scenario->sweeps; s++) {
        add_name(sweeps, "sweep", &scenario->sweep[s].label);
    }
}

/* Adds the result of one file. Returns the list for its settings, NULL without JSON output. */
static cJSON *add_result(const char *path, const ent_experiment *experiment, bool fine, ent_arena *arena)
{
    cJSON *json;
    cJSON *settings;
    const char *id = ent_scenario_id(path, arena);

    if (!ent_json_wanted()) {
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
    return ent_json_result(json) ? settings : NULL;
}

static int check_one(const ent_options *options, const char *path, ent_arena *arena)
{
    ent_experiment experiment = {0};
    int status = ent_load_to_check(options, path, arena, &experiment);
    cJSON *settings = add_result(path, &experiment, status == ENT_EXIT_OK, arena);

    if (status == ENT_EXIT_OK) {
        print_warnings(options, &experiment);
        status = ent_print_run_cost(&experiment, options->quiet);
    }
    if (status == ENT_EXIT_OK) {
        status = print_settings(options, &experiment, settings);
    }
    ent_experiment_free(&experiment);
    return status;
}

static int check(const ent_options *options)
{
    ent_arena arena = {0};
    ent_file_list files = {0};
    int status = ent_list_files(options, &arena, &files);

    for (size_t i = 0; i < files.count; i++) {
        int checked = check_one(options, files.path[i], &arena);
        status = status == ENT_EXIT_OK ? checked : status;
    }
    if (status == ENT_EXIT_OK && strcmp(options->operand[0], "-") != 0) {
        ent_print_next_alike(options, "entente run %s", options->operand[0]);
    }
    ent_arena_free(&arena);
    return status;
}

const ent_command_entry ent_command_check = {.name = "check",
    .operands = "FILE|DIR...",
    .summary = "say every setting as understood, and every mistake",
    .text = "Says every setting that the results depend on as written and as understood, with its 5th, 50th and 95th "
            "percentile, the ranges that are drawn anew in every draw, what each expert and variant changes, and all "
            "mistakes at once, those of the cases among them. Nothing is simulated or written. Settings that change "
            "month by month are shown as "
            "in the first month of a truce.",
    .example = {{"entente check mine.cfg", "every setting in words"},
        {"entente check scenarios/ --quiet", "mistakes only, of a whole folder"}},
    .options = ENT_OPTIONS_OF_SETTINGS,
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "a scenario file",
    .operand = ENT_ARGUMENT_SCENARIOS,
    .others = ENT_ARGUMENT_SCENARIOS,
    .run = check};
