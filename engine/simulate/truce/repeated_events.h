/* Timed events that may start again: from the month `at` on, every `every` months, an onset with a chance. */
#ifndef ENT_SIMULATE_TRUCE_REPEATED_EVENTS_H
#define ENT_SIMULATE_TRUCE_REPEATED_EVENTS_H

#include "simulate/truce/active_truces.h"

/* Tries the onsets of event number e in a month: in all truces in `month` (1 … horizon) or, where month is 0, in the
 * month `now` of each truce. In month 1 the onsets of earlier months come first: one that still lasts has happened when
 * the truce begins. Fills the event's register `active`. With `month` 0, `next` is reduced to the month of the next
 * trial or of the end. The segment of the event must have been run. */
void ent_repeated_event_run(ent_active_truces *truces, size_t e, double month);

#endif
