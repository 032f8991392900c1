#include "report/answer_text.h"
#include "report/sections.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

void ent_section_endings(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"name", "Ending", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"probability", "Chance", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Across what we do not know (90%)", ENT_TABLE_VIEW_RANGE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view data = {
        &ent_table_outcomes, "How it ends: chance of each ending, by variant", column, 5, NULL};

    ent_html_raw(out, "<p>Every simulated future ends in exactly one of these ways.</p>\n");
    ent_figure(out, digest, "outcomes", "How it ends, by variant", &data);
}

/* --- variants ----------------------------------------------------------------------------------------------------- */

/* Right end of the small scales: the next multiple of 10% above all that is drawn. */
static double scale_end(ent_run_data *digest)
{
    double most = 0.1;

    for (size_t v = 0; v < digest->variants; v++) {
        ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);
        most = fmax(most, fmax(isnan(it.p) ? 0 : it.p, isnan(it.high) ? 0 : it.high));
    }
    return fmin(1, ceil(most * 10) / 10);
}

/* Range as a bar, probability as a mark; decoration, since the cells beside it have the figures. */
static void put_bar(ent_html *out, const ent_answer_text *it, double end)
{
    double low = isnan(it->low) ? it->p : it->low;
    double high = isnan(it->high) ? it->p : it->high;

    ent_html_raw(out, "<td class=\"bar\"><svg viewBox=\"0 0 200 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                      "<rect class=\"b0\" x=\"0\" y=\"9\" width=\"200\" height=\"2\"/>");
    if (!isnan(it->p)) {
        ent_html_rawf(out, "<rect class=\"b1\" x=\"%.1f\" y=\"5\" width=\"%.1f\" height=\"10\"/>", 200 * low / end,
            fmax(1, 200 * (high - low) / end));
        ent_html_rawf(out, "<rect class=\"b2\" x=\"%.1f\" y=\"1\" width=\"4\" height=\"18\"/>",
            fmin(196, fmax(0, 200 * it->p / end - 2)));
    }
    ent_html_raw(out, "</svg></td>");
}

static void put_figures(ent_html *out, const ent_answer_text *it)
{
    char figure[ENT_WORDING_BYTES];
    char range[ENT_WORDING_BYTES];
    char words[ENT_WORDING_BYTES];
    double low = it->low;
    double high = it->high;

    ent_wording_likelihood_figure(words, it->p, it->mc_low, it->mc_high);
    ent_wording_figure(figure, it->p, it->mc_low, it->mc_high);
    ent_wording_widen(&low, &high, it->mc_low, it->mc_high);
    ent_wording_range(range, low, high);
    if (!it->known) {
        ent_html_raw(out, "<td class=\"n\" colspan=\"3\">no figure: the condition never came true</td>");
        return;
    }
    ent_html_element(out, "td class=\"n strong\"", "%s", figure);
    ent_html_element(out, "td", "%s", words[0] != '\0' ? words : "not known");
    ent_html_element(out, "td class=\"n\"", "%s",
        range[0] != '\0'                          ? range
        : it->range == ENT_ANSWER_NOTHING_UNKNOWN ? "nothing unknown"
                                                  : "not measured");
}

/* The futures in which the condition of the headline holds. */
static void put_basis(ent_html *out, const ent_answer_text *it)
{
    char draws[ENT_WORDING_BYTES];
    char worlds[ENT_WORDING_BYTES];

    if (it->draws == 0) {
        ent_html_raw(out, "<td class=\"n\">none</td>");
        return;
    }
    ent_wording_number(draws, (double) it->draws);
    ent_wording_count(worlds, it->worlds, "world");
    ent_html_element(out, "td class=\"n\"", "%s in %s", draws, worlds);
}

static void put_variant(ent_html *out, ent_run_data *digest, size_t v, double end)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);
    char difference[ENT_WORDING_BYTES];

    ent_answer_text_difference(difference, &base, &it);
    ent_html_raw(out, "<tr>");
    ent_html_element(out, "th scope=\"row\"", "%s", ent_run_data_label(digest, "variants", digest->variant[v]));
    put_figures(out, &it);
    put_bar(out, &it, end);
    ent_html_element(out, "td", "%s", v == 0 ? "the base" : difference);
    if (base.given[0] != '\0') {
        put_basis(out, &it);
    }
    ent_html_raw(out, "</tr>\n");
}

