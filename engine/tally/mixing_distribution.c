#include "tally/mixing_distribution.h"

#include "base/status.h"
#include "kernels/kernels.h"
#include "kernels/scalar_functions.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* The correlation rho = 1 / (a + b + 1) of the beta distribution that starts the iteration is held in these bounds. */
static const double LEAST_CORRELATION = 1e-6;
static const double MOST_CORRELATION = 0.99;

/* Every grid point starts with this share at least: a point without mass would stay without. */
static const double LEAST_START = 1e-12;

/* Grid points with less mass are left out of a step and keep their mass. */
static const double NEGLIGIBLE = 1e-16;

/* The first steps are plain ones. */
enum { PLAIN_STEPS = 2 };

/* Log likelihoods further below the largest of their cell count as likelihood 0: exp(-20) is 2e-9. */
static const double LEAST_LOG = -20.0;

/* Bands of grid points begin and end at multiples of this, a whole number of vectors. */
enum { BAND = 8 };

/* Members [first, first + count) of a row. */
typedef struct band {
    size_t first, count;
} band;

/* Cells of equal width in u, p = u^2 / (u^2 + (1 - u)^2): a binomial's standard deviation in u is between
 * 1 / (4 sqrt(n)) and 1 / (2 sqrt(n)) for every p. Square roots alone: the same bytes on every processor. */
typedef struct grid {
    size_t points;
    double start, width;             /* u of the left end; of one cell */
    double log_p[ENT_MIXING_POINTS]; /* log p and log (1 - p) in the middle of each cell */
    double log_q[ENT_MIXING_POINTS];
} grid;

/* Work space for groups of at most `cells` cells, on a grid of `points`. The likelihoods are kept by rows of either
 * kind, so that both halves of a step add rows. */
typedef struct fitter {
    const ent_kernels *kernels;
    grid grid;
    double *k, *rest;                   /* [cells] k and n - k */
    double *peak;                       /* [cells] largest log likelihood over the grid */
    double *weight;                     /* [cells] draws of the cell's worlds, as a share */
    double *evidence;                   /* [cells] likelihood under the distribution */
    double *by_point;                   /* [points][cells] likelihood relative to the cell's largest */
    double *by_cell;                    /* [cells][points] the same */
    band *cell_band;                    /* [cells] grid points that are likely for a cell, multiples of BAND */
    band point_band[ENT_MIXING_POINTS]; /* cells for which a grid point is likely */
    double mass[ENT_MIXING_POINTS];
} fitter;

/* Draws of the cell's worlds: the weight of these worlds. */
static double weight_of(const ent_mixing_cell *cell)
{
    return (double) cell->worlds * (double) cell->n;
}

/* --- the grid ----------------------------------------------------------------------------------------------------- */

/* p at a position in [0, points] of the grid. */
static double chance_at(const grid *self, double position)
{
    double u = self->start + self->width * position;

    return u * u / (u * u + (1.0 - u) * (1.0 - u));
}

/* Four standard deviations or more to either side of each world's own estimate. */
static void place_grid(grid *self, const ent_mixing_cell *cell, size_t cells)
{
    double low = 1.0;
    double high = 0.0;
    size_t points = ENT_MIXING_WORK / cells / BAND * BAND;

    self->points = points < ENT_MIXING_LEAST_POINTS ? ENT_MIXING_LEAST_POINTS
                   : points > ENT_MIXING_POINTS     ? ENT_MIXING_POINTS
                                                    : points;
    for (size_t i = 0; i < cells; i++) {
        double n = (double) cell[i].n;
        double k = (double) cell[i].k;
        double u = sqrt(k) / (sqrt(k) + sqrt(n - k));
        double below = u - 2.0 / sqrt(n);
        double above = u + 2.0 / sqrt(n);
        low = below < low ? below : low; /* fmin and fmax in this loop: internal error of GCC 12 on AArch64 */
        high = above > high ? above : high;
    }
    self->start = fmax(low, 0.0);
    self->width = (fmin(high, 1.0) - self->start) / (double) self->points;
    for (size_t i = 0; i < self->points; i++) {
        double p = chance_at(self, (double) i + 0.5);
        self->log_p[i] = ent_log(p);
        self->log_q[i] = ent_log1p(-p);
    }
}

