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

/* Grid points with less mass are left out of a step and keep their mass. */
static const double NEGLIGIBLE = 1e-14;

/* Cells of equal width in u, p = u^2 / (u^2 + (1 - u)^2): a binomial's standard deviation in u is between
 * 1 / (4 sqrt(n)) and 1 / (2 sqrt(n)) for every p. Square roots alone: the same bytes on every processor. */
typedef struct grid {
    double start, width;           /* u of the left end; of one cell */
    double log_p[ENT_MIXING_GRID]; /* log p and log (1 - p) in the middle of each cell */
    double log_q[ENT_MIXING_GRID];
} grid;

/* Work space for `cells` cells. */
typedef struct fitter {
    const ent_kernels *kernels;
    grid grid;
    double *k, *rest;   /* [cells] k and n - k */
    double *peak;       /* [cells] largest log likelihood over the grid */
    double *evidence;   /* [cells] likelihood under the distribution */
    double *likelihood; /* [ENT_MIXING_GRID][cells] relative to the cell's largest */
    double mass[ENT_MIXING_GRID];
} fitter;

static int by_counts(const void *a, const void *b)
{
    const ent_mixing_cell *x = a;
    const ent_mixing_cell *y = b;

    if (x->n != y->n) {
        return x->n < y->n ? -1 : 1;
    }
    return x->k < y->k ? -1 : x->k > y->k ? 1 : 0;
}

/* Sorts by n, then k, and merges equal cells. Returns the number of cells left. */
static size_t merge_cells(ent_mixing_cell *cell, size_t cells)
{
    size_t kept = 0;

    qsort(cell, cells, sizeof(*cell), by_counts);
    for (size_t i = 0; i < cells; i++) {
        if (kept > 0 && by_counts(&cell[kept - 1], &cell[i]) == 0) {
            cell[kept - 1].weight += cell[i].weight;
        } else {
            cell[kept++] = cell[i];
        }
    }
    return kept;
}

/* --- the grid ----------------------------------------------------------------------------------------------------- */

/* p at a position in [0, ENT_MIXING_GRID] of the grid. */
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

    for (size_t i = 0; i < cells; i++) {
        double n = (double) cell[i].n;
        double k = (double) cell[i].k;
        double u = sqrt(k) / (sqrt(k) + sqrt(n - k));
        low = fmin(low, u - 2.0 / sqrt(n));
        high = fmax(high, u + 2.0 / sqrt(n));
    }
    self->start = fmax(low, 0.0);
    self->width = (fmin(high, 1.0) - self->start) / ENT_MIXING_GRID;
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        double p = chance_at(self, (double) i + 0.5);
        self->log_p[i] = ent_log(p);
        self->log_q[i] = ent_log1p(-p);
    }
}

/* --- one group of cells --------------------------------------------------------------------------------------------- */

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
        total += cell[i].weight;
        sum += cell[i].weight * (double) cell[i].k / (double) cell[i].n;
        inverse += cell[i].weight / (double) cell[i].n;
    }
    *mean = sum / total;
    for (size_t i = 0; i < cells; i++) {
        double off = (double) cell[i].k / (double) cell[i].n - *mean;
        spread += cell[i].weight * off * off;
    }
    noise = *mean * (1.0 - *mean);
    inverse /= total;
    *rho = noise > 0.0 && inverse < 1.0 ? (spread / total / noise - inverse) / (1.0 - inverse) : 0.0;
    *rho = fmin(fmax(*rho, LEAST_CORRELATION), MOST_CORRELATION);
}

/* Beta(a, b) as masses of the grid's cells, up to a factor: dp is sqrt(p (1 - p)) du, within a factor of 2. */
static void start_from_beta(fitter *self, double mean, double rho)
{
    double size = 1.0 / rho - 1.0;
    double peak = -INFINITY;
    double total = 0.0;

    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        self->mass[i] = (mean * size - 0.5) * self->grid.log_p[i] + ((1.0 - mean) * size - 0.5) * self->grid.log_q[i];
        peak = fmax(peak, self->mass[i]);
    }
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        self->mass[i] = ent_exp(self->mass[i] - peak) + 1e-12; /* no point starts at 0, where it would stay */
        total += self->mass[i];
    }
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        self->mass[i] /= total;
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
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        double *row = self->likelihood + i * cells;
        const double *const both[] = {self->peak, row};
        kernels->affine(cells, 0.0, self->grid.log_p[i], self->k, row);
        kernels->axpy(cells, self->grid.log_q[i], self->rest, row);
        kernels->op[ENT_OP_MAX](cells, self->peak, both);
    }
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        double *row = self->likelihood + i * cells;
        const double *const difference[] = {row, self->peak};
        const double *const exponent[] = {row};
        kernels->op[ENT_OP_SUB](cells, row, difference);
        kernels->op[ENT_OP_EXP](cells, row, exponent);
    }
}

