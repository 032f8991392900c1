/* Fills the plan of the truce: timed events and hazards, a truce in force, new truces after a collapse, containment. */
#include "base/status.h"
#include "compile/passes/schedule.h"

#include <stdlib.h>

/* The settings of new truces. Its results are those of the truce itself where none begins again. */
static void schedule_renewal(ent_compiler *self)
{
    ent_renewal_plan *plan = &self->model->truce.renewal;

    plan->any = self->truce.renews != ENT_NO_VALUE;
    if (plan->any) {
        plan->rate = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_RENEWAL, self->truce.renews);
        plan->since = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_RENEWAL, self->name.since_collapse);
        plan->key = ent_compile_stream(self, self->scenario->truce.renews.path, ENT_POSITION_CHANCE);
    }
}

/* Before the truces of the block are played. */
static void schedule_truce_in_force(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;

    plan->in_force = self->scenario->truce.in_force;
    plan->awaits_deal = self->name.deal_signed.month != ENT_NO_VALUE;
    plan->table_months = plan->horizon + (plan->awaits_deal && plan->committed_monthly ? 1 : 0);
    if (plan->awaits_deal) {
        plan->deal_month = ent_schedule_value(self, ENT_SPACE_DRAW, ENT_SEGMENT_DEAL, self->name.deal_signed.month);
        plan->deal_month_now =
            ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->name.deal_signed.whole_month);
    }
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
        self->outcome.check_given, self->outcome.mean, self->outcome.mean_given, self->outcome.measure,
        self->outcome.measure_given, &self->outcome.where, &self->outcome.given, &self->outcome.headline,
        &self->outcome.headline_given};
    size_t count[] = {scenario->causes, scenario->causes, scenario->guarantees, scenario->guarantees,
        scenario->guarantees, scenario->outcomes, scenario->check_queries, scenario->check_queries, scenario->means,
        scenario->means, scenario->measures, scenario->measures, 1, 1, 1, 1};
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
        timed->when = ent_schedule_value(self, ENT_SPACE_TRUCE, timed->segment, self->truce.timed_when[i]);
        timed->rate = ent_schedule_value(self, ENT_SPACE_TRUCE, timed->segment, self->truce.timed_rate[i]);
        timed->trigger =
            ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_trigger[i]);
        timed->at = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_at[i]);
        timed->every = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_every[i]);
        timed->key = ent_compile_stream(self, ent_event_onset_path(&self->scenario->event[i]), ENT_POSITION_CHANCE);
        timed->lasts = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_lasts[i]);
        timed->active = ent_schedule_value(self, ENT_SPACE_TRUCE, timed->segment, self->name.timed_now[i]);
        timed->continues = ent_event_in_talks(&self->scenario->event[i]) && !self->scenario->truce.in_force;
        timed->until = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_until[i]);
        timed->decided =
            ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_decided[i]);
        timed->begun = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.timed_begun[i]);
        timed->state = timed->continues || timed->until != ENT_NO_REGISTER
                           ? ent_schedule_draw(self, ENT_SEGMENT_DEAL, self->name.at_signature[i])
                           : ENT_NO_REGISTER;
    }
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
                             ? ent_schedule_value(self, ENT_SPACE_MONTH, ENT_SEGMENT_MONTH, baseline)
                             : ent_schedule_value(self, ENT_SPACE_WORLD_MONTH, ENT_SEGMENT_WORLD_MONTH, baseline);
        for (size_t c = 0; c < plan->causes; c++) {
            plan->strength[c * plan->baselines + g] = ent_schedule_value(
                self, ENT_SPACE_TRUCE, ENT_SEGMENT_HAZARD, self->hazards.multiplier[c * self->hazards.stride + g]);
        }
    }
}

/* Decides whether a force is followed month by month. One that is the same in all months is computed like any other
 * value. */
static void follow_force(ent_compiler *self, size_t f)
{
    const ent_force_values *values = &self->name.force[f];
    ent_truce_plan *plan = &self->model->truce;
    ent_force_plan *force = &plan->force[f];
    bool steady = values->deployed == values->committed_now && !force->committed_monthly;

    force->cap = force->allowed = force->deployed = force->committed = ENT_NO_REGISTER;
    force->committed_draw = self->name.deal_signed.month == ENT_NO_VALUE
                                ? ent_schedule_draw(self, ENT_SEGMENT_DEAL, values->committed)
                                : ENT_NO_REGISTER; /* with the outcomes: a truce in force can make the deal void */
    force->followed = !steady && (self->model->recording || is_read(self, values->deployed) ||
                                     is_read(self, values->last_deployed) || force->committed_monthly);
    plan->force_followed = plan->force_followed || force->followed;
}

