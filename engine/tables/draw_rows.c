/* draws.csv */
#include "tables/draw_rows.h"

#include "base/status.h"
#include "run/experts/player.h"
#include "tables/cells.h"
#include "tables/tables.h"
#include "tally/exact_sum.h"

#include <math.h>

/* The cells of a row are filled in the order of these columns. */
static const ent_column columns[] = {ENT_COLUMN_VARIANT, ENT_COLUMN("world", "count", "number of the world, from 0"),
    ENT_COLUMN("draw", "count", "number of the draw, from 0"),
    ENT_COLUMN_EACH("*", "as in the setting", "value of each factor", ENT_ITEMS_FACTORS),
    ENT_COLUMN_EACH("*", "as in the setting",
        "value of each distribution within unknown(...), by the path of its setting", ENT_ITEMS_UNKNOWNS),
    ENT_COLUMN_EACH("*", "0 or 1", "whether each plain event happens", ENT_ITEMS_PLAIN_EVENTS),
    ENT_COLUMN_EACH("*", "as in the setting", "each of `values` that is known by draw", ENT_ITEMS_NAMED_VALUES),
    ENT_COLUMN_EACH("*.joins", "0 or 1", "whether each contributor joins", ENT_ITEMS_CONTRIBUTORS),
    ENT_COLUMN_EACH("*.troops", "troops", "troops it sends", ENT_ITEMS_CONTRIBUTORS),
    ENT_COLUMN("force.offered", "troops", "troops offered"), ENT_COLUMN("force.required", "troops", "troops required"),
    ENT_COLUMN("force.contributors", "count", "number of contributors that join"),
    ENT_COLUMN_EACH("*.offered", "troops", "troops offered to each further force", ENT_ITEMS_OTHER_FORCES),
    ENT_COLUMN_EACH("*.required", "troops", "troops that it requires", ENT_ITEMS_OTHER_FORCES),
    ENT_COLUMN_EACH("*.contributors", "count", "number of its contributors that join", ENT_ITEMS_OTHER_FORCES),
    ENT_COLUMN("agreed", "0 or 1", "whether there is a deal"),
    ENT_COLUMN("talks.month", "months", "month in which the deal enters into force; inf: none does"),
    ENT_COLUMN("talks.round", "count or inf", "round of the signature; inf: there is no deal"),
    ENT_COLUMN("signed", "0 or 1", "whether a deal is signed"),
    ENT_COLUMN("talks.signed", "months", "month of the last signature; inf: none"),
    ENT_COLUMN("talks.refused", "count", "signed deals that ratification refused"),
    ENT_COLUMN_EACH("deal.*", "text", "option of each demand in the deal", ENT_ITEMS_DEMANDS),
    ENT_COLUMN_EACH("*.utility", "utility", "utility of the deal to each party", ENT_ITEMS_PARTIES),
    ENT_COLUMN_EACH("*.threshold", "utility", "threshold of the party", ENT_ITEMS_PARTIES),
    ENT_COLUMN("force.committed", "troops", "troops committed after the deal"),
    ENT_COLUMN_EACH(
        "*.committed", "troops", "troops of each further force committed after the deal", ENT_ITEMS_OTHER_FORCES),
    ENT_COLUMN("truce.held", "0 or 1", "whether the truce holds to the horizon"),
    ENT_COLUMN("truce.months", "months", "months that the truce lasts"),
    ENT_COLUMN("truce.violations", "count", "number of violations"),
    ENT_COLUMN("truce.cause", "text", "id of the cause that ends the truce"),
    ENT_COLUMN("truce.spells", "count", "number of truces"),
    ENT_COLUMN("truce.peace_months", "months", "months of peace within the horizon"),
    ENT_COLUMN("truce.at_peace", "0 or 1", "whether the last month is one of peace"),
    ENT_COLUMN_EACH("*.tested", "count", "number of violations that test each guarantee", ENT_ITEMS_GUARANTEES),
    ENT_COLUMN_EACH("*.honoured", "count", "number of tests in which it is honoured", ENT_ITEMS_GUARANTEES),
    ENT_COLUMN_EACH("*.failed", "count", "number of tests in which it is not", ENT_ITEMS_GUARANTEES),
    ENT_COLUMN("outcome", "text", "id of the outcome; unclassified: none")};

enum { COLUMNS_BEFORE = 3, COLUMNS_AFTER = 1 }; /* Around the cells of ent_draw_cells */

double ent_draw_value(const ent_block *block, ent_register column, size_t row)
{
    return column != ENT_NO_REGISTER ? block->draw[column][row] : (double) NAN;
}

