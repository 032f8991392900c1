#include "simulate/truce/story.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Entries of a story: enough for some of every month of the longest horizon. */
enum { MOST_ENTRIES = 20000 };

int ent_story_init(ent_story *self, const ent_truce_plan *plan)
{
    *self = (ent_story){.capacity = MOST_ENTRIES};
    self->entry = calloc(self->capacity, sizeof(*self->entry));
    self->active = calloc(plan->timed_events + 1, sizeof(*self->active));
    self->present = calloc(plan->contributors + 1, sizeof(*self->present));
    self->in_force = calloc(plan->guarantees + 1, sizeof(*self->in_force));
    self->failed = calloc(plan->guarantees + 1, sizeof(*self->failed));
    return self->entry != NULL && self->active != NULL && self->present != NULL && self->in_force != NULL &&
                   self->failed != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

void ent_story_free(ent_story *self)
{
    free(self->entry);
    free(self->active);
    free(self->present);
    free(self->in_force);
    free(self->failed);
    *self = (ent_story){.count = 0};
}

void ent_story_start(ent_story *self, const ent_truce_plan *plan)
{
    self->count = 0;
    self->began = 1.0;
    memset(self->active, 0, plan->timed_events * sizeof(*self->active));
    memset(self->present, 0, plan->contributors * sizeof(*self->present));
    memset(self->in_force, 0, plan->guarantees * sizeof(*self->in_force));
    memset(self->failed, 0, plan->guarantees * sizeof(*self->failed));
}

static void add(ent_story *self, ent_story_entry entry)
{
    if (self->count < self->capacity) {
        self->entry[self->count++] = entry;
    }
}

/* Notes a change of state; `on`: that of now. */
static void note(ent_story *self, bool *state, bool on, ent_story_entry begins, ent_story_kind ends)
{
    if (on != *state) {
        *state = on;
        begins.kind = on ? begins.kind : ends;
        add(self, begins);
    }
}

/* --- states ------------------------------------------------------------------------------------------------------- */

/* Whether an onset of event e before month 1 of the truce's clock still lasts in month 1; a run carried on from the
 * talks has its register, other onsets of events that may start again are kept for explanations. */
static bool has_begun_before(const ent_active_truces *truces, size_t e, size_t i)
{
    const ent_timed_plan *plan = &truces->model->truce.timed[e];
    const ent_block *block = truces->block;
    double lasts = plan->lasts != ENT_NO_REGISTER ? truces->reg[plan->lasts][i] : (double) INFINITY;

    if (plan->every == ENT_NO_REGISTER) {
        return (plan->continues && truces->reg[plan->begun][i] != 0.0) ||
               (!plan->monthly && truces->reg[plan->at][i] < 1.0);
    }
    for (size_t n = 0; n < block->onsets; n++) {
        const ent_onset *onset = &block->onset[n];
        if (onset->truce && onset->event == e && onset->month < 1.0 && onset->month + lasts > 1.0) {
            return true;
        }
    }
    return plan->continues && truces->reg[plan->begun][i] > 1.0;
}

static void see_events(ent_story *self, const ent_active_truces *truces, size_t i, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t e = 0; e < plan->timed_events; e++) {
        ent_story_entry entry = {.month = month, .kind = ENT_STORY_EVENT_BEGINS, .subject = e};
        if (month == 1 && has_begun_before(truces, e, i)) {
            entry.kind = ENT_STORY_EVENT_LASTS;
        }
        note(self, &self->active[e], truces->reg[plan->timed[e].active][i] != 0.0, entry, ENT_STORY_EVENT_ENDS);
    }
}

/* Whether the force that a contributor serves in may be there in the month. */
static bool is_force_allowed(const ent_active_truces *truces, size_t c, size_t i)
{
    const ent_force_plan *force = &truces->model->truce.force[truces->model->scenario->contributor[c].force];

    return force->allowed == ENT_NO_REGISTER || truces->reg[force->allowed][i] != 0.0;
}

/* Troops that a contributor has in place in the month: as simulate/truce/force.c has it, without the cap of the force.
 */
