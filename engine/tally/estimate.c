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

void ent_unit_counts_add(ent_unit_counts *self, uint64_t world, uint64_t k, uint64_t n)
{
    self->k[world % ENT_RANDOMISATIONS] += k;
    self->n[world % ENT_RANDOMISATIONS] += n;
    self->worlds += n > 0 ? 1 : 0;
}

void ent_unit_counts_merge(ent_unit_counts *self, const ent_unit_counts *other)
{
    for (size_t r = 0; r < ENT_RANDOMISATIONS; r++) {
        self->k[r] += other->k[r];
        self->n[r] += other->n[r];
    }
    self->worlds += other->worlds;
}

ent_moments ent_moments_of_units(const ent_unit_counts *units)
{
    ent_moments m = {0};

    for (size_t r = 0; r < ENT_RANDOMISATIONS; r++) {
        ent_moments_add(&m, units->k[r], units->n[r]);
    }
    m.units = m.worlds;
    m.worlds = units->worlds;
    return m;
}

static ent_estimate unknown(void)
{
    const double nan = (double) NAN;

    return (ent_estimate){.p = nan, .low = nan, .high = nan, .p05 = nan, .p50 = nan, .p95 = nan};
}

/* Returns W / (W - 1), the factor that makes a sum of squares over W units an unbiased estimate of the variance. */
static double unbiased(uint64_t units)
{
    return (double) units / (double) (units - 1);
}

/* Returns se^2 of p = K / N, the ratio-linearised variance (estimate.h). With integer scores s_w = k_w N - n_w K, which
 * add up to 0, sum (k_w - p n_w)^2 = (A - p B) / N, A = sum k_w s_w = N kk - K kn, B = sum n_w s_w = N kn - K nn; A and
 * B are exact, so worlds with equal ratios give 0 and not the rounding error of a difference of large numbers. */
double ent_squared_error(const ent_moments *m)
{
    double a = (double) (ent_int128) (m->kk * m->n - m->kn * m->k);
    double b = (double) (ent_int128) (m->kn * m->n - m->nn * m->k);
    double n = (double) m->n;
    double sum = (a - (double) m->k / n * b) / n;

    return sum > 0.0 && ent_moments_units(m) > 1 ? unbiased(ent_moments_units(m)) * sum / (n * n) : 0.0;
}

double ent_least_reach(uint64_t units, uint64_t worlds)
{
    double t = ent_student_t_975(units - 1);
    double u = (double) units;

    return t * t / (u + t * t) * u / (double) worlds;
}

/* n_eff (estimate.h). */
static double effective_draws(const ent_moments *m, double p)
{
    double error = m->k == 0 || m->k == m->n ? 0.0 : ent_squared_error(m);

    if (m->k == 0 || m->k == m->n) {
        return (double) m->worlds;
    }
    if (m->units == 0) {
        return fmin((double) m->n, p * (1.0 - p) / error); /* infinite without differences */
    }
    if (!(error > 0.0)) {
        error = ent_least_reach(m->units, m->worlds) / ent_student_t_975(m->units - 1);
        error *= error;
    }
    return p * (1.0 - p) / error;
}

/* Wilson's (1927) score interval, with n draws, from so many units:
 *   (p + t^2 / 2n -+ t sqrt(p (1 - p) / n + t^2 / 4n^2)) / (1 + t^2 / n). */
static void wilson(ent_estimate *e, double n, uint64_t units)
{
    double t = ent_student_t_975(units - 1);
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
    if (ent_moments_units(moments) >= 2) {
        wilson(&e, effective_draws(moments, e.p), ent_moments_units(moments));
    }
    return e;
}

static ent_unit_counts units_of_counts(ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_unit_counts units = {.worlds = 0};

    for (uint64_t w = 0; w < worlds; w++) {
        ent_unit_counts_add(&units, w, ent_count(k, w), ent_count(n, w));
    }
    return units;
}

