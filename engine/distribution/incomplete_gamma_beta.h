/* The incomplete gamma and beta functions, both tails at once, on deterministic arithmetic
 * (kernels/scalar_functions.h): the same bytes on every processor.
 *
 * The factor in front is written with the saddle-point terms of Loader (2000), "Fast and accurate computation of
 * binomial probabilities", which keep its relative accuracy for large parameters. The rest is the power series or the
 * continued fraction by Lentz's method (Press et al., Numerical Recipes, sections 5.2, 6.2 and 6.4). The relative error
 * is about 1e-13 in the smaller tail for parameters from 1e-3 to 1e6; the time grows as their square root. */
#ifndef ENT_DISTRIBUTION_INCOMPLETE_GAMMA_BETA_H
#define ENT_DISTRIBUTION_INCOMPLETE_GAMMA_BETA_H

/* Distribution of a variate X at a point x. */
typedef struct ent_tails {
    double below;   /* P(X <= x) */
    double above;   /* P(X > x) */
    double density; /* 0 or more, per unit of x; may be infinite at an end of the support */
} ent_tails;

/* Returns log(Gamma(n + 1) / (sqrt(2 pi n) (n / e)^n)), n > 0: the error of Stirling's formula (`stirlerr` of Loader
 * 2000). */
double ent_stirling_error(double n);

/* Returns the deviance x log(x / m) + m - x, x > 0 and m > 0, without cancellation for x near m (`bd0` of Loader 2000).
 */
double ent_deviance(double x, double m);

/* Returns -log(Gamma(a + 1) / (a / e)^a) for a shape a > 0: an argument of ent_gamma_tails. */
double ent_gamma_norm(double shape);

/* Tails at x of a gamma variate of scale 1; shape > 0, norm = ent_gamma_norm(shape). */
ent_tails ent_gamma_tails(double shape, double norm, double x);

/* Returns the log of a normalising constant of the beta distribution, a > 0 and b > 0: an argument of ent_beta_tails.
 */
double ent_beta_norm(double a, double b);

/* Tails at x of a beta variate; a > 0, b > 0, norm = ent_beta_norm(a, b). y = 1 - x is an argument of its own, so that
 * neither end loses digits. */
ent_tails ent_beta_tails(double a, double b, double norm, double x, double y);

#endif
