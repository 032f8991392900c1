/* Chart `guarantees`: how often each guarantee is in force, the results of its tests, and the truces it saves. */
#include "charts/guarantees/guarantee_page.h"
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"
#include "charts/registry.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

enum {
    MOST = 16,         /* rows drawn */
    NAMES = 140,       /* width of the names, page units */
    IN_FORCE = 242,    /* right end of the figures in force */
    TESTS_LEFT = 258,  /* left end of the bars of the tests */
    TESTS_RIGHT = 388, /* right end of the longest bar, where the numbers of tests are short */
    NUMBERS = 438,     /* right end of the numbers of tests, left of the longest interval of those honoured */
    HONOURED = 514,    /* right end of the figures honoured */
    SAVED_LEFT = 536,  /* dots of the truces saved */
    SAVED_RIGHT = 646,
    GAP = 6, /* between a bar and its number */
    TICS = 8
};

/* The guarantees of the base, and the rows drawn: a guarantee each, or a variant each where there is one guarantee. */
typedef struct guarantees {
    ent_guarantee_figures *list; /* [count] of the base, in file order */
    size_t count;
    ent_guarantee_figures *row; /* [rows] with the names of the rows */
    size_t rows;
    bool by_variant;
    double tests;     /* largest number of tests of 100 truces */
    double tests_end; /* end of their axis, at `right` on the page */
    double right;
} guarantees;

/* One guarantee: a row a variant shown. */
static void choose_variants(guarantees *self, ent_chart_context *context)
{
    self->by_variant = true;
    for (size_t v = 0; v < context->shown; v++) {
        size_t count = 0;
        const ent_guarantee_figures *it = ent_guarantees_of(context, v, &count);
        if (count > 0) {
            self->row[self->rows] = it[0];
            self->row[self->rows++].name = context->variant[v].label;
        }
    }
}

static double tests_of_100(const ent_guarantee_figures *it)
{
    return it->truces > 0 ? 100 * (double) it->tests / (double) it->truces : 0;
}

static int gather(guarantees *self, ent_chart_context *context)
{
    self->list = ent_guarantees_of(context, 0, &self->count);
    if (self->count == 0) {
        return context->status;
    }
    self->row = ent_context_alloc(context, self->count + context->shown, sizeof(*self->row));
    if (self->row == NULL) {
        return context->status;
    }
    if (self->count == 1 && context->shown > 1) {
        choose_variants(self, context);
    }
    for (size_t i = 0; i < self->count && !self->by_variant; i++) {
        if (ent_guarantee_has_room(self->list, self->count, i, MOST)) {
            self->row[self->rows++] = self->list[i];
        }
    }
    for (size_t i = 0; i < self->rows; i++) {
        self->tests = fmax(self->tests, tests_of_100(&self->row[i]));
    }
    return context->status;
}

static const char *title_of_one(const ent_guarantee_figures *it, ent_chart_context *context)
{
    const char *saved = ent_guarantee_text(context, ent_guarantee_saved(it, "it", &context->arena)), *title;

    if (it->tests == 0) {
        return ent_guarantee_never(context, it);
    }
    title = ent_context_printf(context, "%s is %s", ent_guarantee_mention(context, it, 1, 0),
        ent_guarantee_text(context, ent_guarantee_honoured(it, &context->arena)));
    return saved[0] == '\0' ? title
                            : ent_guarantee_title(context, ent_context_printf(context, "%s; %s", title, saved), title);
}

/* Which of several guarantees matters most, as far as the intervals separate them: the beginning of a sentence. */
static const char *first_words(const guarantees *self, ent_chart_context *context, size_t first, const char **it)
{
    size_t rivals = 0, rival = 0;

    (void) ent_guarantees_first(self->list, self->count, &rivals, &rival);
    *it = ent_guarantee_mention(context, self->list, self->count, first);
    if (rivals == 0 || isnan(self->list[first].saved.low)) {
        const char *name = *it;
        *it = "it";
        return ent_context_printf(
            context, rivals == 0 ? "Most depends on %s" : "In the one world most depends on %s", name);
    }
    return self->count == 2 ? "Neither stands out" : "None stands out";
}

