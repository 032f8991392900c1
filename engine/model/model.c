#include "model/model.h"

#include <math.h>

void ent_model_free(ent_model *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_model){0};
}

/* The model under test, and whether all registers so far lie within their spaces. */
typedef struct register_check {
    const ent_model *model;
    bool fits;
} register_check;

static void check(register_check *self, ent_space_kind space, ent_register reg)
{
    self->fits = self->fits && (reg == ENT_NO_REGISTER || reg < self->model->program.space[space].registers);
}

static void check_all(register_check *self, ent_space_kind space, const ent_register *reg, size_t count)
{
    for (size_t i = 0; reg != NULL && i < count; i++) {
        check(self, space, reg[i]);
    }
}

static void check_coalition(register_check *self)
{
    const ent_coalition_plan *plan = &self->model->coalition;
    const ent_register *list[] = {plan->would_join, plan->would_send, plan->after, plan->joins, plan->troops};

    for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
        check_all(self, ENT_SPACE_DRAW, list[i], plan->contributors);
    }
    for (size_t f = 0; f < plan->forces; f++) {
        const ent_register single[] = {plan->force[f].offered, plan->force[f].count, plan->force[f].required};
        check_all(self, ENT_SPACE_DRAW, single, sizeof(single) / sizeof(*single));
    }
}

static void check_talks(register_check *self)
{
    const ent_talks_plan *plan = &self->model->talks;
    const ent_register *party[] = {plan->threshold, plan->war_cost, plan->concession, plan->utility};
    const ent_register single[] = {
        plan->agreed, plan->month, plan->round, plan->is_signed, plan->signed_month, plan->refused};

    for (size_t i = 0; i < sizeof(party) / sizeof(*party); i++) {
        check_all(self, ENT_SPACE_DRAW, party[i], plan->parties);
    }
    check_all(self, ENT_SPACE_DRAW, single, sizeof(single) / sizeof(*single));
    check_all(self, ENT_SPACE_DRAW, plan->deal, plan->demands);
    for (size_t i = 0; i < plan->signed_columns; i++) {
        check(self, ENT_SPACE_DRAW, plan->as_signed[i].from);
        check(self, ENT_SPACE_DRAW, plan->as_signed[i].to);
    }
    if (plan->none) {
        return; /* the registers of preferences and stages are not set */
    }
    check(self, ENT_SPACE_DRAW, plan->ready);
    check(self, ENT_SPACE_DRAW, plan->pick);
    check_all(self, ENT_SPACE_DRAW, plan->available, plan->options);
    check_all(self, ENT_SPACE_DRAW, plan->refuses, plan->options * plan->parties);
    check_all(self, ENT_SPACE_DRAW, plan->refused_before, plan->options * plan->parties);
    check_all(self, ENT_SPACE_DRAW, plan->stage_month, plan->stages);
    for (size_t i = 0; i < plan->slots; i++) {
        check(self, plan->preferences == ENT_RATE_WORLD ? ENT_SPACE_WORLD : ENT_SPACE_DRAW, plan->slot[i].from);
    }
}

static void check_ratification(register_check *self)
{
    const ent_ratification_plan *plan = &self->model->ratification;
    const ent_talks_plan *talks = &self->model->talks;
    const ent_register single[] = {plan->month, plan->round, plan->refused};

    if (plan->entries == 0) {
        return; /* no register is set */
    }
    check_all(self, ENT_SPACE_DRAW, plan->when, plan->entries);
    check_all(self, ENT_SPACE_DRAW, plan->chance, plan->entries);
    check_all(self, ENT_SPACE_DRAW, plan->says, plan->entries);
    check_all(self, ENT_SPACE_DRAW, plan->takes, plan->entries);
    check_all(self, ENT_SPACE_DRAW, plan->deal, talks->demands);
    check_all(self, ENT_SPACE_DRAW, plan->utility, talks->parties);
    check_all(self, ENT_SPACE_DRAW, single, sizeof(single) / sizeof(*single));
}

static void check_clock(register_check *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    for (size_t i = 0; i < plan->during_events; i++) {
        const ent_during_plan *during = &plan->during[i];
        const ent_register reg[] = {during->when, during->rate, during->trigger, during->at, during->every,
            during->lasts, during->active, during->started, during->summed};
        check_all(self, ENT_SPACE_ROUND, reg, sizeof(reg) / sizeof(*reg));
        check(self, ENT_SPACE_DRAW, during->deal_started);
        check(self, ENT_SPACE_DRAW, during->deal_summed);
        check(self, ENT_SPACE_DRAW, during->shown_started);
        check(self, ENT_SPACE_DRAW, during->shown_active);
    }
    for (size_t i = 0; i < plan->kept_values; i++) {
        check(self, ENT_SPACE_ROUND, plan->kept[i].from);
        check(self, ENT_SPACE_DRAW, plan->kept[i].to);
    }
    for (size_t i = 0; i < plan->first_values; i++) {
        check(self, ENT_SPACE_ROUND, plan->first[i].from);
        check(self, ENT_SPACE_DRAW, plan->first[i].to);
    }
    check(self, ENT_SPACE_ROUND, plan->calendar);
    check_all(self, ENT_SPACE_ROUND, plan->stage_rate, plan->stages);
    check_all(self, ENT_SPACE_ROUND, plan->stage_trigger, plan->stages);
}

