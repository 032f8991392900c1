/* Cox-Snell residuals of a fitted Weibull regression: cumulative hazards at the ends of the durations, which are a
 * censored sample of the unit exponential distribution where the model is right (Cox and Snell 1968, Journal of the
 * Royal Statistical Society B 30(2), 248-275). */
#ifndef ENT_ANALYSIS_SURVIVAL_COX_SNELL_H
#define ENT_ANALYSIS_SURVIVAL_COX_SNELL_H

#include "analysis/survival/survival_data.h"

/* A row, and the estimate from the rows up to it. */
typedef struct ent_cox_snell_row {
    size_t row;      /* of the data */
    double entered;  /* H(entered | x), where the row came under observation */
    double residual; /* H(time | x) */
    bool failed;
    double hazard;    /* Nelson-Aalen estimate of the cumulative hazard of the residuals at this one: sum of d / n over
                         the failures up to it, d failures among n rows at risk (entered < r <= residual). It is near
                         the residual itself where the model is right */
    double low, high; /* its pointwise 95% interval: the sum A of d / n becomes A exp(-+ 1.96 sqrt(sum of d / n^2) / A)
                         (Klein and Moeschberger 2003, section 4.3) */
} ent_cox_snell_row;

/* Fills row [data->rows], by rising residual, then by row. terms: (log shape, log scale, b_1 … b_k).
 * ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_cox_snell(const ent_survival_data *data, const double *terms, ent_cox_snell_row *row);

/* Returns the number of failures at which the residual is outside the interval. row: [rows] as above. */
size_t ent_cox_snell_outside(const ent_cox_snell_row *row, size_t rows);

#endif
