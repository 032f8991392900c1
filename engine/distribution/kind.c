#include "distribution/kind.h"

#include "base/status.h"

#include <math.h>

bool ent_parameter_fits(ent_parameter_domain domain, double value)
{
    switch (domain) {
    case ENT_PARAMETER_POSITIVE:
        return value > 0.0 && isfinite(value);
    case ENT_PARAMETER_NOT_NEGATIVE:
    case ENT_PARAMETER_WEIGHT:
        return value >= 0.0 && isfinite(value);
    case ENT_PARAMETER_WHOLE:
        return value >= 0.0 && isfinite(value) && value - floor(value) == 0.0;
    case ENT_PARAMETER_PROBABILITY:
        return value >= 0.0 && value <= 1.0;
    case ENT_PARAMETER_REAL:
        return !isnan(value);
    default:
        return isfinite(value);
    }
}

/* The arguments that are numbers, by position among the numbers; returns how many they are. */
static size_t numbers_of(const ent_distribution_kind *kind, size_t number[ENT_KIND_PARAMETERS])
{
    size_t arguments = kind->call.pairs ? 2 : kind->call.least;
    size_t count = 0;

    for (size_t i = 0; i < arguments; i++) {
        if (kind->parameter[i].domain != ENT_PARAMETER_DISTRIBUTION) {
            number[count++] = i;
        }
    }
    return count;
}

bool ent_kind_composite(const ent_distribution_kind *kind)
{
    size_t number[ENT_KIND_PARAMETERS];

    return numbers_of(kind, number) < (kind->call.pairs ? 2 : kind->call.least);
}

bool ent_kind_is_value(const ent_distribution_kind *kind, size_t i)
{
    return kind->arguments_are_values && i < kind->call.least;
}

static bool count_fits(const ent_distribution_kind *kind, size_t numbers, size_t count)
{
    if (kind->call.pairs) {
        return count % numbers == 0 && 2 * (count / numbers) >= kind->call.least;
    }
    return count >= numbers && count <= numbers + (kind->infix ? 1 : kind->call.most - kind->call.least);
}

static bool limits_fit(const ent_distribution_kind *kind, const size_t *number, size_t numbers, const double *p)
{
    double argument[ENT_KIND_PARAMETERS] = {0};

    for (size_t i = 0; i < numbers; i++) {
        argument[number[i]] = p[i];
    }
    for (size_t i = 0; i < ENT_KIND_PARAMETERS && kind->limit[i].low != kind->limit[i].high; i++) {
        double low = argument[kind->limit[i].low], high = argument[kind->limit[i].high];
        if (!(kind->limit[i].strict ? low < high : low <= high)) {
            return false;
        }
    }
    return true;
}

static bool order_fits(ent_parameter_order order, double before, double here)
{
    return order == ENT_ORDER_ANY || (order == ENT_ORDER_RISING ? before < here : before <= here);
}

bool ent_kind_fits(const ent_distribution_kind *kind, const double *parameters, size_t count)
{
    size_t number[ENT_KIND_PARAMETERS];
    size_t numbers = numbers_of(kind, number);
    double weights = 0.0;
    bool weighted = false;

    if (numbers == 0 || !count_fits(kind, numbers, count)) {
        return false;
    }
    if (kind->infix) {
        count = numbers; /* an interval's form follows its numbers */
    }
    for (size_t i = 0; i < count; i++) {
        bool required = kind->call.pairs || i < numbers;
        const ent_parameter *argument = &kind->parameter[required ? number[i % numbers] : i];
        if (!ent_parameter_fits(argument->domain, parameters[i]) ||
            (i >= numbers && !order_fits(argument->order, parameters[i - numbers], parameters[i]))) {
            return false;
        }
        if (argument->domain == ENT_PARAMETER_WEIGHT) {
            weighted = true;
            weights += parameters[i];
        }
    }
    return (!weighted || (weights > 0.0 && isfinite(weights))) && limits_fit(kind, number, numbers, parameters);
}

bool ent_dist_continuous(const ent_dist *self)
{
    if (self->kind->shape != ENT_SHAPE_COMPOSITE) {
        return self->kind->shape != ENT_SHAPE_DISCRETE;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (!ent_dist_continuous(self->component[i])) {
            return false;
        }
    }
    return true;
}

bool ent_dist_discrete(const ent_dist *self)
{
    if (self->kind->shape != ENT_SHAPE_COMPOSITE) {
        return self->kind->shape == ENT_SHAPE_DISCRETE;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (!ent_dist_discrete(self->component[i])) {
            return false;
        }
    }
    return true;
}

bool ent_dist_has_atoms(const ent_dist *self)
{
    if (self->kind->shape != ENT_SHAPE_COMPOSITE) {
        return self->kind->shape != ENT_SHAPE_CONTINUOUS;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (ent_dist_has_atoms(self->component[i])) {
            return true;
        }
    }
    return false;
}

int ent_dist_refuse(ent_dist *self, const char *reason)
{
    self->refused = reason;
    return ENT_ERR_ARGUMENT;
}

void ent_dist_support(ent_dist *self, double low, double high)
{
    self->low = low;
    self->high = high;
}

void ent_column_apply(const ent_kernels *kernels, ent_op op, size_t n, const double *in, double *out)
{
    kernels->op[op](n, out, (const double *const[]){in});
}

ent_operand ent_express_unary(const ent_expression *to, ent_op op, ent_operand a)
{
    return to->apply(to->context, op, &a, 1);
}

ent_operand ent_express_binary(const ent_expression *to, ent_op op, ent_operand a, ent_operand b)
{
    const ent_operand in[2] = {a, b};

    return to->apply(to->context, op, in, 2);
}

ent_operand ent_express_where(const ent_expression *to, ent_operand condition, ent_operand value)
{
    const ent_operand in[3] = {condition, value, to->constant(to->context, (double) NAN)};

    return to->apply(to->context, ENT_OP_IF, in, 3);
}
