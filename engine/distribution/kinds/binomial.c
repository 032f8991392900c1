/* bernoulli(p) and binomial(n, p). derived: bernoulli p; binomial n, p. */
#include "base/status.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

#include <math.h>

static int init_trials(ent_dist *self, double n, double p)
{
    self->derived[1] = p;
    ent_dist_support(self, p < 1.0 ? 0.0 : n, p > 0.0 ? n : 0.0);
    return ENT_OK;
}

static int init_bernoulli(ent_dist *self, const ent_dist_input *input)
{
    self->derived[0] = input->p[0];
    return init_trials(self, 1.0, input->p[0]);
}

static int init_binomial(ent_dist *self, const ent_dist_input *input)
{
    if (input->p[0] > 0x1p53) { /* beyond, doubles are not all the whole numbers */
        return ENT_ERR_ARGUMENT;
    }
    self->derived[0] = input->p[0];
    return init_trials(self, input->p[0], input->p[1]);
}

static ent_tails bernoulli_tails(const ent_dist *self, double x, bool open)
{
    (void) x;
    (void) open;
    return (ent_tails){1.0 - self->derived[0], self->derived[0], 0.0};
}

/* P(X <= k) = I_(1-p)(n - k, k + 1), 0 <= k < n. */
static ent_tails binomial_tails(const ent_dist *self, double x, bool open)
{
    double n = self->derived[0], p = self->derived[1];
    double k = open ? ceil(x) - 1.0 : floor(x);
    ent_tails tails = ent_beta_tails(n - k, k + 1.0, ent_beta_norm(n - k, k + 1.0), 1.0 - p, p);

    return (ent_tails){tails.below, tails.above, 0.0};
}

static double bernoulli_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double chance = self->derived[0];

    (void) guess;
    return (upper ? chance > p : p > 1.0 - chance) ? 1.0 : 0.0;
}

static double binomial_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    const double *d = self->derived;

    (void) guess;
    return ent_quantile_whole(self, p, upper, d[0] * d[1], sqrt(d[0] * d[1] * (1.0 - d[1])));
}

static double bernoulli_mean(const ent_dist *self)
{
    return self->derived[0];
}

static double binomial_mean(const ent_dist *self)
{
    return self->derived[0] * self->derived[1];
}

static void sample_bernoulli(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *out)
{
    kernels->above(n, 1.0 - self->derived[0], u, out);
}

static void bernoulli_from_score(
    const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *out)
{
    kernels->above(n, -ent_normal_quantile(self->derived[0]), z, out);
}

/* u > 1 - p */
static ent_operand express_bernoulli(const ent_expression *to, const ent_dist_operands *in)
{
    ent_operand p = in->p[0];
    ent_operand one = to->constant(to->context, 1.0);
    ent_operand value = ent_express_binary(to, ENT_OP_GT, in->u, ent_express_binary(to, ENT_OP_SUB, one, p));
    ent_operand below_one = ent_express_binary(to, ENT_OP_LE, p, one);
    ent_operand from_zero = ent_express_binary(to, ENT_OP_GE, p, to->constant(to->context, 0.0));

    return ent_express_where(to, ent_express_binary(to, ENT_OP_AND, from_zero, below_one), value);
}

const ent_distribution_kind ent_kind_bernoulli = {
    .call = {"bernoulli", 1, 1, false, "p", "1 with probability p, else 0"},
    .parameter = {{.name = "probability", .domain = ENT_PARAMETER_PROBABILITY}},
    .words = "1 with chance %p1, otherwise 0",
    .shape = ENT_SHAPE_DISCRETE,
    .init = init_bernoulli,
    .tails = bernoulli_tails,
    .quantile = bernoulli_quantile,
    .mean = bernoulli_mean,
    .sample = sample_bernoulli,
    .from_score = bernoulli_from_score,
    .express = express_bernoulli,
};

const ent_distribution_kind ent_kind_binomial = {
    .call = {"binomial", 2, 2, false, "n, p", "number of successes in n trials of probability p"},
    .parameter = {{.name = "number of trials", .domain = ENT_PARAMETER_WHOLE},
        {.name = "probability", .domain = ENT_PARAMETER_PROBABILITY}},
    .words = "successes in %1 trials with chance %p2 each (binomial)",
    .shape = ENT_SHAPE_DISCRETE,
    .init = init_binomial,
    .tails = binomial_tails,
    .quantile = binomial_quantile,
    .mean = binomial_mean,
};
