/* Chart `value`: the value of knowing each factor before choosing. */
#include "tables/analysis/value.h"
#include "charts/analysis/factor_name.h"
#include "charts/layout/row_layout.h"
#include "charts/registry.h"

#include "base/status.h"
#include "wording/analysis/value_words.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { LEFT = 208, RIGHT = 530, WORTH = 615, SWITCHES = 695, NAMES = LEFT - ENT_PAGE_LEFT - 12, TICS = 12 };
enum { MOST = 12 /* factors drawn */ };

/* The rows of the table: everything first, then the factors by falling value. */
typedef struct value_rows {
    ent_value_figures *row; /* [count] the first one is `all` */
    size_t count;
    const char *best; /* display name of the choice made without knowing more */
    const char *unit; /* of the measure; NULL: a probability */
    bool drowned;     /* everything has no figures, since it came out below a single factor */
} value_rows;

static ent_value_figures read_row(ent_chart_context *context, const ent_csv *csv, size_t row)
{
    const char *factor = ent_csv_cell(csv, row, ent_csv_column(csv, "factor"));

    return (ent_value_figures){
        .name = strcmp(factor, "all") == 0 ? "Everything, at least" : ent_chart_factor_name(context, factor),
        .value = ent_csv_number_of(csv, row, "value"),
        .low = ent_csv_number_of(csv, row, "value_low"),
        .high = ent_csv_number_of(csv, row, "value_high"),
        .switches = ent_csv_number_of(csv, row, "switches")};
}

static const char *variant_name(ent_chart_context *context, const char *id)
{
    for (size_t v = 0; v < context->variants; v++) {
        if (strcmp(context->variant[v].id, id) == 0) {
            return ent_context_name(context, context->variant[v].label);
        }
    }
    return id;
}

/* Drops the figures of everything where a single factor is worth more: half of a world's draws then choose too badly to
 * show its value. */
static void drop_drowned(value_rows *self)
{
    if (self->count > 1 && self->row[0].high < self->row[1].value) {
        self->row[0] = (ent_value_figures){.name = self->row[0].name,
            .value = (double) NAN,
            .low = (double) NAN,
            .high = (double) NAN,
            .switches = (double) NAN};
        self->drowned = true;
    }
}

static bool gather(value_rows *self, ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_value);
    size_t factors = 0;

    self->row = ent_context_alloc(context, csv->rows + 1, sizeof(*self->row));
    if (self->row == NULL || context->status != ENT_OK || csv->rows == 0) {
        return false;
    }
    for (size_t i = 0; i < csv->rows; i++) {
        bool all = strcmp(ent_csv_cell(csv, i, ent_csv_column(csv, "factor")), "all") == 0;
        self->row[all ? 0 : ++factors] = read_row(context, csv, i);
    }
    self->count = factors + 1;
    ent_value_sort(self->row + 1, factors);
    drop_drowned(self);
    self->best = variant_name(context, ent_csv_cell(csv, 0, ent_csv_column(csv, "best_without")));
    self->unit = ent_context_headline_measure(context) != NULL ? "" : NULL;
    return self->row[0].name != NULL;
}

static const char *amount(ent_chart_context *context, const value_rows *rows, const ent_value_figures *it)
{
    const char *made = ent_value_amount(it, rows->unit, &context->arena);

    return made != NULL ? made : "";
}

static const char *number(ent_chart_context *context, const value_rows *rows, const ent_value_figures *it)
{
    const char *made = ent_value_number(it, rows->unit == NULL, &context->arena);

    return made != NULL ? made : "";
}

static const char *title_of(ent_chart_context *context, const value_rows *rows)
{
    const ent_value_figures *top = &rows->row[1];

    if (!ent_value_is_known(top, rows->count - 1, &rows->row[0])) {
        return "What it would be worth to know cannot be told";
    }
    if (rows->count < 2 || !(top->value > 0)) {
        return ent_context_printf(context,
            "No single factor, if known, would change the choice of \xE2\x80\x9C%s\xE2\x80\x9D",
            ent_chart_title_name(context, rows->best));
    }
    if (!(rows->row[0].high >= top->value)) { /* noise of few draws, or not known */
        return ent_context_printf(context, "To know \xE2\x80\x9C%s\xE2\x80\x9D before choosing is worth %s",
            ent_chart_title_name(context, top->name), amount(context, rows, top));
    }
    return ent_context_printf(context,
        "To know \xE2\x80\x9C%s\xE2\x80\x9D before choosing is worth %s; everything, at least %s",
        ent_chart_title_name(context, top->name), amount(context, rows, top), amount(context, rows, &rows->row[0]));
}

