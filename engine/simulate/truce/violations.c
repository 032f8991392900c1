#include "simulate/truce/violations.h"

#include "base/status.h"
#include "simulate/block.h"
#include "model/columns.h"

#include <math.h>
#include <stdlib.h>

/* One more than rows: an entry is written before it is known to count, also when all rows are listed. */
int ent_violations_init(ent_violations *self, size_t causes)
{
    double **column = ent_columns_new(causes + 2, ENT_BLOCK_ROWS, &self->memory);

    self->lane = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->lane));
    self->month = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->month));
    self->cause = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->cause));
    self->chosen = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->chosen));
    self->key = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->key));
    self->index = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->index));
    self->sub = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->sub));
    if (column == NULL || self->lane == NULL || self->month == NULL || self->cause == NULL || self->chosen == NULL ||
        self->key == NULL || self->index == NULL || self->sub == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->total = column[0];
    self->uniform = column[1];
    self->hazard = column + 2;
    return ENT_OK;
}

void ent_violations_free(ent_violations *self)
{
    free(self->lane);
    free(self->month);
    free(self->cause);
    free(self->chosen);
    free(self->key);
    free(self->index);
    free(self->sub);
    free(self->memory);
    *self = (ent_violations){.count = 0};
}

void ent_truce_settle(ent_block *block, size_t i)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    size_t row = self->row[i];

    block->draw[plan->violations][row] = self->violations[i];
    if (plan->follows_force && plan->last_deployed != ENT_NO_REGISTER) {
        block->draw[plan->last_deployed][row] = self->reg[plan->deployed][i];
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        if (plan->timed[e].last != ENT_NO_REGISTER) {
            block->draw[plan->timed[e].last][row] = self->reg[plan->timed[e].active][i];
        }
    }
}

static void collapse(ent_block *block, size_t i, size_t month, size_t cause)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    size_t row = self->row[i];

    block->draw[plan->held][row] = 0.0;
    block->draw[plan->months][row] = (double) month - 1.0;
    block->draw[plan->cause][row] = (double) cause;
    if (plan->last_month != ENT_NO_REGISTER) {
        block->draw[plan->last_month][row] = (double) month;
    }
    if (self->settles) {
        ent_truce_settle(block, i);
    }
    self->alive[i] = 0.0;
    self->living--;
}

/* Uniforms of the chosen violations, each by the draw and month of its lane, of the streams in `key`. */
static void draw_uniforms(ent_truce_state *self, size_t chosen)
{
    ent_violations *list = &self->violations_now;

    for (size_t k = 0; k < chosen; k++) {
        list->index[k] = self->index[list->lane[list->chosen[k]]];
        list->sub[k] = list->month[list->chosen[k]];
    }
    self->model->kernels->philox_each(chosen, list->key, list->index, list->sub, list->uniform);
}

/* Cause c with chance h_c / sum h; among infinite hazards the first. */
static size_t cause_at(const ent_violations *list, size_t causes, size_t k, double point)
{
    double below = 0.0;

    for (size_t c = 0; c + 1 < causes; c++) {
        double h = list->hazard[c][k];
        below += h;
        if (point < below || h == (double) INFINITY) {
            return c;
        }
    }
    for (size_t c = causes; c-- > 1;) { /* rounding at the upper end: the last cause with any hazard */
        if (list->hazard[c][k] > 0.0) {
            return c;
        }
    }
    return 0;
}

static void pick_causes(ent_truce_state *self)
{
    const ent_truce_plan *plan = &self->model->truce;
    ent_violations *list = &self->violations_now;

    if (plan->causes > 1) {
        for (size_t k = 0; k < list->count; k++) {
            list->chosen[k] = (uint32_t) k;
            list->key[k] = plan->cause_key;
        }
        draw_uniforms(self, list->count);
    }
    for (size_t k = 0; k < list->count; k++) {
        list->cause[k] =
            plan->causes > 1 ? (uint32_t) cause_at(list, plan->causes, k, list->uniform[k] * list->total[k]) : 0;
    }
}

/* Ends the truces of those that are not contained; the others are left chosen. Returns how many those are. */
static size_t contain(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    ent_violations *list = &self->violations_now;
    size_t chosen = 0;
    size_t contained = 0;

    for (size_t k = 0; k < list->count; k++) {
        size_t cause = list->cause[k];
        if (plan->contained[cause] == ENT_NO_REGISTER) {
            collapse(block, list->lane[k], (size_t) list->month[k], cause);
            continue;
        }
        list->chosen[chosen] = (uint32_t) k;
        list->key[chosen++] = plan->contained_key[cause];
    }
    draw_uniforms(self, chosen);
    for (size_t n = 0; n < chosen; n++) {
        size_t k = list->chosen[n];
        size_t cause = list->cause[k];
        if (list->uniform[n] > 1.0 - self->reg[plan->contained[cause]][list->lane[k]]) {
            list->chosen[contained++] = (uint32_t) k;
        } else {
            collapse(block, list->lane[k], (size_t) list->month[k], cause);
        }
    }
    return contained;
}

/* The chosen lanes begin to add up hazards anew, each towards a new unit exponential. */
static void start_anew(ent_truce_state *self, size_t chosen)
{
    const ent_truce_plan *plan = &self->model->truce;
    ent_violations *list = &self->violations_now;
    const double *in[] = {list->uniform};

    for (size_t n = 0; n < chosen; n++) {
        list->key[n] = plan->trigger_key;
    }
    draw_uniforms(self, chosen);
    self->model->kernels->op[ENT_OP_NEG_LOG](chosen, list->uniform, in);
    for (size_t n = 0; n < chosen; n++) {
        size_t i = list->lane[list->chosen[n]];
        self->violations[i] += 1.0;
        self->sum[i] = 0.0;
        self->reg[plan->trigger][i] = list->uniform[n];
    }
}

void ent_violations_run(ent_block *block)
{
    pick_causes(&block->truce);
    start_anew(&block->truce, contain(block));
}
