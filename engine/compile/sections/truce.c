/* Stage 4: timed events, months, renewal, the hazards of the causes. */
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

/* Warns of an event whose first month lies after the months followed, or that is over before they begin, in all draws.
 * at: its first month, counted from the deal; end: first month after an only run, ENT_NO_VALUE without an end. */
static void warn_of_outside_month(ent_compiler *self, const ent_event *event, ent_value at, ent_value end)
{
    const ent_node *node = self->graph.node;
    size_t horizon = self->scenario->run.horizon;
    bool known = at != ENT_NO_VALUE && !node[at].may_nan;
    bool over = known && end != ENT_NO_VALUE && !node[end].may_nan && node[end].high <= 1.0;
    bool date = ent_compile_behind_names(self, event->at.formula)->kind == ENT_AST_DATE;

    if (known && node[at].low > (double) horizon) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, event->at.setting->at, event->at.path,
            "make `run.horizon` longer, or the month earlier",
            date
                ? "`%s` is after the last month that any truce is followed to (%zu months from the deal), so the event "
                  "never begins"
                : "`%s` is after the last month followed (%zu), so the event never begins",
            event->at.written, horizon);
    } else if (known && (over || (!date && node[at].high < 1.0))) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, event->at.setting->at, event->at.path,
            date ? "make `lasts` longer, or the month later" : "month 1 is the first one after the deal",
            over ? "`%s` is before month 1 of every truce, and the event is over by then"
                 : "`%s` is before month 1: the event has begun when the truce does",
            event->at.written);
    }
}

/* The month of the talks in which the deal enters into force, without one that of the last round. The upper bound
 * states to the graph a fact that no input can: talks.month is finite where there is a deal. A truce in force begins
 * with the talks. */
static ent_value month_of_deal(ent_compiler *self)
{
    const ent_model *model = self->model;
    double last = model->talks.none ? 0.0 : (double) model->talks.rounds * model->talks.months_per_round;
    ent_value most = ent_compile_constant(self, last + (double) model->ratification.longest);
    ent_value month = ent_compile_if(self, self->name.agreed, self->name.talks_month, ent_compile_constant(self, last));

    if (self->scenario->truce.in_force) {
        return ent_compile_constant(self, 0.0);
    }
    return ent_compile_binary(self, ENT_OP_MIN, month, most);
}

/* `at` as a month counted from the deal: of a date, those since the start less those of the talks. */
static ent_value compile_at(ent_compiler *self, const ent_event *event)
{
    ent_value at = ent_compile_quantity(self, &event->at, ENT_NO_VALUE);

    if (ent_compile_behind_names(self, event->at.formula)->kind != ENT_AST_DATE) {
        return at;
    }
    return ent_compile_binary(self, ENT_OP_SUB, at, month_of_deal(self));
}

/* The run of an event that begins before month 1 is counted from month 1: `lasts` less the months before. */
static void shorten_earlier_run(ent_compiler *self, size_t i)
{
    ent_value at = self->truce.timed_at[i];
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value earlier;

    if (at == ENT_NO_VALUE || self->truce.timed_lasts[i] == ENT_NO_VALUE || self->graph.no_memory ||
        self->graph.node[at].low >= 1.0) {
        return;
    }
    earlier = ent_compile_binary(
        self, ENT_OP_MIN, zero, ent_compile_binary(self, ENT_OP_SUB, at, ent_compile_constant(self, 1.0)));
    self->truce.timed_lasts[i] = ent_compile_binary(self, ENT_OP_ADD, self->truce.timed_lasts[i], earlier);
}

static void compile_lasts(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];

    if (event->lasts.formula != NULL) {
        ent_compile_at(self, ENT_TIME_TIMED, i, false);
        self->truce.timed_lasts[i] = ent_compile_quantity(self, &event->lasts, ENT_NO_VALUE);
    }
}

