/* Truces from change to change. Between two changes of its state (an event begins or ends, somebody arrives or leaves)
 * the hazards of a truce move with the calendar alone: hazard of cause c = sum over clocks g of T_g(month) F_cg, F of
 * the state. So what the hazards add up to from month a to month b is sum_g (S_g(b) - S_g(a - 1)) sum_c F_cg, S_g the
 * running sum of T_g in the world, and no month need be played. An episode is the time from one change to the next;
 * every lane has a month of its own. Exact but for rounding (simulate/truce/truce.c plays the same month by month).
 *
 * Possible where no formula of the truce but the hazards knows what month it is (model/compile_episodes.c). */
#ifndef ENT_SIMULATE_TRUCE_EVENT_DRIVEN_H
#define ENT_SIMULATE_TRUCE_EVENT_DRIVEN_H

#include "simulate/truce/truce.h"

/* Memory of the clocks. ENT_OK or ENT_ERR_NO_MEMORY; freed with the truce state. */
int ent_episodes_init(ent_truce_state *self, size_t most_worlds);

/* Adds up the clocks of the block's worlds. */
void ent_episodes_set_worlds(struct ent_block *block);

/* From month 1 to the end; lanes still alive afterwards have reached the horizon. */
void ent_episodes_run(struct ent_block *block);

#endif
