#include "distribution/cdf.h"

#include "kernels/scalar_functions.h"

#include <math.h>

/* The ends of the support are handled here, so that a kind's own function is called only strictly within the support
 * or at an atom at its end. */
ent_tails ent_dist_tails(const ent_dist *self, double x, bool open)
{
    ent_tails tails;

    if (isnan(x)) {
        return (ent_tails){(double) NAN, (double) NAN, (double) NAN};
    }
    if (x < self->low || (open && x <= self->low) || x <= -(double) INFINITY) {
        return (ent_tails){0.0, 1.0, 0.0};
    }
    if (x > self->high || (!open && x >= self->high) || x >= (double) INFINITY) {
        return (ent_tails){1.0, 0.0, 0.0};
    }
    tails = self->kind->tails(self, x, open);
    tails.below = tails.below > 0.0 ? tails.below : 0.0;
    tails.above = tails.above > 0.0 ? tails.above : 0.0;
    tails.density = tails.density > 0.0 ? tails.density : 0.0;
    return tails;
}

ent_log_tail ent_dist_log_tail(const ent_dist *self, double x, bool upper)
{
    ent_tails at = ent_dist_tails(self, x, false);
    double tail = upper ? at.above : at.below;

    if (tail >= 1e-250) {
        return (ent_log_tail){ent_log(tail), at.density / tail};
    }
    if (self->kind->log_tail == NULL || x <= self->low || x >= self->high) {
        return (ent_log_tail){-(double) INFINITY, 0.0};
    }
    return self->kind->log_tail(self, x, upper);
}

double ent_dist_cdf(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, false).below;
}

double ent_dist_sf(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, false).above;
}

double ent_dist_cdf_below(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, true).below;
}

double ent_dist_sf_from(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, true).above;
}

double ent_dist_pdf(const ent_dist *self, double x)
{
    return ent_dist_tails(self, x, false).density;
}
