#include "jobs/explain/explain_during.h"

#include "formula/calendar.h"
#include "formula/number.h"
#include "tables/draw_rows.h"

#include <math.h>

enum { LISTED = 6 /* onsets that are named one by one */ };

const char *ent_explain_date(const ent_scenario *scenario, double month, const char *before, const char *after,
    char buffer[ENT_EXPLAIN_DATE_BYTES])
{
    char words[ENT_CALENDAR_TEXT];

    buffer[0] = '\0';
    if (scenario->run.dated) {
        ent_calendar_words(words, scenario->run.start + month);
        (void) snprintf(buffer, ENT_EXPLAIN_DATE_BYTES, "%s%s%s", before, words, after);
    }
    return buffer;
}

/* --- onsets ------------------------------------------------------------------------------------------------------- */

/* The onsets of an event in months later than `after` and not later than `by`. */
typedef struct onsets {
    FILE *out;
    const ent_block *block;
    bool truce;
    size_t event;
    double after, by;
    double shift; /* month of the talks in which the clock starts */
} onsets;

static bool is_one(const onsets *self, const ent_onset *onset)
{
    return onset->truce == self->truce && onset->event == self->event && onset->month > self->after &&
           onset->month <= self->by;
}

static size_t count_onsets(const onsets *self)
{
    size_t count = 0;

    for (size_t n = 0; n < self->block->onsets; n++) {
        count += is_one(self, &self->block->onset[n]) ? 1 : 0;
    }
    return count;
}

/* "3 (December 2025)" */
static void put_month(const onsets *self, double month)
{
    char text[ENT_NUMBER_TEXT];
    char when[ENT_EXPLAIN_DATE_BYTES];

    fprintf(self->out, "%s%s", ent_number_readable(month, 17, text),
        ent_explain_date(self->block->model->scenario, self->shift + month, " (", ")", when));
}

/* "in month 6", "in months 2, 6 and 10"; of more than can be listed "20 times, first in month 2 and last in month 78".
 * They were kept in the order of the months. */
static void put_onsets(const onsets *self)
{
    size_t count = count_onsets(self);
    size_t number = 0;

    if (count > LISTED) {
        fprintf(self->out, "%zu times, first in month ", count);
    } else {
        fprintf(self->out, count > 1 ? "in months " : "in month ");
    }
    for (size_t n = 0; n < self->block->onsets; n++) {
        const ent_onset *onset = &self->block->onset[n];
        if (!is_one(self, onset)) {
            continue;
        }
        number++;
        if (count <= LISTED || number == 1 || number == count) {
            put_month(self, onset->month);
            fprintf(self->out, "%s",
                number == count       ? ""
                : count > LISTED      ? " and last in month "
                : number + 1 == count ? " and "
                                      : ", ");
        }
    }
}

/* --- talks -------------------------------------------------------------------------------------------------------- */

static double at(const ent_block *block, ent_register column)
{
    return ent_draw_value(block, column, 0);
}

/* Month of the last onset between signature and entry into force; infinity where there is none. */
static double onset_while_deal_waits(const ent_block *block, const ent_during_plan *plan)
{
    const ent_talks_plan *talks = &block->model->talks;
    bool deal = plan->deal_started != ENT_NO_REGISTER && at(block, talks->agreed) != 0.0;

    return deal && at(block, plan->deal_started) > at(block, talks->signed_month) ? at(block, plan->deal_started)
                                                                                  : (double) INFINITY;
}

/* " and still lasts when the deal is signed": the state of an event that has begun. */
static void put_state(FILE *out, const ent_block *block, const ent_event *event, const ent_during_plan *plan)
{
    if (event->lasts.formula != NULL) {
        fprintf(out, at(block, plan->shown_active) != 0.0 ? " and still lasts %s" : " and is over %s",
            at(block, block->model->talks.agreed) != 0.0 ? "when the deal is signed" : "in the last round");
    }
    fprintf(out, ".\n");
}

