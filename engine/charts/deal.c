/* Chart `deal`: the share of deals with each option of each demand. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/layout/text_metrics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 36 };
static const double NARROWEST = 13.5; /* distance of rows, page units */

/* One option of a demand, in file order. */
typedef struct option {
    const char *demand;  /* Id */
    const char *heading; /* Name of the demand, at its first option; else NULL */
    const char *name;    /* "3 others": the options of the demand that are not drawn each */
    ent_chart_figure share;
    size_t row; /* of demands.csv */
    int modal;  /* 1: the most frequent option of its demand */
} option;

static void mark_modal(option *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        list[i].modal = 1;
        for (size_t j = 0; j < count; j++) {
            if (strcmp(list[i].demand, list[j].demand) == 0 && list[j].share.p > list[i].share.p) {
                list[i].modal = 0;
            }
        }
    }
}

static size_t gather(option *list, ent_chart_context *context, const size_t *row, size_t rows)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_demands);
    size_t count = 0;

    for (size_t i = 0; i < rows; i++) {
        option *it = &list[count++];
        const char *id = ent_csv_cell(csv, row[i], ent_csv_column(csv, "option"));
        it->demand = ent_csv_cell(csv, row[i], ent_csv_column(csv, "demand"));
        it->heading = NULL;
        if (count == 1 || strcmp(it->demand, list[count - 2].demand) != 0) {
            it->heading = ent_context_label(context, ent_context_printf(context, "demands.%s", it->demand), it->demand);
        }
        it->name = ent_context_label(context, ent_context_printf(context, "demands.%s.%s", it->demand, id), id);
        it->share = ent_context_figure(csv, row[i], "share");
        it->row = i;
    }
    mark_modal(list, count);
    return count;
}

static const char *title_of(const option *list, size_t count, ent_chart_context *context)
{
    size_t top = 0;
    const char *heading = "";
    char percent[ENT_WORDING_BYTES];

    for (size_t i = 0; i < count; i++) {
        top = list[i].share.p > list[top].share.p ? i : top;
    }
    for (size_t i = 0; i <= top; i++) {
        heading = list[i].heading != NULL ? list[i].heading : heading;
    }
    ent_wording_figure(percent, list[top].share.p, list[top].share.mc_low, list[top].share.mc_high);
    return ent_context_printf(context,
        "What most deals share: \xE2\x80\x9C%s\xE2\x80\x9D on \xE2\x80\x9C%s\xE2\x80\x9D, %s", list[top].name, heading,
        percent);
}

/* Height of the demand that starts at option `start`, in rows, with its heading. */
static double block_height(const option *list, size_t count, size_t start)
{
    size_t i = start + 1;

    while (i < count && list[i].heading == NULL) {
        i++;
    }
    return (double) (i - start) + 1.4;
}

/* Returns the first option of the second column, for columns of about equal height; `count` for one column. */
static size_t split(const option *list, size_t count, double *tallest)
{
    double total = 0, so_far = 0, best = 1e9;
    size_t at = count;

    for (size_t i = 0; i < count; i++) {
        total += list[i].heading != NULL ? block_height(list, count, i) : 0;
    }
    *tallest = total;
    for (size_t i = 0; i < count && total > 9; i++) {
        if (list[i].heading == NULL) {
            continue;
        }
        if (i > 0 && fmax(so_far, total - so_far) < best) {
            best = fmax(so_far, total - so_far);
            at = i;
            *tallest = best;
        }
        so_far += block_height(list, count, i);
    }
    return at;
}

static int by_share(const void *a, const void *b)
{
    const option *x = a, *y = b;

    if (x->share.p < y->share.p || x->share.p > y->share.p) {
        return x->share.p < y->share.p ? 1 : -1;
    }
    return (x->row > y->row) - (x->row < y->row); /* C libraries sort equal members in different orders */
}

/* Keeps the `most` - 1 most frequent options of the demand list[0..count) in front of one that stands for the others.
 * Returns the number of options. */
static size_t fold_demand(ent_chart_context *context, option *list, size_t count, size_t most)
{
    const char *heading = list[0].heading;
    double others = 0;
    size_t folded = 0;

    if (count <= most) {
        return count;
    }
    qsort(list, count, sizeof(*list), by_share);
    for (size_t i = 0; i < count; i++) {
        list[i].heading = i == 0 ? heading : NULL;
        if (i + 1 >= most) {
            others += list[i].share.p;
            folded++;
        }
    }
    list[most - 1].name = ent_context_printf(context, "%zu others", folded);
    list[most - 1].share = (ent_chart_figure){others, NAN, NAN, NAN, NAN};
    list[most - 1].modal = 0;
    return most;
}

/* Folds every demand to at most `most` options. Returns the number of options left. */
static size_t fold(ent_chart_context *context, option *list, size_t count, size_t most)
{
    size_t to = 0;

    for (size_t i = 0; i < count;) {
        size_t end = i + 1, kept;
        while (end < count && list[end].heading == NULL) {
            end++;
        }
        kept = fold_demand(context, list + i, end - i, most);
        memmove(list + to, list + i, kept * sizeof(*list));
        to += kept;
        i = end;
    }
    return to;
}

/* Folds options until the rows fit, and then leaves out the last demands. Returns the number of options to be drawn. */
static size_t fit(ent_chart_context *context, const option *all, option *list, size_t count, double top)
{
    double room = (ENT_PAGE_BOTTOM + 16 - top) / NARROWEST, tallest;
    size_t shown = count;

    memcpy(list, all, count * sizeof(*list));
    (void) split(list, shown, &tallest);
    for (size_t most = count - 1; tallest > room && most >= 2; most--) {
        memcpy(list, all, count * sizeof(*list));
        shown = fold(context, list, count, most);
        (void) split(list, shown, &tallest);
    }
    while (tallest > room && shown > 1) {
        do {
            shown--;
        } while (shown > 1 && list[shown].heading == NULL);
        (void) split(list, shown, &tallest);
    }
    return shown;
}

