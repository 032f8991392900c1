/* Guarantees of a truce: in which months they are in force, and what comes of the violations that test them.
 *
 * A violation that is not contained by itself tests the guarantees in force against its cause, in file order, until one
 * that is honoured contains it. Trials are addressed by guarantee, draw and month, so a guarantee that was not reached
 * would have had the same answer. Deterrence (hazards that read GUARANTEE.in_force) and defence (these tests) are kept
 * apart, after Snyder, Deterrence and Defense (1961), and Huth, Extended Deterrence and the Prevention of War (1988).
 */
#ifndef ENT_SIMULATE_TRUCE_GUARANTEES_H
#define ENT_SIMULATE_TRUCE_GUARANTEES_H

#include "simulate/truce/violations.h"

/* Prepares the truces that have just been started: no guarantee has failed. */
void ent_guarantees_start(ent_active_truces *truces);

/* Monthly: sets the registers `open` for `month` (1 … horizon); to be called before the segment of hazards. */
void ent_guarantees_open_month(ent_active_truces *truces, double month);

/* Event-driven: the same for each row in its own month `now`; lowers `next` to the month of the next change. */
void ent_guarantees_open_interval(ent_active_truces *truces);

/* Counts the guarantees in force in the months from … to, 1 … horizon, of row i; after the segment of hazards. */
void ent_guarantees_count(ent_active_truces *truces, size_t i, size_t from, size_t to);

/* Counts them for all rows alive: monthly in `month`; event-driven from `now` to the month before `next`. */
void ent_guarantees_count_month(ent_active_truces *truces, size_t month);
void ent_guarantees_count_interval(ent_active_truces *truces);

/* Tests guarantees with the violations of the list that are not contained yet; sets `contained` of those that one of
 * them contains, and `changed` of those after which a guarantee is void. The segment of `contained` must have run. */
void ent_guarantees_test(ent_violations *due, ent_active_truces *truces);

#endif
