/* Distributions at extremes: parameters from 1e-300 to 1e300, large counts, far tails of truncations. Each gives its
 * quantile to the documented accuracy after a bounded number of evaluations, or is refused with the reason. */
#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/distribution.h"
#include "distribution/quantile.h"
#include "distribution/sample.h"
#include "suite.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static ent_arena arena;

static int make(ent_dist *dist, const ent_distribution_kind *kind, const double *p, size_t count)
{
    return ent_dist_init(dist, kind, p, count, NULL, &arena);
}

static int cut(ent_dist *dist, const ent_dist *part, double lo, double hi)
{
    return ent_dist_init(dist, &ent_kind_truncate, (const double[]){lo, hi}, 2, &part, &arena);
}

/* --- every kind over a grid of parameters ------------------------------------------------------------------------- */

/* A kind that counts the evaluations of its distribution function. */
static ent_distribution_kind counting;
static ent_tails (*counted_tails)(const ent_dist *self, double x, bool open);
static size_t evaluations;

static ent_tails count_tails(const ent_dist *self, double x, bool open)
{
    evaluations++;
    return counted_tails(self, x, open);
}

/* Less than a microsecond each: together below a second, the table included. */
enum { BUDGET = 1500000, POSITIONS = 13 };

static const double position[POSITIONS] = {
    0x1p-53, 1e-10, 1e-4, 0.05, 0.3, 0.4999, 0.5, 0.51, 0.7, 0.95, 1.0 - 0x1p-13, 1.0 - 0x1p-33, 1.0 - 0x1p-53};

/* Whether the probabilities on both sides of x enclose u up to the documented error, or do so a few doubles to each
 * side. Sums are rounded to doubles of the size of their largest term, powers to the size of their logarithm. */
static bool is_quantile(const ent_dist *dist, double scale, double u, double x)
{
    double size = fabs(x) > 0.0 ? fabs(x) * (1.0 + fabs(log(fabs(x)))) : 0.0;
    double step = 8.0 * DBL_EPSILON * (size + scale) + 8.0 * DBL_TRUE_MIN, tolerance = 1e-10;
    ent_tails before = ent_dist_tails(dist, x - step, true), after = ent_dist_tails(dist, x + step, false);

    if (u > 0.5) {
        return before.above >= (1.0 - u) * (1.0 - tolerance) && after.above <= (1.0 - u) * (1.0 + tolerance);
    }
    return before.below <= u * (1.0 + tolerance) && after.below >= u * (1.0 - tolerance);
}

static bool sampled_right(const ent_dist *dist, double scale)
{
    double x[POSITIONS];

    ent_dist_sample(dist, ent_kernels_select(NULL), POSITIONS, position, x);
    for (int i = 0; i < POSITIONS; i++) {
        if (!isfinite(x[i]) || x[i] < dist->low || x[i] > dist->high ||
            (i > 0 && x[i] < x[i - 1] * (1.0 - 1e-10 * (x[i - 1] > 0.0 ? 1.0 : -1.0))) ||
            !is_quantile(dist, scale, position[i], x[i])) {
            fprintf(stderr, "u = %g: %.17g is not the quantile (%.3g, %.3g)\n", position[i], x[i],
                ent_dist_cdf(dist, x[i]) / position[i] - 1.0, ent_dist_sf(dist, x[i]) / (1.0 - position[i]) - 1.0);
            return false;
        }
    }
    return true;
}

/* Samples a distribution, counting; returns whether all is right. scale: size of the terms of a sum. */
static bool examine(ent_dist *dist, double scale)
{
    bool right;

    counting = *dist->kind;
    counted_tails = counting.tails;
    counting.tails = count_tails;
    evaluations = 0;
    dist->kind = &counting;
    right = ent_dist_tabulate(dist, &arena) == ENT_OK && ent_dist_check(dist) && sampled_right(dist, scale);
    return right && evaluations <= BUDGET;
}

