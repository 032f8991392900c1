#include "tally/mean.h"

#include "tally/estimate.h"
#include "tally/student_t.h"

#include <math.h>

/* A column with its sum and mean. */
typedef struct column {
    ent_sums sums;     /* of the sampling units; at `unit` below where these are randomisations */
    uint64_t count;    /* rows of it */
    uint64_t units;    /* rows with the condition */
    uint64_t worlds;   /* worlds with the condition */
    ent_exact_sum sum; /* of all */
    double mean;
    ent_exact_sum unit[ENT_RANDOMISATIONS];
} column;

/* Fills self, which must not be moved. */
static void add_up(column *self, ent_sums sums, uint64_t worlds)
{
    *self = (column){.sums = sums, .count = worlds};
    for (uint64_t w = 0; w < worlds; w++) {
        const ent_exact_sum *sum = &sums.at[w * sums.stride];
        ent_exact_sum_merge(&self->sum, sum);
        self->worlds += sum->count > 0 ? 1 : 0;
        if (sums.design) {
            ent_exact_sum_merge(&self->unit[w % ENT_RANDOMISATIONS], sum);
        }
    }
    self->units = self->worlds;
    if (sums.design) {
        self->sums = ent_sums_of(self->unit, 1);
        self->count = ENT_RANDOMISATIONS;
        self->units = 0;
        for (size_t r = 0; r < ENT_RANDOMISATIONS; r++) {
            self->units += self->unit[r].count > 0 ? 1 : 0;
        }
    }
    self->mean = ent_exact_sum_mean(&self->sum);
}

/* (s_u - m n_u) / N of unit u. Each mean is rounded once from integers, so units with equal means give exactly 0. */
static double score(const column *all, uint64_t u)
{
    const ent_exact_sum *own = &all->sums.at[u * all->sums.stride];

    if (own->count == 0) {
        return 0.0;
    }
    return (ent_exact_sum_mean(own) - all->mean) * ((double) own->count / (double) all->sum.count);
}

/* The value and what stands behind it. b: NULL for the mean of one number. */
static ent_mean begin(const column *a, const column *b)
{
    const double nan = (double) NAN;
    const column *fewer = b != NULL && b->worlds < a->worlds ? b : a;
    const column *least = b != NULL && b->sum.count < a->sum.count ? b : a;
    ent_mean made = {.value = nan, .low = nan, .high = nan};

    made.draws = least->sum.count;
    made.worlds = fewer->worlds;
    made.beyond = a->sum.clipped + (b != NULL ? b->sum.clipped : 0);
    made.has_value = made.draws > 0 && made.beyond == 0;
    if (made.has_value) {
        made.value = a->mean - (b != NULL ? b->mean : 0.0);
    }
    return made;
}

/* Sets an interval that reaches these shares of the way to the bounds. */
static void reach_for_bounds(ent_mean *self, double share, ent_bounds bounds)
{
    self->low -= bounds.low < self->value ? share * (self->value - bounds.low) : 0.0;
    self->high += bounds.high > self->value ? share * (bounds.high - self->value) : 0.0;
}

/* Sets the interval from sum, the sum of squared scores over so many units with the condition. */
static void set_interval(ent_mean *self, double sum, uint64_t units, bool design, ent_bounds bounds)
{
    double u = (double) units;
    double t, reach;

    if (!self->has_value || units < 2) {
        return;
    }
    t = ent_student_t_975(units - 1);
    self->has_interval = true;
    self->low = self->value;
    self->high = self->value;
    reach = sum > 0.0 ? t * sqrt(u / (u - 1.0) * sum) : 0.0;
    if (!(sum > 0.0) && !design) {
        reach_for_bounds(self, t * t / (u + t * t), bounds);
        return;
    }
    if (!(sum > 0.0)) {
        reach = ent_least_reach(units, self->worlds) * (bounds.high - bounds.low);
        if (!isfinite(reach)) {
            reach_for_bounds(self, ent_least_reach(units, self->worlds), bounds);
            return;
        }
    }
    self->low = fmax(self->value - reach, bounds.low);
    self->high = fmin(self->value + reach, bounds.high);
}

ent_mean ent_mean_of_sums(ent_sums sums, uint64_t worlds, ent_bounds bounds)
{
    column all;
    ent_mean made;
    double sum = 0.0;

    add_up(&all, sums, worlds);
    made = begin(&all, NULL);
    for (uint64_t u = 0; made.has_value && u < all.count; u++) {
        double z = score(&all, u);
        sum += z * z;
    }
    set_interval(&made, sum, all.units, sums.design, bounds);
    return made;
}

ent_mean ent_mean_difference(ent_sums a, ent_bounds of_a, ent_sums b, ent_bounds of_b, uint64_t worlds)
{
    column all_a, all_b;
    ent_mean made;
    double sum = 0.0;

    add_up(&all_a, a, worlds);
    add_up(&all_b, b, worlds);
    made = begin(&all_a, &all_b);
    for (uint64_t u = 0; made.has_value && u < all_a.count; u++) {
        double z = score(&all_a, u) - score(&all_b, u);
        sum += z * z;
    }
    set_interval(&made, sum, all_a.units < all_b.units ? all_a.units : all_b.units, a.design,
        (ent_bounds){of_a.low - of_b.high, of_a.high - of_b.low});
    return made;
}
