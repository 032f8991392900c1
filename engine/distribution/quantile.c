#include "distribution/quantile.h"

#include "kernels/scalar_functions.h"
#include "distribution/cdf.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Doubles as whole numbers in the same order, so that bisection takes at most 64 steps over any range. */
static int64_t order_of(double x)
{
    int64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits >= 0 ? bits : INT64_MIN - bits;
}

static double of_order(int64_t order)
{
    int64_t bits = order >= 0 ? order : INT64_MIN - order;
    double x;

    memcpy(&x, &bits, sizeof(x));
    return x;
}

/* Half-way in order between a < b: a itself where they are neighbours. */
static double between(double a, double b)
{
    int64_t i = order_of(a), j = order_of(b);

    return of_order((i & j) + ((i ^ j) >> 1));
}

/* A Newton step from x towards log P = log p, where log P is `error` too high (counted so that it rises with x). In the
 * tail of a bounded end, where P is near a power of the distance to it, the step is taken in the logarithm of the
 * distance; for student_t in that of x, since its tails are powers of x. NaN where there is no slope to follow. */
static double newton(const ent_dist *self, double x, double error, ent_tails at, bool upper)
{
    double mass = upper ? at.above : at.below;
    double from = upper ? self->high : self->low;
    double rest = x - from;

    if (!(at.density > 0.0 && isfinite(at.density))) {
        return (double) NAN;
    }
    if (isfinite(from)) {
        return from + rest * ent_exp(-error * (mass / (at.density * rest)));
    }
    if (self->kind == ENT_DIST_STUDENT_T && fabs(x) > 1.0) {
        return x * ent_exp(-error * (mass / (at.density * x)));
    }
    return x - error * (mass / at.density);
}

static double log_error(ent_tails at, double p, bool upper)
{
    double mass = upper ? at.above : at.below;
    double ratio = mass / p - 1.0;
    double error = fabs(ratio) < 0.1 ? ent_log1p(ratio) : ent_log(mass) - ent_log(p);

    return upper ? -error : error;
}

/* Newton's method kept within a bracket that always holds the answer: P(lo) falls short, P(hi) does not. A step that
 * leaves the bracket, or three that fail to quarter its length in order, give way to bisection. */
static double search(const ent_dist *self, double p, bool upper, double lo, double hi, double guess)
{
    double x = guess > lo && guess < hi ? guess : between(lo, hi);
    int64_t length = order_of(hi) / 2 - order_of(lo) / 2;

    for (int i = 0; i < 200 && x > lo && x < hi; i++) {
        ent_tails at = ent_dist_tails(self, x, false);
        double error = log_error(at, p, upper);
        double next = newton(self, x, error, at, upper);
        if (error >= 0.0) {
            hi = x;
        } else {
            lo = x;
        }
        if (fabs(next - x) <= 0.5 * DBL_EPSILON * fabs(x)) {
            return x;
        }
        if (!(next > lo && next < hi)) {
            next = between(lo, hi);
        } else if (fabs(error) < 1e-9) {
            return next; /* exact to rounding: one more evaluation could only confirm it */
        } else if (i % 3 == 2) {
            int64_t now = order_of(hi) / 2 - order_of(lo) / 2;
            next = now > length / 4 && fabs(error) > 0.5 ? between(lo, hi) : next;
            length = now;
        }
        x = next;
    }
    return hi;
}

/* Wilson and Hilferty's cube where it holds; else the leading power of the lower tail. */
static double gamma_guess(const ent_dist *self, double p, bool upper)
{
    double a = self->derived[0];
    double z = upper ? -ent_normal_quantile(p) : ent_normal_quantile(p);
    double cube = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * sqrt(a));

    if (a >= 0.5 && cube > 0.2) {
        return self->derived[1] * a * cube * cube * cube;
    }
    /* P(a, x) is near x^a / Gamma(a + 1), Gamma(a + 1) = exp(a log a - a - norm). */
    p = upper ? 1.0 - p : p;
    return self->derived[1] * ent_exp((ent_log(p) - a - self->derived[2]) / a + ent_log(a));
}

/* Normal in the logit where both parameters are large enough; else the leading power of the nearer end. */
static double beta_guess(const ent_dist *self, double p, bool upper)
{
    double a = self->derived[0], b = self->derived[1];
    double z = upper ? -ent_normal_quantile(p) : ent_normal_quantile(p);
    double logit = ent_log(a) - ent_log(b) + z * sqrt(1.0 / a + 1.0 / b);

    return self->low + self->derived[3] / (1.0 + ent_exp(-logit));
}

