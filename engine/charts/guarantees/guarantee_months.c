/* Chart `guarantee_months`: where each guarantee is in force, and its tests, month by month: a panel a guarantee. */
#include "charts/guarantees/guarantee_page.h"
#include "charts/layout/text_metrics.h"
#include "charts/registry.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

enum { MOST = 12 /* panels */, HALF_TIC = 10 /* half the width of the last label of an axis, page units */, TICS = 8 };

/* The narrowest bar, page units. */
static const double NARROWEST = 4;

/* The least change of the share in force that a title reports. */
static const double TELLING = 0.1;

/* A guarantee of the base with its months. */
typedef struct panel {
    const ent_guarantee_figures *figures;
    size_t *row; /* [months] rows of guarantee_months.csv */
    size_t months;
} panel;

/* The panels, and where they lie; page units. */
typedef struct panels {
    panel *item; /* [count] */
    size_t count, all;
    const ent_csv *csv;
    size_t months; /* of the horizon */
    size_t group;  /* months of a bar */
    size_t columns, rows;
    double left, top;      /* of the first panel's upper plot */
    double width, height;  /* of the upper plots */
    double between, lower; /* from an upper plot to that of the tests, and the height of that */
    double right, down;    /* distances from a panel to the next */
    double name;           /* type size of the heads */
    size_t lines;          /* of a name */
    double most;           /* end of the axis of the tests */
} panels;

static double cell(const panels *self, size_t row, const char *column)
{
    return ent_csv_number(self->csv, row, ent_csv_column(self->csv, column));
}

/* Rows of a guarantee in a variant: an array in the context's memory. */
static size_t *rows_of(ent_chart_context *context, size_t variant, const char *id, size_t *months)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_guarantee_months);
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_guarantee_months, variant, &row), count = 0;

    for (size_t i = 0; i < rows; i++) {
        if (strcmp(ent_csv_cell(csv, row[i], ent_csv_column(csv, "guarantee")), id) == 0) {
            row[count++] = row[i];
        }
    }
    *months = count;
    return row;
}

