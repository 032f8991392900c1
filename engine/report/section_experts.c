/* Section "experts": the figure of each expert, the pool, and how much their disagreement explains. */
#include "report/measures/measure_text.h"
#include "report/sections.h"

#include "report/answer_text.h"
#include "wording/wording.h"

#include <math.h>

static double figure(ent_run_data *digest, const ent_table *table, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, table, row, column);
}

static const char *chance_of(ent_run_data *digest, size_t row)
{
    const ent_table *table = &ent_table_experts;
    const char *measure = ent_run_data_headline_measure(digest);
    char chance[ENT_WORDING_BYTES];

    if (measure != NULL) {
        return ent_measure_text_figure(digest, measure, figure(digest, table, row, "probability"),
            figure(digest, table, row, "mc_low"), figure(digest, table, row, "mc_high"));
    }
    ent_wording_figure(chance, figure(digest, table, row, "probability"), figure(digest, table, row, "mc_low"),
        figure(digest, table, row, "mc_high"));
    return ent_run_data_format(digest, "%s", chance);
}

/* One sentence on an expert. */
static void put_expert(ent_html *out, ent_run_data *digest, size_t row)
{
    const ent_table *table = &ent_table_experts;
    double p = figure(digest, table, row, "probability");
    const char *name = ent_run_data_text_at(digest, table, row, "name");
    char weight[ENT_WORDING_BYTES], chance[ENT_WORDING_BYTES], range[ENT_WORDING_BYTES];

    ent_wording_chance(weight, figure(digest, table, row, "weight"));
    if (isnan(p)) {
        ent_html_element(out, "li", "%s, with %s of the weight: none of the expert's futures counts.", name, weight);
        return;
    }
    if (ent_run_data_headline_measure(digest) != NULL) {
        ent_html_element(out, "li", "%s, with %s of the weight, says %s.", name, weight, chance_of(digest, row));
        return;
    }
    ent_wording_figure(chance, p, figure(digest, table, row, "mc_low"), figure(digest, table, row, "mc_high"));
    ent_wording_range(range, figure(digest, table, row, "world_p05"), figure(digest, table, row, "world_p95"));
    ent_html_element(out, "li", "%s, with %s of the weight, says %s%s%s.", name, weight, chance,
        range[0] != '\0' ? "; across what this expert leaves open too, " : "", range);
}

/* Rows of the base's experts with the lowest and the highest chance; the table's number of rows where none has any. */
static void find_extremes(ent_run_data *digest, size_t *low, size_t *high)
{
    const ent_table *table = &ent_table_experts;
    size_t rows = ent_run_data_table(digest, table)->rows;

    *low = *high = rows;
    for (size_t row = ent_run_data_row(digest, table, digest->variant[0], 0); row < rows;
         row = ent_run_data_row(digest, table, digest->variant[0], row + 1)) {
        double p = figure(digest, table, row, "probability");
        if (!isnan(p)) {
            *low = *low == rows || p < figure(digest, table, *low, "probability") ? row : *low;
            *high = *high == rows || p > figure(digest, table, *high, "probability") ? row : *high;
        }
    }
}

const char *ent_experts_sentence(ent_run_data *digest)
{
    const ent_table *table = &ent_table_disagreement;
    size_t row = ent_run_data_row(digest, table, digest->variant[0], 0);
    double share = figure(digest, table, row, "share");
    const char *disagreement = "how much of what is not known is their disagreement cannot be told from this run";
    size_t low, high;
    char words[ENT_WORDING_BYTES];

    find_extremes(digest, &low, &high);
    if (low >= ent_run_data_table(digest, &ent_table_experts)->rows) {
        return "None of the experts has any future that counts.";
    }
    if (!isnan(share)) {
        ent_wording_figure(
            words, share, figure(digest, table, row, "share_low"), figure(digest, table, row, "share_high"));
        disagreement = ent_run_data_format(digest, "their disagreement is %s of what is not known about it", words);
    }
    return ent_run_data_format(digest, "They put it between %s (%s) and %s (%s); %s.", chance_of(digest, low),
        ent_run_data_text_at(digest, &ent_table_experts, low, "name"), chance_of(digest, high),
        ent_run_data_text_at(digest, &ent_table_experts, high, "name"), disagreement);
}

/* Share of the disagreement in the variance of the headline across worlds. */
static void put_share(ent_html *out, ent_run_data *digest)
{
    const ent_table *table = &ent_table_disagreement;
    size_t row = ent_run_data_row(digest, table, digest->variant[0], 0);
    double share = figure(digest, table, row, "share");
    double low = figure(digest, table, row, "share_low");
    double high = figure(digest, table, row, "share_high");
    char words[ENT_WORDING_BYTES], interval[ENT_WORDING_BYTES];

    if (isnan(share)) {
        ent_html_element(out, "p",
            "How much of what is not known is their disagreement cannot be told: the differences between the worlds of "
            "this run are within its noise.");
        return;
    }
    ent_wording_figure(words, share, low, high);
    ent_wording_interval(interval, low, high);
    ent_html_element(out, "p",
        "Their disagreement is %s of what is not known about the headline%s%s%s: of its variance across worlds, the "
        "part "
        "that lies between the experts. The rest is what each of them leaves open.",
        words, interval[0] != '\0' ? " (95% interval " : "", interval, interval[0] != '\0' ? ")" : "");
}

void ent_section_experts(ent_html *out, ent_run_data *digest)
{
    const char *figure_head = ent_run_data_headline_measure(digest) != NULL ? "On average" : "Chance";
    const ent_table_view_column column[] = {{"name", "Expert", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"weight", "Weight", ENT_TABLE_VIEW_GIVEN, NULL},
        {"worlds", "Worlds", ENT_TABLE_VIEW_NUMBER, NULL}, {"probability", figure_head, ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL},
        {"", "Across the expert's worlds (90%)", ENT_TABLE_VIEW_RANGE, NULL}};
    const ent_table_view view = {&ent_table_experts, "The headline as each expert has it", column, 7, NULL};
    size_t rows = ent_run_data_table(digest, &ent_table_experts)->rows;
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);

    ent_html_element(out, "p",
        "Each world is played with the settings of one expert, drawn by weight, so all other figures of this page pool "
        "the experts. %s As each of them has it alone:",
        ent_answer_text_sentence(digest, &base));
    ent_html_raw(out, "<ul>\n");
    for (size_t row = ent_run_data_row(digest, &ent_table_experts, digest->variant[0], 0); row < rows;
         row = ent_run_data_row(digest, &ent_table_experts, digest->variant[0], row + 1)) {
        put_expert(out, digest, row);
    }
    ent_html_raw(out, "</ul>\n");
    put_share(out, digest);
    ent_figure(out, digest, "experts", "The headline as each expert has it", &view);
}