/* Hill's leading terms near the centre, the power law outside. */
static double student_guess(const ent_dist *self, double p)
{
    double df = self->derived[0], at_0 = self->derived[1];
    double z = -ent_normal_quantile(p);
    double centre = z * (1.0 + (z * z + 1.0) / (4.0 * df));
    double power = ent_exp((at_0 + 0.5 * (df - 1.0) * ent_log(df) - ent_log(p)) / df);

    return df > 4.0 || centre < 1.0 ? fmin(centre, power) : power;
}

static double student_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double x;

    if (p > 0.5) {
        p = 1.0 - p;
        upper = !upper;
    }
    if (p >= 0.5) {
        return 0.0;
    }
    guess = isnan(guess) ? student_guess(self, p) : fabs(guess);
    x = search(self, p, true, 0.0, DBL_MAX, guess);
    return upper ? x : -x;
}

/* Smallest whole k >= 0 that reaches p: doubling steps outwards from the guess, then halving. */
static double whole_quantile(const ent_dist *self, double p, bool upper, double mean, double sd)
{
    double z = upper ? -ent_normal_quantile(p) : ent_normal_quantile(p);
    double k = fmin(fmax(floor(mean + sd * z), self->low), fmin(self->high, 0x1p53));
    double step = fmax(1.0, floor(0.05 * sd));
    double lo = -1.0, hi = fmin(self->high, 0x1p53); /* lo falls short, hi does not */

    while (hi - lo > 1.0) {
        ent_tails at = ent_dist_tails(self, k, false);
        if (upper ? at.above <= p : at.below >= p) {
            hi = k;
            k = k - step;
        } else {
            lo = k;
            k = k + step;
        }
        step *= 2.0;
        if (!(k > lo && k < hi)) {
            k = lo + floor(0.5 * (hi - lo));
        }
    }
    return fmax(hi, self->low);
}

static double discrete_quantile(const ent_dist *self, double p, bool upper)
{
    size_t i = 0;

    while (i + 1 < self->count && !(upper ? self->q[i] <= p : self->p[i] >= p)) {
        i++;
    }
    return self->x[i];
}

static double quantiles_quantile(const ent_dist *self, double u)
{
    size_t i = 0;

    while (i < self->count && self->p[i] < u) {
        i++;
    }
    if (i == 0 || i == self->count) {
        return self->x[i == 0 ? 0 : self->count - 1];
    }
    return self->x[i - 1] +
        (u - self->p[i - 1]) * ((self->x[i] - self->x[i - 1]) / (self->p[i] - self->p[i - 1]));
}

/* Between the least and the greatest of the parts' quantiles of the same p. */
static double mixture_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double lo = (double) INFINITY, hi = -(double) INFINITY;

    for (size_t i = 0; i < self->count; i++) {
        double x = ent_dist_invert(self->part[i], p, upper, guess);
        lo = fmin(lo, x);
        hi = fmax(hi, x);
    }
    /* A little outwards, since the ends carry the rounding of their own. */
    lo = fmax(lo - 1e-12 * fabs(lo) - DBL_MIN, self->low);
    hi = fmin(hi + 1e-12 * fabs(hi) + DBL_MIN, self->high);
    return search(self, p, upper, nextafter(lo, -(double) INFINITY), hi, isnan(guess) ? lo + 0.5 * (hi - lo) : guess);
}

/* The part's quantile at the corresponding chance, from the tail in which that keeps its digits; then, where the piece
 * is so narrow that the chance itself lost digits, a search with the truncation's own tails. */
static double truncate_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    const ent_dist *part = self->part[0];
    const double *d = self->derived;
    double lower = upper ? d[ENT_D_HI] - p * d[2] : d[ENT_D_LO] + p * d[2];
    double higher = upper ? d[ENT_D_HI + 1] + p * d[2] : d[ENT_D_LO + 1] - p * d[2];
    bool from_above = higher < 0.5;
    double near = fmin(fmax(from_above ? higher : lower, 0.0), 1.0);
    double x = ent_dist_invert(part, near, from_above, guess);

    x = fmin(fmax(x, self->low), self->high);
    if (!ent_dist_continuous(self)) {
        return x;
    }
    return search(self, p, upper, nextafter(self->low, -(double) INFINITY), self->high, x);
}

