#include "analysis/evppi.h"

#include "analysis/regression_spline.h"
#include "base/status.h"
#include "tally/student_t.h"

#include <math.h>
#include <stdlib.h>

/* A curve or chance must be above that of the best choice by more than rounding to be chosen instead. */
static const double least_gain = 1e-12;

/* The counts of a world, for a choice with the information on the world and for one without. */
typedef struct outcome {
    double sum, draws;           /* of the choice made in this world */
    double best_sum, best_draws; /* of the choice that is best on the whole */
} outcome;

static const ent_information_value undefined = {(double) NAN, (double) NAN, (double) NAN, (double) NAN};

/* Adds the counts of a choice in a world. */
static void add_counts(const ent_world_sums *choice, size_t w, double *sum, double *draws)
{
    if (choice->draws[w] > 0.0) {
        *sum += choice->sum[w];
        *draws += choice->draws[w];
    }
}

/* The choice of the largest mean over all parts of the draws, [parts][choices]. */
static size_t best_of(const ent_world_sums *const *part, size_t parts, size_t choices, size_t worlds)
{
    size_t best = 0;
    double most = -(double) INFINITY;

    for (size_t v = 0; v < choices; v++) {
        double sum = 0.0, draws = 0.0;
        for (size_t w = 0; w < worlds; w++) {
            for (size_t h = 0; h < parts; h++) {
                add_counts(&part[h][v], w, &sum, &draws);
            }
        }
        if (draws > 0.0 && sum / draws > most) {
            most = sum / draws;
            best = v;
        }
    }
    return best;
}

size_t ent_best_choice(const ent_world_sums *choice, size_t choices, size_t worlds)
{
    return best_of(&choice, 1, choices, worlds);
}

/* Returns the sums over worlds. */
static outcome total_of(const outcome *world, size_t worlds)
{
    outcome total = {0.0, 0.0, 0.0, 0.0};

    for (size_t w = 0; w < worlds; w++) {
        total.sum += world[w].sum;
        total.draws += world[w].draws;
        total.best_sum += world[w].best_sum;
        total.best_draws += world[w].best_draws;
    }
    return total;
}

static double difference_of(const outcome *total)
{
    return total->sum / total->draws - total->best_sum / total->best_draws;
}

/* Returns the linearised difference sum / draws - best_sum / best_draws of one world: its part of the error. */
static double part_of(const outcome *own, const outcome *total)
{
    return (own->sum - total->sum / total->draws * own->draws) / total->draws -
           (own->best_sum - total->best_sum / total->best_draws * own->best_draws) / total->best_draws;
}

/* Returns the half-width of the 95% interval of sum / draws - best_sum / best_draws; NaN from one sampling unit. */
static double half_width(const outcome *world, ent_world_sample sample)
{
    const outcome total = total_of(world, sample.worlds);
    size_t units = sample.units > 0 ? sample.units : sample.worlds;
    double square = 0.0;
    double count = 0.0;

    for (size_t u = 0; u < units; u++) {
        double part = 0.0, draws = 0.0;
        for (size_t w = u; w < sample.worlds; w += units) {
            part += part_of(&world[w], &total);
            draws += world[w].best_draws;
        }
        square += part * part;
        count += draws > 0.0 ? 1.0 : 0.0;
    }
    if (count < 2.0) {
        return (double) NAN;
    }
    return ent_student_t_975((uint64_t) count - 1) * sqrt(count / (count - 1.0) * square);
}

/* Sets the figures of a value that may be below 0. From one sampling unit, in which the best choice of all worlds is
 * that of its own, there is no value: it would be 0 whatever there is to know. */
static void set_value(ent_information_value *self, double value, double reach, double switches)
{
    *self = undefined;
    if (!isnan(reach)) {
        self->value = value > 0.0 ? value : 0.0;
        self->low = value - reach > 0.0 ? value - reach : 0.0;
        self->high = value + reach > self->value ? value + reach : self->value;
        self->switches = switches;
    }
}

int ent_choice_lead_of(
    ent_choice_lead *self, const ent_world_sums *choice, const ent_world_sums *other, ent_world_sample sample)
{
    outcome *world = calloc(sample.worlds + 1, sizeof(*world));
    outcome total;
    double reach;

    *self = (ent_choice_lead){(double) NAN, (double) NAN, (double) NAN};
    if (world == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t w = 0; w < sample.worlds; w++) {
        add_counts(choice, w, &world[w].sum, &world[w].draws);
        add_counts(other, w, &world[w].best_sum, &world[w].best_draws);
    }
    total = total_of(world, sample.worlds);
    if (total.draws > 0.0 && total.best_draws > 0.0) {
        reach = half_width(world, sample);
        self->value = difference_of(&total);
        self->low = self->value - reach;
        self->high = self->value + reach;
    }
    free(world);
    return ENT_OK;
}

/* --- one factor ---------------------------------------------------------------------------------------------- */

