/* Assumptions beside the data: priors, and a shape that is given. */
#ifndef ENT_JOBS_FIT_FIT_PRIORS_H
#define ENT_JOBS_FIT_FIT_PRIORS_H

#include "analysis/survival/weibull_likelihood.h"
#include "jobs/fit/fit_data.h"

/* Reads `TERM = DISTRIBUTION` into prior[] (log shape, log scale, b of each covariate; [covariates + 2]): TERM is
 * shape, scale or a covariate as it was written. Of shape, scale and the hazard ratio of a covariate the distribution
 * is lognormal(mu, sigma) or `LOW to HIGH`, a 90% interval; of a covariate also normal(mean, sd) of its coefficient,
 * which is the same as lognormal(mean, sd) of the ratio. text: must outlive the diagnostics. ENT_OK; ENT_ERR_SCENARIO
 * with a diagnostic; ENT_ERR_NO_MEMORY. */
int ent_fit_prior_read(
    const ent_fit_data *data, const char *text, ent_normal_prior *prior, ent_diagnostics *diagnostics);

/* Reads `shape = NUMBER`. ENT_OK; ENT_ERR_SCENARIO with a diagnostic; ENT_ERR_NO_MEMORY. */
int ent_fit_fixed_read(const ent_fit_data *data, const char *text, double *shape, ent_diagnostics *diagnostics);

#endif