static int gather(panels *self, ent_chart_context *context)
{
    const ent_guarantee_figures *list = ent_guarantees_of(context, 0, &self->all);

    self->csv = ent_context_table(context, &ent_table_guarantee_months);
    self->item = ent_context_alloc(context, self->all + 1, sizeof(*self->item));
    for (size_t i = 0; i < self->all && self->item != NULL; i++) {
        panel it = {.figures = &list[i]};
        if (ent_guarantee_has_room(list, self->all, i, MOST)) {
            it.row = rows_of(context, 0, list[i].id, &it.months);
            self->months = it.months > self->months ? it.months : self->months;
            self->item[self->count] = it;
            self->count += it.months > 0 ? 1 : 0;
        }
    }
    return context->status;
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

/* Months of a bar: so many that it is wide enough. */
static size_t group_of(size_t months, double width)
{
    static const size_t step[] = {1, 2, 3, 6, 12, 24};
    size_t i = 0;

    while (i + 1 < sizeof(step) / sizeof(step[0]) && (double) step[i] * width / (double) months < NARROWEST) {
        i++;
    }
    return step[i];
}

static void lay_panels(panels *self, double top)
{
    size_t count = self->count;
    double head, gap, whole;

    self->columns = count <= 3 ? count : count == 4 ? 2 : count <= 6 ? 3 : 4;
    self->rows = (count + self->columns - 1) / self->columns;
    self->name = self->columns <= 2 && self->rows == 1 ? 14 : self->columns <= 3 && self->rows <= 2 ? 12.5 : 11;
    self->lines = self->columns == 1 || self->rows > 2 ? 1 : self->rows == 1 ? 3 : 2;
    head = 16 + ent_page_leading(fmax(10.5, self->name - 1)) + (double) self->lines * ent_page_leading(self->name) - 8;
    gap = self->rows == 1 ? 0 : 22;
    self->left = 60;
    self->right = (ENT_PAGE_RIGHT - HALF_TIC - self->left + 20) / (double) self->columns;
    self->width = self->right - 20;
    self->down = (ENT_PAGE_BOTTOM - top + gap) / (double) self->rows;
    whole = self->down - head - gap;
    self->lower = 0.36 * whole;
    self->between = whole > 80 ? 14 : 8;
    self->height = whole - self->lower - self->between;
    self->top = top + head;
    self->group = group_of(self->months, self->width);
}

static double panel_left(const panels *self, size_t i)
{
    return self->left + (double) (i % self->columns) * self->right;
}

static double panel_top(const panels *self, size_t i)
{
    size_t row = i / self->columns;

    return self->top + (double) row * self->down;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* The tests of a group of months, in 100 truces that still hold before a month of it. */
typedef struct bar {
    double contained, honoured, all; /* each holds the ones before; NaN where no truce is left */
} bar;

static bar bar_of(const panels *self, const panel *it, size_t first)
{
    double truces = 0, contained = 0, honoured = 0, tested = 0;

    for (size_t m = first; m < first + self->group && m < it->months; m++) {
        truces += cell(self, it->row[m], "at_risk");
        contained += cell(self, it->row[m], "contained");
        honoured += cell(self, it->row[m], "honoured");
        tested += cell(self, it->row[m], "tested");
    }
    truces = truces > 0 ? truces / 100 : (double) NAN;
    return (bar){contained / truces, honoured / truces, tested / truces};
}

static void put_axis(panels *self, ent_page *page)
{
    double most = 0, at[TICS];
    size_t count;

    for (size_t i = 0; i < self->count; i++) {
        for (size_t m = 0; m < self->months; m += self->group) {
            bar it = bar_of(self, &self->item[i], m);
            most = fmax(most, isnan(it.all) ? 0 : it.all);
        }
    }
    count = ent_page_ticks(0, most > 0 ? most : 1, 3, at, TICS);
    self->most = at[count - 1];
    ent_page_put(page, "most = %.9g\n", self->most);
}

/* The share in force as steps: from the beginning to the end of each month. */
static void put_steps(const panels *self, ent_page *page, const size_t *row, size_t months)
{
    for (size_t m = 0; m < months; m++) {
        double share = 100 * cell(self, row[m], "in_force");
        ent_page_put(page, "%zu", m);
        ent_page_number(page, share);
        ent_page_put(page, "\n%zu", m + 1);
        ent_page_number(page, share);
        ent_page_put(page, "\n");
    }
}

/* The share in force, a block a panel. */
static void put_in_force(const panels *self, ent_page *page)
{
    ent_page_put(page, "$in_force << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        put_steps(self, page, self->item[i].row, self->item[i].months);
        ent_page_put(page, "\n\n");
    }
    ent_page_put(page, "EOD\n");
}

/* The same in the other variants: a block a panel, the variants apart by an empty line. */
static void put_others(const panels *self, ent_chart_context *context, ent_page *page)
{
    ent_page_put(page, "$others << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        ent_page_put(page, "NaN NaN\n");
        for (size_t v = 1; v < context->shown; v++) {
            size_t months = 0;
            const size_t *row = rows_of(context, v, self->item[i].figures->id, &months);
            ent_page_put(page, months > 0 ? "\n" : "");
            put_steps(self, page, row, months);
        }
        ent_page_put(page, "\n\n");
    }
    ent_page_put(page, "EOD\n");
}

static void put_tests(const panels *self, ent_page *page)
{
    ent_page_put(page, "$tests << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        for (size_t m = 0; m < self->item[i].months; m += self->group) {
            bar it = bar_of(self, &self->item[i], m);
            size_t end = m + self->group < self->months ? m + self->group : self->months;
            ent_page_put(page, "%zu %zu", m, end);
            ent_page_number(page, it.contained);
            ent_page_number(page, it.honoured);
            ent_page_number(page, it.all);
            ent_page_put(page, "\n");
        }
        ent_page_put(page, "\n\n");
    }
    ent_page_put(page, "EOD\n");
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Share in force in a month, in words no finer than its interval: as wide as that of guarantees.csv, or Wilson's of as
 * many draws as there are truces left, whichever reaches further. */
static const char *share_words(const panels *self, ent_chart_context *context, const panel *it, size_t month)
{
    double p = cell(self, it->row[month], "in_force"), n = cell(self, it->row[month], "at_risk");
    ent_guarantee_share all = it->figures->in_force;
    double half = (all.high - all.low) / 2, z2 = 1.96 * 1.96, scale = 1 / (1 + z2 / n);
    double middle = scale * (p + z2 / (2 * n)), wilson = scale * sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n)));
    ent_guarantee_share share = {p, fmax(0, fmin(p - half, middle - wilson)), fmin(1, fmax(p + half, middle + wilson))};

    if (isnan(all.low)) {
        share.low = share.high = NAN;
    }
    return ent_guarantee_text(context, ent_guarantee_part(share, &context->arena));
}

