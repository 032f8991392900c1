#include "compile/expressions/quantities.h"

#include "base/status.h"
#include "compile/expressions/condition_check.h"
#include "compile/expressions/conditions.h"
#include "compile/expressions/formulas.h"
#include "compile/names.h"
#include "scenario/meaning.h"
#include "scenario/unknowns.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Appends to the model's guards. */
static void add_guard(
    ent_compiler *self, const ent_quantity *quantity, double low, double high, const ent_node *guarded)
{
    ent_model *model = self->model;

    if (model->guards == model->guard_capacity) {
        size_t capacity = model->guard_capacity == 0 ? 64 : 2 * model->guard_capacity;
        ent_guard *grown = ent_compile_array(self, capacity, sizeof(*grown));
        if (grown == NULL) {
            return;
        }
        if (model->guards > 0) {
            memcpy(grown, model->guard, model->guards * sizeof(*grown));
        }
        model->guard = grown;
        model->guard_capacity = capacity;
    }
    model->guard[model->guards++] = (ent_guard){.quantity = quantity,
        .low = low,
        .high = high,
        .world = guarded->rate == ENT_RATE_WORLD,
        .monthly = guarded->monthly};
}

static void range_of(ent_meaning meaning, double *low, double *high)
{
    ent_meaning_range range = ent_meaning_range_of(meaning);

    *low = range.above ? 1e-9 : range.low; /* 1 / concession and pool / rotation must be finite */
    *high = range.high;
    if (range.constants) {
        *low = -INFINITY;
        *high = INFINITY;
    }
}

/* Checks a constant that the reader of settings could not check because it comes from names. */
static void check_constant(ent_compiler *self, const ent_quantity *quantity, double value)
{
    double written;

    if (ent_ast_constant(quantity->formula, &written) && isnan(written) == isnan(value)) {
        return; /* checked by the reader, which evaluates comparisons with NaN as false */
    }
    if (isnan(value)) {
        ent_compile_error(self, quantity, NULL,
            "look for a division 0 / 0, and for log, sqrt or ^ of a negative number", "`%s` is not a number",
            quantity->written);
    } else if (ent_meaning_excludes(quantity->meaning, value)) {
        ent_compile_error(self, quantity, NULL, NULL, "`%s` is always %.6g, expected %s", quantity->written, value,
            ent_meaning_range_of(quantity->meaning).what);
    }
}

/* Whether a formula is a range or the like with all its constant numbers above a limit: `45 to 60` for a probability.
 */
static bool is_written_above(const ent_ast *ast, double limit)
{
    if (ast->kind != ENT_AST_DISTRIBUTION || !ast->distribution->arguments_are_values) {
        return false;
    }
    for (size_t i = 0; i < ast->arguments && ent_kind_is_value(ast->distribution, i); i++) {
        double value;
        if (!ent_ast_constant(ast->argument[i], &value) || value <= limit) {
            return false;
        }
    }
    return true;
}

/* Warns of a value that lies outside its range in every draw, such as joins = "uniform(40, 60)", or that was written
 * outside. Returns whether it does. */
static bool warn_of_outside(ent_compiler *self, const ent_quantity *quantity, const ent_node *node)
{
    ent_meaning_range range = ent_meaning_range_of(quantity->meaning);
    bool always = !node->may_nan && (node->low > range.high || node->high < range.low);
    bool written = is_written_above(quantity->formula, range.high);
    bool above = written || node->low > range.high;
    bool per_cent = above && range.high == 1.0 && quantity->formula->kind == ENT_AST_DISTRIBUTION &&
                    (written || node->high <= 100.0);
    double end = above ? range.high : range.low;
    char held[40] = "";

    if (!always && !written) {
        return false;
    }
    if (always && !range.constants) {
        snprintf(held, sizeof(held), "; it counts as %.6g", end);
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING,
        quantity->setting != NULL ? quantity->setting->at : (ent_position){0}, quantity->path,
        per_cent ? "if you mean per cent, write % behind the numbers" : NULL,
        "`%s` is %s %.6g in %s draw, expected %s%s", quantity->written, above ? "above" : "below", end,
        always ? "every" : "almost every", range.what, held);
    return true;
}

static int find_other_name(const ent_ast *ast, void *context)
{
    const ent_compiler *self = context;

    return ast->kind == ENT_AST_NAME && ent_name_find(self->scenario, ast->text).kind != ENT_NAME_FACTOR ? 1 : 0;
}

