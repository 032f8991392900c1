/* Stage 4: departures, the troops that each force can send, and the troops in place. */
#include "base/status.h"
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

/* In a truce in force: the settings of the force, which is there only once the deal is in force, see the deal as
 * signed.
 */
static void see_signed_deal(ent_compiler *self)
{
    self->setting.deal = &self->name.deal_signed;
}

/* --- departures --------------------------------------------------------------------------------------------------- */

/* In a truce in force: departures begin in the month after talks.month. */
static void start_departure_with_deal(ent_compiler *self, size_t i)
{
    if (self->name.deal_now.agreed == ENT_NO_VALUE) {
        return;
    }
    if (self->truce.leaves[i] != ENT_NO_VALUE) {
        self->truce.leaves[i] =
            ent_compile_binary(self, ENT_OP_ADD, self->truce.leaves[i], self->name.deal_signed.whole_month);
    } else {
        self->truce.leave_rate[i] = ent_compile_if(
            self, self->name.deal_now.agreed, self->truce.leave_rate[i], ent_compile_constant(self, 0.0));
    }
}

static void compile_departure(ent_compiler *self, size_t i)
{
    const ent_contributor *c = &self->scenario->contributor[i];
    ent_value leaves;
    double constant;

    ent_compile_at(self, ENT_TIME_TIMED, 0, false);
    see_signed_deal(self);
    self->truce.lead[i] = ent_compile_quantity(self, &c->lead_months, ENT_NO_VALUE);
    ent_compile_at(self, ENT_TIME_FORCE, 0, true);
    see_signed_deal(self);
    self->setting.month = self->name.month; /* departures go on whatever becomes of the truce */
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
    start_departure_with_deal(self, i);
}

void ent_compile_departures(ent_compiler *self)
{
    for (size_t i = 0; i < self->scenario->contributors; i++) {
        compile_departure(self, i);
    }
}

/* --- troops sent -------------------------------------------------------------------------------------------------- */

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

static bool is_monthly(const ent_compiler *self, ent_value value)
{
    return !self->graph.no_memory && self->graph.node[value].monthly;
}

/* The share of a contributor's troops that is there in the month. Zero times infinite troops is 0. */
static void compile_present(ent_compiler *self, size_t i)
{
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value sends = self->truce.sends[i];
    ent_value present = ent_compile_quantity(self, &self->scenario->contributor[i].present, ENT_NO_VALUE);
    double constant;

    self->truce.brings[i] = sends;
    if (ent_compile_is_constant(self, present, &constant) && constant == 1.0) {
        return;
    }
    self->truce.brings[i] = ent_compile_if(self, ent_compile_binary(self, ENT_OP_GT, present, zero),
        ent_compile_binary(self, ENT_OP_MUL, sends, present), zero);
    self->model->truce.force_varies_by_month =
        self->model->truce.force_varies_by_month || is_monthly(self, self->truce.brings[i]);
}

/* The troops of each contributor of force f while it is there, and their sum. steady: the conditions of the force's
 * `allowed` that do not vary by month. */
static ent_value compile_sends(ent_compiler *self, size_t f, ent_value steady)
{
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value sum = zero;

    for (size_t i = 0; i < self->scenario->contributors; i++) {
        const ent_contributor *contributor = &self->scenario->contributor[i];
        ent_value allowed;
        if (contributor->force != f) {
            continue;
        }
        allowed = ent_compile_quantity(self, &contributor->allowed, ENT_NO_VALUE);
        self->truce.sends[i] =
            ent_compile_if(self, ent_compile_binary(self, ENT_OP_AND, allowed, steady), self->name.troops[i], zero);
        sum = ent_compile_binary(self, ENT_OP_ADD, sum, self->truce.sends[i]);
        compile_present(self, i);
    }
    return self->name.deal_signed.agreed != ENT_NO_VALUE
               ? ent_compile_if(self, self->name.deal_signed.agreed, sum, zero)
               : sum;
}

/* NAME.committed of a force, from the troops that it can send, within the cap. */
static void compile_committed_values(ent_compiler *self, size_t f, ent_value capped)
{
    ent_force_values *force = &self->name.force[f];
    ent_value zero = ent_compile_constant(self, 0.0);

    if (self->model->truce.force[f].committed_monthly) {
        force->committed_now = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
        force->committed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
        return;
    }
    force->committed_now = self->name.deal_now.agreed != ENT_NO_VALUE
                               ? ent_compile_if(self, self->name.deal_now.agreed, capped, zero)
                               : capped;
    force->committed = ent_compile_if(self, self->name.agreed, capped, zero);
}

