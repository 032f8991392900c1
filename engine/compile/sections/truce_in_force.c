/* A truce in force while talks go on: the deal of month s changes the truce from month s + 1 on. Three views of the
 * deal exist then: as signed, before it is known whether the truce lasts so long; as it stands in the current month;
 * and the final one, void where the truce collapses first. Outcomes and all that follows the truce see the final one.
 */
#include "base/status.h"
#include "compile/expressions/formulas.h"
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

static ent_value draw_input(ent_compiler *self, double low, double high)
{
    return ent_compile_input(self, ENT_RATE_DRAW, false, low, high);
}

/* The deal as signed: columns that are copied from the final ones before truces can make these void. */
static void compile_signed(ent_compiler *self)
{
    ent_deal_values *deal = &self->name.deal_signed;

    deal->agreed = draw_input(self, 0.0, 1.0);
    deal->month = draw_input(self, 0.0, INFINITY);
    deal->whole_month = ent_compile_ceiling(self, deal->month);
    deal->round = draw_input(self, 0.0, INFINITY);
    deal->is_signed = deal->agreed;
    deal->signed_month = deal->month;
    deal->refused = ent_compile_constant(self, 0.0);
    if (self->scenario->ratifications > 0) {
        deal->is_signed = draw_input(self, 0.0, 1.0);
        deal->signed_month = draw_input(self, 0.0, INFINITY);
        deal->refused = draw_input(self, 0.0, INFINITY);
    }
    for (size_t d = 0; d < self->scenario->demands; d++) {
        deal->deal[d] = draw_input(self, -1.0, 1e9);
    }
    for (size_t p = 0; p < self->scenario->parties; p++) {
        deal->utility[p] = draw_input(self, 0.0, 1.0);
    }
}

/* The signatures and refusals that the current month knows: those of the months before. With ratification there can be
 * several, which columns by month follow. */
static void compile_signature_now(ent_compiler *self)
{
    ent_deal_values *deal = &self->name.deal_now;

    deal->is_signed = deal->agreed;
    deal->signed_month = deal->month;
    deal->refused = ent_compile_constant(self, 0.0);
    if (self->scenario->ratifications > 0) {
        deal->is_signed = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, 1.0);
        deal->signed_month = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
        deal->refused = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, INFINITY);
    }
}

/* The deal in the current month: the signed package, from the month after talks.month on. */
static void compile_now(ent_compiler *self)
{
    const ent_deal_values *from = &self->name.deal_signed;
    ent_deal_values *deal = &self->name.deal_now;
    ent_value never = ent_compile_constant(self, INFINITY);
    ent_value none = ent_compile_constant(self, -1.0);
    ent_value zero = ent_compile_constant(self, 0.0);

    deal->agreed = ent_compile_binary(self, ENT_OP_GT, self->name.month, from->whole_month);
    deal->month = ent_compile_if(self, deal->agreed, from->month, never);
    compile_signature_now(self);
    deal->round = ent_compile_if(self, deal->agreed, from->round, never);
    for (size_t d = 0; d < self->scenario->demands; d++) {
        deal->deal[d] = ent_compile_if(self, deal->agreed, from->deal[d], none);
    }
    for (size_t p = 0; p < self->scenario->parties; p++) {
        deal->utility[p] = ent_compile_if(self, deal->agreed, from->utility[p], zero);
    }
}

/* A plain event that depends on the deal, in another view of it: the same uniform against another chance. Its chance
 * was checked, and is counted where it is clamped, in the final view. */
static ent_value compile_event_in(ent_compiler *self, const ent_deal_values *deal, size_t i)
{
    const ent_quantity *quantity = &self->scenario->event[i].chance;
    ent_value clamped[3];
    ent_value chance;

    ent_compile_at(self, ENT_TIME_EVENT_3, i, false);
    ent_compile_begin(self, quantity);
    self->setting.deal = deal;
    clamped[0] = ent_compile_formula(self, quantity->formula, ENT_NO_VALUE);
    clamped[1] = ent_compile_constant(self, 0.0);
    clamped[2] = ent_compile_constant(self, 1.0);
    chance = ent_value_graph_op(&self->graph, ENT_OP_CLAMP, clamped, 3);
    return ent_compile_chance(self, quantity->path, chance, ENT_RATE_DRAW, self->coupled.event[i]);
}

static void compile_events(ent_compiler *self, ent_deal_values *deal)
{
    for (size_t i = 0; i < self->scenario->events; i++) {
        if (!self->scenario->event[i].timed && self->event_time[i] == ENT_TIME_EVENT_3) {
            deal->event[i] = compile_event_in(self, deal, i);
        }
    }
}

void ent_compile_age(ent_compiler *self)
{
    const ent_quantity *age = &self->scenario->truce.age;

    ent_compile_at(self, ENT_TIME_TALKS, 0, false);
    self->truce.age =
        age->formula != NULL ? ent_compile_quantity(self, age, ENT_NO_VALUE) : ent_compile_constant(self, 0.0);
}

void ent_compile_deal_in_force(ent_compiler *self)
{
    if (!ent_compile_awaits_deal(self) || self->errors > 0) {
        return; /* with errors nothing is run, and formulas that are compiled again would repeat them */
    }
    compile_signed(self);
    compile_now(self);
    if (self->status == ENT_OK) {
        compile_events(self, &self->name.deal_signed);
        compile_events(self, &self->name.deal_now);
    }
}
