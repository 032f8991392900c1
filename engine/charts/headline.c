/* Chart `headline`: the probability of the headline in each variant, and its difference to the base. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/layout/likelihood_bands.h"
#include "charts/layout/row_layout.h"
#include "charts/world_range.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { LEFT = 208, RIGHT = 500, CHANCE = 590, AGAINST = 695, NAMES = LEFT - ENT_PAGE_LEFT - 12, TICS = 12 };
enum { LONGEST = 90 /* bytes of a title that a further clause is added to */ };

/* The headline in one variant, and its paired difference to the base. */
typedef struct headline_row {
    ent_chart_figure chance;
    double difference, low, high; /* In [-1, 1], with its 95% interval; NaN for the base, or with a single world */
    int clear;                    /* 1: the interval does not contain 0 */
} headline_row;

static int gather(headline_row *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_headline);

    for (size_t v = 0; v < context->variants; v++) {
        size_t *row = NULL;
        headline_row *it = &self[v];
        it->chance = ent_context_headline(context, v);
        it->difference = it->low = it->high = NAN;
        if (v > 0 && ent_context_rows(context, &ent_table_headline, v, &row) > 0) {
            it->difference = ent_csv_number(csv, row[0], ent_csv_column(csv, "difference"));
            it->low = ent_csv_number(csv, row[0], ent_csv_column(csv, "difference_low"));
            it->high = ent_csv_number(csv, row[0], ent_csv_column(csv, "difference_high"));
        }
        it->clear = ent_wording_is_clear(it->difference, it->low, it->high);
    }
    return context->status;
}

/* "from 11% to 17%"; where both read alike, "by 0.4 points" or "by less than 0.1 points". */
static const char *change_text(ent_chart_context *context, const headline_row *base, const headline_row *it)
{
    char from[ENT_WORDING_BYTES], to[ENT_WORDING_BYTES], points[ENT_WORDING_BYTES];

    ent_wording_figure(from, base->chance.p, base->chance.mc_low, base->chance.mc_high);
    ent_wording_figure(to, it->chance.p, it->chance.mc_low, it->chance.mc_high);
    if (strcmp(from, to) != 0) {
        return ent_context_printf(context, "from %s to %s", from, to);
    }
    ent_wording_points(points, fabs(it->difference), (it->high - it->low) / 2);
    if (points[0] != '+') {
        return ent_context_printf(context, "by less than %s", points[1] == '.' ? "0.1 points" : "1 point");
    }
    return ent_context_printf(context, "by %s point%s", points + 1, strcmp(points, "+1") == 0 ? "" : "s");
}

/* Returns the number of other variants with an interval that overlaps that of variant `most`. *clear: the number of
 * these with a clear difference. */
static size_t count_rivals(const ent_chart_context *context, const headline_row *row, size_t most, size_t *clear)
{
    size_t count = 0;

    *clear = 0;
    for (size_t v = 1; v < context->variants; v++) {
        if (v != most && row[v].high >= row[most].low) {
            count++;
            *clear += row[v].clear ? 1 : 0;
        }
    }
    return count;
}

static const char *rise_text(ent_chart_context *context, const headline_row *row, size_t most)
{
    size_t clear;
    size_t rivals = count_rivals(context, row, most, &clear);
    const char *text = ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D %sraises the chance that %s%s %s",
        context->variant[most].label, context->variants > 2 && rivals == 0 ? "most " : "", ent_context_clause(context),
        context->variants > 2 ? "," : "", change_text(context, &row[0], &row[most]));

    if (clear == 0 || strlen(text) > LONGEST) {
        return text;
    }
    return clear == 1 ? ent_context_printf(context, "%s; another about as much", text)
                      : ent_context_printf(context, "%s; %zu others about as much", text, clear);
}

