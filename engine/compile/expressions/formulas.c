/* Formulas to values: names, operators, functions, conditions on the deal; guards that keep a quantity in its range. */
#include "compile/compiler.h"

#include "base/status.h"
#include "compile/name_help.h"
#include "scenario/meaning.h"

#include <math.h>
#include <string.h>

void *ent_compile_array(ent_compiler *self, size_t count, size_t size)
{
    void *result = ent_arena_array(self->arena, count, size);

    if (result == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return result;
}

ent_value *ent_compile_values(ent_compiler *self, size_t count)
{
    ent_value *result = ent_compile_array(self, count, sizeof(*result));

    if (result != NULL) {
        memset(result, 0xFF, count * sizeof(*result));
    }
    return result;
}

ent_value ent_compile_input(ent_compiler *self, ent_rate rate, bool monthly, double low, double high)
{
    return ent_value_graph_input(self->graph, self->inputs++, rate, monthly, low, high);
}

uint64_t ent_compile_stream(const ent_compiler *self, const char *path, uint32_t position)
{
    return ent_stream_make(self->scenario->run.seed, path, position).key;
}

void ent_compile_at(ent_compiler *self, ent_time time, size_t own_before, bool month_allowed)
{
    self->time = time;
    self->own_before = own_before;
    self->month_allowed = month_allowed;
}

void ent_compile_error(ent_compiler *self, const ent_quantity *quantity, const ent_ast *ast, const char *help,
    const char *format, ...)
{
    ent_position at = {0};
    va_list args;
    char *text;

    if (self->mistakes++ >= ENT_COMPILE_MISTAKES) {
        return;
    }
    if (quantity->setting != NULL) {
        at = quantity->setting->at;
        if (ast != NULL && quantity->setting->type == ENT_SETTING_STRING) {
            at = ent_setting_text_position(quantity->setting, ast->offset, ast->length);
        }
    }
    va_start(args, format);
    text = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, quantity->path, help, "%s", text);
}

static ent_value zero(ent_compiler *self)
{
    return ent_value_graph_constant(self->graph, 0.0);
}

enum { UNKNOWN_INPUT = UINT32_MAX };

ent_value ent_compile_unknown(ent_compiler *self)
{
    return ent_value_graph_input(self->graph, UNKNOWN_INPUT, self->draw_rate, false, -INFINITY, INFINITY);
}

/* Arguments come before what they are arguments of. */
bool ent_compile_is_unknown(ent_compiler *self, ent_value value)
{
    const ent_node *node = self->graph->node;
    bool *wanted = value != ENT_NO_VALUE ? ent_compile_array(self, (size_t) value + 1, sizeof(*wanted)) : NULL;

    if (wanted == NULL) {
        return true;
    }
    wanted[value] = true;
    for (size_t i = (size_t) value + 1; i-- > 0;) {
        if (wanted[i] && node[i].kind == ENT_NODE_INPUT && node[i].index == UNKNOWN_INPUT) {
            return true;
        }
        for (size_t a = 0; wanted[i] && a < node[i].arguments; a++) {
            wanted[node[i].argument[a]] = true;
        }
    }
    return false;
}

void ent_compile_unknown_name(ent_compiler *self, const ent_ast *ast)
{
    const char *help = self->mistakes < ENT_COMPILE_GUESSES
        ? ent_name_help(self->scenario, ast->text, self->arena) : NULL;

    ent_compile_error(self, self->quantity, ast, help, "unknown name `%s`", ast->text);
}

/* The month-rate names, as they stand now or, in stage 5, in the last month followed. */
static ent_value monthly_name(const ent_compiler *self, ent_name name)
{
    bool after = self->time >= ENT_TIME_TRUCE;

    switch (name.kind) {
    case ENT_NAME_MONTH:
        return after ? self->last_month : self->month;
    case ENT_NAME_DEPLOYED:
        return after ? self->last_deployed : self->deployed;
    case ENT_NAME_RATIO:
        return after ? self->last_ratio : self->ratio;
    case ENT_NAME_COMMITTED:
        return after || self->time == ENT_TIME_EVENT_4 ? self->committed : self->committed_now;
    default:
        return after ? self->timed_last[name.index] : self->timed_now[name.index];
    }
}

