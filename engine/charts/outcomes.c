/* Chart `outcomes`: stacked bars of the outcomes, one a variant; with one variant a bar an outcome. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"
#include "charts/world_range.h"

#include <math.h>
#include <string.h>

enum { MOST = 12, LEFT = 208, RIGHT = 595, FIGURES = 695, NAMES = LEFT - ENT_PAGE_LEFT - 12 };

/* The colours of an outcome. */
typedef struct shade {
    const char *fill; /* Hexadecimal, for the data */
    const char *word; /* Colour of its name */
    int light;        /* 1: figures on it are dark */
} shade;

static const shade NONE = {"0xC4CBD2", "muted", 1};
static const shade DEEP = {"0x1B4F7A", "best", 0};
static const shade MIDDLE = {"0x4A86B5", "'#3A76A5'", 0};
static const shade LIGHT = {"0x6FA8CF", "good_word", 1};
static const shade PALE = {"0xA9CCE3", "'#4F7F9F'", 1};
static const shade SAND = {"0xF0C987", "poor_word", 1};
static const shade RUST = {"0xDD8B4F", "'#B0602A'", 1};
static const shade RED = {"0xC04A20", "worst", 0};
static const shade DARK = {"0x7F2A10", "'#7F2A10'", 0};

/* The outcomes in the order drawn: good to bad, then those without a deal or truce (grey). */
typedef struct outcomes {
    const char *id[MOST];
    const char *name[MOST];
    shade shade[MOST];
    double *share;          /* [variants * count] in the order drawn */
    ent_chart_figure *part; /* The same, with their intervals */
    ent_chart_figure *good; /* [variants] probability of the right-hand column, with the range of the whisker */
    size_t count, coloured; /* coloured: number of outcomes not in grey, which come first */
    const char *heading;    /* Of the right-hand column */
} outcomes;

static int is_no_deal(const char *id, size_t number)
{
    return strcmp(id, "no_deal") == 0 || strcmp(id, "no_truce") == 0 || strcmp(id, "no_agreement") == 0 ||
           (number == 0 && strncmp(id, "no_", 3) == 0);
}

static void give_shades(outcomes *self, size_t good)
{
    static const shade *const ramp[MOST + 1][MOST] = {{0}, {&DEEP}, {&DEEP, &RED}, {&DEEP, &LIGHT, &RED},
        {&DEEP, &LIGHT, &SAND, &RED}, {&DEEP, &MIDDLE, &PALE, &SAND, &RED}, {&DEEP, &MIDDLE, &PALE, &SAND, &RUST, &RED},
        {&DEEP, &MIDDLE, &LIGHT, &PALE, &SAND, &RUST, &RED},
        {&DEEP, &MIDDLE, &LIGHT, &PALE, &SAND, &RUST, &RED, &DARK}};

    for (size_t i = 0; i < self->count; i++) {
        self->shade[i] = i >= good ? NONE : good <= 8 ? *ramp[good][i] : *ramp[8][i * 8 / good];
    }
}

/* Reads the outcomes of the base in reverse file order: the last is the best. */
static size_t gather(outcomes *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_outcomes);
    size_t id = ent_csv_column(csv, "outcome"), name = ent_csv_column(csv, "name");
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_outcomes, 0, &row);
    size_t good = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = rows; i-- > 0 && self->count < MOST;) {
            const char *it = ent_csv_cell(csv, row[i], id), *display = ent_csv_cell(csv, row[i], name);
            int none = is_no_deal(it, i) || strcmp(it, "unclassified") == 0;
            if (none != pass ||
                (strcmp(it, "unclassified") == 0 && !(ent_csv_number(csv, row[i], ent_csv_column(csv, "count")) > 0))) {
                continue;
            }
            self->id[self->count] = it;
            self->name[self->count++] = *display != '\0' ? display : ent_context_label(context, "", it);
            good += none ? 0 : 1;
        }
    }
    self->coloured = good;
    give_shades(self, good);
    return self->count;
}

static ent_chart_figure outcome_figure(ent_chart_context *context, size_t variant, const char *outcome)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_outcomes);
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_outcomes, variant, &row);

    for (size_t i = 0; i < rows; i++) {
        if (strcmp(ent_csv_cell(csv, row[i], ent_csv_column(csv, "outcome")), outcome) == 0) {
            return ent_context_figure(csv, row[i], "probability");
        }
    }
    return (ent_chart_figure){NAN, NAN, NAN, NAN, NAN};
}