/* --- one group of cells ------------------------------------------------------------------------------------------- */

/* By k / n, so that the cells to which a grid point is likely lie side by side; equal shares by n. */
static int by_share(const void *a, const void *b)
{
    const ent_mixing_cell *x = a;
    const ent_mixing_cell *y = b;
    uint64_t left = (uint64_t) x->k * y->n;
    uint64_t right = (uint64_t) y->k * x->n;

    if (left != right) {
        return left < right ? -1 : 1;
    }
    return x->n < y->n ? -1 : x->n > y->n ? 1 : 0;
}

/* Mean of p_w and correlation rho = V / (mean (1 - mean)), V the variance of p_w without the binomial noise: the
 * variance of k / n is V (1 - e) + mean (1 - mean) e, e the mean of 1 / n. */
static void match_moments(const ent_mixing_cell *cell, size_t cells, double *mean, double *rho)
{
    double total = 0.0;
    double sum = 0.0;
    double spread = 0.0;
    double inverse = 0.0;
    double noise;

    for (size_t i = 0; i < cells; i++) {
        total += weight_of(&cell[i]);
        sum += (double) cell[i].worlds * (double) cell[i].k;
        inverse += (double) cell[i].worlds;
    }
    *mean = sum / total;
    for (size_t i = 0; i < cells; i++) {
        double off = (double) cell[i].k / (double) cell[i].n - *mean;
        spread += weight_of(&cell[i]) * off * off;
    }
    noise = *mean * (1.0 - *mean);
    inverse /= total;
    *rho = noise > 0.0 && inverse < 1.0 ? (spread / total / noise - inverse) / (1.0 - inverse) : 0.0;
    *rho = fmin(fmax(*rho, LEAST_CORRELATION), MOST_CORRELATION);
}

static void normalise(double *mass, size_t points)
{
    double total = 0.0;

    for (size_t i = 0; i < points; i++) {
        total += mass[i];
    }
    for (size_t i = 0; i < points; i++) {
        mass[i] /= total;
    }
}

/* Beta(a, b) as masses of the grid's cells, up to a factor: dp is sqrt(p (1 - p)) du, within a factor of 2. */
static void start_from_beta(fitter *self, double mean, double rho)
{
    double size = 1.0 / rho - 1.0;
    double peak = -INFINITY;

    for (size_t i = 0; i < self->grid.points; i++) {
        self->mass[i] = (mean * size - 0.5) * self->grid.log_p[i] + ((1.0 - mean) * size - 0.5) * self->grid.log_q[i];
        peak = fmax(peak, self->mass[i]);
    }
    for (size_t i = 0; i < self->grid.points; i++) {
        self->mass[i] = ent_exp(self->mass[i] - peak) + LEAST_START;
    }
    normalise(self->mass, self->grid.points);
}

/* Turns a row of log likelihoods [cells] into likelihoods, from the first to the last that counts. */
static void keep_likely(fitter *self, size_t i, double *row, size_t cells)
{
    const double *const difference[] = {row, self->peak};
    const double *exponent[1];
    size_t first = 0;
    size_t end = cells;

    self->kernels->op[ENT_OP_SUB](cells, row, difference);
    while (first < end && row[first] < LEAST_LOG) {
        first++;
    }
    while (end > first && row[end - 1] < LEAST_LOG) {
        end--;
    }
    exponent[0] = row + first;
    self->kernels->op[ENT_OP_EXP](end - first, row + first, exponent);
    self->point_band[i] = (band){first, end - first};
}

