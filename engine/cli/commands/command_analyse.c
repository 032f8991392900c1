#include "base/status.h"
#include "cli/commands/analyse_choices.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "cli/summaries/run_summary.h"
#include "jobs/analyse/analyse.h"
#include "jobs/analyse/methods.h"
#include "jobs/load.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* --- operands ----------------------------------------------------------------------------------------------------- */

/* The operands, methods apart from files. */
typedef struct analyse_operands {
    const char **file, **method; /* [files], [methods] */
    size_t files, methods;
} analyse_operands;

/* A word that looks like a misspelt method: no path, no ending. */
static bool looks_like_method(const char *word)
{
    return strchr(word, '/') == NULL && strchr(word, '.') == NULL && strcmp(word, ENT_STANDARD_INPUT) != 0;
}

static int complain_of_word(const char *word)
{
    const char *names[16];
    size_t count;
    const ent_analysis_method *const *method = ent_methods(&count);
    const char *near;

    for (size_t i = 0; i < count && i < 16; i++) {
        names[i] = method[i]->name;
    }
    near = ent_nearest_name(word, names, count);
    ent_complain("there is no method `%s` of analyse, nor a file of that name%s%s%s", word,
        near != NULL ? "; did you mean `" : "; `entente help analyse` lists the methods", near != NULL ? near : "",
        near != NULL ? "`?" : "");
    return ENT_EXIT_USAGE;
}

/* Returns an exit status, after a message. */
static int sort_operands(const ent_options *options, ent_arena *arena, analyse_operands *self)
{
    self->file = ent_arena_array(arena, options->operands, sizeof(*self->file));
    self->method = ent_arena_array(arena, options->operands, sizeof(*self->method));
    if (self->file == NULL || self->method == NULL) {
        return ENT_EXIT_FAILED;
    }
    for (size_t i = 0; i < options->operands; i++) {
        const char *word = options->operand[i];
        FILE *file = NULL;
        if (ent_method_find(word) != NULL) {
            self->method[self->methods++] = word;
            continue;
        }
        file = looks_like_method(word) ? fopen(word, "r") : NULL;
        if (looks_like_method(word) && file == NULL) {
            return complain_of_word(word);
        }
        if (file != NULL) {
            fclose(file);
        }
        self->file[self->files++] = word;
    }
    if (self->files == 0) {
        ent_complain("analyse needs a scenario file: entente analyse FILE %s", options->operand[0]);
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

/* --- output ------------------------------------------------------------------------------------------------------- */

/* The findings, below the question of each method. */
static void print_findings(const ent_analysis *self)
{
    const bool bold = ent_console_colour(stdout);
    const ent_analysis_method *method = NULL;

    for (size_t i = 0; i < self->findings; i++) {
        if (self->finding[i].method != method) {
            method = self->finding[i].method;
            printf("%s%s%s: %s\n", ent_code_if(bold, ENT_CODE_BOLD), method->name, ent_code_if(bold, ENT_CODE_OFF),
                method->about);
        }
        printf("  %s\n", self->finding[i].text);
    }
    printf("report: %s/report.html\n", ent_line(self->results.folder));
}

static void add_tables(const ent_analysis *self, cJSON *json)
{
    cJSON *tables = cJSON_AddArrayToObject(json, "tables");

    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        if (self->results.table[t].length > 0) {
            ent_json_append(tables, cJSON_CreateString(ent_tables[t]->file));
        }
    }
}

static void add_json(const ent_analysis *self)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *findings;

    cJSON_AddStringToObject(json, "scenario", self->experiment->id);
    cJSON_AddStringToObject(json, "variant", self->variant->id);
    cJSON_AddStringToObject(json, "headline", self->variant->scenario.headline);
    cJSON_AddStringToObject(json, "folder", self->results.folder);
    cJSON_AddBoolToObject(json, "ran", self->ran);
    findings = cJSON_AddArrayToObject(json, "findings");
    for (size_t i = 0; i < self->findings; i++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "method", self->finding[i].method->name);
        cJSON_AddStringToObject(one, "text", self->finding[i].text);
        ent_json_append(findings, one);
    }
    add_tables(self, json);
    ent_json_result(json);
}

static void print_end(const ent_options *options, ent_analysis *self, int status)
{
    ent_print_diagnostics(&self->run.diagnostics, options->quiet);
    ent_print_diagnostics(&self->results.diagnostics, options->quiet);
    if (status == ENT_OK && options->json) {
        add_json(self);
    } else if (status == ENT_OK && !options->quiet) {
        print_findings(self);
    } else if (status == ENT_ERR_INTERRUPTED) {
        ent_print_stop(self->experiment->id, &self->results.progress);
    } else if (status != ENT_OK && self->results.diagnostics.errors == 0 && self->run.diagnostics.errors == 0) {
        ent_complain("%s: %s", self->experiment->id, ent_strerror(status));
    }
}

/* --- analyse ------------------------------------------------------------------------------------------------------ */