static void check_force(register_check *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t i = 0; plan->force_followed && i < plan->contributors; i++) {
        const ent_departure_plan *departure = &plan->departure[i];
        const ent_register reg[] = {departure->sends, departure->brings, departure->lead, departure->leaves,
            departure->rate, departure->trigger};
        if (departure->followed) {
            check_all(self, ENT_SPACE_TRUCE, reg, sizeof(reg) / sizeof(*reg));
        }
    }
    for (size_t f = 0; f < plan->forces; f++) {
        const ent_force_plan *force = &plan->force[f];
        const ent_register truce[] = {force->cap, force->allowed, force->deployed, force->committed};
        check_all(self, ENT_SPACE_TRUCE, truce, sizeof(truce) / sizeof(*truce));
        check(self, ENT_SPACE_DRAW, force->last_deployed);
        check(self, ENT_SPACE_DRAW, force->committed_draw);
    }
    for (size_t i = 0; i < plan->timed_events; i++) {
        const ent_timed_plan *timed = &plan->timed[i];
        const ent_register reg[] = {timed->when, timed->rate, timed->trigger, timed->at, timed->every, timed->lasts,
            timed->active, timed->begun, timed->decided, timed->until};
        check_all(self, ENT_SPACE_TRUCE, reg, sizeof(reg) / sizeof(*reg));
        check(self, ENT_SPACE_DRAW, timed->last);
        check(self, ENT_SPACE_DRAW, timed->state);
    }
}

static void check_guarantees(register_check *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        const ent_guarantee_plan *guarantee = &plan->guarantee[g];
        const ent_register truce[] = {guarantee->first, guarantee->last, guarantee->open, guarantee->failed_for_good,
            guarantee->in_force, guarantee->honoured_chance, guarantee->contains};
        const ent_register draw[] = {guarantee->months, guarantee->tested, guarantee->honoured, guarantee->failed,
            guarantee->contained, guarantee->tested_truces, guarantee->saved, guarantee->last_in_force};
        check_all(self, ENT_SPACE_TRUCE, truce, sizeof(truce) / sizeof(*truce));
        check_all(self, ENT_SPACE_DRAW, draw, sizeof(draw) / sizeof(*draw));
    }
}

static void check_renewal(register_check *self)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_renewal_plan *renewal = &plan->renewal;

    if (renewal->any) {
        check(self, ENT_SPACE_TRUCE, renewal->rate);
        check(self, ENT_SPACE_TRUCE, renewal->since);
        check(self, ENT_SPACE_TRUCE, renewal->truce_month);
        check(self, ENT_SPACE_DRAW, renewal->spells);
        check(self, ENT_SPACE_DRAW, renewal->peace_months);
        check(self, ENT_SPACE_DRAW, renewal->at_peace);
    }
    if (plan->awaits_deal) {
        check(self, ENT_SPACE_DRAW, plan->deal_month);
        check(self, ENT_SPACE_TRUCE, plan->deal_month_now);
        check(self, ENT_SPACE_TRUCE, plan->signed_now);
        check(self, ENT_SPACE_TRUCE, plan->signed_month_now);
        check(self, ENT_SPACE_TRUCE, plan->refused_now);
    }
}

static void check_truce(register_check *self)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_register truce[] = {plan->trigger, plan->incidents};
    const ent_register draw[] = {
        plan->sendable, plan->last_month, plan->held, plan->months, plan->violations, plan->cause};

    check_force(self);
    check_guarantees(self);
    check_renewal(self);
    check_all(self, ENT_SPACE_TRUCE, truce, sizeof(truce) / sizeof(*truce));
    check_all(self, ENT_SPACE_DRAW, draw, sizeof(draw) / sizeof(*draw));
    check_all(self, ENT_SPACE_TRUCE, plan->hazard, plan->causes);
    check_all(self, ENT_SPACE_TRUCE, plan->contained, plan->causes);
    check_all(self, ENT_SPACE_TRUCE, plan->strength, plan->causes * plan->baselines);
    for (size_t g = 0; g < plan->baselines; g++) {
        check(self, plan->baseline_by_month[g] ? ENT_SPACE_MONTH : ENT_SPACE_WORLD_MONTH, plan->clock[g]);
    }
}

