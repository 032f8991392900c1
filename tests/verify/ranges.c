#include "candidates.h"
#include "verify.h"

#include "tally/range.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

enum { WORLDS = 2000, SEEDS = 30, STEPS = 4, CANDIDATES = 2 + 2 * STEPS };

static const double level[3] = {0.05, 0.50, 0.95};
static const int steps[STEPS] = {1, 10, 50, 300};
static const uint32_t replications[] = {20, 50, 100, 1000};

typedef enum shape { BETA, LOGIT_NORMAL, TWO_KINDS, CONDITIONAL } shape;

typedef struct distribution {
    const char *name;
    shape shape;
    double a, b;
} distribution;

static const distribution distributions[] = {{"beta(2, 5)", BETA, 2.0, 5.0}, {"beta(2, 198)", BETA, 2.0, 198.0},
    {"beta(0.5, 49.5)", BETA, 0.5, 49.5}, {"logit-normal(-4.6, 1.5)", LOGIT_NORMAL, -4.6, 1.5},
    {"0.02 or 0.6", TWO_KINDS, 0.02, 0.6}, {"given a condition", CONDITIONAL, 0.0, 0.0}};

/* --- the truth ------------------------------------------------------------------------------------------------------
 */

/* Conditional case: the condition has chance g = beta(0.6, 2.4) and the event given it p = beta(0.9, 1.1), with normal
 * scores correlated by 0.6. The share of draws in the condition that lie in worlds with p up to x:
 *   integral of g(z) Phi((y(x) - 0.6 z) / 0.8) phi(z) dz / E[g], y the normal score of x. */
static double share_up_to(double x)
{
    double y = gsl_cdf_ugaussian_Pinv(gsl_cdf_beta_P(x, 0.9, 1.1));
    double sum = 0.0, all = 0.0;

    for (int i = -600; i <= 600; i++) {
        double z = i / 100.0;
        double weight = gsl_cdf_beta_Pinv(gsl_cdf_ugaussian_P(z), 0.6, 2.4) * gsl_ran_ugaussian_pdf(z);
        sum += weight * gsl_cdf_ugaussian_P((y - 0.6 * z) / 0.8);
        all += weight;
    }
    return sum / all;
}

static double conditional_quantile(double q)
{
    double low = 0.0, high = 1.0;

    for (int i = 0; i < 40; i++) {
        double middle = 0.5 * (low + high);
        *(share_up_to(middle) < q ? &low : &high) = middle;
    }
    return low;
}

/* The median of two kinds is any number between them: NaN. */
static double true_quantile(const distribution *it, size_t i)
{
    switch (it->shape) {
    case BETA:
        return gsl_cdf_beta_Pinv(level[i], it->a, it->b);
    case LOGIT_NORMAL:
        return 1.0 / (1.0 + exp(-it->a - it->b * gsl_cdf_ugaussian_Pinv(level[i])));
    case TWO_KINDS:
        return i == 0 ? it->a : i == 2 ? it->b : NAN;
    default:
        return conditional_quantile(level[i]);
    }
}

/* The error asked for: 10% of the quantile, or this where it is larger. */
static double least_error(const distribution *it, uint32_t draws)
{
    if (it->shape >= TWO_KINDS || (it->a == 2.0 && it->b == 5.0 && draws == 20)) {
        return 0.01;
    }
    return draws <= 50 ? 0.003 : 0.002;
}

/* --- one run --------------------------------------------------------------------------------------------------------
 */

static void draw_world(gsl_rng *rng, const distribution *it, uint32_t draws, uint32_t *k, uint32_t *n)
{
    double z = gsl_ran_gaussian(rng, 1.0);
    double p;

    *n = draws;
    switch (it->shape) {
    case BETA:
        p = gsl_ran_beta(rng, it->a, it->b);
        break;
    case LOGIT_NORMAL:
        p = 1.0 / (1.0 + exp(-it->a - it->b * z));
        break;
    case TWO_KINDS:
        p = z < 0.0 ? it->a : it->b;
        break;
    default:
        *n = gsl_ran_binomial(rng, gsl_cdf_beta_Pinv(gsl_cdf_ugaussian_P(z), 0.6, 2.4), draws);
        p = gsl_cdf_beta_Pinv(gsl_cdf_ugaussian_P(0.6 * z + 0.8 * gsl_ran_gaussian(rng, 1.0)), 0.9, 1.1);
    }
    *k = gsl_ran_binomial(rng, p, *n);
}

