/* Chart `causes`: the causes that end truces, stacked over the months. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"
#include "charts/world_range.h"

#include <math.h>
#include <string.h>

enum { MOST = 12 };

/* The causes of collapse in the base, most frequent first: the layers of the stack. */
typedef struct causes {
    const char **name; /* [count] */
    size_t *column;    /* [count] */
    double *end;       /* [count] share of truces ended by it at the horizon */
    size_t count;      /* Number of causes */
    size_t layers;     /* Number of layers; the last one holds all further causes where these are fewer */
    size_t *row;       /* [months] rows of the base in truce.csv */
    size_t months;
    ent_chart_figure held; /* Survival at the horizon; its interval serves the causes too: theirs are about as wide */
} causes;

static const char *const FILL[MOST] = {"C04A20", "DD8B4F", "F0C987", "A9772B", "7F2A10", "E8B48F", "D9C9A8", "9C6A54",
    "C04A20", "DD8B4F", "F0C987", "A9772B"};
static const char *const WORD[MOST] = {"worst", "'#B0602A'", "poor_word", "'#8A6022'", "'#7F2A10'", "'#A8643A'",
    "'#7F6F4B'", "'#7C4F3B'", "worst", "'#B0602A'", "poor_word", "'#8A6022'"};

static void sort_by_end(causes *self)
{
    for (size_t i = 1; i < self->count; i++) {
        for (size_t j = i; j > 0 && self->end[j] > self->end[j - 1]; j--) {
            const char *name = self->name[j];
            size_t column = self->column[j];
            double end = self->end[j];
            self->name[j] = self->name[j - 1];
            self->column[j] = self->column[j - 1];
            self->end[j] = self->end[j - 1];
            self->name[j - 1] = name;
            self->column[j - 1] = column;
            self->end[j - 1] = end;
        }
    }
}

/* Share of truces ended by the causes of a layer, in a row of the table. */
static double layer_share(const causes *self, const ent_csv *csv, size_t row, size_t layer)
{
    size_t end = layer + 1 < self->layers ? layer + 1 : self->count;
    double sum = 0;

    for (size_t i = layer; i < end; i++) {
        sum += ent_csv_number(csv, row, self->column[i]);
    }
    return sum;
}

/* Folds the causes beyond the room into the last layer. */
static void fold(causes *self, ent_chart_context *context, const ent_csv *csv, size_t last)
{
    self->layers = self->count < MOST ? self->count : MOST;
    if (self->layers < self->count) {
        self->end[self->layers - 1] = layer_share(self, csv, last, self->layers - 1);
        self->name[self->layers - 1] = ent_context_printf(context, "%zu others", self->count - self->layers + 1);
    }
}

static void gather(causes *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_truce);
    size_t last;

    self->months = ent_context_rows(context, &ent_table_truce, 0, &self->row);
    self->name = ent_context_alloc(context, csv->columns + 1, sizeof(*self->name));
    self->column = ent_context_alloc(context, csv->columns + 1, sizeof(*self->column));
    self->end = ent_context_alloc(context, csv->columns + 1, sizeof(*self->end));
    if (self->months == 0 || self->name == NULL || self->column == NULL || self->end == NULL) {
        return;
    }
    last = self->row[self->months - 1];
    for (size_t c = 0; c < csv->columns; c++) {
        const char *id = csv->cell[c];
        if (strncmp(id, "cause_", 6) != 0) {
            continue;
        }
        id += 6;
        self->name[self->count] = ent_context_label(context, ent_context_printf(context, "truce.causes.%s", id), id);
        self->column[self->count] = c;
        self->end[self->count++] = ent_csv_number(csv, last, c);
    }
    self->held = ent_context_figure(csv, last, "survival");
    sort_by_end(self);
    fold(self, context, csv, last);
}

static void put_layers(const causes *self, ent_chart_context *context, ent_page *page)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_truce);

    ent_page_put(page, "layers = %zu\nfills = '", self->layers);
    for (size_t i = 0; i < self->layers; i++) {
        ent_page_put(page, "%s#%s", i == 0 ? "" : " ", FILL[i]);
    }
    ent_page_put(page, "'\n$causes << EOD\n0");
    for (size_t i = 0; i <= self->layers; i++) {
        ent_page_put(page, " 0");
    }
    ent_page_put(page, "\n");
    for (size_t m = 0; m < self->months; m++) {
        double sum = 0;
        ent_page_number(page, ent_csv_number(csv, self->row[m], ent_csv_column(csv, "month")));
        ent_page_put(page, " 0");
        for (size_t i = 0; i < self->layers; i++) {
            sum += layer_share(self, csv, self->row[m], i);
            ent_page_number(page, 100 * sum);
        }
        ent_page_put(page, "\n");
    }
    ent_page_put(page, "EOD\n");
}

/* Draws the range across worlds of all collapses together, right of the last month. */
static void put_whisker(const causes *self, ent_page *page, const ent_chart_plot *plot)
{
    double x = plot->right + 7, y = ent_plot_y(plot, 100 * (1 - self->held.p));
    double high = ent_plot_y(plot, 100 * (1 - self->held.world_p05));
    double low = ent_plot_y(plot, 100 * (1 - self->held.world_p95));

    if (ent_world_range_is_drawn(&self->held)) {
        ent_page_line(page, x, low, x, high, "ink");
        ent_page_line(page, x - 2.5, low, x + 2.5, low, "ink");
        ent_page_line(page, x - 2.5, high, x + 2.5, high, "ink");
        ent_page_line(page, x - 2.5, y, x + 2.5, y, "ink");
    }
}

