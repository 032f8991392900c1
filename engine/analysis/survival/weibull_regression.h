/* Weibull regression of durations: proportional hazards H(t | x) = (t / scale)^shape exp(b x), right-censored and
 * left-truncated (weibull_likelihood.h). */
#ifndef ENT_ANALYSIS_SURVIVAL_WEIBULL_REGRESSION_H
#define ENT_ANALYSIS_SURVIVAL_WEIBULL_REGRESSION_H

#include "analysis/survival/survival_data.h"
#include "analysis/survival/weibull_likelihood.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether the likelihood has a maximum, and else why not. */
typedef enum ent_weibull_outcome {
    ENT_WEIBULL_MAXIMUM,
    ENT_WEIBULL_NO_FAILURE,    /* the hazard goes to 0 */
    ENT_WEIBULL_CONSTANT,      /* covariate `covariate` has one value only */
    ENT_WEIBULL_COLLINEAR,     /* covariate `covariate` is a linear function of those before it */
    ENT_WEIBULL_SEPARATED,     /* the coefficient of `covariate` (with others perhaps) goes to `direction` infinity */
    ENT_WEIBULL_SHAPE_TO_ZERO, /* the shape goes to 0, and the hazard to one proportional to 1 / t: see `limit` */
    ENT_WEIBULL_SHAPE_GROWS,   /* the shape grows without bound: all failures at one duration */
    ENT_WEIBULL_NOT_FOUND      /* the search ended without an answer */
} ent_weibull_outcome;

/* Assumptions beside the data. Zeroed: none. */
typedef struct ent_weibull_assumptions {
    double shape;                  /* the shape where it is known, > 0; 0: it is estimated */
    const ent_normal_prior *prior; /* [covariates + 2] densities of log shape, log scale and each b, which the
                                      likelihood is multiplied by; NULL: none */
    bool scale_at_mean;            /* that of the scale is of the scale at the mean of the covariates, not at 0 */
} ent_weibull_assumptions;

/* A fit. Terms: log shape, log scale, b_1 … b_k; scale in the unit of time. */
typedef struct ent_weibull_fit {
    ent_weibull_outcome outcome;
    size_t covariate;      /* of the outcome, where it names one: 0 … covariates - 1 */
    int direction;         /* ENT_WEIBULL_SEPARATED: -1 or 1 */
    double limit;          /* ENT_WEIBULL_SHAPE_TO_ZERO: the log likelihood in the limit; else NaN */
    size_t terms;          /* covariates + 2 */
    size_t failures;       /* rows that failed */
    double log_likelihood; /* at the estimate; without the priors */
    double *estimate;   /* [terms] where the likelihood, times the priors, is largest; owned. NaN without a maximum */
    double *covariance; /* [terms * terms] inverse of minus the second derivatives there; 0 of a shape that is given;
                           owned. NaN without a maximum */
} ent_weibull_fit;

/* Fits by maximum likelihood (times the priors, if any). Returns ENT_OK also where there is no maximum: see `outcome`.
 * The estimate is exact to about 1e-10 of itself. A zeroed fit may be freed.
 * Errors: ENT_ERR_ARGUMENT: no row, a number outside its range (survival_data.h), a negative shape or sd;
 * ENT_ERR_NO_MEMORY. */
int ent_weibull_fit_init(
    ent_weibull_fit *self, const ent_survival_data *data, const ent_weibull_assumptions *assumptions);
void ent_weibull_fit_free(ent_weibull_fit *self);

/* Returns the standard error of term i; 0 of a shape that is given. */
double ent_weibull_fit_error(const ent_weibull_fit *self, size_t term);

/* Returns S(t | x, alive at entered) = exp(H(entered | x) - H(t | x)) of a fit with a maximum; x: [terms - 2] (may be
 * NULL without covariates). 0 <= entered <= t. */
double ent_weibull_fit_survival(const ent_weibull_fit *self, const double *x, double entered, double t);

#endif