/* Copies the rows by point to rows by cell. */
static void transpose(fitter *self, size_t cells)
{
    for (size_t j = 0; j < cells; j++) {
        self->cell_band[j] = (band){self->grid.points, 0};
    }
    for (size_t i = 0; i < self->grid.points; i++) {
        const band likely = self->point_band[i];
        const double *row = self->by_point + i * cells;
        for (size_t j = likely.first; j < likely.first + likely.count; j++) {
            double *to = self->by_cell + j * self->grid.points;
            band *cell = &self->cell_band[j];
            if (cell->count == 0) {
                cell->first = i / BAND * BAND;
            }
            while (cell->first + cell->count <= i) {
                for (size_t l = 0; l < BAND; l++) {
                    to[cell->first + cell->count++] = 0.0;
                }
            }
            to[i] = row[j];
        }
    }
}

/* likelihood[i][j] = p_i^k_j (1 - p_i)^(n_j - k_j) over its largest value in i. */
static void fill_likelihood(fitter *self, const ent_mixing_cell *cell, size_t cells)
{
    const ent_kernels *kernels = self->kernels;

    for (size_t j = 0; j < cells; j++) {
        self->k[j] = (double) cell[j].k;
        self->rest[j] = (double) (cell[j].n - cell[j].k);
        self->peak[j] = -INFINITY;
    }
    for (size_t i = 0; i < self->grid.points; i++) {
        double *row = self->by_point + i * cells;
        const double *const both[] = {self->peak, row};
        kernels->affine(cells, 0.0, self->grid.log_p[i], self->k, row);
        kernels->axpy(cells, self->grid.log_q[i], self->rest, row);
        kernels->op[ENT_OP_MAX](cells, self->peak, both);
    }
    for (size_t i = 0; i < self->grid.points; i++) {
        keep_likely(self, i, self->by_point + i * cells, cells);
    }
    transpose(self, cells);
}

/* One step: mass_i times r_i sqrt(r_i), r_i the ratio by which expectation-maximisation multiplies it, which makes the
 * mass the mean over the worlds of their posterior mass at point i. plain: times r_i. */
static void step(fitter *self, size_t cells, bool plain)
{
    double ratio[ENT_MIXING_POINTS] = {0};

    for (size_t j = 0; j < cells; j++) {
        self->evidence[j] = 0.0;
    }
    for (size_t i = 0; i < self->grid.points; i++) {
        const band likely = self->point_band[i];
        if (self->mass[i] > NEGLIGIBLE) {
            self->kernels->axpy(
                likely.count, self->mass[i], self->by_point + i * cells + likely.first, self->evidence + likely.first);
        }
    }
    for (size_t j = 0; j < cells; j++) {
        const band likely = self->cell_band[j];
        self->kernels->axpy(likely.count, self->weight[j] / self->evidence[j],
            self->by_cell + j * self->grid.points + likely.first, ratio + likely.first);
    }
    for (size_t i = 0; i < self->grid.points; i++) {
        if (self->mass[i] > NEGLIGIBLE) {
            self->mass[i] *= plain ? ratio[i] : ratio[i] * sqrt(ratio[i]);
        }
    }
    normalise(self->mass, self->grid.points);
}

/* Adds the fitted distribution of a group, times its weight, to `sum`. */
static void fit_group(fitter *self, ent_mixing_cell *cell, size_t cells, double sum[ENT_MIXING_POINTS])
{
    double total = 0.0;
    double mean, rho;

    qsort(cell, cells, sizeof(*cell), by_share);
    for (size_t j = 0; j < cells; j++) {
        total += weight_of(&cell[j]);
    }
    for (size_t j = 0; j < cells; j++) {
        self->weight[j] = weight_of(&cell[j]) / total;
    }
    match_moments(cell, cells, &mean, &rho);
    start_from_beta(self, mean, rho);
    fill_likelihood(self, cell, cells);
    for (int s = 0; s < ENT_MIXING_STEPS; s++) {
        step(self, cells, s < PLAIN_STEPS); /* a point that began with next to nothing would gain too much */
    }
    for (size_t i = 0; i < self->grid.points; i++) {
        sum[i] += total * self->mass[i];
    }
}

/* --- all groups -----------------------------------------------------------------------------------------------------
 */

