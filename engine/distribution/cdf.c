#include "distribution/cdf.h"

#include "kernels/scalar_functions.h"

#include <math.h>

static ent_tails uniform_tails(double a, double b, double x)
{
    return (ent_tails){(x - a) / (b - a), (b - x) / (b - a), 1.0 / (b - a)};
}

static ent_tails triangular_tails(double min, double mode, double max, double x)
{
    double width = max - min;

    if (x < mode || (x <= mode && mode > min)) {
        double below = (x - min) * ((x - min) / (width * (mode - min)));
        return (ent_tails){below, 1.0 - below, 2.0 * (x - min) / (width * (mode - min))};
    } else {
        double above = (max - x) * ((max - x) / (width * (max - mode)));
        return (ent_tails){1.0 - above, above, 2.0 * (max - x) / (width * (max - mode))};
    }
}

/* At normal score z, `slope` = dz/dx. */
static ent_tails normal_tails(double z, double slope)
{
    const double root_two_pi = 2.50662827463100050242;

    return (ent_tails){ent_normal_cdf(z), ent_normal_cdf(-z), slope * ent_exp(-0.5 * z * z) / root_two_pi};
}

static ent_tails lognormal_tails(double mu, double sigma, double x)
{
    return normal_tails((ent_log(x) - mu) / sigma, 1.0 / (sigma * x));
}

static ent_tails interval_tails(const ent_dist *self, double x)
{
    double mu = self->derived[0], sigma = self->derived[1];

    switch ((int) self->derived[2]) {
    case ENT_INTERVAL_LOG:
        return lognormal_tails(mu, sigma, x);
    case ENT_INTERVAL_LOGIT:
        return normal_tails((ent_log(x) - ent_log1p(-x) - mu) / sigma, 1.0 / (sigma * x * (1.0 - x)));
    default:
        return normal_tails((x - mu) / sigma, 1.0 / sigma);
    }
}

/* Integrated hazard h at x, `slope` = dh/dx. */
static ent_tails hazard_tails(double h, double slope)
{
    return (ent_tails){-ent_expm1(-h), ent_exp(-h), slope * ent_exp(-h)};
}

static ent_tails weibull_tails(double shape, double scale, double x)
{
    double h = ent_exp(shape * (ent_log(x) - ent_log(scale)));

    if (!(x > 0.0)) {
        return (ent_tails){0.0, 1.0, shape < 1.0 ? (double) INFINITY : shape > 1.0 ? 0.0 : 1.0 / scale};
    }
    return hazard_tails(h, shape * h / x);
}

static ent_tails scaled_gamma_tails(const ent_dist *self, double x)
{
    double scale = self->derived[1];
    ent_tails tails = ent_gamma_tails(self->derived[0], self->derived[2], x / scale);

    tails.density /= scale;
    return tails;
}

static ent_tails scaled_beta_tails(const ent_dist *self, double x)
{
    double width = self->derived[3];
    ent_tails tails = ent_beta_tails(self->derived[0], self->derived[1], self->derived[2],
        (x - self->low) / width, (self->high - x) / width);

    tails.density /= width;
    return tails;
}

/* P(T > t) = I_y(df/2, 1/2) / 2 with y = df / (df + t^2), t > 0. derived[1] is the log of the density at 0. */
static ent_tails student_tails(const ent_dist *self, double t)
{
    double df = self->derived[0], at_0 = self->derived[1];
    double square = t * t;
    double density, half;

    if (isinf(df + square)) { /* all that is left is the power law, y^(df/2) / (df/2 B) / 2 */
        half = ent_exp(at_0 + 0.5 * (df - 1.0) * ent_log(df) - df * ent_log(fabs(t)));
        density = half * df / fabs(t);
    } else {
        half = 0.5 * ent_beta_tails(0.5 * df, 0.5, self->derived[2], df / (df + square),
            square / (df + square)).below;
        density = ent_exp(at_0 - 0.5 * (df + 1.0) * ent_log1p(square / df));
    }
    return t > 0.0 ? (ent_tails){1.0 - half, half, density} : (ent_tails){half, 1.0 - half, density};
}

