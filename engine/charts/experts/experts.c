/* Chart `experts`: the probability of the headline as each expert has it, and pooled. */
#include "charts/layout/likelihood_bands.h"
#include "charts/layout/row_layout.h"
#include "charts/registry.h"
#include "charts/world_range.h"

#include "base/status.h"
#include "wording/wording.h"

#include <math.h>

enum { LEFT = 208, RIGHT = 520, WEIGHT = 585, CHANCE = 695, NAMES = LEFT - ENT_PAGE_LEFT - 12, TICS = 12 };
enum { MOST = 14 /* rows drawn */ };

/* A row of the chart: the pool, or an expert. */
typedef struct expert_row {
    const char *name;
    double weight; /* in [0, 1]; NaN: the pool */
    ent_chart_figure chance;
} expert_row;

/* Fills row with the pool and the experts of the base. Returns their number. */
static size_t gather(ent_chart_context *context, expert_row **row)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_experts);
    size_t *at = NULL;
    size_t count = ent_context_rows(context, &ent_table_experts, 0, &at);

    *row = ent_context_alloc(context, count + 1, sizeof(**row));
    if (*row == NULL || context->status != ENT_OK) {
        return 0;
    }
    (*row)[0] = (expert_row){.name = "All, by weight", .weight = NAN, .chance = ent_context_headline(context, 0)};
    for (size_t i = 0; i < count; i++) {
        (*row)[i + 1] =
            (expert_row){.name = ent_context_name(context, ent_csv_cell(csv, at[i], ent_csv_column(csv, "name"))),
                .weight = ent_csv_number(csv, at[i], ent_csv_column(csv, "weight")),
                .chance = ent_context_figure(csv, at[i], "probability")};
    }
    return count + 1;
}

/* Numbers of the experts with the lowest and the highest chance; 0: none has any. */
static void find_extremes(const expert_row *row, size_t count, size_t *low, size_t *high)
{
    *low = *high = 0;
    for (size_t i = 1; i < count; i++) {
        if (isfinite(row[i].chance.p)) {
            *low = *low == 0 || row[i].chance.p < row[*low].chance.p ? i : *low;
            *high = *high == 0 || row[i].chance.p > row[*high].chance.p ? i : *high;
        }
    }
}

static const char *title_of(ent_chart_context *context, const expert_row *row, size_t count)
{
    char least[ENT_WORDING_BYTES], most[ENT_WORDING_BYTES], pooled[ENT_WORDING_BYTES];
    const char *clause = ent_context_clause(context);
    size_t low, high;

    find_extremes(row, count, &low, &high);
    if (low == 0) {
        return ent_context_printf(context, "No expert has any future that counts for the chance that %s", clause);
    }
    ent_wording_figure(least, row[low].chance.p, row[low].chance.mc_low, row[low].chance.mc_high);
    ent_wording_figure(most, row[high].chance.p, row[high].chance.mc_low, row[high].chance.mc_high);
    ent_wording_figure(pooled, row[0].chance.p, row[0].chance.mc_low, row[0].chance.mc_high);
    if (low == high || (row[low].chance.mc_high >= row[high].chance.mc_low && isfinite(row[low].chance.mc_high))) {
        return ent_context_printf(
            context, "The experts do not clearly differ in the chance that %s: %s", clause, pooled);
    }
    return ent_context_printf(context, "%s puts the chance that %s at %s, %s at %s; together they say %s",
        row[low].name, clause, least, row[high].name, most, pooled);
}

/* End of the axis, per cent: the first round value beyond all marks. */
static double axis_end(const expert_row *row, size_t count, double *tic, size_t *tics)
{
    double most = 0.02;

    for (size_t i = 0; i < count; i++) {
        const double value[] = {row[i].chance.p, row[i].chance.world_p95, row[i].chance.mc_high};
        for (size_t k = 0; k < 3; k++) {
            most = isfinite(value[k]) ? fmax(most, value[k]) : most;
        }
    }
    *tics = ent_page_ticks(0, 100 * (most > 0.7 ? 1 : most), 4, tic, TICS);
    return tic[*tics - 1];
}

static void put_data(ent_page *page, const ent_row_layout *rows, const expert_row *row, size_t count)
{
    ent_page_put(page, "$rows << EOD\n");
    for (size_t i = 0; i < count; i++) {
        const ent_chart_figure *it = &row[i].chance;
        bool ranged = ent_world_range_is_drawn(it);
        double value[] = {it->p, ranged ? it->world_p05 : NAN, ranged ? it->world_p95 : NAN, it->mc_low, it->mc_high};
        for (size_t k = 0; k < 5; k++) {
            ent_page_number(page, 100 * value[k]);
        }
        ent_page_put(page, " %.1f %s\n", ent_row_middle(rows, i), i == 0 ? "0x1B2733" : "0x1B4F7A");
    }
    ent_page_put(page, "EOD\n");
}

