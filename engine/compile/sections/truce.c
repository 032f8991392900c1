/* Stage 4: timed events, departures, the force deployed, the hazards of the causes. */
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

/* Warns of an event whose only month lies outside the months followed, in all draws. */
static void warn_of_outside_month(ent_compiler *self, const ent_event *event, ent_value at)
{
    const ent_node *node = at != ENT_NO_VALUE ? &self->graph.node[at] : NULL;
    size_t horizon = self->scenario->run.horizon;
    bool late = node != NULL && !node->may_nan && node->low > (double) horizon;
    bool early = node != NULL && !node->may_nan && node->high < 1.0;

    if (late || early) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, event->at.setting->at, event->at.path,
            late ? "make `run.horizon` longer, or the month earlier" : "month 1 is the first one after the deal",
            late ? "`%s` is after the last month followed (%zu), so the event never begins"
                 : "`%s` is before month 1, so the event never begins; months are counted from the deal to %zu",
            event->at.written, horizon);
    }
}

static void compile_timed_event(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];

    ent_compile_at(self, ENT_TIME_TIMED, i, true);
    self->truce.timed_when[i] = ent_compile_quantity(self, &event->when, ENT_NO_VALUE);
    if (event->monthly.formula != NULL) {
        self->truce.timed_rate[i] =
            ent_compile_cumulative_hazard(self, ent_compile_quantity(self, &event->monthly, ENT_NO_VALUE));
        self->truce.timed_trigger[i] = ent_compile_unit_exponential(self, event->monthly.path);
    } else {
        self->truce.timed_rate[i] = ent_compile_quantity(self, &event->chance, ENT_NO_VALUE);
        self->truce.timed_trigger[i] = ent_compile_uniform(self, event->at.path, ENT_POSITION_CHANCE, ENT_RATE_DRAW);
        ent_compile_at(self, ENT_TIME_TIMED, i, false);
        self->truce.timed_at[i] = ent_compile_ceiling(self, ent_compile_quantity(self, &event->at, ENT_NO_VALUE));
        warn_of_outside_month(self, event, self->truce.timed_at[i]);
    }
    if (event->lasts.formula != NULL) {
        ent_compile_at(self, ENT_TIME_TIMED, i, false);
        self->truce.timed_lasts[i] = ent_compile_quantity(self, &event->lasts, ENT_NO_VALUE);
    }
    self->name.timed_now[i] = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, 1.0);
    self->name.timed_last[i] = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
}

static void compile_departure(ent_compiler *self, size_t i)
{
    const ent_contributor *c = &self->scenario->contributor[i];
    ent_value leaves;
    double constant;

    ent_compile_at(self, ENT_TIME_TIMED, 0, false);
    self->truce.lead[i] = ent_compile_quantity(self, &c->lead_months, ENT_NO_VALUE);
    ent_compile_at(self, ENT_TIME_FORCE, 0, true);
    leaves = ent_compile_quantity(self, &c->leaves, ENT_NO_VALUE);
    if (ent_compile_is_constant(self, leaves, &constant) && constant == 0.0) {
        return;
    }
    self->truce.leave_rate[i] = ent_compile_binary(
        self, ENT_OP_DIV, ent_compile_cumulative_hazard(self, leaves), ent_compile_constant(self, 12.0));
    self->truce.leave_trigger[i] = ent_compile_unit_exponential(self, c->leaves.path);
    if (!self->graph.node[self->truce.leave_rate[i]].monthly) {
        /* the first month m with m * rate >= trigger */
        self->truce.leaves[i] = ent_compile_binary(self, ENT_OP_MAX, ent_compile_constant(self, 1.0),
            ent_compile_ceiling(
                self, ent_compile_binary(self, ENT_OP_DIV, self->truce.leave_trigger[i], self->truce.leave_rate[i])));
    } else {
        self->model->truce.force_varies_by_month = true;
    }
}

/* Splits a conjunction into the operands that do not vary by month (*steady) and the operands that do (*monthly,
 * ENT_NO_VALUE if there are none). */
static void split_conjunction(ent_compiler *self, ent_value value, ent_value *steady, ent_value *monthly)
{
    const ent_node *node = &self->graph.node[value];
    ent_value *side = node->monthly ? monthly : steady;

    if (node->monthly && node->kind == ENT_NODE_OP && node->op == ENT_OP_AND) {
        const ent_value *argument = node->argument; /* argument lists do not move when the graph grows */
        split_conjunction(self, argument[0], steady, monthly);
        split_conjunction(self, argument[1], steady, monthly);
        return;
    }
    *side = *side == ENT_NO_VALUE ? value : ent_compile_binary(self, ENT_OP_AND, *side, value);
}

/* The troops of each contributor while present, and force.committed. The conditions of force.allowed that vary by month
 * are kept separate, so that no force is followed in draws in which the other conditions forbid it. */
