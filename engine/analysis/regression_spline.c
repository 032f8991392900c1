#include "analysis/regression_spline.h"

#include "base/status.h"
#include "distribution/copula.h"
#include "tally/estimate.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Numbers of knots that cross-validation compares. */
static const size_t knot_counts[] = {0, 1, 2, 4, 8};

/* By how much of itself each diagonal entry of the normal equations is raised. */
static const double ridge = 1e-9;

/* Normal equations over some worlds: gram c = right. */
typedef struct equations {
    double gram[ENT_SPLINE_SIZE][ENT_SPLINE_SIZE];
    double right[ENT_SPLINE_SIZE];
} equations;

/* --- the basis --------------------------------------------------------------------------------------------- */

ent_spline_basis ent_spline_basis_make(const double *sorted, size_t count, size_t knots)
{
    ent_spline_basis made = {.by_value = false};
    double low = sorted[0], high = sorted[count - 1];
    double last = low;
    size_t n = 0;

    for (size_t i = 0; i < ENT_SPLINE_ORDER; i++) {
        made.at[n++] = low;
    }
    for (size_t i = 1; i <= knots; i++) {
        double knot = ent_quantile7(sorted, count, (double) i / (double) (knots + 1));
        if (knot > last && knot < high) {
            made.at[n++] = knot;
            last = knot;
            made.knots++;
        }
    }
    made.size = n;
    for (size_t i = 0; i < ENT_SPLINE_ORDER; i++) {
        made.at[n++] = high;
    }
    return made;
}

/* The basis by value of a factor with few values; size 0 where it has more than ENT_SPLINE_SIZE. */
static ent_spline_basis basis_by_value(const double *sorted, size_t count)
{
    ent_spline_basis made = {.by_value = true};

    for (size_t i = 0; i < count; i++) {
        if (made.size > 0 && sorted[i] <= made.at[made.size - 1]) {
            continue;
        }
        if (made.size == ENT_SPLINE_SIZE) {
            made.size = 0;
            return made;
        }
        made.at[made.size++] = sorted[i];
    }
    return made;
}

static size_t value_at(const ent_spline_basis *self, double x, size_t *first, double *out)
{
    *first = 0;
    while (*first + 1 < self->size && self->at[*first] < x) {
        (*first)++;
    }
    out[0] = 1.0;
    return 1;
}

size_t ent_spline_basis_at(const ent_spline_basis *self, double x, size_t *first, double *out)
{
    const double *at = self->at;
    size_t piece = ENT_SPLINE_ORDER - 1; /* at[piece] <= x < at[piece + 1], or the last one */

    if (self->by_value) {
        return value_at(self, x, first, out);
    }
    while (piece + 1 < self->size && x >= at[piece + 1]) {
        piece++;
    }
    out[0] = 1.0;
    for (size_t degree = 1; degree < ENT_SPLINE_ORDER; degree++) {
        double carried = 0.0;
        for (size_t i = 0; i < degree; i++) {
            double right = at[piece + 1 + i], left = at[piece + 1 + i - degree];
            double share = out[i] / (right - left);
            out[i] = carried + (right - x) * share;
            carried = (x - left) * share;
        }
        out[degree] = carried;
    }
    *first = piece + 1 - ENT_SPLINE_ORDER;
    return ENT_SPLINE_ORDER;
}

/* --- least squares ------------------------------------------------------------------------------------------- */

/* Adds world w of a choice: `draws` observations of `p` at functions `value` from `first` on. */
static void add_world(equations *self, size_t first, size_t n, const double *value, double draws, double p)
{
    for (size_t i = 0; i < n; i++) {
        double weighted = draws * value[i];
        for (size_t j = 0; j < n; j++) {
            self->gram[first + i][first + j] += weighted * value[j];
        }
        self->right[first + i] += weighted * p;
    }
}

/* self += sign * other */
static void add_equations(equations *self, const equations *other, double sign, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        for (size_t j = 0; j < size; j++) {
            self->gram[i][j] += sign * other->gram[i][j];
        }
        self->right[i] += sign * other->right[i];
    }
}

/* Sets c to the solution of `sums`, with diagonals raised by `ridge` of those of `all`. False without one. */
static bool solve(const equations *sums, const equations *all, size_t size, double *c)
{
    double lower[ENT_SPLINE_SIZE * ENT_SPLINE_SIZE];

    for (size_t i = 0; i < size; i++) {
        for (size_t j = 0; j < size; j++) {
            lower[i * size + j] = sums->gram[i][j];
        }
        lower[i * size + i] += all->gram[i][i] > 0.0 ? ridge * all->gram[i][i] : 1.0;
        c[i] = sums->right[i];
    }
    if (ent_cholesky(lower, size, NULL) != ENT_OK) {
        return false;
    }
    ent_cholesky_solve(lower, size, c);
    return true;
}

static double curve_at(const double *c, size_t first, size_t n, const double *value)
{
    double sum = 0.0;

    for (size_t i = 0; i < n; i++) {
        sum += c[first + i] * value[i];
    }
    return sum;
}

