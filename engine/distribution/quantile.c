#include "distribution/quantile.h"

#include "distribution/cdf.h"
#include "kernels/scalar_functions.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Maps doubles to integers in the same order, so that bisection takes at most 64 steps over any range. */
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

/* The double half-way in order between a < b; a where they are neighbours. */
static double between(double a, double b)
{
    int64_t i = order_of(a), j = order_of(b);

    return of_order((i & j) + ((i ^ j) >> 1));
}

/* A Newton step from x towards log P = log p, where log P is `error` too high (with the sign that rises with x). Near a
 * bounded end, where P is close to a power of the distance from it, the step is taken in the logarithm of the distance;
 * with power tails in the logarithm of x. NaN where the density is 0 or infinite. */
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
    if (self->kind->power_tails && fabs(x) > 1.0) {
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

/* Newton's method within a bracket that always contains the result: P(lo) is below p, P(hi) is not. A step that leaves
 * the bracket is replaced by a bisection, and so is every third step if the length of the bracket (in the order of
 * doubles) is still above a quarter. */
double ent_quantile_search(const ent_dist *self, double p, bool upper, double lo, double hi, double guess)
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
            return next; /* exact to rounding: another evaluation would only confirm it */
        } else if (i % 3 == 2) {
            int64_t now = order_of(hi) / 2 - order_of(lo) / 2;
            next = now > length / 4 && fabs(error) > 0.5 ? between(lo, hi) : next;
            length = now;
        }
        x = next;
    }
    return hi;
}

double ent_quantile_score(double p, bool upper)
{
    return upper ? -ent_normal_quantile(p) : ent_normal_quantile(p);
}

/* Doubles the step outwards from the start until p is bracketed, then bisects. */
double ent_quantile_whole(const ent_dist *self, double p, bool upper, double mean, double sd)
{
    double z = ent_quantile_score(p, upper);
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

double ent_quantile_points(const ent_dist *self, double p, bool upper)
{
    size_t i = 0;

    while (i + 1 < self->count && !(upper ? self->q[i] <= p : self->p[i] >= p)) {
        i++;
    }
    return self->x[i];
}

/* Kinds without a quantile of their own. */
static double default_quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double mean = ent_dist_discrete(self) && self->kind->mean != NULL ? self->kind->mean(self) : 0.0;

    if (!ent_dist_discrete(self)) {
        return ent_quantile_search(self, p, upper, isfinite(self->low) ? nextafter(self->low, -DBL_MAX) : -DBL_MAX,
            isfinite(self->high) ? self->high : DBL_MAX, guess);
    }
    return self->x != NULL ? ent_quantile_points(self, p, upper)
                           : ent_quantile_whole(self, p, upper, isfinite(mean) ? mean : 0.0, 1.0);
}

double ent_dist_invert(const ent_dist *self, double p, bool upper, double guess)
{
    if (p <= 0.0 || p >= 1.0) {
        return isnan(p) ? p : (p <= 0.0) == upper ? self->high : self->low;
    }
    return self->kind->quantile != NULL ? self->kind->quantile(self, p, upper, guess)
                                        : default_quantile(self, p, upper, guess);
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
