#include "distribution/incomplete_gamma_beta.h"

#include "kernels/scalar_functions.h"

#include <math.h>
#include <stdbool.h>

static const double log_two_pi = 1.83787706640934548356;
static const double precise = 2e-16; /* relative change at which a sum or a continued fraction ends */
static const double tiny = 1e-300;   /* replaces denominators of 0 in Lentz's method */
enum { STEPS = 200000, STIRLING_FROM = 15 };

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
    if (x < shape + 1.0 && !(shape < 1.0 && x > 0.5)) {
        tails.below = front * gamma_series(shape, x);
        tails.above = 1.0 - tails.below;
    } else {
        tails.above = front * shape * gamma_fraction(shape, x);
        tails.below = 1.0 - tails.above;
    }
    return tails;
}

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
    front = ent_exp(norm - ent_deviance(a, (a + b) * x) - ent_deviance(b, (a + b) * y)) * a * b / (a + b);
    tails.density = front / x / y;
    if (x * (a + b + 2.0) < a + 1.0) {
        tails.below = front / a * beta_fraction(a, b, x);
        tails.above = 1.0 - tails.below;
    } else {
        tails.above = front / b * beta_fraction(b, a, y);
        tails.below = 1.0 - tails.above;
    }
    return tails;
}
