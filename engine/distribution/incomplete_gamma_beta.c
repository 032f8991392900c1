#include "distribution/incomplete_gamma_beta.h"

#include "kernels/scalar_functions.h"

#include <math.h>
#include <stdbool.h>

static const double log_two_pi = 1.83787706640934548356;
static const double precise = 2e-16; /* relative change at which a sum or a continued fraction ends */
static const double tiny = 1e-300;   /* replaces denominators of 0 in Lentz's method */
enum { STEPS = 10000, STIRLING_FROM = 15 };

/* From this shape on the gamma distribution is integrated; from these parameters on (the larger of the two, the smaller
 * of the two) beta takes the contracted fraction and is integrated. */
static const double integrated_from = 1e5, contracted_from = 1e4;

double ent_stirling_error(double n)
{
    double sum = 0.0;
    double r;

    /* delta(n) = delta(n + 1) + (n + 1/2) log(1 + 1/n) - 1, up to where five terms of the series suffice. */
    while (n < STIRLING_FROM) {
        sum += (n + 0.5) * ent_log1p(1.0 / n) - 1.0;
        n += 1.0;
    }
    r = 1.0 / (n * n);
    return sum + (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r * (1.0 / 1680.0 - r / 1188.0)))) / n;
}

double ent_deviance(double x, double m)
{
    double ratio = x / m;
    double v, term, sum;

    if (!(fabs(x - m) < 0.1 * (x + m))) {
        bool plain = ratio > 1e-300 && ratio < 1e300;
        return x * (plain ? ent_log(ratio) : ent_log(x) - ent_log(m)) + m - x;
    }
    /* With v = (x - m) / (x + m): (x - m) v + 2 x (v^3 / 3 + v^5 / 5 + …). */
    v = (x - m) / (x + m);
    sum = (x - m) * v;
    term = 2.0 * x * v;
    for (int j = 1; j < 100; j++) {
        double next;
        term *= v * v;
        next = sum + term / (2 * j + 1);
        if (next == sum) {
            break;
        }
        sum = next;
    }
    return sum;
}

double ent_gamma_norm(double shape)
{
    return -ent_stirling_error(shape) - 0.5 * (log_two_pi + ent_log(shape));
}

/* --- integration ----------------------------------------------------------------------------------------------------
 */

/* The integral of exp(f(t)) over t from 0 on, f(0) = 0, by the Gauss-Legendre rule of 32 points on [0, span]. */
typedef double log_ratio(const double *parameter, double t);

static double integral(log_ratio *f, const double *parameter, double span)
{
    static const double node[16] = {0.048307665687738316235, 0.14447196158279649349, 0.23928736225213707454,
        0.33186860228212764978, 0.42135127613063534536, 0.50689990893222939002, 0.58771575724076232904,
        0.66304426693021520098, 0.73218211874028968039, 0.79448379596794240696, 0.84936761373256997013,
        0.89632115576605212397, 0.93490607593773968917, 0.96476225558750643077, 0.9856115115452683354,
        0.99726386184948156354};
    static const double weight[16] = {0.048270044257363900283, 0.04781936003963742971, 0.04692219954040228282,
        0.045586939347881942356, 0.043826046502201905571, 0.041655962113473377611, 0.039096947893535153236,
        0.036172897054424253113, 0.032911111388180923419, 0.029342046739267773573, 0.025499029631188088098,
        0.021417949011113340328, 0.017136931456510716551, 0.012696032654631029728, 0.0081371973654528353026,
        0.0035093050047350483002};
    double sum = 0.0;

    for (int i = 0; i < 16; i++) {
        sum += weight[i] * ent_exp(f(parameter, span * (0.5 - 0.5 * node[i])));
        sum += weight[i] * ent_exp(f(parameter, span * (0.5 + 0.5 * node[i])));
    }
    return span * sum;
}

/* The t at which slope t + curvature t^2 / 2 is 40: what comes after it does not count. A slope that falls, between the
 * mode and the mean, is small. */
static double span_of(double slope, double curvature)
{
    return 80.0 / (slope + sqrt(slope * slope + 80.0 * curvature));
}

/* log(1 + s) - s for |s| < 0.06, without cancellation. */
static double log1p_less(double s)
{
    double sum = 0.0;

    for (int n = 15; n >= 2; n--) {
        sum = (n % 2 == 0 ? -1.0 : 1.0) / n + s * sum;
    }
    return s * s * sum;
}

/* --- gamma ----------------------------------------------------------------------------------------------------------
 */

/* The log of the density at x (1 + side t) over that at x: shape - 1, slope, side. */
static double gamma_log_ratio(const double *parameter, double t)
{
    return parameter[0] * log1p_less(parameter[2] * t) - parameter[1] * t;
}

