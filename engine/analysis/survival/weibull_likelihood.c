#include "analysis/survival/weibull_likelihood.h"

#include "base/status.h"
#include "kernels/scalar_functions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { U, D, C }; /* places of log shape, log hazard and the first coefficient in theta */

static const double log_two_pi = 1.8378770664093454836;

/* --- data ------------------------------------------------------------------------------------------------------ */

/* Returns the entry of row i: 0 without truncation. */
static double entry(const ent_survival_data *data, size_t i)
{
    return data->entered != NULL ? data->entered[i] : 0.0;
}

static bool row_is_valid(const ent_survival_data *data, size_t i)
{
    double entered = entry(data, i);
    bool valid = isfinite(data->time[i]) && data->time[i] > 0.0 && entered >= 0.0 && entered < data->time[i];

    for (size_t j = 0; j < data->covariates; j++) {
        valid = valid && isfinite(data->covariate[i * data->covariates + j]);
    }
    return valid;
}

/* Counts failures and takes t0. False where a number is outside its range or nothing failed. */
static bool summarize_times(ent_weibull_likelihood *self)
{
    const ent_survival_data *data = self->data;
    double sum = 0.0;

    for (size_t i = 0; i < data->rows; i++) {
        if (!row_is_valid(data, i)) {
            return false;
        }
        if (data->event[i]) {
            self->failures++;
            sum += ent_log(data->time[i]);
        }
        self->truncated = self->truncated || entry(data, i) > 0.0;
    }
    self->log_t0 = self->failures > 0 ? sum / (double) self->failures : 0.0;
    return self->failures > 0;
}

/* Sets mean, sd and z of covariate j. */
static void standardize(ent_weibull_likelihood *self, size_t j)
{
    size_t rows = self->data->rows, k = self->data->covariates;
    const double *x = self->data->covariate;
    double first = x[j], sum = 0.0, squares = 0.0;

    for (size_t i = 0; i < rows; i++) {
        sum += x[i * k + j] - first; /* exact 0 if all are alike */
    }
    self->mean[j] = first + sum / (double) rows;
    for (size_t i = 0; i < rows; i++) {
        double off = x[i * k + j] - self->mean[j];
        squares += off * off;
    }
    self->sd[j] = sqrt(squares / (double) rows);
    for (size_t i = 0; i < rows; i++) {
        self->z[i * k + j] = self->sd[j] > 0.0 ? (x[i * k + j] - self->mean[j]) / self->sd[j] : 0.0;
    }
}

int ent_weibull_likelihood_init(ent_weibull_likelihood *self, const ent_survival_data *data)
{
    size_t k = data->covariates;

    *self = (ent_weibull_likelihood){.data = data, .size = k + 2};
    if (!summarize_times(self)) {
        return ENT_ERR_ARGUMENT;
    }
    self->log_time = calloc(data->rows, sizeof(*self->log_time));
    self->log_entered = calloc(data->rows, sizeof(*self->log_entered));
    self->z = calloc(data->rows * k + 1, sizeof(*self->z));
    self->mean = calloc(k + 1, sizeof(*self->mean));
    self->sd = calloc(k + 1, sizeof(*self->sd));
    if (self->log_time == NULL || self->log_entered == NULL || self->z == NULL || self->mean == NULL ||
        self->sd == NULL) {
        ent_weibull_likelihood_free(self);
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < data->rows; i++) {
        self->log_time[i] = ent_log(data->time[i]) - self->log_t0;
        self->log_entered[i] = ent_log(entry(data, i)) - self->log_t0;
    }
    for (size_t j = 0; j < k; j++) {
        standardize(self, j);
    }
    return ENT_OK;
}

void ent_weibull_likelihood_free(ent_weibull_likelihood *self)
{
    free(self->log_time);
    free(self->log_entered);
    free(self->z);
    free(self->mean);
    free(self->sd);
    self->log_time = self->log_entered = self->z = self->mean = self->sd = NULL;
}

/* --- terms of the model ------------------------------------------------------------------------------------------ */

/* Returns q = log(t0 h(t0 | x)) - log shape = log H(t0 | x), of which log scale is log t0 - q / shape; x is 0, or the
 * mean of the covariates. */
static double log_cumulative_hazard(const ent_weibull_likelihood *self, const double *theta, bool at_mean)
{
    double q = theta[D] - theta[U];

    for (size_t j = 0; !at_mean && j < self->data->covariates; j++) {
        q -= self->sd[j] > 0.0 ? theta[C + j] * self->mean[j] / self->sd[j] : 0.0;
    }
    return q;
}

