/* Weibull regression: against another program's maximum, closed forms, finite differences, and data without a maximum.
 */
#include "suite.h"

#include "analysis/survival/weibull_regression.h"
#include "base/status.h"

#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 256, COVARIATES = 2 };

static const ent_weibull_assumptions nothing = {.shape = 0};

/* A table in memory. */
typedef struct sample {
    double time[ROWS], entered[ROWS], x[ROWS * COVARIATES];
    bool event[ROWS];
    ent_survival_data data;
} sample;

static void sample_add(sample *self, double time, bool event, double entered, const double *x)
{
    size_t i = self->data.rows++, k = self->data.covariates;

    self->time[i] = time;
    self->event[i] = event;
    self->entered[i] = entered;
    for (size_t j = 0; j < k; j++) {
        self->x[i * k + j] = x[j];
    }
}

static void sample_begin(sample *self, size_t covariates)
{
    self->data = (ent_survival_data){0, covariates, self->time, self->event, self->entered, self->x};
}

static FILE *open_table(const char *name)
{
    char path[512], header[256];
    FILE *file;

    snprintf(path, sizeof(path), "%s/tests/analysis/durations/%s", ENTENTE_SOURCE, name);
    file = fopen(path, "r");
    CU_ASSERT_FATAL(file != NULL && fgets(header, sizeof(header), file) != NULL);
    return file;
}

/* made-weibull.csv */
static void load_made(sample *self)
{
    FILE *file = open_table("made-weibull.csv");
    double time, x[2];
    int event;

    sample_begin(self, 2);
    while (fscanf(file, "%*[^,],%lf,%d,%lf,%lf ", &time, &event, &x[0], &x[1]) == 4) {
        sample_add(self, time, event == 1, 0, x);
    }
    fclose(file);
    CU_ASSERT_EQUAL_FATAL(self->data.rows, 240);
}

/* ucdp-truces.csv, with the covariates interstate and agreement, or the first `covariates` of them */
static void load_truces(sample *self, size_t covariates)
{
    FILE *file = open_table("ucdp-truces.csv");
    char line[512];

    sample_begin(self, covariates);
    while (fgets(line, sizeof(line), file) != NULL) {
        double time, entered, x[2] = {strstr(line, ",interstate,") != NULL, strstr(line, ",peace_agreement,") != NULL};
        int event;
        char *figures = strstr(line, "peace_agreement,");
        figures = strchr(figures != NULL ? figures : strstr(line, "ceasefire,"), ',');
        CU_ASSERT_EQUAL_FATAL(sscanf(figures, ",%lf,%d,%lf", &time, &event, &entered), 3);
        sample_add(self, time, event == 1, entered, x);
    }
    fclose(file);
    CU_ASSERT_EQUAL_FATAL(self->data.rows, 193);
}

static ent_weibull_fit fit(const sample *of, const ent_weibull_assumptions *assumptions)
{
    ent_weibull_fit made;

    CU_ASSERT_EQUAL_FATAL(ent_weibull_fit_init(&made, &of->data, assumptions), ENT_OK);
    return made;
}

static void check_outcome(const sample *of, const ent_weibull_assumptions *assumptions, ent_weibull_outcome expected,
    size_t covariate, int direction)
{
    ent_weibull_fit made = fit(of, assumptions);

    CU_ASSERT_EQUAL(made.outcome, expected);
    CU_ASSERT_EQUAL(made.covariate, covariate);
    CU_ASSERT_EQUAL(made.direction, direction);
    CU_ASSERT(isnan(made.estimate[0]) && isnan(made.covariance[0]));
    ent_weibull_fit_free(&made);
}

