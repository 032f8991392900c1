#include "tally/mean.h"

#include "tally/student_t.h"

#include <math.h>

/* The sum over all worlds, and the number of worlds with the condition. */
typedef struct total {
    ent_exact_sum sum;
    uint64_t worlds;
    double mean;
} total;

static total total_of(ent_sums sums, uint64_t worlds)
{
    total made = {.worlds = 0};

    for (uint64_t w = 0; w < worlds; w++) {
        const ent_exact_sum *sum = &sums.at[w * sums.stride];
        ent_exact_sum_merge(&made.sum, sum);
        made.worlds += sum->count > 0 ? 1 : 0;
    }
    made.mean = ent_exact_sum_mean(&made.sum);
    return made;
}

/* (s_w - m n_w) / N. Each mean is rounded once from integers, so worlds with equal means give exactly 0. */
static double score(const total *all, const ent_exact_sum *of_world)
{
    if (of_world->count == 0) {
        return 0.0;
    }
    return (ent_exact_sum_mean(of_world) - all->mean) * ((double) of_world->count / (double) all->sum.count);
}

/* The value and what stands behind it. b: NULL for the mean of one number. */
static ent_mean begin(const total *a, const total *b)
{
    const double nan = (double) NAN;
    const total *fewer = b != NULL && b->worlds < a->worlds ? b : a;
    const total *least = b != NULL && b->sum.count < a->sum.count ? b : a;
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

/* Sets the interval from sum, the sum of squared scores. */
static void set_interval(ent_mean *self, double sum, ent_bounds bounds)
{
    double w = (double) self->worlds;
    double t;

    if (!self->has_value || self->worlds < 2) {
        return;
    }
    t = ent_student_t_975(self->worlds - 1);
    self->has_interval = true;
    self->low = self->value;
    self->high = self->value;
    if (sum > 0.0) {
        double reach = t * sqrt(w / (w - 1.0) * sum);
        self->low = fmax(self->value - reach, bounds.low);
        self->high = fmin(self->value + reach, bounds.high);
    } else {
        double share = t * t / (w + t * t);
        self->low -= bounds.low < self->value ? share * (self->value - bounds.low) : 0.0;
        self->high += bounds.high > self->value ? share * (bounds.high - self->value) : 0.0;
    }
}

ent_mean ent_mean_of_sums(ent_sums sums, uint64_t worlds, ent_bounds bounds)
{
    total all = total_of(sums, worlds);
    ent_mean made = begin(&all, NULL);
    double sum = 0.0;

    for (uint64_t w = 0; made.has_value && w < worlds; w++) {
        double z = score(&all, &sums.at[w * sums.stride]);
        sum += z * z;
    }
    set_interval(&made, sum, bounds);
    return made;
}

ent_mean ent_mean_difference(ent_sums a, ent_bounds of_a, ent_sums b, ent_bounds of_b, uint64_t worlds)
{
    total all_a = total_of(a, worlds);
    total all_b = total_of(b, worlds);
    ent_mean made = begin(&all_a, &all_b);
    double sum = 0.0;

    for (uint64_t w = 0; made.has_value && w < worlds; w++) {
        double z = score(&all_a, &a.at[w * a.stride]) - score(&all_b, &b.at[w * b.stride]);
        sum += z * z;
    }
    set_interval(&made, sum, (ent_bounds){of_a.low - of_b.high, of_a.high - of_b.low});
    return made;
}
