/* Fills the registers of the model's plans: requires every value in the segment of the first stage that reads it, in
 * the order in which the segments run. */
#include "base/status.h"
#include "compile/passes/passes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ent_register require(ent_compiler *self, ent_space_kind space, size_t segment, ent_value value)
{
    return ent_program_require(&self->program, space, segment, value);
}

/* The registers of `count` values, in the arena. */
static ent_register *require_all(
    ent_compiler *self, ent_space_kind space, size_t segment, const ent_value *value, size_t count)
{
    ent_register *result = ent_compile_array(self, count, sizeof(*result));

    for (size_t i = 0; result != NULL && i < count; i++) {
        result[i] = require(self, space, segment, value[i]);
    }
    return result;
}

static ent_register require_draw(ent_compiler *self, size_t segment, ent_value value)
{
    return require(self, ENT_SPACE_DRAW, segment, value);
}

static void schedule_correlations(
    ent_compiler *self, ent_correlated_group *coupling, size_t count, ent_space_kind space, size_t segment)
{
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < coupling[g].members; i++) {
            coupling[g].z[i] = require(self, space, segment, coupling[g].z[i]);
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
        plan->would_join = require_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->coalition.would_join, count);
        plan->would_send = require_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->coalition.would_send, count);
        plan->after = require_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION, self->coalition.after, count);
    }
    plan->joins = require_all(self, ENT_SPACE_DRAW, known, self->name.joins, count);
    plan->troops = require_all(self, ENT_SPACE_DRAW, known, self->name.troops, count);
    plan->offered = require_draw(self, known, self->name.offered);
    plan->count = require_draw(self, known, self->name.contributors);
    plan->required = require_draw(self, known, self->name.required);
}

