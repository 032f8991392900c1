#include "simulate/trials.h"

#include <math.h>

static const double most_trials = 4800.0;

/* Number of the last trial in `month` or before; negative or NaN where there is none. */
static double last_by(const ent_trials *self, double month)
{
    return floor((month - self->at) / fmax(1.0, self->every));
}

static double month_of(const ent_trials *self, double number)
{
    return ceil(self->at + number * fmax(1.0, self->every));
}

static bool succeeds(const ent_trials *self, double number)
{
    uint64_t sub = (uint64_t) number;
    double uniform;

    self->kernels->philox_each(1, &self->key, &self->index, &sub, &uniform);
    return uniform > 1.0 - self->chance;
}

/* Whether months can be counted at all. */
static bool counts(const ent_trials *self)
{
    return isfinite(self->at) && isfinite(self->every);
}

bool ent_trials_in(const ent_trials *self, double month)
{
    double j = last_by(self, month);

    return counts(self) && j >= 0.0 && month_of(self, j) == month && succeeds(self, j);
}

bool ent_trials_before(const ent_trials *self, double month, double after, double *onset)
{
    double last = last_by(self, month - 1.0);

    for (double j = last; counts(self) && j >= 0.0 && last - j < most_trials; j--) {
        *onset = month_of(self, j);
        if (!(*onset > after && *onset + self->lasts > month)) {
            return false;
        }
        if (succeeds(self, j)) {
            return true;
        }
    }
    return false;
}

double ent_trials_next(const ent_trials *self, double month)
{
    return counts(self) ? month_of(self, fmax(0.0, last_by(self, month) + 1.0)) : (double) INFINITY;
}
