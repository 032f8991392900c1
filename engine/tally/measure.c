#include "tally/measure.h"

#include "base/status.h"
#include "tally/student_t.h"

#include <math.h>
#include <stdlib.h>

void ent_measure_sum_add(ent_measure_sum *self, double x)
{
    self->count++;
    if (fabs(x) < ENT_MEASURE_LIMIT) {
        ent_wide_sum_add(&self->x, x);
        ent_wide_sum_add_square(&self->square, x);
    } else {
        self->beyond++;
    }
}

void ent_measure_sum_merge(ent_measure_sum *self, const ent_measure_sum *other)
{
    ent_wide_sum_merge(&self->x, &other->x);
    ent_wide_sum_merge(&self->square, &other->square);
    self->count += other->count;
    self->beyond += other->beyond;
}

uint64_t ent_measure_beyond(const ent_measure_column *column, uint64_t worlds)
{
    uint64_t beyond = 0;

    for (uint64_t w = 0; w < worlds; w++) {
        beyond += column->at[w * column->stride].beyond;
    }
    return beyond;
}

/* --- worlds ------------------------------------------------------------------------------------------------------- */

typedef ent_world_mean world;

/* All worlds. */
typedef struct worlds_of {
    world *world;    /* [count]; owned */
    uint64_t count;  /* all worlds */
    uint64_t filled; /* those with draws */
    uint64_t draws, beyond;
    double mean;
    bool design;    /* the sampling units are the randomisations; false: the worlds */
    uint64_t units; /* those with draws */
    double unit_mean[ENT_RANDOMISATIONS], unit_draws[ENT_RANDOMISATIONS]; /* of a design */
} worlds_of;

static ent_double_double sum_of(const ent_wide_sum *sum, bool squares)
{
    ent_wide_total one = {.top = 0};

    ent_wide_total_add(&one, sum);
    return squares ? ent_wide_total_squares(&one) : ent_wide_total_value(&one);
}

static world world_of(const ent_measure_sum *sum)
{
    world made = {.draws = (double) sum->count};
    ent_double_double total, off;

    if (sum->count == 0) {
        return made;
    }
    total = sum_of(&sum->x, false);
    made.mean = ent_wide_mean(total, sum->count);
    if (sum->count > 1) { /* sum (x - m)^2 = sum x^2 - 2 m sum x + n m^2 */
        ent_double_double square = ent_dd_product(made.mean, made.mean);
        off = ent_dd_add(sum_of(&sum->square, true), ent_dd_times(total, -2.0 * made.mean));
        off = ent_dd_add(off, ent_dd_times(square, made.draws));
        made.noise = fmax(off.high, 0.0) / (made.draws * (made.draws - 1.0));
    }
    return made;
}

ent_world_mean ent_measure_world_mean(const ent_measure_sum *sum)
{
    return world_of(sum);
}

/* Fills the means of the randomisations. */
static void collect_units(worlds_of *self, const ent_measure_column *column)
{
    for (uint64_t r = 0; r < ENT_RANDOMISATIONS; r++) {
        ent_wide_total total = {.top = 0};
        uint64_t draws = 0;
        for (uint64_t w = r; w < self->count; w += ENT_RANDOMISATIONS) {
            const ent_measure_sum *sum = &column->at[w * column->stride];
            ent_wide_total_add(&total, &sum->x);
            draws += sum->count;
        }
        self->unit_draws[r] = (double) draws;
        self->unit_mean[r] = draws > 0 ? ent_wide_mean(ent_wide_total_value(&total), draws) : 0.0;
        self->units += draws > 0 ? 1 : 0;
    }
}

