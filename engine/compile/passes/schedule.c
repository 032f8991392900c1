/* Fills the registers of the model's plans: requires every value in the segment of the first stage that reads it, in
 * the order in which the segments run. */
#include "compile/passes/schedule.h"
#include "base/status.h"
#include "compile/passes/passes.h"

#include <math.h>
#include <string.h>

ent_register ent_schedule_value(ent_compiler *self, ent_space_kind space, size_t segment, ent_value value)
{
    return ent_program_require(&self->program, space, segment, value);
}

ent_register ent_schedule_draw(ent_compiler *self, size_t segment, ent_value value)
{
    return ent_schedule_value(self, ENT_SPACE_DRAW, segment, value);
}

ent_register *ent_schedule_values(
    ent_compiler *self, ent_space_kind space, size_t segment, const ent_value *value, size_t count)
{
    ent_register *result = ent_compile_array(self, count, sizeof(*result));

    for (size_t i = 0; result != NULL && i < count; i++) {
        result[i] = ent_schedule_value(self, space, segment, value[i]);
    }
    return result;
}

static void schedule_correlations(
    ent_compiler *self, ent_correlated_group *coupling, size_t count, ent_space_kind space, size_t segment)
{
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < coupling[g].members; i++) {
            coupling[g].z[i] = ent_schedule_value(self, space, segment, coupling[g].z[i]);
        }
    }
}

/* The contributors that serve in force f, and their sums. */
static void schedule_offer(ent_compiler *self, size_t f, size_t segment)
{
    ent_force_offer *force = &self->model->coalition.force[f];
    size_t count = self->scenario->contributors;

    force->member = ent_compile_array(self, count, sizeof(*force->member));
    for (size_t i = 0; force->member != NULL && i < count; i++) {
        if (self->scenario->contributor[i].force == f) {
            force->member[force->members++] = i;
        }
    }
    force->offered = ent_schedule_draw(self, segment, self->name.force[f].offered);
    force->count = ent_schedule_draw(self, segment, self->name.force[f].contributors);
    force->required = ent_schedule_draw(self, segment, self->name.force[f].required);
}

static void schedule_coalition(ent_compiler *self)
{
    ent_coalition_plan *plan = &self->model->coalition;
    size_t count = self->scenario->contributors;
    size_t known = plan->any_after ? ENT_SEGMENT_TALKS : ENT_SEGMENT_COALITION;

    plan->contributors = count;
    if (plan->any_after) {
        plan->would_join =
            ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->coalition.would_join, count);
        plan->would_send =
            ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->coalition.would_send, count);
        plan->after = ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->coalition.after, count);
    }
    plan->joins = ent_schedule_values(self, ENT_SPACE_DRAW, known, self->name.joins, count);
    plan->troops = ent_schedule_values(self, ENT_SPACE_DRAW, known, self->name.troops, count);
    plan->forces = self->scenario->forces;
    plan->force = ent_compile_array(self, plan->forces, sizeof(*plan->force));
    for (size_t f = 0; plan->force != NULL && f < plan->forces; f++) {
        schedule_offer(self, f, known);
    }
}

static void schedule_means(ent_compiler *self)
{
    ent_outcome_plan *plan = &self->model->outcome;

    plan->means = self->scenario->means;
    plan->mean = ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->outcome.mean, plan->means);
    plan->mean_given =
        ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->outcome.mean_given, plan->means);
    plan->mean_low = ent_compile_array(self, plan->means, sizeof(*plan->mean_low));
    plan->mean_high = ent_compile_array(self, plan->means, sizeof(*plan->mean_high));
    for (size_t i = 0; plan->mean_low != NULL && plan->mean_high != NULL && i < plan->means; i++) {
        const ent_node *node = &self->graph.node[self->outcome.mean[i]];
        plan->mean_low[i] = node->low;
        plan->mean_high[i] = node->high;
    }
}

static void schedule_measures(ent_compiler *self)
{
    ent_outcome_plan *plan = &self->model->outcome;
    size_t count = self->scenario->measures;

    plan->measures = count;
    plan->measure = ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->outcome.measure, count);
    plan->measure_given =
        ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->outcome.measure_given, count);
    plan->measure_low = ent_compile_array(self, count, sizeof(*plan->measure_low));
    plan->measure_high = ent_compile_array(self, count, sizeof(*plan->measure_high));
    for (size_t i = 0; plan->measure_low != NULL && plan->measure_high != NULL && i < count; i++) {
        const ent_node *node = &self->graph.node[self->outcome.measure[i]];
        plan->measure_low[i] = node->low;
        plan->measure_high[i] = node->high;
    }
}

