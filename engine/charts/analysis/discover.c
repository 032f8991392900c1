/* Charts `discover_1`, …: a box of worlds; on the left the steps of the search, on the right worlds on the two factors
 * that add most to it. */
#include "charts/analysis/box_rows.h"
#include "charts/analysis/factor_name.h"
#include "charts/curves.h"
#include "charts/registry.h"

#include "base/status.h"
#include "wording/wording.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    TICS = 12,
    SPLIT = 330,         /* page units: where the first panel ends */
    LONGEST_LIMITS = 130 /* bytes of a subtitle that names all limits */
};

/* The two panels of a box. */
typedef struct box_chart {
    ent_chart_context *context;
    ent_page *page;
    ent_box_rows rows;
    ent_box_words words;
    size_t number;
    double scale; /* of densities: 100 for per cent */
} box_chart;

static bool is_of_box(const box_chart *self, const ent_csv *csv, size_t row)
{
    return ent_csv_number_of(csv, row, "box") == (double) self->number;
}

static const char *label_of(void *context, const char *section, const char *id)
{
    return *section == '\0' ? ent_chart_factor_name(context, id)
                            : ent_context_label(context, ent_context_printf(context, "%s.%s", section, id), id);
}

/* Unit of the mean that the headline is; NULL: it is a probability. */
static const char *unit_of(ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_measures);
    const char *measure = ent_context_headline_measure(context);

    for (size_t row = 0; measure != NULL && row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "measure")), measure) == 0) {
            return ent_csv_cell(csv, row, ent_csv_column(csv, "unit"));
        }
    }
    return measure != NULL ? "" : NULL;
}

/* Round values over [low, high], whose ends move outwards to the first and the last; their number. */
static size_t choose_tics(double *low, double *high, double at[TICS])
{
    double wide = *high > *low ? 0.0 : 0.5 * fabs(*low) + 0.5;
    size_t count = ent_page_ticks(*low - wide, *high + wide, 4, at, TICS);

    *low = at[0];
    *high = at[count - 1];
    return count;
}

/* Writes the tics of an axis of the first panel. */
static void put_axis(box_chart *self, const char *axis, double *low, double *high, bool percent)
{
    double at[TICS];
    const char *label[TICS];
    size_t count = choose_tics(low, high, at);
    char number[ENT_WORDING_BYTES];

    for (size_t i = 0; i < count; i++) {
        ent_wording_number(number, at[i]);
        label[i] = ent_context_printf(self->context, percent && i + 1 == count ? "%s%%" : "%s", number);
    }
    ent_page_tics(self->page, axis, at, label, count);
}

/* Whether a factor is only 0 or 1 in the worlds drawn. */
static bool is_flag(const box_chart *self, size_t first, const char *column)
{
    const ent_csv *csv = ent_context_table(self->context, &ent_table_discover_worlds);
    size_t at = ent_csv_column(csv, column);

    for (size_t row = first; row < csv->rows && is_of_box(self, csv, row); row++) {
        double x = ent_csv_number(csv, row, at);
        if (x < 0.0 || x > 1.0 || (x > 0.0 && x < 1.0)) {
            return false;
        }
    }
    return true;
}

/* The axis of a factor that is 0 or 1: "no" and "yes", with room for the worlds that are spread around them. */
static void put_flag_axis(box_chart *self, const char *axis, double *low, double *high)
{
    *low = -0.5;
    *high = 1.5;
    ent_page_put(self->page,
        "world_%s_low = -0.5; world_%s_high = 1.5; world_%s_step = 1; world_%s_format = ''; world_%s_flag = 1\n", axis,
        axis, axis, axis, axis);
}

/* Writes the tics of an axis of the second panel as the gnuplot variables world_AXIS_low, _high, _step and _format. */
static void put_world_axis(box_chart *self, const char *axis, double *low, double *high, bool percent)
{
    double at[TICS];
    size_t count = choose_tics(low, high, at);

    ent_page_put(self->page,
        "world_%s_low = %.10g; world_%s_high = %.10g; world_%s_step = %.10g; world_%s_format = '%s'; world_%s_flag = "
        "0\n",
        axis, *low, axis, *high, axis, count > 1 ? at[1] - at[0] : 1.0, axis, percent ? "%g%%" : "%g", axis);
}

/* Writes names of both axes of a panel: above its left edge, and below its right one. */
static void put_names(box_chart *self, const ent_chart_plot *plot, const char *up, const char *across)
{
    ent_page_type type = {11.5, 0, "soft", ENT_PAGE_START};

    ent_page_block(self->page, plot->left - 30, plot->top - 18, type, plot->right - plot->left + 30, 1, 0, up);
    type.align = ENT_PAGE_END;
    ent_page_block(self->page, plot->right, plot->bottom + 29, type, plot->right - plot->left + 30, 1, 0, across);
}

