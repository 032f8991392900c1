/* Charts `measure_NAME`: the mean of a measure in each variant, its range across worlds, and the spread over draws: a
 * chart a measure. */
#include "charts/layout/row_layout.h"
#include "charts/registry.h"
#include "charts/world_range.h"

#include "base/status.h"
#include "wording/measure_words.h"

#include <math.h>
#include <string.h>

enum { LEFT = 208, RIGHT = 470, MEAN = 590, AGAINST = 695, NAMES = LEFT - ENT_PAGE_LEFT - 12, TICS = 12 };
enum { MOST_MEASURES = 64 };

/* The measure in one variant, in its unit; NaN where a cell is empty. */
typedef struct measure_row {
    ent_chart_figure mean;
    double p05, p50, p95; /* over draws */
    double difference, low, high;
    int clear;
} measure_row;

/* One chart. */
typedef struct measure_chart {
    const char *id, *name, *unit; /* unit: "" where it has none */
    measure_row *row;             /* [context->variants] */
} measure_chart;

static measure_row read_row(const ent_csv *csv, size_t at)
{
    measure_row made = {.mean = ent_context_figure(csv, at, "mean"),
        .p05 = ent_csv_number(csv, at, ent_csv_column(csv, "p05")),
        .p50 = ent_csv_number(csv, at, ent_csv_column(csv, "p50")),
        .p95 = ent_csv_number(csv, at, ent_csv_column(csv, "p95")),
        .difference = ent_csv_number(csv, at, ent_csv_column(csv, "difference")),
        .low = ent_csv_number(csv, at, ent_csv_column(csv, "difference_low")),
        .high = ent_csv_number(csv, at, ent_csv_column(csv, "difference_high"))};

    made.clear = ent_wording_excludes_zero(made.low, made.high);
    return made;
}

/* Fills the rows of the variants; false without memory. */
static bool gather(measure_chart *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_measures);
    size_t measure = ent_csv_column(csv, "measure");
    const double nan = (double) NAN;

    self->row = ent_context_alloc(context, context->variants, sizeof(*self->row));
    for (size_t v = 0; self->row != NULL && v < context->variants; v++) {
        size_t *at = NULL;
        size_t count = ent_context_rows(context, &ent_table_measures, v, &at);
        self->row[v] = (measure_row){.mean = {nan, nan, nan, nan, nan}, .p05 = nan, .p50 = nan, .p95 = nan};
        for (size_t i = 0; i < count; i++) {
            if (strcmp(ent_csv_cell(csv, at[i], measure), self->id) == 0) {
                self->row[v] = read_row(csv, at[i]);
            }
        }
    }
    return self->row != NULL && context->status == ENT_OK;
}

static double half_width(const measure_row *row)
{
    return (row->mean.mc_high - row->mean.mc_low) / 2.0;
}

/* "163 billion euro" */
static const char *words_of(ent_chart_context *context, const measure_chart *self, const measure_row *row)
{
    char words[ENT_WORDING_BYTES];

    ent_measure_words(words, row->mean.p, half_width(row));
    return ent_context_printf(context, "%s%s%s", words, *self->unit != '\0' ? " " : "", self->unit);
}

static const char *title_of(ent_chart_context *context, const measure_chart *self)
{
    const measure_row *base = &self->row[0];
    size_t most = 0;
    char from[ENT_WORDING_BYTES], span[ENT_WORDING_BYTES];

    for (size_t v = 1; v < context->variants; v++) {
        if (self->row[v].clear && fabs(self->row[v].difference) > (most > 0 ? fabs(self->row[most].difference) : 0.0)) {
            most = v;
        }
    }
    if (!isfinite(base->mean.p)) {
        return ent_context_printf(context, "%s has no mean", self->name);
    }
    if (most > 0) {
        ent_measure_words(from, base->mean.p, half_width(base));
        return ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D %s \xE2\x80\x9C%s\xE2\x80\x9D%s, from %s to %s",
            context->variant[most].label, self->row[most].difference > 0.0 ? "raises" : "lowers", self->name,
            context->variants > 2 ? " furthest" : "", from, words_of(context, self, &self->row[most]));
    }
    if (context->variants > 1 && isfinite(self->row[1].low)) {
        return ent_context_printf(context, "No variant clearly changes \xE2\x80\x9C%s\xE2\x80\x9D: %s", self->name,
            words_of(context, self, base));
    }
    ent_measure_span(span, base->p05, base->p95, half_width(base));
    return ent_context_printf(context, "%s: %s on average%s%s", self->name, words_of(context, self, base),
        span[0] != '\0' ? ", in nine of ten futures " : "", span);
}

