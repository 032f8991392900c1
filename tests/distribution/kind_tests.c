/* Descriptors of kinds: the registry, the domains of parameters, and kinds with the required fields alone. */
#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/distribution.h"
#include "distribution/quantile.h"
#include "distribution/sample.h"
#include "kernels/scalar_functions.h"
#include "suite.h"

#include <math.h>
#include <string.h>

static ent_arena arena;

static void test_registry(void)
{
    CU_ASSERT_PTR_NULL(ent_distributions_check());
}

static void test_domains(void)
{
    static const struct {
        ent_parameter_domain domain;
        bool minus_one, zero, half, one, two, infinite;
    } rows[] = {{ENT_PARAMETER_FINITE, true, true, true, true, true, false},
        {ENT_PARAMETER_POSITIVE, false, false, true, true, true, false},
        {ENT_PARAMETER_NOT_NEGATIVE, false, true, true, true, true, false},
        {ENT_PARAMETER_WHOLE, false, true, false, true, true, false},
        {ENT_PARAMETER_PROBABILITY, false, true, true, true, false, false},
        {ENT_PARAMETER_REAL, true, true, true, true, true, true},
        {ENT_PARAMETER_WEIGHT, false, true, true, true, true, false}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        CU_ASSERT_EQUAL(ent_parameter_fits(rows[i].domain, -1.0), rows[i].minus_one);
        CU_ASSERT_EQUAL(ent_parameter_fits(rows[i].domain, 0.0), rows[i].zero);
        CU_ASSERT_EQUAL(ent_parameter_fits(rows[i].domain, 0.5), rows[i].half);
        CU_ASSERT_EQUAL(ent_parameter_fits(rows[i].domain, 1.0), rows[i].one);
        CU_ASSERT_EQUAL(ent_parameter_fits(rows[i].domain, 2.0), rows[i].two);
        CU_ASSERT_EQUAL(ent_parameter_fits(rows[i].domain, (double) INFINITY), rows[i].infinite);
        CU_ASSERT_FALSE(ent_parameter_fits(rows[i].domain, (double) NAN));
    }
}

static void test_takes_parts(void)
{
    for (size_t i = 0; i < ENT_DISTRIBUTIONS; i++) {
        const ent_distribution_kind *kind = ent_distributions[i];
        CU_ASSERT_EQUAL(ent_kind_composite(kind), kind == &ent_kind_mixture || kind == &ent_kind_truncate);
    }
}

/* Gumbel: P(X <= x) = exp(-exp(-(x - location) / scale)). */
static int gumbel_init(ent_dist *self, const ent_dist_input *input)
{
    self->derived[0] = input->p[0];
    self->derived[1] = input->p[1];
    ent_dist_support(self, -(double) INFINITY, (double) INFINITY);
    return ENT_OK;
}

static ent_tails gumbel_tails(const ent_dist *self, double x, bool open)
{
    double h = ent_exp(-(x - self->derived[0]) / self->derived[1]);

    (void) open;
    return (ent_tails){ent_exp(-h), -ent_expm1(-h), h * ent_exp(-h) / self->derived[1]};
}