const char *ent_draw_outcome(const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;
    size_t outcome = (size_t) block->outcome[row];

    return outcome < scenario->outcomes ? scenario->outcome[outcome].label.id : "unclassified";
}

static ent_cell number(double x)
{
    return (ent_cell){.text = NULL, .number = x};
}

/* NaN, so an empty cell, where the variant has no such unknown or its world does not compute it. */
static double unknown_value(const ent_block *block, size_t column, size_t row)
{
    size_t unknown = block->model->scenario->unknown_column[column].unknown;
    ent_register at = unknown != SIZE_MAX ? block->model->unknown[unknown] : ENT_NO_REGISTER;

    return at != ENT_NO_REGISTER ? block->world[at][block->world_of[row]] : (double) NAN;
}

static size_t world_cells(const ent_block *block, size_t row, ent_cell *cell)
{
    const ent_model *model = block->model;
    const ent_scenario *scenario = model->scenario;
    size_t n = 0;

    for (size_t i = 0; i < scenario->factors; i++) {
        cell[n++] = number(block->world[model->factor[i]][block->world_of[row]]);
    }
    for (size_t i = 0; i < scenario->unknown_columns; i++) {
        cell[n++] = number(unknown_value(block, i, row));
    }
    for (size_t i = 0; i < scenario->events; i++) {
        if (!scenario->event[i].timed) {
            cell[n++] = number(ent_draw_value(block, model->event[i], row));
        }
    }
    for (size_t i = 0; i < scenario->nameds; i++) {
        if (scenario->named[i].in_draws) {
            cell[n++] = number(ent_draw_value(block, model->named[i].at, row));
        }
    }
    return n;
}

static size_t coalition_cells(const ent_block *block, size_t row, ent_cell *cell)
{
    const ent_coalition_plan *plan = &block->model->coalition;
    size_t n = 0;

    for (size_t i = 0; i < plan->contributors; i++) {
        cell[n++] = number(ent_draw_value(block, plan->joins[i], row));
        cell[n++] = number(ent_draw_value(block, plan->troops[i], row));
    }
    for (size_t f = 0; f < plan->forces; f++) {
        cell[n++] = number(ent_draw_value(block, plan->force[f].offered, row));
        cell[n++] = number(ent_draw_value(block, plan->force[f].required, row));
        cell[n++] = number(ent_draw_value(block, plan->force[f].count, row));
    }
    return n;
}

static size_t talks_cells(const ent_block *block, size_t row, ent_cell *cell)
{
    const ent_talks_plan *plan = &block->model->talks;
    const ent_scenario *scenario = block->model->scenario;
    size_t n = 0;

    cell[n++] = number(ent_draw_value(block, plan->agreed, row));
    cell[n++] = number(ent_draw_value(block, plan->month, row));
    cell[n++] = number(ent_draw_value(block, plan->round, row));
    cell[n++] = number(ent_draw_value(block, plan->is_signed, row));
    cell[n++] = number(ent_draw_value(block, plan->signed_month, row));
    cell[n++] = number(ent_draw_value(block, plan->refused, row));
    for (size_t d = 0; d < plan->demands; d++) {
        double option = ent_draw_value(block, plan->deal[d], row);
        cell[n++] = (ent_cell){.text = option >= 0.0 ? scenario->demand[d].option[(size_t) option] : ""};
    }
    for (size_t p = 0; p < plan->parties; p++) {
        cell[n++] = number(ent_draw_value(block, plan->utility[p], row));
        cell[n++] = number(ent_draw_value(block, plan->threshold[p], row));
    }
    return n;
}

static size_t truce_cells(const ent_block *block, size_t row, ent_cell *cell)
{
    const ent_truce_plan *plan = &block->model->truce;
    double cause = ent_draw_value(block, plan->cause, row);
    size_t n = 0;

    for (size_t f = 0; f < plan->forces; f++) {
        cell[n++] = number(ent_draw_value(block, plan->force[f].committed_draw, row));
    }
    cell[n++] = number(ent_draw_value(block, plan->held, row));
    cell[n++] = number(ent_draw_value(block, plan->months, row));
    cell[n++] = number(ent_draw_value(block, plan->violations, row));
    cell[n++] = (ent_cell){.text = cause >= 0.0 ? block->model->scenario->cause[(size_t) cause].label.id : ""};
    cell[n++] = number(ent_draw_value(block, plan->renewal.spells, row));
    cell[n++] = number(ent_draw_value(block, plan->renewal.peace_months, row));
    cell[n++] = number(ent_draw_value(block, plan->renewal.at_peace, row));
    for (size_t g = 0; g < plan->guarantees; g++) {
        cell[n++] = number(ent_draw_value(block, plan->guarantee[g].tested, row));
        cell[n++] = number(ent_draw_value(block, plan->guarantee[g].honoured, row));
        cell[n++] = number(ent_draw_value(block, plan->guarantee[g].failed, row));
    }
    return n;
}