static void read_shares(outcomes *self, ent_chart_context *context)
{
    for (size_t v = 0; v < context->variants; v++) {
        for (size_t i = 0; i < self->count; i++) {
            self->part[v * self->count + i] = outcome_figure(context, v, self->id[i]);
            self->share[v * self->count + i] = self->part[v * self->count + i].p;
        }
    }
}

/* Number of first outcomes with a sum equal to the headline in every variant; 0: none. */
static size_t headline_ends(const outcomes *self, ent_chart_context *context)
{
    for (size_t k = 1; k <= self->count; k++) {
        size_t agree = 0;
        for (size_t v = 0; v < context->variants; v++) {
            double sum = 0;
            for (size_t i = 0; i < k; i++) {
                sum += self->share[v * self->count + i];
            }
            agree += fabs(sum - ent_context_headline(context, v).p) < 2e-6 ? 1 : 0;
        }
        if (agree == context->variants) {
            return k;
        }
    }
    return 0;
}

/* Moves the first outcome behind the other coloured ones. */
static void turn(outcomes *self)
{
    const char *id = self->id[0], *name = self->name[0];

    memmove(self->id, self->id + 1, (self->coloured - 1) * sizeof(*self->id));
    memmove(self->name, self->name + 1, (self->coloured - 1) * sizeof(*self->name));
    self->id[self->coloured - 1] = id;
    self->name[self->coloured - 1] = name;
}

/* Rotates the coloured outcomes until the headline is the sum of the first ones, so that these are the good end, in
 * blue, whatever their order in the file; without such a rotation the order stays. The whisker is drawn at the end of a
 * stack of segments: of those that sum to the headline, else of the first outcome alone. */
static void choose_whisker(outcomes *self, ent_chart_context *context)
{
    size_t fits = 0;

    for (size_t turns = 0; fits == 0 && turns <= self->coloured; turns++) { /* the last turn restores the order */
        if (turns > 0 && self->coloured > 0) {
            turn(self);
        }
        read_shares(self, context);
        fits = headline_ends(self, context);
    }
    self->heading = fits > 0 ? ent_context_heading(context) : self->name[0];
    for (size_t v = 0; v < context->variants; v++) {
        self->good[v] = fits > 0 ? ent_context_headline(context, v) : outcome_figure(context, v, self->id[0]);
    }
}

static const char *title_of(const outcomes *self, ent_chart_context *context)
{
    size_t top = 0, same = 0;
    double low = 1, high = 0;
    char range[ENT_WORDING_BYTES];

    for (size_t i = 1; i < self->count; i++) {
        top = self->share[i] > self->share[top] ? i : top;
    }
    for (size_t v = 0; v < context->variants; v++) {
        const double *share = self->share + v * self->count;
        int best = 1;
        for (size_t i = 0; i < self->count; i++) {
            best &= !(share[i] > share[top]);
        }
        same += best ? 1 : 0;
        low = best ? fmin(low, share[top]) : low;
        high = best ? fmax(high, share[top]) : high;
    }
    ent_wording_range(range, low, high);
    if (context->variants == 1) {
        ent_wording_figure(range, self->share[top], self->part[top].mc_low, self->part[top].mc_high);
        return ent_context_printf(
            context, "\xE2\x80\x9C%s\xE2\x80\x9D is the likeliest end: %s", self->name[top], range);
    }
    if (same == context->variants) {
        return ent_context_printf(context, "Whatever the variant, \xE2\x80\x9C%s\xE2\x80\x9D is the likeliest end: %s",
            self->name[top], range);
    }
    return ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D is the likeliest end in %zu of %zu variants: %s",
        self->name[top], same, context->variants, range);
}

/* Writes the names of the outcomes above the bars, in their colours; over the width of the page where they need more
 * than three lines. Returns the upper edge of the plot. */
