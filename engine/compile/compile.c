#include "compile/compile.h"

#include "base/status.h"
#include "compile/compiler.h"
#include "compile/expressions/formulas.h"
#include "compile/passes/passes.h"
#include "compile/sections/sections.h"

#include <inttypes.h>

/* Compiles the sections in the order of the stages of a draw. */
static void compile_sections(ent_compiler *self)
{
    static const struct {
        void (*section)(ent_compiler *self); /* NULL: the events known at a time */
        ent_time events;
    } order[] = {{ent_compile_reads, 0}, {ent_compile_correlations, 0}, {ent_compile_event_times, 0},
        {ent_compile_factors, 0}, {NULL, ENT_TIME_EVENT_1}, {ent_compile_coalition, 0}, {NULL, ENT_TIME_EVENT_2},
        {ent_compile_talks, 0}, {ent_compile_ratification, 0}, {NULL, ENT_TIME_EVENT_3}, {ent_compile_truce, 0},
        {NULL, ENT_TIME_EVENT_4}, {NULL, ENT_TIME_EVENT_5}, {ent_compile_named_values, 0}, {ent_compile_outcome, 0}};

    for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
        if (self->status != ENT_OK || self->graph.no_memory) {
            return; /* the values that the next section reads may be missing */
        }
        if (order[i].section != NULL) {
            order[i].section(self);
        } else {
            ent_compile_events(self, order[i].events);
        }
    }
}

/* Reports settings that are no number in some month: no run computes them again, and counts it. The recorder has others
 * besides, which nothing that is simulated reads. */
static void check_month_tables(ent_compiler *self, const ent_guard_count *count)
{
    const ent_model *model = self->model;

    for (size_t i = 0; count != NULL && !model->recording && i < model->guards; i++) {
        if (count[i].nan > 0) {
            ent_compile_error(self, model->guard[i].quantity, NULL,
                "look for a division 0 / 0, and for log, sqrt or ^ of a negative number",
                "`%s` is not a number in %" PRIu64 " of the %zu months", model->guard[i].quantity->written,
                count[i].nan, model->truce.table_months);
        }
    }
}

/* Computes the values that depend on the month alone. */
static void fill_month_tables(ent_compiler *self)
{
    ent_model *model = self->model;
    const ent_space *space = &model->program.space[ENT_SPACE_MONTH];
    size_t months = model->truce.table_months;
    ent_register month = ent_program_register(&self->program, ENT_SPACE_MONTH, self->name.month);
    ent_row_set frame = {.kernels = model->kernels, .rows = months};

    model->month_table = ent_compile_array(self, space->registers, sizeof(*model->month_table));
    for (size_t r = 0; model->month_table != NULL && r < space->registers; r++) {
        model->month_table[r] = ent_compile_array(self, months, sizeof(**model->month_table));
    }
    if (self->status != ENT_OK || model->month_table == NULL) {
        return;
    }
    for (size_t m = 0; m < months; m++) {
        for (size_t i = 0; i < space->constants.count; i++) {
            model->month_table[space->constants.item[i].to][m] = space->constants.item[i].constant;
        }
        if (month != ENT_NO_REGISTER) {
            model->month_table[month][m] = (double) (m + 1);
        }
    }
    frame.reg = model->month_table;
    frame.guard = ent_compile_array(self, model->guards, sizeof(*frame.guard));
    ent_segment_run(&model->program.segment[ENT_SEGMENT_MONTH], &frame);
    check_month_tables(self, frame.guard);
}

/* Lays out the program and improves it. */
static int lay_out(ent_compiler *self)
{
    ent_model *model = self->model;
    int status = ent_program_builder_init(&self->program, &model->program, &self->graph, model->truce.timed_events,
        model->talks.during_events, self->arena);

    if (status != ENT_OK) {
        return status;
    }
    ent_pass_schedule(self);
    ent_pass_approximate_scores(self);
    ent_pass_fusion(self);
    if (self->status == ENT_OK) {
        fill_month_tables(self);
    }
    return self->status;
}

int ent_compiler_run(ent_compiler *self)
{
    size_t before = self->diagnostics->errors;
    int status;

    self->expression = ent_compile_expression;
    compile_sections(self);
    if (self->status != ENT_OK || self->graph.no_memory || self->diagnostics->no_memory) {
        return ENT_ERR_NO_MEMORY;
    }
    if (self->diagnostics->errors > before) {
        return ENT_ERR_SCENARIO;
    }
    ent_pass_proportional_hazards(self);
    if (self->status != ENT_OK || self->graph.no_memory) {
        return ENT_ERR_NO_MEMORY;
    }
    status = lay_out(self);
    return status == ENT_OK && self->diagnostics->errors > before ? ENT_ERR_SCENARIO : status;
}

int ent_model_compile(ent_model *self, const ent_scenario *scenario, const ent_kernels *kernels, bool recording,
    ent_diagnostics *diagnostics)
{
    ent_compiler compiler;
    int status;

    self->recording = recording;
    status = ent_compiler_init(&compiler, self, scenario, kernels, diagnostics);
    if (status == ENT_OK) {
        status = ent_compiler_run(&compiler);
    }
    ent_compiler_free(&compiler);
    return status;
}
