/* Chart `blockers`: the effect of one change at a time on the chance of a deal, and on the headline. */
#include "charts/analysis/factor_name.h"
#include "charts/registry.h"

#include "charts/layout/row_layout.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { MOST = 10, NAMES = 270, LEFT = 315, RIGHT = 555, FIRST = 622, SECOND = ENT_PAGE_RIGHT, TICS = 12 };

/* A paired difference with its 95% interval: in points of per cent, or in the unit of a measure; NaN: not known. */
typedef struct change_effect {
    double with; /* with the change: per cent, or in the unit */
    double difference, low, high;
    bool clear;
} change_effect;

typedef struct change_row {
    const char *words;
    change_effect agreed, headline;
} change_row;

/* The rows of the chart, and the parts of them that are drawn. */
typedef struct change_chart {
    change_row *row; /* [count] in the order of the table */
    size_t count, shown;
    bool talks;          /* some change moves the chance of a deal: else the headline alone is drawn */
    bool two;            /* the headline is drawn beside the chance of a deal */
    const char *measure; /* whose mean the headline is; NULL: it is a probability */
} change_chart;

static change_effect read_effect(const ent_csv *csv, size_t row, const char *name, double unit)
{
    static const char *const end[] = {"", "_difference", "_low", "_high"};
    double value[4];
    char column[32];
    change_effect made;

    for (size_t i = 0; i < 4; i++) {
        (void) snprintf(column, sizeof(column), "%s%s", name, end[i]);
        value[i] = ent_csv_number_of(csv, row, column);
    }
    made = (change_effect){
        .with = unit * value[0], .difference = unit * value[1], .low = unit * value[2], .high = unit * value[3]};
    made.clear = (unit == 1.0 ? ent_wording_excludes_zero(value[2], value[3])
                              : ent_wording_is_clear(value[1], value[2], value[3])) != 0;
    return made;
}

/* The clause with a capital at its beginning, unless it begins with a name. */
static const char *heading_of(ent_chart_context *context, const char *words)
{
    return strncmp(words, "the ", 4) == 0   ? ent_context_printf(context, "T%s", words + 1)
           : strncmp(words, "all ", 4) == 0 ? ent_context_printf(context, "A%s", words + 1)
                                            : words;
}

/* The change at the left margin, in two lines where one is too short. */
static void put_name(
    ent_chart_context *context, ent_page *page, const ent_row_layout *rows, size_t row, const char *words)
{
    ent_page_type type = {fmin(rows->name, 10.5), 0, "ink", ENT_PAGE_START};

    ent_page_block(page, ENT_PAGE_LEFT, ent_row_middle(rows, row), type, NAMES,
        rows->pitch > 1.9 * ent_page_leading(type.size) ? 2 : 1, 0, heading_of(context, words));
}

static void read_rows(change_chart *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_blockers);
    double unit = self->measure == NULL ? 100.0 : 1.0;

    self->row = ent_context_alloc(context, csv->rows + 1, sizeof(*self->row));
    for (size_t i = 0; self->row != NULL && i < csv->rows; i++) {
        change_row *it = &self->row[self->count++];
        it->words = ent_csv_cell(csv, i, ent_csv_column(csv, "change"));
        it->agreed = read_effect(csv, i, "agreed", 100.0);
        it->headline = read_effect(csv, i, "headline", unit);
        self->talks = self->talks || it->agreed.difference != 0.0;
        self->two = self->two || it->agreed.difference != it->headline.difference;
    }
    self->two = self->two && self->talks && self->measure == NULL;
    self->shown = self->count > MOST ? MOST : self->count;
}

/* The effect that the chart is about. */
static const change_effect *main_effect(const change_chart *self, size_t i)
{
    return self->talks ? &self->row[i].agreed : &self->row[i].headline;
}

static const char *title_of(ent_chart_context *context, const change_chart *self)
{
    const change_effect *it = main_effect(self, 0);
    const char *of = self->talks ? "there is a deal" : ent_context_clause(context);
    char from[ENT_WORDING_BYTES], to[ENT_WORDING_BYTES];

    if (!it->clear) {
        return self->talks ? "No single change clearly moves the chance of a deal"
                           : "No single change clearly moves the headline";
    }
    if (!self->talks && self->measure != NULL) {
        ent_measure_words(from, it->with - it->difference, (it->high - it->low) / 2.0);
        ent_measure_words(to, it->with, (it->high - it->low) / 2.0);
        return ent_context_printf(context, "If %s, %s is %s instead of %s",
            ent_chart_title_name(context, self->row[0].words),
            ent_context_label(context, ent_context_printf(context, "measures.%s", self->measure), self->measure), to,
            from);
    }
    ent_wording_percent(from, (it->with - it->difference) / 100.0);
    ent_wording_percent(to, it->with / 100.0);
    return ent_context_printf(context, "If %s, %s in %s of futures instead of %s",
        ent_chart_title_name(context, self->row[0].words), of, to, from);
}

