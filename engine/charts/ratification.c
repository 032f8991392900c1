/* Chart `ratification`: who is asked about the deals that are signed, who agrees, and how many deals a no stops. */
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"
#include "charts/registry.h"

#include "base/status.h"
#include "formula/number.h"

#include <math.h>
#include <string.h>

enum {
    MOST = 16,     /* rows drawn */
    NAMES = 150,   /* width of the names, page units */
    LEFT = 190,    /* the bars, from none to all deals signed */
    RIGHT = 446,   /* … */
    YES = 536,     /* right end of the figures of the answers */
    STOPPED = 612, /* right end of the figures of the deals stopped */
    GAP = 6
};

/* The answers of an entry, in one variant. */
typedef struct answer {
    const char *id, *name;
    double asked; /* share of the signatures; NaN: nothing is signed */
    double yes;   /* share of those asked; NaN: never asked */
    double low, high, months;
} answer;

/* The answers of the base, and the rows drawn: an entry each, or a variant each where there is one entry. */
typedef struct answers {
    answer *list; /* [count] of the base, in file order */
    size_t count;
    answer *row; /* [rows] */
    size_t rows;
    bool by_variant;
} answers;

/* Share of the deals signed that a no of the entry stops, if it agrees with chance `yes`. */
static double stopped(const answer *it, double yes)
{
    return it->asked * (1.0 - yes);
}

static bool is_asked(const answer *it)
{
    return it->asked > 0.0 && !isnan(it->yes);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static answer *read_answers(ent_chart_context *context, size_t variant, size_t *count)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_ratification);
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_ratification, variant, &row);
    answer *list = rows > 0 ? ent_context_alloc(context, rows, sizeof(*list)) : NULL;

    for (size_t i = 0; list != NULL && i < rows; i++) {
        list[i] = (answer){.id = ent_csv_cell(csv, row[i], ent_csv_column(csv, "entry")),
            .name = ent_context_name(context, ent_csv_cell(csv, row[i], ent_csv_column(csv, "name"))),
            .asked = ent_csv_number(csv, row[i], ent_csv_column(csv, "asked")),
            .yes = ent_csv_number(csv, row[i], ent_csv_column(csv, "yes")),
            .low = ent_csv_number(csv, row[i], ent_csv_column(csv, "mc_low")),
            .high = ent_csv_number(csv, row[i], ent_csv_column(csv, "mc_high")),
            .months = ent_csv_number(csv, row[i], ent_csv_column(csv, "month"))};
    }
    *count = list != NULL ? rows : 0;
    return list;
}

/* One entry: a row a variant shown that has it. */
static void choose_variants(answers *self, ent_chart_context *context)
{
    self->by_variant = true;
    for (size_t v = 0; v < context->shown; v++) {
        size_t count = 0;
        const answer *it = read_answers(context, v, &count);
        for (size_t i = 0; i < count; i++) {
            if (strcmp(it[i].id, self->list[0].id) == 0) {
                self->row[self->rows] = it[i];
                self->row[self->rows++].name = context->variant[v].label;
            }
        }
    }
}

/* Several entries: of more than have room, those that stop most. */
static void choose_entries(answers *self)
{
    for (size_t i = 0; i < self->count; i++) {
        size_t ahead = 0;
        for (size_t k = 0; k < self->count; k++) {
            double mine = is_asked(&self->list[i]) ? stopped(&self->list[i], self->list[i].yes) : -1.0;
            double other = is_asked(&self->list[k]) ? stopped(&self->list[k], self->list[k].yes) : -1.0;
            ahead += other > mine || (k < i && !(other < mine)) ? 1 : 0;
        }
        if (ahead < MOST) {
            self->row[self->rows++] = self->list[i];
        }
    }
}

