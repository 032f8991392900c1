/* normal(mean, sd), lognormal(mu, sigma) and the interval `low to high`: functions of a normal score z.
 * derived: mean and standard deviation of the normal variate, and of the interval its form. */
#include "base/status.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

#include <math.h>

/* The scale on which the interval is normal. */
enum interval_form { INTERVAL_NORMAL, INTERVAL_LOG, INTERVAL_LOGIT };

static const double z95 = 1.6448536269514722; /* the normal quantile of 0.95 */

static int init_location(ent_dist *self, double mean, double sd, double low, double high)
{
    self->derived[0] = mean;
    self->derived[1] = sd;
    ent_dist_support(self, low, high);
    return ENT_OK;
}

static int init_normal(ent_dist *self, const ent_dist_input *input)
{
    return init_location(self, input->p[0], input->p[1], -(double) INFINITY, (double) INFINITY);
}

static int init_lognormal(ent_dist *self, const ent_dist_input *input)
{
    return init_location(self, input->p[0], input->p[1], 0.0, (double) INFINITY);
}

/* low and high are the 5th and the 95th percentile: of a logit-normal distribution where the third parameter is 1, of a
 * lognormal one where low > 0, else of a normal one. */
static int init_interval(ent_dist *self, const ent_dist_input *input)
{
    double low = input->p[0], high = input->p[1];
    bool logit = input->count == 3 && input->p[2] != 0.0;
    enum interval_form form = logit ? INTERVAL_LOGIT : low > 0.0 ? INTERVAL_LOG : INTERVAL_NORMAL;
    double mean, sd;

    if (!isfinite(high - low) || (logit && !(low > 0.0 && high < 1.0))) {
        return ENT_ERR_ARGUMENT;
    }
    if (form == INTERVAL_LOGIT) {
        low = ent_log(low) - ent_log1p(-low);
        high = ent_log(high) - ent_log1p(-high);
    } else if (form == INTERVAL_LOG) {
        low = ent_log(low);
        high = ent_log(high);
    }
    self->derived[2] = form;
    mean = 0.5 * (low + high);
    sd = (high - low) / (2.0 * z95);
    if (!isfinite(mean) || !(sd > 0.0) || !isfinite(sd)) {
        return ENT_ERR_ARGUMENT;
    }
    return init_location(self, mean, sd, form == INTERVAL_NORMAL ? -(double) INFINITY : 0.0,
        form == INTERVAL_LOGIT ? 1.0 : (double) INFINITY);
}

/* At normal score z, slope = dz/dx. */
static ent_tails tails_at(double z, double slope)
{
    const double root_two_pi = 2.50662827463100050242;

    return (ent_tails){ent_normal_cdf(z), ent_normal_cdf(-z), slope * ent_exp(-0.5 * z * z) / root_two_pi};
}

static ent_tails normal_tails(const ent_dist *self, double x, bool open)
{
    (void) open;
    return tails_at((x - self->derived[0]) / self->derived[1], 1.0 / self->derived[1]);
}

static ent_tails lognormal_tails(const ent_dist *self, double x, bool open)
{
    double mu = self->derived[0], sigma = self->derived[1];

    (void) open;
    return tails_at((ent_log(x) - mu) / sigma, 1.0 / (sigma * x));
}

static ent_tails interval_tails(const ent_dist *self, double x, bool open)
{
    double mu = self->derived[0], sigma = self->derived[1];

    switch ((int) self->derived[2]) {
    case INTERVAL_LOG:
        return lognormal_tails(self, x, open);
    case INTERVAL_LOGIT:
        return tails_at((ent_log(x) - ent_log1p(-x) - mu) / sigma, 1.0 / (sigma * x * (1.0 - x)));
    default:
        return normal_tails(self, x, open);
    }
}

static double normal_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    (void) guess;
    return self->derived[0] + self->derived[1] * ent_quantile_score(p, upper);
}

static double lognormal_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    return ent_exp(normal_quantile(self, p, upper, guess));
}

static double interval_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double y = normal_quantile(self, p, upper, guess);

    switch ((int) self->derived[2]) {
    case INTERVAL_LOG:
        return ent_exp(y);
    case INTERVAL_LOGIT:
        return 1.0 / (1.0 + ent_exp(-y));
    default:
        return y;
    }
}

static double normal_mean(const ent_dist *self)
{
    return self->derived[0];
}

static double lognormal_mean(const ent_dist *self)
{
    double mu = self->derived[0], sigma = self->derived[1];

    return ent_exp(mu + 0.5 * sigma * sigma);
}

static double interval_mean(const ent_dist *self)
{
    switch ((int) self->derived[2]) {
    case INTERVAL_NORMAL:
        return normal_mean(self);
    case INTERVAL_LOG:
        return lognormal_mean(self);
    default:
        return (double) NAN; /* the logit-normal has no closed form */
    }
}

static void normal_from_score(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *out)
{
    kernels->affine(n, self->derived[0], self->derived[1], z, out);
}

static void lognormal_from_score(
    const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *out)
{
    kernels->affine(n, self->derived[0], self->derived[1], z, out);
    ent_column_apply(kernels, ENT_OP_EXP, n, out, out);
}

static void interval_from_score(
    const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *out)
{
    kernels->affine(n, self->derived[0], self->derived[1], z, out);
    if ((int) self->derived[2] == INTERVAL_LOG) {
        ent_column_apply(kernels, ENT_OP_EXP, n, out, out);
    } else if ((int) self->derived[2] == INTERVAL_LOGIT) {
        ent_column_apply(kernels, ENT_OP_LOGISTIC, n, out, out);
    }
}

