/* The matrix of comparisons: each choice (row) against each other (column). */
#include "charts/registry.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum {
    MOST = 8,    /* choices drawn */
    NAMES = 190, /* width of the names, page units */
    CHANCE = 300,
    LEFT = 330, /* of the matrix */
    MATRIX_TOP = 44
};

/* A pair, as the row less the column. */
typedef struct cell {
    bool known;
    double difference, low, high, better;
} cell;

typedef struct matrix {
    size_t choices, all; /* drawn, and in the table */
    const char **name;   /* [choices] labels */
    const char **id;     /* [choices] names in the tables */
    double *chance;      /* [choices] NaN: not known */
    cell *cell;          /* [choices][choices] */
    bool mean;
} matrix;

/* --- the tables --------------------------------------------------------------------------------------------------- */

static size_t index_of(const matrix *self, const char *id)
{
    size_t i = 0;

    while (i < self->choices && strcmp(self->id[i], id) != 0) {
        i++;
    }
    return i;
}

/* The label of a choice in the request, else its name. */
static const char *label_of(ent_chart_context *context, const char *id)
{
    for (size_t i = 0; i < context->request->variants; i++) {
        const ent_chart_name *name = &context->request->variant[i];
        if (strcmp(name->id, id) == 0 && name->label != NULL && *name->label != '\0') {
            return ent_context_name(context, name->label);
        }
    }
    return ent_context_name(context, id);
}

static void read_pair(matrix *self, const ent_csv *csv, size_t row)
{
    size_t first = index_of(self, ent_csv_cell(csv, row, ent_csv_column(csv, "first")));
    size_t second = index_of(self, ent_csv_cell(csv, row, ent_csv_column(csv, "second")));
    cell read = {.known = true,
        .difference = ent_csv_number_of(csv, row, "difference"),
        .low = ent_csv_number_of(csv, row, "difference_low"),
        .high = ent_csv_number_of(csv, row, "difference_high"),
        .better = ent_csv_number_of(csv, row, "better")};

    if (first == self->choices || second == self->choices || isnan(read.difference)) {
        return;
    }
    self->cell[second * self->choices + first] = read;
    self->cell[first * self->choices + second] = (cell){.known = true,
        .difference = -read.difference,
        .low = -read.high,
        .high = -read.low,
        .better = 1.0 - read.better};
}