static int gather(answers *self, ent_chart_context *context)
{
    self->list = read_answers(context, 0, &self->count);
    if (self->count == 0) {
        return context->status;
    }
    self->row = ent_context_alloc(context, self->count + context->shown, sizeof(*self->row));
    if (self->row == NULL) {
        return context->status;
    }
    if (self->count == 1 && context->shown > 1) {
        choose_variants(self, context);
    } else {
        choose_entries(self);
    }
    return context->status;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Number of the entry that stops most; `clear` where no interval of another reaches its own. */
static size_t first_of(const answers *self, bool *clear)
{
    size_t first = self->count;

    for (size_t i = 0; i < self->count; i++) {
        const answer *it = &self->list[i];
        if (is_asked(it) &&
            (first == self->count || stopped(it, it->yes) > stopped(&self->list[first], self->list[first].yes))) {
            first = i;
        }
    }
    *clear = first < self->count && !isnan(self->list[first].low);
    for (size_t i = 0; i < self->count && *clear; i++) {
        *clear = i == first || !is_asked(&self->list[i]) ||
                 stopped(&self->list[i], self->list[i].low) < stopped(&self->list[first], self->list[first].high);
    }
    return first;
}

static const char *title_of(const answers *self, ent_chart_context *context)
{
    bool clear = false;
    size_t first = first_of(self, &clear);
    const answer *it = first < self->count ? &self->list[first] : NULL;
    char share[ENT_WORDING_BYTES], yes[ENT_WORDING_BYTES];

    if (it == NULL) {
        return "Nobody is asked in any simulated future: what is signed enters into force";
    }
    ent_wording_figure(share, stopped(it, it->yes), stopped(it, it->high), stopped(it, it->low));
    ent_wording_figure(yes, it->yes, it->low, it->high);
    if (!(stopped(it, it->yes) > 0.0)) {
        return "No simulated deal is refused: what is signed enters into force";
    }
    if (self->count == 1 && it->asked >= 1.0) {
        return ent_context_printf(
            context, "\xE2\x80\x9C%s\xE2\x80\x9D says yes to %s of the deals that are signed", it->name, yes);
    }
    return ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D stops %s of the deals that are signed%s", it->name,
        share, clear && self->count > 1 ? ", more than any other" : "");
}

static const char *subtitle_of(const answers *self, ent_chart_context *context)
{
    bool named = context->variants > 1 && !self->by_variant;

    return ent_context_printf(context, "Who must say yes to a deal that is signed, and what the answer is%s%s%s%s",
        named ? ": \xE2\x80\x9C" : "", named ? context->variant[0].label : "", named ? "\xE2\x80\x9D" : "",
        self->by_variant ? ", a row a variant" : "");
}

