/* The rows of fit.csv, fit_summary.csv and fit_residuals.csv: a hazard fitted to durations. Failures are kept in
 * sink->status. Texts are borrowed; NaN is an empty cell. */
#ifndef ENT_TABLES_SURVIVAL_FIT_H
#define ENT_TABLES_SURVIVAL_FIT_H

#include "analysis/survival/cox_snell.h"
#include "tables/table.h"

/* A term: shape and scale as they are, and of a covariate its coefficient, the logarithm of the hazard ratio. */
typedef struct ent_fit_row {
    const char *term;
    double estimate;
    double low, high; /* 90% */
    double se;        /* of the logarithm for shape and scale */
    double posterior_median, posterior_low, posterior_high;
} ent_fit_row;

void ent_table_fit_row(ent_sink *sink, const ent_fit_row *row);
void ent_table_fit_summary_row(ent_sink *sink, const char *figure, double value);

/* line: of the data file. */
void ent_table_fit_residuals_row(ent_sink *sink, int line, const ent_cox_snell_row *row);

#endif
