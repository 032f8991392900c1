#include "results/chart_kinds.h"

#include "base/status.h"
#include "results/chart_rows.h"
#include "results/chart_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 24, NAMES = 140, CHANCE = 205, LEFT = 220, MIDDLE = 395, TROOPS = 440, RIGHT = 590, TICS = 8 };

/* One contributor in base. */
typedef struct contributor {
    const char *id, *name;
    ent_chart_figure joins;
    double troops_mean, low, middle, high;
    double pivotal, shapley;
    double weight; /* what the rows are sorted by, falling */
} contributor;

static int by_weight(const void *a, const void *b)
{
    const contributor *x = a, *y = b;

    return x->weight < y->weight ? 1 : x->weight > y->weight ? -1 : strcmp(x->id, y->id);
}

static contributor *gather(ent_chart_book *book, size_t variant, size_t *count)
{
    const ent_csv *csv = &book->table[ENT_TABLE_CONTRIBUTORS];
    size_t *row = NULL;
    size_t rows = ent_book_rows(book, ENT_TABLE_CONTRIBUTORS, variant, &row);
    contributor *list = rows > 0 ? ent_book_take(book, rows, sizeof(*list)) : NULL;

    *count = list == NULL ? 0 : rows;
    for (size_t i = 0; i < *count; i++) {
        const char *name = ent_csv_cell(csv, row[i], ent_csv_column(csv, "name"));
        list[i].id = ent_csv_cell(csv, row[i], ent_csv_column(csv, "contributor"));
        list[i].name = *name != '\0' ? name : ent_book_label(book, "", list[i].id);
        list[i].joins = ent_book_figure(csv, row[i], "joins");
        list[i].troops_mean = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_mean"));
        list[i].low = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_p05"));
        list[i].middle = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_p50"));
        list[i].high = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_p95"));
        list[i].pivotal = ent_csv_number(csv, row[i], ent_csv_column(csv, "pivotal"));
        list[i].shapley = ent_csv_number(csv, row[i], ent_csv_column(csv, "shapley"));
    }
    return list;
}

/* Says what was left out at the foot of long lists. */
static const char *left_out(ent_chart_book *book, size_t count, size_t shown)
{
    return count > shown ? ent_book_say(book, "%zu more %s in contributors.csv. ", count - shown,
                               count - shown == 1 ? "is" : "are")
                         : "";
}

/* The list comes sorted by the troops to be expected. */
static const char *joins_finding(ent_chart_book *book, const contributor *list, size_t count)
{
    size_t top = 0, likely = 0;
    char percent[ENT_WORDS];

    for (size_t i = 0; i < count; i++) {
        top = list[i].joins.p > list[top].joins.p ? i : top;
        likely += list[i].joins.p >= 0.55 ? 1 : 0;
    }
    ent_words_figure(percent, list[top].joins.p, list[top].joins.mc_low, list[top].joins.mc_high);
    if (count == 1) {
        return ent_book_say(book, "%s: %s to join, %s", list[0].name, ent_words_likelihood(list[0].joins.p), percent);
    }
    if (likely == 0) {
        return ent_book_say(
            book, "None of %zu is likely to join; %s comes nearest, %s", count, list[top].name, percent);
    }
    return ent_book_say(book, "%zu of %zu %s likely to join; %s can be expected to send most", likely, count,
        likely == 1 ? "is" : "are", list[0].name);
}

/* The other variants' chances of joining, as context. */
static void put_others(
    ent_chart_book *book, ent_page *page, const ent_chart_rows *rows, const contributor *list, size_t count)
{
    ent_page_put(page, "$others << EOD\n");
    for (size_t v = 1; v < book->variants; v++) {
        size_t others = 0;
        const contributor *other = gather(book, v, &others);
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k < others; k++) {
                if (strcmp(other[k].id, list[i].id) == 0) {
                    ent_page_number(page, 100 * other[k].joins.p);
                    ent_page_put(page, " %.1f\n", ent_rows_middle(rows, i));
                }
            }
        }
    }
    ent_page_put(page, "NaN NaN\nEOD\n");
}

static void put_joins_row(ent_page *page, const ent_chart_rows *rows, const contributor *it, size_t i)
{
    double y = ent_rows_middle(rows, i);
    double value[] = {it->joins.p, it->joins.mc_low, it->joins.mc_high};

    for (size_t k = 0; k < 3; k++) {
        ent_page_number(page, 100 * value[k]);
    }
    ent_page_number(page, it->high > 0 ? it->low : NAN);
    ent_page_number(page, it->high > 0 ? it->middle : NAN);
    ent_page_number(page, it->high > 0 ? it->high : NAN);
    ent_page_put(page, " %.1f\n", y);
}

