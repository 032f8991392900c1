/* The likelihood of a Weibull regression with proportional hazards, in coordinates in which it is well conditioned.
 *
 * Model (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2002, section 2.3): cumulative hazard
 * H(t | x) = (t / scale)^shape exp(b x), hazard h = dH/dt. Log likelihood with right censoring and left truncation
 * (Klein and Moeschberger, Survival Analysis, 2003, section 3.5):
 *
 *   sum over failures of log h(t_i | x_i) - sum over rows of (H(t_i | x_i) - H(entered_i | x_i))
 *
 * Coordinates theta = (u, d, c_1 … c_k), with z_j the covariates less their means, over their standard deviations:
 *
 *   u = log shape,   d = log(t0 h(t0 | mean covariates)),   c_j = b_j sd_j,   t0 the geometric mean of failure times
 *
 * so that H(t) - H(e) = exp(d + c z) ((t / t0)^shape - (e / t0)^shape) / shape, which has a limit as the shape goes to
 * 0. A point in terms of the model is (log shape, log scale, b_1 … b_k). */
#ifndef ENT_ANALYSIS_SURVIVAL_WEIBULL_LIKELIHOOD_H
#define ENT_ANALYSIS_SURVIVAL_WEIBULL_LIKELIHOOD_H

#include "analysis/survival/survival_data.h"

#include <stdbool.h>
#include <stddef.h>

/* A normal density of log shape, log scale or a coefficient. sd = 0: no density (flat). */
typedef struct ent_normal_prior {
    double mean;
    double sd; /* >= 0 */
} ent_normal_prior;

/* An objective over coordinates: the log likelihood, plus logarithms of densities. Made by
 * ent_weibull_likelihood_init. */
typedef struct ent_weibull_likelihood {
    const ent_survival_data *data;
    size_t size;                   /* of theta: covariates + 2 */
    size_t failures;               /* rows that failed, >= 1 */
    bool truncated;                /* some row entered after 0 */
    const ent_normal_prior *prior; /* [size], of log shape, log scale and each b; NULL: none. Borrowed */
    bool scale_at_mean;            /* the prior of the scale is of the scale at the mean of the covariates, not at 0 */
    bool volume;                   /* true: density over coordinates, not over terms: adds log |d terms / d theta| */
    double log_t0;                 /* log of t0, in the unit of time */
    double *log_time;              /* [rows] log(time / t0) */
    double *log_entered;           /* [rows] log(entered / t0); -inf for 0 */
    double *z;                     /* [rows][covariates] */
    double *mean, *sd;             /* [covariates] of each covariate over the rows; sd with the divisor rows */
} ent_weibull_likelihood;

/* Prepares `data`, which is borrowed, without priors. A zeroed likelihood may be freed. A covariate that does not vary
 * has sd 0 and z 0. Errors: ENT_ERR_ARGUMENT: no row, no failure, or a number outside its range; ENT_ERR_NO_MEMORY. */
int ent_weibull_likelihood_init(ent_weibull_likelihood *self, const ent_survival_data *data);
void ent_weibull_likelihood_free(ent_weibull_likelihood *self);

/* Returns the objective at theta; NaN or -inf where it has no finite value. gradient: [size]; curvature: [size * size],
 * minus the matrix of second derivatives, symmetric; both may be NULL together. */
double ent_weibull_likelihood_at(
    const ent_weibull_likelihood *self, const double *theta, double *gradient, double *curvature);

/* terms = (log shape, log scale, b_1 … b_k) of theta. jacobian (may be NULL): [size * size], row i: d terms_i / d
 * theta. */
void ent_weibull_terms(const ent_weibull_likelihood *self, const double *theta, double *terms, double *jacobian);

#endif
