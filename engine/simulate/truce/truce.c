#include "simulate/truce/truce.h"

#include "base/status.h"
#include "simulate/block.h"
#include "model/columns.h"
#include "simulate/truce/event_driven.h"
#include "simulate/truce/force.h"
#include "simulate/truce/compaction.h"
#include "simulate/truce/violations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- memory ----------------------------------------------------------------------------------------------------- */

/* Violations that are contained, or what outcomes read of the last month. */
static bool settles(const ent_truce_plan *plan)
{
    bool any = plan->follows_force && plan->last_deployed != ENT_NO_REGISTER;

    for (size_t c = 0; c < plan->causes; c++) {
        any = any || plan->contained[c] != ENT_NO_REGISTER;
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        any = any || plan->timed[e].last != ENT_NO_REGISTER;
    }
    return any;
}

int ent_truce_init(ent_truce_state *self, const ent_model *model, size_t most_worlds)
{
    const ent_truce_plan *plan = &model->truce;
    const ent_space *space = &model->program.space[ENT_SPACE_LANE];
    size_t states = 7 + plan->clocks + 2 * plan->timed_events + 2 * plan->contributors;
    size_t columns = space->registers + states;
    double **column;

    *self = (ent_truce_state){.model = model};
    self->reg = ent_columns_new(columns, ENT_BLOCK_ROWS, &self->memory);
    self->moving = calloc(columns + 2, sizeof(*self->moving));
    /* One more than rows: a lane is written before it is known to count, also when all rows are listed. */
    self->index = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->index));
    self->row = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->row));
    self->first = calloc(ENT_BLOCK_ROWS, sizeof(*self->first));
    self->timed = calloc(plan->timed_events + 1, sizeof(*self->timed));
    self->departure = calloc(plan->contributors + 1, sizeof(*self->departure));
    self->changes = calloc(plan->horizon + 2, sizeof(*self->changes));
    self->strength = calloc(plan->clocks + 1, sizeof(*self->strength));
    self->clock = calloc(plan->clocks + 1, sizeof(*self->clock));
    if (self->reg == NULL || self->moving == NULL || self->index == NULL || self->row == NULL ||
        self->first == NULL || self->timed == NULL || self->departure == NULL || self->changes == NULL ||
        self->strength == NULL || self->clock == NULL ||
        ent_violations_init(&self->violations_now, plan->causes) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    column = self->reg + space->registers;
    self->sum = *column++;
    self->total = *column++;
    self->alive = *column++;
    self->violations = *column++;
    self->now = *column++;
    self->next = *column++;
    self->reached = *column++;
    for (size_t g = 0; g < plan->clocks; g++) {
        self->strength[g] = *column++;
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        self->timed[e].sum = *column++;
        self->timed[e].onset = *column++;
    }
    for (size_t c = 0; c < plan->contributors; c++) {
        self->departure[c].sum = *column++;
        self->departure[c].left = *column++;
    }
    for (size_t i = 0; i < space->constants.count; i++) {
        for (size_t k = 0; k < ENT_BLOCK_ROWS; k++) {
            self->reg[space->constants.item[i].to][k] = space->constants.item[i].constant;
        }
    }
    ent_truce_list_moving(self);
    self->settles = settles(plan);
    self->still = plan->timed_events == 0 && !plan->follows_force;
    return plan->in_episodes ? ent_episodes_init(self, most_worlds) : ENT_OK;
}

void ent_truce_free(ent_truce_state *self)
{
    free(self->memory);
    free(self->moving);
    free(self->index);
    free(self->row);
    free(self->first);
    free(self->timed);
    free(self->departure);
    free(self->changes);
    ent_violations_free(&self->violations_now);
    free(self->strength);
    free(self->clock);
    free(self->sums);
    *self = (ent_truce_state){0};
}

/* --- beginning -------------------------------------------------------------------------------------------------- */

static void fill(double *column, double value, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        column[i] = value;
    }
}

static void fill_if(double **reg, ent_register column, double value, size_t rows)
{
    if (column != ENT_NO_REGISTER) {
        fill(reg[column], value, rows);
    }
}

