/* Boxes of worlds in which something is likely (PRIM: Friedman and Fisher 1999, "Bump hunting in high-dimensional
 * data", Statistics and Computing 9; as a search for scenarios: Bryant and Lempert 2010, "Thinking inside the box",
 * Technological Forecasting and Social Change 77).
 *
 * A point is a world, or a draw in one. A box limits some of the dimensions: factors by their ends, flags (0 or 1, by
 * draw) by their value. It is found by peeling: of all dimensions and ends, the slice of at most 5% of the box whose
 * removal leaves the highest mean is removed (at least one whole group of equal values; first dimension first, its low
 * end first, where they tie), until the box would be lighter than the least mass; then by pasting: slices are added
 * while the mean rises. Each box of that trajectory is a step. Of the steps with a limit, the one with the largest sum
 * of density and coverage, each rescaled to 0 ... 1 over the trajectory, is proposed: the elbow of density against
 * coverage; the first one where they tie. Then the points of the box are taken out, and the next box is found.
 *
 * Whether a box is more than chance noise is tested across halves: a box found in the worlds of even numbers must hold
 * in those of odd numbers, and the reverse. */
#ifndef ENT_ANALYSIS_BOXES_H
#define ENT_ANALYSIS_BOXES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENT_BOXES_MOST = 3 };

/* All borrowed. Sums and weights that are integers below 2^53 are added exactly. */
typedef struct ent_boxes_data {
    size_t worlds; /* below 2^32 */
    size_t factors;
    const double *const *factor; /* [factors][worlds], in any unit; NaN is taken for the highest value */
    size_t points;
    const uint32_t *world; /* [points] the world of each, ascending; NULL: point i is world i, points == worlds */
    size_t flags;          /* dimensions that differ between draws */
    const uint64_t *flag;  /* [points][(flags + 63) / 64] bit sets; NULL without flags */
    const double *sum;     /* [points] of the cases (draws with the event), or of a measure; 0 where weight is 0 */
    const double *weight;  /* [points] draws that count, >= 0; NULL: 1 each */
} ent_boxes_data;

typedef struct ent_boxes_options {
    bool least;       /* boxes of the lowest mean instead of the highest */
    bool mean;        /* the sums are of a measure, not of cases: no coverage, no binomial test */
    double peeling;   /* largest share of the box that a step removes, in (0, 1) */
    double pasting;   /* largest share of the box that a step adds, in (0, 1) */
    double mass;      /* least share of all weight in a box, in (0, 1) */
    bool skip_halves; /* boxes are not tested across halves */
} ent_boxes_options;

/* Peeling 0.05, pasting 0.05, mass 0.05. */
extern const ent_boxes_options ent_boxes_defaults;

/* A box of a trajectory. Step 0 has no limit. */
typedef struct ent_boxes_step {
    double mass;     /* share of all weight */
    double density;  /* mean in the box: the chance of the event, or the unit of the measure */
    double coverage; /* share of all cases in it (with `least`: of all that is no case); NaN: there are none, or `mean`
                      */
    size_t dimensions; /* limited ones */
} ent_boxes_step;

typedef struct ent_boxes_limit {
    size_t dimension;       /* a factor; from `factors` on, a flag */
    double low, high;       /* the middle between the last value in the box and the next one of all worlds; NaN: no
                               limit */
    double lowest, highest; /* value inside; equal where only one is */
    double density_without; /* density of the box without this limit */
    double quasi_p;         /* P(at least so many cases) of as many points by chance `density_without`; NaN: `mean` */
} ent_boxes_limit;

typedef struct ent_boxes_box {
    ent_boxes_step *step; /* [steps] */
    size_t steps;
    size_t chosen;          /* the step proposed; SIZE_MAX: none */
    bool flat;              /* none, since density is the same in all steps, or no dimension is left to be limited */
    bool noise;             /* none, since the boxes of one half of the worlds do not hold in the other */
    ent_boxes_limit *limit; /* [limits] of the step proposed, in order of the dimensions */
    size_t limits;
    uint64_t points; /* points of weight above 0 in the step proposed */
} ent_boxes_box;

/* A zeroed struct may be freed. */
typedef struct ent_boxes {
    ent_arena arena;
    ent_boxes_box box[ENT_BOXES_MOST];
    size_t boxes;   /* all but the first have a step proposed; 0: no point has weight */
    double density; /* of all points */
} ent_boxes;

/* Finds up to ENT_BOXES_MOST boxes, none of which has a mean on the wrong side of that of all points. self: zeroed;
 * freed by the caller whatever the status. ENT_OK; ENT_ERR_NO_MEMORY. */
int ent_boxes_find(ent_boxes *self, const ent_boxes_data *data, const ent_boxes_options *options);

void ent_boxes_free(ent_boxes *self);

/* P(X >= successes) of a binomial X with `trials` trials of probability p in [0, 1]. 1e-12 relative; the same on every
 * processor. */
double ent_binomial_upper(uint64_t trials, double p, uint64_t successes);

#endif
