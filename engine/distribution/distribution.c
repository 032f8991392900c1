#include "distribution/distribution.h"

#include "base/status.h"
#include "kernels/scalar_functions.h"
#include "distribution/quantile.h"
#include "distribution/guide_table.h"
#include "distribution/quantile_table.h"
#include "distribution/cdf.h"

#include <math.h>
#include <string.h>

static const double z95 = 1.6448536269514722; /* the normal quantile of 0.95 */

static bool positive(double x)
{
    return x > 0.0 && isfinite(x);
}

static void set_support(ent_dist *self, double low, double high)
{
    self->low = low;
    self->high = high;
}

static int set_location(ent_dist *self, double mean, double sd, double low)
{
    if (!isfinite(mean) || !positive(sd)) {
        return ENT_ERR_ARGUMENT;
    }
    self->derived[0] = mean;
    self->derived[1] = sd;
    set_support(self, low, (double) INFINITY);
    return ENT_OK;
}

static int set_uniform(ent_dist *self, const double *p)
{
    if (!(p[0] < p[1]) || !isfinite(p[1] - p[0])) {
        return ENT_ERR_ARGUMENT;
    }
    self->derived[0] = p[0];
    self->derived[1] = p[1];
    set_support(self, p[0], p[1]);
    return ENT_OK;
}

static bool three_points(const double *p)
{
    return p[0] <= p[1] && p[1] <= p[2] && p[0] < p[2] && isfinite(p[2] - p[0]);
}

static int set_triangular(ent_dist *self, const double *p)
{
    if (!three_points(p)) {
        return ENT_ERR_ARGUMENT;
    }
    memcpy(self->derived, p, 3 * sizeof(*p));
    set_support(self, p[0], p[2]);
    return ENT_OK;
}

static int set_beta(ent_dist *self, double a, double b, double low, double high)
{
    if (!positive(a) || !positive(b)) {
        return ENT_ERR_ARGUMENT;
    }
    if (a == 1.0 && b == 1.0) {
        self->kind = ENT_DIST_UNIFORM;
        return set_uniform(self, (const double[]){low, high});
    }
    self->derived[0] = a;
    self->derived[1] = b;
    self->derived[2] = ent_beta_norm(a, b);
    self->derived[3] = high - low;
    set_support(self, low, high);
    return ENT_OK;
}

/* Beta with a = 1 + 4 (mode - min) / (max - min), b = 1 + 4 (max - mode) / (max - min), between min and max. */
static int set_pert(ent_dist *self, const double *p)
{
    double width = p[2] - p[0];

    if (!three_points(p)) {
        return ENT_ERR_ARGUMENT;
    }
    return set_beta(self, 1.0 + 4.0 * ((p[1] - p[0]) / width), 1.0 + 4.0 * ((p[2] - p[1]) / width), p[0], p[2]);
}

static int set_scaled(ent_dist *self, double shape, double scale)
{
    if (!positive(shape) || !positive(scale)) {
        return ENT_ERR_ARGUMENT;
    }
    self->derived[0] = shape;
    self->derived[1] = scale;
    if (self->kind == ENT_DIST_GAMMA && shape == 1.0) {
        self->kind = ENT_DIST_EXPONENTIAL;
        self->derived[0] = scale;
    } else if (self->kind == ENT_DIST_GAMMA) {
        self->derived[2] = ent_gamma_norm(shape);
    }
    set_support(self, 0.0, (double) INFINITY);
    return ENT_OK;
}

/* Density at 0: 1 / (B(df/2, 1/2) sqrt(df)), with 1 / B from the constant of the beta law. */
static int set_student(ent_dist *self, double df)
{
    double a = 0.5 * df, n = a + 0.5;

    if (!positive(df)) {
        return ENT_ERR_ARGUMENT;
    }
    self->derived[0] = df;
    self->derived[2] = ent_beta_norm(a, 0.5);
    self->derived[1] = self->derived[2] + ent_log(a) - ent_log(2.0 * n) + a * ent_log1p(0.5 / a) +
        0.5 * (ent_log(n) + ent_log(2.0) - ent_log(df));
    set_support(self, -(double) INFINITY, (double) INFINITY);
    return ENT_OK;
}

