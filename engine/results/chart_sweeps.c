#include "results/chart_kinds.h"

#include "base/status.h"
#include "results/chart_curves.h"
#include "results/chart_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SWEEPS = 64, TICS = 12, MOST_SIDE = 60 };

/* One sweep's rows (of base, else of the first variant that it has), and the columns of its varied paths. */
typedef struct sweep {
    const char *id, *name, *chart;
    size_t *row;
    size_t count;
    size_t path[2]; /* columns */
    size_t paths;
    const char *axis[2]; /* the paths' names */
} sweep;

/* "parties.russia.threshold" -> "Russia threshold"; sections that say nothing are left out. */
static const char *path_name(ent_chart_book *book, const char *path)
{
    static const char *const section[] = {
        "factors.", "events.", "contributors.", "parties.", "demands.", "truce.causes."};
    const char *label = ent_book_label(book, path, "");
    char *text;

    if (*label != '\0') {
        return label;
    }
    for (size_t i = 0; i < sizeof(section) / sizeof(section[0]); i++) {
        if (strncmp(path, section[i], strlen(section[i])) == 0) {
            path += strlen(section[i]);
            break;
        }
    }
    text = ent_arena_strdup(&book->arena, path);
    for (char *c = text; c != NULL && *c != '\0'; c++) {
        if (*c == '.') {
            *c = '_';
        }
    }
    return ent_book_label(book, "", text != NULL ? text : "");
}

/* Only letters, digits and underscores name a file. */
static const char *chart_name(ent_chart_book *book, const char *id)
{
    char *name = ent_arena_printf(&book->arena, "sweep_%.60s", id);

    if (name == NULL) {
        book->status = ENT_ERR_NO_MEMORY;
        return "sweep";
    }
    for (char *c = name; *c != '\0'; c++) {
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", *c) == NULL) {
            *c = '_';
        }
    }
    return name;
}

static void find_paths(sweep *self, ent_chart_book *book)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];
    size_t from = ent_csv_column(csv, "sweep") + 1, to = ent_csv_column(csv, "expression");

    for (size_t c = from; c < to && c < csv->columns; c++) {
        if (ent_csv_cell(csv, self->row[0], c)[0] != '\0') {
            if (self->paths < 2) {
                self->path[self->paths] = c;
                self->axis[self->paths] = path_name(book, csv->cell[c]);
            }
            self->paths++;
        }
    }
}

static sweep gather(ent_chart_book *book, const char *id)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];
    size_t variant = ent_csv_column(csv, "variant"), column = ent_csv_column(csv, "sweep");
    const char *of = NULL;
    sweep self = {0};

    self.id = id;
    self.name = ent_book_label(book, ent_book_say(book, "sweeps.%s", id), id);
    self.chart = chart_name(book, id);
    self.row = ent_book_take(book, csv->rows, sizeof(*self.row));
    if (self.row == NULL) {
        return self;
    }
    for (size_t i = 0; i < csv->rows; i++) {
        const char *here = ent_csv_cell(csv, i, variant);
        if (strcmp(ent_csv_cell(csv, i, column), id) == 0 && (of == NULL || strcmp(here, "base") == 0)) {
            of = here;
        }
    }
    for (size_t i = 0; i < csv->rows && of != NULL; i++) {
        if (strcmp(ent_csv_cell(csv, i, column), id) == 0 && strcmp(ent_csv_cell(csv, i, variant), of) == 0) {
            self.row[self.count++] = i;
        }
    }
    if (self.count > 0) {
        find_paths(&self, book);
    }
    return self;
}

/* A value of a varied path as an axis says it. */
static const char *value_words(ent_chart_book *book, const char *value)
{
    char *end;
    double number = strtod(value, &end);
    char words[ENT_WORDS];

    if (end == value || *end != '\0') {
        return value;
    }
    ent_words_number(words, number);
    return ent_book_say(book, "%s", words);
}

