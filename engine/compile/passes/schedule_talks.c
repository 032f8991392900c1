/* Fills the plan of the talks: the utilities of packages, and the values that their clock plays and keeps. */
#include "base/status.h"
#include "compile/passes/schedule.h"

#include <math.h>

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
        slot[*slots].from = ent_schedule_value(
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
    return ent_schedule_value(self, ENT_SPACE_ROUND, segment, value);
}

/* Whether a monthly event has the same chance and condition in all months of the talks. One that goes on in the truce
 * needs its integrated hazard by month. */
static bool is_steady(const ent_compiler *self, const ent_event *event, size_t i)
{
    return event->monthly.formula != NULL && event->during != ENT_DURING_BOTH &&
           !ent_compile_is_by_round(self, self->during.when[i]) && !ent_compile_is_by_round(self, self->during.rate[i]);
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
                .steady = is_steady(self, event, i),
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

/* The values that an explanation shows of the events during the talks. */
static void schedule_shown_events(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t number = 0;

    for (size_t i = 0; plan->during != NULL && i < self->scenario->events; i++) {
        if (ent_event_in_talks(&self->scenario->event[i])) {
            bool shown = self->model->recording;
            plan->during[number].shown_started =
                shown ? ent_schedule_draw(self, ENT_SEGMENT_DEAL, self->during.shown[i]) : ENT_NO_REGISTER;
            plan->during[number++].shown_active =
                shown ? ent_schedule_draw(self, ENT_SEGMENT_DEAL, self->name.at_signature[i]) : ENT_NO_REGISTER;
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
        plan->first[i].to = ent_schedule_draw(self, ENT_SEGMENT_TALKS, self->first.to[i]);
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
void ent_schedule_kept_values(ent_compiler *self)
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

void ent_schedule_talks(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    size_t talks = ENT_SEGMENT_TALKS;

    plan->threshold = ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->name.threshold, plan->parties);
    if (!plan->none) {
        schedule_preferences(self);
        plan->war_cost = ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->talks.war_cost, plan->parties);
        plan->concession = ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->talks.concession, plan->parties);
        plan->available = ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->talks.available, plan->options);
        plan->refuses =
            ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->talks.refuses, plan->options * plan->parties);
        plan->refused_before =
            ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->talks.refused_before, plan->options * plan->parties);
        plan->ready = ent_schedule_draw(self, talks, self->talks.ready);
        plan->stage_month = ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->talks.stage_month, plan->stages);
        plan->pick = ent_schedule_draw(self, talks, self->talks.pick);
    }
    if (plan->clock) {
        schedule_clock(self);
    }
    plan->agreed = ent_schedule_draw(self, talks, self->name.agreed);
    plan->month = ent_schedule_draw(self, talks, self->name.talks_month);
    plan->round = ent_schedule_draw(self, talks, self->name.talks_round);
    plan->deal = ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->name.deal, plan->demands);
    plan->utility = ent_schedule_values(self, ENT_SPACE_DRAW, talks, self->name.utility, plan->parties);
}