typedef struct sweep_count {
    size_t accepted, refused, overflowing, wrong;
} sweep_count;

static void examine_one(const ent_distribution_kind *kind, const double *p, size_t count, sweep_count *total)
{
    ent_dist dist;

    if (!ent_kind_fits(kind, p, count)) {
        return; /* the descriptor holds the reason */
    }
    if (make(&dist, kind, p, count) != ENT_OK) {
        total->refused++;
        total->wrong += dist.refused != NULL ? 0 : 1;
    } else if (ent_dist_overflows(&dist)) {
        total->overflowing++;
    } else {
        total->accepted++;
        bool sum = kind == &ent_kind_uniform || kind == &ent_kind_triangular || kind == &ent_kind_normal;
        if (!examine(&dist, sum ? fmax(fabs(p[0]), fmax(fabs(p[1]), count > 2 ? fabs(p[2]) : 0.0)) : 0.0)) {
            fprintf(stderr, "%s(%g, %g, %g): %zu evaluations\n", kind->call.name, p[0], count > 1 ? p[1] : 0.0,
                count > 2 ? p[2] : 0.0, evaluations);
            total->wrong++;
        }
    }
    ent_arena_free(&arena);
    ent_arena_init(&arena);
}

static const double grid[] = {
    1e-300, 1e-100, 1e-10, 1e-3, 0.04, 1.0, 2.5, 300.0, 99999.0, 1e5, 1e8, 1e11, 1e15, 1e100, 1e300};
enum { GRID = sizeof(grid) / sizeof(*grid) };

static void sweep(const ent_distribution_kind *kind, size_t step, size_t least)
{
    sweep_count total = {0};
    size_t count = kind->call.least;

    for (size_t i = 0; i < GRID; i += step) {
        for (size_t j = 0; j < (count > 1 ? GRID : 1); j += step) {
            for (size_t k = 0; k < (count > 2 ? GRID : 1); k += step) {
                examine_one(kind, (const double[]){grid[i], grid[j], grid[k]}, count, &total);
            }
        }
    }
    CU_ASSERT_EQUAL(total.wrong, 0);
    CU_ASSERT(total.accepted >= least);
}

static void grids(void)
{
    sweep(&ent_kind_uniform, 1, 105);
    sweep(&ent_kind_triangular, 2, 77);
    sweep(&ent_kind_pert, 2, 112);
    sweep(&ent_kind_normal, 1, 225);
    sweep(&ent_kind_lognormal, 1, 56);
    sweep(&ent_kind_exponential, 1, 15);
    sweep(&ent_kind_gamma, 2, 45);
    sweep(&ent_kind_beta, 2, 36);
    sweep(&ent_kind_weibull, 1, 164);
    sweep(&ent_kind_student_t, 1, 10);
    sweep(&ent_kind_poisson, 1, 13);
    sweep(&ent_kind_interval, 1, 77);
}

/* Probabilities and numbers of trials. */
static void trials(void)
{
    static const double chance[] = {0.0, 1e-300, 1e-15, 1e-9, 0.001, 0.3, 0.5, 0.999, 1.0 - 0x1p-53, 1.0};
    sweep_count total = {0};

    for (size_t i = 0; i < sizeof(chance) / sizeof(*chance); i++) {
        examine_one(&ent_kind_bernoulli, &chance[i], 1, &total);
        for (size_t j = 0; j < GRID; j++) {
            examine_one(&ent_kind_binomial, (const double[]){floor(grid[j]), chance[i]}, 2, &total);
        }
    }
    CU_ASSERT_EQUAL(total.wrong, 0);
    CU_ASSERT_EQUAL(total.accepted, 10 + 130);
    CU_ASSERT_EQUAL(total.refused, 20);
}

