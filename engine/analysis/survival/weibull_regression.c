#include "analysis/survival/weibull_regression.h"

#include "analysis/survival/weibull_search.h"
#include "base/status.h"
#include "distribution/copula.h"
#include "kernels/scalar_functions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHAPE, HAZARD, COEFFICIENT }; /* coordinates of weibull_likelihood.h */

/* Least share of a covariate's variance that those before it leave unexplained. */
static const double least_tolerance = 1e-10;

/* The logarithm of a shape as good as 0. */
static const double log_shape_of_limit = -25.0;

/* --- data without an answer ----------------------------------------------------------------------------------------
 */

/* Sets the outcome where a covariate is constant or collinear. gram: [k * k] scratch. */
static bool covariates_tell(ent_weibull_fit *self, const ent_weibull_likelihood *of, double *gram)
{
    size_t k = of->data->covariates, rows = of->data->rows, failed = 0;

    for (size_t j = 0; j < k; j++) {
        if (of->sd[j] <= 0.0) {
            self->outcome = ENT_WEIBULL_CONSTANT;
            self->covariate = j;
            return false;
        }
        for (size_t l = 0; l <= j; l++) {
            double sum = 0.0;
            for (size_t i = 0; i < rows; i++) {
                sum += of->z[i * k + j] * of->z[i * k + l];
            }
            gram[j * k + l] = sum / (double) rows;
        }
    }
    if (ent_cholesky(gram, k, &failed) != ENT_OK) {
        self->outcome = ENT_WEIBULL_COLLINEAR;
        self->covariate = failed - 1;
        return false;
    }
    for (size_t j = 0; j < k; j++) {
        if (gram[j * k + j] * gram[j * k + j] < least_tolerance) {
            self->outcome = ENT_WEIBULL_COLLINEAR;
            self->covariate = j;
            return false;
        }
    }
    return true;
}

static bool has_failures(const ent_survival_data *data)
{
    for (size_t i = 0; i < data->rows; i++) {
        if (data->event[i]) {
            return true;
        }
    }
    return false;
}

/* --- the search -------------------------------------------------------------------------------------------------- */

/* Sets the outcome of a search that found no maximum. */
static void explain_runaway(ent_weibull_fit *self, ent_newton *search, const ent_weibull_likelihood *of)
{
    size_t far = search->runaway;

    self->outcome = ENT_WEIBULL_NOT_FOUND;
    if (search->end != ENT_NEWTON_RUNAWAY) {
        return;
    }
    if (far >= COEFFICIENT) {
        self->outcome = ENT_WEIBULL_SEPARATED;
        self->covariate = far - COEFFICIENT;
        self->direction = search->step[far] < 0.0 ? -1 : 1;
    } else if (far == SHAPE && search->theta[SHAPE] > 0.0) {
        self->outcome = ENT_WEIBULL_SHAPE_GROWS;
    } else if (far == SHAPE) {
        self->outcome = ENT_WEIBULL_SHAPE_TO_ZERO;
        search->theta[SHAPE] = log_shape_of_limit;
        ent_newton_climb(search, of, HAZARD);
        self->limit = search->value;
    }
}

/* covariance = J A^-1 J', A the curvature of the free coordinates, J the derivatives of the terms. False where A is
 * not positive definite. */
static bool set_covariance(ent_weibull_fit *self, ent_newton *search, size_t first, const double *jacobian)
{
    size_t n = self->terms, free_size = n - first;
    double *column = search->step;

    for (size_t i = 0; i < free_size; i++) {
        memcpy(&search->factor[i * free_size], &search->curvature[(first + i) * n + first],
            free_size * sizeof(*search->factor));
    }
    if (ent_cholesky(search->factor, free_size, NULL) != ENT_OK) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        memcpy(column, &jacobian[i * n], n * sizeof(*column));
        ent_cholesky_solve(search->factor, free_size, &column[first]);
        for (size_t j = 0; j < n; j++) {
            double sum = 0.0;
            for (size_t l = first; l < n; l++) {
                sum += column[l] * jacobian[j * n + l];
            }
            self->covariance[i * n + j] = sum;
        }
    }
    return true;
}

