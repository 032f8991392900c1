/* Chart `solve`: an expression over one setting, its level, and the value at which it takes it. */
#include "charts/analysis/factor_name.h"
#include "charts/analysis/solve_rows.h"
#include "charts/curves.h"
#include "charts/registry.h"

#include "base/status.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TICS = 12 };

/* Writes the points, `x y low high`, and sets the ranges of the axes. Returns their number. */
static size_t put_curve(ent_chart_context *context, ent_page *page, const double scale[2], ent_chart_plot *plot)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_solve_curve);
    size_t count = 0;

    ent_page_put(page, "$curve << EOD\n");
    for (size_t row = 0; row < csv->rows; row++) {
        double x = scale[0] * ent_csv_number_of(csv, row, "value"),
               y = scale[1] * ent_csv_number_of(csv, row, "probability");
        double low = scale[1] * ent_csv_number_of(csv, row, "mc_low"),
               high = scale[1] * ent_csv_number_of(csv, row, "mc_high");
        if (!isfinite(x) || !isfinite(y)) {
            continue;
        }
        ent_page_number(page, x);
        ent_page_number(page, y);
        ent_page_number(page, isfinite(low) ? low : y);
        ent_page_number(page, isfinite(high) ? high : y);
        ent_page_put(page, "\n");
        plot->x_low = fmin(plot->x_low, x);
        plot->x_high = fmax(plot->x_high, x);
        plot->y_low = fmin(plot->y_low, isfinite(low) ? low : y);
        plot->y_high = fmax(plot->y_high, isfinite(high) ? high : y);
        count++;
    }
    ent_page_put(page, "EOD\n");
    return count;
}

/* Writes the tics of an axis; ends move outwards to the first and the last where `whole`. */
static void put_axis(
    ent_chart_context *context, ent_page *page, const char *axis, double *low, double *high, bool percent, bool whole)
{
    double at[TICS];
    const char *label[TICS];
    size_t count = ent_page_ticks(*low, *high, 5, at, TICS);
    char number[ENT_WORDING_BYTES];

    for (size_t i = 0; i < count; i++) {
        ent_wording_number(number, at[i]);
        label[i] = ent_context_printf(context, percent && i + 1 == count ? "%s%%" : "%s", number);
    }
    ent_page_tics(page, axis, at, label, count);
    if (whole) {
        *low = at[0];
        *high = at[count - 1];
    }
}

/* A value of the setting with four digits. */
static void value_words(char buffer[ENT_WORDING_BYTES], double value)
{
    char digits[ENT_WORDING_BYTES];

    snprintf(digits, sizeof(digits), "%.4g", value);
    ent_wording_number(buffer, strtod(digits, NULL));
}

/* The value and its interval, beside the point where the curve takes the level. */
static void label_value(
    ent_chart_context *context, ent_page *page, const ent_chart_plot *plot, const ent_solve_words *words)
{
    double scale = words->percent ? 100.0 : 1.0;
    const char *sign = words->percent ? "%" : "";
    double x = ent_plot_x(plot, scale * words->value);
    double y = ent_plot_y(plot, (words->chance ? 100.0 : 1.0) * words->level);
    bool left = x > (plot->left + plot->right) / 2.0;
    bool above = words->rises == left; /* the side of the level line that the curve leaves free */
    ent_page_type type = {13, 1, "best", left ? ENT_PAGE_END : ENT_PAGE_START};
    char value[ENT_WORDING_BYTES], low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    value_words(value, scale * words->value);
    value_words(low, scale * words->low);
    value_words(high, scale * words->high);
    ent_page_text(
        page, x + (left ? -12 : 12), above ? y - 30 : y + 17, type, ent_context_printf(context, "%s%s", value, sign));
    if (!isnan(words->low) && !isnan(words->high)) {
        type.bold = 0;
        type.size = 11.5;
        type.colour = "muted";
        ent_page_text(page, x + (left ? -12 : 12), above ? y - 14 : y + 33, type,
            ent_context_printf(context, "%s to %s%s", low, high, sign));
    }
}

static void put_crossing(ent_page *page, const ent_chart_plot *plot, const ent_solve_words *words)
{
    double x = words->percent ? 100.0 : 1.0, y = words->chance ? 100.0 : 1.0;

    ent_page_put(page, "level = %.10g\n", y * words->level);
    ent_page_put(page, "crosses = %d\n", isnan(words->value) ? 0 : 1);
    ent_page_put(page, "crossing = %.10g; crossing_low = %.10g; crossing_high = %.10g\n",
        isnan(words->value) ? 0.0 : x * words->value, isnan(words->low) ? plot->x_low : x * words->low,
        isnan(words->high) ? plot->x_high : x * words->high);
}

/* Sentence without its full stop. */
static const char *title_of(ent_chart_context *context, const ent_solve_words *words)
{
    const char *sentence = ent_solve_sentence(words, &context->arena);

    if (sentence == NULL) {
        context->status = ENT_ERR_NO_MEMORY;
        return "";
    }
    return ent_context_printf(context, "%.*s", (int) strlen(sentence) - 1, sentence);
}

static const char *marks_of(ent_chart_context *context, const ent_solve_words *words)
{
    const char *several = ent_solve_several(words, &context->arena);

    return ent_context_printf(context,
        "Band: 95%% interval of the simulation. Whisker: the values between which its limits "
        "take the level; it shrinks with more worlds.%s%s",
        several != NULL ? " " : "", several != NULL ? several : "");
}

static void draw(ent_chart_context *context)
{
    ent_chart_plot plot = {62, 680, 0, ENT_PAGE_BOTTOM - 16, INFINITY, -INFINITY, INFINITY, -INFINITY};
    ent_page_type type = {11.5, 0, "soft", ENT_PAGE_END};
    ent_solve_words words;
    double scale[2];
    ent_page *page;

    if (!ent_solve_rows_words(ent_context_table(context, &ent_table_solve),
            ent_context_table(context, &ent_table_solve_curve), ent_context_table(context, &ent_table_assumptions),
            &words) ||
        isnan(words.least)) {
        return;
    }
    page = ent_context_page(context, "solve");
    if (page == NULL) {
        return;
    }
    scale[0] = words.percent ? 100.0 : 1.0;
    scale[1] = words.chance ? 100.0 : 1.0;
    ent_page_head(page, title_of(context, &words),
        ent_context_printf(context, "%s%s%s by %s", ent_chart_analysed(context, &ent_table_solve), words.expression,
            words.chance ? ", %," : "", words.path));
    plot.top = page->top + 8;
    put_curve(context, page, scale, &plot);
    plot.y_low = fmin(plot.y_low, scale[1] * words.level);
    plot.y_high = fmax(plot.y_high, scale[1] * words.level);
    put_axis(context, page, "xtics", &plot.x_low, &plot.x_high, words.percent, false);
    put_axis(context, page, "ytics", &plot.y_low, &plot.y_high, words.chance, true);
    ent_plot_put(&plot, page);
    put_crossing(page, &plot, &words);
    ent_page_text(page, plot.right, plot.bottom + 27, type, words.path);
    if (!isnan(words.value)) {
        label_value(context, page, &plot, &words);
    }
    ent_context_page_end(context, page, marks_of(context, &words), "analysis/solve");
}

const ent_chart ent_chart_solve = {.name = "solve",
    .about = "The value of a setting at which an expression takes a level",
    .table = {&ent_table_solve, &ent_table_solve_curve, &ent_table_assumptions},
    .drawing = {"analysis/solve"},
    .draw = draw};
