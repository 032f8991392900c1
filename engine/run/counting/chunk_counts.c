#include "run/counting/chunk_counts.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

static size_t numbers_of(const ent_chunk_counts *self)
{
    return self->layout.columns - self->layout.numbers;
}

/* Cuts the columns of draws where their denominator changes. */
static void find_runs(ent_chunk_counts *self)
{
    for (size_t c = 0; c < self->layout.numbers; c++) {
        size_t of = ent_tally_denominator(&self->layout, c);
        if (self->runs == 0 || self->run[self->runs - 1].of != of) {
            self->run[self->runs++] = (ent_column_run){.first = c, .of = of};
        }
        self->run[self->runs - 1].end = c + 1;
    }
}

int ent_chunk_counts_init(ent_chunk_counts *self, const ent_kernels *kernels, const ent_tally_layout *layout,
    uint64_t replications, size_t most_worlds)
{
    *self = (ent_chunk_counts){
        .kernels = kernels, .layout = *layout, .single = replications == 1 && !layout->design, .room = most_worlds};
    self->count = calloc((self->single ? 1 : most_worlds) * layout->columns, sizeof(*self->count));
    if (self->single) {
        self->number = calloc(most_worlds * numbers_of(self) + 1, sizeof(*self->number));
        self->kept = calloc(most_worlds * layout->kept, sizeof(*self->kept));
    }
    if (!self->single && !layout->design) {
        self->column = calloc(layout->columns, sizeof(*self->column));
        self->sum = calloc(layout->columns, sizeof(*self->sum));
        self->run = calloc(layout->columns, sizeof(*self->run));
        if (self->column == NULL || self->sum == NULL || self->run == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        find_runs(self);
    }
    return self->count != NULL && (!self->single || (self->number != NULL && self->kept != NULL)) ? ENT_OK
                                                                                                  : ENT_ERR_NO_MEMORY;
}

void ent_chunk_counts_free(ent_chunk_counts *self)
{
    free(self->count);
    free(self->number);
    free(self->kept);
    free(self->column);
    free(self->sum);
    free(self->run);
    *self = (ent_chunk_counts){.room = 0};
}

void ent_chunk_counts_clear(ent_chunk_counts *self, size_t worlds)
{
    memset(self->count, 0, (self->single ? 1 : worlds) * self->layout.columns * sizeof(*self->count));
    if (self->single) {
        memset(self->number, 0, worlds * numbers_of(self) * sizeof(*self->number));
        memset(self->kept, 0, self->room * self->layout.kept * sizeof(*self->kept));
    }
}

void ent_chunk_counts_add_played(ent_chunk_counts *self, size_t worlds, uint64_t draws)
{
    const ent_tally_layout *layout = &self->layout;

    if (layout->is_given && self->single) {
        self->count[layout->played] += (uint32_t) worlds;
        memset(self->kept + layout->played * self->room, 1, worlds);
    }
    for (size_t w = 0; layout->is_given && !self->single && w < worlds; w++) {
        self->count[w * layout->columns + layout->played] += (uint32_t) draws;
    }
}

void ent_chunk_counts_begin(ent_chunk_counts *self, const ent_block *block, size_t first)
{
    self->rows = block->rows;
    self->worlds = 0;
    for (size_t i = 0; i < block->rows; i++) {
        size_t world = first + block->world_of[i];
        if (i == 0 || world != self->world_of[i - 1]) {
            self->start[self->worlds] = i;
            self->world[self->worlds++] = world;
        }
        self->world_of[i] = world;
    }
    self->start[self->worlds] = block->rows;
}

/* --- columns of draws --------------------------------------------------------------------------------------------- */

static uint32_t *count_of(const ent_chunk_counts *self, size_t column, size_t i)
{
    return self->count + self->world[i] * self->layout.columns + column;
}

static size_t rows_of(const ent_chunk_counts *self, size_t i)
{
    return self->start[i + 1] - self->start[i];
}

/* Stores which single draws count in a kept column. */
static void keep(ent_chunk_counts *self, size_t column, const double *x)
{
    uint8_t *kept = self->kept + column * self->room;

    for (size_t i = 0; i < self->rows; i++) {
        kept[self->world_of[i]] = x == NULL || x[i] != 0.0;
    }
}

void ent_chunk_counts_all(ent_chunk_counts *self, size_t column)
{
    if (self->single && column < self->layout.kept) {
        keep(self, column, NULL);
    }
    if (self->single) {
        self->count[column] += (uint32_t) self->rows;
        return;
    }
    for (size_t i = 0; i < self->worlds; i++) {
        *count_of(self, column, i) += (uint32_t) rows_of(self, i);
    }
}

void ent_chunk_counts_true(ent_chunk_counts *self, size_t column, const double *x)
{
    if (x == NULL) {
        ent_chunk_counts_all(self, column);
        return;
    }
    if (self->single && column < self->layout.kept) {
        keep(self, column, x);
    }
    if (self->single) {
        self->count[column] += (uint32_t) self->kernels->count_nonzero(self->rows, x);
        return;
    }
    for (size_t i = 0; i < self->worlds; i++) {
        *count_of(self, column, i) += (uint32_t) self->kernels->count_nonzero(rows_of(self, i), x + self->start[i]);
    }
}

void ent_chunk_counts_at_least(ent_chunk_counts *self, size_t column, double limit, const double *x)
{
    if (self->single) {
        self->count[column] += (uint32_t) self->kernels->count_at_least(self->rows, limit, x);
        return;
    }
    for (size_t i = 0; i < self->worlds; i++) {
        *count_of(self, column, i) +=
            (uint32_t) self->kernels->count_at_least(rows_of(self, i), limit, x + self->start[i]);
    }
}

/* Adds the numbers of rows with each value to count[0 … values - 1]. By vectors: incrementing the count of each row's
 * value would wait for the row before, which mostly has the same value. */
static void count_values(const ent_kernels *kernels, size_t values, size_t rows, const double *x, uint32_t *count)
{
    uint64_t at_least = kernels->count_at_least(rows, 0.0, x);

    for (size_t v = 0; v < values && at_least > 0; v++) {
        uint64_t above = v + 1 < values ? kernels->count_at_least(rows, (double) (v + 1), x) : 0;
        count[v] += (uint32_t) (at_least - above);
        at_least = above;
    }
}

/* Fewer rows of a world than these are counted one by one. */
enum { FEW_ROWS = 8 };

void ent_chunk_counts_values(ent_chunk_counts *self, size_t first, size_t values, const double *x)
{
    if (self->single) {
        count_values(self->kernels, values, self->rows, x, self->count + first);
        return;
    }
    for (size_t i = 0; i < self->worlds; i++) {
        uint32_t *count = count_of(self, first, i);
        if (rows_of(self, i) >= FEW_ROWS) {
            count_values(self->kernels, values, rows_of(self, i), x + self->start[i], count);
            continue;
        }
        for (size_t row = self->start[i]; row < self->start[i + 1]; row++) {
            if (x[row] >= 0.0) {
                count[(size_t) x[row]]++;
            }
        }
    }
}

/* --- columns of numbers ------------------------------------------------------------------------------------------- */

uint32_t *ent_chunk_counts_number(ent_chunk_counts *self, size_t column, size_t i)
{
    return self->single ? self->number + self->world[i] * numbers_of(self) + (column - self->layout.numbers)
                        : count_of(self, column, i);
}

void ent_chunk_counts_sum(ent_chunk_counts *self, size_t column, const double *x)
{
    for (size_t i = 0; i < self->worlds; i++) {
        double sum = 0.0;
        for (size_t row = self->start[i]; row < self->start[i + 1]; row++) {
            sum += x[row];
        }
        *ent_chunk_counts_number(self, column, i) += (uint32_t) sum;
    }
}

void ent_chunk_counts_sum_whole(ent_chunk_counts *self, size_t column, const uint32_t *x)
{
    for (size_t i = 0; i < self->worlds; i++) {
        uint32_t sum = 0;
        for (size_t row = self->start[i]; row < self->start[i + 1]; row++) {
            sum += x[row];
        }
        *ent_chunk_counts_number(self, column, i) += sum;
    }
}

/* --- the end of a chunk ------------------------------------------------------------------------------------------- */

void ent_chunk_counts_cumulate(const ent_tally_layout *layout, uint32_t *count)
{
    for (size_t m = layout->horizon; m-- > 1;) {
        count[layout->survived + m - 1] += count[layout->survived + m];
    }
    for (size_t k = 1; k < layout->steps; k++) {
        count[layout->agreed + k] += count[layout->agreed + k - 1];
    }
}

/* Adds a world's columns of draws. */
static void sum_draws(ent_chunk_counts *self, const uint32_t *count)
{
    for (size_t r = 0; r < self->runs; r++) {
        const ent_column_run *run = &self->run[r];
        uint64_t n = count[run->of];
        for (size_t c = run->first; c < run->end; c++) {
            uint64_t k = count[c];
            self->sum[c].k += k;
            self->sum[c].kk += k * k;
            self->sum[c].kn += k * n;
            self->sum[c].worlds += k > 0 ? 1 : 0;
        }
    }
}

static void sum_numbers(ent_chunk_counts *self, const uint32_t *count)
{
    const ent_tally_layout *layout = &self->layout;

    for (size_t c = layout->numbers; c < layout->columns; c++) {
        ent_moments_add(&self->column[c], count[c], count[ent_tally_denominator(layout, c)]);
    }
}

void ent_chunk_counts_close(ent_chunk_counts *self, size_t worlds)
{
    const ent_tally_layout *layout = &self->layout;

    for (size_t w = 0; w < (self->single ? 1 : worlds); w++) {
        ent_chunk_counts_cumulate(layout, self->count + w * layout->columns);
    }
    if (self->column == NULL) {
        return;
    }
    memset(self->column, 0, layout->columns * sizeof(*self->column));
    memset(self->sum, 0, layout->columns * sizeof(*self->sum));
    for (size_t w = 0; w < worlds; w++) {
        sum_draws(self, self->count + w * layout->columns);
        sum_numbers(self, self->count + w * layout->columns);
    }
    for (size_t c = 0; c < layout->numbers; c++) {
        const ent_world_sum *k = &self->sum[c];
        const ent_world_sum *n = &self->sum[ent_tally_denominator(layout, c)];
        self->column[c] =
            (ent_moments){.k = k->k, .n = n->k, .kk = k->kk, .kn = k->kn, .nn = n->kk, .worlds = n->worlds};
    }
}

void ent_chunk_counts_add_to(ent_chunk_counts *self, ent_tally *tally, uint64_t first_world, size_t worlds)
{
    if (self->single) {
        ent_tally_single_draws(tally, first_world, worlds, self->count, self->number, self->kept, self->room);
    } else if (self->column != NULL) {
        ent_tally_worlds(tally, first_world, worlds, self->column, self->count);
    } else {
        for (size_t w = 0; w < worlds; w++) {
            ent_tally_world(tally, first_world + w, self->count + w * self->layout.columns);
        }
    }
}
