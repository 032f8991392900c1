/* Truces followed from change to change, event-driven, as in a discrete-event simulation.
 *
 * Between two changes of a truce's state (an event begins or ends, a contributor arrives or leaves) its hazards change
 * with the calendar alone, as in simulate/truce/proportional_hazards.h. An interval reaches from one change to the
 * next; every truce is in an interval of its own, months now … next - 1. Exact but for rounding:
 * simulate/truce/monthly.h gives the same truces.
 *
 * Possible where no formula of the truce but the hazards depends on the month; see event_driven of the plan. */
#ifndef ENT_SIMULATE_TRUCE_EVENT_DRIVEN_H
#define ENT_SIMULATE_TRUCE_EVENT_DRIVEN_H

#include "simulate/truce/proportional_hazards.h"
#include "simulate/truce/violations.h"

typedef struct ent_event_driven {
    ent_proportional_hazards hazards;
    double *increase; /* [ENT_BLOCK_ROWS] integrated hazard of all causes in the interval */
} ent_event_driven;

/* Allocates memory for chunks of at most most_worlds worlds. model: borrowed. Errors: ENT_ERR_NO_MEMORY; may be freed
 * then too. */
int ent_event_driven_init(ent_event_driven *self, const ent_model *model, size_t most_worlds);

/* A zeroed one may be freed. */
void ent_event_driven_free(ent_event_driven *self);

/* Follows truces that have been started to the horizon; no row is alive afterwards. The ends of truces that have held
 * are recorded. The worlds of the block must have been set in `hazards`. due: list to work with. */
void ent_event_driven_run(ent_event_driven *self, ent_active_truces *truces, ent_violations *due);

#endif
