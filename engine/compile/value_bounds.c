#include "compile/value_bounds.h"

#include <math.h>

static const ent_bounds anything = {-INFINITY, INFINITY, true};

static bool finite_bounds(const ent_bounds *a)
{
    return isfinite(a->low) && isfinite(a->high);
}

/* Finite and bounded away from 0, so that its product with infinity is not NaN. */
static bool is_finite_nonzero(const ent_bounds *a)
{
    return finite_bounds(a) && (a->low > 0.0 || a->high < 0.0);
}

static ent_bounds bounds_of_product(const ent_bounds *a, const ent_bounds *b)
{
    double p[4];
    ent_bounds result;

    if (!(finite_bounds(a) && finite_bounds(b)) && !is_finite_nonzero(a) && !is_finite_nonzero(b)) {
        if (a->low >= 0.0 && b->low >= 0.0) { /* NaN only from 0 * inf */
            return (ent_bounds){0.0, INFINITY, true};
        }
        return anything;
    }
    p[0] = a->low * b->low;
    p[1] = a->low * b->high;
    p[2] = a->high * b->low;
    p[3] = a->high * b->high;
    result = (ent_bounds){fmin(fmin(p[0], p[1]), fmin(p[2], p[3])), fmax(fmax(p[0], p[1]), fmax(p[2], p[3])), false};
    return result;
}

/* Widened for the rounding of libm: bounds only remove guards, so they need not be the same on every machine. */
static double just_below(double x)
{
    return x - 1e-9 * fabs(x);
}

static double just_above(double x)
{
    return x + 1e-9 * fabs(x);
}

static ent_bounds bounds_of_log(const ent_bounds *a)
{
    return (ent_bounds){a->low > 0.0 ? just_below(log(a->low)) : -INFINITY,
        a->high > 0.0 ? just_above(log(a->high)) : INFINITY, a->low < 0.0};
}

/* a^b = exp(b log a) for a > 0; widened for rounding. */
static ent_bounds bounds_of_power(const ent_bounds *a, const ent_bounds *b)
{
    double corner[4];

    if (!(a->low > 0.0) || !finite_bounds(a) || !finite_bounds(b)) {
        return anything;
    }
    corner[0] = b->low * log(a->low);
    corner[1] = b->low * log(a->high);
    corner[2] = b->high * log(a->low);
    corner[3] = b->high * log(a->high);
    return (ent_bounds){exp(fmin(fmin(corner[0], corner[1]), fmin(corner[2], corner[3]))) * 0.999,
        exp(fmax(fmax(corner[0], corner[1]), fmax(corner[2], corner[3]))) * 1.001, false};
}

/* exp(b l), where a factor of 0 makes the product 0; widened for rounding. */
static ent_bounds bounds_of_power_of_log(const ent_bounds *b, const ent_bounds *l)
{
    const double y[2] = {b->low, b->high}, log_x[2] = {l->low, l->high};
    ent_bounds result = {INFINITY, 0.0, false};

    for (int i = 0; i < 4; i++) {
        double factor = y[i / 2], other = log_x[i % 2];
        double value = exp(factor == 0.0 || other == 0.0 ? 0.0 : factor * other);
        result.low = fmin(result.low, value * 0.999);
        result.high = fmax(result.high, value * 1.001);
    }
    return result;
}

static ent_bounds bounds_of_arithmetic(ent_op op, const ent_bounds *a, const ent_bounds *b)
{
    switch (op) {
    case ENT_OP_ADD:
        return (ent_bounds){a->low + b->low, a->high + b->high,
            !(finite_bounds(a) || finite_bounds(b)) && !(a->low >= 0.0 && b->low >= 0.0)};
    case ENT_OP_SUB:
        return (ent_bounds){a->low - b->high, a->high - b->low, !(finite_bounds(a) || finite_bounds(b))};
    case ENT_OP_MUL:
        return bounds_of_product(a, b);
    case ENT_OP_DIV:
        if (a->low >= 0.0 && b->low > 0.0 && (isfinite(a->high) || isfinite(b->high))) {
            return (ent_bounds){0.0, a->high / b->low, false};
        }
        return anything;
    case ENT_OP_MIN:
        return (ent_bounds){fmin(a->low, b->low), fmin(a->high, b->high), false};
    case ENT_OP_MAX:
        return (ent_bounds){fmax(a->low, b->low), fmax(a->high, b->high), false};
    case ENT_OP_POW:
        return bounds_of_power(a, b);
    case ENT_OP_POW_OF_LOG:
        return bounds_of_power_of_log(a, b);
    default:
        return anything;
    }
}

