/* Chart `truce`: the survival of signed truces, a panel a variant. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/curves.h"
#include "charts/layout/text_metrics.h"
#include "charts/world_range.h"

#include <math.h>
#include <string.h>

enum { HALF_TIC = 10 /* half the width of the last label of an axis, page units */ };

/* The grid of panels, page units. */
typedef struct panels {
    size_t columns, rows;
    double left, top;     /* Of the first panel's plot */
    double width, height; /* Of a plot */
    double right, down;   /* Distances from a plot to the next */
    double name;          /* Type size of the panels' heads */
    size_t lines;         /* Number of lines of a panel's name */
} panels;

static panels lay_panels(size_t count, double top)
{
    panels grid = {0};
    double head, gap;

    grid.columns = count <= 3 ? count : count == 4 ? 2 : count <= 6 ? 3 : 4;
    grid.rows = (count + grid.columns - 1) / grid.columns;
    grid.name = grid.columns <= 2 && grid.rows == 1 ? 14 : grid.columns <= 3 && grid.rows <= 2 ? 12.5 : 11;
    grid.lines = grid.columns > 1 && grid.rows < 3 ? 2 : 1;
    head = 18 + ent_page_leading(fmax(10.5, grid.name - 1)) + (double) grid.lines * ent_page_leading(grid.name) - 8;
    grid.left = 60;
    grid.right = (ENT_PAGE_RIGHT - HALF_TIC - grid.left + 20) / (double) grid.columns;
    grid.width = grid.right - 20;
    gap = grid.rows == 1 ? 0 : grid.rows == 2 ? 22 : 6; /* labels of the tics below every plot, or the last row only */
    grid.down = (ENT_PAGE_BOTTOM - top + gap) / (double) grid.rows;
    grid.height = grid.down - head - gap;
    grid.top = top + head;
    return grid;
}

static double panel_top(const panels *grid, size_t panel)
{
    size_t row = panel / grid->columns;

    return grid->top + (double) row * grid->down;
}

static ent_chart_line read_survival(ent_chart_context *context, size_t variant)
{
    static const char *const range[2] = {"world_p05", "world_p95"};
    ent_chart_line table = ent_line_read(context, &ent_table_truce, variant, "month", "survival", range);
    ent_chart_line line = table;
    double *memory = ent_context_alloc(context, 4 * (table.count + 1), sizeof(*memory));

    if (memory == NULL || table.count == 0 || !isfinite(table.y[0])) {
        line.count = 0;
        return line;
    }
    line.x = memory;
    line.y = memory + table.count + 1;
    line.low = memory + 2 * (table.count + 1);
    line.high = memory + 3 * (table.count + 1);
    line.y[0] = line.low[0] = line.high[0] = 1; /* at the signature */
    for (size_t i = 0; i < table.count; i++) {
        line.x[i + 1] = table.x[i];
        line.y[i + 1] = table.y[i];
        line.low[i + 1] = table.low[i];
        line.high[i + 1] = table.high[i];
    }
    if (isnan(line.low[1]) || isnan(line.high[1])) { /* no band from the signature to the first month with a range */
        line.low[0] = line.high[0] = (double) NAN;
    }
    line.count = table.count + 1;
    return line;
}

static const char *title_of(ent_chart_context *context, const ent_chart_line *line, const size_t *shown, size_t count)
{
    size_t high = 0;
    const char *percent = ent_line_end_words(context, &line[0]);
    char span[ENT_WORDING_BYTES];
    bool in_force = ent_context_truce_in_force(context);

    for (size_t i = 1; i < count; i++) {
        high = line[i].rank == 2 ? i : high;
    }
    ent_wording_months(span, line[0].x[line[0].count - 1]);
    if (shown[0] != 0 || high == 0) {
        return ent_context_printf(context,
            in_force                           ? "That the truce in force lasts %s: %s"
            : ent_context_is_ratified(context) ? "That a truce, once in force, lasts %s: %s"
                                               : "That a signed truce lasts %s: %s",
            span, ent_context_estimate(context, ent_line_end(&line[0]), line[0].end_low, line[0].end_high));
    }
    return ent_context_printf(context, "%s lasts %s with \xE2\x80\x9C%s\xE2\x80\x9D: %s for %s, against %s",
        in_force                           ? "The truce"
        : ent_context_is_ratified(context) ? "Once in force, the truce"
                                           : "Once signed, the truce",
        context->shown < context->variants ? "longer" : "best", line[high].name,
        ent_line_end_words(context, &line[high]), span, percent);
}

