/* A sweep of two paths, as a grid of shares. */
#include "charts/curves.h"
#include "charts/sweeps/sweep.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { TICS = 12 };

/* The grid: the values along each side in the order of the table, and the probabilities. */
typedef struct grid {
    const char **value[2]; /* [count] */
    size_t count[2];
    double *p; /* [count[1] * count[0]] row by row, probability in [0, 1]; NaN: no row in the table */
} grid;

static size_t index_of(grid *self, int side, const char *value)
{
    for (size_t i = 0; i < self->count[side]; i++) {
        if (strcmp(self->value[side][i], value) == 0) {
            return i;
        }
    }
    self->value[side][self->count[side]] = value;
    return self->count[side]++;
}

static int read_grid(grid *self, const ent_chart_sweep *it, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);

    self->value[0] = ent_context_alloc(context, it->count + 1, sizeof(*self->value[0]));
    self->value[1] = ent_context_alloc(context, it->count + 1, sizeof(*self->value[1]));
    if (self->value[0] == NULL || self->value[1] == NULL) {
        return 0;
    }
    for (size_t i = 0; i < it->count; i++) {
        (void) index_of(self, 0, ent_csv_cell(csv, it->row[i], it->path[0]));
        (void) index_of(self, 1, ent_csv_cell(csv, it->row[i], it->path[1]));
    }
    self->p = ent_context_alloc(context, self->count[0] * self->count[1], sizeof(*self->p));
    if (self->p == NULL) {
        return 0;
    }
    for (size_t i = 0; i < self->count[0] * self->count[1]; i++) {
        self->p[i] = NAN;
    }
    for (size_t i = 0; i < it->count; i++) {
        size_t x = index_of(self, 0, ent_csv_cell(csv, it->row[i], it->path[0]));
        size_t y = index_of(self, 1, ent_csv_cell(csv, it->row[i], it->path[1]));
        self->p[y * self->count[0] + x] = ent_context_figure(csv, it->row[i], "probability").p;
    }
    return 1;
}

static int band_of(double p)
{
    const char *word;
    int band = 0;

    while (band + 1 < ENT_WORDING_BANDS && p >= ent_wording_band((size_t) band, &word)) {
        band++;
    }
    return band;
}

/* Writes the edges between cells in different likelihood bands: contours along the edges cross no figure. */
static void put_contours(const grid *self, ent_page *page)
{
    size_t nx = self->count[0], ny = self->count[1];

    ent_page_put(page, "$contours << EOD\nNaN NaN NaN NaN\n");
    for (size_t y = 0; y < ny; y++) {
        for (size_t x = 0; x < nx; x++) {
            int here = band_of(self->p[y * nx + x]);
            if (x + 1 < nx && band_of(self->p[y * nx + x + 1]) != here) {
                ent_page_put(page, "%.1f %.1f 0 1\n", (double) x + 0.5, (double) y - 0.5);
            }
            if (y + 1 < ny && band_of(self->p[(y + 1) * nx + x]) != here) {
                ent_page_put(page, "%.1f %.1f 1 0\n", (double) x - 0.5, (double) y + 0.5);
            }
        }
    }
    ent_page_put(page, "EOD\n");
}

static void put_side(const grid *self, ent_chart_context *context, ent_page *page, int side)
{
    double at[TICS];
    const char *label[TICS];
    size_t count = 0, step = 1 + (self->count[side] - 1) / TICS;

    for (size_t i = 0; i < self->count[side] && count < TICS; i += step) {
        at[count] = (double) i;
        label[count++] = ent_sweep_value(context, self->value[side][i]);
    }
    ent_page_tics(page, side == 0 ? "xtics" : "ytics", at, label, count);
}

static void put_cells(const grid *self, ent_page *page, const ent_chart_plot *plot)
{
    size_t nx = self->count[0], ny = self->count[1];
    double width = (plot->right - plot->left) / (double) nx, height = (plot->bottom - plot->top) / (double) ny;
    double most = 0.01;
    char share[ENT_WORDING_BYTES];

    ent_page_put(page, "$cells << EOD\n");
    for (size_t i = 0; i < nx * ny; i++) {
        most = fmax(most, isfinite(self->p[i]) ? self->p[i] : 0);
        ent_page_put(page, "%zu %zu", i % nx, i / nx);
        ent_page_number(page, 100 * self->p[i]);
        ent_page_put(page, "\n");
    }
    ent_page_put(page, "EOD\nmost = %.6g\n", 100 * most);
    for (size_t i = 0; i < nx * ny && width > 24 && height > 13; i++) {
        ent_page_type type = {fmin(12.5, fmax(9, fmin(width / 3, height * 0.6))), 0,
            self->p[i] > 0.72 * most ? "'#FFFFFF'" : "ink", ENT_PAGE_MIDDLE};
        size_t across = i % nx, up = i / nx;
        if (isfinite(self->p[i])) {
            ent_wording_share(share, self->p[i]);
            ent_page_text(page, plot->left + ((double) across + 0.5) * width,
                plot->bottom - ((double) up + 0.5) * height, type, share);
        }
    }
}

void ent_sweep_draw_grid(const ent_chart_sweep *it, ent_chart_context *context)
{
    grid self = {0};
    ent_page *page = read_grid(&self, it, context) ? ent_context_page(context, it->chart) : NULL;
    ent_chart_plot plot = {80, ENT_PAGE_RIGHT - 10, 0, ENT_PAGE_BOTTOM - 16, -0.5, 0.5, -0.5, 0.5};
    ent_page_type type = {11.5, 1, "soft", ENT_PAGE_END};

    if (page == NULL) {
        return;
    }
    ent_page_head(page, ent_sweep_title(it, context),
        ent_context_printf(
            context, "%% of simulated futures, by %s (across) and %s (upwards)", it->axis[0], it->axis[1]));
    plot.top = page->top + 22;
    plot.x_high = (double) self.count[0] - 0.5;
    plot.y_high = (double) self.count[1] - 0.5;
    ent_plot_put(&plot, page);
    put_side(&self, context, page, 0);
    put_side(&self, context, page, 1);
    ent_page_text(page, plot.right, plot.bottom + 27, type, it->axis[0]);
    type.align = ENT_PAGE_START;
    ent_page_text(page, ENT_PAGE_LEFT, plot.top - 12, type, it->axis[1]);
    put_contours(&self, page);
    put_cells(&self, page, &plot);
    ent_context_page_end(context, page, ent_sweep_range(it, context), "sweep_grid");
}