/* The tail away from the mode, divided by x^a e^-x / Gamma(a), for large a and x near a. */
static double gamma_integral(double a, double x)
{
    double side = x < a ? -1.0 : 1.0;
    const double parameter[3] = {a - 1.0, side * (x - a + 1.0), side};

    return integral(gamma_log_ratio, parameter, span_of(parameter[1], a - 1.0));
}

/* Sum of x^n / ((a + 1) … (a + n)), n = 0, 1, …: P(a, x) divided by x^a e^-x / Gamma(a + 1)
 * (Numerical Recipes, eq. 6.2.5). */
static double gamma_series(double a, double x)
{
    double term = 1.0, sum = 1.0;

    for (int n = 1; n < STEPS && term > precise * sum; n++) {
        term *= x / (a + n);
        sum += term;
    }
    return sum;
}

/* 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - …)): Q(a, x) divided by x^a e^-x / Gamma(a)
 * (Numerical Recipes, eq. 6.2.7). */
static double gamma_fraction(double a, double x)
{
    double b = x + 1.0 - a;
    double c = 1.0 / tiny;
    double d = 1.0 / b;
    double h = d;

    for (int i = 1; i < STEPS; i++) {
        double an = -(double) i * ((double) i - a);
        double change;
        b += 2.0;
        d = an * d + b;
        d = 1.0 / (fabs(d) < tiny ? tiny : d);
        c = b + an / c;
        c = fabs(c) < tiny ? tiny : c;
        change = d * c;
        h *= change;
        if (fabs(change - 1.0) < precise) {
            break;
        }
    }
    return h;
}

/* Whether the tail below x is the one that is computed first. */
static bool gamma_from_below(double a, double x)
{
    return a >= integrated_from ? x < a : x < a + 1.0 && !(a < 1.0 && x > 0.5);
}

/* The tail on that side, divided by x^a e^-x / Gamma(a). */
static double gamma_factor(double a, double x)
{
    if (a >= integrated_from) {
        return fabs(x - a) < 0.2 * a ? gamma_integral(a, x) : 0.0;
    }
    return gamma_from_below(a, x) ? gamma_series(a, x) / a : gamma_fraction(a, x);
}

ent_tails ent_gamma_tails(double shape, double norm, double x)
{
    ent_tails tails = {0.0, 1.0, 0.0};
    double front;

    if (!(x > 0.0)) {
        tails.density = shape < 1.0 ? (double) INFINITY : shape > 1.0 ? 0.0 : 1.0;
        return tails;
    }
    if (isinf(x)) {
        return (ent_tails){1.0, 0.0, 0.0};
    }
    front = ent_exp(norm - ent_deviance(shape, x)); /* x^a e^-x / Gamma(a + 1) */
    tails.density = front * shape / x;
    if (shape >= integrated_from) {
        tails.below = front > 0.0 ? front * shape * gamma_factor(shape, x) : 0.0;
    } else if (gamma_from_below(shape, x)) {
        tails.below = front * gamma_series(shape, x);
    } else {
        tails.below = front * shape * gamma_fraction(shape, x);
    }
    tails.above = 1.0 - tails.below;
    return gamma_from_below(shape, x) ? tails : (ent_tails){tails.above, tails.below, tails.density};
}

ent_log_tail ent_gamma_log_tail(double shape, double norm, double x)
{
    double factor = gamma_factor(shape, x);

    return (ent_log_tail){norm - ent_deviance(shape, x) + ent_log(shape) + ent_log(factor), 1.0 / (x * factor)};
}

/* --- beta -----------------------------------------------------------------------------------------------------------
 */

double ent_beta_norm(double a, double b)
{
    double n = a + b;

    return ent_stirling_error(n) - ent_stirling_error(a) - ent_stirling_error(b) -
           0.5 * (log_two_pi + ent_log(a) + ent_log(b) - ent_log(n));
}

/* The continued fraction of I_x(a, b) (Numerical Recipes, eq. 6.4.5), an even and an odd step at a time. */
static double beta_fraction(double a, double b, double x)
{
    double c = 1.0;
    double d = 1.0 - (a + b) * x / (a + 1.0);
    double h;

    d = 1.0 / (fabs(d) < tiny ? tiny : d);
    h = d;
    for (int m = 1; m < STEPS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0));
        double change;
        d = 1.0 + even * d;
        d = 1.0 / (fabs(d) < tiny ? tiny : d);
        c = 1.0 + even / c;
        c = fabs(c) < tiny ? tiny : c;
        h *= d * c;
        d = 1.0 + odd * d;
        d = 1.0 / (fabs(d) < tiny ? tiny : d);
        c = 1.0 + odd / c;
        c = fabs(c) < tiny ? tiny : c;
        change = d * c;
        h *= change;
        if (fabs(change - 1.0) < precise) {
            break;
        }
    }
    return h;
}

/* The even part of that fraction, divided by a (DiDonato and Morris 1992, "Algorithm 708", BFRAC). Written with
 * (a + b) y - b = a - (a + b) x, it keeps its digits where a is large and x next to 1. */