/* mean + sd z */
static ent_operand express_location(const ent_expression *to, const ent_dist_operands *in)
{
    return ent_express_binary(to, ENT_OP_ADD, in->p[0], ent_express_binary(to, ENT_OP_MUL, in->p[1], in->z));
}

static ent_operand express_sd_positive(const ent_expression *to, const ent_dist_operands *in)
{
    return ent_express_binary(to, ENT_OP_GT, in->p[1], to->constant(to->context, 0.0));
}

static ent_operand express_normal(const ent_expression *to, const ent_dist_operands *in)
{
    ent_operand value = express_location(to, in);

    return ent_express_where(to, express_sd_positive(to, in), value);
}

static ent_operand express_lognormal(const ent_expression *to, const ent_dist_operands *in)
{
    ent_operand value = ent_express_unary(to, ENT_OP_EXP, express_location(to, in));

    return ent_express_where(to, express_sd_positive(to, in), value);
}

/* (a + b) / 2 + z (b - a) / (2 z95) */
static ent_operand express_between(const ent_expression *to, ent_operand a, ent_operand b, ent_operand z)
{
    ent_operand half = to->constant(to->context, 0.5);
    ent_operand scale = to->constant(to->context, 1.0 / (2.0 * z95));
    ent_operand spread = ent_express_binary(to, ENT_OP_MUL, scale, ent_express_binary(to, ENT_OP_SUB, b, a));
    ent_operand middle = ent_express_binary(to, ENT_OP_MUL, half, ent_express_binary(to, ENT_OP_ADD, a, b));

    return ent_express_binary(to, ENT_OP_ADD, middle, ent_express_binary(to, ENT_OP_MUL, z, spread));
}

/* Whether the interval is lognormal or normal is decided row by row. */
static ent_operand express_interval(const ent_expression *to, const ent_dist_operands *in)
{
    ent_operand low = in->p[0], high = in->p[1];
    ent_op transform = in->logit ? ENT_OP_LOGIT : ENT_OP_LOG;
    ent_operand a = ent_express_unary(to, transform, low);
    ent_operand b = ent_express_unary(to, transform, high);
    ent_operand value =
        ent_express_unary(to, in->logit ? ENT_OP_LOGISTIC : ENT_OP_EXP, express_between(to, a, b, in->z));

    if (!in->logit) {
        ent_operand choice[3] = {ent_express_binary(to, ENT_OP_GT, low, to->constant(to->context, 0.0)), value,
            express_between(to, low, high, in->z)};
        value = to->apply(to->context, ENT_OP_IF, choice, 3);
    }
    return ent_express_where(to, ent_express_binary(to, ENT_OP_LT, low, high), value);
}

static double lognormal_median(const double *argument, bool logit)
{
    (void) logit;
    return ent_exp(argument[0]);
}

static double logit_of(double p)
{
    return ent_log(p / (1.0 - p));
}

/* The middle of the ends on the scale on which the interval is normal. */
static double interval_median(const double *argument, bool logit)
{
    double low = argument[0], high = argument[1];

    if (logit) {
        return 1.0 / (1.0 + ent_exp(-0.5 * (logit_of(low) + logit_of(high))));
    }
    return low > 0.0 ? sqrt(low) * sqrt(high) : 0.5 * (low + high);
}

static const char *interval_phrase(const double *argument, bool logit)
{
    if (isnan(argument[0])) {
        return logit ? "between %p1 and %p2 (90%% interval, lognormal where the low end is above 0, otherwise normal)"
                     : "between %1 and %2 (90%% interval, lognormal where the low end is above 0, otherwise normal)";
    }
    return logit               ? "between %p1 and %p2 (90%% interval, logit-normal[, median %pm])"
           : argument[0] > 0.0 ? "between %1 and %2 (90%% interval, lognormal[, median %m])"
                               : "between %1 and %2 (90%% interval, normal[, median %m])";
}

const ent_distribution_kind ent_kind_normal = {
    .call = {"normal", 2, 2, false, "mean, sd", "normal distribution"},
    .parameter = {{.name = "mean"}, {.name = "standard deviation", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "normal with mean %1 and standard deviation %2",
    .smooth = true,
    .init = init_normal,
    .tails = normal_tails,
    .quantile = normal_quantile,
    .mean = normal_mean,
    .from_score = normal_from_score,
    .express = express_normal,
};

const ent_distribution_kind ent_kind_lognormal = {
    .call = {"lognormal", 2, 2, false, "mu, sigma", "the logarithm is normal(mu, sigma)"},
    .parameter = {{.name = "mu"}, {.name = "sigma", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "lognormal: the logarithm has mean %1 and standard deviation %2[ (median %m)]",
    .figure = lognormal_median,
    .smooth = true,
    .init = init_lognormal,
    .tails = lognormal_tails,
    .quantile = lognormal_quantile,
    .mean = lognormal_mean,
    .from_score = lognormal_from_score,
    .express = express_lognormal,
};

const ent_distribution_kind ent_kind_interval = {
    .call = {"to", 2, 2, false, "low, high", "a 90% interval: lognormal, normal or logit-normal"},
    .infix = true,
    .parameter = {{.name = "low end"}, {.name = "high end"}},
    .limit = {{0, 1, true}},
    .arguments_are_values = true,
    .phrase = interval_phrase,
    .figure = interval_median,
    .smooth = true,
    .init = init_interval,
    .tails = interval_tails,
    .quantile = interval_quantile,
    .mean = interval_mean,
    .from_score = interval_from_score,
    .express = express_interval,
};
