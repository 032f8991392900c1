/* Fills the plan of the forces by month: departures and arrivals of their troops. */
#include "compile/passes/schedule.h"

/* Marks the contributors whose force is followed. */
static void mark_followed(const ent_compiler *self, ent_truce_plan *plan)
{
    for (size_t i = 0; plan->departure != NULL && i < plan->contributors; i++) {
        plan->departure[i].followed = plan->force[self->scenario->contributor[i].force].followed;
    }
}

static void schedule_departures(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;

    for (size_t i = 0; plan->departure != NULL && i < plan->contributors; i++) {
        bool monthly = self->truce.leave_rate[i] != ENT_NO_VALUE && self->graph.node[self->truce.leave_rate[i]].monthly;
        plan->departure[i].rate =
            monthly && plan->departure[i].followed
                ? ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPARTURES, self->truce.leave_rate[i])
                : ENT_NO_REGISTER;
    }
    for (size_t i = 0; plan->departure != NULL && i < plan->contributors; i++) {
        ent_departure_plan *departure = &plan->departure[i];
        if (departure->followed) {
            departure->sends = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, self->truce.sends[i]);
            departure->brings = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, self->truce.brings[i]);
            departure->steady = self->truce.sends[i] != ENT_NO_VALUE && !self->graph.node[self->truce.sends[i]].monthly;
        }
    }
}

void ent_schedule_forces(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;

    plan->departure = ent_compile_array(self, plan->contributors, sizeof(*plan->departure));
    mark_followed(self, plan);
    schedule_departures(self);
    for (size_t f = 0; f < plan->forces; f++) {
        const ent_force_values *values = &self->name.force[f];
        ent_force_plan *force = &plan->force[f];
        if (!force->followed) {
            continue;
        }
        force->cap = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, values->cap);
        force->allowed = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, values->allowed);
        force->deployed = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, values->deployed);
        if (force->committed_monthly) {
            force->committed = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, values->committed_now);
        }
    }
}

/* Whether an instruction of another segment reads a register that the segment writes. */
static bool read_elsewhere(const ent_program *program, size_t segment)
{
    const ent_segment *own = &program->segment[segment];

    for (size_t s = ENT_SEGMENT_TRUCE_START; s < program->segments; s++) {
        const ent_segment *other = &program->segment[s];
        if (ent_program_space(program, s) != ENT_SPACE_TRUCE) {
            continue;
        }
        for (size_t i = 0; s != segment && i < other->count; i++) {
            for (size_t a = 0; a < other->code[i].arguments; a++) {
                for (size_t k = 0; k < own->count; k++) {
                    if (other->code[i].in[a] == own->code[k].out) {
                        return true;
                    }
                }
            }
        }
    }
    return false;
}

static bool computes(const ent_segment *segment, ent_register value)
{
    for (size_t k = 0; value != ENT_NO_REGISTER && k < segment->count; k++) {
        if (segment->code[k].out == value) {
            return true;
        }
    }
    return false;
}

/* Whether violations read the results of a segment, without any instruction between them. */
static bool read_by_violations(const ent_truce_plan *plan, const ent_segment *segment)
{
    for (size_t k = 0; k < segment->count; k++) {
        if (ent_guarantees_read_column(plan, segment->code[k].out)) {
            return true;
        }
    }
    for (size_t c = 0; c < plan->causes; c++) {
        if ((plan->hazard != NULL && computes(segment, plan->hazard[c])) ||
            (plan->contained != NULL && computes(segment, plan->contained[c]))) {
            return true;
        }
        for (size_t g = 0; plan->strength != NULL && g < plan->baselines; g++) {
            if (computes(segment, plan->strength[c * plan->baselines + g])) {
                return true;
            }
        }
    }
    return false;
}

/* Required last, so that the segment of arrivals computes only values that no other segment reads: it runs only for
 * truces with a force. */
void ent_schedule_arrivals(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    size_t segment = ENT_SEGMENT_ARRIVAL;

    for (size_t i = 0; plan->force_followed && plan->departure != NULL && i < plan->contributors; i++) {
        ent_departure_plan *departure = &plan->departure[i];
        if (!departure->followed) {
            continue;
        }
        departure->lead = ent_schedule_value(self, ENT_SPACE_TRUCE, segment, self->truce.lead[i]);
        departure->leaves = ent_schedule_value(self, ENT_SPACE_TRUCE, segment, self->truce.leaves[i]);
        departure->trigger = departure->rate != ENT_NO_REGISTER
                                 ? ent_schedule_value(self, ENT_SPACE_TRUCE, segment, self->truce.leave_trigger[i])
                                 : ENT_NO_REGISTER;
    }
    plan->departures_apart = !self->model->recording &&
                             !read_elsewhere(&self->model->program, ENT_SEGMENT_DEPARTURES) &&
                             !read_by_violations(plan, &self->model->program.segment[ENT_SEGMENT_DEPARTURES]);
}