/* The last month before which a truce holds, and the earlier one whose share in force differs most from that. Returns
 * the difference. */
static double change(const panels *self, const panel *it, size_t *from, size_t *to)
{
    double most = 0;

    *from = *to = 0;
    for (size_t m = 0; m < it->months; m++) {
        *to = cell(self, it->row[m], "at_risk") > 0 ? m : *to;
    }
    for (size_t m = 0; m < *to; m++) {
        double difference = fabs(cell(self, it->row[m], "in_force") - cell(self, it->row[*to], "in_force"));
        *from = difference > most ? m : *from;
        most = fmax(most, difference);
    }
    return most;
}

/* The change of the guarantee that changes most; "" where none changes by much. */
static const char *change_words(const panels *self, ent_chart_context *context)
{
    size_t best = 0, from, to;
    double most = 0;

    for (size_t i = 0; i < self->count; i++) {
        double it = change(self, &self->item[i], &from, &to);
        best = it > most ? i : best;
        most = fmax(most, it);
    }
    (void) change(self, &self->item[best], &from, &to);
    return most < TELLING
               ? ""
               : ent_context_printf(context,
                     "\xE2\x80\x9C%s\xE2\x80\x9D is in force in %s of truces in month %zu, in %s in month %zu",
                     self->item[best].figures->name, share_words(self, context, &self->item[best], from), from + 1,
                     share_words(self, context, &self->item[best], to), to + 1);
}

/* The month by which half of all tests have come, from 1; 0 without a test. */
static size_t half_of_tests(const panels *self, double *tests)
{
    double seen = 0;

    *tests = 0;
    for (size_t i = 0; i < self->count; i++) {
        *tests += (double) self->item[i].figures->tests;
    }
    for (size_t m = 0; m<self->months && * tests> 0; m++) {
        for (size_t i = 0; i < self->count; i++) {
            seen += m < self->item[i].months ? cell(self, self->item[i].row[m], "tested") : 0;
        }
        if (2 * seen >= *tests) {
            return m + 1;
        }
    }
    return 0;
}

static const char *title_of(const panels *self, ent_chart_context *context)
{
    const char *in_force = change_words(self, context), *half;
    char span[ENT_WORDING_BYTES], count[ENT_WORDING_BYTES];
    double tests;
    size_t month = half_of_tests(self, &tests);

    if (month == 0 && in_force[0] != '\0') {
        return in_force;
    }
    if (month == 0) {
        return self->all == 1 ? ent_guarantee_never(context, self->item[0].figures) : "No guarantee is ever tested";
    }
    ent_wording_months(span, (double) month);
    ent_wording_number(count, tests);
    half = tests == 1          ? ent_context_printf(context, "The only test comes in month %zu", month)
           : self->months == 1 ? ent_context_printf(context, "%s tests in the only month", count)
                               : ent_context_printf(context, "Half of %s tests come within %s", count, span);
    return in_force[0] == '\0'
               ? half
               : ent_guarantee_title(context, ent_context_printf(context, "%s; %s", half, in_force), half);
}

static void put_head(
    const panels *self, ent_chart_context *context, ent_page *page, const ent_guarantee_figures *it, size_t i)
{
    ent_page_type bold = {self->name, 1, "best", ENT_PAGE_START};
    ent_page_type plain = {fmax(10.5, self->name - 1), 0, "soft", ENT_PAGE_START};
    double x = panel_left(self, i), y = panel_top(self, i) - 10;
    char count[ENT_WORDING_BYTES];

    ent_wording_count(count, it->tests, "test");
    ent_page_block(page, x, y - ent_page_leading(plain.size), bold, self->width, self->lines, -1, it->name);
    ent_page_text(page, x, y, plain,
        !(it->in_force.p > 0) ? "never in force"
        : it->tests == 0      ? "never tested"
                              : ent_context_printf(context, "%s", count));
}

