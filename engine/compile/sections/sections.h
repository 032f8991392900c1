/* The compilers of a scenario's sections. Each compiles the settings of its section to values (ent_compiler) and fills
 * the data of its plan that need no registers. Errors go to the diagnostics; self->status is set if memory is out. To
 * be called in the order of this list, which is the order in which a draw is simulated. */
#ifndef ENT_COMPILE_SECTIONS_H
#define ENT_COMPILE_SECTIONS_H

#include "compile/compiler.h"

/* `correlations`: the correlated groups and their Cholesky factors; sets self->coupled. */
void ent_compile_correlations(ent_compiler *self);

/* The names that each of the `values` reads; sets self->reads. */
void ent_compile_reads(ent_compiler *self);

/* `values` as they stand at the end of a draw, which checks those too that no setting reads. */
void ent_compile_named_values(ent_compiler *self);

/* When each event is known, from the names in its chance; sets self->event_time. */
void ent_compile_event_times(ent_compiler *self);

/* `factors`, in an order in which each follows the factors it refers to. */
void ent_compile_factors(ent_compiler *self);

/* The plain events that are known at `time`. */
void ent_compile_events(ent_compiler *self, ent_time time);

/* `contributors` up to the decision to join, and the requirement of each force. */
void ent_compile_coalition(ent_compiler *self);

/* Path of the red line of party p on demand d, which addresses its uniform: "demands.D.P.refuses"; "" with self->status
 * set without memory. */
const char *ent_compile_red_line(ent_compiler *self, size_t d, size_t p);

/* Raises the rate of the preferences to that of a weight, score or addition. */
void ent_compile_preference(ent_compiler *self, ent_value value);

/* `parties`, `demands` and `talks`. */
void ent_compile_during_events(ent_compiler *self); /* before ent_compile_talks, which calls it */
void ent_compile_talks(ent_compiler *self);

/* `together`, as a part of the plan of the talks, whose exclusions must be complete. */
void ent_compile_together(ent_compiler *self);

/* `ratification`. */
void ent_compile_ratification(ent_compiler *self);

/* Departures; then the troops that each force can send and has in place in a month, with the plans of the forces. */
void ent_compile_departures(ent_compiler *self);
void ent_compile_forces(ent_compiler *self);

/* `guarantees`, between the force and the hazards, which may read the guarantees in force. */
void ent_compile_guarantees(ent_compiler *self);

/* Timed events, departures, forces, `guarantees` and `truce`. */
void ent_compile_truce(ent_compiler *self);

/* `truce.age`: known before the talks. */
void ent_compile_age(ent_compiler *self);

/* In a truce in force: the deal as signed and as it stands in the current month, and the events that depend on it. The
 * value of `month` must be set. */
void ent_compile_deal_in_force(ent_compiler *self);

/* Warns of outcomes that take draws without a deal without looking at `agreed`. */
void ent_compile_check_outcomes(ent_compiler *self);

/* `outcomes`, `headline` and `checks`. */
void ent_compile_outcome(ent_compiler *self);

#endif
