/* Section "Where it takes a level": the answer of sweep --solve. */
#include "report/sections.h"

#include "charts/analysis/solve_rows.h"

void ent_section_solve(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"value", "Value of the setting", ENT_TABLE_VIEW_NUMBER, NULL},
        {"probability", "Expression", ENT_TABLE_VIEW_NUMBER, NULL}, {"mc_low", "95% from", ENT_TABLE_VIEW_NUMBER, NULL},
        {"mc_high", "95% to", ENT_TABLE_VIEW_NUMBER, NULL}};
    static const ent_table_view view = {
        &ent_table_solve_curve, "The expression at every value that was tried", column, 4, NULL};
    ent_solve_words words;
    const char *sentence, *several;

    if (!ent_solve_rows_words(ent_run_data_table(digest, &ent_table_solve),
            ent_run_data_table(digest, &ent_table_solve_curve), ent_run_data_table(digest, &ent_table_assumptions),
            &words)) {
        return;
    }
    sentence = ent_solve_sentence(&words, &digest->arena);
    several = ent_solve_several(&words, &digest->arena);
    digest->no_memory = digest->no_memory || sentence == NULL;
    ent_html_element(out, "p", "%s%s%s", sentence != NULL ? sentence : "", several != NULL ? " " : "",
        several != NULL ? several : "");
    ent_html_element(out, "p class=\"small\"",
        "How to read it: the expression was computed with the setting at one number after the other, in the same "
        "simulated "
        "worlds and with the same random numbers, and nothing else changed. The value is where the curve takes the "
        "level; "
        "the interval is where the limits of its own 95%% interval take it, so it shrinks with more worlds. What the "
        "setting would do in reality is not in it.");
    ent_figure(out, digest, "solve", "The expression over the setting, and its level", &view);
}
