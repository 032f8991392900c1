#include "distribution/quantile_table.h"

#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = ENT_TABLE_COEFFICIENTS, FEWEST = 64, MOST = 1024, MOST_FINE = 64 };

static const double reach = 8.3;     /* the table covers scores in [-reach, reach] */
static const double allowed = 5e-11; /* error in u over min(u, 1 - u), half of the documented bound */

/* (1 - cos(j pi / 5)) / 2, the Chebyshev-Lobatto points at which the polynomial interpolates; and the points at the
 * middle angles, at which it is checked. */
static const double node[POINTS] = {
    0.0, 0.095491502812526287949, 0.34549150281252628795, 0.65450849718747371205, 0.90450849718747371205, 1.0};
static const double probe[POINTS - 1] = {
    0.024471741852423213942, 0.20610737385376343542, 0.5, 0.79389262614623656458, 0.97552825814757678606};

/* State of a build. The last exact points give the guess for the next one. */
typedef struct builder {
    const ent_dist *dist;
    ent_table_form form;
    bool atoms;
    double z[2], y[2]; /* the last two exact points, newest first; NaN when there are none */
} builder;

/* log of the distance of x from an end; at the end itself, a little less than the value of the neighbouring double. */
static double log_distance(double x, double end)
{
    double distance = fabs(x - end);

    return distance > 0.0 ? ent_log(distance) : ent_log(fabs(nextafter(end, end > 0.0 ? 0.0 : 1.0) - end)) - 1.0;
}

static double forward(const builder *self, double x)
{
    double low = self->dist->low, high = self->dist->high;

    switch (self->form) {
    case ENT_TABLE_LOW:
        return log_distance(x, low);
    case ENT_TABLE_HIGH:
        return -log_distance(x, high);
    case ENT_TABLE_BOTH:
        return log_distance(x, low) - log_distance(x, high);
    case ENT_TABLE_SINH:
        return x < 0.0 ? -ent_log(sqrt(x * x + 1.0) - x) : ent_log(sqrt(x * x + 1.0) + x);
    default:
        return x;
    }
}

/* The inverse of forward, with the operations of transform() in the same order. */
static double backward(const ent_dist *dist, ent_table_form form, double y)
{
    double x = y, e;

    switch (form) {
    case ENT_TABLE_PLAIN:
        break;
    case ENT_TABLE_LOW:
        x = dist->low + ent_exp(y);
        break;
    case ENT_TABLE_HIGH:
        x = dist->high - ent_exp(-y);
        break;
    case ENT_TABLE_BOTH:
        x = dist->low + (dist->high - dist->low) * (1.0 / (1.0 + ent_exp(-y)));
        break;
    case ENT_TABLE_SINH:
        e = ent_exp(y);
        x = 0.5 * (e - 1.0 / e);
        break;
    }
    return isnan(x) ? x : fmin(fmax(x, dist->low), dist->high);
}

static void transform(const ent_dist *dist, ent_table_form form, const ent_kernels *kernels, size_t n, double *x)
{
    const double *const in[1] = {x};

    switch (form) {
    case ENT_TABLE_PLAIN:
        break;
    case ENT_TABLE_LOW:
        kernels->op[ENT_OP_EXP](n, x, in);
        kernels->affine(n, dist->low, 1.0, x, x);
        break;
    case ENT_TABLE_HIGH:
        kernels->op[ENT_OP_NEG](n, x, in);
        kernels->op[ENT_OP_EXP](n, x, in);
        kernels->affine(n, dist->high, -1.0, x, x);
        break;
    case ENT_TABLE_BOTH:
        kernels->op[ENT_OP_LOGISTIC](n, x, in);
        kernels->affine(n, dist->low, dist->high - dist->low, x, x);
        break;
    case ENT_TABLE_SINH:
        kernels->op[ENT_OP_EXP](n, x, in);
        for (size_t i = 0; i < n; i++) {
            x[i] = 0.5 * (x[i] - 1.0 / x[i]);
        }
        break;
    }
    kernels->hold(n, dist->low, dist->high, x, x);
}

static double exact(const ent_dist *dist, double z, double guess)
{
    return ent_dist_invert(dist, ent_normal_cdf(-fabs(z)), z > 0.0, guess);
}

static double polynomial(const ent_table_row row, double t)
{
    double t2 = t * t;

    return ((row[0] + row[1] * t) + (row[2] + row[3] * t) * t2) + (row[4] + row[5] * t) * (t2 * t2);
}

