#include "compile/expressions/distributions.h"

#include "base/status.h"
#include "compile/names.h"
#include "distribution/distribution.h"
#include "distribution/quantile.h"
#include "distribution/sample.h"
#include "formula/arguments.h"
#include "scenario/unknowns.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static ent_value constant(ent_compiler *self, double value)
{
    return ent_value_graph_constant(&self->graph, value);
}

static ent_value binary(ent_compiler *self, ent_op op, ent_value a, ent_value b)
{
    return ent_value_graph_binary(&self->graph, op, a, b);
}

static ent_value unary(ent_compiler *self, ent_op op, ent_value a)
{
    return ent_value_graph_unary(&self->graph, op, a);
}

static bool is_distribution(const ent_ast *ast)
{
    return ast->kind == ENT_AST_DISTRIBUTION;
}

/* Whether an argument is a component of a mixture or truncation. In other distributions one that is drawn is a number,
 * which differs from draw to draw or world to world. */
static bool is_component(const ent_ast *ast, const ent_ast *argument)
{
    return is_distribution(argument) && ent_kind_composite(ast->distribution);
}

/* Message about numbers that are in order by themselves. */
static const char *text_of_misfit(const ent_ast *ast)
{
    return ast->distribution == &ent_kind_truncate ? "truncate: the distribution has no values between these ends"
                                                   : "these numbers are too large, or too small, to compute with";
}

static const char *help_of_misfit(const ent_ast *ast)
{
    return ast->distribution == &ent_kind_truncate ? "choose ends with a part of the distribution between them"
                                                   : "choose another unit, such as thousands";
}

/* Error of constant parameters: outside the domain and from names, with the message that the parser gives for literal
 * numbers; else for the reason `refused`, where there is one. */
static void error_of_misfit(ent_compiler *self, const ent_ast *ast, const char *refused)
{
    ent_ast copy = *ast;
    ent_formula_error error = {0};
    ent_formula_sink report = {.arena = self->arena, .error = &error};
    ent_ast *number = ent_compile_array(self, ast->arguments, sizeof(*number));

    copy.argument = ent_compile_array(self, ast->arguments, sizeof(*copy.argument));
    for (size_t i = 0; number != NULL && copy.argument != NULL && i < ast->arguments; i++) {
        number[i] = *ast->argument[i];
        copy.argument[i] = &number[i];
        if (!is_distribution(&number[i]) && number[i].kind != ENT_AST_NUMBER &&
            ent_value_graph_is_constant(&self->graph, self->expression(self, &number[i]), &number[i].number)) {
            number[i].kind = ENT_AST_NUMBER;
            number[i].percent = false;
            number[i].suffix = '\0';
        }
    }
    if (self->status != ENT_OK || number == NULL || ent_arguments_check(&copy, &report) == ENT_ERR_NO_MEMORY) {
        self->status = ENT_ERR_NO_MEMORY;
    } else if (report.status != ENT_OK) {
        number[0].offset = error.offset;
        number[0].length = error.length;
        ent_compile_error(self, self->setting.quantity, &number[0], error.help, "%s", error.message);
    } else {
        ent_compile_error(self, self->setting.quantity, ast, help_of_misfit(ast), "%s",
            refused != NULL ? refused : text_of_misfit(ast));
    }
}

/* The distribution object of a node with constant parameters; NULL if one parameter varies, or after an error. */
static ent_dist *constant_object(ent_compiler *self, const ent_ast *ast)
{
    double *parameter = ent_compile_array(self, ast->arguments + 1, sizeof(*parameter));
    const ent_dist **part = ent_compile_array(self, ast->arguments + 1, sizeof(*part));
    ent_dist *dist = ent_compile_array(self, 1, sizeof(*dist));
    size_t parameters = 0;
    size_t parts = 0;

    if (parameter == NULL || part == NULL || dist == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < ast->arguments; i++) {
        const ent_ast *argument = ast->argument[i];
        if (is_component(ast, argument)) {
            part[parts] = constant_object(self, argument);
            if (part[parts++] == NULL) {
                return NULL;
            }
        } else if (!ent_value_graph_is_constant(
                       &self->graph, self->expression(self, argument), &parameter[parameters++])) {
            return NULL;
        }
    }
    if (ast->distribution->infix) {
        parameter[parameters++] = ast->logit_interval ? 1.0 : 0.0;
    }
    if (ent_dist_init(dist, ast->distribution, parameter, parameters, part, self->arena) != ENT_OK ||
        (ast->distribution->mistaken != NULL && ast->distribution->mistaken(parameter))) {
        error_of_misfit(self, ast, dist->refused);
        return NULL;
    }
    return dist;
}