static double put_names(const outcomes *self, ent_page *page, size_t least)
{
    double left = LEFT, width = (RIGHT - LEFT) / (double) self->count;
    double bottom;
    size_t most = 0, lines[MOST] = {0};
    ent_page_type type = {11.5, 1, "ink", ENT_PAGE_START};
    const char *line[6];

    for (int wide = 0; wide < 2; wide++) {
        most = 0;
        for (size_t i = 0; i < self->count; i++) {
            lines[i] = ent_chart_text_wrap(self->name[i], width - 8, type.size, 1, 4, page->arena, line);
            most = lines[i] > most ? lines[i] : most;
        }
        if (most <= 3 || wide == 1) {
            break;
        }
        left = ENT_PAGE_LEFT;
        width = (FIGURES - 85 - left) / (double) self->count;
        type.size = 10.5;
    }
    bottom = page->top + (double) (most < least ? least : most) * ent_page_leading(type.size) + 4;
    for (size_t i = 0; i < self->count; i++) {
        type.colour = self->shade[i].word;
        ent_page_block(page, left + (double) i * width, bottom - 12, type, width - 8, most, -1, self->name[i]);
    }
    return bottom;
}

static void put_bar(const outcomes *self, ent_page *page, const ent_row_layout *rows, size_t variant)
{
    double y = ent_row_middle(rows, variant) - rows->pitch * 0.05;
    double from = 0;

    for (size_t i = 0; i < self->count; i++) {
        double share = self->share[variant * self->count + i];
        if (!(share > 0)) {
            continue;
        }
        ent_page_put(page, "%.5g %.5g %.1f %.1f %s\n", 100 * from, 100 * (from + share), y - rows->bar / 2,
            y + rows->bar / 2, self->shade[i].fill);
        from += share;
    }
}

static void put_figures(const outcomes *self, ent_page *page, const ent_row_layout *rows, size_t variant)
{
    double y = ent_row_middle(rows, variant) - rows->pitch * 0.05;
    double from = 0;

    for (size_t i = 0; i < self->count; i++) {
        double share = self->share[variant * self->count + i];
        const ent_chart_figure *part = &self->part[variant * self->count + i];
        double width = share * (RIGHT - LEFT);
        ent_page_type type = {
            fmin(12.5, fmax(9, rows->bar * 0.62)), 0, self->shade[i].light ? "ink" : "'#FFFFFF'", ENT_PAGE_MIDDLE};
        char text[ENT_WORDING_BYTES];
        ent_wording_compact(text, share, part->mc_low, part->mc_high);
        text[strcspn(text, "%")] = '\0';
        if (share > 0 && ent_chart_text_width(text, type.size, 0) + 5 < width) {
            ent_page_text(page, LEFT + (from + share / 2) * (RIGHT - LEFT), y, type, text);
        }
        from += share > 0 ? share : 0;
    }
}

static void put_whisker(ent_page *page, const ent_chart_figure *it, double y)
{
    if (ent_world_range_is_drawn(it)) {
        ent_page_put(page, "%.5g %.5g %.5g %.1f\n", 100 * it->p, 100 * it->world_p05, 100 * it->world_p95, y);
    }
}

static void put_rows(const outcomes *self, ent_chart_context *context, ent_page *page, double top)
{
    ent_row_layout rows = ent_row_layout_make(context->variants, top + 6, ENT_PAGE_BOTTOM, 62);
    char figure[ENT_WORDING_BYTES];

    for (size_t v = 0; v < context->variants; v++) {
        ent_row_fit(&rows, context->variant[v].label, NAMES);
    }
    ent_page_frame(page, LEFT, RIGHT, top, rows.bottom);
    ent_page_put(page, "$bars << EOD\n");
    for (size_t v = 0; v < context->variants; v++) {
        put_bar(self, page, &rows, v);
    }
    ent_page_put(page, "EOD\n$whiskers << EOD\n");
    for (size_t v = 0; v < context->variants; v++) {
        const ent_chart_figure *it = &self->good[v];
        double y = ent_row_middle(&rows, v) - rows.pitch * 0.05 + rows.bar / 2 + fmin(5.5, rows.pitch * 0.13);
        put_whisker(page, it, y);
    }
    ent_page_put(page, "NaN NaN NaN NaN\nEOD\n");
    for (size_t v = 0; v < context->variants; v++) {
        put_figures(self, page, &rows, v);
        ent_row_name(&rows, page, v, context->variant[v].label, NAMES);
        ent_wording_compact(figure, self->good[v].p, self->good[v].mc_low, self->good[v].mc_high);
        ent_row_figure(&rows, page, v, FIGURES, figure, ent_world_range_words(context, &self->good[v]));
    }
}

