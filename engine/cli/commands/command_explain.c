#include "base/shell_word.h"
#include "base/status.h"
#include "cli/commands/draw_choice.h"
#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "jobs/explain/explanation.h"
#include "run/experts/experts.h"
#include "tables/draw_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Adds the values of the draw, the cells of its row in draws.csv. */
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
            ent_json_number(values, column[i], true, cell[i].number);
        }
    }
}

static int print_explanation(const ent_block *block)
{
    char *text = ent_explanation(block);

    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_print_lines(stdout, text, 2, ent_terminal_reading_width(stdout));
    free(text);
    return ENT_OK;
}

/* The expert to whom a world belongs. */
static const ent_variant_model *expert_of(const ent_variant_model *variant, uint64_t world)
{
    return variant->expert[ent_experts_of_world(&variant->recorder, world)];
}

/* How a draw that was looked for was found. */
static void add_choice(cJSON *json, const ent_options *options, const ent_draw_found *found)
{
    if (!ent_options_gave(options, "draw")) {
        ent_json_count(json, "looked_at", found->looked);
    }
    if (options->typical) {
        ent_json_count(json, "typical_of", found->matching);
    }
}

static int add_result(const ent_options *options, const ent_block *block, const ent_experiment *experiment,
    const ent_variant_model *variant, const ent_draw_found *found)
{
    ent_arena arena = {0};
    cJSON *json = cJSON_CreateObject();
    char *text = ent_explanation(block);
    int status = text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    uint64_t world = found->draw / variant->scenario.run.replications;

    cJSON_AddStringToObject(json, "scenario", experiment->id);
    cJSON_AddStringToObject(json, "variant", variant->id);
    ent_json_count(json, "world", world);
    ent_json_count(json, "draw", found->draw);
    add_choice(json, options, found);
    if (variant->experts > 0) {
        cJSON_AddStringToObject(json, "expert", expert_of(variant, world)->id);
    }
    add_values(json, block, variant, &arena);
    cJSON_AddStringToObject(json, "outcome", ent_draw_outcome(block, 0));
    cJSON_AddStringToObject(json, "told", text != NULL ? text : "");
    ent_json_result(json);
    free(text);
    ent_arena_free(&arena);
    return status;
}

/* Proposes the draw after this one. */
static void print_next(const ent_options *options, uint64_t draw)
{
    char number[24];

    snprintf(number, sizeof(number), "%" PRIu64, draw);
    if (strcmp(options->operand[0], "-") == 0) {
        return;
    }
    if (options->variant != NULL) {
        ent_print_next_alike(
            options, "entente explain %s --draw %s --variant %s", options->operand[0], number, options->variant);
    } else {
        ent_print_next_alike(options, "entente explain %s --draw %s", options->operand[0], number);
    }
}

/* The changes of the variant; nothing for the base. */
static int print_variant_changes(ent_variant_model *variant)
{
    const char *words = ent_changes_words(&variant->changes);

    if (words != NULL && *words != '\0') {
        printf("  In this variant: %s.\n", ent_line(words));
    }
    return words != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static int print_draw(
    const ent_options *options, ent_variant_model *variant, const ent_block *block, const ent_draw_found *found)
{
    const ent_run_size *run = &variant->scenario.run;
    uint64_t world = found->draw / run->replications;
    int status;

    printf("%s, %s: draw %" PRIu64 " (world %" PRIu64 ", seed %" PRIu64 ")\n", variant->scenario.title, variant->label,
        found->draw, world, run->seed);
    ent_print_draw_choice(options, variant, found);
    if (variant->experts > 0) {
        printf("  World %" PRIu64 " belongs to the expert %s: it is played with that expert's settings.\n", world,
            expert_of(variant, world)->label);
    }
    status = print_variant_changes(variant);
    status = status == ENT_OK ? print_explanation(block) : status;
    print_next(options, (found->draw + 1) % (run->worlds * run->replications));
    return status;
}

/* The points of a Latin hypercube depend on the number of worlds, which a run with `until` decides. */
static int check_until(const ent_experiment *experiment, const ent_run_size *run)
{
    if (run->until > 0.0 && run->design == ENT_DESIGN_LHS) {
        ent_complain(
            "%s: with design = \"lhs\" and `until` the worlds are those of the number at which the run stopped: add "
            "--until 0 --worlds N, with N the worlds that its manifest.json states",
            experiment->id);
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

static int explain_variant(const ent_options *options, const ent_experiment *experiment, size_t v)
{
    ent_variant_model *variant = experiment->item[v];
    ent_simulator simulator = {.block = {.model = NULL}};
    ent_draw_found found;
    int status = check_until(experiment, &variant->scenario.run);

    status = status == ENT_EXIT_OK ? ent_choose_draw(options, variant, &found) : status;
    if (status != ENT_EXIT_OK) {
        return status;
    }
    status = ent_replay(&simulator, variant, found.draw);
    if (status == ENT_OK && options->json) {
        status = add_result(options, &simulator.block, experiment, variant, &found);
    } else if (status == ENT_OK) {
        status = print_draw(options, variant, &simulator.block, &found);
    }
    ent_simulator_free(&simulator);
    return ent_exit_status(status);
}

static int explain(const ent_options *options)
{
    ent_arena arena = {0};
    ent_experiment experiment = {0};
    size_t variant;
    int status = ent_draw_choice_check(options);

    if (status == ENT_EXIT_OK) {
        status = ent_load_experiment(options, options->operand[0], options->variant == NULL, &arena, &experiment);
    }
    if (status == ENT_EXIT_OK) {
        variant = ent_pick_variant(options, &experiment);
        status = variant != SIZE_MAX ? explain_variant(options, &experiment, variant) : ENT_EXIT_USAGE;
    }
    ent_experiment_free(&experiment);
    ent_arena_free(&arena);
    return status;
}

const ent_command_entry ent_command_explain = {.name = "explain",
    .operands = "FILE --draw N|--where C|--outcome O|--typical",
    .summary = "tell one simulated future in sentences",
    .text = "Replays one simulated future and tells it: who joined and why not, which round, which deal, what each "
            "party got, what happened in the truce and what broke it. The future is draw N (from 0), the first one in "
            "which a condition holds or that ends in an outcome, or the one nearest to the middle of these.",
    .example = {{"entente explain mine.cfg --draw 17", "the future number 17"},
        {"entente explain mine.cfg --draw 17 --variant air_cover", "the same future in a variant"},
        {"entente explain mine.cfg --where \"agreed and truce.months < 12\"", "the first with a deal that soon breaks"},
        {"entente explain mine.cfg --typical", "a future like most of the most frequent outcome"}},
    .options = ENT_OPTIONS_OF_SETTINGS " draw where outcome typical variant",
    .least = 1,
    .most = 1,
    .wants = "a scenario file",
    .operand = ENT_ARGUMENT_SCENARIO,
    .run = explain};
