#include "compile/expressions/formulas.h"

#include "compile/expressions/conditions.h"
#include "compile/expressions/distributions.h"
#include "compile/expressions/option_comparisons.h"
#include "compile/expressions/visibility.h"

/* Names that vary by month: their values of the current month or, in stage 5, of the last month followed. */
static ent_value monthly_name(const ent_compiler *self, ent_name name)
{
    bool after = self->setting.time >= ENT_TIME_TRUCE;

    if (name.kind == ENT_NAME_CALENDAR && self->setting.time <= ENT_TIME_TALKS) {
        return self->name.round_calendar;
    }
    switch (name.kind) {
    case ENT_NAME_MONTH:
        return after ? self->name.last_month : self->setting.month;
    case ENT_NAME_CALENDAR:
        if (self->setting.time == ENT_TIME_RATIFICATION) {
            return self->signature.month;
        }
        return after ? self->name.last_calendar : self->name.calendar;
    case ENT_NAME_DEPLOYED:
        return after ? self->name.force[name.index].last_deployed : self->name.force[name.index].deployed;
    case ENT_NAME_RATIO:
        return after ? self->name.force[name.index].last_ratio : self->name.force[name.index].ratio;
    case ENT_NAME_INCIDENTS:
        return after ? self->name.violations : self->name.incidents;
    case ENT_NAME_IN_FORCE:
        return after ? self->name.last_in_force[name.index] : self->name.in_force[name.index];
    case ENT_NAME_COMMITTED:
        return after || self->setting.time == ENT_TIME_EVENT_4 ? self->name.force[name.index].committed
                                                               : self->name.force[name.index].committed_now;
    default:
        return after ? self->name.timed_last[name.index] : self->name.timed_now[name.index];
    }
}

/* Names that the talks fix, as the settings of ratification see them: those of the signature. */
static ent_value signature_name(ent_compiler *self, ent_name name)
{
    switch (name.kind) {
    case ENT_NAME_SIGNED:
        return ent_compile_constant(self, 1.0);
    case ENT_NAME_TALKS_ROUND:
        return self->signature.round;
    case ENT_NAME_TALKS_SIGNED:
        return self->signature.month;
    case ENT_NAME_TALKS_REFUSED:
        return self->signature.refused;
    default:
        return self->signature.utility[name.index];
    }
}

/* Names that the talks and ratification fix. */
static ent_value talks_name(ent_compiler *self, ent_name name)
{
    if (self->setting.time == ENT_TIME_RATIFICATION) {
        return signature_name(self, name);
    }
    switch (name.kind) {
    case ENT_NAME_AGREED:
        return self->name.agreed;
    case ENT_NAME_TALKS_MONTH:
        return self->name.talks_month;
    case ENT_NAME_TALKS_ROUND:
        return self->name.talks_round;
    case ENT_NAME_SIGNED:
        return self->name.is_signed;
    case ENT_NAME_TALKS_SIGNED:
        return self->name.talks_signed;
    case ENT_NAME_TALKS_REFUSED:
        return self->name.talks_refused;
    default:
        return self->name.utility[name.index];
    }
}

/* A name of the deal in a truce in force, where it depends on the month; else ENT_NO_VALUE. */
static ent_value name_of_deal(const ent_compiler *self, ent_name name)
{
    const ent_deal_values *deal = self->setting.deal;

    switch (name.kind) {
    case ENT_NAME_AGREED:
        return deal->agreed;
    case ENT_NAME_TALKS_MONTH:
        return deal->month;
    case ENT_NAME_TALKS_ROUND:
        return deal->round;
    case ENT_NAME_SIGNED:
        return deal->is_signed;
    case ENT_NAME_TALKS_SIGNED:
        return deal->signed_month;
    case ENT_NAME_TALKS_REFUSED:
        return deal->refused;
    case ENT_NAME_COMMITTED:
        return deal == &self->name.deal_now && deal->agreed != ENT_NO_VALUE ? self->name.force[name.index].committed_now
                                                                            : ENT_NO_VALUE;
    case ENT_NAME_UTILITY:
        return deal->utility[name.index];
    case ENT_NAME_EVENT:
        return deal->event[name.index];
    default:
        return ENT_NO_VALUE;
    }
}

/* Whether the current setting sees an event of the talks month by month, or after the truce as it was in the last month
 * followed; else as at the signature. */
static bool sees_months(const ent_compiler *self)
{
    return self->setting.time >= ENT_TIME_TRUCE ||
           (self->setting.time >= ENT_TIME_TIMED && self->setting.month_allowed);
}

static ent_value value_of_event(const ent_compiler *self, ent_name name)
{
    const ent_event *event = &self->scenario->event[name.index];

    if (!event->timed) {
        return self->name.event[name.index];
    }
    if (ent_event_in_talks(event) && self->setting.time <= ENT_TIME_TALKS) {
        return self->name.round_now[name.index];
    }
    if (ent_event_in_talks(event) && self->setting.time == ENT_TIME_RATIFICATION) {
        return self->name.at_signature[name.index];
    }
    if (event->seen_meanwhile && !sees_months(self)) {
        return self->name.at_signature[name.index];
    }
    return ent_event_in_truce(event) ? monthly_name(self, name) : self->name.at_signature[name.index];
}

