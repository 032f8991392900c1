#include "jobs/explain/explanation.h"
#include "jobs/explain/explain_during.h"
#include "jobs/explain/explain_forces.h"
#include "jobs/explain/explain_guarantees.h"
#include "jobs/explain/explain_measures.h"
#include "jobs/explain/explain_no_deal.h"
#include "jobs/explain/explain_ratification.h"
#include "jobs/explain/explain_story.h"

#include "base/status.h"
#include "formula/number.h"
#include "run/experts/experts.h"
#include "tables/draw_rows.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DATE_BYTES = ENT_EXPLAIN_DATE_BYTES };

/* The explanation while it is written. */
typedef struct explanation {
    FILE *out;
    const ent_block *block;
    const ent_model *model;
    const ent_scenario *scenario;
} explanation;

/* Value of a column in this draw. */
static double at(const explanation *self, ent_register column)
{
    return ent_draw_value(self->block, column, 0);
}

/* Value of a setting in this draw; NaN where it was not evaluated. */
static double value_of(const explanation *self, const ent_quantity *quantity)
{
    for (size_t q = 0; q < self->model->quantities; q++) {
        if (self->model->recorded[q] == quantity) {
            return at(self, self->model->quantity[q]);
        }
    }
    return NAN;
}

static const char *number(double value, char *buffer)
{
    return ent_number_readable(value, 3, buffer);
}

static const char *whole(double value, char *buffer)
{
    return ent_number_readable(isfinite(value) ? round(value) : value, 17, buffer);
}

static const char *percent(double p, char *buffer)
{
    ent_wording_chance(buffer, p);
    return buffer;
}

static const char *date(
    const explanation *self, double month, const char *before, const char *after, char buffer[DATE_BYTES])
{
    return ent_explain_date(self->scenario, month, before, after, buffer);
}

/* --- world -------------------------------------------------------------------------------------------------------- */

static void explain_world(const explanation *self)
{
    double *const *world = self->block->world;
    uint32_t own = self->block->world_of[0];
    char text[ENT_NUMBER_TEXT];

    if (self->scenario->factors + self->scenario->unknowns > 0) {
        fprintf(self->out, "\nThe world (what could be known)\n");
    }
    for (size_t i = 0; i < self->scenario->factors; i++) {
        fprintf(self->out, "  %s is %s.\n", self->scenario->factor[i].label.name,
            number(world[self->model->factor[i]][own], text));
    }
    for (size_t i = 0; i < self->scenario->unknowns; i++) {
        ent_register at = self->model->unknown[i];
        if (at != ENT_NO_REGISTER) {
            fprintf(self->out, "  The unknown part of %s is %s.\n", self->scenario->unknown[i].name,
                number(world[at][own], text));
        }
    }
}

static void explain_events(const explanation *self)
{
    bool any = false;

    for (size_t i = 0; i < self->scenario->events; i++) {
        const ent_event *event = &self->scenario->event[i];
        char text[ENT_NUMBER_TEXT];
        double chance;
        if (event->timed) {
            continue;
        }
        if (!any) {
            fprintf(self->out, "\nEvents\n");
            any = true;
        }
        chance = value_of(self, &event->chance);
        fprintf(self->out, "  %s: %s (its chance was %s).\n", event->label.name,
            at(self, self->model->event[i]) != 0.0 ? "yes" : "no", percent(chance, text));
    }
}

/* Of a value that changes by round or month, the last one. `check` lists the constants. */
static void explain_named_values(const explanation *self)
{
    bool any = false;

    for (size_t i = 0; i < self->scenario->nameds; i++) {
        const ent_named_plan *plan = &self->model->named[i];
        double value = at(self, plan->at);
        double constant;
        char text[ENT_NUMBER_TEXT];
        if (ent_ast_constant(self->scenario->named[i].value.formula, &constant)) {
            continue;
        }
        fprintf(self->out, "%s  %s%s: %s.\n", any ? "" : "\nValues\n", self->scenario->named[i].label.name,
            plan->changes ? " in the end" : "",
            !plan->condition ? number(value, text)
            : value != 0.0   ? "yes"
                             : "no");
        any = true;
    }
}

