#include "simulate/truce/violations.h"

#include "base/status.h"
#include "simulate/columns.h"
#include "simulate/truce/guarantees.h"
#include "simulate/truce/pending_deal.h"
#include "simulate/truce/renewal.h"
#include "simulate/truce/story.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One more than rows: listing writes an entry before it is known whether the entry counts. */
int ent_violations_init(ent_violations *self, size_t causes)
{
    double **column;

    *self = (ent_violations){.count = 0};
    column = ent_columns_new(causes + 2, ENT_BLOCK_ROWS, &self->memory);

    self->truce = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->truce));
    self->month = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->month));
    self->cause = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->cause));
    self->by = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->by));
    self->changed = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->changed));
    self->failed = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->failed));
    self->saved = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->saved));
    self->chosen = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->chosen));
    self->key = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->key));
    self->index = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->index));
    self->sub = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->sub));
    if (column == NULL || self->truce == NULL || self->month == NULL || self->cause == NULL || self->by == NULL ||
        self->changed == NULL || self->failed == NULL || self->saved == NULL || self->chosen == NULL ||
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
    free(self->truce);
    free(self->month);
    free(self->cause);
    free(self->by);
    free(self->changed);
    free(self->failed);
    free(self->saved);
    free(self->chosen);
    free(self->key);
    free(self->index);
    free(self->sub);
    free(self->memory);
    *self = (ent_violations){.count = 0};
}

/* --- settling ----------------------------------------------------------------------------------------------------- */

/* Ends the truce of violation k, which held until the month before, where a new one may begin. */
static void break_truce(const ent_violations *self, size_t k, ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;
    double **draw = truces->block->draw;
    size_t i = self->truce[k];
    size_t row = truces->row[i];

    if (truces->renewal.broke[i] == 0.0) { /* the first truce */
        draw[plan->held][row] = 0.0;
        draw[plan->months][row] = (double) self->month[k] - 1.0;
        draw[plan->cause][row] = (double) self->cause[k];
    }
    ent_pending_deal_end(truces, i, self->month[k]);
    ent_renewal_break(truces, i, self->month[k], self->cause[k]);
}

/* Ends the truce of violation k, which held until the month before. */
static void end_truce(const ent_violations *self, size_t k, ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;
    double **draw = truces->block->draw;
    size_t i = self->truce[k];
    size_t row = truces->row[i];
    double month = (double) self->month[k];

    if (plan->renewal.any) {
        break_truce(self, k, truces);
        return;
    }
    draw[plan->held][row] = 0.0;
    draw[plan->months][row] = month - 1.0;
    draw[plan->cause][row] = (double) self->cause[k];
    ent_pending_deal_end(truces, i, self->month[k]);
    if (plan->last_month != ENT_NO_REGISTER) {
        draw[plan->last_month][row] = month;
    }
    if (plan->event_driven) {
        ent_guarantees_count(truces, i, (size_t) truces->now[i], (size_t) self->month[k]);
    }
    if (truces->records_end) {
        ent_active_truces_record_end(truces, i);
    }
    truces->alive[i] = 0.0;
    truces->living--;
}

void ent_violations_uniforms(ent_violations *self, const ent_active_truces *truces, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        self->index[n] = truces->index[self->truce[self->chosen[n]]];
        self->sub[n] = self->month[self->chosen[n]];
    }
    truces->model->kernels->philox_each(count, self->key, self->index, self->sub, self->uniform);
}

/* Returns the cause at `point`, a number in (0, total), when the hazards are laid end to end; the first of several
 * infinite hazards. */
static size_t cause_at(const ent_violations *self, size_t causes, size_t k, double point)
{
    double below = 0.0;

    for (size_t c = 0; c + 1 < causes; c++) {
        double h = self->hazard[c][k];
        below += h;
        if (point < below || h == (double) INFINITY) {
            return c;
        }
    }
    for (size_t c = causes; c-- > 1;) { /* the last cause, unless rounding put `point` past the last positive hazard */
        if (self->hazard[c][k] > 0.0) {
            return c;
        }
    }
    return 0;
}

static void choose_causes(ent_violations *self, const ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;

    if (plan->causes == 1) {
        memset(self->cause, 0, self->count * sizeof(*self->cause));
        return;
    }
    for (size_t k = 0; k < self->count; k++) {
        self->chosen[k] = (uint32_t) k;
        self->key[k] = plan->cause_key;
    }
    ent_violations_uniforms(self, truces, self->count);
    for (size_t k = 0; k < self->count; k++) {
        self->cause[k] = (uint32_t) cause_at(self, plan->causes, k, self->uniform[k] * self->total[k]);
    }
}

/* Marks the violations that are contained by themselves. */
static void contain(ent_violations *self, const ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;
    size_t containable = 0;

    for (size_t k = 0; k < self->count; k++) {
        size_t cause = self->cause[k];
        self->by[k] = ENT_VIOLATION_OPEN;
        if (plan->contained[cause] != ENT_NO_REGISTER) {
            self->chosen[containable] = (uint32_t) k;
            self->key[containable++] = plan->contained_key[cause];
        }
    }
    ent_violations_uniforms(self, truces, containable);
    for (size_t n = 0; n < containable; n++) {
        size_t k = self->chosen[n];
        const double *chance = truces->reg[plan->contained[self->cause[k]]];
        self->by[k] = self->uniform[n] > 1.0 - chance[self->truce[k]] ? ENT_VIOLATION_BY_ITSELF : ENT_VIOLATION_OPEN;
    }
}

/* Ends the truces with a violation that nothing contained. Returns the number of contained ones, listed in `chosen`. */
static size_t end_truces(ent_violations *self, ent_active_truces *truces)
{
    size_t contained = 0;

    for (size_t k = 0; k < self->count; k++) {
        if (self->by[k] == ENT_VIOLATION_OPEN) {
            end_truce(self, k, truces);
        } else {
            self->chosen[contained++] = (uint32_t) k;
        }
    }
    return contained;
}

/* Restarts the cumulative hazard of the truces with a contained violation, with a new unit exponential -log(u). */
static void restart(ent_violations *self, ent_active_truces *truces, size_t contained)
{
    const ent_truce_plan *plan = &truces->model->truce;
    const double *in[] = {self->uniform};

    for (size_t n = 0; n < contained; n++) {
        self->key[n] = plan->trigger_key;
    }
    ent_violations_uniforms(self, truces, contained);
    truces->model->kernels->op[ENT_OP_NEG_LOG](contained, self->uniform, in);
    for (size_t n = 0; n < contained; n++) {
        size_t i = self->truce[self->chosen[n]];
        truces->violations[i] += 1.0;
        truces->cumulative[i] = 0.0;
        truces->reg[plan->trigger][i] = self->uniform[n];
    }
}

void ent_violations_settle(ent_violations *self, ent_active_truces *truces)
{
    memset(self->changed, truces->model->truce.incidents != ENT_NO_REGISTER ? 1 : 0, self->count);
    choose_causes(self, truces);
    contain(self, truces);
    if (truces->model->truce.guarantees > 0) {
        ent_guarantees_test(self, truces);
    }
    ent_story_violations(truces, self);
    restart(self, truces, end_truces(self, truces));
}