/* Figures at the left of the chances and at the right of the troops. */
static void put_joins_words(
    ent_chart_book *book, ent_page *page, const ent_chart_rows *rows, const contributor *it, size_t i)
{
    ent_page_type bold = {rows->name, 1, "ink", ENT_PAGE_END},
                  plain = {fmax(8.5, rows->name - 0.5), 0, "muted", ENT_PAGE_END};
    char text[ENT_WORDS], low[ENT_WORDS], high[ENT_WORDS];
    double y = ent_rows_middle(rows, i);

    ent_rows_name(rows, page, i, it->name, NAMES);
    ent_words_compact(text, it->joins.p, it->joins.mc_low, it->joins.mc_high);
    ent_page_text(page, CHANCE, y, bold, text);
    if (!(it->high > 0)) {
        ent_page_text(page, ENT_PAGE_RIGHT, y, plain, isfinite(it->high) ? "none" : "never joins");
        return;
    }
    ent_words_about(low, it->low);
    ent_words_about(high, it->high);
    ent_page_text(page, ENT_PAGE_RIGHT, y, plain,
        strcmp(low, high) == 0 ? low : ent_book_say(book, "%s\xE2\x80\x93%s", low, high));
}

static void put_troops_axis(ent_chart_book *book, ent_page *page, const contributor *list, size_t count)
{
    double most = 0, at[TICS];
    const char *label[TICS];
    char number[ENT_WORDS];
    size_t tics;

    for (size_t i = 0; i < count; i++) {
        most = fmax(most, isfinite(list[i].high) ? list[i].high : 0);
    }
    tics = ent_page_ticks(0, most > 0 ? most : 1000, 3, at, TICS);
    for (size_t i = 0; i < tics; i++) {
        ent_words_number(number, at[i]);
        label[i] = ent_book_say(book, "%s", number);
    }
    ent_page_put(page, "most = %.7g\ntroops_left = %d; troops_right = %d\n", at[tics - 1], TROOPS, RIGHT);
    ent_page_tics(page, "xtics", at, label, tics);
}

static void put_joins(ent_chart_book *book, ent_page *page, const contributor *list, size_t count)
{
    size_t shown = count > MOST_ROWS ? MOST_ROWS : count;
    ent_chart_rows rows = ent_rows_lay(shown, page->top + 24, ENT_PAGE_BOTTOM, 34);
    ent_page_type head = {11.5, 1, "ink", ENT_PAGE_START};

    rows.two_lines = 0;
    for (size_t i = 0; i < shown; i++) {
        ent_rows_fit(&rows, list[i].name, NAMES);
    }
    ent_page_frame(page, LEFT, MIDDLE, rows.top - 2, rows.bottom + 2);
    ent_page_text(page, LEFT, page->top + 8, head, "Chance of joining, %");
    ent_page_text(page, TROOPS, page->top + 8, head, "Troops, if it joins");
    head.align = ENT_PAGE_END;
    head.bold = 0;
    ent_page_text(page, ENT_PAGE_RIGHT, page->top + 8, head, "90% range");
    put_troops_axis(book, page, list, shown);
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < shown; i++) {
        put_joins_row(page, &rows, &list[i], i);
    }
    ent_page_put(page, "EOD\n");
    put_others(book, page, &rows, list, shown);
    for (size_t i = 0; i < shown; i++) {
        put_joins_words(book, page, &rows, &list[i], i);
    }
}

void ent_chart_contributors(ent_chart_book *book)
{
    size_t count = 0;
    contributor *list = gather(book, 0, &count);
    ent_page *page;

    if (count == 0 || book->status == ENT_ERR_NO_MEMORY) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        list[i].weight = list[i].joins.p > 0 ? list[i].joins.p * (list[i].troops_mean + 1e-6) : 0;
    }
    qsort(list, count, sizeof(*list), by_weight);
    page = ent_book_page(book, "contributors");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, joins_finding(book, list, count),
        ent_book_say(book, "Who sends troops, and how many%s%s%s", book->variants > 1 ? ": variant \xE2\x80\x9C" : "",
            book->variants > 1 ? book->variant[0].label : "", book->variants > 1 ? "\xE2\x80\x9D" : ""));
    put_joins(book, page, list, count);
    ent_book_page_end(book, page,
        ent_book_say(book,
            "%sIn the order of troops to be expected. %sBar: 90%% of the troops sent by those that join; dark mark: "
            "their median. %s",
            left_out(book, count, MOST_ROWS),
            isfinite(list[0].joins.mc_low) ? "Whisker: 95% interval of the simulation. "
                                           : "No interval: one world only. ",
            book->variants > 1 ? "Pale dots: the other variants." : ""),
        "contributors");
}

static double sum_of(const contributor *list, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += isfinite(list[i].shapley) ? list[i].shapley : 0;
    }
    return sum;
}

/* Base, unless enough is hardly ever offered in it and clearly oftener elsewhere. */
static size_t telling_variant(ent_chart_book *book)
{
    size_t best = 0, count = 0;
    contributor *list = gather(book, 0, &count);
    double most = sum_of(list, count);

    for (size_t v = 1; v < book->variants && most < 0.01; v++) {
        list = gather(book, v, &count);
        if (sum_of(list, count) > 0.02) {
            best = v;
            most = sum_of(list, count);
        }
    }
    return best;
}

