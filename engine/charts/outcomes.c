/* Chart `outcomes`: stacked bars of the outcomes, one a variant; with one variant a bar an outcome. */
#include "charts/registry.h"

#include "base/status.h"
#include "charts/layout/row_layout.h"
#include "charts/layout/text_metrics.h"
#include "charts/world_range.h"

#include <math.h>
#include <string.h>

enum {
    MOST_SEGMENTS = 8, /* of a stacked bar */
    MOST_ROWS = 16,    /* with one variant */
    RAMP = 8,          /* number of shades from good to bad */
    LEFT = 208,
    RIGHT = 595,
    FIGURES = 695,
    NAMES = LEFT - ENT_PAGE_LEFT - 12
};

/* The colours of an outcome. */
typedef struct shade {
    const char *fill; /* Hexadecimal, for the data */
    const char *word; /* Colour of its name */
    int light;        /* 1: figures on it are dark */
} shade;

static const shade OTHERS = {"0xDDE2E7", "muted", 1};
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
    const char **id;        /* [count] NULL: the outcomes that are not drawn each, together */
    const char **name;      /* [count] */
    shade *shade;           /* [count] */
    double *share;          /* [variants * count] in the order drawn */
    ent_chart_figure *part; /* The same, with their intervals */
    ent_chart_figure *good; /* [variants] probability of the right-hand column, with the range of the whisker */
    size_t count, coloured; /* coloured: number of outcomes not in grey, which come first */
    size_t ends;            /* the headline is the sum of so many first ones; 0: it is no such sum */
    size_t folded;          /* number of outcomes in the last one, which has no id; 0: all are drawn */
    bool whiskers;          /* the whiskers under stacked bars stand at the ends of segments */
    const char *heading;    /* Of the right-hand column */
} outcomes;

static int is_no_deal(const char *id, size_t number)
{
    return strcmp(id, "no_deal") == 0 || strcmp(id, "no_truce") == 0 || strcmp(id, "no_agreement") == 0 ||
           (number == 0 && strncmp(id, "no_", 3) == 0);
}

static void give_shades(outcomes *self)
{
    static const shade *const ramp[RAMP + 1][RAMP] = {{0}, {&DEEP}, {&DEEP, &RED}, {&DEEP, &LIGHT, &RED},
        {&DEEP, &LIGHT, &SAND, &RED}, {&DEEP, &MIDDLE, &PALE, &SAND, &RED}, {&DEEP, &MIDDLE, &PALE, &SAND, &RUST, &RED},
        {&DEEP, &MIDDLE, &LIGHT, &PALE, &SAND, &RUST, &RED},
        {&DEEP, &MIDDLE, &LIGHT, &PALE, &SAND, &RUST, &RED, &DARK}};
    size_t good = self->coloured;

    for (size_t i = 0; i < self->count; i++) {
        self->shade[i] = self->id[i] == NULL ? OTHERS
                         : i >= good         ? NONE
                         : good <= RAMP      ? *ramp[good][i]
                                             : *ramp[RAMP][i * RAMP / good];
    }
}

static int allocate(outcomes *self, ent_chart_context *context, size_t rows)
{
    self->id = ent_context_alloc(context, rows + 1, sizeof(*self->id));
    self->name = ent_context_alloc(context, rows + 1, sizeof(*self->name));
    self->shade = ent_context_alloc(context, rows + 1, sizeof(*self->shade));
    self->share = ent_context_alloc(context, context->variants * (rows + 1), sizeof(*self->share));
    self->part = ent_context_alloc(context, context->variants * (rows + 1), sizeof(*self->part));
    self->good = ent_context_alloc(context, context->variants, sizeof(*self->good));
    return context->status;
}