static void check_outcome(register_check *self)
{
    const ent_outcome_plan *plan = &self->model->outcome;

    check(self, ENT_SPACE_DRAW, plan->where);
    check(self, ENT_SPACE_DRAW, plan->given);
    check(self, ENT_SPACE_DRAW, plan->headline);
    check(self, ENT_SPACE_DRAW, plan->headline_given);
    check_all(self, ENT_SPACE_DRAW, plan->when, plan->outcomes);
    check_all(self, ENT_SPACE_DRAW, plan->check, plan->checks);
    check_all(self, ENT_SPACE_DRAW, plan->check_given, plan->checks);
    check_all(self, ENT_SPACE_DRAW, plan->mean, plan->means);
    check_all(self, ENT_SPACE_DRAW, plan->mean_given, plan->means);
    check_all(self, ENT_SPACE_DRAW, plan->measure, plan->measures);
    check_all(self, ENT_SPACE_DRAW, plan->measure_given, plan->measures);
    check_all(self, ENT_SPACE_DRAW, plan->driver, plan->driver_events);
}

static void check_recording(register_check *self)
{
    const ent_model *model = self->model;

    for (size_t i = 0; model->named != NULL && i < model->scenario->nameds; i++) {
        check(self, ENT_SPACE_DRAW, model->named[i].at);
    }
    check_all(self, ENT_SPACE_WORLD, model->factor, model->scenario->factors);
    check_all(self, ENT_SPACE_WORLD, model->unknown, model->scenario->unknowns);
    check_all(self, ENT_SPACE_DRAW, model->event, model->scenario->events);
    check_all(self, ENT_SPACE_DRAW, model->quantity, model->quantities);
    check_all(self, ENT_SPACE_TRUCE, model->quantity_in_truce, model->quantities);
}

static bool registers_fit(const ent_model *self)
{
    register_check state = {.model = self, .fits = true};

    check_coalition(&state);
    check_talks(&state);
    check_ratification(&state);
    if (self->talks.clock) {
        check_clock(&state);
    }
    check_truce(&state);
    check_outcome(&state);
    check_recording(&state);
    for (size_t g = 0; g < self->world_groups; g++) {
        check_all(&state, ENT_SPACE_WORLD, self->world_group[g].z, self->world_group[g].members);
    }
    for (size_t g = 0; g < self->draw_groups; g++) {
        check_all(&state, ENT_SPACE_DRAW, self->draw_group[g].z, self->draw_group[g].members);
    }
    return state.fits;
}

/* Whether L is lower triangular and the diagonal of L L' is 1. */
static bool is_correlation_factor(const ent_correlated_group *coupling)
{
    size_t n = coupling->members;

    for (size_t i = 0; i < n; i++) {
        double square = 0.0;
        for (size_t j = 0; j < n; j++) {
            double x = coupling->factor[i * n + j];
            square += j <= i ? x * x : 0.0;
            if (j > i && x != 0.0) {
                return false;
            }
        }
        if (!(fabs(square - 1.0) < 1e-9)) {
            return false;
        }
    }
    return true;
}

static bool factors_hold(const ent_correlated_group *coupling, size_t count)
{
    for (size_t g = 0; g < count; g++) {
        if (!is_correlation_factor(&coupling[g])) {
            return false;
        }
    }
    return true;
}

const char *ent_model_check(const ent_model *self)
{
    const char *wrong = ent_program_check(&self->program);

    if (wrong != NULL) {
        return wrong;
    }
    if (!registers_fit(self)) {
        return "a plan refers to a register outside its space";
    }
    for (size_t i = 0; i < self->guards; i++) {
        if (!(self->guard[i].low <= self->guard[i].high)) {
            return "the range of a guard is not in order";
        }
    }
    if (!factors_hold(self->world_group, self->world_groups) || !factors_hold(self->draw_group, self->draw_groups)) {
        return "the factor of a correlation matrix is not a Cholesky factor";
    }
    return NULL;
}

bool ent_guarantees_read_column(const ent_truce_plan *truce, ent_register column)
{
    for (size_t i = 0; truce->guarantee != NULL && i < truce->guarantees; i++) {
        const ent_guarantee_plan *plan = &truce->guarantee[i];
        if (column == plan->in_force || column == plan->honoured_chance || column == plan->contains ||
            column == plan->first || column == plan->last || column == plan->open || column == plan->failed_for_good) {
            return true;
        }
    }
    return false;
}
