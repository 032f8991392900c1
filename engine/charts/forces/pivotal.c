/* Chart `pivotal`: Shapley value and pivotal probability of each contributor to a force; one chart a force. */
#include "charts/contributor_rows.h"
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"
#include "charts/registry.h"
#include "tables/forces/force_list.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

enum { TICS = 8 };

static double sum_of(const ent_contributor_row *list, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += isfinite(list[i].shapley) ? list[i].shapley : 0;
    }
    return sum;
}

/* The contributors to a force in a variant. */
static ent_contributor_row *read_members(ent_chart_context *context, size_t variant, const char *force, size_t *count)
{
    ent_contributor_row *list = ent_contributors_read(context, variant, count);

    *count = ent_contributors_of_force(list, *count, force);
    return list;
}

/* The variant drawn: the base, unless enough is offered in under 1% of its draws, and in over 2% of those of another.
 */
static size_t variant_drawn(ent_chart_context *context, const char *force)
{
    size_t best = 0, count = 0;
    ent_contributor_row *list = read_members(context, 0, force, &count);
    double most = sum_of(list, count);

    for (size_t v = 1; v < context->variants && most < 0.01; v++) {
        list = read_members(context, v, force, &count);
        if (sum_of(list, count) > 0.02) {
            best = v;
            most = sum_of(list, count);
        }
    }
    return best;
}

/* Number of rows drawn: the first eight, and further ones with a value of 0.5% or more. */
static size_t pivotal_rows(const ent_contributor_row *list, size_t count)
{
    size_t shown = count < 8 ? count : 8;

    while (shown < count && shown < ENT_CONTRIBUTORS_MOST &&
           (list[shown].shapley >= 0.005 || list[shown].pivotal >= 0.005)) {
        shown++;
    }
    return shown;
}

static void put_pivotal(ent_chart_context *context, ent_page *page, const ent_contributor_row *list, size_t count)
{
    size_t shown = pivotal_rows(list, count), tics;
    ent_row_layout rows = ent_row_layout_make(shown, page->top + 24, ENT_PAGE_BOTTOM, 34);
    ent_page_type head = {11.5, 1, "'#3A7FB5'", ENT_PAGE_END};
    double most = 0.01, at[TICS];
    const char *label[TICS];
    char text[ENT_WORDING_BYTES];

    rows.two_lines = 0;
    for (size_t i = 0; i < shown; i++) {
        ent_row_fit(&rows, list[i].name, ENT_CONTRIBUTORS_NAMES);
        most = fmax(most, fmax(list[i].pivotal, list[i].shapley));
    }
    tics = ent_page_ticks(0, 100 * fmin(most, 1), 4, at, TICS);
    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_context_printf(context, i + 1 == tics ? "%g%%" : "%g", at[i]);
    }
    ent_page_frame(page, ENT_CONTRIBUTORS_LEFT - 40, ENT_CONTRIBUTORS_RIGHT - 20, rows.top - 2, rows.bottom + 2);
    ent_page_put(page, "most = %.5g\nheight = %.1f\n", at[tics - 1], rows.bar / 2);
    ent_page_tics(page, "xtics", at, label, tics);
    ent_page_text(page, 630, page->top + 8, head, "Share");
    head.colour = "ink";
    ent_page_text(page, ENT_PAGE_RIGHT, page->top + 8, head, "Pivotal");
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < shown; i++) {
        ent_page_number(page, 100 * list[i].shapley);
        ent_page_number(page, 100 * list[i].pivotal);
        ent_page_put(page, " %.1f\n", ent_row_middle(&rows, i));
    }
    ent_page_put(page, "EOD\n");
    for (size_t i = 0; i < shown; i++) {
        ent_page_type type = {rows.name, 1, "'#3A7FB5'", ENT_PAGE_END};
        ent_row_name(&rows, page, i, list[i].name, ENT_CONTRIBUTORS_NAMES);
        ent_wording_percent(text, list[i].shapley);
        ent_page_text(page, 630, ent_row_middle(&rows, i), type, text);
        type.colour = "ink";
        ent_wording_percent(text, list[i].pivotal);
        ent_page_text(page, ENT_PAGE_RIGHT, ent_row_middle(&rows, i), type, text);
    }
}

