/* Values into registers: every value is asked for in the segment of the stage that needs it, in the order in which the
 * segments run. */
#include "model/compile.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ent_register ask(ent_compiler *self, ent_space_kind space, size_t segment, ent_value value)
{
    return ent_program_demand(&self->model->program, space, segment, value);
}

static ent_register *ask_all(ent_compiler *self, ent_space_kind space, size_t segment, const ent_value *value,
    size_t count)
{
    ent_register *result = ent_compile_array(self, count, sizeof(*result));

    for (size_t i = 0; result != NULL && i < count; i++) {
        result[i] = ask(self, space, segment, value[i]);
    }
    return result;
}

static ent_register draw(ent_compiler *self, size_t segment, ent_value value)
{
    return ask(self, ENT_SPACE_DRAW, segment, value);
}

static void schedule_couplings(ent_compiler *self, ent_coupling *coupling, size_t count, ent_space_kind space,
    size_t segment)
{
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < coupling[g].members; i++) {
            coupling[g].z[i] = ask(self, space, segment, coupling[g].z[i]);
        }
    }
}

static void schedule_coalition(ent_compiler *self)
{
    ent_coalition_plan *plan = &self->model->coalition;
    size_t count = self->scenario->contributors;
    size_t known = plan->any_after ? ENT_SEGMENT_TALKS : ENT_SEGMENT_COALITION;

    plan->contributors = count;
    if (plan->any_after) {
        plan->would_join = ask_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->would_join, count);
        plan->would_send = ask_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->would_send, count);
        plan->after = ask_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->after, count);
    }
    plan->joins = ask_all(self, ENT_SPACE_DRAW, known, self->joins, count);
    plan->troops = ask_all(self, ENT_SPACE_DRAW, known, self->troops, count);
    plan->offered = draw(self, known, self->offered);
    plan->count = draw(self, known, self->contributors);
    plan->required = draw(self, known, self->required);
}

/* Weights and scores: the constants as numbers (NaN where one varies), and the registers of those that vary. */
static void schedule_preference(ent_compiler *self, const ent_value *value, size_t count, double *number,
    ent_preference_slot *slot, size_t *slots)
{
    ent_talks_plan *plan = &self->model->talks;
    bool world = plan->preferences == ENT_RATE_WORLD;

    for (size_t i = 0; i < count; i++) {
        if (ent_graph_is_constant(self->graph, value[i], &number[i])) {
            continue;
        }
        number[i] = NAN;
        slot[*slots].target = &number[i];
        slot[*slots].from = ask(self, world ? ENT_SPACE_WORLD : ENT_SPACE_DRAW,
            world ? ENT_SEGMENT_WORLD : ENT_SEGMENT_TALKS, value[i]);
        ++*slots;
    }
}

static void schedule_preferences(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t weights = plan->demands * plan->parties;
    size_t scores = plan->options * plan->parties;
    double *weight = ent_compile_array(self, weights, sizeof(*weight));
    double *score = ent_compile_array(self, scores, sizeof(*score));
    ent_preference_slot *slot = ent_compile_array(self, weights + scores, sizeof(*slot));

    if (weight == NULL || score == NULL || slot == NULL) {
        return;
    }
    schedule_preference(self, self->weight, weights, weight, slot, &plan->slots);
    plan->weight_slots = plan->slots;
    schedule_preference(self, self->score, scores, score, slot, &plan->slots);
    for (size_t i = 0; i < plan->slots; i++) {
        slot[i].index = (size_t) (slot[i].target - (i < plan->weight_slots ? weight : score));
    }
    plan->weight = weight;
    plan->score = score;
    plan->slot = slot;
}

static void schedule_talks(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t talks = ENT_SEGMENT_TALKS;

    plan->threshold = ask_all(self, ENT_SPACE_DRAW, talks, self->threshold, plan->parties);
    if (!plan->none) {
        schedule_preferences(self);
        plan->war_cost = ask_all(self, ENT_SPACE_DRAW, talks, self->war_cost, plan->parties);
        plan->concession = ask_all(self, ENT_SPACE_DRAW, talks, self->concession, plan->parties);
        plan->available = ask_all(self, ENT_SPACE_DRAW, talks, self->available, plan->options);
        plan->refuses = ask_all(self, ENT_SPACE_DRAW, talks, self->refuses, plan->options * plan->parties);
        plan->ready = draw(self, talks, self->ready);
        plan->stage_month = ask_all(self, ENT_SPACE_DRAW, talks, self->stage_month, plan->stages);
        plan->pick = draw(self, talks, self->pick);
    }
    plan->agreed = draw(self, talks, self->agreed);
    plan->month = draw(self, talks, self->talks_month);
    plan->round = draw(self, talks, self->talks_round);
    plan->deal = ask_all(self, ENT_SPACE_DRAW, talks, self->deal, plan->demands);
    plan->utility = ask_all(self, ENT_SPACE_DRAW, talks, self->utility, plan->parties);
}

