/* The forces in place during a truce: departures, arrivals and the troops deployed.
 *
 * A contributor's troops are deployed from the month lead_months on until the month of departure. Departures repeat
 * with a chance each month; a unit exponential compared with the integrated hazard gives their month (inverse transform
 * sampling of the first event of a Poisson process: Devroye 1986, Non-Uniform Random Variate Generation, VI.1.3). */
#ifndef ENT_SIMULATE_TRUCE_FORCE_H
#define ENT_SIMULATE_TRUCE_FORCE_H

#include "simulate/truce/active_truces.h"

/* Monthly: the departures of `month` (1 … horizon), then the troops that each force deploys, at most its cap. In month
 * 1 also those that it commits, where the plan takes them from there. Months must be given in order. */
void ent_force_run_month(ent_active_truces *truces, double month);

/* Event-driven: the same for each row in its own month `now`; lowers `next` to the month of the next arrival or
 * departure. first: `now` is month 1 in all rows. */
void ent_force_start_interval(ent_active_truces *truces, bool first);

/* Event-driven: adds the integrated hazards of leaving from `now` to `next` - 1. */
void ent_force_end_interval(ent_active_truces *truces);

#endif
