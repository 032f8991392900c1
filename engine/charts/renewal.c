/* Chart `renewal`: the chance of peace month by month, where new truces can begin after a collapse. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"

#include <math.h>
#include <string.h>

enum { TICS = 16 };

/* The curve with the point (0, 1) in front: the truce begins in month 0. */
static ent_chart_line from_month_zero(ent_chart_context *context, const ent_chart_line *table)
{
    ent_chart_line line = *table;
    double **column[] = {&line.x, &line.y, &line.low, &line.high};
    const double *from[] = {table->x, table->y, table->low, table->high};
    const double first[] = {0.0, 1.0, 1.0, 1.0};

    for (size_t k = 0; k < sizeof(column) / sizeof(*column) && line.count > 0; k++) {
        double *made = ent_context_alloc(context, table->count + 1, sizeof(*made));
        if (made == NULL) {
            line.count = 0;
            return line;
        }
        made[0] = first[k];
        memcpy(made + 1, from[k], table->count * sizeof(*made));
        *column[k] = made;
    }
    line.count += line.count > 0 ? 1 : 0;
    return line;
}

/* The curves: peace in each variant or, with one variant, peace and the survival of the first truce. Returns their
 * number. */
static size_t read_lines(ent_chart_context *context, ent_chart_line *line)
{
    static const char *const interval[2] = {"mc_low", "mc_high"};
    size_t count = 0;

    for (size_t v = 0; v < context->shown; v++) {
        ent_chart_line it = ent_line_read(context, &ent_table_renewal, v, "month", "at_peace", interval);
        if (it.count > 0 && isfinite(it.y[0])) {
            line[count++] = from_month_zero(context, &it);
        }
    }
    ent_lines_rank(line, count, 0.02);
    if (count == 1 && context->shown == 1) {
        ent_chart_line first = ent_line_read(context, &ent_table_truce, 0, "month", "survival", interval);
        line[0].name = "Peace";
        if (first.count > 0) {
            line[count] = from_month_zero(context, &first);
            line[count].name = "The first truce";
            line[count++].rank = 0;
        }
    }
    return count;
}

static const char *title_of(ent_chart_context *context, const ent_chart_line *line, size_t count)
{
    size_t high = 0;
    const char *base = ent_context_estimate(context, ent_line_end(&line[0]), line[0].end_low, line[0].end_high);
    char span[ENT_WORDING_BYTES];

    for (size_t v = 1; v < count; v++) {
        high = line[v].rank == 2 ? v : high;
    }
    ent_wording_months(span, line[0].x[line[0].count - 1]);
    if (high > 0) {
        return ent_context_printf(context, "Peace after %s: %s; with \xE2\x80\x9C%s\xE2\x80\x9D %s", span, base,
            line[high].name, ent_line_end_words(context, &line[high]));
    }
    if (count == 2 && context->shown == 1) {
        return ent_context_printf(context, "Peace after %s: %s; the first truce still holds in %s", span, base,
            ent_line_end_words(context, &line[1]));
    }
    return ent_context_printf(context, "Peace after %s: %s", span, base);
}

static void put_axes(ent_chart_context *context, ent_page *page, const ent_chart_plot *plot)
{
    double at[TICS];
    const char *label[TICS];
    double months = plot->x_high;
    double step = months <= 12 ? 1 : months <= 24 ? 3 : months <= 48 ? 6 : 12 * ceil(months / 120);
    size_t count = 0;

    for (double m = 0; m <= months + 1e-9 && count < TICS; m += step) {
        at[count] = m;
        label[count++] = ent_context_printf(context, "%g", m);
    }
    ent_page_tics(page, "xtics", at, label, count);
    count = ent_page_ticks(0, 100, 4, at, TICS);
    for (size_t i = 0; i < count; i++) {
        label[i] = ent_context_printf(context, i + 1 == count ? "%g%%" : "%g", at[i]);
    }
    ent_page_tics(page, "ytics", at, label, count);
}

static void draw(ent_chart_context *context)
{
    ent_chart_line *line = ent_context_alloc(context, context->shown + 1, sizeof(*line));
    size_t count = line != NULL ? read_lines(context, line) : 0;
    ent_chart_plot plot = {62, 0, 0, ENT_PAGE_BOTTOM, 0, 1, 0, 100};
    ent_page *page;

    if (count == 0 || context->status == ENT_ERR_NO_MEMORY || line[0].count == 0) {
        return;
    }
    page = ent_context_page(context, "renewal");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, line, count),
        ent_context_printf(context, "Chance that a truce holds, the first or a new one, %%, by month since the %s",
            ent_context_truce_begins(context)));
    plot.right = count > 1 ? 436 : 640;
    plot.top = page->top + 8;
    plot.x_high = line[0].x[line[0].count - 1];
    ent_plot_put(&plot, page);
    put_axes(context, page, &plot);
    ent_lines_put_order(page, line, count);
    ent_lines_put(page, "renewal", line, count);
    ent_lines_label_ends(context, page, &plot, line, count, plot.right);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%s%s",
            isfinite(line[0].high[line[0].count - 1])
                ? "Band: 95% interval of the simulation (the table has no range across worlds). "
                : "No interval: it needs more than one world. ",
            ent_context_left_out(context)),
        "renewal");
}

const ent_chart ent_chart_renewal = {.name = "renewal",
    .about = "The chance of peace month by month, where new truces can begin after a collapse",
    .table = {&ent_table_renewal, &ent_table_truce, &ent_table_ratification},
    .drawing = {"renewal"},
    .draw = draw};
