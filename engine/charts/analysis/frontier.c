/* The space of deals: a plane of utilities, or one for each pair of parties. */
#include "charts/analysis/factor_name.h"
#include "charts/registry.h"
#include "wording/analysis/frontier_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_PARTIES = 4, /* drawn against each other */
    MOST_PANELS = 6,
    MOST_CHOSEN = 8,
    FINE = 100,  /* packages as near as a cell of a plane are drawn as one: cells along a side, of one plane … */
    COARSE = 40, /* … and of several */
    GAP = 44     /* between planes, page units */
};

typedef struct axis {
    const char *name;
    double reservation; /* in [0, 1]; NaN: not known */
    size_t column;      /* of frontier.csv */
} axis;

/* A package that a rule chooses. */
typedef struct chosen {
    size_t row;
    const char *rules; /* for people */
} chosen;

typedef struct space {
    const ent_csv *csv;
    axis party[MOST_PARTIES];
    size_t parties, vetoes; /* vetoes: of all, drawn or not */
    chosen chosen[MOST_CHOSEN];
    size_t chosens;
    double most; /* largest share of `acceptable` */
    size_t pareto, acceptable;
} space;

/* A plane on the page. */
typedef struct panel {
    const axis *x, *y;
    double left, top, side; /* page units */
} panel;

/* --- the tables --------------------------------------------------------------------------------------------------- */

static double summary(ent_chart_context *context, const char *figure)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_frontier_summary);
    size_t name = ent_csv_column(csv, "figure"), value = ent_csv_column(csv, "value");

    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, name), figure) == 0) {
            return ent_csv_number(csv, row, value);
        }
    }
    return (double) NAN;
}

static void add_party(space *self, ent_chart_context *context, const char *id, double reservation)
{
    const char *column = ent_context_printf(context, "utility_%s", id);
    axis *made = &self->party[self->parties];

    for (size_t p = 0; p < self->parties; p++) {
        if (self->party[p].column == ent_csv_column(self->csv, column)) {
            return;
        }
    }
    if (self->parties < MOST_PARTIES) {
        *made = (axis){.name = ent_context_label(context, ent_context_printf(context, "parties.%s", id), id),
            .reservation = reservation,
            .column = ent_csv_column(self->csv, column)};
        self->parties++;
    }
}

/* Parties with a veto; where there is but one, others too. */
static void find_parties(space *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_frontier_summary);
    size_t figure = ent_csv_column(csv, "figure");

    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, figure), "reservation") == 0) {
            self->vetoes++;
            add_party(self, context, ent_csv_cell(csv, row, ent_csv_column(csv, "party")),
                ent_csv_number_of(csv, row, "value"));
        }
    }
    for (size_t c = 0; c < self->csv->columns && self->parties < 2; c++) {
        if (strncmp(self->csv->cell[c], "utility_", 8) == 0) {
            add_party(self, context, self->csv->cell[c] + 8, (double) NAN);
        }
    }
}

/* "Nash, egalitarian", from "nash egalitarian" */
static const char *rule_words(ent_chart_context *context, const char *rules)
{
    const char *text = "";

    for (const char *at = rules; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        const char *name =
            ent_frontier_rule_name(ent_context_printf(context, "%.*s", (int) length, at), &context->arena);
        text = ent_context_printf(context, "%s%s%s", text, *text != '\0' ? ", " : "", name != NULL ? name : "");
        at += length;
    }
    return text;
}

static void read_rows(space *self, ent_chart_context *context)
{
    size_t point = ent_csv_column(self->csv, "point"), acceptable = ent_csv_column(self->csv, "acceptable");
    size_t pareto = ent_csv_column(self->csv, "pareto");

    for (size_t row = 0; row < self->csv->rows; row++) {
        const char *rules = ent_csv_cell(self->csv, row, point);
        double share = ent_csv_number(self->csv, row, acceptable);
        self->most = share > self->most ? share : self->most;
        self->acceptable += share > 0.0 ? 1 : 0;
        self->pareto += ent_csv_number(self->csv, row, pareto) > 0.0 ? 1 : 0;
        if (*rules != '\0' && self->chosens < MOST_CHOSEN) {
            self->chosen[self->chosens++] = (chosen){.row = row, .rules = rule_words(context, rules)};
        }
    }
}

static double utility(const space *self, size_t row, const axis *of)
{
    return ent_csv_number(self->csv, row, of->column);
}

/* --- planes ------------------------------------------------------------------------------------------------------- */

static double x_of(const panel *self, double u)
{
    return self->left + u * self->side;
}

static double y_of(const panel *self, double u)
{
    return self->top + (1.0 - u) * self->side;
}

