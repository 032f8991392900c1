#include "candidates.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double level[3] = {0.05, 0.50, 0.95};

/* --- linear shrinkage -----------------------------------------------------------------------------------------------
 */

void linear_shrinkage(const world_counts *worlds, double quantile[3])
{
    double *p = calloc(worlds->worlds, sizeof(*p));
    double noise = 0.0;
    size_t count = 0;

    for (size_t w = 0; w < worlds->worlds; w++) {
        if (worlds->n[w] >= 50) {
            p[count] = (double) worlds->k[w] / worlds->n[w];
            noise += p[count] * (1.0 - p[count]) / (worlds->n[w] - 1.0);
            count++;
        }
    }
    gsl_sort(p, 1, count);
    for (size_t i = 0; i < 3; i++) {
        double mean = gsl_stats_mean(p, 1, count);
        double c2 = 1.0 - noise / (double) count / gsl_stats_variance(p, 1, count);
        quantile[i] = count < 2 ? NAN
                                : mean + sqrt(fmax(c2, 0.0)) *
                                             (gsl_stats_quantile_from_sorted_data(p, 1, count, level[i]) - mean);
    }
    free(p);
}

/* --- average of posteriors ------------------------------------------------------------------------------------------
 */

enum { POINTS = 100, GROUPS = 20 };

/* Worlds with the same counts, each weighing by its draws. */
typedef struct cell {
    uint32_t k, n;
    double weight;
} cell;

static int by_counts(const void *a, const void *b)
{
    const cell *x = a, *y = b;

    return x->n != y->n ? (x->n < y->n ? -1 : 1) : x->k < y->k ? -1 : x->k > y->k ? 1 : 0;
}

static size_t gather(const world_counts *worlds, cell *to)
{
    size_t count = 0;
    size_t kept = 0;

    for (size_t w = 0; w < worlds->worlds; w++) {
        if (worlds->n[w] > 0) {
            to[count++] = (cell){worlds->k[w], worlds->n[w], worlds->n[w]};
        }
    }
    qsort(to, count, sizeof(*to), by_counts);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && by_counts(&to[kept - 1], &to[i]) == 0) {
            to[kept - 1].weight += to[i].weight;
        } else {
            to[kept++] = to[i];
        }
    }
    return kept;
}

/* Points of equal width in u, p = u^2 / (u^2 + (1 - u)^2), over the whole of [0, 1]. */
static double chance_at(double position)
{
    double u = position / POINTS;

    return u * u / (u * u + (1.0 - u) * (1.0 - u));
}

static void start_from_beta(const cell *group, size_t cells, double mass[POINTS])
{
    double total = 0.0, k = 0.0, spread = 0.0, inverse = 0.0, peak = -INFINITY;
    double mean, rho, size;

    for (size_t j = 0; j < cells; j++) {
        total += group[j].weight;
        k += group[j].weight * group[j].k / group[j].n;
        inverse += group[j].weight / group[j].n;
    }
    mean = k / total;
    inverse /= total;
    for (size_t j = 0; j < cells; j++) {
        spread += group[j].weight / total * pow((double) group[j].k / group[j].n - mean, 2.0);
    }
    rho = mean > 0.0 && mean < 1.0 ? (spread / (mean * (1.0 - mean)) - inverse) / (1.0 - inverse) : 0.0;
    size = 1.0 / fmin(fmax(rho, 1e-6), 0.99) - 1.0;
    total = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double p = chance_at(i + 0.5);
        mass[i] = (mean * size - 0.5) * log(p) + ((1.0 - mean) * size - 0.5) * log1p(-p);
        peak = fmax(peak, mass[i]);
    }
    for (int i = 0; i < POINTS; i++) {
        mass[i] = exp(mass[i] - peak) + 1e-12;
        total += mass[i];
    }
    for (int i = 0; i < POINTS; i++) {
        mass[i] /= total;
    }
}

/* likelihood: [cells][POINTS], relative to the largest of a cell. */
static void fill_likelihood(const cell *group, size_t cells, double *likelihood)
{
    for (size_t j = 0; j < cells; j++) {
        double *row = likelihood + j * POINTS;
        double peak = -INFINITY;
        for (int i = 0; i < POINTS; i++) {
            double p = chance_at(i + 0.5);
            row[i] = group[j].k * log(p) + (group[j].n - group[j].k) * log1p(-p);
            peak = fmax(peak, row[i]);
        }
        for (int i = 0; i < POINTS; i++) {
            row[i] = exp(row[i] - peak);
        }
    }
}

static void step(const cell *group, size_t cells, const double *likelihood, double total, double mass[POINTS])
{
    double ratio[POINTS] = {0};

    for (size_t j = 0; j < cells; j++) {
        const double *row = likelihood + j * POINTS;
        double evidence = 0.0;
        for (int i = 0; i < POINTS; i++) {
            evidence += row[i] * mass[i];
        }
        for (int i = 0; i < POINTS; i++) {
            ratio[i] += row[i] * (group[j].weight / (evidence * total));
        }
    }
    for (int i = 0; i < POINTS; i++) {
        mass[i] *= ratio[i];
    }
}

/* Adds the masses of a group, times its weight, after each number of steps: sum [count][POINTS]. */
static void fit_group(const cell *group, size_t cells, const int *steps, size_t count, double (*sum)[POINTS])
{
    double *likelihood = calloc(cells * POINTS, sizeof(*likelihood));
    double mass[POINTS];
    double total = 0.0;
    int done = 0;

    for (size_t j = 0; j < cells; j++) {
        total += group[j].weight;
    }
    start_from_beta(group, cells, mass);
    fill_likelihood(group, cells, likelihood);
    for (size_t t = 0; t < count; t++) {
        for (; done < steps[t]; done++) {
            step(group, cells, likelihood, total, mass);
        }
        for (int i = 0; i < POINTS; i++) {
            sum[t][i] += total * mass[i];
        }
    }
    free(likelihood);
}

static double quantile_of(const double mass[POINTS], double q)
{
    double total = 0.0, below = 0.0;
    int i = 0;

    for (int j = 0; j < POINTS; j++) {
        total += mass[j];
    }
    while (i < POINTS - 1 && below + mass[i] < q * total) {
        below += mass[i++];
    }
    return chance_at(i + (q * total - below) / mass[i]);
}

void average_of_posteriors(
    const world_counts *worlds, bool grouped, const int *steps, size_t count, double (*quantile)[3])
{
    cell *all = calloc(worlds->worlds, sizeof(*all));
    size_t cells = gather(worlds, all);
    double(*sum)[POINTS] = calloc(count, sizeof(*sum));
    double total = 0.0, so_far = 0.0;

    for (size_t j = 0; j < cells; j++) {
        total += all[j].weight;
    }
    for (size_t from = 0, end = 0; from < cells; from = end) {
        double next = grouped ? total / GROUPS * (floor(so_far * GROUPS / total) + 1.0) : 2.0 * total;
        while (end < cells && (end == from || so_far < next || all[end].n == all[end - 1].n)) {
            so_far += all[end++].weight;
        }
        fit_group(all + from, end - from, steps, count, sum);
    }
    for (size_t t = 0; t < count; t++) {
        for (size_t i = 0; i < 3; i++) {
            quantile[t][i] = quantile_of(sum[t], level[i]);
        }
    }
    free(sum);
    free(all);
}