/* A truce that was agreed on holds until something ends it. */
static void hold_all(ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    const double *agreed = block->draw[block->model->talks.agreed];
    double *held = block->draw[plan->held], *months = block->draw[plan->months];
    double horizon = (double) plan->horizon;

    for (size_t i = 0; i < block->rows; i++) {
        held[i] = agreed[i] != 0.0 ? 1.0 : 0.0;
        months[i] = agreed[i] != 0.0 ? horizon : 0.0;
    }
    if (plan->last_month != ENT_NO_REGISTER) {
        memcpy(block->draw[plan->last_month], months, block->rows * sizeof(*months));
    }
}

/* What a draw without a deal has, and one in which nothing happens. */
static void clear_results(ent_block *block)
{
    const ent_model *model = block->model;
    const ent_truce_plan *plan = &model->truce;
    size_t rows = block->rows;

    hold_all(block);
    fill(block->draw[plan->violations], 0.0, rows);
    fill(block->draw[plan->cause], -1.0, rows);
    if (plan->follows_force) {
        fill_if(block->draw, model->truce.last_deployed, 0.0, rows);
    }
    if (plan->committed_monthly) {
        fill(block->draw[plan->committed_draw], 0.0, rows);
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        fill_if(block->draw, plan->timed[e].last, 0.0, rows);
    }
    for (size_t i = 0; model->recording && i < model->quantities; i++) {
        if (model->quantity_lane[i] != ENT_NO_REGISTER) {
            fill(block->draw[model->quantity[i]], NAN, rows);
        }
    }
}

/* Those that agreed and to whose force troops are committed, or are not; all the same where no force is followed. */
static void add_lanes(ent_block *block, bool with_force)
{
    ent_truce_state *self = &block->truce;
    const double *agreed = block->draw[block->model->talks.agreed];
    ent_register sendable = block->model->truce.sendable;
    bool apart = block->model->truce.follows_force && sendable != ENT_NO_REGISTER;
    const double *sends = apart ? block->draw[sendable] : agreed;
    size_t lanes = self->lanes;

    for (size_t i = 0; i < block->rows && (apart || with_force); i++) {
        bool forced = !apart || sends[i] > 0.0;
        self->row[lanes] = (uint32_t) i;
        self->index[lanes] = block->first + i;
        lanes += (size_t) ((agreed[i] != 0.0) & (forced == with_force));
    }
    self->lanes = lanes;
}

/* Lanes to which troops are committed come first: only these have a force to follow. */
static void list_lanes(ent_block *block)
{
    ent_truce_state *self = &block->truce;

    self->lanes = 0;
    add_lanes(block, true);
    self->forced = self->lanes;
    add_lanes(block, false);
    self->living = self->lanes;
    self->whole = self->forced == block->rows;
}

static void reset_state(ent_truce_state *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    fill(self->sum, 0.0, self->lanes);
    fill(self->alive, 1.0, self->lanes);
    fill(self->violations, 0.0, self->lanes);
    for (size_t e = 0; e < plan->timed_events; e++) {
        fill(self->timed[e].sum, 0.0, self->lanes);
        fill(self->timed[e].onset, 0.0, self->lanes);
    }
    for (size_t c = 0; plan->follows_force && c < plan->contributors; c++) {
        ent_register leaves = plan->departure[c].leaves;
        fill(self->departure[c].sum, 0.0, self->forced);
        if (leaves != ENT_NO_REGISTER) {
            memcpy(self->departure[c].left, self->reg[leaves], self->forced * sizeof(double));
        } else {
            fill(self->departure[c].left, INFINITY, self->forced);
        }
    }
}

ent_frame ent_lane_frame(const ent_block *block)
{
    return (ent_frame){.kernels = block->model->kernels, .reg = block->truce.reg, .rows = block->truce.lanes,
        .first = block->first, .index = block->truce.whole ? NULL : block->truce.index, .alive = block->truce.alive, .guard = block->guard, .scratch = block->scratch};
}

