/* A hazard fitted to durations: from a CSV file to tables, a chart, and factors that a scenario can use. */
#ifndef ENT_JOBS_FIT_FIT_H
#define ENT_JOBS_FIT_FIT_H

#include "analysis/survival/cox_snell.h"
#include "analysis/survival/weibull_posterior.h"
#include "analysis/survival/weibull_regression.h"
#include "base/sha256.h"
#include "jobs/fit/fit_data.h"
#include "jobs/job.h"
#include "tables/format/csv_writer.h"
#include "tables/survival/fit.h"

/* Request of a fit. Strings are borrowed and must outlive the fit. */
typedef struct ent_fit_request {
    const char *path; /* of the data, a CSV file */
    ent_fit_choice choice;
    const char *const *prior; /* [priors] "TERM = DISTRIBUTION" (fit_priors.h) */
    size_t priors;
    const char *fixed; /* "shape = NUMBER"; NULL: the shape is estimated */
} ent_fit_request;

/* A fit and its figures. A zeroed struct may be freed. Memory is the arena's unless stated otherwise. */
typedef struct ent_fit {
    ent_arena arena;
    const ent_fit_request *request;
    const char *id; /* name of the data file without its ending, which names the folder */
    char sha256[ENT_SHA256_TEXT];
    ent_data_table file;
    ent_fit_data data;
    ent_weibull_assumptions assumptions; /* of the maximum: the priors given alone */
    ent_normal_prior *weak;              /* [terms] of the posterior: the weak ones where none was given */
    bool scale_at_mean;                  /* the weak prior of the scale is of the mean covariates */
    ent_weibull_fit maximum;             /* owned */
    ent_weibull_posterior posterior;     /* owned */
    ent_fit_row *term;                   /* [terms] */
    size_t terms;                        /* covariates + 2 */
    ent_cox_snell_row *residual;         /* [data.data.rows] */
    size_t outside;                      /* failures at which the unit exponential is outside the band */
    double at_risk;                      /* sum of the times under observation */
    ent_csv_writer table, summary_table, residuals_table; /* the three tables as CSV */
    const char *scenario;                                 /* text of fit.cfg */
    ent_diagnostics diagnostics;
    const char *folder; /* that was written; NULL: none */
    bool charts_drawn;
} ent_fit;

/* Reads the data, fits, and fills in the tables; with request->out also writes OUT/ID. self: zeroed, freed by the
 * caller whatever the status. ENT_OK; with diagnostics: ENT_ERR_SCENARIO (data or choice cannot be read, or the
 * likelihood has no maximum), ENT_ERR_IO; ENT_ERR_INTERRUPTED; ENT_ERR_NO_MEMORY. */
int ent_job_fit(ent_fit *self, const ent_fit_request *fit, const ent_job_request *request, const ent_job_host *host);
void ent_fit_free(ent_fit *self);

/* Whether term i was estimated: every one but a shape that is given. */
bool ent_fit_is_estimated(const ent_fit *self, size_t term);

#endif
