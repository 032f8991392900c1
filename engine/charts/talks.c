/* Chart `talks`: the probability of a deal by month. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"
#include "formula/calendar.h"
#include "tables/structure_rows.h"

#include <math.h>
#include <string.h>

enum { TICS = 16 };

/* "within 12 months", or with a calendar "by September 2026". */
static const char *period_of(ent_chart_context *context, double months, double start)
{
    char text[ENT_WORDING_BYTES], date[ENT_CALENDAR_TEXT];

    if (!isnan(start)) {
        ent_calendar_words(date, start + months);
        return ent_context_printf(context, "by %s", date);
    }
    ent_wording_months(text, months);
    return ent_context_printf(context, "within %s", text);
}

static const char *title_of(ent_chart_context *context, const ent_chart_line *line, const char *period)
{
    size_t high = 0;
    const char *base = ent_context_estimate(context, ent_line_end(&line[0]), line[0].end_low, line[0].end_high);

    for (size_t v = 1; v < context->shown; v++) {
        high = line[v].rank == 2 ? v : high;
    }
    if (high == 0) {
        return ent_context_printf(context, "A deal %s: %s", period, base);
    }
    return ent_context_printf(context, "A deal %s: %s; with \xE2\x80\x9C%s\xE2\x80\x9D %s", period, base,
        context->variant[high].label, ent_line_end_words(context, &line[high]));
}

/* Label of a month on the axis: its number or, with a calendar, "Sep 2025". */
static const char *month_label(ent_chart_context *context, double month, double start)
{
    char date[ENT_CALENDAR_TEXT];
    const char *year;

    if (isnan(start)) {
        return ent_context_printf(context, "%g", month);
    }
    ent_calendar_words(date, start + month);
    year = strrchr(date, ' ');
    return ent_context_printf(context, "%.3s%s", date, year != NULL ? year : "");
}

/* Months from one label of the axis to the next; dates take more room than numbers. */
static double label_step(double months, bool dated)
{
    static const double steps[] = {1, 2, 3, 6};

    if (!dated) {
        return months <= 12 ? 1 : months <= 24 ? 3 : months <= 48 ? 6 : 12 * ceil(months / 120);
    }
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        if (months <= 6 * steps[i]) {
            return steps[i];
        }
    }
    return 12 * ceil(months / 72);
}

static void put_axes(ent_chart_context *context, ent_page *page, const ent_chart_plot *plot, double start)
{
    double at[TICS];
    const char *label[TICS];
    double months = plot->x_high;
    double step = label_step(months, !isnan(start));
    size_t count = 0;

    for (double m = 0; m <= months + 1e-9 && count < TICS; m += step) {
        at[count] = m;
        label[count++] = month_label(context, m, start);
    }
    ent_page_tics(page, "xtics", at, label, count);
    count = ent_page_ticks(0, plot->y_high, 4, at, TICS);
    for (size_t i = 0; i < count; i++) {
        label[i] = ent_context_printf(context, i + 1 == count ? "%g%%" : "%g", at[i]);
    }
    ent_page_tics(page, "ytics", at, label, count);
}

static void put_plot(ent_chart_context *context, ent_page *page, ent_chart_line *line, double start)
{
    double most = 0, at[TICS];
    ent_chart_plot plot = {62, context->shown > 1 ? 436 : 640, page->top + 8, ENT_PAGE_BOTTOM, 0, 1, 0, 100};
    size_t count;

    for (size_t v = 0; v < context->shown; v++) {
        for (size_t i = 0; i < line[v].count; i++) {
            most = fmax(most, isfinite(line[v].high[i]) ? line[v].high[i] : line[v].y[i]);
            plot.x_high = fmax(plot.x_high, line[v].x[i]);
        }
    }
    count = ent_page_ticks(0, 100 * fmax(most, 0.02), 4, at, TICS);
    plot.y_high = fmin(100, at[count - 1]);
    ent_plot_put(&plot, page);
    put_axes(context, page, &plot, start);
    ent_lines_put_order(page, line, context->shown);
    ent_lines_put(page, "talks", line, context->shown);
    ent_lines_label_ends(context, page, &plot, line, context->shown, plot.right);
}

/* The curve with the point (0, 0) in front: nothing is agreed in month 0. */
static ent_chart_line from_month_zero(ent_chart_context *context, const ent_chart_line *table)
{
    ent_chart_line line = *table;
    double *memory;

    if (table->count == 0 || !(table->x[0] > 0)) {
        return line;
    }
    memory = ent_context_alloc(context, 4 * (table->count + 1), sizeof(*memory));
    if (memory == NULL) {
        line.count = 0;
        return line;
    }
    line.x = memory;
    line.y = memory + table->count + 1;
    line.low = memory + 2 * (table->count + 1);
    line.high = memory + 3 * (table->count + 1);
    line.count = table->count + 1;
    memcpy(line.x + 1, table->x, table->count * sizeof(*line.x));
    memcpy(line.y + 1, table->y, table->count * sizeof(*line.y));
    memcpy(line.low + 1, table->low, table->count * sizeof(*line.low));
    memcpy(line.high + 1, table->high, table->count * sizeof(*line.high));
    return line;
}

static void draw(ent_chart_context *context)
{
    static const char *const interval[2] = {"mc_low", "mc_high"};
    ent_chart_line *line = ent_context_alloc(context, context->variants, sizeof(*line));
    double start = ent_structure_start(ent_context_table(context, &ent_table_assumptions));
    ent_page *page;

    if (line == NULL || ent_context_table(context, &ent_table_talks)->rows == 0) {
        return;
    }
    for (size_t v = 0; v < context->variants; v++) {
        line[v] = ent_line_read(context, &ent_table_talks, v, "month", "agreed", interval);
        line[v] = from_month_zero(context, &line[v]);
    }
    /* without talks every draw agrees in month 0, and there is no curve */
    if (context->status == ENT_ERR_NO_MEMORY || line[0].count == 0 || !(line[0].x[line[0].count - 1] > 0)) {
        return;
    }
    ent_lines_rank(line, context->shown, 0.02);
    page = ent_context_page(context, "talks");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, line, period_of(context, line[0].x[line[0].count - 1], start)),
        ent_context_printf(context, "Chance that a deal %s, %%, by %s",
            ent_context_is_ratified(context) ? "is in force" : "has been signed",
            isnan(start) ? "month of the talks" : "the end of a month"));
    put_plot(context, page, line, start);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%s%s",
            isfinite(line[0].high[line[0].count - 1])
                ? "Band: 95% interval of the simulation (the table has no range across worlds). "
                : "No interval: it needs more than one world. ",
            ent_context_left_out(context)),
        "talks");
}

const ent_chart ent_chart_talks = {.name = "talks",
    .about = "The probability of a deal by month of the talks",
    .table = {&ent_table_talks, &ent_table_assumptions, &ent_table_ratification},
    .drawing = {"talks"},
    .draw = draw};
