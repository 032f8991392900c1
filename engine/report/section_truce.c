#include "report/sections.h"

#include "formula/number.h"
#include "wording/truce_median.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

/* Survival by month, and the cumulative incidence of each cause. */
static void put_causes(ent_html *out, ent_run_data *digest)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_truce);
    ent_table_view_column column[ENT_TABLE_VIEW_COLUMNS] = {{"month", "After month", ENT_TABLE_VIEW_NUMBER, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL},
        {"survival", "Still holds", ENT_TABLE_VIEW_PERCENT, NULL}};
    ent_table_view data = {&ent_table_truce,
        ent_run_data_truce_in_force(digest) ? "What has ended the truce by then, of all futures"
                                            : "What has ended the truce by then, of all truces",
        column, 3, ent_table_view_of_month};

    for (size_t c = 0; c < csv->columns && data.columns < ENT_TABLE_VIEW_COLUMNS; c++) {
        if (strncmp(csv->cell[c], "cause_", 6) == 0) {
            column[data.columns++] = (ent_table_view_column){csv->cell[c],
                ent_run_data_label(digest, "truce.causes", csv->cell[c] + 6), ENT_TABLE_VIEW_PERCENT, NULL};
        }
    }
    ent_figure(out, digest, "causes", "What ends the truces", &data);
}

/* The month by which half of a variant's truces have ended. name: before it, or NULL where there is one variant. */
static void put_median(ent_html *out, ent_run_data *digest, const char *variant, const char *name)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_truce);
    ent_truce_median median = {0};
    char words[ENT_TRUCE_MEDIAN_BYTES];

    for (size_t row = ent_run_data_row(digest, &ent_table_truce, variant, 0); row < csv->rows;
         row = ent_run_data_row(digest, &ent_table_truce, variant, row + 1)) {
        double survival = ent_run_data_number_at(digest, &ent_table_truce, row, "survival");
        if (!isnan(survival)) {
            ent_truce_median_add(&median, ent_run_data_number_at(digest, &ent_table_truce, row, "month"), survival,
                ent_run_data_number_at(digest, &ent_table_truce, row, "mc_low"),
                ent_run_data_number_at(digest, &ent_table_truce, row, "mc_high"));
        }
    }
    ent_wording_truce_median(words, &median);
    if (words[0] != '\0') {
        ent_html_element(
            out, name != NULL ? "li" : "p", "%s%s%s", name != NULL ? name : "", name != NULL ? ": " : "", words);
    }
}

static void put_medians(ent_html *out, ent_run_data *digest)
{
    if (digest->variants == 1) {
        put_median(out, digest, digest->variant[0], NULL);
        return;
    }
    ent_html_raw(out, "<ul>\n");
    for (size_t v = 0; v < digest->variants; v++) {
        put_median(out, digest, digest->variant[v], ent_run_data_label(digest, "variants", digest->variant[v]));
    }
    ent_html_raw(out, "</ul>\n");
}

/* Sum of a column of the base in renewal.csv. */
static double sum_of_base(const ent_run_data *digest, const char *column)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_renewal);
    double sum = 0.0;

    for (size_t row = ent_run_data_row(digest, &ent_table_renewal, digest->variant[0], 0); row < csv->rows;
         row = ent_run_data_row(digest, &ent_table_renewal, digest->variant[0], row + 1)) {
        sum += ent_run_data_number_at(digest, &ent_table_renewal, row, column);
    }
    return sum;
}

