/* Chart `sensitivity`: first-order and total Sobol' index of each group of factors. */
#include "tables/analysis/sensitivity.h"
#include "charts/analysis/factor_name.h"
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"
#include "charts/registry.h"

#include "base/status.h"
#include "wording/analysis/sensitivity_words.h"

#include <math.h>
#include <string.h>

enum { LEFT = 222, RIGHT = 545, FIRST = 615, TOTAL = 695, NAMES = LEFT - ENT_PAGE_LEFT - 12, TICS = 12 };
enum { MOST = 12 /* rows drawn */ };

static ent_sensitivity_figures read_row(ent_chart_context *context, const ent_csv *csv, size_t row)
{
    return (ent_sensitivity_figures){
        .name = ent_chart_factor_name(context, ent_csv_cell(csv, row, ent_csv_column(csv, "group"))),
        .first = ent_csv_number_of(csv, row, "first"),
        .first_low = ent_csv_number_of(csv, row, "first_low"),
        .first_high = ent_csv_number_of(csv, row, "first_high"),
        .total = ent_csv_number_of(csv, row, "total"),
        .total_low = ent_csv_number_of(csv, row, "total_low"),
        .total_high = ent_csv_number_of(csv, row, "total_high")};
}

/* Fills list with the groups of the table, by falling total index. Returns their number. */
static size_t gather(ent_chart_context *context, ent_sensitivity_figures **list)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_sensitivity);

    *list = ent_context_alloc(context, csv->rows + 1, sizeof(**list));
    if (*list == NULL || context->status != ENT_OK) {
        return 0;
    }
    for (size_t i = 0; i < csv->rows; i++) {
        (*list)[i] = read_row(context, csv, i);
    }
    ent_sensitivity_sort(*list, csv->rows);
    return csv->rows;
}

static const char *text(ent_chart_context *context, const char *made)
{
    return made != NULL ? made : ent_context_printf(context, "%s", "");
}

/* "“Moscow patience” matters most: 41% of the variance alone, …" */
static const char *title_of(ent_chart_context *context, const ent_sensitivity_figures *list)
{
    const char *total = ent_sensitivity_share(list->total, list->total_low, list->total_high, &context->arena);
    const char *first = ent_sensitivity_share(list->first, list->first_low, list->first_high, &context->arena);
    const char *name = ent_chart_title_name(context, list->name);

    if (list->total - list->first > 0.02 && list->total_low > list->first) {
        return ent_context_printf(context,
            "\xE2\x80\x9C%s\xE2\x80\x9D matters most: %s of the variance alone, %s with its interactions", name,
            text(context, first), text(context, total));
    }
    return ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D matters most: %s of the variance across worlds",
        list->name, text(context, total));
}

static const char *subtitle_of(ent_chart_context *context)
{
    return ent_context_printf(context, "%sShare of the variance across worlds of %s",
        ent_chart_analysed(context, &ent_table_sensitivity), ent_chart_subject(context));
}

static void put_axis(ent_chart_context *context, ent_page *page, const ent_sensitivity_figures *list, size_t count)
{
    double low = 0, high = 0.1, tic[TICS];
    const char *label[TICS];
    size_t tics;

    for (size_t i = 0; i < count; i++) {
        low = fmin(low, fmin(list[i].first_low, list[i].total_low));
        high = fmax(high, fmax(list[i].first_high, list[i].total_high));
    }
    tics = ent_page_ticks(0, 100 * high, 5, tic, TICS);
    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_context_printf(context, i + 1 == tics ? "%g%%" : "%g", tic[i]);
    }
    ent_page_put(page, "from = %.5g\nend = %.5g\n", 100 * fmax(low, -0.1), tic[tics - 1]);
    ent_page_tics(page, "xtics", tic, label, tics);
}

/* Writes the name of a row; that of many coupled factors in two lines of small type. */
static void put_name(ent_page *page, const ent_row_layout *rows, size_t i, const char *name)
{
    ent_page_type small = {fmax(8.5, fmin(rows->name, rows->pitch * 0.42)), 1, "ink", ENT_PAGE_START};

    if (ent_chart_text_width(name, rows->name, 1) > NAMES) {
        ent_page_block(page, ENT_PAGE_LEFT, ent_row_middle(rows, i), small, NAMES, 2, 0, name);
    } else {
        ent_row_name(rows, page, i, name, NAMES);
    }
}

static void put_rows(ent_chart_context *context, ent_page *page, const ent_sensitivity_figures *list, size_t count)
{
    ent_row_layout rows = ent_row_layout_make(count, page->top + 30, ENT_PAGE_BOTTOM, 40);

    ent_page_frame(page, LEFT, RIGHT, rows.top - 4, rows.bottom);
    put_axis(context, page, list, count);
    ent_page_text(page, FIRST, page->top + 10, (ent_page_type){11.5, 1, "best", ENT_PAGE_END}, "Alone");
    ent_page_text(page, TOTAL, page->top + 10, (ent_page_type){11.5, 1, "good_word", ENT_PAGE_END}, "In all");
    for (size_t i = 0; i < count; i++) {
        double y = ent_row_middle(&rows, i);
        put_name(page, &rows, i, list[i].name);
        ent_page_text(page, FIRST, y, (ent_page_type){rows.name, 1, "best", ENT_PAGE_END},
            text(
                context, ent_sensitivity_share(list[i].first, list[i].first_low, list[i].first_high, &context->arena)));
        ent_page_text(page, TOTAL, y, (ent_page_type){rows.name, 1, "good_word", ENT_PAGE_END},
            text(
                context, ent_sensitivity_share(list[i].total, list[i].total_low, list[i].total_high, &context->arena)));
    }
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < count; i++) {
        const double value[] = {
            list[i].first, list[i].first_low, list[i].first_high, list[i].total, list[i].total_low, list[i].total_high};
        for (size_t k = 0; k < sizeof(value) / sizeof(*value); k++) {
            ent_page_number(page, 100 * value[k]);
        }
        ent_page_put(page, " %.1f\n", ent_row_middle(&rows, i));
    }
    ent_page_put(page, "EOD\nheight = %.1f\n", fmin(7, rows.pitch * 0.22));
}

static void draw(ent_chart_context *context)
{
    ent_sensitivity_figures *list = NULL;
    size_t all = gather(context, &list);
    size_t count = all < MOST ? all : MOST;
    ent_page *page;

    if (all == 0 || isnan(list[0].total)) {
        return;
    }
    page = ent_context_page(context, "sensitivity");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, list), subtitle_of(context));
    put_rows(context, page, list, count);
    ent_context_page_end(context, page,
        ent_context_printf(context,
            "Strong colour: what the factor explains alone (first-order Sobol' index). Pale: with its interactions "
            "(total "
            "index). Whisker: 95%% interval of the simulation. %s",
            all > count ? ent_context_printf(context, "%zu more are in sensitivity.csv.", all - count) : ""),
        "analysis/sensitivity");
}

const ent_chart ent_chart_sensitivity = {.name = "sensitivity",
    .about = "How much of the variance of the headline across worlds each factor explains, alone and in all",
    .table = {&ent_table_sensitivity, &ent_table_headline},
    .drawing = {"analysis/sensitivity"},
    .draw = draw};
