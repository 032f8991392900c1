#include "simulate/truce/pending_deal.h"

#include <math.h>
#include <string.h>

/* Writes the values without a deal to a row. */
static void remove_deal(ent_block *block, size_t row)
{
    const ent_talks_plan *plan = &block->model->talks;
    double **draw = block->draw;

    draw[plan->agreed][row] = 0.0;
    draw[plan->month][row] = INFINITY;
    draw[plan->round][row] = INFINITY;
    for (size_t d = 0; d < plan->demands; d++) {
        draw[plan->deal[d]][row] = -1.0;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        draw[plan->utility[p]][row] = 0.0;
    }
    block->package[row] = UINT32_MAX;
}

void ent_pending_deals_keep(ent_block *block)
{
    const ent_talks_plan *plan = &block->model->talks;
    double horizon = (double) block->model->truce.horizon;
    const double *month = block->draw[plan->month];

    for (size_t i = 0; i < block->rows; i++) {
        if (month[i] > horizon) {
            remove_deal(block, i);
        }
    }
    for (size_t k = 0; k < plan->kept_columns; k++) {
        memcpy(block->draw[plan->kept[k].to], block->draw[plan->kept[k].from], block->rows * sizeof(double));
    }
}

void ent_pending_deal_end(ent_active_truces *truces, size_t i, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;
    size_t row = truces->row[i];

    if (plan->awaits_deal && truces->block->draw[plan->deal_month][row] > (double) month - 1.0) {
        remove_deal(truces->block, row);
        truces->reg[plan->deal_month_now][i] = INFINITY;
    }
}
