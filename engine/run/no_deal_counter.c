#include "run/no_deal_counter.h"

#include "run/experts/experts.h"

bool ent_deals_can_fail(const ent_model *model)
{
    bool any = false;

    for (size_t e = 0; e < ent_experts_models(model); e++) {
        const ent_model *one = ent_experts_model(model, e);
        any = any || !one->talks.none || one->ratification.entries > 0;
    }
    return any;
}

/* Counts who stands in the way in a row in which some package was open. */
static void count_blockers(ent_chunk_counts *self, const ent_no_deal_rows *told, size_t row)
{
    const ent_tally_layout *layout = &self->layout;
    size_t blockers = told->blockers[row];

    ent_chunk_counts_row(self, layout->stalled, row);
    if (blockers != 1) {
        ent_chunk_counts_row(self, blockers > 1 ? layout->several : layout->no_single, row);
    }
    for (size_t p = 0; p < told->parties; p++) {
        if (told->alone[p * ENT_BLOCK_ROWS + row] != 0) {
            ent_chunk_counts_row(self, layout->alone + p, row);
            if (blockers == 1) {
                ent_chunk_counts_row(self, layout->only + p, row);
            }
        }
    }
}

void ent_count_no_deals(ent_chunk_counts *self, const ent_block *block)
{
    const ent_no_deal_rows *told = block->no_deal;

    for (size_t row = 0; row < block->rows; row++) {
        size_t reason = told->reason[row];
        if (reason == ENT_NO_DEAL_AGREED) {
            continue;
        }
        ent_chunk_counts_row(self, self->layout.no_deals, row);
        ent_chunk_counts_row(self, self->layout.reason + reason, row);
        if (reason == ENT_NO_DEAL_NOT_ACCEPTED) {
            count_blockers(self, told, row);
        }
    }
}
