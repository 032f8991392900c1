#include "simulate/block.h"

#include "base/status.h"
#include "simulate/coalition.h"
#include "model/columns.h"
#include "simulate/truce/event_driven.h"
#include "random/copula.h"

#include <stdlib.h>
#include <string.h>

typedef struct block_memory {
    void *world, *world_month, *draw, *score;
} block_memory;

static void fill_constants(double **reg, const ent_import_list *constants, size_t rows)
{
    for (size_t i = 0; i < constants->count; i++) {
        for (size_t k = 0; k < rows; k++) {
            reg[constants->item[i].to][k] = constants->item[i].constant;
        }
    }
}

static size_t largest_coupling(const ent_model *model)
{
    size_t most = 1;

    for (size_t g = 0; g < model->world_couplings; g++) {
        most = model->world_coupling[g].members > most ? model->world_coupling[g].members : most;
    }
    for (size_t g = 0; g < model->draw_couplings; g++) {
        most = model->draw_coupling[g].members > most ? model->draw_coupling[g].members : most;
    }
    return most;
}

/* Two floats in the place of a double. */
static float **new_scores(size_t columns, void **memory)
{
    double **column = ent_columns_new(columns, ENT_BLOCK_ROWS / 2, memory);
    float **score = calloc(columns + 1, sizeof(*score));

    for (size_t i = 0; column != NULL && score != NULL && i < columns; i++) {
        score[i] = (float *) (void *) column[i];
    }
    if (column == NULL) {
        free(score);
        return NULL;
    }
    return score;
}

