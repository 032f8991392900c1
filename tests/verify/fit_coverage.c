/* Coverage of the 90% intervals of Weibull regression, over data sets made with known shape, scale and coefficients. */
#include "analysis/survival/weibull_posterior.h"
#include "analysis/survival/weibull_regression.h"
#include "base/status.h"
#include "kernels/scalar_functions.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    SETS = 4000,
    POSTERIOR_SETS = 1000,
    MOST_ROWS = 400,
    COVARIATES = 2,
    TERMS = COVARIATES + 2,
    MANY_FAILURES = 100
};

static const double z90 = 1.6448536269514722;

/* How a data set is made: durations of shape, scale and coefficients, watched for a time that is uniform up to `watch`,
 * from `entered` on. */
typedef struct design {
    const char *name;
    size_t rows;
    double shape, scale, b[COVARIATES];
    double watch, entered;
    bool fixed; /* the shape is given */
} design;

static const design designs[] = {
    {"240 rows, shape 0.6", 240, 0.6, 80, {-0.5, 0.4}, 200, 0, false},
    {"400 rows, seen from month 12 on, shape given", 400, 0.6, 80, {-0.5, 0.4}, 240, 12, true},
    {"240 rows, shape 1.5", 240, 1.5, 60, {0.7, -0.3}, 150, 0, false},
    {"50 rows, shape 0.6", 50, 0.6, 80, {-0.5, 0.4}, 200, 0, false},
};

typedef struct made_set {
    double time[MOST_ROWS], entered[MOST_ROWS], x[MOST_ROWS * COVARIATES];
    bool event[MOST_ROWS];
    ent_survival_data data;
} made_set;

/* A duration beyond `from`: H(t) = H(from) + a unit exponential. */
static double draw_duration(const design *as, double relative, double from, double u)
{
    double hazard = pow(from / as->scale, as->shape) * exp(relative) - log(u);

    return as->scale * pow(hazard * exp(-relative), 1 / as->shape);
}

static void make(made_set *self, const design *as, gsl_rng *random)
{
    for (size_t i = 0; i < as->rows; i++) {
        double *x = &self->x[i * COVARIATES];
        double watched = as->entered + as->watch * gsl_rng_uniform_pos(random), lasts;
        x[0] = gsl_rng_uniform(random) < 0.5 ? 1 : 0;
        x[1] = ent_normal_quantile(gsl_rng_uniform_pos(random));
        lasts = draw_duration(as, as->b[0] * x[0] + as->b[1] * x[1], as->entered, gsl_rng_uniform_pos(random));
        self->event[i] = lasts < watched;
        self->time[i] = lasts < watched ? lasts : watched;
        self->entered[i] = as->entered;
    }
    self->data = (ent_survival_data){as->rows, COVARIATES, self->time, self->event, self->entered, self->x};
}

/* Counts of intervals that hold the truth. */
typedef struct counts {
    size_t sets, none; /* with and without a maximum */
    size_t posteriors; /* of the sets with one */
    size_t failures;
    size_t maximum[TERMS], posterior[TERMS];
} counts;

static void count_posterior(counts *self, const made_set *of, const design *as, const double *truth, uint64_t seed)
{
    ent_normal_prior prior[TERMS] = {{0, 0}};
    ent_weibull_assumptions assumed = {.shape = as->fixed ? as->shape : 0, .prior = prior};
    ent_weibull_likelihood likelihood;
    ent_weibull_posterior made;

    if (ent_weibull_likelihood_init(&likelihood, &of->data) == ENT_OK) {
        assumed.scale_at_mean = ent_weibull_weak_priors(&likelihood, prior);
    }
    ent_weibull_likelihood_free(&likelihood);
    if (ent_weibull_posterior_init(&made, &of->data, &assumed, seed) != ENT_OK) {
        return;
    }
    self->posteriors++;
    for (size_t i = 0; i < TERMS; i++) {
        self->posterior[i] += truth[i] >= made.term[i].low && truth[i] <= made.term[i].high ? 1 : 0;
    }
    ent_weibull_posterior_free(&made);
}

static void count(counts *self, const made_set *of, const design *as, bool posterior, uint64_t seed)
{
    const double truth[TERMS] = {log(as->shape), log(as->scale), as->b[0], as->b[1]};
    const ent_weibull_assumptions assumed = {.shape = as->fixed ? as->shape : 0};
    ent_weibull_fit fit;

    if (ent_weibull_fit_init(&fit, &of->data, &assumed) != ENT_OK || fit.outcome != ENT_WEIBULL_MAXIMUM) {
        self->none++;
        ent_weibull_fit_free(&fit);
        return;
    }
    self->sets++;
    self->failures += fit.failures;
    for (size_t i = 0; i < TERMS; i++) {
        self->maximum[i] += fabs(fit.estimate[i] - truth[i]) <= z90 * ent_weibull_fit_error(&fit, i) ? 1 : 0;
    }
    ent_weibull_fit_free(&fit);
    if (posterior && self->posteriors < POSTERIOR_SETS) {
        count_posterior(self, of, as, truth, seed);
    }
}

/* Prints a row, and returns whether all of it is within `off` of 90%. */
static bool print_row(
    const design *as, const counts *of, const size_t *covered, size_t sets, double off, const char *what)
{
    bool right = true;

    printf("| %s | %s | %.0f |", as->name, what, (double) of->failures / (double) of->sets);
    for (size_t i = 0; i < TERMS; i++) {
        double share = (double) covered[i] / (double) sets;
        if (i == 0 && as->fixed) {
            printf(" - |");
            continue;
        }
        printf(" %.1f |", 100 * share);
        right = right && fabs(share - 0.9) <= off;
    }
    printf("\n");
    return right;
}

int main(int argc, char **argv)
{
    bool posterior = argc < 2 || strcmp(argv[1], "--maximum") != 0;
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    static made_set made;
    bool right = true;

    printf(
        "| data | interval | failures | shape | scale | binary | normal |\n| --- | --- | ---: | ---: | ---: | ---: | "
        "---: |\n");
    for (size_t d = 0; d < sizeof(designs) / sizeof(*designs); d++) {
        counts counted = {.sets = 0};
        bool row;
        gsl_rng_set(random, 20251130 + d);
        for (size_t s = 0; s < SETS; s++) {
            make(&made, &designs[d], random);
            count(&counted, &made, &designs[d], posterior, s + 1);
        }
        row = print_row(&designs[d], &counted, counted.maximum, counted.sets, 0.02, "maximum likelihood");
        if (posterior) {
            row = print_row(&designs[d], &counted, counted.posterior, counted.posteriors,
                      4.5 * sqrt(0.09 / POSTERIOR_SETS), "posterior") &&
                  row;
        }
        if (counted.none > 0) {
            printf("%zu data sets had no maximum\n", counted.none);
        }
        right = right && (row || counted.failures < MANY_FAILURES * counted.sets);
        fflush(stdout);
    }
    gsl_rng_free(random);
    return right ? 0 : 1;
}
