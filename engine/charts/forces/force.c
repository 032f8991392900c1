/* Chart `force`: exceedance curves of the troops offered and committed, against the number required; one chart a
 * force. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/contributor_rows.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"
#include "tables/forces/force_list.h"

#include <math.h>
#include <string.h>

enum { TICS = 12, LABELS = 8 };

/* Two values that a quantile lies between, troops; equal where it is known. */
typedef struct bounds {
    double low, high; /* NaN: not known; infinite high: beyond the last threshold */
} bounds;

/* The curves of the chart, and the range of the requirement. */
typedef struct force {
    const char *id;           /* Of the force */
    const char *name;         /* Its display name; "" where there is one force */
    ent_chart_line *offered;  /* [variants] base first */
    ent_chart_line committed; /* Of the base */
    bounds need;              /* At least 90% of the troops required lie between; NaN: none are */
    bool need_known;          /* need: its 5% and 95% quantile, and not thresholds around them */
    bounds median;            /* Of the troops offered in the base */
    double enough;            /* Probability that as many are offered as are required, in [0, 1]; NaN: not known */
    size_t low;               /* Variant with the lowest offers, clearly below the base; 0: none */
    size_t high;              /* Variant with the highest offers, clearly above the base; 0: none */
} force;

/* Reads the curve of one quantity of a force in one variant. certain: it begins with the point (0, 1), which is no row.
 */
static ent_chart_line read_quantity(
    ent_chart_context *context, const char *id, size_t variant, const char *quantity, int certain)
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
        if (!ent_force_list_is_row(csv, row[i], id) ||
            strcmp(ent_csv_cell(csv, row[i], ent_csv_column(csv, "quantity")), quantity) != 0) {
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

/* The thresholds around the quantile of which `level` of the draws reach it or more: nothing is known between. */
static bounds around(const ent_chart_line *line, double level)
{
    bounds it = {0, INFINITY};

    for (size_t i = 0; i < line->count; i++) {
        it.low = line->y[i] >= level ? line->x[i] : it.low;
    }
    for (size_t i = line->count; i-- > 0;) {
        it.high = line->y[i] < level ? line->x[i] : it.high;
    }
    return it;
}

/* Finds the quantiles of the troops required in the register of assumptions, else the thresholds around them. */
static void read_need(force *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_assumptions);
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_assumptions, 0, &row);
    ent_chart_line line = read_quantity(context, self->id, 0, "required", 1);
    const char *path =
        strcmp(self->id, "force") == 0 ? "force.required" : ent_context_printf(context, "forces.%s.required", self->id);

    self->need = (bounds){around(&line, 0.95).low, around(&line, 0.05).high};
    if (line.count < 2 || !(line.y[1] > 0)) {
        self->need = (bounds){NAN, NAN};
    }
    for (size_t i = 0; i < rows; i++) {
        double low = ent_csv_number(csv, row[i], ent_csv_column(csv, "p05"));
        double high = ent_csv_number(csv, row[i], ent_csv_column(csv, "p95"));
        if (strcmp(ent_csv_cell(csv, row[i], ent_csv_column(csv, "path")), path) == 0 && isfinite(low) && high > 0 &&
            isfinite(high)) {
            self->need = (bounds){low, high};
            self->need_known = true;
        }
    }
}

/* Finds the median of the troops offered. One contributor that always joins offers its own troops. */
static void read_median(force *self, ent_chart_context *context)
{
    size_t count = 0;
    ent_contributor_row *list = ent_contributors_read(context, 0, &count);

    count = ent_contributors_of_force(list, count, self->id);
    self->median = around(&self->offered[0], 0.5);
    if (count == 1 && list[0].joins.p >= 1 && isfinite(list[0].middle)) {
        self->median = (bounds){list[0].middle, list[0].middle};
    }
}

/* Finds the probability that enough is offered: the sum of the Shapley values, where some troops are always required.
 */
static void read_enough(force *self, ent_chart_context *context)
{
    ent_chart_line need = read_quantity(context, self->id, 0, "required", 0);
    size_t count = 0;
    ent_contributor_row *list = ent_contributors_read(context, 0, &count);

    count = ent_contributors_of_force(list, count, self->id);
    self->enough = count > 0 && need.count > 0 && need.x[0] > 0 && need.y[0] >= 1 ? 0 : NAN;
    for (size_t i = 0; i < count; i++) {
        self->enough += list[i].shapley;
    }
}