static const char *title_of(ent_chart_context *context, const headline_row *row)
{
    const char *clause = ent_context_clause(context);
    size_t up = 0, down = 0;
    char percent[ENT_WORDING_BYTES];

    for (size_t v = 1; v < context->variants; v++) {
        if (row[v].clear && row[v].difference > (up > 0 ? row[up].difference : 0)) {
            up = v;
        }
        if (row[v].clear && row[v].difference < (down > 0 ? row[down].difference : 0)) {
            down = v;
        }
    }
    ent_wording_figure(percent, row[0].chance.p, row[0].chance.mc_low, row[0].chance.mc_high);
    if (up > 0) {
        return rise_text(context, row, up);
    }
    if (down > 0) {
        return ent_context_printf(context, "%s the chance that %s; \xE2\x80\x9C%s\xE2\x80\x9D lowers it %s",
            context->variants > 2 ? "No variant clearly raises" : "Nothing raises", clause,
            context->variant[down].label, change_text(context, &row[0], &row[down]));
    }
    if (context->variants > 1 && isfinite(row[1].low)) {
        return ent_context_printf(context, "No variant clearly changes the chance that %s: %s", clause, percent);
    }
    if (!isfinite(row[0].chance.p)) {
        return ent_context_printf(context, "The chance that %s is not known: its condition never held", clause);
    }
    return ent_context_printf(context, "That %s: %s", clause,
        ent_context_estimate(context, row[0].chance.p, row[0].chance.mc_low, row[0].chance.mc_high));
}

/* Returns the right end of the axis, per cent: the first round value beyond all marks. */
static double axis_end(const headline_row *row, size_t count, double *tic, size_t *tics)
{
    double most = 0.02;

    for (size_t v = 0; v < count; v++) {
        most = fmax(most, isfinite(row[v].chance.p) ? row[v].chance.p : 0);
        most = fmax(most, isfinite(row[v].chance.world_p95) ? row[v].chance.world_p95 : 0);
        most = fmax(most, isfinite(row[v].chance.mc_high) ? row[v].chance.mc_high : 0);
    }
    most = most > 0.7 ? 1 : most;
    *tics = ent_page_ticks(0, 100 * most, 4, tic, TICS);
    return tic[*tics - 1];
}

/* An end of an interval that excludes 0: ">0" or "<0" where its digits would read 0. */
static void put_end(char text[ENT_WORDING_BYTES], double end, double half)
{
    ent_wording_points(text, end, half);
    if (text[0] == '0') {
        (void) snprintf(text, ENT_WORDING_BYTES, "%s0", end < 0 ? "<" : ">");
    }
}

static void put_difference(
    ent_chart_context *context, ent_page *page, const ent_row_layout *rows, const headline_row *row, size_t v)
{
    ent_page_type muted = {rows->small, 0, "muted", ENT_PAGE_END};
    char points[ENT_WORDING_BYTES], low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];
    double half = (row[v].high - row[v].low) / 2;

    if (v == 0 || !isfinite(row[v].difference)) {
        ent_page_text(page, AGAINST, ent_row_middle(rows, v), muted, v == 0 && context->variants > 1 ? "the base" : "");
        return;
    }
    if (isfinite(half) && !row[v].clear) {
        ent_page_block(page, AGAINST, ent_row_middle(rows, v), muted, 92, rows->two_lines ? 2 : 1, 0,
            rows->two_lines ? "no clear difference" : "not clear");
        return;
    }
    ent_wording_points(points, row[v].difference, isfinite(half) ? half : 1);
    if (points[0] == '0' && isfinite(half)) { /* clear, but 0 at these digits */
        ent_row_figure(rows, page, v, AGAINST,
            ent_context_printf(
                context, "<%s %s", points[1] == '.' ? "0.1" : "1", row[v].difference < 0 ? "lower" : "higher"),
            "");
        return;
    }
    put_end(low, row[v].low, half);
    put_end(high, row[v].high, half);
    ent_row_figure(rows, page, v, AGAINST, points,
        !isfinite(half) || !rows->two_lines ? "" : ent_context_printf(context, "%s to %s", low, high));
}

static void put_data(ent_page *page, const ent_row_layout *rows, const headline_row *row, size_t count)
{
    ent_page_put(page, "$rows << EOD\n");
    for (size_t v = 0; v < count; v++) {
        const ent_chart_figure *it = &row[v].chance;
        const char *colour = v == 0           ? "0x1B2733"
                             : !row[v].clear  ? "0x8A94A0"
                             : row[v].low > 0 ? "0x1B4F7A"
                                              : "0xC04A20";
        bool ranged = ent_world_range_is_drawn(it);
        double value[] = {it->p, ranged ? it->world_p05 : NAN, ranged ? it->world_p95 : NAN, it->mc_low, it->mc_high};
        for (size_t i = 0; i < 5; i++) {
            ent_page_number(page, 100 * value[i]);
        }
        ent_page_put(page, " %.1f %s\n", ent_row_middle(rows, v), colour);
    }
    ent_page_put(page, "EOD\n");
}