static ent_value value_of_name(const ent_compiler *self, ent_name name)
{
    switch (name.kind) {
    case ENT_NAME_FACTOR:
        return self->factor[name.index];
    case ENT_NAME_EVENT:
        return self->scenario->event[name.index].timed ? monthly_name(self, name) : self->event[name.index];
    case ENT_NAME_JOINS:
        return self->joins[name.index];
    case ENT_NAME_TROOPS:
        return self->troops[name.index];
    case ENT_NAME_OFFERED:
        return self->offered;
    case ENT_NAME_REQUIRED:
        return self->required;
    case ENT_NAME_CONTRIBUTORS:
        return self->contributors;
    case ENT_NAME_AGREED:
        return self->agreed;
    case ENT_NAME_TALKS_MONTH:
        return self->talks_month;
    case ENT_NAME_TALKS_ROUND:
        return self->talks_round;
    case ENT_NAME_UTILITY:
        return self->utility[name.index];
    case ENT_NAME_THRESHOLD:
        return self->threshold[name.index];
    case ENT_NAME_HELD:
        return self->held;
    case ENT_NAME_TRUCE_MONTHS:
        return self->months;
    case ENT_NAME_VIOLATIONS:
        return self->violations;
    default:
        return monthly_name(self, name);
    }
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
        ent_compile_error(self, self->quantity, ast, ent_compile_comparison_example(self, ast->text, name),
            "`%s` is no number", ast->text);
        return ent_compile_unknown(self);
    }
    if (!ent_compile_may_read(self, ast, name)) {
        return ent_compile_unknown(self);
    }
    value = value_of_name(self, name);
    return value != ENT_NO_VALUE ? value : ent_compile_unknown(self); /* of a circle */
}

static ent_op operator_of(ent_ast_kind kind)
{
    static const ent_op ops[] = {[ENT_AST_NOT] = ENT_OP_NOT, [ENT_AST_NEGATE] = ENT_OP_NEG, [ENT_AST_OR] = ENT_OP_OR,
        [ENT_AST_AND] = ENT_OP_AND, [ENT_AST_EQ] = ENT_OP_EQ, [ENT_AST_NE] = ENT_OP_NE, [ENT_AST_LT] = ENT_OP_LT,
        [ENT_AST_LE] = ENT_OP_LE, [ENT_AST_GT] = ENT_OP_GT, [ENT_AST_GE] = ENT_OP_GE, [ENT_AST_ADD] = ENT_OP_ADD,
        [ENT_AST_SUB] = ENT_OP_SUB, [ENT_AST_MUL] = ENT_OP_MUL, [ENT_AST_DIV] = ENT_OP_DIV,
        [ENT_AST_POW] = ENT_OP_POW};

    return ops[kind];
}

static ent_value fold_call(ent_compiler *self, ent_op op, const ent_ast *ast)
{
    ent_value value = ent_compile_expression(self, ast->argument[0]);

    for (size_t i = 1; i < ast->arguments; i++) {
        value = ent_value_graph_binary(self->graph, op, value, ent_compile_expression(self, ast->argument[i]));
    }
    return value;
}

static ent_value compile_hazard(ent_compiler *self, const ent_ast *ast)
{
    ent_value argument[3];

    if (!self->month_allowed && self->time < ENT_TIME_TRUCE) {
        ent_compile_error(self, self->quantity, ast, "its place is the `hazard` of a cause",
            "weibull_hazard changes from month to month, and this setting may not");
        return ent_compile_unknown(self);
    }
    argument[0] = ent_compile_expression(self, ast->argument[0]);
    argument[1] = ent_compile_expression(self, ast->argument[1]);
    argument[2] = self->time >= ENT_TIME_TRUCE ? self->last_month : self->month;
    return ent_value_graph_op(self->graph, ENT_OP_WEIBULL_HAZARD, argument, 3);
}

