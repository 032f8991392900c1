/* New truces after a collapse (`renews`), monthly truces only. A broken truce stays in the risk set, marked as not at
 * peace, until a new one begins; months without a truce are played as far as timed events and departures.
 *
 * Addresses. All months below are those of the clock, which goes on: 1 … horizon from the deal or, in a truce in force,
 * from month 0 of the talks. The threshold of the n-th truce's beginning has its number n >= 2 as sub-address in the
 * stream of `renews`. Causes and containment have the month of the violation. The threshold of violations has 0 in the
 * first truce, the month of a contained violation after it, and the month of the collapse in a new truce: there is one
 * violation a month at most, contained or not, so no two of these coincide. */
#ifndef ENT_SIMULATE_TRUCE_RENEWAL_H
#define ENT_SIMULATE_TRUCE_RENEWAL_H

#include "simulate/truce/active_truces.h"

/* Resets the state for the truces that start. */
void ent_renewal_start(ent_active_truces *truces);

/* After the timed events of `month`: begins new truces, and fills the month that formulas of the truce read. */
void ent_renewal_run_month(ent_active_truces *truces, size_t month);

/* The truce of row i collapses in `month`, of a cause. */
void ent_renewal_break(ent_active_truces *truces, size_t i, size_t month, size_t cause);

/* After the violations of `month`: fills the block's record of months of peace and of new truces. */
void ent_renewal_close_month(const ent_active_truces *truces, size_t month);

/* After the last month: writes the number of truces, the months of peace and the last month's peace to the draws. */
void ent_renewal_end(ent_active_truces *truces);

#endif
