/* Stage 4: timed events, departures, the force in place, the hazards of the causes. */
#include "compile/compiler.h"

#include <math.h>

static ent_value unary(ent_compiler *self, ent_op op, ent_value a)
{
    return ent_value_graph_unary(self->graph, op, a);
}

static ent_value binary(ent_compiler *self, ent_op op, ent_value a, ent_value b)
{
    return ent_value_graph_binary(self->graph, op, a, b);
}

/* -log(1 - p): the integrated hazard of an event of chance p. A run of independent monthly trials succeeds first when
 * the sum of these reaches one unit exponential, so that one random number serves for all months. */
static ent_value hazard_of_chance(ent_compiler *self, ent_value chance)
{
    return unary(self, ENT_OP_NEG, unary(self, ENT_OP_LOG1P, unary(self, ENT_OP_NEG, chance)));
}

static ent_value unit_exponential(ent_compiler *self, const char *path)
{
    return unary(self, ENT_OP_NEG_LOG,
        ent_value_graph_uniform(self->graph, ent_compile_stream(self, path, ENT_POSITION_CHANCE), ENT_RATE_DRAW));
}

static ent_value rounded_up(ent_compiler *self, ent_value value)
{
    return unary(self, ENT_OP_NEG, unary(self, ENT_OP_FLOOR, unary(self, ENT_OP_NEG, value)));
}

static void compile_timed_event(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];

    ent_compile_at(self, ENT_TIME_TIMED, i, true);
    self->timed_when[i] = ent_compile_quantity(self, &event->when, ENT_NO_VALUE);
    if (event->monthly.formula != NULL) {
        self->timed_rate[i] =
            hazard_of_chance(self, ent_compile_quantity(self, &event->monthly, ENT_NO_VALUE));
        self->timed_trigger[i] = unit_exponential(self, event->monthly.path);
    } else {
        self->timed_rate[i] = ent_compile_quantity(self, &event->chance, ENT_NO_VALUE);
        self->timed_trigger[i] = ent_value_graph_uniform(
            self->graph, ent_compile_stream(self, event->at.path, ENT_POSITION_CHANCE), ENT_RATE_DRAW);
        ent_compile_at(self, ENT_TIME_TIMED, i, false);
        self->timed_at[i] = rounded_up(self, ent_compile_quantity(self, &event->at, ENT_NO_VALUE));
    }
    if (event->lasts.formula != NULL) {
        ent_compile_at(self, ENT_TIME_TIMED, i, false);
        self->timed_lasts[i] = ent_compile_quantity(self, &event->lasts, ENT_NO_VALUE);
    }
    self->timed_now[i] = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, 1.0);
    self->timed_last[i] = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
}

static void compile_departure(ent_compiler *self, size_t i)
{
    const ent_contributor *c = &self->scenario->contributor[i];
    ent_value_graph *graph = self->graph;
    ent_value leaves;
    double constant;

    ent_compile_at(self, ENT_TIME_TIMED, 0, false);
    self->lead[i] = ent_compile_quantity(self, &c->lead_months, ENT_NO_VALUE);
    ent_compile_at(self, ENT_TIME_FORCE, 0, true);
    leaves = ent_compile_quantity(self, &c->leaves, ENT_NO_VALUE);
    if (ent_value_graph_is_constant(graph, leaves, &constant) && constant == 0.0) {
        return;
    }
    self->leave_rate[i] = binary(
        self, ENT_OP_DIV, hazard_of_chance(self, leaves), ent_value_graph_constant(graph, 12.0));
    self->leave_trigger[i] = unit_exponential(self, c->leaves.path);
    if (!graph->node[self->leave_rate[i]].monthly) {
        /* the first month m with m * rate >= trigger */
        self->leaves[i] = binary(self, ENT_OP_MAX, ent_value_graph_constant(graph, 1.0),
            rounded_up(self, binary(self, ENT_OP_DIV, self->leave_trigger[i], self->leave_rate[i])));
    } else {
        self->model->truce.force_varies_by_month = true;
    }
}

/* a and b and …: what does not change from month to month, and what does; NO_VALUE for none. */
static void split_conjunction(ent_compiler *self, ent_value value, ent_value *steady, ent_value *moving)
{
    const ent_node *node = &self->graph->node[value];
    ent_value *part = node->monthly ? moving : steady;

    if (node->monthly && node->kind == ENT_NODE_OP && node->op == ENT_OP_AND) {
        const ent_value *argument = node->argument; /* stays where it is when the graph grows */
        split_conjunction(self, argument[0], steady, moving);
        split_conjunction(self, argument[1], steady, moving);
        return;
    }
    *part = *part == ENT_NO_VALUE ? value : binary(self, ENT_OP_AND, *part, value);
}