/* --- coalition ---------------------------------------------------------------------------------------------------- */

static void explain_absence(const explanation *self, size_t c)
{
    const ent_contributor *contributor = &self->scenario->contributor[c];
    const ent_coalition_plan *plan = &self->model->coalition;
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];

    if (value_of(self, &contributor->requires) == 0.0) {
        fprintf(self->out, "it requires `%s`, which does not hold.\n", contributor->requires.written);
    } else if (plan->any_after && plan->after[c] != ENT_NO_REGISTER && at(self, plan->would_join[c]) != 0.0) {
        fprintf(self->out, "it was ready, but only after %s troop%s of others, and the others sent %s.\n",
            whole(at(self, plan->after[c]), text), ent_wording_plural(round(at(self, plan->after[c]))),
            whole(at(self, plan->force[contributor->force].offered), other));
    } else if (value_of(self, &contributor->joins) == 0.0) {
        fprintf(self->out, "it takes no part (its chance is 0).\n");
    } else {
        fprintf(self->out, "it decided against it (the chance that it joins was %s).\n",
            percent(value_of(self, &contributor->joins), text));
    }
}

/* ", in Monitors": the force that a contributor serves in, where it is not the main one. */
static void put_force(const explanation *self, size_t c)
{
    size_t force = self->scenario->contributor[c].force;

    if (force > 0) {
        fprintf(self->out, ", in \xE2\x80\x9C%s\xE2\x80\x9D", self->scenario->force[force].label.name);
    }
}

static void explain_coalition(const explanation *self)
{
    const ent_coalition_plan *plan = &self->model->coalition;
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];

    if (plan->contributors == 0) {
        return;
    }
    fprintf(self->out, "\nThe coalition\n");
    for (size_t c = 0; c < plan->contributors; c++) {
        const char *name = self->scenario->contributor[c].label.name;
        if (at(self, plan->joins[c]) != 0.0) {
            fprintf(self->out, "  %s joins with %s troop%s", name, whole(at(self, plan->troops[c]), text),
                ent_wording_plural(round(at(self, plan->troops[c]))));
            put_force(self, c);
            fprintf(self->out, " (the chance was %s).\n",
                percent(value_of(self, &self->scenario->contributor[c].joins), other));
        } else {
            fprintf(self->out, "  %s stays out: ", name);
            explain_absence(self, c);
        }
    }
    ent_explain_offers(self->out, self->block);
}

/* --- talks -------------------------------------------------------------------------------------------------------- */

static void explain_stages(const explanation *self)
{
    const ent_talks_plan *plan = &self->model->talks;
    double month = 0.0;
    char text[ENT_NUMBER_TEXT];
    char when[DATE_BYTES];

    for (size_t i = 0; i < plan->stages; i++) {
        month += at(self, plan->stage_month[i]);
        if (month > ent_explain_talks_end(self->block)) {
            fprintf(self->out, "  Stage `%s` is not passed before the truce collapses.\n",
                self->scenario->talks.stage[i].label.name);
            return;
        }
        if (isfinite(month)) {
            fprintf(self->out, "  Stage `%s` is passed in month %s%s.\n", self->scenario->talks.stage[i].label.name,
                whole(month, text), date(self, month, " (", ")", when));
        } else {
            fprintf(self->out, "  Stage `%s` is never passed.\n", self->scenario->talks.stage[i].label.name);
            return;
        }
    }
}