static double troops_of(const ent_active_truces *truces, size_t c, size_t i, double month)
{
    const ent_departure_plan *departure = &truces->model->truce.departure[c];
    double since = truces->base != NULL ? month - truces->base[i] : month;
    bool present = i < truces->with_force && since >= 1.0 && truces->reg[departure->lead][i] <= since &&
                   month < truces->departure[c].left[i] && is_force_allowed(truces, c, i);

    return present ? truces->reg[departure->brings][i] : 0.0;
}

static void see_contributors(ent_story *self, const ent_active_truces *truces, size_t i, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t c = 0; plan->departure != NULL && c < plan->contributors; c++) {
        if (plan->departure[c].followed) {
            double troops = troops_of(truces, c, i, (double) month);
            ent_story_entry entry = {.month = month, .kind = ENT_STORY_ARRIVES, .subject = c, .troops = troops};
            note(self, &self->present[c], troops > 0.0, entry, ENT_STORY_LEAVES);
        }
    }
}

static void see_guarantees(ent_story *self, const ent_active_truces *truces, size_t i, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t g = 0; g < plan->guarantees; g++) {
        bool in_force = truces->reg[plan->guarantee[g].in_force][i] != 0.0;
        ent_story_entry entry = {.month = month, .kind = ENT_STORY_IN_FORCE, .subject = g};
        if (!in_force && self->failed[g]) { /* the test has noted it */
            self->in_force[g] = false;
        }
        note(self, &self->in_force[g], in_force, entry, ENT_STORY_LAPSES);
    }
}

/* The row of the active truces that is row 0 of the block; SIZE_MAX where it is not there. */
static size_t row_of_story(const ent_active_truces *truces)
{
    for (size_t i = 0; i < truces->count; i++) {
        if (truces->row[i] == 0 && truces->alive[i] != 0.0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Nobody is there and nothing in force any more: the note of the truce's collapse covers the end of all. */
static void see_end_of_truce(ent_story *self, const ent_truce_plan *plan)
{
    memset(self->present, 0, plan->contributors * sizeof(*self->present));
    memset(self->in_force, 0, plan->guarantees * sizeof(*self->in_force));
}

void ent_story_see(const ent_active_truces *truces, size_t month)
{
    ent_story *self = truces->block->story;
    size_t i = self != NULL ? row_of_story(truces) : SIZE_MAX;

    if (i != SIZE_MAX) {
        month = month > 0 ? month : (size_t) truces->now[i];
        see_events(self, truces, i, month);
        if (truces->holds[i] == 0.0) { /* between two truces */
            see_end_of_truce(self, &truces->model->truce);
            return;
        }
        if (truces->model->truce.renewal.any && truces->renewal.began[i] != self->began) { /* a new truce */
            self->began = truces->renewal.began[i];
            see_end_of_truce(self, &truces->model->truce);
        }
        see_contributors(self, truces, i, month);
        see_guarantees(self, truces, i, month);
    }
}

/* --- violations --------------------------------------------------------------------------------------------------- */

void ent_story_test(const ent_active_truces *truces, const ent_violations *due, size_t k, size_t g, bool honoured)
{
    ent_story *self = truces->block->story;

    if (self != NULL && truces->row[due->truce[k]] == 0) {
        add(self, (ent_story_entry){.month = (size_t) due->month[k],
                      .kind = honoured ? ENT_STORY_HONOURED : ENT_STORY_NOT_HONOURED,
                      .subject = g});
        self->failed[g] = !honoured && truces->model->truce.guarantee[g].failed_for_good != ENT_NO_REGISTER;
    }
}

void ent_story_violations(const ent_active_truces *truces, const ent_violations *due)
{
    ent_story *self = truces->block->story;

    for (size_t k = 0; self != NULL && k < due->count; k++) {
        if (truces->row[due->truce[k]] == 0) {
            add(self, (ent_story_entry){.month = (size_t) due->month[k],
                          .kind = ENT_STORY_VIOLATION,
                          .subject = due->cause[k],
                          .by = due->by[k]});
        }
    }
}
