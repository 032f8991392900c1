/* Chart `fit`: Cox-Snell residuals of a fitted hazard against the unit exponential. */
#include "tables/survival/fit.h"
#include "base/to_count.h"
#include "charts/curves.h"
#include "charts/registry.h"
#include "wording/fit_words.h"

#include <math.h>
#include <string.h>

enum { TICS = 12, LEFT = 62, RIGHT = 640 };

/* A figure of fit_summary.csv; 0 where it has none. */
static double figure_of(ent_chart_context *context, const char *name)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_fit_summary);
    size_t figure = ent_csv_column(csv, "figure");

    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, figure), name) == 0) {
            return ent_csv_number_of(csv, row, "value");
        }
    }
    return 0.0;
}

/* Writes the failures, `residual hazard low high`, and sets the ranges of the axes. Returns their number. */
static size_t put_residuals(ent_chart_context *context, ent_page *page, ent_chart_plot *plot)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_fit_residuals);
    size_t failures = 0;
    double most = 0.0;

    ent_page_put(page, "$residuals << EOD\n");
    for (size_t row = 0; row < csv->rows; row++) {
        double x = ent_csv_number_of(csv, row, "residual"), y = ent_csv_number_of(csv, row, "cumulative_hazard");
        if (!(ent_csv_number_of(csv, row, "failed") > 0.0)) {
            continue;
        }
        ent_page_number(page, x);
        ent_page_number(page, y);
        ent_page_number(page, ent_csv_number_of(csv, row, "low"));
        ent_page_number(page, ent_csv_number_of(csv, row, "high"));
        ent_page_put(page, "\n");
        most = fmax(most, fmax(x, y));
        failures++;
    }
    ent_page_put(page, "EOD\n");
    plot->x_high = plot->y_high = most > 0.0 ? 1.05 * most : 1.0;
    return failures;
}

/* Tics of both axes, which have one scale. */
static void put_axes(ent_chart_context *context, ent_page *page, ent_chart_plot *plot)
{
    double at[TICS];
    const char *label[TICS];
    size_t count = ent_page_ticks(0.0, plot->x_high, 5, at, TICS);

    for (size_t i = 0; i < count; i++) {
        char number[ENT_WORDING_BYTES];
        ent_fit_number(number, at[i], 3);
        label[i] = ent_context_printf(context, "%s", number);
    }
    plot->x_high = plot->y_high = at[count - 1];
    ent_page_tics(page, "xtics", at, label, count);
    ent_page_tics(page, "ytics", at, label, count);
}

static const char *title_of(size_t outside, size_t failures)
{
    return ent_fit_residuals_agree(outside, failures) ? "The fitted hazard agrees with the data"
                                                      : "The fitted hazard does not agree with the data everywhere";
}

static void label_line(ent_page *page, const ent_chart_plot *plot)
{
    ent_page_type type = {11.5, 0, "muted", ENT_PAGE_START};

    ent_page_text(page, plot->right + 8, plot->top + 2, type, "if the");
    ent_page_text(page, plot->right + 8, plot->top + 16, type, "model is");
    ent_page_text(page, plot->right + 8, plot->top + 30, type, "right");
}

static void draw(ent_chart_context *context)
{
    ent_chart_plot plot = {LEFT, RIGHT, 0, ENT_PAGE_BOTTOM - 16, 0, 1, 0, 1};
    ent_page_type type = {11.5, 0, "soft", ENT_PAGE_END};
    size_t outside = ent_to_count(figure_of(context, "residuals_outside"));
    size_t failures = ent_to_count(figure_of(context, "failures"));
    ent_page *page;

    if (ent_context_table(context, &ent_table_fit_residuals)->rows == 0) {
        return;
    }
    page = ent_context_page(context, "fit");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(outside, failures),
        ent_context_printf(context,
            "Cumulative hazard of the Cox-Snell residuals (Nelson-Aalen), %.0f rows with %zu "
            "failures",
            figure_of(context, "rows"), failures));
    plot.top = page->top + 14;
    put_residuals(context, page, &plot);
    put_axes(context, page, &plot);
    ent_plot_put(&plot, page);
    ent_page_text(page, plot.right, ENT_PAGE_BOTTOM + 20, type, "Residual: fitted cumulative hazard at each failure");
    label_line(page, &plot);
    ent_context_page_end(context, page,
        ent_context_printf(context,
            "Points: failures. Band: 95%% interval, point by point; the line is outside at %zu of %zu failures. Late "
            "points stand on few rows.",
            outside, failures),
        "analysis/fit");
}

const ent_chart ent_chart_fit = {.name = "fit",
    .about = "Whether a fitted hazard agrees with its data: Cox-Snell residuals against the unit exponential",
    .table = {&ent_table_fit_residuals, &ent_table_fit_summary},
    .drawing = {"analysis/fit"},
    .draw = draw};