static bool read_tables(matrix *self, ent_chart_context *context)
{
    const ent_csv *robust = ent_context_table(context, &ent_table_robust);
    const ent_csv *pairs = ent_context_table(context, &ent_table_compare);
    size_t choice = ent_csv_column(robust, "choice");
    char measure[ENT_WORDING_BYTES];

    self->all = robust->rows;
    self->choices = self->all < MOST ? self->all : MOST;
    self->name = ent_context_alloc(context, self->choices + 1, sizeof(*self->name));
    self->id = ent_context_alloc(context, self->choices + 1, sizeof(*self->id));
    self->chance = ent_context_alloc(context, self->choices + 1, sizeof(*self->chance));
    self->cell = ent_context_alloc(context, self->choices * self->choices + 1, sizeof(*self->cell));
    if (self->name == NULL || self->id == NULL || self->chance == NULL || self->cell == NULL) {
        return false;
    }
    for (size_t i = 0; i < self->choices; i++) {
        self->id[i] = ent_csv_cell(robust, i, choice);
        self->name[i] = label_of(context, self->id[i]);
        self->chance[i] = ent_csv_number_of(robust, i, "probability");
    }
    for (size_t row = 0; row < pairs->rows; row++) {
        read_pair(self, pairs, row);
    }
    self->mean = pairs->rows > 0 &&
                 ent_measure_of_expression(ent_csv_cell(pairs, 0, ent_csv_column(pairs, "expression")), measure);
    return true;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static bool is_clear(const matrix *self, const cell *at)
{
    return at->known && (self->mean ? ent_wording_excludes_zero(at->low, at->high)
                                    : ent_wording_is_clear(at->difference, at->low, at->high)) != 0;
}

/* The choice that is clearly above all others, or as many as there are. */
static size_t find_leader(const matrix *self)
{
    for (size_t i = 0; i < self->choices; i++) {
        size_t beaten = 0;
        for (size_t j = 0; j < self->choices; j++) {
            const cell *at = &self->cell[i * self->choices + j];
            beaten += is_clear(self, at) && at->difference > 0.0 ? 1 : 0;
        }
        if (beaten + 1 == self->choices) {
            return i;
        }
    }
    return self->choices;
}

static void difference_words(char words[ENT_WORDING_BYTES], const matrix *self, const cell *at)
{
    const char *sign = at->difference < 0.0 ? "\xE2\x88\x92" : "+";
    size_t length = strlen(sign);
    double half = (at->high - at->low) / 2.0;

    if (!self->mean) {
        ent_wording_points(words, at->difference, isfinite(half) ? half : 1.0);
        return;
    }
    ent_measure_words(words, fabs(at->difference), half);
    memmove(words + length, words, ENT_WORDING_BYTES - length);
    words[ENT_WORDING_BYTES - 1] = '\0';
    memcpy(words, sign, length);
}

/* "+1.0 to +1.8" */
static const char *interval_words(const matrix *self, ent_chart_context *context, const cell *at)
{
    cell low = *at, high = *at;
    char from[ENT_WORDING_BYTES], to[ENT_WORDING_BYTES];

    low.difference = at->low;
    high.difference = at->high;
    if (!self->mean && fmin(fabs(at->low), fabs(at->high)) < 0.005) { /* an end that is not 0 does not read 0 */
        low.low = low.high = high.low = high.high = 0.0;
    }
    difference_words(from, self, &low);
    difference_words(to, self, &high);
    return ent_context_printf(context, "%s to %s", from, to);
}

static const char *title_of(const matrix *self, ent_chart_context *context)
{
    size_t leader = find_leader(self);
    const cell *pair = self->choices == 2 ? &self->cell[leader == 0 ? 1 : 2] : NULL;
    char words[ENT_WORDING_BYTES];

    if (leader == self->choices) {
        return self->choices == 2
                   ? ent_context_printf(context, "No clear difference between %s and %s", self->name[0], self->name[1])
                   : "No choice is clearly above all others";
    }
    if (pair == NULL) {
        return ent_context_printf(context, "%s is clearly above all others", self->name[leader]);
    }
    difference_words(words, self, pair);
    return ent_context_printf(context, "%s: %s%s against %s, better in %.0f of 100 worlds", self->name[leader], words,
        self->mean ? "" : " points", self->name[1 - leader], 100.0 * pair->better);
}

/* --- the drawing -------------------------------------------------------------------------------------------------- */

typedef struct frame {
    double top, side, height; /* of the cells, page units */
} frame;

/* Lines of words that a cell has room for. */
static int lines_of(const frame *self)
{
    return self->height > 50.0 && self->side > 62.0 ? 3 : self->height > 34.0 ? 2 : 1;
}

static void put_boxes(const matrix *self, ent_page *page, const frame *at)
{
    ent_page_put(page, "$cells << EOD\n");
    for (size_t i = 0; i < self->choices; i++) {
        for (size_t j = 0; j < self->choices; j++) {
            const cell *it = &self->cell[i * self->choices + j];
            bool clear = is_clear(self, it);
            const char *colour = i == j || !it->known   ? "0xF3F5F7"
                                 : !clear               ? "0xE3E7EB"
                                 : it->difference > 0.0 ? "0xBFD3E3"
                                                        : "0xF3D3C6";
            ent_page_put(page, "%.2f %.2f %.2f %.2f %s\n", (double) LEFT + (double) j * at->side,
                (double) LEFT + (double) (j + 1) * at->side, at->top + (double) i * at->height,
                at->top + (double) (i + 1) * at->height, colour);
        }
    }
    ent_page_put(page, "EOD\n");
}

static void put_words(const matrix *self, ent_chart_context *context, ent_page *page, const frame *at)
{
    double size = fmin(15.0, fmin(at->side / 4.2, at->height / 2.6));
    ent_page_type figure = {size, 1, "ink", ENT_PAGE_MIDDLE},
                  note = {fmin(11.0, at->side / 8.5), 0, "soft", ENT_PAGE_MIDDLE};

    int lines = lines_of(at);
    double step = 1.35 * note.size;

    for (size_t i = 0; i < self->choices * self->choices; i++) {
        const cell *it = &self->cell[i];
        size_t row = i / self->choices;
        double x = (double) LEFT + ((double) (i % self->choices) + 0.5) * at->side;
        double y = at->top + ((double) row + 0.5) * at->height;
        char words[ENT_WORDING_BYTES];
        if (!it->known) {
            continue;
        }
        figure.bold = is_clear(self, it) ? 1 : 0;
        difference_words(words, self, it);
        ent_page_text(page, x, y - step * (lines == 3 ? 0.95 : lines == 2 ? 0.5 : 0.0), figure, words);
        if (lines > 1 && isfinite(it->better)) {
            ent_page_text(page, x, y + step * (lines == 3 ? 1.05 : 0.6), note,
                at->side > 100.0 ? ent_context_printf(context, "better in %.0f of 100", 100.0 * it->better)
                                 : ent_context_printf(context, "%.0f of 100", 100.0 * it->better));
        }
        if (lines == 3 && isfinite(it->low) && isfinite(it->high)) {
            ent_page_text(page, x, y + 0.1 * step, note, interval_words(self, context, it));
        }
    }
}

static void put_names(const matrix *self, ent_chart_context *context, ent_page *page, const frame *at)
{
    ent_page_type number = {13, 1, "ink", ENT_PAGE_START}, name = {12.5, 0, "ink", ENT_PAGE_START},
                  chance = {13, 1, "ink", ENT_PAGE_END}, head = {11.5, 0, "soft", ENT_PAGE_MIDDLE};
    char words[ENT_WORDING_BYTES];

    for (size_t i = 0; i < self->choices; i++) {
        double y = at->top + ((double) i + 0.5) * at->height;
        ent_page_text(page, ENT_PAGE_LEFT, y, number, ent_context_printf(context, "%zu", i + 1));
        ent_page_block(page, ENT_PAGE_LEFT + 18, y, name, NAMES, at->height > 34.0 ? 3 : 1, 0, self->name[i]);
        if (self->mean) {
            ent_measure_words(words, self->chance[i], (double) NAN);
        } else {
            ent_wording_percent(words, self->chance[i]);
        }
        ent_page_text(page, CHANCE, y, chance, words);
        ent_page_text(page, (double) LEFT + ((double) i + 0.5) * at->side, at->top - 12.0, head,
            ent_context_printf(context, "%s%zu", at->side > 60.0 ? "against " : "", i + 1));
    }
    head.align = ENT_PAGE_END;
    ent_page_text(page, CHANCE, at->top - 12.0, head, self->mean ? "Mean" : "Chance");
}

static const char *footer_of(const matrix *self, ent_chart_context *context, int lines)
{
    const char *more = self->all > self->choices ? ent_context_printf(context, "%zu more choices are in compare.csv. ",
                                                       self->all - self->choices)
                                                 : "";

    return ent_context_printf(context,
        "%sBlue: the row is clearly above the column, red: clearly below (the 95%% interval of the difference, paired "
        "by "
        "world, leaves out 0%s); grey: not clear.%s",
        more, self->mean ? "" : ", and it is a tenth of a point or more",
        lines == 3   ? " Below: the interval, and the worlds of 100 in which the row is better."
        : lines == 2 ? " Below: the worlds of 100 in which the row is better; intervals are in compare.csv."
                     : " Intervals are in compare.csv.");
}

static void draw(ent_chart_context *context)
{
    matrix self = {0};
    frame at;
    ent_page *page;

    if (ent_context_table(context, &ent_table_compare)->rows == 0 || !read_tables(&self, context)) {
        return;
    }
    page = ent_context_page(context, "compare");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context),
        self.mean ? "Mean of the headline's measure: row less column"
                  : ent_context_printf(context, "Chance that %s: row less column, in percentage points",
                        context->headline != NULL && *context->headline != '\0' ? ent_context_clause(context)
                                                                                : "the headline of each file is true"));
    at.top = page->top + MATRIX_TOP;
    at.side = fmin(130.0, (double) (ENT_PAGE_RIGHT - LEFT) / (double) self.choices);
    at.height = fmin(72.0, ((double) ENT_PAGE_BOTTOM - at.top) / (double) self.choices);
    ent_page_frame(page, LEFT, (double) LEFT + (double) self.choices * at.side, at.top,
        at.top + (double) self.choices * at.height);
    put_boxes(&self, page, &at);
    put_words(&self, context, page, &at);
    put_names(&self, context, page, &at);
    ent_context_page_end(context, page, footer_of(&self, context, lines_of(&at)), "analysis/compare");
}

const ent_chart ent_chart_compare = {.name = "compare",
    .about = "How far each choice is above each other, and in how many worlds",
    .table = {&ent_table_compare, &ent_table_robust},
    .drawing = {"analysis/compare"},
    .draw = draw};
