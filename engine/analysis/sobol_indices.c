#include "analysis/sobol_indices.h"

#include "tally/estimate.h"

#include <math.h>

/* V below so many of its standard errors is no variance that could be divided. */
static const double least_errors = 4.0;

bool ent_sobol_measured(const ent_world_covariance *variance)
{
    return variance->value > 0.0 && variance->value >= least_errors * variance->error;
}

/* Returns base + sign * covariance / variance. A resample whose variance is not positive has no index. */
static ent_sobol_index index_of(
    const ent_world_covariance *variance, const ent_world_covariance *covariance, double base, double sign)
{
    ent_sobol_index made = {(double) NAN, (double) NAN, (double) NAN};
    double resampled[ENT_RESAMPLES];
    size_t count = 0;

    if (!ent_sobol_measured(variance)) {
        return made;
    }
    made.value = base + sign * (covariance->value / variance->value);
    for (size_t r = 0; r < ENT_RESAMPLES; r++) {
        double index = base + sign * (covariance->resampled[r] / variance->resampled[r]);
        if (variance->resampled[r] > 0.0 && isfinite(index)) {
            resampled[count++] = index;
        }
    }
    made.low = ent_quantile7_of(resampled, count, 0.025);
    made.high = ent_quantile7_of(resampled, count, 0.975);
    return made;
}

ent_sobol_index ent_sobol_first(const ent_world_covariance *variance, const ent_world_covariance *with_group)
{
    return index_of(variance, with_group, 0.0, 1.0);
}

ent_sobol_index ent_sobol_total(const ent_world_covariance *variance, const ent_world_covariance *without_group)
{
    return index_of(variance, without_group, 1.0, -1.0);
}
