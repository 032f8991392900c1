/* Chart `drivers`: the chance of the headline at low and high of each quantity, a row each (a tornado). */
#include "charts/analysis/factor_name.h"
#include "charts/layout/row_layout.h"
#include "charts/registry.h"

#include "base/status.h"
#include "wording/driver_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { LEFT = 245, RIGHT = 560, POINTS = 630, EXPLAINED = 695, NAMES = LEFT - ENT_PAGE_LEFT - 12, TICS = 12 };
enum { MOST = 14 /* rows drawn */ };

/* One quantity. */
typedef struct driver_row {
    const char *kind, *quantity, *name;
    double low, high;                                   /* chance of the headline, in [0, 1] */
    double difference, difference_low, difference_high; /* in [-1, 1] */
    double explained, explained_low, explained_high;    /* share of the variance */
} driver_row;

static const char *label_of(void *context, const char *path, const char *id)
{
    return ent_context_label(context, path, id);
}

static driver_row read_row(ent_chart_context *context, size_t row)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_drivers);
    driver_row made = {.kind = ent_csv_cell(csv, row, ent_csv_column(csv, "kind")),
        .quantity = ent_csv_cell(csv, row, ent_csv_column(csv, "quantity"))};
    const char *name = ent_driver_name(made.kind, made.quantity, label_of, context, &context->arena);
    double *number[] = {&made.low, &made.high, &made.difference, &made.difference_low, &made.difference_high,
        &made.explained, &made.explained_low, &made.explained_high};
    static const char *const column[] = {"low", "high", "difference", "difference_low", "difference_high", "explained",
        "explained_low", "explained_high"};

    for (size_t i = 0; i < sizeof(column) / sizeof(*column); i++) {
        *number[i] = ent_csv_number_of(csv, row, column[i]);
    }
    context->status = name == NULL ? ENT_ERR_NO_MEMORY : context->status;
    made.name = name != NULL ? name : "";
    return made;
}

/* Whether a row is the other option of a demand of two, so that it repeats the row before. */
static bool is_other_option(const driver_row *before, const driver_row *row)
{
    const char *dot = strchr(row->quantity, '.');

    return strcmp(row->kind, "demand") == 0 && strcmp(before->kind, "demand") == 0 && dot != NULL &&
           strncmp(before->quantity, row->quantity, (size_t) (dot - row->quantity) + 1) == 0 &&
           row->low == before->high && row->high == before->low;
}

/* Fills row with those of the base that clearly go along with the headline, the largest difference first. Returns their
 * number; *others: the number of rows without a clear difference. */
static size_t gather(ent_chart_context *context, driver_row **row, size_t *others)
{
    size_t *at = NULL;
    size_t rows = ent_context_rows(context, &ent_table_drivers, 0, &at);
    size_t count = 0;

    *others = 0;
    *row = ent_context_alloc(context, rows + 1, sizeof(**row));
    for (size_t i = 0; *row != NULL && i < rows && context->status == ENT_OK; i++) {
        driver_row made = read_row(context, at[i]);
        if (count > 0 && is_other_option(&(*row)[count - 1], &made)) {
            continue;
        }
        if (ent_wording_is_clear(made.difference, made.difference_low, made.difference_high)) {
            (*row)[count++] = made;
        } else {
            ++*others;
        }
    }
    return count;
}

/* The first quantity that is no stage of the talks, since without a stage there is no deal anyway; else the first. */
static const driver_row *find_most(const driver_row *row, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(row[i].kind, "stage") != 0) {
            return &row[i];
        }
    }
    return row;
}

static const char *title_of(ent_chart_context *context, const driver_row *row, size_t count)
{
    const char *clause = ent_context_clause(context);
    const driver_row *most = find_most(row, count);
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES];

    if (count == 0) {
        return ent_context_printf(context, "Nothing clearly goes along with the chance that %s", clause);
    }
    ent_wording_percent(low, most->low);
    ent_wording_percent(high, most->high);
    return ent_context_printf(context, "%s moves it most: %s %s, %s %s", ent_chart_title_name(context, most->name), low,
        ent_driver_low_side(most->kind, most->quantity), high, ent_driver_high_side(most->kind, most->quantity));
}

/* Ends of the axis, per cent: round values around all marks. */
static size_t find_tics(const driver_row *row, size_t count, double base, double *tic)
{
    double least = isfinite(base) ? base : row[0].low, most = least;

    for (size_t i = 0; i < count; i++) {
        least = fmin(least, fmin(row[i].low, row[i].high));
        most = fmax(most, fmax(row[i].low, row[i].high));
        most = fmax(most, fmin(row[i].low + row[i].difference_high, 1.0));
        least = fmin(least, fmax(row[i].low + row[i].difference_low, 0.0));
    }
    return ent_page_ticks(100 * least, 100 * most, 4, tic, TICS);
}