/* Reads the outcomes of the base in reverse file order: the last is the best. Returns their number. */
static size_t gather(outcomes *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_outcomes);
    size_t id = ent_csv_column(csv, "outcome"), name = ent_csv_column(csv, "name");
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_outcomes, 0, &row);

    if (allocate(self, context, rows) != ENT_OK) {
        return 0;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = rows; i-- > 0;) {
            const char *it = ent_csv_cell(csv, row[i], id), *display = ent_csv_cell(csv, row[i], name);
            int none = is_no_deal(it, i) || strcmp(it, "unclassified") == 0;
            if (none != pass ||
                (strcmp(it, "unclassified") == 0 && !(ent_csv_number(csv, row[i], ent_csv_column(csv, "count")) > 0))) {
                continue;
            }
            self->id[self->count] = it;
            self->name[self->count++] =
                *display != '\0' ? ent_context_name(context, display) : ent_context_label(context, "", it);
            self->coloured += none ? 0 : 1;
        }
    }
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
    for (size_t turns = 0; self->ends == 0 && turns <= self->coloured; turns++) { /* the last one restores the order */
        if (turns > 0 && self->coloured > 0) {
            turn(self);
        }
        read_shares(self, context);
        self->ends = headline_ends(self, context);
    }
    self->heading = self->ends > 0 ? ent_context_heading(context) : self->name[0];
    self->whiskers = true;
    for (size_t v = 0; v < context->variants; v++) {
        self->good[v] = self->ends > 0 ? ent_context_headline(context, v) : outcome_figure(context, v, self->id[0]);
    }
}

/* Largest share of an outcome in any variant. */
static double largest_share(const outcomes *self, size_t variants, size_t outcome)
{
    double most = 0;

    for (size_t v = 0; v < variants; v++) {
        most = fmax(most, self->share[v * self->count + outcome]);
    }
    return most;
}

/* Marks the outcomes that are drawn each: the `room` largest. */
static void mark_largest(const outcomes *self, size_t variants, size_t room, bool *kept)
{
    for (size_t k = 0; k < room; k++) {
        size_t best = self->count;
        for (size_t i = 0; i < self->count; i++) {
            if (self->id[i] != NULL && !kept[i] &&
                (best == self->count || largest_share(self, variants, i) > largest_share(self, variants, best))) {
                best = i;
            }
        }
        kept[best] = true;
    }
}

/* Moves the outcomes marked to the front, in their order, with their shares in one variant; returns the sum of the
 * others. */
static double compact_shares(outcomes *self, const bool *kept, size_t variant, size_t count)
{
    double others = 0;
    size_t to = variant * count;

    for (size_t i = 0; i < self->count; i++) {
        size_t from = variant * self->count + i;
        if (kept[i]) {
            self->share[to] = self->share[from];
            self->part[to++] = self->part[from];
        } else {
            others += isfinite(self->share[from]) ? self->share[from] : 0;
        }
    }
    return others;
}

