/* The numbers that the scenario asks for. */
#include "report/measures/measure_text.h"
#include "report/sections.h"

#include <string.h>

void ent_section_measures(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"measure", "Measure", ENT_TABLE_VIEW_NAME, "measures"},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"unit", "Unit", ENT_TABLE_VIEW_TEXT, NULL},
        {"mean", "On average", ENT_TABLE_VIEW_VALUE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_VALUE_INTERVAL, NULL},
        {"", "Across what we do not know (90%)", ENT_TABLE_VIEW_VALUE_RANGE, NULL},
        {"", "In nine of ten futures", ENT_TABLE_VIEW_VALUE_SPREAD, NULL},
        {"", "Against the base", ENT_TABLE_VIEW_VALUE_DIFFERENCE, NULL},
        {"draws", "Futures", ENT_TABLE_VIEW_NUMBER, NULL}};
    static const ent_table_view data = {
        &ent_table_measures, "The measures of the scenario, by variant", column, 9, NULL};
    const char *base = digest->variant[0];
    size_t rows = ent_run_data_table(digest, &ent_table_measures)->rows;

    ent_html_raw(out, "<p>Each is a number of a simulated future, in a unit of its own.</p>\n");
    for (size_t i = ent_run_data_row(digest, &ent_table_measures, base, 0); i < rows;
         i = ent_run_data_row(digest, &ent_table_measures, base, i + 1)) {
        const char *id = ent_run_data_text_at(digest, &ent_table_measures, i, "measure");
        const char *name = ent_run_data_label(digest, "measures", id);
        ent_html_raw(out, "<p><strong>");
        ent_html_text(out, name);
        ent_html_raw(out, "</strong>: ");
        ent_html_text(out, ent_measure_text_sentence(digest, i));
        ent_html_raw(out, "</p>\n");
        ent_figure_alone(out, digest, ent_run_data_format(digest, "measure_%s", id),
            ent_run_data_format(digest, "%s, by variant", name), ent_measure_text_sentence(digest, i));
    }
    ent_table_view_table(&data, out, digest);
}
