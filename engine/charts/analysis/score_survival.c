/* Charts `score_survival_N`: the share of truces still holding, observed and predicted, a chart a set of cases. */
#include "charts/analysis/score_rows.h"
#include "charts/curves.h"
#include "charts/registry.h"
#include "wording/wording.h"

#include <math.h>

enum {
    LABEL_GAP = 16 /* least distance of the two labels, page units */,
    YEARS = 60 /* months that the title is about */
};

typedef struct survival {
    size_t rows;
    double *month, *observed, *low, *high, *predicted; /* [rows] per cent; NaN: not known */
} survival;

static double percent(const ent_csv *csv, size_t row, const char *column)
{
    return 100.0 * ent_csv_number_of(csv, row, column);
}

static bool read_survival(survival *self, ent_chart_context *context, size_t set)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_score_survival);
    size_t *row = NULL;
    double *memory;

    self->rows = ent_score_rows(context, &ent_table_score_survival, set, 0, &row);
    memory = ent_context_alloc(context, 5 * self->rows + 1, sizeof(*memory));
    if (memory == NULL || self->rows == 0) {
        return false;
    }
    self->month = memory;
    self->observed = memory + self->rows;
    self->low = memory + 2 * self->rows;
    self->high = memory + 3 * self->rows;
    self->predicted = memory + 4 * self->rows;
    for (size_t i = 0; i < self->rows; i++) {
        self->month[i] = ent_csv_number_of(csv, row[i], "month");
        self->observed[i] = percent(csv, row[i], "observed");
        self->predicted[i] = percent(csv, row[i], "predicted");
        self->low[i] = percent(csv, row[i], "observed_low");
        self->high[i] = percent(csv, row[i], "observed_high");
    }
    return true;
}

static const char *title_of(const survival *self, ent_chart_context *context)
{
    size_t at = YEARS < self->rows ? YEARS : self->rows - 1;
    char observed[ENT_WORDING_BYTES], predicted[ENT_WORDING_BYTES];

    if (isnan(self->observed[at]) || isnan(self->predicted[at])) {
        return "How long truces held, and how long the model expected";
    }
    ent_wording_chance(observed, self->observed[at] / 100.0);
    ent_wording_percent(predicted, self->predicted[at] / 100.0);
    return ent_context_printf(
        context, "After five years %s of the truces still held; the model expected %s", observed, predicted);
}

/* Writes $survival: month, observed, its interval, predicted; a blank line where the observed share is not known. */
static void put_data(const survival *self, ent_page *page)
{
    ent_page_put(page, "$survival << EOD\n");
    for (size_t i = 0; i < self->rows; i++) {
        ent_page_number(page, self->month[i]);
        ent_page_number(page, self->observed[i]);
        ent_page_number(page, isnan(self->low[i]) ? self->observed[i] : self->low[i]);
        ent_page_number(page, isnan(self->high[i]) ? self->observed[i] : self->high[i]);
        ent_page_number(page, self->predicted[i]);
        ent_page_put(page, "\n");
    }
    ent_page_put(page, "EOD\n");
}

static size_t last_known(const survival *self, const double *value)
{
    size_t last = self->rows;

    while (last > 0 && isnan(value[last - 1])) {
        last--;
    }
    return last;
}

/* Labels both curves at their ends, apart from each other. */
static void put_labels(const survival *self, ent_chart_context *context, ent_page *page, const ent_chart_plot *plot)
{
    size_t seen = last_known(self, self->observed), said = last_known(self, self->predicted);
    double at[2], middle;

    if (seen == 0 || said == 0) {
        return;
    }
    at[0] = ent_plot_y(plot, self->observed[seen - 1]);
    at[1] = ent_plot_y(plot, self->predicted[said - 1]);
    middle = (at[0] + at[1]) / 2.0;
    if (fabs(at[0] - at[1]) < 2.0 * LABEL_GAP) {
        double sign = at[0] <= at[1] ? -1.0 : 1.0;
        at[0] = middle + sign * LABEL_GAP;
        at[1] = middle - sign * LABEL_GAP;
    }
    for (size_t k = 0; k < 2; k++) {
        char words[ENT_WORDING_BYTES];
        double value = k == 0 ? self->observed[seen - 1] : self->predicted[said - 1];
        const ent_page_type name = {12.5, 1, k == 0 ? "best" : "worst", ENT_PAGE_START};
        const ent_page_type small = {11.5, 0, k == 0 ? "best" : "worst", ENT_PAGE_START};
        if (k == 0) {
            ent_wording_chance(words, value / 100.0);
        } else {
            ent_wording_percent(words, value / 100.0);
        }
        ent_page_text(page, plot->right + 10.0, at[k] - 7.0, name, ent_context_printf(context, "%s", words));
        ent_page_text(page, plot->right + 10.0, at[k] + 8.0, small, k == 0 ? "observed" : "predicted");
    }
}

static void draw_set(ent_chart_context *context, size_t set)
{
    survival self = {0};
    ent_chart_plot plot = {62, 610, 0, ENT_PAGE_BOTTOM, 0, 120, 0, 100};
    size_t cases = ent_score_set_cases(context, set);
    ent_page *page;

    if (!read_survival(&self, context, set)) {
        return;
    }
    page = ent_context_page(context, ent_context_printf(context, "score_survival_%zu", set + 1));
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context),
        ent_context_printf(context, "%s, %zu %s: share still holding, %%, by months since they began",
            ent_score_set_name(context, set), cases, cases == 1 ? "truce" : "truces"));
    plot.top = page->top + 10;
    plot.x_high = self.month[self.rows - 1];
    ent_plot_put(&plot, page);
    ent_score_percent_tics(page, "ytics");
    put_data(&self, page);
    put_labels(&self, context, page, &plot);
    ent_context_page_end(context, page,
        "Blue: Kaplan-Meier curve, with its 95% interval as a band. Red: the mean of the chances that the model gave "
        "these "
        "truces. Truces that still hold count for the months that they have held.",
        "analysis/score_survival");
}

static void draw(ent_chart_context *context)
{
    for (size_t set = 0; set < ent_score_sets(context); set++) {
        draw_set(context, set);
    }
}

const ent_chart ent_chart_score_survival = {.name = "score_survival_N",
    .about = "The share of truces still holding month by month, observed and predicted, a chart a set of cases",
    .table = {&ent_table_score_survival, &ent_table_score},
    .drawing = {"analysis/score_survival"},
    .draw = draw};