static double contracted_fraction(double a, double b, double x, double y)
{
    const double c = (y < x ? (a + b) * y - b : a - (a + b) * x) + 1.0, c0 = b / a, c1 = 1.0 + 1.0 / a;
    double above[2] = {0.0, 1.0}, below[2] = {1.0, c / c1}; /* the last two convergents */
    double r = c1 / c;
    double p = 1.0, s = a + 1.0;

    for (int n = 1; n < STEPS; n++) {
        double t = n / a, w = n * (b - n) * x, e = a / s;
        double alpha = p * (p + c0) * e * e * (w * x);
        double last = r, next_above, next_below;
        double beta = n + w / s + (1.0 + t) / (c1 + t + t) * (c + n * (1.0 + y));
        next_above = alpha * above[0] + beta * above[1];
        next_below = alpha * below[0] + beta * below[1];
        r = next_above / next_below;
        if (fabs(r - last) <= precise * fabs(r)) {
            break;
        }
        above[0] = above[1] / next_below;
        below[0] = below[1] / next_below;
        above[1] = r;
        below[1] = 1.0;
        p = 1.0 + t;
        s += 2.0;
    }
    return r;
}

/* The log of the density at x - t over that at x: a - 1, b - 1, slope, x, y. */
static double beta_log_ratio(const double *parameter, double t)
{
    return parameter[0] * log1p_less(-t / parameter[3]) + parameter[1] * log1p_less(t / parameter[4]) -
           parameter[2] * t;
}

/* P(X < x) divided by the density, for large a and b and x not above the mean. */
static double beta_integral(double a, double b, double x, double y)
{
    double slope = ((a - 1.0) * y - (b - 1.0) * x) / (x * y);
    const double parameter[5] = {a - 1.0, b - 1.0, slope, x, y};

    return integral(beta_log_ratio, parameter, span_of(slope, (a - 1.0) / x / x + (b - 1.0) / y / y));
}

/* P(X < x) divided by x^a y^b Gamma(a + b) / (Gamma(a) Gamma(b)), for x not above the mean. */
static double beta_factor(double a, double b, double x, double y)
{
    if (a >= integrated_from && b >= integrated_from) {
        return beta_integral(a, b, x, y) / x / y;
    }
    return a >= contracted_from ? contracted_fraction(a, b, x, y) : beta_fraction(a, b, x) / a;
}

/* Whether the tail below x is the one that is computed first; by y where x next to 1 has too few digits. */
static bool beta_from_below(double a, double b, double x, double y)
{
    return a >= contracted_from && y < x ? y * (a + b + 2.0) > b + 1.0 : x * (a + b + 2.0) < a + 1.0;
}

static double beta_exponent(double a, double b, double norm, double x, double y)
{
    return norm - ent_deviance(a, (a + b) * x) - ent_deviance(b, (a + b) * y);
}

/* c a b / (a + b), where a b may be no double. */
static double beta_weighted(double c, double a, double b)
{
    double product = a * b;

    if (product > 1e-290 && product < 1e290) {
        return c * a * b / (a + b);
    }
    return a < b ? c * a * (b / (a + b)) : c * b * (a / (a + b));
}

/* The density at an end of the support. */
static double end_density(double exponent, double other)
{
    return exponent < 1.0 ? (double) INFINITY : exponent > 1.0 ? 0.0 : other;
}

ent_tails ent_beta_tails(double a, double b, double norm, double x, double y)
{
    ent_tails tails;
    double front;

    if (!(x > 0.0)) {
        return (ent_tails){0.0, 1.0, end_density(a, b)};
    }
    if (!(y > 0.0)) {
        return (ent_tails){1.0, 0.0, end_density(b, a)};
    }
    /* x^a y^b Gamma(a + b) / (Gamma(a) Gamma(b)) */
    front = beta_weighted(ent_exp(beta_exponent(a, b, norm, x, y)), a, b);
    tails.density = front / x / y;
    if (!(front > 0.0)) {
        tails.below = beta_from_below(a, b, x, y) ? 0.0 : 1.0;
        tails.above = 1.0 - tails.below;
    } else if (beta_from_below(a, b, x, y)) {
        tails.below = a >= contracted_from ? front * beta_factor(a, b, x, y) : front / a * beta_fraction(a, b, x);
        tails.above = 1.0 - tails.below;
    } else {
        tails.above = b >= contracted_from ? front * beta_factor(b, a, y, x) : front / b * beta_fraction(b, a, y);
        tails.below = 1.0 - tails.above;
    }
    return tails;
}

ent_log_tail ent_beta_log_tail(double a, double b, double norm, double x, double y)
{
    double factor = beta_factor(a, b, x, y);

    return (ent_log_tail){
        beta_exponent(a, b, norm, x, y) + ent_log(beta_weighted(1.0, a, b)) + ent_log(factor), 1.0 / (x * y * factor)};
}