/* Truces that come back: how many there are, and how much peace. */
static void put_renewal(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"month", "In month", ENT_TABLE_VIEW_NUMBER, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"at_peace", "Peace", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL},
        {"begun", "A new truce begins", ENT_TABLE_VIEW_PERCENT, NULL}};
    static const ent_table_view data = {&ent_table_renewal,
        "Peace month by month, of all futures with a truce; a truce holds, the first or a new one", column, 5,
        ent_table_view_of_month};
    size_t last = ent_run_data_last_row(digest, &ent_table_renewal, digest->variant[0]);
    double months = ent_run_data_number_at(digest, &ent_table_renewal, last, "month");
    double peace = sum_of_base(digest, "at_peace");
    char truces[ENT_NUMBER_TEXT];
    char words[ENT_WORDING_BYTES];

    if (isnan(months) || isnan(peace)) {
        return;
    }
    ent_number_readable(1.0 + sum_of_base(digest, "begun"), 2, truces);
    ent_wording_figure(words, ent_run_data_number_at(digest, &ent_table_renewal, last, "at_peace"),
        ent_run_data_number_at(digest, &ent_table_renewal, last, "mc_low"),
        ent_run_data_number_at(digest, &ent_table_renewal, last, "mc_high"));
    ent_html_raw(out, "<h3>When a truce that broke comes back</h3>\n");
    ent_html_element(out, "p",
        "A collapse is not the end here: a future with a truce sees %s truces on average, and %.0f of %.0f months of "
        "peace. In the last month there is peace in %s of them.",
        truces, peace, months, words);
    ent_figure(out, digest, "renewal", "Peace month by month", &data);
}

void ent_section_truce(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"month", "After month", ENT_TABLE_VIEW_NUMBER, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"survival", "Still holds", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Across what we do not know (90%)", ENT_TABLE_VIEW_RANGE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    const ent_table_view data = {&ent_table_truce,
        ent_run_data_truce_in_force(digest) ? "Share of futures in which the truce still holds"
                                            : "Share of truces that still hold, of all that began",
        column, 5, ent_table_view_of_month};

    if (!(ent_run_data_number_at(digest, &ent_table_truce,
              ent_run_data_row(digest, &ent_table_truce, digest->variant[0], 0), "at_risk") > 0)) {
        ent_html_raw(out, "<p>In the base no truce ever begins, so there is none to follow.</p>\n");
        return;
    }
    put_medians(out, digest);
    ent_figure(out, digest, "truce", "How long a truce holds", &data);
    put_causes(out, digest);
    put_renewal(out, digest);
}

/* --- sweeps ------------------------------------------------------------------------------------------------------- */

/* Columns of sweeps.csv other than the varied paths. */
static bool is_own(const char *name)
{
    static const char *const own[] = {
        "variant", "sweep", "expression", "probability", "mc_low", "mc_high", "world_p05", "world_p50", "world_p95"};

    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
        if (strcmp(name, own[i]) == 0) {
            return true;
        }
    }
    return false;
}

void ent_section_sweeps(ent_html *out, ent_run_data *digest)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_sweeps);
    ent_table_view_column column[ENT_TABLE_VIEW_COLUMNS] = {{"sweep", "Sweep", ENT_TABLE_VIEW_NAME, "sweeps"}};
    ent_table_view data = {&ent_table_sweeps, "The headline at each value", column, 1, NULL};

    for (size_t c = 0; c < csv->columns && data.columns + 2 < ENT_TABLE_VIEW_COLUMNS; c++) {
        if (!is_own(csv->cell[c])) {
            column[data.columns++] = (ent_table_view_column){csv->cell[c], csv->cell[c], ENT_TABLE_VIEW_TEXT, NULL};
        }
    }
    column[data.columns++] = (ent_table_view_column){"probability",
        ent_run_data_headline_measure(digest) != NULL ? "On average" : "Chance", ENT_TABLE_VIEW_FIGURE, NULL};
    column[data.columns++] =
        (ent_table_view_column){"", "Across what we do not know (90%)", ENT_TABLE_VIEW_RANGE, NULL};
    for (size_t i = 0; i < digest->charts; i++) {
        const char *name = digest->chart[i].name;
        if (strncmp(name, "sweep_", 6) == 0) {
            const char *title =
                ent_run_data_format(digest, "The headline over: %s", ent_run_data_label(digest, "sweeps", name + 6));
            ent_figure_alone(out, digest, name, title, ent_table_view_words(&data, digest));
        }
    }
    ent_html_raw(out, "<details><summary>Data of the sweeps</summary>\n");
    ent_table_view_table(&data, out, digest);
    ent_html_raw(out, "</details>\n");
}
