#include "report/sections.h"

#include <string.h>

/* Survival by month, and the cumulative incidence of each cause. */
static void put_causes(ent_html *out, ent_digest *digest)
{
    const ent_csv *csv = &digest->table[ENT_DIGEST_TRUCE];
    ent_data_column column[ENT_DATA_COLUMNS] = {{"month", "After month", ENT_DATA_NUMBER, NULL},
        {"variant", "Variant", ENT_DATA_VARIANT, NULL}, {"survival", "Still holds", ENT_DATA_PERCENT, NULL}};
    ent_data data = {ENT_DIGEST_TRUCE, "What has ended the truce by then, of all truces", column, 3, ent_data_of_month};

    for (size_t c = 0; c < csv->columns && data.columns < ENT_DATA_COLUMNS; c++) {
        if (strncmp(csv->cell[c], "cause_", 6) == 0) {
            column[data.columns++] = (ent_data_column){
                csv->cell[c], ent_digest_label(digest, "truce.causes", csv->cell[c] + 6), ENT_DATA_PERCENT, NULL};
        }
    }
    ent_figure(out, digest, "causes", "What ends the truces", &data);
}

void ent_section_truce(ent_html *out, ent_digest *digest)
{
    static const ent_data_column column[] = {{"month", "After month", ENT_DATA_NUMBER, NULL},
        {"variant", "Variant", ENT_DATA_VARIANT, NULL}, {"survival", "Still holds", ENT_DATA_FIGURE, NULL},
        {"", "Across what we do not know (90%)", ENT_DATA_RANGE, NULL},
        {"", "Noise of the simulation (95%)", ENT_DATA_INTERVAL, NULL}};
    static const ent_data data = {
        ENT_DIGEST_TRUCE, "Share of truces that still hold, of all that began", column, 5, ent_data_of_month};

    if (!(ent_digest_number_at(digest, ENT_DIGEST_TRUCE,
              ent_digest_row(digest, ENT_DIGEST_TRUCE, digest->variant[0], 0), "at_risk") > 0)) {
        ent_html_raw(out, "<p>In the base no truce ever begins, so there is none to follow.</p>\n");
        return;
    }
    ent_figure(out, digest, "truce", "How long a truce holds", &data);
    put_causes(out, digest);
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

void ent_section_sweeps(ent_html *out, ent_digest *digest)
{
    const ent_csv *csv = &digest->table[ENT_DIGEST_SWEEPS];
    ent_data_column column[ENT_DATA_COLUMNS] = {{"sweep", "Sweep", ENT_DATA_NAME, "sweeps"}};
    ent_data data = {ENT_DIGEST_SWEEPS, "The headline at each value", column, 1, NULL};

    for (size_t c = 0; c < csv->columns && data.columns + 2 < ENT_DATA_COLUMNS; c++) {
        if (!is_own(csv->cell[c])) {
            column[data.columns++] = (ent_data_column){csv->cell[c], csv->cell[c], ENT_DATA_TEXT, NULL};
        }
    }
    column[data.columns++] = (ent_data_column){"probability", "Chance", ENT_DATA_FIGURE, NULL};
    column[data.columns++] = (ent_data_column){"", "Across what we do not know (90%)", ENT_DATA_RANGE, NULL};
    for (size_t i = 0; i < digest->charts; i++) {
        const char *name = digest->chart[i].name;
        if (strncmp(name, "sweep_", 6) == 0) {
            const char *title =
                ent_digest_say(digest, "The headline over: %s", ent_digest_label(digest, "sweeps", name + 6));
            ent_figure_alone(out, digest, name, title, ent_data_words(&data, digest));
        }
    }
    ent_html_raw(out, "<details><summary>Data of the sweeps</summary>\n");
    ent_data_table(&data, out, digest);
    ent_html_raw(out, "</details>\n");
}

/* --- whether the simulation is to be trusted ---------------------------------------------------------------------- */

void ent_section_trust(ent_html *out, ent_digest *digest)
{
    static const ent_data_column column[] = {{"worlds", "Worlds", ENT_DATA_NUMBER, NULL},
        {"variant", "Variant", ENT_DATA_VARIANT, NULL}, {"draws", "Futures", ENT_DATA_NUMBER, NULL},
        {"probability", "Headline", ENT_DATA_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_DATA_INTERVAL, NULL}};
    static const ent_data data = {
        ENT_DIGEST_CONVERGENCE, "The headline after so many worlds", column, 5, ent_data_of_base};
    static const ent_data_column check[] = {{"check", "Check", ENT_DATA_TEXT, NULL},
        {"value", "Value", ENT_DATA_PERCENT, NULL}, {"", "Noise of the simulation (95%)", ENT_DATA_INTERVAL, NULL},
        {"holds", "Holds", ENT_DATA_YES, NULL}};
    static const ent_data checks = {ENT_DIGEST_CHECKS, "What the scenario expects of its own results", check, 4, NULL};

    ent_figure(out, digest, "convergence", "Whether enough futures were simulated", &data);
    if (ent_data_rows(&checks, digest) > 0) {
        ent_html_raw(out, "<h3>Checks</h3>\n");
        ent_data_table(&checks, out, digest);
    }
}