/* Labels each layer at its right end with share and name; the most frequent cause is the lowest layer. */
static void put_names(const causes *self, ent_chart_context *context, ent_page *page, const ent_chart_plot *plot)
{
    double y[MOST + 1], at[MOST + 1], from = 0;
    size_t count = self->layers;
    double width = ENT_PAGE_RIGHT - plot->right - 62;
    size_t lines = 1;
    const char *line[6];

    for (size_t i = 0; i < count; i++) {
        lines = count < 7 && ent_chart_text_wrap(self->name[i], width, 12, 0, 2, page->arena, line) > 1 ? 2 : lines;
        at[count - i] = ent_plot_y(plot, 100 * (from + self->end[i] / 2));
        from += self->end[i];
    }
    at[0] = ent_plot_y(plot, 100 * (from + 1) / 2);
    memcpy(y, at, sizeof(y));
    ent_labels_spread(y, count + 1, lines > 1 ? 30 : 16, plot->top + 6, plot->bottom - 6);
    for (size_t k = 0; k <= count; k++) {
        size_t i = count - k; /* index of the cause; k = 0 is the share that holds */
        ent_page_type type = {12, 1, k == 0 ? "best" : WORD[i], ENT_PAGE_START};
        char percent[ENT_WORDING_BYTES];
        const char *range = ent_world_range_is_known(&self->held) ? ent_world_range_words(context, &self->held) : "";
        ent_wording_compact(percent, k == 0 ? self->held.p : self->end[i], self->held.mc_low, self->held.mc_high);
        if (fabs(y[k] - at[k]) > 2) {
            ent_page_line(page, plot->right + 14, at[k], plot->right + 24, y[k], "grey");
        }
        ent_page_text(page, plot->right + 27, y[k], type, percent);
        type.bold = 0;
        ent_page_block(page, plot->right + 60, y[k], type, width, lines, 0, k == 0 ? "Still holds" : self->name[i]);
        if (k == 0 && range[0] != '\0' && (count == 0 || y[1] - y[0] > 30 + 15 * (double) (lines - 1))) {
            type.colour = "muted";
            ent_page_text(page, plot->right + 60, y[k] + 15, type, ent_context_printf(context, "range %s", range));
        }
    }
}

static const char *title_of(const causes *self, ent_chart_context *context)
{
    double total = 0;
    char percent[ENT_WORDING_BYTES], share[ENT_WORDING_BYTES], span[ENT_WORDING_BYTES];

    for (size_t i = 0; i < self->layers; i++) {
        total += self->end[i];
    }
    ent_wording_months(span, (double) self->months);
    ent_wording_figure(percent, total, self->held.mc_low, self->held.mc_high);
    if (self->count == 0 || !(total > 0)) {
        return ent_context_printf(context, "No truce collapses within %s", span);
    }
    /* the interval of the number of collapses bounds the precision of a share of them */
    ent_wording_figure(share, self->end[0] / total, self->held.mc_low / total, self->held.mc_high / total);
    if (self->count == 1) {
        return ent_context_printf(context, "%s of truces collapse within %s", percent, span);
    }
    return ent_context_printf(
        context, "\xE2\x80\x9C%s\xE2\x80\x9D ends %s of the truces that fail within %s", self->name[0], share, span);
}

static void draw_layers(const causes *self, ent_chart_context *context)
{
    ent_page *page = ent_context_page(context, "causes");
    ent_chart_plot plot = {62, 470, 0, ENT_PAGE_BOTTOM, 0, (double) self->months, 0, 100};
    bool in_force = ent_context_truce_in_force(context);

    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(self, context),
        ent_context_printf(context, "%s that have collapsed, by cause, %%, by month since the %s%s%s%s",
            in_force || ent_context_is_ratified(context) ? "Truces" : "Signed truces",
            ent_context_truce_begins(context), context->variants > 1 ? ": \xE2\x80\x9C" : "",
            context->variants > 1 ? context->variant[0].label : "", context->variants > 1 ? "\xE2\x80\x9D" : ""));
    plot.top = page->top + 8;
    ent_plot_put(&plot, page);
    ent_page_put(page, "step = %g\n",
        self->months <= 6    ? 1
        : self->months <= 12 ? 3
        : self->months <= 24 ? 6
                             : 12 * ceil((double) self->months / 120));
    put_whisker(self, page, &plot);
    put_layers(self, context, page);
    put_names(self, context, page, &plot);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%s%s",
            ent_world_range_footer(context, &self->held, 1,
                "Whisker: 90% range across worlds of all collapses together, at the last month. "),
            self->layers < self->count ? "The others are in truce.csv." : ""),
        "causes");
}

static void draw(ent_chart_context *context)
{
    causes self = {0};

    if (ent_context_table(context, &ent_table_truce)->rows == 0) {
        return;
    }
    gather(&self, context);
    if (self.months == 0 || self.count == 0 || context->status == ENT_ERR_NO_MEMORY) {
        return;
    }
    if (!isfinite(self.held.p)) {
        ent_context_empty_page(context, "causes", "No deal is reached, so no truce can collapse",
            "What ends the truce, given a deal", ent_context_no_deal(context, ""));
    } else {
        draw_layers(&self, context);
    }
}

const ent_chart ent_chart_causes = {.name = "causes",
    .about = "What ends the truce, month by month",
    .table = {&ent_table_truce, &ent_table_assumptions, &ent_table_ratification},
    .drawing = {"causes"},
    .draw = draw};
