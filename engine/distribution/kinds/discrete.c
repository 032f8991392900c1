/* discrete(x1, w1, x2, w2, ...). x: the values, ascending; p: P(X <= x); q: P(X > x). */
#include "base/status.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"

#include <math.h>
#include <string.h>

/* Sorts points by value and joins equal ones, by insertion sort since they are few. Returns the number of points left.
 */
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

static int init(ent_dist *self, const ent_dist_input *input)
{
    size_t points = input->count / 2;
    double *x = input->room, *w = x + points, *q = x + 2 * points;
    double sum = 0.0, partial = 0.0;
    size_t count = 0;

    for (size_t i = 0; i < points; i++) {
        sum += input->p[2 * i + 1];
        if (input->p[2 * i + 1] > 0.0) {
            x[count] = input->p[2 * i];
            w[count++] = input->p[2 * i + 1];
        }
    }
    count = sort_points(x, w, count);
    for (size_t i = count; i-- > 0; partial += w[i]) {
        q[i] = partial / sum;
    }
    partial = 0.0;
    for (size_t i = 0; i < count; i++) {
        partial += w[i];
        w[i] = i + 1 < count ? partial / sum : 1.0;
    }
    self->count = count;
    self->x = x;
    self->p = w;
    self->q = q;
    ent_dist_support(self, x[0], x[count - 1]);
    return ENT_OK;
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    size_t low = 0, high = self->count; /* values before low are at or below x, those from high on are not */

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (self->x[middle] < x || (!open && self->x[middle] <= x)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? (ent_tails){0.0, 1.0, 0.0} : (ent_tails){self->p[low - 1], self->q[low - 1], 0.0};
}

static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    (void) guess;
    return ent_quantile_points(self, p, upper);
}

static double mean(const ent_dist *self)
{
    double sum = 0.0;

    for (size_t i = 0; i < self->count; i++) {
        sum += self->x[i] * (self->p[i] - (i > 0 ? self->p[i - 1] : 0.0));
    }
    return sum;
}

const ent_distribution_kind ent_kind_discrete = {
    .call = {"discrete", 2, ENT_ANY_COUNT, true, "x1, w1, x2, w2, ...",
        "one of the values x, with probability proportional to its weight"},
    .parameter = {{.name = "value"}, {.name = "weight", .domain = ENT_PARAMETER_WEIGHT}},
    .words = "one of {%1 (%w2)}",
    .shape = ENT_SHAPE_DISCRETE,
    .room = 3,
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
};
