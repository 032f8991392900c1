/* Discrete kinds are inverted exactly; parameters outside a domain are errors; parameters by row. */
#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/distribution.h"
#include "distribution/quantile.h"
#include "distribution/sample.h"
#include "suite.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static ent_arena arena;

static ent_dist make(const ent_distribution_kind *kind, const double *parameters, size_t count)
{
    ent_dist dist;

    CU_ASSERT_EQUAL_FATAL(ent_dist_init(&dist, kind, parameters, count, NULL, &arena), ENT_OK);
    return dist;
}

static double sampled(const ent_dist *dist, double u)
{
    double x = -1.0;

    ent_dist_sample(dist, ent_kernels_select(NULL), 1, &u, &x);
    return x;
}

/* At P(X <= k) the quantile is k, just above it k + 1. The sums of GSL and of the engine may differ by 1e-13. */
static void expect_steps(ent_dist *dist, double (*below)(unsigned, const double *),
    double (*above)(unsigned, const double *), const double *p, unsigned from, unsigned to)
{
    for (int tabulated = 0; tabulated < 2; tabulated++) {
        for (unsigned k = from; k < to; k++) {
            double low = below(k, p), high = above(k, p);
            double margin = 1e-12 * fmin(low, high) + DBL_EPSILON;
            double u = low < 0.5 ? low : 1.0 - high;
            if (u - margin > 0.0) {
                CU_ASSERT_EQUAL(sampled(dist, u - margin), k);
                CU_ASSERT_EQUAL(ent_dist_quantile(dist, u - margin), k);
            }
            if (u + margin < 1.0) {
                CU_ASSERT_EQUAL(sampled(dist, u + margin), k + 1);
                CU_ASSERT_EQUAL(ent_dist_quantile(dist, u + margin), k + 1);
            }
        }
        CU_ASSERT_EQUAL(ent_dist_tabulate(dist, &arena), ENT_OK);
        CU_ASSERT_TRUE(ent_dist_check(dist));
        CU_ASSERT_PTR_NOT_NULL(dist->steps);
    }
}

static double poisson_below(unsigned k, const double *p)
{
    return gsl_cdf_poisson_P(k, p[0]);
}

static double poisson_above(unsigned k, const double *p)
{
    return gsl_cdf_poisson_Q(k, p[0]);
}

static double binomial_below(unsigned k, const double *p)
{
    return gsl_cdf_binomial_P(k, p[1], (unsigned) p[0]);
}

static double binomial_above(unsigned k, const double *p)
{
    return gsl_cdf_binomial_Q(k, p[1], (unsigned) p[0]);
}

static void counts(void)
{
    const double few[] = {3.5}, many[] = {400.0}, coin[] = {20, 0.3}, large[] = {1000, 0.02}, sure[] = {7, 1.0};
    ent_dist dist = make(&ent_kind_poisson, few, 1);

    expect_steps(&dist, poisson_below, poisson_above, few, 0, 20);
    CU_ASSERT_EQUAL(ent_dist_mean(&dist), 3.5);
    CU_ASSERT_FALSE(ent_dist_continuous(&dist));
    dist = make(&ent_kind_poisson, many, 1);
    expect_steps(&dist, poisson_below, poisson_above, many, 300, 500);
    dist = make(&ent_kind_binomial, coin, 2);
    expect_steps(&dist, binomial_below, binomial_above, coin, 0, 20);
    dist = make(&ent_kind_binomial, large, 2);
    expect_steps(&dist, binomial_below, binomial_above, large, 5, 50);
    CU_ASSERT_EQUAL(ent_dist_mean(&dist), 20.0);
    dist = make(&ent_kind_binomial, sure, 2);
    CU_ASSERT_EQUAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
    CU_ASSERT_TRUE(ent_dist_check(&dist));
    CU_ASSERT_EQUAL(sampled(&dist, 1e-15), 7.0);
    dist = make(&ent_kind_poisson, (const double[]){0.0}, 1);
    CU_ASSERT_EQUAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
    CU_ASSERT_TRUE(ent_dist_check(&dist));
    CU_ASSERT_EQUAL(sampled(&dist, 1.0 - 1e-15), 0.0);
}

