#include "simulate/truce/active_truces.h"

#include "base/status.h"
#include "simulate/columns.h"
#include "simulate/truce/renewal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RENEWAL_COLUMNS = 7 };

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* Whether the end of a truce writes more to its draw than month and cause. */
static bool records_end(const ent_truce_plan *plan)
{
    bool any = plan->guarantees > 0 || plan->renewal.any;

    for (size_t f = 0; f < plan->forces; f++) {
        any = any || (plan->force[f].followed && plan->force[f].last_deployed != ENT_NO_REGISTER);
    }
    for (size_t c = 0; c < plan->causes; c++) {
        any = any || plan->contained[c] != ENT_NO_REGISTER;
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        any = any || plan->timed[e].last != ENT_NO_REGISTER;
    }
    return any;
}

/* Whether leads do not count from the beginning of the clock. */
static bool has_base(const ent_truce_plan *plan)
{
    return plan->awaits_deal || plan->renewal.any;
}

/* Number of columns of the state, besides the registers. */
static size_t state_columns(const ent_truce_plan *plan)
{
    return 6 + 2 * plan->timed_events + 2 * plan->contributors + (has_base(plan) ? 1 : 0) +
           (plan->renewal.any ? RENEWAL_COLUMNS + plan->guarantees : 0);
}

static void assign_renewal(ent_active_truces *self, double **column)
{
    double **to[RENEWAL_COLUMNS] = {&self->renewal.peace, &self->renewal.began, &self->renewal.broke,
        &self->renewal.spells, &self->renewal.months, &self->renewal.cumulative, &self->renewal.threshold};

    for (size_t i = 0; i < RENEWAL_COLUMNS; i++) {
        *to[i] = column[i];
    }
    self->renewal.tested = column + RENEWAL_COLUMNS;
}

static void assign_columns(ent_active_truces *self, double **column)
{
    const ent_truce_plan *plan = &self->model->truce;

    self->cumulative = *column++;
    self->hazard = *column++;
    self->alive = *column++;
    self->violations = *column++;
    if (plan->incidents != ENT_NO_REGISTER) {
        self->violations = self->reg[plan->incidents];
    }
    self->now = *column++;
    self->next = *column++;
    for (size_t e = 0; e < plan->timed_events; e++) {
        self->timed[e].cumulative = *column++;
        self->timed[e].onset = *column++;
    }
    for (size_t c = 0; c < plan->contributors; c++) {
        self->departure[c].cumulative = *column++;
        self->departure[c].left = *column++;
    }
    if (has_base(plan)) {
        self->base = *column++;
    }
    if (plan->renewal.any) {
        assign_renewal(self, column);
    }
    self->holds = plan->renewal.any ? self->renewal.peace : self->alive;
}

int ent_active_truces_init(ent_active_truces *self, ent_block *block)
{
    const ent_model *model = block->model;
    const ent_truce_plan *plan = &model->truce;
    const ent_space *space = &model->program.space[ENT_SPACE_TRUCE];
    size_t columns = space->registers + state_columns(plan);

    *self = (ent_active_truces){.model = model, .block = block};
    self->reg = ent_columns_new(columns, ENT_BLOCK_ROWS, &self->memory);
    self->moved = calloc(columns + 2, sizeof(*self->moved));
    /* One more than rows: listing writes a row before it is known whether the row counts. */
    self->index = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->index));
    self->row = calloc(ENT_BLOCK_ROWS + 1, sizeof(*self->row));
    self->timed = calloc(plan->timed_events + 1, sizeof(*self->timed));
    self->departure = calloc(plan->contributors + 1, sizeof(*self->departure));
    self->force_changes = calloc(plan->horizon + 2, sizeof(*self->force_changes));
    if (self->reg == NULL || self->moved == NULL || self->index == NULL || self->row == NULL || self->timed == NULL ||
        self->departure == NULL || self->force_changes == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    assign_columns(self, self->reg + space->registers);
    for (size_t i = 0; i < space->constants.count; i++) {
        ent_column_fill(self->reg[space->constants.item[i].to], space->constants.item[i].constant, ENT_BLOCK_ROWS);
    }
    self->records_end = records_end(plan);
    self->constant_state =
        plan->timed_events == 0 && !plan->force_followed && plan->guarantees == 0 && plan->incidents == ENT_NO_REGISTER;
    return ENT_OK;
}

void ent_active_truces_free(ent_active_truces *self)
{
    free(self->memory);
    free(self->moved);
    free(self->index);
    free(self->row);
    free(self->timed);
    free(self->departure);
    free(self->force_changes);
    *self = (ent_active_truces){.count = 0};
}

/* --- start -------------------------------------------------------------------------------------------------------- */

/* Adds the draws that have a truce and a force (troops are committed to it), or a truce and no force. Without a force
 * to follow all count as having one. */
