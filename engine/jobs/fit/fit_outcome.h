/* Why a likelihood has no maximum, in words. */
#ifndef ENT_JOBS_FIT_FIT_OUTCOME_H
#define ENT_JOBS_FIT_FIT_OUTCOME_H

#include "jobs/fit/fit.h"

/* Adds the error of a fit without a maximum, with what to do. ENT_OK where there is one; else ENT_ERR_SCENARIO. */
int ent_fit_explain_outcome(ent_fit *self);

/* Adds warnings about a fit with a maximum: few failures, a scale far from the data, a rough posterior. */
void ent_fit_warn(ent_fit *self);

#endif
