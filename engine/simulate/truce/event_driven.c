#include "simulate/truce/event_driven.h"

#include "base/status.h"
#include "simulate/block.h"
#include "simulate/truce/force.h"
#include "simulate/truce/violations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- clocks ---------------------------------------------------------------------------------------------------------
 */

/* The first clock that is the same for all worlds is kept once; the others once a world. */
int ent_episodes_init(ent_truce_state *self, size_t most_worlds)
{
    const ent_truce_plan *plan = &self->model->truce;
    size_t months = plan->horizon + 1;
    size_t rows = 0;
    double *sum;

    for (size_t g = 0; g < plan->clocks; g++) {
        self->clock[g].stride = plan->clock[g] != ENT_NO_REGISTER && !plan->clock_by_month[g] ? months : 0;
        rows += self->clock[g].stride > 0 ? most_worlds : 1;
    }
    self->sums = calloc(rows * months + 1, sizeof(*self->sums));
    if (self->sums == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    sum = self->sums;
    for (size_t g = 0; g < plan->clocks; g++) {
        self->clock[g].sum = sum;
        sum += (self->clock[g].stride > 0 ? most_worlds : 1) * months;
    }
    return ENT_OK;
}

/* table NULL: 1 in every month. */
static void add_up(double *sum, const double *table, size_t horizon)
{
    sum[0] = 0.0;
    for (size_t m = 1; m <= horizon; m++) {
        sum[m] = sum[m - 1] + (table != NULL ? table[m - 1] : 1.0);
    }
}

void ent_episodes_set_worlds(ent_block *block)
{
    const ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t g = 0; g < plan->clocks; g++) {
        const ent_clock *clock = &self->clock[g];
        if (plan->clock[g] == ENT_NO_REGISTER) {
            add_up(clock->sum, NULL, plan->horizon);
        } else if (plan->clock_by_month[g]) {
            add_up(clock->sum, self->model->month_table[plan->clock[g]], plan->horizon);
        } else {
            for (size_t w = 0; w < block->worlds; w++) {
                add_up(clock->sum + w * clock->stride, block->world_month[plan->clock[g]] + w * plan->horizon,
                    plan->horizon);
            }
        }
    }
}

static const double *clock_of(const ent_block *block, size_t g, size_t i)
{
    const ent_clock *clock = &block->truce.clock[g];

    return clock->sum + clock->stride * block->world_of[block->truce.row[i]];
}

/* --- the state when an episode begins
 * ----------------------------------------------------------------------------------- */

/* Events that may begin in one month only; that month is a change. */
static void begin_at(const ent_timed_plan *plan, ent_truce_state *self, size_t e)
{
    double *const *reg = self->reg;
    double *onset = self->timed[e].onset;

    for (size_t i = 0; i < self->lanes; i++) {
        double at = fmax(1.0, reg[plan->at][i]);
        if (at > self->now[i]) {
            self->next[i] = at < self->next[i] ? at : self->next[i];
        } else if (at == self->now[i] && onset[i] == 0.0 && reg[plan->when][i] != 0.0 &&
                   reg[plan->trigger][i] > 1.0 - reg[plan->rate][i]) {
            onset[i] = at;
        }
    }
}

static void run_events(ent_block *block, const ent_frame *frame)
{
    ent_truce_state *self = &block->truce;
    const ent_model *model = self->model;
    double *const *reg = self->reg;

    for (size_t e = 0; e < model->truce.timed_events; e++) {
        const ent_timed_plan *plan = &model->truce.timed[e];
        const ent_timed_state *state = &self->timed[e];
        ent_segment_run(&model->program.segment[plan->segment], frame);
        if (plan->monthly) {
            model->kernels->begin_by(self->lanes, self->now, reg[plan->when], reg[plan->rate], reg[plan->trigger],
                state->sum, state->onset, self->next);
        } else {
            begin_at(plan, self, e);
        }
        model->kernels->lasting_by(self->lanes, self->now, state->onset,
            plan->lasts == ENT_NO_REGISTER ? NULL : reg[plan->lasts], reg[plan->active], self->next);
    }
}

/* Sums over causes of what each clock is multiplied with. */
static void add_strengths(ent_truce_state *self)
{
    const ent_truce_plan *plan = &self->model->truce;
    const ent_kernels *kernels = self->model->kernels;

    for (size_t g = 0; g < plan->clocks; g++) {
        bool first = true;
        for (size_t c = 0; c < plan->causes; c++) {
            ent_register from = plan->strength[c * plan->clocks + g];
            if (from == ENT_NO_REGISTER) {
                continue;
            }
            if (first) {
                memcpy(self->strength[g], self->reg[from], self->lanes * sizeof(double));
            } else {
                const double *in[] = {self->strength[g], self->reg[from]};
                kernels->op[ENT_OP_ADD](self->lanes, self->strength[g], in);
            }
            first = false;
        }
    }
}