/* With one variant: a row an outcome, each with its own range. */
static void put_outcome_rows(const outcomes *self, ent_chart_context *context, ent_page *page)
{
    ent_row_layout rows = ent_row_layout_make(self->count, page->top + 30, ENT_PAGE_BOTTOM, 56);
    char figure[ENT_WORDING_BYTES];
    ent_chart_figure *it = ent_context_alloc(context, self->count, sizeof(*it));

    if (it == NULL) {
        return;
    }
    for (size_t i = 0; i < self->count; i++) {
        ent_row_fit(&rows, self->name[i], NAMES);
    }
    ent_page_frame(page, LEFT, RIGHT, rows.top - 6, rows.bottom);
    ent_row_head(page, FIGURES, page->top + 12, "Chance", "(90% range)");
    ent_page_put(page, "$bars << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        double y = ent_row_middle(&rows, i) - rows.pitch * 0.05;
        it[i] = outcome_figure(context, 0, self->id[i]);
        ent_page_put(
            page, "0 %.5g %.1f %.1f %s\n", 100 * it[i].p, y - rows.bar / 2, y + rows.bar / 2, self->shade[i].fill);
    }
    ent_page_put(page, "EOD\n$whiskers << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        put_whisker(page, &it[i], ent_row_middle(&rows, i) - rows.pitch * 0.05 + rows.bar / 2 + 5.5);
    }
    ent_page_put(page, "NaN NaN NaN NaN\nEOD\n");
    for (size_t i = 0; i < self->count; i++) {
        ent_row_name(&rows, page, i, self->name[i], NAMES);
        ent_wording_compact(figure, it[i].p, it[i].mc_low, it[i].mc_high);
        ent_row_figure(&rows, page, i, FIGURES, figure, ent_world_range_words(context, &it[i]));
    }
}

static const char *marks(const outcomes *self, ent_chart_context *context)
{
    if (context->variants == 1) {
        return ent_world_range_footer(context, self->part, self->count,
            "Whisker: 90% range of the chance across worlds (what could be known, but is not). ");
    }
    return ent_world_range_footer(context, self->good, context->variants,
        ent_context_printf(context,
            "Whisker and right-hand column: chance of \xE2\x80\x9C%s\xE2\x80\x9D, and the 90%% range of that "
            "chance across worlds (what could be known, but is not). ",
            self->heading));
}

static void draw(ent_chart_context *context)
{
    outcomes self = {0};
    ent_page *page;
    ent_page_type figures = {11.5, 1, "ink", ENT_PAGE_END};
    const char *heading[6];
    double top;

    if (gather(&self, context) == 0 || context->status != ENT_OK) {
        return;
    }
    self.share = ent_context_alloc(context, context->variants * self.count, sizeof(*self.share));
    self.good = ent_context_alloc(context, context->variants, sizeof(*self.good));
    self.part = ent_context_alloc(context, context->variants * self.count, sizeof(*self.part));
    page = self.share != NULL && self.part != NULL && self.good != NULL ? ent_context_page(context, "outcomes") : NULL;
    if (page == NULL) {
        return;
    }
    choose_whisker(&self, context);
    if (context->variants == 1) {
        ent_page_head(page, title_of(&self, context), "How it ends, % of simulated futures");
        put_outcome_rows(&self, context, page);
    } else {
        ent_page_head(page, title_of(&self, context), "How it ends, % of simulated futures, by variant");
        top =
            put_names(&self, page, 1 + ent_chart_text_wrap(self.heading, 95, figures.size, 1, 3, page->arena, heading));
        ent_page_block(page, FIGURES, top - 25, figures, 95, 3, -1, self.heading);
        figures.bold = 0;
        ent_page_text(page, FIGURES, top - 12, figures, "(90% range)");
        put_rows(&self, context, page, top);
    }
    ent_context_page_end(context, page, marks(&self, context), "outcomes");
}

const ent_chart ent_chart_outcomes = {.name = "outcomes",
    .about = "How the simulated futures end, in shares: a stacked bar a variant (with one variant a bar an outcome), "
             "good to bad from the left, outcomes without a truce or deal in grey",
    .table = {&ent_table_outcomes, &ent_table_headline},
    .drawing = {"outcomes"},
    .draw = draw};