static void carry_draws(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_import_list *draws = &self->model->program.space[ENT_SPACE_LANE].draws;

    for (size_t k = 0; k < draws->count; k++) {
        const double *from = block->draw[draws->item[k].from];
        double *to = self->reg[draws->item[k].to];
        if (self->whole) {
            memcpy(to, from, self->lanes * sizeof(*to));
            continue;
        }
        for (size_t i = 0; i < self->lanes; i++) {
            to[i] = from[self->row[i]];
        }
    }
}

static void carry_worlds(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_import_list *worlds = &self->model->program.space[ENT_SPACE_LANE].worlds;

    for (size_t k = 0; k < worlds->count; k++) {
        const double *from = block->world[worlds->item[k].from];
        double *to = self->reg[worlds->item[k].to];
        for (size_t i = 0; i < self->lanes; i++) {
            to[i] = from[block->world_of[self->row[i]]];
        }
    }
}

static void begin(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_model *model = self->model;
    ent_frame frame = ent_lane_frame(block);

    fill(self->alive, 1.0, self->lanes);
    carry_draws(block);
    carry_worlds(block);
    if (model->truce.committed_monthly) {
        frame.guard = NULL; /* runs again, and counts, when force.committed is known */
    }
    ent_segment_run(&model->program.segment[ENT_SEGMENT_LANE], &frame);
    frame.rows = self->forced;
    ent_segment_run(&model->program.segment[ENT_SEGMENT_ARRIVAL], &frame);
    reset_state(self);
}

/* --- a month ------------------------------------------------------------------------------------------------------ */

void ent_truce_load_month(ent_block *block, size_t month)
{
    ent_truce_state *self = &block->truce;
    const ent_model *model = self->model;
    const ent_space *space = &model->program.space[ENT_SPACE_LANE];
    size_t horizon = model->truce.horizon;

    for (size_t k = 0; k < space->months.count; k++) {
        fill(self->reg[space->months.item[k].to], model->month_table[space->months.item[k].from][month - 1],
            self->lanes);
    }
    for (size_t k = 0; k < space->world_months.count; k++) {
        const double *from = block->world_month[space->world_months.item[k].from] + (month - 1);
        double *to = self->reg[space->world_months.item[k].to];
        for (size_t i = 0; i < self->lanes; i++) {
            to[i] = from[(size_t) block->world_of[self->row[i]] * horizon];
        }
    }
}

/* Events that may begin in one month only. */
static void begin_at(const ent_timed_plan *plan, const ent_timed_state *state, double *const *reg, size_t rows,
    double month)
{
    for (size_t i = 0; i < rows; i++) {
        bool open = state->onset[i] == 0.0 && reg[plan->when][i] != 0.0 && month == fmax(1.0, reg[plan->at][i]);
        if (open && reg[plan->trigger][i] > 1.0 - reg[plan->rate][i]) {
            state->onset[i] = month;
        }
    }
}

static void run_timed_event(ent_truce_state *self, size_t e, double month)
{
    const ent_timed_plan *plan = &self->model->truce.timed[e];
    const ent_kernels *kernels = self->model->kernels;
    ent_timed_state *state = &self->timed[e];
    double *const *reg = self->reg;

    if (plan->monthly) {
        kernels->begin(self->lanes, month, reg[plan->when], reg[plan->rate], reg[plan->trigger], state->sum,
            state->onset);
    } else {
        begin_at(plan, state, reg, self->lanes, month);
    }
    kernels->lasting(self->lanes, month, state->onset, plan->lasts == ENT_NO_REGISTER ? NULL : reg[plan->lasts],
        reg[plan->active]);
}

void ent_truce_record_first_month(ent_block *block)
{
    const ent_model *model = block->model;
    const ent_truce_state *self = &block->truce;

    for (size_t q = 0; model->recording && q < model->quantities; q++) {
        if (model->quantity_lane[q] == ENT_NO_REGISTER) {
            continue;
        }
        for (size_t i = 0; i < self->lanes; i++) {
            block->draw[model->quantity[q]][self->row[i]] = self->reg[model->quantity_lane[q]][i];
        }
    }
}

/* --- violations --------------------------------------------------------------------------------------------------- */

