/* poisson(mean). derived: mean. */
#include "base/status.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"

#include <math.h>

static int init(ent_dist *self, const ent_dist_input *input)
{
    double mean = input->p[0];

    if (mean > 1e15) { /* the largest draws would come near 2^53, where doubles end to be all the whole numbers */
        return ent_dist_refuse(self, "the mean of a Poisson distribution may be at most 1e15");
    }
    self->derived[0] = mean;
    ent_dist_support(self, 0.0, mean > 0.0 ? (double) INFINITY : 0.0);
    return ENT_OK;
}

/* P(X <= k) = Q(k + 1, mean). */
static ent_tails tails(const ent_dist *self, double x, bool open)
{
    double k = open ? ceil(x) - 1.0 : floor(x);
    ent_tails tails = ent_gamma_tails(k + 1.0, ent_gamma_norm(k + 1.0), self->derived[0]);

    return (ent_tails){tails.above, tails.below, 0.0};
}

static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    double mean = self->derived[0];

    (void) guess;
    return ent_quantile_whole(self, p, upper, (ent_count_moments){mean, sqrt(mean), 1.0 / sqrt(mean)});
}

static double mean(const ent_dist *self)
{
    return self->derived[0];
}

const ent_distribution_kind ent_kind_poisson = {
    .call = {"poisson", 1, 1, false, "mean", "number of independent events with the given mean"},
    .parameter = {{.name = "mean", .domain = ENT_PARAMETER_NOT_NEGATIVE}},
    .words = "Poisson with mean %1",
    .shape = ENT_SHAPE_DISCRETE,
    .init = init,
    .tails = tails,
    .quantile = quantile,
    .mean = mean,
};