static const char *finding(const sweep *self, ent_chart_book *book)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];
    size_t low = 0, high = 0;
    char least[ENT_WORDS], most[ENT_WORDS];
    ent_chart_figure a, b;

    for (size_t i = 1; i < self->count; i++) {
        double p = ent_book_figure(csv, self->row[i], "probability").p;
        low = p < ent_book_figure(csv, self->row[low], "probability").p ? i : low;
        high = p > ent_book_figure(csv, self->row[high], "probability").p ? i : high;
    }
    a = ent_book_figure(csv, self->row[low], "probability");
    b = ent_book_figure(csv, self->row[high], "probability");
    ent_words_figure(least, a.p, a.mc_low, a.mc_high);
    ent_words_figure(most, b.p, b.mc_low, b.mc_high);
    if (strcmp(least, most) == 0 || b.mc_low < a.mc_high) {
        return ent_book_say(book, "\xE2\x80\x9C%s\xE2\x80\x9D hardly moves the chance that %s: %s", self->name,
            ent_book_clause(book), least);
    }
    if (self->paths == 1 && (low == 0 || high == 0) && (low + 1 == self->count || high + 1 == self->count)) {
        return ent_book_say(book, "%s from %s to %s: the chance that %s %s from %s to %s", self->axis[0],
            value_words(book, ent_csv_cell(csv, self->row[0], self->path[0])),
            value_words(book, ent_csv_cell(csv, self->row[self->count - 1], self->path[0])), ent_book_clause(book),
            low == 0 ? "rises" : "falls", low == 0 ? least : most, low == 0 ? most : least);
    }
    return ent_book_say(book, "\xE2\x80\x9C%s\xE2\x80\x9D: the chance that %s runs from %s to %s", self->name,
        ent_book_clause(book), least, most);
}

/* How values stand along the axis: those that crowd at one end by their logarithms where these are spread better, words
 * at even distances. */
typedef enum scale { TO_SCALE, BY_LOGARITHM, EVENLY } scale;

static double narrowest(const ent_chart_line *line)
{
    double least = INFINITY;

    for (size_t i = 1; i < line->count; i++) {
        least = fmin(least, (line->x[i] - line->x[i - 1]) / (line->x[line->count - 1] - line->x[0]));
    }
    return least;
}

static scale choose_scale(ent_chart_line *line)
{
    const double crowded = 1.0 / 25;

    for (size_t i = 0; i < line->count; i++) {
        if (!isfinite(line->x[i]) || (i > 0 && line->x[i] <= line->x[i - 1])) {
            return EVENLY;
        }
    }
    if (line->count > 12 || !(narrowest(line) < crowded)) {
        return TO_SCALE;
    }
    if (!(line->x[0] > 0)) {
        return EVENLY;
    }
    for (size_t i = 0; i < line->count; i++) {
        line->x[i] = log10(line->x[i]);
    }
    return narrowest(line) < crowded ? EVENLY : BY_LOGARITHM;
}

/* The curve of a one-path sweep. */
static ent_chart_line read_line(const sweep *self, ent_chart_book *book, scale *axis)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];
    ent_chart_line line = {0};
    double *memory = ent_book_take(book, 4 * self->count, sizeof(*memory));

    if (memory == NULL) {
        return line;
    }
    line.x = memory;
    line.y = memory + self->count;
    line.low = memory + 2 * self->count;
    line.high = memory + 3 * self->count;
    line.count = self->count;
    for (size_t i = 0; i < self->count; i++) {
        ent_chart_figure it = ent_book_figure(csv, self->row[i], "probability");
        line.x[i] = ent_csv_number(csv, self->row[i], self->path[0]);
        line.y[i] = it.p;
        line.low[i] = it.world_p05;
        line.high[i] = it.world_p95;
    }
    *axis = choose_scale(&line);
    for (size_t i = 0; i < self->count && *axis == EVENLY; i++) {
        line.x[i] = (double) i;
    }
    return line;
}

static void put_line_axes(const sweep *self, ent_chart_book *book, ent_page *page, const ent_chart_line *line,
    scale axis, ent_chart_plot *plot)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];
    double at[TICS], most = 0.02;
    const char *label[TICS];
    size_t count = 0;

    for (size_t i = 0; i < line->count; i++) {
        most = fmax(most, isfinite(line->high[i]) ? line->high[i] : line->y[i]);
    }
    plot->x_low = line->x[0];
    plot->x_high = line->count > 1 ? line->x[line->count - 1] : line->x[0] + 1;
    if (axis != TO_SCALE || line->count <= 9) {
        double free = -1e9;
        for (size_t i = 0; i < line->count && count < TICS; i++) {
            const char *words = value_words(book, ent_csv_cell(csv, self->row[i], self->path[0]));
            double x = ent_plot_x(plot, line->x[i]), half = ent_words_width(words, 11.5, 0) / 2;
            if (half > 60 && ent_words_wrap(words, 120, 11.5, 0, 1, page->arena, &words) > 0) {
                half = 60;
            }
            if (x - half >= free) {
                free = x + half + 4;
                at[count] = line->x[i];
                label[count++] = words;
            }
        }
    } else {
        count = ent_page_ticks(line->x[0], line->x[line->count - 1], 6, at, TICS);
        for (size_t i = 0; i < count; i++) {
            label[i] = value_words(book, ent_book_say(book, "%.9g", at[i]));
        }
    }
    ent_page_tics(page, "xtics", at, label, count);
    count = ent_page_ticks(0, 100 * fmin(1, most > 0.7 ? 1 : most), 4, at, TICS);
    for (size_t i = 0; i < count; i++) {
        label[i] = ent_book_say(book, i + 1 == count ? "%g%%" : "%g", at[i]);
    }
    ent_page_tics(page, "ytics", at, label, count);
    plot->y_high = at[count - 1];
}