/* Positions of the rows, page units. */
typedef struct layout {
    double pitch, size, name, bar; /* Row height, type size, width of the names, length of a bar of 100% */
    double *left, *y;              /* [options] */
} layout;

static layout lay_out(ent_chart_context *context, const option *list, size_t count, double top)
{
    layout self = {.left = ent_context_alloc(context, count + 1, sizeof(double)),
        .y = ent_context_alloc(context, count + 1, sizeof(double))};
    double tallest, y = top, left = ENT_PAGE_LEFT;
    size_t second = split(list, count, &tallest);
    double width = second < count ? (ENT_PAGE_RIGHT - ENT_PAGE_LEFT - GAP) / 2.0 : ENT_PAGE_RIGHT - ENT_PAGE_LEFT;

    self.pitch = fmin(21, (ENT_PAGE_BOTTOM + 16 - top) / tallest);
    self.size = fmax(8.5, fmin(12, 0.66 * self.pitch));
    self.name = width * (second < count ? 0.43 : 0.35);
    for (size_t i = 0; i < count; i++) { /* wider for long names, up to 0.6 of the column */
        self.name = fmax(self.name, fmin(0.6 * width, ent_chart_text_width(list[i].name, self.size, list[i].modal)));
    }
    self.bar = width - self.name - 44;
    for (size_t i = 0; i < count && self.left != NULL && self.y != NULL; i++) {
        if (i == second) {
            y = top;
            left += width + GAP;
        }
        y += list[i].heading == NULL ? self.pitch : i == 0 || i == second ? self.pitch : 2.4 * self.pitch;
        self.left[i] = left;
        self.y[i] = y;
    }
    return self;
}

static void put_option(ent_page *page, const layout *at, const option *it, size_t i)
{
    ent_page_type type = {at->size, it->modal, it->modal ? "ink" : "soft", ENT_PAGE_START};
    ent_page_type head = {at->size + 0.5, 1, "best", ENT_PAGE_START};
    char percent[ENT_WORDING_BYTES];
    const char *text;
    double y = at->y[i];

    if (it->heading != NULL &&
        ent_chart_text_wrap(it->heading, at->name + 40 + at->bar, head.size, 1, 1, page->arena, &text) > 0) {
        ent_page_text(page, at->left[i], y - at->pitch, head, text);
    }
    if (ent_chart_text_wrap(it->name, at->name, at->size, it->modal, 1, page->arena, &text) > 0) {
        ent_page_text(page, at->left[i], y, type, text);
    }
    ent_wording_compact(percent, it->share.p, it->share.mc_low, it->share.mc_high);
    type.align = ENT_PAGE_END;
    ent_page_text(page, at->left[i] + at->name + 32, y, type, percent);
}

static void put_options(ent_chart_context *context, ent_page *page, const option *list, size_t count)
{
    layout at = lay_out(context, list, count, page->top + 8);

    if (at.left == NULL || at.y == NULL) {
        return;
    }
    ent_page_put(page, "height = %.1f\n$bars << EOD\n", 0.3 * at.pitch);
    for (size_t i = 0; i < count; i++) {
        double from = at.left[i] + at.name + 40;
        ent_page_number(page, from);
        ent_page_number(page, from + at.bar * list[i].share.p);
        ent_page_number(page, from + at.bar * list[i].share.mc_low);
        ent_page_number(page, from + at.bar * list[i].share.mc_high);
        ent_page_put(page, " %.1f %s\n", at.y[i], list[i].modal ? "0x4A86B5" : "0xBFD3E3");
    }
    ent_page_put(page, "EOD\n");
    for (size_t i = 0; i < count; i++) {
        put_option(page, &at, &list[i], i);
    }
}

static void draw(ent_chart_context *context)
{
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_demands, 0, &row);
    option *list = rows > 0 ? ent_context_alloc(context, rows, sizeof(*list)) : NULL;
    option *drawn = rows > 0 ? ent_context_alloc(context, rows, sizeof(*drawn)) : NULL;
    size_t shown, count = list != NULL ? gather(list, context, row, rows) : 0;
    ent_page *page;

    if (count == 0 || drawn == NULL || context->status == ENT_ERR_NO_MEMORY) {
        return;
    }
    if (!isfinite(list[0].share.p)) {
        ent_context_empty_page(context, "deal", "No deal is reached, so there is nothing in it",
            "What is in a deal, share of deals",
            ent_context_no_deal(context, "See demands.csv for how often each option is refused."));
        return;
    }
    page = ent_context_page(context, "deal");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(list, count, context),
        ent_context_printf(context, "What is in a deal, %% of deals with each option%s%s%s",
            context->variants > 1 ? ": \xE2\x80\x9C" : "", context->variants > 1 ? context->variant[0].label : "",
            context->variants > 1 ? "\xE2\x80\x9D" : ""));
    shown = fit(context, list, drawn, count, page->top + 8);
    put_options(context, page, drawn, shown);
    ent_context_page_end(context, page,
        ent_context_printf(context, "%sStrong: the commonest option of each demand.%s",
            isfinite(list[0].share.mc_low)
                ? "Whisker: 95% interval of the simulation (the table has no range across worlds). "
                : "No interval: it needs more than one world. ",
            shown < count ? " All options are in demands.csv." : ""),
        "deal");
}

const ent_chart ent_chart_deal = {.name = "deal",
    .about = "How often each option of each demand is in a deal",
    .table = {&ent_table_demands, &ent_table_ratification},
    .drawing = {"deal"},
    .draw = draw};
