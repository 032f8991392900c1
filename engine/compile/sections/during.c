/* Stage 3, month by month: events whose clock runs in the talks. */
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

/* A setting that may vary by month of the talks. */
static ent_value compile_by_round(ent_compiler *self, size_t i, const ent_quantity *quantity)
{
    ent_compile_at(self, ENT_TIME_ROUND, i, false);
    self->setting.round_allowed = true;
    return ent_compile_quantity(self, quantity, ENT_NO_VALUE);
}

static ent_value compile_steady(ent_compiler *self, size_t i, const ent_quantity *quantity)
{
    ent_compile_at(self, ENT_TIME_ROUND, i, false);
    return ent_compile_quantity(self, quantity, ENT_NO_VALUE);
}

/* Warns of an event whose first month is after the last round, in all draws; with "both" it may come in the truce. */
static void warn_of_late(ent_compiler *self, const ent_event *event, ent_value at)
{
    const ent_talks_plan *plan = &self->model->talks;
    const ent_node *node = &self->graph.node[at];
    double last = plan->none ? 0.0 : (double) plan->rounds * plan->months_per_round;

    if (at == ENT_NO_VALUE || event->during == ENT_DURING_BOTH || node->may_nan || !(node->low > last)) {
        return;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, event->at.setting->at, event->at.path,
        "make `talks.rounds` more, the month earlier, or write during = \"both\"",
        "`%s` is after the last round (month %g of the talks), so the event never begins", event->at.written, last);
}

static void compile_onset(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];
    bool monthly = event->monthly.formula != NULL;
    ent_value rate = compile_by_round(self, i, monthly ? &event->monthly : &event->chance);

    self->during.rate[i] = rate;
    if (event->every.formula != NULL) {
        self->during.at[i] = monthly ? ent_compile_constant(self, 1.0) : compile_steady(self, i, &event->at);
        self->during.every[i] = compile_steady(self, i, &event->every);
    } else if (monthly) {
        self->during.rate[i] = ent_compile_cumulative_hazard(self, rate);
        self->during.trigger[i] = ent_compile_unit_exponential(self, event->monthly.path);
    } else {
        self->during.at[i] = ent_compile_ceiling(self, compile_steady(self, i, &event->at));
        self->during.trigger[i] = ent_compile_uniform(self, event->at.path, ENT_POSITION_CHANCE, ENT_RATE_DRAW);
    }
    if (!monthly) {
        warn_of_late(self, event, self->during.at[i]);
    }
}

void ent_compile_during_events(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    self->name.round_calendar = ent_compile_round_input(self, 0.0, INFINITY);
    for (size_t i = 0; i < scenario->events; i++) {
        const ent_event *event = &scenario->event[i];
        if (!ent_event_in_talks(event)) {
            continue;
        }
        self->during.when[i] = compile_by_round(self, i, &event->when);
        compile_onset(self, i);
        if (event->lasts.formula != NULL) {
            self->during.lasts[i] = compile_steady(self, i, &event->lasts);
        }
        self->during.started[i] = ent_compile_round_input(self, -INFINITY, INFINITY);
        self->during.summed[i] = ent_compile_round_input(self, 0.0, INFINITY);
        self->name.round_now[i] = ent_compile_round_input(self, 0.0, 1.0);
        self->name.at_signature[i] = ent_compile_keep(self, self->name.round_now[i]);
        if (self->model->recording) {
            self->during.shown[i] = ent_compile_keep(self, self->during.started[i]);
        }
        self->model->talks.during_events++;
    }
}