/* The curves of a panel in page units. */
static const ent_layout_curve *curves_of(
    ent_chart_context *context, const panels *grid, const ent_chart_line *line, size_t count, double x0, double y0)
{
    ent_layout_curve *curve = ent_context_alloc(context, count, sizeof(*curve));
    double end = line[0].x[line[0].count - 1];

    for (size_t k = 0; k < count && curve != NULL; k++) {
        double *xy = ent_context_alloc(context, 2 * line[k].count, sizeof(*xy));
        if (xy == NULL) {
            return NULL;
        }
        for (size_t i = 0; i < line[k].count; i++) {
            xy[i] = x0 + line[k].x[i] / end * grid->width;
            xy[line[k].count + i] = y0 + (1 - line[k].y[i]) * grid->height;
        }
        curve[k] = (ent_layout_curve){xy, xy + line[k].count, line[k].count};
    }
    return curve;
}

/* Labels the month at which the survival falls to a half: at the best of four positions around the dot and two at the
 * foot of a line through it, by the curves that each would cover. */
static void put_half(ent_chart_context *context, ent_page *page, const panels *grid, const ent_chart_line *line,
    size_t count, size_t which, double x0, double y0, const char *colour)
{
    double month = ent_line_crossing(&line[which], 0.5), end = line[0].x[line[0].count - 1];
    double x = x0 + month / end * grid->width, y = y0 + grid->height / 2;
    ent_page_type type = {fmin(12, grid->name), 1, colour, ENT_PAGE_START};
    const char *text = ent_context_printf(context, "%.0f month%s", month, floor(month + 0.5) == 1 ? "" : "s");
    double width = ent_chart_text_width(text, type.size, 1) / 1.15, h = type.size, least = 1e9;
    const double left[6] = {x + 7, x - 7 - width, x + 7, x - 7 - width, x + 4, x - 4 - width};
    const double middle[6] = {y - 10, y + 11, y + 11, y - 10, y0 + grid->height - 8, y0 + grid->height - 8};
    const ent_layout_curve *curve = isfinite(month) ? curves_of(context, grid, line, count, x0, y0) : NULL;
    size_t best = 0;

    for (size_t i = 0; i < 6 && curve != NULL; i++) {
        ent_layout_box box = {left[i] - 2, middle[i] - h / 2 - 1, left[i] + width + 2, middle[i] + h / 2 + 1};
        double cost = (double) i + (box.left < x0 || box.right > x0 + grid->width ? 1e6 : 0);
        for (size_t k = 0; k < count; k++) {
            cost += 10 * (double) ent_labels_overlap(&curve[k], box);
        }
        best = cost < least ? i : best;
        least = fmin(least, cost);
    }
    if (curve != NULL) {
        ent_page_text(page, left[best], middle[best], type, text);
        if (best >= 4) {
            ent_page_line(page, x, y, x, y0 + grid->height, colour);
        }
    }
}

static void put_head(ent_chart_context *context, ent_page *page, const panels *grid, const ent_chart_line *line,
    double x, double y, const char *colour)
{
    ent_page_type bold = {grid->name, 1, colour, ENT_PAGE_START};
    ent_page_type plain = {fmax(10.5, grid->name - 1), 0, "soft", ENT_PAGE_START};
    const char *percent = ent_line_end_words(context, line);
    ent_chart_figure end = ent_line_end_figure(line);
    const char *range = ent_world_range_words(context, &end);

    ent_page_block(page, x, y - 11 - ent_page_leading(plain.size), bold, grid->width, grid->lines, -1, line->name);
    ent_page_text(
        page, x, y - 11, plain, range[0] != '\0' ? ent_context_printf(context, "%s (%s)", percent, range) : percent);
}

/* Colour of a panel: 1 base, 2 above it, 3 below it, 0 without a clear difference. */
static int panel_colour(const ent_chart_line *line, size_t panel)
{
    return panel == 0                                  ? 1
           : ent_line_is_above(&line[panel], &line[0]) ? 2
           : ent_line_is_above(&line[0], &line[panel]) ? 3
                                                       : 0;
}

