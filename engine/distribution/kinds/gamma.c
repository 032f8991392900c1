/* gamma(shape, scale). derived: shape, scale, ent_gamma_norm(shape). */
#include "base/status.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

#include <float.h>
#include <math.h>

static int init(ent_dist *self, const ent_dist_input *input)
{
    double shape = input->p[0], scale = input->p[1];

    if (shape == 1.0) {
        self->kind = &ent_kind_exponential;
        return ent_kind_exponential.init(self, &(ent_dist_input){.p = &scale, .count = 1});
    }
    self->derived[0] = shape;
    self->derived[1] = scale;
    self->derived[2] = ent_gamma_norm(shape);
    ent_dist_support(self, 0.0, (double) INFINITY);
    return ENT_OK;
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    double scale = self->derived[1];
    ent_tails tails = ent_gamma_tails(self->derived[0], self->derived[2], x / scale);

    (void) open;
    tails.density /= scale;
    return tails;
}

/* The cube of Wilson and Hilferty (1931) where it is positive enough; else the leading power of the lower tail. */
static double start(const ent_dist *self, double p, bool upper)
{
    double a = self->derived[0];
    double z = ent_quantile_score(p, upper);
    double cube = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * sqrt(a));

    if (a >= 0.5 && cube > 0.2) {
        return self->derived[1] * a * cube * cube * cube;
    }
    /* P(a, x) is near x^a / Gamma(a + 1), Gamma(a + 1) = exp(a log a - a - norm). */
    p = upper ? 1.0 - p : p;
    return self->derived[1] * ent_exp((ent_log(p) - a - self->derived[2]) / a + ent_log(a));
}

static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    return ent_quantile_search(self, p, upper, 0.0, DBL_MAX, isnan(guess) ? start(self, p, upper) : guess);
}

static double mean(const ent_dist *self)
{
    return self->derived[0] * self->derived[1];
}

static double figure(const double *argument, bool logit)
{
    (void) logit;
    return argument[0] * argument[1];
}

const ent_distribution_kind ent_kind_gamma = {
    .call = {"gamma", 2, 2, false, "shape, scale", "gamma distribution with mean shape * scale"},
    .parameter = {{.name = "shape", .domain = ENT_PARAMETER_POSITIVE},
        {.name = "scale", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "gamma with shape %1 and scale %2[ (mean %m)]",
    .figure = figure,
    .smooth = true,
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
};