/* The line that names the colours of the bars. */
static void put_colours(ent_page *page, double y)
{
    static const char *const word[] = {"Tests:", "contained,", "too weak,", "not honoured"};
    static const char *const colour[] = {"soft", "best", "good_word", "worst"};
    double x = ENT_PAGE_LEFT;

    for (size_t i = 0; i < 4; i++) {
        ent_page_type type = {12, i > 0, colour[i], ENT_PAGE_START};
        ent_page_text(page, x, y, type, word[i]);
        x += ent_chart_text_width(word[i], type.size, type.bold) / 1.12 + 5;
    }
}

static void put_panels(panels *self, ent_chart_context *context, ent_page *page)
{
    double end = (double) self->months;
    double step = end <= 6 ? 1 : end <= 12 ? 3 : end <= 24 ? 6 : end <= 60 ? 12 : 12 * ceil(end / 60);

    ent_page_put(page, "panels = %zu\nmonths = %g\nstep = %g\n", self->count, end,
        self->columns >= 3 && end / step > 4 ? 2 * step : step);
    put_axis(self, page);
    ent_page_put(page, "$panels << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        double x = panel_left(self, i), y = panel_top(self, i), tests = y + self->height + self->between;
        ent_page_put(page, "%.1f %.1f %.1f %.1f %.1f %.1f %d %d\n", x, x + self->width, y, y + self->height, tests,
            tests + self->lower, i % self->columns == 0, i + self->columns >= self->count || self->rows < 3);
    }
    ent_page_put(page, "EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        put_head(self, context, page, self->item[i].figures, i);
    }
    put_in_force(self, page);
    put_others(self, context, page);
    put_tests(self, page);
}

/* How many truces stand behind the last month. */
static const char *left_words(const panels *self, ent_chart_context *context)
{
    const panel *it = &self->item[0];
    char first[ENT_WORDING_BYTES], last[ENT_WORDING_BYTES];

    ent_wording_count(first, it->figures->truces, "truce");
    ent_wording_number(last, cell(self, it->row[it->months - 1], "at_risk"));
    return ent_context_printf(context, "Of %s, %s hold before the last month. ", first, last);
}

static const char *marks_of(const panels *self, ent_chart_context *context)
{
    size_t more = self->all - self->count;

    return ent_context_printf(context,
        "%sToo weak: honoured, but the violation was not contained. %s%s%sIntervals: none by month, see "
        "guarantees.csv.",
        left_words(self, context),
        self->group > 1 ? ent_context_printf(context, "A bar is the mean of %zu months. ", self->group) : "",
        context->variants > 1 ? "Grey lines: the other variants. " : "",
        more == 0 ? ""
                  : ent_context_printf(context, "%zu more, which save least, %s in guarantee_months.csv. ", more,
                        more == 1 ? "is" : "are"));
}

static void draw(ent_chart_context *context)
{
    panels self = {0};
    ent_page *page;

    if (gather(&self, context) != ENT_OK || self.count == 0) {
        return;
    }
    if (self.item[0].figures->truces == 0) {
        ent_context_empty_page(context, "guarantee_months", "No truce begins, so no guarantee comes into force",
            "Guarantees in force, and their tests, by month of the truce",
            ent_context_no_deal(context, "See talks and parties.csv for how far apart they are."));
        return;
    }
    page = ent_context_page(context, "guarantee_months");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context),
        ent_context_printf(context,
            "Truces still holding in which it is in force, %%; below, the tests in 100 of them, by month%s%s%s",
            context->variants > 1 ? ": \xE2\x80\x9C" : "", context->variants > 1 ? context->variant[0].label : "",
            context->variants > 1 ? "\xE2\x80\x9D" : ""));
    put_colours(page, page->top - 7);
    lay_panels(&self, page->top + 8);
    put_panels(&self, context, page);
    ent_context_page_end(context, page, marks_of(&self, context), "guarantee_months");
}

const ent_chart ent_chart_guarantee_months = {.name = "guarantee_months",
    .about = "In how many truces each guarantee is in force, month by month, and what comes of the tests",
    .table = {&ent_table_guarantee_months, &ent_table_guarantees, &ent_table_ratification},
    .drawing = {"guarantee_months"},
    .draw = draw};