static int set_estimate(ent_weibull_fit *self, ent_newton *search, const ent_weibull_likelihood *of, size_t first)
{
    double *jacobian = calloc(self->terms * self->terms, sizeof(*jacobian));
    ent_weibull_likelihood plain = *of;

    if (jacobian == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    plain.prior = NULL;
    ent_weibull_terms(of, search->theta, self->estimate, jacobian);
    self->log_likelihood = ent_weibull_likelihood_at(&plain, search->theta, NULL, NULL);
    self->outcome = set_covariance(self, search, first, jacobian) ? ENT_WEIBULL_MAXIMUM : ENT_WEIBULL_NOT_FOUND;
    free(jacobian);
    return ENT_OK;
}

static int search_maximum(ent_weibull_fit *self, const ent_weibull_likelihood *of, double shape)
{
    ent_newton search = {.end = ENT_NEWTON_STUCK};
    size_t first = shape > 0.0 ? HAZARD : SHAPE;
    int status = ent_newton_init(&search, of->size);

    if (status != ENT_OK) {
        return status;
    }
    if (!covariates_tell(self, of, search.factor)) {
        goto out;
    }
    ent_weibull_search(&search, of, shape);
    if (search.end == ENT_NEWTON_MAXIMUM) {
        status = set_estimate(self, &search, of, first);
    } else {
        explain_runaway(self, &search, of);
    }
out:
    ent_newton_free(&search);
    return status;
}

bool ent_weibull_assumptions_are_valid(const ent_weibull_assumptions *assumptions, size_t terms)
{
    bool valid = isfinite(assumptions->shape) && assumptions->shape >= 0.0;

    for (size_t i = 0; assumptions->prior != NULL && i < terms; i++) {
        valid = valid && isfinite(assumptions->prior[i].mean) && isfinite(assumptions->prior[i].sd) &&
                assumptions->prior[i].sd >= 0.0;
    }
    return valid;
}

static int allocate(ent_weibull_fit *self)
{
    self->estimate = calloc(self->terms, sizeof(*self->estimate));
    self->covariance = calloc(self->terms * self->terms, sizeof(*self->covariance));
    if (self->estimate == NULL || self->covariance == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->terms; i++) {
        self->estimate[i] = (double) NAN;
    }
    for (size_t i = 0; i < self->terms * self->terms; i++) {
        self->covariance[i] = (double) NAN;
    }
    return ENT_OK;
}

int ent_weibull_fit_init(
    ent_weibull_fit *self, const ent_survival_data *data, const ent_weibull_assumptions *assumptions)
{
    ent_weibull_likelihood objective = {.data = NULL};
    int status;

    *self = (ent_weibull_fit){.terms = data->covariates + 2, .limit = (double) NAN, .log_likelihood = (double) NAN};
    if (data->rows == 0 || !ent_weibull_assumptions_are_valid(assumptions, self->terms)) {
        return ENT_ERR_ARGUMENT;
    }
    status = allocate(self);
    if (status == ENT_OK && !has_failures(data)) {
        self->outcome = ENT_WEIBULL_NO_FAILURE;
        return ENT_OK;
    }
    if (status == ENT_OK) {
        status = ent_weibull_likelihood_init(&objective, data);
    }
    if (status == ENT_OK) {
        objective.prior = assumptions->prior;
        objective.scale_at_mean = assumptions->scale_at_mean;
        self->failures = objective.failures;
        status = search_maximum(self, &objective, assumptions->shape);
    }
    ent_weibull_likelihood_free(&objective);
    if (status != ENT_OK) {
        ent_weibull_fit_free(self);
    }
    return status;
}

void ent_weibull_fit_free(ent_weibull_fit *self)
{
    free(self->estimate);
    free(self->covariance);
    self->estimate = self->covariance = NULL;
}

/* --- results of a fit --------------------------------------------------------------------------------------------- */

double ent_weibull_fit_error(const ent_weibull_fit *self, size_t term)
{
    return sqrt(self->covariance[term * self->terms + term]);
}

double ent_weibull_fit_survival(const ent_weibull_fit *self, const double *x, double entered, double t)
{
    double shape = ent_exp(self->estimate[0]), relative = 0.0, before, after;

    for (size_t j = 0; j + 2 < self->terms; j++) {
        relative += self->estimate[2 + j] * x[j];
    }
    before = ent_exp(shape * (ent_log(entered) - self->estimate[1]) + relative);
    after = ent_exp(shape * (ent_log(t) - self->estimate[1]) + relative);
    return ent_exp(before - after);
}