static void explain_once(FILE *out, const ent_block *block, const ent_event *event, const ent_during_plan *plan)
{
    double month = at(block, plan->shown_started);
    double waiting = onset_while_deal_waits(block, plan);
    onsets one = {.out = out, .block = block};

    if (isfinite(waiting)) {
        fprintf(out, "  %s begins in month ", event->label.name);
        put_month(&one, waiting);
        fprintf(out, ", while the deal waits.\n");
    } else if (!isfinite(month)) {
        fprintf(out, "  %s does not begin during the talks.\n", event->label.name);
    } else {
        fprintf(out, "  %s %s in month ", event->label.name, month < 0.0 ? "began before the talks," : "begins");
        put_month(&one, month);
        put_state(out, block, event, plan);
    }
}

/* An event that begins again: all its onsets. */
static void explain_repeated(FILE *out, const ent_block *block, const ent_event *event, const ent_during_plan *plan)
{
    size_t number = (size_t) (plan - block->model->talks.during);
    double last = at(block, plan->shown_started);
    double waiting = onset_while_deal_waits(block, plan);
    onsets before = {.out = out,
        .block = block,
        .event = number,
        .after = -(double) INFINITY,
        .by = isfinite(last) ? last : -INFINITY};
    onsets after = {.out = out,
        .block = block,
        .event = number,
        .after = at(block, block->model->talks.signed_month),
        .by = isfinite(waiting) ? waiting : -INFINITY};

    if (count_onsets(&before) > 0) {
        fprintf(out, "  %s begins ", event->label.name);
        put_onsets(&before);
        put_state(out, block, event, plan);
    } else if (count_onsets(&after) == 0) {
        fprintf(out, "  %s does not begin during the talks.\n", event->label.name);
    }
    if (count_onsets(&after) > 0) {
        fprintf(out, "  %s begins ", event->label.name);
        put_onsets(&after);
        fprintf(out, ", while the deal waits.\n");
    }
}

void ent_explain_during(FILE *out, const ent_block *block)
{
    const ent_talks_plan *plan = &block->model->talks;
    const ent_scenario *scenario = block->model->scenario;

    for (size_t i = 0, e = 0; e < plan->during_events && i < scenario->events; i++) {
        const ent_event *event = &scenario->event[i];
        if (ent_event_in_talks(event)) {
            if (event->every.formula != NULL) {
                explain_repeated(out, block, event, &plan->during[e++]);
            } else {
                explain_once(out, block, event, &plan->during[e++]);
            }
        }
    }
}

/* --- truce -------------------------------------------------------------------------------------------------------- */

/* Number among the events of the talks of an event of the truce; the number of these events for one of the truce alone.
 */
static size_t number_in_talks(const ent_block *block, size_t event)
{
    const ent_scenario *scenario = block->model->scenario;
    size_t talks = 0, truce = 0;

    for (size_t i = 0; i < scenario->events; i++) {
        bool found = ent_event_in_truce(&scenario->event[i]) && truce++ == event;
        if (found && ent_event_in_talks(&scenario->event[i])) {
            return talks;
        }
        talks += ent_event_in_talks(&scenario->event[i]) ? 1 : 0;
    }
    return block->model->talks.during_events;
}

void ent_explain_onsets_of_truce(FILE *out, const ent_block *block, size_t event, double shift)
{
    const ent_talks_plan *talks = &block->model->talks;
    size_t number = number_in_talks(block, event);
    onsets list = {.out = out,
        .block = block,
        .truce = true,
        .event = event,
        .after = -(double) INFINITY,
        .by = (double) block->model->truce.horizon,
        .shift = shift};

    if (block->model->truce.in_force && number < talks->during_events) { /* its months are those of the talks */
        double told = at(block, talks->during[number].shown_started);
        list.after = isfinite(told) ? told : list.after;
    }
    if (count_onsets(&list) > 0) {
        fprintf(out, "; it begins ");
        put_onsets(&list);
    } else {
        fprintf(out, "; it does not begin in the truce");
    }
}
