#include "analysis/survival/cox_snell.h"

#include "base/status.h"
#include "kernels/scalar_functions.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

static const double z95 = 1.9599639845400542;

static int compare_rows(const void *a, const void *b)
{
    const ent_cox_snell_row *first = a, *second = b;

    if (first->residual < second->residual || first->residual > second->residual) {
        return first->residual < second->residual ? -1 : 1;
    }
    return first->row < second->row ? -1 : first->row > second->row ? 1 : 0;
}

/* H(t | x) with `relative` = b x. */
static double cumulative_hazard(const double *terms, double relative, double t)
{
    return ent_exp(ent_exp(terms[0]) * (ent_log(t) - terms[1]) + relative);
}

static void set_residuals(const ent_survival_data *data, const double *terms, ent_cox_snell_row *row)
{
    for (size_t i = 0; i < data->rows; i++) {
        double relative = 0.0, entered = data->entered != NULL ? data->entered[i] : 0.0;
        for (size_t j = 0; j < data->covariates; j++) {
            relative += terms[2 + j] * data->covariate[i * data->covariates + j];
        }
        row[i] = (ent_cox_snell_row){.row = i,
            .entered = cumulative_hazard(terms, relative, entered),
            .residual = cumulative_hazard(terms, relative, data->time[i]),
            .failed = data->event[i]};
    }
}

/* Fills in the estimates of rows in order. entered: [rows] ascending. */
static void set_hazards(ent_cox_snell_row *row, size_t rows, const double *entered)
{
    double hazard = 0.0, variance = 0.0; /* since the first entry */
    size_t came = 0;

    for (size_t i = 0; i < rows;) {
        size_t end = i, failed = 0;
        while (end < rows && row[end].residual <= row[i].residual) {
            failed += row[end++].failed ? 1 : 0;
        }
        while (came < rows && entered[came] < row[i].residual) {
            came++;
        }
        if (failed > 0) {
            double at_risk = (double) (came - i);
            hazard += (double) failed / at_risk;
            variance += (double) failed / (at_risk * at_risk);
        }
        for (; i < end; i++) {
            double factor = hazard > 0.0 ? ent_exp(z95 * sqrt(variance) / hazard) : 1.0;
            row[i].hazard = entered[0] + hazard;
            row[i].low = entered[0] + hazard / factor;
            row[i].high = entered[0] + hazard * factor;
        }
    }
}

int ent_cox_snell(const ent_survival_data *data, const double *terms, ent_cox_snell_row *row)
{
    double *entered = calloc(data->rows + 1, sizeof(*entered));

    if (entered == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    set_residuals(data, terms, row);
    qsort(row, data->rows, sizeof(*row), compare_rows);
    for (size_t i = 0; i < data->rows; i++) {
        entered[i] = row[i].entered;
    }
    gsl_sort(entered, 1, data->rows);
    set_hazards(row, data->rows, entered);
    free(entered);
    return ENT_OK;
}

size_t ent_cox_snell_outside(const ent_cox_snell_row *row, size_t rows)
{
    size_t outside = 0;

    for (size_t i = 0; i < rows; i++) {
        outside += row[i].failed && (row[i].residual < row[i].low || row[i].residual > row[i].high) ? 1 : 0;
    }
    return outside;
}
