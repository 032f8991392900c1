/* exponential(mean) and weibull(shape, scale), through the cumulative hazard H(x) = -log P(X > x).
 * derived: exponential mean; weibull shape, scale. */
#include "base/status.h"
#include "distribution/kinds.h"
#include "kernels/scalar_functions.h"

#include <math.h>

static int init_exponential(ent_dist *self, const ent_dist_input *input)
{
    self->derived[0] = input->p[0];
    ent_dist_support(self, 0.0, (double) INFINITY);
    return ENT_OK;
}

static int init_weibull(ent_dist *self, const ent_dist_input *input)
{
    self->derived[0] = input->p[0];
    self->derived[1] = input->p[1];
    ent_dist_support(self, 0.0, (double) INFINITY);
    return ENT_OK;
}

/* At cumulative hazard h, slope = dh/dx. */
static ent_tails tails_at(double h, double slope)
{
    return (ent_tails){-ent_expm1(-h), ent_exp(-h), slope * ent_exp(-h)};
}

static ent_tails exponential_tails(const ent_dist *self, double x, bool open)
{
    (void) open;
    return tails_at(x / self->derived[0], 1.0 / self->derived[0]);
}

/* H(x) = (x / scale)^shape */
static ent_tails weibull_tails(const ent_dist *self, double x, bool open)
{
    double shape = self->derived[0], scale = self->derived[1];
    double h = ent_exp(shape * (ent_log(x) - ent_log(scale)));

    (void) open;
    if (!(x > 0.0)) {
        return (ent_tails){0.0, 1.0, shape < 1.0 ? (double) INFINITY : shape > 1.0 ? 0.0 : 1.0 / scale};
    }
    return tails_at(h, shape * h / x);
}

static double hazard_at(double p, bool upper)
{
    return upper ? -ent_log(p) : -ent_log1p(-p);
}

static double exponential_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    (void) guess;
    return self->derived[0] * hazard_at(p, upper);
}

static double weibull_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    (void) guess;
    return self->derived[1] * ent_exp(ent_log(hazard_at(p, upper)) / self->derived[0]);
}

static double exponential_mean(const ent_dist *self)
{
    return self->derived[0];
}

/* scale Gamma(1 + 1/k), with Gamma(1 + a) = (e^-a a^a) / exp(ent_gamma_norm(a)) */
static double weibull_mean(const ent_dist *self)
{
    double a = 1.0 / self->derived[0];

    return self->derived[1] * ent_exp(a * ent_log(a) - a - ent_gamma_norm(a));
}

/* x = -log(1 - u), by log1p, which is accurate where u is small. */
static void sample_unit(const ent_kernels *kernels, size_t n, const double *u, double *x)
{
    ent_column_apply(kernels, ENT_OP_NEG, n, u, x);
    ent_column_apply(kernels, ENT_OP_LOG1P, n, x, x);
    ent_column_apply(kernels, ENT_OP_NEG, n, x, x);
}

static void sample_exponential(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *out)
{
    sample_unit(kernels, n, u, out);
    kernels->affine(n, 0.0, self->derived[0], out, out);
}

static void sample_weibull(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *out)
{
    sample_unit(kernels, n, u, out);
    ent_column_apply(kernels, ENT_OP_LOG, n, out, out);
    kernels->affine(n, 0.0, 1.0 / self->derived[0], out, out);
    ent_column_apply(kernels, ENT_OP_EXP, n, out, out);
    kernels->affine(n, 0.0, self->derived[1], out, out);
}

static ent_operand express_unit(const ent_expression *to, ent_operand u)
{
    return ent_express_unary(to, ENT_OP_NEG, ent_express_unary(to, ENT_OP_LOG1P, ent_express_unary(to, ENT_OP_NEG, u)));
}

static ent_operand express_positive(const ent_expression *to, ent_operand value)
{
    return ent_express_binary(to, ENT_OP_GT, value, to->constant(to->context, 0.0));
}

static ent_operand express_exponential(const ent_expression *to, const ent_dist_operands *in)
{
    ent_operand value = ent_express_binary(to, ENT_OP_MUL, in->p[0], express_unit(to, in->u));

    return ent_express_where(to, express_positive(to, in->p[0]), value);
}

/* scale (-log(1 - u))^(1 / shape) */
static ent_operand express_weibull(const ent_expression *to, const ent_dist_operands *in)
{
    ent_operand power = ent_express_binary(to, ENT_OP_DIV, to->constant(to->context, 1.0), in->p[0]);
    ent_operand unit = ent_express_binary(to, ENT_OP_POW, express_unit(to, in->u), power);
    ent_operand value = ent_express_binary(to, ENT_OP_MUL, in->p[1], unit);
    ent_operand scale_right = express_positive(to, in->p[1]);

    return ent_express_where(
        to, ent_express_binary(to, ENT_OP_AND, express_positive(to, in->p[0]), scale_right), value);
}

static double weibull_median(const double *argument, bool logit)
{
    (void) logit;
    return argument[1] * ent_pow(ent_log(2.0), 1.0 / argument[0]);
}

const ent_distribution_kind ent_kind_exponential = {
    .call = {"exponential", 1, 1, false, "mean", "waiting time with a constant hazard"},
    .parameter = {{.name = "mean", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "exponential with mean %1",
    .smooth = true,
    .init = init_exponential,
    .tails = exponential_tails,
    .quantile = exponential_quantile,
    .mean = exponential_mean,
    .sample = sample_exponential,
    .express = express_exponential,
};

const ent_distribution_kind ent_kind_weibull = {
    .call = {"weibull", 2, 2, false, "shape, scale", "waiting time with survival function exp(-(x / scale)^shape)"},
    .parameter = {{.name = "shape", .domain = ENT_PARAMETER_POSITIVE},
        {.name = "scale", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "Weibull with shape %1 and scale %2[ (median %m)]",
    .figure = weibull_median,
    .smooth = true,
    .init = init_weibull,
    .tails = weibull_tails,
    .quantile = weibull_quantile,
    .mean = weibull_mean,
    .sample = sample_weibull,
    .express = express_weibull,
};