static void put_table(ent_html *out, ent_run_data *digest)
{
    double end = scale_end(digest);
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    const char *caption = base.given[0] != '\0'
                              ? ent_run_data_format(digest, "Of the futures %s: the share in which %s, by variant",
                                    base.given, base.event)
                              : ent_run_data_format(digest, "The share of futures in which %s, by variant", base.event);

    ent_table_view_scroll(out, caption);
    ent_html_raw(out, "<table class=\"variants\">\n");
    ent_html_element(out, "caption", "%s", caption);
    ent_html_rawf(out,
        "<thead><tr><th scope=\"col\">Variant</th><th scope=\"col\" class=\"n\">Chance</th><th scope=\"col\">In "
        "words</th><th scope=\"col\" class=\"n\">Across what we do not know (90%%)</th><th scope=\"col\">0 to %.0f%%"
        "</th><th scope=\"col\">Against the base</th>%s</tr></thead>\n<tbody>\n",
        100 * end, base.given[0] != '\0' ? "<th scope=\"col\" class=\"n\">Futures that count</th>" : "");
    for (size_t v = 0; v < digest->variants; v++) {
        put_variant(out, digest, v, end);
    }
    ent_html_raw(out, "</tbody></table>");
    ent_table_view_scroll_end(out);
}

/* Text of the base's setting at a path; NULL where it has none. */
static const char *written_in_base(const ent_run_data *digest, const char *path)
{
    const ent_table *table = &ent_table_assumptions;
    size_t rows = ent_run_data_table(digest, table)->rows;
    const char *base = digest->variant[0];

    for (size_t i = ent_run_data_row(digest, table, base, 0); i < rows;
         i = ent_run_data_row(digest, table, base, i + 1)) {
        if (strcmp(ent_run_data_text_at(digest, table, i, "path"), path) == 0) {
            return ent_run_data_text_at(digest, table, i, "written");
        }
    }
    return NULL;
}

static size_t put_changes(ent_html *out, ent_run_data *digest, size_t v)
{
    const ent_table *table = &ent_table_assumptions;
    size_t rows = ent_run_data_table(digest, table)->rows;
    const char *id = digest->variant[v];
    size_t count = 0;

    for (size_t i = ent_run_data_row(digest, table, id, 0); i < rows; i = ent_run_data_row(digest, table, id, i + 1)) {
        const char *path = ent_run_data_text_at(digest, table, i, "path");
        const char *now = ent_run_data_text_at(digest, table, i, "written");
        const char *before = written_in_base(digest, path);
        if (before != NULL && strcmp(before, now) == 0) {
            continue;
        }
        ent_html_raw(out, "<li>");
        ent_html_element(out, "code", "%s", path);
        ent_html_raw(out, before != NULL ? " from " : " new: ");
        if (before != NULL) {
            ent_html_element(out, "code", "%s", before);
            ent_html_raw(out, " to ");
        }
        ent_html_element(out, "code", "%s", now);
        ent_html_raw(out, "</li>\n");
        count++;
    }
    return count;
}

static void put_all_changes(ent_html *out, ent_run_data *digest)
{
    ent_html_raw(out, "<details><summary>What each variant changes</summary>\n<dl class=\"changes\">\n");
    for (size_t v = 1; v < digest->variants; v++) {
        ent_html_element(out, "dt", "%s", ent_run_data_label(digest, "variants", digest->variant[v]));
        ent_html_raw(out, "<dd><ul>");
        if (put_changes(out, digest, v) == 0) {
            ent_html_raw(out, "<li>nothing that is a number or formula</li>");
        }
        ent_html_raw(out, "</ul></dd>\n");
    }
    ent_html_raw(out, "</dl></details>\n");
}

/* How variants are compared. A condition keeps other draws in each of them. */
static void put_pairing(ent_html *out, const ent_answer_text *base)
{
    ent_html_raw(out, "<p>");
    if (base->given[0] == '\0') {
        ent_html_raw(out,
            "All variants live through the same futures, draw by draw, so a difference is what the change "
            "itself does.");
    } else {
        ent_html_textf(out,
            "All variants share their random numbers, draw by draw, but the headline counts only the futures %s, and a "
            "change may also move which futures these are: a difference compares two such groups, not the same "
            "futures.",
            base->given);
    }
    ent_html_raw(out, " It is clear where its 95% interval leaves out zero and enough worlds stand behind it.</p>\n");
}

void ent_section_variants(ent_html *out, ent_run_data *digest)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);

    if (digest->variants > 1) {
        put_pairing(out, &base);
    }
    if (ent_run_data_table(digest, &ent_table_headline)->rows > 0) {
        put_table(out, digest);
    }
    ent_figure_alone(out, digest, "headline", "The headline by variant, with likelihood bands",
        ent_run_data_format(
            digest, "%s The table above has the figures of all variants.", ent_answer_text_sentence(digest, &base)));
    if (digest->variants > 1 && ent_run_data_table(digest, &ent_table_assumptions)->rows > 0) {
        put_all_changes(out, digest);
    }
}
