#include "model/violation.h"

#include "math/scalar.h"
#include "model/block.h"

#include <math.h>

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

static double uniform_at(const ent_truce_state *self, uint64_t key, size_t i, size_t month)
{
    double u;

    self->model->kernels->philox_at(key, &self->index[i], (uint32_t) month, 1, &u);
    return u;
}

/* Cause c with chance h_c / sum h; among infinite hazards the first. */
static size_t pick_cause(const ent_truce_state *self, size_t i, size_t month, double total)
{
    const ent_truce_plan *plan = &self->model->truce;
    double below = 0.0;
    double point;

    if (plan->causes == 1) {
        return 0;
    }
    point = uniform_at(self, plan->cause_key, i, month) * total;
    for (size_t c = 0; c + 1 < plan->causes; c++) {
        double h = self->hazard[c];
        below += h;
        if (point < below || h == (double) INFINITY) {
            return c;
        }
    }
    for (size_t c = plan->causes; c-- > 1;) { /* rounding at the upper end: the last cause with any hazard */
        if (self->hazard[c] > 0.0) {
            return c;
        }
    }
    return 0;
}

void ent_violation_run(ent_block *block, size_t i, size_t month, double total)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    size_t cause = pick_cause(self, i, month, total);
    bool contained = false;

    if (plan->contained[cause] != ENT_NO_REGISTER) {
        contained = uniform_at(self, plan->contained_key[cause], i, month) > 1.0 - self->reg[plan->contained[cause]][i];
    }
    if (contained) {
        self->violations[i] += 1.0;
        self->sum[i] = 0.0;
        self->reg[plan->trigger][i] = -ent_log(uniform_at(self, plan->trigger_key, i, month));
        return;
    }
    collapse(block, i, month, cause);
}