/* 5th and 95th percentile: in logarithms or logits where those apply. */
static int set_interval(ent_dist *self, const double *p, size_t count)
{
    double low = p[0], high = p[1];
    bool logit = count == 3 && p[2] != 0.0;
    enum ent_interval_form form = logit ? ENT_INTERVAL_LOGIT : low > 0.0 ? ENT_INTERVAL_LOG : ENT_INTERVAL_NORMAL;

    if (!(low < high) || !isfinite(high - low) || (logit && !(low > 0.0 && high < 1.0))) {
        return ENT_ERR_ARGUMENT;
    }
    if (form == ENT_INTERVAL_LOGIT) {
        low = ent_log(low) - ent_log1p(-low);
        high = ent_log(high) - ent_log1p(-high);
    } else if (form == ENT_INTERVAL_LOG) {
        low = ent_log(low);
        high = ent_log(high);
    }
    self->derived[2] = form;
    if (set_location(self, 0.5 * (low + high), (high - low) / (2.0 * z95), -(double) INFINITY) != ENT_OK) {
        return ENT_ERR_ARGUMENT;
    }
    if (form != ENT_INTERVAL_NORMAL) {
        set_support(self, 0.0, logit ? 1.0 : (double) INFINITY);
    }
    return ENT_OK;
}

static int set_binomial(ent_dist *self, double n, double p)
{
    if (!(n >= 0.0 && n <= 9007199254740992.0 && n - floor(n) == 0.0) || !(p >= 0.0 && p <= 1.0)) {
        return ENT_ERR_ARGUMENT;
    }
    self->derived[0] = self->kind == ENT_DIST_BERNOULLI ? p : n;
    self->derived[1] = p;
    set_support(self, p < 1.0 ? 0.0 : n, p > 0.0 ? n : 0.0);
    return ENT_OK;
}

static int set_poisson(ent_dist *self, double mean)
{
    if (!(mean >= 0.0) || !isfinite(mean)) {
        return ENT_ERR_ARGUMENT;
    }
    self->derived[0] = mean;
    set_support(self, 0.0, mean > 0.0 ? (double) INFINITY : 0.0);
    return ENT_OK;
}

static bool weights_fit(const double *weight, size_t count, size_t stride, double *sum)
{
    *sum = 0.0;
    for (size_t i = 0; i < count; i++) {
        if (!(weight[i * stride] >= 0.0)) {
            return false;
        }
        *sum += weight[i * stride];
    }
    return positive(*sum);
}

/* Sorts points by value, insertion sort (they are few), and joins equal ones. Returns how many are left. */
static size_t sort_points(double *x, double *w, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        double xi = x[i], wi = w[i];
        size_t at = kept;
        while (at > 0 && x[at - 1] > xi) {
            at--;
        }
        if (at > 0 && x[at - 1] >= xi) {
            w[at - 1] += wi;
            continue;
        }
        memmove(x + at + 1, x + at, (kept - at) * sizeof(*x));
        memmove(w + at + 1, w + at, (kept - at) * sizeof(*w));
        x[at] = xi;
        w[at] = wi;
        kept++;
    }
    return kept;
}

/* room: 3 * points numbers for x, P(X <= x) and P(X > x). */
static int set_discrete(ent_dist *self, const double *p, size_t points, double *room)
{
    double *x = room, *w = room + points, *q = room + 2 * points;
    double sum, part = 0.0;
    size_t count = 0;

    if (points == 0 || !weights_fit(p + 1, points, 2, &sum)) {
        return ENT_ERR_ARGUMENT;
    }
    for (size_t i = 0; i < points; i++) {
        if (!isfinite(p[2 * i])) {
            return ENT_ERR_ARGUMENT;
        }
        if (p[2 * i + 1] > 0.0) {
            x[count] = p[2 * i];
            w[count++] = p[2 * i + 1];
        }
    }
    if (count == 0) {
        return ENT_ERR_ARGUMENT;
    }
    count = sort_points(x, w, count);
    for (size_t i = count; i-- > 0; part += w[i]) {
        q[i] = part / sum;
    }
    part = 0.0;
    for (size_t i = 0; i < count; i++) {
        part += w[i];
        w[i] = i + 1 < count ? part / sum : 1.0;
    }
    self->count = count;
    self->x = x;
    self->p = w;
    self->q = q;
    set_support(self, x[0], x[count - 1]);
    return ENT_OK;
}

/* room: 2 * points numbers. */
static int set_quantiles(ent_dist *self, const double *p, size_t points, double *room)
{
    if (points < 2 || room == NULL) {
        return ENT_ERR_ARGUMENT;
    }
    for (size_t i = 0; i < points; i++) {
        room[i] = p[2 * i];
        room[points + i] = p[2 * i + 1];
        if (!(room[i] >= 0.0 && room[i] <= 1.0) || !isfinite(room[points + i]) ||
            (i > 0 && !(room[i - 1] < room[i] && room[points + i - 1] <= room[points + i]))) {
            return ENT_ERR_ARGUMENT;
        }
    }
    self->count = points;
    self->p = room;
    self->x = room + points;
    set_support(self, self->x[0], self->x[points - 1]);
    return ENT_OK;
}

