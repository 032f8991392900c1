#include "simulate/block.h"

#include "base/status.h"
#include "simulate/columns.h"

#include <stdlib.h>
#include <string.h>

/* Owners of the columns, one allocation a space. */
typedef struct block_memory {
    void *world, *world_month, *draw, *score;
} block_memory;

void ent_column_fill(double *column, double value, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        column[i] = value;
    }
}

static void fill_constants(double **reg, const ent_import_list *constants, size_t rows)
{
    for (size_t i = 0; i < constants->count; i++) {
        ent_column_fill(reg[constants->item[i].to], constants->item[i].constant, rows);
    }
}

static size_t largest_coupling(const ent_model *model)
{
    size_t most = 1;

    for (size_t g = 0; g < model->world_groups; g++) {
        most = model->world_group[g].members > most ? model->world_group[g].members : most;
    }
    for (size_t g = 0; g < model->draw_groups; g++) {
        most = model->draw_group[g].members > most ? model->draw_group[g].members : most;
    }
    return most;
}

/* Columns of floats, cut from columns of half as many doubles so that they are aligned in the same way. */
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

/* Most onsets in an explanation: more than months of talks and a truce of the longest kind. */
enum { MOST_ONSETS = 4800 };

static bool keeps_onsets(const ent_model *model)
{
    bool any = false;

    for (size_t e = 0; model->talks.during != NULL && e < model->talks.during_events; e++) {
        any = any || model->talks.during[e].every != ENT_NO_REGISTER;
    }
    for (size_t e = 0; model->truce.timed != NULL && e < model->truce.timed_events; e++) {
        any = any || model->truce.timed[e].every != ENT_NO_REGISTER;
    }
    return any;
}

/* Number of counts by month of the guarantees. */
static size_t guarantee_counts(const ent_model *model)
{
    return model->truce.guarantees * ENT_GUARANTEE_SERIES * (model->scenario->run.horizon + 1);
}

static int allocate(ent_block *self)
{
    const ent_model *model = self->model;
    const ent_space *space = model->program.space;
    size_t horizon = model->scenario->run.horizon;
    size_t months = model->truce.table_months;
    size_t longest = self->most_worlds > ENT_BLOCK_ROWS ? self->most_worlds : (size_t) ENT_BLOCK_ROWS;
    block_memory *memory = calloc(1, sizeof(*memory));

    self->memory = memory;
    if (memory == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->world = ent_columns_new(space[ENT_SPACE_WORLD].registers, self->most_worlds, &memory->world);
    self->world_month =
        ent_columns_new(space[ENT_SPACE_WORLD_MONTH].registers, self->most_worlds * months, &memory->world_month);
    self->draw = ent_columns_new(space[ENT_SPACE_DRAW].registers, ENT_BLOCK_ROWS, &memory->draw);
    self->world_month_row = calloc(space[ENT_SPACE_WORLD_MONTH].registers + 1, sizeof(*self->world_month_row));
    self->scratch = calloc(longest > months ? longest : months, sizeof(*self->scratch));
    self->score = new_scores(model->approximate_columns, &memory->score);
    self->coupled = calloc(largest_coupling(model), sizeof(*self->coupled));
    self->guard = calloc(model->guards + 1, sizeof(*self->guard));
    self->guarantee_month = calloc(guarantee_counts(model) + 1, sizeof(*self->guarantee_month));
    self->world_of = calloc(ENT_BLOCK_ROWS, sizeof(*self->world_of));
    self->package = calloc(ENT_BLOCK_ROWS, sizeof(*self->package));
    self->outcome = calloc(ENT_BLOCK_ROWS, sizeof(*self->outcome));
    if (model->truce.renewal.any) {
        self->peace = calloc(horizon * ENT_BLOCK_ROWS, sizeof(*self->peace));
        if (self->peace == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (model->recording && model->truce.renewal.any) {
        self->spell = calloc(horizon + 1, sizeof(*self->spell));
        if (self->spell == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (model->recording && keeps_onsets(model)) {
        self->onsets_most = MOST_ONSETS;
        self->onset = calloc(self->onsets_most, sizeof(*self->onset));
        if (self->onset == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (self->world == NULL || self->world_month == NULL || self->draw == NULL || self->world_month_row == NULL ||
        self->score == NULL || self->scratch == NULL || self->coupled == NULL || self->guard == NULL ||
        self->guarantee_month == NULL || self->world_of == NULL || self->package == NULL || self->outcome == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

int ent_block_init(ent_block *self, const ent_model *model, size_t most_worlds)
{
    int status;

    *self = (ent_block){.model = model, .most_worlds = most_worlds, .source = model->world_source};
    status = allocate(self);
    if (status == ENT_OK) {
        fill_constants(self->draw, &model->program.space[ENT_SPACE_DRAW].constants, ENT_BLOCK_ROWS);
        fill_constants(self->world, &model->program.space[ENT_SPACE_WORLD].constants, most_worlds);
    }
    return status;
}

void ent_block_reset(ent_block *self)
{
    const ent_model *model = self->model;

    self->source = model->world_source;
    memset(self->guard, 0, model->guards * sizeof(*self->guard));
    memset(self->guarantee_month, 0, guarantee_counts(model) * sizeof(*self->guarantee_month));
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
    free(self->guarantee_month);
    free(self->world_of);
    free(self->package);
    free(self->outcome);
    free(self->peace);
    free(self->spell);
    free(self->onset);
    *self = (ent_block){0};
}

void ent_block_keep_onset(ent_block *self, bool truce, size_t event, double month)
{
    for (size_t n = 0; n < self->onsets; n++) {
        const ent_onset *kept = &self->onset[n];
        if (kept->truce == truce && kept->event == event && kept->month == month) {
            return;
        }
    }
    if (self->onsets < self->onsets_most) {
        self->onset[self->onsets++] = (ent_onset){.truce = truce, .event = event, .month = month};
    }
}

ent_row_set ent_block_frame(const ent_block *self)
{
    return (ent_row_set){.kernels = self->model->kernels,
        .reg = self->draw,
        .rows = self->rows,
        .first = self->first,
        .scratch = self->scratch,
        .guard = self->guard,
        .score = self->score};
}