/* Rows worth showing: the first eight, and those behind that still matter. */
static size_t pivotal_rows(const contributor *list, size_t count)
{
    size_t shown = count < 8 ? count : 8;

    while (shown < count && shown < MOST_ROWS && (list[shown].shapley >= 0.005 || list[shown].pivotal >= 0.005)) {
        shown++;
    }
    return shown;
}

static void put_pivotal(ent_chart_book *book, ent_page *page, const contributor *list, size_t count)
{
    size_t shown = pivotal_rows(list, count), tics;
    ent_chart_rows rows = ent_rows_lay(shown, page->top + 24, ENT_PAGE_BOTTOM, 34);
    ent_page_type head = {11.5, 1, "'#3A7FB5'", ENT_PAGE_END};
    double most = 0.01, at[TICS];
    const char *label[TICS];
    char text[ENT_WORDS];

    rows.two_lines = 0;
    for (size_t i = 0; i < shown; i++) {
        ent_rows_fit(&rows, list[i].name, NAMES);
        most = fmax(most, fmax(list[i].pivotal, list[i].shapley));
    }
    tics = ent_page_ticks(0, 100 * fmin(most, 1), 4, at, TICS);
    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_book_say(book, i + 1 == tics ? "%g%%" : "%g", at[i]);
    }
    ent_page_frame(page, LEFT - 40, RIGHT - 20, rows.top - 2, rows.bottom + 2);
    ent_page_put(page, "most = %.5g\nheight = %.1f\n", at[tics - 1], rows.bar / 2);
    ent_page_tics(page, "xtics", at, label, tics);
    ent_page_text(page, 630, page->top + 8, head, "Share");
    head.colour = "ink";
    ent_page_text(page, ENT_PAGE_RIGHT, page->top + 8, head, "Pivotal");
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < shown; i++) {
        ent_page_number(page, 100 * list[i].shapley);
        ent_page_number(page, 100 * list[i].pivotal);
        ent_page_put(page, " %.1f\n", ent_rows_middle(&rows, i));
    }
    ent_page_put(page, "EOD\n");
    for (size_t i = 0; i < shown; i++) {
        ent_page_type type = {rows.name, 1, "'#3A7FB5'", ENT_PAGE_END};
        ent_rows_name(&rows, page, i, list[i].name, NAMES);
        ent_words_percent(text, list[i].shapley);
        ent_page_text(page, 630, ent_rows_middle(&rows, i), type, text);
        type.colour = "ink";
        ent_words_percent(text, list[i].pivotal);
        ent_page_text(page, ENT_PAGE_RIGHT, ent_rows_middle(&rows, i), type, text);
    }
}

/* Why nobody tips the balance in any future. */
static const char *why_nobody(ent_chart_book *book)
{
    const ent_csv *csv = &book->table[ENT_TABLE_FORCE];
    size_t *row = NULL;
    size_t rows = ent_book_rows(book, ENT_TABLE_FORCE, 0, &row);

    for (size_t i = 0; i < rows; i++) {
        if (strcmp(ent_csv_cell(csv, row[i], ent_csv_column(csv, "quantity")), "required") == 0 &&
            ent_csv_number(csv, row[i], ent_csv_column(csv, "exceedance")) > 0) {
            return "In none of the simulated futures are as many troops offered as are required, with or without any "
                   "one "
                   "contributor. See the chart of the force.";
        }
    }
    return "No troops are required, so nobody's can be missing. See the chart of the force.";
}

void ent_chart_pivotal(ent_chart_book *book)
{
    size_t count = 0, variant = telling_variant(book);
    contributor *list = gather(book, variant, &count);
    double total = sum_of(list, count);
    ent_page *page;
    char enough[ENT_WORDS], share[ENT_WORDS];
    const char *where =
        variant > 0 ? ent_book_say(book, ": variant \xE2\x80\x9C%s\xE2\x80\x9D", book->variant[variant].label) : "";

    if (count == 0 || book->status == ENT_ERR_NO_MEMORY) {
        return;
    }
    if (total <= 0) {
        ent_book_note(
            book, "pivotal", "No contributor tips the balance", "Whose troops make the difference", why_nobody(book));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        list[i].weight = list[i].shapley;
    }
    qsort(list, count, sizeof(*list), by_weight);
    page = ent_book_page(book, "pivotal");
    if (page == NULL) {
        return;
    }
    ent_words_percent(enough, total);
    ent_words_percent(share, list[0].pivotal);
    ent_page_head(page,
        total < 0.01
            ? ent_book_say(book, "Enough is offered in %s of futures, so nobody tips the balance often", enough)
            : ent_book_say(
                  book, "%s matters most: in %s of futures enough is offered only with it", list[0].name, share),
        ent_book_say(book, "Whose troops make the difference, %% of simulated futures%s", where));
    put_pivotal(book, page, list, count);
    ent_book_page_end(book, page,
        ent_book_say(book,
            "%sBar: share of the chance that enough is offered (Shapley value; the "
            "bars add up to %s). Dot: pivotal, without it there would not be enough.",
            left_out(book, count, pivotal_rows(list, count)), enough),
        "pivotal");
}
