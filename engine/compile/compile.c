#include "compile/compiler.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

void ent_model_init(ent_model *self)
{
    *self = (ent_model){0};
}

void ent_model_free(ent_model *self)
{
    ent_value_graph_free(&self->graph);
    ent_arena_free(&self->arena);
    *self = (ent_model){0};
}

static void prepare_world(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    self->factor = ent_compile_values(self, scenario->factors);
    self->factor_score = ent_compile_values(self, scenario->factors);
    self->event = ent_compile_values(self, scenario->events);
    self->event_score = ent_compile_values(self, scenario->events);
    self->event_time = ent_compile_array(self, scenario->events, sizeof(*self->event_time));
    self->event_in_ring = ent_compile_array(self, scenario->events, sizeof(*self->event_in_ring));
    self->timed_now = ent_compile_values(self, scenario->events);
    self->timed_last = ent_compile_values(self, scenario->events);
    self->timed_when = ent_compile_values(self, scenario->events);
    self->timed_rate = ent_compile_values(self, scenario->events);
    self->timed_trigger = ent_compile_values(self, scenario->events);
    self->timed_at = ent_compile_values(self, scenario->events);
    self->timed_lasts = ent_compile_values(self, scenario->events);
}

static void prepare_coalition(ent_compiler *self)
{
    size_t count = self->scenario->contributors;

    self->joins = ent_compile_values(self, count);
    self->joins_score = ent_compile_values(self, count);
    self->troops = ent_compile_values(self, count);
    self->troops_score = ent_compile_values(self, count);
    self->would_join = ent_compile_values(self, count);
    self->would_send = ent_compile_values(self, count);
    self->after = ent_compile_values(self, count);
    self->sends = ent_compile_values(self, count);
    self->lead = ent_compile_values(self, count);
    self->leaves = ent_compile_values(self, count);
    self->leave_rate = ent_compile_values(self, count);
    self->leave_trigger = ent_compile_values(self, count);
}

static void prepare_rest(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    self->threshold = ent_compile_values(self, scenario->parties);
    self->war_cost = ent_compile_values(self, scenario->parties);
    self->concession = ent_compile_values(self, scenario->parties);
    self->utility = ent_compile_values(self, scenario->parties);
    self->deal = ent_compile_values(self, scenario->demands);
    self->stage_month = ent_compile_values(self, scenario->talks.stages);
    self->hazard = ent_compile_values(self, scenario->causes);
    self->contained = ent_compile_values(self, scenario->causes);
    self->outcome_when = ent_compile_values(self, scenario->outcomes);
    self->check = ent_compile_values(self, scenario->checks);
    self->check_given = ent_compile_values(self, scenario->checks);
    self->pick = ENT_NO_VALUE;
    self->trigger = ENT_NO_VALUE;
}

static void compile_stages(ent_compiler *self)
{
    static const struct {
        void (*stage)(ent_compiler *self); /* NULL: the events of a time */
        ent_time events;
    } stages[] = {{ent_compile_correlations, 0}, {ent_compile_event_times, 0}, {ent_compile_factors, 0},
        {NULL, ENT_TIME_EVENT_1}, {ent_compile_coalition, 0}, {NULL, ENT_TIME_EVENT_2}, {ent_compile_talks, 0},
        {NULL, ENT_TIME_EVENT_3}, {ent_compile_truce, 0}, {NULL, ENT_TIME_EVENT_4}, {NULL, ENT_TIME_EVENT_5},
        {ent_compile_outcome, 0}};

    self->draw_rate = ENT_RATE_DRAW;
    for (size_t i = 0; i < sizeof(stages) / sizeof(*stages); i++) {
        if (self->status != ENT_OK || self->graph->no_memory) {
            return; /* what a stage should have left for the next may be missing */
        }
        if (stages[i].stage != NULL) {
            stages[i].stage(self);
        } else {
            ent_compile_events(self, stages[i].events);
        }
    }
}

/* The tables of what depends on the month alone. */
static void fill_month_tables(ent_compiler *self)
{
    ent_model *model = self->model;
    ent_space *space = &model->program.space[ENT_SPACE_MONTH];
    size_t horizon = self->scenario->run.horizon;
    ent_register month = ent_program_register(&model->program, ENT_SPACE_MONTH, self->month);
    ent_row_set frame = {.kernels = model->kernels, .rows = horizon};

    model->month_table = ent_compile_array(self, space->registers, sizeof(*model->month_table));
    for (size_t r = 0; model->month_table != NULL && r < space->registers; r++) {
        model->month_table[r] = ent_compile_array(self, horizon, sizeof(**model->month_table));
    }
    if (self->status != ENT_OK || model->month_table == NULL) {
        return;
    }
    for (size_t m = 0; m < horizon; m++) {
        for (size_t i = 0; i < space->constants.count; i++) {
            model->month_table[space->constants.item[i].to][m] = space->constants.item[i].constant;
        }
        if (month != ENT_NO_REGISTER) {
            model->month_table[month][m] = (double) (m + 1);
        }
    }
    frame.reg = model->month_table;
    ent_segment_run(&model->program.segment[ENT_SEGMENT_MONTH], &frame);
}

int ent_model_compile(ent_model *self, const ent_scenario *scenario, const ent_kernels *kernels, bool recording,
    ent_diagnostics *diagnostics)
{
    ent_compiler compiler = {.model = self, .scenario = scenario, .graph = &self->graph, .diagnostics = diagnostics,
        .arena = &self->arena};
    size_t before = diagnostics->errors;

    self->scenario = scenario;
    self->kernels = kernels;
    self->recording = recording;
    if (ent_value_graph_init(&self->graph, &self->arena, kernels) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    prepare_world(&compiler);
    prepare_coalition(&compiler);
    prepare_rest(&compiler);
    if (compiler.status != ENT_OK) {
        return compiler.status;
    }
    compile_stages(&compiler);
    if (compiler.status != ENT_OK || self->graph.no_memory || diagnostics->no_memory) {
        return ENT_ERR_NO_MEMORY;
    }
    if (diagnostics->errors > before) {
        return ENT_ERR_SCENARIO;
    }
    ent_pass_proportional_hazards(&compiler);
    if (compiler.status != ENT_OK || self->graph.no_memory) {
        return ENT_ERR_NO_MEMORY;
    }
    if (ent_program_init(&self->program, &self->arena, &self->graph, self->truce.timed_events) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_pass_schedule(&compiler);
    ent_pass_approximate_scores(&compiler);
    ent_pass_fusion(&compiler);
    if (compiler.status == ENT_OK) {
        fill_month_tables(&compiler);
    }
    return compiler.status;
}