static const ent_distribution_kind gumbel = {
    .call = {"gumbel", 2, 2, false, "location, scale", "the largest of many values"},
    .parameter = {{.name = "location"}, {.name = "scale", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "Gumbel with location %1 and scale %2",
    .init = gumbel_init,
    .tails = gumbel_tails,
};

/* Geometric: P(X > k) = (1 - p)^(k + 1), k = 0, 1, … */
static int geometric_init(ent_dist *self, const ent_dist_input *input)
{
    self->derived[0] = input->p[0];
    ent_dist_support(self, 0.0, (double) INFINITY);
    return ENT_OK;
}

static ent_tails geometric_tails(const ent_dist *self, double x, bool open)
{
    double k = open ? ceil(x) - 1.0 : floor(x);
    double log_above = (k + 1.0) * ent_log1p(-self->derived[0]);

    return (ent_tails){-ent_expm1(log_above), ent_exp(log_above), 0.0};
}

static const ent_distribution_kind geometric = {
    .call = {"geometric", 1, 1, false, "p", "failures before the first success"},
    .parameter = {{.name = "probability", .domain = ENT_PARAMETER_PROBABILITY}},
    .words = "geometric with chance %p1",
    .shape = ENT_SHAPE_DISCRETE,
    .init = geometric_init,
    .tails = geometric_tails,
};

static void test_minimal_continuous(void)
{
    const double parameters[2] = {1.0, 2.0};
    double u[200], x[200];
    ent_dist dist;

    CU_ASSERT_EQUAL_FATAL(ent_dist_init(&dist, &gumbel, parameters, 2, NULL, &arena), ENT_OK);
    CU_ASSERT_TRUE(isnan(ent_dist_mean(&dist)));
    for (size_t i = 0; i < 200; i++) {
        u[i] = ((double) i + 0.5) / 200.0;
        double exact = 1.0 - 2.0 * log(-log(u[i]));
        CU_ASSERT_DOUBLE_EQUAL(ent_dist_quantile(&dist, u[i]), exact, 1e-11 * (1.0 + fabs(exact)));
        CU_ASSERT_EQUAL(ent_dist_quantile_with(&gumbel, parameters, 2, u[i]), ent_dist_quantile(&dist, u[i]));
    }
    CU_ASSERT_EQUAL_FATAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dist.table);
    CU_ASSERT_EQUAL(dist.table->failing, 0);
    CU_ASSERT_TRUE(ent_dist_check(&dist));
    ent_dist_sample(&dist, ent_kernels_select(NULL), 200, u, x);
    for (size_t i = 0; i < 200; i++) {
        CU_ASSERT_DOUBLE_EQUAL(ent_dist_cdf(&dist, x[i]), u[i], 1e-10 * fmin(u[i], 1.0 - u[i]));
    }
}

static void test_minimal_discrete(void)
{
    const double p = 0.3;
    double u[200], x[200];
    ent_dist dist;

    CU_ASSERT_EQUAL_FATAL(ent_dist_init(&dist, &geometric, &p, 1, NULL, &arena), ENT_OK);
    CU_ASSERT_TRUE(ent_dist_discrete(&dist));
    CU_ASSERT_EQUAL_FATAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dist.steps);
    CU_ASSERT_TRUE(ent_dist_check(&dist));
    for (size_t i = 0; i < 200; i++) {
        u[i] = ((double) i + 0.5) / 200.0;
    }
    ent_dist_sample(&dist, ent_kernels_select(NULL), 200, u, x);
    for (size_t i = 0; i < 200; i++) {
        double exact = fmax(0.0, ceil(log1p(-u[i]) / log1p(-p)) - 1.0);
        CU_ASSERT_EQUAL(ent_dist_quantile(&dist, u[i]), exact);
        CU_ASSERT_EQUAL(x[i], exact);
    }
}

/* ent_dist_check fails for a support in the wrong order, a miscounted table, one that reads a cell too many, and a
 * wrong guide. */