static ent_value value_of_name(ent_compiler *self, ent_name name)
{
    switch (name.kind) {
    case ENT_NAME_FACTOR:
        return self->name.factor[name.index];
    case ENT_NAME_EVENT:
        return value_of_event(self, name);
    case ENT_NAME_JOINS:
        return self->name.joins[name.index];
    case ENT_NAME_TROOPS:
        return self->name.troops[name.index];
    case ENT_NAME_OFFERED:
        return self->name.force[name.index].offered;
    case ENT_NAME_REQUIRED:
        return self->name.force[name.index].required;
    case ENT_NAME_CONTRIBUTORS:
        return self->name.force[name.index].contributors;
    case ENT_NAME_AGREED:
    case ENT_NAME_TALKS_MONTH:
    case ENT_NAME_TALKS_ROUND:
    case ENT_NAME_SIGNED:
    case ENT_NAME_TALKS_SIGNED:
    case ENT_NAME_TALKS_REFUSED:
    case ENT_NAME_UTILITY:
        return talks_name(self, name);
    case ENT_NAME_THRESHOLD:
        return self->setting.time == ENT_TIME_TALKS ? self->talks.threshold[name.index]
                                                    : self->name.threshold[name.index];
    case ENT_NAME_HELD:
        return self->name.held;
    case ENT_NAME_TRUCE_MONTHS:
        return self->name.months;
    case ENT_NAME_VIOLATIONS:
        return self->name.violations;
    case ENT_NAME_TESTED:
        return self->name.tested[name.index];
    case ENT_NAME_HONOURED:
        return self->name.honoured[name.index];
    case ENT_NAME_FAILED:
        return self->name.failed[name.index];
    case ENT_NAME_SPELLS:
        return self->name.spells;
    case ENT_NAME_PEACE_MONTHS:
        return self->name.peace_months;
    case ENT_NAME_AT_PEACE:
        return self->name.at_peace;
    default:
        return monthly_name(self, name);
    }
}

/* Error of a factor that reads a named value with a distribution: factors are drawn once a world. */
static void error_of_factor(ent_compiler *self, const ent_ast *ast)
{
    self->setting.of_reader = true;
    ent_compile_error(self, self->setting.quantity, ast,
        "write `unknown(...)` around what is drawn in it, or make it a factor",
        "`%s` differs from draw to draw, and a factor is drawn once a world", ast->text);
    self->setting.of_reader = false;
}

/* A named value is compiled in place, as if its formula stood there: it has the view of the setting in hand. Its
 * distributions have the streams of the value, so all who read it see one number. */
static ent_value compile_named(ent_compiler *self, const ent_ast *ast, size_t i)
{
    const ent_current_setting around = self->setting;
    const ent_quantity *value = &self->scenario->named[i].value;
    ent_seen_value *seen = &self->seen[i];

    if (value->wrong || self->reads[i].circular) {
        return ent_compile_unknown(self);
    }
    if (seen->reading == around.reading) {
        return seen->value;
    }
    if (around.time == ENT_TIME_FACTOR && self->reads[i].drawn) {
        error_of_factor(self, ast);
        return ent_compile_unknown(self);
    }
    self->setting.inside_at = around.inside != NULL ? around.inside_at : ast;
    self->setting.inside = value;
    self->setting.draw_rate = ENT_RATE_DRAW;
    seen->value = ent_compile_expression(self, value->formula);
    seen->reading = around.reading;
    self->setting.inside = around.inside;
    self->setting.inside_at = around.inside_at;
    self->setting.draw_rate = around.draw_rate;
    return seen->value;
}

static ent_value compile_name(ent_compiler *self, const ent_ast *ast)
{
    ent_name name = ent_name_find(self->scenario, ast->text);
    ent_value value;

    if (name.kind == ENT_NAME_UNKNOWN) {
        ent_compile_unknown_name(self, ast);
        return ent_compile_unknown(self);
    }
    if (name.kind == ENT_NAME_DEAL || name.kind == ENT_NAME_CAUSE) {
        ent_compile_error(self, self->setting.quantity, ast, ent_compile_comparison_example(self, ast->text, name),
            "`%s` is no number", ast->text);
        return ent_compile_unknown(self);
    }
    if (name.kind == ENT_NAME_VALUE) {
        return compile_named(self, ast, name.index);
    }
    if (!ent_compile_may_read(self, ast, name)) {
        return ent_compile_unknown(self);
    }
    value = self->setting.deal != NULL ? name_of_deal(self, name) : ENT_NO_VALUE;
    value = value != ENT_NO_VALUE ? value : value_of_name(self, name);
    return value != ENT_NO_VALUE ? value : ent_compile_unknown(self); /* in a circle of events */
}

