/* Part of the section of the deal: whether a signed deal enters into force, and who stops it. */
#include "report/sections.h"

#include "formula/number.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

static double figure(ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, &ent_table_ratification, row, column);
}

/* "2.2 months after the signature"; "at the signature" */
static const char *say_when(ent_run_data *digest, double months)
{
    char text[ENT_NUMBER_TEXT];

    if (!(months > 0.0)) {
        return "at the signature";
    }
    ent_number_readable(months, 2, text);
    return ent_run_data_format(digest, "%s month%s after the signature on average", text, ent_wording_plural(months));
}

/* "State Duma (Russia)" */
static const char *name_of(ent_run_data *digest, size_t row)
{
    const char *id = ent_run_data_text_at(digest, &ent_table_ratification, row, "entry");
    const char *name = ent_run_data_text_at(digest, &ent_table_ratification, row, "name");
    const char *path = ent_run_data_format(digest, "ratification.%s.by", id);

    for (size_t i = 0; i < digest->manifest.labels; i++) {
        if (strcmp(digest->manifest.label[i].name, path) == 0) {
            return ent_run_data_format(digest, "%s (%s)", name, digest->manifest.label[i].label);
        }
    }
    return name;
}

/* One sentence on an entry: how often it is asked, its answers, and the number of deals that they stop. */
static void put_entry(ent_html *out, ent_run_data *digest, size_t row)
{
    double asked = figure(digest, row, "asked");
    double yes = figure(digest, row, "yes");
    char share[ENT_WORDING_BYTES];
    char answer[ENT_WORDING_BYTES];
    char stopped[ENT_WORDING_BYTES];

    if (!(asked > 0.0) || isnan(yes)) {
        ent_html_element(out, "li", "%s is never asked.", name_of(digest, row));
        return;
    }
    ent_wording_chance(share, asked);
    ent_wording_figure(answer, yes, figure(digest, row, "mc_low"), figure(digest, row, "mc_high"));
    ent_wording_chance(stopped, asked * (1.0 - yes));
    if (asked == 1.0) {
        ent_html_element(out, "li",
            "%s is asked about every deal that is signed and says yes to %s of them, %s: it stops %s.",
            name_of(digest, row), answer, say_when(digest, figure(digest, row, "month")), stopped);
        return;
    }
    ent_html_element(out, "li",
        "%s is asked about %s of the deals that are signed and says yes to %s of these, %s: it stops %s of the deals "
        "signed.",
        name_of(digest, row), share, answer, say_when(digest, figure(digest, row, "month")), stopped);
}

void ent_section_ratification(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"name", "Who must say yes", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL},
        {"asked", "Asked, of the deals signed", ENT_TABLE_VIEW_GIVEN, NULL},
        {"yes", "Says yes", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL},
        {"month", "Months after the signature (mean)", ENT_TABLE_VIEW_SCORE, NULL}};
    static const ent_table_view view = {
        &ent_table_ratification, "Ratification, over all attempts of a future to make a deal", column, 6, NULL};
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_ratification);
    size_t row = ent_run_data_row(digest, &ent_table_ratification, digest->variant[0], 0);

    if (csv->rows == 0) {
        return;
    }
    ent_html_raw(out, "<h3>Is a signed deal ratified?</h3>\n<ul>\n");
    while (row < csv->rows) {
        put_entry(out, digest, row);
        row = ent_run_data_row(digest, &ent_table_ratification, digest->variant[0], row + 1);
    }
    ent_html_raw(out, "</ul>\n");
    ent_figure(out, digest, "ratification", "Who ratifies a signed deal, and who stops it", &view);
}