/* Lays out the planes of all pairs. Returns their number. */
static size_t lay_out(const space *self, double top, panel *panels)
{
    size_t count = 0;
    size_t all = self->parties * (self->parties - 1) / 2;
    size_t across = all > 3 ? 3 : all;
    size_t down = (all + 2) / 3;
    double height = ((double) ENT_PAGE_BOTTOM - top - 18.0) / (double) down - (down > 1 ? 34.0 : 20.0);
    double width = (double) (ENT_PAGE_RIGHT - ENT_PAGE_LEFT - GAP * (int) across) / (double) across;
    double side = all == 1 ? fmin(height, 300.0) : fmin(height, width);

    for (size_t a = 0; a < self->parties; a++) {
        for (size_t b = a + 1; b < self->parties && count < MOST_PANELS; b++) {
            size_t row = count / across;
            panels[count] = (panel){.x = &self->party[a],
                .y = &self->party[b],
                .left = (double) ENT_PAGE_LEFT + 26.0 + (double) (count % across) * (side + GAP),
                .top = top + 18.0 + (double) row * (side + 44.0),
                .side = side};
            count++;
        }
    }
    return count;
}

/* The package drawn in one cell of a plane: the one that most futures accept. */
typedef struct spot {
    bool any, front;
    double x, y, acceptable;
} spot;

static void fill_spots(const space *self, const panel *plane, spot *spots, size_t cells)
{
    size_t acceptable = ent_csv_column(self->csv, "acceptable"), pareto = ent_csv_column(self->csv, "pareto");

    memset(spots, 0, cells * cells * sizeof(*spots));
    for (size_t row = 0; row < self->csv->rows; row++) {
        double x = utility(self, row, plane->x), y = utility(self, row, plane->y);
        double share = ent_csv_number(self->csv, row, acceptable);
        double i = fmin(floor(x * (double) cells), (double) cells - 1.0);
        double j = fmin(floor(y * (double) cells), (double) cells - 1.0);
        spot *at;
        if (!(i >= 0.0) || !(j >= 0.0)) {
            continue;
        }
        at = &spots[(size_t) j * cells + (size_t) i];
        at->front = at->front || ent_csv_number(self->csv, row, pareto) > 0.0;
        if (!at->any || share > at->acceptable) {
            at->x = x;
            at->y = y;
            at->acceptable = share;
        }
        at->any = true;
    }
}

static void put_spots(
    const space *self, ent_page *page, const panel *plane, const spot *spots, size_t count, bool some, double scale)
{
    for (size_t i = 0; i < count; i++) {
        const spot *at = &spots[i];
        if (!at->any || (at->acceptable > 0.0) != some) {
            continue;
        }
        ent_page_put(page, "%.2f %.2f", x_of(plane, at->x), y_of(plane, at->y));
        if (some) { /* the area is the share */
            ent_page_put(page, " %.3f", (0.25 + 0.85 * sqrt(at->acceptable / self->most)) * scale);
        }
        ent_page_put(page, "\n");
    }
}

static void put_rings(ent_page *page, const panel *plane, const spot *spots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (spots[i].front) {
            ent_page_put(page, "%.2f %.2f\n", x_of(plane, spots[i].x), y_of(plane, spots[i].y));
        }
    }
}

static int compare_points(const void *a, const void *b)
{
    const double *left = a, *right = b;

    return left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : left[1] > right[1] ? -1 : left[1] < right[1] ? 1 : 0;
}

