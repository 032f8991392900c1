#include "report/forces/force_text.h"
#include "report/sections.h"
#include "tables/forces/force_list.h"

#include <string.h>

/* True where a contributor to the force is pivotal in some draw of the base. */
static bool somebody_tips(const ent_run_data *digest, const char *force)
{
    const ent_csv *assumptions = ent_run_data_table(digest, &ent_table_assumptions);
    const ent_table *table = &ent_table_contributors;
    const char *base = digest->variant[0];
    size_t rows = ent_run_data_table(digest, table)->rows;

    for (size_t i = ent_run_data_row(digest, table, base, 0); i < rows;
         i = ent_run_data_row(digest, table, base, i + 1)) {
        const char *contributor = ent_run_data_text_at(digest, table, i, "contributor");
        if (ent_run_data_number_at(digest, table, i, "shapley") > 0 &&
            strcmp(ent_force_list_of(assumptions, base, contributor), force) == 0) {
            return true;
        }
    }
    return false;
}

/* Why no contributor's troops make the difference in a force. */
static void say_nobody_tips(ent_html *out, const ent_run_data *digest, const char *force)
{
    ent_html_raw(out, ent_force_list_requires(ent_run_data_table(digest, &ent_table_force), force)
                          ? "<p>In the base nobody\xE2\x80\x99s troops make the difference between enough and not "
                            "enough: in none of the simulated futures are as many offered as are required.</p>\n"
                          : "<p>No troops are required, so nobody\xE2\x80\x99s can be missing.</p>\n");
}

static void put_table(ent_html *out, ent_run_data *digest, const char *summary, const ent_table_view *view)
{
    ent_html_raw(out, "<details><summary>Data of these charts: ");
    ent_html_text(out, summary);
    ent_html_raw(out, "</summary>\n");
    ent_table_view_table(view, out, digest);
    ent_html_raw(out, "</details>\n");
}

/* With several forces: the two charts of each, of those that are offered or require troops. */
static void put_charts_of(ent_html *out, ent_run_data *digest, size_t f)
{
    const char *id = ent_force_list_id(ent_run_data_table(digest, &ent_table_force), f);
    const char *name = ent_force_text_name(digest, id);
    const char *words = ent_force_text_of(digest, id, true);

    if (!ent_force_list_is_used(ent_run_data_table(digest, &ent_table_force), id)) {
        return;
    }
    ent_html_element(out, "h3", "%s", name);
    ent_figure_alone(out, digest, f == 0 ? "force" : ent_run_data_format(digest, "force_%s", id),
        ent_run_data_format(digest, "%s: how many troops, against what is required", name), words != NULL ? words : "");
    if (somebody_tips(digest, id)) {
        ent_figure_alone(out, digest, f == 0 ? "pivotal" : ent_run_data_format(digest, "pivotal_%s", id),
            ent_run_data_format(digest, "%s: whose troops make the difference", name), words != NULL ? words : "");
    } else {
        say_nobody_tips(out, digest, id);
    }
}

static void put_forces(ent_html *out, ent_run_data *digest, const ent_table_view *tips)
{
    static const ent_table_view_column force[] = {{"force", "Force", ENT_TABLE_VIEW_NAME, "forces"},
        {"troops", "Troops", ENT_TABLE_VIEW_NUMBER, NULL}, {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL},
        {"quantity", "Quantity", ENT_TABLE_VIEW_READABLE, NULL},
        {"exceedance", "Chance of that many or more", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view forces = {&ent_table_force,
        "Chance that at least so many troops of each force are offered, committed under the deal, and required", force,
        6, NULL};
    size_t count = ent_force_list_count(ent_run_data_table(digest, &ent_table_force));

    for (size_t f = 0; f < count; f++) {
        put_charts_of(out, digest, f);
    }
    put_table(out, digest, "How many troops, against what is required", &forces);
    put_table(out, digest, "Whose troops make the difference", tips);
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

    bool several = ent_force_list_count(ent_run_data_table(digest, &ent_table_force)) > 1;

    if (!several) {
        ent_figure(out, digest, "force", "How many troops, against what is required", &forces);
    }
    ent_figure(out, digest, "contributors", "Who joins, and with how many", &contributors);
    if (several) {
        put_forces(out, digest, &pivotal);
    } else if (somebody_tips(digest, "force")) {
        ent_figure(out, digest, "pivotal", "Whose troops make the difference", &pivotal);
    } else {
        say_nobody_tips(out, digest, "force");
    }
}