/* The conditions of `allowed` that vary by month are kept separate, so that no force is followed in draws in which the
 * other conditions forbid it. */
static void compile_committed(ent_compiler *self, size_t f)
{
    ent_truce_plan *plan = &self->model->truce;
    ent_force_values *force = &self->name.force[f];
    ent_value steady = ent_compile_constant(self, 1.0);
    ent_value sum;
    ent_value capped;

    ent_compile_at(self, ENT_TIME_FORCE, 0, true);
    see_signed_deal(self);
    split_conjunction(
        self, ent_compile_quantity(self, &self->scenario->force[f].allowed, ENT_NO_VALUE), &steady, &force->allowed);
    force->cap = ent_compile_quantity(self, &self->scenario->force[f].cap, ENT_NO_VALUE);
    sum = compile_sends(self, f, steady);
    capped = ent_compile_binary(self, ENT_OP_MIN, sum, force->cap);
    force->sendable = self->graph.no_memory || is_monthly(self, sum) ? ENT_NO_VALUE : sum;
    plan->force[f].committed_monthly = force->allowed != ENT_NO_VALUE || is_monthly(self, capped);
    plan->committed_monthly = plan->committed_monthly || plan->force[f].committed_monthly;
    plan->force_varies_by_month = plan->force_varies_by_month || plan->force[f].committed_monthly;
    compile_committed_values(self, f, capped);
}

/* --- troops in place ---------------------------------------------------------------------------------------------- */

/* Whether all contributors of a force are present from the first month to the last: then the deployed troops are
 * the committed ones in each month. */
static bool is_steady(const ent_compiler *self, size_t f)
{
    double lead;

    if (self->name.deal_now.agreed != ENT_NO_VALUE || self->truce.renews != ENT_NO_VALUE) {
        return false;
    }
    for (size_t i = 0; i < self->scenario->contributors; i++) {
        if (self->scenario->contributor[i].force == f &&
            (!ent_compile_is_constant(self, self->truce.lead[i], &lead) || lead > 1.0 ||
                self->truce.leave_rate[i] != ENT_NO_VALUE || self->truce.brings[i] != self->truce.sends[i])) {
            return false;
        }
    }
    return !self->model->truce.force[f].committed_monthly;
}

static void compile_ratio(ent_compiler *self, ent_force_values *force)
{
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value infinite = ent_compile_constant(self, INFINITY);
    ent_value needed = ent_compile_binary(self, ENT_OP_GT, force->required, zero);
    /* the lower limit of the divisor shows the graph that the quotient is never NaN */
    ent_value divisor = ent_compile_binary(self, ENT_OP_MAX, force->required, ent_compile_constant(self, 1e-300));
    ent_value ratio;

    force->ratio =
        ent_compile_if(self, needed, ent_compile_binary(self, ENT_OP_DIV, force->deployed, divisor), infinite);
    ratio = ent_compile_if(self, needed, ent_compile_binary(self, ENT_OP_DIV, force->last_deployed, divisor), infinite);
    force->last_ratio = self->scenario->truce.in_force ? ratio : ent_compile_if(self, self->name.agreed, ratio, zero);
}

/* Adds the troops that a force can send to the sum of the forces that are followed month by month. */
static void add_sendable(ent_compiler *self, const ent_force_values *force, bool *varies)
{
    *varies = *varies || force->sendable == ENT_NO_VALUE;
    if (*varies) {
        self->truce.sendable = ENT_NO_VALUE;
    } else if (self->truce.sendable == ENT_NO_VALUE) {
        self->truce.sendable = force->sendable;
    } else {
        self->truce.sendable = ent_compile_binary(self, ENT_OP_ADD, self->truce.sendable, force->sendable);
    }
}

void ent_compile_forces(ent_compiler *self)
{
    bool varies = false;

    self->model->truce.force = ent_compile_array(self, self->scenario->forces, sizeof(*self->model->truce.force));
    for (size_t f = 0; self->status == ENT_OK && f < self->scenario->forces; f++) {
        ent_force_values *force = &self->name.force[f];
        compile_committed(self, f);
        if (is_steady(self, f)) {
            force->deployed = force->committed_now;
            force->last_deployed = force->committed;
        } else {
            force->deployed = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
            force->last_deployed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
            add_sendable(self, force, &varies);
        }
        compile_ratio(self, force);
    }
}