/* --- the search --------------------------------------------------------------------------------------------------- */

/* The reach of a step: coverage, or mass where there are no cases; per cent. */
static double reach(const box_chart *self, size_t row)
{
    return 100.0 * ent_csv_number_of(self->rows.steps, row, isnan(self->words.coverage) ? "mass" : "coverage");
}

static void put_steps(box_chart *self)
{
    const ent_csv *csv = self->rows.steps;

    ent_page_put(self->page, "$steps << EOD\n");
    for (size_t row = 0; row < csv->rows; row++) {
        if (is_of_box(self, csv, row)) {
            ent_page_number(self->page, reach(self, row));
            ent_page_number(self->page, self->scale * ent_csv_number_of(csv, row, "density"));
            ent_page_number(self->page, ent_csv_number_of(csv, row, "chosen"));
            ent_page_put(self->page, "\n");
        }
    }
    ent_page_put(self->page, "EOD\n");
}

/* Beside the step proposed: its share of the worlds, its density and its coverage. */
static void label_chosen(box_chart *self, const ent_chart_plot *plot, size_t row)
{
    double x = ent_plot_x(plot, reach(self, row));
    double y = ent_plot_y(plot, self->scale * self->words.density);
    bool left = x > (plot->left + plot->right) / 2.0;
    ent_page_type type = {12, 1, "best", left ? ENT_PAGE_END : ENT_PAGE_START};
    char mass[ENT_WORDING_BYTES], density[ENT_WORDING_BYTES];

    ent_wording_chance(mass, self->words.mass);
    ent_wording_chance(density, self->words.density);
    ent_page_text(self->page, x + (left ? -9 : 9), fmax(y - 14, plot->top + 6), type,
        ent_context_printf(self->context, "%s of the %s%s%s", mass, self->words.draws ? "draws" : "worlds",
            self->words.unit == NULL ? ": " : "", self->words.unit == NULL ? density : ""));
}

static void put_search(box_chart *self, double top)
{
    const ent_csv *csv = self->rows.steps;
    ent_chart_plot plot = {60, SPLIT - 18, top, ENT_PAGE_BOTTOM - 16, 0, 100, INFINITY, -INFINITY};
    const char *of = self->words.least ? "all draws without it" : "all cases";

    for (size_t row = 0; row < csv->rows; row++) {
        if (is_of_box(self, csv, row)) {
            double density = self->scale * ent_csv_number_of(csv, row, "density");
            plot.y_low = fmin(plot.y_low, density);
            plot.y_high = fmax(plot.y_high, density);
        }
    }
    put_axis(self, "xtics", &plot.x_low, &plot.x_high, true);
    put_axis(self, "ytics", &plot.y_low, &plot.y_high, self->words.unit == NULL);
    ent_plot_put(&plot, self->page);
    put_steps(self);
    put_names(self, &plot, self->words.unit == NULL ? "Chance in the box" : "Mean in the box",
        ent_context_printf(self->context, "Share of %s in the box", isnan(self->words.coverage) ? "all worlds" : of));
    label_chosen(self, &plot, ent_box_rows_chosen(&self->rows, self->number));
}

/* --- the box ------------------------------------------------------------------------------------------------------ */

/* The first row of the box's worlds; SIZE_MAX without any. */
static size_t first_world(const box_chart *self)
{
    const ent_csv *csv = ent_context_table(self->context, &ent_table_discover_worlds);

    for (size_t row = 0; row < csv->rows; row++) {
        if (is_of_box(self, csv, row)) {
            return row;
        }
    }
    return SIZE_MAX;
}

/* Writes the lower and the upper limit of a factor in the box as gnuplot variables, in `scale`; an end without limit is
 * that of the axis. */
static void put_limits(box_chart *self, const char *variable, const char *factor, double scale, double low, double high)
{
    const ent_csv *csv = self->rows.limits;
    double ends[2] = {low, high};

    for (size_t row = 0; row < csv->rows; row++) {
        if (is_of_box(self, csv, row) && strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "factor")), factor) == 0) {
            double from = scale * ent_csv_number_of(csv, row, "low"), to = scale * ent_csv_number_of(csv, row, "high");
            ends[0] = isnan(from) ? low : fmax(from, low);
            ends[1] = isnan(to) ? high : fmin(to, high);
        }
    }
    ent_page_put(self->page, "%s_from = %.10g; %s_to = %.10g\n", variable, ends[0], variable, ends[1]);
}