/* One onset at most, in the first month in which the trial of `monthly` succeeds or in the month `at`. */
static void compile_single_onset(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];
    ent_value end;

    if (event->monthly.formula != NULL) {
        self->truce.timed_rate[i] =
            ent_compile_cumulative_hazard(self, ent_compile_quantity(self, &event->monthly, ENT_NO_VALUE));
        self->truce.timed_trigger[i] = ent_compile_unit_exponential(self, event->monthly.path);
        compile_lasts(self, i);
        return;
    }
    self->truce.timed_rate[i] = ent_compile_quantity(self, &event->chance, ENT_NO_VALUE);
    self->truce.timed_trigger[i] = ent_compile_uniform(self, event->at.path, ENT_POSITION_CHANCE, ENT_RATE_DRAW);
    ent_compile_at(self, ENT_TIME_TIMED, i, false);
    self->truce.timed_at[i] = ent_compile_ceiling(self, compile_at(self, event));
    compile_lasts(self, i);
    end = self->truce.timed_lasts[i] == ENT_NO_VALUE
              ? ENT_NO_VALUE
              : ent_compile_binary(self, ENT_OP_ADD, self->truce.timed_at[i], self->truce.timed_lasts[i]);
    warn_of_outside_month(self, event, self->truce.timed_at[i], end);
    shorten_earlier_run(self, i);
}

/* An onset every so many months: from `at` on, or from month 1 on with the chance `monthly`. */
static void compile_repeated_onsets(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];
    bool monthly = event->monthly.formula != NULL;

    self->truce.timed_rate[i] = ent_compile_quantity(self, monthly ? &event->monthly : &event->chance, ENT_NO_VALUE);
    ent_compile_at(self, ENT_TIME_TIMED, i, false);
    self->truce.timed_at[i] = monthly ? ent_compile_constant(self, 1.0) : compile_at(self, event);
    self->truce.timed_every[i] = ent_compile_quantity(self, &event->every, ENT_NO_VALUE);
    compile_lasts(self, i);
    if (!monthly) {
        warn_of_outside_month(self, event, self->truce.timed_at[i], ENT_NO_VALUE);
    }
}

/* A number of an event at the entry into force. */
static ent_value at_deal(ent_compiler *self, ent_value by_round, ent_value *deal)
{
    const ent_node *node = &self->graph.node[by_round];

    if (self->model->ratification.longest == 0) {
        return ent_compile_keep(self, by_round);
    }
    self->model->talks.plays_on = true;
    *deal = ent_compile_input(self, ENT_RATE_DRAW, false, node->low, node->high);
    return *deal;
}

/* The rest of an event that began in the talks, in months counted from the deal. The months to the entry into force
 * have been played in the talks. */
static void compile_continued_event(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];
    const ent_during_values *talks = &self->during;
    ent_value never = ent_compile_constant(self, INFINITY);
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value deal = month_of_deal(self);
    ent_value started = at_deal(self, talks->started[i], &talks->deal_started[i]);
    ent_value begun = ent_compile_binary(self, ENT_OP_LT, started, never);
    ent_value ends = ENT_NO_VALUE; /* first month after the run that began in the talks */
    bool monthly = event->monthly.formula != NULL;

    self->truce.timed_rate[i] = ent_compile_quantity(self, monthly ? &event->monthly : &event->chance, ENT_NO_VALUE);
    self->truce.timed_begun[i] = begun;
    self->truce.timed_lasts[i] = talks->lasts[i];
    if (talks->lasts[i] != ENT_NO_VALUE) {
        ends =
            ent_compile_binary(self, ENT_OP_SUB, ent_compile_binary(self, ENT_OP_ADD, started, talks->lasts[i]), deal);
    }
    if (event->every.formula != NULL) {
        self->truce.timed_begun[i] = ent_compile_if(self, begun, ends != ENT_NO_VALUE ? ends : never, zero);
        self->truce.timed_every[i] = talks->every[i];
        self->truce.timed_at[i] = ent_compile_binary(self, ENT_OP_SUB, talks->at[i], deal);
        self->truce.timed_decided[i] = zero;
        return;
    }
    if (monthly) {
        self->truce.timed_rate[i] = ent_compile_cumulative_hazard(self, self->truce.timed_rate[i]);
        self->truce.timed_trigger[i] = ent_compile_binary(
            self, ENT_OP_SUB, talks->trigger[i], at_deal(self, talks->summed[i], &talks->deal_summed[i]));
    } else {
        self->truce.timed_trigger[i] = talks->trigger[i];
        self->truce.timed_at[i] = ent_compile_if(self, ent_compile_binary(self, ENT_OP_GT, talks->at[i], deal),
            ent_compile_ceiling(self, ent_compile_binary(self, ENT_OP_SUB, talks->at[i], deal)), never);
    }
    if (ends != ENT_NO_VALUE) { /* the run of the talks is counted from month 1 on */
        self->truce.timed_lasts[i] = ent_compile_if(self, begun,
            ent_compile_binary(self, ENT_OP_SUB, ends, ent_compile_constant(self, 1.0)), self->truce.timed_lasts[i]);
    }
}