/* Outcome of a refusal that softens: the round in which it ends. */
static void explain_softening(const explanation *self, double before)
{
    const ent_talks_plan *plan = &self->model->talks;
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];
    size_t k = 1;

    while (k <= plan->rounds && (double) k * plan->months_per_round < before) {
        k++;
    }
    if (k > plan->rounds) {
        fprintf(self->out, "; its red line holds to the last round");
    } else {
        fprintf(self->out, "; its red line gives way in round %s (month %s)", whole((double) k, text),
            number((double) k * plan->months_per_round, other));
    }
}

static void explain_refusal(const explanation *self, size_t d, size_t o, size_t p)
{
    const ent_talks_plan *plan = &self->model->talks;
    const ent_demand *demand = &self->scenario->demand[d];
    size_t index = (plan->first_option[d] + o) * plan->parties + p;

    if (plan->refuses[index] == ENT_NO_REGISTER || at(self, plan->refuses[index]) == 0.0) {
        return;
    }
    fprintf(self->out, "  %s refuses \xE2\x80\x9C%s\xE2\x80\x9D on: %s", self->scenario->party[p].label.name,
        demand->option_name[o], demand->label.name);
    if (plan->refused_before[index] != ENT_NO_REGISTER) {
        explain_softening(self, at(self, plan->refused_before[index]));
    }
    fprintf(self->out, ".\n");
}

static void explain_refusals(const explanation *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    for (size_t d = 0; d < plan->demands; d++) {
        const ent_demand *demand = &self->scenario->demand[d];
        for (size_t o = 0; o < demand->options; o++) {
            size_t option = plan->first_option[d] + o;
            if (plan->available[option] != ENT_NO_REGISTER && at(self, plan->available[option]) == 0.0) {
                fprintf(self->out, "  %s: \xE2\x80\x9C%s\xE2\x80\x9D is not available%s.\n", demand->label.name,
                    demand->option_name[o], plan->available_by_round[option] ? " in round 1" : "");
            }
            for (size_t p = 0; p < plan->parties; p++) {
                explain_refusal(self, d, o, p);
            }
        }
    }
}

/* Least utility that party p accepts in a month, in [0, 1]. */
static double reservation(const explanation *self, size_t p, double month)
{
    const ent_talks_plan *plan = &self->model->talks;
    double r = at(self, plan->threshold[p]) - at(self, plan->war_cost[p]) * month;

    return fmin(1.0, fmax(0.0, r));
}

/* The entries of `together` that the deal meets, and the addition of each. */
static void explain_together(const explanation *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    for (size_t e = 0; e < self->scenario->togethers; e++) {
        const ent_together *entry = &self->scenario->together[e];
        const char *between = " (adds to the utility of ";
        if (value_of(self, &entry->when) == 0.0) {
            continue;
        }
        fprintf(self->out, "  It hangs together: %s", entry->label.name);
        for (size_t p = 0; p < plan->parties; p++) {
            char text[ENT_NUMBER_TEXT];
            if (entry->addition[p].formula != NULL) {
                fprintf(self->out, "%s%s %s", between, self->scenario->party[p].label.name,
                    number(value_of(self, &entry->addition[p]), text));
                between = ", ";
            }
        }
        fprintf(self->out, "%s.\n", *between == ',' ? ")" : "");
    }
}

static void explain_deal(const explanation *self)
{
    const ent_talks_plan *plan = &self->model->talks;
    double month = at(self, plan->signed_month);
    char text[ENT_NUMBER_TEXT];
    char other[ENT_NUMBER_TEXT];
    char when[DATE_BYTES];

    fprintf(self->out, "  %s signed in round %s (month %s%s):\n",
        self->block->attempts > 0 ? "The deal in force was" : "A deal is", whole(at(self, plan->round), text),
        number(month, other), date(self, month, ", ", "", when));
    for (size_t d = 0; d < plan->demands; d++) {
        fprintf(self->out, "    %s: %s\n", self->scenario->demand[d].label.name,
            self->scenario->demand[d].option_name[(size_t) at(self, plan->deal[d])]);
    }
    explain_together(self);
    for (size_t p = 0; p < plan->parties; p++) {
        fprintf(self->out, "  %s gets a utility of %s; ", self->scenario->party[p].label.name,
            number(at(self, plan->utility[p]), text));
        if (plan->veto[p]) {
            fprintf(self->out, "the least it accepted by then was %s.\n", number(reservation(self, p, month), other));
        } else {
            fprintf(self->out, "it has no veto.\n");
        }
    }
}

