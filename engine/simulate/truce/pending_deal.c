#include "simulate/truce/pending_deal.h"

#include "simulate/talks/talks.h"

#include <math.h>
#include <string.h>

void ent_pending_deals_keep(ent_block *block)
{
    const ent_talks_plan *plan = &block->model->talks;
    double horizon = (double) block->model->truce.horizon;
    const double *month = block->draw[plan->month];

    for (size_t i = 0; i < block->rows; i++) {
        if (month[i] > horizon) {
            ent_talks_withdraw(plan, block->draw, i);
            block->package[i] = UINT32_MAX;
        }
    }
    for (size_t k = 0; k < plan->signed_columns; k++) {
        memcpy(block->draw[plan->as_signed[k].to], block->draw[plan->as_signed[k].from], block->rows * sizeof(double));
    }
}

/* The last month whose signatures and answers count in `month`: the month before, and none from a collapse on that came
 * before the deal. */
static double last_known_month(const ent_active_truces *self, size_t row, size_t month)
{
    double *const *draw = self->block->draw;
    double before = (double) month - 1.0;
    bool ended = draw[self->model->truce.held][row] == 0.0 && draw[self->model->talks.agreed][row] == 0.0;

    return ended ? fmin(before, draw[self->model->truce.months][row]) : before;
}

static void set_if_read(const ent_active_truces *self, ent_register to, size_t i, double value)
{
    if (to != ENT_NO_REGISTER) {
        self->reg[to][i] = value;
    }
}

void ent_pending_deals_load_month(ent_active_truces *truces, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;
    const ent_block *block = truces->block;

    if (plan->signed_now == ENT_NO_REGISTER && plan->signed_month_now == ENT_NO_REGISTER &&
        plan->refused_now == ENT_NO_REGISTER) {
        return;
    }
    for (size_t i = 0; i < truces->count; i++) {
        size_t row = truces->row[i];
        const ent_signature *list = block->signature + row * block->signatures_most;
        double known = last_known_month(truces, row, month);
        double signed_month = INFINITY;
        double refused = 0.0;
        for (size_t n = 0; n < block->signatures[row] && list[n].month <= known; n++) {
            signed_month = list[n].month;
            refused += list[n].refused <= known ? 1.0 : 0.0;
        }
        set_if_read(truces, plan->signed_now, i, isfinite(signed_month) ? 1.0 : 0.0);
        set_if_read(truces, plan->signed_month_now, i, signed_month);
        set_if_read(truces, plan->refused_now, i, refused);
    }
}

void ent_pending_deal_end(ent_active_truces *truces, size_t i, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;
    size_t row = truces->row[i];

    if (plan->awaits_deal && truces->block->draw[plan->deal_month][row] > (double) month - 1.0) {
        ent_talks_withdraw(&truces->model->talks, truces->block->draw, row);
        truces->block->draw[truces->model->talks.round][row] = INFINITY;
        truces->block->package[row] = UINT32_MAX;
        truces->reg[plan->deal_month_now][i] = INFINITY;
    }
}
