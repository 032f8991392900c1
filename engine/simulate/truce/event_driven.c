#include "simulate/truce/event_driven.h"

#include "base/status.h"
#include "simulate/truce/compaction.h"
#include "simulate/truce/force.h"
#include "simulate/truce/guarantees.h"
#include "simulate/truce/repeated_events.h"
#include "simulate/truce/story.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int ent_event_driven_init(ent_event_driven *self, const ent_model *model, size_t most_worlds)
{
    *self = (ent_event_driven){.increase = calloc(ENT_BLOCK_ROWS, sizeof(*self->increase))};
    if (self->increase == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_proportional_hazards_init(&self->hazards, model, most_worlds);
}

void ent_event_driven_free(ent_event_driven *self)
{
    ent_proportional_hazards_free(&self->hazards);
    free(self->increase);
    *self = (ent_event_driven){.increase = NULL};
}

/* --- start of an interval ----------------------------------------------------------------------------------------- */

/* Begins an event that has one possible month, `at`, with the chance `rate`. That month is a change of state. */
static void begin_at(const ent_timed_plan *plan, ent_active_truces *truces, double *onset)
{
    double *const *reg = truces->reg;

    for (size_t i = 0; i < truces->count; i++) {
        double at = fmax(1.0, reg[plan->at][i]);
        if (at > truces->now[i]) {
            truces->next[i] = at < truces->next[i] ? at : truces->next[i];
        } else if (at == truces->now[i] && onset[i] == 0.0 && reg[plan->when][i] != 0.0 &&
                   reg[plan->trigger][i] > 1.0 - reg[plan->rate][i]) {
            onset[i] = at;
        }
    }
}

static void run_timed_events(ent_active_truces *truces)
{
    const ent_model *model = truces->model;
    double *const *reg = truces->reg;
    ent_row_set frame = ent_active_truces_frame(truces);

    for (size_t e = 0; e < model->truce.timed_events; e++) {
        const ent_timed_plan *plan = &model->truce.timed[e];
        const ent_timed_state *state = &truces->timed[e];
        ent_segment_run(&model->program.segment[plan->segment], &frame);
        if (plan->every != ENT_NO_REGISTER) {
            ent_repeated_event_run(truces, e, 0.0);
            continue;
        }
        if (plan->monthly) {
            model->kernels->begin_by(truces->count, truces->now, reg[plan->when], reg[plan->rate], reg[plan->trigger],
                state->cumulative, state->onset, truces->next);
        } else {
            begin_at(plan, truces, state->onset);
        }
        model->kernels->lasting_by(truces->count, truces->now, state->onset,
            plan->lasts == ENT_NO_REGISTER ? NULL : reg[plan->lasts], reg[plan->active], truces->next);
    }
}

/* Computes the state in `now`, the month of the next change, and the multipliers of the hazards until then. */
static void start_intervals(ent_event_driven *self, ent_active_truces *truces, bool first)
{
    const ent_model *model = truces->model;
    ent_row_set frame = ent_active_truces_frame(truces);

    ent_column_fill(truces->next, (double) model->truce.horizon + 1.0, truces->count);
    run_timed_events(truces);
    if (model->truce.force_followed) {
        ent_force_start_interval(truces, first);
    }
    ent_guarantees_open_interval(truces);
    ent_segment_run(&model->program.segment[ENT_SEGMENT_HAZARD], &frame);
    ent_proportional_hazards_set(&self->hazards, truces);
    ent_story_see(truces, 0);
}

/* --- violations within an interval -------------------------------------------------------------------------------- */

/* Fills the hazards of the months in which violations come. */
static void fill_hazards(const ent_event_driven *self, const ent_active_truces *truces, ent_violations *due)
{
    for (size_t k = 0; k < due->count; k++) {
        due->total[k] = 0.0;
        for (size_t c = 0; c < truces->model->truce.causes; c++) {
            due->hazard[c][k] =
                ent_proportional_hazards_of_cause(&self->hazards, truces, due->truce[k], c, (size_t) due->month[k]);
            due->total[k] += due->hazard[c][k];
        }
    }
}

/* Keeps in the list the truces that have another violation in the same interval, with its month. The cumulative hazard
 * of the others advances to the end of the interval. */
static void keep_due_again(const ent_event_driven *self, ent_active_truces *truces, ent_violations *due)
{
    const double *exponential = truces->reg[truces->model->truce.trigger];
    size_t kept = 0;

    for (size_t k = 0; k < due->count; k++) {
        size_t i = due->truce[k];
        size_t month = (size_t) due->month[k];
        size_t to = (size_t) truces->next[i] - 1;
        double cumulative;
        if (truces->alive[i] == 0.0 || month >= to) {
            continue;
        }
        if (due->changed[k]) { /* the hazards change: a new interval begins */
            truces->next[i] = (double) month + 1.0;
            continue;
        }
        cumulative = truces->cumulative[i] + ent_proportional_hazards_between(&self->hazards, truces, i, month, to);
        if (!(cumulative >= exponential[i])) {
            truces->cumulative[i] = cumulative;
            continue;
        }
        due->truce[kept] = (uint32_t) i;
        due->month[kept++] = ent_proportional_hazards_month(&self->hazards, truces, i, month, to);
    }
    due->count = kept;
}

/* Settles the first violation of all listed truces, then the second of the truces with two, and so on. */
static void run_violations(ent_event_driven *self, ent_active_truces *truces, ent_violations *due)
{
    ent_row_set frame = ent_active_truces_frame(truces);

    if (due->count == 0) { /* the chances of containment are needed only where there is a violation */
        return;
    }
    ent_segment_run(&truces->model->program.segment[ENT_SEGMENT_CONTAINED], &frame);
    ent_proportional_hazards_months(&self->hazards, truces, due->truce, due->month, due->count);
    while (due->count > 0) {
        fill_hazards(self, truces, due);
        ent_violations_settle(due, truces);
        keep_due_again(self, truces, due);
    }
}

/* --- end of an interval ------------------------------------------------------------------------------------------- */

/* Advances the integrated hazards of events and departures to the end of the interval. */
static void advance_hazards(ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t e = 0; e < plan->timed_events; e++) {
        if (plan->timed[e].monthly) {
            truces->model->kernels->accrue(truces->count, truces->now, truces->next, truces->reg[plan->timed[e].when],
                truces->reg[plan->timed[e].rate], truces->timed[e].onset, truces->timed[e].cumulative);
        }
    }
    if (plan->force_followed) {
        ent_force_end_interval(truces);
    }
}