static void begin_episodes(ent_block *block, bool first)
{
    ent_truce_state *self = &block->truce;
    const ent_model *model = self->model;
    ent_frame frame = ent_lane_frame(block);
    double end = (double) model->truce.horizon + 1.0;

    for (size_t i = 0; i < self->lanes; i++) {
        self->next[i] = end;
    }
    run_events(block, &frame);
    if (model->truce.follows_force) {
        ent_force_begin_episodes(block, first);
    }
    ent_segment_run(&model->program.segment[ENT_SEGMENT_HAZARD], &frame);
    add_strengths(self);
}

/* --- to the next change
 * -------------------------------------------------------------------------------------------------- */

/* What the hazards add up to from the month after `from` to the end of month `to`. */
static double exposure(const ent_block *block, size_t i, size_t from, size_t to)
{
    const ent_truce_state *self = &block->truce;
    double sum = 0.0;

    for (size_t g = 0; g < self->model->truce.clocks; g++) {
        const double *clock = clock_of(block, g, i);
        sum += self->strength[g][i] * (clock[to] - clock[from]);
    }
    return sum;
}

static bool reached_by(const ent_block *block, size_t i, size_t from, size_t month)
{
    const ent_truce_state *self = &block->truce;

    return self->sum[i] + exposure(block, i, from, month) >= self->reg[self->model->truce.trigger][i];
}

/* The first month after `from` by which the trigger is reached, known to be no later than `to`. */
static size_t month_of_violation(const ent_block *block, size_t i, size_t from, size_t to)
{
    size_t before = from;

    while (before + 1 < to) {
        size_t middle = before + (to - before) / 2;
        if (reached_by(block, i, from, middle)) {
            to = middle;
        } else {
            before = middle;
        }
    }
    return to;
}

/* The hazards of the months in which violations come, and their sums. */
static void fill_hazards(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    ent_violations *list = &self->violations_now;

    for (size_t k = 0; k < list->count; k++) {
        size_t i = list->lane[k];
        size_t month = (size_t) list->month[k];
        double total = 0.0;
        for (size_t c = 0; c < plan->causes; c++) {
            double hazard = 0.0;
            for (size_t g = 0; g < plan->clocks; g++) {
                ent_register from = plan->strength[c * plan->clocks + g];
                const double *clock = clock_of(block, g, i);
                hazard += from != ENT_NO_REGISTER ? self->reg[from][i] * (clock[month] - clock[month - 1]) : 0.0;
            }
            list->hazard[c][k] = hazard;
            total += hazard;
        }
        list->total[k] = total;
    }
}

/* Keeps those of the list that have another violation before their next change, and its month; the others move on to
 * that change. */
static void keep_those_due_again(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const double *trigger = self->reg[self->model->truce.trigger];
    ent_violations *list = &self->violations_now;
    size_t kept = 0;

    for (size_t k = 0; k < list->count; k++) {
        size_t i = list->lane[k];
        size_t month = (size_t) list->month[k];
        size_t to = (size_t) self->next[i] - 1;
        double sum;
        if (self->alive[i] == 0.0 || month >= to) {
            continue;
        }
        sum = self->sum[i] + exposure(block, i, month, to);
        if (!(sum >= trigger[i])) {
            self->sum[i] = sum;
            continue;
        }
        list->lane[kept] = (uint32_t) i;
        list->month[kept++] = month_of_violation(block, i, month, to);
    }
    list->count = kept;
}

/* --- first violations, of all lanes that have one before their next change
 * ------------------------------------------------------------------------ */

/* With a single clock: where it stands when the trigger is reached, but for rounding. */
static void aim(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const double *trigger = self->reg[self->model->truce.trigger];

    for (size_t k = 0; k < self->violations_now.count; k++) {
        size_t i = self->violations_now.lane[k];
        size_t from = (size_t) self->now[i] - 1;
        const double *clock = clock_of(block, 0, i);
        self->first[k] = (ent_month_search){.clock = clock, .target = clock[from] + (trigger[i] - self->sum[i]) / self->strength[0][i],
            .before = (uint32_t) from, .length = (uint32_t) self->next[i] - 1 - (uint32_t) from};
    }
}

/* Halves all searches together, so that none waits for another; no branch on the answers, which are as good as
 * random. */
static void halve(ent_month_search *item, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        uint32_t half = item[k].length / 2;
        uint32_t beyond = item[k].clock[item[k].before + half] < item[k].target ? UINT32_MAX : 0;
        uint32_t rest = (beyond & (item[k].length - half)) | (~beyond & half);
        item[k].before += beyond & half;
        item[k].length = rest > 1 ? rest : 1;
    }
}

