#include "cases.h"

#include "base/status.h"
#include "distribution/distribution_functions.h"
#include "distribution/sample.h"

static double cdf_bernoulli(const double *p, double x, int upper)
{
    double below = x < 0.0 ? 0.0 : x < 1.0 ? 1.0 - p[0] : 1.0;

    return upper ? 1.0 - below : below;
}

static double cdf_binomial(const double *p, double x, int upper)
{
    if (x < 0.0) {
        return upper ? 1.0 : 0.0;
    }
    return upper ? gsl_cdf_binomial_Q((unsigned) fmin(x, p[0]), p[1], (unsigned) p[0])
                 : gsl_cdf_binomial_P((unsigned) fmin(x, p[0]), p[1], (unsigned) p[0]);
}

static double cdf_poisson(const double *p, double x, int upper)
{
    if (x < 0.0) {
        return upper ? 1.0 : 0.0;
    }
    return upper ? gsl_cdf_poisson_Q((unsigned) fmin(x, 1e9), p[0]) : gsl_cdf_poisson_P((unsigned) fmin(x, 1e9), p[0]);
}

/* GSL's at positive numbers alone. */
static double cdf_lognormal_all(const double *p, double x, int upper)
{
    return x > 0.0 ? cdf_lognormal(p, x, upper) : upper ? 1.0 : 0.0;
}

/* x1, w1, … x4, w4. */
static double cdf_discrete(const double *p, double x, int upper)
{
    double sum = 0.0, all = 0.0;

    for (int i = 0; i < 8; i += 2) {
        all += p[i + 1];
        sum += (p[i] > x) == (upper != 0) ? p[i + 1] : 0.0;
    }
    return sum / all;
}

/* p1, x1, … p4, x4: linear between the points, the rest at the first and the last. */
static double cdf_quantiles(const double *p, double x, int upper)
{
    double below = x < p[1] ? 0.0 : 1.0;

    for (int i = 0; i < 6; i += 2) {
        if (x >= p[i + 1] && x < p[i + 3]) {
            below = p[i] + (p[i + 2] - p[i]) * (x - p[i + 1]) / (p[i + 3] - p[i + 1]);
        }
    }
    return upper ? 1.0 - below : below;
}

static const dist_case normal_case = {"normal(10, 3)", &ent_kind_normal, 2, {10, 3}, cdf_normal, {NULL}, 4};
static const dist_case student_case = {"student_t(5)", &ent_kind_student_t, 1, {5}, cdf_student, {NULL}, 4};
static const dist_case gamma_case = {"gamma(2, 3)", &ent_kind_gamma, 2, {2, 3}, cdf_gamma, {NULL}, 4};
static const dist_case beta_case = {"beta(2, 5)", &ent_kind_beta, 2, {2, 5}, cdf_beta, {NULL}, 4};
static const dist_case flat_case = {"uniform(-3, 7)", &ent_kind_uniform, 2, {-3, 7}, cdf_uniform, {NULL}, 4};
static const dist_case log_case = {"lognormal(1, 0.4)", &ent_kind_lognormal, 2, {1, 0.4}, cdf_lognormal_all, {NULL}, 4};
static const dist_case poisson_case = {"poisson(3.5)", &ent_kind_poisson, 1, {3.5}, cdf_poisson, {NULL}, 4};

#define CASE(text, kind, count, function, moments, ...)                                                                \
    {                                                                                                                  \
        text, &ent_kind_##kind, count, {__VA_ARGS__}, function, {NULL}, moments                                        \
    }
#define TRUNCATED(text, part, ...)                                                                                     \
    {                                                                                                                  \
        text, &ent_kind_truncate, 2, {__VA_ARGS__}, NULL, {&(part)}, 4                                                 \
    }
#define MIXED(text, one, two, ...)                                                                                     \
    {                                                                                                                  \
        text, &ent_kind_mixture, 2, {__VA_ARGS__}, NULL, {&(one), &(two)}, 4                                           \
    }