static double factor_scale(const box_chart *self, const char *factor)
{
    const char *path = ent_context_printf(self->context, "factors.%s", factor);
    const char *setting = ent_context_printf(self->context, "%.*s", (int) strcspn(factor, "#"), factor);

    return ent_box_rows_percent(self->rows.assumptions, path) || ent_box_rows_percent(self->rows.assumptions, setting)
               ? 100.0
               : 1.0;
}

/* Half the width over which the worlds of one value are spread, so that they do not hide one another: 0 where a factor
 * takes many values. */
static double spread_of(const box_chart *self, size_t first, const char *column)
{
    const ent_csv *csv = ent_context_table(self->context, &ent_table_discover_worlds);
    size_t at = ent_csv_column(csv, column), count = 0;
    double known[TICS], gap = INFINITY;

    for (size_t row = first; row < csv->rows && is_of_box(self, csv, row); row++) {
        double x = ent_csv_number(csv, row, at);
        size_t i = 0;
        while (i < count && (known[i] < x || known[i] > x)) {
            gap = fmin(gap, fabs(known[i] - x));
            i++;
        }
        if (i == TICS) {
            return 0.0;
        }
        known[i] = x;
        count += i == count ? 1 : 0;
    }
    return isfinite(gap) ? 0.35 * gap : 0.0;
}

/* A number in [-1, 1] for a row, evenly spread over rows: multiples of the golden ratio, which repeat nowhere. */
static double scatter(size_t row, double times)
{
    double x = (double) row * 0.61803398874989485 * times;

    return 2.0 * (x - floor(x)) - 1.0;
}

/* Writes the worlds, `x y chance`, and sets the ranges of the axes. */
static void put_worlds(box_chart *self, size_t first, bool two, const double scale[2], ent_chart_plot *plot)
{
    const ent_csv *csv = ent_context_table(self->context, &ent_table_discover_worlds);
    double least = INFINITY, most = -INFINITY;
    double spread[2] = {spread_of(self, first, "across_value"), two ? spread_of(self, first, "up_value") : 0.0};

    plot->x_low = plot->y_low = INFINITY;
    plot->x_high = plot->y_high = -INFINITY;
    ent_page_put(self->page, "$worlds << EOD\n");
    for (size_t row = first; row < csv->rows && is_of_box(self, csv, row); row++) {
        double chance = self->scale * ent_csv_number_of(csv, row, "probability");
        double x = scale[0] * (ent_csv_number_of(csv, row, "across_value") + spread[0] * scatter(row, 1.0));
        double y = two ? scale[1] * (ent_csv_number_of(csv, row, "up_value") + spread[1] * scatter(row, 2.0)) : chance;
        if (isfinite(x) && isfinite(y) && isfinite(chance)) {
            ent_page_number(self->page, x);
            ent_page_number(self->page, y);
            ent_page_number(self->page, chance);
            ent_page_put(self->page, "\n");
            plot->x_low = fmin(plot->x_low, x);
            plot->x_high = fmax(plot->x_high, x);
            plot->y_low = fmin(plot->y_low, y);
            plot->y_high = fmax(plot->y_high, y);
            least = fmin(least, chance);
            most = fmax(most, chance);
        }
    }
    ent_page_put(self->page, "EOD\n");
    ent_page_put(self->page, "least = %.10g; most = %.10g\n", least, most > least ? most : least + 1.0);
}

