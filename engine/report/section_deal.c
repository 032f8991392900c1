#include "report/sections.h"

#include <string.h>

enum { PACKAGES = 10 };

static bool is_frequent(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    return ent_table_view_of_base(self, digest, row) &&
           ent_run_data_number_at(digest, self->table, row, "rank") <= PACKAGES;
}

/* The most frequent packages of the base, one column for each demand. */
static void put_packages(ent_html *out, ent_run_data *digest)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_packages);
    ent_table_view_column column[ENT_TABLE_VIEW_COLUMNS] = {
        {"rank", "Rank", ENT_TABLE_VIEW_NUMBER, NULL}, {"share", "Share of deals", ENT_TABLE_VIEW_PERCENT, NULL}};
    ent_table_view data = {&ent_table_packages, "The ten most frequent deals of the base", column, 2, is_frequent};

    for (size_t c = 0; c < csv->columns && data.columns < ENT_TABLE_VIEW_COLUMNS; c++) {
        const char *name = csv->cell[c];
        if (strcmp(name, "variant") != 0 && strcmp(name, "rank") != 0 && strcmp(name, "count") != 0 &&
            strcmp(name, "share") != 0 && strncmp(name, "utility_", 8) != 0) {
            column[data.columns++] =
                (ent_table_view_column){name, ent_run_data_label(digest, "demands", name), ENT_TABLE_VIEW_OPTION, name};
        }
    }
    if (ent_table_view_rows(&data, digest) > 0) {
        ent_html_raw(out, "<h3>What is most often agreed</h3>\n");
        ent_table_view_table(&data, out, digest);
    }
}

static bool is_together(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    return ent_table_view_of_base(self, digest, row) &&
           strncmp(ent_run_data_text_at(digest, self->table, row, "path"), "together.", strlen("together.")) == 0;
}

/* The entries of `together` of the base: which packages, and the addition to the utilities. */
static void put_together(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"path", "Setting", ENT_TABLE_VIEW_TEXT, NULL},
        {"understood", "Understood as", ENT_TABLE_VIEW_TEXT, NULL}, {"note", "Note", ENT_TABLE_VIEW_TEXT, NULL}};
    static const ent_table_view data = {&ent_table_assumptions,
        "Packages that are worth more or less than the sum of their parts, or that cannot be; base", column, 3,
        is_together};

    if (ent_table_view_rows(&data, digest) > 0) {
        ent_html_raw(out, "<h3>What hangs together</h3>\n");
        ent_table_view_table(&data, out, digest);
    }
}

static void put_parties(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"party", "Party", ENT_TABLE_VIEW_NAME, "parties"},
        {"threshold_mean", "Least it would accept at the start (mean)", ENT_TABLE_VIEW_SCORE, NULL},
        {"utility_p05", "What it gets in a deal: 5%", ENT_TABLE_VIEW_SCORE, NULL},
        {"utility_p50", "middle", ENT_TABLE_VIEW_SCORE, NULL}, {"utility_p95", "95%", ENT_TABLE_VIEW_SCORE, NULL}};
    static const ent_table_view data = {&ent_table_parties,
        "What the parties get, from 0 (nothing of what they want) to 1 (all of it); base", column, 5,
        ent_table_view_of_base};

    if (ent_table_view_rows(&data, digest) > 0) {
        ent_html_raw(out, "<h3>What the parties get</h3>\n");
        ent_table_view_table(&data, out, digest);
    }
}

void ent_section_deal(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column month[] = {{"month", "By month", ENT_TABLE_VIEW_DATE, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"agreed", "Deal signed", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view_column force[] = {{"month", "By month", ENT_TABLE_VIEW_DATE, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"agreed", "Deal in force", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view signed_by = {
        &ent_table_talks, "Chance that a deal is signed by then, of all futures", month, 4, ent_table_view_of_month};
    static const ent_table_view in_force_by = {
        &ent_table_talks, "Chance that a deal is in force by then, of all futures", force, 4, ent_table_view_of_month};
    static const ent_table_view_column option[] = {{"demand", "Demand", ENT_TABLE_VIEW_NAME, "demands"},
        {"option", "Option", ENT_TABLE_VIEW_OPTION, NULL}, {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL},
        {"share", "Share of deals", ENT_TABLE_VIEW_FIGURE, NULL},
        {"available", "Available", ENT_TABLE_VIEW_GIVEN, NULL},
        {"refused", "Refused at first by a party with a veto", ENT_TABLE_VIEW_GIVEN, NULL}};
    static const ent_table_view demands = {
        &ent_table_demands, "What is in the deals, demand by demand", option, 6, NULL};

    if (ent_run_data_table(digest, &ent_table_ratification)->rows > 0) {
        ent_figure(out, digest, "talks", "When a deal is in force", &in_force_by);
        ent_section_ratification(out, digest);
    } else {
        ent_figure(out, digest, "talks", "When a deal is signed", &signed_by);
    }
    if (ent_run_data_row(digest, &ent_table_packages, digest->variant[0], 0) >=
        ent_run_data_table(digest, &ent_table_packages)->rows) {
        ent_html_raw(out, ent_run_data_table(digest, &ent_table_ratification)->rows > 0
                              ? "<p>In the base no deal is ever in force, so there is nothing in it.</p>\n"
                              : "<p>In the base no deal is ever signed, so there is nothing in it.</p>\n");
        return;
    }
    ent_figure(out, digest, "deal", "What is in the deal", &demands);
    put_packages(out, digest);
    put_together(out, digest);
    put_parties(out, digest);
}
