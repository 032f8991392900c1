/* Every kind of distribution against a distribution function of its own, in many draws by the engine's own kernels: a
 * chi-square test over 1,000 cells of equal probability and six further cells in the tails, and mean and variance with
 * their exact standard errors.
 *
 *     entente_distributions [DRAWS]      default 10^8; prints a table as Markdown; status 1 after a failure
 *
 * A p-value below LEVEL is looked at again with another stream, and is a failure where that gives one below LEVEL too:
 * a run with m of them fails by chance with probability m LEVEL^2 at most. */
#include "cases.h"

#include "distribution/quantile.h"
#include "distribution/sample.h"
#include "distribution/stream.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 1000, TAIL_CELLS = 3, EDGES = CELLS + 2 * TAIL_CELLS - 1, ROWS = 4096, CHUNKS = 256, MOST_WHOLE = 1000 };

static const double LEVEL = 1e-3;

/* How numbers are made: from the uniforms of a stream, or from normal scores, as coupled quantities are. */
typedef enum way { FROM_UNIFORMS, FROM_SCORES } way;

static const char *const way_name[] = {"uniforms", "scores"};

/* p-values of one test of a distribution; NaN where there is no such moment. */
typedef struct verdict {
    double fit, mean, variance;
} verdict;

/* --- the exact distribution -----------------------------------------------------------------------------------------
 */

/* Cells (edge[i - 1], edge[i]], the first from -inf and the last to inf, with their probabilities. */
typedef struct cells {
    size_t edges;
    double edge[EDGES];
    double probability[EDGES + 1];
} cells;

/* Any edges would do: the probabilities are those of the exact distribution. Equal edges, of atoms, are one. */
static void find_cells(const dist_case *it, const ent_dist *dist, cells *to)
{
    static const double tail[TAIL_CELLS] = {1e-6, 1e-5, 1e-4};
    double u[EDGES];

    for (size_t i = 0; i < TAIL_CELLS; i++) {
        u[i] = tail[i];
        u[EDGES - 1 - i] = 1.0 - tail[i];
    }
    for (size_t i = 1; i < CELLS; i++) {
        u[TAIL_CELLS + i - 1] = (double) i / CELLS;
    }
    to->edges = 0;
    for (size_t i = 0; i < EDGES; i++) {
        double x = ent_dist_quantile(dist, u[i]);
        if (to->edges == 0 || x > to->edge[to->edges - 1]) {
            to->edge[to->edges++] = x;
        }
    }
    for (size_t i = 0; i <= to->edges; i++) {
        double a = i == 0 ? -(double) INFINITY : to->edge[i - 1];
        double b = i == to->edges ? (double) INFINITY : to->edge[i];
        to->probability[i] = case_mass(it, a, b);
    }
}

/* The part of a moment around `centre` on one side of it: the integral of k (x - centre)^(k - 1) P(X > x), and its
 * mirror image. */
typedef struct moment {
    const dist_case *it;
    double centre;
    int k;
    bool below;
} moment;

static double integrand(double distance, void *context)
{
    const moment *m = context;
    double mass = m->below ? case_mass(m->it, -(double) INFINITY, m->centre - distance)
                           : case_mass(m->it, m->centre + distance, (double) INFINITY);

    return m->k * pow(distance, m->k - 1) * mass;
}

/* The integral up to `most`, over pieces whose lengths double, so that none hides the mass. */
static double side(const moment *m, double first, double most)
{
    gsl_integration_workspace *room = gsl_integration_workspace_alloc(2000);
    gsl_function f = {integrand, (void *) (uintptr_t) m};
    double sum = 0.0;

    for (double a = 0.0, b = first; a < most; a = b, b = 2.0 * b) {
        double part = 0.0, error;
        gsl_integration_qag(&f, a, fmin(b, most), 0.0, 1e-10, 2000, GSL_INTEG_GAUSS31, room, &part, &error);
        sum += part;
        if (isinf(most) && part < 1e-13 * sum && a > 0.0) {
            break;
        }
    }
    gsl_integration_workspace_free(room);
    return sum;
}