/* Folds all but the largest outcomes into one, with those folded before, so that at most `most` are drawn. */
static void fold(outcomes *self, ent_chart_context *context, size_t most)
{
    bool *kept = ent_context_alloc(context, self->count, sizeof(*kept));
    size_t to = 0, coloured = 0, before = self->folded;

    if (kept == NULL || self->count <= most) {
        return;
    }
    mark_largest(self, context->variants, most - 1, kept);
    for (size_t v = 0; v < context->variants; v++) { /* writes at or before the rows that it reads */
        double others = compact_shares(self, kept, v, most);
        self->share[v * most + most - 1] = others;
        self->part[v * most + most - 1] = (ent_chart_figure){others, NAN, NAN, NAN, NAN};
    }
    for (size_t i = 0; i < self->count; i++) {
        self->whiskers = self->whiskers && (kept[i] || i >= (self->ends > 0 ? self->ends : 1));
        coloured += i < self->coloured && kept[i] ? 1 : 0;
        if (kept[i]) {
            self->id[to] = self->id[i];
            self->name[to++] = self->name[i];
        }
    }
    self->folded = self->count - to + (before > 0 ? before - 1 : 0);
    self->coloured = coloured;
    self->id[to] = NULL;
    self->name[to] = ent_context_printf(context, "%zu others", self->folded);
    self->count = most;
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

/* Position and type of the names above the bars. */
typedef struct name_row {
    double left, width, size; /* Of the first name; of each; page units */
    size_t lines;
    bool cut; /* A name does not fit */
} name_row;

/* Lays the names out above the bars; over the width of the page where they need more than three lines. */
static name_row lay_names(const outcomes *self, ent_page *page)
{
    name_row row = {.left = LEFT, .size = 11.5};
    const char *line[6];

    row.width = (RIGHT - LEFT) / (double) self->count;
    for (int wide = 0; wide < 2; wide++) {
        row.lines = 0;
        row.cut = false;
        for (size_t i = 0; i < self->count; i++) {
            size_t lines = ent_chart_text_wrap(self->name[i], row.width - 8, row.size, 1, 4, page->arena, line);
            row.lines = lines > row.lines ? lines : row.lines;
            for (size_t k = 0; k < lines; k++) {
                row.cut = row.cut || strstr(line[k], "\xE2\x80\xA6") != NULL;
            }
        }
        if ((row.lines <= 3 && !row.cut) || wide == 1) {
            break;
        }
        row.left = ENT_PAGE_LEFT;
        row.width = (FIGURES - 85 - row.left) / (double) self->count;
        row.size = 10.5;
    }
    return row;
}

/* Writes the names of the outcomes above the bars, in their colours. Returns the upper edge of the plot. */
static double put_names(const outcomes *self, ent_page *page, size_t least)
{
    name_row row = lay_names(self, page);
    ent_page_type type = {row.size, 1, "ink", ENT_PAGE_START};
    double bottom = page->top + (double) (row.lines < least ? least : row.lines) * ent_page_leading(type.size) + 4;

    for (size_t i = 0; i < self->count; i++) {
        type.colour = self->shade[i].word;
        ent_page_block(
            page, row.left + (double) i * row.width, bottom - 12, type, row.width - 8, row.lines, -1, self->name[i]);
    }
    return bottom;
}

/* Folds outcomes until the names above the stacked bars fit, or five are left. */
static void fold_for_names(outcomes *self, ent_chart_context *context, ent_page *page)
{
    fold(self, context, MOST_SEGMENTS);
    while (self->count > 5 && lay_names(self, page).cut && context->status == ENT_OK) {
        fold(self, context, self->count - 1);
    }
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
    ent_row_layout rows = ent_row_layout_make(context->shown, top + 6, ENT_PAGE_BOTTOM, 62);
    char figure[ENT_WORDING_BYTES];

    for (size_t v = 0; v < context->shown; v++) {
        ent_row_fit(&rows, context->variant[v].label, NAMES);
    }
    ent_page_frame(page, LEFT, RIGHT, top, rows.bottom);
    ent_page_put(page, "$bars << EOD\n");
    for (size_t v = 0; v < context->shown; v++) {
        put_bar(self, page, &rows, v);
    }
    ent_page_put(page, "EOD\n$whiskers << EOD\n");
    for (size_t v = 0; v < context->shown; v++) {
        const ent_chart_figure *it = &self->good[v];
        double y = ent_row_middle(&rows, v) - rows.pitch * 0.05 + rows.bar / 2 + fmin(5.5, rows.pitch * 0.13);
        if (self->whiskers) {
            put_whisker(page, it, y);
        }
    }
    ent_page_put(page, "NaN NaN NaN NaN\nEOD\n");
    for (size_t v = 0; v < context->shown; v++) {
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

    for (size_t i = 0; i < self->count; i++) {
        ent_row_fit(&rows, self->name[i], NAMES);
    }
    ent_page_frame(page, LEFT, RIGHT, rows.top - 6, rows.bottom);
    ent_row_head(page, FIGURES, page->top + 12, "Chance", "(90% range)");
    ent_page_put(page, "$bars << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        double y = ent_row_middle(&rows, i) - rows.pitch * 0.05;
        ent_page_put(page, "0 %.5g %.1f %.1f %s\n", 100 * self->share[i], y - rows.bar / 2, y + rows.bar / 2,
            self->shade[i].fill);
    }
    ent_page_put(page, "EOD\n$whiskers << EOD\n");
    for (size_t i = 0; i < self->count; i++) {
        double below = fmin(5.5, rows.pitch * 0.13);
        put_whisker(page, &self->part[i], ent_row_middle(&rows, i) - rows.pitch * 0.05 + rows.bar / 2 + below);
    }
    ent_page_put(page, "NaN NaN NaN NaN\nEOD\n");
    for (size_t i = 0; i < self->count; i++) {
        const ent_chart_figure *it = &self->part[i];
        ent_row_name(&rows, page, i, self->name[i], NAMES);
        ent_wording_compact(figure, it->p, it->mc_low, it->mc_high);
        ent_row_figure(&rows, page, i, FIGURES, figure, self->id[i] != NULL ? ent_world_range_words(context, it) : "");
    }
}

static const char *marks(const outcomes *self, ent_chart_context *context)
{
    const char *others = self->folded > 0 ? "The others are in outcomes.csv. " : "";
    size_t drawn = self->count - (self->folded > 0 ? 1 : 0);

    if (context->variants == 1) {
        return ent_context_printf(context, "%s%s",
            ent_world_range_footer(context, self->part, drawn,
                "Whisker: 90% range of the chance across worlds (what could be known, but is not). "),
            others);
    }
    return ent_context_printf(context, "%s%s%s",
        ent_world_range_footer(context, self->good, context->shown,
            ent_context_printf(context,
                "%sight-hand column: chance of \xE2\x80\x9C%s\xE2\x80\x9D, and the 90%% range of that chance "
                "across worlds (what could be known, but is not). ",
                self->whiskers ? "Whisker and r" : "R", self->heading)),
        others, ent_context_left_out(context));
}

static void draw_rows(outcomes *self, ent_chart_context *context, ent_page *page)
{
    fold(self, context, MOST_ROWS);
    give_shades(self);
    put_outcome_rows(self, context, page);
}

static void draw_stacks(outcomes *self, ent_chart_context *context, ent_page *page)
{
    ent_page_type figures = {11.5, 1, "ink", ENT_PAGE_END};
    const char *heading[6];
    double top;

    fold_for_names(self, context, page);
    give_shades(self);
    top = put_names(self, page, 1 + ent_chart_text_wrap(self->heading, 95, figures.size, 1, 3, page->arena, heading));
    ent_page_block(page, FIGURES, top - 25, figures, 95, 3, -1, self->heading);
    figures.bold = 0;
    ent_page_text(page, FIGURES, top - 12, figures, "(90% range)");
    put_rows(self, context, page, top);
}

static void draw(ent_chart_context *context)
{
    outcomes self = {0};
    ent_page *page;

    if (gather(&self, context) == 0 || context->status != ENT_OK) {
        return;
    }
    page = ent_context_page(context, "outcomes");
    if (page == NULL) {
        return;
    }
    choose_whisker(&self, context);
    ent_page_head(page, title_of(&self, context),
        context->variants == 1 ? "How it ends, % of simulated futures"
                               : "How it ends, % of simulated futures, by variant");
    if (context->variants == 1) {
        draw_rows(&self, context, page);
    } else {
        draw_stacks(&self, context, page);
    }
    ent_context_page_end(context, page, marks(&self, context), "outcomes");
}

const ent_chart ent_chart_outcomes = {.name = "outcomes",
    .about = "How the simulated futures end, in shares: a stacked bar a variant (with one variant a bar an outcome), "
             "good to bad from the left, outcomes without a truce or deal in grey",
    .table = {&ent_table_outcomes, &ent_table_headline},
    .drawing = {"outcomes"},
    .draw = draw};