static bool all_constant(ent_compiler *self, const ent_ast *ast)
{
    for (size_t i = 0; i < ast->arguments; i++) {
        const ent_ast *argument = ast->argument[i];
        bool fits = is_component(ast, argument)
                        ? all_constant(self, argument)
                        : ent_value_graph_is_constant(&self->graph, self->expression(self, argument), NULL);
        if (!fits) {
            return false;
        }
    }
    return true;
}

/* Bounds of a sample. Uniforms lie in [2^-53, 1 - 2^-53], which bounds the sample of a distribution with infinite
 * support; a correlated score is unbounded. The margin of 1e-6 covers the error of the inverse. */
static void sample_bounds(const ent_dist *dist, bool from_score, double *low, double *high)
{
    const double margin = 1e-6;
    double lowest = ent_dist_quantile(dist, 0x1p-53);
    double highest = ent_dist_quantile_upper(dist, 0x1p-53);

    *low = ent_dist_quantile(dist, 0.0);
    *high = ent_dist_quantile(dist, 1.0);
    if (!from_score && isfinite(lowest) && isfinite(highest)) {
        *low = fmax(*low, lowest - margin * fabs(lowest));
        *high = fmin(*high, highest + margin * fabs(highest));
    }
}

static int tabulate(ent_compiler *self, ent_dist *dist)
{
    return self->model->shelf != NULL ? ent_table_cache_tabulate(self->model->shelf, dist, self->arena)
                                      : ent_dist_tabulate(dist, self->arena);
}

/* Whether the distributions that must be tabulated are too many, with an error for the first that is. */
static bool is_over(ent_compiler *self, const ent_ast *ast)
{
    const ent_table_cache *shelf = self->model->shelf;

    if (shelf == NULL || !ent_table_cache_is_over(shelf)) {
        return false;
    }
    if (!self->over) {
        ent_compile_error(self, self->setting.quantity, ast,
            "use the same numbers for several settings, or distributions with a closed form, such as the triangular",
            "more than %zu different distributions whose quantiles must be tabulated, in all variants together",
            shelf->count - 1);
    }
    self->over = true;
    return true;
}

/* A sample of a distribution of constant parameters, tabulated where its inverse is slow. */
static ent_value sample_constant(ent_compiler *self, const ent_ast *ast, ent_value uniform, ent_value score)
{
    ent_dist *dist = constant_object(self, ast);
    double low;
    double high;

    if (dist == NULL) {
        return ent_compile_unknown(self);
    }
    if (ent_dist_overflows(dist)) {
        ent_compile_error(self, self->setting.quantity, ast,
            "choose smaller numbers, or cut the tails: truncate(d, lo, hi)",
            "some draws of this distribution would lie beyond 1.8e308, the largest number");
        return ent_compile_unknown(self);
    }
    if (tabulate(self, dist) != ENT_OK) {
        self->status = ENT_ERR_NO_MEMORY;
        return ent_compile_unknown(self);
    }
    if (is_over(self, ast)) {
        return ent_compile_unknown(self);
    }
    sample_bounds(dist, score != ENT_NO_VALUE, &low, &high);
    return ent_value_graph_sample(
        &self->graph, dist, score != ENT_NO_VALUE ? score : uniform, score != ENT_NO_VALUE, low, high);
}

static ent_operand put_constant(void *context, double value)
{
    return ent_value_graph_constant(context, value);
}

static ent_operand put_operator(void *context, ent_op op, const ent_operand *in, size_t count)
{
    return ent_value_graph_op(context, op, in, count);
}

/* A closed form with parameters that vary; NaN, which the guards count, where they are outside the domain. */
static ent_value sample_closed(ent_compiler *self, const ent_ast *ast, const ent_value *p, ent_value u, ent_value z)
{
    const ent_expression to = {.context = &self->graph, .constant = put_constant, .apply = put_operator};
    const ent_dist_operands in = {.p = p, .u = u, .z = z, .logit = ast->logit_interval};

    return ast->distribution->express(&to, &in);
}