/* Largest distance, over the thresholds, by which the interval of one curve lies above that of another. */
static double clear_distance(const ent_chart_line *upper, const ent_chart_line *lower)
{
    double most = 0;

    for (size_t i = 0; i < upper->count && i < lower->count; i++) {
        most = fmax(most, upper->low[i] - lower->high[i]);
    }
    return most;
}

static int gather(force *self, ent_chart_context *context)
{
    double most_above = 0.02, most_below = 0.02;

    self->offered = ent_context_alloc(context, context->variants, sizeof(*self->offered));
    if (self->offered == NULL) {
        return context->status;
    }
    for (size_t v = 0; v < context->variants; v++) {
        self->offered[v] = read_quantity(context, self->id, v, "offered", 1);
    }
    self->committed = read_quantity(context, self->id, 0, "committed", 0);
    read_need(self, context);
    read_median(self, context);
    read_enough(self, context);
    for (size_t v = 1; v < context->variants; v++) {
        double above = clear_distance(&self->offered[v], &self->offered[0]);
        double below = clear_distance(&self->offered[0], &self->offered[v]);
        self->high = above > most_above ? v : self->high;
        self->low = below > most_below ? v : self->low;
        most_above = fmax(most_above, above);
        most_below = fmax(most_below, below);
    }
    return context->status;
}

/* The median of the troops offered, as a sentence that claims no more than the thresholds do. */
static const char *median_text(const force *self, ent_chart_context *context)
{
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    ent_wording_number(low, self->median.low);
    ent_wording_number(high, self->median.high);
    if (self->median.low == self->median.high) {
        ent_wording_about(low, self->median.low);
        return ent_context_printf(context, "Half of all futures offer fewer than %s troops", low);
    }
    if (isinf(self->median.high)) {
        return ent_context_printf(context, "At least half of all futures offer %s troops or more", low);
    }
    if (self->median.low <= 0) {
        return ent_context_printf(context, "More than half of all futures offer fewer than %s troops", high);
    }
    return ent_context_printf(context, "The median offer is between %s and %s troops", low, high);
}

static const char *title_of(const force *self, ent_chart_context *context)
{
    const char *first = *self->name == '\0'
                            ? median_text(self, context)
                            : ent_context_printf(context, "%s: %s", self->name, median_text(self, context));
    char chance[ENT_WORDING_BYTES];

    if (!isfinite(self->need.low) || !isfinite(self->enough)) {
        return first;
    }
    if (self->enough <= 0) {
        return ent_context_printf(context, "%s; in no draw as many as are required", first);
    }
    ent_wording_chance(chance, fmin(1, self->enough));
    return ent_context_printf(context, "%s; as many as are required come together in %s", first,
        self->enough >= 1 - 1e-9 ? "every draw" : chance);
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

/* The troops required in words: "30,500–39,500", "1,500", "20,000 or more". */
static const char *need_text(const force *self, ent_chart_context *context)
{
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];
    double unit = self->need.high - self->need.low >= 1000 ? 100 : 1;

    ent_wording_number(low, floor(self->need.low / unit + 0.5) * unit);
    if (isinf(self->need.high)) {
        return ent_context_printf(context, "%s or more", low);
    }
    ent_wording_number(high, floor(self->need.high / unit + 0.5) * unit);
    return strcmp(low, high) == 0 ? ent_context_printf(context, "%s", low)
                                  : ent_context_printf(context, "%s\xE2\x80\x93%s", low, high);
}

/* Writes the grey band (or line) of the troops required, and its label at the top. What lies beyond the axis is drawn
 * at its end, and the label has the words. */
