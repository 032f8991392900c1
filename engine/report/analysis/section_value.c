/* Section "value": the value of information. */
#include "report/analysis/factor_label.h"
#include "report/sections.h"
#include "tables/analysis/value.h"

#include "wording/analysis/value_words.h"

#include <string.h>

static double number(const ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, &ent_table_value, row, column);
}

static ent_value_figures read_row(ent_run_data *digest, size_t row, const char *factor)
{
    return (ent_value_figures){.name = ent_factor_label(digest, factor),
        .value = number(digest, row, "value"),
        .low = number(digest, row, "value_low"),
        .high = number(digest, row, "value_high"),
        .switches = number(digest, row, "switches")};
}

/* Fills list with the factors by falling value, and *all. Returns their number. */
static size_t gather(ent_run_data *digest, ent_value_figures *list, size_t rows, ent_value_figures *all)
{
    size_t count = 0;

    for (size_t i = 0; i < rows; i++) {
        const char *factor = ent_run_data_text_at(digest, &ent_table_value, i, "factor");
        bool whole = strcmp(factor, "all") == 0;
        *(whole ? all : &list[count]) = read_row(digest, i, factor);
        count += whole ? 0 : 1;
    }
    ent_value_sort(list, count);
    return count;
}

void ent_section_value(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"factor", "Known before the choice", ENT_TABLE_VIEW_QUANTITY, NULL},
        {"value", "Worth", ENT_TABLE_VIEW_AMOUNT, NULL},
        {"best_without", "Best without it", ENT_TABLE_VIEW_NAME, "variants"},
        {"switches", "Another choice in", ENT_TABLE_VIEW_GIVEN, NULL}};
    static const ent_table_view view = {
        &ent_table_value, "What knowing it before the choice adds to the headline", column, 4, NULL};
    size_t rows = ent_run_data_table(digest, &ent_table_value)->rows;
    ent_value_figures *list = ent_arena_array(&digest->arena, rows + 1, sizeof(*list));
    ent_value_figures all = {.name = "all"};
    const char *measure = ent_run_data_headline_measure(digest);
    const char *best = ent_run_data_text_at(digest, &ent_table_value, 0, "best_without");
    const char *made;
    size_t count;

    digest->no_memory = digest->no_memory || list == NULL;
    if (list == NULL) {
        return;
    }
    count = gather(digest, list, rows, &all);
    made = digest->variants == 1 ? ent_value_one_choice(ent_run_data_label(digest, "variants", best), &digest->arena)
                                 : ent_value_sentence(ent_run_data_label(digest, "variants", best), list, count, &all,
                                       measure != NULL ? ent_run_data_unit(digest, measure) : NULL, &digest->arena);
    digest->no_memory = digest->no_memory || made == NULL;
    ent_html_element(out, "p", "%s", made != NULL ? made : "");
    ent_html_element(out, "p class=\"small\"",
        "How to read it: without knowing more, the choice of the highest figure is made, clearly the highest or not. "
        "Who learns a factor first can choose "
        "world by world; the value is by how much the headline then rises. A factor that never changes the choice is "
        "worth nothing, however much it moves the headline.");
    ent_figure(out, digest, "value", "What it would be worth to know", &view);
}
