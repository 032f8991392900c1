/* Chart `force`: exceedance curves of the troops offered and committed, against the number required. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"

#include <math.h>
#include <string.h>

enum { TICS = 12, LABELS = 8 };

/* The curves of the chart, and the range of the requirement. */
typedef struct force {
    ent_chart_line *offered;    /* [variants] base first */
    ent_chart_line committed;   /* Of the base */
    double need_low, need_high; /* 5% and 95% quantile of the troops required; NaN: none are; equal: a lower bound */
    double median;              /* Median of the troops offered in the base; NaN: beyond the thresholds */
    size_t low;                 /* Variant with the lowest median, over 5% below the base; 0: none */
    size_t high;                /* Variant with the highest median, over 5% above the base; 0: none */
} force;

/* Reads the curve of one quantity in one variant. certain: it begins with the point (0, 1), which is no row. */
static ent_chart_line read_quantity(ent_chart_context *context, size_t variant, const char *quantity, int certain)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_force);
    ent_chart_line line = {0};
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_force, variant, &row);
    double *memory = ent_context_alloc(context, 4 * (rows + 1), sizeof(*memory));

    line.name = context->variant[variant].label;
    if (memory == NULL) {
        return line;
    }
    line.x = memory;
    line.y = memory + rows + 1;
    line.low = memory + 2 * (rows + 1);
    line.high = memory + 3 * (rows + 1);
    for (size_t i = 0; i < rows; i++) {
        double troops = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops"));
        if (strcmp(ent_csv_cell(csv, row[i], ent_csv_column(csv, "quantity")), quantity) != 0) {
            continue;
        }
        if (certain && line.count == 0 && troops > 0) {
            line.y[0] = line.low[0] = line.high[0] = 1;
            line.count = 1;
        }
        line.x[line.count] = troops;
        line.y[line.count] = ent_csv_number(csv, row[i], ent_csv_column(csv, "exceedance"));
        line.low[line.count] = ent_csv_number(csv, row[i], ent_csv_column(csv, "mc_low"));
        line.high[line.count++] = ent_csv_number(csv, row[i], ent_csv_column(csv, "mc_high"));
    }
    return line;
}

/* Interpolates the quantiles of the troops required between the thresholds. */
static void read_need(force *self, ent_chart_context *context)
{
    ent_chart_line need = read_quantity(context, 0, "required", 1);

    self->need_low = ent_line_crossing(&need, 0.95);
    self->need_high = ent_line_crossing(&need, 0.05);
    for (size_t i = 0; i + 1 < need.count; i++) {
        if (need.y[i] > 0.99 && need.y[i + 1] < 0.01) {
            /* a constant between these thresholds: the lower one is its bound */
            self->need_low = self->need_high = need.x[i];
        }
    }
    if (!isfinite(self->need_low) || !isfinite(self->need_high) || self->need_high <= 0) {
        self->need_low = self->need_high = NAN;
    }
}

static int gather(force *self, ent_chart_context *context)
{
    self->offered = ent_context_alloc(context, context->variants, sizeof(*self->offered));
    if (self->offered == NULL) {
        return context->status;
    }
    for (size_t v = 0; v < context->variants; v++) {
        self->offered[v] = read_quantity(context, v, "offered", 1);
    }
    self->committed = read_quantity(context, 0, "committed", 0);
    read_need(self, context);
    self->median = ent_line_crossing(&self->offered[0], 0.5);
    for (size_t v = 1; v < context->variants; v++) {
        double here = ent_line_crossing(&self->offered[v], 0.5);
        double best = self->high > 0 ? ent_line_crossing(&self->offered[self->high], 0.5) : self->median * 1.05;
        double least = self->low > 0 ? ent_line_crossing(&self->offered[self->low], 0.5) : self->median * 0.95;
        self->high = here > best ? v : self->high;
        self->low = here < least ? v : self->low;
    }
    return context->status;
}