static ent_bounds bounds_of_unary(ent_op op, const ent_bounds *a)
{
    switch (op) {
    case ENT_OP_NEG:
        return (ent_bounds){-a->high, -a->low, false};
    case ENT_OP_ABS:
        return (ent_bounds){0.0, fmax(fabs(a->low), fabs(a->high)), false};
    case ENT_OP_EXP:
        return (ent_bounds){exp(a->low) * 0.999, exp(a->high) * 1.001, false};
    case ENT_OP_SQRT:
        return (ent_bounds){0.0, INFINITY, a->low < 0.0};
    case ENT_OP_LOG:
        return bounds_of_log(a);
    case ENT_OP_FLOOR:
        return (ent_bounds){floor(a->low), a->high, false};
    case ENT_OP_LOGISTIC:
    case ENT_OP_NORMAL_CDF:
        return (ent_bounds){0.0, 1.0, false};
    case ENT_OP_NORMAL_QUANTILE:
    case ENT_OP_LOGIT:
        return (ent_bounds){-INFINITY, INFINITY, a->low < 0.0 || a->high > 1.0};
    case ENT_OP_NEG_LOG:
        return (ent_bounds){a->high <= 1.0 ? 0.0 : -INFINITY, INFINITY, a->low < 0.0};
    case ENT_OP_LOG1P:
        return (ent_bounds){-INFINITY, INFINITY, a->low < -1.0};
    default:
        return anything;
    }
}

/* The hazard of a month is (month / scale)^shape - ((month - 1) / scale)^shape: infinite where the first power
 * overflows, that is where shape * log(month / scale) exceeds about 709. */
static ent_bounds bounds_of_hazard(const ent_bounds *shape, const ent_bounds *scale, const ent_bounds *month)
{
    double most = shape->high * log(fmax(month->high / scale->low, 1.0));

    if (shape->low > 0.0 && scale->low > 0.0 && isfinite(shape->high) && month->low >= 0.0) {
        return (ent_bounds){0.0, exp(most) * 1.001, shape->may_nan || scale->may_nan || month->may_nan};
    }
    return (ent_bounds){0.0, INFINITY, true};
}

ent_bounds ent_bounds_of(ent_op op, const ent_bounds *argument, size_t arguments)
{
    const ent_bounds *a = &argument[0];
    const ent_bounds *b = arguments > 1 ? &argument[1] : a;
    const ent_bounds *c = arguments > 2 ? &argument[2] : a;
    ent_bounds result;

    switch (op) {
    case ENT_OP_EQ:
    case ENT_OP_NE:
    case ENT_OP_LT:
    case ENT_OP_LE:
    case ENT_OP_GT:
    case ENT_OP_GE:
    case ENT_OP_AND:
    case ENT_OP_OR:
    case ENT_OP_NOT:
        return (ent_bounds){0.0, 1.0, false};
    case ENT_OP_IF:
        return (ent_bounds){fmin(b->low, c->low), fmax(b->high, c->high), a->may_nan || b->may_nan || c->may_nan};
    case ENT_OP_CLAMP:
        return (ent_bounds){fmin(fmax(a->low, b->low), c->low), fmin(fmax(a->high, b->high), c->high),
            a->may_nan || b->may_nan || c->may_nan};
    case ENT_OP_WEIBULL_HAZARD:
        return bounds_of_hazard(a, b, c);
    case ENT_OP_TRIANGULAR:
        return anything;
    default:
        result = arguments == 1 ? bounds_of_unary(op, a) : bounds_of_arithmetic(op, a, b);
        result.may_nan = result.may_nan || a->may_nan || b->may_nan || isnan(result.low) || isnan(result.high);
        return result;
    }
}
