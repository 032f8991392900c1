#include "distribution/cdf.h"

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