static void list_rows(ent_active_truces *self, bool with_force)
{
    const ent_block *block = self->block;
    const double *agreed = block->draw[self->model->talks.agreed];
    ent_register sendable = self->model->truce.sendable;
    bool separate = self->model->truce.force_followed && sendable != ENT_NO_REGISTER;
    const double *sends = separate ? block->draw[sendable] : agreed;
    bool in_force = self->model->truce.in_force;
    size_t count = self->count;

    for (size_t i = 0; i < block->rows && (separate || with_force); i++) {
        bool has_force = !separate || sends[i] > 0.0;
        self->row[count] = (uint32_t) i;
        self->index[count] = block->first + i;
        count += (size_t) (((agreed[i] != 0.0) | in_force) & (has_force == with_force));
    }
    self->count = count;
}

/* Rows with a force come first, since only these have departures and arrivals to follow. */
static void list_all(ent_active_truces *self)
{
    self->count = 0;
    list_rows(self, true);
    self->with_force = self->count;
    list_rows(self, false);
    self->living = self->count;
    self->all_rows = self->with_force == self->block->rows;
}

static void copy_draw_values(ent_active_truces *self)
{
    const ent_import_list *draws = &self->model->program.space[ENT_SPACE_TRUCE].draws;

    for (size_t k = 0; k < draws->count; k++) {
        const double *from = self->block->draw[draws->item[k].from];
        double *to = self->reg[draws->item[k].to];
        if (self->all_rows) {
            memcpy(to, from, self->count * sizeof(*to));
            continue;
        }
        for (size_t i = 0; i < self->count; i++) {
            to[i] = from[self->row[i]];
        }
    }
}

static void copy_world_values(ent_active_truces *self)
{
    const ent_block *block = self->block;
    const ent_import_list *worlds = &self->model->program.space[ENT_SPACE_TRUCE].worlds;

    for (size_t k = 0; k < worlds->count; k++) {
        const double *from = block->world[worlds->item[k].from];
        double *to = self->reg[worlds->item[k].to];
        for (size_t i = 0; i < self->count; i++) {
            to[i] = from[block->world_of[self->row[i]]];
        }
    }
}

static void reset_base(ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    if (plan->awaits_deal) {
        for (size_t i = 0; i < self->count; i++) {
            self->base[i] = self->block->draw[plan->deal_month][self->row[i]];
        }
    } else if (self->base != NULL) {
        ent_column_fill(self->base, 0.0, self->count);
    }
    for (size_t f = 0; plan->awaits_deal && f < plan->forces; f++) {
        if (plan->force[f].committed != ENT_NO_REGISTER) {
            ent_column_fill(self->reg[plan->force[f].committed], 0.0, self->count);
        }
    }
}

static void reset_state(ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;

    ent_column_fill(self->cumulative, 0.0, self->count);
    ent_column_fill(self->violations, 0.0, self->count);
    for (size_t e = 0; e < plan->timed_events; e++) {
        ent_column_fill(self->timed[e].cumulative, 0.0, self->count);
        if (plan->timed[e].continues) { /* begun: from month 1 on, or (`every`) up to the month in the register */
            memcpy(self->timed[e].onset, self->reg[plan->timed[e].begun], self->count * sizeof(double));
        } else {
            ent_column_fill(self->timed[e].onset, 0.0, self->count);
        }
    }
    for (size_t c = 0; plan->force_followed && c < plan->contributors; c++) {
        ent_register leaves = plan->departure[c].followed ? plan->departure[c].leaves : ENT_NO_REGISTER;
        ent_column_fill(self->departure[c].cumulative, 0.0, self->with_force);
        if (leaves != ENT_NO_REGISTER) {
            memcpy(self->departure[c].left, self->reg[leaves], self->with_force * sizeof(double));
        } else {
            ent_column_fill(self->departure[c].left, INFINITY, self->with_force);
        }
    }
    reset_base(self);
    if (plan->renewal.any) {
        ent_renewal_start(self);
    }
}

void ent_active_truces_start(ent_active_truces *self)
{
    const ent_model *model = self->model;
    ent_row_set frame;

    list_all(self);
    if (self->count == 0) {
        return;
    }
    ent_column_fill(self->alive, 1.0, self->count);
    copy_draw_values(self);
    copy_world_values(self);
    frame = ent_active_truces_frame(self);
    frame.alive = self->alive;
    if (model->truce.committed_monthly && !model->truce.awaits_deal) {
        frame.guard = NULL; /* the segment runs again, counting guards, once force.committed is known */
    }
    ent_segment_run(&model->program.segment[ENT_SEGMENT_TRUCE_START], &frame);
    frame.rows = self->with_force;
    ent_segment_run(&model->program.segment[ENT_SEGMENT_ARRIVAL], &frame);
    reset_state(self);
}

/* --- months ------------------------------------------------------------------------------------------------------- */

ent_row_set ent_active_truces_frame(const ent_active_truces *self)
{
    const ent_block *block = self->block;

    return (ent_row_set){.kernels = self->model->kernels,
        .reg = self->reg,
        .rows = self->count,
        .first = block->first,
        .index = self->all_rows ? NULL : self->index,
        .alive = self->holds,
        .guard = block->guard,
        .scratch = block->scratch};
}