/* The front of two parties as a line, from left to right. */
static void put_front(const space *self, ent_chart_context *context, ent_page *page, const panel *plane)
{
    double *xy = ent_context_alloc(context, 2 * self->pareto + 2, sizeof(*xy));
    size_t pareto = ent_csv_column(self->csv, "pareto");
    size_t count = 0;

    for (size_t row = 0; xy != NULL && row < self->csv->rows; row++) {
        if (ent_csv_number(self->csv, row, pareto) > 0.0) {
            xy[2 * count] = utility(self, row, plane->x);
            xy[2 * count++ + 1] = utility(self, row, plane->y);
        }
    }
    if (xy != NULL) {
        qsort(xy, count, 2 * sizeof(*xy), compare_points);
    }
    for (size_t i = 0; i < count; i++) {
        ent_page_put(page, "%.2f %.2f\n", x_of(plane, xy[2 * i]), y_of(plane, xy[2 * i + 1]));
    }
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

/* Begins a datablock; one without points would be an error of gnuplot. */
static void begin(ent_page *page, const char *name, const char *nothing)
{
    ent_page_put(page, "$%s << EOD\n%s\n", name, nothing);
}

static void put_points(const space *self, ent_chart_context *context, ent_page *page, const panel *planes, size_t count)
{
    size_t cells = count == 1 ? FINE : COARSE;
    spot *spots = ent_context_alloc(context, count * cells * cells + 1, sizeof(*spots));
    bool line = count == 1 && self->vetoes == 2;

    for (size_t k = 0; spots != NULL && k < count; k++) {
        fill_spots(self, &planes[k], spots + k * cells * cells, cells);
    }
    if (spots == NULL) {
        return;
    }
    begin(page, "never", "NaN NaN");
    for (size_t k = 0; k < count; k++) {
        put_spots(self, page, &planes[k], spots + k * cells * cells, cells * cells, false, 1.0);
    }
    ent_page_put(page, "EOD\n");
    begin(page, "some", "NaN NaN NaN");
    for (size_t k = 0; k < count; k++) {
        put_spots(self, page, &planes[k], spots + k * cells * cells, cells * cells, true,
            count == 1   ? 1.0
            : count <= 3 ? 0.8
                         : 0.5);
    }
    ent_page_put(page, "EOD\n");
    begin(page, "rings", "NaN NaN");
    for (size_t k = 0; k < count && !line; k++) {
        put_rings(page, &planes[k], spots + k * cells * cells, cells * cells);
    }
    ent_page_put(page, "EOD\n");
    begin(page, "front", "NaN NaN");
    if (line) {
        put_front(self, context, page, &planes[0]);
    }
    ent_page_put(page, "EOD\n");
}

static void put_frames(ent_page *page, const panel *planes, size_t count)
{
    begin(page, "zone", "NaN NaN NaN NaN");
    for (size_t k = 0; k < count; k++) {
        const panel *at = &planes[k];
        if (!isnan(at->x->reservation) && !isnan(at->y->reservation)) {
            ent_page_put(page, "%.2f %.2f %.2f %.2f\n", x_of(at, at->x->reservation), x_of(at, 1.0), y_of(at, 1.0),
                y_of(at, at->y->reservation));
        }
    }
    ent_page_put(page, "EOD\n");
    begin(page, "lines", "NaN NaN NaN NaN");
    for (size_t k = 0; k < count; k++) {
        const panel *at = &planes[k];
        for (int i = 0; i <= 4; i++) {
            double u = i / 4.0;
            ent_page_put(page, "%.2f %.2f %.2f %.2f\n", x_of(at, u), y_of(at, 0.0), x_of(at, u), y_of(at, 1.0));
            ent_page_put(page, "%.2f %.2f %.2f %.2f\n", x_of(at, 0.0), y_of(at, u), x_of(at, 1.0), y_of(at, u));
        }
    }
    ent_page_put(page, "EOD\n");
}

static void put_axes(ent_chart_context *context, ent_page *page, const panel *planes, size_t count)
{
    ent_page_type tic = {10.5, 0, "soft", ENT_PAGE_END}, name = {11.5, 1, "soft", ENT_PAGE_END};

    for (size_t k = 0; k < count; k++) {
        const panel *at = &planes[k];
        int step = count == 1 ? 1 : 2;
        for (int i = 0; i <= 4; i += step) {
            const char *text = ent_context_printf(context, "%d", 25 * i);
            tic.align = ENT_PAGE_END;
            ent_page_text(page, at->left - 5.0, y_of(at, i / 4.0), tic, text);
            tic.align = ENT_PAGE_MIDDLE;
            ent_page_text(page, x_of(at, i / 4.0), at->top + at->side + 9.0, tic, text);
        }
        name.align = ENT_PAGE_END;
        ent_page_text(page, at->left + at->side, at->top + at->side + 22.0, name,
            ent_context_printf(context, "%s \xE2\x86\x92", at->x->name));
        name.align = ENT_PAGE_START;
        ent_page_text(
            page, at->left - 20.0, at->top - 10.0, name, ent_context_printf(context, "\xE2\x86\x91 %s", at->y->name));
    }
}

/* "69 for Russia, 53 for Ukraine" */
static const char *worth_of(const space *self, ent_chart_context *context, size_t row)
{
    const char *text = "";

    for (size_t p = 0; p < self->parties; p++) {
        text = ent_context_printf(context, "%s%s%.0f for %s", text, p > 0 ? ", " : "",
            100.0 * utility(self, row, &self->party[p]), self->party[p].name);
    }
    return text;
}

/* Marks the packages that the rules choose, and lists their figures, beside a single plane or below few. */
static void put_chosen(const space *self, ent_chart_context *context, ent_page *page, const panel *planes, size_t count)
{
    ent_page_type mark = {11.0, 1, "ink", ENT_PAGE_START}, text = {11.5, 0, "ink", ENT_PAGE_START};
    size_t acceptable = ent_csv_column(self->csv, "acceptable");
    size_t last = count < 3 ? count - 1 : 2; /* of the first row */
    bool beside = (double) ENT_PAGE_RIGHT - (planes[last].left + planes[last].side) > 160.0;
    double x = beside ? planes[last].left + planes[last].side + 34.0 : (double) ENT_PAGE_LEFT;
    double y = beside ? planes[0].top + 6.0 : planes[count - 1].top + planes[count - 1].side + 46.0;
    double step = 17.0;

    begin(page, "chosen", "NaN NaN");
    for (size_t i = 0; i < self->chosens; i++) {
        for (size_t k = 0; k < count; k++) {
            ent_page_put(page, "%.2f %.2f\n", x_of(&planes[k], utility(self, self->chosen[i].row, planes[k].x)),
                y_of(&planes[k], utility(self, self->chosen[i].row, planes[k].y)));
        }
    }
    ent_page_put(page, "EOD\n");
    for (size_t i = 0; i < self->chosens; i++) {
        const chosen *at = &self->chosen[i];
        const char *label = ent_context_printf(context, "%zu", i + 1);
        char share[ENT_WORDING_BYTES];
        for (size_t k = 0; k < count && self->chosens > 1 && count <= 3; k++) {
            ent_page_text(page, x_of(&planes[k], utility(self, at->row, planes[k].x)) + (i % 2 == 0 ? 7.0 : -14.0),
                y_of(&planes[k], utility(self, at->row, planes[k].y)) + (i % 2 == 0 ? -7.0 : 9.0), mark, label);
        }
        size_t lines = (size_t) fmax(0.0, ((double) ENT_PAGE_BOTTOM + 12.0 - y) / step);
        if (lines == 0) {
            continue;
        }
        ent_wording_percent(share, ent_csv_number(self->csv, at->row, acceptable));
        y += step * (double) ent_page_block(page, x, y, text, (double) ENT_PAGE_RIGHT - x, lines < 5 ? lines : 5, 1,
                        ent_context_printf(context, "%s%s%s: %s, acceptable in %s",
                            self->chosens > 1 && count <= 3 ? label : "", self->chosens > 1 && count <= 3 ? "  " : "",
                            at->rules, worth_of(self, context, at->row), share)) +
             4.0;
    }
}

static const char *title_of(const space *self, ent_chart_context *context)
{
    double none = summary(context, "none");
    char share[ENT_WORDING_BYTES];

    if (none >= 0.005) {
        ent_wording_percent(share, none);
        return ent_context_printf(
            context, "In %s of futures no deal is acceptable to all, even in the last round", share);
    }
    ent_wording_percent(share, self->most);
    return ent_context_printf(context, "No deal is acceptable to all in more than %s of futures", share);
}

static void draw(ent_chart_context *context)
{
    space self = {.csv = ent_context_table(context, &ent_table_frontier)};
    const char *analysed = ent_chart_analysed(context, &ent_table_frontier);
    panel planes[MOST_PANELS];
    size_t count;
    ent_page *page;

    find_parties(&self, context);
    if (self.csv->rows == 0 || self.parties < 2) {
        return;
    }
    read_rows(&self, context);
    page = ent_context_page(context, "frontier");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(&self, context),
        self.parties == 2
            ? ent_context_printf(context, "%sWhat each package is worth to %s and %s, %% of all that each could want",
                  analysed, self.party[0].name, self.party[1].name)
            : ent_context_printf(context,
                  "%sWhat each package is worth to each two of the parties, %% of all that each could want", analysed));
    count = lay_out(&self, page->top + 6.0, planes);
    ent_page_frame(page, ENT_PAGE_LEFT - 5, ENT_PAGE_RIGHT + 5, page->top, ENT_PAGE_BOTTOM + 12);
    put_frames(page, planes, count);
    put_points(&self, context, page, planes, count);
    put_axes(context, page, planes, count);
    put_chosen(&self, context, page, planes, count);
    ent_context_page_end(context, page,
        ent_context_printf(context,
            "Blue: acceptable to all in some futures, larger in more (at most %.0f%%); grey: in none. %s: the Pareto "
            "front%s. "
            "Red: what bargaining rules choose. Shaded: both get at least what fighting on brings%s.",
            100.0 * self.most, count == 1 && self.vetoes == 2 ? "Line" : "Rings",
            summary(context, "out") > 0.0 ? " of what is not refused" : "",
            isnan(summary(context, "draw")) ? ", in the future in the middle" : ", in the draw asked for"),
        "analysis/frontier");
}

const ent_chart ent_chart_frontier = {.name = "frontier",
    .about =
        "The space of deals: what each package is worth to whom, the Pareto front, and how often all would accept it",
    .table = {&ent_table_frontier, &ent_table_frontier_summary},
    .drawing = {"analysis/frontier"},
    .draw = draw};