/* Ends of all that is drawn. */
static void find_ends(const ent_chart_context *context, const measure_chart *self, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t v = 0; v < context->shown; v++) {
        const measure_row *row = &self->row[v];
        const double mark[] = {row->mean.p, row->mean.mc_low, row->mean.mc_high, row->mean.world_p05,
            row->mean.world_p95, row->p05, row->p50, row->p95};
        for (size_t i = 0; i < sizeof(mark) / sizeof(*mark); i++) {
            *low = isfinite(mark[i]) ? fmin(*low, mark[i]) : *low;
            *high = isfinite(mark[i]) ? fmax(*high, mark[i]) : *high;
        }
    }
    if (*low > 0.0 && *low < 0.5 * *high) {
        *low = 0.0;
    }
    if (*low < 0.0 && *high < 0.0 && *high > 0.5 * *low) {
        *high = 0.0;
    }
    if (!(*high > *low)) {
        double room = *low != 0.0 ? fabs(*low) : 1.0;
        *high = *low + room;
        *low -= room;
    }
}

static void put_axis(ent_chart_context *context, ent_page *page, double low, double high, double scale)
{
    double tic[TICS];
    const char *label[TICS];
    size_t tics = ent_page_ticks(low / scale, high / scale, 4, tic, TICS);

    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_context_printf(context, "%.6g", tic[i]);
    }
    ent_page_put(page, "from = %.6g\nend = %.6g\n", tic[0], tic[tics - 1]);
    ent_page_tics(page, "xtics", tic, label, tics);
}

static void put_difference(
    ent_chart_context *context, ent_page *page, const ent_row_layout *rows, const measure_row *row, size_t v)
{
    ent_page_type muted = {rows->small, 0, "muted", ENT_PAGE_END};
    char words[ENT_WORDING_BYTES];

    if (v == 0 || !isfinite(row->difference)) {
        ent_page_text(page, AGAINST, ent_row_middle(rows, v), muted, v == 0 && context->variants > 1 ? "the base" : "");
    } else if (isfinite(row->low) && isfinite(row->high) && !row->clear) {
        ent_page_block(page, AGAINST, ent_row_middle(rows, v), muted, 92, rows->two_lines ? 2 : 1, 0,
            rows->two_lines ? "no clear difference" : "not clear");
    } else {
        ent_measure_words(words, fabs(row->difference), (row->high - row->low) / 2.0);
        ent_row_figure(rows, page, v, AGAINST,
            ent_context_printf(context, "%s%s", row->difference < 0.0 ? "\xE2\x88\x92" : "+", words), "");
    }
}

static void put_data(
    ent_page *page, const ent_chart_context *context, const ent_row_layout *rows, const measure_row *row, double scale)
{
    ent_page_put(page, "$rows << EOD\n");
    for (size_t v = 0; v < context->shown; v++) {
        const measure_row *it = &row[v];
        const char *colour = v == 0                 ? "0x1B2733"
                             : !it->clear           ? "0x8A94A0"
                             : it->difference > 0.0 ? "0x1B4F7A"
                                                    : "0xC04A20";
        const double value[] = {it->mean.p, it->mean.world_p05, it->mean.world_p95, it->mean.mc_low, it->mean.mc_high,
            it->p05, it->p50, it->p95};
        for (size_t i = 0; i < sizeof(value) / sizeof(*value); i++) {
            ent_page_number(page, value[i] / scale);
        }
        ent_page_put(page, " %.1f %s\n", ent_row_middle(rows, v), colour);
    }
    ent_page_put(page, "EOD\n");
}

