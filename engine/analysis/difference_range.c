#include "analysis/difference_range.h"

#include "base/status.h"
#include "tally/estimate.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST = 10 /* worlds, and draws of a world */ };

/* Whether all worlds have the same number of draws in both, and enough. */
static bool is_whole(ent_counts n_v, ent_counts n_b, const ent_worlds *worlds)
{
    for (uint64_t w = 0; w < worlds->count; w++) {
        if (ent_count(n_v, w) != worlds->replications || ent_count(n_b, w) != worlds->replications) {
            return false;
        }
    }
    return worlds->unknowns && worlds->count >= LEAST && worlds->replications >= LEAST;
}

/* Sums over worlds of (d_w - m)^2, of the noise c_w, and of the squares of their difference. */
typedef struct spread {
    double square, noise, variance;
} spread;

static spread spread_of(const double *d, double mean, const ent_worlds *worlds)
{
    double n = (double) worlds->replications;
    double count = (double) worlds->count;
    spread sum = {.square = 0.0};

    for (uint64_t w = 0; w < worlds->count; w++) {
        sum.square += (d[w] - mean) * (d[w] - mean);
        sum.noise += (fabs(d[w]) - d[w] * d[w]) / (n - 1.0);
    }
    for (uint64_t w = 0; w < worlds->count; w++) {
        double a = (d[w] - mean) * (d[w] - mean) - (fabs(d[w]) - d[w] * d[w]) / (n - 1.0);
        double off = a - (sum.square - sum.noise) / count;
        sum.variance += off * off;
    }
    return sum;
}

/* Moves the differences to their mean by the share of their variance that is noise, and takes the quantiles. */
static void shrink(ent_difference_range *self, double *d, double mean, const ent_worlds *worlds)
{
    size_t count = (size_t) worlds->count;
    double w = (double) count;
    spread sum = spread_of(d, mean, worlds);
    double total = sum.square / (w - 1.0);
    double between = total - sum.noise / w;
    double error = sqrt(sum.variance / (w - 1.0) / w);
    double factor;

    if (!(between > 2.0 * error)) {
        return;
    }
    factor = sqrt(between / total);
    for (size_t i = 0; i < count; i++) {
        d[i] = mean + factor * (d[i] - mean);
    }
    self->measured = true;
    self->p05 = ent_quantile7_of(d, count, 0.05);
    self->p50 = ent_quantile7_of(d, count, 0.5);
    self->p95 = ent_quantile7_of(d, count, 0.95);
}

int ent_difference_range_of(ent_difference_range *self, ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b,
    const ent_worlds *worlds)
{
    double *d;
    double sum = 0.0;

    *self = (ent_difference_range){.p05 = (double) NAN, .p50 = (double) NAN, .p95 = (double) NAN};
    if (!is_whole(n_v, n_b, worlds)) {
        return ENT_OK;
    }
    d = malloc((size_t) worlds->count * sizeof(*d));
    if (d == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (uint64_t w = 0; w < worlds->count; w++) {
        d[w] = ((double) ent_count(k_v, w) - (double) ent_count(k_b, w)) / (double) worlds->replications;
        sum += d[w];
    }
    shrink(self, d, sum / (double) worlds->count, worlds);
    free(d);
    return ENT_OK;
}