/* Number of groups: ENT_MIXING_GROUPS, fewer where a group would have less than ENT_MIXING_GROUP_WORLDS worlds. */
static double groups_of(const ent_mixing_cell *cell, size_t cells)
{
    double worlds = 0.0;

    for (size_t j = 0; j < cells; j++) {
        worlds += (double) cell[j].worlds;
    }
    return fmin(fmax(floor(worlds / ENT_MIXING_GROUP_WORLDS), 1.0), ENT_MIXING_GROUPS);
}

/* End of the group that begins at `from`: the first cell at which the weight so far, *before at `from`, reaches the
 * next multiple of `share`; worlds of one n stay together. */
static size_t group_end(const ent_mixing_cell *cell, size_t cells, size_t from, double share, double *before)
{
    double next = share * (floor(*before / share) + 1.0);
    size_t end = from;

    while (end < cells && (end == from || *before < next || cell[end].n == cell[end - 1].n)) {
        *before += weight_of(&cell[end]);
        end++;
    }
    return end;
}

/* The level's quantile: mass is spread evenly over the u of a grid cell. */
static double quantile_of(const grid *self, const double mass[ENT_MIXING_POINTS], double level)
{
    double total = 0.0;
    double below = 0.0;

    for (size_t i = 0; i < self->points; i++) {
        total += mass[i];
    }
    for (size_t i = 0; i < self->points; i++) {
        if (below + mass[i] >= level * total && mass[i] > 0.0) {
            return chance_at(self, (double) i + (level * total - below) / mass[i]);
        }
        below += mass[i];
    }
    return chance_at(self, (double) self->points);
}

static bool make_room(fitter *self, size_t cells)
{
    size_t points = self->grid.points;
    size_t columns = 2 * points + 5;
    double *room = cells <= SIZE_MAX / sizeof(*room) / columns ? malloc(cells * columns * sizeof(*room)) : NULL;

    self->k = room;
    self->cell_band = cells > 0 ? malloc(cells * sizeof(*self->cell_band)) : NULL;
    if (room == NULL || self->cell_band == NULL) {
        return false;
    }
    self->rest = room + cells;
    self->peak = room + 2 * cells;
    self->weight = room + 3 * cells;
    self->evidence = room + 4 * cells;
    self->by_point = room + 5 * cells;
    self->by_cell = self->by_point + points * cells;
    return true;
}

static void free_room(fitter *self)
{
    free(self->k);
    free(self->cell_band);
}

/* Number of cells in the largest group. */
static size_t largest_group(const ent_mixing_cell *cell, size_t cells, double share)
{
    size_t largest = 0;
    double before = 0.0;

    for (size_t from = 0, end; from < cells; from = end) {
        end = group_end(cell, cells, from, share, &before);
        largest = end - from > largest ? end - from : largest;
    }
    return largest;
}

int ent_mixing_quantiles(ent_mixing_cell *cell, size_t cells, const double *level, size_t levels, double *quantile)
{
    double sum[ENT_MIXING_POINTS] = {0};
    fitter self = {.kernels = ent_kernels_select(NULL)};
    double total = 0.0;
    double before = 0.0;
    double share;
    int status;

    if (cells == 0) {
        for (size_t i = 0; i < levels; i++) {
            quantile[i] = (double) NAN;
        }
        return ENT_OK;
    }
    for (size_t j = 0; j < cells; j++) {
        total += weight_of(&cell[j]);
    }
    share = total / groups_of(cell, cells);
    place_grid(&self.grid, cell, cells);
    status = make_room(&self, largest_group(cell, cells, share)) ? ENT_OK : ENT_ERR_NO_MEMORY;
    for (size_t from = 0, end; status == ENT_OK && from < cells; from = end) {
        end = group_end(cell, cells, from, share, &before);
        fit_group(&self, cell + from, end - from, sum);
    }
    for (size_t i = 0; i < levels; i++) {
        quantile[i] = quantile_of(&self.grid, sum, level[i]);
    }
    free_room(&self);
    return status;
}
