/* Chart `contributors`: the probability that each joins, and the troops it sends. */
#include "charts/contributor_rows.h"
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"
#include "charts/registry.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

enum { CHANCE = 205, MIDDLE = 395, TROOPS = 440, TICS = 8 };

/* list: sorted by falling expected troops. */
static const char *title_of(ent_chart_context *context, const ent_contributor_row *list, size_t count)
{
    size_t top = 0, first = 0, likely = 0;
    char percent[ENT_WORDING_BYTES];

    for (size_t i = 0; i < count; i++) {
        bool comes = !list[i].barred;
        top = comes && (list[top].barred || list[i].joins.p > list[top].joins.p) ? i : top;
        first = comes && list[first].barred ? i : first;
        likely += comes && list[i].joins.p >= 0.55 ? 1 : 0;
    }
    ent_wording_figure(percent, list[top].joins.p, list[top].joins.mc_low, list[top].joins.mc_high);
    if (list[top].barred) {
        return ent_context_printf(context,
            count == 1 ? "%s is hardly ever admitted" : "Not one of them is likely to be admitted; %s would send most",
            list[top].name);
    }
    if (count == 1) {
        return ent_context_printf(
            context, "%s: %s to join, %s", list[0].name, ent_wording_likelihood(list[0].joins.p), percent);
    }
    if (likely == 0) {
        return ent_context_printf(
            context, "None of %zu is likely to join; %s comes nearest, %s", count, list[top].name, percent);
    }
    return ent_context_printf(context, "%zu of %zu %s likely to join; %s can be expected to send most", likely, count,
        likely == 1 ? "is" : "are", list[first].name);
}

/* Writes the probability of joining in the other variants, drawn as pale dots. */
static void put_others(ent_chart_context *context, ent_page *page, const ent_row_layout *rows,
    const ent_contributor_row *list, size_t count)
{
    ent_page_put(page, "$others << EOD\n");
    for (size_t v = 1; v < context->variants; v++) {
        size_t others = 0;
        const ent_contributor_row *other = ent_contributors_read(context, v, &others);
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k < others; k++) {
                if (strcmp(other[k].id, list[i].id) == 0) {
                    ent_page_number(page, 100 * other[k].joins.p);
                    ent_page_put(page, " %.1f\n", ent_row_middle(rows, i));
                }
            }
        }
    }
    ent_page_put(page, "NaN NaN\nEOD\n");
}

static void put_joins_row(ent_page *page, const ent_row_layout *rows, const ent_contributor_row *it, size_t i)
{
    double y = ent_row_middle(rows, i);
    double value[] = {it->joins.p, it->joins.mc_low, it->joins.mc_high};

    for (size_t k = 0; k < 3; k++) {
        ent_page_number(page, 100 * value[k]);
    }
    ent_page_number(page, it->high > 0 ? it->low : NAN);
    ent_page_number(page, it->high > 0 ? it->middle : NAN);
    ent_page_number(page, it->high > 0 ? it->high : NAN);
    ent_page_put(page, " %.1f\n", y);
}

/* Labels: name and probability at the left of the row, range of the troops at its right. */
static void put_joins_words(
    ent_chart_context *context, ent_page *page, const ent_row_layout *rows, const ent_contributor_row *it, size_t i)
{
    ent_page_type bold = {rows->name, 1, "ink", ENT_PAGE_END},
                  plain = {fmax(8.5, rows->name - 0.5), 0, "muted", ENT_PAGE_END};
    char text[ENT_WORDING_BYTES], low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];
    double y = ent_row_middle(rows, i);

    ent_row_name(rows, page, i, it->name, ENT_CONTRIBUTORS_NAMES);
    ent_wording_compact(text, it->joins.p, it->joins.mc_low, it->joins.mc_high);
    ent_page_text(page, CHANCE, y, bold, text);
    if (it->barred) {
        ent_page_text(page, ENT_PAGE_RIGHT, y, plain, "hardly admitted");
        return;
    }
    if (!(it->high > 0)) {
        ent_page_text(page, ENT_PAGE_RIGHT, y, plain, isfinite(it->high) ? "none" : "never joins");
        return;
    }
    ent_wording_about(low, it->low);
    ent_wording_about(high, it->high);
    ent_page_text(page, ENT_PAGE_RIGHT, y, plain,
        strcmp(low, high) == 0 ? low : ent_context_printf(context, "%s\xE2\x80\x93%s", low, high));
}

