/* Charts `score_reliability_N`: the chances that the model gave, and how often the truces held, a chart a set of cases.
 */
#include "charts/analysis/score_rows.h"
#include "charts/curves.h"
#include "charts/registry.h"

#include <math.h>

enum { HORIZON = 60 /* months */, MOST = 10 };

/* A group of cases with chances between two limits. Per cent. */
typedef struct group {
    double cases, predicted, observed, low, high;
} group;

static size_t read_groups(ent_chart_context *context, size_t set, group made[MOST])
{
    const ent_csv *csv = ent_context_table(context, &ent_table_score_reliability);
    size_t *row = NULL;
    size_t rows = ent_score_rows(context, &ent_table_score_reliability, set, HORIZON, &row), count = 0;

    for (size_t i = 0; i < rows && count < MOST; i++) {
        double cases = ent_csv_number_of(csv, row[i], "cases");
        if (cases > 0.0) {
            made[count++] = (group){.cases = cases,
                .predicted = 100.0 * ent_csv_number_of(csv, row[i], "predicted"),
                .observed = 100.0 * ent_csv_number_of(csv, row[i], "observed"),
                .low = 100.0 * ent_csv_number_of(csv, row[i], "observed_low"),
                .high = 100.0 * ent_csv_number_of(csv, row[i], "observed_high")};
        }
    }
    return count;
}

/* How many groups lie clearly below or above the diagonal. */
static const char *title_of(ent_chart_context *context, const group *one, size_t count)
{
    size_t fewer = 0, more = 0;

    for (size_t i = 0; i < count; i++) {
        fewer += one[i].high < one[i].predicted ? 1 : 0;
        more += one[i].low > one[i].predicted ? 1 : 0;
    }
    if (fewer + more == 0) {
        return "No group of chances for five years is clearly off, with so few truces in each";
    }
    if (more == 0) {
        return ent_context_printf(context,
            "In %zu of %zu groups of chances clearly fewer truces held five years than predicted", fewer, count);
    }
    if (fewer == 0) {
        return ent_context_printf(
            context, "In %zu of %zu groups of chances clearly more truces held five years than predicted", more, count);
    }
    return ent_context_printf(context,
        "Of %zu groups of chances for five years, %zu are clearly too high and %zu clearly too low", count, fewer,
        more);
}

static void put_data(ent_page *page, const group *one, size_t count)
{
    ent_page_put(page, "$groups << EOD\n");
    for (size_t i = 0; i < count; i++) {
        ent_page_put(page, "%.6g %.6g %.6g %.6g\n", one[i].predicted, one[i].observed, one[i].low, one[i].high);
    }
    ent_page_put(page, "EOD\n");
}

/* "7 cases" beside each point. */
static void put_counts(
    ent_chart_context *context, ent_page *page, const ent_chart_plot *plot, const group *one, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool left = one[i].predicted > 85.0;
        const ent_page_type type = {11.5, 0, "ink", left ? ENT_PAGE_END : ENT_PAGE_START};
        ent_page_text(page, ent_plot_x(plot, one[i].predicted) + (left ? -9.0 : 9.0), ent_plot_y(plot, one[i].observed),
            type,
            ent_context_printf(context, "%.0f%s", one[i].cases,
                i > 0                ? ""
                : one[i].cases > 1.0 ? " truces"
                                     : " truce"));
    }
}

static void draw_set(ent_chart_context *context, size_t set)
{
    group one[MOST];
    size_t count = read_groups(context, set, one);
    ent_chart_plot plot = {62, 660, 0, ENT_PAGE_BOTTOM - 16, 0, 100, 0, 100};
    const ent_page_type axis = {11.5, 0, "soft", ENT_PAGE_END};
    ent_page *page =
        count > 0 ? ent_context_page(context, ent_context_printf(context, "score_reliability_%zu", set + 1)) : NULL;

    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, one, count),
        ent_context_printf(context, "%s: truces that held five years, %%, by the chance that the model gave",
            ent_score_set_name(context, set)));
    plot.top = page->top + 10;
    ent_plot_put(&plot, page);
    ent_score_percent_tics(page, "ytics");
    ent_score_percent_tics(page, "xtics");
    put_data(page, one, count);
    put_counts(context, page, &plot, one, count);
    ent_page_text(page, plot.right, ENT_PAGE_BOTTOM + 14, axis, "Chance of five years that the model gave");
    ent_context_page_end(context, page,
        "Points: groups of truces with chances in the same fifth of the scale, with their number. Whiskers: 95% "
        "interval of "
        "the share that held (Wilson, censoring weights). On the line as many held as predicted.",
        "analysis/score_reliability");
}

static void draw(ent_chart_context *context)
{
    for (size_t set = 0; set < ent_score_sets(context); set++) {
        draw_set(context, set);
    }
}

const ent_chart ent_chart_score_reliability = {.name = "score_reliability_N",
    .about = "The chances that the model gave for five years, and how often truces held, a chart a set of cases",
    .table = {&ent_table_score_reliability},
    .drawing = {"analysis/score_reliability"},
    .draw = draw};