/* Whether any of the values depends on `target`. `seen`: [nodes], zeroed. */
static bool depends_on(const ent_graph *graph, const ent_value *root, size_t roots, ent_value target, char *seen)
{
    for (size_t i = 0; i < roots; i++) {
        if (root[i] == ENT_NO_VALUE || seen[root[i]] != 0) {
            continue;
        }
        seen[root[i]] = 1;
        if (root[i] == target ||
            depends_on(graph, graph->node[root[i]].argument, graph->node[root[i]].arguments, target, seen)) {
            return true;
        }
    }
    return false;
}

static bool anyone_reads(ent_compiler *self, ent_value target)
{
    const ent_scenario *scenario = self->scenario;
    const ent_value *list[] = {self->hazard, self->contained, self->outcome_when, self->check, self->check_given,
        &self->headline, &self->headline_given};
    size_t count[] = {scenario->causes, scenario->causes, scenario->outcomes, scenario->checks, scenario->checks, 1, 1};
    char *seen = calloc(self->graph->count, 1);
    bool found = false;

    if (seen == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return false;
    }
    for (size_t i = 0; i < sizeof(list) / sizeof(*list) && !found; i++) {
        found = depends_on(self->graph, list[i], count[i], target, seen);
    }
    free(seen);
    return found;
}

static void schedule_timed_events(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    size_t number = 0;

    plan->timed = ent_compile_array(self, plan->timed_events, sizeof(*plan->timed));
    for (size_t i = 0; plan->timed != NULL && i < self->scenario->events; i++) {
        ent_timed_plan *timed;
        if (!self->scenario->event[i].timed) {
            continue;
        }
        timed = &plan->timed[number];
        timed->segment = (size_t) ENT_SEGMENTS_FIXED + number++;
        timed->monthly = self->scenario->event[i].monthly.formula != NULL;
        timed->when = ask(self, ENT_SPACE_LANE, timed->segment, self->timed_when[i]);
        timed->rate = ask(self, ENT_SPACE_LANE, timed->segment, self->timed_rate[i]);
        timed->trigger = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_LANE, self->timed_trigger[i]);
        timed->at = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_LANE, self->timed_at[i]);
        timed->lasts = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_LANE, self->timed_lasts[i]);
        timed->active = ask(self, ENT_SPACE_LANE, timed->segment, self->timed_now[i]);
    }
}

static void schedule_departures(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;

    plan->departure = ent_compile_array(self, plan->contributors, sizeof(*plan->departure));
    for (size_t i = 0; plan->departure != NULL && i < plan->contributors; i++) {
        bool monthly = self->leave_rate[i] != ENT_NO_VALUE && self->graph->node[self->leave_rate[i]].monthly;
        plan->departure[i].rate =
            monthly ? ask(self, ENT_SPACE_LANE, ENT_SEGMENT_LEAVES, self->leave_rate[i]) : ENT_NO_REGISTER;
    }
    for (size_t i = 0; plan->departure != NULL && i < plan->contributors; i++) {
        plan->departure[i].sends = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_DEPLOYED, self->sends[i]);
        plan->departure[i].steady = self->sends[i] != ENT_NO_VALUE && !self->graph->node[self->sends[i]].monthly;
    }
    plan->cap = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_DEPLOYED, self->cap);
    plan->allowed = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_DEPLOYED, self->force_allowed);
    plan->deployed = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_DEPLOYED, self->deployed);
}

