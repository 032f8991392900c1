/* The posterior distribution of a Weibull regression under normal priors of log shape, log scale and the coefficients,
 * by adaptive importance sampling. */
#ifndef ENT_ANALYSIS_SURVIVAL_WEIBULL_POSTERIOR_H
#define ENT_ANALYSIS_SURVIVAL_WEIBULL_POSTERIOR_H

#include "analysis/survival/survival_data.h"
#include "analysis/survival/weibull_likelihood.h"
#include "analysis/survival/weibull_regression.h"

#include <stddef.h>
#include <stdint.h>

/* Marginal distribution of a term: log shape, log scale, or a coefficient. */
typedef struct ent_posterior_term {
    double median, low, high;                   /* quantiles 50%, 5% and 95% */
    double median_error, low_error, high_error; /* Monte Carlo standard errors of these */
    double mean, sd;
} ent_posterior_term;

typedef struct ent_weibull_posterior {
    size_t terms;
    size_t draws;     /* points of the importance sample */
    double effective; /* effective sample size (sum w)^2 / sum w^2, 1 … draws */
    ent_posterior_term
        *term;           /* [terms] owned; of a shape that is given all quantiles are its logarithm, all errors 0 */
    double *correlation; /* [terms * terms] owned; 0 beside a shape that is given, 1 on the diagonal */
} ent_weibull_posterior;

/* The weakly informative priors that a term has where none is given (Gelman, Jakulin, Pittau and Su 2008, Annals of
 * Applied Statistics 2(4), for the scaling of coefficients):
 *
 *   log shape   normal(0, 1)
 *   log scale   normal(log(time at risk / failures), 3), of the scale at the mean of the covariates
 *   b           normal(0, 2 / step), step 1 of a covariate that is 0 or 1, else two standard deviations
 *
 * prior: [covariates + 2] filled in where sd is 0. Returns whether that of the scale was filled in, which is then at
 * the mean of the covariates. The likelihood is of these data. */
bool ent_weibull_weak_priors(const ent_weibull_likelihood *likelihood, ent_normal_prior *prior);

/* Samples the posterior: from a multivariate t distribution with 6 degrees of freedom around the mode, with the inverse
 * curvature there; then from one with the weighted moments of that sample, twice (Cappé, Guillin, Marin and Robert
 * 2004, Journal of Computational and Graphical Statistics 13(4)). Quantiles are those of the weighted draws, with
 * errors of the delta method. The same draws on every processor; seed chooses them.
 *
 * assumptions: prior [covariates + 2], all sd > 0. A zeroed posterior may be freed. Errors: ENT_ERR_ARGUMENT: as
 * ent_weibull_fit_init, or no mode was found; ENT_ERR_NO_MEMORY. */
int ent_weibull_posterior_init(ent_weibull_posterior *self, const ent_survival_data *data,
    const ent_weibull_assumptions *assumptions, uint64_t seed);
void ent_weibull_posterior_free(ent_weibull_posterior *self);

#endif
