#include "run/drivers/driver_counter.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

int ent_driver_counter_init(ent_driver_counter *self, const ent_tally_layout *layout, size_t most_worlds)
{
    *self = (ent_driver_counter){.drivers = layout->drivers, .most_worlds = most_worlds};
    if (layout->drivers == 0) {
        return ENT_OK;
    }
    self->with = calloc(layout->drivers * most_worlds, sizeof(*self->with));
    self->both = calloc(layout->drivers * most_worlds, sizeof(*self->both));
    self->flag = calloc(ENT_BLOCK_ROWS, sizeof(*self->flag));
    self->month = calloc(ENT_BLOCK_ROWS, sizeof(*self->month));
    self->ones = calloc(ENT_BLOCK_ROWS, sizeof(*self->ones));
    if (self->with == NULL || self->both == NULL || self->flag == NULL || self->month == NULL || self->ones == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_column_fill(self->ones, 1.0, ENT_BLOCK_ROWS);
    return ENT_OK;
}

void ent_driver_counter_free(ent_driver_counter *self)
{
    free(self->with);
    free(self->both);
    free(self->flag);
    free(self->month);
    free(self->ones);
    *self = (ent_driver_counter){0};
}

void ent_driver_counter_clear(ent_driver_counter *self, size_t worlds)
{
    for (size_t i = 0; i < self->drivers; i++) {
        memset(self->with + i * self->most_worlds, 0, worlds * sizeof(*self->with));
        memset(self->both + i * self->most_worlds, 0, worlds * sizeof(*self->both));
    }
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* Rows of a world below which they are counted row by row: a call of a kernel would cost more. */
enum { FEW_ROWS = 24 };

/* A block, and where its counts go. */
typedef struct counted {
    ent_driver_counter *to;
    const ent_block *block;
    const double *headline; /* [rows] nonzero: the event and the condition of the headline */
    const double *given;    /* [rows] nonzero: its condition */
    bool conditional;       /* else `given` holds always */
    bool few;               /* the worlds have few rows each */
    bool single;            /* each has one, and none is left out */
    size_t offset;          /* of the block's worlds in the chunk */
} counted;

static bool holds(double x)
{
    return (x < 0.0) | (x > 0.0); /* NaN does not */
}

static void count_row_by_row(const counted *self, const double *column, uint32_t *with, uint32_t *both)
{
    for (size_t i = 0; i < self->block->rows; i++) {
        uint32_t world = self->block->world_of[i];
        bool x = holds(column[i]);
        with[world] += (uint32_t) (x & holds(self->given[i]));
        both[world] += (uint32_t) (x & holds(self->headline[i]));
    }
}

static void count_by_world(const counted *self, const double *column, uint32_t *with, uint32_t *both)
{
    const ent_block *block = self->block;
    const ent_kernels *kernels = block->model->kernels;

    for (size_t first = 0; first < block->rows;) {
        uint32_t world = block->world_of[first];
        size_t rows = 1;
        while (first + rows < block->rows && block->world_of[first + rows] == world) {
            rows++;
        }
        with[world] += (uint32_t) (self->conditional ? kernels->count_both(rows, column + first, self->given + first)
                                                     : kernels->count_nonzero(rows, column + first));
        both[world] += (uint32_t) kernels->count_both(rows, column + first, self->headline + first);
        first += rows;
    }
}

/* The rows are worlds of one draw each, one after the other. */
static void count_single(const counted *self, const double *column, uint32_t *with, uint32_t *both)
{
    size_t first = self->block->world_of[0];

    for (size_t i = 0; i < self->block->rows; i++) {
        bool x = holds(column[i]);
        with[first + i] = (uint32_t) (x & holds(self->given[i]));
        both[first + i] = (uint32_t) (x & holds(self->headline[i]));
    }
}

/* Adds the rows in which a column is not 0 to a driver. */
static void count(const counted *self, size_t driver, const double *column)
{
    uint32_t *with = self->to->with + driver * self->to->most_worlds + self->offset;
    uint32_t *both = self->to->both + driver * self->to->most_worlds + self->offset;

    if (self->single) {
        count_single(self, column, with, both);
    } else if (self->few) {
        count_row_by_row(self, column, with, both);
    } else {
        count_by_world(self, column, with, both);
    }
}

/* Options, row by row of those with a deal, which are few. */
static void count_options(const counted *self, const ent_tally_layout *layout)
{
    const ent_block *block = self->block;
    const ent_talks_plan *talks = &block->model->talks;
    const double *agreed = block->draw[talks->agreed];
    size_t stride = self->to->most_worlds;

    for (size_t i = 0; i < block->rows && layout->driver_options > 0; i++) {
        size_t world = self->offset + block->world_of[i];
        uint32_t y = (uint32_t) holds(self->headline[i]);
        if (agreed[i] == 0.0 || !holds(self->given[i])) {
            continue;
        }
        for (size_t d = 0; d < talks->demands; d++) {
            size_t option = talks->first_option[d] + (size_t) block->draw[talks->deal[d]][i];
            size_t at = (layout->driver_of_option + option) * stride + world;
            self->to->with[at]++;
            self->to->both[at] += y;
        }
    }
}

/* Stages are passed one after the other: the month of each is the sum of the months that they take. */
static void count_stages(const counted *self, const ent_tally_layout *layout)
{
    const ent_talks_plan *talks = &self->block->model->talks;
    const double last = (double) talks->rounds * talks->months_per_round;
    double *month = self->to->month;
    double *flag = self->to->flag;

    for (size_t s = 0; s < layout->driver_stages; s++) {
        const double *takes = self->block->draw[talks->stage_month[s]];
        for (size_t i = 0; i < self->block->rows; i++) {
            month[i] = (s > 0 ? month[i] : 0.0) + takes[i];
            flag[i] = month[i] <= last ? 1.0 : 0.0;
        }
        count(self, layout->driver_of_stage + s, flag);
    }
}

void ent_driver_counter_add(
    ent_driver_counter *self, const ent_tally_layout *layout, const ent_block *block, size_t offset)
{
    const ent_model *model = block->model;
    const ent_outcome_plan *plan = &model->outcome;
    bool conditional = plan->headline_given != ENT_NO_REGISTER;
    bool single = block->replications == 1;
    const counted at = {.to = self,
        .block = block,
        .headline = block->draw[plan->headline],
        .given = conditional ? block->draw[plan->headline_given] : self->ones,
        .conditional = conditional,
        .few = block->replications < FEW_ROWS,
        .single = single && block->rows > 0 && block->world_of[block->rows - 1] - block->world_of[0] == block->rows - 1,
        .offset = offset};

    self->single = single;
    if (self->drivers == 0 || block->rows == 0) {
        return;
    }
    count(&at, ENT_DRIVER_ALL, self->ones);
    count(&at, ENT_DRIVER_DEALS, block->draw[model->talks.agreed]);
    for (size_t e = 0; e < layout->driver_events; e++) {
        count(&at, layout->driver_of_event + e, block->draw[plan->driver[e]]);
    }
    for (size_t c = 0; c < layout->contributors; c++) {
        count(&at, layout->driver_of_joins + c, block->draw[model->coalition.joins[c]]);
    }
    count_options(&at, layout);
    count_stages(&at, layout);
}

/* --- sums --------------------------------------------------------------------------------------------------------- */

static size_t base_of(const ent_tally_layout *layout, size_t driver)
{
    bool is_option = driver >= layout->driver_of_option && driver < layout->driver_of_option + layout->driver_options;

    return is_option || driver == ENT_DRIVER_DEALS ? ENT_DRIVER_DEALS : ENT_DRIVER_ALL;
}

static ent_driver_counts counts_of(const ent_driver_counter *self, size_t driver)
{
    return (ent_driver_counts){
        .with = self->with + driver * self->most_worlds, .both = self->both + driver * self->most_worlds};
}

void ent_driver_counter_fold(
    const ent_driver_counter *self, const ent_tally_layout *layout, ent_driver_sum *sum, uint64_t first, size_t worlds)
{
    for (size_t i = 0; i < self->drivers; i++) {
        ent_driver_counts own = counts_of(self, i);
        ent_driver_counts base = counts_of(self, base_of(layout, i));
        if (self->single) {
            ent_driver_sum_add_single(&sum[i], &own, &base, first, worlds);
        } else {
            ent_driver_sum_add(&sum[i], &own, &base, first, worlds);
        }
    }
}

void ent_driver_counter_add_split(const ent_driver_counter *self, uint32_t *row)
{
    for (size_t i = 0; i < self->drivers; i++) {
        row[2 * i] += self->with[i * self->most_worlds];
        row[2 * i + 1] += self->both[i * self->most_worlds];
    }
}

void ent_driver_split_fold(const ent_tally_layout *layout, const uint32_t *row, ent_driver_sum *sum, uint64_t world)
{
    for (size_t i = 0; i < layout->drivers; i++) {
        const uint32_t *of_base = row + 2 * base_of(layout, i);
        const ent_driver_counts own = {.with = &row[2 * i], .both = &row[2 * i + 1]};
        const ent_driver_counts base = {.with = &of_base[0], .both = &of_base[1]};
        ent_driver_sum_add(&sum[i], &own, &base, world, 1);
    }
}