/* E (X - centre)^k. */
static double exact_moment(const dist_case *it, const ent_dist *dist, double centre, int k)
{
    moment m = {it, centre, k, false};
    double first = 0.25 * (ent_dist_quantile(dist, 0.75) - ent_dist_quantile(dist, 0.25)) + 1e-3;
    double sum = 0.0;

    if (dist->kind->shape == ENT_SHAPE_DISCRETE || (it->part[0] != NULL && ent_dist_discrete(dist))) {
        for (int j = 0; j <= MOST_WHOLE; j++) {
            sum += pow(j - centre, k) * case_mass(it, j - 0.5, j + 0.5);
        }
        return sum;
    }
    sum = side(&m, first, dist->high - centre);
    m.below = true;
    return sum + (k % 2 == 0 ? 1.0 : -1.0) * side(&m, first, centre - dist->low);
}

/* --- draws ----------------------------------------------------------------------------------------------------------
 */

typedef struct sums {
    uint64_t count[EDGES + 1];
    double first[CHUNKS], second[CHUNKS]; /* sums of x - mean and of its square, by chunk, so that no order matters */
} sums;

static void make_rows(const ent_dist *dist, way by, uint64_t key, uint64_t first, size_t n, double *x)
{
    const ent_kernels *kernels = ent_kernels_select(NULL);

    if (by == FROM_UNIFORMS && ent_dist_draws(dist)) {
        ent_dist_draw(dist, kernels, key, first, n, NULL, x);
        return;
    }
    kernels->philox(key, first, 0, n, x);
    if (by == FROM_SCORES) {
        kernels->op[ENT_OP_NORMAL_QUANTILE](n, x, (const double *const[]){x});
        ent_dist_sample_z(dist, kernels, n, x, x);
    } else {
        ent_dist_sample(dist, kernels, n, x, x);
    }
}

/* Number of the cell of x: the number of edges below it. */
static size_t cell_of(const cells *where, double x)
{
    size_t low = 0;

    for (size_t n = where->edges; n > 0;) {
        size_t half = n / 2;
        bool right = where->edge[low + half] < x;
        low = right ? low + half + 1 : low;
        n = right ? n - half - 1 : half;
    }
    return low;
}

static void count_chunk(const ent_dist *dist, way by, uint64_t key, uint64_t from, uint64_t to, const cells *where,
    double mean, uint64_t *count, double *first, double *second)
{
    double x[ROWS];

    for (uint64_t at = from; at < to; at += ROWS) {
        size_t n = to - at < ROWS ? (size_t) (to - at) : ROWS;
        make_rows(dist, by, key, at, n, x);
        for (size_t i = 0; i < n; i++) {
            count[cell_of(where, x[i])]++;
            *first += x[i] - mean;
            *second += (x[i] - mean) * (x[i] - mean);
        }
    }
}

static void count_draws(
    const ent_dist *dist, way by, uint64_t key, uint64_t draws, const cells *where, double mean, sums *to)
{
    memset(to, 0, sizeof(*to));
#ifdef _OPENMP
#pragma omp parallel for num_threads(2) schedule(dynamic)
#endif
    for (int c = 0; c < CHUNKS; c++) {
        uint64_t count[EDGES + 1] = {0};
        uint64_t from = draws * (uint64_t) c / CHUNKS, end = draws * (uint64_t) (c + 1) / CHUNKS;
        count_chunk(dist, by, key, from, end, where, mean, count, &to->first[c], &to->second[c]);
#ifdef _OPENMP
#pragma omp critical
#endif
        for (size_t i = 0; i <= EDGES; i++) {
            to->count[i] += count[i];
        }
    }
}

/* --- tests ----------------------------------------------------------------------------------------------------------
 */

/* Neighbouring cells are put together up to an expected count of 20. A count where none can be is impossible: p = 0. */
static double chi_square(const cells *where, const uint64_t *count, uint64_t draws)
{
    double statistic = 0.0, expected = 0.0, seen = 0.0;
    int freedom = -1;

    for (size_t i = 0; i <= where->edges; i++) {
        expected += (double) draws * where->probability[i];
        seen += (double) count[i];
        if (expected >= 20.0) {
            statistic += (seen - expected) * (seen - expected) / expected;
            freedom++;
            expected = seen = 0.0;
        }
    }
    if (expected < 1e-3 && seen > 0.0) {
        return 0.0;
    }
    return freedom < 1 ? (double) NAN : gsl_cdf_chisq_Q(statistic, freedom);
}

