/* student_t(df). derived: df, log of the density at 0, ent_beta_norm(df / 2, 1 / 2). */
#include "base/status.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

#include <float.h>
#include <math.h>

/* Density at 0: 1 / (B(df/2, 1/2) sqrt(df)), with 1 / B from the constant of the beta distribution. */
static int init(ent_dist *self, const ent_dist_input *input)
{
    double df = input->p[0];
    double a = 0.5 * df, n = a + 0.5;

    self->derived[0] = df;
    self->derived[2] = ent_beta_norm(a, 0.5);
    self->derived[1] = self->derived[2] + ent_log(a) - ent_log(2.0 * n) + a * ent_log1p(0.5 / a) +
                       0.5 * (ent_log(n) + ent_log(2.0) - ent_log(df));
    ent_dist_support(self, -(double) INFINITY, (double) INFINITY);
    return ENT_OK;
}

/* P(T > t) = I_y(df/2, 1/2) / 2 with y = df / (df + t^2), t > 0. */
static ent_tails tails(const ent_dist *self, double t, bool open)
{
    double df = self->derived[0], at_0 = self->derived[1];
    double square = t * t;
    double density, half;

    (void) open;
    if (isinf(df + square)) { /* the leading term alone: y^(df/2) / (df/2 B) / 2 */
        half = ent_exp(at_0 + 0.5 * (df - 1.0) * ent_log(df) - df * ent_log(fabs(t)));
        density = half * df / fabs(t);
    } else {
        half = 0.5 * ent_beta_tails(0.5 * df, 0.5, self->derived[2], df / (df + square), square / (df + square)).below;
        density = ent_exp(at_0 - 0.5 * (df + 1.0) * ent_log1p(square / df));
    }
    return t > 0.0 ? (ent_tails){1.0 - half, half, density} : (ent_tails){half, 1.0 - half, density};
}

/* The leading terms of Hill (1970, algorithm 396) near the centre, the power law of the tail elsewhere. */
static double start(const ent_dist *self, double p)
{
    double df = self->derived[0], at_0 = self->derived[1];
    double z = -ent_normal_quantile(p);
    double centre = z * (1.0 + (z * z + 1.0) / (4.0 * df));
    double power = ent_exp((at_0 + 0.5 * (df - 1.0) * ent_log(df) - ent_log(p)) / df);

    return df > 4.0 || centre < 1.0 ? fmin(centre, power) : power;
}

static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double x;

    if (p > 0.5) {
        p = 1.0 - p;
        upper = !upper;
    }
    if (p >= 0.5) {
        return 0.0;
    }
    guess = isnan(guess) ? start(self, p) : fabs(guess);
    x = ent_quantile_search(self, p, true, 0.0, DBL_MAX, guess);
    return upper ? x : -x;
}

static double mean(const ent_dist *self)
{
    return self->derived[0] > 1.0 ? 0.0 : (double) NAN;
}

const ent_distribution_kind ent_kind_student_t = {
    .call = {"student_t", 1, 1, false, "df", "Student's t with df degrees of freedom"},
    .parameter = {{.name = "number of degrees of freedom", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "Student's t with %1 degrees of freedom",
    .smooth = true,
    .power_tails = true,
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
};
