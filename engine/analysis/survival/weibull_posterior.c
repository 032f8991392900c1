#include "analysis/survival/weibull_posterior.h"

#include "analysis/survival/weibull_search.h"
#include "base/status.h"
#include "distribution/copula.h"
#include "distribution/stream.h"
#include "kernels/kernels.h"
#include "kernels/scalar_functions.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEGREES = 6,        /* of freedom of the proposal, even */
    PASSES = 3,         /* samples, each around the moments of the one before */
    PILOT_DRAWS = 4000, /* of all but the last */
    FEWEST_DRAWS = 4000,
    MOST_DRAWS = 40000
};

static const double row_draws = 2e7;    /* rows times draws of the last sample, at most */
static const double half_window = 0.02; /* of the probability by which a density at a quantile is estimated */
static const double quantiles[] = {0.5, 0.05, 0.95};

/* A sampler at work. Vectors over the free coordinates have `size` members. */
typedef struct sampler {
    ent_weibull_likelihood target;
    ent_newton mode;
    size_t first, size;     /* free coordinates first … first + size - 1 */
    uint64_t seed, used;    /* number of points of each stream that earlier passes used */
    double *center, *lower; /* [size], [size * size] of the proposal: center + lower t */
    double *uniform;        /* [size + DEGREES / 2][MOST_DRAWS] */
    double *theta;          /* [draws][target.size] */
    double *weight;         /* [draws] normalised to a sum of 1 */
    double *value;          /* [draws] of one term; scratch */
    size_t *order;          /* [draws] scratch */
    size_t draws;
} sampler;

/* --- priors --------------------------------------------------------------------------------------------------------
 */

/* Returns the width that a coefficient's prior is about. */
static double step_of(const ent_weibull_likelihood *of, size_t j)
{
    size_t k = of->data->covariates;

    for (size_t i = 0; i < of->data->rows; i++) {
        double x = of->data->covariate[i * k + j];
        if (x < 0.0 || (x > 0.0 && x < 1.0) || x > 1.0) {
            return 2.0 * of->sd[j];
        }
    }
    return 1.0;
}

bool ent_weibull_weak_priors(const ent_weibull_likelihood *likelihood, ent_normal_prior *prior)
{
    const ent_survival_data *data = likelihood->data;
    bool at_mean = prior[1].sd <= 0.0;
    double at_risk = 0.0;

    if (prior[0].sd <= 0.0) {
        prior[0] = (ent_normal_prior){0.0, 1.0};
    }
    for (size_t i = 0; i < data->rows; i++) {
        at_risk += data->time[i] - (data->entered != NULL ? data->entered[i] : 0.0);
    }
    if (at_mean) {
        prior[1] = (ent_normal_prior){ent_log(at_risk / (double) likelihood->failures), 3.0};
    }
    for (size_t j = 0; j < data->covariates; j++) {
        if (prior[2 + j].sd <= 0.0) {
            prior[2 + j] = (ent_normal_prior){0.0, 2.0 / step_of(likelihood, j)};
        }
    }
    return at_mean;
}

/* --- the proposal --------------------------------------------------------------------------------------------------
 */

/* lower = Cholesky factor of the covariance in it. False where it is not positive definite. */
static bool factorize(sampler *self)
{
    return ent_cholesky(self->lower, self->size, NULL) == ENT_OK;
}

/* Around the mode, with the inverse of its curvature. */
static bool propose_mode(sampler *self)
{
    size_t n = self->size, all = self->target.size;
    double *factor = self->mode.factor;

    for (size_t i = 0; i < n; i++) {
        self->center[i] = self->mode.theta[self->first + i];
        memcpy(&factor[i * n], &self->mode.curvature[(self->first + i) * all + self->first], n * sizeof(*factor));
    }
    if (ent_cholesky(factor, n, NULL) != ENT_OK) {
        return false;
    }
    for (size_t i = 0; i < n; i++) { /* column i of the inverse, which is symmetric */
        memset(&self->lower[i * n], 0, n * sizeof(*self->lower));
        self->lower[i * n + i] = 1.0;
        ent_cholesky_solve(factor, n, &self->lower[i * n]);
    }
    return factorize(self);
}

/* Around the weighted mean of the sample, with its weighted covariance. */
static bool propose_moments(sampler *self)
{
    size_t n = self->size, all = self->target.size;

    memset(self->center, 0, n * sizeof(*self->center));
    memset(self->lower, 0, n * n * sizeof(*self->lower));
    for (size_t d = 0; d < self->draws; d++) {
        for (size_t i = 0; i < n; i++) {
            self->center[i] += self->weight[d] * self->theta[d * all + self->first + i];
        }
    }
    for (size_t d = 0; d < self->draws; d++) {
        const double *x = &self->theta[d * all + self->first];
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j <= i; j++) {
                self->lower[i * n + j] += self->weight[d] * (x[i] - self->center[i]) * (x[j] - self->center[j]);
            }
        }
    }
    return factorize(self);
}

/* --- a sample ------------------------------------------------------------------------------------------------------
 */

