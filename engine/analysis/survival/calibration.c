#include "analysis/survival/calibration.h"

#include "kernels/scalar_functions.h"

#include <math.h>

enum { STEPS = 100 };

typedef struct cases {
    const double *p;
    const ent_held *held;
    const double *weight;
    size_t count;
} cases;

static bool counts(const cases *self, size_t i)
{
    return self->weight[i] > 0.0 && !isnan(self->p[i]) && self->held[i] != ENT_HELD_UNKNOWN;
}

static double logit(double p)
{
    return ent_log(p) - ent_log1p(-p);
}

static double logistic(double x)
{
    return x >= 0.0 ? 1.0 / (1.0 + ent_exp(-x)) : ent_exp(x) / (1.0 + ent_exp(x));
}

/* Whether no chance of one kind is above any of the other: so they can be parted. */
static ent_calibration_state look(const cases *self, ent_calibration *made)
{
    double low[2] = {(double) INFINITY, (double) INFINITY}, high[2] = {-(double) INFINITY, -(double) INFINITY};
    bool certain = false;

    for (size_t i = 0; i < self->count; i++) {
        size_t kind = self->held[i] == ENT_HELD ? 1 : 0;
        if (counts(self, i)) {
            *(kind ? &made->held : &made->not_held) += 1;
            certain = certain || self->p[i] <= 0.0 || self->p[i] >= 1.0;
            low[kind] = self->p[i] < low[kind] ? self->p[i] : low[kind];
            high[kind] = self->p[i] > high[kind] ? self->p[i] : high[kind];
        }
    }
    if (made->held < ENT_CALIBRATION_LEAST || made->not_held < ENT_CALIBRATION_LEAST) {
        return ENT_CALIBRATION_FEW;
    }
    if (certain) {
        return ENT_CALIBRATION_CERTAIN;
    }
    if (fmin(low[0], low[1]) >= fmax(high[0], high[1])) {
        return ENT_CALIBRATION_ALIKE;
    }
    return high[0] <= low[1] || high[1] <= low[0] ? ENT_CALIBRATION_SEPARATED : ENT_CALIBRATION_FITTED;
}

/* Gradient and information of the weighted log likelihood at (intercept, slope), and the sum of squares of the
 * gradient's terms. A symmetric matrix is its elements 11, 12, 22. */
typedef struct derivatives {
    double gradient[2], information[3], squares[3];
} derivatives;

static derivatives derive(const cases *self, double intercept, double slope)
{
    derivatives made = {{0.0, 0.0}, {0.0, 0.0, 0.0}, {0.0, 0.0, 0.0}};

    for (size_t i = 0; i < self->count; i++) {
        if (counts(self, i)) {
            double x = logit(self->p[i]), w = self->weight[i];
            double q = logistic(intercept + slope * x);
            double off = w * ((self->held[i] == ENT_HELD ? 1.0 : 0.0) - q);
            double v = w * q * (1.0 - q);
            made.gradient[0] += off;
            made.gradient[1] += off * x;
            made.information[0] += v;
            made.information[1] += v * x;
            made.information[2] += v * x * x;
            made.squares[0] += off * off;
            made.squares[1] += off * off * x;
            made.squares[2] += off * off * x * x;
        }
    }
    return made;
}

/* Inverts a symmetric matrix of two rows; false for one without an inverse. */
static bool invert(const double m[3], double inverse[3])
{
    double determinant = m[0] * m[2] - m[1] * m[1];

    if (!(determinant > 0.0)) {
        return false;
    }
    inverse[0] = m[2] / determinant;
    inverse[1] = -m[1] / determinant;
    inverse[2] = m[0] / determinant;
    return true;
}

/* The variance of element 0 or 1 of the estimate: that of A B A, A the inverse of the information, B the squares. */
static double sandwich(const double a[3], const double b[3], size_t element)
{
    double x = element == 0 ? a[0] : a[1], y = element == 0 ? a[1] : a[2];

    return x * x * b[0] + 2.0 * x * y * b[1] + y * y * b[2];
}

/* Newton's steps from the chances as they are; each is halved while it overshoots, which concave likelihoods seldom
 * need. */
static bool climb(const cases *self, ent_calibration *made, double inverse[3], derivatives *at)
{
    made->intercept = 0.0;
    made->slope = 1.0;
    for (size_t step = 0; step < STEPS; step++) {
        double move[2];
        *at = derive(self, made->intercept, made->slope);
        if (!invert(at->information, inverse)) {
            return false;
        }
        move[0] = inverse[0] * at->gradient[0] + inverse[1] * at->gradient[1];
        move[1] = inverse[1] * at->gradient[0] + inverse[2] * at->gradient[1];
        if (fabs(move[0]) + fabs(move[1]) < 1e-12 * (1.0 + fabs(made->intercept) + fabs(made->slope))) {
            return true;
        }
        while (fabs(move[0]) + fabs(move[1]) > 2.0) {
            move[0] *= 0.5;
            move[1] *= 0.5;
        }
        made->intercept += move[0];
        made->slope += move[1];
    }
    return false;
}

ent_calibration ent_calibration_of(const double *p, const ent_held *held, const double *weight, size_t count)
{
    const cases self = {p, held, weight, count};
    const double no = (double) NAN;
    ent_calibration made = {.intercept = no, .slope = no};
    derivatives at;
    double inverse[3];

    made.intercept_low = made.intercept_high = made.slope_low = made.slope_high = no;
    made.state = look(&self, &made);
    if (made.state == ENT_CALIBRATION_FITTED) {
        if (climb(&self, &made, inverse, &at)) {
            const double z = ent_normal_quantile(0.975);
            double reach[2] = {z * sqrt(sandwich(inverse, at.squares, 0)), z * sqrt(sandwich(inverse, at.squares, 1))};
            made.intercept_low = made.intercept - reach[0];
            made.intercept_high = made.intercept + reach[0];
            made.slope_low = made.slope - reach[1];
            made.slope_high = made.slope + reach[1];
        } else {
            made.state = ENT_CALIBRATION_FAILED;
            made.intercept = made.slope = no;
        }
    }
    return made;
}
