/* Fills the plan of the guarantees: registers, and keys of streams. */
#include "compile/passes/schedule.h"

static ent_register require(ent_compiler *self, size_t segment, ent_value value)
{
    return ent_program_require(&self->program, ENT_SPACE_TRUCE, segment, value);
}

/* A chance as a register; ENT_NO_REGISTER where it is 1 in every draw. */
static ent_register require_chance(ent_compiler *self, size_t segment, ent_value value)
{
    double constant;

    return ent_compile_is_constant(self, value, &constant) && constant == 1.0 ? ENT_NO_REGISTER
                                                                              : require(self, segment, value);
}

static ent_register require_draw(ent_compiler *self, ent_value value)
{
    return ent_program_require(&self->program, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, value);
}

void ent_schedule_guarantees_in_force(ent_compiler *self)
{
    ent_truce_plan *truce = &self->model->truce;
    size_t start = ENT_SEGMENT_TRUCE_START;
    size_t hazard = ENT_SEGMENT_HAZARD;

    truce->guarantee = ent_compile_array(self, truce->guarantees, sizeof(*truce->guarantee));
    for (size_t i = 0; truce->guarantee != NULL && i < truce->guarantees; i++) {
        ent_guarantee_plan *plan = &truce->guarantee[i];
        plan->first = require(self, start, self->guarantee.first[i]);
        plan->last = require(self, start, self->guarantee.last[i]);
        plan->open = require(self, hazard, self->guarantee.open[i]);
        plan->failed_for_good = require(self, hazard, self->guarantee.failed_for_good[i]);
        plan->in_force = require(self, hazard, self->name.in_force[i]);
    }
}

void ent_schedule_guarantees_tests(ent_compiler *self, size_t segment)
{
    ent_truce_plan *truce = &self->model->truce;

    for (size_t i = 0; truce->guarantee != NULL && i < truce->guarantees; i++) {
        const ent_guarantee *guarantee = &self->scenario->guarantee[i];
        ent_guarantee_plan *plan = &truce->guarantee[i];
        plan->honoured_chance = require_chance(self, segment, self->guarantee.honoured_chance[i]);
        plan->contains = require_chance(self, segment, self->guarantee.contains[i]);
        plan->honoured_key = ent_compile_stream(self, guarantee->honoured.path, ENT_POSITION_CHANCE);
        plan->contains_key = ent_compile_stream(self, guarantee->contains.path, ENT_POSITION_CHANCE);
        plan->against = guarantee->against;
    }
}

void ent_schedule_guarantees_counts(ent_compiler *self)
{
    ent_truce_plan *truce = &self->model->truce;

    for (size_t i = 0; truce->guarantee != NULL && i < truce->guarantees; i++) {
        ent_guarantee_plan *plan = &truce->guarantee[i];
        plan->months = require_draw(self, self->guarantee.months[i]);
        plan->tested = require_draw(self, self->name.tested[i]);
        plan->honoured = require_draw(self, self->name.honoured[i]);
        plan->failed = require_draw(self, self->name.failed[i]);
        plan->contained = require_draw(self, self->guarantee.contained[i]);
        plan->tested_truces = require_draw(self, self->guarantee.tested_truces[i]);
        plan->saved = require_draw(self, self->guarantee.saved[i]);
        plan->last_in_force = self->model->recording
                                  ? require_draw(self, self->name.last_in_force[i])
                                  : ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.last_in_force[i]);
    }
}
