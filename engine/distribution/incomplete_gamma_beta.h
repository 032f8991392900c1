/* The incomplete gamma and beta functions, both tails at once, on deterministic arithmetic (kernels/scalar_functions.h): the same
 * bytes on every processor.
 *
 * The factor in front is written through Loader's saddle-point terms ("Fast and accurate computation of binomial
 * probabilities", 2000), which keeps its relative accuracy for large parameters; the rest is the power series or
 * Lentz's continued fraction (Numerical Recipes, 6.2 and 6.4). Relative error about 1e-13 in the smaller tail for
 * parameters from 1e-3 to 1e6; the time grows as their square root. */
#ifndef ENT_DISTRIBUTION_INCOMPLETE_GAMMA_BETA_H
#define ENT_DISTRIBUTION_INCOMPLETE_GAMMA_BETA_H

/* P(X <= x), P(X > x) and the density at x. */
typedef struct ent_tails {
    double below, above, density;
} ent_tails;

/* log of Gamma(n + 1) / (sqrt(2 pi n) (n / e)^n), n > 0: what Stirling's formula leaves out. */
double ent_stirling_error(double n);

/* x log(x / m) + m - x, x > 0 and m > 0, without cancellation where x is near m. */
double ent_deviance(double x, double m);

/* The constant that ent_gamma_tails wants: -log of Gamma(a + 1) / (a / e)^a. */
double ent_gamma_norm(double shape);

/* Tails of a gamma variate of scale 1. norm = ent_gamma_norm(shape). */
ent_tails ent_gamma_tails(double shape, double norm, double x);

/* The constant that ent_beta_tails wants. */
double ent_beta_norm(double a, double b);

/* Tails of a beta variate at x, y = 1 - x given apart so that neither end loses digits. */
ent_tails ent_beta_tails(double a, double b, double norm, double x, double y);

#endif
