#include "charts/curves.h"

#include "base/status.h"
#include "charts/layout/text_metrics.h"

#include <math.h>
#include <string.h>

enum { TWO_LINES = 30 /* distance of labels of two lines, page units */ };

double ent_plot_x(const ent_chart_plot *self, double x)
{
    return self->left + (x - self->x_low) / (self->x_high - self->x_low) * (self->right - self->left);
}

double ent_plot_y(const ent_chart_plot *self, double y)
{
    return self->bottom - (y - self->y_low) / (self->y_high - self->y_low) * (self->bottom - self->top);
}

void ent_plot_put(const ent_chart_plot *self, ent_page *page)
{
    ent_page_frame(page, self->left, self->right, self->top, self->bottom);
    ent_page_put(page, "x_low = %.9g; x_high = %.9g; y_low = %.9g; y_high = %.9g\n", self->x_low, self->x_high,
        self->y_low, self->y_high);
}

ent_chart_line ent_line_read(ent_chart_context *context, const ent_table *table, size_t variant, const char *x,
    const char *y, const char *const low_high[2])
{
    const ent_csv *csv = ent_context_table(context, table);
    ent_chart_line line = {0};
    size_t *row = NULL;
    size_t count = ent_context_rows(context, table, variant, &row);
    double *memory = count > 0 ? ent_context_alloc(context, 4 * count, sizeof(*memory)) : NULL;

    line.name = context->variant[variant].label;
    if (memory == NULL) {
        return line;
    }
    line.x = memory;
    line.y = memory + count;
    line.low = memory + 2 * count;
    line.high = memory + 3 * count;
    line.count = count;
    for (size_t i = 0; i < count; i++) {
        line.x[i] = ent_csv_number(csv, row[i], ent_csv_column(csv, x));
        line.y[i] = ent_csv_number(csv, row[i], ent_csv_column(csv, y));
        line.low[i] = ent_csv_number(csv, row[i], ent_csv_column(csv, low_high[0]));
        line.high[i] = ent_csv_number(csv, row[i], ent_csv_column(csv, low_high[1]));
    }
    line.end_low = ent_csv_number(csv, row[count - 1], ent_csv_column(csv, "mc_low"));
    line.end_high = ent_csv_number(csv, row[count - 1], ent_csv_column(csv, "mc_high"));
    return line;
}

double ent_line_end(const ent_chart_line *self)
{
    return self->count > 0 ? self->y[self->count - 1] : (double) NAN;
}

ent_chart_figure ent_line_end_figure(const ent_chart_line *self)
{
    size_t last = self->count - 1;

    if (self->count == 0) {
        return (ent_chart_figure){NAN, NAN, NAN, NAN, NAN};
    }
    return (ent_chart_figure){self->y[last], self->end_low, self->end_high, self->low[last], self->high[last]};
}

double ent_line_at(const ent_chart_line *self, double x)
{
    if (self->count == 0) {
        return NAN;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (self->x[i] >= x) {
            double part = i == 0 ? 1 : (x - self->x[i - 1]) / (self->x[i] - self->x[i - 1]);
            return i == 0 ? self->y[0] : self->y[i - 1] + part * (self->y[i] - self->y[i - 1]);
        }
    }
    return self->y[self->count - 1];
}

double ent_line_crossing(const ent_chart_line *self, double level)
{
    for (size_t i = 1; i < self->count; i++) {
        double a = self->y[i - 1] - level, b = self->y[i] - level;
        if ((a <= 0 && b >= 0) || (a >= 0 && b <= 0)) {
            return a == b ? self->x[i - 1] : self->x[i - 1] + a / (a - b) * (self->x[i] - self->x[i - 1]);
        }
    }
    return NAN;
}

bool ent_line_is_above(const ent_chart_line *self, const ent_chart_line *other)
{
    return ent_line_end(self) > ent_line_end(other) && !(self->end_low <= other->end_high);
}

void ent_lines_rank(ent_chart_line *line, size_t count, double margin)
{
    size_t high = 0, low = 0;

    for (size_t i = 1; i < count; i++) {
        high = ent_line_end(&line[i]) > ent_line_end(&line[high]) ? i : high;
        low = ent_line_end(&line[i]) < ent_line_end(&line[low]) ? i : low;
    }
    if (count > 0) {
        line[0].rank = 1;
    }
    if (high > 0 && ent_line_is_above(&line[high], &line[0]) &&
        ent_line_end(&line[high]) > ent_line_end(&line[0]) + margin) {
        line[high].rank = 2;
    }
    if (low > 0 && ent_line_is_above(&line[0], &line[low]) &&
        ent_line_end(&line[low]) < ent_line_end(&line[0]) - margin) {
        line[low].rank = 3;
    }
}

const char *ent_rank_colour(int rank)
{
    static const char *const colour[] = {"muted", "best", "good_word", "worst"};

    return colour[rank];
}

void ent_lines_put(ent_page *page, const char *name, const ent_chart_line *line, size_t count)
{
    ent_page_put(page, "$%s << EOD\n", name);
    for (size_t k = 0; k < count; k++) {
        if (line[k].count == 0) {
            ent_page_put(page, "NaN NaN NaN NaN\n");
        }
        for (size_t i = 0; i < line[k].count; i++) {
            ent_page_number(page, line[k].x[i]);
            ent_page_number(page, 100 * line[k].y[i]);
            ent_page_number(page, 100 * line[k].low[i]);
            ent_page_number(page, 100 * line[k].high[i]);
            ent_page_put(page, "\n");
        }
        ent_page_put(page, "\n\n");
    }
    ent_page_put(page, "EOD\n");
}