static void record_at_horizon(const ent_active_truces *truces, double horizon)
{
    for (size_t i = 0; i < truces->count; i++) {
        if ((truces->alive[i] != 0.0) & (truces->next[i] > horizon)) {
            ent_active_truces_record_end(truces, i);
        }
    }
}

/* Removes the truces that have reached the horizon from the risk set. */
static void end_at_horizon(ent_active_truces *truces)
{
    double horizon = (double) truces->model->truce.horizon;

    if (truces->records_end) {
        record_at_horizon(truces, horizon);
    }
    if (truces->constant_state) { /* there is one interval, so all have reached it */
        truces->count = truces->with_force = truces->living = 0;
        return;
    }
    for (size_t i = 0; i < truces->count; i++) {
        double alive = truces->alive[i];
        truces->alive[i] = truces->next[i] > horizon ? 0.0 : alive;
    }
    truces->living = (size_t) truces->model->kernels->count_nonzero(truces->count, truces->alive);
}

static void end_intervals(ent_event_driven *self, ent_active_truces *truces, ent_violations *due)
{
    const ent_model *model = truces->model;

    ent_proportional_hazards_of_interval(&self->hazards, truces, self->increase);
    due->count = model->kernels->list_due(truces->count, truces->alive, truces->now, truces->next, self->increase,
        truces->reg[model->truce.trigger], truces->cumulative, due->truce);
    run_violations(self, truces, due);
    ent_guarantees_count_interval(truces);
    end_at_horizon(truces);
    if (truces->living > 0) {
        advance_hazards(truces);
        memcpy(truces->now, truces->next, truces->count * sizeof(*truces->now));
    }
}

void ent_event_driven_run(ent_event_driven *self, ent_active_truces *truces, ent_violations *due)
{
    bool first = true;

    ent_column_fill(truces->now, 1.0, truces->count);
    if (truces->model->recording) { /* hazards are recorded as of month 1 */
        ent_active_truces_load_month(truces, 1);
    }
    while (truces->living > 0) {
        start_intervals(self, truces, first);
        if (first) {
            ent_active_truces_record_settings(truces);
        }
        first = false;
        end_intervals(self, truces, due);
        ent_compaction_run(truces);
    }
}