/* Returns dq / d theta_i of the q above. */
static double log_cumulative_hazard_slope(const ent_weibull_likelihood *self, bool at_mean, size_t i)
{
    if (i >= C) {
        return !at_mean && self->sd[i - C] > 0.0 ? -self->mean[i - C] / self->sd[i - C] : 0.0;
    }
    return i == D ? 1.0 : -1.0;
}

/* Returns d log scale / d theta_i, with q and the inverse of the shape. */
static double log_scale_slope(const ent_weibull_likelihood *self, bool at_mean, double q, double inverse, size_t i)
{
    return inverse * ((i == U ? q : 0.0) - log_cumulative_hazard_slope(self, at_mean, i));
}

void ent_weibull_terms(const ent_weibull_likelihood *self, const double *theta, double *terms, double *jacobian)
{
    double q = log_cumulative_hazard(self, theta, false), inverse = ent_exp(-theta[U]);
    size_t n = self->size;

    terms[0] = theta[U];
    terms[1] = self->log_t0 - q * inverse;
    for (size_t j = 0; j < self->data->covariates; j++) {
        terms[2 + j] = self->sd[j] > 0.0 ? theta[C + j] / self->sd[j] : 0.0;
    }
    if (jacobian == NULL) {
        return;
    }
    memset(jacobian, 0, n * n * sizeof(*jacobian));
    jacobian[U] = 1.0;
    for (size_t i = 0; i < n; i++) {
        jacobian[n + i] = log_scale_slope(self, false, q, inverse, i);
    }
    for (size_t j = 0; j < self->data->covariates; j++) {
        jacobian[(2 + j) * n + C + j] = self->sd[j] > 0.0 ? 1.0 / self->sd[j] : 0.0;
    }
}

/* --- the objective -------------------------------------------------------------------------------------------------
 */

/* At theta, of one row: the increase of the cumulative hazard m G and its derivatives by log shape. */
typedef struct row_hazard {
    double sum;    /* m G:                  m = exp(d + c z), G = (e^{p a} - e^{p b}) / p, a and b log times */
    double slope;  /* m dG/du = m (K - G):  K = a e^{p a} - b e^{p b} */
    double second; /* m d2G/du2 = m (M - K + G): M = p (a^2 e^{p a} - b^2 e^{p b}) */
} row_hazard;

static row_hazard hazard_of(double a, double b, double p, double m)
{
    bool from_start = isinf(b); /* observed from 0: the terms of b are 0 */
    double at_a = ent_exp(p * a), at_b = from_start ? 0.0 : ent_exp(p * b);
    double g = (from_start ? at_a : ent_expm1(p * a) - ent_expm1(p * b)) / p;
    double from_b = from_start ? 0.0 : b * at_b;
    double k = a * at_a - from_b;
    double second = p * (a * a * at_a - (from_start ? 0.0 : b * from_b));

    return (row_hazard){m * g, m * (k - g), m * (second - k + g)};
}

/* Returns c z of row i. */
static double predictor(const ent_weibull_likelihood *self, const double *theta, size_t i)
{
    size_t k = self->data->covariates;
    double sum = 0.0;

    for (size_t j = 0; j < k; j++) {
        sum += theta[C + j] * self->z[i * k + j];
    }
    return sum;
}

/* Adds the second derivatives of row i to the lower triangle of `curvature`. failed: p a where it failed, else 0. */
static void add_curvature(const ent_weibull_likelihood *self, double *curvature, row_hazard h, double failed, size_t i)
{
    size_t n = self->size, k = self->data->covariates;
    const double *z = &self->z[i * k];

    curvature[U] += h.second - failed;
    curvature[D * n + U] += h.slope;
    curvature[D * n + D] += h.sum;
    for (size_t j = 0; j < k; j++) {
        double *row = &curvature[(C + j) * n];
        row[U] += h.slope * z[j];
        row[D] += h.sum * z[j];
        for (size_t l = 0; l <= j; l++) {
            row[C + l] += h.sum * z[j] * z[l];
        }
    }
}

static void add_gradient(const ent_weibull_likelihood *self, double *gradient, row_hazard h, double failed, size_t i)
{
    size_t k = self->data->covariates;
    double off = (self->data->event[i] ? 1.0 : 0.0) - h.sum; /* the martingale residual */

    gradient[U] += failed - h.slope;
    gradient[D] += off;
    for (size_t j = 0; j < k; j++) {
        gradient[C + j] += off * self->z[i * k + j];
    }
}