static double two_sided(double error, double standard_error)
{
    return 2.0 * gsl_cdf_ugaussian_Q(fabs(error) / standard_error);
}

typedef struct exact {
    cells where;
    double mean, variance, fourth; /* the last two around the mean */
} exact;

static verdict judge(
    const dist_case *it, const ent_dist *dist, way by, uint64_t seed, uint64_t draws, const exact *truth)
{
    static sums all;
    const double n = (double) draws;
    double first = 0.0, second = 0.0;
    verdict v = {NAN, NAN, NAN};

    count_draws(dist, by, ent_stream_make(seed, it->text, 0).key, draws, &truth->where, truth->mean, &all);
    for (int c = 0; c < CHUNKS; c++) {
        first += all.first[c];
        second += all.second[c];
    }
    v.fit = chi_square(&truth->where, all.count, draws);
    if (it->moments >= 2) {
        v.mean = two_sided(first / n, sqrt(truth->variance / n));
    }
    if (it->moments >= 4) {
        v.variance =
            two_sided(second / n - truth->variance, sqrt((truth->fourth - truth->variance * truth->variance) / n));
    }
    return v;
}

/* Tests that are below LEVEL in both. */
static int failures(const verdict *one, const verdict *two)
{
    return (one->fit < LEVEL && two->fit < LEVEL) + (one->mean < LEVEL && two->mean < LEVEL) +
           (one->variance < LEVEL && two->variance < LEVEL);
}

static int count_tests(const verdict *v)
{
    return (isnan(v->fit) ? 0 : 1) + (isnan(v->mean) ? 0 : 1) + (isnan(v->variance) ? 0 : 1);
}

static int put_row(const dist_case *it, const ent_dist *dist, way by, uint64_t draws, const exact *truth, int *tests)
{
    verdict v = judge(it, dist, by, 1, draws, truth);
    verdict again = v;
    int failed = 0;

    if (failures(&v, &v) > 0) {
        again = judge(it, dist, by, 2, draws, truth);
        failed = failures(&v, &again);
    }
    *tests += count_tests(&v);
    printf("| %s | %s | %.0e | %zu | %.3f | %.3f | %.3f | %s |\n", it->text, way_name[by], (double) draws,
        truth->where.edges + 1, v.fit, v.mean, v.variance,
        failed > 0             ? "**FAILED**"
        : failures(&v, &v) > 0 ? "looked at again"
                               : "");
    fflush(stdout);
    return failed;
}

static int verify_case(const dist_case *it, uint64_t draws, int *tests)
{
    static exact truth;
    ent_arena arena;
    const ent_dist *dist;
    int failed = 1;

    ent_arena_init(&arena);
    dist = case_make(it, &arena);
    if (dist != NULL) {
        find_cells(it, dist, &truth.where);
        if (it->moments > 0) {
            double middle = ent_dist_quantile(dist, 0.5);
            truth.mean = middle + exact_moment(it, dist, middle, 1);
            truth.variance = exact_moment(it, dist, truth.mean, 2);
            truth.fourth = it->moments >= 4 ? exact_moment(it, dist, truth.mean, 4) : (double) NAN;
        }
        failed = put_row(it, dist, FROM_UNIFORMS, draws, &truth, tests) +
                 put_row(it, dist, FROM_SCORES, draws / 10, &truth, tests);
    }
    ent_arena_free(&arena);
    return failed;
}

int main(int argc, char **argv)
{
    double draws = argc > 1 ? strtod(argv[1], NULL) : 1e8;
    int failed = 0, tests = 0;

    if (argc > 2 || !(draws >= 1e5 && draws <= 1e11)) {
        fprintf(stderr, "usage: entente_distributions [DRAWS]    from 1e5 to 1e11\n");
        return 2;
    }
    gsl_set_error_handler_off();
    printf("| distribution | from | draws | cells | p of the fit | p of the mean | p of the variance | |\n"
           "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
    for (const dist_case *it = dist_cases; it->text != NULL; it++) {
        failed += verify_case(it, (uint64_t) draws, &tests);
    }
    printf("\n%d p-values; sound distributions fail with probability %.2g at most. Failed: %d.\n", tests,
        tests * LEVEL * LEVEL, failed);
    return failed > 0 ? 1 : 0;
}
