/* Stage 4: the guarantees: when they are in force, whether they are honoured when tested, and the violations that
 * they contain. */
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

static int reads_deal(const ent_ast *ast, void *context)
{
    const ent_compiler *self = context;
    ent_name name = {ENT_NAME_UNKNOWN, 0};

    if (ast->kind == ENT_AST_NAME) {
        name = ent_name_find(self->scenario, ast->text);
    }
    return name.kind == ENT_NAME_AGREED || name.kind == ENT_NAME_DEAL || name.kind == ENT_NAME_TALKS_MONTH ||
           name.kind == ENT_NAME_TALKS_ROUND || name.kind == ENT_NAME_UTILITY ||
           (name.kind == ENT_NAME_EVENT && self->event_time[name.index] == ENT_TIME_EVENT_3);
}

/* The month that `starts` counts: the truce's own. In a truce in force it is counted from the deal where `given` looks
 * at the deal, so that the guarantee is in no month before it; and from the beginning of a later truce, whichever is
 * later. */
static ent_value month_of_guarantee(ent_compiler *self, const ent_guarantee *guarantee)
{
    ent_value deal = self->name.deal_signed.whole_month;

    if (deal == ENT_NO_VALUE || ent_compile_walk(self, guarantee->given.formula, reads_deal, self) == 0) {
        return self->name.truce_month;
    }
    return ent_compile_binary(
        self, ENT_OP_MIN, self->name.truce_month, ent_compile_binary(self, ENT_OP_SUB, self->name.month, deal));
}

/* The months of the truce in which a guarantee can be in force, `first` to `last`. Months that are known when the truce
 * begins are left to the stage's own code (`open`), which foresees the month of the next change; others are compared
 * with the month in the formula. Returns the condition, or ENT_NO_VALUE where it always holds. */
static ent_value compile_window(ent_compiler *self, size_t i)
{
    const ent_guarantee *guarantee = &self->scenario->guarantee[i];
    ent_value one = ent_compile_constant(self, 1.0);
    ent_value first = ent_compile_quantity(self, &guarantee->starts, ENT_NO_VALUE);
    ent_value last = ent_compile_constant(self, INFINITY);
    ent_value month = month_of_guarantee(self, guarantee);
    double number;
    bool from_start = month == self->name.truce_month && ent_compile_is_constant(self, first, &number) && number <= 1.0;

    if (guarantee->lasts.formula != NULL) {
        last = ent_compile_binary(self, ENT_OP_SUB,
            ent_compile_binary(self, ENT_OP_ADD, first, ent_compile_quantity(self, &guarantee->lasts, ENT_NO_VALUE)),
            one);
    } else if (from_start) {
        return ENT_NO_VALUE;
    }
    if (self->graph.no_memory) {
        return ENT_NO_VALUE;
    }
    if (self->graph.node[first].monthly || self->graph.node[last].monthly || month != self->name.month) {
        return ent_compile_binary(self, ENT_OP_AND, ent_compile_binary(self, ENT_OP_GE, month, first),
            ent_compile_binary(self, ENT_OP_LE, month, last));
    }
    self->guarantee.first[i] = first;
    self->guarantee.last[i] = last;
    self->guarantee.open[i] = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, 1.0);
    return self->guarantee.open[i];
}

/* Whether the guarantee can fail: it is not surely honoured. */
static bool can_fail(const ent_guarantee *guarantee)
{
    double chance;

    return !(ent_ast_constant(guarantee->honoured.formula, &chance) && chance == 1.0);
}

static void compile_in_force(ent_compiler *self, size_t i)
{
    const ent_guarantee *guarantee = &self->scenario->guarantee[i];
    ent_value value;
    ent_value window;

    ent_compile_at(self, ENT_TIME_GUARANTEE, i, true);
    value = ent_compile_quantity(self, &guarantee->given, ENT_NO_VALUE);
    window = compile_window(self, i);
    if (window != ENT_NO_VALUE) {
        value = ent_compile_binary(self, ENT_OP_AND, value, window);
    }
    if (guarantee->fails_for_good && can_fail(guarantee)) {
        self->guarantee.failed_for_good[i] = ent_compile_input(self, ENT_RATE_DRAW, true, 0.0, 1.0);
        value = ent_compile_binary(
            self, ENT_OP_AND, value, ent_compile_unary(self, ENT_OP_NOT, self->guarantee.failed_for_good[i]));
    }
    self->name.in_force[i] = value;
}

/* The values that the stage's own code fills in for each draw. */
static void compile_counts(ent_compiler *self, size_t i)
{
    ent_value *count[] = {&self->name.tested[i], &self->name.honoured[i], &self->name.failed[i],
        &self->guarantee.months[i], &self->guarantee.contained[i], &self->guarantee.saved[i]};

    for (size_t k = 0; k < sizeof(count) / sizeof(*count); k++) {
        *count[k] = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) self->scenario->run.horizon);
    }
    if (self->truce.renews != ENT_NO_VALUE) {
        self->guarantee.tested_truces[i] =
            ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) self->scenario->run.horizon);
    }
    self->name.last_in_force[i] = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
}

/* Months are counted in 32 bits a world. */
static void check_size(ent_compiler *self)
{
    const ent_run_size *run = &self->scenario->run;
    uint64_t most = UINT32_MAX / run->horizon;

    if (run->replications > most) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, "run.replications",
            ent_arena_printf(
                self->arena, "write at most %llu replications, and more worlds", (unsigned long long) most),
            "%llu replications of %zu months are more months of truce in a world than can be counted for `guarantees`",
            (unsigned long long) run->replications, run->horizon);
    }
}

void ent_compile_guarantees(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    self->model->truce.guarantees = scenario->guarantees;
    if (scenario->guarantees > 0) {
        check_size(self);
    }
    for (size_t i = 0; i < scenario->guarantees; i++) {
        compile_in_force(self, i);
        compile_counts(self, i);
    }
    for (size_t i = 0; i < scenario->guarantees; i++) {
        ent_compile_at(self, ENT_TIME_EVENT_4, 0, true);
        self->guarantee.honoured_chance[i] = ent_compile_quantity(self, &scenario->guarantee[i].honoured, ENT_NO_VALUE);
        self->guarantee.contains[i] = ent_compile_quantity(self, &scenario->guarantee[i].contains, ENT_NO_VALUE);
    }
}