static void put_rows(ent_chart_context *context, ent_page *page, const headline_row *row)
{
    ent_row_layout rows = ent_row_layout_make(context->shown, page->top + 46, ENT_PAGE_BOTTOM, 52);
    double tic[TICS];
    size_t tics = 0;
    double end = axis_end(row, context->shown, tic, &tics);
    const char *label[TICS];
    char chance[ENT_WORDING_BYTES];

    for (size_t v = 0; v < context->shown; v++) {
        ent_row_fit(&rows, context->variant[v].label, NAMES);
    }
    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_context_printf(context, i + 1 == tics ? "%g%%" : "%g", tic[i]);
    }
    ent_page_frame(page, LEFT, RIGHT, rows.top - 4, rows.bottom);
    ent_page_put(
        page, "end = %.5g\nvariants = %zu\nheight = %.1f\n", end, context->variants, fmin(6, rows.pitch * 0.2));
    ent_page_tics(page, "xtics", tic, label, tics);
    ent_likelihood_bands_put(page, LEFT, RIGHT, rows.top - 4, end);
    ent_row_head(page, CHANCE, rows.top - 12, "Chance", "(90% range)");
    if (context->variants > 1) {
        ent_row_head(page, AGAINST, rows.top - 12, "Against base,", "points (95%)");
    }
    for (size_t v = 0; v < context->shown; v++) {
        ent_row_name(&rows, page, v, context->variant[v].label, NAMES);
        ent_wording_compact(chance, row[v].chance.p, row[v].chance.mc_low, row[v].chance.mc_high);
        ent_row_figure(&rows, page, v, CHANCE, chance, ent_world_range_words(context, &row[v].chance));
        put_difference(context, page, &rows, row, v);
    }
    put_data(page, &rows, row, context->shown);
}

static const char *range_footer(ent_chart_context *context, const headline_row *row)
{
    ent_chart_figure *chance = ent_context_alloc(context, context->shown, sizeof(*chance));

    for (size_t v = 0; chance != NULL && v < context->shown; v++) {
        chance[v] = row[v].chance;
    }
    return chance == NULL ? ""
                          : ent_world_range_footer(context, chance, context->shown,
                                "Pale bar: 90% range across worlds (what could be known, but is not). ");
}

static void draw(ent_chart_context *context)
{
    headline_row *row = ent_context_alloc(context, context->variants, sizeof(*row));
    const char *clause = ent_context_clause(context);
    ent_page *page;

    if (ent_context_headline_measure(context) != NULL || ent_context_table(context, &ent_table_headline)->rows == 0 ||
        row == NULL || gather(row, context) != ENT_OK) {
        return;
    }
    page = ent_context_page(context, "headline");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, row),
        ent_context_printf(
            context, "Chance that %s, %% of simulated futures%s", clause, context->variants > 1 ? ", by variant" : ""));
    page->top += context->variants == 1 ? 50 : 0;
    put_rows(context, page, row);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%s%s%s%s", range_footer(context, row), ent_context_left_out(context),
            isfinite(row[0].chance.mc_low) ? "Whisker: 95% interval of the simulation. "
                                           : "No interval of the simulation: it needs more than one world. ",
            context->variants < 2 || !isfinite(row[1].low) ? "Words after ICD-203."
            : strstr(context->headline, " given ") != NULL ? "Differences are paired draw by draw, 95% interval; each "
                                                             "variant selects futures of its own."
                                                           : "Differences are paired draw by draw, 95% interval."),
        "headline");
}

const ent_chart ent_chart_headline = {.name = "headline",
    .about = "The probability of the headline in each variant, and whether it clearly differs from the base",
    .table = {&ent_table_headline},
    .drawing = {"headline"},
    .draw = draw};