/* Returns the choice by the numbers `curve`, [choices]. */
static size_t choose(const double *curve, size_t choices, size_t best)
{
    size_t made = best;

    for (size_t v = 0; v < choices; v++) {
        if (curve[v] > curve[made] + (made == best ? least_gain : 0.0)) {
            made = v;
        }
    }
    return made;
}

/* A choice without any draw in the condition is never made. */
static void leave_out_empty(const double *mean, size_t choices, double *curve)
{
    for (size_t v = 0; v < choices; v++) {
        curve[v] = isnan(mean[v]) ? -(double) INFINITY : curve[v];
    }
}

/* Fills world, [worlds]; curve: [2 * choices] scratch. */
static void value_by_curves(ent_information_value *self, const ent_spline_fit *fit, const double *factor,
    const ent_world_sums *choice, size_t choices, ent_world_sample sample, outcome *world, double *curve)
{
    size_t best = ent_best_choice(choice, choices, sample.worlds);
    double *mean = curve + choices;
    double switched = 0.0;
    outcome total;

    for (size_t v = 0; v < choices; v++) {
        mean[v] = ent_world_sums_mean(&choice[v], sample.worlds);
    }
    for (size_t w = 0; w < sample.worlds; w++) {
        outcome *own = &world[w];
        size_t made;
        ent_spline_fit_at(fit, factor[w], choices, curve);
        leave_out_empty(mean, choices, curve);
        made = choose(curve, choices, best);
        *own = (outcome){0.0, 0.0, 0.0, 0.0};
        add_counts(&choice[made], w, &own->sum, &own->draws);
        add_counts(&choice[best], w, &own->best_sum, &own->best_draws);
        switched += made != best ? own->best_draws : 0.0;
    }
    total = total_of(world, sample.worlds);
    if (total.draws > 0.0 && total.best_draws > 0.0) {
        set_value(self, difference_of(&total), half_width(world, sample), switched / total.best_draws);
        self->switches = self->value > 0.0 || isnan(self->value) ? self->switches : 0.0;
    }
}

int ent_evppi(ent_information_value *self, const double *factor, const ent_world_sums *choice, size_t choices,
    ent_world_sample sample)
{
    ent_spline_fit fit;
    outcome *world = calloc(sample.worlds + 1, sizeof(*world));
    double *curve = calloc(2 * choices + 1, sizeof(*curve));
    int status = ent_spline_fit_init(&fit, factor, choice, choices, sample.worlds);

    *self = undefined;
    if (status == ENT_OK && (world == NULL || curve == NULL)) {
        status = ENT_ERR_NO_MEMORY;
    }
    if (status == ENT_OK) {
        value_by_curves(self, &fit, factor, choice, choices, sample, world, curve);
    }
    ent_spline_fit_free(&fit);
    free(curve);
    free(world);
    return status;
}

/* --- all factors --------------------------------------------------------------------------------------------- */

/* Returns the choice by the chances of world w. */
static size_t choose_in_world(const ent_world_sums *choice, size_t choices, size_t best, size_t w)
{
    size_t made = best;
    double most =
        choice[best].draws[w] > 0.0 ? choice[best].sum[w] / choice[best].draws[w] + least_gain : -(double) INFINITY;

    for (size_t v = 0; v < choices && choice[best].draws[w] > 0.0; v++) {
        if (choice[v].draws[w] > 0.0 && choice[v].sum[w] / choice[v].draws[w] > most) {
            most = choice[v].sum[w] / choice[v].draws[w];
            made = v;
        }
    }
    return made;
}

/* Fills world, [worlds]. Returns whether both halves have draws. */
static bool value_by_halves(ent_information_value *self, const ent_world_sums *const *half, size_t choices,
    ent_world_sample sample, outcome *world)
{
    size_t best = best_of(half, 2, choices, sample.worlds);
    double valued[2] = {0.0, 0.0};
    double switched = 0.0;
    outcome total;

    for (size_t w = 0; w < sample.worlds; w++) {
        outcome *own = &world[w];
        *own = (outcome){0.0, 0.0, 0.0, 0.0};
        for (size_t h = 0; h < 2; h++) {
            size_t made = choose_in_world(half[1 - h], choices, best, w);
            double draws = half[h][best].draws[w];
            add_counts(&half[h][made], w, &own->sum, &own->draws);
            add_counts(&half[h][best], w, &own->best_sum, &own->best_draws);
            valued[h] += draws;
            switched += made != best ? draws : 0.0;
        }
    }
    total = total_of(world, sample.worlds);
    if (!(valued[0] > 0.0 && valued[1] > 0.0 && total.draws > 0.0)) {
        return false;
    }
    set_value(self, difference_of(&total), half_width(world, sample), switched / total.best_draws);
    return true;
}

int ent_evpi(ent_information_value *self, const ent_world_sums *const *half, size_t choices, ent_world_sample sample)
{
    outcome *world = calloc(sample.worlds + 1, sizeof(*world));

    *self = undefined;
    if (world == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (!value_by_halves(self, half, choices, sample, world)) {
        *self = undefined;
    }
    free(world);
    return ENT_OK;
}