static ent_moments moments_of(ent_counts k, ent_counts n, uint64_t worlds)
{
    ent_moments m = {0};

    if (n.design) {
        ent_unit_counts units = units_of_counts(k, n, worlds);
        return ent_moments_of_units(&units);
    }
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

int ent_estimate_with_range(
    ent_estimate *self, const ent_moments *moments, ent_counts k, ent_counts n, const ent_worlds *worlds)
{
    const ent_range_totals totals = {.k = moments->k, .n = moments->n, .worlds = moments->worlds};
    ent_range range;
    int status = ent_range_of_totals(&range, &totals, k, n, worlds);

    *self = ent_estimate_of_moments(moments);
    self->range = range.state;
    self->replications = range.replications;
    self->has_range = range.state == ENT_RANGE_MEASURED;
    self->p05 = range.p05;
    self->p50 = range.p50;
    self->p95 = range.p95;
    return status;
}

int ent_estimate_of_counts(ent_estimate *self, ent_counts k, ent_counts n, const ent_worlds *worlds)
{
    ent_moments moments = moments_of(k, n, worlds->count);

    return ent_estimate_with_range(self, &moments, k, n, worlds);
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
static double score(const ent_moments *m, uint64_t k, uint64_t n)
{
    ent_int128 exact = (ent_int128) k * m->n - (ent_int128) n * m->k;
    double total = (double) m->n;

    return (double) exact / (total * total);
}

/* Two probabilities: counts and moments of the variant and of the base. */
typedef struct pair {
    ent_counts k_v, n_v, k_b, n_b;
    uint64_t worlds;
    ent_moments v, b;
} pair;

/* Sums of z^2 and of z^3 (estimate.h) over worlds, or over the randomisations of a design. */
typedef struct power_sums {
    double squares, cubes;
} power_sums;

static void add_score(power_sums *self, double z)
{
    self->squares += z * z;
    self->cubes += z * z * z;
}

static power_sums sums_of_scores(const pair *self)
{
    power_sums sums = {.squares = 0.0};

    if (self->n_v.design) {
        ent_unit_counts v = units_of_counts(self->k_v, self->n_v, self->worlds);
        ent_unit_counts b = units_of_counts(self->k_b, self->n_b, self->worlds);
        for (size_t r = 0; r < ENT_RANDOMISATIONS; r++) {
            add_score(&sums, score(&self->v, v.k[r], v.n[r]) - score(&self->b, b.k[r], b.n[r]));
        }
        return sums;
    }
    for (uint64_t w = 0; w < self->worlds; w++) {
        add_score(&sums, score(&self->v, ent_count(self->k_v, w), ent_count(self->n_v, w)) -
                             score(&self->b, ent_count(self->k_b, w), ent_count(self->n_b, w)));
    }
    return sums;
}

static bool any_differs(const pair *self)
{
    for (uint64_t w = 0; w < self->worlds; w++) {
        if (ent_count(self->k_v, w) != ent_count(self->k_b, w) || ent_count(self->n_v, w) != ent_count(self->n_b, w)) {
            return true;
        }
    }
    return false;
}

/* Distance from a difference of size |d| to an end of its interval: m with m^2 = square + inner m + step further,
 * further being by how much |x| of the end x is above |d|: m on this side of 0, m - 2 |d| `beyond` it. */
static double distance(double size, bool beyond, double square, double step)
{
    double inner = beyond ? step * fmax(0.0, 2.0 * size - 1.0) : step;
    double reach = (inner + sqrt(inner * inner + 4.0 * square)) / 2.0;

    if (!beyond || reach <= 2.0 * size) {
        return reach;
    }
    inner += step;
    return (inner + sqrt(fmax(0.0, inner * inner + 4.0 * (square - 2.0 * size * step)))) / 2.0;
}

/* 1.96^2 */
static double normal_square(void)
{
    return ent_normal_quantile(0.975) * ent_normal_quantile(0.975);
}

/* N (estimate.h). */
static double least_draws(const pair *of)
{
    return (double) (of->v.n < of->b.n ? of->v.n : of->b.n);
}

/* Sets the ends of the interval of a difference of worlds, t^2 se^2 of which is `square`. */
static void set_ends_of_worlds(ent_difference *self, const pair *of, double square, power_sums sums)
{
    double draws = least_draws(of);
    double size = fabs(self->value);
    double normal = normal_square();
    double skew = sums.squares > 0.0 ? sums.cubes / sums.squares : 0.0;

    square = fmax(square, normal * size * (1.0 - size) / draws);
    self->low -= distance(size, self->value > 0.0, square, normal * fmax(1.0 / draws, -skew));
    self->high += distance(size, self->value < 0.0, square, normal * fmax(1.0 / draws, skew));
}

static bool is_same_column(ent_counts a, ent_counts b)
{
    return a.at == b.at && a.stride == b.stride;
}

/* Sets the ends of the interval around self->value. */
static void set_ends(ent_difference *self, const pair *of)
{
    uint64_t least =
        ent_moments_units(&of->v) < ent_moments_units(&of->b) ? ent_moments_units(&of->v) : ent_moments_units(&of->b);
    power_sums sums = sums_of_scores(of);
    double reach = ent_student_t_975(least - 1) * sqrt(unbiased(least) * sums.squares);

    self->low = self->high = self->value;
    if (is_same_column(of->k_v, of->k_b) && is_same_column(of->n_v, of->n_b)) {
        return;
    }
    if (of->n_v.design) {
        if (!(sums.squares > 0.0)) {
            reach = any_differs(of) ? ent_least_reach(least, of->v.worlds < of->b.worlds ? of->v.worlds : of->b.worlds)
                                    : normal_square() / least_draws(of);
        }
        self->low -= reach;
        self->high += reach;
    } else {
        set_ends_of_worlds(self, of, reach * reach, sums);
    }
    self->low = fmax(self->low, -1.0);
    self->high = fmin(self->high, 1.0);
}

/* Compares k_v / n_v with k_b / n_b, where both conditions hold. */
static void add_better(ent_difference *self, const pair *of)
{
    uint64_t both = 0;
    uint64_t halves = 0;

    for (uint64_t w = 0; w < of->worlds; w++) {
        uint64_t of_v = (uint64_t) ent_count(of->k_v, w) * ent_count(of->n_b, w);
        uint64_t of_b = (uint64_t) ent_count(of->k_b, w) * ent_count(of->n_v, w);
        if (ent_count(of->n_v, w) > 0 && ent_count(of->n_b, w) > 0) {
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
    pair both = {.k_v = k_v, .n_v = n_v, .k_b = k_b, .n_b = n_b, .worlds = worlds};

    both.v = moments_of(k_v, n_v, worlds);
    both.b = moments_of(k_b, n_b, worlds);
    if (ent_moments_units(&both.v) < 2 || ent_moments_units(&both.b) < 2) {
        return made;
    }
    made.value = (double) both.v.k / (double) both.v.n - (double) both.b.k / (double) both.b.n;
    set_ends(&made, &both);
    made.has_value = true;
    made.has_interval = true;
    add_better(&made, &both);
    return made;
}