static void put_band(ent_page *page, const ent_chart_line *line)
{
    bool gap = true;

    ent_page_put(page, "NaN NaN NaN\n"); /* a block that is empty would not be counted */
    for (size_t i = 0; i < line->count; i++) {
        bool known = isfinite(line->low[i]) && isfinite(line->high[i]);
        if (known) {
            ent_page_put(page, gap ? "\n" : "");
            ent_page_number(page, line->x[i]);
            ent_page_number(page, 100 * line->low[i]);
            ent_page_number(page, 100 * line->high[i]);
            ent_page_put(page, "\n");
        }
        gap = !known;
    }
    ent_page_put(page, "\n\n");
}

void ent_bands_put(ent_page *page, const char *name, const ent_chart_line *line, size_t count)
{
    ent_page_put(page, "$%s << EOD\n", name);
    for (size_t k = 0; k < count; k++) {
        put_band(page, &line[k]);
    }
    ent_page_put(page, "EOD\n");
}

/* Sorts curve numbers by falling end value. */
static void order_by_end(const ent_chart_line *line, size_t *order, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        size_t it = order[i], j = i;
        for (; j > 0 && ent_line_end(&line[order[j - 1]]) < ent_line_end(&line[it]); j--) {
            order[j] = order[j - 1];
        }
        order[j] = it;
    }
}

const char *ent_line_end_words(ent_chart_context *context, const ent_chart_line *self)
{
    char buffer[ENT_WORDING_BYTES];

    ent_wording_figure(buffer, ent_line_end(self), self->end_low, self->end_high);
    return ent_context_printf(context, "%s", buffer);
}

const char *ent_line_end_compact(ent_chart_context *context, const ent_chart_line *self)
{
    char buffer[ENT_WORDING_BYTES];

    ent_wording_compact(buffer, ent_line_end(self), self->end_low, self->end_high);
    return ent_context_printf(context, "%s", buffer);
}

/* Number of lines of the longest name, 1 or 2. */
static size_t end_lines(const ent_chart_line *line, const size_t *order, size_t shown, double width, ent_arena *arena)
{
    const char *part[6];

    for (size_t i = 0; i < shown; i++) {
        const ent_chart_line *it = &line[order[i]];
        if (ent_chart_text_wrap(it->name, width, 11.5, it->rank > 0, 2, arena, part) > 1) {
            return 2;
        }
    }
    return 1;
}

void ent_lines_label_ends(ent_chart_context *context, ent_page *page, const ent_chart_plot *plot,
    const ent_chart_line *line, size_t count, double x)
{
    size_t *order = ent_context_alloc(context, count, sizeof(*order));
    double *y = ent_context_alloc(context, count, sizeof(*y));
    double apart = fmin(17, fmax(12, (plot->bottom - plot->top) / (double) (count > 1 ? count : 1)));
    size_t shown = 0, lines;

    if (order == NULL || y == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (isfinite(ent_line_end(&line[i]))) {
            order[shown++] = i;
        }
    }
    order_by_end(line, order, shown);
    for (size_t i = 0; i < shown; i++) {
        y[i] = ent_plot_y(plot, 100 * ent_line_end(&line[order[i]]));
    }
    lines = end_lines(line, order, shown, ENT_PAGE_RIGHT - x - 46, page->arena);
    if (lines > 1 && (double) shown * TWO_LINES <= plot->bottom - plot->top) {
        apart = TWO_LINES;
    } else {
        lines = 1;
    }
    ent_labels_spread(y, shown, apart, plot->top, plot->bottom - 2);
    for (size_t i = 0; i < shown; i++) {
        const ent_chart_line *it = &line[order[i]];
        ent_page_type type = {shown > 9 ? 10.5 : 11.5, 0, ent_rank_colour(it->rank), ENT_PAGE_START};
        ent_page_text_pair(page, x + 14, y[i], type, ent_line_end_compact(context, it), "");
        if (count > 1) {
            type.bold = it->rank > 0;
            ent_page_block(page, x + 47, y[i], type, ENT_PAGE_RIGHT - x - 46, lines, 0, it->name);
        }
        ent_page_line(page, plot->right + 2, ent_plot_y(plot, 100 * ent_line_end(it)), x + 10, y[i],
            it->rank > 0 ? ent_rank_colour(it->rank) : "grey");
    }
}

void ent_lines_put_order(ent_page *page, const ent_chart_line *line, size_t count)
{
    ent_page_put(page, "order = '");
    for (int told = 0; told < 2; told++) {
        for (size_t v = count; v-- > 0;) {
            if ((line[v].rank > 0) == told) {
                ent_page_put(page, " %zu", v);
            }
        }
    }
    ent_page_put(page, "'\ntold = '");
    for (size_t v = count; v-- > 0;) {
        if (line[v].rank > 0) {
            ent_page_put(page, " %zu", v);
        }
    }
    ent_page_put(page, "'\nranks = '");
    for (size_t v = 0; v < count; v++) {
        ent_page_put(page, " %d", line[v].rank);
    }
    ent_page_put(page, "'\n");
}
