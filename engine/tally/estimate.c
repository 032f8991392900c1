#include "tally/estimate.h"

#include "base/status.h"
#include "tally/mean.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

void ent_moments_add(ent_moments *self, uint64_t k, uint64_t n)
{
    self->k += k;
    self->n += n;
    self->kk += (ent_uint128) k * k;
    self->kn += (ent_uint128) k * n;
    self->nn += (ent_uint128) n * n;
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

static ent_estimate unknown(void)
{
    const double nan = (double) NAN;

    return (ent_estimate){.p = nan, .low = nan, .high = nan, .p05 = nan, .p50 = nan, .p95 = nan};
}

/* Returns W / (W - 1), the factor that makes a sum of squares over W worlds an unbiased estimate of the variance. */
static double unbiased(uint64_t worlds)
{
    return (double) worlds / (double) (worlds - 1);
}

/* Returns se^2 of p = K / N, the ratio-linearised variance (estimate.h). With integer scores s_w = k_w N - n_w K, which
 * add up to 0, sum (k_w - p n_w)^2 = (A - p B) / N, A = sum k_w s_w = N kk - K kn, B = sum n_w s_w = N kn - K nn; A and
 * B are exact, so worlds with equal ratios give 0 and not the rounding error of a difference of large numbers. */
static double squared_error(const ent_moments *m, uint64_t worlds)
{
    double a = (double) (ent_int128) (m->kk * m->n - m->kn * m->k);
    double b = (double) (ent_int128) (m->kn * m->n - m->nn * m->k);
    double n = (double) m->n;
    double sum = (a - (double) m->k / n * b) / n;

    return sum > 0.0 ? unbiased(worlds) * sum / (n * n) : 0.0;
}

/* Wilson's (1927) score interval, with n draws:
 *   (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n). */
static void wilson(ent_estimate *e, double n)
{
    double zz = ENT_ESTIMATE_Z * ENT_ESTIMATE_Z / n;
    double centre = (e->p + zz / 2.0) / (1.0 + zz);
    double half = ENT_ESTIMATE_Z * sqrt(e->p * (1.0 - e->p) / n + zz / (4.0 * n)) / (1.0 + zz);

    e->low = e->k == 0 ? 0.0 : centre - half; /* exactly 0, and above 0 otherwise */
    e->high = e->k == e->n ? 1.0 : centre + half;
    e->has_interval = true;
}

ent_estimate ent_estimate_of_moments(const ent_moments *moments, uint64_t worlds)
{
    ent_estimate e = unknown();

    e.k = moments->k;
    e.n = moments->n;
    if (e.n == 0) {
        return e;
    }
    e.p = (double) e.k / (double) e.n;
    e.has_p = true;
    if (worlds < 2) {
        return e;
    }
    if (e.k == 0 || e.k == e.n) {
        wilson(&e, (double) moments->worlds);
        return e;
    }
    wilson(&e, e.p * (1.0 - e.p) / squared_error(moments, worlds)); /* infinite without differences: [p, p] */
    return e;
}

/* --- the range across worlds -------------------------------------------------------------------------------------- */

/* The operations of gsl_stats_quantile_from_sorted_data, which a compiler may fuse where GSL is built. */
double ent_quantile7(const double *sorted, size_t count, double q)
{
    double position = q * (double) (count - 1);
    size_t rank = (size_t) position;
    double share = position - (double) rank;

    if (count == 0) {
        return (double) NAN;
    }
    return rank + 1 == count ? sorted[rank] : (1.0 - share) * sorted[rank] + share * sorted[rank + 1];
}

double ent_quantile7_of(double *x, size_t count, double q)
{
    double position;
    double first;
    size_t rank;

    if (count == 0) {
        return (double) NAN;
    }
    position = (double) (count - 1) * q;
    rank = (size_t) position;
    first = gsl_stats_select(x, 1, count, rank);
    if (position <= (double) rank) {
        return first; /* also at q = 1, where rank + 1 does not exist */
    }
    return first + (position - (double) rank) * (gsl_stats_select(x, 1, count, rank + 1) - first);
}

/* Shrinkage of the probabilities of the worlds towards their mean: p becomes mean + c (p - mean), c in [0, 1]. */
typedef struct shrinkage {
    double mean;
    double c;
} shrinkage;

/* Copies p_w = k_w / n_w of the worlds with at least ENT_ESTIMATE_RANGE_DRAWS draws to p [worlds] and returns their
 * number. Sets *noise to the mean of p_w (1 - p_w) / (n_w - 1), the unbiased estimate of the binomial variance of
 * p_w. */
static size_t gather(ent_counts k, ent_counts n, uint64_t worlds, double *p, double *noise)
{
    size_t kept = 0;

    *noise = 0.0;
    for (uint64_t w = 0; w < worlds; w++) {
        uint32_t draws = n.at[w * n.stride];
        if (draws >= ENT_ESTIMATE_RANGE_DRAWS) {
            p[kept] = (double) k.at[w * k.stride] / (double) draws;
            *noise += p[kept] * (1.0 - p[kept]) / (double) (draws - 1);
            kept++;
        }
    }
    *noise /= (double) kept; /* not used without worlds */
    return kept;
}

static shrinkage shrink(const double *p, size_t n, double noise)
{
    shrinkage s = {.mean = ent_mean(p, n)};
    double variance = 0.0;

    for (size_t w = 0; w < n; w++) {
        variance += (p[w] - s.mean) * (p[w] - s.mean);
    }
    variance /= (double) (n - 1);
    if (variance > noise) {
        s.c = sqrt(1.0 - noise / variance);
    }
    return s;
}

/* Adds the range across worlds. Quantiles commute with the shrinkage, which is increasing, so they are taken first. */
static int add_range(ent_estimate *self, ent_counts k, ent_counts n, uint64_t worlds)
{
    double *p = worlds <= SIZE_MAX / sizeof(*p) ? malloc((size_t) worlds * sizeof(*p)) : NULL;
    double noise;
    size_t count;

    if (p == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    count = gather(k, n, worlds, p, &noise);
    self->left_out = worlds - count;
    if (count >= 2) {
        shrinkage s = shrink(p, count, noise);
        self->p05 = s.mean + s.c * (ent_quantile7_of(p, count, 0.05) - s.mean);
        self->p50 = s.mean + s.c * (ent_quantile7_of(p, count, 0.50) - s.mean);
        self->p95 = s.mean + s.c * (ent_quantile7_of(p, count, 0.95) - s.mean);
        self->has_range = true;
    }
    free(p);
    return ENT_OK;
}

static ent_moments moments_of(ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_moments m = {0};

    for (uint64_t w = 0; w < worlds; w++) {
        ent_moments_add(&m, k.at[w * k.stride], n.at[w * n.stride]);
    }
    return m;
}

int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_moments m = moments_of(k, n, worlds);

    *self = ent_estimate_of_moments(&m, worlds);
    return self->has_p ? add_range(self, k, n, worlds) : ENT_OK;
}

/* --- differences -------------------------------------------------------------------------------------------------- */

/* Returns (k_w - p n_w) / N as (k_w N - n_w K) / N^2: the numerator is exact, so equal counts give equal scores. */
static double score(const ent_moments *m, uint32_t k, uint32_t n)
{
    ent_int128 exact = (ent_int128) k * m->n - (ent_int128) n * m->k;
    double total = (double) m->n;

    return (double) exact / (total * total);
}

ent_difference ent_paired_difference(ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds)
{
    ent_difference made = {.value = (double) NAN, .low = (double) NAN, .high = (double) NAN};
    ent_moments v = moments_of(k_v, n_v, worlds);
    ent_moments b = moments_of(k_b, n_b, worlds);
    double sum = 0.0;
    double reach;

    if (v.n == 0 || b.n == 0) {
        return made;
    }
    made.has_value = true;
    made.value = (double) v.k / (double) v.n - (double) b.k / (double) b.n;
    if (worlds < 2) {
        return made;
    }
    for (uint64_t w = 0; w < worlds; w++) {
        double z = score(&v, k_v.at[w * k_v.stride], n_v.at[w * n_v.stride]) -
                   score(&b, k_b.at[w * k_b.stride], n_b.at[w * n_b.stride]);
        sum += z * z;
    }
    reach = ENT_ESTIMATE_Z * sqrt(unbiased(worlds) * sum);
    made.low = made.value - reach;
    made.high = made.value + reach;
    made.has_interval = true;
    return made;
}