/* mixture(w1, d1, …) with parameters that vary: one uniform chooses the component, and each component has a stream of
 * its own. */
static ent_value sample_mixture(ent_compiler *self, const ent_ast *ast, ent_value u)
{
    ent_value total = constant(self, 0.0);
    ent_value below = constant(self, 0.0);
    ent_value result = ENT_NO_VALUE;
    ent_value point;

    for (size_t i = 0; i + 1 < ast->arguments; i += 2) {
        total = binary(self, ENT_OP_ADD, total, self->expression(self, ast->argument[i]));
    }
    point = binary(self, ENT_OP_MUL, u, total);
    for (size_t i = 0; i + 1 < ast->arguments; i += 2) {
        ent_value part = ent_compile_distribution(self, ast->argument[i + 1], ENT_NO_VALUE);
        result = i == 0 ? part : ent_value_graph_if(&self->graph, binary(self, ENT_OP_GT, point, below), part, result);
        below = binary(self, ENT_OP_ADD, below, self->expression(self, ast->argument[i]));
    }
    return result;
}

/* Adds an error for an argument that varies by month; returns whether there is one. */
static bool error_of_monthly_argument(ent_compiler *self, const ent_ast *ast, const ent_value *parameter)
{
    for (size_t i = 0; i < ast->arguments; i++) {
        if (parameter[i] != ENT_NO_VALUE && self->graph.node[parameter[i]].monthly) {
            ent_compile_error(self, self->setting.quantity, ast->argument[i],
                "draw a constant spread and scale it outside the distribution",
                "a distribution is drawn once a draw, so its arguments may not change from month to month");
            return true;
        }
    }
    return false;
}

/* The parameters as values; ENT_NO_VALUE for the distributions inside a mixture or truncation. */
static ent_value *compile_parameters(ent_compiler *self, const ent_ast *ast)
{
    ent_value *parameter = ent_compile_values(self, ast->arguments + 4);

    for (size_t i = 0; parameter != NULL && i < ast->arguments; i++) {
        if (!is_component(ast, ast->argument[i])) {
            parameter[i] = self->expression(self, ast->argument[i]);
        }
    }
    return parameter;
}

/* Whether the distribution is continuous, as a correlated quantity must be: it is its quantile at Phi(z). */
static bool has_quantile(const ent_ast *ast)
{
    if (ast->distribution->shape == ENT_SHAPE_DISCRETE) {
        return false;
    }
    for (size_t i = 0; i < ast->arguments; i++) {
        if (is_component(ast, ast->argument[i]) && !has_quantile(ast->argument[i])) {
            return false;
        }
    }
    return true;
}

/* Error of the first parameter that varies, in a distribution that requires constants. */
static void error_of_not_constant(ent_compiler *self, const ent_ast *ast, const ent_value *parameter)
{
    const char *name = ast->distribution->call.name;

    for (size_t i = 0; i < ast->arguments; i++) {
        bool constant = is_component(ast, ast->argument[i])
                            ? all_constant(self, ast->argument[i])
                            : ent_value_graph_is_constant(&self->graph, parameter[i], NULL);
        if (constant) {
            continue;
        }
        if (parameter[i] == ENT_NO_VALUE || !ent_compile_is_unknown(self, parameter[i])) {
            ent_compile_error(self, self->setting.quantity, ast->argument[i],
                "write numbers here, and shift or scale the distribution outside it",
                "the numbers in `%s` must be constant, but this varies", name);
        }
        return;
    }
}

/* Finds the first name in a distribution within unknown(...) that is not known by world. */
typedef struct rate_search {
    ent_compiler *compiler;
    const ent_ast *found;
} rate_search;

static int find_faster_name(const ent_ast *ast, void *context)
{
    rate_search *search = context;
    ent_compiler *self = search->compiler;
    ent_name name;
    ent_value value;

    if (ast->kind != ENT_AST_NAME) {
        return 0;
    }
    name = ent_name_find(self->scenario, ast->text);
    if (name.kind == ENT_NAME_DEAL || name.kind == ENT_NAME_CAUSE) {
        search->found = ast;
        return 1;
    }
    value = self->expression(self, ast);
    if (value != ENT_NO_VALUE && self->graph.node[value].rate <= ENT_RATE_WORLD && !self->graph.node[value].monthly) {
        return 0;
    }
    search->found = ast;
    return 1;
}

