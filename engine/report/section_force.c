#include "report/sections.h"
#include "report/verdict.h"

/* True where a contributor of the base is pivotal in some draw. */
static bool somebody_tips(const ent_digest *digest)
{
    const ent_digest_table table = ENT_DIGEST_CONTRIBUTORS;
    const char *base = digest->variant[0];
    size_t rows = digest->table[table].rows;

    for (size_t i = ent_digest_row(digest, table, base, 0); i < rows; i = ent_digest_row(digest, table, base, i + 1)) {
        if (ent_digest_number_at(digest, table, i, "shapley") > 0) {
            return true;
        }
    }
    return false;
}

void ent_section_force(ent_html *out, ent_digest *digest)
{
    static const ent_data_column force[] = {{"troops", "Troops", ENT_DATA_NUMBER, NULL},
        {"variant", "Variant", ENT_DATA_VARIANT, NULL}, {"quantity", "Quantity", ENT_DATA_READABLE, NULL},
        {"exceedance", "Chance of that many or more", ENT_DATA_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_DATA_INTERVAL, NULL}};
    static const ent_data forces = {ENT_DIGEST_FORCE,
        "Chance that at least so many troops are offered, committed under the deal, and required", force, 5, NULL};
    static const ent_data_column who[] = {{"name", "Contributor", ENT_DATA_TEXT, NULL},
        {"variant", "Variant", ENT_DATA_VARIANT, NULL}, {"joins", "Joins", ENT_DATA_FIGURE, NULL},
        {"troops_p05", "Troops if it joins: 5%", ENT_DATA_TROOPS, NULL},
        {"troops_p50", "middle", ENT_DATA_TROOPS, NULL}, {"troops_p95", "95%", ENT_DATA_TROOPS, NULL}};
    static const ent_data contributors = {ENT_DIGEST_CONTRIBUTORS, "Who joins, and with how many troops", who, 6, NULL};
    static const ent_data_column tips[] = {{"name", "Contributor", ENT_DATA_TEXT, NULL},
        {"variant", "Variant", ENT_DATA_VARIANT, NULL},
        {"pivotal", "Without it there would not be enough", ENT_DATA_PERCENT, NULL},
        {"shapley", "Its share of the chance of enough (Shapley value)", ENT_DATA_PERCENT, NULL}};
    static const ent_data pivotal = {ENT_DIGEST_CONTRIBUTORS, "On whom the force depends", tips, 4, ent_data_of_base};

    ent_figure(out, digest, "force", "How many troops, against what is required", &forces);
    ent_figure(out, digest, "contributors", "Who joins, and with how many", &contributors);
    if (somebody_tips(digest)) {
        ent_figure(out, digest, "pivotal", "Whose troops make the difference", &pivotal);
    } else {
        ent_html_raw(out, ent_verdict_is_force_required(digest)
                              ? "<p>In the base nobody\xE2\x80\x99s troops make the difference between enough and not "
                                "enough: in none of the simulated futures are as many offered as are required.</p>\n"
                              : "<p>No troops are required, so nobody\xE2\x80\x99s can be missing.</p>\n");
    }
}
