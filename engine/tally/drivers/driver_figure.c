#include "tally/drivers/driver_figure.h"

#include "tally/student_t.h"

#include <math.h>

/* --- differences -------------------------------------------------------------------------------------------------- */

/* Squared distance from p to the end of its Wilson interval on the side towards 1, or towards 0, where p is at the
 * other end of [0, 1]; else 0: its sampling error is in se. */
static double squared_reach(const ent_estimate *e, bool up)
{
    double away = 0.0;

    if (e->k == 0 && up) {
        away = e->high - e->p;
    } else if (e->k == e->n && !up) {
        away = e->p - e->low;
    }
    return away * away;
}

ent_difference ent_group_difference(const ent_moments *high, const ent_moments *low, double covariance)
{
    const double nan = (double) NAN;
    ent_difference made = {.value = nan, .low = nan, .high = nan, .better = nan};
    ent_estimate of_high = ent_estimate_of_moments(high);
    ent_estimate of_low = ent_estimate_of_moments(low);
    uint64_t least = high->worlds < low->worlds ? high->worlds : low->worlds;
    double t, square;

    if (!of_high.has_p || !of_low.has_p) {
        return made;
    }
    made.value = of_high.p - of_low.p;
    made.has_value = true;
    if (!of_high.has_interval || !of_low.has_interval) {
        return made;
    }
    t = ent_student_t_975(least - 1);
    square = ent_squared_error(high) + ent_squared_error(low) - 2.0 * covariance;
    square = t * t * fmax(square, 0.0);
    made.low = made.value - sqrt(square + squared_reach(&of_high, false) + squared_reach(&of_low, true));
    made.high = made.value + sqrt(square + squared_reach(&of_high, true) + squared_reach(&of_low, false));
    made.low = fmax(made.low, -1.0);
    made.high = fmin(made.high, 1.0);
    made.has_interval = true;
    return made;
}

/* --- explained ---------------------------------------------------------------------------------------------------- */

/* Sums over worlds, or over all worlds but those of a block. */
typedef struct totals {
    uint64_t n, y, x, b;
} totals;

static void add(totals *self, const ent_driver_sum *own, const ent_driver_sum *base, size_t residue)
{
    self->n += base->with[residue];
    self->y += base->both[residue];
    self->x += own->with[residue];
    self->b += own->both[residue];
}

static totals less(const totals *all, const totals *block)
{
    return (totals){.n = all->n - block->n, .y = all->y - block->y, .x = all->x - block->x, .b = all->b - block->b};
}

/* Var(E[Y given it]) / Var(Y); NaN where one of them is not defined. */
static double explained_by(const totals *at)
{
    double n = (double) at->n, y = (double) at->y, x = (double) at->x, b = (double) at->b;
    double s = x / n, p = y / n;
    double difference;

    if (at->x == 0 || at->x == at->n || at->y == 0 || at->y == at->n) {
        return (double) NAN;
    }
    difference = b / x - (y - b) / (n - x);
    return fmin(s * (1.0 - s) * difference * difference / (p * (1.0 - p)), 1.0);
}

void ent_driver_jackknife(double share, const double without[ENT_DRIVER_BLOCKS], double *low, double *high)
{
    const double blocks = (double) ENT_DRIVER_BLOCKS;
    double mean = 0.0;
    double square = 0.0;
    double reach;

    for (size_t b = 0; b < ENT_DRIVER_BLOCKS; b++) {
        mean += without[b] / blocks;
    }
    for (size_t b = 0; b < ENT_DRIVER_BLOCKS; b++) {
        square += (without[b] - mean) * (without[b] - mean);
    }
    reach = ent_student_t_975(ENT_DRIVER_BLOCKS - 1) * sqrt((blocks - 1.0) / blocks * square);
    *low = reach >= 0.0 ? fmax(share - reach, 0.0) : (double) NAN;
    *high = reach >= 0.0 ? fmin(share + reach, 1.0) : (double) NAN;
}

static void explain(ent_driver_figure *figure, const ent_driver_sum *self, const ent_driver_sum *base)
{
    totals block[ENT_DRIVER_BLOCKS] = {{0}};
    totals all = {0};
    double without[ENT_DRIVER_BLOCKS];

    for (size_t r = 0; r < ENT_DRIVER_RESIDUES; r++) {
        add(&block[r % ENT_DRIVER_BLOCKS], self, base, r);
        add(&all, self, base, r);
    }
    figure->explained = explained_by(&all);
    for (size_t b = 0; b < ENT_DRIVER_BLOCKS; b++) {
        totals rest = less(&all, &block[b]);
        without[b] = base->worlds_with >= ENT_DRIVER_BLOCKS ? explained_by(&rest) : (double) NAN;
    }
    ent_driver_jackknife(figure->explained, without, &figure->explained_low, &figure->explained_high);
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static uint64_t sum(const uint64_t *residue)
{
    uint64_t total = 0;

    for (size_t r = 0; r < ENT_DRIVER_RESIDUES; r++) {
        total += residue[r];
    }
    return total;
}

/* Covariance of the ratios with and without the driver, which are of the same worlds. With g_w = y_w - b_w and
 * h_w = n_w - x_w: sum (b - p x)(g - q h) = (A - p B) / H, A = H sum b g - G sum b h, B = H sum x g - G sum x h, which
 * are exact, so worlds without a deviation add nothing. */
static double covariance(
    const ent_driver_sum *self, const ent_driver_sum *base, const ent_moments *high, const ent_moments *low)
{
    ent_uint128 bg = self->by - self->bb, bh = self->bn - self->xb;
    ent_uint128 xg = self->xy - self->xb, xh = self->xn - self->xx;
    double a = (double) (ent_int128) (bg * low->n - bh * low->k);
    double b = (double) (ent_int128) (xg * low->n - xh * low->k);
    double x = (double) high->n, h = (double) low->n;
    double worlds = (double) base->worlds_with;
    double total = (a - (double) high->k / x * b) / h;

    return worlds > 1.0 ? worlds / (worlds - 1.0) * total / (x * h) : 0.0;
}

ent_driver_figure ent_driver_figure_of(const ent_driver_sum *self, const ent_driver_sum *base)
{
    uint64_t n = sum(base->with), y = sum(base->both), x = sum(self->with), b = sum(self->both);
    ent_moments high = {.k = b, .n = x, .kk = self->bb, .kn = self->xb, .nn = self->xx, .worlds = self->worlds_with};
    ent_moments low = {.k = y - b,
        .n = n - x,
        .kk = base->bb - 2 * self->by + self->bb,
        .kn = base->xb - self->bn - self->xy + self->xb,
        .nn = base->xx - 2 * self->xn + self->xx,
        .worlds = self->worlds_without};
    double shared = x > 0 && x < n ? covariance(self, base, &high, &low) : 0.0;
    ent_difference difference = ent_group_difference(&high, &low, shared);
    ent_driver_figure made = {.share = n > 0 ? (double) x / (double) n : (double) NAN,
        .low = n > x ? (double) low.k / (double) low.n : (double) NAN,
        .high = x > 0 ? (double) b / (double) x : (double) NAN,
        .difference = difference.value,
        .difference_low = difference.low,
        .difference_high = difference.high};

    explain(&made, self, base);
    return made;
}
