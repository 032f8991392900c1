/* quantiles(p1, x1, p2, x2, ...): linear between the points, with atoms at the first and the last. x: the values; p:
 * their probabilities. */
#include "base/status.h"
#include "distribution/kinds.h"

#include <math.h>

static int init(ent_dist *self, const ent_dist_input *input)
{
    size_t points = input->count / 2;
    double *p = input->room, *x = p + points;

    for (size_t i = 0; i < points; i++) {
        p[i] = input->p[2 * i];
        x[i] = input->p[2 * i + 1];
        if (i > 0 && !isfinite((x[i] - x[i - 1]) / (p[i] - p[i - 1]))) {
            return ent_dist_refuse(self, "two values are too far apart for the difference of their probabilities");
        }
    }
    self->count = points;
    self->p = p;
    self->x = x;
    ent_dist_support(self, x[0], x[points - 1]);
    return ENT_OK;
}

/* Linear between the last point before x (at or before, unless open) and the next one. */
static ent_tails tails(const ent_dist *self, double x, bool open)
{
    size_t i = 0;
    double slope, below;

    while (i < self->count && (self->x[i] < x || (!open && self->x[i] <= x))) {
        i++;
    }
    if (i == 0) {
        return (ent_tails){0.0, 1.0, 0.0};
    }
    if (i == self->count) {
        return (ent_tails){1.0, 0.0, 0.0};
    }
    slope = (self->p[i] - self->p[i - 1]) / (self->x[i] - self->x[i - 1]);
    below = self->p[i - 1] + (x - self->x[i - 1]) * slope;
    return (ent_tails){below, 1.0 - below, slope};
}

static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double u = upper ? 1.0 - p : p;
    size_t i = 0;

    (void) guess;
    while (i < self->count && self->p[i] < u) {
        i++;
    }
    if (i == 0 || i == self->count) {
        return self->x[i == 0 ? 0 : self->count - 1];
    }
    return self->x[i - 1] + (u - self->p[i - 1]) * ((self->x[i] - self->x[i - 1]) / (self->p[i] - self->p[i - 1]));
}

/* The atoms hold the probability outside the points; between two points the mean is half-way. */
static double mean(const ent_dist *self)
{
    size_t last = self->count - 1;
    double sum = self->p[0] * self->x[0] + (1.0 - self->p[last]) * self->x[last];

    for (size_t i = 0; i < last; i++) {
        sum += (self->p[i + 1] - self->p[i]) * (0.5 * self->x[i] + 0.5 * self->x[i + 1]);
    }
    return sum;
}

const ent_distribution_kind ent_kind_quantiles = {
    .call = {"quantiles", 4, ENT_ANY_COUNT, true, "p1, x1, p2, x2, ...",
        "quantile function that is linear between the points (p, x) and constant outside"},
    .parameter = {{.name = "probability", .domain = ENT_PARAMETER_PROBABILITY, .order = ENT_ORDER_RISING},
        {.name = "value", .order = ENT_ORDER_NOT_FALLING}},
    .words = "quantiles {%p1: %2} (linear between)",
    .shape = ENT_SHAPE_POLYLINE,
    .room = 2,
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
};
