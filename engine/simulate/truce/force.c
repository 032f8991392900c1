#include "simulate/truce/force.h"

#include <math.h>
#include <string.h>

/* --- troops ------------------------------------------------------------------------------------------------------- */

static void limit_to_cap(double *troops, const double *cap, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        troops[i] = troops[i] < cap[i] ? troops[i] : cap[i];
    }
}

static void clear_unless_allowed(double *troops, const double *allowed, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        troops[i] = allowed[i] != 0.0 ? troops[i] : 0.0;
    }
}

/* Applies the two limits on the force as a whole: the cap, and whether it is allowed this month. */
static void limit_troops(const ent_active_truces *self, const ent_force_plan *force, double *troops, size_t rows)
{
    limit_to_cap(troops, self->reg[force->cap], rows);
    if (force->allowed != ENT_NO_REGISTER) {
        clear_unless_allowed(troops, self->reg[force->allowed], rows);
    }
}

/* The contributors that serve in a force. */
static const ent_force_offer *members_of(const ent_active_truces *self, size_t f)
{
    return &self->model->coalition.force[f];
}

/* Computes the troops that a force commits as of month 1, for scenarios in which `allowed` or `cap` vary by month. */
static void commit_troops(ent_active_truces *self, size_t f)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_force_offer *of = members_of(self, f);
    double *committed = self->reg[plan->force[f].committed];

    memset(committed, 0, self->count * sizeof(*committed));
    for (size_t k = 0; k < of->members; k++) {
        const double *sends = self->reg[plan->departure[of->member[k]].sends];
        for (size_t i = 0; i < self->count; i++) {
            committed[i] += sends[i];
        }
    }
    limit_troops(self, &plan->force[f], committed, self->count);
    for (size_t i = 0; i < self->count; i++) {
        self->block->draw[plan->force[f].committed_draw][self->row[i]] = committed[i];
    }
}

/* Copies the troops that a force commits to the values of the truce that are taken from the draw. */
static void import_committed(const ent_active_truces *self, const ent_force_plan *force)
{
    const ent_import_list *draws = &self->model->program.space[ENT_SPACE_TRUCE].draws;

    for (size_t k = 0; k < draws->count; k++) {
        if (draws->item[k].from == force->committed_draw) {
            memcpy(self->reg[draws->item[k].to], self->reg[force->committed], self->count * sizeof(double));
        }
    }
}

/* Computes the troops that the forces commit, then again the values of the truce's start, which may depend on them. */
static void settle_committed(ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;
    ent_row_set frame = ent_active_truces_frame(self);

    for (size_t f = 0; f < plan->forces; f++) {
        if (plan->force[f].committed_monthly) {
            commit_troops(self, f);
            import_committed(self, &plan->force[f]);
        }
    }
    ent_segment_run(&self->model->program.segment[ENT_SEGMENT_TRUCE_START], &frame);
}

/* Computes the chances of leaving: of rows with a force only, unless other formulas read them. */
static void run_leaves(const ent_active_truces *self)
{
    ent_row_set frame = ent_active_truces_frame(self);

    frame.rows = self->model->truce.departures_apart ? self->with_force : self->count;
    ent_segment_run(&self->model->program.segment[ENT_SEGMENT_DEPARTURES], &frame);
}

/* --- monthly ------------------------------------------------------------------------------------------------------ */

static void mark_change(ent_active_truces *self, double month)
{
    if (month <= (double) self->model->truce.horizon) {
        double up = ceil(month);
        self->force_changes[up < 1.0 ? 1 : (size_t) up] = 1;
    }
}

/* Marks the months with an arrival or a departure in some row; in the others the force stays the same. */
static void mark_changes(ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    memset(self->force_changes, plan->force_varies_by_month ? 1 : 0, plan->horizon + 2);
    self->force_changes[1] = 1;
    for (size_t c = 0; !plan->force_varies_by_month && c < plan->contributors; c++) {
        const double *lead;
        const double *sends;
        const double *left = self->departure[c].left;
        if (!plan->departure[c].followed) {
            continue;
        }
        lead = self->reg[plan->departure[c].lead];
        sends = self->reg[plan->departure[c].sends];
        for (size_t i = 0; i < self->with_force; i++) {
            if (sends[i] > 0.0) {
                mark_change(self, lead[i]);
                mark_change(self, left[i]);
            }
        }
    }
}

/* Departures with a chance that varies by month; the others are known from the start. */
static void run_departures(ent_active_truces *self, double month)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        if (departure->followed && departure->rate != ENT_NO_REGISTER) {
            self->model->kernels->depart(self->with_force, month, self->reg[departure->rate],
                self->reg[departure->trigger], self->departure[c].cumulative, self->departure[c].left);
        }
    }
}

/* The same where leads count from a month of each truce: the deal's in a truce in force, the beginning of a new truce.
 */
static void deploy_from_base(ent_active_truces *self, size_t f, double month)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_force_offer *of = members_of(self, f);
    double *deployed = self->reg[plan->force[f].deployed];

    memset(deployed, 0, self->count * sizeof(*deployed));
    for (size_t k = 0; k < of->members; k++) {
        size_t c = of->member[k];
        const ent_departure_plan *departure = &plan->departure[c];
        const double *lead = self->reg[departure->lead];
        const double *brings = self->reg[departure->brings];
        const double *left = self->departure[c].left;
        for (size_t i = 0; i < self->with_force; i++) {
            double since = month - self->base[i];
            bool present = (since >= 1.0) & (lead[i] <= since) & (month < left[i]);
            deployed[i] += present ? brings[i] : 0.0;
        }
    }
    limit_troops(self, &plan->force[f], deployed, self->with_force);
}