/* The chance at each value, above its dot; at the ends only where they are many. */
static void put_values(ent_page *page, const ent_chart_plot *plot, const ent_chart_line *line)
{
    ent_page_type type = {12, 1, "best", ENT_PAGE_MIDDLE};
    size_t step = line->count > 12 ? line->count - 1 : 1;
    char percent[ENT_WORDS];

    for (size_t i = 0; i < line->count; i += step) {
        double rise = i + 1 < line->count ? line->y[i + 1] - line->y[i] : line->y[i] - line->y[i - (i > 0 ? 1 : 0)];
        double x = ent_plot_x(plot, line->x[i]), y = ent_plot_y(plot, 100 * line->y[i]);
        type.align = i == 0 ? ENT_PAGE_START : i + 1 == line->count ? ENT_PAGE_END : ENT_PAGE_MIDDLE;
        ent_words_percent(percent, line->y[i]);
        ent_page_text(page, x + (i == 0 ? 8 : rise > 0 ? -5 : 5), y - 12, type, percent);
    }
}

static const char *range_words(const sweep *self, ent_chart_book *book)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];
    double widest = 0;

    for (size_t i = 0; i < self->count; i++) {
        ent_chart_figure it = ent_book_figure(csv, self->row[i], "probability");
        widest = fmax(widest, isfinite(it.world_p95) && isfinite(it.world_p05) ? it.world_p95 - it.world_p05 : 0);
    }
    if (widest <= 0) {
        return "No range across worlds: one world only, or too few draws in each.";
    }
    return self->paths == 1
               ? "Band: 90% range across worlds (what could be known, but is not)."
               : ent_book_say(book,
                     "Lines part the bands of likelihood of ICD-203 (5, 20, 45, 55, 80, 95%%). The 90%% range across "
                     "worlds is up to %.0f points wide.",
                     100 * widest);
}

static void draw_line(const sweep *self, ent_chart_book *book)
{
    static const char *const said[] = {
        "", " The values stand by their logarithms.", " The values stand at even distances, not to scale."};
    scale axis = TO_SCALE;
    ent_chart_line line = read_line(self, book, &axis);
    ent_page *page = line.count > 0 ? ent_book_page(book, self->chart) : NULL;
    ent_chart_plot plot = {62, 660, 0, ENT_PAGE_BOTTOM - 16, 0, 1, 0, 100};
    ent_page_type type = {11.5, 0, "soft", ENT_PAGE_END};

    if (page == NULL) {
        return;
    }
    ent_page_head(
        page, finding(self, book), ent_book_say(book, "%s: chance that %s, %%", self->name, ent_book_clause(book)));
    plot.top = page->top + 8;
    put_line_axes(self, book, page, &line, axis, &plot);
    ent_plot_put(&plot, page);
    ent_page_text(page, plot.right, plot.bottom + 27, type, self->axis[0]);
    ent_lines_put(page, "sweep", &line, 1);
    put_values(page, &plot, &line);
    ent_book_page_end(book, page, ent_book_say(book, "%s%s", range_words(self, book), said[axis]), "sweep_line");
}

/* The grid of a two-path sweep: the values along each side, in the order met. */
typedef struct grid {
    const char *value[2][MOST_SIDE];
    size_t count[2];
    double *p; /* [count[0] * count[1]], NaN where the table has none */
} grid;

static size_t place_of(grid *self, int side, const char *value)
{
    for (size_t i = 0; i < self->count[side]; i++) {
        if (strcmp(self->value[side][i], value) == 0) {
            return i;
        }
    }
    if (self->count[side] < MOST_SIDE) {
        self->value[side][self->count[side]] = value;
        return self->count[side]++;
    }
    return MOST_SIDE;
}

