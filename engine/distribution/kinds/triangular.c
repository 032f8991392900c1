/* triangular(min, mode, max). derived: min, mode, max. */
#include "base/status.h"
#include "distribution/kinds.h"

#include <math.h>
#include <string.h>

static int init(ent_dist *self, const ent_dist_input *input)
{
    double width = input->p[2] - input->p[0];

    if (!(width >= 1e-150 && width <= 1e150)) { /* its square is a factor of the quantile */
        return ent_dist_refuse(self, "the ends of a triangular distribution must be between 1e-150 and 1e150 apart");
    }
    memcpy(self->derived, input->p, 3 * sizeof(*input->p));
    ent_dist_support(self, input->p[0], input->p[2]);
    return ENT_OK;
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    double min = self->derived[0], mode = self->derived[1], max = self->derived[2];
    double width = max - min;

    (void) open;
    if (x < mode || (x <= mode && mode > min)) {
        double below = (x - min) * ((x - min) / (width * (mode - min)));
        return (ent_tails){below, 1.0 - below, 2.0 * (x - min) / (width * (mode - min))};
    } else {
        double above = (max - x) * ((max - x) / (width * (max - mode)));
        return (ent_tails){1.0 - above, above, 2.0 * (max - x) / (width * (max - mode))};
    }
}

static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    const double *d = self->derived;
    double width = d[2] - d[0], rise = d[1] - d[0], fall = d[2] - d[1];
    double lower = upper ? 1.0 - p : p, higher = upper ? p : 1.0 - p;
    bool falls = upper ? p * width <= fall : p * width > rise;
    double x = falls ? d[2] - sqrt(higher * (width * fall)) : d[0] + sqrt(lower * (width * rise));

    (void) guess;
    return fmin(fmax(x, d[0]), d[2]); /* the sum may round past an end */
}

static double mean(const ent_dist *self)
{
    const double *d = self->derived;

    return (d[0] + d[1] + d[2]) / 3.0;
}

static void sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *out)
{
    const double *d = self->derived;

    kernels->triangular(n, d[0], d[1], d[2], u, out);
}

static void draw(const ent_dist *self, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t n,
    const double *chosen, double *out)
{
    const double *d = self->derived;

    kernels->draw_triangular(key, first, n, d[0], d[1], d[2], chosen, out);
}

static ent_operand express(const ent_expression *to, const ent_dist_operands *in)
{
    const ent_operand *p = in->p;
    const ent_operand four[4] = {in->u, p[0], p[1], p[2]};

    return ent_express_where(to,
        ent_express_binary(to, ENT_OP_AND,
            ent_express_binary(to, ENT_OP_AND, ent_express_binary(to, ENT_OP_LE, p[0], p[1]),
                ent_express_binary(to, ENT_OP_LE, p[1], p[2])),
            ent_express_binary(to, ENT_OP_LT, p[0], p[2])),
        to->apply(to->context, ENT_OP_TRIANGULAR, four, 4));
}

const ent_distribution_kind ent_kind_triangular = {
    .call = {"triangular", 3, 3, false, "min, mode, max",
        "density that rises linearly to the mode and falls linearly after it"},
    .parameter = {{.name = "minimum"}, {.name = "mode"}, {.name = "maximum"}},
    .limit = {{0, 2, true}, {0, 1, false}, {1, 2, false}},
    .arguments_are_values = true,
    .words = "triangular: %1 to %3, most likely %2",
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
    .sample = sample,
    .draw = draw,
    .express = express,
};
