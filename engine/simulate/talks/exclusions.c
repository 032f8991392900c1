#include "simulate/talks/exclusions.h"

#include "base/status.h"

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

int ent_exclusions_init(ent_exclusions *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_exclusions){.plan = plan, .kernels = kernels, .words = ent_exclusion_words(plan)};
    self->marked = calloc(self->words * ENT_BLOCK_ROWS + 1, sizeof(*self->marked));
    self->one = calloc(self->words + 1, sizeof(*self->one));
    self->column = calloc(ENT_BLOCK_ROWS, sizeof(*self->column));
    self->softening = calloc(plan->softens ? plan->options * plan->parties : 1, sizeof(*self->softening));
    if (self->marked == NULL || self->one == NULL || self->column == NULL || self->softening == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    list_softenings(self);
    return ENT_OK;
}

void ent_exclusions_free(ent_exclusions *self)
{
    free(self->marked);
    free(self->one);
    free(self->column);
    free(self->softening);
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
    memset(self->marked, 0, self->words * ENT_BLOCK_ROWS * sizeof(*self->marked));
    for (size_t o = 0; o < self->plan->options; o++) {
        if (self->plan->flag_of[o] != SIZE_MAX) {
            mark_option(self, reg, rows, o);
        }
    }
}

const uint64_t *ent_exclusions_of(ent_exclusions *self, double *const *reg, size_t row, size_t k)
{
    double month = (double) k * self->plan->months_per_round;

    if (self->words == 1 && self->softenings == 0 && self->clock == NULL) {
        return &self->marked[row];
    }
    for (size_t w = 0; w < self->words; w++) {
        self->one[w] = self->marked[w * ENT_BLOCK_ROWS + row];
    }
    for (size_t i = 0; i < self->softenings; i++) {
        const ent_softening *at = &self->softening[i];
        self->one[at->word] |= month < reg[at->before][row] ? at->bit : 0;
    }
    for (size_t o = 0; self->clock != NULL && o < self->plan->options; o++) {
        size_t flag = self->plan->flag_of[o];
        size_t kept = self->plan->out_at[o];
        if (kept != SIZE_MAX && flag != SIZE_MAX && ent_talks_clock_value(self->clock, kept, row, k) != 0.0) {
            self->one[flag / 64] |= UINT64_C(1) << (flag % 64);
        }
    }
    return self->one;
}