/* The engine's range: the estimate itself, printed or not. Returns whether it is printed. */
static bool engine(const world_counts *it, uint32_t draws, double quantile[3])
{
    const ent_worlds worlds = {it->worlds, draws, true};
    ent_range range;

    if (ent_range_of_counts(&range, ent_counts_of(it->k, 1), ent_counts_of(it->n, 1), &worlds) != 0) {
        return false;
    }
    quantile[0] = range.p05;
    quantile[1] = range.p50;
    quantile[2] = range.p95;
    return range.state == ENT_RANGE_MEASURED;
}

/* Sums of the quantiles of each candidate over the seeds, and the runs in which the engine prints a range. */
typedef struct sums {
    double quantile[CANDIDATES][3];
    int measured;
} sums;

static void one_run(gsl_rng *rng, const distribution *it, uint32_t draws, sums *to)
{
    static uint32_t k[WORLDS], n[WORLDS];
    const world_counts worlds = {k, n, WORLDS};
    double quantile[CANDIDATES][3];
    bool measured;

    for (size_t w = 0; w < WORLDS; w++) {
        draw_world(rng, it, draws, &k[w], &n[w]);
    }
    measured = engine(&worlds, draws, quantile[0]);
    linear_shrinkage(&worlds, quantile[1]);
    average_of_posteriors(&worlds, false, steps, STEPS, &quantile[2]);
    average_of_posteriors(&worlds, true, steps, STEPS, &quantile[2 + STEPS]);
    to->measured += measured ? 1 : 0;
    for (size_t c = 0; c < CANDIDATES; c++) {
        for (size_t i = 0; i < 3; i++) {
            to->quantile[c][i] += c > 0 || measured ? quantile[c][i] : 0.0;
        }
    }
}

/* --- the table ------------------------------------------------------------------------------------------------------
 */

/* Largest error of the three means, as a share of the error asked for; NaN where a range is missing. */
static double largest_error(const distribution *it, uint32_t draws, const double sum[3], int runs)
{
    double largest = 0.0;

    for (size_t i = 0; i < 3; i++) {
        double truth = true_quantile(it, i);
        double error = fabs(sum[i] / runs - truth) / fmax(0.1 * truth, least_error(it, draws));
        largest = isnan(truth) ? largest : isnan(error) ? NAN : fmax(largest, error);
    }
    return largest;
}

static int put_row(gsl_rng *rng, const distribution *it, uint32_t draws)
{
    sums all = {.measured = 0};
    int missed = 0;

    for (int seed = 0; seed < SEEDS; seed++) {
        gsl_rng_set(rng, (unsigned long) (1000 + seed));
        one_run(rng, it, draws, &all);
    }
    printf("| %s | %u | %d |", it->name, draws, all.measured);
    for (size_t c = 0; c < CANDIDATES; c++) {
        double error = largest_error(it, draws, all.quantile[c], c == 0 ? all.measured : SEEDS);
        if ((c == 0 && all.measured == 0) || isnan(error)) {
            printf(" - |");
        } else {
            printf(error > 1.0 ? " **%.1f** |" : " %.1f |", error);
            missed = c == 0 && error > 1.0 ? 1 : missed;
        }
    }
    printf("\n");
    fflush(stdout);
    return missed;
}

int verify_ranges(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int missed = 0;

    printf("| chances of the worlds | draws a world | measured | engine | linear |");
    for (size_t t = 0; t < 2 * STEPS; t++) {
        printf(" %d%s |", steps[t % STEPS], t < STEPS ? "" : " in groups");
    }
    printf("\n| --- | ---: | ---: |");
    for (size_t c = 0; c < CANDIDATES; c++) {
        printf(" ---: |");
    }
    printf("\n");
    for (size_t d = 0; d < sizeof(distributions) / sizeof(*distributions); d++) {
        for (size_t r = 0; r < sizeof(replications) / sizeof(*replications); r++) {
            bool asked = replications[r] > 20 || d == 0 || distributions[d].shape == CONDITIONAL;
            missed = asked && put_row(rng, &distributions[d], replications[r]) != 0 ? 1 : missed;
        }
    }
    gsl_rng_free(rng);
    return missed;
}