/* The formula with unknown(...) around one of its distributions. */
static const char *unknown_help(ent_compiler *self, const ent_quantity *quantity, const ent_ast *node)
{
    const char *text = quantity->written;
    bool enclosed = text[node->offset] == '(';
    const char *help;

    if (ent_ast_walk(node, find_other_name, self) != 0) {
        return "draw what could be known in `factors`, or in `unknown(...)`, and the rest outside it";
    }
    help = ent_arena_printf(self->arena, "where it could be known but is not, write \"%.*sunknown%s%.*s%s%s\"",
        (int) node->offset, text, enclosed ? "" : "(", (int) node->length, text + node->offset, enclosed ? "" : ")",
        text + node->offset + node->length);
    self->status = help != NULL ? self->status : ENT_ERR_NO_MEMORY;
    return help;
}

/* Whether a draw may read the chance of a setting more than once, so that a distribution moves more than its mean: in
 * several months, for several tests, onsets or attempts, or for several options refused by one uniform. */
static bool is_tried_often(const ent_quantity *quantity)
{
    static const char *const settings[] = {
        ".leaves", ".monthly", ".contained", ".softens", ".honoured", ".contains", ".renews", ".chance"};
    size_t length = strlen(quantity->path);

    for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
        size_t n = strlen(settings[i]);
        if (length > n && strcmp(quantity->path + length - n, settings[i]) == 0) {
            return true;
        }
    }
    return strncmp(quantity->path, "talks.stages.", strlen("talks.stages.")) == 0 ||
           strstr(quantity->path, ".refuses.") != NULL;
}

/* Warns of joins = "40% to 80%": a distribution meant as the analyst's uncertainty, which is not in the range across
 * worlds if it is sampled in every draw. */
static void warn_of_mean(ent_compiler *self, const ent_quantity *quantity)
{
    const ent_ast *node = quantity->meaning == ENT_MEANING_PROBABILITY ? ent_ast_drawn_anew(quantity->formula) : NULL;
    ent_position at = {0};

    if (node == NULL) {
        return;
    }
    if (quantity->setting != NULL) {
        at = quantity->setting->at;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, at, quantity->path, unknown_help(self, quantity, node),
        "%s",
        is_tried_often(quantity)
            ? "a distribution inside a probability is drawn anew in every draw: the range across what we do not know "
              "does not show it"
            : "a distribution inside a probability is drawn anew in every draw, so only its mean matters");
}

static ent_value guard(ent_compiler *self, const ent_quantity *quantity, ent_value value)
{
    double low;
    double high;
    double constant;
    size_t nodes = self->graph.count;
    ent_value guarded;

    range_of(quantity->meaning, &low, &high);
    if (ent_compile_is_constant(self, value, &constant)) {
        check_constant(self, quantity, constant);
        return value;
    }
    if (!self->setting.again && (value == ENT_NO_VALUE || !warn_of_outside(self, quantity, &self->graph.node[value]))) {
        warn_of_mean(self, quantity);
    }
    guarded = ent_value_graph_guard(&self->graph, value, low, high, (uint32_t) self->model->guards);
    if (self->graph.count > nodes && guarded != value && guarded != ENT_NO_VALUE) {
        add_guard(self, quantity, low, high, &self->graph.node[guarded]);
    }
    return guarded;
}

/* Appends to self->recorded. */
static void record(ent_compiler *self, const ent_quantity *quantity, ent_value value)
{
    if (self->recorded.count == self->recorded.capacity) {
        size_t capacity = self->recorded.capacity == 0 ? 128 : 2 * self->recorded.capacity;
        ent_value *values = ent_compile_array(self, capacity, sizeof(*values));
        const ent_quantity **quantities = ent_compile_array(self, capacity, sizeof(*quantities));
        if (values == NULL || quantities == NULL) {
            return;
        }
        for (size_t i = 0; i < self->recorded.count; i++) {
            values[i] = self->recorded.value[i];
            quantities[i] = self->recorded.quantity[i];
        }
        self->recorded.value = values;
        self->recorded.quantity = quantities;
        self->recorded.capacity = capacity;
    }
    self->recorded.value[self->recorded.count] = value;
    self->recorded.quantity[self->recorded.count++] = quantity;
}

/* The settings of the force are computed for draws without a deal too, where they have no reader: talks.month is
 * infinite there, and a formula of it may be no number. */