/* Weights or scores: number[i] is the constant, or NaN with the register appended to slot where it varies. */
static void schedule_preference(
    ent_compiler *self, const ent_value *value, size_t count, double *number, ent_preference_slot *slot, size_t *slots)
{
    ent_talks_plan *plan = &self->model->talks;
    bool world = plan->preferences == ENT_RATE_WORLD;

    for (size_t i = 0; i < count; i++) {
        if (ent_compile_is_constant(self, value[i], &number[i])) {
            continue;
        }
        number[i] = NAN;
        slot[*slots].target = &number[i];
        slot[*slots].from = require(
            self, world ? ENT_SPACE_WORLD : ENT_SPACE_DRAW, world ? ENT_SEGMENT_WORLD : ENT_SEGMENT_TALKS, value[i]);
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
    size_t additions = plan->together != NULL ? plan->together->entries * plan->parties : 0;
    double *addition = ent_compile_array(self, additions, sizeof(*addition));
    ent_preference_slot *slot = ent_compile_array(self, weights + scores + additions, sizeof(*slot));

    if (weight == NULL || score == NULL || addition == NULL || slot == NULL) {
        return;
    }
    schedule_preference(self, self->talks.weight, weights, weight, slot, &plan->slots);
    plan->weight_slots = plan->slots;
    schedule_preference(self, self->talks.score, scores, score, slot, &plan->slots);
    plan->score_slots = plan->slots - plan->weight_slots;
    schedule_preference(self, self->talks.addition, additions, addition, slot, &plan->slots);
    for (size_t i = 0; i < plan->slots; i++) {
        bool is_score = i < plan->weight_slots + plan->score_slots;
        slot[i].index = (size_t) (slot[i].target - (i < plan->weight_slots ? weight : is_score ? score : addition));
    }
    if (plan->together != NULL) {
        plan->together->addition = addition;
    }
    plan->weight = weight;
    plan->score = score;
    plan->slot = slot;
}

static ent_register require_round(ent_compiler *self, size_t segment, ent_value value)
{
    return require(self, ENT_SPACE_ROUND, segment, value);
}

static void schedule_during_events(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    const ent_during_values *values = &self->during;
    size_t number = 0;

    plan->during = ent_compile_array(self, plan->during_events, sizeof(*plan->during));
    for (size_t i = 0; plan->during != NULL && i < self->scenario->events; i++) {
        const ent_event *event = &self->scenario->event[i];
        size_t segment = (size_t) ENT_SEGMENTS_FIXED + self->model->truce.timed_events + number;
        if (!ent_event_in_talks(event)) {
            continue;
        }
        plan->during[number++] =
            (ent_during_plan){.monthly = event->monthly.formula != NULL && values->every[i] == ENT_NO_VALUE,
                .segment = segment,
                .when = require_round(self, segment, values->when[i]),
                .rate = require_round(self, segment, values->rate[i]),
                .trigger = require_round(self, segment, values->trigger[i]),
                .at = require_round(self, segment, values->at[i]),
                .every = require_round(self, segment, values->every[i]),
                .lasts = require_round(self, segment, values->lasts[i]),
                .key = ent_compile_stream(self, ent_event_onset_path(event), ENT_POSITION_CHANCE),
                .goes_on = event->during == ENT_DURING_BOTH,
                .active = require_round(self, segment, self->name.round_now[i]),
                .started = require_round(self, segment, values->started[i]),
                .summed = require_round(self, segment, values->summed[i])};
    }
}

static ent_round_value *schedule_round_values(ent_compiler *self, const ent_round_values *list)
{
    ent_round_value *made = ent_compile_array(self, list->count, sizeof(*made));

    for (size_t i = 0; made != NULL && i < list->count; i++) {
        made[i] =
            (ent_round_value){.from = require_round(self, ENT_SEGMENT_ROUND, list->from[i]), .to = ENT_NO_REGISTER};
    }
    return made;
}

/* What an explanation tells of the events during the talks. */
static void schedule_shown_events(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t number = 0;

    for (size_t i = 0; plan->during != NULL && i < self->scenario->events; i++) {
        if (ent_event_in_talks(&self->scenario->event[i])) {
            bool shown = self->model->recording;
            plan->during[number].shown_started =
                shown ? require_draw(self, ENT_SEGMENT_DEAL, self->during.shown[i]) : ENT_NO_REGISTER;
            plan->during[number++].shown_active =
                shown ? require_draw(self, ENT_SEGMENT_DEAL, self->name.at_signature[i]) : ENT_NO_REGISTER;
        }
    }
}

/* Everything that happens or is known by month or round of the talks. */
static void schedule_clock(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;

    schedule_during_events(self);
    plan->stage_rate = ent_compile_array(self, plan->stages, sizeof(*plan->stage_rate));
    plan->stage_trigger = ent_compile_array(self, plan->stages, sizeof(*plan->stage_trigger));
    for (size_t i = 0; self->status == ENT_OK && i < plan->stages; i++) {
        plan->stage_rate[i] = require_round(self, ENT_SEGMENT_STAGES, self->talks.stage_rate[i]);
        plan->stage_trigger[i] = require_round(self, ENT_SEGMENT_STAGES, self->talks.stage_trigger[i]);
    }
    plan->kept_values = self->kept.count;
    plan->kept = schedule_round_values(self, &self->kept);
    plan->first_values = self->first.count;
    plan->first = schedule_round_values(self, &self->first);
    for (size_t i = 0; plan->first != NULL && i < plan->first_values; i++) {
        plan->first[i].to = require_draw(self, ENT_SEGMENT_TALKS, self->first.to[i]);
    }
    plan->calendar = ent_program_register(&self->program, ENT_SPACE_ROUND, self->name.round_calendar);
    schedule_shown_events(self);
}

/* A column of the draws that code of a stage fills, where something reads it. */
static ent_register filled_draw(const ent_compiler *self, ent_value value)
{
    return value == ENT_NO_VALUE ? ENT_NO_REGISTER : ent_program_register(&self->program, ENT_SPACE_DRAW, value);
}

/* Required last, when all that reads kept values has been scheduled. */
static void schedule_kept_values(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;

    for (size_t i = 0; plan->kept != NULL && i < plan->kept_values; i++) {
        plan->kept[i].to = filled_draw(self, self->kept.to[i]);
    }
    for (size_t i = 0, e = 0; plan->during != NULL && i < self->scenario->events; i++) {
        if (ent_event_in_talks(&self->scenario->event[i])) {
            plan->during[e].deal_started = filled_draw(self, self->during.deal_started[i]);
            plan->during[e++].deal_summed = filled_draw(self, self->during.deal_summed[i]);
        }
    }
}

static void schedule_talks(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t talks = ENT_SEGMENT_TALKS;

    plan->threshold = require_all(self, ENT_SPACE_DRAW, talks, self->name.threshold, plan->parties);
    if (!plan->none) {
        schedule_preferences(self);
        plan->war_cost = require_all(self, ENT_SPACE_DRAW, talks, self->talks.war_cost, plan->parties);
        plan->concession = require_all(self, ENT_SPACE_DRAW, talks, self->talks.concession, plan->parties);
        plan->available = require_all(self, ENT_SPACE_DRAW, talks, self->talks.available, plan->options);
        plan->refuses = require_all(self, ENT_SPACE_DRAW, talks, self->talks.refuses, plan->options * plan->parties);
        plan->refused_before =
            require_all(self, ENT_SPACE_DRAW, talks, self->talks.refused_before, plan->options * plan->parties);
        plan->ready = require_draw(self, talks, self->talks.ready);
        plan->stage_month = require_all(self, ENT_SPACE_DRAW, talks, self->talks.stage_month, plan->stages);
        plan->pick = require_draw(self, talks, self->talks.pick);
    }
    if (plan->clock) {
        schedule_clock(self);
    }
    plan->agreed = require_draw(self, talks, self->name.agreed);
    plan->month = require_draw(self, talks, self->name.talks_month);
    plan->round = require_draw(self, talks, self->name.talks_round);
    plan->deal = require_all(self, ENT_SPACE_DRAW, talks, self->name.deal, plan->demands);
    plan->utility = require_all(self, ENT_SPACE_DRAW, talks, self->name.utility, plan->parties);
}

/* Whether one of the values depends on `target`. seen: [nodes] nonzero for the nodes visited. */
static bool depends_on(const ent_value_graph *graph, const ent_value *root, size_t roots, ent_value target, char *seen)
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

/* Whether a hazard, a chance of containment or an outcome depends on `target`. */
static bool is_read(ent_compiler *self, ent_value target)
{
    const ent_scenario *scenario = self->scenario;
    const ent_value *list[] = {self->truce.hazard, self->truce.contained, self->name.in_force,
        self->guarantee.honoured_chance, self->guarantee.contains, self->outcome.when, self->outcome.check,
        self->outcome.check_given, self->outcome.mean, self->outcome.mean_given, &self->outcome.headline,
        &self->outcome.headline_given};
    size_t count[] = {scenario->causes, scenario->causes, scenario->guarantees, scenario->guarantees,
        scenario->guarantees, scenario->outcomes, scenario->check_queries, scenario->check_queries, scenario->means,
        scenario->means, 1, 1};
    char *seen = calloc(self->graph.count, 1);
    bool found = false;

    if (seen == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return false;
    }
    for (size_t i = 0; i < sizeof(list) / sizeof(*list) && !found; i++) {
        found = depends_on(&self->graph, list[i], count[i], target, seen);
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
        if (!ent_event_in_truce(&self->scenario->event[i])) {
            continue;
        }
        timed = &plan->timed[number];
        timed->segment = (size_t) ENT_SEGMENTS_FIXED + number++;
        timed->monthly = self->scenario->event[i].monthly.formula != NULL && self->truce.timed_every[i] == ENT_NO_VALUE;
        timed->when = require(self, ENT_SPACE_TRUCE, timed->segment, self->truce.timed_when[i]);
        timed->rate = require(self, ENT_SPACE_TRUCE, timed->segment, self->truce.timed_rate[i]);
        timed->trigger = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_trigger[i]);
        timed->at = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_at[i]);
        timed->every = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_every[i]);
        timed->key = ent_compile_stream(self, ent_event_onset_path(&self->scenario->event[i]), ENT_POSITION_CHANCE);
        timed->lasts = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_lasts[i]);
        timed->active = require(self, ENT_SPACE_TRUCE, timed->segment, self->name.timed_now[i]);
        timed->continues = ent_event_in_talks(&self->scenario->event[i]) && !self->scenario->truce.in_force;
        timed->until = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_until[i]);
        timed->decided = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_decided[i]);
        timed->begun = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_begun[i]);
        timed->state =
            timed->continues ? require_draw(self, ENT_SEGMENT_DEAL, self->name.at_signature[i]) : ENT_NO_REGISTER;
    }
}

