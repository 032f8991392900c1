#include "analysis/survival/weibull_search.h"

#include "kernels/scalar_functions.h"

#include <math.h>
#include <string.h>

enum { SHAPE, HAZARD }; /* coordinates of weibull_likelihood.h */

/* Logarithms of shapes from which a search begins: the likelihood of truncated durations may have several maxima. The
 * first stands for the limit at 0. */
static const double first_log_shapes[] = {-13.0, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3};

/* Sets theta to the exponential distribution's rate, with a shape of exp(log_shape) and no effect of covariates. */
static void set_start(ent_newton *search, const ent_weibull_likelihood *of, double log_shape)
{
    double sum;

    memset(search->theta, 0, of->size * sizeof(*search->theta));
    search->theta[SHAPE] = log_shape;
    ent_weibull_likelihood_at(of, search->theta, search->gradient, search->curvature);
    sum = search->curvature[HAZARD * of->size + HAZARD]; /* of the cumulative hazards, and of a prior's curvature */
    search->theta[HAZARD] = ent_log((double) of->failures / sum);
}

/* Returns the first shape from which to climb: that of the largest likelihood, of those tried, with all else fitted. */
static double best_first_shape(ent_newton *search, const ent_weibull_likelihood *of)
{
    double best = 0.0, most = (double) -INFINITY;

    for (size_t i = 0; i < sizeof(first_log_shapes) / sizeof(first_log_shapes[0]); i++) {
        set_start(search, of, first_log_shapes[i]);
        ent_newton_climb(search, of, HAZARD);
        if (search->end == ENT_NEWTON_RUNAWAY) {
            return first_log_shapes[i]; /* separated, whatever the shape */
        }
        if (search->end == ENT_NEWTON_MAXIMUM && search->value > most) {
            most = search->value;
            best = first_log_shapes[i];
        }
    }
    return best;
}

void ent_weibull_search(ent_newton *self, const ent_weibull_likelihood *objective, double shape)
{
    double start = 0.0;

    if (shape > 0.0) {
        start = ent_log(shape);
    } else if (objective->truncated) {
        start = best_first_shape(self, objective);
    }
    set_start(self, objective, start);
    ent_newton_climb(self, objective, shape > 0.0 ? HAZARD : SHAPE);
}
