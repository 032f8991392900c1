#include "run/deal_buffer.h"

#include "base/status.h"
#include "run/threads.h"

#include <stdlib.h>

/* Bytes of a tally of packages above which threads share one. */
static const size_t most_bytes = 4U << 20;

bool ent_deal_buffer_pays(const ent_tally_layout *layout)
{
    return layout->packages * (sizeof(uint64_t) + layout->parties * sizeof(ent_exact_sum)) > most_bytes;
}

int ent_deal_buffer_init(ent_deal_buffer *self, ent_tally *to, size_t parties)
{
    *self = (ent_deal_buffer){.to = to, .parties = parties};
    if (to == NULL) {
        return ENT_OK;
    }
    self->package = calloc(ENT_DEAL_BUFFER_SIZE, sizeof(*self->package));
    self->utility = calloc(ENT_DEAL_BUFFER_SIZE * parties + 1, sizeof(*self->utility));
    return self->package != NULL && self->utility != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_deal_buffer_free(ent_deal_buffer *self)
{
    free(self->package);
    free(self->utility);
    *self = (ent_deal_buffer){0};
}

double *ent_deal_buffer_add(ent_deal_buffer *self, uint32_t package)
{
    if (self->count == ENT_DEAL_BUFFER_SIZE) {
        ent_deal_buffer_flush(self);
    }
    self->package[self->count] = package;
    return self->utility + self->count++ * self->parties;
}

void ent_deal_buffer_flush(ent_deal_buffer *self)
{
    ENT_CRITICAL(entente_deals)
    for (size_t i = 0; i < self->count; i++) {
        ent_tally_deal(self->to, self->package[i], self->utility + i * self->parties);
    }
    self->count = 0;
}