static void put_box(box_chart *self, size_t first, double top)
{
    const ent_csv *csv = ent_context_table(self->context, &ent_table_discover_worlds);
    const char *across = ent_csv_cell(csv, first, ent_csv_column(csv, "across"));
    const char *up = ent_csv_cell(csv, first, ent_csv_column(csv, "up"));
    bool two = *up != '\0';
    bool flag[2] = {is_flag(self, first, "across_value"), two && is_flag(self, first, "up_value")};
    double scale[2] = {flag[0] ? 1.0 : factor_scale(self, across), two && !flag[1] ? factor_scale(self, up) : 1.0};
    ent_chart_plot plot = {SPLIT + 62, ENT_PAGE_RIGHT, top, ENT_PAGE_BOTTOM - 16, 0, 1, 0, 1};

    put_worlds(self, first, two, scale, &plot);
    if (flag[0]) {
        put_flag_axis(self, "x", &plot.x_low, &plot.x_high);
    } else {
        put_world_axis(self, "x", &plot.x_low, &plot.x_high, scale[0] > 1.0);
    }
    if (flag[1]) {
        put_flag_axis(self, "y", &plot.y_low, &plot.y_high);
    } else {
        put_world_axis(self, "y", &plot.y_low, &plot.y_high, two ? scale[1] > 1.0 : self->words.unit == NULL);
    }
    ent_page_put(self->page, "world_left = %.10g; world_right = %.10g\n", plot.left, plot.right);
    put_limits(self, "x", across, scale[0], plot.x_low, plot.x_high);
    put_limits(self, "y", two ? up : "", scale[1], plot.y_low, plot.y_high);
    put_names(self, &plot,
        two                        ? ent_chart_factor_name(self->context, up)
        : self->words.unit == NULL ? "Chance in the world"
                                   : "Mean in the world",
        ent_chart_factor_name(self->context, across));
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

/* "In 12% of the worlds the chance is 44% instead of 15%" */
static const char *title_of(const box_chart *self)
{
    char mass[ENT_WORDING_BYTES], density[ENT_WORDING_BYTES], overall[ENT_WORDING_BYTES];

    ent_wording_chance(mass, self->words.mass);
    if (self->words.unit == NULL) {
        ent_wording_chance(density, self->words.density);
        ent_wording_chance(overall, self->words.overall);
    } else {
        snprintf(density, sizeof(density), "%.3g", self->words.density);
        snprintf(overall, sizeof(overall), "%.3g", self->words.overall);
    }
    return ent_context_printf(self->context, "In %s of the %s the %s is %s instead of %s%s%s", mass,
        self->words.draws ? "draws" : "worlds", self->words.unit == NULL ? "chance" : "mean", density, overall,
        self->words.unit != NULL && *self->words.unit != '\0' ? " " : "",
        self->words.unit != NULL ? self->words.unit : "");
}

/* The headline and the limits of the box in words. */
static const char *subtitle_of(const box_chart *self)
{
    ent_chart_context *context = self->context;
    const char *analysed = ent_chart_analysed(context, &ent_table_discover);
    const char *limits = ent_box_limits(&self->words, &context->arena);

    if (limits == NULL) {
        context->status = ENT_ERR_NO_MEMORY;
        return "";
    }
    if (strlen(limits) > LONGEST_LIMITS) {
        limits =
            ent_context_printf(context, "%zu factors are within limits, which the report names", self->words.limits);
    }
    return self->words.unit == NULL ? ent_context_printf(context, "%sChance that %s, %%, where %s", analysed,
                                          ent_context_clause(context), limits)
                                    : ent_context_printf(context, "%sMean of %s where %s", analysed,
                                          ent_chart_subject(context) + strlen("the mean of "), limits);
}

static void draw_box(box_chart *self)
{
    size_t first = first_world(self);
    const char *name = ent_context_printf(self->context, "discover_%zu", self->number);

    self->page = ent_context_page(self->context, name);
    if (self->page == NULL) {
        return;
    }
    ent_page_head(self->page, title_of(self), subtitle_of(self));
    put_search(self, self->page->top + 26);
    ent_page_put(self->page, "worlds = %d\n", first != SIZE_MAX ? 1 : 0);
    if (first != SIZE_MAX) {
        put_box(self, first, self->page->top + 26);
    }
    ent_context_page_end(self->context, self->page,
        ent_context_printf(self->context,
            "Left: each dot is a step of the search, a smaller box to the left; the large one is proposed. Right: a "
            "dot is a world, the stronger its colour the %s; the frame is the box on the two factors that add most to "
            "it.",
            self->words.unit == NULL ? "likelier" : "higher its mean"),
        "analysis/discover");
}

static void draw(ent_chart_context *context)
{
    box_chart chart = {.context = context,
        .rows = {.steps = ent_context_table(context, &ent_table_discover),
            .limits = ent_context_table(context, &ent_table_discover_boxes),
            .assumptions = ent_context_table(context, &ent_table_assumptions),
            .unit = unit_of(context),
            .label = label_of,
            .context = context}};

    chart.scale = chart.rows.unit == NULL ? 100.0 : 1.0;
    for (chart.number = 1;
         ent_box_rows_words(&chart.rows, chart.number, &chart.words, &context->arena) && context->status == ENT_OK;
         chart.number++) {
        draw_box(&chart);
    }
}

const ent_chart ent_chart_discover = {.name = "discover_N",
    .about =
        "A box of worlds in which the headline is likely: the steps of its search, and worlds on its two main factors",
    .table = {&ent_table_discover, &ent_table_discover_boxes, &ent_table_discover_worlds, &ent_table_assumptions,
        &ent_table_measures},
    .drawing = {"analysis/discover"},
    .draw = draw};
