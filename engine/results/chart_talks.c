#include "results/chart_kinds.h"

#include "base/status.h"
#include "results/chart_curves.h"
#include "results/chart_words.h"

#include <math.h>

enum { TICS = 16 };

static const char *finding(ent_chart_book *book, const ent_chart_line *line, double months)
{
    size_t high = 0;
    char percent[ENT_WORDS], most[ENT_WORDS], span[ENT_WORDS];
    double base = ent_line_end(&line[0]);

    for (size_t v = 1; v < book->variants; v++) {
        high = line[v].rank == 2 ? v : high;
    }
    ent_words_percent(percent, base);
    ent_words_months(span, months);
    if (high == 0) {
        return ent_book_say(book, "A deal within %s: %s, %s", span, ent_words_likelihood(base), percent);
    }
    ent_words_percent(most, ent_line_end(&line[high]));
    return ent_book_say(book, "A deal within %s: %s, %s; with \xE2\x80\x9C%s\xE2\x80\x9D %s", span,
        ent_words_likelihood(base), percent, book->variant[high].label, most);
}

static void put_axes(ent_chart_book *book, ent_page *page, const ent_chart_plot *plot)
{
    double at[TICS];
    const char *label[TICS];
    double months = plot->x_high;
    double step = months <= 12 ? 1 : months <= 24 ? 3 : months <= 48 ? 6 : 12 * ceil(months / 120);
    size_t count = 0;

    for (double m = 0; m <= months + 1e-9 && count < TICS; m += step) {
        at[count] = m;
        label[count++] = ent_book_say(book, "%g", m);
    }
    ent_page_tics(page, "xtics", at, label, count);
    count = ent_page_ticks(0, plot->y_high, 4, at, TICS);
    for (size_t i = 0; i < count; i++) {
        label[i] = ent_book_say(book, i + 1 == count ? "%g%%" : "%g", at[i]);
    }
    ent_page_tics(page, "ytics", at, label, count);
}

/* Which curves are drawn when: context first, base last; and what each is. */
static void put_order(ent_page *page, const ent_chart_line *line, size_t count)
{
    ent_page_put(page, "order = '");
    for (int told = 0; told < 2; told++) {
        for (size_t v = count; v-- > 0;) {
            if ((line[v].rank > 0) == told) {
                ent_page_put(page, " %zu", v);
            }
        }
    }
    ent_page_put(page, "'\ntold = '");
    for (size_t v = count; v-- > 0;) {
        if (line[v].rank > 0) {
            ent_page_put(page, " %zu", v);
        }
    }
    ent_page_put(page, "'\nranks = '");
    for (size_t v = 0; v < count; v++) {
        ent_page_put(page, " %d", line[v].rank);
    }
    ent_page_put(page, "'\n");
}

static void put_plot(ent_chart_book *book, ent_page *page, ent_chart_line *line)
{
    double most = 0, at[TICS];
    ent_chart_plot plot = {62, book->variants > 1 ? 436 : 640, page->top + 8, ENT_PAGE_BOTTOM, 0, 1, 0, 100};
    size_t count;

    for (size_t v = 0; v < book->variants; v++) {
        for (size_t i = 0; i < line[v].count; i++) {
            most = fmax(most, isfinite(line[v].high[i]) ? line[v].high[i] : line[v].y[i]);
            plot.x_high = fmax(plot.x_high, line[v].x[i]);
        }
    }
    count = ent_page_ticks(0, 100 * fmax(most, 0.02), 4, at, TICS);
    plot.y_high = fmin(100, at[count - 1]);
    ent_plot_put(&plot, page);
    put_axes(book, page, &plot);
    put_order(page, line, book->variants);
    ent_lines_put(page, "talks", line, book->variants);
    ent_lines_label_ends(book, page, &plot, line, book->variants, plot.right);
}

void ent_chart_talks(ent_chart_book *book)
{
    static const char *const interval[2] = {"mc_low", "mc_high"};
    ent_chart_line *line = ent_book_take(book, book->variants, sizeof(*line));
    ent_page *page;

    if (line == NULL || book->table[ENT_TABLE_TALKS].rows == 0) {
        return;
    }
    for (size_t v = 0; v < book->variants; v++) {
        line[v] = ent_line_read(book, ENT_TABLE_TALKS, v, "month", "agreed", interval);
    }
    if (line[0].count == 0 || book->status == ENT_ERR_NO_MEMORY) {
        return;
    }
    ent_lines_rank(line, book->variants, 0.02);
    page = ent_book_page(book, "talks");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, finding(book, line, line[0].x[line[0].count - 1]),
        "Chance that a deal has been signed, %, by month of the talks");
    put_plot(book, page, line);
    ent_book_page_end(book, page,
        isfinite(line[0].high[line[0].count - 1])
            ? "Band: 95% interval of the simulation (the table has no range across worlds)."
            : "No interval: it needs more than one world.",
        "talks");
}
