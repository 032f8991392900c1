/* A buffer of deals for a tally that threads share. Where packages are many, a tally of packages in each thread would
 * need gigabytes; one tally suffices, if threads add to it many deals at a time. */
#ifndef ENT_RUN_DEAL_BUFFER_H
#define ENT_RUN_DEAL_BUFFER_H

#include "tally/tally.h"

enum { ENT_DEAL_BUFFER_SIZE = 16384 }; /* deals */

typedef struct ent_deal_buffer {
    ent_tally *to;         /* borrowed: the shared tally; NULL: the buffer is not in use */
    size_t parties, count; /* count: deals in the buffer */
    uint32_t *package;     /* [ENT_DEAL_BUFFER_SIZE] */
    double *utility;       /* [ENT_DEAL_BUFFER_SIZE][parties] utility of the deal, in [0, 1] */
} ent_deal_buffer;

/* Returns whether the packages of a layout are so many that threads should share one tally. */
bool ent_deal_buffer_pays(const ent_tally_layout *layout);

/* to: borrowed; NULL makes a buffer without memory, which must not be added to. A zeroed buffer may be freed.
 * Errors: ENT_ERR_NO_MEMORY. */
int ent_deal_buffer_init(ent_deal_buffer *self, ent_tally *to, size_t parties);
void ent_deal_buffer_free(ent_deal_buffer *self);

/* Adds a deal and returns its utilities for the caller to set: [parties], valid until the next call. Flushes a full
 * buffer first. */
double *ent_deal_buffer_add(ent_deal_buffer *self, uint32_t package);

/* Adds all deals in the buffer to the shared tally, under a lock. Must be called before the tally is read. */
void ent_deal_buffer_flush(ent_deal_buffer *self);

#endif