/* What each contributor sends if it is there, and with it force.committed. What may end the whole force from one month
 * to the next is kept apart, so that a draw in which nobody is allowed from the start has no force to follow. */
static void compile_committed(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    ent_value_graph *graph = self->graph;
    ent_value zero = ent_value_graph_constant(graph, 0.0);
    ent_value steady = ent_value_graph_constant(graph, 1.0);
    ent_value sum = zero;
    ent_value capped;

    ent_compile_at(self, ENT_TIME_FORCE, 0, true);
    self->force_allowed = ENT_NO_VALUE;
    split_conjunction(self, ent_compile_quantity(self, &self->scenario->force.allowed, ENT_NO_VALUE), &steady,
        &self->force_allowed);
    self->cap = ent_compile_quantity(self, &self->scenario->force.cap, ENT_NO_VALUE);
    for (size_t i = 0; i < self->scenario->contributors; i++) {
        ent_value allowed = ent_compile_quantity(self, &self->scenario->contributor[i].allowed, ENT_NO_VALUE);
        self->sends[i] = ent_value_graph_if(graph, binary(self, ENT_OP_AND, allowed, steady), self->troops[i], zero);
        sum = binary(self, ENT_OP_ADD, sum, self->sends[i]);
    }
    capped = binary(self, ENT_OP_MIN, sum, self->cap);
    self->sendable = graph->no_memory || graph->node[sum].monthly ? ENT_NO_VALUE : sum;
    plan->committed_monthly =
        self->force_allowed != ENT_NO_VALUE || (!graph->no_memory && graph->node[capped].monthly);
    plan->force_varies_by_month = plan->force_varies_by_month || plan->committed_monthly;
    if (plan->committed_monthly) {
        self->committed_now = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
        self->committed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    } else {
        self->committed_now = capped;
        self->committed = ent_value_graph_if(graph, self->agreed, capped, zero);
    }
}

/* Everybody is there from the first month to the last: then force.deployed is force.committed, and no month's business. */
static bool stands_still(const ent_compiler *self)
{
    double lead;

    for (size_t i = 0; i < self->scenario->contributors; i++) {
        if (!ent_value_graph_is_constant(self->graph, self->lead[i], &lead) || lead > 1.0 ||
            self->leave_rate[i] != ENT_NO_VALUE) {
            return false;
        }
    }
    return !self->model->truce.committed_monthly;
}

static void compile_force(ent_compiler *self)
{
    ent_value_graph *graph = self->graph;
    ent_value zero = ent_value_graph_constant(graph, 0.0);
    ent_value infinite = ent_value_graph_constant(graph, INFINITY);
    ent_value needed = binary(self, ENT_OP_GT, self->required, zero);
    ent_value divisor;
    ent_value ratio;

    compile_committed(self);
    if (stands_still(self)) {
        self->deployed = self->committed_now;
        self->last_deployed = self->committed;
    } else {
        self->deployed = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
        self->last_deployed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    }
    /* the floor under what is required tells the graph that this division always gives a number */
    divisor = binary(self, ENT_OP_MAX, self->required, ent_value_graph_constant(graph, 1e-300));
    self->ratio = ent_value_graph_if(graph, needed, binary(self, ENT_OP_DIV, self->deployed, divisor), infinite);
    ratio = ent_value_graph_if(graph, needed, binary(self, ENT_OP_DIV, self->last_deployed, divisor), infinite);
    self->last_ratio = ent_value_graph_if(graph, self->agreed, ratio, zero);
}

void ent_compile_truce(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    ent_truce_plan *plan = &self->model->truce;

    plan->horizon = scenario->run.horizon;
    plan->causes = scenario->causes;
    plan->contributors = scenario->contributors;
    self->month = ent_compile_input(self, ENT_RATE_CONSTANT, true, 1.0, (double) plan->horizon);
    self->last_month = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) plan->horizon);
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
    for (size_t i = 0; i < scenario->causes; i++) {
        ent_compile_at(self, ENT_TIME_EVENT_4, 0, true);
        self->hazard[i] = ent_compile_quantity(self, &scenario->cause[i].hazard, ENT_NO_VALUE);
        self->contained[i] = ent_compile_quantity(self, &scenario->cause[i].contained, ENT_NO_VALUE);
    }
    self->trigger = unit_exponential(self, "truce");
    self->held = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    self->months = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) plan->horizon);
    self->violations = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) plan->horizon);
    self->cause = ent_compile_input(self, ENT_RATE_DRAW, false, -1.0, (double) plan->causes);
}
