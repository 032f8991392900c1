/* Stage 4 of a draw: the truce. Follows the truces of all draws of a block that have a deal, monthly or event-driven.
 */
#ifndef ENT_SIMULATE_TRUCE_TRUCE_H
#define ENT_SIMULATE_TRUCE_TRUCE_H

#include "simulate/truce/active_truces.h"
#include "simulate/truce/event_driven.h"
#include "simulate/truce/violations.h"

typedef struct ent_truces {
    ent_active_truces active;
    ent_violations due;            /* violations that are being settled */
    ent_event_driven event_driven; /* zeroed where truces are followed monthly */
} ent_truces;

/* Allocates the state for the truces of a block. block: borrowed, initialised; must not move. Errors:
 * ENT_ERR_NO_MEMORY; the truces may be freed then too. */
int ent_truces_init(ent_truces *self, ent_block *block);

/* Zeroed truces may be freed. */
void ent_truces_free(ent_truces *self);

/* Prepares for the worlds that were set in the block. */
void ent_truces_set_worlds(ent_truces *self);

/* Follows the truces of the block's draws and fills the draw registers that the plan lists as filled: held, months,
 * violations, cause and the values of the last month. Draws without a deal have held 0 and months 0. */
void ent_truces_run(ent_truces *self);

#endif