/* Adds an error where the arguments within unknown(...) differ within a world; returns whether they do. Called when
 * all names have been compiled without error. */
static bool error_of_faster_argument(ent_compiler *self, const ent_ast *ast)
{
    rate_search search = {.compiler = self};
    ent_name name;

    ent_ast_walk(ast, find_faster_name, &search);
    if (search.found == NULL) {
        return false;
    }
    name = ent_name_find(self->scenario, search.found->text);
    ent_compile_error(self, self->setting.quantity, search.found,
        ent_arena_printf(self->arena,
            "inside it refer to numbers and factors only, and bring `%s` in outside: `unknown(...) + %s`",
            search.found->text, search.found->text),
        "`%s` differs from %s, and what stands in `unknown` is drawn once a world", search.found->text,
        ent_name_is_monthly(name, self->scenario) ? "month to month" : "draw to draw");
    return true;
}

/* The unknown quantity whose distribution is being compiled: the one within unknown(...), or the factor. */
static const char *world_quantity(const ent_compiler *self)
{
    const char *path = self->setting.quantity->path;
    const char *dot = strchr(path, '.');

    if (self->setting.unknown != NULL) {
        return self->setting.unknown;
    }
    return dot != NULL ? dot + 1 : path; /* "factors.NAME" */
}

static ent_value compile_distribution(ent_compiler *self, const ent_ast *ast, ent_value score)
{
    ent_value_graph *graph = &self->graph;
    uint64_t key = ent_compile_stream(self, ent_compile_path(self), (uint32_t) ast->ordinal);
    size_t errors = self->errors;
    ent_value *parameter = compile_parameters(self, ast);
    ent_value uniform;
    ent_value z;

    if (ast->unknown && self->errors == errors && error_of_faster_argument(self, ast)) {
        return ent_compile_unknown(self);
    }
    if (parameter == NULL || error_of_monthly_argument(self, ast, parameter)) {
        return ent_compile_unknown(self);
    }
    if (score != ENT_NO_VALUE && !has_quantile(ast)) {
        ent_compile_error(self, self->setting.quantity, ast,
            "take it out of `correlations`, or use a continuous distribution",
            "what is coupled must be one continuous distribution");
        return ent_compile_unknown(self);
    }
    if (score == ENT_NO_VALUE && self->setting.draw_rate == ENT_RATE_WORLD) {
        ent_compile_note_world_stream(self, key, world_quantity(self), SIZE_MAX);
    }
    uniform = score != ENT_NO_VALUE ? unary(self, ENT_OP_NORMAL_CDF, score)
                                    : ent_value_graph_uniform(graph, key, self->setting.draw_rate);
    z = score != ENT_NO_VALUE ? score : unary(self, ENT_OP_NORMAL_QUANTILE, uniform);
    if (all_constant(self, ast)) {
        return sample_constant(self, ast, uniform, score);
    }
    if (ast->distribution->express != NULL) {
        return sample_closed(self, ast, parameter, uniform, z);
    }
    if (ast->distribution->picks_component && score == ENT_NO_VALUE) {
        return sample_mixture(self, ast, uniform);
    }
    if (ent_kind_composite(ast->distribution) || ast->arguments > 12) {
        error_of_not_constant(self, ast, parameter);
        return ent_compile_unknown(self);
    }
    return ent_value_graph_sample_row(graph, ast->distribution, uniform, parameter, ast->arguments);
}

ent_value ent_compile_distribution(ent_compiler *self, const ent_ast *ast, ent_value score)
{
    ent_rate around = self->setting.draw_rate;
    bool own = ast->unknown && around == ENT_RATE_DRAW; /* not a factor's, nor part of another one */
    size_t number = own ? ent_scenario_find_unknown(self->scenario, ent_compile_path(self), ast->ordinal) : SIZE_MAX;
    ent_value value;

    self->setting.draw_rate = ast->unknown ? ENT_RATE_WORLD : around;
    if (number != SIZE_MAX) {
        self->setting.unknown = self->scenario->unknown[number].name;
    }
    value = compile_distribution(self, ast, score);
    self->setting.draw_rate = around;
    if (number != SIZE_MAX) {
        self->setting.unknown = NULL;
        self->name.unknown[number] = value;
    }
    return value;
}