static void put_panels(ent_chart_context *context, ent_page *page, const ent_chart_line *line, size_t count)
{
    static const char *const mark[] = {"muted", "best", "'#4A86B5'", "worst"};
    panels grid = lay_panels(count, page->top);
    double end = line[0].x[line[0].count - 1];
    double step = end <= 6 ? 1 : end <= 12 ? 3 : end <= 24 ? 6 : end <= 60 ? 12 : 12 * ceil(end / 60);

    if (grid.columns >= 3 && end / step > 4) {
        step *= 2;
    }
    ent_page_put(page, "panels = %zu\nmonths = %g\nstep = %g\n", count, end, step);
    ent_page_put(page, "$panels << EOD\n");
    for (size_t i = 0; i < count; i++) {
        double x = grid.left + (double) (i % grid.columns) * grid.right, y = panel_top(&grid, i);
        ent_page_put(page, "%.1f %.1f %.1f %.1f %d %d %d", x, x + grid.width, y, y + grid.height, i % grid.columns == 0,
            i + grid.columns >= count || grid.rows < 3, panel_colour(line, i));
        ent_page_number(page, ent_line_crossing(&line[i], 0.5));
        ent_page_put(page, "\n");
    }
    ent_page_put(page, "EOD\n");
    for (size_t i = 0; i < count; i++) {
        double x = grid.left + (double) (i % grid.columns) * grid.right, y = panel_top(&grid, i);
        const char *colour = mark[panel_colour(line, i)];
        put_head(context, page, &grid, &line[i], x, y, colour);
        put_half(context, page, &grid, line, count, i, x, y, colour);
    }
    ent_lines_put(page, "survival", line, count);
    ent_bands_put(page, "band", line, count);
}

/* Whether a month has a range, though the last one has none. */
static bool is_band_in_part(const ent_chart_line *line)
{
    bool any = false;
    bool last = false;

    for (size_t i = 1; i < line->count; i++) {
        last = isfinite(line->low[i]) && isfinite(line->high[i]);
        any = any || last;
    }
    return any && !last;
}

static const char *range_footer(ent_chart_context *context, const ent_chart_line *line, size_t count)
{
    ent_chart_figure *end = ent_context_alloc(context, count, sizeof(*end));

    for (size_t i = 0; i < count; i++) {
        if (is_band_in_part(&line[i])) {
            return "Band, and figures in brackets: 90% range across worlds; not measured in months without one. ";
        }
    }

    for (size_t i = 0; end != NULL && i < count; i++) {
        end[i] = ent_line_end_figure(&line[i]);
    }
    return end == NULL ? ""
                       : ent_world_range_footer(
                             context, end, count, "Band, and figures in brackets: 90% range across worlds. ");
}

/* Whether the table has a cause; without any every truce holds, and there is no chart. */
static int has_causes(const ent_csv *csv)
{
    for (size_t c = 0; c < csv->columns; c++) {
        if (strncmp(csv->cell[c], "cause_", 6) == 0) {
            return 1;
        }
    }
    return 0;
}

static void draw(ent_chart_context *context)
{
    ent_chart_line *line = ent_context_alloc(context, context->variants, sizeof(*line));
    size_t *shown = ent_context_alloc(context, context->variants, sizeof(*shown));
    size_t count = 0;
    ent_page *page;
    char span[ENT_WORDING_BYTES];
    bool in_force;

    if (line == NULL || shown == NULL || !has_causes(ent_context_table(context, &ent_table_truce))) {
        return;
    }
    for (size_t v = 0; v < context->shown; v++) {
        line[count] = read_survival(context, v);
        shown[count] = v;
        count += line[count].count > 0 ? 1 : 0;
    }
    if (count == 0) {
        ent_context_empty_page(context, "truce", "No deal is reached, so there is no truce to follow",
            "Chance that the truce still holds, given a deal",
            ent_context_no_deal(context, "See talks and parties.csv for how far apart they are."));
        return;
    }
    ent_lines_rank(line, count, 0.02);
    page = ent_context_page(context, "truce");
    if (page == NULL) {
        return;
    }
    ent_wording_months(span, line[0].x[line[0].count - 1]);
    in_force = ent_context_truce_in_force(context);
    ent_page_head(page, title_of(context, line, shown, count),
        ent_context_printf(context, "Chance that %s still holds, %%, by month since the %s; figures: at %s",
            in_force || ent_context_is_ratified(context) ? "the truce" : "a signed truce",
            ent_context_truce_begins(context), span));
    put_panels(context, page, line, count);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%s%s%s%s", range_footer(context, line, count),
            "Dot: month at which the chance falls to a half. ", count > 1 ? "Grey lines: the other variants. " : "",
            ent_context_left_out(context)),
        "truce");
}

const ent_chart ent_chart_truce = {.name = "truce",
    .about = "How long a signed truce holds: a panel a variant, the others in grey",
    .table = {&ent_table_truce, &ent_table_assumptions, &ent_table_ratification},
    .drawing = {"truce"},
    .draw = draw};
