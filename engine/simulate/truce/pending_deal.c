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