static void draw_uniforms(sampler *self)
{
    const ent_kernels *kernels = ent_kernels_narrowest();

    for (size_t s = 0; s < self->size + DEGREES / 2; s++) {
        ent_stream stream = ent_stream_make(self->seed, "fit", (uint32_t) s);
        kernels->philox(stream.key, self->used, 0, self->draws, &self->uniform[s * MOST_DRAWS]);
    }
    self->used += self->draws;
}

/* Makes draw d and returns the logarithm of its density under the proposal, but for a constant. */
static double make_draw(sampler *self, size_t d)
{
    double *x = &self->theta[d * self->target.size], chi_square = 0.0, squares = 0.0, stretch;

    for (size_t s = self->size; s < self->size + DEGREES / 2; s++) { /* a sum of exponentials */
        chi_square -= 2.0 * ent_log(self->uniform[s * MOST_DRAWS + d]);
    }
    stretch = sqrt(DEGREES / chi_square);
    memcpy(x, self->mode.theta, self->target.size * sizeof(*x)); /* a shape that is given stays */
    for (size_t i = 0; i < self->size; i++) {
        x[self->first + i] = self->center[i];
    }
    for (size_t j = 0; j < self->size; j++) {
        double t = stretch * ent_normal_quantile(self->uniform[j * MOST_DRAWS + d]);
        squares += t * t;
        for (size_t i = j; i < self->size; i++) {
            x[self->first + i] += self->lower[i * self->size + j] * t;
        }
    }
    return -0.5 * (double) (DEGREES + self->size) * ent_log1p(squares / DEGREES);
}

/* Draws a sample and weighs it. */
static void sample(sampler *self, size_t draws)
{
    double largest = (double) -INFINITY, sum = 0.0;

    self->draws = draws;
    draw_uniforms(self);
    for (size_t d = 0; d < draws; d++) {
        double proposed = make_draw(self, d);
        double density =
            ent_weibull_likelihood_at(&self->target, &self->theta[d * self->target.size], NULL, NULL) - proposed;
        self->weight[d] = density > (double) -INFINITY ? density : (double) -INFINITY; /* NaN: no density */
        largest = self->weight[d] > largest ? self->weight[d] : largest;
    }
    for (size_t d = 0; d < draws; d++) {
        self->weight[d] = ent_exp(self->weight[d] - largest);
        sum += self->weight[d];
    }
    for (size_t d = 0; d < draws; d++) {
        self->weight[d] /= sum;
    }
}

/* --- figures -------------------------------------------------------------------------------------------------------
 */

/* Returns the quantile of the weighted values in self->order: linear between the middles of their weights. */
static double quantile(const sampler *self, double p)
{
    double before = 0.0, last_at = 0.0, last = self->value[self->order[0]];

    for (size_t i = 0; i < self->draws; i++) {
        size_t d = self->order[i];
        double at = before + 0.5 * self->weight[d];
        if (at >= p) {
            return i == 0 || at <= last_at ? self->value[d]
                                           : last + (self->value[d] - last) * (p - last_at) / (at - last_at);
        }
        before += self->weight[d];
        last = self->value[d];
        last_at = at;
    }
    return last;
}

/* Returns the standard error of quantile q at p: that of the weighted share below q, over the density. */
static double quantile_error(const sampler *self, double p, double q)
{
    double spread = quantile(self, p + half_window) - quantile(self, p - half_window), variance = 0.0;

    for (size_t d = 0; d < self->draws; d++) {
        double off = self->weight[d] * ((self->value[d] <= q ? 1.0 : 0.0) - p);
        variance += off * off;
    }
    return sqrt(variance) * spread / (2.0 * half_window);
}

static void summarize(sampler *self, ent_posterior_term *term)
{
    double at[3], error[3];

    term->mean = term->sd = 0.0;
    for (size_t d = 0; d < self->draws; d++) {
        term->mean += self->weight[d] * self->value[d];
    }
    for (size_t d = 0; d < self->draws; d++) {
        double off = self->value[d] - term->mean;
        term->sd += self->weight[d] * off * off;
    }
    term->sd = sqrt(term->sd);
    gsl_sort_index(self->order, self->value, 1, self->draws);
    for (size_t i = 0; i < 3; i++) {
        at[i] = quantile(self, quantiles[i]);
        error[i] = quantile_error(self, quantiles[i], at[i]);
    }
    term->median = at[0];
    term->low = at[1];
    term->high = at[2];
    term->median_error = error[0];
    term->low_error = error[1];
    term->high_error = error[2];
}

/* Replaces the coordinates of each draw by its terms. */
static void to_terms(sampler *self)
{
    size_t n = self->target.size;

    for (size_t d = 0; d < self->draws; d++) {
        ent_weibull_terms(&self->target, &self->theta[d * n], self->mode.tried, NULL);
        memcpy(&self->theta[d * n], self->mode.tried, n * sizeof(*self->theta));
    }
}

