/* Section "What explains the spread across worlds": Sobol' indices. */
#include "report/analysis/factor_label.h"
#include "report/sections.h"
#include "tables/analysis/sensitivity.h"

#include "wording/analysis/sensitivity_words.h"

static double number(const ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, &ent_table_sensitivity, row, column);
}

/* Fills list with all groups, by falling total index; NULL when memory is out. */
static ent_sensitivity_figures *gather(ent_run_data *digest, size_t rows)
{
    ent_sensitivity_figures *list = ent_arena_array(&digest->arena, rows + 1, sizeof(*list));

    digest->no_memory = digest->no_memory || list == NULL;
    for (size_t i = 0; list != NULL && i < rows; i++) {
        list[i] = (ent_sensitivity_figures){
            .name = ent_factor_label(digest, ent_run_data_text_at(digest, &ent_table_sensitivity, i, "group")),
            .first = number(digest, i, "first"),
            .first_low = number(digest, i, "first_low"),
            .first_high = number(digest, i, "first_high"),
            .total = number(digest, i, "total"),
            .total_low = number(digest, i, "total_low"),
            .total_high = number(digest, i, "total_high")};
    }
    if (list != NULL) {
        ent_sensitivity_sort(list, rows);
    }
    return list;
}

static void put_sentence(ent_html *out, ent_run_data *digest, const char *made)
{
    digest->no_memory = digest->no_memory || made == NULL;
    if (made != NULL && *made != '\0') {
        ent_html_element(out, "p", "%s", made);
    }
}

void ent_section_sensitivity(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"group", "Factor", ENT_TABLE_VIEW_QUANTITY, NULL},
        {"first", "Alone", ENT_TABLE_VIEW_OWN_FIGURE, NULL},
        {"first", "Noise (95%)", ENT_TABLE_VIEW_OWN_INTERVAL, NULL},
        {"total", "With interactions", ENT_TABLE_VIEW_OWN_FIGURE, NULL},
        {"total", "Noise (95%)", ENT_TABLE_VIEW_OWN_INTERVAL, NULL}};
    static const ent_table_view view = {
        &ent_table_sensitivity, "Share of the variance across worlds that each factor explains", column, 5, NULL};
    size_t rows = ent_run_data_table(digest, &ent_table_sensitivity)->rows;
    ent_sensitivity_figures *list = gather(digest, rows);

    if (list == NULL) {
        return;
    }
    put_sentence(out, digest,
        ent_sensitivity_sentence(
            ent_analysis_subject(digest, ent_run_data_text_at(digest, &ent_table_sensitivity, 0, "variant")), list,
            rows, &digest->arena));
    put_sentence(out, digest, ent_sensitivity_interactions(list, rows, &digest->arena));
    ent_html_element(out, "p class=\"small\"",
        "How to read it: worlds differ in what is not known. Alone: the share of the variance that would be gone, on "
        "average, if this factor were known. With interactions: the share that would be left if all others were "
        "known. A factor with little of either may be set to any value in its range. Factors that are correlated "
        "stand together.");
    ent_figure(out, digest, "sensitivity", "What explains the spread across worlds", &view);
}
