#include "base/status.h"
#include "cli/commands/page_template.h"
#include "cli/console.h"
#include "cli/install_paths.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "jobs/load.h"
#include "jobs/pages/live.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The scenarios of a page, with what they borrow from. */
typedef struct page_scenarios {
    ent_arena arena;
    ent_file_list files;
    ent_experiment *experiment;  /* [files.count] */
    ent_live_scenario *scenario; /* [scenarios] */
    size_t scenarios;
} page_scenarios;

static void page_scenarios_free(page_scenarios *self)
{
    for (size_t i = 0; self->experiment != NULL && i < self->files.count; i++) {
        ent_experiment_free(&self->experiment[i]);
    }
    ent_arena_free(&self->arena);
    *self = (page_scenarios){.scenarios = 0};
}

/* Lists the scenarios of the operands, or those that came with the program. */
static int list_scenarios(page_scenarios *self, const ent_options *options)
{
    ent_options own = *options;
    const char *folder;

    if (options->operands > 0) {
        return ent_list_files(options, &self->arena, &self->files);
    }
    folder = ent_own_folder("scenarios", &self->arena);
    if (folder == NULL) {
        ent_complain("the scenarios that came with the program are not where it is installed: name those for the page");
        return ENT_EXIT_FAILED;
    }
    own.operand = &folder;
    own.operands = 1;
    return ent_list_files(&own, &self->arena, &self->files);
}

/* Two scenarios of one name could not be told apart. */
static int check_names(const page_scenarios *self)
{
    for (size_t i = 0; i < self->scenarios; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcmp(self->scenario[i].name, self->scenario[k].name) == 0) {
                ent_complain("%s and %s would both be %s in the page: rename one of them", self->files.path[k],
                    self->files.path[i], self->scenario[i].name);
                return ENT_EXIT_USAGE;
            }
        }
    }
    return ENT_EXIT_OK;
}

/* Reads a scenario with its variants, so that all its mistakes are found, and describes it for the page. */
static int read_scenario(page_scenarios *self, const ent_options *options, size_t i)
{
    ent_diagnostics diagnostics = {0};
    ent_experiment *experiment = &self->experiment[i];
    int status = ent_load_to_check(options, self->files.path[i], &self->arena, experiment);

    if (status == ENT_EXIT_OK) {
        int made = ent_live_scenario_of(
            &self->scenario[self->scenarios], experiment->id, &experiment->item[0]->tree, &self->arena, &diagnostics);
        self->scenarios += made == ENT_OK ? 1 : 0;
        ent_print_diagnostics(&diagnostics, options->quiet);
        status = made == ENT_ERR_ARGUMENT ? ENT_EXIT_USAGE : ent_exit_status(made);
    }
    ent_diagnostics_free(&diagnostics);
    return status;
}

/* Reads all scenarios, even after errors, so that the errors of all are printed. */
static int read_scenarios(page_scenarios *self, const ent_options *options)
{
    int status = list_scenarios(self, options);

    if (status != ENT_EXIT_OK) {
        return status;
    }
    self->experiment = ent_arena_array(&self->arena, self->files.count + 1, sizeof(*self->experiment));
    self->scenario = ent_arena_array(&self->arena, self->files.count + 1, sizeof(*self->scenario));
    if (self->experiment == NULL || self->scenario == NULL) {
        return ENT_EXIT_FAILED;
    }
    for (size_t i = 0; i < self->files.count; i++) {
        int read = read_scenario(self, options, i);
        status = status == ENT_EXIT_OK ? read : status;
    }
    return status == ENT_EXIT_OK ? check_names(self) : status;
}

static void print_page(const ent_options *options, const char *path, const page_scenarios *scenarios, size_t bytes)
{
    if (ent_json_wanted()) {
        cJSON *json = cJSON_CreateObject();
        cJSON *names = cJSON_AddArrayToObject(json, "scenarios");
        cJSON_AddStringToObject(json, "file", path);
        ent_json_count(json, "bytes", bytes);
        for (size_t i = 0; i < scenarios->scenarios; i++) {
            ent_json_append(names, cJSON_CreateString(scenarios->scenario[i].name));
        }
        ent_json_result(json);
    } else if (!options->quiet) {
        printf("wrote %s, with %zu scenario%s; open it in a browser\n", ent_line(path), scenarios->scenarios,
            scenarios->scenarios == 1 ? "" : "s");
    }
}

static int page(const ent_options *options)
{
    page_scenarios scenarios = {.scenarios = 0};
    ent_live_template template;
    ent_diagnostics diagnostics = {0};
    const char *path = ent_options_gave(options, "out") ? options->out : ENT_LIVE_PAGE;
    size_t bytes = 0;
    int status = read_scenarios(&scenarios, options);

    if (status == ENT_EXIT_OK) {
        status = ent_read_page_template(options, &template, &scenarios.arena);
    }
    if (status == ENT_EXIT_OK) {
        int saved = ent_live_save(path, &template, scenarios.scenario, scenarios.scenarios, &bytes, &diagnostics);
        ent_print_diagnostics(&diagnostics, options->quiet);
        status = ent_exit_status(saved);
    }
    if (status == ENT_EXIT_OK) {
        print_page(options, path, &scenarios, bytes);
    }
    ent_diagnostics_free(&diagnostics);
    page_scenarios_free(&scenarios);
    return status;
}

const ent_command_entry ent_command_page = {.name = "page",
    .operands = "[FILE|DIR...]",
    .summary = "write one HTML page that holds the program and scenarios, for any browser",
    .text = "Writes one HTML file that holds the whole program, the charts and the scenarios with the tables and bases "
            "that they read: without a FILE those that came with the program. In a browser it opens from the disk, "
            "without a server or a network; a scenario can be changed and run there, to the same figures. An earlier "
            "page of that name is replaced, any other file is left alone.",
    .example = {{"entente page mine.cfg", "entente.html, to send to readers without the program"},
        {"entente page scenarios/ --out all.html", "every scenario of a folder"}},
    .options = "allow-outside out page",
    .most = ENT_MANY_OPERANDS,
    .out_file = "the page to write (entente.html)",
    .operand = ENT_ARGUMENT_SCENARIOS,
    .others = ENT_ARGUMENT_SCENARIOS,
    .run = page};
