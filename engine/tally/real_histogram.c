#include "tally/real_histogram.h"

#include "base/status.h"

#include <math.h>

int ent_real_histogram_init(ent_real_histogram *self, ent_arena *arena)
{
    int status = ent_histogram_init_wide(&self->negative, arena);

    self->not_numbers = 0;
    return status == ENT_OK ? ent_histogram_init_wide(&self->other, arena) : status;
}

void ent_real_histogram_add(ent_real_histogram *self, double x)
{
    if (isnan(x)) {
        self->not_numbers++;
    } else if (x < 0.0) {
        ent_histogram_add(&self->negative, -x, 1);
    } else {
        ent_histogram_add(&self->other, x, 1);
    }
}

void ent_real_histogram_merge(ent_real_histogram *self, const ent_real_histogram *other)
{
    ent_histogram_merge(&self->negative, &other->negative);
    ent_histogram_merge(&self->other, &other->other);
    self->not_numbers += other->not_numbers;
}

double ent_real_histogram_quantile(const ent_real_histogram *self, double q)
{
    uint64_t below = self->negative.count;
    uint64_t count = below + self->other.count;
    double position = (double) (count - 1) * q;
    double rank = ceil(q * (double) count) - 1.0; /* definition 1 */
    uint64_t index = rank > 0.0 ? (uint64_t) rank : 0;
    double found;

    if (count == 0 || self->not_numbers > 0 || !(q >= 0.0 && q <= 1.0)) {
        return (double) NAN;
    }
    if (index < below) { /* counted from the other end */
        found =
            -ent_histogram_ranked(&self->negative, below - 1 - index, fmax((double) (below - 1) - position, 0.0), true);
    } else {
        found = ent_histogram_ranked(&self->other, index - below, fmax(position - (double) below, 0.0), true);
    }
    return isfinite(found) ? found : (double) NAN;
}

const char *ent_real_histogram_check(const ent_real_histogram *self)
{
    const char *violation = ent_histogram_check(&self->negative);

    if (violation == NULL && self->negative.bins > 0 && self->negative.bin[0].count > 0) {
        violation = "0 among the numbers below 0";
    }
    return violation != NULL ? violation : ent_histogram_check(&self->other);
}