/* Returns the log density of log scale and adds its derivatives: those of log scale w by theta, where
 * w_u = (q + 1) / p, w_i = -q_i / p, w_uu = -(2 + q) / p, w_ui = q_i / p, and 0 else. */
static double add_scale_prior(
    const ent_weibull_likelihood *self, const double *theta, double *gradient, double *curvature)
{
    const ent_normal_prior *prior = &self->prior[1];
    bool at_mean = self->scale_at_mean;
    double q = log_cumulative_hazard(self, theta, at_mean), inverse = ent_exp(-theta[U]);
    double off = (self->log_t0 - q * inverse - prior->mean) / prior->sd, pull = off / prior->sd;
    size_t n = self->size;

    for (size_t i = 0; gradient != NULL && i < n; i++) {
        double slope = log_scale_slope(self, at_mean, q, inverse, i);
        gradient[i] -= pull * slope;
        for (size_t j = 0; j <= i; j++) {
            curvature[i * n + j] += slope * log_scale_slope(self, at_mean, q, inverse, j) / (prior->sd * prior->sd);
        }
        curvature[i * n + U] += pull * inverse * (i == U ? -(2.0 + q) : log_cumulative_hazard_slope(self, at_mean, i));
    }
    return -0.5 * (off * off + log_two_pi) - ent_log(prior->sd);
}

/* Returns the log density of coordinate i, which is `factor` times a term with a normal prior. */
static double add_normal_prior(const ent_weibull_likelihood *self, const ent_normal_prior *prior, double value,
    double factor, size_t i, double *gradient, double *curvature)
{
    double off = (value / factor - prior->mean) / prior->sd, precision = 1.0 / (prior->sd * factor);

    if (gradient != NULL) {
        gradient[i] -= off * precision;
        curvature[i * self->size + i] += precision * precision;
    }
    return -0.5 * (off * off + log_two_pi) - ent_log(prior->sd);
}

static double add_priors(const ent_weibull_likelihood *self, const double *theta, double *gradient, double *curvature)
{
    const ent_normal_prior *prior = self->prior;
    double sum = 0.0;

    if (prior != NULL && prior[0].sd > 0.0) {
        sum += add_normal_prior(self, &prior[0], theta[U], 1.0, U, gradient, curvature);
    }
    if (prior != NULL && prior[1].sd > 0.0) {
        sum += add_scale_prior(self, theta, gradient, curvature);
    }
    for (size_t j = 0; prior != NULL && j < self->data->covariates; j++) {
        if (prior[2 + j].sd > 0.0 && self->sd[j] > 0.0) {
            sum += add_normal_prior(self, &prior[2 + j], theta[C + j], self->sd[j], C + j, gradient, curvature);
        }
    }
    if (self->volume) { /* |d log scale / d d| = 1 / shape; the other factors are constant */
        sum -= theta[U];
        if (gradient != NULL) {
            gradient[U] -= 1.0;
        }
    }
    return sum;
}

static void mirror(double *curvature, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            curvature[i * n + j] = curvature[j * n + i];
        }
    }
}

double ent_weibull_likelihood_at(
    const ent_weibull_likelihood *self, const double *theta, double *gradient, double *curvature)
{
    size_t n = self->size;
    double p = ent_exp(theta[U]), sum = 0.0;

    if (gradient != NULL) {
        memset(gradient, 0, n * sizeof(*gradient));
        memset(curvature, 0, n * n * sizeof(*curvature));
    }
    for (size_t i = 0; i < self->data->rows; i++) {
        double a = self->log_time[i], relative = theta[D] + predictor(self, theta, i);
        row_hazard h = hazard_of(a, self->log_entered[i], p, ent_exp(relative));
        double failed = self->data->event[i] ? p * a : 0.0;
        sum -= h.sum;
        if (self->data->event[i]) {
            sum += relative - self->log_t0 + (p - 1.0) * a;
        }
        if (gradient != NULL) {
            add_gradient(self, gradient, h, failed, i);
            add_curvature(self, curvature, h, failed, i);
        }
    }
    sum += add_priors(self, theta, gradient, curvature);
    if (gradient != NULL) {
        mirror(curvature, n);
    }
    return sum;
}