static int read_grid(grid *self, const sweep *it, ent_chart_book *book)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];

    for (size_t i = 0; i < it->count; i++) {
        (void) place_of(self, 0, ent_csv_cell(csv, it->row[i], it->path[0]));
        (void) place_of(self, 1, ent_csv_cell(csv, it->row[i], it->path[1]));
    }
    self->p = ent_book_take(book, self->count[0] * self->count[1], sizeof(*self->p));
    if (self->p == NULL) {
        return 0;
    }
    for (size_t i = 0; i < self->count[0] * self->count[1]; i++) {
        self->p[i] = NAN;
    }
    for (size_t i = 0; i < it->count; i++) {
        size_t x = place_of(self, 0, ent_csv_cell(csv, it->row[i], it->path[0]));
        size_t y = place_of(self, 1, ent_csv_cell(csv, it->row[i], it->path[1]));
        if (x < self->count[0] && y < self->count[1]) {
            self->p[y * self->count[0] + x] = ent_book_figure(csv, it->row[i], "probability").p;
        }
    }
    return 1;
}

static int band_of(double p)
{
    const char *word;
    int band = 0;

    while (band + 1 < ENT_WORDS_BANDS && p >= ent_words_band((size_t) band, &word)) {
        band++;
    }
    return band;
}

/* Cell edges between two bands of likelihood: a contour that runs round cells, so that no figure is crossed. */
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

static void put_side(const grid *self, ent_chart_book *book, ent_page *page, int side)
{
    double at[TICS];
    const char *label[TICS];
    size_t count = 0, step = 1 + (self->count[side] - 1) / TICS;

    for (size_t i = 0; i < self->count[side] && count < TICS; i += step) {
        at[count] = (double) i;
        label[count++] = value_words(book, self->value[side][i]);
    }
    ent_page_tics(page, side == 0 ? "xtics" : "ytics", at, label, count);
}

static void put_cells(const grid *self, ent_page *page, const ent_chart_plot *plot)
{
    size_t nx = self->count[0], ny = self->count[1];
    double width = (plot->right - plot->left) / (double) nx, height = (plot->bottom - plot->top) / (double) ny;
    double most = 0.01;
    char share[ENT_WORDS];

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
            ent_words_share(share, self->p[i]);
            ent_page_text(page, plot->left + ((double) across + 0.5) * width,
                plot->bottom - ((double) up + 0.5) * height, type, share);
        }
    }
}

static void draw_grid(const sweep *it, ent_chart_book *book)
{
    grid self = {0};
    ent_page *page = read_grid(&self, it, book) ? ent_book_page(book, it->chart) : NULL;
    ent_chart_plot plot = {80, ENT_PAGE_RIGHT - 10, 0, ENT_PAGE_BOTTOM - 16, -0.5, 0.5, -0.5, 0.5};
    ent_page_type type = {11.5, 1, "soft", ENT_PAGE_END};

    if (page == NULL) {
        return;
    }
    ent_page_head(page, finding(it, book),
        ent_book_say(book, "%% of simulated futures, by %s (across) and %s (upwards)", it->axis[0], it->axis[1]));
    plot.top = page->top + 22;
    plot.x_high = (double) self.count[0] - 0.5;
    plot.y_high = (double) self.count[1] - 0.5;
    ent_plot_put(&plot, page);
    put_side(&self, book, page, 0);
    put_side(&self, book, page, 1);
    ent_page_text(page, plot.right, plot.bottom + 27, type, it->axis[0]);
    type.align = ENT_PAGE_START;
    ent_page_text(page, ENT_PAGE_LEFT, plot.top - 12, type, it->axis[1]);
    put_contours(&self, page);
    put_cells(&self, page, &plot);
    ent_book_page_end(book, page, range_words(it, book), "sweep_grid");
}

void ent_chart_sweeps(ent_chart_book *book)
{
    const ent_csv *csv = &book->table[ENT_TABLE_SWEEPS];
    size_t column = ent_csv_column(csv, "sweep"), drawn = 0;

    for (size_t i = 0; i < csv->rows && drawn < MOST_SWEEPS && book->status != ENT_ERR_NO_MEMORY; i++) {
        const char *id = ent_csv_cell(csv, i, column);
        size_t first = 0;
        sweep self;
        while (strcmp(ent_csv_cell(csv, first, column), id) != 0) {
            first++;
        }
        if (first != i) {
            continue;
        }
        self = gather(book, id);
        drawn++;
        if (self.paths == 1) {
            draw_line(&self, book);
        } else if (self.paths == 2) {
            draw_grid(&self, book);
        } else {
            ent_diagnostics_add(book->diagnostics, ENT_SEVERITY_NOTE, (ent_position){0}, NULL, NULL,
                "the sweep %s varies %zu settings at once: it has a table, but no chart", id, self.paths);
        }
    }
}
