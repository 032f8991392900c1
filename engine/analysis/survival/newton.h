/* Maximum of the objective of a Weibull regression, by Newton's method with a line search. */
#ifndef ENT_ANALYSIS_SURVIVAL_NEWTON_H
#define ENT_ANALYSIS_SURVIVAL_NEWTON_H

#include "analysis/survival/weibull_likelihood.h"

#include <stddef.h>

/* How a search for a maximum ended. */
typedef enum ent_newton_end {
    ENT_NEWTON_MAXIMUM, /* a stationary point with a positive definite curvature */
    ENT_NEWTON_RUNAWAY, /* the objective rises for ever along `runaway`, though ever less: no maximum */
    ENT_NEWTON_STUCK    /* no step rises, or too many were made */
} ent_newton_end;

/* Result and working memory of a search. */
typedef struct ent_newton {
    ent_newton_end end;
    size_t runaway;    /* ENT_NEWTON_RUNAWAY: the coordinate of the largest step */
    double value;      /* objective at theta */
    double *theta;     /* [size] the start, then the last point */
    double *curvature; /* [size * size] minus second derivatives at theta */
    double *gradient;  /* [size] */
    double *step;      /* [size]; of a runaway, its direction */
    double *tried;     /* [size] */
    double *factor;    /* [size * size] Cholesky factor of the curvature of the free coordinates */
} ent_newton;

/* Allocates for `size` coordinates, all 0. A zeroed struct may be freed. Errors: ENT_ERR_NO_MEMORY. */
int ent_newton_init(ent_newton *self, size_t size);
void ent_newton_free(ent_newton *self);

/* Climbs from self->theta over the coordinates first … size - 1; the others stay. The point is exact to a step of about
 * 1e-12 standard errors. Where the Newton step does not shrink although the rise that it promises does, as along an
 * exponential tail, the objective has no maximum there. */
void ent_newton_climb(ent_newton *self, const ent_weibull_likelihood *objective, size_t first);

#endif
