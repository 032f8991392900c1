/* mixture(w1, d1, w2, d2, ...). p: the weights, sum 1; component: the distributions of positive weight. */
#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/distribution.h"
#include "distribution/quantile.h"

#include <float.h>
#include <math.h>

static int init(ent_dist *self, const ent_dist_input *input)
{
    double *p = ent_arena_array(input->arena, input->count, sizeof(*p));
    const ent_dist **component = ent_arena_array(input->arena, input->count, sizeof(*component));
    double sum = 0.0;

    if (p == NULL || component == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < input->count; i++) {
        sum += input->p[i];
    }
    ent_dist_support(self, (double) INFINITY, -(double) INFINITY);
    for (size_t i = 0; i < input->count; i++) {
        if (input->p[i] > 0.0) {
            component[self->count] = input->components[i];
            p[self->count++] = input->p[i] / sum;
            self->low = fmin(self->low, input->components[i]->low);
            self->high = fmax(self->high, input->components[i]->high);
        }
    }
    self->component = component;
    self->p = p;
    return ENT_OK;
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    ent_tails sum = {0.0, 0.0, 0.0};

    for (size_t i = 0; i < self->count; i++) {
        ent_tails component = ent_dist_tails(self->component[i], x, open);
        sum.below += self->p[i] * component.below;
        sum.above += self->p[i] * component.above;
        sum.density += self->p[i] * component.density;
    }
    return sum;
}

/* Searches between the smallest and the largest quantile of the components at the same p. */
static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double lo = (double) INFINITY, hi = -(double) INFINITY;

    for (size_t i = 0; i < self->count; i++) {
        double x = ent_dist_invert(self->component[i], p, upper, guess);
        lo = fmin(lo, x);
        hi = fmax(hi, x);
    }
    /* A little outwards, since the ends carry rounding errors of their own. */
    lo = fmax(lo - 1e-12 * fabs(lo) - DBL_MIN, self->low);
    hi = fmin(hi + 1e-12 * fabs(hi) + DBL_MIN, self->high);
    return ent_quantile_search(
        self, p, upper, nextafter(lo, -(double) INFINITY), hi, isnan(guess) ? lo + 0.5 * (hi - lo) : guess);
}

static double mean(const ent_dist *self)
{
    double sum = 0.0;

    for (size_t i = 0; i < self->count; i++) {
        sum += self->p[i] * ent_dist_mean(self->component[i]);
    }
    return sum;
}

const ent_distribution_kind ent_kind_mixture = {
    .call = {"mixture", 2, ENT_ANY_COUNT, true, "w1, d1, w2, d2, ...",
        "a draw from one of the distributions d, with probability proportional to its weight"},
    .parameter = {{.name = "weight", .domain = ENT_PARAMETER_WEIGHT},
        {.name = "distribution", .domain = ENT_PARAMETER_DISTRIBUTION}},
    .words = "mixture of {%w1 %d2}",
    .shape = ENT_SHAPE_COMPOSITE,
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
    .picks_component = true,
};