size_t ent_draw_cells(const ent_block *block, size_t row, ent_cell *cell)
{
    size_t n = world_cells(block, row, cell);

    n += coalition_cells(block, row, cell + n);
    n += talks_cells(block, row, cell + n);
    return n + truce_cells(block, row, cell + n);
}

const char **ent_draw_columns(const ent_scenario *scenario, ent_arena *arena, size_t *count)
{
    const char **name = ent_table_columns(&ent_table_draws, scenario, arena, count);

    *count -= name != NULL ? COLUMNS_BEFORE + COLUMNS_AFTER : 0;
    return name != NULL ? name + COLUMNS_BEFORE : NULL;
}

void ent_draw_row(ent_sink *sink, const char *variant, uint64_t world, uint64_t draw, const ent_cell *cell,
    size_t cells, const char *outcome)
{
    ent_sink_text(sink, variant);
    ent_sink_count(sink, world);
    ent_sink_count(sink, draw);
    for (size_t i = 0; i < cells; i++) {
        ent_sink_cell(sink, &cell[i]);
    }
    ent_sink_text(sink, outcome);
    ent_sink_end_row(sink);
}

/* Appends the draws [first, end) that are kept; they lie in one world. cell: scratch, [columns]. */
static int put_world(
    ent_sink *sink, const char *variant, ent_player *player, uint64_t first, uint64_t end, ent_cell *cell)
{
    uint64_t replications = player->model->scenario->run.replications;
    uint64_t world = first / replications;
    ent_simulator *simulator = ent_player_of_world(player, world);
    const ent_block *block = &simulator->block;
    ent_register given = block->model->outcome.given;

    ent_simulator_set_worlds(simulator, world, 1, replications, false);
    while (first < end) {
        size_t rows = end - first < ENT_BLOCK_ROWS ? (size_t) (end - first) : (size_t) ENT_BLOCK_ROWS;
        int status = ent_simulator_run(simulator, first, rows);
        if (status != ENT_OK) {
            return status;
        }
        for (size_t i = 0; i < rows; i++) {
            size_t cells;
            if (given != ENT_NO_REGISTER && block->draw[given][i] == 0.0) {
                continue;
            }
            cells = ent_draw_cells(block, i, cell);
            ent_draw_row(sink, variant, world, first + i, cell, cells, ent_draw_outcome(block, i));
        }
        first += rows;
    }
    return sink->status;
}

/* First row of a world among `draws` rows that are spread evenly over all worlds: row i is of world
 * floor(i worlds / draws). */
static uint64_t first_row_of(uint64_t world, uint64_t draws, uint64_t worlds)
{
    return (uint64_t) (((ent_uint128) world * draws + worlds - 1) / worlds);
}

/* Number of draws that a world has in the table: the first ones of the world. */
static uint64_t rows_of(const ent_figures *figures, uint64_t world)
{
    const ent_run_size *run = &figures->compiled->recorder.scenario->run;
    uint64_t all = run->worlds * run->replications;
    uint64_t draws = figures->draws < all ? figures->draws : all;
    uint64_t first = world * run->replications;

    if (!figures->draws_first) {
        return first_row_of(world + 1, draws, run->worlds) - first_row_of(world, draws, run->worlds);
    }
    if (draws <= first) {
        return 0;
    }
    return draws - first < run->replications ? draws - first : run->replications;
}

static void write_rows(ent_sink *sink, const ent_figures *figures)
{
    const ent_model *recorder = &figures->compiled->recorder;
    const ent_run_size *run = &recorder->scenario->run;
    ent_player player = {.simulators = 0};
    ent_arena arena = {0};
    ent_cell *cell = ent_arena_array(&arena, sink->columns, sizeof(*cell));
    int status = cell != NULL ? ent_player_init(&player, recorder, 1, false) : ENT_ERR_NO_MEMORY;

    for (uint64_t world = 0; status == ENT_OK && world < run->worlds; world++) {
        uint64_t first = world * run->replications;
        uint64_t rows = rows_of(figures, world);
        if (rows > 0) {
            status = put_world(sink, figures->variant, &player, first, first + rows, cell);
        }
    }
    ent_sink_fail(sink, status);
    ent_player_free(&player);
    ent_arena_free(&arena);
}

const ent_table ent_table_draws = {.file = "draws.csv",
    .about = "Single draws, with the value of every quantity",
    .column = columns,
    .columns = ENT_COLUMNS(columns),
    .when = ENT_TABLE_WITH_DRAWS,
    .write = write_rows};