/* Sets fold, [ENT_SPLINE_FOLDS], to the equations of the worlds of each fold. */
static void add_folds(
    equations *fold, const ent_spline_basis *basis, const double *x, const ent_world_sums *choice, size_t worlds)
{
    memset(fold, 0, ENT_SPLINE_FOLDS * sizeof(*fold));
    for (size_t w = 0; w < worlds; w++) {
        double value[ENT_SPLINE_ORDER];
        size_t first;
        size_t n = ent_spline_basis_at(basis, x[w], &first, value);
        if (choice->draws[w] > 0.0) {
            add_world(
                &fold[w % ENT_SPLINE_FOLDS], first, n, value, choice->draws[w], choice->sum[w] / choice->draws[w]);
        }
    }
}

static void add_all(equations *all, const equations *fold, size_t size)
{
    memset(all, 0, sizeof(*all));
    for (size_t f = 0; f < ENT_SPLINE_FOLDS; f++) {
        add_equations(all, &fold[f], 1.0, size);
    }
}

/* Returns the weighted sum of squared errors of cross-validation of one choice; infinite where a fold has no curve. */
static double validation_error(
    const ent_spline_basis *basis, const double *x, const ent_world_sums *choice, size_t worlds, equations *fold)
{
    double c[ENT_SPLINE_FOLDS][ENT_SPLINE_SIZE];
    equations all;
    double error = 0.0;

    add_folds(fold, basis, x, choice, worlds);
    add_all(&all, fold, basis->size);
    for (size_t f = 0; f < ENT_SPLINE_FOLDS; f++) {
        equations others = all;
        add_equations(&others, &fold[f], -1.0, basis->size);
        if (!solve(&others, &all, basis->size, c[f])) {
            return (double) INFINITY;
        }
    }
    for (size_t w = 0; w < worlds; w++) {
        if (choice->draws[w] > 0.0) {
            double value[ENT_SPLINE_ORDER];
            size_t first;
            size_t n = ent_spline_basis_at(basis, x[w], &first, value);
            double off = choice->sum[w] / choice->draws[w] - curve_at(c[w % ENT_SPLINE_FOLDS], first, n, value);
            error += choice->draws[w] * off * off;
        }
    }
    return error;
}

/* Sets self->basis to the one that serves the choices best. fold: [ENT_SPLINE_FOLDS] scratch. */
static void choose_basis(ent_spline_fit *self, const double *sorted, const double *x, const ent_world_sums *choice,
    size_t choices, size_t worlds, equations *fold)
{
    double least = (double) INFINITY;

    self->basis = basis_by_value(sorted, worlds);
    if (self->basis.size > 0) {
        return;
    }
    self->basis = ent_spline_basis_make(sorted, worlds, knot_counts[0]);
    for (size_t k = 0; k < sizeof(knot_counts) / sizeof(knot_counts[0]); k++) {
        ent_spline_basis tried = ent_spline_basis_make(sorted, worlds, knot_counts[k]);
        double error = 0.0;
        for (size_t v = 0; v < choices; v++) {
            error += validation_error(&tried, x, &choice[v], worlds, fold);
        }
        if (error < least) {
            least = error;
            self->basis = tried;
        }
    }
}

static bool all_finite(const double *x, size_t worlds)
{
    for (size_t w = 0; w < worlds; w++) {
        if (!isfinite(x[w])) {
            return false;
        }
    }
    return worlds > 0;
}

int ent_spline_fit_init(
    ent_spline_fit *self, const double *x, const ent_world_sums *choice, size_t choices, size_t worlds)
{
    double *sorted;
    equations *fold;
    int status = ENT_ERR_NO_MEMORY;

    *self = (ent_spline_fit){.coefficient = NULL};
    if (!all_finite(x, worlds)) {
        return ENT_ERR_ARGUMENT;
    }
    sorted = calloc(worlds, sizeof(*sorted));
    fold = calloc(ENT_SPLINE_FOLDS, sizeof(*fold));
    self->coefficient = calloc(choices + 1, sizeof(*self->coefficient));
    if (sorted != NULL && fold != NULL && self->coefficient != NULL) {
        memcpy(sorted, x, worlds * sizeof(*sorted));
        gsl_sort(sorted, 1, worlds);
        choose_basis(self, sorted, x, choice, choices, worlds, fold);
        for (size_t v = 0; v < choices; v++) {
            equations all;
            add_folds(fold, &self->basis, x, &choice[v], worlds);
            add_all(&all, fold, self->basis.size);
            solve(&all, &all, self->basis.size, self->coefficient[v]);
        }
        status = ENT_OK;
    }
    free(fold);
    free(sorted);
    return status;
}

void ent_spline_fit_free(ent_spline_fit *self)
{
    free(self->coefficient);
    self->coefficient = NULL;
}

void ent_spline_fit_at(const ent_spline_fit *self, double x, size_t choices, double *out)
{
    double value[ENT_SPLINE_ORDER];
    size_t first;
    size_t n = ent_spline_basis_at(&self->basis, x, &first, value);

    for (size_t v = 0; v < choices; v++) {
        out[v] = curve_at(self->coefficient[v], first, n, value);
    }
}