static void put_need(
    const force *self, ent_chart_context *context, ent_page *page, const ent_chart_plot *plot, ent_label_area *area)
{
    ent_page_type bold = {11.5, 1, "muted", ENT_PAGE_MIDDLE}, plain = {11.5, 0, "muted", ENT_PAGE_MIDDLE};
    bool beyond = self->need.low > plot->x_high;
    double low = fmin(self->need.low, 0.985 * plot->x_high), high = fmin(self->need.high, plot->x_high);
    double middle = (ent_plot_x(plot, low) + ent_plot_x(plot, high)) / 2;
    const char *words = need_text(self, context), *heading = beyond ? "Required, beyond this axis" : "Required";
    double half = fmax(ent_chart_text_width(words, 11.5, 0), ent_chart_text_width(heading, 11.5, 1)) / 2;

    ent_page_put(page, "need_low = ");
    ent_page_number(page, isfinite(self->need.low) ? low : NAN);
    ent_page_put(page, "\nneed_high = ");
    ent_page_number(page, isfinite(self->need.low) ? high : NAN);
    ent_page_put(page, "\n");
    if (!isfinite(self->need.low)) {
        return;
    }
    middle = low == high ? middle + half + 6 : middle; /* beside the line */
    middle = middle + half > plot->right + 40 ? fmin(middle, ent_plot_x(plot, low) - half - 6) : middle;
    ent_page_text(page, middle, plot->top + 12, bold, heading);
    ent_page_text(page, middle, plot->top + 26, plain, words);
    area->taken[area->takens++] = (ent_layout_box){middle - half, plot->top, middle + half, plot->top + 34};
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
    put_need(self, context, page, plot, &area);
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

/* The end of the axis: the last threshold, or the troops required, unless they are so many that they would hide the
 * curves. */
static double axis_end(const force *self)
{
    double last = self->offered[0].x[self->offered[0].count - 1];

    return self->need.high <= 3 * last ? fmax(last, 1.04 * self->need.high) : last;
}

static const char *marks(const force *self, ent_chart_context *context)
{
    const char *grey = "";

    if (isfinite(self->need.low) && self->need.low < self->need.high) {
        grey = self->need_known ? "Grey: 90% of what may be required. "
                                : "Grey: 90% or more of what may be required, from threshold to threshold. ";
    }
    return ent_context_printf(context, "Dots: the thresholds of force.csv; nothing is known between them. %s%s%s",
        isfinite(self->offered[0].high[1])
            ? "Bands: 95% interval of the simulation (the table has no range across worlds). "
            : "No interval of the simulation: it needs more than one world. ",
        grey, context->variants > 1 ? "Thin lines: offers in the other variants." : "");
}

static void draw_force(ent_chart_context *context, const char *id, const char *name, const char *chart)
{
    force self = {.id = id, .name = name};
    ent_page *page;
    ent_chart_plot plot = {62, 640, 0, ENT_PAGE_BOTTOM, 0, 1, 0, 100};
    ent_page_type type = {11.5, 0, "soft", ENT_PAGE_END};

    if (gather(&self, context) != ENT_OK || self.offered[0].count < 2) {
        return;
    }
    page = ent_context_page(context, chart);
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context),
        "Chance that at least this many troops are offered, and committed, %, by number of troops");
    plot.top = page->top + 8;
    plot.x_high = axis_end(&self);
    ent_plot_put(&plot, page);
    put_axes(context, page, &plot);
    ent_page_text(page, ENT_PAGE_RIGHT, plot.bottom - 8, type, "troops");
    put_labels(&self, context, page, &plot);
    ent_page_put(page, "curves = %zu\n", context->variants);
    ent_lines_put(page, "offered", self.offered, context->variants);
    ent_lines_put(page, "committed", &self.committed, 1);
    ent_context_page_end(context, page, marks(&self, context), "force");
}

static void draw(ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_force);
    size_t forces = ent_force_list_count(csv);

    for (size_t f = 0; csv->rows > 0 && f < forces && context->status == ENT_OK; f++) {
        const char *id = ent_force_list_id(csv, f);
        const char *name = "";
        if (forces > 1) {
            name = ent_context_label(context, ent_context_printf(context, "forces.%s", id), id);
        }
        if (forces == 1 || ent_force_list_is_used(csv, id)) {
            draw_force(context, id, name, f == 0 ? "force" : ent_context_printf(context, "force_%s", id));
        }
    }
}

const ent_chart ent_chart_force = {.name = "force",
    .about = "The probability that so many troops are offered, and committed, against the number required",
    .table = {&ent_table_force, &ent_table_contributors},
    .drawing = {"force"},
    .draw = draw};