/* k successes or fewer: I_(1-p)(n - k, k + 1), 0 <= k < n. */
static ent_tails binomial_tails(double n, double p, double k)
{
    ent_tails tails = ent_beta_tails(n - k, k + 1.0, ent_beta_norm(n - k, k + 1.0), 1.0 - p, p);

    return (ent_tails){tails.below, tails.above, 0.0};
}

/* k or fewer: Q(k + 1, mean). */
static ent_tails poisson_tails(double mean, double k)
{
    ent_tails tails = ent_gamma_tails(k + 1.0, ent_gamma_norm(k + 1.0), mean);

    return (ent_tails){tails.above, tails.below, 0.0};
}

/* The whole number at or below x; below x where it must be strictly so. */
static double whole(double x, bool open)
{
    return open ? ceil(x) - 1.0 : floor(x);
}

static ent_tails discrete_tails(const ent_dist *self, double x, bool open)
{
    size_t low = 0, high = self->count; /* values before low are at or below x, those from high on are not */

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (self->x[middle] < x || (!open && self->x[middle] <= x)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? (ent_tails){0.0, 1.0, 0.0} : (ent_tails){self->p[low - 1], self->q[low - 1], 0.0};
}

/* Inside [x_1, x_n]: between the last point before x (at or before, unless open) and the next. */
static ent_tails quantiles_tails(const ent_dist *self, double x, bool open)
{
    size_t i = 0;
    double slope, below;

    while (i < self->count && (self->x[i] < x || (!open && self->x[i] <= x))) {
        i++;
    }
    if (i == 0) {
        return (ent_tails){0.0, 1.0, 0.0};
    }
    if (i == self->count) {
        return (ent_tails){1.0, 0.0, 0.0};
    }
    slope = (self->p[i] - self->p[i - 1]) / (self->x[i] - self->x[i - 1]);
    below = self->p[i - 1] + (x - self->x[i - 1]) * slope;
    return (ent_tails){below, 1.0 - below, slope};
}

static ent_tails mixture_tails(const ent_dist *self, double x, bool open)
{
    ent_tails sum = {0.0, 0.0, 0.0};

    for (size_t i = 0; i < self->count; i++) {
        ent_tails part = ent_dist_tails(self->part[i], x, open);
        sum.below += self->p[i] * part.below;
        sum.above += self->p[i] * part.above;
        sum.density += self->p[i] * part.density;
    }
    return sum;
}

/* Five-point Gauss-Legendre rule on the part's density. */
static double integral(const ent_dist *part, double lo, double hi)
{
    static const double node[3] = {0.0, 0.53846931010568309104, 0.90617984593866399280};
    static const double weight[3] = {0.56888888888888888889, 0.47862867049936646804, 0.23692688505618908751};
    double middle = lo + 0.5 * (hi - lo), half = 0.5 * (hi - lo);
    double sum = weight[0] * ent_dist_tails(part, middle, false).density;

    for (int i = 1; i < 3; i++) {
        sum += weight[i] * ent_dist_tails(part, middle - half * node[i], false).density;
        sum += weight[i] * ent_dist_tails(part, middle + half * node[i], false).density;
    }
    return half * sum;
}

static bool smooth(ent_distribution_kind kind)
{
    switch (kind) {
    case ENT_DIST_NORMAL:
    case ENT_DIST_LOGNORMAL:
    case ENT_DIST_EXPONENTIAL:
    case ENT_DIST_GAMMA:
    case ENT_DIST_BETA:
    case ENT_DIST_PERT:
    case ENT_DIST_WEIBULL:
    case ENT_DIST_STUDENT_T:
    case ENT_DIST_INTERVAL:
        return true;
    default:
        return false;
    }
}

double ent_dist_mass(const ent_dist *part, double lo, double hi, ent_tails at_lo, ent_tails at_hi)
{
    double level, mass;

    if (at_hi.below <= 0.5) {
        level = at_hi.below;
        mass = at_hi.below - at_lo.below;
    } else if (at_lo.above <= 0.5) {
        level = at_lo.above;
        mass = at_lo.above - at_hi.above;
    } else {
        level = 1.0;
        mass = 1.0 - at_lo.below - at_hi.above;
    }
    /* A difference that loses digits is an integral over so short a piece that the rule is exact, unless the density
     * goes up or down by orders of magnitude in it (at a pole of it, say). */
    if (mass < 1e-3 * level && hi > lo && smooth(part->kind) && at_lo.density > 0.25 * at_hi.density &&
        at_hi.density > 0.25 * at_lo.density && isfinite(at_lo.density) && isfinite(at_hi.density)) {
        mass = integral(part, lo, hi);
    }
    return mass > 0.0 ? mass : 0.0;
}

static ent_tails truncate_tails(const ent_dist *self, double x, bool open)
{
    const ent_dist *part = self->part[0];
    const double *d = self->derived;
    ent_tails at_lo = {d[ENT_D_LO], d[ENT_D_LO + 1], d[ENT_D_LO + 2]};
    ent_tails at_hi = {d[ENT_D_HI], d[ENT_D_HI + 1], d[ENT_D_HI + 2]};
    ent_tails at = ent_dist_tails(part, x, open);
    double below = ent_dist_mass(part, d[0], x, at_lo, at) / d[2];
    double above = ent_dist_mass(part, x, d[1], at, at_hi) / d[2];

    return (ent_tails){below < 1.0 ? below : 1.0, above < 1.0 ? above : 1.0, at.density / d[2]};
}

static ent_tails inner_tails(const ent_dist *self, double x, bool open)
{
    const double *d = self->derived;

    switch (self->kind) {
    case ENT_DIST_UNIFORM:
        return uniform_tails(d[0], d[1], x);
    case ENT_DIST_TRIANGULAR:
        return triangular_tails(d[0], d[1], d[2], x);
    case ENT_DIST_NORMAL:
        return normal_tails((x - d[0]) / d[1], 1.0 / d[1]);
    case ENT_DIST_LOGNORMAL:
        return lognormal_tails(d[0], d[1], x);
    case ENT_DIST_INTERVAL:
        return interval_tails(self, x);
    case ENT_DIST_EXPONENTIAL:
        return hazard_tails(x / d[0], 1.0 / d[0]);
    case ENT_DIST_WEIBULL:
        return weibull_tails(d[0], d[1], x);
    case ENT_DIST_GAMMA:
        return scaled_gamma_tails(self, x);
    case ENT_DIST_BETA:
    case ENT_DIST_PERT:
        return scaled_beta_tails(self, x);
    case ENT_DIST_STUDENT_T:
        return student_tails(self, x);
    case ENT_DIST_BERNOULLI:
        return (ent_tails){1.0 - d[0], d[0], 0.0};
    case ENT_DIST_BINOMIAL:
        return binomial_tails(d[0], d[1], whole(x, open));
    case ENT_DIST_POISSON:
        return poisson_tails(d[0], whole(x, open));
    case ENT_DIST_DISCRETE:
        return discrete_tails(self, x, open);
    case ENT_DIST_QUANTILES:
        return quantiles_tails(self, x, open);
    case ENT_DIST_MIXTURE:
        return mixture_tails(self, x, open);
    case ENT_DIST_TRUNCATE:
        return truncate_tails(self, x, open);
    default:
        return (ent_tails){(double) NAN, (double) NAN, (double) NAN};
    }
}

/* Ends of the support are settled here, so that a kind's own function sees only what is strictly inside, or an atom's
 * place at an end. */
ent_tails ent_dist_tails(const ent_dist *self, double x, bool open)
{
    ent_tails tails;

    if (isnan(x)) {
        return (ent_tails){(double) NAN, (double) NAN, (double) NAN};
    }
    if (x < self->low || (open && x <= self->low) || x <= -(double) INFINITY) {
        return (ent_tails){0.0, 1.0, 0.0};
    }
    if (x > self->high || (!open && x >= self->high) || x >= (double) INFINITY) {
        return (ent_tails){1.0, 0.0, 0.0};
    }
    tails = inner_tails(self, x, open);
    tails.below = tails.below > 0.0 ? tails.below : 0.0;
    tails.above = tails.above > 0.0 ? tails.above : 0.0;
    tails.density = tails.density > 0.0 ? tails.density : 0.0;
    return tails;
}

double ent_dist_cdf(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, false).below;
}

double ent_dist_sf(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, false).above;
}

double ent_dist_cdf_below(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, true).below;
}

double ent_dist_sf_from(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, true).above;
}

double ent_dist_pdf(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, false).density;
}