static void explain_talks(const explanation *self)
{
    const ent_talks_plan *plan = &self->model->talks;

    if (plan->none && self->block->attempts == 0 && plan->during_events == 0) {
        return;
    }
    fprintf(self->out, "\nThe talks\n");
    ent_explain_during(self->out, self->block);
    if (plan->none) {
        ent_explain_attempts(self->out, self->block);
        ent_explain_no_deal(self->out, self->block);
        return;
    }
    explain_stages(self);
    explain_refusals(self);
    if (self->block->attempts > 0) {
        ent_explain_attempts(self->out, self->block);
    }
    if (at(self, plan->agreed) != 0.0) {
        explain_deal(self);
    } else {
        ent_explain_no_deal(self->out, self->block);
    }
}

/* --- truce -------------------------------------------------------------------------------------------------------- */

/* A month of the truce's clock as a date: the clock starts with the deal or, in a truce in force, with the talks. */
static const char *date_of_truce(const explanation *self, double month, char buffer[DATE_BYTES])
{
    double start = self->scenario->truce.in_force ? 0.0 : at(self, self->model->talks.month);

    return date(self, start + month, " (", ")", buffer);
}

/* Age of a truce in force when the talks begin, and the month from which the deal, if any, changes it. */
static void explain_truce_in_force(const explanation *self)
{
    const ent_talks_plan *talks = &self->model->talks;
    double age = self->scenario->truce.age.formula != NULL ? value_of(self, &self->scenario->truce.age) : 0.0;
    char text[ENT_NUMBER_TEXT];
    char when[DATE_BYTES];

    if (!self->scenario->truce.in_force) {
        return;
    }
    fprintf(self->out, "  It is in force when the talks begin");
    if (age > 0.0) {
        fprintf(self->out, ", %s month%s old", number(age, text), ent_wording_plural(age));
    }
    fprintf(self->out, ".\n");
    if (at(self, talks->agreed) != 0.0 && !(talks->none && self->block->attempts == 0)) {
        double month = ceil(at(self, talks->month)) + 1.0;
        fprintf(self->out, "  The deal changes it from month %s%s on.\n", whole(month, text),
            date_of_truce(self, month, when));
    }
}

/* The truces of a draw in which a collapse is not the end. */
static void explain_spells(const explanation *self)
{
    const ent_renewal_plan *plan = &self->model->truce.renewal;
    char text[ENT_NUMBER_TEXT];
    char when[DATE_BYTES];

    for (size_t n = 0; n < self->block->spells; n++) {
        const ent_spell *spell = &self->block->spell[n];
        if (n > 0) {
            fprintf(self->out, "  A new truce begins in month %zu%s.\n", spell->began,
                date_of_truce(self, (double) spell->began, when));
        }
        if (spell->broke > 0) {
            fprintf(self->out, "  It collapses in month %zu%s: %s.\n", spell->broke,
                date_of_truce(self, (double) spell->broke, when), self->scenario->cause[spell->cause].label.name);
        } else {
            fprintf(self->out, "  It holds to month %zu, the last that is followed.\n", self->model->truce.horizon);
        }
    }
    if (self->block->spells > 0 && at(self, plan->at_peace) == 0.0) {
        fprintf(
            self->out, "  No new truce holds in month %zu, the last that is followed.\n", self->model->truce.horizon);
    }
    fprintf(self->out, "  In all there is peace in %s of %zu months.\n", whole(at(self, plan->peace_months), text),
        self->model->truce.horizon);
}

