/* Distribution functions that share nothing with the engine: GSL's, and closed forms. p: the arguments of the kind, as
 * many as it has; 0 for those left out. */
#ifndef ENT_TESTS_DISTRIBUTION_FUNCTIONS_H
#define ENT_TESTS_DISTRIBUTION_FUNCTIONS_H

#include <gsl/gsl_cdf.h>
#include <math.h>

/* An independent distribution function: P(X <= x), or with `upper` P(X > x). */
typedef double (*cdf)(const double *p, double x, int upper);

static inline double cdf_normal(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_gaussian_Q(x - p[0], p[1]) : gsl_cdf_gaussian_P(x - p[0], p[1]);
}

static inline double cdf_uniform(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_flat_Q(x, p[0], p[1]) : gsl_cdf_flat_P(x, p[0], p[1]);
}

static inline double cdf_triangular(const double *p, double x, int upper)
{
    double width = p[2] - p[0];
    double below = (x - p[0]) * (x - p[0]) / (width * (p[1] - p[0]));
    double above = (p[2] - x) * (p[2] - x) / (width * (p[2] - p[1]));

    if (x <= p[0] || x >= p[2]) {
        return (x >= p[2]) == (upper == 0) ? 1.0 : 0.0;
    }
    return x <= p[1] ? (upper ? 1.0 - below : below) : (upper ? above : 1.0 - above);
}

static inline double cdf_lognormal(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_lognormal_Q(x, p[0], p[1]) : gsl_cdf_lognormal_P(x, p[0], p[1]);
}

/* sigma^2 = log(1 + (s / m)^2), mu = log(m) - sigma^2 / 2 */
static inline double cdf_lognormal_mean_sd(const double *p, double x, int upper)
{
    double variance = log1p(p[1] / p[0] * p[1] / p[0]);

    return cdf_lognormal((const double[]){log(p[0]) - 0.5 * variance, sqrt(variance)}, x, upper);
}

static inline double cdf_exponential(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_exponential_Q(x, p[0]) : gsl_cdf_exponential_P(x, p[0]);
}

static inline double cdf_gamma(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_gamma_Q(x, p[0], p[1]) : gsl_cdf_gamma_P(x, p[0], p[1]);
}

static inline double cdf_beta(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_beta_Q(x, p[0], p[1]) : gsl_cdf_beta_P(x, p[0], p[1]);
}

static inline double cdf_pert(const double *p, double x, int upper)
{
    double width = p[2] - p[0];
    double lambda = p[3] > 0.0 ? p[3] : 4.0; /* 4 where it is left out */
    double shape[2] = {1.0 + lambda * (p[1] - p[0]) / width, 1.0 + lambda * (p[2] - p[1]) / width};
    double mirror[2] = {shape[1], shape[0]};

    return upper ? cdf_beta(mirror, (p[2] - x) / width, 0) : cdf_beta(shape, (x - p[0]) / width, 0);
}

static inline double cdf_weibull(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_weibull_Q(x, p[1], p[0]) : gsl_cdf_weibull_P(x, p[1], p[0]);
}

static inline double cdf_student(const double *p, double x, int upper)
{
    return upper ? gsl_cdf_tdist_Q(x, p[0]) : gsl_cdf_tdist_P(x, p[0]);
}

static inline double cdf_interval(const double *p, double x, int upper)
{
    const double z95 = 1.6448536269514722;
    double low = p[0], high = p[1];

    if (p[2] != 0.0) {
        low = log(low / (1.0 - low));
        high = log(high / (1.0 - high));
        x = log(x) - log1p(-x);
    } else if (low > 0.0) {
        low = log(low);
        high = log(high);
        x = log(x);
    }
    return cdf_normal((const double[]){0.5 * (low + high), (high - low) / (2.0 * z95)}, x, upper);
}

#endif