void ent_schedule_truces(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;

    plan->departure = NULL;
    for (size_t f = 0; f < plan->forces; f++) {
        follow_force(self, f);
    }
    plan->sendable = ent_schedule_draw(self, ENT_SEGMENT_DEAL, self->truce.sendable);
    plan->trigger = ent_schedule_value(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->truce.trigger);
    schedule_truce_in_force(self);
    schedule_timed_events(self);
    schedule_renewal(self);
    if (plan->force_followed) {
        ent_schedule_forces(self);
    }
    if (plan->event_driven) {
        schedule_event_driven(self);
    }
    ent_schedule_guarantees_in_force(self);
    if (!plan->event_driven || self->model->recording) {
        plan->hazard = ent_schedule_values(self, ENT_SPACE_TRUCE, ENT_SEGMENT_HAZARD, self->truce.hazard, plan->causes);
    }
}

static void keep_column(ent_compiler *self, ent_register from, ent_value to)
{
    ent_talks_plan *plan = &self->model->talks;
    ent_register kept = ent_program_register(&self->program, ENT_SPACE_DRAW, to);

    if (kept != ENT_NO_REGISTER) {
        plan->as_signed[plan->signed_columns++] = (ent_column_copy){from, kept};
    }
}

static void schedule_signatures_now(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    const ent_deal_values *deal = &self->name.deal_now;
    bool any = plan->awaits_deal && self->scenario->ratifications > 0;

    plan->signed_now = any ? ent_program_register(&self->program, ENT_SPACE_TRUCE, deal->is_signed) : ENT_NO_REGISTER;
    plan->signed_month_now =
        any ? ent_program_register(&self->program, ENT_SPACE_TRUCE, deal->signed_month) : ENT_NO_REGISTER;
    plan->refused_now = any ? ent_program_register(&self->program, ENT_SPACE_TRUCE, deal->refused) : ENT_NO_REGISTER;
}

/* Last: of the deal as signed, of signatures by month, and of the months of new truces, only the columns that are
 * read are filled. */
void ent_schedule_what_is_read(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    const ent_deal_values *deal = &self->name.deal_signed;
    ent_renewal_plan *renewal = &self->model->truce.renewal;

    renewal->truce_month =
        renewal->any ? ent_program_register(&self->program, ENT_SPACE_TRUCE, self->name.truce_month) : ENT_NO_REGISTER;
    schedule_signatures_now(self);
    if (!self->model->truce.awaits_deal) {
        return;
    }
    plan->as_signed = ent_compile_array(self, 6 + plan->demands + plan->parties, sizeof(*plan->as_signed));
    if (plan->as_signed == NULL) {
        return;
    }
    keep_column(self, plan->agreed, deal->agreed);
    keep_column(self, plan->month, deal->month);
    keep_column(self, plan->round, deal->round);
    if (self->scenario->ratifications > 0) {
        keep_column(self, plan->is_signed, deal->is_signed);
        keep_column(self, plan->signed_month, deal->signed_month);
        keep_column(self, plan->refused, deal->refused);
    }
    for (size_t d = 0; d < plan->demands; d++) {
        keep_column(self, plan->deal[d], deal->deal[d]);
    }
    for (size_t p = 0; p < plan->parties; p++) {
        keep_column(self, plan->utility[p], deal->utility[p]);
    }
}

/* Required before the recording, which requires the same values among the outcomes. */
void ent_schedule_contained(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    size_t segment = self->model->recording ? ENT_SEGMENT_HAZARD : ENT_SEGMENT_CONTAINED;

    plan->contained = ent_compile_array(self, plan->causes, sizeof(*plan->contained));
    plan->contained_key = ent_compile_array(self, plan->causes, sizeof(*plan->contained_key));
    for (size_t i = 0; plan->contained != NULL && plan->contained_key != NULL && i < plan->causes; i++) {
        double constant;
        bool never = ent_compile_is_constant(self, self->truce.contained[i], &constant) && constant == 0.0;
        plan->contained[i] =
            never ? ENT_NO_REGISTER : ent_schedule_value(self, ENT_SPACE_TRUCE, segment, self->truce.contained[i]);
        plan->contained_key[i] = ent_compile_stream(self, self->scenario->cause[i].contained.path, ENT_POSITION_CHANCE);
    }
    ent_schedule_guarantees_tests(self, segment);
    plan->trigger_key = ent_compile_stream(self, "truce", ENT_POSITION_CHANCE);
    plan->cause_key = ent_compile_stream(self, "truce.causes", ENT_POSITION_PICK);
}