void ent_active_truces_load_month(ent_active_truces *self, size_t month)
{
    const ent_block *block = self->block;
    const ent_model *model = self->model;
    const ent_space *space = &model->program.space[ENT_SPACE_TRUCE];

    for (size_t k = 0; k < space->months.count; k++) {
        ent_column_fill(self->reg[space->months.item[k].to], model->month_table[space->months.item[k].from][month - 1],
            self->count);
    }
    for (size_t k = 0; k < space->world_months.count; k++) {
        const double *from = block->world_month[space->world_months.item[k].from] + (month - 1);
        double *to = self->reg[space->world_months.item[k].to];
        for (size_t i = 0; i < self->count; i++) {
            to[i] = from[(size_t) block->world_of[self->row[i]] * model->truce.table_months];
        }
    }
}

/* --- results ------------------------------------------------------------------------------------------------------ */

void ent_active_truces_record_settings(const ent_active_truces *self)
{
    const ent_model *model = self->model;

    for (size_t q = 0; model->recording && q < model->quantities; q++) {
        if (model->quantity_in_truce[q] == ENT_NO_REGISTER) {
            continue;
        }
        for (size_t i = 0; i < self->count; i++) {
            self->block->draw[model->quantity[q]][self->row[i]] = self->reg[model->quantity_in_truce[q]][i];
        }
    }
}

/* With `renews`: whether no truce is there in the last month followed. */
static bool ends_without_truce(const ent_active_truces *self, size_t i)
{
    const ent_truce_plan *plan = &self->model->truce;

    return plan->renewal.any && self->renewal.peace[i] == 0.0 && self->renewal.broke[i] < (double) plan->horizon;
}

void ent_active_truces_record_end(const ent_active_truces *self, size_t i)
{
    const ent_truce_plan *plan = &self->model->truce;
    double **draw = self->block->draw;
    size_t row = self->row[i];

    draw[plan->violations][row] = self->violations[i];
    for (size_t f = 0; f < plan->forces; f++) {
        const ent_force_plan *force = &plan->force[f];
        if (force->followed && force->last_deployed != ENT_NO_REGISTER) {
            draw[force->last_deployed][row] = self->reg[force->deployed][i];
        }
    }
    for (size_t g = 0; g < plan->guarantees; g++) {
        if (plan->guarantee[g].last_in_force != ENT_NO_REGISTER) {
            draw[plan->guarantee[g].last_in_force][row] =
                ends_without_truce(self, i) ? 0.0 : self->reg[plan->guarantee[g].in_force][i];
        }
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        if (plan->timed[e].last != ENT_NO_REGISTER) {
            draw[plan->timed[e].last][row] = self->reg[plan->timed[e].active][i];
        }
    }
}

/* --- invariants --------------------------------------------------------------------------------------------------- */

static const char *check_rows(const ent_active_truces *self)
{
    bool listed[ENT_BLOCK_ROWS] = {false};
    size_t living = 0;

    for (size_t i = 0; i < self->count; i++) {
        if (self->row[i] >= self->block->rows || listed[self->row[i]]) {
            return "each active truce is a row of the block, in the risk set once";
        }
        if (self->index[i] != self->block->first + self->row[i]) {
            return "index is the number of the row's draw";
        }
        if (self->all_rows && self->row[i] != i) {
            return "with all_rows, row i is row i of the block";
        }
        listed[self->row[i]] = true;
        living += self->alive[i] != 0.0 ? 1 : 0;
    }
    return living == self->living ? NULL : "living is the number of rows that are alive";
}

/* Months of living truces; kernels do not spare the rows of ended ones. */
static const char *check_months(const ent_active_truces *self)
{
    const ent_truce_plan *plan = &self->model->truce;
    double horizon = (double) plan->horizon;
    double last = (double) plan->table_months;

    for (size_t i = 0; i < self->count; i++) {
        if (self->alive[i] == 0.0) {
            continue;
        }
        for (size_t e = 0; e < plan->timed_events; e++) {
            double onset = self->timed[e].onset[i];
            if (plan->timed[e].every == ENT_NO_REGISTER && !(onset >= 0.0 && onset <= last)) {
                return "a timed event begins within the horizon";
            }
        }
        for (size_t c = 0; plan->force_followed && c < plan->contributors && i < self->with_force; c++) {
            if (!(self->departure[c].left[i] >= 1.0)) {
                return "a contributor leaves in month 1 or later";
            }
        }
        if (plan->event_driven && !(self->now[i] >= 1.0 && self->now[i] <= horizon)) {
            return "a living truce is in a month within the horizon";
        }
    }
    return NULL;
}

const char *ent_active_truces_check(const ent_active_truces *self)
{
    const char *broken;

    if (self->count > self->block->rows || self->with_force > self->count || self->moved_of_all > self->moved_count) {
        return "counts are at most what they are counted among";
    }
    broken = check_rows(self);
    return broken == NULL ? check_months(self) : broken;
}