/* Whether talks can go on after a no. */
static bool can_go_on(const ent_scenario *scenario)
{
    for (size_t i = 0; i < scenario->ratifications; i++) {
        if (scenario->ratification[i].if_no_talks) {
            return true;
        }
    }
    return false;
}

/* The month of the talks in which their events stop: that of the signature, else that of the last round. After a no
 * that lets the talks go on and no deal, it is the latter. */
static ent_value end_of_talks(ent_compiler *self)
{
    const ent_deal_values *deal = &self->name.deal_signed;
    double last = (double) self->scenario->talks.rounds * self->scenario->talks.months_per_round;
    ent_value month = ent_compile_constant(self, self->model->talks.none ? 0.0 : floor(last));

    if (deal->is_signed == ENT_NO_VALUE) {
        return month;
    }
    return ent_compile_if(self, can_go_on(self->scenario) ? deal->agreed : deal->is_signed,
        ent_compile_unary(self, ENT_OP_FLOOR, deal->signed_month), month);
}

/* An event of the talks while a truce in force is followed, whose months are those of the talks: the same random
 * numbers give it the same months. */
static void compile_event_of_talks(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];
    const ent_during_values *talks = &self->during;
    bool monthly = event->monthly.formula != NULL;

    self->truce.timed_rate[i] = ent_compile_quantity(self, monthly ? &event->monthly : &event->chance, ENT_NO_VALUE);
    self->truce.timed_at[i] = talks->at[i];
    self->truce.timed_every[i] = talks->every[i];
    self->truce.timed_lasts[i] = talks->lasts[i];
    if (event->every.formula == NULL) {
        self->truce.timed_trigger[i] = talks->trigger[i];
        self->truce.timed_rate[i] =
            monthly ? ent_compile_cumulative_hazard(self, self->truce.timed_rate[i]) : self->truce.timed_rate[i];
        shorten_earlier_run(self, i);
    }
    if (event->during == ENT_DURING_TALKS) {
        self->truce.timed_until[i] = end_of_talks(self);
    }
}

static void compile_timed_event(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];

    ent_compile_at(self, ENT_TIME_TIMED, i, true);
    self->setting.again = ent_event_in_talks(event);
    self->truce.timed_when[i] = ent_compile_quantity(self, &event->when, ENT_NO_VALUE);
    if (self->scenario->truce.in_force && ent_event_in_talks(event)) {
        compile_event_of_talks(self, i);
    } else if (event->during == ENT_DURING_BOTH) {
        compile_continued_event(self, i);
    } else if (event->every.formula != NULL) {
        compile_repeated_onsets(self, i);
    } else {
        compile_single_onset(self, i);
    }
    self->name.timed_now[i] = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, 1.0);
    self->name.timed_last[i] = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
}

/* `calendar`: months since the start of the talks, in the current month and in the last one followed. Without a deal
 * the last month is that of the last round. */
static void compile_calendar(ent_compiler *self)
{
    ent_value deal = month_of_deal(self);

    self->name.calendar = ent_compile_binary(self, ENT_OP_ADD, deal, self->name.month);
    self->name.last_calendar = ent_compile_binary(self, ENT_OP_ADD, deal, self->name.last_month);
}

static bool renews(const ent_compiler *self)
{
    const ent_quantity *chance = &self->scenario->truce.renews;
    double constant;

    return chance->formula != NULL && (!ent_ast_constant(chance->formula, &constant) || constant != 0.0);
}

