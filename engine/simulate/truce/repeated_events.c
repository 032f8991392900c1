#include "simulate/truce/repeated_events.h"

#include <math.h>

/* Trials before month 1 beyond this number are not looked at: more than the talks and a truce of the longest kind
 * have months. */
static const double earlier_trials = 4800.0;

/* The trials of one event in one truce: number j is in the month ceil(at + j * every), counted from 0. */
typedef struct trials {
    double at, every; /* months; every >= 1 */
    double lasts;     /* months; infinity: for good */
    double chance;    /* of each */
    uint64_t key;     /* of the uniforms, each at the address of its draw and its number */
    uint64_t index;   /* number of the draw */
    const ent_kernels *kernels;
} trials;

/* Number of the last trial in `month` or before; negative where there is none. */
static double last_by(const trials *self, double month)
{
    return floor((month - self->at) / self->every);
}

static double month_of(const trials *self, double number)
{
    return ceil(self->at + number * self->every);
}

static bool succeeds(const trials *self, double number)
{
    uint64_t sub = (uint64_t) number;
    double uniform;

    self->kernels->philox_each(1, &self->key, &self->index, &sub, &uniform);
    return uniform > 1.0 - self->chance;
}

/* First month after the last run of an event that began before month 1; 0 where it does not last into month 1. */
static double end_of_earlier(const trials *self)
{
    double last = last_by(self, 0.0);

    for (double j = last; j >= 0.0 && last - j < earlier_trials; j--) {
        double end = month_of(self, j) + self->lasts;
        if (!(end > 1.0)) {
            return 0.0;
        }
        if (succeeds(self, j)) {
            return end;
        }
    }
    return 0.0;
}

static void run_row(const trials *row, bool when, double month, double *end)
{
    double j = last_by(row, month);

    if (!when) {
        return;
    }
    if (month == 1.0) {
        *end = end_of_earlier(row);
    }
    if (j >= 0.0 && month_of(row, j) == month && succeeds(row, j)) {
        *end = month + row->lasts;
    }
}

void ent_repeated_event_run(ent_active_truces *truces, size_t e, double month)
{
    const ent_timed_plan *plan = &truces->model->truce.timed[e];
    double *const *reg = truces->reg;
    double *end = truces->timed[e].onset;

    for (size_t i = 0; i < truces->count; i++) {
        double at = reg[plan->at][i];
        double now = month > 0.0 ? month : truces->now[i];
        trials row = {.at = at,
            .every = fmax(1.0, reg[plan->every][i]),
            .lasts = plan->lasts != ENT_NO_REGISTER ? reg[plan->lasts][i] : (double) INFINITY,
            .chance = reg[plan->rate][i],
            .key = plan->key,
            .index = truces->index[i],
            .kernels = truces->model->kernels};
        if (isfinite(at) && isfinite(row.every)) {
            run_row(&row, reg[plan->when][i] != 0.0, now, &end[i]);
        }
        reg[plan->active][i] = now < end[i] ? 1.0 : 0.0;
        if (month == 0.0) {
            double trial = isfinite(at) && isfinite(row.every) ? month_of(&row, fmax(0.0, last_by(&row, now) + 1.0))
                                                               : (double) INFINITY;
            double change = now < end[i] ? fmin(ceil(end[i]), trial) : trial;
            truces->next[i] = fmin(truces->next[i], change);
        }
    }
}