/* The formula of the value that a name stands for; NULL for any other name. */
static const ent_ast *value_named(const ent_scenario *scenario, const char *name)
{
    for (size_t i = 0; i < scenario->nameds; i++) {
        if (strcmp(scenario->named[i].label.id, name) == 0) {
            return scenario->named[i].value.formula;
        }
    }
    return NULL;
}

/* Whether the headline is this event and nothing else, be it under the name of a value. */
static bool is_headline(const ent_scenario *scenario, const ent_event *event)
{
    const ent_ast *ast = scenario->headline_query.event;

    while (ast != NULL && ast->kind == ENT_AST_NAME && strcmp(ast->text, event->label.id) != 0) {
        ast = value_named(scenario, ast->text);
    }
    return ast != NULL && ast->kind == ENT_AST_NAME;
}

/* Plain events, whether something reads them or not: they are counted beside the headline. */
static void schedule_drivers(ent_compiler *self)
{
    ent_outcome_plan *plan = &self->model->outcome;
    const ent_scenario *scenario = self->scenario;

    plan->driver_event = ent_compile_array(self, scenario->events, sizeof(*plan->driver_event));
    plan->driver = ent_compile_array(self, scenario->events, sizeof(*plan->driver));
    if (plan->driver_event == NULL || plan->driver == NULL || scenario->headline_query.measure != NULL) {
        return;
    }
    for (size_t i = 0; i < scenario->events; i++) {
        if (!scenario->event[i].timed && !is_headline(scenario, &scenario->event[i])) {
            plan->driver_event[plan->driver_events] = i;
            plan->driver[plan->driver_events++] = ent_schedule_draw(self, ENT_SEGMENT_OUTCOME, self->name.event[i]);
        }
    }
}

static void schedule_outcome(ent_compiler *self)
{
    ent_outcome_plan *plan = &self->model->outcome;
    ent_truce_plan *truce = &self->model->truce;
    const ent_scenario *scenario = self->scenario;
    size_t outcome = ENT_SEGMENT_OUTCOME;
    size_t number = 0;

    for (size_t f = 0; f < truce->forces; f++) {
        truce->force[f].committed_draw = ent_schedule_draw(self, outcome, self->name.force[f].committed);
    }
    truce->held = ent_schedule_draw(self, outcome, self->name.held);
    truce->months = ent_schedule_draw(self, outcome, self->name.months);
    truce->violations = ent_schedule_draw(self, outcome, self->name.violations);
    truce->cause = ent_schedule_draw(self, outcome, self->name.cause);
    truce->renewal.spells = ent_schedule_draw(self, outcome, self->name.spells);
    truce->renewal.peace_months = ent_schedule_draw(self, outcome, self->name.peace_months);
    truce->renewal.at_peace = ent_schedule_draw(self, outcome, self->name.at_peace);
    plan->outcomes = scenario->outcomes;
    plan->checks = scenario->check_queries;
    plan->when = ent_schedule_values(self, ENT_SPACE_DRAW, outcome, self->outcome.when, plan->outcomes);
    plan->headline = ent_schedule_draw(self, outcome, self->outcome.headline);
    plan->where = ent_schedule_draw(self, outcome, self->outcome.where);
    plan->given = ent_schedule_draw(self, outcome, self->outcome.given);
    plan->headline_given = ent_schedule_draw(self, outcome, self->outcome.headline_given);
    plan->check = ent_schedule_values(self, ENT_SPACE_DRAW, outcome, self->outcome.check, plan->checks);
    plan->check_given = ent_schedule_values(self, ENT_SPACE_DRAW, outcome, self->outcome.check_given, plan->checks);
    schedule_means(self);
    schedule_measures(self);
    schedule_drivers(self);
    if (self->model->recording) {
        ent_schedule_draw(self, outcome, self->name.last_month);
        for (size_t f = 0; f < scenario->forces; f++) {
            ent_schedule_draw(self, outcome, self->name.force[f].last_deployed);
            ent_schedule_draw(self, outcome, self->name.force[f].last_ratio);
        }
        for (size_t i = 0; i < scenario->events; i++) {
            ent_schedule_draw(self, outcome, self->name.timed_last[i]);
        }
    }
    ent_schedule_guarantees_counts(self);
    truce->incidents = ent_program_register(&self->program, ENT_SPACE_TRUCE, self->name.incidents);
    truce->last_month = ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.last_month);
    for (size_t f = 0; f < scenario->forces; f++) {
        truce->force[f].last_deployed =
            ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.force[f].last_deployed);
    }
    for (size_t i = 0; truce->timed != NULL && i < scenario->events; i++) {
        if (ent_event_in_truce(&scenario->event[i])) {
            truce->timed[number++].last =
                ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.timed_last[i]);
        }
    }
}

