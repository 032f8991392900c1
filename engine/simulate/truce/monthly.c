#include "simulate/truce/monthly.h"

#include "simulate/truce/compaction.h"
#include "simulate/truce/force.h"
#include "simulate/truce/guarantees.h"
#include "simulate/truce/pending_deal.h"
#include "simulate/truce/renewal.h"
#include "simulate/truce/repeated_events.h"
#include "simulate/truce/story.h"

#include <math.h>
#include <string.h>

/* --- timed events ------------------------------------------------------------------------------------------------- */

/* Begins an event that has one possible month, `at`, with the chance `rate`. */
static void begin_at(const ent_timed_plan *plan, double *onset, double *const *reg, size_t rows, double month)
{
    for (size_t i = 0; i < rows; i++) {
        bool possible = onset[i] == 0.0 && reg[plan->when][i] != 0.0 && month == fmax(1.0, reg[plan->at][i]);
        if (possible && reg[plan->trigger][i] > 1.0 - reg[plan->rate][i]) {
            onset[i] = month;
        }
    }
}

static void run_timed_event(ent_active_truces *self, size_t e, double month)
{
    const ent_timed_plan *plan = &self->model->truce.timed[e];
    const ent_kernels *kernels = self->model->kernels;
    ent_timed_state *state = &self->timed[e];
    double *const *reg = self->reg;

    if (plan->every != ENT_NO_REGISTER) {
        ent_repeated_event_run(self, e, month);
        return;
    }
    if (plan->monthly) {
        kernels->begin(
            self->count, month, reg[plan->when], reg[plan->rate], reg[plan->trigger], state->cumulative, state->onset);
    } else {
        begin_at(plan, state->onset, reg, self->count, month);
    }
    kernels->lasting(
        self->count, month, state->onset, plan->lasts == ENT_NO_REGISTER ? NULL : reg[plan->lasts], reg[plan->active]);
}

/* An event of the talks: in the rows past the month `until` it keeps its state. */
static void run_event_of_talks(ent_active_truces *self, size_t e, double month)
{
    const ent_timed_plan *plan = &self->model->truce.timed[e];
    const double *until = self->reg[plan->until];
    double *active = self->reg[plan->active];
    double *onset = self->timed[e].onset;

    for (size_t i = 0; month == 1.0 && i < self->count; i++) { /* that of the signature where this was before month 1 */
        active[i] = self->block->draw[plan->state][self->row[i]];
    }
    memcpy(self->hazard, active, self->count * sizeof(*active)); /* scratch until hazards are added up */
    memcpy(self->next, onset, self->count * sizeof(*onset));
    run_timed_event(self, e, month);
    for (size_t i = 0; i < self->count; i++) {
        active[i] = month <= until[i] ? active[i] : self->hazard[i];
        onset[i] = month <= until[i] ? onset[i] : self->next[i];
    }
}

/* --- violations --------------------------------------------------------------------------------------------------- */

/* Adds the month's hazards of all causes to the cumulative hazards. */
static void add_hazards(ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    memcpy(self->hazard, self->reg[plan->hazard[0]], self->count * sizeof(double));
    for (size_t c = 1; c < plan->causes; c++) {
        const double *h = self->reg[plan->hazard[c]];
        for (size_t i = 0; i < self->count; i++) {
            self->hazard[i] += h[i];
        }
    }
    for (size_t i = 0; i < self->count; i++) {
        self->cumulative[i] += self->hazard[i];
    }
}

/* Lists the living truces with a cumulative hazard that has reached its exponential. */
static void list_due(const ent_active_truces *truces, ent_violations *due, size_t month)
{
    const ent_truce_plan *plan = &truces->model->truce;
    const double *exponential = truces->reg[plan->trigger];

    due->count = 0;
    for (size_t i = 0; i < truces->count; i++) {
        if (truces->cumulative[i] >= exponential[i] && truces->holds[i] != 0.0) {
            due->truce[due->count] = (uint32_t) i;
            due->month[due->count] = month;
            due->total[due->count] = truces->hazard[i];
            for (size_t c = 0; c < plan->causes; c++) {
                due->hazard[c][due->count] = truces->reg[plan->hazard[c]][i];
            }
            due->count++;
        }
    }
}

