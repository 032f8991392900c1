#include "results/record.h"

#include "base/status.h"
#include "simulate/simulator.h"

#include <math.h>

double ent_record_value(const ent_block *block, ent_register column, size_t row)
{
    return column != ENT_NO_REGISTER ? block->draw[column][row] : (double) NAN;
}

const char *ent_record_outcome(const ent_block *block, size_t row)
{
    const ent_scenario *scenario = block->model->scenario;
    size_t outcome = (size_t) block->outcome[row];

    return outcome < scenario->outcomes ? scenario->outcome[outcome].label.id : "unclassified";
}

static ent_draw_cell number(double x)
{
    return (ent_draw_cell){.text = NULL, .number = x};
}

static size_t world_cells(const ent_block *block, size_t row, ent_draw_cell *cell)
{
    const ent_model *model = block->model;
    const ent_scenario *scenario = model->scenario;
    size_t n = 0;

    for (size_t i = 0; i < scenario->factors; i++) {
        cell[n++] = number(block->world[model->factor[i]][block->world_of[row]]);
    }
    for (size_t i = 0; i < scenario->events; i++) {
        if (!scenario->event[i].timed) {
            cell[n++] = number(ent_record_value(block, model->event[i], row));
        }
    }
    return n;
}

static size_t coalition_cells(const ent_block *block, size_t row, ent_draw_cell *cell)
{
    const ent_coalition_plan *plan = &block->model->coalition;
    size_t n = 0;

    for (size_t i = 0; i < plan->contributors; i++) {
        cell[n++] = number(ent_record_value(block, plan->joins[i], row));
        cell[n++] = number(ent_record_value(block, plan->troops[i], row));
    }
    cell[n++] = number(ent_record_value(block, plan->offered, row));
    cell[n++] = number(ent_record_value(block, plan->required, row));
    cell[n++] = number(ent_record_value(block, plan->count, row));
    return n;
}

static size_t talks_cells(const ent_block *block, size_t row, ent_draw_cell *cell)
{
    const ent_talks_plan *plan = &block->model->talks;
    const ent_scenario *scenario = block->model->scenario;
    size_t n = 0;

    cell[n++] = number(ent_record_value(block, plan->agreed, row));
    cell[n++] = number(ent_record_value(block, plan->month, row));
    cell[n++] = number(ent_record_value(block, plan->round, row));
    for (size_t d = 0; d < plan->demands; d++) {
        double option = ent_record_value(block, plan->deal[d], row);
        cell[n++] = (ent_draw_cell){.text = option >= 0.0 ? scenario->demand[d].option[(size_t) option] : ""};
    }
    for (size_t p = 0; p < plan->parties; p++) {
        cell[n++] = number(ent_record_value(block, plan->utility[p], row));
        cell[n++] = number(ent_record_value(block, plan->threshold[p], row));
    }
    return n;
}

static size_t truce_cells(const ent_block *block, size_t row, ent_draw_cell *cell)
{
    const ent_truce_plan *plan = &block->model->truce;
    double cause = ent_record_value(block, plan->cause, row);
    size_t n = 0;

    cell[n++] = number(ent_record_value(block, plan->committed_draw, row));
    cell[n++] = number(ent_record_value(block, plan->held, row));
    cell[n++] = number(ent_record_value(block, plan->months, row));
    cell[n++] = number(ent_record_value(block, plan->violations, row));
    cell[n++] =
        (ent_draw_cell){.text = cause >= 0.0 ? block->model->scenario->cause[(size_t) cause].label.id : ""};
    return n;
}

size_t ent_record_cells(const ent_block *block, size_t row, ent_draw_cell *cell)
{
    size_t n = world_cells(block, row, cell);

    n += coalition_cells(block, row, cell + n);
    n += talks_cells(block, row, cell + n);
    return n + truce_cells(block, row, cell + n);
}

static int record_world(ent_csv_writer *csv, const char *variant, ent_simulator *simulator, uint64_t first, uint64_t end,
    ent_draw_cell *cell)
{
    const ent_block *block = &simulator->block;
    uint64_t replications = block->model->scenario->run.replications;
    uint64_t world = first / replications;

    ent_simulator_set_worlds(simulator, world, 1, replications, false);
    while (first < end) {
        size_t rows = end - first < ENT_BLOCK_ROWS ? (size_t) (end - first) : (size_t) ENT_BLOCK_ROWS;
        int status = ent_simulator_run(simulator, first, rows);
        if (status != ENT_OK) {
            return status;
        }
        for (size_t i = 0; i < rows; i++) {
            ent_draw_row row = {.world = world, .draw = first + i, .cell = cell};
            size_t columns = ent_record_cells(block, i, cell);
            row.outcome = ent_record_outcome(block, i);
            ent_table_draws_row(csv, variant, &row, columns);
        }
        first += rows;
    }
    return csv->status;
}

int ent_record_draws(ent_csv_writer *csv, const char *variant, const ent_model *recorder, uint64_t draws)
{
    const ent_run_size *run = &recorder->scenario->run;
    uint64_t all = run->worlds * run->replications;
    ent_simulator simulator = {.block = {.model = NULL}};
    ent_arena arena = {0};
    size_t columns = 0;
    const char **column = ent_draw_columns(recorder->scenario, &arena, &columns);
    ent_draw_cell *cell = ent_arena_array(&arena, columns + 1, sizeof(*cell));
    int status = column != NULL && cell != NULL ? ent_simulator_init(&simulator, recorder, 1) : ENT_ERR_NO_MEMORY;

    draws = draws < all ? draws : all;
    if (status == ENT_OK && csv->rows == 0) {
        ent_table_draws_header(csv, column, columns);
    }
    for (uint64_t first = 0; status == ENT_OK && first < draws; first += run->replications) {
        uint64_t end = first + run->replications;
        status = record_world(csv, variant, &simulator, first, end < draws ? end : draws, cell);
    }
    ent_simulator_free(&simulator);
    ent_arena_free(&arena);
    return status;
}