/* Sets the distribution of a setting whose value is one sample of constant parameters, and the range in which it is
 * held: troops = "0 to 15k" below 0. */
static void record_distribution(ent_compiler *self, size_t i, ent_value value)
{
    ent_model *model = self->model;
    const ent_node *node = value != ENT_NO_VALUE ? &self->graph.node[value] : NULL;

    model->quantity_low[i] = -INFINITY;
    model->quantity_high[i] = INFINITY;
    if (node != NULL && node->kind == ENT_NODE_GUARD) {
        model->quantity_low[i] = node->low;
        model->quantity_high[i] = node->high;
        node = &self->graph.node[node->argument[0]];
    }
    if (node != NULL && (node->kind == ENT_NODE_SAMPLE || node->kind == ENT_NODE_SAMPLE_Z)) {
        model->quantity_dist[i] = node->dist;
    }
}

/* Recording: a register for every quantity. A quantity that varies by month is recorded in month 1, in a column of its
 * own among the draws. */
static void schedule_recording(ent_compiler *self)
{
    ent_model *model = self->model;
    ent_space *draws = &model->program.space[ENT_SPACE_DRAW];

    model->quantities = self->recorded.count;
    model->recorded = self->recorded.quantity;
    model->quantity = ent_compile_array(self, model->quantities, sizeof(*model->quantity));
    model->quantity_in_truce = ent_compile_array(self, model->quantities, sizeof(*model->quantity_in_truce));
    model->quantity_dist = ent_compile_array(self, model->quantities, sizeof(*model->quantity_dist));
    model->quantity_low = ent_compile_array(self, model->quantities, sizeof(*model->quantity_low));
    model->quantity_high = ent_compile_array(self, model->quantities, sizeof(*model->quantity_high));
    for (size_t i = 0; self->status == ENT_OK && i < model->quantities; i++) {
        ent_value value = self->recorded.value[i];
        record_distribution(self, i, value);
        model->quantity_in_truce[i] = ENT_NO_REGISTER;
        if (value == ENT_NO_VALUE) {
            model->quantity[i] = ENT_NO_REGISTER;
        } else if (self->graph.node[value].monthly) {
            model->quantity_in_truce[i] = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_HAZARD, value);
            model->quantity[i] = (ent_register) draws->registers++;
        } else {
            model->quantity[i] = ent_schedule_draw(self, ENT_SEGMENT_OUTCOME, value);
        }
    }
    model->factor =
        ent_schedule_values(self, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD, self->name.factor, self->scenario->factors);
    model->unknown =
        ent_schedule_values(self, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD, self->name.unknown, self->scenario->unknowns);
    for (size_t i = 0; self->status == ENT_OK && i < self->scenario->nameds; i++) {
        model->named[i].at = ent_schedule_draw(self, ENT_SEGMENT_OUTCOME, self->name.named[i]);
    }
    model->event =
        ent_schedule_values(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->name.event, self->scenario->events);
}

void ent_pass_schedule(ent_compiler *self)
{
    ent_model *model = self->model;

    schedule_correlations(self, model->world_group, model->world_groups, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD);
    schedule_correlations(self, model->draw_group, model->draw_groups, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION);
    schedule_coalition(self);
    ent_schedule_talks(self);
    ent_schedule_ratification(self);
    ent_schedule_truces(self);
    ent_schedule_contained(self);
    if (model->recording) {
        schedule_recording(self);
    }
    schedule_outcome(self);
    ent_schedule_arrivals(self);
    ent_schedule_kept_values(self);
    ent_schedule_what_is_read(self);
    if (self->program.no_memory) {
        self->status = ENT_ERR_NO_MEMORY;
    }
}
