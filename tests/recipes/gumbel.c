/* gumbel(location, scale): the distribution of largest values. P(X <= x) = exp(-exp(-(x - location) / scale)).
 * derived: location, scale. Part of tests/recipes: a kind with the required members alone. */
#include "base/status.h"
#include "distribution/kinds.h"
#include "kernels/scalar_functions.h"

#include <math.h>

static int init(ent_dist *self, const ent_dist_input *input)
{
    self->derived[0] = input->p[0];
    self->derived[1] = input->p[1];
    ent_dist_support(self, -(double) INFINITY, (double) INFINITY);
    return ENT_OK;
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    double h = ent_exp(-(x - self->derived[0]) / self->derived[1]);

    (void) open;
    return (ent_tails){ent_exp(-h), -ent_expm1(-h), h * ent_exp(-h) / self->derived[1]};
}

const ent_distribution_kind ent_kind_gumbel = {
    .call = {"gumbel", 2, 2, false, "location, scale", "largest of many values"},
    .parameter = {{.name = "location", .domain = ENT_PARAMETER_FINITE},
        {.name = "scale", .domain = ENT_PARAMETER_POSITIVE}},
    .words = "Gumbel at %1 with scale %2",
    .smooth = true,
    .init = init,
    .tails = tails,
};
