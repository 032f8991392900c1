/* Chart `convergence`: the estimate of the headline as the number of worlds doubles. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"
#include "charts/world_range.h"

#include <math.h>

enum { TICS = 24, FEW_WORLDS = 30 /* fewer stand behind no firm estimate */ };

/* Sets the axis of the probability to cover the intervals of all rows but the first two, which are wide. */
static void put_chance_axis(
    ent_chart_context *context, ent_page *page, const ent_chart_line *line, ent_chart_plot *plot)
{
    double low = 1, high = 0, at[TICS];
    const char *label[TICS];
    size_t count, first = line->count > 5 ? 2 : 0;

    for (size_t i = first; i < line->count; i++) {
        low = fmin(low, isfinite(line->low[i]) ? line->low[i] : line->y[i]);
        high = fmax(high, isfinite(line->high[i]) ? line->high[i] : line->y[i]);
    }
    if (high - low < 0.01) {
        low = fmax(0, low - 0.01);
        high = fmin(1, high + 0.01);
    }
    count = ent_page_ticks(100 * low, 100 * high, 4, at, TICS);
    for (size_t i = 0; i < count; i++) {
        label[i] = ent_context_printf(context, i + 1 == count ? "%g%%" : "%g", at[i]);
    }
    plot->y_low = at[0];
    plot->y_high = at[count - 1];
    ent_page_tics(page, "ytics", at, label, count);
}

/* Writes the tics of the axis of draws: each row, or every second or third of many. */
static void put_draws_axis(ent_chart_context *context, ent_page *page, const ent_chart_line *line)
{
    double at[TICS];
    const char *label[TICS];
    char number[ENT_WORDING_BYTES];
    size_t count = 0, step = 1 + line->count / 6;

    for (size_t i = line->count; count < TICS && i > 0; i = i > step ? i - step : 0) {
        ent_wording_number(number, line->x[i - 1]);
        at[count] = line->x[i - 1];
        label[count++] = ent_context_printf(context, "%s", number);
    }
    ent_page_tics(page, "xtics", at, label, count);
}

/* Number of worlds behind the headline: those in which its condition holds; NaN: not known. */
static double worlds_behind(ent_chart_context *context)
{
    const ent_csv *headline = ent_context_table(context, &ent_table_headline);
    const ent_csv *own = ent_context_table(context, &ent_table_convergence);
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_convergence, 0, &row);
    double worlds = ent_csv_number(headline, 0, ent_csv_column(headline, "worlds"));

    return isfinite(worlds) || rows == 0 ? worlds : ent_csv_number(own, row[rows - 1], ent_csv_column(own, "worlds"));
}

/* Why an estimate with a narrow interval is not firm, as a clause after it; "" for a firm one. */
static const char *reservation(ent_chart_context *context)
{
    ent_chart_figure headline = ent_context_headline(context, 0);
    double worlds = worlds_behind(context);

    if (worlds < FEW_WORLDS) {
        return ent_context_printf(context, "; only %.0f worlds stand behind it", worlds);
    }
    return !ent_world_range_is_known(&headline) && ent_world_range_is_possible(context)
               ? "; its range across worlds is not measured"
               : "";
}

static const char *title_of(ent_chart_context *context, const ent_chart_line *line)
{
    size_t last = line->count - 1;
    double half = 100 * (line->high[last] - line->low[last]) / 2;
    const char *percent = ent_line_end_words(context, line);
    const char *but = reservation(context);
    const char *firm = *but != '\0' ? "" : "firm: ";
    char draws[ENT_WORDING_BYTES];

    ent_wording_number(draws, line->x[last]);
    if (!isfinite(half)) {
        return ent_context_printf(
            context, "After %s draws the estimate is %s, and one world cannot tell how firm", draws, percent);
    }
    if (half < 0.05) {
        return ent_context_printf(
            context, "After %s draws the estimate is %s%s, within 0.1 points%s", draws, firm, percent, but);
    }
    if (half < 0.95) {
        return ent_context_printf(context, "After %s draws the estimate is %s%s, give or take %.1f points%s", draws,
            firm, percent, half, but);
    }
    return ent_context_printf(context, "After %s draws the estimate is %s%s, give or take %.0f point%s%s", draws,
        half > 5 ? "still loose: " : "", percent, half, half < 1.5 ? "" : "s", but);
}

static void draw(ent_chart_context *context)
{
    static const char *const interval[2] = {"mc_low", "mc_high"};
    ent_chart_line line = ent_line_read(context, &ent_table_convergence, 0, "draws", "probability", interval);
    ent_chart_plot plot = {62, 630, 0, ENT_PAGE_BOTTOM, 0, 1, 0, 100};
    ent_page_type type = {12.5, 1, "best", ENT_PAGE_START};
    ent_page *page;

    if (ent_context_headline_measure(context) != NULL || line.count == 0 || context->status == ENT_ERR_NO_MEMORY ||
        !isfinite(ent_line_end(&line))) {
        return;
    }
    page = ent_context_page(context, "convergence");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, &line),
        ent_context_printf(
            context, "Chance that %s, %%, by number of draws (worlds doubling)", ent_context_clause(context)));
    plot.top = page->top + 8;
    plot.x_low = line.x[0];
    plot.x_high = line.x[line.count - 1] > line.x[0] ? line.x[line.count - 1] : 2 * line.x[0];
    put_chance_axis(context, page, &line, &plot);
    put_draws_axis(context, page, &line);
    ent_plot_put(&plot, page);
    ent_page_put(page, "final = %.6g\n", 100 * ent_line_end(&line));
    ent_lines_put(page, "convergence", &line, 1);
    ent_page_text(page, plot.right + 10, ent_plot_y(&plot, 100 * ent_line_end(&line)), type,
        ent_line_end_compact(context, &line));
    ent_context_page_end(context, page,
        isfinite(line.high[line.count - 1]) ? "Whisker and band: 95% interval of the simulation. It shrinks with more "
                                              "worlds; the range across worlds does not."
                                            : "No interval: it needs more than one world.",
        "convergence");
}

const ent_chart ent_chart_convergence = {.name = "convergence",
    .about = "Whether the number of draws is large enough",
    .table = {&ent_table_convergence, &ent_table_headline},
    .drawing = {"convergence"},
    .draw = draw};
