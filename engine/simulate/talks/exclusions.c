#include "simulate/talks/exclusions.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void list_softenings(ent_exclusions *self)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t i = 0; plan->softens && i < plan->options * plan->parties; i++) {
        size_t flag = plan->flag_of[i / plan->parties];
        if (plan->refused_before[i] != ENT_NO_REGISTER && flag != SIZE_MAX) {
            self->softening[self->softenings++] = (ent_softening){
                .before = plan->refused_before[i], .word = flag / 64, .bit = UINT64_C(1) << (flag % 64)};
        }
    }
}

static void list_out_by_round(ent_exclusions *self)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t o = 0; plan->clock && o < plan->options; o++) {
        size_t flag = plan->flag_of[o];
        if (plan->out_at[o] != SIZE_MAX && flag != SIZE_MAX) {
            self->out[self->outs++] =
                (ent_out_by_round){.kept = plan->out_at[o], .word = flag / 64, .bit = UINT64_C(1) << (flag % 64)};
        }
    }
}

int ent_exclusions_init(ent_exclusions *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_exclusions){.plan = plan, .kernels = kernels, .words = ent_exclusion_words(plan)};
    self->marked = calloc(self->words * ENT_BLOCK_ROWS + 1, sizeof(*self->marked));
    self->one = calloc(self->words + 1, sizeof(*self->one));
    self->column = calloc(ENT_BLOCK_ROWS, sizeof(*self->column));
    self->softening = calloc(plan->softens ? plan->options * plan->parties : 1, sizeof(*self->softening));
    self->out = calloc(plan->options + 1, sizeof(*self->out));
    self->opening = calloc(ENT_BLOCK_ROWS, sizeof(*self->opening));
    self->closing = calloc(ENT_BLOCK_ROWS, sizeof(*self->closing));
    if (self->marked == NULL || self->one == NULL || self->column == NULL || self->softening == NULL ||
        self->out == NULL || self->opening == NULL || self->closing == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    list_softenings(self);
    list_out_by_round(self);
    self->by_columns = self->words == 1 && self->softenings > 0 && self->outs == 0;
    return ENT_OK;
}

void ent_exclusions_free(ent_exclusions *self)
{
    free(self->marked);
    free(self->one);
    free(self->column);
    free(self->softening);
    free(self->out);
    free(self->opening);
    free(self->closing);
    *self = (ent_exclusions){0};
}

static void mark_option(ent_exclusions *self, double *const *reg, size_t rows, size_t option)
{
    const ent_talks_plan *plan = self->plan;
    size_t flag = plan->flag_of[option];
    uint64_t bit = UINT64_C(1) << (flag % 64);
    uint64_t *word = self->marked + flag / 64 * ENT_BLOCK_ROWS;

    if (plan->available[option] != ENT_NO_REGISTER && !plan->available_by_round[option]) {
        const double *available[] = {reg[plan->available[option]]};
        self->kernels->op[ENT_OP_NOT](rows, self->column, available);
        self->kernels->mark(rows, self->column, bit, word);
    }
    for (size_t p = 0; p < plan->parties; p++) {
        size_t at = option * plan->parties + p;
        ent_register refuses = plan->refuses[at];
        if (refuses != ENT_NO_REGISTER && plan->refused_before[at] == ENT_NO_REGISTER && !plan->refuses_by_round[at]) {
            self->kernels->mark(rows, reg[refuses], bit, word);
        }
    }
}

void ent_exclusions_mark(ent_exclusions *self, double *const *reg, size_t rows)
{
    self->row = SIZE_MAX;
    memset(self->marked, 0, self->words * ENT_BLOCK_ROWS * sizeof(*self->marked));
    for (size_t o = 0; o < self->plan->options; o++) {
        if (self->plan->flag_of[o] != SIZE_MAX) {
            mark_option(self, reg, rows, o);
        }
    }
}

void ent_exclusions_open(ent_exclusions *self, double *const *reg, const size_t *first, size_t from, size_t rows)
{
    const ent_talks_plan *plan = self->plan;
    double last = (double) plan->rounds * plan->months_per_round;

    self->first = first;
    if (!self->by_columns) {
        return;
    }
    for (size_t r = 0; r < rows; r++) {
        self->column[r] = (double) first[from + r] * plan->months_per_round;
    }
    memcpy(self->opening + from, self->marked + from, rows * sizeof(*self->opening));
    memcpy(self->closing + from, self->marked + from, rows * sizeof(*self->closing));
    for (size_t i = 0; i < self->softenings; i++) {
        const double *before = reg[self->softening[i].before] + from;
        uint64_t bit = self->softening[i].bit;
        for (size_t r = 0; r < rows; r++) {
            self->opening[from + r] |= self->column[r] < before[r] ? bit : 0;
            self->closing[from + r] |= last < before[r] ? bit : 0;
        }
    }
}

/* Sets the flags of the refusals that soften, and the months between which they are those of this month. */
static void add_softening(ent_exclusions *self, double *const *reg, size_t row, double month)
{
    self->from = -(double) INFINITY;
    self->until = (double) INFINITY;
    for (size_t i = 0; i < self->softenings; i++) {
        const ent_softening *at = &self->softening[i];
        double before = reg[at->before][row];
        bool refused = month < before;
        self->one[at->word] |= refused ? at->bit : 0;
        self->until = refused && before < self->until ? before : self->until;
        self->from = !refused && before > self->from ? before : self->from;
    }
}

static void add_out_by_round(ent_exclusions *self, size_t row, size_t k)
{
    for (size_t i = 0; i < self->outs; i++) {
        const ent_out_by_round *at = &self->out[i];
        self->one[at->word] |= ent_talks_clock_value(self->clock, at->kept, row, k) != 0.0 ? at->bit : 0;
    }
}

const uint64_t *ent_exclusions_of(ent_exclusions *self, double *const *reg, size_t row, size_t k)
{
    double month = (double) k * self->plan->months_per_round;

    if (self->words == 1 && self->softenings == 0 && self->outs == 0) {
        return &self->marked[row];
    }
    if (self->by_columns && (k == self->first[row] || k == self->plan->rounds)) {
        return k == self->first[row] ? &self->opening[row] : &self->closing[row];
    }
    if (row == self->row && month >= self->from && month < self->until && self->outs == 0) {
        return self->one;
    }
    for (size_t w = 0; w < self->words; w++) {
        self->one[w] = self->marked[w * ENT_BLOCK_ROWS + row];
    }
    add_softening(self, reg, row, month);
    add_out_by_round(self, row, k);
    self->row = row;
    return self->one;
}
