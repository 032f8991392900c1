#include "simulate/truce/force.h"

#include "simulate/block.h"

#include <math.h>
#include <string.h>

static void mark_change(ent_truce_state *self, double month)
{
    if (month <= (double) self->model->truce.horizon) {
        double up = ceil(month);
        self->changes[up < 1.0 ? 1 : (size_t) up] = 1;
    }
}

/* The months in which somebody arrives or leaves in some lane: in the others the force stays as it was. */
static void mark_changes(ent_truce_state *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    memset(self->changes, plan->moving_force ? 1 : 0, plan->horizon + 2);
    self->changes[1] = 1;
    for (size_t c = 0; !plan->moving_force && c < plan->contributors; c++) {
        const double *lead = self->reg[plan->departure[c].lead];
        const double *sends = self->reg[plan->departure[c].sends];
        const double *left = self->departure[c].left;
        for (size_t i = 0; i < self->forced; i++) {
            if (sends[i] > 0.0) {
                mark_change(self, lead[i]);
                mark_change(self, left[i]);
            }
        }
    }
}

/* Departures whose chance varies by month. */
static void run_departures(ent_truce_state *self, double month)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        if (departure->rate != ENT_NO_REGISTER) {
            self->model->kernels->depart(self->forced, month, self->reg[departure->rate],
                self->reg[departure->trigger], self->departure[c].sum, self->departure[c].left);
        }
    }
}

static void hold_below(double *x, const double *cap, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        x[i] = x[i] < cap[i] ? x[i] : cap[i];
    }
}

/* No force where it is not allowed this month. */
static void forbid(double *x, const double *allowed, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        x[i] = allowed[i] != 0.0 ? x[i] : 0.0;
    }
}

/* force.deployed: joined, allowed, arrived, not left; at most the cap. */
static void deploy(ent_truce_state *self, double month)
{
    const ent_truce_plan *plan = &self->model->truce;
    double *deployed = self->reg[plan->deployed];

    memset(deployed, 0, self->lanes * sizeof(*deployed));
    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        self->model->kernels->add_present(self->forced, month, self->reg[departure->lead], self->departure[c].left,
            self->reg[departure->sends], deployed);
    }
    hold_below(deployed, self->reg[plan->cap], self->forced);
    if (plan->allowed != ENT_NO_REGISTER) {
        forbid(deployed, self->reg[plan->allowed], self->forced);
    }
}

/* force.committed, where `allowed` or `cap` vary by month: as it stands in month 1. */
static void commit(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    double *committed = self->reg[plan->committed];

    memset(committed, 0, self->lanes * sizeof(*committed));
    for (size_t c = 0; c < plan->contributors; c++) {
        const double *sends = self->reg[plan->departure[c].sends];
        for (size_t i = 0; i < self->lanes; i++) {
            committed[i] += sends[i];
        }
    }
    hold_below(committed, self->reg[plan->cap], self->lanes);
    if (plan->allowed != ENT_NO_REGISTER) {
        forbid(committed, self->reg[plan->allowed], self->lanes);
    }
    for (size_t i = 0; i < self->lanes; i++) {
        block->draw[plan->committed_draw][self->row[i]] = committed[i];
    }
}

/* What hazards make of force.committed, once month 1 has settled it. */
static void settle_committed(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_program *program = &self->model->program;
    const ent_import_list *draws = &program->space[ENT_SPACE_LANE].draws;
    ent_frame frame = ent_lane_frame(block);

    for (size_t k = 0; k < draws->count; k++) {
        if (draws->item[k].from == self->model->truce.committed_draw) {
            memcpy(self->reg[draws->item[k].to], self->reg[self->model->truce.committed],
                self->lanes * sizeof(double));
        }
    }
    ent_segment_run(&program->segment[ENT_SEGMENT_LANE], &frame);
}

void ent_force_run(ent_block *block, double month)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    const ent_segment *segment = self->model->program.segment;
    ent_frame frame = ent_lane_frame(block);

    frame.rows = plan->leaves_apart ? self->forced : self->lanes;
    ent_segment_run(&segment[ENT_SEGMENT_LEAVES], &frame);
    frame.rows = self->lanes;
    run_departures(self, month);
    ent_segment_run(&segment[ENT_SEGMENT_DEPLOYED], &frame);
    if (month == 1.0) {
        if (plan->committed_monthly) {
            commit(block);
            settle_committed(block);
        }
        mark_changes(self);
    }
    if (self->changes[(size_t) month] != 0) {
        deploy(self, month);
    }
}

/* Contributors that send nothing in any lane of the block need not be followed. */
static void mark_absent(ent_truce_state *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        self->departure[c].absent = departure->steady &&
            self->model->kernels->count_nonzero(self->forced, self->reg[departure->sends]) == 0;
    }
}

void ent_force_begin_episodes(ent_block *block, bool first)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    const ent_kernels *kernels = self->model->kernels;
    const ent_segment *segment = self->model->program.segment;
    double *deployed = self->reg[plan->deployed];
    ent_frame frame = ent_lane_frame(block);

    if (first) {
        mark_absent(self);
    }
    frame.rows = plan->leaves_apart ? self->forced : self->lanes;
    ent_segment_run(&segment[ENT_SEGMENT_LEAVES], &frame);
    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        if (departure->rate != ENT_NO_REGISTER && !self->departure[c].absent) {
            kernels->depart_by(self->forced, self->now, self->reg[departure->rate], self->reg[departure->trigger],
                self->departure[c].sum, self->departure[c].left);
        }
    }
    frame.rows = self->lanes;
    ent_segment_run(&segment[ENT_SEGMENT_DEPLOYED], &frame);
    if (plan->committed_monthly && first) {
        commit(block);
        settle_committed(block);
    }
    memset(deployed, 0, self->lanes * sizeof(*deployed));
    for (size_t c = 0; c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        if (!self->departure[c].absent) {
            kernels->add_present_by(self->forced, self->now, self->reg[departure->lead], self->departure[c].left,
                self->reg[departure->sends], deployed, self->next);
        }
    }
    hold_below(deployed, self->reg[plan->cap], self->forced);
    if (plan->allowed != ENT_NO_REGISTER) {
        forbid(deployed, self->reg[plan->allowed], self->forced);
    }
}

void ent_force_accrue(ent_truce_state *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t c = 0; c < plan->contributors; c++) {
        ent_register rate = plan->departure[c].rate;
        if (rate != ENT_NO_REGISTER && !self->departure[c].absent) {
            self->model->kernels->accrue(self->forced, self->now, self->next, NULL, self->reg[rate], NULL,
                self->departure[c].sum);
        }
    }
}
