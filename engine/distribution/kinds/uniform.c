/* uniform(a, b). derived: a, b. */
#include "base/status.h"
#include "distribution/kinds.h"

#include <math.h>

static int init(ent_dist *self, const ent_dist_input *input)
{
    double a = input->p[0], b = input->p[1];

    if (!(a < b) || !isfinite(b - a)) {
        return ent_dist_refuse(self, "the ends must be less than 1.8e308 apart, and not equal");
    }
    self->derived[0] = a;
    self->derived[1] = b;
    ent_dist_support(self, a, b);
    return ENT_OK;
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    double a = self->derived[0], b = self->derived[1];

    (void) open;
    return (ent_tails){(x - a) / (b - a), (b - x) / (b - a), 1.0 / (b - a)};
}

static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    const double *d = self->derived;

    (void) guess;
    return upper ? d[1] - p * (d[1] - d[0]) : d[0] + p * (d[1] - d[0]);
}

static double mean(const ent_dist *self)
{
    return 0.5 * self->derived[0] + 0.5 * self->derived[1];
}

static void sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *out)
{
    const double *d = self->derived;

    kernels->affine(n, d[0], d[1] - d[0], u, out);
    kernels->hold(n, d[0], d[1], out, out); /* the sum may round past b */
}

/* a + u (b - a) */
static ent_operand express(const ent_expression *to, const ent_dist_operands *in)
{
    const ent_operand *p = in->p;

    return ent_express_where(to, ent_express_binary(to, ENT_OP_LT, p[0], p[1]),
        ent_express_binary(to, ENT_OP_ADD, p[0],
            ent_express_binary(to, ENT_OP_MUL, in->u, ent_express_binary(to, ENT_OP_SUB, p[1], p[0]))));
}

const ent_distribution_kind ent_kind_uniform = {
    .call = {"uniform", 2, 2, false, "a, b", "constant density between a and b"},
    .parameter = {{.name = "lower end"}, {.name = "upper end"}},
    .limit = {{0, 1, true}},
    .arguments_are_values = true,
    .words = "uniform between %1 and %2",
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
    .sample = sample,
    .express = express,
};