/* Components next to each other that are orders of magnitude apart, narrow and wide truncations. */
static void composites(void)
{
    static const double scale[] = {1e-300, 1e-3, 1e6, 1e290};
    enum { SCALES = sizeof(scale) / sizeof(*scale) };
    size_t wrong = 0;

    for (size_t i = 0; i < SCALES * SCALES; i++) {
        ent_dist part[2], dist;
        const ent_dist *parts[2] = {&part[0], &part[1]};
        make(&part[0], &ent_kind_exponential, &scale[i / SCALES], 1);
        make(&part[1], &ent_kind_normal, (const double[]){0.0, scale[i % SCALES]}, 2);
        CU_ASSERT_EQUAL_FATAL(
            ent_dist_init(&dist, &ent_kind_mixture, (const double[]){1, 3}, 2, parts, &arena), ENT_OK);
        wrong += examine(&dist, 0.0) ? 0 : 1;
        if (cut(&dist, &part[1], 0.0, scale[i / SCALES]) == ENT_OK) {
            wrong += examine(&dist, 0.0) ? 0 : 1;
        } else {
            CU_ASSERT_PTR_NOT_NULL(dist.refused);
        }
        ent_arena_free(&arena);
        ent_arena_init(&arena);
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* --- large counts ------------------------------------------------------------------------------------------------- */

typedef struct count_case {
    double n, p, u, k; /* p: NaN for Poisson, of mean n */
} count_case;

/* Quantiles with 40 digits. */
static const count_case large[] = {{1000000, NAN, 1e-12, 992974}, {1000000, NAN, 0.1, 998719},
    {1000000, NAN, 0.5, 1000000}, {1000000, NAN, 0.9, 1001282}, {1000000000, NAN, 1e-12, 999777558},
    {1000000000, NAN, 0.1, 999959474}, {1000000000, NAN, 0.5, 1000000000}, {1000000000, NAN, 0.9, 1000040526},
    {1000000000000, NAN, 1e-12, 999992965524}, {1000000000000, NAN, 0.1, 999998718449},
    {1000000000000, NAN, 0.5, 1000000000000}, {1000000000000, NAN, 0.9, 1000001281552},
    {1000000000000000, NAN, 1e-12, 999999777550098}, {1000000000000000, NAN, 0.1, 999999959473781},
    {1000000000000000, NAN, 0.5, 1000000000000000}, {1000000000000000, NAN, 0.9, 1000000040526219},
    {1000000, 0.3, 1e-12, 296780}, {1000000, 0.3, 0.1, 299413}, {1000000, 0.3, 0.5, 300000},
    {1000000, 0.3, 0.9, 300587}, {1000000000, 0.5, 1e-12, 499888775}, {1000000000, 0.5, 0.1, 499979737},
    {1000000000, 0.5, 0.5, 500000000}, {1000000000, 0.5, 0.9, 500020263}, {1000000000, 0.001, 1e-12, 992977},
    {1000000000, 0.001, 0.1, 998719}, {1000000000, 0.001, 0.5, 1000000}, {1000000000, 0.001, 0.9, 1001281},
    {1000000000, 1e-09, 1e-12, 0}, {1000000000, 1e-09, 0.1, 0}, {1000000000, 1e-09, 0.5, 1},
    {1000000000, 1e-09, 0.9, 2}, {1000000000000, 0.2, 1e-12, 199997186211}, {1000000000000, 0.2, 0.1, 199999487379},
    {1000000000000, 0.2, 0.5, 200000000000}};

static void large_counts(void)
{
    for (size_t i = 0; i < sizeof(large) / sizeof(*large); i++) {
        const count_case *c = &large[i];
        const double p[2] = {c->n, c->p};
        double x;
        ent_dist dist;
        CU_ASSERT_EQUAL_FATAL(
            make(&dist, isnan(c->p) ? &ent_kind_poisson : &ent_kind_binomial, p, isnan(c->p) ? 1 : 2), ENT_OK);
        CU_ASSERT_EQUAL(ent_dist_tabulate(&dist, &arena), ENT_OK);
        ent_dist_sample(&dist, ent_kernels_select(NULL), 1, &c->u, &x);
        CU_ASSERT_EQUAL(x, c->k);
    }
}

/* A draw takes a few evaluations, since the search begins next to the quantile. */
static void few_evaluations(void)
{
    static const double p[][2] = {{1e9, NAN}, {1e15, NAN}, {1e9, 0.5}, {1e12, 0.01}};

    for (size_t i = 0; i < sizeof(p) / sizeof(*p); i++) {
        bool poisson = isnan(p[i][1]);
        ent_dist dist;
        CU_ASSERT_EQUAL_FATAL(
            make(&dist, poisson ? &ent_kind_poisson : &ent_kind_binomial, p[i], poisson ? 1 : 2), ENT_OK);
        CU_ASSERT_TRUE(examine(&dist, 0.0));
        evaluations = 0;
        for (int k = 1; k < 1000; k++) {
            ent_dist_quantile(&dist, k / 1000.0);
        }

        CU_ASSERT(evaluations < 2100);
    }
}

/* --- far tails ---------------------------------------------------------------------------------------------------- */

enum { FAR = 5 };
static const double far_u[FAR] = {1e-6, 0.1, 0.5, 0.99, 1.0 - 0x1p-40};

/* Quantiles with 50 digits. */
static const struct {
    const ent_distribution_kind *kind;
    double p[2], lo, hi, x[FAR];
} far[] = {
    {&ent_kind_normal, {0, 1}, 37.5, (double) INFINITY,
        {37.500000026647757329, 37.502807515104249711, 37.518466268367150299, 37.622517538961148962,
            38.231703857021195602}},
    {&ent_kind_normal, {0, 1}, 38, (double) INFINITY,
        {38.000000026297616114, 38.002770628144338764, 38.018223745586278161, 38.120912835133861326,
            38.722269665171676137}},
    {&ent_kind_normal, {0, 1}, 38.25, (double) INFINITY,
        {38.250000026125971196, 38.252752545517539532, 38.268104855280669736, 38.370126109092865827,
            38.967642320905082216}},
    {&ent_kind_normal, {0, 1}, 38, 38.01,
        {38.000000008319312234, 38.000845365158304921, 38.004527772223475743, 38.009878622338378943,
            38.009999999999986946}},
    {&ent_kind_gamma, {2.5, 1}, 740, (double) INFINITY,
        {740.00000100202889673, 740.10557421322265428, 740.69455249748581178, 744.61448226986425932,
            767.78109563788737693}},
    {&ent_kind_gamma, {0.5, 1}, 735, (double) INFINITY,
        {735.00000099932161116, 735.10528899272789499, 735.69267683205896528, 739.60205351617998844,
            762.70740986039186531}},
    {&ent_kind_gamma, {50, 1}, 900, (double) INFINITY,
        {900.00000105750847252, 900.1114191861741679, 900.73299151483294288, 904.86925021160260426,
            929.29354351481428104}},
    {&ent_kind_student_t, {1e5, 0}, 38, (double) INFINITY,
        {38.000000026677354058, 38.002810637535175786, 38.01848696085720032, 38.122661648909859692,
            38.732801834614313541}},
};

/* x within the error of 1e-10 in the tail beyond it, or a few doubles. */
static bool close(double x, double expected, double rate)
{
    return fabs(x - expected) <= 1e-10 / rate + 8.0 * DBL_EPSILON * fabs(expected);
}

static void far_tails(void)
{
    for (size_t i = 0; i < sizeof(far) / sizeof(*far); i++) {
        for (int sign = -1; sign <= 1; sign += 2) {
            bool mirrored = sign < 0;
            double u[FAR], x[FAR];
            ent_dist part, dist;
            if (mirrored && far[i].kind == &ent_kind_gamma) {
                continue;
            }
            for (int k = 0; k < FAR; k++) {
                u[k] = mirrored ? 1.0 - far_u[k] : far_u[k];
            }
            CU_ASSERT_EQUAL_FATAL(make(&part, far[i].kind, far[i].p, far[i].kind->call.least), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(
                mirrored ? cut(&dist, &part, -far[i].hi, -far[i].lo) : cut(&dist, &part, far[i].lo, far[i].hi), ENT_OK);
            CU_ASSERT_TRUE(examine(&dist, 0.0));
            ent_dist_sample(&dist, ent_kernels_select(NULL), FAR, u, x);
            for (int k = 0; k < FAR; k++) {
                /* the mirrored 1e-6 is rounded to a multiple of 1e-16 */
                double rate = k == 0 && mirrored ? 1e-2 : 38.0;
                CU_ASSERT(close(sign * x[k], far[i].x[k], far[i].kind == &ent_kind_gamma ? 1.0 : rate));
            }
        }
    }
}

/* Memoryless: beyond 735 as from 0 on; the Weibull distribution is its power, the beta distribution with b = 1 a power
 * of u, the lognormal the exponential of the normal. */
static void far_tails_of_closed_forms(void)
{
    ent_dist part, dist;
    double x[FAR];

    make(&part, &ent_kind_exponential, (const double[]){2.0}, 1);
    CU_ASSERT_EQUAL_FATAL(cut(&dist, &part, 1470.0, INFINITY), ENT_OK);
    CU_ASSERT_TRUE(examine(&dist, 0.0));
    ent_dist_sample(&dist, ent_kernels_select(NULL), FAR, far_u, x);
    for (int k = 0; k < FAR; k++) {
        CU_ASSERT(close(x[k], 1470.0 - 2.0 * log1p(-far_u[k]), 0.5));
    }
    make(&part, &ent_kind_weibull, (const double[]){0.5, 1.0}, 2);
    CU_ASSERT_EQUAL_FATAL(cut(&dist, &part, 540000.0, INFINITY), ENT_OK);
    CU_ASSERT_TRUE(examine(&dist, 0.0));
    ent_dist_sample(&dist, ent_kernels_select(NULL), FAR, far_u, x);
    for (int k = 0; k < FAR; k++) {
        CU_ASSERT(close(x[k], pow(sqrt(540000.0) - log1p(-far_u[k]), 2.0), 5e-4));
    }
    make(&part, &ent_kind_beta, (const double[]){1e6, 1.0}, 2);
    CU_ASSERT_EQUAL_FATAL(cut(&dist, &part, 0.0, 0.9993), ENT_OK);
    CU_ASSERT_TRUE(examine(&dist, 0.0));
    ent_dist_sample(&dist, ent_kernels_select(NULL), FAR, far_u, x);
    for (int k = 0; k < FAR; k++) {
        CU_ASSERT(close(x[k], 0.9993 * pow(far_u[k], 1e-6), 1e6));
    }
    make(&part, &ent_kind_lognormal, (const double[]){1.0, 0.5}, 2);
    CU_ASSERT_EQUAL_FATAL(cut(&dist, &part, exp(1.0 + 0.5 * 38.0), INFINITY), ENT_OK);
    ent_dist_sample(&dist, ent_kernels_select(NULL), FAR, far_u, x);
    for (int k = 0; k < FAR; k++) {
        CU_ASSERT(fabs(log(x[k]) - (1.0 + 0.5 * far[1].x[k])) < 2e-13 * 20.0);
    }
}

/* The logarithm of a tail and the density over it, with 40 digits; both sides of the switch from the tail itself. */
static void log_tails(void)
{
    ent_dist normal, exponential;
    ent_log_tail tail;

    make(&normal, &ent_kind_normal, (const double[]){1.0, 2.0}, 2);
    tail = ent_dist_log_tail(&normal, 77.0, true);
    CU_ASSERT(fabs(tail.log / (-726.5572160188201301) - 1.0) < 1e-15);
    CU_ASSERT(fabs(tail.rate / (0.5 * 38.026279466575868988) - 1.0) < 1e-14);
    tail = ent_dist_log_tail(&normal, -75.0, false);
    CU_ASSERT(fabs(tail.log / (-726.5572160188201301) - 1.0) < 1e-15);
    make(&exponential, &ent_kind_exponential, (const double[]){2.0}, 1);
    for (double x = 1000.0; x < 1400.0; x += 7.0) { /* 1e-217 to 1e-304 */
        CU_ASSERT(fabs(ent_dist_log_tail(&exponential, x, true).log / (-0.5 * x) - 1.0) < 1e-15);
        CU_ASSERT(fabs(ent_dist_log_tail(&exponential, x, true).rate / 0.5 - 1.0) < 1e-12);
    }
    CU_ASSERT(isinf(ent_dist_log_tail(&exponential, -1.0, false).log));
}

/* Truncations of composites in their far tails: the component that reaches further decides; a truncation of a
 * truncation is the truncation to both. */
static void far_tails_of_composites(void)
{
    ent_dist part[2], mixture, inner, dist;
    const ent_dist *parts[2] = {&part[0], &part[1]};
    double x[FAR];

    make(&part[0], &ent_kind_normal, (const double[]){0.0, 1.0}, 2);
    make(&part[1], &ent_kind_uniform, (const double[]){0.0, 1.0}, 2);
    CU_ASSERT_EQUAL_FATAL(ent_dist_init(&mixture, &ent_kind_mixture, (const double[]){1, 1}, 2, parts, &arena), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(cut(&inner, &part[0], 0.0, INFINITY), ENT_OK);
    for (int which = 0; which < 2; which++) {
        CU_ASSERT_EQUAL_FATAL(cut(&dist, which == 0 ? &mixture : &inner, 38.0, INFINITY), ENT_OK);
        CU_ASSERT_TRUE(examine(&dist, 0.0));
        ent_dist_sample(&dist, ent_kernels_select(NULL), FAR, far_u, x);
        for (int k = 0; k < FAR; k++) {
            CU_ASSERT(close(x[k], far[1].x[k], 38.0));
        }
    }
}

/* --- refusals ----------------------------------------------------------------------------------------------------- */

static void refused_as(int status, const ent_dist *dist, const char *reason)
{
    CU_ASSERT_EQUAL(status, ENT_ERR_ARGUMENT);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dist->refused);
    CU_ASSERT_STRING_EQUAL(dist->refused, reason);
    CU_ASSERT_PTR_NULL(dist->kind);
}

static void reasons(void)
{
    static const char none[] = "the distribution has no probability between the ends (less than 1e-323)";
    ent_dist normal, poisson, dist;

    make(&normal, &ent_kind_normal, (const double[]){0.0, 1.0}, 2);
    make(&poisson, &ent_kind_poisson, (const double[]){1.0}, 1);
    refused_as(cut(&dist, &normal, 40.0, INFINITY), &dist, none);
    refused_as(cut(&dist, &normal, -50.0, -40.0), &dist, none);
    refused_as(cut(&dist, &poisson, 165.0, INFINITY), &dist,
        "the probability between the ends is less than 1e-280, too small to compute with");
    refused_as(make(&dist, &ent_kind_poisson, (const double[]){1.1e15}, 1), &dist,
        "the mean of a Poisson distribution may be at most 1e15");
    refused_as(make(&dist, &ent_kind_binomial, (const double[]){0x1p54, 0.5}, 2), &dist,
        "the number of trials may be at most 9e15 (2^53)");
    refused_as(make(&dist, &ent_kind_gamma, (const double[]){2e300, 1.0}, 2), &dist,
        "the shape of a gamma distribution must lie between 0.001 and 1e300");
    refused_as(make(&dist, &ent_kind_beta, (const double[]){1.0, 9e-4}, 2), &dist,
        "the parameters of a beta distribution must lie between 0.001 and 1e300");
    refused_as(make(&dist, &ent_kind_student_t, (const double[]){2e300}, 1), &dist,
        "the number of degrees of freedom must lie between 0.001 and 1e300");
    refused_as(make(&dist, &ent_kind_triangular, (const double[]){0.0, 1.0, 2e150}, 3), &dist,
        "the ends of a triangular distribution must be between 1e-150 and 1e150 apart");
    refused_as(make(&dist, &ent_kind_quantiles, (const double[]){0.1, -1e308, 0.2, 1e308}, 4), &dist,
        "two values are too far apart for the difference of their probabilities");
    refused_as(make(&dist, &ent_kind_uniform, (const double[]){-1e308, 1e308}, 2), &dist,
        "the ends must be less than 1.8e308 apart, and not equal");
    refused_as(make(&dist, &ent_kind_pert, (const double[]){-1e308, 0.0, 1e308}, 3), &dist,
        "the ends must be less than 1.8e308 apart");
    refused_as(make(&dist, &ent_kind_interval, (const double[]){-1e308, 1e308}, 2), &dist,
        "the ends must be less than 1.8e308 apart");
    refused_as(make(&dist, &ent_kind_interval, (const double[]){1e15, nextafter(1e15, 2e15)}, 2), &dist,
        "the ends are too close to each other");
    CU_ASSERT_EQUAL(make(&dist, &ent_kind_normal, (const double[]){0.0, -1.0}, 2), ENT_ERR_ARGUMENT);
    CU_ASSERT_PTR_NULL(dist.refused); /* the descriptor holds the reason */
}

/* Draws beyond the largest double: with probability 2^-53 or more. */
static void overflows(void)
{
    static const struct {
        const ent_distribution_kind *kind;
        double p[2];
        bool overflows;
    } known[] = {{&ent_kind_lognormal, {0, 86}, false}, {&ent_kind_lognormal, {0, 87}, true},
        {&ent_kind_exponential, {4.8e306, 0}, false}, {&ent_kind_exponential, {5e306, 0}, true},
        {&ent_kind_normal, {0, 2.1e307}, false}, {&ent_kind_normal, {0, 2.3e307}, true},
        {&ent_kind_student_t, {0.053, 0}, false}, {&ent_kind_student_t, {0.05, 0}, true},
        {&ent_kind_weibull, {0.00506, 1}, true}, {&ent_kind_weibull, {0.0052, 1}, false},
        {&ent_kind_gamma, {1e150, 1e150}, false}, {&ent_kind_gamma, {1e155, 1e155}, true},
        {&ent_kind_uniform, {0, 1e308}, false}, {&ent_kind_poisson, {1e15, 0}, false}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        ent_dist dist;
        CU_ASSERT_EQUAL_FATAL(make(&dist, known[i].kind, known[i].p, known[i].kind->call.least), ENT_OK);
        CU_ASSERT_EQUAL(ent_dist_overflows(&dist), known[i].overflows);
        CU_ASSERT_EQUAL(
            isfinite(ent_dist_quantile_upper(&dist, 0x1p-53)) && ent_dist_quantile_upper(&dist, 0x1p-53) < DBL_MAX,
            !known[i].overflows);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"grids", grids}, {"trials", trials}, {"composites", composites},
        {"large counts", large_counts}, {"few evaluations", few_evaluations}, {"far tails", far_tails},
        {"far tails of closed forms", far_tails_of_closed_forms}, {"logarithms of tails", log_tails},
        {"far tails of composites", far_tails_of_composites}, {"reasons", reasons}, {"overflows", overflows},
        CU_TEST_INFO_NULL};
    int status;

    status = ent_run_suite("extremes", tests);
    ent_arena_free(&arena);
    return status;
}