static int set_mixture(
    ent_dist *self, const double *weight, size_t count, const ent_dist *const *parts, ent_arena *arena)
{
    double *p = ent_arena_array(arena, count, sizeof(*p));
    const ent_dist **part = ent_arena_array(arena, count, sizeof(*part));
    double sum;

    if (p == NULL || part == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (count == 0 || parts == NULL || !weights_fit(weight, count, 1, &sum)) {
        return ENT_ERR_ARGUMENT;
    }
    set_support(self, (double) INFINITY, -(double) INFINITY);
    for (size_t i = 0; i < count; i++) {
        if (weight[i] > 0.0) {
            part[self->count] = parts[i];
            p[self->count++] = weight[i] / sum;
            self->low = fmin(self->low, parts[i]->low);
            self->high = fmax(self->high, parts[i]->high);
        }
    }
    self->part = part;
    self->p = p;
    return ENT_OK;
}

static int set_truncate(ent_dist *self, const double *p, const ent_dist *const *parts, ent_arena *arena)
{
    const ent_dist **part = ent_arena_array(arena, 1, sizeof(*part));
    ent_tails lo, hi;

    if (part == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (parts == NULL || !(p[0] < p[1])) {
        return ENT_ERR_ARGUMENT;
    }
    part[0] = parts[0];
    self->part = part;
    self->count = 1;
    set_support(self, fmax(p[0], part[0]->low), fmin(p[1], part[0]->high));
    if (!(self->low <= self->high)) {
        return ENT_ERR_ARGUMENT;
    }
    if (part[0]->kind == ENT_DIST_UNIFORM) {
        *self = (ent_dist){.kind = ENT_DIST_UNIFORM};
        return set_uniform(self, (const double[]){fmax(p[0], part[0]->low), fmin(p[1], part[0]->high)});
    }
    lo = ent_dist_tails(part[0], self->low, true);
    hi = ent_dist_tails(part[0], self->high, false);
    lo.density = ent_dist_pdf(part[0], self->low);
    hi.density = ent_dist_tails(part[0], self->high, true).density;
    self->derived[0] = self->low;
    self->derived[1] = self->high;
    self->derived[2] = ent_dist_mass(part[0], self->low, self->high, lo, hi);
    memcpy(self->derived + ENT_D_LO, &lo, sizeof(lo));
    memcpy(self->derived + ENT_D_HI, &hi, sizeof(hi));
    return self->derived[2] > 0.0 ? ENT_OK : ENT_ERR_ARGUMENT;
}

/* Kinds with a fixed number of parameters. */
static int set_plain(ent_dist *self, const double *p, size_t count)
{
    switch (self->kind) {
    case ENT_DIST_UNIFORM:
        return set_uniform(self, p);
    case ENT_DIST_TRIANGULAR:
        return set_triangular(self, p);
    case ENT_DIST_PERT:
        return set_pert(self, p);
    case ENT_DIST_NORMAL:
        return set_location(self, p[0], p[1], -(double) INFINITY);
    case ENT_DIST_LOGNORMAL:
        return set_location(self, p[0], p[1], 0.0);
    case ENT_DIST_EXPONENTIAL:
        return set_scaled(self, p[0], 1.0);
    case ENT_DIST_GAMMA:
    case ENT_DIST_WEIBULL:
        return set_scaled(self, p[0], p[1]);
    case ENT_DIST_BETA:
        return set_beta(self, p[0], p[1], 0.0, 1.0);
    case ENT_DIST_STUDENT_T:
        return set_student(self, p[0]);
    case ENT_DIST_BERNOULLI:
        return set_binomial(self, 1.0, p[0]);
    case ENT_DIST_BINOMIAL:
        return set_binomial(self, p[0], p[1]);
    case ENT_DIST_POISSON:
        return set_poisson(self, p[0]);
    case ENT_DIST_INTERVAL:
        return set_interval(self, p, count);
    default:
        return ENT_ERR_ARGUMENT;
    }
}

/* How many parameters a kind takes. */
static bool count_fits(ent_distribution_kind kind, size_t count)
{
    static const unsigned char parameters[ENT_DIST_COUNT] = {[ENT_DIST_UNIFORM] = 2, [ENT_DIST_TRIANGULAR] = 3,
        [ENT_DIST_PERT] = 3, [ENT_DIST_NORMAL] = 2, [ENT_DIST_LOGNORMAL] = 2, [ENT_DIST_EXPONENTIAL] = 1,
        [ENT_DIST_GAMMA] = 2, [ENT_DIST_BETA] = 2, [ENT_DIST_WEIBULL] = 2, [ENT_DIST_STUDENT_T] = 1,
        [ENT_DIST_BERNOULLI] = 1, [ENT_DIST_BINOMIAL] = 2, [ENT_DIST_POISSON] = 1, [ENT_DIST_TRUNCATE] = 2};

    switch (kind) {
    case ENT_DIST_DISCRETE:
    case ENT_DIST_QUANTILES:
        return count % 2 == 0;
    case ENT_DIST_MIXTURE:
        return true;
    case ENT_DIST_INTERVAL:
        return count == 2 || count == 3;
    default:
        return (int) kind >= 0 && kind < ENT_DIST_COUNT && count == parameters[kind];
    }
}

/* room: 3 numbers for every two parameters of discrete and quantiles. */
static int set_any(ent_dist *self, const double *p, size_t count, const ent_dist *const *parts, double *room,
    ent_arena *arena)
{
    switch (self->kind) {
    case ENT_DIST_DISCRETE:
        return set_discrete(self, p, count / 2, room);
    case ENT_DIST_QUANTILES:
        return set_quantiles(self, p, count / 2, room);
    case ENT_DIST_MIXTURE:
        return set_mixture(self, p, count, parts, arena);
    case ENT_DIST_TRUNCATE:
        return set_truncate(self, p, parts, arena);
    default:
        return set_plain(self, p, count);
    }
}

int ent_dist_init(ent_dist *self, ent_distribution_kind kind, const double *parameters, size_t count,
    const ent_dist *const *parts, ent_arena *arena)
{
    double *room = NULL;
    int status = ENT_ERR_ARGUMENT;

    *self = (ent_dist){.kind = kind};
    if (!count_fits(kind, count)) {
        goto out;
    }
    if (kind == ENT_DIST_DISCRETE || kind == ENT_DIST_QUANTILES) {
        room = ent_arena_array(arena, 3 * (count / 2), sizeof(*room));
        if (room == NULL) {
            status = ENT_ERR_NO_MEMORY;
            goto out;
        }
    }
    status = set_any(self, parameters, count, parts, room, arena);
out:
    if (status != ENT_OK) {
        *self = (ent_dist){0};
    }
    return status;
}

double ent_dist_quantile_with(ent_distribution_kind kind, const double *parameters, size_t count, double u)
{
    enum { MOST = 64 };
    double room[3 * MOST / 2];
    ent_dist self = {.kind = kind};

    if (kind == ENT_DIST_MIXTURE || kind == ENT_DIST_TRUNCATE || count > MOST || !count_fits(kind, count) ||
        set_any(&self, parameters, count, NULL, room, NULL) != ENT_OK) {
        return (double) NAN;
    }
    return ent_dist_quantile(&self, u);
}

bool ent_dist_continuous(const ent_dist *self)
{
    switch (self->kind) {
    case ENT_DIST_BERNOULLI:
    case ENT_DIST_BINOMIAL:
    case ENT_DIST_POISSON:
    case ENT_DIST_DISCRETE:
        return false;
    case ENT_DIST_MIXTURE:
    case ENT_DIST_TRUNCATE:
        for (size_t i = 0; i < self->count; i++) {
            if (!ent_dist_continuous(self->part[i])) {
                return false;
            }
        }
        return true;
    default:
        return true;
    }
}

int ent_dist_tabulate(ent_dist *self, ent_arena *arena)
{
    switch (self->kind) {
    case ENT_DIST_GAMMA:
    case ENT_DIST_BETA:
    case ENT_DIST_PERT:
    case ENT_DIST_STUDENT_T:
        return ent_quantile_table_build(self, &self->table, arena);
    case ENT_DIST_MIXTURE:
    case ENT_DIST_TRUNCATE:
        if (!ent_dist_discrete(self)) {
            return ent_quantile_table_build(self, &self->table, arena);
        }
        return ent_guide_table_build(self, &self->steps, arena);
    case ENT_DIST_BINOMIAL:
    case ENT_DIST_POISSON:
    case ENT_DIST_DISCRETE:
    case ENT_DIST_QUANTILES:
        return ent_guide_table_build(self, &self->steps, arena);
    default:
        return ENT_OK;
    }
}