static const char *subtitle_of(ent_chart_context *context, const value_rows *rows)
{
    return ent_context_printf(context, "What knowing it adds to %s%s; choice without: \xE2\x80\x9C%s\xE2\x80\x9D",
        ent_chart_subject(context), rows->unit == NULL ? ", in points" : "", rows->best);
}

static void put_axis(ent_chart_context *context, ent_page *page, const value_rows *rows, size_t count, double scale)
{
    double high = 0, tic[TICS];
    const char *label[TICS];
    size_t tics;

    for (size_t i = 0; i < count; i++) {
        high = fmax(high, fmax(rows->row[i].value, rows->row[i].high));
    }
    tics = ent_page_ticks(0, scale * (high > 0 ? high : 0.01), 4, tic, TICS);
    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_context_printf(context, "%.6g", tic[i]);
    }
    ent_page_put(page, "end = %.6g\n", tic[tics - 1]);
    ent_page_tics(page, "xtics", tic, label, tics);
}

static void put_rows(ent_chart_context *context, ent_page *page, const value_rows *rows, size_t count)
{
    ent_row_layout layout = ent_row_layout_make(count, page->top + 30, ENT_PAGE_BOTTOM, 40);
    double scale = rows->unit == NULL ? 100 : 1;

    layout.two_lines = layout.pitch >= 30;
    for (size_t i = 0; i < count; i++) {
        ent_row_fit(&layout, rows->row[i].name, NAMES);
    }
    ent_page_frame(page, LEFT, RIGHT, layout.top - 4, layout.bottom);
    put_axis(context, page, rows, count, scale);
    ent_row_head(page, WORTH, page->top + 10, rows->unit == NULL ? "Points" : "Worth", "");
    ent_row_head(page, SWITCHES, page->top + 10, "Other choice", "");
    for (size_t i = 0; i < count; i++) {
        char share[ENT_WORDING_BYTES];
        double y = ent_row_middle(&layout, i);
        ent_row_name(&layout, page, i, rows->row[i].name, NAMES);
        ent_page_text(
            page, WORTH, y, (ent_page_type){layout.name, 1, "ink", ENT_PAGE_END}, number(context, rows, &rows->row[i]));
        ent_wording_chance(share, rows->row[i].switches);
        ent_page_text(page, SWITCHES, y, (ent_page_type){layout.name, 0, "muted", ENT_PAGE_END}, share);
    }
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < count; i++) {
        ent_page_number(page, scale * rows->row[i].value);
        ent_page_number(page, scale * rows->row[i].low);
        ent_page_number(page, scale * rows->row[i].high);
        ent_page_put(page, " %.1f %s\n", ent_row_middle(&layout, i), i == 0 ? "0x1B4F7A" : "0x6FA8CF");
    }
    ent_page_put(page, "EOD\nheight = %.1f\n", layout.bar / 2);
}

static void draw(ent_chart_context *context)
{
    value_rows rows = {.count = 0};
    size_t count;
    ent_page *page;

    if (!gather(&rows, context)) {
        return;
    }
    page = ent_context_page(context, "value");
    if (page == NULL) {
        return;
    }
    count = rows.count < MOST + 1 ? rows.count : MOST + 1;
    ent_page_head(page, title_of(context, &rows), subtitle_of(context, &rows));
    put_rows(context, page, &rows, count);
    ent_context_page_end(context, page,
        ent_context_printf(context,
            "Other choice: share of worlds in which who knows it would choose another variant. Whisker: 95%% interval "
            "of the simulation. %s%s",
            rows.drowned ? "Everything: too noisy at so few draws a world. " : "",
            rows.count > count ? ent_context_printf(context, "%zu more are in value.csv.", rows.count - count) : ""),
        "analysis/value");
}

const ent_chart ent_chart_value = {.name = "value",
    .about = "What it would be worth to know a factor before choosing among the variants",
    .table = {&ent_table_value, &ent_table_headline},
    .drawing = {"analysis/value"},
    .draw = draw};
