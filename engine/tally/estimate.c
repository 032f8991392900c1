#include "tally/estimate.h"

#include "base/status.h"
#include "kernels/scalar_functions.h"
#include "tally/student_t.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

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
static double squared_error(const ent_moments *m)
{
    double a = (double) (ent_int128) (m->kk * m->n - m->kn * m->k);
    double b = (double) (ent_int128) (m->kn * m->n - m->nn * m->k);
    double n = (double) m->n;
    double sum = (a - (double) m->k / n * b) / n;

    return sum > 0.0 ? unbiased(m->worlds) * sum / (n * n) : 0.0;
}

/* Wilson's (1927) score interval, with n draws:
 *   (p + t^2 / 2n -+ t sqrt(p (1 - p) / n + t^2 / 4n^2)) / (1 + t^2 / n). */
static void wilson(ent_estimate *e, double n)
{
    double t = ent_student_t_975(e->worlds - 1);
    double tt = t * t / n;
    double centre = (e->p + tt / 2.0) / (1.0 + tt);
    double half = t * sqrt(e->p * (1.0 - e->p) / n + tt / (4.0 * n)) / (1.0 + tt);

    e->low = e->k == 0 ? 0.0 : centre - half; /* exactly 0, and above 0 otherwise */
    e->high = e->k == e->n ? 1.0 : centre + half;
    e->has_interval = true;
}

ent_estimate ent_estimate_of_moments(const ent_moments *moments)
{
    ent_estimate e = unknown();

    e.k = moments->k;
    e.n = moments->n;
    e.worlds = moments->worlds;
    if (e.n == 0) {
        return e;
    }
    e.p = (double) e.k / (double) e.n;
    e.has_p = true;
    if (e.worlds < 2) {
        return e;
    }
    if (e.k == 0 || e.k == e.n) {
        wilson(&e, (double) e.worlds);
    } else {
        wilson(&e, fmin((double) e.n, e.p * (1.0 - e.p) / squared_error(moments))); /* infinite without differences */
    }
    return e;
}

static ent_moments moments_of(ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_moments m = {0};

    for (uint64_t w = 0; w < worlds; w++) {
        ent_moments_add(&m, ent_count(k, w), ent_count(n, w));
    }
    return m;
}

ent_estimate ent_estimate_without_range(ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_moments m = moments_of(k, n, worlds);

    return ent_estimate_of_moments(&m);
}

int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, const ent_worlds *worlds)
{
    ent_range range;
    int status = ent_range_of_counts(&range, k, n, worlds);

    *self = ent_estimate_without_range(k, n, worlds->count);
    self->range = range.state;
    self->replications = range.replications;
    self->has_range = range.state == ENT_RANGE_MEASURED;
    self->p05 = range.p05;
    self->p50 = range.p50;
    self->p95 = range.p95;
    return status;
}

/* --- quantiles ---------------------------------------------------------------------------------------------------- */

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

/* --- differences -------------------------------------------------------------------------------------------------- */

/* Returns (k_w - p n_w) / N as (k_w N - n_w K) / N^2: the numerator is exact, so equal counts give equal scores. */
static double score(const ent_moments *m, uint32_t k, uint32_t n)
{
    ent_int128 exact = (ent_int128) k * m->n - (ent_int128) n * m->k;
    double total = (double) m->n;

    return (double) exact / (total * total);
}

/* Compares k_v / n_v with k_b / n_b, where both conditions hold. */
static void add_better(
    ent_difference *self, ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds)
{
    uint64_t both = 0;
    uint64_t halves = 0;

    for (uint64_t w = 0; w < worlds; w++) {
        uint64_t of_v = (uint64_t) ent_count(k_v, w) * ent_count(n_b, w);
        uint64_t of_b = (uint64_t) ent_count(k_b, w) * ent_count(n_v, w);
        if (ent_count(n_v, w) > 0 && ent_count(n_b, w) > 0) {
            both++;
            halves += of_v > of_b ? 2 : of_v == of_b ? 1 : 0;
        }
    }
    self->has_better = both > 0;
    self->better = both > 0 ? 0.5 * (double) halves / (double) both : (double) NAN;
}

ent_difference ent_paired_difference(ent_counts k_v, ent_counts n_v, ent_counts k_b, ent_counts n_b, uint64_t worlds)
{
    const double nan = (double) NAN;
    ent_difference made = {.value = nan, .low = nan, .high = nan, .better = nan};
    ent_moments v = moments_of(k_v, n_v, worlds);
    ent_moments b = moments_of(k_b, n_b, worlds);
    uint64_t least = v.worlds < b.worlds ? v.worlds : b.worlds;
    double sum = 0.0;
    double size, reach;

    if (least < 2) {
        return made;
    }
    made.value = (double) v.k / (double) v.n - (double) b.k / (double) b.n;
    size = fabs(made.value);
    for (uint64_t w = 0; w < worlds; w++) {
        double z = score(&v, ent_count(k_v, w), ent_count(n_v, w)) - score(&b, ent_count(k_b, w), ent_count(n_b, w));
        sum += z * z;
    }
    reach = fmax(ent_student_t_975(least - 1) * sqrt(unbiased(least) * sum),
        ent_normal_quantile(0.975) * sqrt(size * (1.0 - size) / (double) (v.n < b.n ? v.n : b.n)));
    made.low = fmax(made.value - reach, -1.0);
    made.high = fmin(made.value + reach, 1.0);
    made.has_value = true;
    made.has_interval = true;
    add_better(&made, k_v, n_v, k_b, n_b, worlds);
    return made;
}
