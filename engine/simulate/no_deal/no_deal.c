#include "simulate/no_deal/no_deal.h"

#include "base/status.h"
#include "model/model.h"

#include <stdlib.h>

int ent_no_deal_rows_init(ent_no_deal_rows *self, size_t parties)
{
    *self = (ent_no_deal_rows){.parties = parties};
    self->reason = calloc(ENT_BLOCK_ROWS, sizeof(*self->reason));
    self->blockers = calloc(ENT_BLOCK_ROWS, sizeof(*self->blockers));
    self->alone = calloc(parties * ENT_BLOCK_ROWS + 1, sizeof(*self->alone));
    return self->reason != NULL && self->blockers != NULL && self->alone != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_no_deal_rows_free(ent_no_deal_rows *self)
{
    free(self->reason);
    free(self->blockers);
    free(self->alone);
    *self = (ent_no_deal_rows){.parties = 0};
}

void ent_no_deal_rows_gather(ent_no_deal_rows *self, const double *row, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        size_t from = (size_t) row[k];
        self->reason[k] = self->reason[from];
        self->blockers[k] = self->blockers[from];
        for (size_t p = 0; p < self->parties; p++) {
            self->alone[p * ENT_BLOCK_ROWS + k] = self->alone[p * ENT_BLOCK_ROWS + from];
        }
    }
}