/* Whether some instruction outside a segment reads what the segment computes. */
static bool read_elsewhere(const ent_program *program, size_t segment)
{
    const ent_segment *own = &program->segment[segment];

    for (size_t s = ENT_SEGMENT_LANE; s < program->segments; s++) {
        const ent_segment *other = &program->segment[s];
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

/* Whether violations read what a segment computes, without any instruction between them. */
static bool read_by_violations(const ent_truce_plan *plan, const ent_segment *segment)
{
    for (size_t c = 0; c < plan->causes; c++) {
        if ((plan->hazard != NULL && computes(segment, plan->hazard[c])) ||
            (plan->contained != NULL && computes(segment, plan->contained[c]))) {
            return true;
        }
        for (size_t g = 0; plan->strength != NULL && g < plan->clocks; g++) {
            if (computes(segment, plan->strength[c * plan->clocks + g])) {
                return true;
            }
        }
    }
    return false;
}

/* Asked for last, so that the segment of arrivals holds only what nobody else wants: it runs for lanes with a force. */
static void schedule_arrivals(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    size_t segment = ENT_SEGMENT_ARRIVAL;

    for (size_t i = 0; plan->follows_force && plan->departure != NULL && i < plan->contributors; i++) {
        ent_departure_plan *departure = &plan->departure[i];
        departure->lead = ask(self, ENT_SPACE_LANE, segment, self->lead[i]);
        departure->leaves = ask(self, ENT_SPACE_LANE, segment, self->leaves[i]);
        departure->trigger = departure->rate != ENT_NO_REGISTER
            ? ask(self, ENT_SPACE_LANE, segment, self->leave_trigger[i]) : ENT_NO_REGISTER;
    }
    plan->leaves_apart = !self->model->recording && !read_elsewhere(&self->model->program, ENT_SEGMENT_LEAVES) &&
        !read_by_violations(plan, &self->model->program.segment[ENT_SEGMENT_LEAVES]);
}

static void schedule_episodes(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    const ent_graph *graph = self->graph;

    plan->clocks = self->clocks;
    plan->clock = ent_compile_array(self, plan->clocks, sizeof(*plan->clock));
    plan->clock_by_month = ent_compile_array(self, plan->clocks, sizeof(*plan->clock_by_month));
    plan->strength = ent_compile_array(self, plan->causes * plan->clocks, sizeof(*plan->strength));
    if (self->status != ENT_OK) {
        return;
    }
    for (size_t g = 0; g < plan->clocks; g++) {
        ent_value clock = self->clock[g];
        plan->clock_by_month[g] = clock != ENT_NO_VALUE && graph->node[clock].rate == ENT_RATE_CONSTANT;
        plan->clock[g] = plan->clock_by_month[g] ? ask(self, ENT_SPACE_MONTH, ENT_SEGMENT_MONTH, clock)
                                                 : ask(self, ENT_SPACE_WORLD_MONTH, ENT_SEGMENT_WORLD_MONTH, clock);
        for (size_t c = 0; c < plan->causes; c++) {
            plan->strength[c * plan->clocks + g] =
                ask(self, ENT_SPACE_LANE, ENT_SEGMENT_HAZARD, self->strength[c * self->strength_stride + g]);
        }
    }
}

static void schedule_truce(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    bool still;

    plan->committed = ENT_NO_REGISTER;
    plan->deployed = ENT_NO_REGISTER;
    plan->departure = NULL;
    plan->allowed = ENT_NO_REGISTER;
    plan->committed_draw = draw(self, ENT_SEGMENT_DEAL, self->committed);
    plan->sendable = draw(self, ENT_SEGMENT_DEAL, self->sendable);
    /* a force that stands still is a value like others */
    still = self->deployed == self->committed_now && !plan->committed_monthly;
    plan->follows_force = !still && (self->model->recording || anyone_reads(self, self->deployed) ||
        anyone_reads(self, self->last_deployed) || plan->committed_monthly);
    plan->trigger = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_LANE, self->trigger);
    schedule_timed_events(self);
    if (plan->follows_force) {
        schedule_departures(self);
        if (plan->committed_monthly) {
            plan->committed = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_DEPLOYED, self->committed_now);
        }
    }
    if (plan->in_episodes) {
        schedule_episodes(self);
    }
    if (!plan->in_episodes || self->model->recording) {
        plan->hazard = ask_all(self, ENT_SPACE_LANE, ENT_SEGMENT_HAZARD, self->hazard, plan->causes);
    }
}

/* Asked for before the recording asks for the same values among the outcomes, after the truce. */
static void schedule_contained(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    size_t segment = self->model->recording ? ENT_SEGMENT_HAZARD : ENT_SEGMENT_CONTAINED;

    plan->contained = ent_compile_array(self, plan->causes, sizeof(*plan->contained));
    plan->contained_key = ent_compile_array(self, plan->causes, sizeof(*plan->contained_key));
    for (size_t i = 0; plan->contained != NULL && plan->contained_key != NULL && i < plan->causes; i++) {
        double constant;
        bool never = ent_graph_is_constant(self->graph, self->contained[i], &constant) && constant == 0.0;
        plan->contained[i] = never ? ENT_NO_REGISTER : ask(self, ENT_SPACE_LANE, segment, self->contained[i]);
        plan->contained_key[i] =
            ent_compile_stream(self, self->scenario->cause[i].contained.path, ENT_POSITION_CHANCE);
    }
    plan->trigger_key = ent_compile_stream(self, "truce", ENT_POSITION_CHANCE);
    plan->cause_key = ent_compile_stream(self, "truce.causes", ENT_POSITION_PICK);
}