static const char *marks_of(const answers *self, ent_chart_context *context)
{
    size_t more = self->by_variant ? 0 : self->count - self->rows;
    bool whisker = false;

    for (size_t i = 0; i < self->rows; i++) {
        whisker = whisker || isfinite(self->row[i].low);
    }
    return ent_context_printf(context, "%sAll attempts of a future to make a deal count. %s%s%s",
        whisker ? "Whiskers, small figures: 95% interval of the simulation (the table has no range across worlds). "
                : "No interval: one world only. ",
        context->variants > 1 && !self->by_variant ? "Pale dots: the yes of the other variants. " : "",
        self->by_variant ? ent_context_left_out(context) : "",
        more == 0 ? ""
                  : ent_context_printf(context, "%zu more, which stop least, %s in ratification.csv. ", more,
                        more == 1 ? "is" : "are"));
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void put_bar(ent_page *page, const ent_row_layout *rows, const answer *it, size_t i)
{
    bool asked = is_asked(it);
    double value[] = {asked ? it->asked * it->yes : 0.0, asked ? it->asked : 0.0, asked ? it->asked * it->low : NAN,
        asked ? it->asked * it->high : NAN, asked && !isnan(it->low) ? it->asked * it->yes : NAN,
        isnan(it->asked) ? 0.0 : 1.0};

    for (size_t k = 0; k < sizeof(value) / sizeof(*value); k++) {
        ent_page_number(page, 100.0 * value[k]);
    }
    ent_page_put(page, " %.1f\n", ent_row_middle(rows, i));
}

/* Where the yes of the other variants ends, drawn as pale dots. */
static void put_others(const answers *self, ent_chart_context *context, ent_page *page, const ent_row_layout *rows)
{
    ent_page_put(page, "$others << EOD\n");
    for (size_t v = 1; v < context->variants && !self->by_variant; v++) {
        size_t count = 0;
        const answer *other = read_answers(context, v, &count);
        for (size_t i = 0; i < self->rows; i++) {
            for (size_t k = 0; k < count; k++) {
                if (strcmp(other[k].id, self->row[i].id) == 0 && is_asked(&other[k])) {
                    ent_page_number(page, 100.0 * other[k].asked * other[k].yes);
                    ent_page_put(page, " %.1f\n", ent_row_middle(rows, i));
                }
            }
        }
    }
    ent_page_put(page, "NaN NaN\nEOD\n");
}

/* "2.2"; "at once" */
static const char *months_words(ent_chart_context *context, double months)
{
    char text[ENT_NUMBER_TEXT];

    if (!(months > 0.0)) {
        return "at once";
    }
    ent_number_readable(months, 2, text);
    return ent_context_printf(context, "%s", text);
}

static void put_words(
    ent_chart_context *context, ent_page *page, const ent_row_layout *rows, const answer *it, size_t i)
{
    ent_page_type name = {rows->name, 1, "ink", ENT_PAGE_START};
    ent_page_type plain = {rows->small, 0, "muted", ENT_PAGE_START};
    size_t lines = (size_t) (rows->pitch / ent_page_leading(rows->name));
    char yes[ENT_WORDING_BYTES], range[ENT_WORDING_BYTES], share[ENT_WORDING_BYTES];
    bool both = it->yes > 0.0 && it->yes < 1.0; /* else the interval would repeat the figure */

    ent_page_block(page, ENT_PAGE_LEFT, ent_row_middle(rows, i), name, NAMES, lines < 4 ? lines : 4, 0, it->name);
    if (!is_asked(it)) {
        ent_page_text(
            page, LEFT + GAP, ent_row_middle(rows, i), plain, isnan(it->asked) ? "no deal is signed" : "never asked");
        return;
    }
    ent_wording_compact(yes, it->yes, it->low, it->high);
    ent_wording_interval(range, it->low, it->high);
    ent_wording_compact(share, stopped(it, it->yes), stopped(it, it->high), stopped(it, it->low));
    ent_row_figure(rows, page, i, YES, yes, rows->two_lines && both ? range : "");
    ent_row_figure(rows, page, i, STOPPED, share, "");
    ent_row_figure(rows, page, i, ENT_PAGE_RIGHT, months_words(context, it->months), "");
}

/* Heads of the columns. The words over the bars have the colours of their parts. */
static void put_heads(ent_page *page, double y)
{
    static const char *const word[] = {"yes", "no", "not asked"};
    static const char *const colour[] = {"best", "worst", "muted"};
    ent_page_type type = {11.5, 1, "ink", ENT_PAGE_START};
    double x = LEFT;

    ent_page_text(page, LEFT, y - 13, type, "Of 100 deals that are signed");
    for (size_t i = 0; i < 3; i++) {
        type.colour = colour[i];
        type.bold = 0;
        ent_page_text(page, x, y, type, word[i]);
        x += ent_chart_text_width(word[i], 11.5, 0) / 1.1 + 9;
    }
    ent_row_head(page, YES, y, "Says yes", "of those asked");
    ent_row_head(page, STOPPED, y, "Stops", "of the signed");
    ent_row_head(page, ENT_PAGE_RIGHT, y, "Months", "to the answer");
}

static void put_rows(const answers *self, ent_chart_context *context, ent_page *page)
{
    ent_row_layout rows = ent_row_layout_make(self->rows, page->top + 32, ENT_PAGE_BOTTOM, self->rows < 3 ? 60 : 40);

    for (size_t i = 0; i < self->rows; i++) {
        ent_row_fit(&rows, self->row[i].name, NAMES);
    }
    put_heads(page, page->top + 22);
    ent_page_frame(page, LEFT, RIGHT, rows.top, rows.bottom);
    ent_page_put(page, "bar = %.2f\n$rows << EOD\n", rows.bar / 2);
    for (size_t i = 0; i < self->rows; i++) {
        put_bar(page, &rows, &self->row[i], i);
    }
    ent_page_put(page, "EOD\n");
    put_others(self, context, page, &rows);
    for (size_t i = 0; i < self->rows; i++) {
        put_words(context, page, &rows, &self->row[i], i);
    }
}

static void draw(ent_chart_context *context)
{
    answers self = {0};
    ent_page *page;

    if (gather(&self, context) != ENT_OK || self.count == 0) {
        return;
    }
    if (isnan(self.list[0].asked)) {
        ent_context_empty_page(context, "ratification", "No deal is signed, so nobody is asked to ratify one",
            "Who must say yes to a deal that is signed",
            "In none of the simulated futures do the parties sign. See talks and parties.csv for how far apart they "
            "are.");
        return;
    }
    page = ent_context_page(context, "ratification");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context), subtitle_of(&self, context));
    put_rows(&self, context, page);
    ent_context_page_end(context, page, marks_of(&self, context), "ratification");
}

const ent_chart ent_chart_ratification = {.name = "ratification",
    .about = "Who must say yes to a signed deal, who does, and how many deals that stops",
    .table = {&ent_table_ratification},
    .drawing = {"ratification"},
    .draw = draw};