static void add_hazards(ent_truce_state *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    memcpy(self->total, self->reg[plan->hazard[0]], self->lanes * sizeof(double));
    for (size_t c = 1; c < plan->causes; c++) {
        const double *h = self->reg[plan->hazard[c]];
        for (size_t i = 0; i < self->lanes; i++) {
            self->total[i] += h[i];
        }
    }
    for (size_t i = 0; i < self->lanes; i++) {
        self->sum[i] += self->total[i];
    }
}

static void run_violations(ent_block *block, size_t month)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    const double *trigger = self->reg[plan->trigger];
    ent_violations *list = &self->violations_now;
    ent_frame frame = ent_lane_frame(block);

    add_hazards(self);
    list->count = 0;
    for (size_t i = 0; i < self->lanes; i++) {
        if (self->sum[i] >= trigger[i] && self->alive[i] != 0.0) {
            list->lane[list->count] = (uint32_t) i;
            list->month[list->count] = month;
            list->total[list->count] = self->total[i];
            for (size_t c = 0; c < plan->causes; c++) {
                list->hazard[c][list->count] = self->reg[plan->hazard[c]][i];
            }
            list->count++;
        }
    }
    if (list->count > 0) { /* how far violations are contained matters only where there is one */
        ent_segment_run(&self->model->program.segment[ENT_SEGMENT_CONTAINED], &frame);
        ent_violations_run(block);
    }
}

/* Drops the dead lanes once they are a third of all. */
void ent_truce_drop_dead(ent_truce_state *self)
{
    uint32_t from[ENT_BLOCK_ROWS];
    size_t kept = 0;
    size_t forced = 0;

    if (3 * self->living > 2 * self->lanes || self->lanes < 8 || self->living == 0) {
        return;
    }
    self->whole = false;
    for (size_t i = 0; i < self->lanes; i++) {
        if (self->alive[i] == 0.0) {
            continue;
        }
        forced += i < self->forced ? 1 : 0;
        from[kept] = (uint32_t) i;
        self->index[kept] = self->index[i];
        self->row[kept++] = self->row[i];
    }
    for (size_t k = 0; k < self->movings; k++) {
        double *column = self->moving[k];
        size_t rows = k < self->movings_all ? kept : forced;
        for (size_t i = 0; i < rows; i++) {
            column[i] = column[from[i]];
        }
    }
    self->lanes = kept;
    self->forced = forced;
}

static void run_month(ent_block *block, size_t month)
{
    ent_truce_state *self = &block->truce;
    const ent_model *model = self->model;
    const ent_segment *segment = model->program.segment;
    ent_frame frame;

    ent_truce_load_month(block, month);
    frame = ent_lane_frame(block);
    for (size_t e = 0; e < model->truce.timed_events; e++) {
        ent_segment_run(&segment[model->truce.timed[e].segment], &frame);
        run_timed_event(self, e, (double) month);
    }
    if (model->truce.follows_force) {
        ent_force_run(block, (double) month);
    }
    ent_segment_run(&segment[ENT_SEGMENT_HAZARD], &frame);
    if (month == 1) {
        ent_truce_record_first_month(block);
    }
    if (model->truce.causes > 0) {
        run_violations(block, month);
    }
}

static void run_months(ent_block *block)
{
    ent_truce_state *self = &block->truce;

    for (size_t month = 1; month <= self->model->truce.horizon && self->living > 0; month++) {
        run_month(block, month);
        ent_truce_drop_dead(self);
    }
}

void ent_truce_run(ent_block *block)
{
    ent_truce_state *self = &block->truce;
    const ent_truce_plan *plan = &self->model->truce;
    bool eventful = plan->causes > 0 || plan->follows_force || plan->timed_events > 0;

    clear_results(block);
    if (!eventful) {
        return;
    }
    list_lanes(block);
    if (self->lanes > 0) {
        begin(block);
        if (plan->in_episodes) {
            ent_episodes_run(block);
        } else {
            run_months(block);
        }
    }
    for (size_t i = 0; i < self->lanes && self->settles && !plan->in_episodes; i++) {
        if (self->alive[i] != 0.0) {
            ent_truce_settle(block, i);
        }
    }
}
