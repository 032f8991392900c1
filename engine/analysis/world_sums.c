#include "analysis/world_sums.h"

#include <math.h>

double ent_world_sums_mean(const ent_world_sums *self, size_t worlds)
{
    double sum = 0.0;
    double draws = 0.0;

    for (size_t w = 0; w < worlds; w++) {
        sum += self->draws[w] > 0.0 ? self->sum[w] : 0.0;
        draws += self->draws[w];
    }
    return draws > 0.0 ? sum / draws : (double) NAN;
}