/* Timed event number e of the truce. */
static void explain_timed_event(const explanation *self, const ent_event *event, size_t e)
{
    fprintf(self->out, "  %s: %s in the last month followed", event->label.name,
        at(self, self->model->truce.timed[e].last) != 0.0 ? "yes" : "no");
    if (event->every.formula != NULL && event->during != ENT_DURING_TALKS) {
        ent_explain_onsets_of_truce(
            self->out, self->block, e, self->scenario->truce.in_force ? 0.0 : at(self, self->model->talks.month));
    }
    fprintf(self->out, ".\n");
}

static void explain_truce(const explanation *self)
{
    const ent_truce_plan *plan = &self->model->truce;
    double months = at(self, plan->months);
    double cause = at(self, plan->cause);
    char text[ENT_NUMBER_TEXT];
    char when[DATE_BYTES];

    if (at(self, self->model->talks.agreed) == 0.0 && !self->scenario->truce.in_force) {
        return;
    }
    fprintf(self->out, "\nThe truce\n");
    explain_truce_in_force(self);
    ent_explain_committed(self->out, self->block);
    for (size_t e = 0, i = 0; i < self->scenario->events; i++) {
        if (ent_event_in_truce(&self->scenario->event[i])) {
            explain_timed_event(self, &self->scenario->event[i], e++);
        }
    }
    ent_explain_guarantees(self->out, self->block);
    if (at(self, plan->violations) > 0.0) {
        fprintf(self->out, "  Violations that were contained: %s.\n", whole(at(self, plan->violations), text));
    }
    ent_explain_story(self->out, self->block);
    if (plan->renewal.any) {
        explain_spells(self);
    } else if (cause >= 0.0) {
        fprintf(self->out, "  It collapses in month %s%s: %s.\n", whole(months + 1.0, text),
            date_of_truce(self, months + 1.0, when), self->scenario->cause[(size_t) cause].label.name);
    } else if (plan->horizon == 1) {
        fprintf(self->out, "  It holds for the one month that is followed.\n");
    } else {
        fprintf(self->out, "  It holds for all %zu months that are followed.\n", plan->horizon);
    }
}

static void explain_outcome(const explanation *self)
{
    size_t outcome = (size_t) self->block->outcome[0];

    fprintf(self->out, "\nOutcome: %s\n",
        outcome < self->scenario->outcomes ? self->scenario->outcome[outcome].label.name
                                           : "none of the file's outcomes (unclassified)");
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

int ent_replay(ent_simulator *simulator, const ent_variant_model *variant, uint64_t draw)
{
    uint64_t replications = variant->scenario.run.replications;
    uint64_t world = draw / replications;
    const ent_model *model = ent_experts_model(&variant->recorder, ent_experts_of_world(&variant->recorder, world));
    int status = ent_simulator_init(simulator, model, 1);

    status = status == ENT_OK ? ent_simulator_tell_no_deals(simulator) : status;
    status = status == ENT_OK ? ent_simulator_tell_story(simulator) : status;
    if (status == ENT_OK) {
        ent_simulator_set_worlds(simulator, world, 1, replications, false);
        status = ent_simulator_run(simulator, draw, 1);
    }
    return status;
}

char *ent_explanation(const ent_block *block)
{
    char *text = NULL;
    size_t length = 0;
    explanation self = {.out = open_memstream(&text, &length),
        .block = block,
        .model = block->model,
        .scenario = block->model->scenario};
    bool failed;

    if (self.out == NULL) {
        return NULL;
    }
    explain_world(&self);
    explain_events(&self);
    explain_coalition(&self);
    explain_talks(&self);
    explain_truce(&self);
    explain_named_values(&self);
    explain_outcome(&self);
    ent_explain_measures(self.out, block);
    failed = ferror(self.out) != 0;
    if (fclose(self.out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}
