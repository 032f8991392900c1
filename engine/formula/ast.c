#include "formula/ast.h"

#include "kernels/scalar_functions.h"

#include <math.h>
#include <stdint.h>

int ent_ast_walk(const ent_ast *self, ent_ast_visitor visit, void *context)
{
    int result = visit(self, context);

    for (size_t i = 0; i < self->arguments && result == 0; i++) {
        result = ent_ast_walk(self->argument[i], visit, context);
    }
    return result;
}

const ent_ast *ent_ast_set_start(ent_ast *self, double start)
{
    const ent_ast *first = NULL;

    if (self->kind == ENT_AST_DATE) {
        self->number -= start;
        return self;
    }
    for (size_t i = 0; i < self->arguments; i++) {
        const ent_ast *found = ent_ast_set_start(self->argument[i], start);
        first = first != NULL ? first : found;
    }
    return first;
}

bool ent_ast_is_truth(const ent_ast *self)
{
    return self->kind == ENT_AST_NOT || self->kind == ENT_AST_AND || self->kind == ENT_AST_OR ||
           (self->kind >= ENT_AST_EQ && self->kind <= ENT_AST_GE) ||
           (self->kind == ENT_AST_NUMBER && self->text != NULL && isfinite(self->number));
}

static bool binary_value(ent_ast_kind kind, double a, double b, double *value)
{
    switch (kind) {
    case ENT_AST_OR:
        *value = a != 0.0 || b != 0.0;
        return true;
    case ENT_AST_AND:
        *value = a != 0.0 && b != 0.0;
        return true;
    case ENT_AST_EQ:
        *value = a == b;
        return true;
    case ENT_AST_NE:
        *value = a != b;
        return true;
    case ENT_AST_LT:
        *value = a < b;
        return true;
    case ENT_AST_LE:
        *value = a <= b;
        return true;
    case ENT_AST_GT:
        *value = a > b;
        return true;
    case ENT_AST_GE:
        *value = a >= b;
        return true;
    case ENT_AST_ADD:
        *value = a + b;
        return true;
    case ENT_AST_SUB:
        *value = a - b;
        return true;
    case ENT_AST_MUL:
        *value = a * b;
        return true;
    case ENT_AST_DIV:
        *value = a / b;
        return true;
    case ENT_AST_POW:
        *value = ent_pow(a, b);
        return true;
    default:
        return false;
    }
}

static bool unary_call_value(ent_function function, double x, double *value)
{
    switch (function) {
    case ENT_FN_ABS:
        *value = fabs(x);
        return true;
    case ENT_FN_EXP:
        *value = ent_exp(x);
        return true;
    case ENT_FN_LOG:
        *value = ent_log(x);
        return true;
    case ENT_FN_SQRT:
        *value = sqrt(x);
        return true;
    case ENT_FN_FLOOR:
        *value = floor(x);
        return true;
    case ENT_FN_LOGISTIC:
        *value = 1.0 / (1.0 + ent_exp(-x));
        return true;
    case ENT_FN_LOGIT:
        *value = ent_log(x / (1.0 - x));
        return true;
    case ENT_FN_NORMAL_CDF:
        *value = ent_normal_cdf(x);
        return true;
    case ENT_FN_NORMAL_QUANTILE:
        *value = ent_normal_quantile(x);
        return true;
    default:
        return false;
    }
}

static double smaller(double a, double b)
{
    return isnan(a) || isnan(b) ? NAN : a < b ? a : b;
}

/* The smallest of all arguments, or the negative of the largest when sign is -1. */
static bool extreme_value(const ent_ast *self, double sign, double *value)
{
    double found = INFINITY;

    for (size_t i = 0; i < self->arguments; i++) {
        double x;
        if (!ent_ast_constant(self->argument[i], &x)) {
            return false;
        }
        found = smaller(found, sign * x);
    }
    *value = sign * found;
    return true;
}

static bool call_value(const ent_ast *self, double *value)
{
    double x[3] = {0.0, 0.0, 0.0};

    if (self->function == ENT_FN_MIN || self->function == ENT_FN_MAX) {
        return extreme_value(self, self->function == ENT_FN_MIN ? 1.0 : -1.0, value);
    }
    if (self->function == ENT_FN_WEIBULL_HAZARD) {
        return false;
    }
    for (size_t i = 0; i < self->arguments && i < 3; i++) {
        if (!ent_ast_constant(self->argument[i], &x[i])) {
            return false;
        }
    }
    if (self->function == ENT_FN_IF) {
        *value = x[0] != 0.0 ? x[1] : x[2];
        return true;
    }
    if (self->function == ENT_FN_CLAMP) {
        *value = -smaller(-smaller(x[0], x[2]), -x[1]);
        return true;
    }
    return unary_call_value(self->function, x[0], value);
}

bool ent_ast_constant(const ent_ast *self, double *value)
{
    double a, b;

    switch (self->kind) {
    case ENT_AST_NUMBER:
    case ENT_AST_DATE:
        *value = self->number;
        return true;
    case ENT_AST_STRING:
    case ENT_AST_NAME:
    case ENT_AST_DISTRIBUTION:
        return false;
    case ENT_AST_CALL:
        return call_value(self, value);
    case ENT_AST_NOT:
    case ENT_AST_NEGATE:
        if (!ent_ast_constant(self->argument[0], &a)) {
            return false;
        }
        *value = self->kind == ENT_AST_NOT ? a == 0.0 : -a;
        return true;
    default:
        return ent_ast_constant(self->argument[0], &a) && ent_ast_constant(self->argument[1], &b) &&
               binary_value(self->kind, a, b, value);
    }
}

static bool count_right(const ent_ast *node)
{
    const ent_callable *call;

    switch (node->kind) {
    case ENT_AST_NUMBER:
    case ENT_AST_STRING:
    case ENT_AST_DATE:
    case ENT_AST_NAME:
        return node->arguments == 0;
    case ENT_AST_NOT:
    case ENT_AST_NEGATE:
        return node->arguments == 1;
    case ENT_AST_CALL:
    case ENT_AST_DISTRIBUTION:
        call = node->kind == ENT_AST_CALL ? &ent_functions[node->function] : &node->distribution->call;
        return node->arguments >= call->least && node->arguments <= call->most &&
               (!call->pairs || node->arguments % 2 == 0);
    default:
        return node->arguments == 2;
    }
}

static bool node_right(const ent_ast *node, size_t from, size_t to, size_t *next)
{
    size_t end = node->offset + node->length;
    size_t height = 1;

    if (node->offset < from || end > to || node->length == 0 || !count_right(node)) {
        return false;
    }
    if (node->kind == ENT_AST_DISTRIBUTION) {
        if (*next != SIZE_MAX && node->ordinal != *next) {
            return false;
        }
        *next = node->ordinal + 1;
    }
    for (size_t i = 0; i < node->arguments; i++) {
        const ent_ast *argument = node->argument[i];
        if (!node_right(argument, node->offset, end, next)) {
            return false;
        }
        height = argument->height >= height ? argument->height + 1 : height;
    }
    return node->height == height && height <= ENT_FORMULA_HEIGHT;
}

bool ent_ast_check(const ent_ast *self, size_t length)
{
    size_t next = SIZE_MAX; /* number of the next distribution; SIZE_MAX before the first one */

    return node_right(self, 0, length, &next);
}