/* Fills self. The worlds are to be freed whatever the status. */
static int collect(worlds_of *self, const ent_measure_column *column, uint64_t count)
{
    ent_wide_total total = {.top = 0};

    *self = (worlds_of){.count = count, .mean = (double) NAN, .design = column->design};
    self->world = count <= SIZE_MAX / sizeof(world) ? malloc((size_t) count * sizeof(world) + 1) : NULL;
    if (self->world == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (uint64_t w = 0; w < count; w++) {
        const ent_measure_sum *sum = &column->at[w * column->stride];
        self->world[w] = world_of(sum);
        ent_wide_total_add(&total, &sum->x);
        self->filled += sum->count > 0 ? 1 : 0;
        self->draws += sum->count;
        self->beyond += sum->beyond;
    }
    if (self->draws > 0 && self->beyond == 0) {
        self->mean = ent_wide_mean(ent_wide_total_value(&total), self->draws);
    }
    self->units = column->design ? 0 : self->filled;
    if (column->design) {
        collect_units(self, column);
    }
    return ENT_OK;
}

/* (s_u - m n_u) / N of unit u. Means are rounded once from integers, so units with equal means give exactly 0. */
static double score(const worlds_of *all, uint64_t u)
{
    double draws = all->design ? all->unit_draws[u] : all->world[u].draws;
    double mean = all->design ? all->unit_mean[u] : all->world[u].mean;

    return draws > 0.0 ? (mean - all->mean) * (draws / (double) all->draws) : 0.0;
}

/* Sum of the squared scores of the units, or of their differences to those of b (NULL: none). */
static double sum_of_squares(const worlds_of *all, const worlds_of *b)
{
    uint64_t units = all->design ? (uint64_t) ENT_RANDOMISATIONS : all->count;
    double sum = 0.0;

    for (uint64_t u = 0; u < units; u++) {
        double z = score(all, u) - (b != NULL ? score(b, u) : 0.0);
        sum += z * z;
    }
    return sum;
}

static double unbiased(uint64_t units)
{
    return (double) units / (double) (units - 1);
}

/* --- the mean ----------------------------------------------------------------------------------------------------- */

/* If all units have the same mean, a share t^2 / (W + t^2) of the draws may be anywhere within the bounds, as in
 * mean.h; on a side without a bound the interval then ends at the mean. Of a design it reaches ent_least_reach of the
 * width of the bounds. */
static void set_interval(ent_estimate *self, const worlds_of *all, double sum, ent_bounds bounds)
{
    double units = (double) all->units;
    double t = ent_student_t_975(all->units - 1);
    double reach = t * sqrt(unbiased(all->units) * sum);
    double share = all->design ? ent_least_reach(all->units, all->filled) : t * t / (units + t * t);
    double width = bounds.high - bounds.low;

    self->has_interval = true;
    if (sum > 0.0 || (all->design && isfinite(width))) {
        reach = sum > 0.0 ? reach : share * width;
        self->low = fmax(self->p - reach, bounds.low);
        self->high = fmin(self->p + reach, bounds.high);
    } else {
        self->low = self->p - (isfinite(bounds.low) ? share * (self->p - bounds.low) : 0.0);
        self->high = self->p + (isfinite(bounds.high) ? share * (bounds.high - self->p) : 0.0);
    }
}

/* --- the range across worlds -------------------------------------------------------------------------------------- */

/* Variance of the worlds' means without noise and its standard error; the variance of the means as they are. */
typedef struct spread {
    double variance, error, observed;
    uint64_t worlds; /* with two draws or more */
} spread;

static spread spread_of(const worlds_of *all, double squared_error)
{
    spread made = {.worlds = 0};
    double draws = 0.0;
    double mean = 0.0, error = 0.0;

    for (uint64_t w = 0; w < all->count; w++) {
        const world *at = &all->world[w];
        double off = at->mean - all->mean;
        if (at->draws > 1.0) {
            made.worlds++;
            draws += at->draws;
            made.observed += at->draws * off * off;
            mean += at->draws * (off * off - at->noise);
        }
    }
    if (made.worlds < 2) {
        return (spread){.worlds = made.worlds};
    }
    made.observed /= draws;
    mean /= draws;
    for (uint64_t w = 0; w < all->count; w++) {
        const world *at = &all->world[w];
        double off = at->mean - all->mean;
        double z = at->draws > 1.0 ? at->draws * (off * off - at->noise - mean) : 0.0;
        error += z * z;
    }
    made.variance = mean + squared_error;
    made.error =
        fmax(sqrt(unbiased(made.worlds) * error) / draws, made.observed * sqrt(2.0 / (double) (made.worlds - 1)));
    return made;
}

/* A world of a range. */
typedef struct ranked_world {
    double mean, draws;
    uint64_t number;
} ranked_world;

/* Equal means in the order of the worlds: their draws differ, and C libraries sort equal members in different orders.
 */
static int by_mean(const void *a, const void *b)
{
    const ranked_world *x = a, *y = b;

    if (x->mean < y->mean || x->mean > y->mean) {
        return x->mean < y->mean ? -1 : 1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

/* The worlds in ascending order of their means, to be freed; NULL when memory is out. */
static ranked_world *rank(const worlds_of *all)
{
    ranked_world *order =
        all->count < SIZE_MAX / sizeof(*order) ? malloc(((size_t) all->count + 1) * sizeof(*order)) : NULL;

    for (uint64_t w = 0; w < all->count && order != NULL; w++) {
        order[w] = (ranked_world){all->world[w].mean, all->world[w].draws, w};
    }
    if (order != NULL) {
        qsort(order, (size_t) all->count, sizeof(*order), by_mean);
    }
    return order;
}

/* Quantile at q of the means of worlds in ascending order, each by its draws: linear between the middles of their
 * weights. */
static double weighted_quantile(const worlds_of *all, const ranked_world *order, double q)
{
    double wanted = q * (double) all->draws;
    double before = 0.0;
    double last_middle = 0.0, last = (double) NAN;

    for (uint64_t w = 0; w < all->count; w++) {
        const ranked_world *at = &order[w];
        double middle = before + 0.5 * at->draws;
        if (at->draws <= 0.0) {
            continue;
        }
        if (middle >= wanted) {
            return isnan(last) ? at->mean : last + (at->mean - last) * (wanted - last_middle) / (middle - last_middle);
        }
        before += at->draws;
        last_middle = middle;
        last = at->mean;
    }
    return last;
}

/* Rounds up to two significant digits. */
static uint64_t rounded_up(double x)
{
    double unit = 1.0;

    while (x / unit > 99.0) {
        unit *= 10.0;
    }
    return (uint64_t) (ceil(x / unit) * unit);
}

static const double MOST_MORE = 100.0; /* as in range.c */

/* Decides whether the range is measured, as range.c does for chances. */
static ent_range_state state_of(
    ent_estimate *self, const worlds_of *all, const ent_worlds *worlds, const spread *between)
{
    double mean = (double) all->draws / (double) all->filled;

    if (!worlds->unknowns) {
        return ENT_RANGE_NOT_UNKNOWN;
    }
    if (all->filled < ENT_RANGE_LEAST_WORLDS) {
        return ENT_RANGE_FEW_WORLDS;
    }
    if (mean < ENT_RANGE_LEAST_DRAWS) {
        mean = (double) all->draws / (double) worlds->count;
        self->replications = rounded_up((double) worlds->replications * ENT_RANGE_LEAST_DRAWS / mean);
        return ENT_RANGE_FEW_DRAWS;
    }
    if (between->variance > 2.0 * between->error) {
        return ENT_RANGE_MEASURED;
    }
    if (between->variance > 0.0 && 2.0 * between->error <= MOST_MORE * between->variance) {
        self->replications =
            rounded_up((double) worlds->replications * fmax(2.0 * between->error / between->variance, 1.0));
    }
    return ENT_RANGE_WITHIN_NOISE;
}

/* ENT_OK or ENT_ERR_NO_MEMORY. */
static int set_range(ent_estimate *self, const worlds_of *all, const ent_worlds *worlds, double squared_error)
{
    spread between = spread_of(all, squared_error);
    ranked_world *order;
    double shrink;

    self->range = state_of(self, all, worlds, &between);
    if (self->range != ENT_RANGE_MEASURED) {
        return ENT_OK;
    }
    order = rank(all);
    if (order == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    shrink = fmin(sqrt(between.variance / between.observed), 1.0);
    self->p05 = fmin(self->p + shrink * (weighted_quantile(all, order, 0.05) - self->p), self->p);
    self->p50 = self->p + shrink * (weighted_quantile(all, order, 0.50) - self->p);
    self->p95 = fmax(self->p + shrink * (weighted_quantile(all, order, 0.95) - self->p), self->p);
    self->has_range = true;
    free(order);
    return ENT_OK;
}

int ent_measure_estimate(ent_estimate *self, const ent_measure_column *column, const ent_worlds *worlds, bool range)
{
    const double nan = (double) NAN;
    worlds_of all;
    double sum = 0.0;
    int status = collect(&all, column, worlds->count);

    *self = (ent_estimate){.is_mean = true, .p = nan, .low = nan, .high = nan, .p05 = nan, .p50 = nan, .p95 = nan};
    self->n = all.draws;
    self->worlds = all.filled;
    self->has_p = status == ENT_OK && all.draws > 0 && all.beyond == 0;
    if (self->has_p) {
        self->p = all.mean;
    }
    if (self->has_p && all.units > 1) {
        sum = sum_of_squares(&all, NULL);
        set_interval(self, &all, sum, column->bounds);
    }
    if (self->has_p && range) {
        status = set_range(self, &all, worlds, all.units > 1 ? unbiased(all.units) * sum : 0.0);
    }
    free(all.world);
    return status;
}

/* --- differences -------------------------------------------------------------------------------------------------- */

static void add_better(ent_difference *self, const worlds_of *v, const worlds_of *b)
{
    uint64_t both = 0;
    uint64_t halves = 0;

    for (uint64_t w = 0; w < v->count; w++) {
        if (v->world[w].draws > 0.0 && b->world[w].draws > 0.0) {
            both++;
            halves += v->world[w].mean > b->world[w].mean ? 2 : v->world[w].mean == b->world[w].mean ? 1 : 0;
        }
    }
    self->has_better = both > 0;
    self->better = both > 0 ? 0.5 * (double) halves / (double) both : (double) NAN;
}

static bool any_differs(const worlds_of *v, const worlds_of *b)
{
    for (uint64_t w = 0; w < v->count; w++) {
        if (v->world[w].draws != b->world[w].draws || v->world[w].mean != b->world[w].mean) {
            return true;
        }
    }
    return false;
}

/* Half-width of the interval. Infinite bounds give none where the randomisations of a design differ alike. */
static double reach_of(const worlds_of *v, const worlds_of *b, ent_bounds bounds)
{
    uint64_t least = v->units < b->units ? v->units : b->units;
    double sum = sum_of_squares(v, b);
    double width = bounds.high - bounds.low;

    if (v->design && !(sum > 0.0) && isfinite(width) && any_differs(v, b)) {
        return ent_least_reach(least, v->filled < b->filled ? v->filled : b->filled) * width;
    }
    return ent_student_t_975(least - 1) * sqrt(unbiased(least) * sum);
}

static void compare(ent_difference *self, const worlds_of *v, const worlds_of *b, ent_bounds bounds)
{
    double reach;

    if (v->units < 2 || b->units < 2 || v->beyond > 0 || b->beyond > 0) {
        return;
    }
    self->value = v->mean - b->mean;
    reach = reach_of(v, b, bounds);
    self->low = fmax(self->value - reach, bounds.low);
    self->high = fmin(self->value + reach, bounds.high);
    self->has_value = true;
    self->has_interval = true;
    add_better(self, v, b);
}

int ent_measure_difference(
    ent_difference *self, const ent_measure_column *v, const ent_measure_column *b, uint64_t worlds)
{
    const double nan = (double) NAN;
    const ent_bounds bounds = {v->bounds.low - b->bounds.high, v->bounds.high - b->bounds.low};
    worlds_of of_v, of_b;
    int status = collect(&of_v, v, worlds);
    int other = collect(&of_b, b, worlds);

    *self = (ent_difference){.value = nan, .low = nan, .high = nan, .better = nan};
    status = status == ENT_OK ? other : status;
    if (status == ENT_OK) {
        compare(self, &of_v, &of_b, bounds);
    }
    free(of_v.world);
    free(of_b.world);
    return status;
}