const dist_case dist_cases[] = {CASE("uniform(-3, 7)", uniform, 2, cdf_uniform, 4, -3, 7),
    CASE("triangular(1, 2, 5)", triangular, 3, cdf_triangular, 4, 1, 2, 5),
    CASE("triangular(1, 1, 5)", triangular, 3, cdf_triangular, 4, 1, 1, 5),
    CASE("pert(8000, 10000, 15000)", pert, 3, cdf_pert, 4, 8000, 10000, 15000),
    CASE("pert(0, 0, 1)", pert, 3, cdf_pert, 4, 0, 0, 1), CASE("pert(0, 2, 3, 20)", pert, 4, cdf_pert, 4, 0, 2, 3, 20),
    CASE("normal(10, 3)", normal, 2, cdf_normal, 4, 10, 3),
    CASE("lognormal(9, 0.4)", lognormal, 2, cdf_lognormal, 4, 9, 0.4),
    CASE("lognormal_mean_sd(10000, 2000)", lognormal_mean_sd, 2, cdf_lognormal_mean_sd, 4, 10000, 2000),
    CASE("exponential(3)", exponential, 1, cdf_exponential, 4, 3), CASE("gamma(2, 3)", gamma, 2, cdf_gamma, 4, 2, 3),
    CASE("gamma(0.1, 1)", gamma, 2, cdf_gamma, 4, 0.1, 1), CASE("gamma(200, 1)", gamma, 2, cdf_gamma, 4, 200, 1),
    CASE("beta(2, 5)", beta, 2, cdf_beta, 4, 2, 5), CASE("beta(0.5, 0.5)", beta, 2, cdf_beta, 4, 0.5, 0.5),
    CASE("beta(0.1, 3)", beta, 2, cdf_beta, 4, 0.1, 3), CASE("beta(50, 800)", beta, 2, cdf_beta, 4, 50, 800),
    CASE("weibull(0.8, 60)", weibull, 2, cdf_weibull, 4, 0.8, 60),
    CASE("weibull(3, 2)", weibull, 2, cdf_weibull, 4, 3, 2), CASE("student_t(1)", student_t, 1, cdf_student, 0, 1),
    CASE("student_t(3)", student_t, 1, cdf_student, 2, 3), CASE("student_t(25)", student_t, 1, cdf_student, 4, 25),
    CASE("8000 to 15000", interval, 3, cdf_interval, 4, 8000, 15000, 0),
    CASE("-5 to 15", interval, 2, cdf_interval, 4, -5, 15),
    CASE("40% to 80%", interval, 3, cdf_interval, 4, 0.4, 0.8, 1),
    CASE("bernoulli(0.3)", bernoulli, 1, cdf_bernoulli, 4, 0.3),
    CASE("bernoulli(0.0001)", bernoulli, 1, cdf_bernoulli, 4, 0.0001),
    CASE("binomial(10, 0.3)", binomial, 2, cdf_binomial, 4, 10, 0.3),
    CASE("binomial(300, 0.5)", binomial, 2, cdf_binomial, 4, 300, 0.5),
    CASE("poisson(0.2)", poisson, 1, cdf_poisson, 4, 0.2), CASE("poisson(40)", poisson, 1, cdf_poisson, 4, 40),
    CASE("discrete(1, 2, 2, 3, 5, 4, 8, 1)", discrete, 8, cdf_discrete, 4, 1, 2, 2, 3, 5, 4, 8, 1),
    CASE("quantiles(5%, 1, 50%, 3, 90%, 4, 95%, 9)", quantiles, 8, cdf_quantiles, 4, 0.05, 1, 0.5, 3, 0.9, 4, 0.95, 9),
    TRUNCATED("truncate(normal(10, 3), 0, 12)", normal_case, 0, 12),
    TRUNCATED("truncate(normal(10, 3), 18, inf)", normal_case, 18, INFINITY),
    TRUNCATED("truncate(student_t(5), -1, 4)", student_case, -1, 4),
    TRUNCATED("truncate(gamma(2, 3), 5, 50)", gamma_case, 5, 50),
    TRUNCATED("truncate(beta(2, 5), 0.1, 0.3)", beta_case, 0.1, 0.3),
    TRUNCATED("truncate(uniform(-3, 7), 0, 5)", flat_case, 0, 5),
    TRUNCATED("truncate(poisson(3.5), 1, 6)", poisson_case, 1, 6),
    MIXED("mixture(normal(10, 3), 0.3, lognormal(1, 0.4), 0.7)", normal_case, log_case, 0.3, 0.7),
    MIXED("mixture(beta(2, 5), 2, uniform(-3, 7), 1)", beta_case, flat_case, 2, 1),
    MIXED("mixture(poisson(3.5), 0.5, normal(10, 3), 0.5)", poisson_case, normal_case, 0.5, 0.5), {.text = NULL}};

/* A truncation keeps both its ends: of a distribution on whole numbers its lower end too. */
static double truncated_mass(const dist_case *self, double a, double b)
{
    const dist_case *part = self->part[0];
    double low = part->kind == &ent_kind_poisson ? self->p[0] - 0.5 : self->p[0];

    a = fmax(a, low);
    b = fmin(b, self->p[1]);
    return a < b ? case_mass(part, a, b) / case_mass(part, low, self->p[1]) : 0.0;
}

double case_mass(const dist_case *self, double a, double b)
{
    double below, above;

    if (self->kind == &ent_kind_truncate) {
        return truncated_mass(self, a, b);
    }
    if (self->kind == &ent_kind_mixture) {
        return (self->p[0] * case_mass(self->part[0], a, b) + self->p[1] * case_mass(self->part[1], a, b)) /
               (self->p[0] + self->p[1]);
    }
    below = a == -(double) INFINITY ? 0.0 : self->function(self->p, a, 0);
    above = b == (double) INFINITY ? 0.0 : self->function(self->p, b, 1);
    if (below > 0.5) { /* the difference of upper tails has more digits */
        return self->function(self->p, a, 1) - above;
    }
    return (b == (double) INFINITY ? 1.0 : self->function(self->p, b, 0)) - below;
}

static int make(const dist_case *self, const ent_dist *const *parts, ent_dist *dist, ent_arena *arena)
{
    int status = ent_dist_init(dist, self->kind, self->p, self->count, parts, arena);

    return status == ENT_OK ? ent_dist_tabulate(dist, arena) : status;
}

const ent_dist *case_make(const dist_case *self, ent_arena *arena)
{
    const ent_dist **parts = ent_arena_alloc(arena, CASE_PARTS * sizeof(*parts));
    ent_dist *dist = ent_arena_alloc(arena, sizeof(*dist));
    bool composite = self->function == NULL;

    if (parts == NULL || dist == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < CASE_PARTS && self->part[i] != NULL; i++) {
        parts[i] = case_make(self->part[i], arena);
    }
    return make(self, composite ? parts : NULL, dist, arena) == ENT_OK ? dist : NULL;
}
