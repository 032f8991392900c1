#include "report/sections.h"

#include <string.h>

enum { PACKAGES = 10 };

static bool is_frequent(const ent_data *self, const ent_digest *digest, size_t row)
{
    return ent_data_of_base(self, digest, row) && ent_digest_number_at(digest, self->table, row, "rank") <= PACKAGES;
}

/* The most frequent packages of the base, one column for each demand. */
static void put_packages(ent_html *out, ent_digest *digest)
{
    const ent_csv *csv = &digest->table[ENT_DIGEST_PACKAGES];
    ent_data_column column[ENT_DATA_COLUMNS] = {
        {"rank", "Rank", ENT_DATA_NUMBER, NULL}, {"share", "Share of deals", ENT_DATA_PERCENT, NULL}};
    ent_data data = {ENT_DIGEST_PACKAGES, "The ten most frequent deals of the base", column, 2, is_frequent};

    for (size_t c = 0; c < csv->columns && data.columns < ENT_DATA_COLUMNS; c++) {
        const char *name = csv->cell[c];
        if (strcmp(name, "variant") != 0 && strcmp(name, "rank") != 0 && strcmp(name, "count") != 0 &&
            strcmp(name, "share") != 0 && strncmp(name, "utility_", 8) != 0) {
            column[data.columns++] =
                (ent_data_column){name, ent_digest_label(digest, "demands", name), ENT_DATA_READABLE, NULL};
        }
    }
    if (ent_data_rows(&data, digest) > 0) {
        ent_html_raw(out, "<h3>What is most often agreed</h3>\n");
        ent_data_table(&data, out, digest);
    }
}

static void put_parties(ent_html *out, ent_digest *digest)
{
    static const ent_data_column column[] = {{"party", "Party", ENT_DATA_NAME, "parties"},
        {"threshold_mean", "Least it would accept at the start (mean)", ENT_DATA_SCORE, NULL},
        {"utility_p05", "What it gets in a deal: 5%", ENT_DATA_SCORE, NULL},
        {"utility_p50", "middle", ENT_DATA_SCORE, NULL}, {"utility_p95", "95%", ENT_DATA_SCORE, NULL}};
    static const ent_data data = {ENT_DIGEST_PARTIES,
        "What the parties get, from 0 (nothing of what they want) to 1 (all of it); base", column, 5, ent_data_of_base};

    if (ent_data_rows(&data, digest) > 0) {
        ent_html_raw(out, "<h3>What the parties get</h3>\n");
        ent_data_table(&data, out, digest);
    }
}

void ent_section_deal(ent_html *out, ent_digest *digest)
{
    static const ent_data_column month[] = {{"month", "By month", ENT_DATA_NUMBER, NULL},
        {"variant", "Variant", ENT_DATA_VARIANT, NULL}, {"agreed", "Deal signed", ENT_DATA_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_DATA_INTERVAL, NULL}};
    static const ent_data talks = {
        ENT_DIGEST_TALKS, "Chance that a deal is signed by then, of all futures", month, 4, ent_data_of_month};
    static const ent_data_column option[] = {{"demand", "Demand", ENT_DATA_NAME, "demands"},
        {"option", "Option", ENT_DATA_READABLE, NULL}, {"variant", "Variant", ENT_DATA_VARIANT, NULL},
        {"share", "Share of deals", ENT_DATA_FIGURE, NULL}, {"available", "Available", ENT_DATA_GIVEN, NULL},
        {"refused", "Refused by a party with a veto", ENT_DATA_GIVEN, NULL}};
    static const ent_data demands = {ENT_DIGEST_DEMANDS, "What is in the deals, demand by demand", option, 6, NULL};

    ent_figure(out, digest, "talks", "When a deal is signed", &talks);
    if (ent_digest_row(digest, ENT_DIGEST_PACKAGES, digest->variant[0], 0) >= digest->table[ENT_DIGEST_PACKAGES].rows) {
        ent_html_raw(out, "<p>In the base no deal is ever signed, so there is nothing in it.</p>\n");
        return;
    }
    ent_figure(out, digest, "deal", "What is in the deal", &demands);
    put_packages(out, digest);
    put_parties(out, digest);
}