static void put_data(ent_page *page, const ent_row_layout *rows, const driver_row *row, size_t count)
{
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < count; i++) {
        const driver_row *it = &row[i];
        const double value[] = {it->low, it->high, it->low + it->difference_low, it->low + it->difference_high};
        for (size_t k = 0; k < sizeof(value) / sizeof(*value); k++) {
            ent_page_number(page, 100 * fmin(fmax(value[k], 0.0), 1.0));
        }
        ent_page_put(page, " %.1f %s\n", ent_row_middle(rows, i), it->difference > 0 ? "0x1B4F7A" : "0xC04A20");
    }
    ent_page_put(page, "EOD\n");
}

static void put_figures(ent_page *page, const ent_row_layout *rows, const driver_row *row, size_t i)
{
    ent_page_type muted = {rows->small, 0, "muted", ENT_PAGE_END};
    char text[ENT_WORDING_BYTES];

    ent_wording_points(text, row->difference, (row->difference_high - row->difference_low) / 2);
    ent_row_figure(rows, page, i, POINTS, text, "");
    if (isfinite(row->explained)) {
        ent_wording_compact(text, row->explained, row->explained_low, row->explained_high);
        ent_page_text(page, EXPLAINED, ent_row_middle(rows, i), muted, text);
    }
}

static void put_rows(ent_chart_context *context, ent_page *page, const driver_row *row, size_t count)
{
    ent_row_layout rows = ent_row_layout_make(count, page->top + 46, ENT_PAGE_BOTTOM, 30);
    double base = ent_context_headline(context, 0).p;
    double tic[TICS];
    size_t tics = find_tics(row, count, base, tic);
    const char *label[TICS];

    for (size_t i = 0; i < count; i++) {
        ent_row_fit(&rows, row[i].name, NAMES);
    }
    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_context_printf(context, i + 1 == tics ? "%g%%" : "%g", tic[i]);
    }
    ent_page_frame(page, LEFT, RIGHT, rows.top - 4, rows.bottom);
    ent_page_put(page, "start = %.5g\nend = %.5g\nheight = %.1f\nbase = %.5g\n", tic[0], tic[tics - 1],
        fmin(7, rows.pitch * 0.26), isfinite(base) ? 100 * base : tic[0]);
    ent_page_tics(page, "xtics", tic, label, tics);
    ent_row_head(page, POINTS, rows.top - 12, "Difference,", "points");
    ent_row_head(page, EXPLAINED, rows.top - 12, "Explains", "of variance");
    for (size_t i = 0; i < count; i++) {
        ent_row_name(&rows, page, i, row[i].name, NAMES);
        put_figures(page, &rows, &row[i], i);
    }
    put_data(page, &rows, row, count);
}

static const char *marks_of(ent_chart_context *context, size_t count, size_t drawn, size_t others)
{
    const char *more = "";

    if (count > drawn || others > 0) {
        more = ent_context_printf(context, "%zu more are in drivers.csv, %zu of them without a clear difference. ",
            count - drawn + others, others);
    }
    return ent_context_printf(context,
        "Circle: low, or without it. Dot: high, or with it, and the 95%% interval of the difference. Of a factor the "
        "lowest and the highest fifth of the worlds; options are compared among deals alone. %sAn association within "
        "the model: quantities that go along with each other speak for each other.",
        more);
}

static void draw(ent_chart_context *context)
{
    driver_row *row = NULL;
    size_t others = 0;
    size_t count = gather(context, &row, &others);
    size_t drawn = count < MOST ? count : MOST;
    const char *subtitle;
    ent_page *page;

    if (ent_context_table(context, &ent_table_drivers)->rows == 0 || row == NULL || context->status != ENT_OK) {
        return;
    }
    subtitle = ent_context_printf(context, "Chance that %s, %% of simulated futures, at low and high of each quantity",
        ent_context_clause(context));
    if (count == 0) {
        ent_context_empty_page(context, "drivers", title_of(context, row, count), subtitle,
            "No quantity has a difference of at least a tenth of a point whose 95% interval leaves out 0.");
        return;
    }
    page = ent_context_page(context, "drivers");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, row, count), subtitle);
    put_rows(context, page, row, drawn);
    ent_context_page_end(context, page, marks_of(context, count, drawn, others), "analysis/drivers");
}

const ent_chart ent_chart_drivers = {.name = "drivers",
    .about = "What moves the headline: its chance at low and high of each quantity",
    .table = {&ent_table_drivers, &ent_table_headline},
    .drawing = {"analysis/drivers"},
    .draw = draw};