static const char *title_of(const force *self, ent_chart_context *context)
{
    const ent_chart_line *base = &self->offered[0];
    char half[ENT_WORDING_BYTES], need[ENT_WORDING_BYTES], chance[ENT_WORDING_BYTES];
    const char *first;

    ent_wording_about(half, isfinite(self->median) ? self->median : base->x[base->count - 1]);
    first = ent_context_printf(context, "Half of all futures offer %s than %s troops",
        isfinite(self->median) || ent_line_end(base) < 0.5 ? "fewer" : "more", half);
    if (!isfinite(self->need_low)) {
        return first;
    }
    ent_wording_number(
        need, self->need_low == self->need_high ? self->need_low : floor(self->need_low / 500 + 0.5) * 500);
    ent_wording_percent(chance, ent_line_at(base, self->need_low));
    return ent_context_printf(context, "%s; %s or more come together in %s%s", first, need,
        chance[0] == '<' ? "under " : "", chance[0] == '<' ? chance + 1 : chance);
}

static void put_axes(ent_chart_context *context, ent_page *page, const ent_chart_plot *plot)
{
    double at[TICS];
    const char *label[TICS];
    size_t count = ent_page_ticks(0, plot->x_high, 6, at, TICS);
    char number[ENT_WORDING_BYTES];

    while (count > 1 && at[count - 1] > plot->x_high * 1.0001) {
        count--;
    }
    for (size_t i = 0; i < count; i++) {
        ent_wording_number(number, at[i]);
        label[i] = ent_context_printf(context, "%s", number);
    }
    ent_page_tics(page, "xtics", at, label, count);
}

/* Writes the grey band (or line) of the troops required, and its label at the top. */
static void put_need(const force *self, ent_page *page, const ent_chart_plot *plot, ent_label_area *area)
{
    ent_page_type bold = {11.5, 1, "muted", ENT_PAGE_MIDDLE}, plain = {11.5, 0, "muted", ENT_PAGE_MIDDLE};
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES], words[2 * ENT_WORDING_BYTES + 8];
    double left = ent_plot_x(plot, self->need_low), right = ent_plot_x(plot, self->need_high);
    double middle = (left + right) / 2;

    ent_page_put(page, "need_low = ");
    ent_page_number(page, self->need_low);
    ent_page_put(page, "\nneed_high = ");
    ent_page_number(page, self->need_high);
    ent_page_put(page, "\n");
    if (!isfinite(self->need_low)) {
        return;
    }
    ent_wording_number(low, floor(self->need_low / 100 + 0.5) * 100);
    ent_wording_number(high, floor(self->need_high / 100 + 0.5) * 100);
    if (self->need_low == self->need_high) {
        (void) snprintf(words, sizeof(words), "%s or more", low);
        bold.align = plain.align = ENT_PAGE_START;
        middle += 6;
    } else {
        (void) snprintf(words, sizeof(words), "%s\xE2\x80\x93%s", low, high);
    }
    ent_page_text(page, middle, plot->top + 12, bold, "Required");
    ent_page_text(page, middle, plot->top + 26, plain, words);
    area->taken[area->takens++] = (ent_layout_box){middle - 45, plot->top, middle + 60, plot->top + 34};
}

/* The curves in page units, for the layout of labels; the last is that of the troops committed. */
static ent_layout_curve *page_curves(const force *self, ent_chart_context *context, const ent_chart_plot *plot)
{
    ent_layout_curve *curve = ent_context_alloc(context, context->variants + 1, sizeof(*curve));

    for (size_t k = 0; k <= context->variants && curve != NULL; k++) {
        const ent_chart_line *line = k < context->variants ? &self->offered[k] : &self->committed;
        double *xy = ent_context_alloc(context, 2 * line->count + 1, sizeof(*xy));
        if (xy == NULL) {
            return NULL;
        }
        for (size_t i = 0; i < line->count; i++) {
            xy[i] = ent_plot_x(plot, line->x[i]);
            xy[line->count + i] = ent_plot_y(plot, 100 * line->y[i]);
        }
        curve[k] = (ent_layout_curve){xy, xy + line->count, line->count};
    }
    return curve;
}