static double interval_quantile(const ent_dist *self, double z)
{
    double y = self->derived[0] + self->derived[1] * z;

    switch ((int) self->derived[2]) {
    case ENT_INTERVAL_LOG:
        return ent_exp(y);
    case ENT_INTERVAL_LOGIT:
        return 1.0 / (1.0 + ent_exp(-y));
    default:
        return y;
    }
}

static double triangular_quantile(const ent_dist *self, double p, bool upper)
{
    const double *d = self->derived;
    double width = d[2] - d[0], rise = d[1] - d[0], fall = d[2] - d[1];

    if (upper) {
        return p * width <= fall ? d[2] - sqrt(p * (width * fall)) : d[0] + sqrt((1.0 - p) * (width * rise));
    }
    return p * width <= rise ? d[0] + sqrt(p * (width * rise)) : d[2] - sqrt((1.0 - p) * (width * fall));
}

/* The integrated hazard at which the chance is p. */
static double hazard_at(double p, bool upper)
{
    return upper ? -ent_log(p) : -ent_log1p(-p);
}

double ent_dist_invert(const ent_dist *self, double p, bool upper, double guess)
{
    const double *d = self->derived;
    double z;

    if (p <= 0.0 || p >= 1.0) {
        return isnan(p) ? p : (p <= 0.0) == upper ? self->high : self->low;
    }
    switch (self->kind) {
    case ENT_DIST_UNIFORM:
        return upper ? d[1] - p * (d[1] - d[0]) : d[0] + p * (d[1] - d[0]);
    case ENT_DIST_TRIANGULAR:
        return triangular_quantile(self, p, upper);
    case ENT_DIST_NORMAL:
    case ENT_DIST_LOGNORMAL:
    case ENT_DIST_INTERVAL:
        z = upper ? -ent_normal_quantile(p) : ent_normal_quantile(p);
        return self->kind == ENT_DIST_INTERVAL ? interval_quantile(self, z)
            : self->kind == ENT_DIST_NORMAL    ? d[0] + d[1] * z
                                               : ent_exp(d[0] + d[1] * z);
    case ENT_DIST_EXPONENTIAL:
        return d[0] * hazard_at(p, upper);
    case ENT_DIST_WEIBULL:
        return d[1] * ent_exp(ent_log(hazard_at(p, upper)) / d[0]);
    case ENT_DIST_GAMMA:
        return search(self, p, upper, 0.0, DBL_MAX, isnan(guess) ? gamma_guess(self, p, upper) : guess);
    case ENT_DIST_BETA:
    case ENT_DIST_PERT:
        return search(self, p, upper, self->low, self->high, isnan(guess) ? beta_guess(self, p, upper) : guess);
    case ENT_DIST_STUDENT_T:
        return student_quantile(self, p, upper, guess);
    case ENT_DIST_BERNOULLI:
        return (upper ? d[0] > p : p > 1.0 - d[0]) ? 1.0 : 0.0;
    case ENT_DIST_BINOMIAL:
        return whole_quantile(self, p, upper, d[0] * d[1], sqrt(d[0] * d[1] * (1.0 - d[1])));
    case ENT_DIST_POISSON:
        return whole_quantile(self, p, upper, d[0], sqrt(d[0]));
    case ENT_DIST_DISCRETE:
        return discrete_quantile(self, p, upper);
    case ENT_DIST_QUANTILES:
        return quantiles_quantile(self, upper ? 1.0 - p : p);
    case ENT_DIST_MIXTURE:
        return mixture_quantile(self, p, upper, guess);
    case ENT_DIST_TRUNCATE:
        return truncate_quantile(self, p, upper, guess);
    default:
        return (double) NAN;
    }
}

double ent_dist_quantile(const ent_dist *self, double u)
{
    if (!(u >= 0.0 && u <= 1.0)) {
        return (double) NAN;
    }
    return u <= 0.5 ? ent_dist_invert(self, u, false, (double) NAN)
                    : ent_dist_invert(self, 1.0 - u, true, (double) NAN);
}

double ent_dist_quantile_upper(const ent_dist *self, double s)
{
    if (!(s >= 0.0 && s <= 1.0)) {
        return (double) NAN;
    }
    return s <= 0.5 ? ent_dist_invert(self, s, true, (double) NAN)
                    : ent_dist_invert(self, 1.0 - s, false, (double) NAN);
}