static ent_value compile_call(ent_compiler *self, const ent_ast *ast)
{
    static const ent_op ops[] = {[ENT_FN_IF] = ENT_OP_IF, [ENT_FN_CLAMP] = ENT_OP_CLAMP, [ENT_FN_ABS] = ENT_OP_ABS,
        [ENT_FN_EXP] = ENT_OP_EXP, [ENT_FN_LOG] = ENT_OP_LOG, [ENT_FN_SQRT] = ENT_OP_SQRT,
        [ENT_FN_FLOOR] = ENT_OP_FLOOR, [ENT_FN_LOGISTIC] = ENT_OP_LOGISTIC, [ENT_FN_LOGIT] = ENT_OP_LOGIT,
        [ENT_FN_NORMAL_CDF] = ENT_OP_NORMAL_CDF, [ENT_FN_NORMAL_QUANTILE] = ENT_OP_NORMAL_QUANTILE};
    ent_value argument[3] = {0};

    if (ast->function == ENT_FN_MIN || ast->function == ENT_FN_MAX) {
        return fold_call(self, ast->function == ENT_FN_MIN ? ENT_OP_MIN : ENT_OP_MAX, ast);
    }
    if (ast->function == ENT_FN_WEIBULL_HAZARD) {
        return compile_hazard(self, ast);
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
        return ent_value_graph_constant(self->graph, ast->number);
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

static uint32_t add_guard(ent_compiler *self, const ent_quantity *quantity, double low, double high, bool world)
{
    ent_model *model = self->model;

    if (model->guards == model->guard_capacity) {
        size_t capacity = model->guard_capacity == 0 ? 64 : 2 * model->guard_capacity;
        ent_guard *grown = ent_compile_array(self, capacity, sizeof(*grown));
        if (grown == NULL) {
            return 0;
        }
        if (model->guards > 0) {
            memcpy(grown, model->guard, model->guards * sizeof(*grown));
        }
        model->guard = grown;
        model->guard_capacity = capacity;
    }
    model->guard[model->guards] = (ent_guard){.quantity = quantity, .low = low, .high = high, .world = world};
    return (uint32_t) model->guards++;
}

static void range_of(ent_meaning meaning, double *low, double *high)
{
    ent_meaning_range range = ent_meaning_range_of(meaning);

    *low = range.above ? 1e-9 : range.low; /* an exponent 1 / concession, a division by rotation: 0 has no meaning */
    *high = range.high;
}

/* A constant that the reader of settings could not know, since it comes through names. */
static void check_constant(ent_compiler *self, const ent_quantity *quantity, double value)
{
    double written;

    if (ent_ast_constant(quantity->formula, &written) && isnan(written) == isnan(value)) {
        return; /* the reader has checked it; comparisons with what is no number it takes for false */
    }
    if (isnan(value)) {
        ent_compile_error(self, quantity, NULL, "look for a division 0 / 0, and for log, sqrt or ^ of a negative number",
            "`%s` is not a number", quantity->written);
    } else if (ent_meaning_excludes(quantity->meaning, value)) {
        ent_compile_error(self, quantity, NULL, NULL, "`%s` is always %.6g, expected %s", quantity->written, value,
            ent_meaning_range_of(quantity->meaning).what);
    }
}

/* No error, since it is clamped, but never what was meant: joins = "uniform(40, 60)". */
static bool warn_of_outside(ent_compiler *self, const ent_quantity *quantity, const ent_node *node)
{
    ent_meaning_range range = ent_meaning_range_of(quantity->meaning);
    bool above = node->low > range.high;
    bool per_cent = above && quantity->formula->kind == ENT_AST_DISTRIBUTION && range.high == 1.0 && node->high <= 100.0;

    if (node->may_nan || !(above || node->high < range.low)) {
        return false;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING,
        quantity->setting != NULL ? quantity->setting->at : (ent_position){0}, quantity->path,
        per_cent ? "if you mean per cent, write % behind the numbers" : NULL,
        "`%s` is %s %.6g in every draw, expected %s; it counts as %.6g", quantity->written, above ? "above" : "below",
        above ? range.high : range.low, range.what, above ? range.high : range.low);
    return true;
}

/* joins = "40% to 80%" says how unsure the analyst is, but drawn anew in every draw it is only its mean. */
static int find_distribution(const ent_ast *ast, void *context)
{
    (void) context;
    return ast->kind == ENT_AST_DISTRIBUTION ? 1 : 0;
}

static void warn_of_mean(ent_compiler *self, const ent_quantity *quantity)
{
    ent_position at = {0};

    if (quantity->meaning != ENT_MEANING_PROBABILITY || ent_ast_walk(quantity->formula, find_distribution, NULL) == 0) {
        return;
    }
    if (quantity->setting != NULL) {
        at = quantity->setting->at;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, at, quantity->path,
        "put the distribution into `factors` and refer to it by name",
        "a distribution inside a probability is drawn anew in every draw, so only its mean matters");
}

static ent_value guard(ent_compiler *self, const ent_quantity *quantity, ent_value value)
{
    double low;
    double high;
    double constant;
    size_t nodes = self->graph->count;
    ent_value guarded;

    range_of(quantity->meaning, &low, &high);
    if (ent_value_graph_is_constant(self->graph, value, &constant)) {
        check_constant(self, quantity, constant);
        return value;
    }
    if (value == ENT_NO_VALUE || !warn_of_outside(self, quantity, &self->graph->node[value])) {
        warn_of_mean(self, quantity);
    }
    guarded = ent_value_graph_guard(self->graph, value, low, high, (uint32_t) self->model->guards);
    if (self->graph->count > nodes && guarded != value && guarded != ENT_NO_VALUE) {
        add_guard(self, quantity, low, high, self->graph->node[guarded].rate == ENT_RATE_WORLD);
    }
    return guarded;
}

/* A quantity is remembered with its value, for `check` and `explain`. */
static void record(ent_compiler *self, const ent_quantity *quantity, ent_value value)
{
    if (self->recorded_count == self->recorded_capacity) {
        size_t capacity = self->recorded_capacity == 0 ? 128 : 2 * self->recorded_capacity;
        ent_value *values = ent_compile_array(self, capacity, sizeof(*values));
        const ent_quantity **quantities = ent_compile_array(self, capacity, sizeof(*quantities));
        if (values == NULL || quantities == NULL) {
            return;
        }
        for (size_t i = 0; i < self->recorded_count; i++) {
            values[i] = self->recorded[i];
            quantities[i] = self->recorded_quantity[i];
        }
        self->recorded = values;
        self->recorded_quantity = quantities;
        self->recorded_capacity = capacity;
    }
    self->recorded[self->recorded_count] = value;
    self->recorded_quantity[self->recorded_count++] = quantity;
}

static ent_value truth(ent_compiler *self, ent_value value)
{
    return ent_compile_operator(self, ENT_OP_NE, (const ent_value[]){value, zero(self)}, 2);
}

ent_value ent_compile_quantity(ent_compiler *self, const ent_quantity *quantity, ent_value score)
{
    ent_value value;

    self->quantity = quantity;
    if (quantity->wrong) {
        return ent_compile_unknown(self);
    }
    if (score != ENT_NO_VALUE && quantity->formula->kind == ENT_AST_DISTRIBUTION) {
        value = ent_compile_distribution(self, quantity->formula, score);
    } else {
        value = ent_compile_expression(self, quantity->formula);
    }
    if (quantity->meaning == ENT_MEANING_CONDITION) {
        value = truth(self, value);
    }
    value = guard(self, quantity, value);
    record(self, quantity, value);
    return value;
}

ent_value ent_compile_event(ent_compiler *self, const ent_quantity *quantity, const ent_ast *event, const ent_ast *given,
    ent_value *condition)
{
    ent_value value;

    self->quantity = quantity;
    value = truth(self, ent_compile_expression(self, event));
    *condition = ENT_NO_VALUE;
    if (given != NULL) {
        *condition = guard(self, quantity, truth(self, ent_compile_expression(self, given)));
        value = ent_compile_operator(self, ENT_OP_AND, (const ent_value[]){value, *condition}, 2);
    }
    return guard(self, quantity, value);
}

ent_value ent_compile_chance(ent_compiler *self, const char *path, ent_value chance, ent_rate rate, ent_value score)
{
    ent_value_graph *graph = self->graph;
    ent_value fails = ent_value_graph_binary(graph, ENT_OP_SUB, ent_value_graph_constant(graph, 1.0), chance);
    double constant;

    if (ent_value_graph_is_constant(graph, chance, &constant) && (constant == 0.0 || constant == 1.0)) {
        return chance; /* uniforms are open at both ends: never, always */
    }
    if (score != ENT_NO_VALUE) {
        return ent_value_graph_binary(
            graph, ENT_OP_GT, score, ent_value_graph_unary(graph, ENT_OP_NORMAL_QUANTILE, fails));
    }
    return ent_value_graph_binary(graph, ENT_OP_GT,
        ent_value_graph_uniform(graph, ent_compile_stream(self, path, ENT_POSITION_CHANCE), rate), fails);
}
