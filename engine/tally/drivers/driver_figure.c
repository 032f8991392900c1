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
    uint64_t least =
        ent_moments_units(high) < ent_moments_units(low) ? ent_moments_units(high) : ent_moments_units(low);
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

/* Sets the interval of `explained` from the shares without each of the blocks. */
static void jackknife(ent_driver_figure *figure, const double *without, size_t count)
{
    const double blocks = (double) count;
    double mean = 0.0;
    double square = 0.0;
    double reach;

    for (size_t b = 0; b < count; b++) {
        mean += without[b] / blocks;
    }
    for (size_t b = 0; b < count; b++) {
        square += (without[b] - mean) * (without[b] - mean);
    }
    reach = ent_student_t_975(count - 1) * sqrt((blocks - 1.0) / blocks * square);
    if (reach >= 0.0) { /* and not NaN: a share without some block is not known */
        figure->explained_low = fmax(figure->explained - reach, 0.0);
        figure->explained_high = fmin(figure->explained + reach, 1.0);
    }
}

static void explain(ent_driver_figure *figure, const ent_driver_sum *self, const ent_driver_sum *base, bool design)
{
    const size_t blocks = design ? (size_t) ENT_RANDOMISATIONS : (size_t) ENT_DRIVER_BLOCKS;
    totals block[ENT_DRIVER_BLOCKS] = {{0}};
    totals all = {0};
    double without[ENT_DRIVER_BLOCKS];

    for (size_t r = 0; r < ENT_DRIVER_RESIDUES; r++) {
        add(&block[r % blocks], self, base, r);
        add(&all, self, base, r);
    }
    figure->explained = explained_by(&all);
    figure->explained_low = figure->explained_high = (double) NAN;
    for (size_t b = 0; b < blocks; b++) {
        totals rest = less(&all, &block[b]);
        without[b] = explained_by(&rest);
    }
    if (base->worlds_with >= blocks && !isnan(figure->explained)) {
        jackknife(figure, without, blocks);
    }
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

/* The draws with a driver and those without it, and sums over sampling units of products across them: of x, b with it
 * and h = n - x, g = y - b without. */
typedef struct sides {
    ent_moments high, low;
    ent_uint128 xh, xg, bh, bg;
    uint64_t units; /* with a draw of the base */
} sides;

static sides sides_of(const ent_driver_sum *self, const ent_driver_sum *base)
{
    uint64_t n = ent_driver_total(base->with), y = ent_driver_total(base->both);
    uint64_t x = ent_driver_total(self->with), b = ent_driver_total(self->both);

    return (sides){
        .high = {.k = b, .n = x, .kk = self->bb, .kn = self->xb, .nn = self->xx, .worlds = self->worlds_with},
        .low = {.k = y - b,
            .n = n - x,
            .kk = base->bb - 2 * self->by + self->bb,
            .kn = base->xb - self->bn - self->xy + self->xb,
            .nn = base->xx - 2 * self->xn + self->xx,
            .worlds = self->worlds_without},
        .xh = self->xn - self->xx,
        .xg = self->xy - self->xb,
        .bh = self->bn - self->xb,
        .bg = self->by - self->bb,
        .units = base->worlds_with};
}

/* The same of a design. */
static sides sides_of_units(const ent_driver_sum *self, const ent_driver_sum *base)
{
    ent_unit_counts high = {.worlds = self->worlds_with}, low = {.worlds = self->worlds_without};
    sides made = {.units = 0};

    for (size_t r = 0; r < ENT_DRIVER_RESIDUES; r++) {
        size_t unit = r % ENT_RANDOMISATIONS;
        high.k[unit] += self->both[r];
        high.n[unit] += self->with[r];
        low.k[unit] += base->both[r] - self->both[r];
        low.n[unit] += base->with[r] - self->with[r];
    }
    for (size_t u = 0; u < ENT_RANDOMISATIONS; u++) {
        made.xh += (ent_uint128) high.n[u] * low.n[u];
        made.xg += (ent_uint128) high.n[u] * low.k[u];
        made.bh += (ent_uint128) high.k[u] * low.n[u];
        made.bg += (ent_uint128) high.k[u] * low.k[u];
        made.units += high.n[u] + low.n[u] > 0 ? 1 : 0;
    }
    made.high = ent_moments_of_units(&high);
    made.low = ent_moments_of_units(&low);
    return made;
}

/* Covariance of the two ratios, which are of the same units: sum (b - p x)(g - q h) = (A - p B) / H, H = sum h,
 * G = sum g, A = H sum b g - G sum b h, B = H sum x g - G sum x h, which are exact, so units without a deviation add
 * nothing. */
static double covariance(const sides *at)
{
    double a = (double) (ent_int128) (at->bg * at->low.n - at->bh * at->low.k);
    double b = (double) (ent_int128) (at->xg * at->low.n - at->xh * at->low.k);
    double x = (double) at->high.n, h = (double) at->low.n;
    double units = (double) at->units;
    double total = (a - (double) at->high.k / x * b) / h;

    return at->units > 1 && x > 0.0 && h > 0.0 ? units / (units - 1.0) * total / (x * h) : 0.0;
}

ent_driver_figure ent_driver_figure_of(const ent_driver_sum *self, const ent_driver_sum *base, bool design)
{
    sides at = design ? sides_of_units(self, base) : sides_of(self, base);
    double n = (double) (at.high.n + at.low.n);
    ent_difference difference = ent_group_difference(&at.high, &at.low, covariance(&at));
    ent_driver_figure made = {.share = n > 0.0 ? (double) at.high.n / n : (double) NAN,
        .low = at.low.n > 0 ? (double) at.low.k / (double) at.low.n : (double) NAN,
        .high = at.high.n > 0 ? (double) at.high.k / (double) at.high.n : (double) NAN,
        .difference = difference.value,
        .difference_low = difference.low,
        .difference_high = difference.high};

    explain(&made, self, base, design);
    return made;
}