static void put_label(ent_page *page, ent_label_area *area, size_t which, const char *text, const char *colour)
{
    ent_page_type type = {12.5, 1, colour, ENT_PAGE_START};
    const char *line[6];
    size_t lines = ent_chart_text_wrap(text, 150, type.size, 1, 2, page->arena, line);
    double width = 0;
    ent_label_position label;

    for (size_t i = 0; i < lines; i++) {
        width = fmax(width, ent_chart_text_width(line[i], type.size, 1));
    }
    label = ent_labels_place(area, which, width / 1.15, (double) lines * ent_page_leading(type.size));
    if (label.leader) {
        ent_page_line(page, label.x, label.y, fmax(label.box.left, fmin(label.box.right, label.x)),
            label.y < label.box.top ? label.box.top : label.box.bottom, colour);
    }
    for (size_t i = 0; i < lines; i++) {
        ent_page_text(
            page, label.box.left, label.box.top + ((double) i + 0.5) * ent_page_leading(type.size), type, line[i]);
    }
}

static void put_labels(const force *self, ent_chart_context *context, ent_page *page, const ent_chart_plot *plot)
{
    ent_layout_box taken[LABELS];
    ent_label_area area = {
        {plot->left + 4, plot->top, plot->right, plot->bottom - 4}, NULL, context->variants + 1, taken, 0, LABELS};
    int committed = self->committed.count > 0 &&
                    fabs(self->committed.y[0] - ent_line_at(&self->offered[0], self->committed.x[0])) > 0.01;

    area.curve = page_curves(self, context, plot);
    if (area.curve == NULL) {
        return;
    }
    put_need(self, page, plot, &area);
    put_label(page, &area, 0,
        context->variants > 1 ? ent_context_printf(context, "%s: offered", context->variant[0].label) : "Offered",
        "best");
    if (committed) {
        put_label(page, &area, context->variants, "Committed", "worst");
    }
    if (self->high > 0) {
        put_label(page, &area, self->high, context->variant[self->high].label, "good_word");
    }
    if (self->low > 0) {
        put_label(page, &area, self->low, context->variant[self->low].label, "muted");
    }
    ent_page_put(page, "committed = %d\nhigh = %zu\n", committed, self->high);
}

static void draw(ent_chart_context *context)
{
    force self = {0};
    ent_page *page;
    ent_chart_plot plot = {62, 640, 0, ENT_PAGE_BOTTOM, 0, 1, 0, 100};
    ent_page_type type = {11.5, 0, "soft", ENT_PAGE_START};

    if (ent_context_table(context, &ent_table_force)->rows == 0 || gather(&self, context) != ENT_OK ||
        self.offered[0].count < 2) {
        return;
    }
    page = ent_context_page(context, "force");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context),
        "Chance that at least this many troops are offered, and committed, %, by number of troops");
    plot.top = page->top + 8;
    plot.x_high = self.offered[0].x[self.offered[0].count - 1];
    ent_plot_put(&plot, page);
    put_axes(context, page, &plot);
    ent_page_text(page, plot.right + 22, plot.bottom + 11.5, type, "troops");
    put_labels(&self, context, page, &plot);
    ent_page_put(page, "curves = %zu\n", context->variants);
    ent_lines_put(page, "offered", self.offered, context->variants);
    ent_lines_put(page, "committed", &self.committed, 1);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%s%s%s",
            isfinite(self.offered[0].high[1])
                ? "Bands: 95% interval of the simulation (the table has no range across worlds). "
                : "No interval of the simulation: it needs more than one world. ",
            isfinite(self.need_low) && self.need_low < self.need_high ? "Grey: 90% of what may be required. " : "",
            context->variants > 1 ? "Thin lines: offers in the other variants." : ""),
        "force");
}

const ent_chart ent_chart_force = {.name = "force",
    .about = "The probability that so many troops are offered, and committed, against the number required",
    .table = {&ent_table_force},
    .drawing = {"force"},
    .draw = draw};