static void schedule_outcome(ent_compiler *self)
{
    ent_outcome_plan *plan = &self->model->outcome;
    ent_truce_plan *truce = &self->model->truce;
    const ent_scenario *scenario = self->scenario;
    size_t outcome = ENT_SEGMENT_OUTCOME;
    size_t number = 0;

    truce->held = draw(self, outcome, self->held);
    truce->months = draw(self, outcome, self->months);
    truce->violations = draw(self, outcome, self->violations);
    truce->cause = draw(self, outcome, self->cause);
    plan->outcomes = scenario->outcomes;
    plan->checks = scenario->checks;
    plan->when = ask_all(self, ENT_SPACE_DRAW, outcome, self->outcome_when, plan->outcomes);
    plan->headline = draw(self, outcome, self->headline);
    plan->headline_given = draw(self, outcome, self->headline_given);
    plan->check = ask_all(self, ENT_SPACE_DRAW, outcome, self->check, plan->checks);
    plan->check_given = ask_all(self, ENT_SPACE_DRAW, outcome, self->check_given, plan->checks);
    if (self->model->recording) {
        draw(self, outcome, self->last_month);
        draw(self, outcome, self->last_deployed);
        draw(self, outcome, self->last_ratio);
        for (size_t i = 0; i < scenario->events; i++) {
            draw(self, outcome, self->timed_last[i]);
        }
    }
    truce->last_month = ent_program_register(&self->model->program, ENT_SPACE_DRAW, self->last_month);
    truce->last_deployed = ent_program_register(&self->model->program, ENT_SPACE_DRAW, self->last_deployed);
    truce->last_ratio = ent_program_register(&self->model->program, ENT_SPACE_DRAW, self->last_ratio);
    for (size_t i = 0; truce->timed != NULL && i < scenario->events; i++) {
        if (scenario->event[i].timed) {
            truce->timed[number++].last =
                ent_program_register(&self->model->program, ENT_SPACE_DRAW, self->timed_last[i]);
        }
    }
}

static const ent_dist *single_distribution(const ent_graph *graph, ent_value value)
{
    const ent_node *node = value != ENT_NO_VALUE ? &graph->node[value] : NULL;

    return node != NULL && (node->kind == ENT_NODE_SAMPLE || node->kind == ENT_NODE_SAMPLE_Z) ? node->dist : NULL;
}

/* Recording: a register for every quantity. A month-rate one is kept as it stands in month 1, in a column of its own
 * among the draws. */
static void schedule_recording(ent_compiler *self)
{
    ent_model *model = self->model;
    ent_program *program = &model->program;

    model->quantities = self->recorded_count;
    model->recorded = self->recorded_quantity;
    model->quantity = ent_compile_array(self, model->quantities, sizeof(*model->quantity));
    model->quantity_lane = ent_compile_array(self, model->quantities, sizeof(*model->quantity_lane));
    model->quantity_dist = ent_compile_array(self, model->quantities, sizeof(*model->quantity_dist));
    for (size_t i = 0; self->status == ENT_OK && i < model->quantities; i++) {
        ent_value value = self->recorded[i];
        model->quantity_dist[i] = single_distribution(self->graph, value);
        model->quantity_lane[i] = ENT_NO_REGISTER;
        if (value == ENT_NO_VALUE) {
            model->quantity[i] = ENT_NO_REGISTER;
        } else if (self->graph->node[value].monthly) {
            model->quantity_lane[i] = ask(self, ENT_SPACE_LANE, ENT_SEGMENT_HAZARD, value);
            model->quantity[i] = (ent_register) program->space[ENT_SPACE_DRAW].registers++;
        } else {
            model->quantity[i] = draw(self, ENT_SEGMENT_OUTCOME, value);
        }
    }
    model->factor = ask_all(self, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD, self->factor, self->scenario->factors);
    model->event = ask_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->event, self->scenario->events);
}

void ent_compile_schedule(ent_compiler *self)
{
    ent_model *model = self->model;

    schedule_couplings(self, model->world_coupling, model->world_couplings, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD);
    schedule_couplings(self, model->draw_coupling, model->draw_couplings, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION);
    schedule_coalition(self);
    schedule_talks(self);
    schedule_truce(self);
    schedule_contained(self);
    if (model->recording) {
        schedule_recording(self);
    }
    schedule_outcome(self);
    schedule_arrivals(self);
    if (model->program.no_memory) {
        self->status = ENT_ERR_NO_MEMORY;
    }
}
