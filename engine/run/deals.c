#include "run/deals.h"

#include "base/status.h"
#include "run/threads.h"

#include <stdlib.h>

static const size_t much_memory = 4U << 20;

bool ent_deals_pay(const ent_tally_layout *layout)
{
    return layout->packages * (sizeof(uint64_t) + layout->parties * sizeof(ent_exact_sum)) > much_memory;
}

int ent_deals_init(ent_deals *self, ent_tally *to, size_t parties)
{
    *self = (ent_deals){.to = to, .parties = parties};
    if (to == NULL) {
        return ENT_OK;
    }
    self->package = calloc(ENT_DEALS, sizeof(*self->package));
    self->utility = calloc(ENT_DEALS * parties + 1, sizeof(*self->utility));
    return self->package != NULL && self->utility != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_deals_free(ent_deals *self)
{
    free(self->package);
    free(self->utility);
    *self = (ent_deals){0};
}

double *ent_deals_add(ent_deals *self, uint32_t package)
{
    if (self->count == ENT_DEALS) {
        ent_deals_settle(self);
    }
    self->package[self->count] = package;
    return self->utility + self->count++ * self->parties;
}

void ent_deals_settle(ent_deals *self)
{
    ENT_CRITICAL(entente_deals)
    for (size_t i = 0; i < self->count; i++) {
        ent_tally_deal(self->to, self->package[i], self->utility + i * self->parties);
    }
    self->count = 0;
}