/* Sets the axis to round values that take in all whiskers drawn. */
static void put_axis(ent_chart_context *context, ent_page *page, const change_chart *self)
{
    double low = 0.0, high = 0.0, tic[TICS];
    const char *label[TICS];
    size_t tics;

    for (size_t i = 0; i < self->shown; i++) {
        const change_effect *it[] = {main_effect(self, i), &self->row[i].headline};
        for (size_t k = 0; k < (self->two ? 2 : 1); k++) {
            low = fmin(low, isfinite(it[k]->low) ? it[k]->low : it[k]->difference);
            high = fmax(high, isfinite(it[k]->high) ? it[k]->high : it[k]->difference);
        }
    }
    tics = ent_page_ticks(low, high > low ? high : low + 1.0, 4, tic, TICS);
    for (size_t i = 0; i < tics; i++) {
        label[i] = tic[i] < 0.0   ? ent_context_printf(context, "\xE2\x88\x92%.4g", -tic[i])
                   : tic[i] > 0.0 ? ent_context_printf(context, "+%.4g", tic[i])
                                  : "0";
    }
    ent_page_put(page, "from = %.6g\nto = %.6g\n", tic[0], tic[tics - 1]);
    ent_page_tics(page, "xtics", tic, label, tics);
}

static void put_figure(ent_chart_context *context, ent_page *page, const ent_row_layout *rows, size_t row, double x,
    const change_effect *it, bool is_mean)
{
    ent_page_type muted = {rows->small, 0, "muted", ENT_PAGE_END};
    double half = (it->high - it->low) / 2.0;
    char text[ENT_WORDING_BYTES];

    if (!it->clear) {
        ent_page_text(page, x, ent_row_middle(rows, row), muted, isfinite(half) ? "not clear" : "not known");
        return;
    }
    if (is_mean) {
        ent_measure_words(text, it->difference, half);
        ent_row_figure(rows, page, row, x, it->difference > 0.0 ? ent_context_printf(context, "+%s", text) : text, "");
        return;
    }
    ent_wording_points(text, it->difference / 100.0, half / 100.0);
    ent_row_figure(rows, page, row, x, text, "");
}

static void put_data(ent_page *page, const ent_row_layout *rows, const change_chart *self)
{
    ent_page_put(page, "gap = %.1f\n$rows << EOD\n", self->two ? fmin(4.0, rows->pitch * 0.14) : 0.0);
    for (size_t i = 0; i < self->shown; i++) {
        const change_effect *it = main_effect(self, i);
        const change_effect *other = &self->row[i].headline;
        double value[] = {it->difference, it->low, it->high, self->two ? other->difference : NAN,
            self->two ? other->low : NAN, self->two ? other->high : NAN};
        for (size_t k = 0; k < 6; k++) {
            ent_page_number(page, value[k]);
        }
        ent_page_put(page, " %.1f %s\n", ent_row_middle(rows, i),
            !it->clear             ? "0x8A94A0"
            : it->difference > 0.0 ? "0x1B4F7A"
                                   : "0xC04A20");
    }
    ent_page_put(page, "EOD\n");
}

static void put_rows(ent_chart_context *context, ent_page *page, const change_chart *self)
{
    ent_row_layout rows = ent_row_layout_make(self->shown, page->top + 40, ENT_PAGE_BOTTOM, 34);
    bool is_mean = self->measure != NULL;

    ent_page_frame(page, LEFT, RIGHT, rows.top - 4, rows.bottom);
    put_axis(context, page, self);
    ent_row_head(page, self->talks ? FIRST : SECOND, rows.top - 12, self->talks ? "Deal" : "Headline",
        self->talks || !is_mean ? "points" : "its unit");
    if (self->talks) {
        ent_row_head(page, SECOND, rows.top - 12, "Headline", is_mean ? "its unit" : "points");
    }
    for (size_t i = 0; i < self->shown; i++) {
        put_name(context, page, &rows, i, self->row[i].words);
        if (self->talks) {
            put_figure(context, page, &rows, i, FIRST, &self->row[i].agreed, false);
        }
        put_figure(context, page, &rows, i, SECOND, &self->row[i].headline, is_mean);
    }
    put_data(page, &rows, self);
}

static const char *subtitle_of(ent_chart_context *context, const change_chart *self)
{
    const char *what = self->talks             ? "chance of a deal"
                       : self->measure != NULL ? "mean of the headline's measure"
                                               : "chance of the headline";

    return ent_context_printf(context, "%sOne change at a time: difference in the %s%s%s",
        ent_chart_analysed(context, &ent_table_blockers), what, self->talks || self->measure == NULL ? ", points" : "",
        self->two ? ent_context_printf(
                        context, " (strong colour), and in the chance that %s (pale)", ent_context_clause(context))
                  : "");
}

static void draw(ent_chart_context *context)
{
    change_chart self = {.measure = ent_context_headline_measure(context)};
    ent_page *page;

    if (ent_context_table(context, &ent_table_blockers)->rows == 0) {
        return;
    }
    read_rows(&self, context);
    page = self.row != NULL ? ent_context_page(context, "blockers") : NULL;
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, &self), subtitle_of(context, &self));
    put_rows(context, page, &self);
    ent_context_page_end(context, page,
        ent_context_printf(context,
            "%sWhisker: 95%% interval, paired draw by draw; grey: no clear difference. A change is played with as many "
            "draws or fewer.",
            self.shown < self.count
                ? ent_context_printf(
                      context, "The %zu largest of %zu changes (blockers.csv has all). ", self.shown, self.count)
                : ""),
        "analysis/blockers");
}

const ent_chart ent_chart_blockers = {.name = "blockers",
    .about = "What one change at a time does to the chance of a deal and to the headline",
    .table = {&ent_table_blockers, &ent_table_headline},
    .drawing = {"analysis/blockers"},
    .draw = draw};