static void schedule_departures(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;

    plan->departure = ent_compile_array(self, plan->contributors, sizeof(*plan->departure));
    for (size_t i = 0; plan->departure != NULL && i < plan->contributors; i++) {
        bool monthly = self->truce.leave_rate[i] != ENT_NO_VALUE && self->graph.node[self->truce.leave_rate[i]].monthly;
        plan->departure[i].rate =
            monthly ? require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPARTURES, self->truce.leave_rate[i])
                    : ENT_NO_REGISTER;
    }
    for (size_t i = 0; plan->departure != NULL && i < plan->contributors; i++) {
        plan->departure[i].sends = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, self->truce.sends[i]);
        plan->departure[i].steady =
            self->truce.sends[i] != ENT_NO_VALUE && !self->graph.node[self->truce.sends[i]].monthly;
    }
    plan->cap = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, self->truce.cap);
    plan->allowed = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, self->truce.force_allowed);
    plan->deployed = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, self->name.deployed);
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

/* Whether violations read what a segment computes, without any instruction between them. */
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
static void schedule_arrivals(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    size_t segment = ENT_SEGMENT_ARRIVAL;

    for (size_t i = 0; plan->force_followed && plan->departure != NULL && i < plan->contributors; i++) {
        ent_departure_plan *departure = &plan->departure[i];
        departure->lead = require(self, ENT_SPACE_TRUCE, segment, self->truce.lead[i]);
        departure->leaves = require(self, ENT_SPACE_TRUCE, segment, self->truce.leaves[i]);
        departure->trigger = departure->rate != ENT_NO_REGISTER
                                 ? require(self, ENT_SPACE_TRUCE, segment, self->truce.leave_trigger[i])
                                 : ENT_NO_REGISTER;
    }
    plan->departures_apart = !self->model->recording &&
                             !read_elsewhere(&self->model->program, ENT_SEGMENT_DEPARTURES) &&
                             !read_by_violations(plan, &self->model->program.segment[ENT_SEGMENT_DEPARTURES]);
}