static void put_rows(ent_chart_context *context, ent_page *page, const measure_chart *self, double scale)
{
    ent_row_layout rows = ent_row_layout_make(context->shown, page->top + 46, ENT_PAGE_BOTTOM, 52);
    double low, high;

    find_ends(context, self, &low, &high);
    for (size_t v = 0; v < context->shown; v++) {
        ent_row_fit(&rows, context->variant[v].label, NAMES);
    }
    ent_page_frame(page, LEFT, RIGHT, rows.top - 4, rows.bottom);
    ent_page_put(page, "variants = %zu\nheight = %.1f\n", context->variants, fmin(6, rows.pitch * 0.2));
    put_axis(context, page, low, high, scale);
    ent_row_head(page, MEAN, rows.top - 12, "On average", "(90% range)");
    if (context->variants > 1) {
        ent_row_head(page, AGAINST, rows.top - 12, "Against base", "");
    }
    for (size_t v = 0; v < context->shown; v++) {
        const measure_row *row = &self->row[v];
        char words[ENT_WORDING_BYTES], span[ENT_WORDING_BYTES];
        ent_measure_words(words, row->mean.p, half_width(row));
        ent_measure_span(span, row->mean.world_p05, row->mean.world_p95, half_width(row));
        ent_row_name(&rows, page, v, context->variant[v].label, NAMES);
        ent_row_figure(&rows, page, v, MEAN, ent_context_printf(context, "%s", words),
            span[0] != '\0'                                                 ? ent_context_printf(context, "%s", span)
            : isfinite(row->mean.p) && ent_world_range_is_possible(context) ? "not measured"
                                                                            : "");
        put_difference(context, page, &rows, row, v);
    }
    put_data(page, context, &rows, self->row, scale);
}

static const char *marks_of(ent_chart_context *context, const measure_chart *self)
{
    ent_chart_figure *mean = ent_context_alloc(context, context->shown, sizeof(*mean));

    for (size_t v = 0; mean != NULL && v < context->shown; v++) {
        mean[v] = self->row[v].mean;
    }
    return ent_context_printf(context,
        "%sThin line: nine of ten draws, its tick their middle. %sWhisker at the dot: 95%% "
        "interval of the simulation.%s",
        mean == NULL ? ""
                     : ent_world_range_footer(context, mean, context->shown,
                           "Pale bar: 90% range of the mean across worlds (what could be known, but is not). "),
        ent_context_left_out(context),
        context->variants > 1 && isfinite(self->row[1].low) ? " Differences are paired draw by draw." : "");
}

static void draw_one(ent_chart_context *context, measure_chart *self, const char *chart)
{
    double low, high, scale;
    const char *word;
    ent_page *page;

    if (!gather(self, context)) {
        return;
    }
    find_ends(context, self, &low, &high);
    scale = ent_measure_scale(fmax(fabs(low), fabs(high)), &word);
    page = isfinite(low) ? ent_context_page(context, chart) : NULL;
    if (page == NULL) {
        return; /* nothing to draw: its condition never held */
    }
    ent_page_head(page, title_of(context, self),
        ent_context_printf(context, "%s%s%s%s%s, mean of simulated futures%s", self->name,
            *word != '\0' || *self->unit != '\0' ? ", " : "", word, *word != '\0' && *self->unit != '\0' ? " " : "",
            self->unit, context->variants > 1 ? ", by variant" : ""));
    page->top += context->variants == 1 ? 50 : 0;
    put_rows(context, page, self, scale);
    ent_context_page_end(context, page, marks_of(context, self), "measures");
}

static void draw(ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_measures);
    const char *of_headline = ent_context_headline_measure(context);
    size_t *at = NULL;
    size_t count = ent_context_rows(context, &ent_table_measures, 0, &at);

    for (size_t i = 0; i < count && i < MOST_MEASURES && context->status != ENT_ERR_NO_MEMORY; i++) {
        measure_chart self = {.id = ent_csv_cell(csv, at[i], ent_csv_column(csv, "measure")),
            .unit = ent_csv_cell(csv, at[i], ent_csv_column(csv, "unit"))};
        self.name = ent_context_label(context, ent_context_printf(context, "measures.%s", self.id), self.id);
        draw_one(context, &self, ent_context_printf(context, "measure_%s", self.id));
        if (of_headline != NULL && strcmp(of_headline, self.id) == 0) {
            draw_one(context, &self, "headline");
        }
    }
}

const ent_chart ent_chart_measures = {.name = "measure_NAME",
    .about = "The mean of a measure in each variant, its range across worlds, and how far it differs from draw to draw",
    .table = {&ent_table_measures, &ent_table_headline, &ent_table_assumptions},
    .drawing = {"measures"},
    .draw = draw};