/* More steps than a guide table holds: exact, but slower. */
static void too_many_for_a_guide(void)
{
    ent_dist dist = make(&ent_kind_poisson, (const double[]){1e7}, 1);
    double x = ent_dist_quantile(&dist, 0.3);

    CU_ASSERT_EQUAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
    CU_ASSERT_TRUE(ent_dist_check(&dist));
    CU_ASSERT_PTR_NULL(dist.steps);
    CU_ASSERT_EQUAL(sampled(&dist, 0.3), x);
    CU_ASSERT(ent_dist_cdf(&dist, x) >= 0.3 && ent_dist_cdf(&dist, x - 1.0) < 0.3);
}

/* An event is 1 where u > 1 - p, or Phi(z) > 1 - p: never for p = 0, always for p = 1. */
static void bernoulli(void)
{
    const double u[] = {0x1p-53, 0.7, 0.70000001, 1.0 - 0x1p-53}, z[] = {-40.0, 0.5244, 0.5245, 40.0};
    const double p[] = {0.0, 0.3, 1.0};
    const double expected[3][4] = {{0, 0, 0, 0}, {0, 0, 1, 1}, {1, 1, 1, 1}};
    double x[4];

    for (int c = 0; c < 3; c++) {
        ent_dist dist = make(&ent_kind_bernoulli, &p[c], 1);
        ent_dist_sample(&dist, ent_kernels_select(NULL), 4, u, x);
        CU_ASSERT_EQUAL(memcmp(x, expected[c], sizeof(x)), 0);
        ent_dist_sample_z(&dist, ent_kernels_select(NULL), 4, z, x);
        CU_ASSERT_EQUAL(memcmp(x, expected[c], sizeof(x)), 0);
        CU_ASSERT_EQUAL(ent_dist_quantile(&dist, 0.8), expected[c][2]);
        CU_ASSERT_EQUAL(ent_dist_mean(&dist), p[c]);
    }
}

/* Values in any order, repeated, some of weight 0: cumulative weights of eighths are exact, and so are the cuts. */
static void discrete(void)
{
    const double parameters[] = {7, 1, 3, 2, 9, 0, 3, 1, 5, 4};
    const double u[] = {1e-15, 0.375, 0.37500000000000006, 0.875, 0.87500000000000011, 1.0 - 0x1p-53};
    const double expected[] = {3, 3, 5, 5, 7, 7};
    ent_dist dist = make(&ent_kind_discrete, parameters, 10);

    CU_ASSERT_EQUAL(dist.count, 3);
    for (int tabulated = 0; tabulated < 2; tabulated++) {
        for (int i = 0; i < 6; i++) {
            CU_ASSERT_EQUAL(sampled(&dist, u[i]), expected[i]);
            CU_ASSERT_EQUAL(ent_dist_quantile(&dist, u[i]), expected[i]);
        }
        CU_ASSERT_EQUAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
        CU_ASSERT_TRUE(ent_dist_check(&dist));
    }
    CU_ASSERT_EQUAL(ent_dist_mean(&dist), (9.0 + 20.0 + 7.0) / 8.0);
    CU_ASSERT_EQUAL(ent_dist_cdf(&dist, 5.0), 0.875);
    CU_ASSERT_EQUAL(ent_dist_cdf_below(&dist, 5.0), 0.375);
    CU_ASSERT_EQUAL(ent_dist_sf_from(&dist, 5.0), 0.625);
    CU_ASSERT_EQUAL(ent_dist_sf(&dist, 2.0), 1.0);
}