static int allocate(ent_block *self)
{
    const ent_model *model = self->model;
    const ent_space *space = model->program.space;
    size_t horizon = model->scenario->run.horizon;
    size_t longest = self->most_worlds > ENT_BLOCK_ROWS ? self->most_worlds : (size_t) ENT_BLOCK_ROWS;
    block_memory *memory = calloc(1, sizeof(*memory));

    self->memory = memory;
    if (memory == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->world = ent_columns_new(space[ENT_SPACE_WORLD].registers, self->most_worlds, &memory->world);
    self->world_month =
        ent_columns_new(space[ENT_SPACE_WORLD_MONTH].registers, self->most_worlds * horizon, &memory->world_month);
    self->draw = ent_columns_new(space[ENT_SPACE_DRAW].registers, ENT_BLOCK_ROWS, &memory->draw);
    self->world_month_row = calloc(space[ENT_SPACE_WORLD_MONTH].registers + 1, sizeof(*self->world_month_row));
    self->scratch = calloc(longest > horizon ? longest : horizon, sizeof(*self->scratch));
    self->score = new_scores(model->rough_columns, &memory->score);
    self->coupled = calloc(largest_coupling(model), sizeof(*self->coupled));
    self->guard = calloc(model->guards + 1, sizeof(*self->guard));
    self->world_of = calloc(ENT_BLOCK_ROWS, sizeof(*self->world_of));
    self->package = calloc(ENT_BLOCK_ROWS, sizeof(*self->package));
    self->outcome = calloc(ENT_BLOCK_ROWS, sizeof(*self->outcome));
    if (self->world == NULL || self->world_month == NULL || self->draw == NULL || self->world_month_row == NULL || self->score == NULL ||
        self->scratch == NULL || self->coupled == NULL || self->guard == NULL ||
        self->world_of == NULL || self->package == NULL || self->outcome == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

int ent_block_init(ent_block *self, const ent_model *model, size_t most_worlds)
{
    int status;

    *self = (ent_block){.model = model, .most_worlds = most_worlds};
    status = allocate(self);
    if (status == ENT_OK) {
        fill_constants(self->draw, &model->program.space[ENT_SPACE_DRAW].constants, ENT_BLOCK_ROWS);
        fill_constants(self->world, &model->program.space[ENT_SPACE_WORLD].constants, most_worlds);
        status = ent_talks_init(&self->talks, &model->talks, model->kernels);
    }
    return status == ENT_OK ? ent_truce_init(&self->truce, model, most_worlds) : status;
}

void ent_block_free(ent_block *self)
{
    block_memory *memory = self->memory;

    if (memory != NULL) {
        free(memory->world);
        free(memory->world_month);
        free(memory->draw);
        free(memory->score);
    }
    free(memory);
    free(self->world_month_row);
    free(self->scratch);
    free(self->coupled);
    free(self->score);
    free(self->guard);
    free(self->world_of);
    free(self->package);
    free(self->outcome);
    ent_talks_free(&self->talks);
    ent_truce_free(&self->truce);
    *self = (ent_block){0};
}

/* Normal scores of the coupled groups: each from its own stream, then mixed. */
static void draw_couplings(const ent_block *self, const ent_coupling *coupling, size_t count, double **reg,
    uint64_t first, size_t rows)
{
    const ent_model *model = self->model;
    double **column = self->coupled;

    for (size_t g = 0; g < count; g++) {
        size_t members = coupling[g].members;
        if (coupling[g].compared) {
            ent_rough_draw(&coupling[g].rough, model->kernels, first, rows, self->score + coupling[g].rough.column);
            continue;
        }
        for (size_t i = 0; i < members; i++) {
            const double *in;
            column[i] = reg[coupling[g].z[i]];
            in = column[i];
            model->kernels->philox(coupling[g].key[i], first, 0, rows, column[i]);
            model->kernels->op[ENT_OP_NORMAL_QUANTILE](rows, column[i], &in);
        }
        ent_copula_mix(model->kernels, coupling[g].factor, members, rows, column);
    }
}

/* What depends on world and month, world by world over all months. */
static void run_world_months(ent_block *self)
{
    const ent_model *model = self->model;
    const ent_space *space = &model->program.space[ENT_SPACE_WORLD_MONTH];
    size_t horizon = model->scenario->run.horizon;
    ent_frame frame = {.kernels = model->kernels, .rows = horizon, .scratch = self->scratch,
        .guard = self->count_guards ? self->guard : NULL, .reg = self->world_month_row};

    for (size_t w = 0; w < self->worlds && space->registers > 0; w++) {
        for (size_t r = 0; r < space->registers; r++) {
            self->world_month_row[r] = self->world_month[r] + w * horizon;
        }
        fill_constants(self->world_month_row, &space->constants, horizon);
        for (size_t i = 0; i < space->worlds.count; i++) {
            for (size_t m = 0; m < horizon; m++) {
                self->world_month_row[space->worlds.item[i].to][m] = self->world[space->worlds.item[i].from][w];
            }
        }
        for (size_t i = 0; i < space->months.count; i++) {
            memcpy(self->world_month_row[space->months.item[i].to], model->month_table[space->months.item[i].from],
                horizon * sizeof(double));
        }
        ent_segment_run(&model->program.segment[ENT_SEGMENT_WORLD_MONTH], &frame);
    }
}

void ent_block_set_worlds(ent_block *self, uint64_t first, size_t count, uint64_t replications, bool count_guards)
{
    const ent_model *model = self->model;
    ent_frame frame = {.kernels = model->kernels, .reg = self->world, .rows = count, .first = first,
        .scratch = self->scratch, .guard = count_guards ? self->guard : NULL};

    self->first_world = first;
    self->worlds = count;
    self->replications = replications;
    self->count_guards = count_guards;
    draw_couplings(self, model->world_coupling, model->world_couplings, self->world, first, count);
    ent_segment_run(&model->program.segment[ENT_SEGMENT_WORLD], &frame);
    run_world_months(self);
    if (model->truce.in_episodes) {
        ent_episodes_set_worlds(self);
    }
}

/* World by world: the rows of one are a stretch, however few. */
static void place_rows(ent_block *self)
{
    uint64_t world = self->first / self->replications;
    uint64_t left = (world + 1) * self->replications - self->first;
    uint32_t at = (uint32_t) (world - self->first_world);

    for (size_t i = 0; i < self->rows; at++) {
        size_t end = left < self->rows - i ? i + (size_t) left : self->rows;
        for (; i < end; i++) {
            self->world_of[i] = at;
        }
        left = self->replications;
    }
}

static void expand_world(const ent_block *self, const double *from, double *to)
{
    for (size_t i = 0; i < self->rows;) {
        uint64_t left = self->replications - (self->first + i) % self->replications;
        size_t end = left < self->rows - i ? i + (size_t) left : self->rows;
        double value = from[self->world_of[i]];
        for (; i < end; i++) {
            to[i] = value;
        }
    }
}

static void expand_worlds(ent_block *self)
{
    const ent_import_list *worlds = &self->model->program.space[ENT_SPACE_DRAW].worlds;

    for (size_t i = 0; i < worlds->count; i++) {
        expand_world(self, self->world[worlds->item[i].from], self->draw[worlds->item[i].to]);
    }
}

static void classify(ent_block *self)
{
    const ent_outcome_plan *plan = &self->model->outcome;

    for (size_t i = 0; i < self->rows; i++) {
        self->outcome[i] = (double) plan->outcomes;
    }
    for (size_t o = plan->outcomes; o-- > 0;) { /* the first that holds is written last */
        const double *when = self->draw[plan->when[o]];
        for (size_t i = 0; i < self->rows; i++) {
            self->outcome[i] = when[i] != 0.0 ? (double) o : self->outcome[i];
        }
    }
}

ent_frame ent_draw_frame(const ent_block *self)
{
    return (ent_frame){.kernels = self->model->kernels, .reg = self->draw, .rows = self->rows, .first = self->first,
        .scratch = self->scratch, .guard = self->guard, .score = self->score};
}

int ent_block_run(ent_block *self, uint64_t first, size_t rows)
{
    const ent_model *model = self->model;
    const ent_segment *segment = model->program.segment;
    ent_frame frame;

    self->first = first;
    self->rows = rows;
    frame = ent_draw_frame(self);
    place_rows(self);
    expand_worlds(self);
    draw_couplings(self, model->draw_coupling, model->draw_couplings, self->draw, first, rows);
    ent_segment_run(&segment[ENT_SEGMENT_COALITION], &frame);
    if (model->coalition.any_after) {
        ent_coalition_solve(&model->coalition, model->kernels, self->draw, rows, self->scratch);
    }
    ent_segment_run(&segment[ENT_SEGMENT_TALKS], &frame);
    if (!model->talks.none) {
        ent_talks_run(&self->talks, self->draw, self->world, self->world_of, rows, self->package);
    }
    ent_segment_run(&segment[ENT_SEGMENT_DEAL], &frame);
    ent_truce_run(self);
    ent_segment_run(&segment[ENT_SEGMENT_OUTCOME], &frame);
    classify(self);
    return self->talks.status;
}