/* The transformed quantile at z, guessed along the line through the last two points. */
static double point(builder *self, double z)
{
    double slope = (self->y[0] - self->y[1]) / (self->z[0] - self->z[1]);
    double guess = backward(self->dist, self->form, self->y[0] + slope * (z - self->z[0]));
    double y;

    if (z == self->z[0]) {
        return self->y[0];
    }
    y = forward(self, exact(self->dist, z, guess));
    self->z[1] = self->z[0];
    self->y[1] = self->y[0];
    self->z[0] = z;
    self->y[0] = y;
    return y;
}

/* Newton's divided differences over the nodes, then multiplied out from the innermost factor. */
static void interpolate(const double y[POINTS], ent_table_row row)
{
    double difference[POINTS];

    memcpy(difference, y, sizeof(difference));
    for (int order = 1; order < POINTS; order++) {
        for (int j = POINTS - 1; j >= order; j--) {
            difference[j] = (difference[j] - difference[j - 1]) / (node[j] - node[j - order]);
        }
    }
    memset(row, 0, POINTS * sizeof(*row));
    for (int j = POINTS - 1; j >= 0; j--) {
        for (int i = POINTS - 1; i > 0; i--) {
            row[i] = row[i - 1] - node[j] * row[i];
        }
        row[0] = difference[j] - node[j] * row[0];
    }
}

/* Whether P(X < a) <= p <= P(X <= b) up to the allowed error, so that the quantile at z lies in [a, b]. */
static bool encloses(const builder *self, double z, double a, double b)
{
    double p = ent_normal_cdf(-fabs(z));
    ent_tails at = ent_dist_tails(self->dist, b, false);
    ent_tails before = self->atoms || a < b ? ent_dist_tails(self->dist, a, true) : at;

    if (z > 0.0) {
        return at.above <= p + allowed * p && before.above >= p - allowed * p;
    }
    return before.below <= p + allowed * p && at.below >= p - allowed * p;
}

/* Whether x is within the allowed error of the quantile at z, or within a few doubles of it. */
static bool good(const builder *self, double z, double x)
{
    double step = 4.0 * DBL_EPSILON * fabs(x) + DBL_TRUE_MIN;

    return encloses(self, z, x, x) || encloses(self, z, x - step, x + step);
}

/* Builds the cell [z, z + width]. Returns false, with the row marked NaN, where it fails. */
static bool build_cell(builder *self, double z, double width, ent_table_row row)
{
    double y[POINTS];
    bool fits = true;

    for (int j = 0; j < POINTS; j++) {
        y[j] = point(self, z + width * node[j]);
    }
    interpolate(y, row);
    for (int j = 0; j < POINTS - 1 && fits; j++) {
        fits = good(self, z + width * probe[j], backward(self->dist, self->form, polynomial(row, probe[j])));
    }
    if (!fits || !isfinite(row[POINTS - 1])) {
        row[0] = (double) NAN;
        return false;
    }
    return true;
}

/* Builds all cells; stops when more than `most` have failed. Returns the number of failing cells. */
static size_t build_cells(builder *self, size_t cells, size_t most, ent_table_row *row)
{
    double width = 2.0 * reach / (double) cells;
    size_t failing = 0;

    self->z[0] = self->z[1] = self->y[0] = self->y[1] = (double) NAN;
    for (size_t i = 0; i < cells && failing <= most; i++) {
        failing += !build_cell(self, -reach + (double) i * width, width, row[i]);
    }
    return failing;
}

/* The form to try beside the plain one; the plain one where there is none. (Logarithms would lose an atom at an end.)
 */
static ent_table_form other_form(const ent_dist *self, bool atoms)
{
    if (atoms) {
        return ENT_TABLE_PLAIN;
    }
    if (isfinite(self->low)) {
        return isfinite(self->high) ? ENT_TABLE_BOTH : ENT_TABLE_LOW;
    }
    return isfinite(self->high) ? ENT_TABLE_HIGH : ENT_TABLE_SINH;
}

/* Chooses the fewest cells, and for these the plainest form, with which no cell fails; otherwise the largest number of
 * cells and the form with the fewest failing ones. */
