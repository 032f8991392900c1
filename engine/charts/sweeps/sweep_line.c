/* A sweep of one path, as a curve. */
#include "base/status.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"
#include "charts/sweeps/sweep.h"

#include <math.h>
#include <stdbool.h>

enum { TICS = 12 };

/* The scale of the axis: logarithmic where values crowd at one end and their logarithms do not, even distances for
 * values that are not numbers, or crowd in both. */
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

/* Reads the curve: x in the scale chosen, y and its range across worlds. */
static ent_chart_line read_line(const ent_chart_sweep *self, ent_chart_context *context, scale *axis)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);
    ent_chart_line line = {0};
    double *memory = ent_context_alloc(context, 4 * self->count, sizeof(*memory));

    if (memory == NULL) {
        return line;
    }
    line.x = memory;
    line.y = memory + self->count;
    line.low = memory + 2 * self->count;
    line.high = memory + 3 * self->count;
    line.count = self->count;
    for (size_t i = 0; i < self->count; i++) {
        ent_chart_figure it = ent_context_figure(csv, self->row[i], "probability");
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

static void put_line_axes(const ent_chart_sweep *self, ent_chart_context *context, ent_page *page,
    const ent_chart_line *line, scale axis, ent_chart_plot *plot)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sweeps);
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
            const char *words = ent_sweep_value(context, ent_csv_cell(csv, self->row[i], self->path[0]));
            double x = ent_plot_x(plot, line->x[i]), half = ent_chart_text_width(words, 11.5, 0) / 2;
            if (half > 60 && ent_chart_text_wrap(words, 120, 11.5, 0, 1, page->arena, &words) > 0) {
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
            label[i] = ent_sweep_value(context, ent_context_printf(context, "%.9g", at[i]));
        }
    }
    ent_page_tics(page, "xtics", at, label, count);
    count = ent_page_ticks(0, 100 * fmin(1, most > 0.7 ? 1 : most), 4, at, TICS);
    for (size_t i = 0; i < count; i++) {
        label[i] = ent_context_printf(context, i + 1 == count ? "%g%%" : "%g", at[i]);
    }
    ent_page_tics(page, "ytics", at, label, count);
    plot->y_high = at[count - 1];
}

/* Writes the probability above each dot; of more than 12 only above the ends. */
static void put_values(ent_page *page, const ent_chart_plot *plot, const ent_chart_line *line)
{
    ent_page_type type = {12, 1, "best", ENT_PAGE_MIDDLE};
    size_t step = line->count > 12 ? line->count - 1 : 1;
    char percent[ENT_WORDING_BYTES];

    for (size_t i = 0; i < line->count; i += step) {
        double rise = i + 1 < line->count ? line->y[i + 1] - line->y[i] : line->y[i] - line->y[i - (i > 0 ? 1 : 0)];
        double x = ent_plot_x(plot, line->x[i]), y = ent_plot_y(plot, 100 * line->y[i]);
        type.align = i == 0 ? ENT_PAGE_START : i + 1 == line->count ? ENT_PAGE_END : ENT_PAGE_MIDDLE;
        ent_wording_percent(percent, line->y[i]);
        bool below = i == 0 && rise > 0 && y + 20 < plot->bottom; /* above it is the curve */
        ent_page_text(page, x + (i == 0 ? 8 : rise > 0 ? -5 : 5), below ? y + 11 : y - 12, type, percent);
    }
}

void ent_sweep_draw_line(const ent_chart_sweep *self, ent_chart_context *context)
{
    static const char *const scale_note[] = {
        "", "The values stand by their logarithms.", "The values stand at even distances, not to scale."};
    scale axis = TO_SCALE;
    ent_chart_line line = read_line(self, context, &axis);
    ent_page *page = line.count > 0 ? ent_context_page(context, self->chart) : NULL;
    ent_chart_plot plot = {62, 660, 0, ENT_PAGE_BOTTOM - 16, 0, 1, 0, 100};
    ent_page_type type = {11.5, 0, "soft", ENT_PAGE_END};

    if (page == NULL) {
        return;
    }
    ent_page_head(page, ent_sweep_title(self, context),
        ent_context_printf(context, "%s: chance that %s, %%", self->name, ent_context_clause(context)));
    plot.top = page->top + 8;
    put_line_axes(self, context, page, &line, axis, &plot);
    ent_plot_put(&plot, page);
    ent_page_text(page, plot.right, plot.bottom + 27, type, self->axis[0]);
    ent_lines_put(page, "sweep", &line, 1);
    ent_bands_put(page, "band", &line, 1);
    put_values(page, &plot, &line);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%s%s", ent_sweep_range(self, context), scale_note[axis]), "sweep_line");
}