static void compile_committed(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value steady = ent_compile_constant(self, 1.0);
    ent_value sum = zero;
    ent_value capped;

    ent_compile_at(self, ENT_TIME_FORCE, 0, true);
    self->truce.force_allowed = ENT_NO_VALUE;
    split_conjunction(self, ent_compile_quantity(self, &self->scenario->force.allowed, ENT_NO_VALUE), &steady,
        &self->truce.force_allowed);
    self->truce.cap = ent_compile_quantity(self, &self->scenario->force.cap, ENT_NO_VALUE);
    for (size_t i = 0; i < self->scenario->contributors; i++) {
        ent_value allowed = ent_compile_quantity(self, &self->scenario->contributor[i].allowed, ENT_NO_VALUE);
        self->truce.sends[i] =
            ent_compile_if(self, ent_compile_binary(self, ENT_OP_AND, allowed, steady), self->name.troops[i], zero);
        sum = ent_compile_binary(self, ENT_OP_ADD, sum, self->truce.sends[i]);
    }
    capped = ent_compile_binary(self, ENT_OP_MIN, sum, self->truce.cap);
    self->truce.sendable = self->graph.no_memory || self->graph.node[sum].monthly ? ENT_NO_VALUE : sum;
    plan->committed_monthly =
        self->truce.force_allowed != ENT_NO_VALUE || (!self->graph.no_memory && self->graph.node[capped].monthly);
    plan->force_varies_by_month = plan->force_varies_by_month || plan->committed_monthly;
    if (plan->committed_monthly) {
        self->name.committed_now = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
        self->name.committed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    } else {
        self->name.committed_now = capped;
        self->name.committed = ent_compile_if(self, self->name.agreed, capped, zero);
    }
}

/* Whether all contributors are present from the first month to the last: then force.deployed is force.committed in each
 * month. */
static bool force_is_steady(const ent_compiler *self)
{
    double lead;

    for (size_t i = 0; i < self->scenario->contributors; i++) {
        if (!ent_compile_is_constant(self, self->truce.lead[i], &lead) || lead > 1.0 ||
            self->truce.leave_rate[i] != ENT_NO_VALUE) {
            return false;
        }
    }
    return !self->model->truce.committed_monthly;
}

static void compile_force(ent_compiler *self)
{
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value infinite = ent_compile_constant(self, INFINITY);
    ent_value needed = ent_compile_binary(self, ENT_OP_GT, self->name.required, zero);
    ent_value divisor;
    ent_value ratio;

    compile_committed(self);
    if (force_is_steady(self)) {
        self->name.deployed = self->name.committed_now;
        self->name.last_deployed = self->name.committed;
    } else {
        self->name.deployed = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
        self->name.last_deployed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    }
    /* the lower limit of the divisor shows the graph that the quotient is never NaN */
    divisor = ent_compile_binary(self, ENT_OP_MAX, self->name.required, ent_compile_constant(self, 1e-300));
    self->name.ratio =
        ent_compile_if(self, needed, ent_compile_binary(self, ENT_OP_DIV, self->name.deployed, divisor), infinite);
    ratio =
        ent_compile_if(self, needed, ent_compile_binary(self, ENT_OP_DIV, self->name.last_deployed, divisor), infinite);
    self->name.last_ratio = ent_compile_if(self, self->name.agreed, ratio, zero);
}

void ent_compile_truce(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    ent_truce_plan *plan = &self->model->truce;

    plan->horizon = scenario->run.horizon;
    plan->causes = scenario->causes;
    plan->contributors = scenario->contributors;
    self->name.month = ent_compile_input(self, ENT_RATE_CONSTANT, true, 1.0, (double) plan->horizon);
    self->name.incidents = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, (double) plan->horizon);
    self->name.last_month = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) plan->horizon);
    for (size_t i = 0; i < scenario->events; i++) {
        if (scenario->event[i].timed) {
            compile_timed_event(self, i);
            plan->timed_events++;
        }
    }
    for (size_t i = 0; i < scenario->contributors; i++) {
        compile_departure(self, i);
    }
    compile_force(self);
    ent_compile_guarantees(self);
    for (size_t i = 0; i < scenario->causes; i++) {
        ent_compile_at(self, ENT_TIME_EVENT_4, 0, true);
        self->truce.hazard[i] = ent_compile_quantity(self, &scenario->cause[i].hazard, ENT_NO_VALUE);
        self->truce.contained[i] = ent_compile_quantity(self, &scenario->cause[i].contained, ENT_NO_VALUE);
    }
    self->truce.trigger = ent_compile_unit_exponential(self, "truce");
    self->name.held = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    self->name.months = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) plan->horizon);
    self->name.violations = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) plan->horizon);
    self->name.cause = ent_compile_input(self, ENT_RATE_DRAW, false, -1.0, (double) plan->causes);
}
