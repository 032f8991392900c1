#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"
#include "cli/narrative.h"
#include "tables/draw_rows.h"
#include "simulate/simulator.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The draw as the row of draws.csv that it is, and as told. */
static void add_values(cJSON *json, const ent_block *block, const ent_variant_model *variant, ent_arena *arena)
{
    size_t columns = 0;
    const char **column = ent_draw_columns(&variant->scenario, arena, &columns);
    ent_cell *cell = ent_arena_array(arena, columns + 1, sizeof(*cell));
    cJSON *values = cJSON_AddObjectToObject(json, "values");
    size_t count = column != NULL && cell != NULL ? ent_draw_cells(block, 0, cell) : 0;

    for (size_t i = 0; i < count && i < columns; i++) {
        if (cell[i].text != NULL) {
            cJSON_AddStringToObject(values, column[i], cell[i].text);
        } else {
            cJSON_AddNumberToObject(values, column[i], cell[i].number);
        }
    }
}

/* The sentences, as a text of the caller's; NULL when memory is out. */
static char *told(const ent_block *block)
{
    char *story = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&story, &length);

    if (stream == NULL) {
        return NULL;
    }
    ent_narrate(stream, block);
    fclose(stream);
    return story;
}

static int tell(const ent_block *block)
{
    char *story = told(block);

    if (story == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_print_lines(stdout, story, 2, ent_terminal_reading_width(stdout));
    free(story);
    return ENT_OK;
}

static int answer(const ent_block *block, const ent_experiment *experiment, const ent_variant_model *variant, uint64_t draw)
{
    ent_arena arena = {0};
    cJSON *json = cJSON_CreateObject();
    char *story = told(block);
    uint64_t world = draw / variant->scenario.run.replications;

    cJSON_AddStringToObject(json, "scenario", experiment->id);
    cJSON_AddStringToObject(json, "variant", variant->id);
    cJSON_AddNumberToObject(json, "world", (double) world);
    cJSON_AddNumberToObject(json, "draw", (double) draw);
    add_values(json, block, variant, &arena);
    cJSON_AddStringToObject(json, "outcome", ent_draw_outcome(block, 0));
    cJSON_AddStringToObject(json, "told", story != NULL ? story : "");
    ent_answer_result(json);
    free(story);
    ent_arena_free(&arena);
    return ENT_OK;
}

static int replay(const ent_options *options, const ent_variant_model *variant, ent_simulator *simulator)
{
    uint64_t replications = variant->scenario.run.replications;
    uint64_t world = options->draw / replications;
    int status = ent_simulator_init(simulator, &variant->recorder, 1);

    if (status == ENT_OK) {
        ent_simulator_set_worlds(simulator, world, 1, replications, false);
        status = ent_simulator_run(simulator, options->draw, 1);
    }
    return status;
}

static int explain(const ent_options *options, const ent_experiment *experiment, size_t v)
{
    const ent_variant_model *variant = experiment->item[v];
    const ent_run_size *run = &variant->scenario.run;
    ent_simulator simulator = {.block = {.model = NULL}};
    int status;

    if (options->draw >= run->worlds * run->replications) {
        ent_complain(
            "there is no draw %" PRIu64 ": they are 0 to %" PRIu64, options->draw, run->worlds * run->replications - 1);
        return ENT_EXIT_USAGE;
    }
    status = replay(options, variant, &simulator);
    if (status == ENT_OK && options->json) {
        status = answer(&simulator.block, experiment, variant, options->draw);
    } else if (status == ENT_OK) {
        printf("%s, %s: draw %" PRIu64 " (world %" PRIu64 ", seed %" PRIu64 ")\n", variant->scenario.title,
            variant->label, options->draw, options->draw / run->replications, run->seed);
        status = tell(&simulator.block);
        ent_say_next(options, "entente explain %s --draw %" PRIu64 "%s%s", options->operand[0],
            (options->draw + 1) % (run->worlds * run->replications), options->variant != NULL ? " --variant " : "",
            options->variant != NULL ? options->variant : "");
    }
    ent_simulator_free(&simulator);
    return ent_exit_status(status);
}

int ent_command_explain(const ent_options *options)
{
    ent_arena arena = {0};
    ent_experiment experiment = {0};
    size_t variant;
    int status;

    if (!options->has_draw) {
        ent_complain("explain wants a draw: entente explain %s --draw 0", options->operand[0]);
        return ENT_EXIT_USAGE;
    }
    status = ent_load_experiment(options, options->operand[0], options->variant == NULL, &arena, &experiment);
    if (status == ENT_EXIT_OK) {
        variant = ent_pick_variant(options, &experiment);
        status = variant != SIZE_MAX ? explain(options, &experiment, variant) : ENT_EXIT_USAGE;
    }
    ent_experiment_free(&experiment);
    ent_arena_free(&arena);
    return status;
}