static void put_rows(ent_chart_context *context, ent_page *page, const expert_row *row, size_t count)
{
    ent_row_layout rows = ent_row_layout_make(count, page->top + 46, ENT_PAGE_BOTTOM, 52);
    double tic[TICS];
    size_t tics = 0;
    double end = axis_end(row, count, tic, &tics);
    const char *label[TICS];
    char text[ENT_WORDING_BYTES];

    for (size_t i = 0; i < count; i++) {
        ent_row_fit(&rows, row[i].name, NAMES);
    }
    for (size_t i = 0; i < tics; i++) {
        label[i] = ent_context_printf(context, i + 1 == tics ? "%g%%" : "%g", tic[i]);
    }
    ent_page_frame(page, LEFT, RIGHT, rows.top - 4, rows.bottom);
    ent_page_put(page, "end = %.5g\nheight = %.1f\n", end, fmin(6, rows.pitch * 0.2));
    ent_page_tics(page, "xtics", tic, label, tics);
    ent_likelihood_bands_put(page, LEFT, RIGHT, rows.top - 4, end);
    ent_row_head(page, WEIGHT, rows.top - 12, "Weight", "");
    ent_row_head(page, CHANCE, rows.top - 12, "Chance", "(90% range)");
    for (size_t i = 0; i < count; i++) {
        ent_page_type muted = {rows.name, 0, "muted", ENT_PAGE_END};
        ent_row_name(&rows, page, i, row[i].name, NAMES);
        if (i > 0) {
            ent_wording_chance(text, row[i].weight);
            ent_page_text(page, WEIGHT, ent_row_middle(&rows, i), muted, text);
        }
        ent_wording_compact(text, row[i].chance.p, row[i].chance.mc_low, row[i].chance.mc_high);
        ent_row_figure(&rows, page, i, CHANCE, text, ent_world_range_words(context, &row[i].chance));
    }
    put_data(page, &rows, row, count);
}

/* What disagreement explains of the base, with a blank at its end; "" where it is not known. */
static const char *share_text(ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_disagreement);
    size_t *at = NULL;
    char share[ENT_WORDING_BYTES];
    double value;

    if (ent_context_rows(context, &ent_table_disagreement, 0, &at) == 0) {
        return "";
    }
    value = ent_csv_number(csv, at[0], ent_csv_column(csv, "share"));
    if (!isfinite(value)) {
        return "";
    }
    ent_wording_figure(share, value, ent_csv_number(csv, at[0], ent_csv_column(csv, "share_low")),
        ent_csv_number(csv, at[0], ent_csv_column(csv, "share_high")));
    return ent_context_printf(
        context, "Disagreement of the experts is %s of the variance of the headline across worlds. ", share);
}

static const char *marks_of(ent_chart_context *context, const expert_row *row, size_t count, size_t all)
{
    ent_chart_figure *chance = ent_context_alloc(context, count, sizeof(*chance));
    const char *left_out = "";

    for (size_t i = 0; chance != NULL && i < count; i++) {
        chance[i] = row[i].chance;
    }
    if (chance == NULL) {
        return "";
    }
    if (all > count) {
        left_out = ent_context_printf(context, "%zu more experts are in experts.csv. ", all - count);
    }
    return ent_context_printf(context, "%s%sWhisker: 95%% interval of the simulation. %s",
        ent_world_range_footer(
            context, chance, count, "Pale bar: 90% range across worlds (what the expert does not know either). "),
        left_out, share_text(context));
}

static void draw(ent_chart_context *context)
{
    expert_row *row = NULL;
    size_t all = gather(context, &row);
    size_t count = all < MOST ? all : MOST;
    ent_page *page;

    if (all < 2 || ent_context_headline_measure(context) != NULL) {
        return;
    }
    page = ent_context_page(context, "experts");
    if (page == NULL) {
        return;
    }
    ent_page_head(page, title_of(context, row, all),
        ent_context_printf(
            context, "Chance that %s, %% of simulated futures, as each expert has it", ent_context_clause(context)));
    put_rows(context, page, row, count);
    ent_context_page_end(context, page, marks_of(context, row, count, all), "experts");
}

const ent_chart ent_chart_experts = {.name = "experts",
    .about = "The probability of the headline as each expert has it, and pooled by weight",
    .table = {&ent_table_experts, &ent_table_disagreement, &ent_table_headline},
    .drawing = {"experts"},
    .draw = draw};
