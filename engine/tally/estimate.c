#include "tally/estimate.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

static const double z975 = 1.959963984540054;

enum { LEAST_DRAWS = 50 }; /* for a probability within a world */

void ent_moments_add(ent_moments *self, uint64_t k, uint64_t n)
{
    self->k += k;
    self->n += n;
    self->kk += (ent_int128) k * (ent_int128) k;
    self->kn += (ent_int128) k * (ent_int128) n;
    self->nn += (ent_int128) n * (ent_int128) n;
    self->worlds += n > 0 ? 1 : 0;
}

void ent_moments_merge(ent_moments *self, const ent_moments *other)
{
    self->k += other->k;
    self->n += other->n;
    self->kk += other->kk;
    self->kn += other->kn;
    self->nn += other->nn;
    self->worlds += other->worlds;
}

/* Wilson's score interval. */
static void wilson(ent_estimate *self, double effective)
{
    double p = self->p;
    double zz = z975 * z975 / effective;
    double centre = (p + 0.5 * zz) / (1.0 + zz);
    double half = z975 * sqrt(p * (1.0 - p) / effective + 0.25 * zz / effective) / (1.0 + zz);

    self->low = self->k == 0 ? 0.0 : fmax(0.0, centre - half);
    self->high = self->k == self->n ? 1.0 : fmin(1.0, centre + half);
    self->has_interval = true;
}

/* sum (k_w - p n_w)^2, from integers: (N^2 kk - 2 K N kn + K^2 nn) / N^2 cancels, so long double is not enough for all
 * sizes; worked as kk - p (2 kn - p nn) after taking out what is common, with p a ratio of integers. */
static double residual_sum(const ent_moments *moments)
{
    long double p = (long double) moments->k / (long double) moments->n;
    long double sum = (long double) moments->kk - p * (2.0L * (long double) moments->kn - p * (long double) moments->nn);

    return sum > 0.0L ? (double) sum : 0.0;
}

ent_estimate ent_estimate_of_moments(const ent_moments *moments, uint64_t worlds)
{
    ent_estimate made = {.k = moments->k, .n = moments->n};
    double w = (double) worlds;
    double variance;

    if (moments->n == 0) {
        return made;
    }
    made.has_p = true;
    made.p = (double) moments->k / (double) moments->n;
    if (worlds < 2) {
        return made;
    }
    if (moments->k == 0 || moments->k == moments->n) {
        wilson(&made, (double) moments->worlds);
        return made;
    }
    variance = w / (w - 1.0) * residual_sum(moments) / ((double) moments->n * (double) moments->n);
    if (variance <= made.p * 1e-30) { /* every world says the same */
        made.low = made.p;
        made.high = made.p;
        made.has_interval = true;
        return made;
    }
    wilson(&made, made.p * (1.0 - made.p) / variance);
    return made;
}

static int ascending(const void *left, const void *right)
{
    double a = *(const double *) left;
    double b = *(const double *) right;

    return a < b ? -1 : a > b ? 1 : 0;
}

double ent_quantile7(const double *sorted, size_t count, double p)
{
    double at;
    double low;
    size_t i;

    if (count == 0) {
        return NAN;
    }
    at = p * (double) (count - 1);
    low = floor(at);
    i = (size_t) low;
    if (i + 1 >= count) {
        return sorted[count - 1];
    }
    return sorted[i] + (at - low) * (sorted[i + 1] - sorted[i]);
}

/* Mean, and how far the spread of p_w is real: c of the header. */
static double shrinkage(const double *p, const double *noise, size_t count, double *mean)
{
    double sum = 0.0;
    double squares = 0.0;
    double noise_sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += p[i];
        noise_sum += noise[i];
    }
    *mean = sum / (double) count;
    for (size_t i = 0; i < count; i++) {
        squares += (p[i] - *mean) * (p[i] - *mean);
    }
    if (!(squares > 0.0)) {
        return 0.0;
    }
    return sqrt(fmax(0.0, 1.0 - noise_sum / (double) count / (squares / (double) (count - 1))));
}

static int add_range(ent_estimate *self, ent_counts k, ent_counts n, uint64_t worlds)
{
    double *p = malloc(((size_t) worlds + 1) * 2 * sizeof(*p));
    double *noise = p != NULL ? p + worlds : NULL;
    size_t count = 0;
    double mean;
    double c;

    if (p == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (uint64_t w = 0; w < worlds; w++) {
        uint32_t draws = n.at[w * n.stride];
        if (draws < LEAST_DRAWS) {
            self->left_out++;
            continue;
        }
        p[count] = (double) k.at[w * k.stride] / (double) draws;
        noise[count] = p[count] * (1.0 - p[count]) / ((double) draws - 1.0);
        count++;
    }
    if (count >= 2) {
        c = shrinkage(p, noise, count, &mean);
        qsort(p, count, sizeof(*p), ascending);
        self->p05 = mean + c * (ent_quantile7(p, count, 0.05) - mean);
        self->p50 = mean + c * (ent_quantile7(p, count, 0.50) - mean);
        self->p95 = mean + c * (ent_quantile7(p, count, 0.95) - mean);
        self->has_range = true;
    }
    free(p);
    return ENT_OK;
}

int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_moments moments = {0};

    for (uint64_t w = 0; w < worlds; w++) {
        ent_moments_add(&moments, k.at[w * k.stride], n.at[w * n.stride]);
    }
    *self = ent_estimate_of_moments(&moments, worlds);
    return self->has_p ? add_range(self, k, n, worlds) : ENT_OK;
}

typedef struct totals {
    double k, n;
} totals;

static totals totals_of(ent_counts k, ent_counts n, uint64_t worlds)
{
    uint64_t sum_k = 0;
    uint64_t sum_n = 0;

    for (uint64_t w = 0; w < worlds; w++) {
        sum_k += k.at[w * k.stride];
        sum_n += n.at[w * n.stride];
    }
    return (totals){(double) sum_k, (double) sum_n};
}

ent_difference ent_paired_difference(ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds)
{
    ent_difference made = {0};
    totals v = totals_of(k_v, n_v, worlds);
    totals b = totals_of(k_b, n_b, worlds);
    double w = (double) worlds;
    double squares = 0.0;
    double half;

    if (v.n == 0.0 || b.n == 0.0) {
        return made;
    }
    made.has_value = true;
    made.value = v.k / v.n - b.k / b.n;
    if (worlds < 2) {
        return made;
    }
    for (uint64_t i = 0; i < worlds; i++) { /* a world's share in the difference, about 0 */
        double score = ((double) k_v.at[i * k_v.stride] - v.k / v.n * (double) n_v.at[i * n_v.stride]) / v.n -
            ((double) k_b.at[i * k_b.stride] - b.k / b.n * (double) n_b.at[i * n_b.stride]) / b.n;
        squares += score * score;
    }
    half = z975 * sqrt(w / (w - 1.0) * squares);
    made.low = made.value - half;
    made.high = made.value + half;
    made.has_interval = true;
    return made;
}