static void put_troops_axis(ent_chart_context *context, ent_page *page, const ent_contributor_row *list, size_t count)
{
    double most = 0, at[TICS];
    const char *label[TICS];
    char number[ENT_WORDING_BYTES];
    size_t tics;

    for (size_t i = 0; i < count; i++) {
        most = fmax(most, isfinite(list[i].high) ? list[i].high : 0);
    }
    tics = ent_page_ticks(0, most > 0 ? most : 1000, 3, at, TICS);
    for (size_t i = 0; i < tics; i++) {
        ent_wording_number(number, at[i]);
        label[i] = ent_context_printf(context, "%s", number);
    }
    ent_page_put(
        page, "most = %.7g\ntroops_left = %d; troops_right = %d\n", at[tics - 1], TROOPS, ENT_CONTRIBUTORS_RIGHT);
    ent_page_tics(page, "xtics", at, label, tics);
}

static void put_joins(ent_chart_context *context, ent_page *page, const ent_contributor_row *list, size_t count)
{
    size_t shown = count > ENT_CONTRIBUTORS_MOST ? ENT_CONTRIBUTORS_MOST : count;
    ent_row_layout rows = ent_row_layout_make(shown, page->top + 24, ENT_PAGE_BOTTOM, 34);
    ent_page_type head = {11.5, 1, "ink", ENT_PAGE_START};

    rows.two_lines = 0;
    for (size_t i = 0; i < shown; i++) {
        ent_row_fit(&rows, list[i].name, ENT_CONTRIBUTORS_NAMES);
    }
    ent_page_frame(page, ENT_CONTRIBUTORS_LEFT, MIDDLE, rows.top - 2, rows.bottom + 2);
    ent_page_text(page, ENT_CONTRIBUTORS_LEFT, page->top + 8, head, "Chance of joining, %");
    ent_page_text(page, TROOPS, page->top + 8, head, "Troops, if it joins");
    head.align = ENT_PAGE_END;
    head.bold = 0;
    ent_page_text(page, ENT_PAGE_RIGHT, page->top + 8, head, "90% range");
    put_troops_axis(context, page, list, shown);
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < shown; i++) {
        put_joins_row(page, &rows, &list[i], i);
    }
    ent_page_put(page, "EOD\n");
    put_others(context, page, &rows, list, shown);
    for (size_t i = 0; i < shown; i++) {
        put_joins_words(context, page, &rows, &list[i], i);
    }
}

static void draw(ent_chart_context *context)
{
    size_t count = 0;
    ent_contributor_row *list = ent_contributors_read(context, 0, &count);
    ent_page *page;

    if (count == 0 || context->status == ENT_ERR_NO_MEMORY) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        list[i].weight = list[i].joins.p > 0 ? list[i].joins.p * (list[i].troops_mean + 1e-6) : 0;
    }
    ent_contributors_sort(list, count);
    page = ent_context_page(context, "contributors");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, list, count),
        ent_context_printf(context, "Who sends troops, and how many%s%s%s",
            context->variants > 1 ? ": variant \xE2\x80\x9C" : "",
            context->variants > 1 ? context->variant[0].label : "", context->variants > 1 ? "\xE2\x80\x9D" : ""));
    put_joins(context, page, list, count);
    ent_context_page_end(context, page,
        ent_context_printf(context,
            "%sIn the order of troops to be expected. %sBar: 90%% of the troops sent by those that join; mark: "
            "their median. %s",
            ent_contributors_left_out(context, count, ENT_CONTRIBUTORS_MOST),
            isfinite(list[0].joins.mc_low) ? "Whisker: 95% interval of the simulation. "
                                           : "No interval: one world only. ",
            context->variants > 1 ? "Pale dots: the other variants." : ""),
        "contributors");
}

const ent_chart ent_chart_contributors = {.name = "contributors",
    .about = "Who joins the coalition, and with how many troops",
    .table = {&ent_table_contributors},
    .drawing = {"contributors"},
    .draw = draw};