/* The reason why no contributor is pivotal in any draw. */
static const char *reason_for_none(ent_chart_context *context, const char *force)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_force);
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_force, 0, &row);

    for (size_t i = 0; i < rows; i++) {
        if (ent_force_list_is_row(csv, row[i], force) &&
            strcmp(ent_csv_cell(csv, row[i], ent_csv_column(csv, "quantity")), "required") == 0 &&
            ent_csv_number(csv, row[i], ent_csv_column(csv, "exceedance")) > 0) {
            return "In none of the simulated futures are as many troops offered as are required, with or without any "
                   "one "
                   "contributor. See the chart of the force.";
        }
    }
    return "No troops are required, so nobody's can be missing. See the chart of the force.";
}

/* name: of the force, and ": " behind it; "" where there is one force. */
static void draw_force(ent_chart_context *context, const char *force, const char *name, const char *chart)
{
    size_t count = 0, variant = variant_drawn(context, force);
    ent_contributor_row *list = read_members(context, variant, force, &count);
    double total = sum_of(list, count);
    ent_page *page;
    char enough[ENT_WORDING_BYTES], share[ENT_WORDING_BYTES];
    const char *where = variant > 0 ? ent_context_printf(context, ": variant \xE2\x80\x9C%s\xE2\x80\x9D",
                                          context->variant[variant].label)
                                    : "";

    if (count == 0 || context->status == ENT_ERR_NO_MEMORY) {
        return;
    }
    if (total <= 0) {
        ent_context_empty_page(context, chart, ent_context_printf(context, "%sNo contributor tips the balance", name),
            "Whose troops make the difference", reason_for_none(context, force));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        list[i].weight = list[i].shapley;
    }
    ent_contributors_sort(list, count);
    page = ent_context_page(context, chart);
    if (page == NULL) {
        return;
    }
    ent_wording_percent(enough, total);
    ent_wording_percent(share, list[0].pivotal);
    ent_page_head(page,
        total < 0.01 ? ent_context_printf(context,
                           "%sEnough is offered in %s of futures, so nobody tips the balance often", name, enough)
                     : ent_context_printf(context, "%s%s matters most: in %s of futures enough is offered only with it",
                           name, list[0].name, share),
        ent_context_printf(context, "Whose troops make the difference, %% of simulated futures%s", where));
    put_pivotal(context, page, list, count);
    ent_context_page_end(context, page,
        ent_context_printf(context,
            "%sBar: share of the chance that enough is offered (Shapley value; the "
            "bars add up to %s). Dot: pivotal, without it there would not be enough.",
            ent_contributors_left_out(context, count, pivotal_rows(list, count)), enough),
        "pivotal");
}

static void draw(ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_force);
    size_t forces = ent_force_list_count(csv);

    for (size_t f = 0; f < forces && context->status == ENT_OK; f++) {
        const char *id = ent_force_list_id(csv, f);
        const char *name = "";
        if (forces > 1) {
            name = ent_context_label(context, ent_context_printf(context, "forces.%s", id), id);
            name = ent_context_printf(context, "%s: ", name);
        }
        if (forces == 1 || ent_force_list_is_used(csv, id)) {
            draw_force(context, id, name, f == 0 ? "pivotal" : ent_context_printf(context, "pivotal_%s", id));
        }
    }
}

const ent_chart ent_chart_pivotal = {.name = "pivotal",
    .about = "Whose troops decide whether enough are offered",
    .table = {&ent_table_contributors, &ent_table_force},
    .drawing = {"pivotal"},
    .draw = draw};