static void schedule_event_driven(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    const ent_value_graph *graph = &self->graph;

    plan->baselines = self->hazards.baselines;
    plan->clock = ent_compile_array(self, plan->baselines, sizeof(*plan->clock));
    plan->baseline_by_month = ent_compile_array(self, plan->baselines, sizeof(*plan->baseline_by_month));
    plan->strength = ent_compile_array(self, plan->causes * plan->baselines, sizeof(*plan->strength));
    if (self->status != ENT_OK) {
        return;
    }
    for (size_t g = 0; g < plan->baselines; g++) {
        ent_value baseline = self->hazards.baseline[g];
        plan->baseline_by_month[g] = baseline != ENT_NO_VALUE && graph->node[baseline].rate == ENT_RATE_CONSTANT;
        plan->clock[g] = plan->baseline_by_month[g]
                             ? require(self, ENT_SPACE_MONTH, ENT_SEGMENT_MONTH, baseline)
                             : require(self, ENT_SPACE_WORLD_MONTH, ENT_SEGMENT_WORLD_MONTH, baseline);
        for (size_t c = 0; c < plan->causes; c++) {
            plan->strength[c * plan->baselines + g] = require(
                self, ENT_SPACE_TRUCE, ENT_SEGMENT_HAZARD, self->hazards.multiplier[c * self->hazards.stride + g]);
        }
    }
}

static void schedule_truce(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    bool steady;

    plan->committed = ENT_NO_REGISTER;
    plan->deployed = ENT_NO_REGISTER;
    plan->departure = NULL;
    plan->allowed = ENT_NO_REGISTER;
    plan->committed_draw = self->name.deal_signed.month == ENT_NO_VALUE
                               ? require_draw(self, ENT_SEGMENT_DEAL, self->name.committed)
                               : ENT_NO_REGISTER; /* with the outcomes: a truce in force can make the deal void */
    plan->sendable = require_draw(self, ENT_SEGMENT_DEAL, self->truce.sendable);
    /* a force that is the same in all months is computed like any other value */
    steady = self->name.deployed == self->name.committed_now && !plan->committed_monthly;
    plan->force_followed = !steady && (self->model->recording || is_read(self, self->name.deployed) ||
                                          is_read(self, self->name.last_deployed) || plan->committed_monthly);
    plan->trigger = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.trigger);
    ent_schedule_truce_in_force(self);
    schedule_timed_events(self);
    ent_schedule_renewal(self);
    if (plan->force_followed) {
        schedule_departures(self);
        if (plan->committed_monthly) {
            plan->committed = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_DEPLOYED, self->name.committed_now);
        }
    }
    if (plan->event_driven) {
        schedule_event_driven(self);
    }
    ent_schedule_guarantees_in_force(self);
    if (!plan->event_driven || self->model->recording) {
        plan->hazard = require_all(self, ENT_SPACE_TRUCE, ENT_SEGMENT_HAZARD, self->truce.hazard, plan->causes);
    }
}

static void schedule_means(ent_compiler *self)
{
    ent_outcome_plan *plan = &self->model->outcome;

    plan->means = self->scenario->means;
    plan->mean = require_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->outcome.mean, plan->means);
    plan->mean_given = require_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->outcome.mean_given, plan->means);
    plan->mean_low = ent_compile_array(self, plan->means, sizeof(*plan->mean_low));
    plan->mean_high = ent_compile_array(self, plan->means, sizeof(*plan->mean_high));
    for (size_t i = 0; plan->mean_low != NULL && plan->mean_high != NULL && i < plan->means; i++) {
        const ent_node *node = &self->graph.node[self->outcome.mean[i]];
        plan->mean_low[i] = node->low;
        plan->mean_high[i] = node->high;
    }
}

