/* The distribution functions of every kind. Private to engine/random. */
#ifndef ENT_DISTRIBUTION_CDF_H
#define ENT_DISTRIBUTION_CDF_H

#include "distribution/distribution.h"
#include "distribution/incomplete_gamma_beta.h"

/* What ent_dist_init leaves in `derived`: by kind
 *
 * uniform a, b                    triangular min, mode, max           normal, lognormal mean, sd
 * interval mean, sd, form         exponential mean                    gamma shape, scale, ent_gamma_norm
 * weibull shape, scale            bernoulli p                         binomial n, p
 * poisson mean                    beta, pert a, b, ent_beta_norm, high - low
 * student_t df, log of the density at 0, ent_beta_norm
 * truncate lo, hi, the part's probability of [lo, hi], then of the part P(X < lo), P(X >= lo), density at lo,
 *          P(X <= hi), P(X > hi), density at hi */
enum { ENT_D_LO = 3, ENT_D_HI = 6 };

enum ent_interval_form { ENT_INTERVAL_NORMAL, ENT_INTERVAL_LOG, ENT_INTERVAL_LOGIT };

/* At x: P(X <= x), P(X > x), density; with `open` P(X < x), P(X >= x). */
ent_tails ent_dist_tails(const ent_dist *self, double x, bool open);

/* The probability that a part has in [lo, hi], given its tails below lo (open) and above hi. */
double ent_dist_mass(const ent_dist *part, double lo, double hi, ent_tails at_lo, ent_tails at_hi);

#endif