/* Sum of x[j] y[j], in eight interleaved sums: a fixed order that the compiler may turn into vectors. */
static double dot(const double *x, const double *y, size_t n)
{
    double sum[8] = {0};
    size_t j = 0;

    for (; j + 8 <= n; j += 8) {
        for (size_t l = 0; l < 8; l++) {
            sum[l] += x[j + l] * y[j + l];
        }
    }
    for (size_t l = 0; j < n; j++, l++) {
        sum[l] += x[j] * y[j];
    }
    return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

/* mass_i becomes the mean over the cells of their posterior mass at point i. */
static void step(fitter *self, const ent_mixing_cell *cell, size_t cells, double total)
{
    for (size_t j = 0; j < cells; j++) {
        self->evidence[j] = 0.0;
    }
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        if (self->mass[i] > NEGLIGIBLE) {
            self->kernels->axpy(cells, self->mass[i], self->likelihood + i * cells, self->evidence);
        }
    }
    for (size_t j = 0; j < cells; j++) {
        self->evidence[j] = cell[j].weight / (self->evidence[j] * total);
    }
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        if (self->mass[i] > NEGLIGIBLE) {
            self->mass[i] *= dot(self->likelihood + i * cells, self->evidence, cells);
        }
    }
}

/* Adds the fitted distribution of a group, times its weight, to `sum`. */
static void fit_group(fitter *self, const ent_mixing_cell *cell, size_t cells, double sum[ENT_MIXING_GRID])
{
    double total = 0.0;
    double mean, rho;

    for (size_t j = 0; j < cells; j++) {
        total += cell[j].weight;
    }
    match_moments(cell, cells, &mean, &rho);
    start_from_beta(self, mean, rho);
    fill_likelihood(self, cell, cells);
    for (int s = 0; s < ENT_MIXING_STEPS; s++) {
        step(self, cell, cells, total);
    }
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        sum[i] += total * self->mass[i];
    }
}

/* --- all groups ----------------------------------------------------------------------------------------------------- */

/* End of the group that begins at `from`: the first cell at which the weight so far reaches the next share of the
 * total; worlds of one n stay together. */
static size_t group_end(const ent_mixing_cell *cell, size_t cells, size_t from, double total)
{
    const double share = total / ENT_MIXING_STRATA;
    double so_far = 0.0;
    double next;
    size_t end;

    for (size_t j = 0; j < from; j++) {
        so_far += cell[j].weight;
    }
    next = share * (floor(so_far / share) + 1.0);
    for (end = from; end < cells; end++) {
        bool full = so_far >= next && cell[end].n != cell[end - 1].n;
        if (end > from && full) {
            break;
        }
        so_far += cell[end].weight;
    }
    return end;
}

/* The level's quantile: mass is spread evenly over the u of a grid cell. */
static double quantile_of(const grid *self, const double mass[ENT_MIXING_GRID], double level)
{
    double total = 0.0;
    double below = 0.0;

    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        total += mass[i];
    }
    for (size_t i = 0; i < ENT_MIXING_GRID; i++) {
        if (below + mass[i] >= level * total && mass[i] > 0.0) {
            return chance_at(self, (double) i + (level * total - below) / mass[i]);
        }
        below += mass[i];
    }
    return chance_at(self, ENT_MIXING_GRID);
}

int ent_mixing_quantiles(
    ent_mixing_cell *cell, size_t cells, const double *level, size_t levels, double *quantile)
{
    double sum[ENT_MIXING_GRID] = {0};
    double total = 0.0;
    fitter self = {.kernels = ent_kernels_select(NULL)};
    double *room;

    cells = merge_cells(cell, cells);
    room = cells <= SIZE_MAX / sizeof(*room) / (ENT_MIXING_GRID + 4)
               ? malloc(cells * (ENT_MIXING_GRID + 4) * sizeof(*room))
               : NULL;
    if (room == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self.k = room;
    self.rest = room + cells;
    self.peak = room + 2 * cells;
    self.evidence = room + 3 * cells;
    self.likelihood = room + 4 * cells;
    place_grid(&self.grid, cell, cells);
    for (size_t j = 0; j < cells; j++) {
        total += cell[j].weight;
    }
    for (size_t from = 0; from < cells;) {
        size_t end = group_end(cell, cells, from, total);
        fit_group(&self, cell + from, end - from, sum);
        from = end;
    }
    for (size_t i = 0; i < levels; i++) {
        quantile[i] = quantile_of(&self.grid, sum, level[i]);
    }
    free(room);
    return ENT_OK;
}