static const char *title_of_several(const guarantees *self, ent_chart_context *context, size_t first)
{
    const ent_guarantee_figures *most = &self->list[first];
    const char *name = NULL, *words = first_words(self, context, first, &name);
    const char *saved = ent_guarantee_text(context, ent_guarantee_saved(most, name, &context->arena));
    const char *kept = ent_guarantee_text(context, ent_guarantee_honoured(most, &context->arena));

    return ent_guarantee_title(context, ent_context_printf(context, "%s: %s; it is %s", words, saved, kept),
        ent_context_printf(context, "%s: %s", words, saved));
}

static const char *title_of(const guarantees *self, ent_chart_context *context)
{
    size_t rivals = 0, rival = 0, first = ent_guarantees_first(self->list, self->count, &rivals, &rival);

    if (self->count == 1) {
        return title_of_one(&self->list[0], context);
    }
    if (!(self->tests > 0)) {
        return ent_context_printf(context, "None of the %zu guarantees is ever tested", self->count);
    }
    if (first == self->count) {
        return ent_context_printf(context,
            isnan(self->list[0].saved.p) ? "No truce holds, with %zu guarantees"
                                         : "None of the %zu guarantees saves a truce that holds",
            self->count);
    }
    return title_of_several(self, context, first);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* The bar of the tests: their results, and the interval of the share honoured. */
static void put_bar(ent_page *page, const ent_row_layout *rows, const ent_guarantee_figures *it, size_t i)
{
    double length = tests_of_100(it), y = ent_row_middle(rows, i);
    double kept = it->tests > 0 ? it->honoured.p : 0;
    double contained = isnan(it->contained.p) ? 0 : kept * it->contained.p;
    bool tested = it->tests > 0; /* a row of words has no marks */

    ent_page_number(page, length * contained);
    ent_page_number(page, length * kept);
    ent_page_number(page, length);
    ent_page_number(page, tested ? length * it->honoured.low : NAN);
    ent_page_number(page, tested ? length * it->honoured.high : NAN);
    ent_page_number(page, tested ? 100 * it->saved.p : NAN);
    ent_page_number(page, tested ? 100 * it->saved.low : NAN);
    ent_page_number(page, tested ? 100 * it->saved.high : NAN);
    ent_page_number(page, tested && !isnan(it->honoured.low) ? length * kept : NAN);
    ent_page_put(page, " %.1f\n", y);
}

/* "" for a share that reads over 99% or below 1%: its interval would repeat it. */
static const char *interval(ent_chart_context *context, const ent_row_layout *rows, ent_guarantee_share share)
{
    char text[ENT_WORDING_BYTES];

    ent_wording_interval(text, share.low, share.high);
    return rows->two_lines && share.p > 0 && share.p < 1 ? ent_context_printf(context, "%s", text) : "";
}

static const char *compact(ent_chart_context *context, ent_guarantee_share share)
{
    char text[ENT_WORDING_BYTES];

    ent_wording_compact(text, share.p, share.low, share.high);
    return ent_context_printf(context, "%s", text);
}

/* The name of a row, in as many lines as it has room for. */
static void put_name(const ent_row_layout *rows, ent_page *page, size_t i, const char *name)
{
    ent_page_type type = {rows->name, 1, "ink", ENT_PAGE_START};
    size_t lines = (size_t) (rows->pitch / ent_page_leading(rows->name));

    ent_page_block(page, ENT_PAGE_LEFT, ent_row_middle(rows, i), type, NAMES, lines < 4 ? lines : 4, 0, name);
}

/* The figures of a row, and its number of tests. */
static void put_words(
    const guarantees *self, ent_chart_context *context, ent_page *page, const ent_row_layout *rows, size_t i)
{
    const ent_guarantee_figures *it = &self->row[i];
    ent_page_type plain = {rows->small, 0, "muted", ENT_PAGE_START};
    double y = ent_row_middle(rows, i), length = tests_of_100(it) / self->tests_end * (self->right - TESTS_LEFT);
    char count[ENT_WORDING_BYTES];

    put_name(rows, page, i, it->name);
    if (!(it->in_force.p > 0)) {
        ent_page_text(page, TESTS_LEFT, y, plain, it->truces > 0 ? "never in force" : "no truce begins");
        return;
    }
    ent_row_figure(rows, page, i, IN_FORCE, compact(context, it->in_force), interval(context, rows, it->in_force));
    if (it->tests == 0) {
        ent_page_text(page, TESTS_LEFT, y, plain, "never tested");
        return;
    }
    ent_wording_count(count, it->tests, "test");
    ent_page_text(page, TESTS_LEFT + length + GAP, y, plain, count);
    ent_row_figure(rows, page, i, HONOURED, compact(context, it->honoured), interval(context, rows, it->honoured));
    if (!isnan(it->saved.p)) {
        ent_row_figure(rows, page, i, ENT_PAGE_RIGHT, compact(context, it->saved), "");
    }
}

/* The truces saved in the other variants, drawn as pale dots. Returns their largest share, in per cent. */
static double put_others(const guarantees *self, ent_chart_context *context, ent_page *page, const ent_row_layout *rows)
{
    double most = 0;

    ent_page_put(page, "$others << EOD\n");
    for (size_t v = 1; v < context->variants && !self->by_variant; v++) {
        size_t count = 0;
        const ent_guarantee_figures *other = ent_guarantees_of(context, v, &count);
        for (size_t i = 0; i < self->rows; i++) {
            for (size_t k = 0; k < count; k++) {
                if (strcmp(other[k].id, self->row[i].id) == 0 && other[k].tests > 0) {
                    ent_page_number(page, 100 * other[k].saved.p);
                    ent_page_put(page, " %.1f\n", ent_row_middle(rows, i));
                    most = fmax(most, 100 * other[k].saved.p);
                }
            }
        }
    }
    ent_page_put(page, "NaN NaN\nEOD\n");
    return most;
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

/* Heads of the columns. The words over the bars have the colours of their parts. */
static void put_heads(ent_page *page, double y)
{
    static const char *const word[] = {"contained", "too weak", "not honoured"};
    static const char *const colour[] = {"best", "good_word", "worst"};
    ent_page_type type = {11.5, 1, "ink", ENT_PAGE_START};
    double x = TESTS_LEFT;

    ent_row_head(page, IN_FORCE, y, "In force", "of the time");
    ent_row_head(page, HONOURED, y, "Honoured", "of tests");
    ent_page_text(page, TESTS_LEFT, y - 13, type, "Tests, in 100 truces");
    ent_page_text(page, SAVED_LEFT, y - 13, type, "Saved by it");
    type.bold = 0;
    ent_page_text(page, SAVED_LEFT, y, type, "of truces that hold");
    for (size_t i = 0; i < 3; i++) {
        type.size = 10.5;
        type.colour = colour[i];
        ent_page_text(page, x, y, type, word[i]);
        x += ent_chart_text_width(word[i], 10.5, 0) / 1.1 + 6;
    }
}

/* Writes the end and the step of an axis from 0 that holds `most`; returns its end. */
static double put_axis(ent_page *page, const char *name, double most)
{
    double at[TICS];
    size_t count = ent_page_ticks(0, most > 0 ? most : 1, 2, at, TICS);

    ent_page_put(page, "%s_end = %.9g; %s_step = %.9g\n", name, at[count - 1], name, at[1]);
    return at[count - 1];
}

/* The right end of the axis of the tests: no number beside a bar reaches the figures right of it. */
static double right_of(const guarantees *self, const ent_row_layout *rows)
{
    double right = TESTS_RIGHT;

    for (size_t i = 0; i < self->rows; i++) {
        double length = tests_of_100(&self->row[i]) / self->tests_end;
        char count[ENT_WORDING_BYTES];
        ent_wording_count(count, self->row[i].tests, "test");
        if (length > 0) {
            double room = NUMBERS - GAP - ent_chart_text_width(count, rows->small, 0) - TESTS_LEFT;
            right = fmin(right, TESTS_LEFT + room / length);
        }
    }
    return right;
}

static void put_rows(guarantees *self, ent_chart_context *context, ent_page *page)
{
    ent_row_layout rows = ent_row_layout_make(self->rows, page->top + 32, ENT_PAGE_BOTTOM, self->rows < 3 ? 60 : 40);
    double saved = 0;

    for (size_t i = 0; i < self->rows; i++) {
        const ent_guarantee_figures *it = &self->row[i];
        ent_row_fit(&rows, it->name, NAMES);
        saved = fmax(saved, 100 * fmax(it->tests > 0 ? it->saved.p : 0, it->tests > 0 ? it->saved.high : 0));
    }
    self->tests_end = put_axis(page, "tests", self->tests);
    self->right = right_of(self, &rows);
    put_heads(page, page->top + 22);
    ent_page_frame(page, TESTS_LEFT, self->right, rows.top, rows.bottom);
    ent_page_put(page, "saved_left = %d; saved_right = %d; bar = %.2f\n", SAVED_LEFT, SAVED_RIGHT, rows.bar / 2);
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < self->rows; i++) {
        put_bar(page, &rows, &self->row[i], i);
    }
    ent_page_put(page, "EOD\n");
    saved = fmax(saved, put_others(self, context, page, &rows));
    put_axis(page, "saved", saved);
    for (size_t i = 0; i < self->rows; i++) {
        put_words(self, context, page, &rows, i);
    }
}

static const char *subtitle_of(const guarantees *self, ent_chart_context *context)
{
    char truces[ENT_WORDING_BYTES];
    bool named = context->variants > 1;

    if (self->by_variant) {
        return ent_context_printf(
            context, "How often it is in force, tested and honoured, and what it saves, a row a variant");
    }
    ent_wording_count(truces, self->list[0].truces, "truce");
    return ent_context_printf(context, "How often in force, tested and honoured, and what that saves; %s%s%s%s", truces,
        named ? ": \xE2\x80\x9C" : "", named ? context->variant[0].label : "", named ? "\xE2\x80\x9D" : "");
}

static const char *marks_of(const guarantees *self, ent_chart_context *context)
{
    size_t more = self->by_variant ? 0 : self->count - self->rows;

    return ent_context_printf(context,
        "%sToo weak: honoured, but the violation was not contained. Saved by it: they "
        "would have broken without it. %s%s%s%s",
        self->count > 1 ? "In the order of the file, in which they are tested. " : "",
        isfinite(self->list[0].in_force.low)
            ? "Whiskers, small figures: 95% interval of the simulation (the table has no range across worlds). "
            : "No interval: one world only. ",
        context->variants > 1 && !self->by_variant ? "Pale dots: the other variants. " : "",
        self->by_variant ? ent_context_left_out(context) : "",
        more == 0 ? ""
                  : ent_context_printf(
                        context, "%zu more, which save least, %s in guarantees.csv. ", more, more == 1 ? "is" : "are"));
}

static void draw(ent_chart_context *context)
{
    guarantees self = {0};
    ent_page *page;

    if (gather(&self, context) != ENT_OK || self.count == 0) {
        return;
    }
    if (self.list[0].truces == 0) {
        ent_context_empty_page(context, "guarantees", "No truce begins, so no guarantee is put to the test",
            "How often guarantees are in force, tested and honoured",
            ent_context_no_deal(context, "See talks and parties.csv for how far apart they are."));
        return;
    }
    page = ent_context_page(context, "guarantees");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context), subtitle_of(&self, context));
    put_rows(&self, context, page);
    ent_context_page_end(context, page, marks_of(&self, context), "guarantees");
}

const ent_chart ent_chart_guarantees = {.name = "guarantees",
    .about = "How often each guarantee is in force, what comes of its tests, and the truces it saves",
    .table = {&ent_table_guarantees, &ent_table_ratification},
    .drawing = {"guarantees"},
    .draw = draw};