static ent_op operator_of(ent_ast_kind kind)
{
    static const ent_op ops[] = {[ENT_AST_NOT] = ENT_OP_NOT,
        [ENT_AST_NEGATE] = ENT_OP_NEG,
        [ENT_AST_OR] = ENT_OP_OR,
        [ENT_AST_AND] = ENT_OP_AND,
        [ENT_AST_EQ] = ENT_OP_EQ,
        [ENT_AST_NE] = ENT_OP_NE,
        [ENT_AST_LT] = ENT_OP_LT,
        [ENT_AST_LE] = ENT_OP_LE,
        [ENT_AST_GT] = ENT_OP_GT,
        [ENT_AST_GE] = ENT_OP_GE,
        [ENT_AST_ADD] = ENT_OP_ADD,
        [ENT_AST_SUB] = ENT_OP_SUB,
        [ENT_AST_MUL] = ENT_OP_MUL,
        [ENT_AST_DIV] = ENT_OP_DIV,
        [ENT_AST_POW] = ENT_OP_POW};

    return ops[kind];
}

/* min and max of any number of arguments, taken pairwise from the left. */
static ent_value fold_call(ent_compiler *self, ent_op op, const ent_ast *ast)
{
    ent_value value = ent_compile_expression(self, ast->argument[0]);

    for (size_t i = 1; i < ast->arguments; i++) {
        value = ent_compile_binary(self, op, value, ent_compile_expression(self, ast->argument[i]));
    }
    return value;
}

static ent_value compile_weibull_hazard(ent_compiler *self, const ent_ast *ast)
{
    ent_value argument[3];

    if (!self->setting.month_allowed && self->setting.time < ENT_TIME_TRUCE) {
        self->setting.of_reader = true;
        ent_compile_error(self, self->setting.quantity, ast, "its place is the `hazard` of a cause",
            "weibull_hazard changes from month to month, and this setting may not");
        self->setting.of_reader = false;
        return ent_compile_unknown(self);
    }
    argument[0] = ent_compile_expression(self, ast->argument[0]);
    argument[1] = ent_compile_expression(self, ast->argument[1]);
    argument[2] = self->setting.time >= ENT_TIME_TRUCE ? self->name.last_month : self->setting.hazard_month;
    return ent_value_graph_op(&self->graph, ENT_OP_WEIBULL_HAZARD, argument, 3);
}

static ent_value compile_call(ent_compiler *self, const ent_ast *ast)
{
    static const ent_op ops[] = {[ENT_FN_IF] = ENT_OP_IF,
        [ENT_FN_CLAMP] = ENT_OP_CLAMP,
        [ENT_FN_ABS] = ENT_OP_ABS,
        [ENT_FN_EXP] = ENT_OP_EXP,
        [ENT_FN_LOG] = ENT_OP_LOG,
        [ENT_FN_SQRT] = ENT_OP_SQRT,
        [ENT_FN_FLOOR] = ENT_OP_FLOOR,
        [ENT_FN_LOGISTIC] = ENT_OP_LOGISTIC,
        [ENT_FN_LOGIT] = ENT_OP_LOGIT,
        [ENT_FN_NORMAL_CDF] = ENT_OP_NORMAL_CDF,
        [ENT_FN_NORMAL_QUANTILE] = ENT_OP_NORMAL_QUANTILE};
    ent_value argument[3] = {0};

    if (ast->function == ENT_FN_MIN || ast->function == ENT_FN_MAX) {
        return fold_call(self, ast->function == ENT_FN_MIN ? ENT_OP_MIN : ENT_OP_MAX, ast);
    }
    if (ast->function == ENT_FN_WEIBULL_HAZARD) {
        return compile_weibull_hazard(self, ast);
    }
    for (size_t i = 0; i < ast->arguments && i < 3; i++) {
        argument[i] = ent_compile_expression(self, ast->argument[i]);
    }
    return ent_compile_operator(self, ops[ast->function], argument, ast->arguments);
}

ent_value ent_compile_expression(ent_compiler *self, const ent_ast *ast)
{
    ent_value argument[2] = {0};

    switch (ast->kind) {
    case ENT_AST_NUMBER:
    case ENT_AST_DATE:
        return ent_compile_constant(self, ast->number);
    case ENT_AST_NAME:
        return compile_name(self, ast);
    case ENT_AST_CALL:
        return compile_call(self, ast);
    case ENT_AST_DISTRIBUTION:
        return ent_compile_distribution(self, ast, ENT_NO_VALUE);
    default:
        break;
    }
    if (ent_compile_is_option_comparison(self, ast)) {
        return ent_compile_option_comparison(self, ast);
    }
    for (size_t i = 0; i < ast->arguments && i < 2; i++) {
        argument[i] = ent_compile_expression(self, ast->argument[i]);
    }
    return ent_compile_operator(self, operator_of(ast->kind), argument, ast->arguments);
}

ent_value ent_compile_formula(ent_compiler *self, const ent_ast *ast, ent_value score)
{
    if (score != ENT_NO_VALUE && ast->kind == ENT_AST_DISTRIBUTION) {
        return ent_compile_distribution(self, ast, score);
    }
    return ent_compile_expression(self, ast);
}