/* The draw of --draw, and --world: a number over all worlds, or within the world, which --world names. Returns an exit
 * status, after a message. */
static int find_draw(const ent_options *options, const ent_run_size *run, ent_job_request *request)
{
    const uint64_t all = run->worlds * run->replications;

    request->at_draw = ent_options_gave(options, "draw");
    request->draw = options->draw;
    if (!ent_options_gave(options, "world")) {
        if (request->at_draw && options->draw >= all) {
            ent_complain("there is no draw %" PRIu64 ": they are 0 to %" PRIu64, options->draw, all - 1);
            return ENT_EXIT_USAGE;
        }
        return ENT_EXIT_OK;
    }
    if (!request->at_draw) {
        ent_complain(
            "--world %" PRIu64 " goes with a draw: --world %" PRIu64 " --draw 0", options->world, options->world);
        return ENT_EXIT_USAGE;
    }
    if (options->world >= run->worlds) {
        ent_complain("there is no world %" PRIu64 ": they are 0 to %" PRIu64, options->world, run->worlds - 1);
        return ENT_EXIT_USAGE;
    }
    if (options->draw / run->replications == options->world) { /* its number over all worlds, as in draws.csv */
        return ENT_EXIT_OK;
    }
    if (options->draw >= run->replications) {
        ent_complain("there is no draw %" PRIu64 " in world %" PRIu64 ": they are 0 to %" PRIu64 ", or %" PRIu64
                     " to %" PRIu64 " counted over all worlds",
            options->draw, options->world, run->replications - 1, options->world * run->replications,
            (options->world + 1) * run->replications - 1);
        return ENT_EXIT_USAGE;
    }
    request->draw = options->world * run->replications + options->draw;
    return ENT_EXIT_OK;
}

static int analyse_variant(const ent_options *options, const analyse_operands *operands, const ent_choices *choices,
    ent_experiment *experiment, size_t variant)
{
    ent_job_console console;
    ent_analysis analysis = {.method = NULL};
    int status;

    ent_job_console_open(&console, options);
    console.request.name = operands->method;
    console.request.names = operands->methods;
    console.request.choose = choices->id;
    console.request.choices = choices->count;
    status = find_draw(options, &experiment->item[variant]->scenario.run, &console.request);
    if (status != ENT_EXIT_OK) {
        ent_job_console_close(&console);
        return status;
    }
    ent_job_console_begin(&console, experiment->id);
    ent_defer_interrupts(true);
    status = ent_job_analyse(&analysis, &console.request, &console.host, experiment, variant);
    ent_defer_interrupts(false);
    ent_job_console_end(&console);
    print_end(options, &analysis, status);
    status = status == ENT_OK && ent_charts_missing(&analysis.results, options) ? ENT_ERR_CHART : status;
    ent_analysis_free(&analysis);
    ent_job_console_close(&console);
    return ent_exit_status(status);
}

static int analyse_file(const ent_options *options, const analyse_operands *operands, const char *path)
{
    ent_arena arena = {0};
    ent_experiment experiment = {0};
    int status = ent_load_experiment(options, path, false, &arena, &experiment);

    if (status == ENT_EXIT_OK) {
        size_t variant = ent_pick_variant(options, &experiment);
        ent_choices choices = {.count = 0};
        ent_print_notes(options, &experiment);
        status = variant != SIZE_MAX ? ent_choices_read(&choices, options, &experiment, &arena) : ENT_EXIT_USAGE;
        status = status == ENT_EXIT_OK ? analyse_variant(options, operands, &choices, &experiment, variant) : status;
    }
    ent_experiment_free(&experiment);
    ent_arena_free(&arena);
    return status;
}

static int analyse(const ent_options *options)
{
    ent_arena arena = {0};
    analyse_operands operands = {.files = 0};
    int status = sort_operands(options, &arena, &operands);

    for (size_t i = 0; i < operands.files && status == ENT_EXIT_OK; i++) {
        status = analyse_file(options, &operands, operands.file[i]);
    }
    ent_arena_free(&arena);
    return status;
}

const ent_command_entry ent_command_analyse = {.name = "analyse",
    .operands = "FILE... [METHOD...]",
    .summary = "why the headline is what it is, and what would change it",
    .text = "Adds analyses to the results of a scenario: tables, charts and sections of report.html, and a sentence "
            "for each finding. All methods, or those named. The scenario is run first where its folder does not "
            "hold the run.",
    .example = {{"entente analyse mine.cfg", "every method"},
        {"entente analyse mine.cfg value --choose base,air_cover", "what knowing more is worth to a choice of two"},
        {"entente analyse mine.cfg frontier --world 3 --draw 17", "the space of deals in one future"}},
    .options =
        ENT_OPTIONS_OF_SETTINGS " variant world draw choose least chance threads out excel format no-charts fresh",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "a scenario file",
    .operand = ENT_ARGUMENT_SCENARIO,
    .others = ENT_ARGUMENT_METHOD,
    .run = analyse};