static void correlate(const sampler *self, ent_weibull_posterior *made)
{
    size_t n = made->terms;

    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            double sum = 0.0, spread = made->term[i].sd * made->term[j].sd;
            for (size_t d = 0; d < self->draws; d++) {
                const double *x = &self->theta[d * n];
                sum += self->weight[d] * (x[i] - made->term[i].mean) * (x[j] - made->term[j].mean);
            }
            made->correlation[i * n + j] = made->correlation[j * n + i] =
                i == j                                                  ? 1.0
                : (i < self->first || j < self->first || spread <= 0.0) ? 0.0
                                                                        : sum / spread;
        }
    }
}

static void set_figures(sampler *self, ent_weibull_posterior *made)
{
    double squares = 0.0;

    to_terms(self);
    for (size_t i = 0; i < made->terms; i++) {
        for (size_t d = 0; d < self->draws; d++) {
            self->value[d] = self->theta[d * made->terms + i];
        }
        summarize(self, &made->term[i]);
        if (i < self->first) { /* a shape that is given, exactly */
            made->term[i] = (ent_posterior_term){
                .median = self->value[0], .low = self->value[0], .high = self->value[0], .mean = self->value[0]};
        }
    }
    correlate(self, made);
    for (size_t d = 0; d < self->draws; d++) {
        squares += self->weight[d] * self->weight[d];
    }
    made->draws = self->draws;
    made->effective = 1.0 / squares;
}

/* --- the whole -----------------------------------------------------------------------------------------------------
 */

static int allocate(sampler *self, ent_weibull_posterior *made)
{
    size_t n = self->target.size, streams = n + DEGREES / 2;
    int status = ent_newton_init(&self->mode, n);

    made->term = calloc(n, sizeof(*made->term));
    made->correlation = calloc(n * n, sizeof(*made->correlation));
    self->center = calloc(n, sizeof(*self->center));
    self->lower = calloc(n * n, sizeof(*self->lower));
    self->uniform = calloc(streams * MOST_DRAWS, sizeof(*self->uniform));
    self->theta = calloc(n * MOST_DRAWS, sizeof(*self->theta));
    self->weight = calloc(MOST_DRAWS, sizeof(*self->weight));
    self->value = calloc(MOST_DRAWS, sizeof(*self->value));
    self->order = calloc(MOST_DRAWS, sizeof(*self->order));
    return status == ENT_OK && made->term != NULL && made->correlation != NULL && self->center != NULL &&
                   self->lower != NULL && self->uniform != NULL && self->theta != NULL && self->weight != NULL &&
                   self->value != NULL && self->order != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

static void sampler_free(sampler *self)
{
    ent_weibull_likelihood_free(&self->target);
    ent_newton_free(&self->mode);
    free(self->center);
    free(self->lower);
    free(self->uniform);
    free(self->theta);
    free(self->weight);
    free(self->value);
    free(self->order);
}

static int sample_posterior(sampler *self, ent_weibull_posterior *made, double shape)
{
    double draws = floor(row_draws / (double) self->target.data->rows);
    size_t last = draws > MOST_DRAWS ? MOST_DRAWS : draws < FEWEST_DRAWS ? FEWEST_DRAWS : (size_t) draws;

    self->first = shape > 0.0 ? 1 : 0;
    self->size = self->target.size - self->first;
    ent_weibull_search(&self->mode, &self->target, shape);
    if (self->mode.end != ENT_NEWTON_MAXIMUM || !propose_mode(self)) {
        return ENT_ERR_ARGUMENT;
    }
    for (size_t pass = 0; pass < PASSES; pass++) {
        if (pass > 0 && !propose_moments(self)) {
            return ENT_ERR_ARGUMENT;
        }
        sample(self, pass + 1 < PASSES ? PILOT_DRAWS : last);
    }
    set_figures(self, made);
    return ENT_OK;
}

static bool priors_are_proper(const ent_weibull_assumptions *assumptions, size_t terms)
{
    for (size_t i = 0; i < terms; i++) {
        if (assumptions->prior == NULL || (assumptions->prior[i].sd <= 0.0 && !(i == 0 && assumptions->shape > 0.0))) {
            return false;
        }
    }
    return true;
}

int ent_weibull_posterior_init(ent_weibull_posterior *self, const ent_survival_data *data,
    const ent_weibull_assumptions *assumptions, uint64_t seed)
{
    sampler work = {.seed = seed};
    int status = ENT_ERR_ARGUMENT;

    *self = (ent_weibull_posterior){.terms = data->covariates + 2};
    if (data->rows > 0 && ent_weibull_assumptions_are_valid(assumptions, self->terms) &&
        priors_are_proper(assumptions, self->terms)) {
        status = ent_weibull_likelihood_init(&work.target, data);
    }
    if (status == ENT_OK) {
        work.target.prior = assumptions->prior;
        work.target.scale_at_mean = assumptions->scale_at_mean;
        work.target.volume = true;
        status = allocate(&work, self);
    }
    if (status == ENT_OK) {
        status = sample_posterior(&work, self, assumptions->shape);
    }
    sampler_free(&work);
    if (status != ENT_OK) {
        ent_weibull_posterior_free(self);
    }
    return status;
}

void ent_weibull_posterior_free(ent_weibull_posterior *self)
{
    free(self->term);
    free(self->correlation);
    self->term = NULL;
    self->correlation = NULL;
}
