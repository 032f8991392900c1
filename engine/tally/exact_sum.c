#include "tally/exact_sum.h"

#include <math.h>

static const double unit = 17592186044416.0; /* 2^44 */

/* Below this a scaled value fits 63 bits. */
static const double small = 524287.0;

static ent_int128 fixed(double x)
{
    double whole;

    if (fabs(x) < small) {
        return (ent_int128) (int64_t) (x * unit + (x < 0.0 ? -0.5 : 0.5));
    }
    x = fmax(-0x1p62, fmin(0x1p62, x));
    whole = trunc(x);
    return (ent_int128) (int64_t) whole * (ent_int128) (int64_t) unit + (ent_int128) (int64_t) ((x - whole) * unit);
}

void ent_exact_sum_add(ent_exact_sum *self, double x)
{
    if (!isnan(x)) {
        self->sum += fixed(x);
        self->count++;
    }
}

void ent_exact_sum_add_where(ent_exact_sum *self, size_t n, const double *x, const double *mask)
{
    ent_int128 sum = 0;
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++) {
        if ((mask == NULL || mask[i] != 0.0) && !isnan(x[i])) {
            sum += fixed(x[i]);
            count++;
        }
    }
    self->sum += sum;
    self->count += count;
}

void ent_exact_sum_merge(ent_exact_sum *self, const ent_exact_sum *other)
{
    self->sum += other->sum;
    self->count += other->count;
}

double ent_exact_sum_mean(const ent_exact_sum *self)
{
    if (self->count == 0) {
        return NAN;
    }
    return (double) self->sum / (unit * (double) self->count);
}
