#include "simulate/truce/compaction.h"

/* --- list of columns ---------------------------------------------------------------------------------------------- */

static void add_column(ent_active_truces *self, double *column)
{
    self->moved[self->moved_count++] = column;
}

static bool reads(const ent_segment *segment, ent_register column)
{
    for (size_t i = 0; i < segment->count; i++) {
        for (size_t a = 0; a < segment->code[i].arguments; a++) {
            if (segment->code[i].in[a] == column) {
                return true;
            }
        }
    }
    return false;
}

static bool read_by_event(const ent_timed_plan *plan, ent_register column)
{
    return plan->when == column || plan->rate == column || plan->trigger == column || plan->at == column ||
           plan->every == column || plan->decided == column || plan->until == column || plan->lasts == column;
}

static bool read_by_departure(const ent_departure_plan *plan, ent_register column)
{
    return plan->followed && (plan->sends == column || plan->brings == column || plan->lead == column ||
                                 plan->rate == column || plan->trigger == column);
}

static bool read_by_force(const ent_force_plan *plan, ent_register column)
{
    return plan->followed && (plan->cap == column || plan->allowed == column);
}

static bool is_listed(const ent_register *list, size_t count, ent_register column)
{
    for (size_t i = 0; list != NULL && i < count; i++) {
        if (list[i] == column) {
            return true;
        }
    }
    return false;
}

/* Whether a column is read after the truces have started. Columns that are read only at the start need not move, since
 * no row has been removed by then. */
static bool read_later(const ent_active_truces *self, ent_register column)
{
    const ent_program *program = &self->model->program;
    const ent_truce_plan *plan = &self->model->truce;
    bool read = plan->trigger == column || (plan->awaits_deal && plan->deal_month_now == column);

    for (size_t s = ENT_SEGMENT_RENEWAL; s < program->segments && !read; s++) {
        read = ent_program_space(program, s) == ENT_SPACE_TRUCE && reads(&program->segment[s], column);
    }
    for (size_t e = 0; e < plan->timed_events && !read; e++) {
        read = read_by_event(&plan->timed[e], column);
    }
    for (size_t f = 0; f < plan->forces && !read; f++) {
        read = read_by_force(&plan->force[f], column);
    }
    for (size_t c = 0; plan->departure != NULL && c < plan->contributors && !read; c++) {
        read = read_by_departure(&plan->departure[c], column);
    }
    return read || is_listed(plan->hazard, plan->causes, column) || is_listed(plan->contained, plan->causes, column) ||
           is_listed(plan->strength, plan->causes * plan->baselines, column) ||
           ent_guarantees_read_column(plan, column);
}

/* Adds a column unless it is listed: the same value may serve several readers. */
static void add_once(ent_active_truces *self, double *column)
{
    for (size_t k = 0; k < self->moved_count; k++) {
        if (self->moved[k] == column) {
            return;
        }
    }
    add_column(self, column);
}

static void add_if_read(ent_active_truces *self, ent_register column)
{
    if (read_later(self, column)) {
        add_column(self, self->reg[column]);
    }
}

/* Columns of all rows that keep their values from month to month. */
static void list_columns(ent_active_truces *self)
{
    const ent_program *program = &self->model->program;
    const ent_space *space = &program->space[ENT_SPACE_TRUCE];
    const ent_segment *entry = &program->segment[ENT_SEGMENT_TRUCE_START];
    const ent_truce_plan *plan = &self->model->truce;

    for (size_t i = 0; i < space->draws.count; i++) {
        add_if_read(self, space->draws.item[i].to);
    }
    for (size_t i = 0; i < space->worlds.count; i++) {
        add_if_read(self, space->worlds.item[i].to);
    }
    for (size_t i = 0; i < entry->count; i++) {
        add_if_read(self, entry->code[i].out);
    }
    add_column(self, self->cumulative);
    add_column(self, self->alive);
    add_column(self, self->violations);
    if (plan->event_driven) {
        add_column(self, self->now);
    }
    if (self->base != NULL) { /* with `renews` no row is ever removed, so its own columns need not move */
        add_column(self, self->base);
    }
    for (size_t f = 0; f < plan->forces; f++) {
        if (plan->force[f].deployed != ENT_NO_REGISTER) {
            add_column(self, self->reg[plan->force[f].deployed]);
        }
        if (plan->force[f].committed != ENT_NO_REGISTER) {
            add_column(self, self->reg[plan->force[f].committed]);
        }
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        add_column(self, self->timed[e].cumulative);
        add_column(self, self->timed[e].onset);
        add_column(self, self->reg[plan->timed[e].active]); /* outcomes read it after the last month */
    }
    for (size_t g = 0; g < plan->guarantees; g++) {
        if (plan->guarantee[g].failed_for_good != ENT_NO_REGISTER) {
            add_once(self, self->reg[plan->guarantee[g].failed_for_good]);
        }
        add_once(self, self->reg[plan->guarantee[g].in_force]); /* outcomes read it likewise */
    }
}

static bool computed_in(const ent_segment *segment, ent_register out)
{
    for (size_t i = 0; i < segment->count; i++) {
        if (segment->code[i].out == out) {
            return true;
        }
    }
    return false;
}

/* Columns of rows with a force. Of the values that the segment of arrivals computes, no others are read later. */
static void list_columns_of_force(ent_active_truces *self)
{
    const ent_segment *arrival = &self->model->program.segment[ENT_SEGMENT_ARRIVAL];
    const ent_truce_plan *plan = &self->model->truce;

    self->moved_of_all = self->moved_count;
    for (size_t c = 0; plan->force_followed && c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        if (!departure->followed) {
            continue;
        }
        if (computed_in(arrival, departure->lead)) {
            add_once(self, self->reg[departure->lead]);
        }
        if (departure->trigger != ENT_NO_REGISTER && computed_in(arrival, departure->trigger)) {
            add_once(self, self->reg[departure->trigger]);
        }
        add_column(self, self->departure[c].cumulative);
        add_column(self, self->departure[c].left);
    }
}

void ent_compaction_list(ent_active_truces *truces)
{
    list_columns(truces);
    list_columns_of_force(truces);
}

/* --- moving ------------------------------------------------------------------------------------------------------- */

void ent_compaction_run(ent_active_truces *truces)
{
    uint32_t from[ENT_BLOCK_ROWS];
    size_t kept = 0;
    size_t with_force = 0;

    if (3 * truces->living > 2 * truces->count || truces->count < 8 || truces->living == 0) {
        return;
    }
    truces->all_rows = false;
    for (size_t i = 0; i < truces->count; i++) {
        if (truces->alive[i] == 0.0) {
            continue;
        }
        with_force += i < truces->with_force ? 1 : 0;
        from[kept] = (uint32_t) i;
        truces->index[kept] = truces->index[i];
        truces->row[kept++] = truces->row[i];
    }
    for (size_t k = 0; k < truces->moved_count; k++) {
        double *column = truces->moved[k];
        size_t rows = k < truces->moved_of_all ? kept : with_force;
        for (size_t i = 0; i < rows; i++) {
            column[i] = column[from[i]];
        }
    }
    truces->count = kept;
    truces->with_force = with_force;
}