/* The figures of another program, to the last digit given. */
static void test_known(void)
{
    static const double value[] = {0.63522929, 80.90765984, -0.48017713, 0.36855632};
    static const double error[] = {0.07629878, 0.18728851, 0.17918856, 0.09526060};
    sample of;
    ent_weibull_fit made;

    load_made(&of);
    made = fit(&of, &nothing);
    CU_ASSERT_EQUAL_FATAL(made.outcome, ENT_WEIBULL_MAXIMUM);
    for (size_t i = 0; i < made.terms; i++) {
        double estimate = i < 2 ? exp(made.estimate[i]) : made.estimate[i];
        CU_ASSERT_DOUBLE_EQUAL(estimate, value[i], 5.1e-9);
        CU_ASSERT_DOUBLE_EQUAL(ent_weibull_fit_error(&made, i), error[i], 5.1e-9);
    }
    CU_ASSERT_DOUBLE_EQUAL(made.log_likelihood, -690.7411522, 5.1e-8);
    CU_ASSERT_EQUAL(made.failures, 130);
    ent_weibull_fit_free(&made);
}

/* --- another optimiser over the likelihood as written down, with libm
 * -------------------------------------------------- */

static double plain_log_likelihood(const ent_survival_data *data, const double *terms)
{
    double shape = exp(terms[0]), scale = exp(terms[1]), sum = 0;

    for (size_t i = 0; i < data->rows; i++) {
        double relative = 0;
        for (size_t j = 0; j < data->covariates; j++) {
            relative += terms[2 + j] * data->covariate[i * data->covariates + j];
        }
        if (data->event[i]) {
            sum += log(shape / scale * pow(data->time[i] / scale, shape - 1)) + relative;
        }
        sum -= (pow(data->time[i] / scale, shape) - pow(data->entered[i] / scale, shape)) * exp(relative);
    }
    return sum;
}

static double minus_log_likelihood(const gsl_vector *terms, void *data)
{
    return -plain_log_likelihood(data, gsl_vector_const_ptr(terms, 0));
}