/* The chance that a new truce begins after a collapse. It is read before the force is settled, in months without a
 * truce. */
static void compile_renewal(ent_compiler *self)
{
    double horizon = (double) self->scenario->run.horizon;
    ent_value chance;

    if (!renews(self)) {
        return;
    }
    self->name.since_collapse = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, horizon);
    ent_compile_at(self, ENT_TIME_FORCE, 0, true);
    self->setting.month = self->name.since_collapse;
    self->setting.hazard_month = self->name.since_collapse;
    chance = ent_compile_quantity(self, &self->scenario->truce.renews, ENT_NO_VALUE);
    self->truce.renews = ent_compile_cumulative_hazard(self, chance);
}

/* The months that formulas of the truce count. With `renews` they begin again in each truce. */
static void compile_months(ent_compiler *self)
{
    double horizon = (double) self->scenario->run.horizon;
    double last =
        ent_compile_awaits_deal(self) ? horizon + 1.0 : horizon; /* a deal commits the force of the next month */

    self->name.month = ent_compile_input(self, ENT_RATE_CONSTANT, true, 1.0, last);
    self->name.truce_month = renews(self) ? ent_compile_input(self, ENT_RATE_DRAW, true, 1.0, last) : self->name.month;
    self->name.last_month = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, horizon);
}

/* The month that weibull_hazard counts in hazards: the truce's own and, in a truce in force, its age at month 0. A new
 * truce begins at age 0; its months lag behind the clock. */
static ent_value month_of_hazards(ent_compiler *self)
{
    ent_value month = self->name.truce_month;
    ent_value age = self->truce.age;
    double constant;

    if (!self->scenario->truce.in_force || (ent_compile_is_constant(self, age, &constant) && constant == 0.0)) {
        return month;
    }
    if (month != self->name.month) {
        age = ent_compile_if(
            self, ent_compile_binary(self, ENT_OP_EQ, month, self->name.month), age, ent_compile_constant(self, 0.0));
    }
    return ent_compile_binary(self, ENT_OP_ADD, month, age);
}

static void compile_results(ent_compiler *self)
{
    double horizon = (double) self->scenario->run.horizon;

    self->name.held = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    self->name.months = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, horizon);
    self->name.violations = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, horizon);
    self->name.cause = ent_compile_input(self, ENT_RATE_DRAW, false, -1.0, (double) self->scenario->causes);
    if (self->truce.renews != ENT_NO_VALUE) {
        self->name.spells = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, horizon);
        self->name.peace_months = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, horizon);
        self->name.at_peace = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    } else {
        self->name.spells = self->scenario->truce.in_force ? ent_compile_constant(self, 1.0) : self->name.agreed;
        self->name.peace_months = self->name.months;
        self->name.at_peace = self->name.held;
    }
}

void ent_compile_truce(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    ent_truce_plan *plan = &self->model->truce;
    ent_value hazard_month;

    plan->horizon = scenario->run.horizon;
    plan->causes = scenario->causes;
    plan->contributors = scenario->contributors;
    plan->forces = scenario->forces;
    compile_months(self);
    ent_compile_deal_in_force(self);
    self->name.incidents = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, (double) plan->horizon);
    compile_calendar(self);
    for (size_t i = 0; i < scenario->events; i++) {
        if (ent_event_in_truce(&scenario->event[i])) {
            compile_timed_event(self, i);
            plan->timed_events++;
        }
    }
    ent_compile_departures(self);
    compile_renewal(self);
    ent_compile_forces(self);
    ent_compile_guarantees(self);
    hazard_month = month_of_hazards(self);
    for (size_t i = 0; i < scenario->causes; i++) {
        ent_compile_at(self, ENT_TIME_EVENT_4, 0, true);
        self->setting.hazard_month = hazard_month;
        self->truce.hazard[i] = ent_compile_quantity(self, &scenario->cause[i].hazard, ENT_NO_VALUE);
        self->truce.contained[i] = ent_compile_quantity(self, &scenario->cause[i].contained, ENT_NO_VALUE);
    }
    self->truce.trigger = ent_compile_unit_exponential(self, "truce");
    compile_results(self);
}
