/* Shared declarations of the pass `schedule`: registers of values, in the segment of the stage that reads them. */
#ifndef ENT_COMPILE_SCHEDULE_H
#define ENT_COMPILE_SCHEDULE_H

#include "compile/compiler.h"

/* The register of a value that `segment` of `space` computes at the latest; ENT_NO_REGISTER for ENT_NO_VALUE. */
ent_register ent_schedule_value(ent_compiler *self, ent_space_kind space, size_t segment, ent_value value);

/* As ent_schedule_value, in the space of the draws. */
ent_register ent_schedule_draw(ent_compiler *self, size_t segment, ent_value value);

/* The registers of `count` values, in the arena; NULL if memory is out. */
ent_register *ent_schedule_values(
    ent_compiler *self, ent_space_kind space, size_t segment, const ent_value *value, size_t count);

/* Parts of the pass, each called once, in the order of this list. */
void ent_schedule_talks(ent_compiler *self);
void ent_schedule_ratification(ent_compiler *self);
void ent_schedule_truces(ent_compiler *self);

/* Parts of ent_schedule_truces: the registers of the guarantees in force, which hazards may read; those of the chances
 * that are read only where there is a violation, in `segment`; troops of the forces that are followed, by month. */
void ent_schedule_guarantees_in_force(ent_compiler *self);
void ent_schedule_guarantees_tests(ent_compiler *self, size_t segment);
void ent_schedule_forces(ent_compiler *self);

/* Containment: before the recording, which requires the same values among the outcomes. */
void ent_schedule_contained(ent_compiler *self);

/* Values computed for the outcomes: counts of the guarantees for each draw. */
void ent_schedule_guarantees_counts(ent_compiler *self);

/* Last, in this order, since only values that are read are filled: arrivals of the force; values kept from the clock of
 * the talks; the deal as signed, and months of new truces. */
void ent_schedule_arrivals(ent_compiler *self);
void ent_schedule_kept_values(ent_compiler *self);
void ent_schedule_what_is_read(ent_compiler *self);

#endif