static void test_check(void)
{
    const double gamma[2] = {2.5, 1.0}, mean = 4.0;
    ent_dist dist, counts;
    ent_quantile_table table;
    ent_guide_table steps;
    uint32_t *guide;

    CU_ASSERT_EQUAL_FATAL(ent_dist_init(&dist, &ent_kind_gamma, gamma, 2, NULL, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
    CU_ASSERT_TRUE(ent_dist_check(&dist));
    table = *dist.table;
    table.failing++;
    dist.table = &table;
    CU_ASSERT_FALSE(ent_dist_check(&dist));
    table.failing--;
    CU_ASSERT_TRUE(ent_dist_check(&dist));
    table.grid.last = (double) table.cells;
    CU_ASSERT_FALSE(ent_dist_check(&dist));
    dist.table = NULL;
    dist.low = (double) INFINITY;
    dist.high = 0.0;
    CU_ASSERT_FALSE(ent_dist_check(&dist));

    CU_ASSERT_EQUAL_FATAL(ent_dist_init(&counts, &ent_kind_poisson, &mean, 1, NULL, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_dist_tabulate(&counts, &arena), ENT_OK);
    CU_ASSERT_TRUE(ent_dist_check(&counts));
    steps = *counts.steps;
    guide = ent_arena_array(&arena, steps.buckets, sizeof(*guide));
    CU_ASSERT_PTR_NOT_NULL_FATAL(guide);
    memcpy(guide, steps.guide, steps.buckets * sizeof(*guide));
    guide[steps.buckets / 2]++;
    steps.guide = guide;
    counts.steps = &steps;
    CU_ASSERT_FALSE(ent_dist_check(&counts));
}

/* Logarithms of tails are those of tails that a double still holds; scales and widths are not 1. */
static void test_log_tails(void)
{
    static const struct {
        const ent_distribution_kind *kind;
        double p[4];
        size_t count;
        bool upper;
    } rows[] = {{&ent_kind_beta, {2.0, 3.0}, 2, false}, {&ent_kind_pert, {0.0, 10.0, 30.0}, 3, false},
        {&ent_kind_pert, {-30.0, -10.0, 0.0}, 3, true}, {&ent_kind_pert, {-0.3, -0.1, 0.0, 9.0}, 4, true},
        {&ent_kind_gamma, {2.5, 4.0}, 2, false}, {&ent_kind_gamma, {2.5, 4.0}, 2, true},
        {&ent_kind_exponential, {4.0}, 1, false}, {&ent_kind_exponential, {4.0}, 1, true},
        {&ent_kind_weibull, {1.7, 4.0}, 2, false}, {&ent_kind_weibull, {1.7, 4.0}, 2, true},
        {&ent_kind_normal, {1.0, 4.0}, 2, false}, {&ent_kind_normal, {1.0, 4.0}, 2, true},
        {&ent_kind_lognormal, {1.0, 0.4}, 2, false}, {&ent_kind_lognormal, {1.0, 0.4}, 2, true},
        {&ent_kind_student_t, {50.0}, 1, false}, {&ent_kind_student_t, {50.0}, 1, true}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        for (double p = 1e-300; p < 1e-260; p *= 1e9) {
            ent_log_tail tail;
            ent_tails at;
            ent_dist dist;
            double mass, x;
            CU_ASSERT_EQUAL_FATAL(ent_dist_init(&dist, rows[i].kind, rows[i].p, rows[i].count, NULL, &arena), ENT_OK);
            x = ent_dist_invert(&dist, p, rows[i].upper, (double) NAN);
            at = ent_dist_tails(&dist, x, false);
            mass = rows[i].upper ? at.above : at.below;
            tail = dist.kind->log_tail(&dist, x, rows[i].upper);
            CU_ASSERT(fabs(mass / p - 1.0) < 1e-9);
            CU_ASSERT(fabs(tail.log - log(mass)) < 1e-9);
            CU_ASSERT(fabs(tail.rate * mass / at.density - 1.0) < 1e-9);
        }
    }
}

/* A kind that counts the evaluations of its distribution function. */
static ent_distribution_kind counting;
static ent_tails (*counted_tails)(const ent_dist *self, double x, bool open);
static size_t evaluations;

static ent_tails count_tails(const ent_dist *self, double x, bool open)
{
    evaluations++;
    return counted_tails(self, x, open);
}

/* A search begins near the quantile. */
static void test_searches(void)
{
    static const struct {
        const ent_distribution_kind *kind;
        double p[2];
    } rows[] = {{&ent_kind_gamma, {0.7, 4.0}}, {&ent_kind_gamma, {2.5, 4.0}}, {&ent_kind_gamma, {300.0, 0.1}},
        {&ent_kind_beta, {2.0, 3.0}}, {&ent_kind_beta, {400.0, 30.0}}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        ent_dist dist;
        CU_ASSERT_EQUAL_FATAL(ent_dist_init(&dist, rows[i].kind, rows[i].p, 2, NULL, &arena), ENT_OK);
        counting = *dist.kind;
        counted_tails = counting.tails;
        counting.tails = count_tails;
        dist.kind = &counting;
        evaluations = 0;
        for (int k = 1; k < 20; k++) {
            (void) ent_dist_invert(&dist, 0.05 * k, false, (double) NAN);
            (void) ent_dist_invert(&dist, 0.05 * k, true, (double) NAN);
        }
        CU_ASSERT(evaluations <= 38 * 5);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"registry", test_registry}, {"domains", test_domains}, {"parts", test_takes_parts},
        {"required fields alone, continuous", test_minimal_continuous},
        {"required fields alone, discrete", test_minimal_discrete}, {"check", test_check},
        {"logarithms of tails", test_log_tails}, {"searches", test_searches}, CU_TEST_INFO_NULL};
    int status;

    ent_arena_init(&arena);
    status = ent_run_suite("kind", tests);
    ent_arena_free(&arena);
    return status;
}