static void run_violations(ent_active_truces *truces, ent_violations *due, size_t month)
{
    ent_row_set frame = ent_active_truces_frame(truces);

    add_hazards(truces);
    list_due(truces, due, month);
    if (due->count > 0) { /* the chances of containment are needed only where there is a violation */
        ent_segment_run(&truces->model->program.segment[ENT_SEGMENT_CONTAINED], &frame);
        ent_violations_settle(due, truces);
    }
}

/* --- months ------------------------------------------------------------------------------------------------------- */

/* Timed events; they go on without a truce. */
static void run_timed_events(ent_active_truces *truces, size_t month)
{
    const ent_model *model = truces->model;
    ent_row_set frame = ent_active_truces_frame(truces);

    frame.alive = truces->alive;
    for (size_t e = 0; e < model->truce.timed_events; e++) {
        ent_segment_run(&model->program.segment[model->truce.timed[e].segment], &frame);
        if (model->truce.timed[e].until != ENT_NO_REGISTER) {
            run_event_of_talks(truces, e, (double) month);
        } else {
            run_timed_event(truces, e, (double) month);
        }
    }
}

static void run_month(ent_active_truces *truces, ent_violations *due, size_t month)
{
    const ent_model *model = truces->model;
    const ent_segment *segment = model->program.segment;
    ent_row_set frame;

    ent_active_truces_load_month(truces, month);
    ent_pending_deals_load_month(truces, month);
    run_timed_events(truces, month);
    if (model->truce.renewal.any) {
        ent_renewal_run_month(truces, month);
    }
    if (model->truce.force_followed) {
        ent_force_run_month(truces, (double) month);
    }
    ent_guarantees_open_month(truces, (double) month);
    frame = ent_active_truces_frame(truces);
    ent_segment_run(&segment[ENT_SEGMENT_HAZARD], &frame);
    ent_guarantees_count_month(truces, month);
    ent_story_see(truces, month);
    if (month == 1) {
        ent_active_truces_record_settings(truces);
    }
    if (model->truce.causes > 0) {
        run_violations(truces, due, month);
    }
    if (model->truce.renewal.any) {
        ent_renewal_close_month(truces, month);
    }
}

/* In a truce in force the deal of month s commits the force of month s + 1: of a deal of the last month, those of the
 * month after it, which is not followed further. */
static void commit_after_horizon(ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;
    size_t month = plan->horizon + 1;
    size_t count = 0;

    for (size_t i = 0; i < truces->count; i++) {
        bool last = truces->holds[i] != 0.0 && truces->reg[plan->deal_month_now][i] == (double) plan->horizon;
        truces->alive[i] = truces->holds[i] = last ? 1.0 : 0.0;
        count += last ? 1 : 0;
    }
    truces->living = count;
    if (count > 0) {
        ent_active_truces_load_month(truces, month);
        ent_pending_deals_load_month(truces, month);
        run_timed_events(truces, month);
        if (plan->renewal.any &&
            plan->renewal.truce_month != ENT_NO_REGISTER) { /* only the first truce waits for a deal */
            ent_column_fill(truces->reg[plan->renewal.truce_month], (double) month, truces->count);
        }
        ent_force_run_month(truces, (double) month);
    }
}

void ent_monthly_run(ent_active_truces *truces, ent_violations *due)
{
    for (size_t month = 1; month <= truces->model->truce.horizon && truces->living > 0; month++) {
        run_month(truces, due, month);
        ent_compaction_run(truces);
    }
    if (truces->model->truce.renewal.any) {
        ent_renewal_end(truces);
    }
    for (size_t i = 0; i < truces->count && truces->records_end; i++) {
        if (truces->alive[i] != 0.0) {
            ent_active_truces_record_end(truces, i);
        }
    }
    if (truces->model->truce.table_months > truces->model->truce.horizon) {
        commit_after_horizon(truces);
    }
}
