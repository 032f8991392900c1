#include "verify.h"

#include "tally/estimate.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

enum { RUNS = 1000, MOST_WORLDS = 400, DRAWS = 100 };

static const double Z = 1.959963984540054;
static const size_t few[] = {2, 3, 5, 10, 30};

/* Counts of a variant and of the base. */
typedef struct sample {
    uint32_t k[MOST_WORLDS], n[MOST_WORLDS], k_b[MOST_WORLDS];
    size_t worlds;
} sample;

typedef struct interval {
    double low, high;
} interval;

/* --- the true values -------------------------------------------------------------------------------------------
 */

/* Fills a sample in which `carriers` worlds have draws. Returns the true value. */
typedef double (*filler)(gsl_rng *rng, size_t carriers, sample *it);

/* Worlds with chances beta(8, 12). */
static double fill_worlds(gsl_rng *rng, size_t carriers, sample *it)
{
    it->worlds = carriers;
    for (size_t w = 0; w < carriers; w++) {
        it->n[w] = DRAWS;
        it->k[w] = gsl_ran_binomial(rng, gsl_ran_beta(rng, 8.0, 12.0), DRAWS);
    }
    return 0.4;
}

/* Worlds that do not differ: chance 1/2. */
static double fill_equal(gsl_rng *rng, size_t carriers, sample *it)
{
    it->worlds = carriers;
    for (size_t w = 0; w < carriers; w++) {
        it->n[w] = DRAWS;
        it->k[w] = gsl_ran_binomial(rng, 0.5, DRAWS);
    }
    return 0.5;
}

/* A condition that holds in few of 400 worlds, in some of their draws. */
static double fill_condition(gsl_rng *rng, size_t carriers, sample *it)
{
    it->worlds = MOST_WORLDS;
    for (size_t w = 0; w < MOST_WORLDS; w++) {
        it->n[w] = w < carriers ? (uint32_t) (20 + gsl_rng_uniform_int(rng, 61)) : 0;
        it->k[w] = gsl_ran_binomial(rng, gsl_ran_beta(rng, 8.0, 12.0), it->n[w]);
    }
    return 0.4;
}

/* A variant that changes a draw without the event into one with it by a chance of 10% (of 20% in every second world).
 */
static double fill_difference(gsl_rng *rng, size_t carriers, sample *it)
{
    it->worlds = carriers;
    for (size_t w = 0; w < carriers; w++) {
        double turns = gsl_rng_uniform(rng) < 0.5 ? 0.1 : 0.2;
        it->n[w] = DRAWS;
        it->k_b[w] = gsl_ran_binomial(rng, gsl_ran_beta(rng, 8.0, 12.0), DRAWS);
        it->k[w] = it->k_b[w] + gsl_ran_binomial(rng, turns, DRAWS - it->k_b[w]);
    }
    return 0.6 * 0.15;
}

/* --- intervals ------------------------------------------------------------------------------------------------------
 */

/* The interval of a probability, or of a difference. */
typedef interval (*method)(const sample *it);

static interval engine(const sample *it)
{
    ent_estimate e = ent_estimate_without_range(ent_counts_of(it->k, 1), ent_counts_of(it->n, 1), it->worlds);

    return (interval){e.low, e.high};
}

/* Version 0.1.0: Wilson's interval with the normal quantile and n_eff = p (1 - p) / se^2, all worlds counted. */
static interval normal(const sample *it)
{
    double k = 0.0, n = 0.0, square = 0.0, w = (double) it->worlds;
    double p, zz, centre, half;

    for (size_t i = 0; i < it->worlds; i++) {
        k += it->k[i];
        n += it->n[i];
    }
    p = k / n;
    for (size_t i = 0; i < it->worlds; i++) {
        square += pow(it->k[i] - p * it->n[i], 2.0);
    }
    zz = Z * Z * w / (w - 1.0) * square / (n * n) / (p * (1.0 - p));
    centre = (p + zz / 2.0) / (1.0 + zz);
    half = sqrt(zz * p * (1.0 - p) + zz * zz / 4.0) / (1.0 + zz);
    return (interval){centre - half, centre + half};
}

static interval engine_difference(const sample *it)
{
    ent_counts n = ent_counts_of(it->n, 1);
    ent_difference d = ent_paired_difference(ent_counts_of(it->k, 1), n, ent_counts_of(it->k_b, 1), n, it->worlds);

    return (interval){d.low, d.high};
}

static interval normal_difference(const sample *it)
{
    double mean = 0.0, square = 0.0, w = (double) it->worlds;
    double reach;

    for (size_t i = 0; i < it->worlds; i++) {
        mean += ((double) it->k[i] - it->k_b[i]) / DRAWS / w;
    }
    for (size_t i = 0; i < it->worlds; i++) {
        square += pow(((double) it->k[i] - it->k_b[i]) / DRAWS - mean, 2.0);
    }
    reach = Z * sqrt(square / (w - 1.0) / w);
    return (interval){mean - reach, mean + reach};
}

/* --- the table ------------------------------------------------------------------------------------------------------
 */

static void put_row(const char *name, filler fill, const char *by, method interval_of)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    printf("| %s | %s |", name, by);
    for (size_t f = 0; f < sizeof(few) / sizeof(*few); f++) {
        int covered = 0;
        for (int run = 0; run < RUNS; run++) {
            static sample it;
            double truth = fill(rng, few[f], &it);
            interval found = interval_of(&it);
            covered += found.low <= truth && truth <= found.high ? 1 : 0;
        }
        printf(" %.1f%% |", 100.0 * covered / RUNS);
    }
    printf("\n");
    gsl_rng_free(rng);
}

void verify_coverage(void)
{
    printf(
        "\n| true value | interval | 2 worlds | 3 | 5 | 10 | 30 |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
    put_row("chances beta(8, 12)", fill_worlds, "version 0.1.0", normal);
    put_row("", fill_worlds, "engine", engine);
    put_row("chance 1/2 in every world", fill_equal, "version 0.1.0", normal);
    put_row("", fill_equal, "engine", engine);
    put_row("given a condition of so many of 400 worlds", fill_condition, "version 0.1.0", normal);
    put_row("", fill_condition, "engine", engine);
    put_row("difference of paired variants", fill_difference, "version 0.1.0", normal_difference);
    put_row("", fill_difference, "engine", engine_difference);
}
