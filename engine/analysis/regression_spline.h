/* Regression of the chance of a world on one factor, by cubic regression splines (Ruppert, Wand and Carroll,
 * Semiparametric Regression, 2003, chapter 3) whose number of knots cross-validation chooses. */
#ifndef ENT_ANALYSIS_REGRESSION_SPLINE_H
#define ENT_ANALYSIS_REGRESSION_SPLINE_H

#include "analysis/world_sums.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ENT_SPLINE_ORDER = 4, /* of cubic pieces: so many basis functions are not 0 at a point */
    ENT_SPLINE_KNOTS = 8, /* the most interior knots */
    ENT_SPLINE_SIZE = ENT_SPLINE_KNOTS + ENT_SPLINE_ORDER, /* the most basis functions */
    ENT_SPLINE_FOLDS = 10                                  /* of cross-validation: world w is in fold w mod 10 */
};

/* A basis of functions of a factor. */
typedef struct ent_spline_basis {
    bool by_value;                                 /* a function a value, 1 there and 0 elsewhere; else B-splines */
    size_t size;                                   /* number of functions, 1 … ENT_SPLINE_SIZE */
    size_t knots;                                  /* interior knots */
    double at[ENT_SPLINE_SIZE + ENT_SPLINE_ORDER]; /* by_value: [size] values; else [size + 4] knots with the ends of
                                                      the range fourfold; ascending, in the unit of the factor */
} ent_spline_basis;

/* A fitted curve for each of several choices, in one basis. */
typedef struct ent_spline_fit {
    ent_spline_basis basis;
    double (*coefficient)[ENT_SPLINE_SIZE]; /* [choices][basis.size] in the unit of p_w; owned */
} ent_spline_fit;

/* The plain cubic B-splines (no condition at the ends) over [sorted[0], sorted[count - 1]] with interior knots at the
 * quantiles i / (knots + 1), i = 1 … knots, of type 7; knots that coincide, with one another or with an end, count
 * once. sorted: [count] ascending and finite, with two different numbers. knots <= ENT_SPLINE_KNOTS. */
ent_spline_basis ent_spline_basis_make(const double *sorted, size_t count, size_t knots);

/* Values at x, which is within the range, by the recursion of de Boor and Cox (de Boor, A Practical Guide to Splines,
 * 1978, chapter X). The functions first … first + n - 1 have the values out[0 … n - 1], with n = 4 or, of a basis by
 * value, 1; all others are 0. Returns n. */
size_t ent_spline_basis_at(const ent_spline_basis *self, double x, size_t *first, double *out);

/* Least squares over worlds, each weighing by its draws, for each choice. A factor with at most ENT_SPLINE_SIZE
 * different values has a mean a value. Else splines with 0, 1, 2, 4 and 8 knots are compared: the one with the least
 * squared error of 10-fold cross-validation, summed over the choices, serves all of them, so that a difference of two
 * curves is the curve of the difference; of equals the one with fewer knots. The normal equations have their diagonals
 * raised by 1e-9 of themselves, so that they have a solution where few worlds support a function.
 * x: [worlds] the factor. choice: [choices]. A zeroed fit may be freed. Errors: ENT_ERR_ARGUMENT: no world, or a number
 * that is not finite; ENT_ERR_NO_MEMORY. */
int ent_spline_fit_init(
    ent_spline_fit *self, const double *x, const ent_world_sums *choice, size_t choices, size_t worlds);
void ent_spline_fit_free(ent_spline_fit *self);

/* out[v] = curve of choice v at x. */
void ent_spline_fit_at(const ent_spline_fit *self, double x, size_t choices, double *out);

#endif
