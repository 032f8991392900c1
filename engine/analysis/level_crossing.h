/* Where an estimated curve takes a level, and the interval that the noise of the estimates leaves.
 *
 * The curve is computed at equidistant points first, so that crossings nearer to one another than two of them may be
 * missed. The first crossing is then narrowed down by the method of Illinois (Dowell and Jarratt 1971, "A modified
 * regula falsi method for computing the root of an equation", BIT 11), with a bisection where that is slow, until the
 * curve is within 1% of its interval's width of the level; the value is interpolated between the nearest points on both
 * sides. Basic operations alone: GSL's solvers may round otherwise on other processors, and each point is costly enough
 * that a step more does not matter. */
#ifndef ENT_ANALYSIS_LEVEL_CROSSING_H
#define ENT_ANALYSIS_LEVEL_CROSSING_H

#include <stdbool.h>
#include <stddef.h>

/* A point of the curve: probability, or mean in its unit. */
typedef struct ent_curve_point {
    double x;
    double y;         /* NaN: not defined there */
    double low, high; /* 95% interval; NaN: none */
} ent_curve_point;

/* Computes y, low and high of point->x. Always the same for the same x. Any status but ENT_OK ends the search. */
typedef int (*ent_curve)(void *context, ent_curve_point *point);

typedef struct ent_crossing_options {
    double from, to; /* finite, from < to */
    double level;
    bool whole;    /* x is a whole number, and so are from and to */
    size_t points; /* computed first, both ends included, >= 2 */
} ent_crossing_options;

/* Cells that are not known are NaN. A zeroed struct may be freed. */
typedef struct ent_crossing {
    ent_curve_point *point; /* [points] all that were computed, by rising x */
    size_t points, capacity;
    size_t crossings; /* between the points computed first */
    bool rises;       /* at the first crossing, where there is one */
    double value;     /* of the first crossing; of whole numbers the first that is at the level or beyond it */
    double low, high; /* where the limits of the curve's interval take the level: next to the value on its lower side,
                         on its higher side; of whole numbers the first, the last that is not beyond them. NaN where no
                         limit takes it between the value and the end */
    double slope; /* (y(high) - y(low)) / (high - low), y interpolated between points; NaN where the ends coincide */
} ent_crossing;

/* Searches the curve. self: zeroed; freed by the caller whatever the status. ENT_OK, also without a crossing;
 * ENT_ERR_NO_MEMORY; errors of the curve. */
int ent_crossing_find(ent_crossing *self, const ent_crossing_options *options, ent_curve curve, void *context);

void ent_crossing_free(ent_crossing *self);

#endif
