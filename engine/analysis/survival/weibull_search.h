/* The search for the maximum of a Weibull regression, from where it begins to where it ends. Internal to
 * analysis/survival. */
#ifndef ENT_ANALYSIS_SURVIVAL_WEIBULL_SEARCH_H
#define ENT_ANALYSIS_SURVIVAL_WEIBULL_SEARCH_H

#include "analysis/survival/newton.h"
#include "analysis/survival/weibull_likelihood.h"
#include "analysis/survival/weibull_regression.h"

#include <stdbool.h>

/* Climbs from the exponential distribution without effects; where rows are truncated, the likelihood may have several
 * maxima, and the search begins at the best of several shapes. shape: the shape where it is given; 0: it is estimated.
 */
void ent_weibull_search(ent_newton *self, const ent_weibull_likelihood *objective, double shape);

/* Whether all numbers are within their ranges. terms: covariates + 2. */
bool ent_weibull_assumptions_are_valid(const ent_weibull_assumptions *assumptions, size_t terms);

#endif
