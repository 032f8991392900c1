#include "kernels/scalar_functions.h"
#include "distribution/cdf.h"

#include <math.h>

static double interval_mean(const ent_dist *self)
{
    double mu = self->derived[0], sigma = self->derived[1];

    switch ((int) self->derived[2]) {
    case ENT_INTERVAL_NORMAL:
        return mu;
    case ENT_INTERVAL_LOG:
        return ent_exp(mu + 0.5 * sigma * sigma);
    default:
        return (double) NAN; /* the logit-normal has no closed form */
    }
}

/* Gamma(1 + 1/k) = (e^-a a^a) / exp(norm) with a = 1/k. */
static double weibull_mean(double shape, double scale)
{
    double a = 1.0 / shape;

    return scale * ent_exp(a * ent_log(a) - a - ent_gamma_norm(a));
}

static double discrete_mean(const ent_dist *self)
{
    double sum = 0.0;

    for (size_t i = 0; i < self->count; i++) {
        sum += self->x[i] * (self->p[i] - (i > 0 ? self->p[i - 1] : 0.0));
    }
    return sum;
}

/* The ends hold what lies outside; between two points the mean is half-way. */
static double quantiles_mean(const ent_dist *self)
{
    size_t last = self->count - 1;
    double sum = self->p[0] * self->x[0] + (1.0 - self->p[last]) * self->x[last];

    for (size_t i = 0; i < last; i++) {
        sum += (self->p[i + 1] - self->p[i]) * (0.5 * self->x[i] + 0.5 * self->x[i + 1]);
    }
    return sum;
}

static double mixture_mean(const ent_dist *self)
{
    double sum = 0.0;

    for (size_t i = 0; i < self->count; i++) {
        sum += self->p[i] * ent_dist_mean(self->part[i]);
    }
    return sum;
}

double ent_dist_mean(const ent_dist *self)
{
    const double *d = self->derived;

    switch (self->kind) {
    case ENT_DIST_UNIFORM:
        return 0.5 * d[0] + 0.5 * d[1];
    case ENT_DIST_TRIANGULAR:
        return (d[0] + d[1] + d[2]) / 3.0;
    case ENT_DIST_BETA:
    case ENT_DIST_PERT:
        return self->low + d[3] * (d[0] / (d[0] + d[1]));
    case ENT_DIST_NORMAL:
    case ENT_DIST_EXPONENTIAL:
    case ENT_DIST_POISSON:
    case ENT_DIST_BERNOULLI:
        return d[0];
    case ENT_DIST_LOGNORMAL:
        return ent_exp(d[0] + 0.5 * d[1] * d[1]);
    case ENT_DIST_GAMMA:
    case ENT_DIST_BINOMIAL:
        return d[0] * d[1];
    case ENT_DIST_WEIBULL:
        return weibull_mean(d[0], d[1]);
    case ENT_DIST_STUDENT_T:
        return d[0] > 1.0 ? 0.0 : (double) NAN;
    case ENT_DIST_INTERVAL:
        return interval_mean(self);
    case ENT_DIST_DISCRETE:
        return discrete_mean(self);
    case ENT_DIST_QUANTILES:
        return quantiles_mean(self);
    case ENT_DIST_MIXTURE:
        return mixture_mean(self);
    default:
        return (double) NAN;
    }
}