static void check_against_simplex(sample *of)
{
    size_t n = of->data.covariates + 2;
    ent_weibull_fit made = fit(of, &nothing);
    gsl_multimin_function function = {minus_log_likelihood, n, &of->data};
    gsl_multimin_fminimizer *simplex = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    gsl_vector *start = gsl_vector_calloc(n), *step = gsl_vector_alloc(n);

    CU_ASSERT_EQUAL_FATAL(made.outcome, ENT_WEIBULL_MAXIMUM);
    gsl_vector_set(start, 1, 4);
    gsl_vector_set_all(step, 0.3);
    gsl_multimin_fminimizer_set(simplex, &function, start, step);
    for (size_t i = 0; i < 3000 && gsl_multimin_fminimizer_size(simplex) > 1e-9; i++) {
        gsl_multimin_fminimizer_iterate(simplex);
    }
    for (size_t i = 0; i < n; i++) {
        CU_ASSERT_DOUBLE_EQUAL(made.estimate[i], gsl_vector_get(gsl_multimin_fminimizer_x(simplex), i), 1e-5);
    }
    CU_ASSERT_DOUBLE_EQUAL(made.log_likelihood, -gsl_multimin_fminimizer_minimum(simplex), 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(made.log_likelihood, plain_log_likelihood(&of->data, made.estimate), 1e-9);
    gsl_vector_free(start);
    gsl_vector_free(step);
    gsl_multimin_fminimizer_free(simplex);
    ent_weibull_fit_free(&made);
}

static void test_simplex(void)
{
    sample of;

    load_made(&of);
    check_against_simplex(&of);
    for (size_t i = 0; i < of.data.rows; i++) { /* half of the rows under observation from a third of their time on */
        of.entered[i] = i % 2 == 0 ? of.time[i] / 3 : 0;
    }
    check_against_simplex(&of);
}

/* --- closed forms
 * ------------------------------------------------------------------------------------------------------ */

/* With a shape of 1: rate = failures / time at risk in each of two groups; var log rate = 1 / failures. */
static void test_exponential(void)
{
    ent_weibull_assumptions exponential = {.shape = 1};
    sample of;
    ent_weibull_fit made;
    double none = 0, one = 1;

    sample_begin(&of, 1);
    sample_add(&of, 10, true, 0, &none);
    sample_add(&of, 30, false, 5, &none);
    sample_add(&of, 25, true, 0, &none);
    sample_add(&of, 8, true, 3, &one);
    sample_add(&of, 4, true, 0, &one);
    sample_add(&of, 21, true, 0, &one);
    made = fit(&of, &exponential);
    CU_ASSERT_EQUAL_FATAL(made.outcome, ENT_WEIBULL_MAXIMUM);
    CU_ASSERT_DOUBLE_EQUAL(made.estimate[0], 0, 0);
    CU_ASSERT_DOUBLE_EQUAL(exp(made.estimate[1]), 60. / 2, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(exp(made.estimate[2]), (3. / 30) / (2. / 60), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(ent_weibull_fit_error(&made, 0), 0, 0);
    CU_ASSERT_DOUBLE_EQUAL(ent_weibull_fit_error(&made, 1), sqrt(1. / 2), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(ent_weibull_fit_error(&made, 2), sqrt(1. / 2 + 1. / 3), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(made.covariance[5], 1. / 2, 1e-9); /* log scale = - log rate of the first group */
    CU_ASSERT_DOUBLE_EQUAL(ent_weibull_fit_survival(&made, &one, 0, 20), exp(-20 * 0.1), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(ent_weibull_fit_survival(&made, &none, 12, 42), exp(-30 / 30.), 1e-9);
    ent_weibull_fit_free(&made);
}

/* Days in place of months, a year in place of years since 2000, and a covariate turned over. */
static void test_units(void)
{
    sample of, other;
    ent_weibull_fit a, b;

    load_made(&of);
    load_made(&other);
    for (size_t i = 0; i < of.data.rows; i++) {
        other.time[i] = of.time[i] * 30.4375;
        other.x[2 * i] = 1 - of.x[2 * i];
        other.x[2 * i + 1] = of.x[2 * i + 1] + 2000;
    }
    a = fit(&of, &nothing);
    b = fit(&other, &nothing);
    CU_ASSERT_EQUAL_FATAL(b.outcome, ENT_WEIBULL_MAXIMUM);
    CU_ASSERT_DOUBLE_EQUAL(b.estimate[0], a.estimate[0], 1e-11);
    CU_ASSERT_DOUBLE_EQUAL(b.estimate[2], -a.estimate[2], 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(b.estimate[3], a.estimate[3], 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(ent_weibull_fit_error(&b, 3), ent_weibull_fit_error(&a, 3), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(b.estimate[1],
        a.estimate[1] + log(30.4375) - (a.estimate[2] - 2000 * a.estimate[3]) / exp(a.estimate[0]), 1e-6);
    ent_weibull_fit_free(&a);
    ent_weibull_fit_free(&b);
}

/* A shape of 25 and a coefficient of 25 a standard deviation are large, and a maximum. */
static void test_steep(void)
{
    sample of;
    ent_weibull_fit made;

    sample_begin(&of, 1);
    for (size_t i = 0; i < 60; i++) {
        double x = i % 2 == 0 ? -1 : 1, u = ((double) i + 0.5) / 60;
        sample_add(&of, 40 * exp(-x) * pow(-log(u), 1. / 25), true, 0, &x);
    }
    made = fit(&of, &nothing);
    CU_ASSERT_EQUAL_FATAL(made.outcome, ENT_WEIBULL_MAXIMUM);
    CU_ASSERT_DOUBLE_EQUAL(exp(made.estimate[0]), 25, 1);
    CU_ASSERT_DOUBLE_EQUAL(made.estimate[2] / exp(made.estimate[0]), 1, 0.02);
    ent_weibull_fit_free(&made);
}

/* Groups whose durations are a million to a hundred million times apart, with a shape of 2: failures / sum of t^2 in
 * each. The maximum is several of the longest steps away, and a longer one ends where nothing rises. */
static void test_far(void)
{
    static const double time[] = {10, 30, 25, 8, 4, 21};
    static const double times[] = {1e6, 1e7, 1e8};
    ent_weibull_assumptions squared = {.shape = 2};

    for (size_t m = 0; m < sizeof(times) / sizeof(*times); m++) {
        sample of;
        ent_weibull_fit made;
        sample_begin(&of, 1);
        for (size_t i = 0; i < 6; i++) {
            double x = i < 3 ? 0 : 1;
            sample_add(&of, i < 3 ? time[i] : times[m] * time[i], i != 1, 0, &x);
        }
        made = fit(&of, &squared);
        CU_ASSERT_EQUAL_FATAL(made.outcome, ENT_WEIBULL_MAXIMUM);
        CU_ASSERT_DOUBLE_EQUAL(exp(made.estimate[1]), sqrt(1625. / 2), 1e-8);
        CU_ASSERT_DOUBLE_EQUAL(made.estimate[2], log(3. / 521 * 1625. / 2) - 2 * log(times[m]), 1e-9);
        ent_weibull_fit_free(&made);
    }
}

/* --- derivatives
 * --------------------------------------------------------------------------------------------------------- */

static void check_derivatives(const ent_weibull_likelihood *of, const double *theta)
{
    enum { SIZE = COVARIATES + 2 };
    static const double h = 1e-5;
    double gradient[SIZE], curvature[SIZE * SIZE], up[SIZE], down[SIZE], scratch[SIZE * SIZE], jacobian[SIZE * SIZE];

    ent_weibull_likelihood_at(of, theta, gradient, curvature);
    ent_weibull_terms(of, theta, up, jacobian);
    for (size_t i = 0; i < SIZE; i++) {
        double at[SIZE], above, below, terms_up[SIZE], terms_down[SIZE];
        memcpy(at, theta, sizeof(at));
        at[i] = theta[i] + h;
        above = ent_weibull_likelihood_at(of, at, up, scratch);
        ent_weibull_terms(of, at, terms_up, NULL);
        at[i] = theta[i] - h;
        below = ent_weibull_likelihood_at(of, at, down, scratch);
        ent_weibull_terms(of, at, terms_down, NULL);
        CU_ASSERT_DOUBLE_EQUAL(gradient[i], (above - below) / (2 * h), 1e-6 * (1 + fabs(gradient[i])));
        for (size_t j = 0; j < SIZE; j++) {
            double second = curvature[i * SIZE + j];
            CU_ASSERT_DOUBLE_EQUAL(second, -(up[j] - down[j]) / (2 * h), 1e-6 * (1 + fabs(second)));
            CU_ASSERT_DOUBLE_EQUAL(jacobian[j * SIZE + i], (terms_up[j] - terms_down[j]) / (2 * h), 1e-6);
        }
    }
}

static void test_derivatives(void)
{
    static const double theta[] = {-0.4, -1.2, 0.3, -0.2};
    static const ent_normal_prior prior[] = {{-0.5, 0.25}, {4, 1.5}, {0, 2}, {0.1, 0.4}};
    sample of;
    ent_weibull_likelihood likelihood;

    for (size_t truncated = 0; truncated < 2; truncated++) {
        if (truncated == 0) {
            load_made(&of);
        } else {
            load_truces(&of, 2);
        }
        CU_ASSERT_EQUAL_FATAL(ent_weibull_likelihood_init(&likelihood, &of.data), ENT_OK);
        CU_ASSERT_EQUAL(likelihood.truncated, truncated == 1);
        check_derivatives(&likelihood, theta);
        likelihood.prior = prior;
        check_derivatives(&likelihood, theta);
        likelihood.volume = true;
        check_derivatives(&likelihood, theta);
        ent_weibull_likelihood_free(&likelihood);
    }
}

/* The priors are normal densities of the terms. */
static void test_prior_density(void)
{
    static const double theta[] = {-0.4, -1.2, 0.3, -0.2};
    static const ent_normal_prior prior[] = {{-0.5, 0.25}, {4, 1.5}, {0, 2}, {0, 0}};
    ent_weibull_likelihood likelihood;
    double terms[4], without, expected = 0;
    sample of;

    load_made(&of);
    CU_ASSERT_EQUAL_FATAL(ent_weibull_likelihood_init(&likelihood, &of.data), ENT_OK);
    without = ent_weibull_likelihood_at(&likelihood, theta, NULL, NULL);
    ent_weibull_terms(&likelihood, theta, terms, NULL);
    CU_ASSERT_DOUBLE_EQUAL(without, plain_log_likelihood(&of.data, terms), 1e-9);
    likelihood.prior = prior;
    for (size_t i = 0; i < 3; i++) {
        double off = (terms[i] - prior[i].mean) / prior[i].sd;
        expected -= 0.5 * off * off + log(prior[i].sd * sqrt(2 * 3.14159265358979323846));
    }
    CU_ASSERT_DOUBLE_EQUAL(ent_weibull_likelihood_at(&likelihood, theta, NULL, NULL) - without, expected, 1e-9);
    ent_weibull_likelihood_free(&likelihood);
}

/* --- no maximum
 * ------------------------------------------------------------------------------------------------------------ */

/* The truces of UCDP under left truncation: the likelihood rises as the shape goes to 0. */
static void test_shape_to_zero(void)
{
    static const size_t covariates[] = {0, 1, 2};
    ent_weibull_assumptions fixed = {.shape = 0.6};
    sample of;
    ent_weibull_fit made;

    for (size_t i = 0; i < 3; i++) {
        load_truces(&of, covariates[i]);
        check_outcome(&of, &nothing, ENT_WEIBULL_SHAPE_TO_ZERO, 0, 0);
    }
    load_truces(&of, 0);
    made = fit(&of, &nothing); /* in the limit: hazard c / t, c = failures / sum of log(time / entered) */
    CU_ASSERT_DOUBLE_EQUAL(made.limit, -405.249829, 1e-6);
    ent_weibull_fit_free(&made);
    made = fit(&of, &fixed);
    CU_ASSERT_DOUBLE_EQUAL(made.log_likelihood, -424.241639, 1e-6);
    ent_weibull_fit_free(&made);
}

/* The same data with log shape normal(log 0.6, 0.25): the mode. */
static void test_prior_mode(void)
{
    ent_normal_prior prior[4] = {{log(0.6), 0.25}, {0, 0}, {0, 0}, {0, 0}};
    ent_weibull_assumptions assumed = {.prior = prior};
    sample of;
    ent_weibull_fit made;

    load_truces(&of, 2);
    made = fit(&of, &assumed);
    CU_ASSERT_EQUAL_FATAL(made.outcome, ENT_WEIBULL_MAXIMUM);
    CU_ASSERT_DOUBLE_EQUAL(exp(made.estimate[0]), 0.328, 0.0005);
    ent_weibull_fit_free(&made);
    load_truces(&of, 0);
    made = fit(&of, &assumed);
    CU_ASSERT_EQUAL_FATAL(made.outcome, ENT_WEIBULL_MAXIMUM);
    CU_ASSERT_DOUBLE_EQUAL(exp(made.estimate[0]), 0.31546, 0.000006); /* of the profile: a grid of 1e-5 */
    ent_weibull_fit_free(&made);
}

/* Ten rows with times 3, 6, …, 30 of which the even ones failed; x is set by the caller. */
static void ten_rows(sample *of, size_t covariates, double x(size_t row, size_t covariate))
{
    sample_begin(of, covariates);
    for (size_t i = 0; i < 10; i++) {
        double at[COVARIATES];
        for (size_t j = 0; j < covariates; j++) {
            at[j] = x(i, j);
        }
        sample_add(of, 3 * (double) (i + 1), i % 2 == 0, 0, at);
    }
}

static double where_failed(size_t row, size_t covariate)
{
    return covariate == 0 ? (double) (row % 3) : (double) (row % 2 == 0);
}

static double where_not_failed(size_t row, size_t covariate)
{
    (void) covariate;
    return row == 9 || row == 7;
}

static double same_twice(size_t row, size_t covariate)
{
    return covariate == 0 ? (double) (row % 3) : 5 - 2 * (double) (row % 3);
}

static double constant(size_t row, size_t covariate)
{
    return covariate == 0 ? (double) (row % 3) : 0.1;
}

static void test_no_maximum(void)
{
    ent_weibull_assumptions exponential = {.shape = 1};
    sample of;

    ten_rows(&of, 2, where_failed);
    check_outcome(&of, &nothing, ENT_WEIBULL_SEPARATED, 1, 1);
    check_outcome(&of, &exponential, ENT_WEIBULL_SEPARATED, 1, 1);
    ten_rows(&of, 1, where_not_failed);
    check_outcome(&of, &nothing, ENT_WEIBULL_SEPARATED, 0, -1);
    of.entered[3] = 1; /* with truncation several starts are tried */
    check_outcome(&of, &nothing, ENT_WEIBULL_SEPARATED, 0, -1);
    ten_rows(&of, 2, same_twice);
    check_outcome(&of, &nothing, ENT_WEIBULL_COLLINEAR, 1, 0);
    ten_rows(&of, 2, constant);
    check_outcome(&of, &nothing, ENT_WEIBULL_CONSTANT, 1, 0);
    ten_rows(&of, 0, constant);
    for (size_t i = 0; i < 10; i++) {
        of.time[i] = i % 2 == 0 ? 7.5 : 5.0;
    }
    check_outcome(&of, &nothing, ENT_WEIBULL_SHAPE_GROWS, 0, 0);
    memset(of.event, 0, sizeof(of.event));
    check_outcome(&of, &nothing, ENT_WEIBULL_NO_FAILURE, 0, 0);
}

/* A covariate that does not vary has the coefficient 0, whatever theta, and moves nothing. */
static void test_terms_of_constant(void)
{
    static const double theta[] = {-0.4, -1.2, 0.3, 0.7};
    double terms[4], jacobian[16];
    ent_weibull_likelihood likelihood;
    sample of;

    ten_rows(&of, 2, constant);
    CU_ASSERT_EQUAL_FATAL(ent_weibull_likelihood_init(&likelihood, &of.data), ENT_OK);
    CU_ASSERT_EQUAL(likelihood.sd[1], 0.0);
    ent_weibull_terms(&likelihood, theta, terms, jacobian);
    CU_ASSERT_EQUAL(terms[3], 0.0);
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_TRUE(isfinite(terms[i]));
        CU_ASSERT_EQUAL(jacobian[3 * 4 + i], 0.0);
        CU_ASSERT_EQUAL(jacobian[i * 4 + 3], 0.0);
    }
    ent_weibull_likelihood_free(&likelihood);
}

static void check_refused(const sample *of, const ent_weibull_assumptions *assumptions)
{
    ent_weibull_fit made;

    CU_ASSERT_EQUAL(ent_weibull_fit_init(&made, &of->data, assumptions), ENT_ERR_ARGUMENT);
    ent_weibull_fit_free(&made);
}

static void test_arguments(void)
{
    ent_weibull_assumptions negative = {.shape = -1};
    static const double bad_time[] = {0, -1, NAN, INFINITY};
    sample of;

    ten_rows(&of, 1, where_not_failed);
    check_refused(&of, &negative);
    for (size_t i = 0; i < 4; i++) {
        of.time[4] = bad_time[i];
        check_refused(&of, &nothing);
    }
    of.time[4] = 3;
    of.entered[4] = 3;
    check_refused(&of, &nothing);
    of.entered[4] = -1;
    check_refused(&of, &nothing);
    of.entered[4] = 0;
    of.x[4] = NAN;
    check_refused(&of, &nothing);
    of.data.rows = 0;
    check_refused(&of, &nothing);
}

int main(void)
{
    CU_TestInfo tests[] = {{"figures of another program", test_known}, {"GSL's simplex", test_simplex},
        {"exponential: failures over time at risk", test_exponential}, {"units and origins", test_units},
        {"steep", test_steep}, {"far from the start", test_far}, {"derivatives", test_derivatives},
        {"densities of priors", test_prior_density}, {"shape to 0 under truncation", test_shape_to_zero},
        {"mode under a prior", test_prior_mode}, {"no maximum", test_no_maximum},
        {"terms of a constant", test_terms_of_constant}, {"arguments", test_arguments}, CU_TEST_INFO_NULL};

    return ent_run_suite("Weibull regression", tests);
}
