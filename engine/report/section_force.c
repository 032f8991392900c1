#include "report/answer_text.h"
#include "report/sections.h"

/* True where a contributor of the base is pivotal in some draw. */
static bool somebody_tips(const ent_run_data *digest)
{
    const ent_table *table = &ent_table_contributors;
    const char *base = digest->variant[0];
    size_t rows = ent_run_data_table(digest, table)->rows;

    for (size_t i = ent_run_data_row(digest, table, base, 0); i < rows;
         i = ent_run_data_row(digest, table, base, i + 1)) {
        if (ent_run_data_number_at(digest, table, i, "shapley") > 0) {
            return true;
        }
    }
    return false;
}

void ent_section_force(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column force[] = {{"troops", "Troops", ENT_TABLE_VIEW_NUMBER, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"quantity", "Quantity", ENT_TABLE_VIEW_READABLE, NULL},
        {"exceedance", "Chance of that many or more", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view forces = {&ent_table_force,
        "Chance that at least so many troops are offered, committed under the deal, and required", force, 5, NULL};
    static const ent_table_view_column who[] = {{"name", "Contributor", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"joins", "Joins", ENT_TABLE_VIEW_FIGURE, NULL},
        {"troops_p05", "Troops if it joins: 5%", ENT_TABLE_VIEW_TROOPS, NULL},
        {"troops_p50", "middle", ENT_TABLE_VIEW_TROOPS, NULL}, {"troops_p95", "95%", ENT_TABLE_VIEW_TROOPS, NULL}};
    static const ent_table_view contributors = {
        &ent_table_contributors, "Who joins, and with how many troops", who, 6, NULL};
    static const ent_table_view_column tips[] = {{"name", "Contributor", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL},
        {"pivotal", "Without it there would not be enough", ENT_TABLE_VIEW_PERCENT, NULL},
        {"shapley", "Its share of the chance of enough (Shapley value)", ENT_TABLE_VIEW_PERCENT, NULL}};
    static const ent_table_view pivotal = {
        &ent_table_contributors, "On whom the force depends", tips, 4, ent_table_view_of_base};

    ent_figure(out, digest, "force", "How many troops, against what is required", &forces);
    ent_figure(out, digest, "contributors", "Who joins, and with how many", &contributors);
    if (somebody_tips(digest)) {
        ent_figure(out, digest, "pivotal", "Whose troops make the difference", &pivotal);
    } else {
        ent_html_raw(out, ent_answer_text_is_force_required(digest)
                              ? "<p>In the base nobody\xE2\x80\x99s troops make the difference between enough and not "
                                "enough: in none of the simulated futures are as many offered as are required.</p>\n"
                              : "<p>No troops are required, so nobody\xE2\x80\x99s can be missing.</p>\n");
    }
}
