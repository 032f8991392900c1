#include "simulate/truce/compaction.h"

static void add_moving(ent_truce_state *self, double *column)
{
    self->moving[self->movings++] = column;
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
           plan->lasts == column;
}

static bool read_by_departure(const ent_departure_plan *plan, ent_register column)
{
    return plan->sends == column || plan->lead == column || plan->rate == column || plan->trigger == column;
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

/* Whether anybody reads a column once the truces have begun; when they begin no lane is dropped yet. */
static bool read_later(const ent_truce_state *self, ent_register column)
{
    const ent_program *program = &self->model->program;
    const ent_truce_plan *plan = &self->model->truce;
    bool read = plan->trigger == column || plan->cap == column || plan->allowed == column;

    for (size_t s = ENT_SEGMENT_LEAVES; s < program->segments && !read; s++) {
        read = reads(&program->segment[s], column);
    }
    for (size_t e = 0; e < plan->timed_events && !read; e++) {
        read = read_by_event(&plan->timed[e], column);
    }
    for (size_t c = 0; plan->departure != NULL && c < plan->contributors && !read; c++) {
        read = read_by_departure(&plan->departure[c], column);
    }
    return read || is_listed(plan->hazard, plan->causes, column) || is_listed(plan->contained, plan->causes, column) ||
           is_listed(plan->strength, plan->causes * plan->clocks, column);
}

static void add_if_read(ent_truce_state *self, ent_register column)
{
    if (read_later(self, column)) {
        add_moving(self, self->reg[column]);
    }
}

/* Columns that keep their meaning from month to month: they move along when lanes are dropped. */
static void list_moving(ent_truce_state *self)
{
    const ent_program *program = &self->model->program;
    const ent_space *space = &program->space[ENT_SPACE_LANE];
    const ent_segment *entry = &program->segment[ENT_SEGMENT_LANE];
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
    add_moving(self, self->sum);
    add_moving(self, self->alive);
    add_moving(self, self->violations);
    if (plan->in_episodes) {
        add_moving(self, self->now);
    }
    if (plan->deployed != ENT_NO_REGISTER) {
        add_moving(self, self->reg[plan->deployed]);
    }
    if (plan->committed != ENT_NO_REGISTER) {
        add_moving(self, self->reg[plan->committed]);
    }
    for (size_t e = 0; e < plan->timed_events; e++) {
        add_moving(self, self->timed[e].sum);
        add_moving(self, self->timed[e].onset);
        add_moving(self, self->reg[plan->timed[e].active]); /* outcomes read it after the last month */
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

/* Those that matter for lanes with a force only. Of what the segment of arrivals computes, nobody reads more. */
static void list_moving_force(ent_truce_state *self)
{
    const ent_segment *arrival = &self->model->program.segment[ENT_SEGMENT_ARRIVAL];
    const ent_truce_plan *plan = &self->model->truce;

    self->movings_all = self->movings;
    for (size_t c = 0; plan->follows_force && c < plan->contributors; c++) {
        const ent_departure_plan *departure = &plan->departure[c];
        if (computed_in(arrival, departure->lead)) {
            add_moving(self, self->reg[departure->lead]);
        }
        if (departure->trigger != ENT_NO_REGISTER && computed_in(arrival, departure->trigger)) {
            add_moving(self, self->reg[departure->trigger]);
        }
        add_moving(self, self->departure[c].sum);
        add_moving(self, self->departure[c].left);
    }
}

void ent_truce_list_moving(ent_truce_state *self)
{
    list_moving(self);
    list_moving_force(self);
}
