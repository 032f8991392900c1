/* Deals on their way into a tally that threads share: where packages are many, a tally a thread would take up the
 * memory of a machine, while one is enough for what is seldom added to. */
#ifndef ENT_RUN_DEAL_BUFFER_H
#define ENT_RUN_DEAL_BUFFER_H

#include "tally/tally.h"

typedef struct ent_deal_buffer {
    ent_tally *to; /* borrowed; NULL: nothing is shared */
    size_t parties, count;
    uint32_t *package; /* [ENT_DEAL_BUFFER_SIZE] */
    double *utility;   /* [ENT_DEAL_BUFFER_SIZE][parties] */
} ent_deal_buffer;

enum { ENT_DEAL_BUFFER_SIZE = 16384 }; /* handed over together */

/* Whether a thread should not have packages in its own tally. */
bool ent_deal_buffer_pays(const ent_tally_layout *layout);

/* to: may be NULL, then there is no memory. A zeroed struct may be freed. ENT_ERR_NO_MEMORY. */
int ent_deal_buffer_init(ent_deal_buffer *self, ent_tally *to, size_t parties);
void ent_deal_buffer_free(ent_deal_buffer *self);

/* The place for a deal's utilities, [parties]. */
double *ent_deal_buffer_add(ent_deal_buffer *self, uint32_t package);

/* Hands over what is there; threads take turns. To be called before the shared tally is read. */
void ent_deal_buffer_flush(ent_deal_buffer *self);

#endif