/* Truncations and mixtures of counts are counts; the bounds of a truncation are included. */
static void nested(void)
{
    ent_dist poisson = make(&ent_kind_poisson, (const double[]){4.0}, 1);
    ent_dist coin = make(&ent_kind_bernoulli, (const double[]){0.5}, 1);
    const ent_dist *parts[2] = {&poisson, &coin};
    ent_dist cut, mixture;
    double inside = gsl_cdf_poisson_P(6, 4.0) - gsl_cdf_poisson_P(1, 4.0);

    CU_ASSERT_EQUAL_FATAL(
        ent_dist_init(&cut, &ent_kind_truncate, (const double[]){2.0, 6.0}, 2, parts, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(
        ent_dist_init(&mixture, &ent_kind_mixture, (const double[]){1.0, 1.0}, 2, parts, &arena), ENT_OK);
    for (int tabulated = 0; tabulated < 2; tabulated++) {
        for (unsigned k = 2; k < 6; k++) {
            double u = (gsl_cdf_poisson_P(k, 4.0) - gsl_cdf_poisson_P(1, 4.0)) / inside;
            CU_ASSERT_EQUAL(sampled(&cut, u - 1e-12), k);
            CU_ASSERT_EQUAL(sampled(&cut, u + 1e-12), k + 1);
        }
        CU_ASSERT_EQUAL(sampled(&cut, 1e-15), 2.0);
        CU_ASSERT_EQUAL(sampled(&cut, 1.0 - 0x1p-53), 6.0);
        CU_ASSERT_EQUAL(sampled(&mixture, 0.25 + 0.5 * exp(-4.0) - 1e-12), 0.0);
        CU_ASSERT_EQUAL(sampled(&mixture, 0.25 + 0.5 * exp(-4.0) + 1e-12), 1.0);
        CU_ASSERT_EQUAL(sampled(&mixture, 0.5 + 0.5 * gsl_cdf_poisson_P(3, 4.0) + 1e-12), 4.0);
        CU_ASSERT_EQUAL(ent_dist_tabulate(&cut, &arena), ENT_OK);
        CU_ASSERT_TRUE(ent_dist_check(&cut));
        CU_ASSERT_EQUAL(ent_dist_tabulate(&mixture, &arena), ENT_OK);
        CU_ASSERT_TRUE(ent_dist_check(&mixture));
    }
    CU_ASSERT_FALSE(ent_dist_continuous(&cut));
    CU_ASSERT_FALSE(ent_dist_continuous(&mixture));
    CU_ASSERT_DOUBLE_EQUAL(ent_dist_mean(&mixture), 2.25, 1e-15);
}

typedef struct refusal {
    const ent_distribution_kind *kind;
    size_t count;
    double p[6];
} refusal;

static const refusal refused[] = {{&ent_kind_uniform, 2, {1, 1}}, {&ent_kind_uniform, 2, {2, 1}},
    {&ent_kind_uniform, 2, {0, INFINITY}}, {&ent_kind_uniform, 2, {NAN, 1}}, {&ent_kind_uniform, 1, {0}},
    {&ent_kind_triangular, 3, {1, 0, 2}}, {&ent_kind_triangular, 3, {1, 3, 2}}, {&ent_kind_triangular, 3, {1, 1, 1}},
    {&ent_kind_pert, 3, {1, 0, 2}}, {&ent_kind_pert, 3, {1, 1, 1}}, {&ent_kind_normal, 2, {0, 0}},
    {&ent_kind_normal, 2, {0, -1}}, {&ent_kind_normal, 2, {INFINITY, 1}}, {&ent_kind_lognormal, 2, {0, 0}},
    {&ent_kind_exponential, 1, {0}}, {&ent_kind_gamma, 2, {0, 1}}, {&ent_kind_gamma, 2, {1, 0}},
    {&ent_kind_beta, 2, {0, 1}}, {&ent_kind_beta, 2, {1, -1}}, {&ent_kind_weibull, 2, {0, 1}},
    {&ent_kind_student_t, 1, {0}}, {&ent_kind_bernoulli, 1, {-0.1}}, {&ent_kind_bernoulli, 1, {1.1}},
    {&ent_kind_bernoulli, 1, {NAN}}, {&ent_kind_binomial, 2, {2.5, 0.5}}, {&ent_kind_binomial, 2, {-1, 0.5}},
    {&ent_kind_binomial, 2, {3, 2}}, {&ent_kind_binomial, 2, {INFINITY, 0.5}}, {&ent_kind_poisson, 1, {-1}},
    {&ent_kind_poisson, 1, {INFINITY}}, {&ent_kind_discrete, 2, {1, 0}}, {&ent_kind_discrete, 2, {1, -1}},
    {&ent_kind_discrete, 3, {1, 1, 2}}, {&ent_kind_discrete, 2, {INFINITY, 1}}, {&ent_kind_discrete, 0, {0}},
    {&ent_kind_quantiles, 2, {0.5, 1}}, {&ent_kind_quantiles, 4, {0.5, 1, 0.5, 2}},
    {&ent_kind_quantiles, 4, {0.2, 3, 0.5, 2}}, {&ent_kind_quantiles, 4, {-0.2, 1, 0.5, 2}},
    {&ent_kind_quantiles, 4, {0.2, 1, 1.5, 2}}, {&ent_kind_interval, 2, {2, 2}}, {&ent_kind_interval, 2, {3, 2}},
    {&ent_kind_interval, 3, {0, 0.5, 1}}, {&ent_kind_interval, 3, {0.5, 1, 1}}, {&ent_kind_interval, 4, {1, 2, 0, 0}}};

static void refusals(void)
{
    ent_dist dist, normal = make(&ent_kind_normal, (const double[]){0, 1}, 2);
    const ent_dist *parts[2] = {&normal, &normal};

    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        const refusal *r = &refused[i];
        dist.low = 99.0;
        CU_ASSERT_EQUAL(ent_dist_init(&dist, r->kind, r->p, r->count, NULL, &arena), ENT_ERR_ARGUMENT);
        CU_ASSERT_EQUAL(dist.low, 0.0);
        CU_ASSERT(isnan(ent_dist_quantile_with(r->kind, r->p, r->count, 0.5)));
    }
    CU_ASSERT_EQUAL(
        ent_dist_init(&dist, &ent_kind_mixture, (const double[]){0, 0}, 2, parts, &arena), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(
        ent_dist_init(&dist, &ent_kind_mixture, (const double[]){2, -1}, 2, parts, &arena), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(ent_dist_init(&dist, &ent_kind_mixture, NULL, 0, NULL, &arena), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(
        ent_dist_init(&dist, &ent_kind_truncate, (const double[]){1, 1}, 2, parts, &arena), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(
        ent_dist_init(&dist, &ent_kind_truncate, (const double[]){NAN, 1}, 2, parts, &arena), ENT_ERR_ARGUMENT);
    /* The probability is 0 beyond 50 standard deviations, and outside the support. */
    CU_ASSERT_EQUAL(
        ent_dist_init(&dist, &ent_kind_truncate, (const double[]){50, 60}, 2, parts, &arena), ENT_ERR_ARGUMENT);
    normal = make(&ent_kind_exponential, (const double[]){1}, 1);
    CU_ASSERT_EQUAL(
        ent_dist_init(&dist, &ent_kind_truncate, (const double[]){-2, -1}, 2, parts, &arena), ENT_ERR_ARGUMENT);
}

/* Quantiles by row equal those of the object. */
static void by_row(void)
{
    static const refusal accepted[] = {{&ent_kind_uniform, 2, {1, 3}}, {&ent_kind_triangular, 3, {1, 2, 4}},
        {&ent_kind_pert, 3, {1, 2, 4}}, {&ent_kind_normal, 2, {1, 2}}, {&ent_kind_lognormal, 2, {1, 2}},
        {&ent_kind_exponential, 1, {4}}, {&ent_kind_gamma, 2, {3, 2}}, {&ent_kind_beta, 2, {3, 2}},
        {&ent_kind_weibull, 2, {0.8, 30}}, {&ent_kind_student_t, 1, {4}}, {&ent_kind_bernoulli, 1, {0.4}},
        {&ent_kind_binomial, 2, {9, 0.4}}, {&ent_kind_poisson, 1, {4}}, {&ent_kind_discrete, 6, {1, 2, 4, 3, 3, 1}},
        {&ent_kind_quantiles, 4, {0.1, 3, 0.9, 5}}, {&ent_kind_interval, 2, {3, 5}},
        {&ent_kind_interval, 3, {0.3, 0.5, 1}}};

    for (size_t i = 0; i < sizeof(accepted) / sizeof(*accepted); i++) {
        const refusal *a = &accepted[i];
        ent_dist dist = make(a->kind, a->p, a->count);
        for (double u = 0.01; u < 1.0; u += 0.07) {
            CU_ASSERT_EQUAL(ent_dist_quantile_with(a->kind, a->p, a->count, u), ent_dist_quantile(&dist, u));
        }
        CU_ASSERT(isnan(ent_dist_quantile_with(a->kind, a->p, a->count, NAN)));
    }
    CU_ASSERT(isnan(ent_dist_quantile_with(&ent_kind_mixture, NULL, 0, 0.5)));
    CU_ASSERT(isnan(ent_dist_quantile_with(&ent_kind_truncate, (const double[]){0, 1}, 2, 0.5)));
}

int main(void)
{
    CU_TestInfo tests[] = {{"counts", counts}, {"too many for a guide", too_many_for_a_guide}, {"bernoulli", bernoulli},
        {"discrete", discrete}, {"nested", nested}, {"refusals", refusals}, {"by row", by_row}, CU_TEST_INFO_NULL};
    int status;

    gsl_set_error_handler_off();
    status = ent_run_suite("discrete", tests);
    ent_arena_free(&arena);
    return status;
}
