/* Deals on their way into a tally that threads share: where packages are many, a tally a thread would take up the
 * memory of a machine, while one is enough for what is seldom added to. */
#ifndef ENT_RUN_DEALS_H
#define ENT_RUN_DEALS_H

#include "tally/tally.h"

typedef struct ent_deals {
    ent_tally *to; /* borrowed; NULL: nothing is shared */
    size_t parties, count;
    uint32_t *package; /* [ENT_DEALS] */
    double *utility;   /* [ENT_DEALS][parties] */
} ent_deals;

enum { ENT_DEALS = 16384 }; /* handed over together */

/* Whether a thread should not have packages in its own tally. */
bool ent_deals_pay(const ent_tally_layout *layout);

/* to: may be NULL, then there is no memory. A zeroed struct may be freed. ENT_ERR_NO_MEMORY. */
int ent_deals_init(ent_deals *self, ent_tally *to, size_t parties);
void ent_deals_free(ent_deals *self);

/* The place for a deal's utilities, [parties]. */
double *ent_deals_add(ent_deals *self, uint32_t package);

/* Hands over what is there; threads take turns. To be called before the shared tally is read. */
void ent_deals_settle(ent_deals *self);

#endif