/* In a truce in force: force.committed, of the month after the deal's, in the rows that are in it. */
static void commit_from_deal(ent_active_truces *self, size_t f, double month)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_force_plan *force = &plan->force[f];
    const ent_force_offer *of = members_of(self, f);
    const double *deal = self->reg[plan->deal_month_now];
    double *committed = self->reg[force->committed];

    for (size_t i = 0; i < self->with_force; i++) {
        if (month - 1.0 == deal[i] && self->holds[i] != 0.0) {
            double sum = 0.0;
            for (size_t k = 0; k < of->members; k++) {
                sum += self->reg[plan->departure[of->member[k]].sends][i];
            }
            sum = sum < self->reg[force->cap][i] ? sum : self->reg[force->cap][i];
            committed[i] = force->allowed == ENT_NO_REGISTER || self->reg[force->allowed][i] != 0.0 ? sum : 0.0;
            self->block->draw[force->committed_draw][self->row[i]] = committed[i];
        }
    }
}

/* Computes the deployed troops: those of the contributors that have arrived and not left, within the limits. */
static void deploy(ent_active_truces *self, size_t f, double month)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_force_offer *of = members_of(self, f);
    double *deployed = self->reg[plan->force[f].deployed];

    memset(deployed, 0, self->count * sizeof(*deployed));
    for (size_t k = 0; k < of->members; k++) {
        const ent_departure_plan *departure = &plan->departure[of->member[k]];
        self->model->kernels->add_present(self->with_force, month, self->reg[departure->lead],
            self->departure[of->member[k]].left, self->reg[departure->brings], deployed);
    }
    limit_troops(self, &plan->force[f], deployed, self->with_force);
}

/* A force in a month, where leads count from a month of each truce. */
static void run_from_base(ent_active_truces *self, size_t f, double month)
{
    const ent_truce_plan *plan = &self->model->truce;

    if (plan->awaits_deal && plan->force[f].committed_monthly) {
        commit_from_deal(self, f, month);
    }
    deploy_from_base(self, f, month);
}

void ent_force_run_month(ent_active_truces *truces, double month)
{
    const ent_truce_plan *plan = &truces->model->truce;
    ent_row_set frame = ent_active_truces_frame(truces);

    run_leaves(truces);
    run_departures(truces, month);
    ent_segment_run(&truces->model->program.segment[ENT_SEGMENT_DEPLOYED], &frame);
    if (month == 1.0 && plan->committed_monthly && !plan->awaits_deal) {
        settle_committed(truces);
    }
    if (truces->base == NULL && month == 1.0) {
        mark_changes(truces);
    }
    for (size_t f = 0; f < plan->forces; f++) {
        if (plan->force[f].followed && truces->base != NULL) {
            run_from_base(truces, f, month);
        } else if (plan->force[f].followed && truces->force_changes[(size_t) month] != 0) {
            deploy(truces, f, month);
        }
    }
}

/* --- event-driven ------------------------------------------------------------------------------------------------- */

/* Marks contributors that send no troops in any row of the block: these need not be followed. */
static void mark_absent(ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        self->departure[c].absent =
            !departure->followed || (departure->steady && self->model->kernels->count_nonzero(
                                                              self->with_force, self->reg[departure->sends]) == 0);
    }
}

/* Foresees the months of departures as if the chances stayed as they are in `now`. */
static void foresee_departures(ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        if (!self->departure[c].absent && departure->rate != ENT_NO_REGISTER) {
            self->model->kernels->depart_by(self->with_force, self->now, self->reg[departure->rate],
                self->reg[departure->trigger], self->departure[c].cumulative, self->departure[c].left);
        }
    }
}

/* Computes the troops that a force deploys in `now` and lowers `next` to their next change. */
static void deploy_by(ent_active_truces *self, size_t f)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_force_offer *of = members_of(self, f);
    double *deployed = self->reg[plan->force[f].deployed];

    memset(deployed, 0, self->count * sizeof(*deployed));
    for (size_t k = 0; k < of->members; k++) {
        size_t c = of->member[k];
        const ent_departure_plan *departure = &plan->departure[c];
        if (!self->departure[c].absent) {
            self->model->kernels->add_present_by(self->with_force, self->now, self->reg[departure->lead],
                self->departure[c].left, self->reg[departure->brings], deployed, self->next);
        }
    }
    limit_troops(self, &plan->force[f], deployed, self->with_force);
}

void ent_force_start_interval(ent_active_truces *truces, bool first)
{
    ent_row_set frame = ent_active_truces_frame(truces);

    if (first) {
        mark_absent(truces);
    }
    run_leaves(truces);
    foresee_departures(truces);
    ent_segment_run(&truces->model->program.segment[ENT_SEGMENT_DEPLOYED], &frame);
    if (first && truces->model->truce.committed_monthly) {
        settle_committed(truces);
    }
    for (size_t f = 0; f < truces->model->truce.forces; f++) {
        if (truces->model->truce.force[f].followed) {
            deploy_by(truces, f);
        }
    }
}

void ent_force_end_interval(ent_active_truces *truces)
{
    const ent_truce_plan *plan = &truces->model->truce;

    for (size_t c = 0; c < plan->contributors; c++) {
        ent_register rate = plan->departure[c].rate;
        if (!truces->departure[c].absent && rate != ENT_NO_REGISTER) {
            truces->model->kernels->accrue(truces->with_force, truces->now, truces->next, NULL, truces->reg[rate], NULL,
                truces->departure[c].cumulative);
        }
    }
}