static void choose(builder *self, ent_quantile_table *table, ent_table_row *row)
{
    ent_table_form other = other_form(self->dist, self->atoms);
    size_t plain, turned;

    for (table->cells = FEWEST; table->cells <= MOST; table->cells *= 2) {
        self->form = ENT_TABLE_PLAIN;
        if (build_cells(self, table->cells, 0, row) == 0) {
            return;
        }
        self->form = other;
        if (other != ENT_TABLE_PLAIN && build_cells(self, table->cells, 0, row) == 0) {
            return;
        }
    }
    table->cells = MOST;
    turned = other == ENT_TABLE_PLAIN ? MOST : build_cells(self, MOST, MOST, row);
    self->form = ENT_TABLE_PLAIN;
    plain = build_cells(self, MOST, MOST, row);
    table->failing = plain;
    if (turned < plain) {
        self->form = other;
        table->failing = build_cells(self, MOST, MOST, row);
    }
}

/* Divides failing cells into finer ones, up to MOST_FINE of them. */
static int refine(builder *self, ent_quantile_table *table, const ent_table_row *row, ent_arena *arena)
{
    size_t most = table->failing < MOST_FINE ? table->failing : MOST_FINE;
    uint32_t *fine_of = ent_arena_array(arena, table->cells, sizeof(*fine_of));
    ent_table_row *fine = ent_arena_array(arena, most * ENT_TABLE_FINE, sizeof(*fine));
    double width = 2.0 * reach / (double) table->cells / ENT_TABLE_FINE;
    uint32_t used = 0;

    if (fine_of == NULL || fine == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < table->cells && used < most; i++) {
        if (!isnan(row[i][0])) {
            continue;
        }
        self->z[0] = self->z[1] = (double) NAN;
        for (size_t j = 0; j < ENT_TABLE_FINE; j++) {
            double z = -reach + (double) (i * ENT_TABLE_FINE + j) * width;
            table->unsolved += !build_cell(self, z, width, fine[(size_t) used * ENT_TABLE_FINE + j]);
        }
        fine_of[i] = ++used;
    }
    table->fine_of = fine_of;
    table->fine = (const ent_table_row *) fine;
    return ENT_OK;
}

int ent_quantile_table_build(const ent_dist *self, const ent_quantile_table **table, ent_arena *arena)
{
    builder build = {.dist = self, .atoms = ent_dist_has_atoms(self)};
    ent_table_row *scratch = malloc(MOST * sizeof(*scratch));
    ent_quantile_table *built = ent_arena_alloc(arena, sizeof(*built));
    ent_table_row *row;
    int status = ENT_ERR_NO_MEMORY;

    if (scratch == NULL || built == NULL) {
        goto out;
    }
    choose(&build, built, scratch);
    row = ent_arena_array(arena, built->cells, sizeof(*row));
    if (row == NULL) {
        goto out;
    }
    memcpy(row, scratch, built->cells * sizeof(*row));
    built->form = build.form;
    built->grid = (ent_table_grid){.start = -reach,
        .inverse = (double) built->cells / (2.0 * reach),
        .last = nextafter((double) built->cells, 0.0),
        .coefficient = (const ent_table_row *) row};
    status = built->failing == 0 ? ENT_OK : refine(&build, built, (const ent_table_row *) row, arena);
    if (status == ENT_OK) {
        *table = built;
    }
out:
    free(scratch);
    return status;
}

/* The quantile at a score in a failing cell. */
static double patched(const ent_dist *self, double z)
{
    const ent_quantile_table *table = self->table;
    double position = fmin(fmax((z + reach) * table->grid.inverse, 0.0), table->grid.last);
    size_t cell = (size_t) position;

    if (table->fine_of[cell] != 0) {
        double inner = (position - (double) cell) * ENT_TABLE_FINE;
        size_t j = (size_t) inner;
        const double *row = table->fine[(table->fine_of[cell] - 1) * (size_t) ENT_TABLE_FINE + j];
        if (!isnan(row[0])) {
            return backward(self, table->form, polynomial(row, inner - (double) j));
        }
    }
    return exact(self, fmin(fmax(z, -reach), reach), (double) NAN);
}

void ent_quantile_table_sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x)
{
    const ent_quantile_table *table = self->table;

    kernels->table(&table->grid, n, z, x);
    transform(self, table->form, kernels, n, x);
    for (size_t i = 0; table->failing != 0 && i < n; i++) {
        if (isnan(x[i])) {
            x[i] = patched(self, z[i]);
        }
    }
}