/* Rounding may have put the search a month off. */
static size_t settle_month(const ent_block *block, size_t i, size_t month)
{
    size_t from = (size_t) block->truce.now[i] - 1;
    size_t to = (size_t) block->truce.next[i] - 1;

    while (month > from + 1 && reached_by(block, i, from, month - 1)) {
        month--;
    }
    while (month < to && !reached_by(block, i, from, month)) {
        month++;
    }
    return month;
}

/* The months of the first violations of those that are due. */
static void find_months(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    ent_violations *list = &self->violations_now;
    bool single = plan->clocks == 1;

    if (single) {
        aim(block);
    }
    for (size_t months = plan->horizon; single && months > 1; months -= months / 2) {
        halve(self->first, list->count);
    }
    for (size_t k = 0; k < list->count; k++) {
        size_t i = list->lane[k];
        list->month[k] = single ? settle_month(block, i, self->first[k].before + self->first[k].length)
                                : month_of_violation(block, i, (size_t) self->now[i] - 1, (size_t) self->next[i] - 1);
    }
}

/* Violations until the next changes: the first of all lanes that have one, then the second of those that have two, … */
static void run_due(ent_block *block)
{
    const ent_model *model = block->model;
    ent_frame frame = ent_lane_frame(block);

    if (block->truce.violations_now.count == 0) {
        return;
    }
    /* how far violations are contained matters only where there is one */
    ent_segment_run(&model->program.segment[ENT_SEGMENT_CONTAINED], &frame);
    find_months(block);
    while (block->truce.violations_now.count > 0) {
        fill_hazards(block);
        ent_violations_run(block);
        keep_those_due_again(block);
    }
}

static void accrue(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t e = 0; e < plan->timed_events; e++) {
        if (plan->timed[e].monthly) {
            self->model->kernels->accrue(self->lanes, self->now, self->next, self->reg[plan->timed[e].when],
                self->reg[plan->timed[e].rate], self->timed[e].onset, self->timed[e].sum);
        }
    }
    if (plan->follows_force) {
        ent_force_accrue(self);
    }
}

/* exposure() of all lanes until their next changes. */
static void expose(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_kernels *kernels = self->model->kernels;
    double *reached = self->reached;

    memset(reached, 0, self->lanes * sizeof(*reached));
    for (size_t g = 0; g < self->model->truce.clocks; g++) {
        const ent_clock *clock = &self->clock[g];
        const double *strength = self->strength[g];
        if (self->still && clock->stride == 0) {
            kernels->axpy(self->lanes, clock->sum[self->model->truce.horizon] - clock->sum[0], strength, reached);
            continue;
        }
        for (size_t i = 0; i < self->lanes; i++) {
            const double *sum = clock->sum + clock->stride * block->world_of[self->row[i]];
            reached[i] += strength[i] * (sum[(size_t) self->next[i] - 1] - sum[(size_t) self->now[i] - 1]);
        }
    }
}

static void settle_those_at(ent_block *block, double horizon)
{
    const ent_truce_state *self = &block->truce;

    for (size_t i = 0; i < self->lanes; i++) {
        if ((self->alive[i] != 0.0) & (self->next[i] > horizon)) {
            ent_truce_settle(block, i);
        }
    }
}

/* Those that have reached the horizon are done. */
static void end_at_horizon(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    double horizon = (double) self->model->truce.horizon;

    if (self->settles) {
        settle_those_at(block, horizon);
    }
    for (size_t i = 0; i < self->lanes && !self->still; i++) {
        double alive = self->alive[i];
        self->alive[i] = self->next[i] > horizon ? 0.0 : alive;
    }
    self->living = self->still ? 0 : (size_t) self->model->kernels->count_nonzero(self->lanes, self->alive);
}

/* Moves the lanes on to their next month. */
static void end_episodes(ent_block *block)
{
    ent_truce_state *self = &block->truce;

    expose(block);
    self->violations_now.count = self->model->kernels->list_due(self->lanes, self->alive, self->now, self->next,
        self->reached, self->reg[self->model->truce.trigger], self->sum, self->violations_now.lane);
    run_due(block);
    end_at_horizon(block);
    if (self->living > 0) {
        accrue(block);
        memcpy(self->now, self->next, self->lanes * sizeof(*self->now));
    }
}

void ent_episodes_run(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    bool first = true;

    for (size_t i = 0; i < self->lanes; i++) {
        self->now[i] = 1.0;
    }
    if (self->model->recording) { /* hazards are recorded as they stand in month 1 */
        ent_truce_load_month(block, 1);
    }
    while (self->living > 0) {
        begin_episodes(block, first);
        if (first) {
            ent_truce_record_first_month(block);
        }
        first = false;
        end_episodes(block);
        ent_truce_drop_dead(self);
    }
}
