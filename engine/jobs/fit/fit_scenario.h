/* A fit as factors of a scenario. */
#ifndef ENT_JOBS_FIT_FIT_SCENARIO_H
#define ENT_JOBS_FIT_FIT_SCENARIO_H

#include "jobs/fit/fit.h"

/* Writes fit.cfg: a factor for shape, scale and the hazard ratio of each covariate (hr_NAME), lognormal with mean and
 * standard deviation of the posterior's logarithm, and their correlations; each factor has a note and a source. In the
 * fit's arena; NULL when memory is out. */
const char *ent_fit_scenario(ent_fit *self, const char *command_line);

/* The name of a term's factor: "shape", "scale", "hr_kind_interstate". In the fit's arena; NULL when memory is out. */
const char *ent_fit_factor(ent_fit *self, size_t term);

#endif