static ent_value where_asked(ent_compiler *self, ent_value value)
{
    const ent_node *node = value != ENT_NO_VALUE && !self->graph.no_memory ? &self->graph.node[value] : NULL;

    if (self->setting.time != ENT_TIME_FORCE || node == NULL || node->monthly || !node->may_nan) {
        return value;
    }
    return ent_compile_if(self, self->name.agreed, value, ent_compile_constant(self, 0.0));
}

ent_value ent_compile_quantity(ent_compiler *self, const ent_quantity *quantity, ent_value score)
{
    ent_value value;

    ent_compile_begin(self, quantity);
    if (quantity->wrong) {
        return ent_compile_unknown(self);
    }
    value = ent_compile_formula(self, quantity->formula, score);
    if (!ent_compile_check_conditions(self, quantity->formula, quantity->meaning == ENT_MEANING_CONDITION)) {
        return ent_compile_unknown(self);
    }
    if (quantity->meaning == ENT_MEANING_CONDITION) {
        value = ent_compile_truth(self, value);
    }
    value = guard(self, quantity, where_asked(self, value));
    if (!self->setting.again) {
        record(self, quantity, self->model->recording ? ent_compile_of_first_round(self, value) : value);
    }
    return value;
}

ent_value ent_compile_named_value(ent_compiler *self, const ent_quantity *quantity, bool shown)
{
    ent_value value;

    ent_compile_begin(self, quantity);
    if (quantity->wrong) {
        return ent_compile_unknown(self);
    }
    value = ent_compile_formula(self, quantity->formula, ENT_NO_VALUE);
    ent_compile_check_conditions(self, quantity->formula, false);
    if (shown) {
        record(self, quantity, value);
    }
    return value;
}

ent_value ent_compile_event(
    ent_compiler *self, const ent_quantity *quantity, const ent_ast *event, const ent_ast *given, ent_value *condition)
{
    ent_value value;

    ent_compile_begin(self, quantity);
    ent_compile_check_conditions(self, event, true);
    if (given != NULL) {
        ent_compile_check_conditions(self, given, true);
    }
    value = ent_compile_truth(self, ent_compile_expression(self, event));
    *condition = ENT_NO_VALUE;
    if (given != NULL) {
        *condition = guard(self, quantity, ent_compile_truth(self, ent_compile_expression(self, given)));
        value = ent_compile_operator(self, ENT_OP_AND, (const ent_value[]){value, *condition}, 2);
    }
    return guard(self, quantity, value);
}

ent_value ent_compile_mean(
    ent_compiler *self, const ent_quantity *quantity, const ent_ast *number, const ent_ast *given, ent_value *condition)
{
    ent_compile_begin(self, quantity);
    ent_compile_check_number(self, number);
    *condition = ENT_NO_VALUE;
    if (given != NULL) {
        ent_compile_check_conditions(self, given, true);
        *condition = guard(self, quantity, ent_compile_truth(self, ent_compile_expression(self, given)));
    }
    return ent_compile_expression(self, number);
}

ent_value ent_compile_measure(ent_compiler *self, const ent_measure *measure, ent_value *condition)
{
    const ent_quantity *quantity = &measure->value;
    ent_value value;
    double constant;

    *condition = ent_compile_quantity(self, &measure->given, ENT_NO_VALUE);
    self->setting.quantity = quantity;
    if (quantity->wrong || !ent_compile_check_conditions(self, quantity->formula, false)) {
        return ent_compile_unknown(self);
    }
    value = ent_compile_if(
        self, *condition, ent_compile_formula(self, quantity->formula, ENT_NO_VALUE), ent_compile_constant(self, 0.0));
    value = guard(self, quantity, value);
    record(self, quantity, value);
    if (ent_compile_is_constant(self, *condition, &constant) && constant != 0.0) {
        *condition = ENT_NO_VALUE;
    }
    return value;
}

ent_value ent_compile_chance(ent_compiler *self, const char *path, ent_value chance, ent_rate rate, ent_value score)
{
    ent_value fails = ent_compile_binary(self, ENT_OP_SUB, ent_compile_constant(self, 1.0), chance);
    double constant;

    if (ent_compile_is_constant(self, chance, &constant) && (constant == 0.0 || constant == 1.0)) {
        return chance; /* never or always, since uniforms lie in the open interval (0, 1) */
    }
    if (score != ENT_NO_VALUE) {
        return ent_compile_binary(self, ENT_OP_GT, score, ent_compile_unary(self, ENT_OP_NORMAL_QUANTILE, fails));
    }
    return ent_compile_binary(self, ENT_OP_GT, ent_compile_uniform(self, path, ENT_POSITION_CHANCE, rate), fails);
}
