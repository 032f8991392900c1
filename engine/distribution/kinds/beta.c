/* beta(a, b) and pert(min, mode, max), a beta distribution between min and max.
 * derived: a, b, ent_beta_norm(a, b), high - low. */
#include "base/status.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

#include <math.h>

static int init_between(ent_dist *self, double a, double b, double low, double high)
{
    if (a == 1.0 && b == 1.0) {
        self->kind = &ent_kind_uniform;
        return ent_kind_uniform.init(self, &(ent_dist_input){.p = (const double[]){low, high}, .count = 2});
    }
    self->derived[0] = a;
    self->derived[1] = b;
    self->derived[2] = ent_beta_norm(a, b);
    self->derived[3] = high - low;
    ent_dist_support(self, low, high);
    return ENT_OK;
}

static int init_beta(ent_dist *self, const ent_dist_input *input)
{
    return init_between(self, input->p[0], input->p[1], 0.0, 1.0);
}

/* Malcolm et al. (1959), with lambda = 4: a = 1 + 4 (mode - min) / (max - min), b = 1 + 4 (max - mode) / (max - min).
 */
static int init_pert(ent_dist *self, const ent_dist_input *input)
{
    const double *p = input->p;
    double width = p[2] - p[0];

    if (!isfinite(width)) {
        return ENT_ERR_ARGUMENT;
    }
    return init_between(self, 1.0 + 4.0 * ((p[1] - p[0]) / width), 1.0 + 4.0 * ((p[2] - p[1]) / width), p[0], p[2]);
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    double width = self->derived[3];
    ent_tails tails = ent_beta_tails(
        self->derived[0], self->derived[1], self->derived[2], (x - self->low) / width, (self->high - x) / width);

    (void) open;
    tails.density /= width;
    return tails;
}

/* Starts at the quantile of a normal distribution in the logit. */
static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double a = self->derived[0], b = self->derived[1];

    if (isnan(guess)) {
        double z = ent_quantile_score(p, upper);
        double logit = ent_log(a) - ent_log(b) + z * sqrt(1.0 / a + 1.0 / b);
        guess = self->low + self->derived[3] / (1.0 + ent_exp(-logit));
    }
    return ent_quantile_search(self, p, upper, self->low, self->high, guess);
}

static double mean(const ent_dist *self)
{
    const double *d = self->derived;

    return self->low + d[3] * (d[0] / (d[0] + d[1]));
}

static double figure(const double *argument, bool logit)
{
    (void) logit;
    return argument[0] / (argument[0] + argument[1]);
}

const ent_distribution_kind ent_kind_beta = {
    .call = {"beta", 2, 2, false, "a, b", "beta distribution on 0 to 1 with mean a / (a + b)"},
    .parameter = {{.name = "parameter a", .domain = ENT_PARAMETER_POSITIVE},
        {.name = "parameter b", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "beta with a = %1 and b = %2[ (mean %m)]",
    .figure = figure,
    .smooth = true,
    .init = init_beta,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
};

const ent_distribution_kind ent_kind_pert = {
    .call = {"pert", 3, 3, false, "min, mode, max",
        "beta distribution between min and max with the given mode, lambda 4"},
    .parameter = {{.name = "minimum"}, {.name = "mode"}, {.name = "maximum"}},
    .limit = {{0, 2, true}, {0, 1, false}, {1, 2, false}},
    .arguments_are_values = true,
    .words = "PERT: %1 to %3, most likely %2",
    .smooth = true,
    .init = init_pert,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
};
