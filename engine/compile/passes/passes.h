/* The passes that follow the compilers of the sections, in this order. Each sets self->status if memory is out. */
#ifndef ENT_COMPILE_PASSES_H
#define ENT_COMPILE_PASSES_H

#include "compile/compiler.h"

/* Whether truces can be simulated event by event instead of month by month; if so, splits the hazards into baselines
 * and multipliers (self->hazards). The last pass that may add nodes to the graph. */
void ent_pass_proportional_hazards(ent_compiler *self);

/* Requires every value in the segment of the stage that reads it: fills the registers of the model's plans. */
void ent_pass_schedule(ent_compiler *self);

/* Parts of the schedule: the registers of the guarantees in force, which hazards may read; those of the chances that
 * are read only where there is a violation, in `segment`; the counts that are filled for each draw. */
void ent_schedule_guarantees_in_force(ent_compiler *self);
void ent_schedule_guarantees_tests(ent_compiler *self, size_t segment);
void ent_schedule_guarantees_counts(ent_compiler *self);
/* The part of ent_pass_schedule for ratification, called after that for the talks. */
void ent_schedule_ratification(ent_compiler *self);

/* Replaces correlated scores of draws that are only compared by approximate scores (distribution/approximate_score.h).
 */
void ent_pass_approximate_scores(ent_compiler *self);

/* Fuses groups of the draws' instructions where no other instruction reads the columns between them. */
void ent_pass_fusion(ent_compiler *self);

/* Parts of the pass `schedule` (passes/schedule_truces.c): the truce in force, before the timed events; the chance of
 * new truces, after them; containment, before the recording; at last, columns that are filled only where they are read.
 */
void ent_schedule_truce_in_force(ent_compiler *self);
void ent_schedule_renewal(ent_compiler *self);
void ent_schedule_contained(ent_compiler *self);
void ent_schedule_what_is_read(ent_compiler *self);

#endif