static void schedule_outcome(ent_compiler *self)
{
    ent_outcome_plan *plan = &self->model->outcome;
    ent_truce_plan *truce = &self->model->truce;
    const ent_scenario *scenario = self->scenario;
    size_t outcome = ENT_SEGMENT_OUTCOME;
    size_t number = 0;

    truce->committed_draw = require_draw(self, outcome, self->name.committed);
    truce->held = require_draw(self, outcome, self->name.held);
    truce->months = require_draw(self, outcome, self->name.months);
    truce->violations = require_draw(self, outcome, self->name.violations);
    truce->cause = require_draw(self, outcome, self->name.cause);
    truce->renewal.spells = require_draw(self, outcome, self->name.spells);
    truce->renewal.peace_months = require_draw(self, outcome, self->name.peace_months);
    truce->renewal.at_peace = require_draw(self, outcome, self->name.at_peace);
    plan->outcomes = scenario->outcomes;
    plan->checks = scenario->check_queries;
    plan->when = require_all(self, ENT_SPACE_DRAW, outcome, self->outcome.when, plan->outcomes);
    plan->headline = require_draw(self, outcome, self->outcome.headline);
    plan->headline_given = require_draw(self, outcome, self->outcome.headline_given);
    plan->check = require_all(self, ENT_SPACE_DRAW, outcome, self->outcome.check, plan->checks);
    plan->check_given = require_all(self, ENT_SPACE_DRAW, outcome, self->outcome.check_given, plan->checks);
    schedule_means(self);
    if (self->model->recording) {
        require_draw(self, outcome, self->name.last_month);
        require_draw(self, outcome, self->name.last_deployed);
        require_draw(self, outcome, self->name.last_ratio);
        for (size_t i = 0; i < scenario->events; i++) {
            require_draw(self, outcome, self->name.timed_last[i]);
        }
    }
    ent_schedule_guarantees_counts(self);
    truce->incidents = ent_program_register(&self->program, ENT_SPACE_TRUCE, self->name.incidents);
    truce->last_month = ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.last_month);
    truce->last_deployed = ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.last_deployed);
    truce->last_ratio = ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.last_ratio);
    for (size_t i = 0; truce->timed != NULL && i < scenario->events; i++) {
        if (ent_event_in_truce(&scenario->event[i])) {
            truce->timed[number++].last =
                ent_program_register(&self->program, ENT_SPACE_DRAW, self->name.timed_last[i]);
        }
    }
}

/* The distribution of a value that is one sample of constant parameters; else NULL. */
static const ent_dist *single_distribution(const ent_value_graph *graph, ent_value value)
{
    const ent_node *node = value != ENT_NO_VALUE ? &graph->node[value] : NULL;

    return node != NULL && (node->kind == ENT_NODE_SAMPLE || node->kind == ENT_NODE_SAMPLE_Z) ? node->dist : NULL;
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
    for (size_t i = 0; self->status == ENT_OK && i < model->quantities; i++) {
        ent_value value = self->recorded.value[i];
        model->quantity_dist[i] = single_distribution(&self->graph, value);
        model->quantity_in_truce[i] = ENT_NO_REGISTER;
        if (value == ENT_NO_VALUE) {
            model->quantity[i] = ENT_NO_REGISTER;
        } else if (self->graph.node[value].monthly) {
            model->quantity_in_truce[i] = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_HAZARD, value);
            model->quantity[i] = (ent_register) draws->registers++;
        } else {
            model->quantity[i] = require_draw(self, ENT_SEGMENT_OUTCOME, value);
        }
    }
    model->factor = require_all(self, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD, self->name.factor, self->scenario->factors);
    model->unknown =
        require_all(self, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD, self->name.unknown, self->scenario->unknowns);
    model->event = require_all(self, ENT_SPACE_DRAW, ENT_SEGMENT_OUTCOME, self->name.event, self->scenario->events);
}

void ent_pass_schedule(ent_compiler *self)
{
    ent_model *model = self->model;

    schedule_correlations(self, model->world_group, model->world_groups, ENT_SPACE_WORLD, ENT_SEGMENT_WORLD);
    schedule_correlations(self, model->draw_group, model->draw_groups, ENT_SPACE_DRAW, ENT_SEGMENT_COALITION);
    schedule_coalition(self);
    schedule_talks(self);
    ent_schedule_ratification(self);
    schedule_truce(self);
    ent_schedule_contained(self);
    if (model->recording) {
        schedule_recording(self);
    }
    schedule_outcome(self);
    schedule_arrivals(self);
    schedule_kept_values(self);
    ent_schedule_what_is_read(self);
    if (self->program.no_memory) {
        self->status = ENT_ERR_NO_MEMORY;
    }
}
